"""Which errors are worth another try, and how long to wait before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import ClockSkewed, IntegrityError, NotReached, UploadError


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Back-off with jitter; ``chance`` gives a number from 0 to 1."""

    chance: Callable[[], float]
    most: int = 6
    """Tries in all for one step."""
    most_reaching: int = 6
    """Tries in all while the service cannot be reached: a line may come back."""
    first: float = 0.5
    """Seconds before the second try, at most."""
    longest: float = 20.0
    """Seconds; also the ceiling of a service's own hint times three."""

    def wait(self, error: UploadError, tries: int) -> float | None:
        """Seconds until the next try after ``tries`` failed ones; None: give up.

        A clock that was corrected and a kept connection that had died are tried again at once
        (oss.md, 2.10 and 5.5); a wrong checksum twice (oss.md, 8.3).
        """
        if not error.retryable or tries >= self._most(error):
            return None
        if error.values.get("reason") == "proxy_password":
            return None  # the same password again could lock the person out of their network
        if error.values.get("reason") == "etag":
            return None  # it is stored, and differs: sent again, it would find its own name taken
        if isinstance(error, ClockSkewed):
            return 0.0 if tries < 3 else None
        if isinstance(error, IntegrityError) and tries >= 3:
            return None
        if error.values.get("stale") == "yes" and tries <= 1:
            return 0.0
        if error.wait is not None:
            return min(max(error.wait, 0.0), 3 * self.longest)
        ceiling = min(self.first * 2.0 ** (tries - 1), self.longest)
        return ceiling * (0.5 + 0.5 * self.chance())

    def _most(self, error: UploadError) -> int:
        """A certificate or a proxy that is refused does not mend itself; a line may."""
        mends = error.values.get("reason") not in ("certificate", "proxy")
        return self.most_reaching if isinstance(error, NotReached) and mends else self.most
