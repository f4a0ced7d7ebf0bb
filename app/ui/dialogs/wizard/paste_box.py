"""Paste anything: a field that takes what it was given apart, and never shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.alive import while_alive
from app.ui.dialogs.parts import NoteLine
from app.ui.errands import Errands
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XS, S

LONGEST = 64 * 1024
"""Characters that are looked at; whatever holds a key is far shorter."""


class _Well(QPlainTextEdit):
    """What comes in as a whole (pasted, dropped, or ended with Enter) is given away at once."""

    given = Signal(str)
    file_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.setUndoRedoEnabled(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text and files."""
        return source.hasText() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Not into the field: it may be a secret."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.file_given.emit(files[0])
        elif source.hasText():
            self.given.emit(source.text()[:LONGEST])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter ends what was typed."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        text = self.toPlainText()
        self.clear()
        if text.strip():
            self.given.emit(text[:LONGEST])


class PasteBox(QWidget):
    """The field, a button that reads the clipboard, and a line that says what was taken."""

    given = Signal(str)
    """A text, to be understood; it is nowhere shown."""
    connection_file = Signal(str)
    """Path of a connection file that was dropped here."""

    def __init__(self, errands: Errands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._label = plain_label()
        self.well = _Well()
        self._label.setBuddy(self.well)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._read_clipboard)
        self.note = NoteLine()
        self.well.given.connect(self.given)
        self.well.file_given.connect(self._read_file)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self.well, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self.note)
        self.well.setFixedHeight(2 * self.well.fontMetrics().lineSpacing() + 18)

    def _read_clipboard(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.given.emit(text[:LONGEST])
        else:
            self.note.say(self.tr("There is no text on the clipboard."))

    def _read_file(self, path: str) -> None:
        if path.lower().endswith(".upcall"):
            self.connection_file.emit(path)
            return
        read = while_alive(self, self.given.emit)
        unread = while_alive(self, lambda _error: self._unread())
        self._errands.run(_reading(Path(path)), read, unread)

    def _unread(self) -> None:
        self.note.say(self.tr("That file could not be read as text."), "warn", "amber")

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._label.setText(self.tr("&Paste anything you were given"))
        self.well.setAccessibleName(self.tr("Paste anything you were given"))
        self.well.setPlaceholderText(
            self.tr("An address, a key, lines of settings, or a file dropped here.")
        )
        self.button.setText(self.tr("Paste"))


def _reading(path: Path) -> Callable[[], str]:
    def read() -> str:
        with path.open("rb") as file:
            return file.read(LONGEST).decode("utf-8-sig")

    return read
