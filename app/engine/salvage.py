"""A damaged journal: set aside, and read for what is still whole in it.

SQLite finds damage only where it stumbles over it. So each table is read from its beginning up to
the first page that is damaged, then from its end down to it; the rows in between are lost. A file
that is no database at all gives nothing, and that is no error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

Row = tuple[object, ...]


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


def salvaged(aside: Path, *, into: sqlite3.Connection, tables: Iterable[str]) -> sqlite3.Connection:
    """``into`` with every row of ``tables`` that can be read in the damaged file ``aside``.

    That file is not changed: it is read, and stays for somebody who knows more.
    """
    try:
        old = sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return into
    old.text_factory = as_text
    try:
        for table in tables:
            _take_over(old, into, table)
    finally:
        old.close()
    return into


def _take_over(old: sqlite3.Connection, into: sqlite3.Connection, table: str) -> None:
    names = [str(row[1]) for row in into.execute(f"PRAGMA table_info({table})")]
    keys = [str(r[1]) for r in into.execute(f"PRAGMA table_info({table})") if r[5]]
    marks = ",".join("?" * len(names))
    put = f"INSERT OR IGNORE INTO {table} ({','.join(names)}) VALUES ({marks})"  # noqa: S608
    try:
        into.execute("BEGIN IMMEDIATE")
        for way in ("ASC", "DESC"):
            order = ", ".join(f"{key} {way}" for key in keys)
            asked = f"SELECT {','.join(_known(old, table, names))} FROM {table} ORDER BY {order}"  # noqa: S608
            into.executemany(put, _readable(old, asked))
    except sqlite3.DatabaseError:
        pass  # the disk refuses: the journal is told so with its next change
    finally:
        if into.in_transaction:
            into.execute("COMMIT")


def _known(old: sqlite3.Connection, table: str, names: Sequence[str]) -> list[str]:
    """The names of columns, NULL for those that an older file does not have."""
    try:
        there = {str(row[1]) for row in old.execute(f"PRAGMA table_info({table})")}
    except (sqlite3.Error, ValueError):
        there = set(names)
    return [name if name in there else "NULL" for name in names]


def _readable(old: sqlite3.Connection, sql: str) -> Iterator[Row]:
    """Rows up to the first that cannot be read."""
    try:
        yield from old.execute(sql)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError):
        return


def as_text(stored: bytes) -> str:
    """Damaged text must not end the reading; what it says is judged by who decodes it."""
    return stored.decode("utf-8", "replace")
