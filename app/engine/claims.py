"""Claims: that a final request is about to leave is kept before it does; those of a turn together.

Files that come to this point in the same turn of the loop share one transaction.
"""

from __future__ import annotations

import asyncio

from app.engine.journal import Journal
from app.engine.record import Record


class Claims:
    """Every method runs on the loop's thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[Record] = []
        self._kept: asyncio.Future[None] | None = None

    async def keep(self, record: Record) -> None:
        """Returns once the journal has the record's claim."""
        loop = asyncio.get_running_loop()
        self._waiting.append(record)
        if self._kept is None:
            self._kept = loop.create_future()
            loop.call_soon(self._write)
        await asyncio.shield(self._kept)

    def _write(self) -> None:
        records, self._waiting = self._waiting, []
        kept, self._kept = self._kept, None
        self._journal.note(records)
        if kept is not None:
            kept.set_result(None)
