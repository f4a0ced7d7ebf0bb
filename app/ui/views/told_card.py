"""ToldCard: the coloured card of a bar at the top of the window, with a glyph and a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.panels.parts import Glyph, plain_label
from app.ui.theme.tokens import L, M, S


class ToldCard(QWidget):
    """Glyph, sentence, and buttons after it."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "warn") -> None:
        """``tone`` is one of the style sheet's: info, warn, error."""
        super().__init__(parent)
        self.card = QFrame()
        self.card.setObjectName("toldBar")
        self.card.setProperty("tone", tone)
        self.glyph = Glyph(20)
        self.text = plain_label(wrap=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, S, L, 0)
        outer.addWidget(self.card)
        self._row = QHBoxLayout(self.card)
        self._row.setContentsMargins(M, 6, 6, 6)
        self._row.setSpacing(10)
        self._row.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.text, 1)

    def put(self, *buttons: QWidget) -> None:
        """Put these after the sentence."""
        for button in buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
