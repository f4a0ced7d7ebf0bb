"""Chores: blocking work (file status, checksums, walking folders) on daemon threads of ours.

Never asyncio's default executor: it held the program's exit for 8 s (design, section 6).
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

from app.engine import processors

T = TypeVar("T")
_Work = Callable[[], None]


class Chores:
    """A few threads, made on demand, that carry out what would stall the loop."""

    def __init__(self, most: int = 3) -> None:
        self._most = most
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._busy = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Result of ``work``, done elsewhere; its exception is raised here."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def carry_out() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - handed to the one who waits
                _settle(loop, future, error=error)
            else:
                _settle(loop, future, result=result)

        self._busy += 1
        self._more()
        self._queue.put(carry_out)
        try:
            return await future
        finally:
            self._busy -= 1

    def close(self) -> None:
        """Let the threads end after what they are doing; nobody waits for them."""
        for _ in self._threads:
            self._queue.put(None)

    def _more(self) -> None:
        if self._busy > len(self._threads) and len(self._threads) < self._most:
            thread = threading.Thread(target=self._work, name="upcall-chore", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _work(self) -> None:
        processors.use_all()  # whatever holds for who made it
        while (work := self._queue.get()) is not None:
            work()


def _settle(
    loop: asyncio.AbstractEventLoop,
    future: asyncio.Future[T],
    *,
    result: T | None = None,
    error: BaseException | None = None,
) -> None:
    def settle() -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # None is a T when T is None

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:  # the loop has ended: nobody waits any more
        return
