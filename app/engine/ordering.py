"""Ordering: what waits goes in the order of the list, and the list's order can be changed.

A place is a number: a row that is moved gets one between those of its new neighbours, so that only
rows that move are written down, however long the list is. Where numbers have become too close, a
thousand neighbours are spread out first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter

from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot
from app.engine.commands import slices
from app.engine.record import Record
from app.engine.rows import Rows, is_removed

Row = Record | TaskSnapshot
"""A picture stands for a task that nobody has touched."""
WAITING = (UploadState.QUEUED, UploadState.PAUSED)
"""Only what waits can be moved: what is under way or over has had its turn."""
CLOSEST = 1e-6
"""Places that would be closer to each other than this are spread out first."""
NEIGHBOURS = 1000
"""Rows that are spread out at a time."""
_by_place = attrgetter("order")


class Ordering:
    """Moves rows; every method runs on the loop's thread."""

    def __init__(self, rows: Rows, moved: Callable[[Sequence[Record]], None]) -> None:
        """``moved`` is told which records have another place."""
        self._rows = rows
        self._moved = moved

    async def move(self, task_ids: Sequence[str], before: str | None) -> None:
        """Those of ``task_ids`` that wait go in front of ``before``; None: behind everything."""
        moving = self._rows.those(task_ids, WAITING)
        others = self._others(moving)
        anchor = self._rows.those([before or ""], tuple(UploadState))
        index = _index(others, anchor[0].order) if anchor else len(others)
        await self._to(moving, others, index)

    async def to_front(self, task_ids: Sequence[str]) -> None:
        """Those of ``task_ids`` that wait have their turn before all others that wait."""
        moving = self._rows.those(task_ids, WAITING)
        others = self._others(moving)
        waiting = (r.order for r in others if r.state in WAITING and not is_removed(r))
        first = next(waiting, None)
        if first is not None:
            await self._to(moving, others, _index(others, first))

    def _others(self, moving: Sequence[Record]) -> list[Row]:
        """Everything that stays where it is, removed rows included: undo brings them back."""
        return self._rows.in_order({record.task.id for record in moving})

    async def _to(self, moving: Sequence[Record], others: list[Row], index: int) -> None:
        """Put ``moving``, in that order, before the ``index``-th of the ``others``."""
        low, step = _gap(others, index, len(moving) + 1)
        if step < CLOSEST:
            near, places = _spread(others, index, len(moving) + 1)
            await self._place([self._rows[_id_of(row)] for row in near], places)
            others = self._others(moving)
            low, step = _gap(others, index, len(moving) + 1)
        await self._place(moving, [low + step * n for n in range(1, len(moving) + 1)])

    async def _place(self, records: Sequence[Record], places: Sequence[float]) -> None:
        pairs = list(zip(records, places, strict=True))
        async for some in slices([(r, place) for r, place in pairs if r.order != place]):
            for record, place in some:
                record.order = place
            here = [record for record, _place in some]
            self._rows.placed(here)
            self._moved(here)


def _id_of(row: Row) -> str:
    return row.task.id if isinstance(row, Record) else row.id


def _index(others: Sequence[Row], place: float) -> int:
    return bisect_left(others, place, key=_by_place)


def _gap(others: Sequence[Row], index: int, pieces: int) -> tuple[float, float]:
    """The place before the ``index``-th of ``others``, and the step that makes so many pieces."""
    if not others:
        return 0.0, 1.0
    if index == len(others):
        return others[-1].order, 1.0
    high = others[index].order
    low = others[index - 1].order if index else high - pieces
    return low, min(1.0, (high - low) / pieces)


def _spread(
    others: Sequence[Row], index: int, pieces: int
) -> tuple[Sequence[Row], Sequence[float]]:
    """Records around ``index`` and places for them, with room for ``pieces`` before ``index``."""
    half = NEIGHBOURS // 2
    while True:
        start, end = max(0, index - half), min(len(others), index + half)
        low, _ = _gap(others, start, 2)
        count = end - start + pieces
        high = others[end].order if end < len(others) else low + count
        step = (high - low) / count
        if step >= 2 * CLOSEST or (start, end) == (0, len(others)):
            break
        half *= 4
    near = [low + step * (n + (pieces if start + n >= index else 1)) for n in range(end - start)]
    return others[start:end], near
