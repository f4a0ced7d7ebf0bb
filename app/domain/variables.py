"""Variables: the value of each custom variable for each file, and what is wrong with them.

The nearest word counts: said for the one file, then its line in a table, then the answer for all
files of an upload, then the question's source, then the value that stands with the callback. Pure:
time, login name and the files' numbers come in with the `Filling`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.callback import CallbackSpec, custom_name
from app.domain.dialect import encoded_variables
from app.domain.naming import split_ending
from app.domain.questions import (
    PER_FILE,
    Filling,
    FolderPart,
    NamePart,
    Question,
    Source,
    wrong_with,
)
from app.domain.source_context import written
from app.domain.template import custom_in

USUAL_DATE = "%Y-%m-%d"
MOST_ENCODED = 5120
"""Bytes of Base64 that all values of a file may take (oss.md, 1.5)."""
_DATE_PART = re.compile("%[YymdHMS]")
_BREAK = re.compile(r"[-_\s]+")
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """What the values of one file can come from."""

    id: str
    """Of its task."""
    name: str
    """As `UploadTask.name`: path below what was dropped, with slashes."""
    path: str
    """Absolute path on this computer."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one value of one file."""

    variable: str
    """Empty: all values together."""
    code: str
    """As `wrong_with`, or ``size``: more together than `MOST_ENCODED` or `Filling.longest`."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many files have the same trouble."""

    trouble: Trouble
    files: int
    first: str
    """Name of the first of them."""


def names_of(spec: CallbackSpec, questions: Iterable[Question]) -> list[str]:
    """Every custom variable that a callback knows of: asked for, with a value, or in the template.

    In the order in which people are asked, then as the callback has them.
    """
    told = [question.variable for question in questions]
    used = custom_in(spec.body)
    return list(dict.fromkeys(filter(None, map(custom_name, [*told, *spec.variables, *used]))))


def proposals(filling: Filling) -> dict[str, str]:
    """What stands in the questions before anybody answers: the same for all files."""
    here = Subject("", "", "")
    asked = [question for question in filling.questions if question.ask]
    found = {
        question.variable: from_source(question, filling, here)
        for question in asked
        if question.source not in PER_FILE
    }
    return {name: value for name, value in found.items() if value}


def values_for(filling: Filling, subject: Subject) -> dict[str, str]:
    """What a file's variables are to be, over those of the callback; empty ones are left out.

    A value that somebody took away is kept as an empty one, for it takes another one's place.
    """
    own = filling.own.get(subject.id, _NOTHING)
    line = filling.table.get(subject.id, _NOTHING)
    found = {**filling.answers, **{name: value for name, value in line.items() if value}}
    emptied: dict[str, str] = {}
    for question in filling.questions:
        name, source = question.variable, question.source
        if found.get(name):
            continue
        if question.ask and source not in PER_FILE:  # it was proposed, and taken away
            emptied |= {name: ""} if filling.fixed.get(name) else {}
        elif source is not Source.FIXED:
            found[name] = from_source(question, filling, subject)
    return {name: value for name, value in found.items() if value} | emptied | dict(own)


def from_source(question: Question, filling: Filling, subject: Subject) -> str:
    """The value that a question's source gives a file; empty for a column without a line."""
    match question.source:
        case Source.FIXED:
            return filling.fixed.get(question.variable, "")
        case Source.LOGIN:
            return filling.login
        case Source.FILE_NAME:
            return _of_name(subject.name, question.detail)
        case Source.FOLDER:
            return _of_folder(subject, question.detail)
        case Source.DATE:
            return date_text(question.detail, filling.when)
        case Source.COUNTER:
            return counted(question.detail, filling.numbers.get(subject.id, 1))
        case Source.CSV:
            return filling.table.get(subject.id, _NOTHING).get(question.variable, "")


def date_text(shape: str, when: float) -> str:
    """A moment in this computer's time zone; only ``%Y %y %m %d %H %M %S`` stand for something."""
    moment = time.localtime(when)
    return _DATE_PART.sub(lambda part: time.strftime(part[0], moment), shape or USUAL_DATE)


def counted(first: str, number: int) -> str:
    """The counter's text for the file of a ``number`` from 1: ``008`` goes on ``009``, ``010``."""
    start = first.strip()
    if not (start.isascii() and start.isdigit()):
        start = "1"
    return str(int(start[:18]) + number - 1).zfill(len(start[:18]))


def _of_name(name: str, part: str) -> str:
    last = name.rpartition("/")[2]
    if part == NamePart.WHOLE:
        return last
    stem = split_ending(last)[0]
    pieces = [piece for piece in _BREAK.split(stem) if piece] or [stem]
    chosen = {NamePart.STEM: stem, NamePart.FIRST: pieces[0], NamePart.LAST: pieces[-1]}
    return chosen.get(NamePart(part), last) if part in list(NamePart) else last


def _of_folder(subject: Subject, part: str) -> str:
    inside = subject.name.rpartition("/")[0]
    if part == FolderPart.PATH and inside:
        return inside
    path = subject.path.replace("\\", "/").rpartition("/")[0]
    return (inside or path).rpartition("/")[2]


# --- what is wrong ------------------------------------------------------------------------------


def troubles_of(filling: Filling, subject: Subject) -> list[Trouble]:
    """What keeps one file's values from being sent."""
    values = {**filling.fixed, **values_for(filling, subject)}
    found = [
        Trouble(question.variable, code)
        for question in filling.questions
        if (code := wrong_with(question, values.get(question.variable, "")))
    ]
    if _too_long(values, subject, longest=filling.longest):
        found.append(Trouble("", "size"))
    return found


def _too_long(values: Mapping[str, str], subject: Subject, *, longest: int) -> bool:
    if longest:
        return len(written(values, subject.id)) > longest
    return len(encoded_variables(values)) > MOST_ENCODED


def counts_of(filling: Filling, subjects: Iterable[Subject]) -> list[Count]:
    """The troubles of many files, each kind once, in the order in which they came up."""
    found: dict[Trouble, Count] = {}
    for subject in subjects:
        added(found, filling, subject)
    return list(found.values())


def added(counts: dict[Trouble, Count], filling: Filling, subject: Subject) -> None:
    """Count one more file's troubles in."""
    for trouble in troubles_of(filling, subject):
        known = counts.get(trouble, Count(trouble, 0, subject.name))
        counts[trouble] = Count(trouble, known.files + 1, known.first)
