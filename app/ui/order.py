"""Order: what waits is moved to another place in the list; every move can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.domain.upload import TaskSnapshot
from app.ui.models.queue_model import QueueModel
from app.ui.window_parts import Uploads

Run = tuple[tuple[str, ...], str | None]
"""Rows that stood together, and the one that they stood in front of (None: nothing waits there)."""


class Order(QObject):
    """Moves files that wait; the others have had their turn."""

    told = Signal(str, str)
    """As `Desk.told`; ``order`` comes with a button that emits `wanted`."""
    wanted = Signal()
    """Somebody wants to see the list in its own order."""

    def __init__(self, engine: Uploads, queue: QueueModel, undo: QUndoStack) -> None:
        super().__init__()
        self._engine = engine
        self._queue = queue
        self._undo = undo

    def upload_next(self, ids: Collection[str]) -> None:
        """These have their turn before all others that wait."""
        waiting = self._queue.waiting()
        mine = [row.id for row in waiting if row.id in set(ids)]
        if not mine:
            return
        if mine != [row.id for row in waiting[: len(mine)]]:
            self._push(waiting, mine, lambda: self._engine.upload_next(mine))
        self.told.emit("info", self.tr("%n file(s) will go next.", "", len(mine)))

    def move(self, ids: Collection[str], before: str | None) -> None:
        """These go in front of another one that waits; None: behind everything."""
        waiting = self._queue.waiting()
        chosen = set(ids)
        mine = [row.id for row in waiting if row.id in chosen]
        if mine and before not in chosen:
            self._push(waiting, mine, lambda: self._engine.reorder(mine, before))

    def shift(self, ids: Collection[str], *, down: bool) -> None:
        """These go one place up or down, together."""
        waiting = [row.id for row in self._queue.waiting()]
        chosen = set(ids)
        places = [place for place, name in enumerate(waiting) if name in chosen]
        if not places:
            return
        rest = [name for name in waiting if name not in chosen]
        above = places[0] if not down else places[-1] + 1 - len(places)
        target = above + 1 if down else above - 1
        if 0 <= target <= len(rest):
            self.move(ids, rest[target] if target < len(rest) else None)

    def explain(self) -> None:
        """Say why rows cannot be dragged now."""
        text = self.tr("The list is sorted by a column. Files can be moved in the order of upload.")
        self.told.emit("order", text)

    def _push(
        self, waiting: Sequence[TaskSnapshot], mine: Sequence[str], work: Callable[[], None]
    ) -> None:
        text = self.tr("Move %n file(s)", "", len(mine))
        self._undo.push(_Move(self._engine, work, runs_of(waiting, set(mine)), text=text))


class _Move(QUndoCommand):
    """A move, and the way back."""

    def __init__(
        self, engine: Uploads, work: Callable[[], None], back: Sequence[Run], *, text: str
    ) -> None:
        super().__init__(text)
        self._engine = engine
        self._work = work
        self._back = back

    def redo(self) -> None:
        """There."""
        self._work()

    def undo(self) -> None:
        """And back; what has begun meanwhile stays where it is."""
        for ids, before in self._back:
            self._engine.reorder(ids, before)


def runs_of(waiting: Sequence[TaskSnapshot], chosen: Collection[str]) -> list[Run]:
    """Where chosen rows stand now, so that they can be put back there one run after the other."""
    found: list[Run] = []
    run: list[str] = []
    for row in waiting:
        if row.id in chosen:
            run.append(row.id)
        elif run:
            found.append((tuple(run), row.id))
            run = []
    if run:
        found.append((tuple(run), None))
    return found
