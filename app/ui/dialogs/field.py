"""Field: a label, an editor, and beneath it either a hint or what is wrong, in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.action_specs import plain
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XS


class Field(QWidget):
    """One line of a form."""

    def __init__(self, editor: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = QLabel()
        self._label.setBuddy(editor)
        self._glyph = QLabel()
        self._glyph.setFixedSize(16, 16)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._hint = ""
        self._problem = ""
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addLayout(below)
        self._show()

    def name(self, label: str, hint: str = "") -> None:
        """Label (with ``&`` before its key) and hint in the language of now."""
        self._label.setText(label)
        self._hint = hint
        self.editor.setAccessibleName(plain(label))
        typed = self.editor.lineEdit() if isinstance(self.editor, QComboBox) else None
        if typed is not None:
            typed.setAccessibleName(plain(label))
        self._show()

    def set_hint(self, hint: str) -> None:
        """Another hint."""
        self._hint = hint
        self._show()

    def set_problem(self, problem: str) -> None:
        """What is wrong, as a sentence; empty when all is well."""
        self._problem = problem
        self._show()

    @property
    def problem(self) -> str:
        """What is shown as wrong."""
        return self._problem

    def _show(self) -> None:
        text = self._problem or self._hint
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._glyph.setVisible(bool(self._problem))
        self._glyph.setPixmap(
            icon("error", "danger").pixmap(QSize(16, 16), self.devicePixelRatioF())
        )
        self._note.setProperty("look", "danger" if self._problem else "small")
        self.editor.setProperty("problem", bool(self._problem))
        self.editor.setAccessibleDescription(text)
        for widget in (self._note, self.editor):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
