"""LineNews: what the engine told last about places that cannot be reached."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.events import LineChanged
from app.ui.window_parts import Uploads


class LineNews(QObject):
    """The state of all lines, and the wish to try again."""

    changed = Signal()

    def __init__(self, engine: Uploads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self.last = LineChanged(waiting=False)

    def take(self, event: object) -> None:
        """Keep and tell an event of this kind; others are not for us."""
        if isinstance(event, LineChanged):
            self.last = event
            self.changed.emit()

    def try_now(self) -> None:
        """Do not wait for the next try."""
        self._engine.try_now()
