"""The quiet bar: one sentence at the top of the window, until it is read or replaced."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme.icons import icon
from app.ui.theme.tokens import L, M, S

GONE_AFTER_MS = 8000
"""Milliseconds after which what is merely good to know goes away by itself."""
_ICONS = {"info": ("info", "accent"), "warn": ("warn", "amber"), "error": ("error", "danger")}


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
        row.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=gone_after)
        self._timer.timeout.connect(self.hide)
        self._level = "info"
        self.retranslate()
        self.hide()

    def tell(self, level: str, sentence: str) -> None:
        """Show a sentence; ``info`` goes away by itself, ``warn`` and ``error`` stay."""
        self._level = level if level in _ICONS else "info"
        self.text.setText(sentence)
        self._card.setProperty("tone", self._level)
        self._card.style().unpolish(self._card)
        self._card.style().polish(self._card)
        self._draw()
        self.show()
        self._timer.stop()
        if self._level == "info":
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _draw(self) -> None:
        name, role = _ICONS[self._level]
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
