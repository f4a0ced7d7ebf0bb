"""Speed and time left, smoothed; silent where they cannot be trusted.

Speed is an exponential average of bytes sent less those taken back (ux.md, C: time constant 15 s
for the estimate; refreshed by the engine's tick).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SPEED_SECONDS = 3.0
"""Time constant of the speed that is shown."""
ESTIMATE_SECONDS = 15.0
"""Time constant of the speed that the estimate uses."""
TRUST_AFTER = 3.0
"""Seconds of data before a time left is shown."""
MOST_DISAGREEMENT = 0.6
"""Shown only while the two averages differ by less than this share."""


@dataclass(slots=True)
class Pace:
    """Running averages of one upload (or of all); times are monotonic seconds."""

    started: float = 0.0
    seen: int = 0
    last: float = 0.0
    speed: float = 0.0
    """Bytes per second, as shown."""
    _steady: float = 0.0

    def restart(self, now: float, sent: int) -> None:
        """Begin anew at ``sent`` bytes (start, resume, retry)."""
        self.started = self.last = now
        self.seen = sent
        self.speed = self._steady = 0.0

    def look(self, now: float, sent: int) -> None:
        """Take a reading; ``sent`` may have fallen since the last one."""
        passed = now - self.last
        if passed <= 0:
            return
        rate = max(0.0, (sent - self.seen) / passed)
        self.seen, self.last = sent, now
        self.speed = _blend(self.speed, rate, passed, SPEED_SECONDS, now - self.started)
        self._steady = _blend(self._steady, rate, passed, ESTIMATE_SECONDS, now - self.started)

    def seconds_left(self, remaining: int) -> float | None:
        """Seconds for ``remaining`` bytes, or None when the guess would not be honest."""
        fast, slow = self.speed, self._steady
        if self.last - self.started < TRUST_AFTER or slow <= 0:
            return None
        if abs(fast - slow) > MOST_DISAGREEMENT * slow:
            return None
        return remaining / slow


def _blend(old: float, new: float, passed: float, constant: float, age: float) -> float:
    """Exponential average whose constant grows with age, so that the start is not dragged."""
    weight = 1.0 - math.exp(-passed / max(min(constant, age), 1e-6))
    return old + weight * (new - old)
