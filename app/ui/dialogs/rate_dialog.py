"""Asks for a speed limit of one's own."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.ui.dialogs.field import Field
from app.ui.theme.tokens import L, M, S

TENTH = 100_000
"""Bytes: the field counts in tenths of a megabyte."""
MOST = 10_000_000_000
"""Bytes per second."""
FIRST = 2_000_000


class TenthsSpin(QSpinBox):
    """Megabytes with one decimal place, as the language writes them; counts in tenths."""

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """``1.5``; whole numbers without their zero."""
        return QLocale().toString(value / 10, "f", 1 if value % 10 else 0)

    def valueFromText(self, text: str) -> int:  # noqa: N802
        """What was typed, in tenths; nothing readable counts as the least."""
        number = self._number(text)
        return self.minimum() if number is None else round(number * 10)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Digits and the language's decimal sign."""
        if not text.removesuffix(self.suffix()).strip():
            return QValidator.State.Intermediate, text, position
        number = self._number(text)
        good = number is not None and number * 10 <= self.maximum()
        state = QValidator.State.Acceptable if good else QValidator.State.Invalid
        if number is not None and number * 10 < self.minimum():
            state = QValidator.State.Intermediate
        return state, text, position

    def _number(self, text: str) -> float | None:
        number, good = QLocale().toDouble(text.removesuffix(self.suffix()).strip())
        return number if good and number >= 0 else None


class RateDialog(QDialog):
    """One number; `rate` after it was accepted."""

    def __init__(self, rate: int, *, parent: QWidget | None = None) -> None:
        """``rate`` in bytes per second; 0 begins with a suggestion."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speed limit"))
        self.setMinimumWidth(360)
        self.number = TenthsSpin()
        self.number.setRange(1, MOST // TENTH)
        self.number.setSingleStep(10)
        self.number.setSuffix(self.tr(" MB/s"))
        self.number.setValue(max(1, round((rate or FIRST) / TENTH)))
        self.number.lineEdit().setTextMargins(S, 0, 0, 0)
        self.number.selectAll()
        field = Field(self.number)
        field.name(self.tr("Send &at most"), self.tr("All files together. Others share your line."))
        self.save = QPushButton(self.tr("Use this limit"))
        self.save.setProperty("look", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(field)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        column.addLayout(buttons)

    @property
    def rate(self) -> int:
        """Bytes per second."""
        return self.number.value() * TENTH
