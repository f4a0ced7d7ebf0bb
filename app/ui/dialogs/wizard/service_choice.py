"""Which service the files go to: the usual ones, and others behind a fold."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.domain.services import FIRST, OTHERS
from app.ui.dialogs.parts import Fold
from app.ui.dialogs.wizard.choice import Choice
from app.ui.dialogs.wizard.words import other_services, services
from app.ui.theme.tokens import M

USUAL = (FIRST.name, "compatible", "demo", "file")
"""What stands first."""


class ServiceChoice(QWidget):
    """One choice in two places: `value` is a service's name, or one of `USUAL`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._usual = Choice(USUAL)
        self._others = Choice([service.name for service in OTHERS], self._usual.group)
        self.fold = Fold(self._others)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self._usual)
        column.addWidget(self.fold)
        for choice in (self._usual, self._others):
            choice.chosen.connect(self.chosen)

    def value(self) -> str:
        """The choice."""
        return self._usual.value() or self._others.value()

    def choose(self, value: str) -> None:
        """Make the choice without telling anybody."""
        if value in USUAL:
            self._usual.choose(value)
        else:
            self._others.choose(value)
            self.fold.open()

    def radio(self, value: str) -> QRadioButton:
        """The button of ``value``."""
        return (self._usual if value in USUAL else self._others).radio(value)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._usual.name(services())
        self._others.name(other_services())
        self.fold.name(self.tr("Other s&ervices"))
