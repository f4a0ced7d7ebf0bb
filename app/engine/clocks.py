"""Clocks: this computer's, and the service's as far as its answers tell it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

NOTICEABLE = 60.0
"""Seconds of difference from which on the service's clock is believed (oss.md, 5.5)."""


def _nobody(_endpoint: str, _seconds: float) -> None:
    """Stands for whoever wants to hear of corrections until somebody does."""


@dataclass(slots=True)
class Clocks:
    """Clock functions, as constructor arguments for tests, and one offset per endpoint."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    offsets: dict[str, float] = field(default_factory=dict)
    """Seconds to add to this computer's clock, by the destination's endpoint."""
    measured: dict[str, float] = field(default_factory=dict)
    """The same, small differences included; at most some seconds too little, never too much."""
    on_corrected: Callable[[str, float], None] = _nobody
    """Called with endpoint and seconds to add when a clock is noticed to be off, once for each."""
    began: float = field(init=False)
    """Unix time of the program's start: what left before that was cut short at any moment."""
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Now."""
        self.began = self.wall()

    def at(self, endpoint: str) -> float:
        """Unix time by the clock of the service at ``endpoint``."""
        return self.wall() + self.offsets.get(endpoint, 0.0)

    def there(self, endpoint: str, wall: float) -> float:
        """A moment of this computer's clock by the service's; rather too early than too late."""
        return wall + self.measured.get(endpoint, 0.0)

    def learn(self, endpoint: str, date: str) -> None:
        """Take note of an answer's ``Date`` header; nonsense is ignored."""
        try:
            told = parsedate_to_datetime(date).timestamp()
        except (ValueError, TypeError, OverflowError):
            return
        difference = self.measured[endpoint] = told - self.wall()
        if abs(difference) >= NOTICEABLE:
            self.offsets[endpoint] = difference
            if endpoint not in self._told:
                self._told.add(endpoint)
                self.on_corrected(endpoint, difference)
        else:
            self.offsets.pop(endpoint, None)
