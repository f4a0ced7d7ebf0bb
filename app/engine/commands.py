"""Commands: carried out one after the other, in the order given; long ones in slices.

A command to twenty thousand tasks would stall the loop, and with it every upload, for a second.
Between two slices the loop has its turn; the next command waits until the one before is through.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import TypeVar

T = TypeVar("T")
SLICE = 200
"""Tasks that a command deals with in one go."""

Command = Callable[[], Coroutine[None, None, None] | None]


class Commands:
    """A queue of commands; every method runs on the loop's thread."""

    def __init__(self) -> None:
        self._waiting: deque[Command] = deque()
        self._under_way: asyncio.Task[None] | None = None

    def enter(self, command: Command) -> None:
        """Carry out when those before are through: now, if there are none."""
        self._waiting.append(command)
        if self._under_way is None:
            self._next()

    def _next(self) -> None:
        while self._waiting and self._under_way is None:
            try:
                work = self._waiting.popleft()()
            finally:
                if self._waiting:  # should that one have failed, the others still have their turn
                    asyncio.get_running_loop().call_soon(self._next)
            if work is not None:
                self._under_way = asyncio.get_running_loop().create_task(work)
                self._under_way.add_done_callback(self._through)

    def _through(self, _task: asyncio.Task[None]) -> None:
        self._under_way = None
        self._next()


async def slices(items: Sequence[T], size: int = SLICE) -> AsyncIterator[Sequence[T]]:
    """``items`` in slices of ``size``, with a turn of the loop between them."""
    for start in range(0, len(items), size):
        if start:
            await asyncio.sleep(0)
        yield items[start : start + size]
