"""JournalFile: one SQLite file with our tables, and what is done when the disk does not play along.

Every change is one transaction (WAL), so that ``kill -9`` at any moment leaves a whole state. A
damaged file is set aside, and what can be read of it is taken over; one of a newer Upcall is left
alone; a disk that refuses (full, read-only, gone, locked) turns the journal to memory until it can
be written again: what was changed meanwhile is then carried out in the file. Each of them is told,
and none stops an upload.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from app.engine.salvage import as_text, copy_unwritable, salvaged, set_aside

SCHEMA = 4
PATIENCE = 5.0
"""Seconds for which a file that another program has locked is waited for."""
SHORT = 0.1
"""The same while the journal lives in memory: this is tried again and again, on the loop."""
TURN = 0.05
"""Seconds between two tries to set up a file that another Upcall is setting up."""
AGAIN = 2.0
"""Seconds between two tries to write to a file that could not be written."""
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
CREATE TABLE IF NOT EXISTS waits (task_id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
FROM_BEFORE = {1: "ALTER TABLE tasks ADD COLUMN more TEXT;", 2: "", 3: ""}
"""What turns a file of an older schema into the next one's."""
TABLE_NAMES = ("batches", "tasks", "parts", "results", "bodies", "leftovers", "waits")

Row = tuple[object, ...]
Statement = tuple[str, Sequence[Row]]
"""One statement, carried out for each of the rows of values."""


BAD_DISK = (sqlite3.DatabaseError, UnicodeDecodeError)
"""Disk full, file gone, read-only, damaged (whose damaged names SQLite's own messages quote)."""


class NewerFile(Exception):
    """The file was written by a newer Upcall."""


class NotOurs(sqlite3.DatabaseError):
    """The file holds something else, or what it holds is damaged."""


class JournalFile:
    """An open database; with ``path`` None it lives in memory only.

    ``trouble`` is empty, ``damaged`` (the file was set aside), ``newer`` (left alone) or
    ``unwritable`` (for now); ``detail`` names the file or gives the system's own words.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        """Open it, or memory in its stead; nothing is raised.

        Seconds: ``clock``, and ``patience``, for which a locked file is waited for.
        """
        self.trouble = ""
        self.detail = ""
        self._path = path
        self._clock = clock
        self._patience = patience
        self._closed = False
        self._owed: list[Statement] | None = None
        """Changes that the file does not have; None while it takes them at once."""
        self._again_at = 0.0
        self._checked = False
        """Whether the file was looked through for damage."""
        self._db = self._opened(path)

    def change(self, *statements: Statement) -> None:
        """Carry out statements as one transaction; a disk that refuses is told, not raised."""
        wanted = [statement for statement in statements if statement[1]]
        if self._closed or not wanted:
            return
        try:
            _carry_out(self._db, wanted)
        except sqlite3.IntegrityError:  # a mistake of ours, and no better in memory
            raise
        except BAD_DISK as error:
            self._go_on_elsewhere(error)
            _carry_out(self._db, wanted)
        if self._owed is not None:
            self._owed += wanted

    def ask(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        """Rows of a query; none, and that is told, when the file cannot be read (any more)."""
        return self.together((sql, values))[0]

    def together(self, *questions: tuple[str, Sequence[object]]) -> list[list[tuple[str, ...]]]:
        """Rows of several queries at one moment: another Upcall may be writing in between."""
        if self._closed:
            return [[] for _ in questions]
        try:
            return _asked(self._db, questions)
        except BAD_DISK as error:
            if isinstance(error, sqlite3.OperationalError) and "decode" in str(error):
                # Damaged text: what it says is judged by who reads it.
                self._db.text_factory = as_text
            else:
                self._go_on_elsewhere(error)
            return _asked(self._db, questions)

    def try_again(self) -> None:
        """Write what the file does not have, now and then; cheap when there is nothing to do."""
        if self._owed is not None and not self._closed and self._clock() >= self._again_at:
            self._catch_up()

    def close(self) -> None:
        """Write everything into the main file and let go of it; changes after it are dropped."""
        if self._owed is not None and not self._closed:
            self._catch_up()
        self._closed = True
        self._db.close()

    # --- a disk that refuses ----------------------------------------------------------------

    def _catch_up(self) -> None:
        self._again_at = self._clock() + AGAIN
        try:
            db = prepared(self._path, patience=SHORT, checked=self._checked)
        except NewerFile:
            self.trouble, self.detail, self._owed = "newer", str(self._path), None
            return
        except BAD_DISK:
            return
        try:
            _carry_out(db, self._owed or [])
        except BAD_DISK:
            db.close()
            return
        db.execute(f"PRAGMA busy_timeout={round(self._patience * 1000)}")
        self._db.close()
        self._db, self._owed = db, None
        self.trouble = self.detail = ""

    def _go_on_elsewhere(self, error: Exception) -> None:
        """In a fresh file when this one is damaged, else in memory; with all that can be read."""
        if _is_damage(error) and self._path is not None:
            self._db.close()
            self._db = self._opened_anew(self._path)
            return
        memory = prepared(None)
        try:
            self._db.backup(memory)
        except BAD_DISK:  # not even readable: begin with what comes from now on
            memory = prepared(None)
        self._db.close()
        self._db = memory
        self._owe(error)

    def _owe(self, error: Exception) -> None:
        self.trouble, self.detail = "unwritable", str(error)
        self._owed, self._again_at = [], self._clock() + AGAIN

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        try:
            db = prepared(path, patience=self._patience)
        except NewerFile:
            self.trouble, self.detail = "newer", str(path)
        except BAD_DISK as error:
            # Not so later: there it is a mistake of ours. Here a table, a column, a format is odd.
            odd = getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"
            if path is not None and (odd or _is_damage(error)):
                return self._opened_anew(path)
            self._owe(error)  # read-only folder, disk full, locked
            memory = prepared(None)
            if path is not None and not _is_busy(error):
                copy_unwritable(path, into=memory, version=SCHEMA)
            return memory
        else:
            self._checked = True
            return db
        return prepared(None)

    def _opened_anew(self, path: Path) -> sqlite3.Connection:
        """After damage: a new file with what can be read of the old one; memory without a disk."""
        try:
            aside = set_aside(path)
            fresh = prepared(path, patience=self._patience)
        except (*BAD_DISK, OSError) as error:
            self._owe(error)
            return prepared(None)
        self.trouble, self.detail = "damaged", str(aside)
        return salvaged(aside, into=fresh, tables=TABLE_NAMES)


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is wrong, and not the disk or the rights to it."""
    if isinstance(error, NotOurs | UnicodeDecodeError):
        return True
    name = str(getattr(error, "sqlite_errorname", ""))
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"))


