"""What one row of the list says: cells, sort keys, the sentence for a screen reader; and runs."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app.domain.states import ENDED, Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.i18n import translate
from app.ui.plain_names import visible

Describe = Callable[[TaskSnapshot], str]
NAME, STATE, PROGRESS, SIZE, SPEED, LEFT = range(6)
"""Columns, as in `app.ui.models.queue_model.Column`."""

_MOVING = frozenset({UploadState.SENDING, UploadState.WAITING, UploadState.PAUSED})
_SPOKEN = 300
"""Characters of a server's answer that are read out with its row."""
_ORDER_OF_STATES = {state: place for place, state in enumerate(UploadState)}


def row_text(row: TaskSnapshot, column: int, describe: Describe) -> str:
    """Text of a cell."""
    if column == NAME:
        return visible(row.name)
    if column == STATE:
        return describe(row)
    if column == PROGRESS:
        return progress_text(row)
    if column == SIZE:
        return i18n.size(row.size)
    if column == SPEED:
        return "" if row.state in ENDED else i18n.speed(row.speed)
    return "" if row.seconds_left is None else i18n.duration(row.seconds_left)


def progress(row: TaskSnapshot) -> int:
    """Whole per cent of a row: 100 once it is stored or only an answer is missing."""
    if row.state in (UploadState.DONE, UploadState.COMPLETING, UploadState.VERIFYING):
        return 100
    return i18n.percent(row.sent, row.size)


def progress_text(row: TaskSnapshot) -> str:
    """``62 %``, or nothing before the first byte."""
    if row.state is UploadState.QUEUED and not row.sent:
        return ""
    return translate("Queue", "{percent} %").format(percent=progress(row))


def sort_key(row: TaskSnapshot, column: int, describe: Describe) -> tuple[float, str]:
    """What a column is sorted by."""
    if column == NAME:
        return (0.0, row.name.casefold())
    if column == STATE:
        return (float(_ORDER_OF_STATES[row.state]), describe(row))
    if column == PROGRESS:
        return (float(progress(row)), "")
    if column == SIZE:
        return (float(row.size), "")
    if column == SPEED:
        return (row.speed, "")
    return (float("inf") if row.seconds_left is None else row.seconds_left, "")


def sort_keys(rows: Sequence[TaskSnapshot], column: int, describe: Describe) -> Sequence[object]:
    """What many rows are sorted by, as `sort_key` and in the same order, but found at once."""
    if column == NAME:
        return [row.name.casefold() for row in rows]
    if column == SIZE:
        return [row.size for row in rows]
    if column == STATE:
        return _state_places(rows, describe)
    if column == PROGRESS:
        queued = UploadState.QUEUED
        return [0 if row.state is queued and not row.sent else progress(row) for row in rows]
    if column == SPEED:
        return [row.speed for row in rows]
    never = float("inf")
    return [never if row.seconds_left is None else row.seconds_left for row in rows]


def _state_places(rows: Sequence[TaskSnapshot], describe: Describe) -> Sequence[int]:
    """Places of rows by the words of their states, which are few: each is asked for once."""
    held, waits = (UploadState.QUEUED, True), (UploadState.QUEUED, False)
    kinds: list[object] = [
        (held if row.held else waits)
        if row.state is UploadState.QUEUED and not row.error_code
        else _kind(row)
        for row in rows
    ]
    ones = dict(zip(kinds, rows, strict=True))
    keys = {kind: sort_key(row, STATE, describe) for kind, row in ones.items()}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    of_kind = {kind: places[key] for kind, key in keys.items()}
    return [of_kind[kind] for kind in kinds]


def _kind(row: TaskSnapshot) -> object:
    """Rows at rest of one kind have the same words; one that moves has its own."""
    if row.state in _MOVING:
        return row.id
    told = (row.notice, row.notice_reason)
    return (row.state, row.outcome, row.held, row.error_code, row.with_callback, told)


def accessible(row: TaskSnapshot, describe: Describe) -> str:
    """A row as a sentence: ``clip.mov, 62 per cent, about 4 minutes left``."""
    facts = [visible(row.name), describe(row)]
    if row.outcome is Outcome.DELIVERED and row.answer:
        facts.append(visible(row.answer[:_SPOKEN]))
    if row.state in _MOVING:
        facts.append(translate("Queue", "{percent} per cent").format(percent=progress(row)))
    if row.state not in ENDED and row.seconds_left is not None:
        left = i18n.duration(row.seconds_left)
        facts.append(translate("Queue", "{time} left").format(time=left))
    if row.practice:
        facts.append(translate("Queue", "practice"))
    return in_one(facts)


def in_one(facts: Iterable[str]) -> str:
    """Facts one after the other, as in a sentence."""
    return translate("Queue", ", ", "between facts in a sentence").join(facts)


def headers() -> tuple[str, ...]:
    """Names of the columns."""
    return (
        translate("Queue", "Name"),
        translate("Queue", "State"),
        translate("Queue", "Progress"),
        translate("Queue", "Size"),
        translate("Queue", "Speed"),
        translate("Queue", "Time left"),
    )


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Contiguous runs (first, last) of row numbers, from the top."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def ranges(
    names: Sequence[str], shown: Sequence[str], order: Callable[[str], Any]
) -> Iterator[tuple[int, list[str]]]:
    """Where in ``shown`` to put ``names`` (both sorted by ``order``): places before insertion."""
    run: list[str] = []
    place = -1
    for name in names:
        here = bisect(shown, order(name), key=order)
        if here != place and run:
            yield place, run
            run = []
        place = here
        run.append(name)
    if run:
        yield place, run
