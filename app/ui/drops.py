"""Drops: what was dropped, what of it is not on the list, and how what is hidden follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Batch, FileLimits
from app.domain.events import Gathered
from app.domain.left_out import BY_LIMITS, LOST, LeftOut, Why, count_of, together
from app.ui.left_out_words import summary
from app.ui.sentences import NO_LIMITS, nothing_in_it
from app.ui.window_parts import Uploads

MOST_KEPT = 50
"""Drops whose hidden things can still be sent."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Files and folders that were added in one go."""

    batch: Batch
    paths: tuple[str, ...]


class Drops(QObject):
    """Hands drops to the engine and remembers what was left out, until it has been read."""

    told = Signal(str, str)
    """As `Desk.told`; ``left`` and ``lost`` come with a button that emits `wanted`."""
    changed = Signal()
    """Other things are left out now."""
    wanted = Signal()
    """Somebody wants to see what was left out."""
    read = Signal()
    """It has been seen: nobody has to be told of it any more."""

    def __init__(self, engine: Uploads) -> None:
        super().__init__()
        self.engine = engine
        self._walking: dict[str, Drop] = {}
        self._hidden: dict[str, Drop] = {}
        """Drops with something hidden that has not been asked for."""
        self._left: dict[str, tuple[LeftOut, ...]] = {}
        self._read = False
        self.limits = NO_LIMITS
        """Of the connection that was dropped on last."""

    # --- dropping ---------------------------------------------------------------------------

    def begin(self, batch: Batch, paths: Sequence[str], *, held: bool) -> None:
        """Walk through what was dropped."""
        self._walking[batch.id] = Drop(batch, tuple(paths))
        self.engine.gather(batch, list(paths), held=held)

    def with_hidden(self) -> list[Batch]:
        """Drops whose hidden things could be sent, too."""
        return [drop.batch for drop in self._hidden.values()]

    def send_hidden(self, batch_id: str, *, held: bool) -> bool:
        """Add what a drop left out as hidden; False when nothing is known of that drop."""
        drop = self._hidden.pop(batch_id, None)
        if drop is None:
            return False
        self._walking[batch_id] = drop
        kept = (item for item in self._left.get(batch_id, ()) if item.why is not Why.HIDDEN)
        self._left[batch_id] = tuple(kept)
        self.engine.gather(drop.batch, list(drop.paths), held=held, hidden=True)
        self.changed.emit()
        return True

    # --- what was left out ------------------------------------------------------------------

    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything that was left out since it was last read."""
        return together(item for items in self._left.values() for item in items)

    def take(self, event: Gathered) -> None:
        """A drop has been walked through."""
        if not event.complete:
            return
        drop = self._walking.pop(event.batch_id, None)
        self.limits = drop.batch.limits if drop else FileLimits()
        if drop is not None and count_of(event.left_out, (Why.HIDDEN,)):
            self._hidden[event.batch_id] = drop
            self._hidden = dict(list(self._hidden.items())[-MOST_KEPT:])
        if event.left_out:
            self._keep(event)
            grave = count_of(event.left_out, (*LOST, *BY_LIMITS))
            self.told.emit("lost" if grave else "left", summary(event.left_out, self.limits))
        elif not event.added:
            self.told.emit("info", nothing_in_it())

    def _keep(self, event: Gathered) -> None:
        if self._read:
            self._left.clear()
            self._read = False
        known = self._left.get(event.batch_id, ())
        self._left[event.batch_id] = together([*known, *event.left_out])
        self.changed.emit()

    def mark_read(self) -> None:
        """A sheet or a dialog shows it."""
        self._read = True
        self.read.emit()
