"""History: what has ended, for good; searchable when the list is long cleared.

Written in a thread of its own, in groups: small files end by the thousand a second, and an upload
must not wait for a memory of it. What cannot be written is told to the log and left out; the list
itself is the journal's business.
"""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.domain.receipt import Line, line_of
from app.domain.states import Outcome
from app.domain.upload import Result, UploadTask
from app.engine.history_file import Row, Unusable, batch_row, detail_row, entry_row, opened
from app.engine.record import Record
from app.engine.salvage import set_aside

log = logging.getLogger("upcall.engine")
PAUSE = 0.3
"""Seconds for which ends are gathered."""
GROUP = 500
"""Entries of one transaction at most."""
MOST = 200_000
"""Entries that are kept; the oldest go first."""
_Ended = tuple[UploadTask, Record, Result, str]
_ENTRY = "INSERT OR REPLACE INTO entries VALUES "
_DETAIL = "INSERT OR REPLACE INTO details VALUES "
AT_ONCE = 50
"""Rows of one statement: each statement gives the interpreter away and has to get it back."""
_BATCH = "INSERT OR IGNORE INTO batches VALUES (?, ?, ?)"


class History:
    """Takes ends and writes them down; with ``path`` None it keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._new: queue.SimpleQueue[list[_Ended] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def add(self, ended: Sequence[tuple[Record, Result]], texts: Sequence[str]) -> None:
        """Keep these soon; ``texts`` are the results as the journal keeps them. Returns at once."""
        if self._path is None:
            return
        new = [
            (record.task, record, result, text)
            for (record, result), text in zip(ended, texts, strict=True)
            if result.outcome is not Outcome.CANCELLED or result.started_at
        ]
        self._new.put(new)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="upcall-history", daemon=True)
            self._thread.start()

    def close(self, within: float = 1.5) -> None:
        """Write what waits, at most ``within`` seconds."""
        self._closing.set()
        if self._thread is not None:
            self._new.put(None)
            self._thread.join(within)

    # --- in the thread ----------------------------------------------------------------------

    def _work(self) -> None:
        assert self._path is not None  # noqa: S101 - nothing is added then
        book = Book(self._path)
        while (first := self._new.get()) is not None:
            self._closing.wait(PAUSE)
            group = _last_of_each([*first, *self._waiting()])
            for start in range(0, len(group), GROUP):
                book.write([_line(each) for each in group[start : start + GROUP]])
        book.close()

    def _waiting(self) -> list[_Ended]:
        found: list[_Ended] = []
        with suppress(queue.Empty):
            while (some := self._new.get_nowait()) is not None:
                found += some
            self._new.put(None)  # the end, after these
        return found


def _last_of_each(group: Sequence[_Ended]) -> list[_Ended]:
    """Tried again and ended again: the later end counts (as in the file, by its unique key)."""
    return list({(ended[0].id, ended[2].started_at): ended for ended in group}.values())


def _line(ended: _Ended) -> tuple[Line, str]:
    task, record, result, text = ended
    batch = record.batch
    line = line_of(
        task,
        result,
        connection_id=batch.connection_id,
        place=batch.destination,
        size=record.size,
        now=time.time(),
    )
    return line, text


class Book:
    """The open file, in the thread that writes to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = self._open()
        self._known: set[str] = set()
        """Batches that are in the file."""

    def write(self, lines: Sequence[tuple[Line, str]]) -> None:
        """One transaction; when the disk refuses, these are lost, and the log says so."""
        if self._db is None:
            return
        try:
            self._put(self._db, lines)
        except sqlite3.DatabaseError as error:
            log.warning("%d ends are not in the history: %s", len(lines), error)
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file, the oldest entries left out when there are too many."""
        if self._db is None:
            return
        with suppress(sqlite3.Error):
            self._db.execute(
                "DELETE FROM entries WHERE id <= (SELECT max(id) FROM entries) - ?", (MOST,)
            )
        self._db.close()

    def _open(self) -> sqlite3.Connection | None:
        try:
            return opened(self._path)
        except Unusable:
            log.warning("the history is of a newer Upcall, or of another program: left alone")
        except sqlite3.OperationalError as error:  # read-only, full, locked
            log.warning("the history cannot be written: %s", error)
        except sqlite3.DatabaseError as error:
            return self._open_anew(error)
        return None

    def _open_anew(self, error: sqlite3.DatabaseError) -> sqlite3.Connection | None:
        """After damage: the old file is set aside, not deleted."""
        try:
            aside = set_aside(self._path)
            log.warning("the history was damaged (%s) and set aside: %s", error, aside.name)
            return opened(self._path)
        except (sqlite3.DatabaseError, OSError, Unusable):
            return None

    def _put(self, db: sqlite3.Connection, lines: Sequence[tuple[Line, str]]) -> None:
        db.execute("BEGIN IMMEDIATE")
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()
        numbered = [(last + place + 1, *each) for place, each in enumerate(lines)]
        new = {line.batch_id: line for line, _text in lines if line.batch_id not in self._known}
        db.executemany(_BATCH, [batch_row(line) for line in new.values()])
        for start in range(0, len(numbered), AT_ONCE):
            some = numbered[start : start + AT_ONCE]
            _insert(db, _ENTRY, [entry_row(number, line) for number, line, _text in some])
            _insert(db, _DETAIL, [detail_row(number, line, text) for number, line, text in some])
        db.execute("COMMIT")
        self._known.update(new)


def _insert(db: sqlite3.Connection, sql: str, rows: Sequence[Row]) -> None:
    """All rows in one statement."""
    marks = f"({','.join('?' * len(rows[0]))})"
    db.execute(sql + ",".join([marks] * len(rows)), [value for row in rows for value in row])
