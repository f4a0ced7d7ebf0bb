"""The speed limit: one bucket of tokens for all sender threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from app.engine.grip import Grip

SHARE = 16
"""A read is at most this fraction of a second's worth, so that a limit does not come in gulps."""
SAVED = 2 / SHARE
"""Seconds whose bytes are saved up at most while nobody asks: what it takes to write two reads.

Who sends alone asks for the next read only when the one before is written. Without this a line
hardly faster than the limit would give half of it; with more, a pause would end in a gulp."""


class Allowance:
    """The arithmetic of a speed limit, without clock and threads.

    Two counters run: bytes *earned* by time passing and bytes *promised* to those who asked. Who
    asks gets a ticket, the promise as it stands then, and may go on once as much was earned. So it
    is first come, first served, and a new rate holds at once for those who already wait. Of what
    was not used while nobody asked, the last `SAVED` seconds are kept.
    """

    def __init__(self, rate: int, now: float) -> None:
        """``rate`` in bytes a second, 0 for no limit; ``now`` in seconds."""
        self.rate = rate
        self._at = now
        self._earned = 0.0
        self._promised = 0.0

    def change(self, rate: int, now: float) -> None:
        """Let another rate hold from ``now`` on."""
        self._pass(now)
        self.rate = rate

    def reserve(self, amount: int, now: float) -> float:
        """Ask for ``amount`` bytes; gives a ticket for `wait`."""
        self._pass(now)
        self._promised = max(self._promised, self._earned - SAVED * self.rate) + amount
        return self._promised

    def wait(self, ticket: float, now: float) -> float:
        """Seconds until the ticket's bytes may be sent, as things stand; 0 when they may."""
        self._pass(now)
        if not self.rate:
            return 0.0
        return max(0.0, (ticket - self._earned) / self.rate)

    def _pass(self, now: float) -> None:
        self._earned += max(0.0, now - self._at) * self.rate
        self._at = now


class Throttle:
    """Speed limit over all senders together. Every method may be called from any thread."""

    def __init__(self, rate: int = 0, *, clock: Callable[[], float] = time.monotonic) -> None:
        """``rate`` in bytes a second, 0 for no limit."""
        self._clock = clock
        self._changed = threading.Condition()
        self._allowance = Allowance(max(0, rate), clock())
        self.passed = 0
        """Bytes that were let through so far; may be read at any time."""

    def set_rate(self, rate: int) -> None:
        """Let another rate hold from now on, for waiting senders too; 0 for no limit."""
        with self._changed:
            self._allowance.change(max(0, rate), self._clock())
            self._changed.notify_all()

    def largest(self, wish: int) -> int:
        """Bytes to read at once: ``wish``, or less under a limit; at least one."""
        rate = self._allowance.rate
        return min(wish, max(1, rate // SHARE)) if rate else wish

    def take(self, amount: int, grip: Grip) -> None:
        """Wait until ``amount`` bytes may be sent. Raises `LetGo` when the send is cancelled."""
        with self._changed:
            self.passed += amount
            if not self._allowance.rate:
                return
            ticket = self._allowance.reserve(amount, self._clock())
        grip.attach(self)
        with self._changed:
            while not grip.let_go and (left := self._allowance.wait(ticket, self._clock())) > 0:
                self._changed.wait(left)
        grip.check()

    def kill(self) -> None:
        """Wake all who wait, so that the cancelled one among them notices."""
        with self._changed:
            self._changed.notify_all()
