"""A read-only text field that takes megabytes without holding the window up."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.ui.panels.answer_text import Display, position_of
from app.ui.panels.parts import code_font
from app.ui.theme.tokens import colour

PIECE = 16 * 1024
"""Characters of the text that are taken at a time; a few milliseconds, more for odd scripts."""


class LongText(QPlainTextEdit):
    """Plain text in a fixed-width font, every character seen; what is long comes in pieces."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._taken = 0
        self._display = Display()
        self._marked: int | None = None
        self._hits: list[QTextEdit.ExtraSelection] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._add_piece)
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # whatever letters come first
        self.document().setDefaultTextOption(option)

    def show_text(self, text: str) -> None:
        """Show another text, the beginning of it at once."""
        self._turn.stop()
        self._source, self._display = text, Display()
        self._marked, self._hits = None, []
        self._taken = min(PIECE, len(text))
        self.setPlainText(self._display.feed(text[:PIECE], last=self.complete()))
        self._show_marks()
        if not self.complete():
            self._turn.start()

    def complete(self) -> bool:
        """Whether everything is in."""
        return self._taken >= len(self._source)

    def mark(self, offset: int | None) -> None:
        """Mark the character after ``offset`` others of the text; None: nothing."""
        self._marked = offset
        self._show_marks()

    def go_to_mark(self) -> None:
        """Scroll to the mark, and put the cursor there."""
        if self._marked is not None:
            self._go_to(position_of(self._source, self._marked))

    def go_to_hit(self, position: int, length: int) -> None:
        """Select a place that a search found, in the document's own count."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def show_hits(self, places: list[tuple[int, int]]) -> None:
        """Highlight what a search found: positions and lengths in the document's own count."""
        style = self._style("amber_soft", "text")
        self._hits = [self._selection(at, length, style) for at, length in places]
        self._show_marks()

    def _go_to(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.centerCursor()

    def _show_marks(self) -> None:
        marks = list(self._hits)
        if self._marked is not None and self._marked <= self._taken:
            at = position_of(self._source, self._marked)
            style = self._style("danger", "surface")
            marks.append(self._selection(*self._around(at), style))
        self.setExtraSelections(marks)

    def _around(self, at: int) -> tuple[int, int]:
        """The character at ``at``; at the end of a line or of the text the one before it."""
        length = self.document().characterCount() - 1
        character = self.document().characterAt(at)
        if at >= length or character in ("\u2029", "\n"):
            return max(0, min(at, length) - 1), 1
        return at, 2 if "\ud800" <= character <= "\udbff" else 1

    def _selection(
        self, position: int, length: int, style: QTextCharFormat
    ) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(position, last))
        cursor.setPosition(min(position + length, last), QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, style
        return made

    @staticmethod
    def _style(background: str, text: str) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setBackground(QColor(colour(background)))
        style.setForeground(QColor(colour(text)))
        return style

    def _add_piece(self) -> None:
        piece = self._source[self._taken : self._taken + PIECE]
        self._taken += len(piece)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._display.feed(piece, last=self.complete()))
        if self.complete():
            self._turn.stop()
        if self._marked is not None and self._taken - len(piece) <= self._marked:
            self._show_marks()
