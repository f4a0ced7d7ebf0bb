"""Rows: the list of tasks in memory, as it is shown and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from app.domain.connection import Batch
from app.domain.states import ENDED, UploadState
from app.domain.upload import TaskSnapshot, UploadTask
from app.engine.journal import Journal
from app.engine.mailbox import Mailbox
from app.engine.record import Record
from app.engine.untouched import Untouched, record_of

T = TypeVar("T")
SHOWN_WITHIN = 0.02
"""Seconds within which a change is shown: one picture for all that happens in them."""
SHOWN_TOGETHER = 200
KEPT = frozenset({UploadState.QUEUED, UploadState.PAUSED, UploadState.CANCELLING})
"""States that the journal has to know; the others follow from checkpoint and claim."""
_PASSING = frozenset(
    {UploadState.PREPARING, UploadState.SENDING, UploadState.COMPLETING, UploadState.DONE}
)
"""States through which a small file passes in no time; what else happens is shown at once."""
_by_place = attrgetter("order")
_OVER = (UploadState.DONE, UploadState.CANCELLED)


class Rows:
    """All records by task id; removed ones stay, for undo."""

    def __init__(self, journal: Journal, mailbox: Mailbox) -> None:
        self._journal = journal
        self._mailbox = mailbox
        self._records: dict[str, Record | TaskSnapshot] = {}
        """A picture stands for a task to which nothing has happened since the start."""
        self._batches: dict[str, Batch] = {}
        """Of those pictures."""
        self._kinds: dict[str, str] = {}
        """As `Untouched.kinds`."""
        self._by_path: dict[str, str | list[str]] = {}
        """Ids of the rows of each file: one, most of the time."""
        self._unfiled: list[TaskSnapshot] = []
        """Those that are not among them yet: nobody needs that before more is added."""
        self._order = 0.0
        self._to_show: dict[str, Record] = {}
        self._showing: asyncio.TimerHandle | None = None
        mailbox.before_events = self.show_now

    def __getitem__(self, task_id: str) -> Record:
        found = self._records[task_id]
        if isinstance(found, TaskSnapshot):
            kind = self._kinds.pop(task_id, None)
            record = record_of(found, self._batches[found.batch_id], kind)
            found = self._records[task_id] = record
        return found

    def known(self, task_id: str) -> Record | None:
        """The record of an id; None when it is not on the list."""
        return self[task_id] if task_id in self._records else None

    def ids(self, task_ids: Sequence[str] | None) -> Sequence[str]:
        """Those that are asked for, or all."""
        return list(self._records) if task_ids is None else task_ids

    def in_order(self, without: Container[str]) -> list[Record | TaskSnapshot]:
        """Everything but some ids, in its order, those that were taken off the list included."""
        return sorted((r for i, r in self._records.items() if i not in without), key=_by_place)

    def those(self, task_ids: Iterable[str], states: Container[UploadState]) -> list[Record]:
        """The records of some ids that are on the list, in one of these states."""
        found = [(i, r) for i in dict.fromkeys(task_ids) if (r := self._records.get(i)) is not None]
        return [self[i] for i, r in found if r.state in states and not is_removed(r)]

    def removed(self, task_ids: Iterable[str]) -> list[Record]:
        """The records of some ids that were taken off the list."""
        found = [(i, r) for i in dict.fromkeys(task_ids) if (r := self._records.get(i)) is not None]
        return [self[i] for i, r in found if is_removed(r)]

    def count_open(self, connection_id: str) -> int:
        """Files of a connection on the list that have not ended."""
        every = (r for r in self._records.values() if r.state not in ENDED and not is_removed(r))
        return sum(1 for r in every if _connection_of(r) == connection_id)

    def add(self, batch: Batch, tasks: Sequence[UploadTask], *, held: bool) -> list[Record]:
        """Put tasks on the list, except those that are there already."""
        records = []
        for task in tasks:
            if task.id not in self._records and self._is_new(task, batch):
                self._order += 1
                record = Record(task, batch, self._order, held=held)
                self._enter(record)
                records.append(record)
        if records:
            self._journal.add(batch, records)
            self._mailbox.put([record.snapshot() for record in records])
        return records

    def take_up(self, record: Record) -> None:
        """Put a record of an earlier run on the list."""
        self._order = max(self._order, record.order)
        self._enter(record)

    def take_up_untouched(self, found: Untouched) -> None:
        """Put tasks of an earlier run on the list to which nothing has happened, and show them."""
        self._batches.update(found.batches)
        self._kinds.update(found.kinds)
        self._records.update((picture.id, picture) for picture in found.pictures)
        self._unfiled += found.pictures
        if found.pictures:
            self._order = max(self._order, found.pictures[-1].order)
            self._mailbox.put(found.pictures)

    def take_off(self, records: Iterable[Record], *, removed: bool) -> None:
        """Off the list, or back on it."""
        for record in records:
            record.removed = removed
        self._journal.mark(records)

    def changed(self, records: Sequence[Record], change: Callable[[], T]) -> T:
        """Carry out ``change``, after which records may have other names; gives its result."""
        result = change()
        self.show(records)
        return result

    def placed(self, records: Sequence[Record]) -> None:
        """Records have another place in the list."""
        self._order = max(self._order, *(record.order for record in records))
        self._journal.keep_places(records)
        self.show(records)

    def tell(self, records: Sequence[Record]) -> None:
        """Records changed their state: keep what has to be kept, show them."""
        self._journal.mark([record for record in records if record.state in KEPT])
        self.show(records)
        if any(record.state not in _PASSING for record in records):
            self.show_now()

    def show(self, records: Iterable[Record]) -> None:
        """Show how records look, in a moment: a small file passes through four states in it."""
        self._to_show.update((record.task.id, record) for record in records)
        if len(self._to_show) >= SHOWN_TOGETHER:
            self.show_now()  # more of them would take the loop's other turns
        elif self._showing is None and self._to_show:
            loop = asyncio.get_running_loop()
            self._showing = loop.call_later(SHOWN_WITHIN, self.show_now)

    def show_now(self) -> None:
        """Show what waits to be shown, as it looks now."""
        if self._showing is not None:
            self._showing.cancel()
            self._showing = None
        records, self._to_show = self._to_show, {}
        shown = [record.snapshot() for record in records.values() if not record.removed]
        if shown:
            self._mailbox.put(shown)

    def _enter(self, record: Record) -> None:
        self._records[record.task.id] = record
        self._file(record.task.id, record.task.path)

    def _file(self, task_id: str, path: str) -> None:
        known = self._by_path.setdefault(path, task_id)
        if known == task_id:
            return
        if isinstance(known, str):
            known = self._by_path[path] = [known]
        if task_id not in known:
            known.append(task_id)

    def _is_new(self, task: UploadTask, batch: Batch) -> bool:
        """The same file to the same key is one row, until it has ended."""
        while self._unfiled:
            row = self._unfiled.pop()
            self._file(row.id, row.path)
        known = self._by_path.get(task.path)
        if known is None:
            return True
        rows = [self[i] for i in ([known] if isinstance(known, str) else known)]
        place = _place(task, batch)
        return not any(
            _place(row.task, row.batch) == place
            for row in rows
            if not row.removed and row.state not in _OVER
        )


def is_removed(row: Record | TaskSnapshot) -> bool:
    """Whether a row was taken off the list."""
    return isinstance(row, Record) and row.removed


def _connection_of(row: Record | TaskSnapshot) -> str:
    return row.batch.connection_id if isinstance(row, Record) else row.connection_id


def _place(task: UploadTask, batch: Batch) -> tuple[str, ...]:
    """Where a file goes."""
    return (task.key, batch.destination.endpoint, batch.destination.bucket)
