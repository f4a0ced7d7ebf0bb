"""What can wait until the window is on the screen, or until its list is, waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from app.engine.mailbox import Mail

AT_LATEST = 1000
"""Milliseconds; a window that starts minimised is never painted."""
NO_ROWS, DRAWN = 600, 30
"""Milliseconds: after which there is no list to wait for; in which one that came is drawn."""


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


class FirstRows(QObject):
    """Calls ``then`` once, when the first `Mail` that ``arrived`` is drawn, or after 0.6 s."""

    def __init__(self, arrived: SignalInstance, then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then
        self._timer = QTimer(self, singleShot=True, interval=NO_ROWS)
        self._timer.timeout.connect(self._go)
        self._timer.start()
        arrived.connect(self._come)

    def _come(self, mail: Mail) -> None:
        if (mail.snapshots or mail.events) and self._timer.interval() != DRAWN:
            self._timer.start(DRAWN)

    def _go(self) -> None:
        self._then()
        self.deleteLater()
