"""What a table gives each file, as Qt sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt

from app.domain.upload import TaskSnapshot
from app.ui.dialogs.sheet_table import RowsModel
from app.ui.i18n import translate
from app.ui.plain_names import visible
from app.ui.theme.tokens import colour


class CsvModel(RowsModel[TaskSnapshot]):
    """One row a file: its name, whether it has a line, and the values of that."""

    def __init__(self, rows: Sequence[TaskSnapshot], parent: QObject | None = None) -> None:
        super().__init__(self._titles, right=-1, parent=parent)
        self._rows = tuple(rows)
        self._names: tuple[tuple[str, str], ...] = ()
        self._values: Mapping[str, Mapping[str, str]] = {}

    def show_values(
        self, values: Mapping[str, Mapping[str, str]], names: Sequence[tuple[str, str]]
    ) -> None:
        """Values by task id; ``names`` are variables with what people read. Files without first."""
        self.beginResetModel()
        self._values, self._names = values, tuple(names)
        self._rows = tuple(sorted(self._rows, key=lambda row: row.id in values))
        self.endResetModel()

    def _titles(self) -> tuple[str, ...]:
        first = (translate("Variables", "File"), translate("Variables", "In the table"))
        return (*first, *(visible(label) for _name, label in self._names))

    def _look(self, row: TaskSnapshot, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and column == 1:
            return colour("good" if row.id in self._values else "amber")
        return None

    def _text(self, row: TaskSnapshot, column: int) -> str:
        values = self._values.get(row.id)
        if column == 0:
            return visible(row.name)
        if column == 1:
            if values is None:
                return translate("Variables", "– no line")
            return translate("Variables", "✓ found")
        return visible((values or {}).get(self._names[column - 2][0], ""))
