"""Slots: how many may do a thing at once; first come, first served, and resizable."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable


class Lease:
    """One taken slot; giving it back twice is harmless."""

    def __init__(self, slots: Slots, on_back: Callable[[], None] | None = None) -> None:
        self._slots: Slots | None = slots
        self._on_back = on_back

    def give_back(self) -> None:
        """Let the next one in."""
        slots, self._slots = self._slots, None
        if slots is not None:
            slots.returned()
            if self._on_back is not None:
                self._on_back()


class Slots:
    """A counting semaphore of the loop's thread whose size may change while it is in use."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    def take_now(self, on_back: Callable[[], None] | None = None) -> Lease | None:
        """A slot if one is free, else None; ``on_back`` is called when it comes back."""
        if self.taken >= self.size or self._queue:
            return None
        self.taken += 1
        return Lease(self, on_back)

    def is_full(self) -> bool:
        """Are all of them taken?"""
        return self.taken >= self.size

    def is_crowded(self) -> bool:
        """Does somebody wait for one, or are more taken than there are to be?"""
        return self.taken > self.size or bool(self._queue)

    async def take(self) -> Lease:
        """Wait for a free slot."""
        if (lease := self.take_now()) is not None:
            return lease
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(waiting)
        try:
            await waiting
        except asyncio.CancelledError:
            self._gave_up(waiting)
            raise
        return Lease(self)

    def resize(self, size: int) -> None:
        """Change the number of slots; those taken beyond it run out by themselves."""
        self.size = size
        self._admit()

    def returned(self) -> None:
        """A slot is free again (called by its lease)."""
        self.taken -= 1
        self._admit()

    def _gave_up(self, waiting: asyncio.Future[None]) -> None:
        if waiting in self._queue:
            self._queue.remove(waiting)
        elif waiting.done() and not waiting.cancelled():  # admitted and cancelled in one turn
            self.returned()

    def _admit(self) -> None:
        while self._queue and self.taken < self.size:
            waiting = self._queue.popleft()
            if not waiting.done():
                self.taken += 1
                waiting.set_result(None)


def no_slot() -> Lease:
    """For who needs none of those that others share."""
    return Lease(Slots(1))
