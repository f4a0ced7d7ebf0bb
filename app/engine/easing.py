"""Easing: how many requests with file data run at a time.

After the service said *slow down* half as many at once, one more again after each quiet while
(oss.md, 8.3: on throttling codes lower parallelism). Requests of one burst that are all refused
count as one. Where it is permitted, one more is tried now and then, and kept when more is carried:
over a long way one connection does not fill the line.
"""

from __future__ import annotations

from dataclasses import dataclass

BURST = 2.0
"""Seconds within which further refusals belong to the same burst."""
QUIET = 10.0
"""Seconds without a refusal after which one more is let in."""
TRIAL = 3.0
"""Seconds over which it is measured what so many carry."""
WORTH = 1.08
"""How much more has to be carried for another one to be kept."""
REST = 60.0
"""Seconds until the next trial after one that was not worth it."""


@dataclass(frozen=True, slots=True)
class LineUse:
    """How the line is used."""

    passed: int
    """Bytes sent since the start."""
    full: bool
    """As many requests run as may, and nothing else holds them back."""


class Easing:
    """The arithmetic; times are monotonic seconds."""

    def __init__(self, most: int, ceiling: int = 0) -> None:
        """``most`` requests at a time when nobody complains; up to ``ceiling`` where it helps."""
        self._last = -BURST
        self._changed = 0.0
        self._rests_until = 0.0
        self.set_most(most, ceiling)

    def set_most(self, most: int, ceiling: int = 0) -> None:
        """The person chose another number: it holds at once, for the trouble may be over."""
        self.most = self.now_at_once = most
        self.ceiling = max(most, ceiling)
        self._since: tuple[float, int] | None = None
        self._before: float | None = None

    def slowed(self, now: float) -> int:
        """The service asks to slow down; returns how many may run from now on."""
        if now - self._last >= BURST:
            self._last = now
            self.now_at_once = max(1, self.now_at_once // 2)
        self._changed = now
        self._since = self._before = None
        self._rests_until = now + REST
        return self.now_at_once

    def look(self, now: float, use: LineUse | None = None) -> int:
        """Recover slowly, try one more now and then; returns how many may run now."""
        if self.now_at_once < self.most:
            if now - self._changed >= QUIET:
                self.now_at_once += 1
                self._changed = now
        elif use is not None and self.ceiling > self.most:
            self._try_more(now, use)
        return self.now_at_once

    def _try_more(self, now: float, use: LineUse) -> None:
        if not use.full:
            self._since = None  # what is measured meanwhile says nothing
            return
        if self._since is None:
            self._since = now, use.passed
        began, passed = self._since
        if now - began < TRIAL:
            return
        carried, before = (use.passed - passed) / (now - began), self._before
        self._since = now, use.passed
        self._before = None
        if before is not None and carried < before * WORTH:
            self.now_at_once -= 1
            self._rests_until = now + REST
        elif self.now_at_once < self.ceiling and now >= self._rests_until:
            self._before = carried
            self.now_at_once += 1
