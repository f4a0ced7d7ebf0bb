"""Gathering: walks beside the loop and puts what they find on the list, in slices."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.connection import Batch
from app.domain.events import Gathered
from app.domain.upload import UploadTask
from app.engine.chores import Chores
from app.engine.commands import slices
from app.engine.gather import Chance, Count, gather
from app.engine.mailbox import Mailbox

Add = Callable[[Batch, Sequence[UploadTask]], int]
"""Puts tasks on the list; gives how many were there already."""


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

    async def walk(self, batch: Batch, paths: Sequence[str], add: Add) -> None:
        """Add what ``paths`` hold; `Gathered` events tell how far it is."""
        loop = asyncio.get_running_loop()
        total = twice = 0

        async def taken(tasks: Sequence[UploadTask], count: Count, *, last: bool) -> None:
            nonlocal total, twice
            async for some in slices(tasks):
                twice += add(batch, some)
            total += len(tasks)
            event = Gathered(
                batch.id,
                total - twice,
                twice,
                count.hidden,
                count.unreadable + count.refused,
                last,
                tuple(count.barred),
            )
            self._mailbox.put(events=[event])

        def take(tasks: list[UploadTask], count: Count) -> None:
            """In the walker's thread, which waits: it must not run ahead of the loop."""
            work = taken(tasks, replace(count, barred=list(count.barred)), last=False)
            try:
                asyncio.run_coroutine_threadsafe(work, loop).result()
            except RuntimeError:  # the loop has ended
                work.close()
                raise

        chance = Chance(self._wall(), self._chance)
        count = await self._walkers.run(lambda: gather(batch, paths, take=take, chance=chance))
        await taken([], count, last=True)

    def close(self) -> None:
        """Let the threads end; nobody waits for them."""
        self._walkers.close()
