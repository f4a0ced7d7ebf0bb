"""The quiet bar: one sentence at the top of the window, until it is read or replaced."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.icons import icon
from app.ui.theme.tokens import L, M, S

GONE_AFTER_MS = 8000
"""Milliseconds after which what is merely good to know goes away by itself."""
LOOKS = {
    "info": ("info", "info", "accent"),
    "warn": ("warn", "warn", "amber"),
    "error": ("error", "error", "danger"),
    "key": ("warn", "warn", "amber"),
    "callback": ("warn", "warn", "amber"),
    "undo": ("info", "info", "accent"),
}
"""Level to tone of the card, glyph and its colour; the last three come with a way out."""


class ToldBar(QWidget):
    """Shows what the desk tells; hidden while there is nothing."""

    def __init__(self, parent: QWidget | None = None, *, gone_after: int = GONE_AFTER_MS) -> None:
        super().__init__(parent)
        self._card = QFrame()
        self._card.setObjectName("toldBar")
        self._glyph = QLabel()
        self._glyph.setFixedSize(20, 20)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.way = QPushButton()
        self.way.hide()
        self.shut = QToolButton()
        self.shut.setIcon(icon("close", "muted"))
        self.shut.setIconSize(QSize(16, 16))
        self.shut.clicked.connect(self.hide)
        self.shut.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, S, L, 0)
        outer.addWidget(self._card)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(M, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        row.addWidget(self.way, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignVCenter)
        self._timer = QTimer(self, singleShot=True, interval=gone_after)
        self._timer.timeout.connect(self.hide)
        self._level = "info"
        self._go: Callable[[], object] = lambda: None
        self.way.clicked.connect(self._take_way)
        self.retranslate()
        self.hide()

    def tell(
        self, level: str, sentence: str, way: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Show a sentence; ``info`` goes away by itself, the others stay.

        ``way``: the words on a button that leads out of the trouble, and what it does.
        """
        self._level = level if level in LOOKS else "info"
        self.text.setText(sentence)
        self.way.setVisible(way is not None)
        if way is not None:
            self.way.setText(way[0])
            self._go = way[1]
        self._card.setProperty("tone", LOOKS[self._level][0])
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)
        self._draw()
        self.show()
        self._timer.stop()
        if LOOKS[self._level][0] == "info":
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def settle(self, level: str) -> None:
        """The trouble of this level is over: its sentence goes."""
        if self._level == level:
            self.hide()

    def _take_way(self) -> None:
        self.hide()
        self._go()

    def _draw(self) -> None:
        _tone, name, role = LOOKS[self._level]
        self._glyph.setPixmap(icon(name, role).pixmap(QSize(20, 20), self.devicePixelRatioF()))

    def retranslate(self) -> None:
        """The close button's name."""
        self.shut.setToolTip(self.tr("Close this message"))
        self.shut.setAccessibleName(self.tr("Close this message"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange and self.text.text():
            self._draw()
