"""The journal: batches, tasks, checkpoints and results, kept so that they survive anything.

It only says *which* upload belongs to *which* file; what is stored, the server is asked. Secrets
never come here. All methods run on the engine's loop thread.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from app.domain.codec import decode
from app.domain.connection import Batch
from app.domain.notice import NoticeState
from app.domain.states import UploadState
from app.domain.upload import Checkpoint, Result, Session, StoredPart, UploadTask
from app.engine import untouched
from app.engine.journal_file import PATIENCE, JournalFile, Row
from app.engine.journal_rows import (
    More,
    more_of,
    note_row,
    part_row,
    session_of,
    task_of,
    task_row,
    text_of,
    with_body,
)
from app.engine.record import Record
from app.engine.session_secrets import plain
from app.engine.untouched import Untouched

log = logging.getLogger("upcall.engine")
T = TypeVar("T")
PORTION = 500
"""Tasks that are read at a time."""
LARGE_PORTION = 2000
"""The same of those to which nothing has happened."""
_STATES = {str(state): state for state in UploadState}

_NEW_TASK = (
    "INSERT OR REPLACE INTO tasks (id, batch_id, position, json, state, held, more)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_NOTE = (
    "UPDATE tasks SET json=COALESCE(?, json), state=?, held=?, removed=?, claimed_at=?,"
    " started_at=?, error=?, more=? WHERE id=?"
)
_DONE = _NOTE.replace(" WHERE", ", checkpoint=NULL WHERE")
_TASKS = (
    "SELECT json, batch_id, position, state, held, removed, claimed_at, started_at, error,"
    " checkpoint, id, more FROM tasks"
)
_BATCHES: tuple[str, Sequence[object]] = ("SELECT id, json FROM batches", ())
_MARK = "UPDATE tasks SET state=?, held=?, removed=?, error=?, more=? WHERE id=?"
_NEW_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A multipart upload that still has to be aborted at the storage."""

    task: UploadTask
    batch: Batch
    session: Session


