"""What does not go, and why: a sentence and an advice for each reason, and all names on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from app.domain.connection import FileLimits
from app.domain.left_out import LeftOut, Why, count_of
from app.ui.dialogs.card import Card
from app.ui.i18n import translate
from app.ui.left_out_words import LeftOutWords, advice, all_names, with_first_names
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import fit_height, plain_label
from app.ui.theme.tokens import XS, S


class LeftOutCard(Card):
    """Follows what it is shown; hidden while nothing is left out."""

    hidden_wanted = Signal()
    """What is hidden is to be sent, too."""

    def __init__(self, *, tone: str = "amber", title: str = "") -> None:
        super().__init__(title, tone=tone)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S)
        self.names = QPlainTextEdit()
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.names.setAccessibleName(translate("LeftOut", "Names of what was left out"))
        self.names.hide()
        self.all = QPushButton(translate("LeftOut", "Show all n&ames"))
        self.all.setCheckable(True)
        self.all.toggled.connect(self._show_names)
        self.hidden = QPushButton()
        self.hidden.clicked.connect(self.hidden_wanted)
        row = FlowLayout(gap=S)
        for button in (self.hidden, self.all):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.column.addLayout(self._lines)
        self.column.addWidget(self.names)
        self.column.addLayout(row)

    def show_left(
        self, left_out: Sequence[LeftOut], limits: FileLimits, *, more: Sequence[str] = ()
    ) -> None:
        """Write the sentences anew; ``more`` are some that belong to no drop."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for text in more:
            self._lines.addWidget(plain_label(text, wrap=True))
        for each in left_out:
            self._lines.addWidget(_reason(with_first_names(each, limits), advice(each.why)))
        self.names.setPlainText(all_names(left_out, limits))
        fit_height(self.names, fewest=3, most=10)
        self.all.setVisible(bool(left_out))
        hidden = count_of(left_out, (Why.HIDDEN,))
        self.hidden.setVisible(hidden > 0)
        self.hidden.setText(LeftOutWords().send_hidden(hidden))
        self.setVisible(bool(left_out or more))

    def _show_names(self, on: bool) -> None:
        self.names.setVisible(on)
        if on:
            self.names.setFocus(Qt.FocusReason.OtherFocusReason)


def _reason(sentence: str, what_to_do: str) -> QLabel:
    """A sentence and, below it, what to do."""
    label = plain_label(f"{sentence}\n{what_to_do}", wrap=True)
    label.setContentsMargins(0, XS, 0, 0)
    return label
