"""What one row of the list says: cells, sort keys, the sentence for a screen reader; and runs."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app.domain.states import ENDED, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.i18n import translate
from app.ui.plain_names import visible

Describe = Callable[[TaskSnapshot], str]
NAME, STATE, PROGRESS, SIZE, SPEED, LEFT = range(6)
"""Columns, as in `app.ui.models.queue_model.Column`."""

_MOVING = frozenset({UploadState.SENDING, UploadState.WAITING, UploadState.PAUSED})
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
    if column != STATE:
        return [sort_key(row, column, describe)[0] for row in rows]
    known: dict[tuple[object, ...], tuple[float, str]] = {}
    return [_state_key(row, describe, known) for row in rows]


def _state_key(
    row: TaskSnapshot, describe: Describe, known: dict[tuple[object, ...], tuple[float, str]]
) -> tuple[float, str]:
    """Rows at rest in the same state have the same words: those are asked for once."""
    if row.state in _MOVING:
        return sort_key(row, STATE, describe)
    kind = (row.state, row.outcome, row.held, row.error_code, row.with_callback)
    key = known.get(kind)
    if key is None:
        key = known[kind] = sort_key(row, STATE, describe)
    return key


def accessible(row: TaskSnapshot, describe: Describe) -> str:
    """A row as a sentence: ``clip.mov, 62 per cent, about 4 minutes left``."""
    facts = [visible(row.name), describe(row)]
    if row.state in _MOVING:
        facts.append(translate("Queue", "{percent} per cent").format(percent=progress(row)))
    if row.state not in ENDED and row.seconds_left is not None:
        left = i18n.duration(row.seconds_left)
        facts.append(translate("Queue", "{time} left").format(time=left))
    if row.practice:
        facts.append(translate("Queue", "practice"))
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
