"""Audit: what a batch says it stored, held against what the storage says it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.asks import ObjectFound
from app.domain.destination import Destination
from app.domain.receipt import Line

TOGETHER = 64
"""Names of one question to the service."""
_SLACK = 2.0
"""Seconds by which clocks and whole seconds may differ."""


class Verdict(StrEnum):
    """What became of one file."""

    SAME = "same"
    """There, with the same size and checksum."""
    SAME_SIZE = "same_size"
    """There, with the same size; nobody has a checksum to compare."""
    DIFFERENT = "different"
    """There, but it is another size or checksum."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """It could not be looked at."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file of an audit."""

    line: Line
    verdict: Verdict
    found: ObjectFound | None = None
    replaced: bool = False
    """A later upload of ours went to the same name: another content is no surprise."""


@dataclass(frozen=True, slots=True)
class Question:
    """Names that one question asks for."""

    connection_id: str
    place: Destination
    keys: tuple[str, ...]


def questions(lines: Iterable[Line]) -> list[Question]:
    """What to ask the service, name by name once; what was not stored is not asked for."""
    by_place: dict[tuple[str, Destination], dict[str, None]] = {}
    for line in lines:
        if line.is_stored:
            by_place.setdefault((line.connection_id, line.place), {})[line.key] = None
    found: list[Question] = []
    for (connection_id, place), keys in by_place.items():
        names = list(keys)
        portions = (names[n : n + TOGETHER] for n in range(0, len(names), TOGETHER))
        found += [Question(connection_id, place, tuple(some)) for some in portions]
    return found


def latest_first(lines: Iterable[Line]) -> dict[tuple[str, str, str], float]:
    """When each name of each place was last written by us."""
    latest: dict[tuple[str, str, str], float] = {}
    for line in lines:
        if line.is_stored:
            place = where(line)
            latest[place] = max(line.ended_at, latest.get(place, 0.0))
    return latest


def where(line: Line) -> tuple[str, str, str]:
    """Service, bucket and name: what one object is."""
    return (line.place.endpoint, line.place.bucket, line.key)


def judged(
    lines: Sequence[Line],
    question: Question,
    found: Sequence[ObjectFound] | None,
    *,
    latest: Mapping[tuple[str, str, str], float],
) -> list[Checked]:
    """The verdicts that an answer allows; ``found`` None: there was no answer."""
    there = {each.key: each for each in found or ()}
    wanted = frozenset(question.keys)
    checked = []
    for line in lines:
        if line.key in wanted and line.place == question.place and line.is_stored:
            if found is None:
                checked.append(Checked(line, Verdict.UNKNOWN))
                continue
            later = latest.get(where(line), 0.0) > line.ended_at + _SLACK
            each = there.get(line.key)
            checked.append(Checked(line, verdict(line, each), each, later))
    return checked


def verdict(line: Line, found: ObjectFound | None) -> Verdict:
    """What the service says about one file, held against its receipt."""
    if found is None:
        return Verdict.MISSING
    if found.size != line.size:
        return Verdict.DIFFERENT
    if found.crc64 is None or line.crc64 is None:
        return Verdict.SAME_SIZE
    return Verdict.SAME if found.crc64 == line.crc64 else Verdict.DIFFERENT
