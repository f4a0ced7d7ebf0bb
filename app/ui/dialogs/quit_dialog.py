"""Asks once before quitting while uploads are under way."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import i18n
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XL, L, S


class QuitDialog(QDialog):
    """*Stay* or *Quit*; says what becomes of what is under way."""

    def __init__(
        self, running: int, waiting: int = 0, *, practice: bool, parent: QWidget | None = None
    ) -> None:
        """``running`` files move now, ``waiting`` ones have not begun; in ``practice`` nothing is
        kept anyway."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quit Upcall?"))
        self.setMinimumWidth(440)
        self.title = plain_label(look="subtitle", wrap=True)
        self.sentence = plain_label(look="muted", wrap=True)
        self.tell(running, waiting, practice=practice)
        self.stay = QPushButton(self.tr("Stay"))
        self.stay.setProperty("look", "primary")
        self.stay.setDefault(True)
        self.stay.clicked.connect(self.reject)
        self.leave = QPushButton(self.tr("Quit"))
        self.leave.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(S)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(L)
        column.addLayout(buttons)

    def tell(self, running: int, waiting: int, *, practice: bool) -> None:
        """What is under way now, and what becomes of it."""
        if running:
            title = self.tr("%n file(s) are still on their way", "", running)
        else:
            title = self.tr("%n file(s) still wait for their turn", "", waiting)
        more = ""
        if running and waiting:
            more = self.tr("%n more wait(s) for their turn.", "", waiting)
        if practice:
            text = self.tr("This is practice: what was sent is deleted when Upcall closes.")
        else:
            text = self.tr("What is stored so far stays. Upcall goes on when you open it again.")
        self.title.setText(title)
        self.sentence.setText(i18n.joined(more, text))
