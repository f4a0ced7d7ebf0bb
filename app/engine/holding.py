"""Holding: which tasks wait for their turn, and which for their connection's access.

    ready: have their turn as soon as a file slot is free, in the order of the list
    parked: of a connection that is not known yet, or whose access was refused

A refused access parks all tasks of its connection, each with the reason on its row, and is told
once (`AccessNeeded`); `connect` lets them go on from where they were.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from app.domain.errors import UploadError, failure_of
from app.domain.events import AccessNeeded
from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot
from app.engine.authorities import Authorities
from app.engine.commands import slices
from app.engine.mailbox import Mailbox
from app.engine.record import Record
from app.engine.rows import Rows

NEXT = 16
"""Files that are looked at together."""


class Holding:
    """The two queues; every method runs on the loop's thread."""

    def __init__(self, rows: Rows, authorities: Authorities, mailbox: Mailbox) -> None:
        self._rows = rows
        self._authorities = authorities
        self._mailbox = mailbox
        self._ready: dict[str, None] = {}
        self._turns: list[tuple[float, str]] = []
        """Those that are ready by their place, as a heap; what is out of date is passed over."""
        self._parked: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        """How many are ready."""
        return len(self._ready)

    def first(self) -> Record:
        """The one whose turn it is."""
        while True:
            place, task_id = self._turns[0]
            record = self._rows[task_id]
            if task_id in self._ready and record.order == place:
                return record
            heapq.heappop(self._turns)

    def next(self) -> Record:
        """The same; it leaves the queue."""
        record = self.first()
        heapq.heappop(self._turns)
        del self._ready[record.task.id]
        return record

    def upcoming(self) -> list[str]:
        """Paths of about the next files whose turn it is."""
        ids = [task_id for _place, task_id in self._turns[:NEXT] if task_id in self._ready]
        return [self._rows[task_id].task.path for task_id in ids]

    def moved(self, records: Iterable[Record]) -> None:
        """Some have another place in the list: their turn comes accordingly."""
        for record in records:
            if record.task.id in self._ready:
                heapq.heappush(self._turns, (record.order, record.task.id))

    def enter(self, record: Record) -> None:
        """Let a task wait for its turn, or for its connection's access."""
        connection_id = record.batch.connection_id
        refusal = self._authorities.blocked(connection_id)
        if refusal is None and self._authorities.knows(connection_id):
            self._ready[record.task.id] = None
            heapq.heappush(self._turns, (record.order, record.task.id))
            return
        self._parked.setdefault(connection_id, {})[record.task.id] = None
        if refusal is not None and record.error_code != refusal.code:
            record.trouble(refusal)
            self._rows.tell([record])

    def enter_untouched(self, pictures: Sequence[TaskSnapshot]) -> None:
        """As `enter`, for many tasks of an earlier run to which nothing has happened."""
        for picture in pictures:
            if self._authorities.knows(picture.connection_id):
                self.enter(self._rows[picture.id])
            else:
                self._parked.setdefault(picture.connection_id, {})[picture.id] = None

    def leave(self, record: Record) -> None:
        """It does not wait any more."""
        self._ready.pop(record.task.id, None)
        self._parked.get(record.batch.connection_id, {}).pop(record.task.id, None)

    def refused(self, connection_id: str, error: UploadError, *, since: int) -> bool:
        """Nothing of a connection goes on until it is given an access; False when known."""
        if not self._authorities.block(connection_id, error, since=since):
            return False
        self.tell(connection_id, error)
        return True

    def tell(self, connection_id: str, error: UploadError) -> None:
        """Say that an access is needed, and for how many files."""
        event = AccessNeeded(connection_id, failure_of(error), self._open(connection_id))
        self._mailbox.put(events=[event])

    async def park(self, connection_id: str) -> None:
        """Those of a refused connection that were ready are not."""
        async for some in slices(list(self._ready)):
            for task_id in some:
                if task_id in self._ready and self._authorities.blocked(connection_id):
                    record = self._rows[task_id]
                    if record.batch.connection_id == connection_id:
                        self.leave(record)
                        self.enter(record)

    async def release(self, connection_id: str) -> None:
        """A connection was given an access: its tasks have their turn again."""
        parked = self._parked.pop(connection_id, {})
        async for some in slices(list(parked)):
            here = [r for r in self._those(some, connection_id) if r.task.id not in self._ready]
            marked = [record for record in here if record.error_code]
            for record in here:
                record.trouble(None)
                self.enter(record)
            self._rows.tell(marked)

    def _those(self, task_ids: Sequence[str], connection_id: str) -> list[Record]:
        found = self._rows.those(task_ids, (UploadState.QUEUED,))
        return [r for r in found if r.batch.connection_id == connection_id and not r.held]

    def _open(self, connection_id: str) -> int:
        return self._rows.count_open(connection_id)
