"""What of the last drops is not on the list: reasons, names, and the way to send hidden things."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.dialogs.left_out_card import LeftOutCard
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XL, L


class LeftOutDialog(QDialog):
    """Follows the desk's drops while it is open."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Not on the list"))
        self.title = plain_label(look="title", wrap=True)
        self.title.setText(self.tr("What was dropped and is not on the list"))
        self.card = LeftOutCard(tone="card")
        self.nothing = plain_label(self.tr("Nothing was left out."), look="muted", wrap=True)
        self.shut = QPushButton(self.tr("&Close"))
        self.shut.setDefault(True)
        self.shut.setProperty("look", "primary")
        self.shut.clicked.connect(self.accept)
        self.card.hidden_wanted.connect(desk.intake.send_hidden)
        desk.drops.changed.connect(self.refresh)
        self._build()
        self.refresh()

    def _build(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        for widget in (self.title, self.card, self.nothing):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.title.text())
        area.setWidget(page)
        fill(self, area, ButtonBar([], [self.shut]))
        self.setMinimumSize(440, 320)
        fit_screen(self, width=620, height=480)

    def refresh(self) -> None:
        """Everything as it is known by now."""
        left_out = self._desk.drops.left_out()
        self.card.show_left(left_out, self._desk.drops.limits)
        self.nothing.setVisible(not left_out)
        self._desk.drops.mark_read()
