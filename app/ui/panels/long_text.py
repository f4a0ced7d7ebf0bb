"""A read-only text field that takes megabytes without holding the window up."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.panels.parts import code_font

LONGEST_LINE = 2000
"""Characters after which a line is broken for display: Qt lays a line out as a whole."""
PIECE = 128 * 1024
"""Characters that are put in at a time; about 40 ms."""


def broken(text: str) -> str:
    """``text`` with line breaks where a line is longer than can be laid out quickly."""
    if len(text) <= LONGEST_LINE:
        return text
    pieces: list[str] = []
    for line in text.split("\n"):
        pieces += [line[i : i + LONGEST_LINE] for i in range(0, len(line), LONGEST_LINE)] or [""]
    return "\n".join(pieces)


class LongText(QPlainTextEdit):
    """Plain text in a fixed-width font; what is long comes in piece by piece."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = ""
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._add_piece)
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_text(self, text: str) -> None:
        """Show another text, the beginning of it at once."""
        text = broken(text)
        self.setPlainText(text[:PIECE])
        self._rest = text[PIECE:]
        if self._rest:
            self._turn.start()
        else:
            self._turn.stop()

    def complete(self) -> bool:
        """Whether everything is in."""
        return not self._rest

    def _add_piece(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._rest[:PIECE])
        self._rest = self._rest[PIECE:]
        if not self._rest:
            self._turn.stop()
