"""Tables of values: a CSV file in which each file of an upload has a line.

Lines are found by a file's path below what was dropped, then by its name, then by its name without
the ending; upper and lower case are alike, and so are composed and decomposed forms of a letter.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.callback import custom_name
from app.domain.naming import split_ending
from app.domain.questions import Question, Source
from app.domain.variables import Subject

MOST_LINES = 200_000
MOST_COLUMNS = 200
_MARKS = (",", ";", "\t")
_NAME_WORDS = frozenset(
    {"file", "filename", "file name", "name", "path", "key", "object", "文件", "文件名", "名称"}
)
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class NoTable(ValueError):
    """The file cannot be read as a table."""

    def __init__(self, reason: str) -> None:
        """``reason``: ``text`` (no text), ``empty`` (no line below the first), or ``long``."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a line of names at its top."""

    columns: tuple[str, ...]
    """Names as they stand in the first line; some may be empty or alike."""
    lines: tuple[tuple[str, ...], ...]
    """Each as long as ``columns``; blanks around values are gone."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Which line belongs to which file."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """Task id -> place in `Table.lines`."""
    twice: int = 0
    """Lines that name the same file as an earlier one; the earlier one counts."""
    unused: int = 0
    """Lines that belong to no file."""


def table_of(data: bytes) -> Table:
    """A table from the bytes of a CSV file, as spreadsheets write them. Raises `NoTable`.

    UTF-8 or UTF-16; else GB 18030, in which Chinese spreadsheets write.
    """
    return parsed(_decoded(data))


def parsed(text: str) -> Table:
    """A table from text with commas, semicolons or tabs between its values. Raises `NoTable`."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(_MARKS, key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        cells = [tuple(cell.strip() for cell in row) for row in rows if any(map(str.strip, row))]
    except csv.Error as error:
        raise NoTable("text") from error
    if len(cells) < 2:
        raise NoTable("empty")
    if len(cells) > MOST_LINES or len(cells[0]) > MOST_COLUMNS:
        raise NoTable("long")
    columns, width = cells[0], len(cells[0])
    lines = (row[:width] + ("",) * (width - len(row)) for row in cells[1:])
    return Table(columns, tuple(lines))


def _decoded(data: bytes) -> str:
    ways = [way for mark, way in _MARKED if data.startswith(mark)] or ["utf-8", "gb18030"]
    for way in ways:
        try:
            text = data.decode(way)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NoTable("text")


# --- which line is whose ------------------------------------------------------------------------


def matched(table: Table, column: int, subjects: Iterable[Subject]) -> Matched:
    """The line of each file, by the names in a column."""
    keys = [_alike(line[column]) for line in table.lines]
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key:
            places.setdefault(key, place)
    found: dict[str, int] = {}
    for subject in subjects:
        if key := next((key for key in _keys(subject.name) if key in places), ""):
            found[subject.id] = places[key]
    given = Counter(key for key in keys if key)
    used = {keys[place] for place in found.values()}
    unused = sum(count for key, count in given.items() if key not in used)
    twice = sum(given[key] - 1 for key in used)
    return Matched(found, twice, unused)


def values_in(
    table: Table, found: Matched, columns: Mapping[str, int]
) -> dict[str, dict[str, str]]:
    """Values of the files that have a line, by task id; ``columns`` says which for a variable."""
    return {
        task_id: {name: table.lines[place][column] for name, column in columns.items()}
        for task_id, place in found.lines.items()
    }


def guessed_key(table: Table, subjects: Sequence[Subject]) -> int:
    """The column that most likely holds the files' names: by its values, then by its own name."""
    wanted = {key for subject in subjects for key in _keys(subject.name)}
    width = range(len(table.columns))
    hits = [sum(_alike(line[n]) in wanted for line in table.lines) for n in width]
    named = [_alike(name) in _NAME_WORDS for name in table.columns]
    return max(width, key=lambda n: (hits[n], named[n], -n))


def guessed_columns(
    table: Table, names: Iterable[str], questions: Iterable[Question]
) -> dict[str, int]:
    """Columns for variables: by what the question says, by the variable's name, by its label."""
    asked = {question.variable: question for question in questions}
    columns = {_alike(name): place for place, name in reversed(list(enumerate(table.columns)))}
    bare = {custom_name(name): place for name, place in columns.items() if name}
    found: dict[str, int] = {}
    for name in names:
        question = asked.get(name)
        said = question.detail if question and question.source is Source.CSV else ""
        label = question.text if question else ""
        places = (columns.get(_alike(said)), bare.get(name), columns.get(_alike(label)))
        place = next((p for p in places if p is not None), None)
        if place is not None:
            found[name] = place
    return found


def _keys(name: str) -> tuple[str, str, str]:
    """What may stand for a file in a table, the nearest first."""
    path = _alike(name)
    last = path.rpartition("/")[2]
    return path, last, split_ending(last)[0]


def _alike(text: str) -> str:
    """Names that mean the same file have the same of these; the empty text is nobody's."""
    folded = unicodedata.normalize("NFC", text.strip().replace("\\", "/")).casefold()
    return unicodedata.normalize("NFC", folded).removeprefix("./")
