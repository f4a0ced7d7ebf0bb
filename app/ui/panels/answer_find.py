"""The bar that finds a text in an answer: field, count, up and down."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui import i18n
from app.ui.panels.answer_text import units
from app.ui.panels.parts import icon_button, plain_label

MOST_HITS = 500
AFTER = 150
"""Milliseconds of rest after which a search begins."""


def places_in(text: str, needle: str) -> list[tuple[int, int]]:
    """Where ``needle`` stands in ``text``, whatever its case: positions and lengths as Qt counts.

    At most `MOST_HITS`.
    """
    found: list[tuple[int, int]] = []
    if not needle:
        return found
    at = counted = 0
    for hit in re.finditer(re.escape(needle), text, re.IGNORECASE):
        counted += units(text[at : hit.start()])
        at = hit.start()
        found.append((counted, units(hit[0])))
        if len(found) >= MOST_HITS:
            break
    return found


class FindBar(QWidget):
    """Asks for a search and walks through what it gave; does not know what is searched."""

    wanted = Signal(str)
    """Search for this; empty: for nothing any more."""
    chosen = Signal(int)
    """Go to the hit of this number, counted from 0."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.count = plain_label(look="muted")
        self.up, self.down, self.shut = icon_button("up"), icon_button("down"), icon_button("close")
        self._hits = self._at = 0
        self._wait = QTimer(self, singleShot=True, interval=AFTER)
        self._wait.timeout.connect(lambda: self.wanted.emit(self.field.text()))
        self.field.textChanged.connect(lambda _text: self._wait.start())
        self.field.returnPressed.connect(lambda: self._step(1))
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.shut.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        for button in (self.up, self.down, self.shut):
            row.addWidget(button)
        self.retranslate()

    def open_bar(self) -> None:
        """Show it with the keyboard in the field."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.wanted.emit(self.field.text())

    def close_bar(self) -> None:
        """Hide it; nothing is highlighted any more."""
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def again(self) -> None:
        """Something else is searched now."""
        if self.isVisible():
            self.wanted.emit(self.field.text())

    def show_hits(self, hits: int) -> None:
        """So many were found; the first is gone to."""
        self._hits, self._at = hits, 0
        self._say()
        if hits:
            self.chosen.emit(0)

    def _step(self, step: int) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.wanted.emit(self.field.text())
        elif self._hits:
            self._at = (self._at + step) % self._hits
            self._say()
            self.chosen.emit(self._at)

    def _say(self) -> None:
        more = self._hits >= MOST_HITS
        counted = self.tr("{at} of {hits}+") if more else self.tr("{at} of {hits}")
        text = counted.format(at=i18n.number(self._at + 1), hits=i18n.number(self._hits))
        none = self.tr("not found") if self.field.text() else ""
        self.count.setText(text if self._hits else none)
        for button in (self.up, self.down):
            button.setEnabled(self._hits > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes it."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.field.setPlaceholderText(self.tr("Find in the answer"))
        self.field.setAccessibleName(self.tr("Find in the answer"))
        for button, name in (
            (self.up, self.tr("Previous")),
            (self.down, self.tr("Next")),
            (self.shut, self.tr("Close the search")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._say()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
