"""Custom variables of ``upcall send``: lines of a table, sources, and what is missing."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.connection import Batch, Connection
from app.domain.questions import Filling, Question, Source
from app.domain.services import service
from app.domain.upload import UploadTask
from app.domain.variables import Count, Subject, counts_of, names_of, values_for
from app.domain.variables_table import (
    NoTable,
    Table,
    guessed_columns,
    guessed_key,
    matched,
    values_in,
)
from app.host.person import login_name
from app.host.tables import read_table
from app.send_plan import UsageError
from app.terminal_words import plain

MOST_NAMED = 5
Valued = Callable[[list[UploadTask]], list[UploadTask]]
_NO_TABLE = {
    "empty": "has no line below the names at its top",
    "long": "is too large for a table",
    "text": "is no CSV file",
}
_WRONG = {
    "missing": "is missing",
    "choice": "is none of the answers that are allowed",
    "pattern": "does not have the shape that is wanted",
    "long": "is too long",
    "size": "are too long together",
}


def add_values(command: argparse.ArgumentParser) -> None:
    """Arguments that give files values of their own."""
    add = command.add_argument
    add("--csv", metavar="FILE", help="a table in which each file has a line of custom variables")
    add("--csv-key", default="", metavar="COLUMN", help="where its names of files are")


def valued(asked: argparse.Namespace, connection: Connection, batch: Batch) -> Valued:
    """What gives the tasks of a run their own variables. Raises `UsageError`, and so does it.

    Nobody is asked here: what the connection would ask for comes from its source, ``--var`` or the
    table, or nothing is sent.
    """
    questions = tuple(replace(question, ask=False) for question in connection.questions)
    table = _table(asked.csv) if asked.csv else None
    longest = service(batch.destination.provider).longest_variables
    filling = Filling(
        questions,
        batch.callback.variables,
        when=time.time(),
        login=login_name() if questions else "",
        longest=longest,
    )

    def give(tasks: list[UploadTask]) -> list[UploadTask]:
        if table is None and not questions and not longest:
            return tasks
        subjects = [Subject(task.id, task.name, task.path) for task in tasks]
        numbers = {subject.id: number for number, subject in enumerate(subjects, start=1)}
        now = replace(filling, numbers=numbers)
        if table is not None:
            now = replace(now, table=_lines(asked, table, subjects, batch=batch, known=questions))
        _check(counts_of(now, subjects), questions)
        values = (values_for(now, subject) for subject in subjects)
        return [replace(task, variables=told) for task, told in zip(tasks, values, strict=True)]

    return give


def _table(path: str) -> Table:
    try:
        return read_table(Path(path))
    except OSError as error:
        raise UsageError(f"--csv: {path} cannot be read ({error.strerror}).") from error
    except NoTable as error:
        raise UsageError(f"--csv: {path} {_NO_TABLE[error.reason]}.") from error


def _lines(
    asked: argparse.Namespace,
    table: Table,
    subjects: Sequence[Subject],
    *,
    batch: Batch,
    known: Sequence[Question],
) -> dict[str, dict[str, str]]:
    """Values by task id. Raises `UsageError` for files without a line."""
    key = _key(asked.csv_key, table, subjects)
    names = names_of(batch.callback, known)
    names += [name.lower() for name in table.columns if name.lower().startswith("x:")]
    columns = guessed_columns(table, dict.fromkeys(names), known)
    columns = {name: place for name, place in columns.items() if place != key}
    if not columns:
        raise UsageError("--csv: no column is called as a custom variable, such as x:order.")
    found = matched(table, key, subjects)
    missing = [subject.name for subject in subjects if subject.id not in found.lines]
    if missing:
        more = ", …" if len(missing) > MOST_NAMED else ""
        raise UsageError(
            f"--csv: {len(missing)} of {len(subjects)} files have no line in {asked.csv}:"
            f" {', '.join(plain(name) for name in missing[:MOST_NAMED])}{more}. Nothing was sent."
        )
    return values_in(table, found, columns)


def _key(name: str, table: Table, subjects: Sequence[Subject]) -> int:
    if not name:
        return guessed_key(table, subjects)
    places = [n for n, column in enumerate(table.columns) if column.lower() == name.lower()]
    if not places:
        raise UsageError(f"--csv-key: no column is called {name!r}.")
    return places[0]


def _check(counts: Iterable[Count], questions: Sequence[Question]) -> None:
    labels = {question.variable: question.label for question in questions}
    lines = [
        f"  {plain(labels.get(count.trouble.variable, 'the values'))} {_WRONG[count.trouble.code]}"
        f" for {count.files} file(s), first for {plain(count.first)}"
        for count in counts
    ]
    if lines:
        wanted = any(question.source is Source.CSV for question in questions)
        way = "--var NAME=VALUE or --csv FILE" if wanted else "--var NAME=VALUE"
        raise UsageError("\n".join([f"Nothing was sent; give values by {way}:", *lines]))
