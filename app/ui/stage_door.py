"""The door to the stage (*Show what happens*), a window of its own beside the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk

if TYPE_CHECKING:
    from app.ui.stage.window import StageWindow

NAME = "stage"
"""What panels give to `Desk.door_wanted`."""


class StageDoor(QObject):
    """Opens the stage once; later it comes to the front."""

    def __init__(self, window: QWidget, desk: Desk, action: QAction) -> None:
        super().__init__(window)
        self._desk = desk
        self.window: StageWindow | None = None
        action.triggered.connect(lambda _checked=False: self.open())
        desk.door_wanted.connect(self._asked)

    def _asked(self, name: str, _about: object) -> None:
        if name == NAME:
            self.open()

    def open(self) -> None:
        """Show the stage, with the selected upload when it has ended."""
        from app.ui.stage.window import StageWindow  # noqa: PLC0415

        if self.window is None:
            self.window = StageWindow(self._desk)
            self.window.closed.connect(self._closed)
        row = self._desk.selected()
        self.window.open(row if row is not None and row.outcome is not None else None)

    def _closed(self) -> None:
        self.window = None

    def close(self) -> None:
        """The main window closes: nothing of it stays."""
        if self.window is not None:
            self.window.close()
