"""The journal: batches, tasks, checkpoints and results, kept so that they survive anything.

It only says *which* upload belongs to *which* file; what is stored, the server is asked. Secrets
never come here. All methods run on the engine's loop thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.codec import decode, encode
from app.domain.connection import Batch
from app.domain.states import UploadState
from app.domain.upload import Checkpoint, Result, Session, StoredPart, UploadTask
from app.engine.journal_file import JournalFile, Row
from app.engine.record import Record

_NEW_TASK = (
    "INSERT OR REPLACE INTO tasks (id, batch_id, position, json, state, held)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_NOTE = (
    "UPDATE tasks SET json=?, state=?, held=?, removed=?, claimed_at=?, started_at=?, error=?"
    " WHERE id=?"
)
_TASKS = (
    "SELECT json, batch_id, position, state, held, removed, claimed_at, started_at, error,"
    " checkpoint FROM tasks WHERE ?='' OR id=? ORDER BY position"
)
_NEW_PART = "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A multipart upload that still has to be aborted at the storage."""

    task: UploadTask
    batch: Batch
    session: Session


class Journal:
    """The list on disk; with ``path`` None (or when the disk refuses) in memory only."""

    def __init__(self, path: Path | None) -> None:
        self._file = JournalFile(path)

    @property
    def trouble(self) -> str:
        """See `JournalFile`."""
        return self._file.trouble

    @property
    def detail(self) -> str:
        """See `JournalFile`."""
        return self._file.detail

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # --- tasks ------------------------------------------------------------------------------

    def add(self, batch: Batch, records: Sequence[Record]) -> None:
        """Keep new tasks of one batch."""
        self._file.change(
            ("INSERT OR REPLACE INTO batches VALUES (?, ?)", [(batch.id, _text(batch))]),
            (_NEW_TASK, [_task_row(record) for record in records]),
        )

    def note(self, records: Iterable[Record]) -> None:
        """Keep state, name, claim and error of tasks that changed."""
        self._file.change((_NOTE, [_note_row(record) for record in records]))

    def keep_checkpoint(self, record: Record) -> None:
        """Keep plan, fingerprint, session and stored parts, or their absence."""
        point, task_id = record.checkpoint, record.task.id
        text = _text(replace(point, stored=())) if point else None
        self._file.change(
            ("UPDATE tasks SET checkpoint=? WHERE id=?", [(text, task_id)]),
            ("DELETE FROM parts WHERE task_id=?", [(task_id,)]),
            (_NEW_PART, [_part_row(task_id, part) for part in record.stored.values()]),
        )

    def keep_part(self, task_id: str, part: StoredPart) -> None:
        """Keep one stored part."""
        self._file.change((_NEW_PART, [_part_row(task_id, part)]))

    def finish(self, record: Record, result: Result) -> None:
        """Keep how a task ended; once it is done its parts are not needed any more."""
        body = result.receipt.callback.body if result.receipt else ""
        ended: list[Row] = [(result.task_id,)] if record.state is UploadState.DONE else []
        self._file.change(
            (_NOTE, [_note_row(record)]),
            (
                "INSERT OR REPLACE INTO results VALUES (?, ?)",
                [(result.task_id, _text(_with_body(result, "")))],
            ),
            ("INSERT OR REPLACE INTO bodies VALUES (?, ?)", [(result.task_id, body)]),
            ("UPDATE tasks SET checkpoint=NULL, claimed_at=0 WHERE id=?", ended),
            ("DELETE FROM parts WHERE task_id=?", ended),
        )

    def result(self, task_id: str) -> Result | None:
        """How a task ended, with the whole answer; None when nothing is known."""
        rows = self._file.ask("SELECT json FROM results WHERE task_id=?", task_id)
        bodies = self._file.ask("SELECT body FROM bodies WHERE task_id=?", task_id)
        if not rows:
            return None
        return _with_body(decode(Result, json.loads(rows[0][0])), bodies[0][0] if bodies else "")

    def results(self) -> Iterator[Result]:
        """All results without their answers' bodies, for the list at the start."""
        for (text,) in self._file.ask("SELECT json FROM results"):
            yield decode(Result, json.loads(text))

    def forget(self, task_ids: Iterable[str]) -> None:
        """Drop tasks for good, with everything about them."""
        ids: list[Row] = [(task_id,) for task_id in task_ids]
        self._file.change(
            ("DELETE FROM tasks WHERE id=?", ids),
            ("DELETE FROM parts WHERE task_id=?", ids),
            ("DELETE FROM results WHERE task_id=?", ids),
            ("DELETE FROM bodies WHERE task_id=?", ids),
            ("DELETE FROM batches WHERE id NOT IN (SELECT batch_id FROM tasks)", [()]),
        )

    def load(self, only: str = "") -> list[Record]:
        """All tasks in their order, or the one of an id."""
        batches = {
            key: decode(Batch, json.loads(text))
            for key, text in self._file.ask("SELECT id, json FROM batches")
        }
        rows = self._file.ask(_TASKS, only, only)
        return [self._record(row, batches[row[1]]) for row in rows if row[1] in batches]

    def _record(self, row: tuple[str, ...], batch: Batch) -> Record:
        task = decode(UploadTask, json.loads(row[0]))
        record = Record(task, batch, int(row[2]), UploadState(row[3]), bool(row[4]), bool(row[5]))
        record.claimed_at, record.started_at = float(row[6]), float(row[7])
        record.error_code = row[8]
        if row[9]:
            record.checkpoint = decode(Checkpoint, json.loads(row[9]))
            for part in self._parts(task.id):
                record.keep(part)
        return record

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
        row = (left.task.id, _session(left.session), _text(left.batch), _text(left.task))
        self._file.change(("INSERT OR REPLACE INTO leftovers VALUES (?, ?, ?, ?)", [row]))

    def drop_leftover(self, left: Leftover) -> None:
        """It has been aborted."""
        row = (left.task.id, _session(left.session))
        self._file.change(("DELETE FROM leftovers WHERE task_id=? AND session=?", [row]))

    def leftovers(self) -> list[Leftover]:
        """All that still have to be aborted."""
        return [
            Leftover(decode(UploadTask, json.loads(t)), decode(Batch, json.loads(b)), json.loads(s))
            for t, b, s in self._file.ask("SELECT task, batch, session FROM leftovers")
        ]


def _task_row(record: Record) -> Row:
    task = record.task
    state, held = str(record.state), int(record.held)
    return (task.id, task.batch_id, record.order, _text(task), state, held)


def _note_row(record: Record) -> Row:
    return (
        _text(record.task),
        str(record.state),
        int(record.held),
        int(record.removed),
        record.claimed_at,
        record.started_at,
        record.error_code,
        record.task.id,
    )


def _part_row(task_id: str, part: StoredPart) -> Row:
    # SQLite's integers are signed: a CRC-64 goes as text.
    crc = "" if part.crc64 is None else str(part.crc64)
    return (task_id, part.number, part.size, part.etag, crc)


def _text(value: object) -> str:
    # ASCII only: file names may hold bytes that are no UTF-8 (lone surrogates).
    return json.dumps(encode(value), separators=(",", ":"))


def _session(session: Session) -> str:
    return json.dumps(dict(session), sort_keys=True)


def _with_body(result: Result, body: str) -> Result:
    if result.receipt is None:
        return result
    callback = replace(result.receipt.callback, body=body)
    return replace(result, receipt=replace(result.receipt, callback=callback))
