"""Small widgets of dialogs: cards, a fold, a line with a glyph, a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.action_specs import plain
from app.ui.dialogs.sizing import text_scale
from app.ui.panels.parts import Glyph, plain_label, set_look
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XL, L, M, S

SIDE_BY_SIDE = 1.3
"""With larger text than this, fields stand one below the other."""


def card(*rows: QWidget, title: QLabel | None = None) -> QFrame:
    """A white card with widgets one below the other."""
    frame = QFrame()
    frame.setProperty("look", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(L, L, L, L)
    column.setSpacing(M)
    if title is not None:
        title.setProperty("look", "subtitle")
        title.setWordWrap(True)
        column.addWidget(title)
    for row in rows:
        column.addWidget(row)
    return frame


def beside(*widgets: QWidget, shares: Sequence[int] = ()) -> QWidget:
    """Widgets side by side; one below the other where the text is large."""
    row = QWidget()
    large = text_scale() > SIDE_BY_SIDE
    way = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
    line = QBoxLayout(way, row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(M)
    for place, widget in enumerate(widgets):
        share = shares[place] if shares else 1
        if large:
            line.addWidget(widget)
        else:
            line.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
    return row


def column_of(*widgets: QWidget, gap: int = M) -> QWidget:
    """Widgets one below the other, without any margin."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return whole


class Fold(QWidget):
    """A button that opens and closes what is below it."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton()
        self.button.setProperty("look", "fold")
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.inside = inside
        inside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inside)
        self.button.toggled.connect(self._turn)
        self._turn(on=False)

    def name(self, text: str) -> None:
        """What the button says."""
        self.button.setText(text)
        self.button.setAccessibleName(plain(text))

    def open(self, *, on: bool = True) -> None:
        """Show (or hide) what is inside."""
        self.button.setChecked(on)

    def _turn(self, on: bool) -> None:
        self.inside.setVisible(on)
        self.button.setIcon(icon("chevron-down" if on else "right", "muted"))


class NoteLine(QWidget):
    """A glyph and a sentence beside it; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph(18)
        self._text = plain_label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, picture: str = "info", role: str = "muted") -> None:
        """Show ``text`` with an icon in the colour of ``role``."""
        self._text.setText(text)
        set_look(self._text, role if role in ("danger", "amber", "good") else "muted")
        self._glyph.draw(picture, role)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._text.text()


class Offer(NoteLine):
    """A line with a sentence and a button that does something about it."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.pressed)
        layout = self.layout()
        if isinstance(layout, QHBoxLayout):
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


def page_of(*widgets: QWidget, title: QLabel, lead: QLabel) -> QWidget:
    """A page: title, a sentence, and widgets below."""
    title.setProperty("look", "title")
    lead.setProperty("look", "muted")
    for label in (title, lead):
        label.setTextFormat(Qt.TextFormat.PlainText)  # a connection's name comes from outside
        label.setWordWrap(True)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(XL, L, XL, L)
    column.setSpacing(M)
    for widget in (title, lead, *widgets):
        column.addWidget(widget)
    column.addStretch(1)
    return page
