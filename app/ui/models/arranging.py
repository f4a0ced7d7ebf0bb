"""Arranging: which rows of a long list are shown, and in what order.

A hundred thousand rows are gone through in one pass each, by what can be read from a row itself:
no call for each of them, and no words but once for each kind of row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any

from app.domain.states import ENDED, RUNNING, UploadState
from app.domain.upload import TaskSnapshot
from app.ui.models.rows import Describe, sort_keys


class FilterKind(Enum):
    """Which rows are shown; each is of exactly one kind besides ``ALL``."""

    ALL = "all"
    WAITING = "waiting"
    SENDING = "sending"
    FAILED = "failed"
    """Not stored, or stored and the callback failed: what stands on top."""
    DONE = "done"


WAITING = frozenset({UploadState.QUEUED, UploadState.PAUSED})
"""States of what has not had its turn and can be moved."""
STATES = {FilterKind.WAITING: WAITING, FilterKind.SENDING: RUNNING}
by_order = attrgetter("order")
_id_of = attrgetter("id")


def is_of_kind(row: TaskSnapshot, kind: FilterKind, top: Collection[str]) -> bool:
    """Whether a filter shows a row; ``top``: the ids of those that stand on top."""
    if kind is FilterKind.ALL:
        return True
    states = STATES.get(kind)
    if states is not None:
        return row.state in states
    return row.state in ENDED and (row.id in top) is (kind is FilterKind.FAILED)


def fitting(
    rows: Iterable[TaskSnapshot], kind: FilterKind, top: Collection[str], *, text: str
) -> Iterable[TaskSnapshot]:
    """Those that `is_of_kind` and whose name holds ``text``, which is in folded case."""
    if kind is FilterKind.FAILED:
        rows = [row for row in rows if row.id in top and row.state in ENDED]
    elif kind is FilterKind.DONE:
        rows = [row for row in rows if row.state in ENDED and row.id not in top]
    elif kind is not FilterKind.ALL:
        states = STATES[kind]
        rows = [row for row in rows if row.state in states]
    return [row for row in rows if text in row.name.casefold()] if text else rows


def in_list_order(rows: Iterable[TaskSnapshot], top: Collection[str]) -> list[str]:
    """Ids in the list's own order: what stands on top first."""
    found = list(map(_id_of, sorted(rows, key=by_order)))
    if not top:
        return found
    return [name for name in found if name in top] + [name for name in found if name not in top]


def by_column(
    rows: Iterable[TaskSnapshot], column: int, describe: Describe, *, down: bool
) -> list[str]:
    """Ids sorted by a column, equal ones as in the list."""
    ordered = sorted(rows, key=by_order)
    keys: Sequence[Any] = sort_keys(ordered, column, describe)
    numbers = sorted(range(len(ordered)), key=keys.__getitem__, reverse=down)
    return [ordered[number].id for number in numbers]


def in_order(names: Sequence[str], rows: Mapping[str, TaskSnapshot]) -> list[str]:
    """``names`` by their places, none of which stands on top; quick when they come in order."""
    return [row.id for row in sorted(map(rows.__getitem__, names), key=by_order)]