class Journal:
    """The list on disk; with ``path`` None (or when the disk refuses) in memory only."""

    def __init__(
        self,
        path: Path | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._file = JournalFile(path, clock=clock, patience=patience)
        self._unreadable = 0

    @property
    def trouble(self) -> str:
        """See `JournalFile`; ``damaged`` too when single rows could not be read."""
        return self._file.trouble or ("damaged" if self._unreadable else "")

    @property
    def detail(self) -> str:
        """See `JournalFile`."""
        return self._file.detail or f"{self._unreadable} entries"

    @property
    def in_memory(self) -> bool:
        """Whether the disk refuses what changes, for now."""
        return self.trouble == "unwritable"

    def try_again(self) -> None:
        """Now and then write down what the disk refused; call it often, it is cheap."""
        self._file.try_again()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # --- tasks ------------------------------------------------------------------------------

    def add(self, batch: Batch, records: Sequence[Record]) -> None:
        """Keep new tasks of one batch."""
        self._file.change(
            ("INSERT OR REPLACE INTO batches VALUES (?, ?)", [(batch.id, text_of(batch))]),
            (_NEW_TASK, [task_row(record) for record in records]),
        )

    def note(self, records: Iterable[Record]) -> None:
        """Keep state, name, claim and error of tasks that changed."""
        self._file.change((_NOTE, [note_row(record) for record in records]))

    def mark(self, records: Iterable[Record]) -> None:
        """Keep only state, hold, removal and error: what a command to thousands changes."""
        rows: list[Row] = [
            (str(r.state), int(r.held), int(r.removed), r.error_code, more_of(r), r.task.id)
            for r in records
        ]
        self._file.change((_MARK, rows))

    def keep_places(self, records: Iterable[Record]) -> None:
        """Keep where tasks stand in the list."""
        rows: list[Row] = [(record.order, record.task.id) for record in records]
        self._file.change(("UPDATE tasks SET position=? WHERE id=?", rows))

    def keep_checkpoint(self, record: Record) -> None:
        """Keep plan, fingerprint, session and stored parts, or their absence."""
        point, task_id = record.checkpoint, record.task.id
        bare = point and replace(point, stored=(), session=plain(point.session))
        text = text_of(bare) if bare else None
        self._file.change(
            ("UPDATE tasks SET checkpoint=? WHERE id=?", [(text, task_id)]),
            ("DELETE FROM parts WHERE task_id=?", [(task_id,)]),
            (_NEW_PART, [part_row(task_id, part) for part in record.stored.values()]),
        )

    def keep_part(self, task_id: str, part: StoredPart) -> None:
        """Keep one stored part."""
        self._file.change((_NEW_PART, [part_row(task_id, part)]))

    def finish(self, ended: Sequence[tuple[Record, Result]]) -> Sequence[str]:
        """Keep how tasks ended; once one is done its parts are not needed any more.

        Returns the results as they are kept, without the answers' bodies.
        """
        results = [result for _record, result in ended]
        bodies = {r.task_id: r.receipt.callback.body for r in results if r.receipt}
        done = [record for record, _result in ended if record.state is UploadState.DONE]
        others = [record for record, _result in ended if record.state is not UploadState.DONE]
        with_parts: list[Row] = [(r.task.id,) for r in done if r.checkpoint or r.stored]
        waiting: list[Row] = [(r.task.id,) for r in done if r.notice == NoticeState.PENDING]
        texts = [text_of(with_body(result, "")) for result in results]
        self._file.change(
            (_NOTE, [note_row(record) for record in others]),
            (_DONE, [note_row(record) for record in done]),
            (
                "INSERT OR REPLACE INTO results VALUES (?, ?)",
                [(r.task_id, text) for r, text in zip(results, texts, strict=True)],
            ),
            ("INSERT OR REPLACE INTO bodies VALUES (?, ?)", [i for i in bodies.items() if i[1]]),
            (
                "DELETE FROM bodies WHERE task_id=?",
                [(r.task_id,) for r in results if not bodies.get(r.task_id)],
            ),
            ("DELETE FROM parts WHERE task_id=?", with_parts),
            ("INSERT OR REPLACE INTO waits VALUES (?)", waiting),
        )
        return texts

    def renew(self, record: Record, result: Result) -> str:
        """Keep a result whose notices changed; returns it as it is kept."""
        text, task_id = text_of(with_body(result, "")), record.task.id
        self._file.change(
            (_NOTE, [note_row(record)]),
            ("INSERT OR REPLACE INTO results VALUES (?, ?)", [(task_id, text)]),
        )
        return text

    def settle(self, task_id: str) -> None:
        """Nothing is waited for any more, and what came was confirmed."""
        self._file.change(("DELETE FROM waits WHERE task_id=?", [(task_id,)]))

    def waits(self) -> list[str]:
        """Ids of the tasks of which a notice is still to come, or to be confirmed."""
        return [task_id for (task_id,) in self._file.ask("SELECT task_id FROM waits")]

    def result(self, task_id: str) -> Result | None:
        """How a task ended, with the whole answer; None when nothing is known."""
        rows = self._file.ask("SELECT json FROM results WHERE task_id=?", task_id)
        bodies = self._file.ask("SELECT body FROM bodies WHERE task_id=?", task_id)
        result = self._read(Result, rows[0][0]) if rows else None
        return result and with_body(result, bodies[0][0] if bodies else "")

    def results(self, task_ids: Sequence[str]) -> Iterator[Result]:
        """Results of some tasks without their answers' bodies, for the list at the start."""
        for start in range(0, len(task_ids), PORTION):
            some = task_ids[start : start + PORTION]
            marks = ",".join("?" * len(some))
            sql = f"SELECT json FROM results WHERE task_id IN ({marks})"  # noqa: S608
            for (text,) in self._file.ask(sql, *some):
                if (result := self._read(Result, text)) is not None:
                    yield result

    def forget(self, task_ids: Iterable[str]) -> None:
        """Drop tasks for good, with everything about them."""
        ids: list[Row] = [(task_id,) for task_id in task_ids]
        if not ids:
            return
        self._file.change(
            ("DELETE FROM tasks WHERE id=?", ids),
            ("DELETE FROM parts WHERE task_id=?", ids),
            ("DELETE FROM results WHERE task_id=?", ids),
            ("DELETE FROM bodies WHERE task_id=?", ids),
            ("DELETE FROM waits WHERE task_id=?", ids),
            ("DELETE FROM batches WHERE id NOT IN (SELECT batch_id FROM tasks)", [()]),
        )

    def load(self, only: Sequence[str] | None = None) -> list[Record]:
        """All tasks in their order, or those of some ids (at most some hundred)."""
        marks = ",".join("?" * len(only or ()))
        which = "" if only is None else f" WHERE id IN ({marks})"
        return [record for records in self._portions(which, only or ()) for record in records]

    def untouched(self) -> Iterator[Untouched]:
        """All tasks to which nothing has happened, in their order, some at a time.

        Those among them that are `Untouched.odd` are left to `touched`.
        """
        sql = f"SELECT {untouched.COLUMNS} FROM tasks WHERE {untouched.CONDITION}"  # noqa: S608
        kept, rows = self._file.together(_BATCHES, (sql, ()))
        batches = self._batches(kept)
        rows.sort(key=_place_of)
        for start in range(0, len(rows), LARGE_PORTION):
            some = rows[start : start + LARGE_PORTION]
            yield untouched.read(some, batches, hold=self.in_memory)

    def touched(self, odd: Sequence[str] = ()) -> Iterator[list[Record]]:
        """All other tasks, and the ``odd`` ones of `untouched`, some at a time."""
        yield from self._portions(f" WHERE ({untouched.CONDITION}) IS NOT TRUE")
        for start in range(0, len(odd), PORTION):
            yield self.load(odd[start : start + PORTION])

    def _portions(self, which: str, values: Sequence[str] = ()) -> Iterator[list[Record]]:
        """A row that cannot be read costs only itself: it is dropped, counted and told."""
        kept, rows = self._file.together(_BATCHES, (_TASKS + which + " ORDER BY position", values))
        batches = self._batches(kept)
        for start in range(0, len(rows), PORTION):
            some = rows[start : start + PORTION]
            made = [
                self._record(row, data, batches)
                for row, data in zip(some, untouched.parsed([row[0] for row in some]), strict=True)
            ]
            if bad := [row[10] for row, record in zip(some, made, strict=True) if record is None]:
                log.warning("%d entries of the list cannot be read", len(bad))
                self._unreadable += len(bad)
                self.forget(bad)
            yield [record for record in made if record is not None]

    def _batches(self, rows: Sequence[tuple[str, ...]]) -> dict[str, Batch]:
        read = {key: self._read(Batch, text) for key, text in rows}
        return {key: batch for key, batch in read.items() if batch is not None}

    def _record(
        self, row: tuple[str, ...], data: object, batches: Mapping[str, Batch]
    ) -> Record | None:
        try:
            task, batch, state = task_of(data, row[10], row[1]), batches[row[1]], _STATES[row[3]]
            record = Record(task, batch, float(row[2]), state, bool(row[4]), bool(row[5]))
            record.claimed_at, record.started_at = float(row[6]), float(row[7])
        except (ValueError, TypeError, LookupError, RecursionError):
            return None
        record.error_code = row[8]
        if row[9] or row[11]:
            self._add_more(record, row[9], row[11])
        return record

    def _add_more(self, record: Record, checkpoint: str | None, text: str | None) -> None:
        """What few tasks have."""
        record.checkpoint = self._read(Checkpoint, checkpoint) if checkpoint else None
        if text and (more := self._read(More, text)) is not None:
            record.fixed, record.decided, record.mark = more.fixed, more.decided, more.mark
            record.error_values, record.error_kind = more.error_values, more.error_kind
            record.outcome, record.seconds, record.answer = more.outcome, more.seconds, more.answer
            record.notice, record.notice_reason = more.notice, more.notice_reason
        if record.checkpoint is not None:
            for part in self._parts(record.task.id):
                record.keep(part)

    def _read(self, kind: type[T], text: str) -> T | None:
        try:
            return decode(kind, json.loads(text))
        except (ValueError, TypeError, RecursionError):
            log.warning("an entry of the list cannot be read: %s", kind.__name__)
            self._unreadable += 1
            return None

    def _parts(self, task_id: str) -> list[StoredPart]:
        rows = self._file.ask(
            "SELECT number, size, etag, crc64 FROM parts WHERE task_id=?", task_id
        )
        return [
            StoredPart(int(number), int(size), etag, int(crc) if crc else None)
            for number, size, etag, crc in rows
        ]

    # --- leftovers --------------------------------------------------------------------------

    def keep_leftover(self, left: Leftover) -> None:
        """Remember to abort an upload at the storage."""
        row = (left.task.id, session_of(left.session), text_of(left.batch), text_of(left.task))
        self._file.change(("INSERT OR REPLACE INTO leftovers VALUES (?, ?, ?, ?)", [row]))

    def drop_leftover(self, left: Leftover) -> None:
        """It has been aborted."""
        row = (left.task.id, session_of(left.session))
        self._file.change(("DELETE FROM leftovers WHERE task_id=? AND session=?", [row]))

    def leftovers(self) -> list[Leftover]:
        """All that still have to be aborted."""
        found = []
        for texts in self._file.ask("SELECT task, batch, session FROM leftovers"):
            task, batch = self._read(UploadTask, texts[0]), self._read(Batch, texts[1])
            if task is not None and batch is not None:
                found.append(Leftover(task, batch, json.loads(texts[2])))
        return found


def _place_of(row: Sequence[object]) -> float:
    """Where a row of `untouched.COLUMNS` stands; a damaged one has no place."""
    place = row[2]
    return place if isinstance(place, int | float) else 0.0
