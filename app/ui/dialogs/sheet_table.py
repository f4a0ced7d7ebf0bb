"""Tables inside sheets: one look for all, and a model whose columns only have to be named."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui.panels.parts import tooltip
from app.ui.theme.tokens import S

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
R = TypeVar("R")


class SheetModel(QAbstractTableModel):
    """The header's half of a model for `dressed` tables."""

    def __init__(
        self,
        columns: Callable[[], Sequence[str]],
        *,
        right: int,
        parent: QObject | None = None,
    ) -> None:
        """``columns`` gives their names in the language of now; ``right`` holds numbers."""
        super().__init__(parent)
        self._columns = columns
        self._right = right

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Always the same."""
        return 0 if parent.isValid() else len(self._columns())

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == self._right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class RowsModel(SheetModel, Generic[R]):
    """A model over things that it holds, one in each row: they only have to be put into words."""

    _rows: Sequence[R] = ()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """All that it holds."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, as a tooltip the same, for what does not fit; the row as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._text(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._text(row, c) for c in range(self.columnCount()))))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == self._right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self._look(row, column, role)

    @abstractmethod
    def _text(self, row: R, column: int) -> str:
        """What stands in a cell."""

    def _look(self, _row: R, _column: int, _role: int) -> object:
        """Colour or glyph of a cell; None: the table's own."""
        return None


def dress(table: QTableView, model: SheetModel) -> QHeaderView:
    """Give a table its model and the look of sheets; returns its header, to size the columns."""
    table.setModel(model)
    table.setProperty("look", "sheet")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * S)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    return header
