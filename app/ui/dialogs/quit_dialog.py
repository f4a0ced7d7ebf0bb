"""Asks once before quitting while uploads are under way."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XL, L, S


class QuitDialog(QDialog):
    """*Keep uploading* or *Quit*; says what becomes of what is under way."""

    def __init__(self, running: int, *, practice: bool, parent: QWidget | None = None) -> None:
        """``running`` files are not done; in ``practice`` nothing is kept anyway."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quit Upcall?"))
        self.setMinimumWidth(440)
        title = plain_label(
            self.tr("%n file(s) are still on their way", "", running), look="subtitle", wrap=True
        )
        if practice:
            text = self.tr("This is practice: what was sent is deleted when Upcall closes.")
        else:
            text = self.tr("What is stored so far stays. Upcall goes on when you open it again.")
        sentence = plain_label(text, look="muted", wrap=True)
        self.stay = QPushButton(self.tr("Keep uploading"))
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
        column.addWidget(title)
        column.addWidget(sentence)
        column.addSpacing(L)
        column.addLayout(buttons)


def may_quit(parent: QWidget, running: int, *, practice: bool = False) -> bool:
    """Ask; True when the person wants to quit all the same."""
    dialog = QuitDialog(running, practice=practice, parent=parent)
    answer = dialog.exec()
    dialog.deleteLater()
    return answer == QDialog.DialogCode.Accepted
