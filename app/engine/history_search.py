"""Looking things up in the history: each question opens the file, asks, and lets go of it.

All functions block: call them beside the window (`app.ui.errands`). A file that is not there, or
cannot be read, is a history of nothing; `forget` alone raises.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.domain.receipt import Line
from app.domain.states import Outcome
from app.domain.upload import Result
from app.engine.history_file import (
    Unusable,
    folded,
    line_from,
    opened,
    result_from,
    unpacked,
)

log = logging.getLogger("upcall.engine")
PORTION = 400
"""Entries that are read at a time."""
_LINES = (
    "SELECT e.id, e.task_id, b.id, b.connection_id, b.place, d.facts, {body} FROM entries e"
    " JOIN details d ON d.id=e.id JOIN batches b ON b.id=e.batch_id WHERE e.id IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; an empty one finds everything."""

    text: str = ""
    """Words of which each must occur somewhere: in name, answer, checksum, request id, bucket."""
    outcomes: tuple[Outcome, ...] = ()
    """Any of these; empty: all."""
    since: float = 0.0
    """Unix seconds; 0: from the beginning."""
    until: float = 0.0
    """Unix seconds, not included; 0: without an end."""
    practice: bool | None = None
    """Only practice, or only what is none; None: both."""
    batch_id: str = ""
    """Only what was added together; empty: all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the latest first."""

    ids: Sequence[int] = field(default_factory=lambda: array("q"))
    size: int = 0
    """Bytes of all of them."""


def find(path: Path, query: Query) -> Found:
    """Numbers of the entries that a query finds."""
    where, values = _where(query)
    sql = f"SELECT id, size FROM entries{where} ORDER BY id DESC"  # noqa: S608 - our own words
    rows = _asked(path, sql, values)
    return Found(array("q", [row[0] for row in rows]), sum(row[1] for row in rows))


def _where(query: Query) -> tuple[str, list[object]]:
    wanted: list[str] = []
    values: list[object] = []
    if query.batch_id:
        wanted.append("batch_id = ?")
        values.append(query.batch_id)
    if query.since:
        wanted.append("ended_at >= ?")
        values.append(query.since)
    if query.until:
        wanted.append("ended_at < ?")
        values.append(query.until)
    if query.practice is not None:
        wanted.append("practice = ?")
        values.append(int(query.practice))
    if query.outcomes:
        wanted.append(f"outcome IN ({_marks(query.outcomes)})")
        values += [str(outcome) for outcome in query.outcomes]
    for word in folded(query.text).split():
        wanted.append("instr(words, ?)")
        values.append(word)
    return (" WHERE " + " AND ".join(wanted) if wanted else ""), values


def lines(path: Path, ids: Sequence[int], *, bodies: bool = False) -> Iterator[Line]:
    """Entries by their numbers, in that order; ``bodies``: with the whole answers."""
    for start in range(0, len(ids), PORTION):
        some = ids[start : start + PORTION]
        sql = _LINES.format(body="d.body" if bodies else "NULL", marks=_marks(some))
        known = {row[0]: row for row in _asked(path, sql, some)}
        made = (_line(known[number]) for number in some if number in known)
        yield from (line for line in made if line is not None)


def _line(row: tuple[int, str, str, str, str, str, bytes | str | None]) -> Line | None:
    number, task_id, batch_id, connection_id, place, facts, body = row
    try:
        line = line_from(number, task_id, (batch_id, connection_id, place), facts)
        return replace(line, body=unpacked(body)) if body else line
    except (ValueError, TypeError, LookupError, RecursionError):
        log.warning("an entry of the history cannot be read")
        return None


def result(path: Path, number: int) -> Result | None:
    """How an upload ended, with the whole answer; None when nothing is known."""
    for packed, body in _asked(path, "SELECT result, body FROM details WHERE id=?", [number]):
        try:
            return result_from(packed, unpacked(body))
        except (ValueError, TypeError, RecursionError):
            log.warning("a result of the history cannot be read")
    return None


def numbers(path: Path, task_ids: Sequence[str]) -> list[int]:
    """Numbers of these uploads' latest entries, in that order; what has none is left out."""
    found: dict[str, int] = {}
    for start in range(0, len(task_ids), PORTION):
        some = task_ids[start : start + PORTION]
        sql = f"SELECT task_id, max(id) FROM entries WHERE task_id IN ({_marks(some)}) GROUP BY 1"  # noqa: S608
        found |= dict(_asked(path, sql, some))
    return [found[task_id] for task_id in task_ids if task_id in found]


def numbers_soon(
    path: Path,
    task_ids: Sequence[str],
    *,
    within: float = 3.0,
    sleep: Callable[[float], None] = time.sleep,
) -> list[int]:
    """As `numbers`, but what ended just now is waited for: it is written in a moment."""
    until = time.monotonic() + within
    while len(found := numbers(path, task_ids)) < len(task_ids) and time.monotonic() < until:
        sleep(0.1)
    return found


def forget(path: Path, ids: Sequence[int]) -> None:
    """Take entries out for good. Raises `Unusable` or `sqlite3.Error`."""
    if not path.exists():
        return
    with closing(opened(path)) as db:
        db.execute("PRAGMA secure_delete=ON")  # what is forgotten is not to be found in the file
        db.execute("BEGIN IMMEDIATE")
        db.executemany("DELETE FROM entries WHERE id=?", [(number,) for number in ids])
        db.execute("DELETE FROM batches WHERE id NOT IN (SELECT batch_id FROM entries)")
        db.execute("COMMIT")


def _asked(path: Path, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Rows of a question; none, and the log is told, when the file cannot be read."""
    if not path.exists():
        return []
    try:
        with closing(opened(path)) as db:
            return db.execute(sql, list(values)).fetchall()
    except (sqlite3.Error, Unusable) as error:
        log.warning("the history cannot be read: %s", error)
        return []


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
