"""Easing: how many requests with file data may run at a time after the service said *slow down*.

Half as many at once, one more again after each quiet while (oss.md, 8.3: on throttling codes lower
parallelism). Requests of one burst that are all refused count as one.
"""

from __future__ import annotations

BURST = 2.0
"""Seconds within which further refusals belong to the same burst."""
QUIET = 10.0
"""Seconds without a refusal after which one more is let in."""


class Easing:
    """The arithmetic; times are monotonic seconds."""

    def __init__(self, most: int) -> None:
        """``most`` requests at a time when nobody complains."""
        self.most = most
        self.now_at_once = most
        self._last = -BURST
        self._changed = 0.0

    def set_most(self, most: int) -> None:
        """The person chose another number: it holds at once, for the trouble may be over."""
        self.most = self.now_at_once = most

    def slowed(self, now: float) -> int:
        """The service asks to slow down; returns how many may run from now on."""
        if now - self._last >= BURST:
            self._last = now
            self.now_at_once = max(1, self.now_at_once // 2)
        self._changed = now
        return self.now_at_once

    def look(self, now: float) -> int:
        """Recover slowly; returns how many may run now."""
        if self.now_at_once < self.most and now - self._changed >= QUIET:
            self.now_at_once += 1
            self._changed = now
        return self.now_at_once
