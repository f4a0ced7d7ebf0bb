"""Gathering: walks beside the loop and puts what they find on the list, in slices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from app.domain.connection import Batch
from app.domain.events import Gathered
from app.domain.left_out import MOST_NAMED, LeftOut, Why, together
from app.domain.upload import UploadTask
from app.engine.chores import Chores
from app.engine.commands import slices
from app.engine.gather import Chance, Count, gather
from app.engine.mailbox import Mailbox
from app.engine.record import Record

Add = Callable[[Batch, Sequence[UploadTask]], Sequence[str]]
"""Puts tasks on the list; gives the names of those that were there already."""


Left = Sequence[LeftOut]
SLICE = 500
"""New tasks that are dealt with in one go: quicker than what a command does to old ones."""


def known_of(tasks: Sequence[UploadTask], added: Sequence[Record]) -> Sequence[str]:
    """Names of those of ``tasks`` that are not among the records that were ``added``."""
    if len(added) == len(tasks):
        return ()
    new = {record.task.id for record in added}
    return [task.name for task in tasks if task.id not in new]


class Gathering:
    """One drop after the other, each in a thread of its own."""

    def __init__(
        self, mailbox: Mailbox, *, wall: Callable[[], float], chance: Callable[[], float]
    ) -> None:
        """``wall`` and ``chance`` are what a naming rule may use."""
        self._mailbox = mailbox
        self._wall = wall
        self._chance = chance
        self._walkers = Chores()
        self._numbers: dict[str, int] = {}
        """Files of each batch so far: what is hidden may follow later."""

    async def walk(
        self, batch: Batch, paths: Sequence[str], add: Add, *, hidden: bool = False
    ) -> None:
        """Add what ``paths`` hold (``hidden``: see `gather`); `Gathered` events tell how far."""
        loop = asyncio.get_running_loop()
        total = twice = 0
        known: list[str] = []

        async def taken(tasks: Sequence[UploadTask], left: Left, *, last: bool) -> None:
            nonlocal total, twice
            async for some in slices(tasks, SLICE):
                again = add(batch, some)
                twice += len(again)
                known.extend(again[: MOST_NAMED - len(known)])
            total += len(tasks)
            doubles = LeftOut(Why.DUPLICATE, twice, tuple(known))
            event = Gathered(batch.id, total - twice, last, together([*left, doubles]))
            self._mailbox.put(events=[event])

        def take(tasks: list[UploadTask], count: Count) -> None:
            """In the walker's thread, which may be ahead of the loop by one batch, not more."""
            if ahead:
                ahead.pop().result()
            work = taken(tasks, count.left_out(), last=False)
            try:
                ahead.append(asyncio.run_coroutine_threadsafe(work, loop))
            except RuntimeError:  # the loop has ended
                work.close()
                raise

        def walked() -> Count:
            found = gather(batch, paths, take=take, chance=chance, before=before, hidden=hidden)
            ahead.pop().result()
            return found

        ahead: list[Future[None]] = []
        chance = Chance(self._wall(), self._chance)
        before = self._numbers.get(batch.id, 0)
        count = await self._walkers.run(walked)
        self._numbers[batch.id] = before + count.files
        await taken([], count.left_out(), last=True)

    def close(self) -> None:
        """Let the threads end; nobody waits for them."""
        self._walkers.close()
