"""A titled card of a sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import L, M, S


class Card(QFrame):
    """A titled card; ``tone`` is a look of frames."""

    def __init__(self, title: str = "", *, tone: str = "card") -> None:
        super().__init__()
        self.setProperty("look", tone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(L, M, L, M)
        self.column.setSpacing(S)
        if title:
            self.column.addWidget(plain_label(title, look="subtitle", wrap=True))
