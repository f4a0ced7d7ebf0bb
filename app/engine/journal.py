"""The journal: batches, tasks, checkpoints and results in one SQLite file.

It only says *which* upload belongs to *which* file; what is stored, the server is asked. Every
change is a transaction of its own (WAL), so that ``kill -9`` at any moment loses at most what the
server will tell again. Secrets never come here. All methods run on the engine's loop thread.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.codec import decode, encode
from app.domain.connection import Batch
from app.domain.states import UploadState
from app.domain.upload import Checkpoint, Result, Session, StoredPart, UploadTask
from app.engine.record import Record

SCHEMA = 1
# Key columns come first: SQLite 3.40's quick_check finds NULLs where there are none otherwise.
_TABLES = """
CREATE TABLE batches (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tasks (
  id TEXT PRIMARY KEY, batch_id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL,
  state TEXT NOT NULL, held INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
  claimed_at REAL NOT NULL DEFAULT 0, started_at REAL NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '', checkpoint TEXT) WITHOUT ROWID;
CREATE TABLE parts (
  task_id TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
  crc64 TEXT, PRIMARY KEY (task_id, number)) WITHOUT ROWID;
CREATE TABLE results (task_id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE bodies (task_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE leftovers (
  task_id TEXT NOT NULL, session TEXT NOT NULL, batch TEXT NOT NULL, task TEXT NOT NULL,
  PRIMARY KEY (task_id, session)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A multipart upload that still has to be aborted at the storage."""

    task: UploadTask
    batch: Batch
    session: Session


class Journal:
    """The list on disk. With ``path`` None (or when the disk refuses) it lives in memory only.

    ``trouble`` is empty, ``damaged`` (the file was set aside), ``newer`` (left alone) or
    ``unwritable``; ``detail`` names the file or the system's own words.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.trouble = ""
        self.detail = ""
        self._db = self._opened(path)

    # --- tasks ------------------------------------------------------------------------------

    def add(self, batch: Batch, records: Sequence[Record]) -> None:
        """Keep new tasks of one batch."""
        rows = [_task_row(record) for record in records]
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO batches VALUES (?, ?)", (batch.id, _text(batch)))
            db.executemany(
                "INSERT OR REPLACE INTO tasks (id, batch_id, position, json, state, held)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def note(self, records: Iterable[Record]) -> None:
        """Keep state, name, claim and error of tasks that changed."""
        rows = [
            (
                _text(r.task),
                str(r.state),
                int(r.held),
                int(r.removed),
                r.claimed_at,
                r.started_at,
                r.error_code,
                r.task.id,
            )
            for r in records
        ]
        with self._writing() as db:
            db.executemany(
                "UPDATE tasks SET json=?, state=?, held=?, removed=?, claimed_at=?, started_at=?,"
                " error=? WHERE id=?",
                rows,
            )

    def keep_checkpoint(self, record: Record) -> None:
        """Keep plan, fingerprint and session (or their absence); parts start from nothing."""
        point = record.checkpoint
        text = _text(replace(point, stored=())) if point else None
        with self._writing() as db:
            db.execute("UPDATE tasks SET checkpoint=? WHERE id=?", (text, record.task.id))
            db.execute("DELETE FROM parts WHERE task_id=?", (record.task.id,))
            db.executemany(
                "INSERT INTO parts VALUES (?, ?, ?, ?, ?)",
                [_part_row(record.task.id, part) for part in record.stored.values()],
            )

    def keep_part(self, task_id: str, part: StoredPart) -> None:
        """Keep one stored part, in a transaction of its own."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)", _part_row(task_id, part)
            )

    def finish(self, record: Record, result: Result) -> None:
        """Keep how a task ended; its parts are not needed any more."""
        body = result.receipt.callback.body if result.receipt else ""
        with self._writing() as db:
            db.execute(
                "UPDATE tasks SET json=?, state=?, claimed_at=0, error=? WHERE id=?",
                (_text(record.task), str(record.state), record.error_code, record.task.id),
            )
            db.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?)",
                (result.task_id, _text(_without_body(result))),
            )
            db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (result.task_id, body))
            if record.state is UploadState.DONE:
                db.execute("UPDATE tasks SET checkpoint=NULL WHERE id=?", (record.task.id,))
                db.execute("DELETE FROM parts WHERE task_id=?", (record.task.id,))

    def result(self, task_id: str) -> Result | None:
        """How a task ended, with the whole answer; None when nothing is known."""
        row = self._db.execute("SELECT json FROM results WHERE task_id=?", (task_id,)).fetchone()
        if row is None:
            return None
        result = decode(Result, json.loads(row[0]))
        body = self._db.execute("SELECT body FROM bodies WHERE task_id=?", (task_id,)).fetchone()
        return _with_body(result, body[0]) if body else result

    def results(self) -> Iterator[Result]:
        """All results without their answers' bodies, for the list at the start."""
        for (text,) in self._db.execute("SELECT json FROM results"):
            yield decode(Result, json.loads(text))

    def forget(self, task_ids: Iterable[str]) -> None:
        """Drop tasks for good, with everything about them."""
        ids = [(task_id,) for task_id in task_ids]
        with self._writing() as db:
            for table, column in _OF_A_TASK:
                db.executemany(f"DELETE FROM {table} WHERE {column}=?", ids)  # noqa: S608 - own names

    def load(self, only: str | None = None) -> list[Record]:
        """All tasks in their order (or the one of an id); damaged rows are left out."""
        batches = {
            key: decode(Batch, json.loads(text))
            for key, text in self._db.execute("SELECT id, json FROM batches")
        }
        where = "" if only is None else " WHERE id=?"
        rows = self._db.execute(
            "SELECT json, batch_id, position, state, held, removed, claimed_at, started_at, error,"
            f" checkpoint FROM tasks{where} ORDER BY position",  # noqa: S608 - own words
            () if only is None else (only,),
        ).fetchall()
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
        rows = self._db.execute(
            "SELECT number, size, etag, crc64 FROM parts WHERE task_id=?", (task_id,)
        )
        return [StoredPart(n, size, etag, None if c is None else int(c)) for n, size, etag, c in rows]

    # --- leftovers --------------------------------------------------------------------------

    def keep_leftover(self, left: Leftover) -> None:
        """Remember to abort an upload at the storage."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO leftovers VALUES (?, ?, ?, ?)",
                (left.task.id, json.dumps(dict(left.session)), _text(left.batch), _text(left.task)),
            )

    def drop_leftover(self, left: Leftover) -> None:
        """It has been aborted."""
        with self._writing() as db:
            db.execute(
                "DELETE FROM leftovers WHERE task_id=? AND session=?",
                (left.task.id, json.dumps(dict(left.session))),
            )

    def leftovers(self) -> list[Leftover]:
        """All that still have to be aborted."""
        rows = self._db.execute("SELECT task, batch, session FROM leftovers").fetchall()
        return [
            Leftover(decode(UploadTask, json.loads(t)), decode(Batch, json.loads(b)), json.loads(s))
            for t, b, s in rows
        ]

    # --- the file ---------------------------------------------------------------------------

    def tidy(self) -> None:
        """Drop batches that no task refers to."""
        with self._writing() as db:
            db.execute("DELETE FROM batches WHERE id NOT IN (SELECT batch_id FROM tasks)")

    def close(self) -> None:
        """Write everything into the main file and let go of it."""
        self._db.close()

    def _writing(self) -> _Writing:
        return _Writing(self)

    def in_memory(self, trouble: str, detail: str) -> None:
        """Go on without the disk: what is known is copied, later changes stay in memory."""
        self.trouble, self.detail = trouble, detail
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._db.backup(memory)
        except sqlite3.Error:
            memory.executescript(_TABLES)
        self._db.close()
        self._db = memory

    def connection(self) -> sqlite3.Connection:
        """The open database (for `_Writing` only)."""
        return self._db

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        try:
            return _prepared(path)
        except _NewerFile:
            self.trouble, self.detail = "newer", str(path)
        except sqlite3.OperationalError as error:  # read-only folder, disk full, locked
            self.trouble, self.detail = "unwritable", str(error)
        except (sqlite3.DatabaseError, ValueError) as error:
            self.trouble, self.detail = "damaged", str(error)
            if path is not None:
                self.detail = str(set_aside(path))
                return self._opened_again(path)
        return _prepared(None)

    def _opened_again(self, path: Path) -> sqlite3.Connection:
        try:
            return _prepared(path)
        except (sqlite3.Error, OSError):
            return _prepared(None)


_OF_A_TASK = (
    ("tasks", "id"),
    ("parts", "task_id"),
    ("results", "task_id"),
    ("bodies", "task_id"),
)


class _NewerFile(Exception):  # noqa: N818 - a finding, not an error
    """The file was written by a newer Upcall."""


class _Writing:
    """One transaction; a disk that refuses turns the journal to memory instead of failing a job."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._db = journal.connection()

    def __enter__(self) -> _Careful:
        return _Careful(self._journal, self._db)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._journal_commit(failed=kind is not None)

    def _journal_commit(self, *, failed: bool) -> None:
        db = self._journal.connection()
        if not db.in_transaction:
            return
        try:
            db.execute("ROLLBACK" if failed else "COMMIT")
        except sqlite3.OperationalError as trouble:
            self._journal.in_memory("unwritable", str(trouble))


class _Careful:
    """Statements of one transaction; begun with the first."""

    def __init__(self, journal: Journal, db: sqlite3.Connection) -> None:
        self._journal = journal
        self._db = db

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        self.executemany(sql, [values])

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        try:
            self._run(self._journal.connection(), sql, rows)
        except sqlite3.OperationalError as trouble:  # disk full, file gone, read-only
            self._journal.in_memory("unwritable", str(trouble))
            self._run(self._journal.connection(), sql, rows)

    def _run(self, db: sqlite3.Connection, sql: str, rows: Sequence[Sequence[object]]) -> None:
        if not db.in_transaction:
            db.execute("BEGIN IMMEDIATE")
        db.executemany(sql, rows)


def _prepared(path: Path | None) -> sqlite3.Connection:
    """An open database with our tables. Raises `_NewerFile` or an error of sqlite3."""
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
    name = ":memory:" if path is None else str(path)
    db = sqlite3.connect(name, isolation_level=None, timeout=5.0, check_same_thread=False)
    try:
        _set_up(db, in_memory=path is None)
    except BaseException:
        db.close()
        raise
    return db


def _set_up(db: sqlite3.Connection, *, in_memory: bool) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise _NewerFile
    if not in_memory:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
    if version == 0:
        db.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={SCHEMA}; COMMIT;")
    elif db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("quick_check")
    # A write at once, so that a read-only folder is noticed at the start and not in the middle.
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM tasks WHERE id=''")
    db.execute("COMMIT")


def set_aside(path: Path) -> Path:
    """Rename a damaged file (and its WAL) out of the way; returns its new name."""
    number = 1
    while (target := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        source = path.with_name(path.name + suffix)
        if source.exists():
            source.replace(target.with_name(target.name + suffix))
    return target


def _task_row(record: Record) -> tuple[object, ...]:
    task = record.task
    state, held = str(record.state), int(record.held)
    return (task.id, task.batch_id, record.order, _text(task), state, held)


def _part_row(task_id: str, part: StoredPart) -> tuple[object, ...]:
    crc = None if part.crc64 is None else str(part.crc64)
    return (task_id, part.number, part.size, part.etag, crc)


def _text(value: object) -> str:
    # ASCII only: file names may hold bytes that are no UTF-8 (lone surrogates).
    return json.dumps(encode(value), separators=(",", ":"))


def _without_body(result: Result) -> Result:
    return _with_body(result, "")


def _with_body(result: Result, body: str) -> Result:
    if result.receipt is None:
        return result
    callback = replace(result.receipt.callback, body=body)
    return replace(result, receipt=replace(result.receipt, callback=callback))