def _is_busy(error: Exception) -> bool:
    """Whether another program has locked the file."""
    return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def _asked(
    db: sqlite3.Connection, questions: Sequence[tuple[str, Sequence[object]]]
) -> list[list[tuple[str, ...]]]:
    db.execute("BEGIN")
    try:
        return [db.execute(sql, values).fetchall() for sql, values in questions]
    finally:
        db.execute("COMMIT")


def _carry_out(db: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        for sql, rows in statements:
            db.executemany(sql, rows)
        db.execute("COMMIT")
    except BAD_DISK:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def prepared(
    path: Path | None, *, patience: float = PATIENCE, checked: bool = False
) -> sqlite3.Connection:
    """An open database with our tables. Raises `NewerFile` or an error of sqlite3.

    ``patience`` is in seconds. ``checked`` True: it was looked through before, which takes time.
    """
    if path is not None:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise sqlite3.OperationalError(str(error)) from error
    name = ":memory:" if path is None else str(path)
    db = sqlite3.connect(name, isolation_level=None, timeout=patience, check_same_thread=False)
    try:
        _set_up_in_turn(db, until=time.monotonic() + patience, on_disk=path, checked=checked)
    except (*BAD_DISK, NewerFile):
        db.close()
        raise
    return db


def _set_up_in_turn(
    db: sqlite3.Connection, *, until: float, on_disk: Path | None, checked: bool
) -> None:
    """Two programs that make the file at once: SQLite refuses the second at once, so try again."""
    while True:
        try:
            return _set_up(db, on_disk=on_disk, checked=checked)
        except sqlite3.OperationalError as error:
            if time.monotonic() >= until or not _is_busy(error):
                raise
            if db.in_transaction:
                db.execute("ROLLBACK")
            time.sleep(TURN)


def _set_up(db: sqlite3.Connection, *, on_disk: Path | None, checked: bool) -> None:
    version = _version(db)
    if version > SCHEMA:
        raise NewerFile
    if on_disk is not None:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
    if version == 0:
        db.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version={SCHEMA}; COMMIT;")
    elif not checked and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise NotOurs("quick_check")
    if on_disk is not None and 0 < version < SCHEMA:
        _copy_beside(db, on_disk.with_name(f"{on_disk.stem}.version-{version}{on_disk.suffix}"))
    for older in range(max(version, 1), SCHEMA) if version else ():
        step = f"{FROM_BEFORE[older]} PRAGMA user_version={older + 1};"
        db.executescript(f"BEGIN IMMEDIATE; {step} COMMIT;")
    if on_disk is not None and version and _shape(db) != _our_shape():
        raise NotOurs("tables of another shape")
    # A write at once, so that a read-only folder is noticed at the start and not in the middle.
    db.executescript("BEGIN IMMEDIATE; DELETE FROM tasks WHERE id=''; COMMIT;")


def _copy_beside(db: sqlite3.Connection, target: Path) -> None:
    """The list as the version before wrote it, for who goes back to that (design, section 11)."""
    with closing(sqlite3.connect(target)) as copy:
        db.backup(copy)
    target.chmod(0o600)


def _version(db: sqlite3.Connection) -> int:
    """The schema's version; 0 for a file that is empty yet. Raises `NotOurs`."""
    db.execute("BEGIN")  # another Upcall may be making the file: both looks are at one moment
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        if db.in_transaction:
            db.execute("COMMIT")
    if tables and not version:
        raise NotOurs("a database of another program")
    return int(version)


def _shape(db: sqlite3.Connection) -> list[list[tuple[str, int]]]:
    """Each table's columns with their places in its key: damage may rename them unseen."""
    return [
        [(str(row[1]), int(row[5])) for row in db.execute(f"PRAGMA table_info({table})")]
        for table in TABLE_NAMES
    ]


def _our_shape() -> list[list[tuple[str, int]]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        return _shape(db)
