"""The history's file: its tables, how it is opened, and its rows as values.

Beside the list (`app.engine.journal`), never in it: that file is looked through at each start, and
a history of years must not cost a start anything. Several programs may write to it.

Search goes over one short column by comparison: a hundred thousand entries take 60 ms in a helper
thread, words of any language are found by any part of them, and writing stays four times as cheap
as with an index of trigrams (SQLite 3.40: 12 against 50 microseconds a row).
"""

from __future__ import annotations

import json
import operator
import sqlite3
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.domain.codec import decode, encode
from app.domain.destination import Destination
from app.domain.receipt import Line
from app.domain.states import CallbackOutcome, Outcome
from app.domain.upload import Result
from app.domain.usual_result import USUAL_RESULT

NAME = "history.db"
SCHEMA = 1
PATIENCE = 5.0
"""Seconds for which a file that another program has locked is waited for."""
LONGEST_BODY = 256 * 1024
"""Characters of an answer that are kept; the list keeps all of it while the file is on it."""
SHORT = 300
"""Characters up to which an answer is kept as it is."""
TABLES = """
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, task_id TEXT NOT NULL, started_at REAL NOT NULL,
  batch_id TEXT NOT NULL, ended_at REAL NOT NULL, outcome TEXT NOT NULL, practice INTEGER NOT NULL,
  size INTEGER NOT NULL, words TEXT NOT NULL, UNIQUE (task_id, started_at));
CREATE TABLE details (id INTEGER PRIMARY KEY, facts TEXT NOT NULL, result BLOB, body BLOB);
CREATE TABLE batches (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL, place TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TRIGGER forgotten AFTER DELETE ON entries
  BEGIN DELETE FROM details WHERE id=OLD.id; END;
"""
Row = tuple[object, ...]
FEW_BYTES = 2500
"""Up to so many, they and what they have in common with others, are in a small window's sight."""
_FEW = (12, 5)
"""That window's size as a power of two, and the memory's."""
_SOME = (
    "etag",
    "verified",
    "version_id",
    "request_id",
    "url",
    "http_status",
    "callback",
    "callback_status",
    "callback_code",
    "answer",
    "error",
    "error_values",
    "error_code",
    "practice",
    "body_cut",
    "file_id",
    "notices",
)
"""Fields of a line that are kept when there is something in them."""
_OUTCOMES = {str(outcome): outcome for outcome in Outcome}
_CALLBACKS = {str(outcome): outcome for outcome in CallbackOutcome}
_some = operator.attrgetter(*_SOME)
_json = json.JSONEncoder(separators=(",", ":")).encode


class Unusable(Exception):
    """The file is of a newer Upcall, or of another program."""


def opened(path: Path) -> sqlite3.Connection:
    """The history, made when there is none. Raises `Unusable` or `sqlite3.Error`."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise sqlite3.OperationalError(str(error)) from error
    db = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    try:
        _set_up(db)
    except (sqlite3.Error, Unusable):
        db.close()
        raise
    return db


def _set_up(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    db.execute("PRAGMA recursive_triggers=ON")  # for what is replaced
    if _version(db) == 0:
        db.execute("BEGIN IMMEDIATE")
        if _version(db) == 0:  # else another program was quicker
            for statement in _statements():
                db.execute(statement)
            db.execute(f"PRAGMA user_version={SCHEMA}")
        db.execute("COMMIT")
    if _version(db) != SCHEMA:
        raise Unusable


def _statements() -> list[str]:
    """Each by itself: a script would end the transaction."""
    first, _mark, trigger = TABLES.partition("CREATE TRIGGER")
    return [*filter(str.strip, first.split(";")), "CREATE TRIGGER" + trigger]


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


# --- rows -----------------------------------------------------------------------------------


def entry_row(number: int, line: Line) -> Row:
    """A row of ``entries``."""
    return (
        number,
        line.task_id,
        line.started_at,
        line.batch_id,
        line.ended_at,
        str(line.outcome),
        int(line.practice),
        line.size,
        words_of(line),
    )


def detail_row(number: int, line: Line, result: str) -> Row:
    """A row of ``details``; ``result`` is the journal's text of it, without the answer's body.

    By hand and not by `encode`: small files end by the thousand a second.
    """
    body = line.body if len(line.body) <= LONGEST_BODY else line.body[:LONGEST_BODY]
    facts: dict[str, object] = {
        "path": line.path,
        "name": line.name,
        "key": line.key,
        "size": line.size,
        "outcome": line.outcome,
        "ended_at": line.ended_at,
        "seconds": line.seconds,
        "started_at": line.started_at,
        "crc64": line.crc64,
        "parts": line.parts,
        "attempts": line.attempts,
    }
    facts.update((name, value) for name, value in zip(_SOME, _some(line), strict=True) if value)
    if body is not line.body:
        facts["body_cut"] = True
    kept = _packed(body) if len(body) > SHORT or not body.isascii() else body or None
    return (number, _json(facts), _packed(result), kept)


def batch_row(line: Line) -> Row:
    """A row of ``batches``."""
    return (line.batch_id, line.connection_id, json.dumps(encode(line.place)))


def words_of(line: Line) -> str:
    """What a search looks through: folded, in one line."""
    named = line.key if line.key.endswith(line.name) else f"{line.key} {line.name}"
    codes = f"{line.etag} {line.request_id} {line.error_code or line.callback_code} {line.file_id}"
    whole = f"{named} {line.answer} {line.place.bucket} {codes}"
    return folded(whole)


def folded(text: str) -> str:
    """``text`` as searches compare it; file names may hold bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode().casefold()


def line_from(number: int, task_id: str, place: tuple[str, str, str], facts: str) -> Line:
    """A line as it was kept, without the body; ``place`` is a row of ``batches``.

    Raises `ValueError` or `TypeError` for something else. By hand and not by `decode`: a receipt
    may tell of a hundred thousand.
    """
    known: dict[str, Any] = json.loads(facts)
    batch_id, connection_id, there = place
    known["outcome"] = _OUTCOMES[known["outcome"]]
    if "callback" in known:
        known["callback"] = _CALLBACKS[known["callback"]]
    if "notices" in known:
        known["notices"] = tuple(map(tuple, known["notices"]))
    return Line(
        task_id=task_id,
        batch_id=batch_id,
        connection_id=connection_id,
        place=_place(there),
        id=number,
        **known,
    )


@lru_cache(maxsize=64)
def _place(text: str) -> Destination:
    return decode(Destination, json.loads(text))


def result_from(packed: bytes, body: str) -> Result:
    """A result as it was kept. Raises `ValueError` or `TypeError` for something else."""
    data = json.loads(unpacked(packed))
    receipt = data.get("receipt") if isinstance(data, Mapping) else None
    if isinstance(receipt, dict) and isinstance(receipt.get("callback"), dict):
        receipt["callback"]["body"] = body
    return decode(Result, data)


def _packed(text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    # The usual memory is made ready for a quarter of a million bytes, which takes longer.
    window, level = _FEW if len(raw) <= FEW_BYTES else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    press = zlib.compressobj(1, zlib.DEFLATED, window, level, zdict=USUAL_RESULT)
    return press.compress(raw) + press.flush()


def unpacked(kept: bytes | str | None) -> str:
    """What was packed, or is short enough as it is. Raises `ValueError` for something else."""
    if not isinstance(kept, bytes):
        return kept or ""
    try:
        return (
            zlib.decompressobj(zdict=USUAL_RESULT).decompress(kept).decode("utf-8", "surrogatepass")
        )
    except zlib.error as error:
        raise ValueError("not packed by us") from error
