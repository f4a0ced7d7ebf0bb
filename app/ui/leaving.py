"""Leaving: whether the window may close; asks once while uploads are under way.

The question is a window of its own beside the event loop: uploads go on behind it, and neither a
second wish to close nor the end of the session waits for its answer.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.desk import Desk
from app.ui.dialogs.quit_dialog import QuitDialog

SESSION_ENDS_WITHIN = 60_000
"""Milliseconds for which the end of the session is believed: it may be called off elsewhere."""


class Leaving(QObject):
    """Answers `MainWindow.may_close`."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._sure = False
        """Nobody is asked any more: somebody said *Quit*, or the session ends."""
        self._called_off = QTimer(self, singleShot=True, interval=SESSION_ENDS_WITHIN)
        self._called_off.timeout.connect(self._stay)
        self.question: QuitDialog | None = None
        """The question while it is open."""
        desk.queue.changed.connect(self._follow)

    def listen(self, app: QGuiApplication) -> None:
        """Learn of the end of the session from the system."""
        app.commitDataRequest.connect(lambda _manager: self.end_session())

    def may_close(self) -> bool:
        """True at once when nothing is under way or all has been said; else the person is asked,
        and the window is closed again when they say *Quit*."""
        if self._sure or not self._desk.busy:
            return True
        if self.question is None:
            self._ask()
        else:
            self.question.raise_()
            self.question.activateWindow()
        return False

    def end_session(self) -> None:
        """The computer is being shut down: ask nothing, everything is on the disk already."""
        self._sure = True
        self._called_off.start()
        if self.question is not None:
            self.question.reject()

    def _stay(self) -> None:
        self._sure = False

    def _ask(self) -> None:
        totals = self._desk.totals
        asked = QuitDialog(
            totals.running, totals.waiting, practice=self._practice, parent=self._window
        )
        asked.finished.connect(self._answered)
        self.question = asked
        asked.open()

    def _answered(self, code: int) -> None:
        asked, self.question = self.question, None
        if asked is not None:
            asked.deleteLater()
        if code == QDialog.DialogCode.Accepted:
            self._sure = True
            self._window.close()

    def _follow(self) -> None:
        """Uploads go on while the question stands; once nothing is under way it has its answer."""
        if self.question is None:
            return
        totals = self._desk.totals
        if self._desk.busy:
            self.question.tell(totals.running, totals.waiting, practice=self._practice)
        else:
            self.question.accept()

    @property
    def _practice(self) -> bool:
        connection = self._desk.connection
        return connection is not None and connection.destination.practice
