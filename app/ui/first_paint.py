"""FirstPaint: what can wait until the window is on the screen waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST = 1000
"""Milliseconds; a window that starts minimised is never painted."""


class FirstPaint(QObject):
    """Calls ``then`` once, after ``window`` has been drawn for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        self._timer = QTimer(self, singleShot=True, interval=AT_LATEST)
        self._timer.timeout.connect(self._go)
        self._timer.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The window is being painted: go on after this turn of the event loop."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _go(self) -> None:
        self._then()
        self.deleteLater()
