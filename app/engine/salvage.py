"""A journal that is not as it should be: read for what is whole in it.

A damaged one is set aside. SQLite finds damage only where it stumbles over it, so each table is
read from its beginning up to the first page that is damaged, then from its end down to it; the rows
in between are lost. A file that is no database at all gives nothing, and that is no error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
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


def copy_unwritable(path: Path, *, into: sqlite3.Connection, version: int) -> None:
    """Fill ``into`` with a file that can be read but not written; nothing, when that is unsafe.

    Without writing SQLite cannot read a log that lies beside the file (a program was killed), and
    the file without its log would tell of an earlier time.
    """
    wal = path.with_name(path.name + "-wal")
    try:
        if wal.exists() and wal.stat().st_size:
            return
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as old:
            whole = old.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            if whole and old.execute("PRAGMA user_version").fetchone() == (version,):
                old.backup(into)
    except (sqlite3.Error, OSError, ValueError):
        return


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
