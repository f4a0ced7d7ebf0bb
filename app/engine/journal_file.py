"""JournalFile: one SQLite file with our tables, and what is done when the disk does not play along.

Every change is one transaction (WAL), so that ``kill -9`` at any moment leaves a whole state. A
damaged file is set aside; one of a newer Upcall is left alone; a disk that refuses turns the
journal to memory. Each of them is told, and none stops an upload.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

SCHEMA = 2
TURNS = 20
TURN = 0.05
"""Seconds between two tries to set up a file that another Upcall is setting up."""
# Key columns come first: SQLite 3.40's quick_check finds NULLs where there are none otherwise.
TABLES = """
CREATE TABLE IF NOT EXISTS batches (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tasks (
  id TEXT PRIMARY KEY, batch_id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL,
  state TEXT NOT NULL, held INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
  claimed_at REAL NOT NULL DEFAULT 0, started_at REAL NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '', checkpoint TEXT, more TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (
  task_id TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
  crc64 TEXT, PRIMARY KEY (task_id, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (task_id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (task_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS leftovers (
  task_id TEXT NOT NULL, session TEXT NOT NULL, batch TEXT NOT NULL, task TEXT NOT NULL,
  PRIMARY KEY (task_id, session)) WITHOUT ROWID;
"""
FROM_BEFORE = {1: "ALTER TABLE tasks ADD COLUMN more TEXT;"}
"""What turns a file of an older schema into the next one's."""

Row = tuple[object, ...]
Statement = tuple[str, Sequence[Row]]
"""One statement, carried out for each of the rows of values."""


class NewerFile(Exception):
    """The file was written by a newer Upcall."""


class JournalFile:
    """An open database; with ``path`` None it lives in memory only.

    ``trouble`` is empty, ``damaged`` (the file was set aside), ``newer`` (left alone) or
    ``unwritable``; ``detail`` names the file or gives the system's own words.
    """

    def __init__(self, path: Path | None) -> None:
        self.trouble = ""
        self.detail = ""
        self._closed = False
        self._db = self._opened(path)

    def change(self, *statements: Statement) -> None:
        """Carry out statements as one transaction; a disk that refuses is told, not raised."""
        wanted = [statement for statement in statements if statement[1]]
        if self._closed or not wanted:
            return
        try:
            self._run(wanted)
        except sqlite3.IntegrityError:  # a mistake of ours, and no better in memory
            raise
        except sqlite3.DatabaseError as error:  # disk full, file gone, read-only, damaged
            self._go_on_in_memory(error)
            self._run(wanted)

    def ask(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        """Rows of a query; none, and that is told, when the file cannot be read (any more)."""
        if self._closed:
            return []
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._go_on_in_memory(error)
            return self._db.execute(sql, values).fetchall()

    def together(self, *questions: tuple[str, Sequence[object]]) -> list[list[tuple[str, ...]]]:
        """Rows of several queries at one moment: another Upcall may be writing in between."""
        if self._closed:
            return [[] for _ in questions]
        try:
            self._db.execute("BEGIN")
            try:
                return [self._db.execute(sql, values).fetchall() for sql, values in questions]
            finally:
                self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._go_on_in_memory(error)
            return [self._db.execute(sql, values).fetchall() for sql, values in questions]

    def close(self) -> None:
        """Write everything into the main file and let go of it; changes after it are dropped."""
        self._closed = True
        self._db.close()

    def _run(self, statements: Sequence[Statement]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for sql, rows in statements:
                self._db.executemany(sql, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def _go_on_in_memory(self, error: sqlite3.Error) -> None:
        self.trouble, self.detail = "unwritable", str(error)
        memory = prepared(None)
        try:
            self._db.backup(memory)
        except sqlite3.Error:  # not even readable: begin with what comes from now on
            memory = prepared(None)
        self._db.close()
        self._db = memory

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        try:
            return prepared(path)
        except NewerFile:
            self.trouble, self.detail = "newer", str(path)
        except sqlite3.OperationalError as error:  # read-only folder, disk full, locked
            self.trouble, self.detail = "unwritable", str(error)
        except (sqlite3.DatabaseError, ValueError) as error:
            self.trouble, self.detail = "damaged", str(error)
            return self._opened_anew(path)
        return prepared(None)

    def _opened_anew(self, path: Path | None) -> sqlite3.Connection:
        """After damage: an empty file in its place, or memory when that cannot be had either."""
        try:
            self.detail = str(set_aside(path)) if path else self.detail
            return prepared(path)
        except (sqlite3.Error, OSError):
            return prepared(None)


def prepared(path: Path | None) -> sqlite3.Connection:
    """An open database with our tables. Raises `NewerFile` or an error of sqlite3."""
    if path is not None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
    name = ":memory:" if path is None else str(path)
    db = sqlite3.connect(name, isolation_level=None, timeout=5.0, check_same_thread=False)
    try:
        _set_up_in_turn(db, in_memory=path is None)
    except (sqlite3.Error, NewerFile):
        db.close()
        raise
    return db


def _set_up_in_turn(db: sqlite3.Connection, *, in_memory: bool) -> None:
    """Two programs that make the file at once: SQLite refuses the second at once, so try again."""
    for tries in range(TURNS):
        try:
            _set_up(db, in_memory=in_memory)
        except sqlite3.OperationalError as error:
            if tries == TURNS - 1 or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            if db.in_transaction:
                db.execute("ROLLBACK")
            time.sleep(TURN)
        else:
            return


def _set_up(db: sqlite3.Connection, *, in_memory: bool) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise NewerFile
    if not in_memory:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
    if version == 0:
        db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version={SCHEMA}; COMMIT;")
    elif db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("quick_check")
    for older in range(max(version, 1), SCHEMA) if version else ():
        step = f"{FROM_BEFORE[older]} PRAGMA user_version={older + 1};"
        db.executescript(f"BEGIN IMMEDIATE; {step} COMMIT;")
    # A write at once, so that a read-only folder is noticed at the start and not in the middle.
    db.executescript("BEGIN IMMEDIATE; DELETE FROM tasks WHERE id=''; COMMIT;")


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
