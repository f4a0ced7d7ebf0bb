"""The quiet bar: one sentence at the top of the window, until it is read or replaced."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.ui.theme.icons import icon

GONE_AFTER_MS = 8000
"""Milliseconds after which what is merely good to know goes away by itself."""
_ICONS = {"info": ("info", "accent"), "warn": ("warn", "amber"), "error": ("error", "danger")}


class ToldBar(QFrame):
    """Shows what the desk tells; hidden while there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toldBar")
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
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=GONE_AFTER_MS)
        self._timer.timeout.connect(self.hide)
        self._level = "info"
        self.retranslate()
        self.hide()

    def tell(self, level: str, sentence: str) -> None:
        """Show a sentence; ``info`` goes away by itself, ``warn`` and ``error`` stay."""
        self._level = level if level in _ICONS else "info"
        self.text.setText(sentence)
        self.setProperty("tone", self._level)
        self.style().unpolish(self)
        self.style().polish(self)
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
