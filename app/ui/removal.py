"""Removal: taking rows off the list, as a step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QUndoCommand

from app.ui.window_parts import Uploads


class Removal(QUndoCommand):
    """Off the list, and back; no file is deleted anywhere."""

    def __init__(self, engine: Uploads, ids: Sequence[str], *, text: str) -> None:
        super().__init__(text)
        self._engine = engine
        self._ids = tuple(ids)

    def redo(self) -> None:
        """Take them off."""
        self._engine.remove(self._ids)

    def undo(self) -> None:
        """Put them back."""
        self._engine.restore(self._ids)
