"""``upcall history``: what was uploaded before, as lines, CSV or JSON."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.domain.receipt import Line
from app.domain.receipt_files import csv_pieces, json_pieces
from app.domain.states import Outcome
from app.engine import history_search as search
from app.engine.history_file import NAME
from app.engine.history_search import Query
from app.terminal_words import OUTCOMES, plain

FORMATS = ("lines", "csv", "json")


def add_history(command: argparse.ArgumentParser) -> None:
    """All arguments of ``upcall history``."""
    command.add_argument(
        "words", nargs="*", metavar="WORD", help="parts of the name, the answer or a checksum"
    )
    command.add_argument(
        "--outcome", choices=[str(outcome) for outcome in Outcome], action="append", default=[]
    )
    command.add_argument("--since", type=_day, default=0.0, metavar="YYYY-MM-DD")
    command.add_argument(
        "--until", type=_day, default=0.0, metavar="YYYY-MM-DD", help="not with it"
    )
    command.add_argument("--most", type=int, default=0, metavar="N", help="only the latest N")
    command.add_argument("--format", choices=FORMATS, default="lines")
    command.add_argument("--output", type=Path, metavar="FILE", help="write there instead")


def _day(text: str) -> float:
    """The beginning of a day here, in Unix seconds."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").astimezone().timestamp()
    except (ValueError, OverflowError, OSError) as error:
        raise argparse.ArgumentTypeError(f"{text} is no day such as 2026-11-21") from error


def told(asked: argparse.Namespace, data: Path) -> int:
    """Tell what the history in folder ``data`` holds; 1 when the file cannot be written."""
    path = data / NAME
    query = Query(
        " ".join(asked.words),
        tuple(Outcome(name) for name in asked.outcome),
        asked.since,
        asked.until,
    )
    ids = search.find(path, query).ids
    if asked.most > 0:
        ids = ids[: asked.most]
    pieces = _pieces(asked.format, search.lines(path, ids, bodies=asked.format != "lines"))
    if asked.output is None:
        sys.stdout.writelines(pieces)
        return 0
    try:
        with asked.output.open(
            "w", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:
            file.write("\ufeff" if asked.format == "csv" else "")
            file.writelines(pieces)
    except OSError as error:
        sys.stderr.write(f"upcall history: {plain(str(asked.output))}: {error.strerror}\n")
        return 1
    return 0


def _pieces(kind: str, lines: Iterable[Line]) -> Iterable[str]:
    if kind == "csv":
        return csv_pieces(lines)
    if kind == "json":
        return json_pieces(lines, made_at=time.time())
    return map(_sentence, lines)


def _sentence(line: Line) -> str:
    when = datetime.fromtimestamp(line.ended_at).astimezone().strftime("%Y-%m-%d %H:%M")
    answer = f": {plain(line.answer)}" if line.answer else ""
    return f"{when}  {OUTCOMES[line.outcome]}  {plain(line.key)}  {line.size}{answer}\n"
