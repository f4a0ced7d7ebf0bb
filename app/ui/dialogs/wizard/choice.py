"""A few choices as cards, each with a title and a sentence, of which one is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from app.ui.action_specs import plain
from app.ui.dialogs.parts import SIDE_BY_SIDE
from app.ui.dialogs.sizing import text_scale
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import XS, L, M


class Choice(QWidget):
    """Radio buttons in two columns (one where the text is large), with sentences below."""

    chosen = Signal(str)
    """The value of the choice, when a person makes it."""

    def __init__(self, values: Sequence[str], group: QButtonGroup | None = None) -> None:
        """``group``: the buttons of another choice, of which at most one is taken in all."""
        super().__init__()
        self._group = group or QButtonGroup(self)
        self._radios = {value: QRadioButton() for value in values}
        self._notes: dict[str, QLabel] = {}
        columns = 1 if text_scale() > SIDE_BY_SIDE or len(values) == 1 else 2
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(M)
        for place, (value, radio) in enumerate(self._radios.items()):
            self._notes[value] = plain_label(look="small", wrap=True)
            self._notes[value].setIndent(26)
            self._group.addButton(radio)
            radio.clicked.connect(lambda _on, v=value: self.chosen.emit(v))
            cell = QVBoxLayout()
            cell.setSpacing(XS)
            cell.addWidget(radio)
            cell.addWidget(self._notes[value])
            cell.addStretch(1)
            grid.addLayout(cell, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        if group is None:
            next(iter(self._radios.values())).setChecked(True)

    @property
    def group(self) -> QButtonGroup:
        """For a second choice that goes on with this one."""
        return self._group

    def name(self, texts: Mapping[str, tuple[str, str]]) -> None:
        """Title and sentence of each choice, in the language of now."""
        for value, (title, sentence) in texts.items():
            if value in self._radios:
                self._radios[value].setText(title)
                self._radios[value].setAccessibleName(plain(title))
                self._radios[value].setAccessibleDescription(sentence)
                self._notes[value].setText(sentence)

    def value(self) -> str:
        """The choice; empty: it was made in another one of the same group."""
        return next((value for value, radio in self._radios.items() if radio.isChecked()), "")

    def choose(self, value: str) -> None:
        """Make the choice without telling anybody."""
        self._radios[value].setChecked(True)

    def radio(self, value: str) -> QRadioButton:
        """The button of ``value``."""
        return self._radios[value]
