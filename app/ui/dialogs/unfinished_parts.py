"""Pages of the *Unfinished uploads* screen for when there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.panels.parts import code_font, plain_label
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XL, M, S


class Page(QWidget):
    """A glyph, a title and a sentence in the middle."""

    def __init__(self, glyph: str, role: str = "muted") -> None:
        super().__init__()
        self._glyph, self._role = glyph, role
        self._picture = QLabel()
        self.title = plain_label(look="subtitle", wrap=True)
        self.text = plain_label(look="muted", wrap=True)
        for label in (self._picture, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(XL, M, XL, M)
        self.column.setSpacing(S)
        self.column.addStretch(1)
        for label in (self._picture, self.title, self.text):
            self.column.addWidget(label)
        self.column.addStretch(1)
        self.draw()

    def say(self, title: str, text: str) -> None:
        """Title and sentence; outside text is shown plain."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def draw(self) -> None:
        """The glyph in the colours of now."""
        picture = icon(self._glyph, self._role).pixmap(QSize(40, 40), self.devicePixelRatioF())
        self._picture.setPixmap(picture)


class Refused(Page):
    """Why there is no list, and the permissions to ask for."""

    def __init__(self) -> None:
        super().__init__("lock", "amber")
        self.policy = QPlainTextEdit()
        self.policy.setReadOnly(True)
        self.policy.setFont(code_font())
        self.policy.setTabChangesFocus(True)
        self.policy.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.policy.setMinimumHeight(160)
        self.copy = QPushButton()
        self.copy.setIcon(icon("copy", "text"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.policy.toPlainText())
        )
        self.column.insertWidget(self.column.count() - 1, self.policy, 3)
        place = Qt.AlignmentFlag.AlignRight
        self.column.insertWidget(self.column.count() - 1, self.copy, 0, place)

    def show_policy(self, policy: str, *, name: str, copy: str) -> None:
        """The permissions as text to copy; empty: there is nothing to ask for."""
        self.policy.setPlainText(policy)
        self.policy.setAccessibleName(name)
        self.copy.setText(copy)
        for widget in (self.policy, self.copy):
            widget.setVisible(bool(policy))
