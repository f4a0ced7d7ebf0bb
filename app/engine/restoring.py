"""What the journal's tasks become at the next start: the row is the truth, never what was shown."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from os.path import exists

from app.domain.connection import Batch
from app.domain.states import UploadState
from app.domain.upload import Result
from app.engine.holding import Holding
from app.engine.journal import Journal
from app.engine.record import Record
from app.engine.rows import Rows
from app.engine.tools import Tools
from app.engine.turns import Turns

_KEPT_AS_IS = frozenset(
    {UploadState.PAUSED, UploadState.FAILED, UploadState.CANCELLED, UploadState.DONE}
)


class Restoring:
    """Puts on the list what the journal has; every method runs on the loop's thread."""

    def __init__(self, tools: Tools, rows: Rows, *, holding: Holding, turns: Turns) -> None:
        self._tools = tools
        self._journal = tools.journal
        self._rows = rows
        self._holding = holding
        self._turns = turns

    def all(self) -> None:
        """At the start: all that the journal has."""
        with without_rounds():
            odd = untouched(self._journal, self._rows, self._holding)
            for records in self._journal.touched(odd):
                kept, gone = sorted_out(records, hold=self._journal.in_memory)
                self.leave_off(gone)
                add_results(kept, self._journal)
                self.take_up(kept)

    def waiting(self) -> list[tuple[Record, Result]]:
        """Stored files of which a notice is still to come, with their results."""
        found = []
        for task_id in self._journal.waits():
            result = self._journal.result(task_id)
            record = self._rows.known(task_id)
            if record is not None and result is not None:
                found.append((record, result))
        return found

    def leave_off(self, records: Sequence[Record]) -> None:
        """Drop rows for good; what they have at a storage that outlives us is to be aborted."""
        for record in records:
            if not record.batch.destination.practice:
                self._tools.leave_behind(record)
        self._journal.forget(record.task.id for record in records)

    def take_up(self, records: Sequence[Record]) -> None:
        """Put on the list, each with its turn."""
        for record in records:
            self._rows.take_up(record)
            self._turns.enter(record)
        self._rows.show(records)
        self._turns.pump()


def untouched(journal: Journal, rows: Rows, holding: Holding) -> list[str]:
    """Put on the list all that only waits or is over, and let it wait for its turn.

    Gives the ids of those that need a closer look, for `Journal.touched`.
    """
    odd: list[str] = []
    for some in journal.untouched():
        journal.forget(some.gone)
        odd += some.odd
        rows.take_up_untouched(some)
        holding.enter_untouched(
            [p for p in some.pictures if p.state is UploadState.QUEUED and not p.held]
        )
    return odd


def sorted_out(
    records: Sequence[Record], *, hold: bool = False
) -> tuple[list[Record], list[Record]]:
    """Those that go on, and those that leave: removed, cancelled half way, or of a demo cloud.

    A demo cloud's files were deleted on quit, so that its rows would tell an untruth. With ``hold``
    nothing begins unasked: what a list that cannot be written down forgets would be sent again.
    """
    kept, gone = [], []
    for record in records:
        ended = record.state in (UploadState.CANCELLING, UploadState.CANCELLED)
        if record.removed or ended or record.batch.destination.practice:
            gone.append(record)
        else:
            if record.state not in _KEPT_AS_IS:
                record.state = UploadState.QUEUED
                record.held = record.held or hold
            kept.append(record)
    return kept, gone


def resumed(record: Record, batch: Batch) -> Record:
    """A record of an earlier run, for the same task under a fresh batch (command line)."""
    return replace(record, batch=batch, state=UploadState.QUEUED, held=False, error_code="")


def stale(records: Iterable[Record]) -> list[Record]:
    """Records of the command line that nobody can resume: done, or their spooled input is gone."""
    return [
        record
        for record in records
        if record.state is UploadState.DONE
        or (record.task.temporary and not exists(record.task.path))
    ]


@contextmanager
def without_rounds() -> Iterator[None]:
    """Many objects are made that stay: the garbage collector's rounds over them would take longer
    than making them does."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def add_results(records: Iterable[Record], journal: Journal) -> None:
    """Outcome, words and time of tasks that ended under an Upcall that kept them elsewhere."""
    ends = (UploadState.DONE, UploadState.FAILED)
    bare = {r.task.id: r for r in records if r.outcome is None and r.state in ends}
    for result in journal.results(list(bare)):
        record = bare.get(result.task_id)
        if record is None:  # a damaged row
            continue
        record.outcome, record.seconds = result.outcome, result.seconds
        record.answer = result.answer
        if result.failure is not None:
            record.error_code, record.error_kind = result.failure.code, result.failure.kind
            record.error_values = dict(result.failure.values)
