"""The permanent strip while a demo cloud is the destination."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.ui.desk import Desk
from app.ui.panels.parts import plain_label
from app.ui.stage_door import NAME
from app.ui.theme.icons import draw
from app.ui.theme.tokens import L, S, colour

_GLYPH = 18


class PracticeStrip(QWidget):
    """Says that nothing leaves this computer; shown exactly while that is so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = plain_label(wrap=True)
        self._text.setProperty("look", "amber")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(L + _GLYPH + S, S, L, S)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self.stage = QPushButton()
        self.stage.setProperty("look", "link")
        self.stage.clicked.connect(lambda: desk.door_wanted.emit(NAME, None))
        row.addWidget(self.stage, 0, Qt.AlignmentFlag.AlignVCenter)
        desk.connection_changed.connect(self.refresh)
        self.retranslate()

    def refresh(self) -> None:
        """Show or hide, as the connection in use demands."""
        connection = self._desk.connection
        self.setVisible(connection is not None and connection.destination.practice)

    def retranslate(self) -> None:
        """The sentence in the language of now."""
        text = self.tr("Practice: files stay on this computer and are deleted on quit")
        self._text.setText(text)
        self.setAccessibleName(text)
        self.stage.setText(self.tr("Show what happens"))
        self.stage.setAccessibleName(self.stage.text())
        self.stage.setToolTip(self.tr("See an upload step by step: file, storage, server, answer"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Soft amber ground, a flask, a line below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("amber_soft"))
        top = (self.height() - _GLYPH) / 2
        draw(painter, "practice", "amber", rect=QRectF(L, top, _GLYPH, _GLYPH))
        painter.end()
