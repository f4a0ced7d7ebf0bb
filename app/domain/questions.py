"""Questions: what is known of a custom variable beside its value, and which answers are good.

A variable has a name that the template uses; a question gives it a label, help, rules for its
value, and a source. In the Simple view those that are asked are plain questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_ANSWER = 500
"""Characters; all values together have to fit into 5 KB (oss.md, 1.5)."""

LONGEST_PATTERN = 200
"""Characters."""


class Source(StrEnum):
    """Where a variable's value comes from when nobody says it."""

    FIXED = "fixed"
    """The value that stands with the callback."""
    LOGIN = "login"
    """The name that the person is logged in with on this computer."""
    FILE_NAME = "file_name"
    FOLDER = "folder"
    DATE = "date"
    COUNTER = "counter"
    CSV = "csv"
    """A column of a table in which each file has a line."""


PER_FILE = frozenset({Source.FILE_NAME, Source.FOLDER, Source.COUNTER, Source.CSV})
"""Sources that give each file a value of its own."""


class NamePart(StrEnum):
    """Which part of a file's name is the value (`Question.detail`)."""

    WHOLE = ""
    STEM = "stem"
    """Without its ending."""
    FIRST = "first"
    """Up to the first ``-``, ``_`` or blank: ``4711_front.jpg`` gives ``4711``."""
    LAST = "last"
    """Behind the last of them, without the ending."""


class FolderPart(StrEnum):
    """Which part of a file's folder is the value (`Question.detail`)."""

    NEAREST = ""
    """The folder that the file is in."""
    PATH = "path"
    """All folders below what was dropped, with slashes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A custom variable: how people are asked for it, what is allowed, where else it is from."""

    variable: str
    """Name with its ``x:``."""
    text: str = ""
    """What people read, such as *Order number*."""
    required: bool = True
    choices: tuple[str, ...] = ()
    """Answers to choose from; empty: any text."""
    hint: str = ""
    """Help in a sentence."""
    pattern: str = ""
    """Shape of the value, see `fits`; empty: any."""
    ask: bool = True
    """Asked each time; what the source gives is proposed then."""
    source: Source = Source.FIXED
    detail: str = ""
    """Of the source: a part of the name or folder, the date's shape (``%Y-%m-%d``), the counter's
    first number (``001``), or the column's name."""

    @property
    def label(self) -> str:
        """What people read; the variable's bare name when nothing was written."""
        return self.text.strip() or self.variable.removeprefix("x:")


@dataclass(frozen=True, slots=True)
class Filling:
    """All that the values of an upload's files follow from."""

    questions: tuple[Question, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Values that stand with the callback, by variable."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Said for all files of this upload, by variable."""
    table: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Lines of a table: task id -> variable -> value."""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Said for single files: task id -> variable -> value."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Place of each task in this upload, from 1; one that is missing is the first."""
    when: float = 0.0
    """Unix time in seconds; shown in this computer's time zone."""
    login: str = ""
    longest: int = 0
    """Characters that all values of a file may take where the service hands them back as one text
    (`Service.longest_variables`); 0: no such limit."""


def wants_person(questions: Iterable[Question]) -> bool:
    """Whether somebody has to say something before files go: an answer, or a table to read."""
    return any(q.ask or (q.source is Source.CSV and q.required) for q in questions)


def has_rules(questions: Iterable[Question]) -> bool:
    """Whether a value that nobody is asked for can be one that may not be sent."""
    return any(not q.ask and (q.required or q.pattern or q.choices) for q in questions)


def wrong_with(question: Question, value: str) -> str:
    """Why a value cannot be sent: ``missing``, ``long``, ``choice``, ``pattern``; empty: it can.

    Nothing at all is fine where the question is not required.
    """
    if not value.strip():
        return "missing" if question.required else ""
    if len(value) > LONGEST_ANSWER:
        return "long"
    if question.choices and value not in question.choices:
        return "choice"
    return "" if fits(question.pattern, value) else "pattern"


def fits(pattern: str, value: str) -> bool:
    """Whether a value has a shape: ``#`` digit, ``@`` letter, ``?`` any sign, ``*`` any text.

    A backslash takes the sign behind it as it is; an empty pattern lets everything through. Not
    regular expressions: a pattern comes in a file from somebody else, and some of those never end.
    Only its first `LONGEST_PATTERN` signs count.
    """
    if not pattern:
        return True
    wanted = list(_signs(pattern[:LONGEST_PATTERN]))
    here = there = 0
    star, kept = -1, 0
    while there < len(value):
        if here < len(wanted) and wanted[here] == ("*", True):
            star, kept, here = here, there, here + 1
        elif here < len(wanted) and _is(wanted[here], value[there]):
            here, there = here + 1, there + 1
        elif star >= 0:
            kept += 1
            here, there = star + 1, kept
        else:
            return False
    return all(sign == ("*", True) for sign in wanted[here:])


def example_of(pattern: str) -> str:
    """A value of a pattern's shape, to show: ``PO-####`` gives ``PO-1234``."""
    pattern = pattern[:LONGEST_PATTERN]
    digits, letters = 0, 0
    found: list[str] = []
    for sign, special in _signs(pattern):
        if special and sign == "#":
            digits += 1
            found.append(str(digits % 10))
        elif special and sign in "@?":
            found.append(chr(ord("A") + letters % 26))
            letters += 1
        else:
            found.append("…" if special else sign)
    return "".join(found)


def _signs(pattern: str) -> Iterator[tuple[str, bool]]:
    """Each sign, and whether it stands for others."""
    signs = iter(pattern)
    for sign in signs:
        if sign == "\\":
            yield next(signs, "\\"), False
        else:
            yield sign, sign in "#@?*"


def _is(wanted: tuple[str, bool], sign: str) -> bool:
    name, special = wanted
    if not special:
        return sign == name
    return name == "?" or (name == "#" and sign in "0123456789") or (name == "@" and sign.isalpha())
