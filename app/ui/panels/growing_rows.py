"""GrowingRows: rows one below the other, a button for one more, and rows of name and value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.ui.panels.parts import icon_button, mark_bad, plain_label
from app.ui.theme.icons import icon

R = TypeVar("R", bound=QWidget)


class GrowingRows(Generic[R]):
    """The rows of a table that its owner lays out: `column`, and `add` somewhere below."""

    def __init__(self, make: Callable[[], R]) -> None:
        """``make`` gives an empty row, joined to its owner."""
        self._make = make
        self.all: list[R] = []
        """The rows from top to bottom."""
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        self.add = QPushButton()
        self.add.setProperty("look", "link")
        self.add.setIcon(icon("add", "accent"))

    def append(self) -> R:
        """One more at the end."""
        row = self._make()
        self.all.append(row)
        self.column.addWidget(row)
        return row

    def drop(self, row: R) -> None:
        """Without this one."""
        self.all.remove(row)
        self.column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def fit(self, count: int) -> None:
        """Have so many: the last ones go, or empty ones come."""
        while len(self.all) > count:
            self.drop(self.all[-1])
        while len(self.all) < count:
            self.append()


class PairRow(QWidget):
    """[name] = [value] and a button that removes the row."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, before: str = "") -> None:
        """``before`` stands in front of every name."""
        super().__init__(parent)
        self.name = QLineEdit()
        self.value = QLineEdit()
        self.remove = icon_button("close")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.line = row = QHBoxLayout()
        row.setSpacing(4)
        self.column.addLayout(row)
        if before:
            row.addWidget(plain_label(before, look="mono"))
        row.addWidget(self.name, 2)
        row.addWidget(plain_label("=", look="muted"))
        row.addWidget(self.value, 3)
        row.addWidget(self.remove)
        self.name.textEdited.connect(self._named)
        self.value.textEdited.connect(lambda _text: self.changed.emit())

    def key(self) -> str:
        """The name without blanks around it."""
        return self.name.text().strip()

    def _named(self, _text: str) -> None:
        self.changed.emit()


P = TypeVar("P", bound=PairRow)


class PairRows(GrowingRows[P]):
    """Rows of name and value, each with its own button to remove it."""

    def __init__(
        self, make: Callable[[], P], *, grown: Callable[[], None], touched: Callable[[], None]
    ) -> None:
        """``grown``: there is an empty one more; ``touched``: a person changed or removed one."""
        super().__init__(make)
        self._grown = grown
        self._touched = touched
        self.add.clicked.connect(self._add_empty)

    def append(self) -> P:
        """One more at the end."""
        row = super().append()
        row.changed.connect(self._touched)
        row.remove.clicked.connect(lambda: self._remove(row))
        return row

    def _add_empty(self) -> None:
        row = self.append()
        self._grown()
        row.name.setFocus()

    def _remove(self, row: P) -> None:
        self.drop(row)
        self.add.setFocus()
        self._touched()


def pairs_of(rows: Sequence[PairRow]) -> dict[str, str]:
    """Names and values; rows without a name are left out, of two alike the last one counts."""
    return {row.key(): row.value.text() for row in rows if row.key()}


def mark_names(rows: Sequence[PairRow]) -> None:
    """Mark names that are there twice, and those that are missing beside a value."""
    keys = [row.key() for row in rows if row.key()]
    for row in rows:
        missing = bool(row.value.text()) and not row.key()
        mark_bad(row.name, bad=missing or keys.count(row.key()) > 1)
