"""The application server's callbacks and records as Qt sees them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QObject, Qt
from PySide6.QtGui import QBrush

from app.ui.dialogs.sheet_table import NOWHERE, Index, SheetModel
from app.ui.i18n import translate
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.stage.server_calls import Call, Line, number, seconds
from app.ui.stage.server_words import answer_words, call_columns, signature_words
from app.ui.theme.tokens import colour

TIME, FILE, ATTEMPT, SIGNATURE, ANSWER = range(5)
_MOST_COLUMNS = 100
"""Variables that get a column: whoever names each callback's anew is not shown more."""
_SHOWN = 300
"""Characters of a cell: nobody sees more in one line."""


class CallsModel(SheetModel):
    """One row a callback, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(call_columns, right=-1, parent=parent)
        self._calls: list[Call] = []

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Show these."""
        self.beginResetModel()
        self._calls = list(calls)
        self.endResetModel()

    def call(self, row: int) -> Call | None:
        """The one in a row; None where there is none."""
        return self._calls[row] if 0 <= row < len(self._calls) else None

    def row_of(self, number_of_call: int) -> int:
        """The row of a callback by its number; -1 when it is not there (any more)."""
        rows = (row for row, call in enumerate(self._calls) if call.number == number_of_call)
        return next(rows, -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """All that are shown."""
        return 0 if parent.isValid() else len(self._calls)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, its colour, and the row as a sentence."""
        call = self.call(index.row()) if index.isValid() else None
        if call is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(call, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(_cell(call, column) for column in range(len(call_columns())))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_cell(call, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole:
            role_of_colour = _role(call, index.column())
            return QBrush(colour(role_of_colour)) if role_of_colour else None
        return None


def _cell(call: Call, column: int) -> str:
    if column == TIME:
        return clock(seconds(call.received))
    if column == FILE:
        return visible(call.name[:_SHOWN]) or "–"
    if column == ATTEMPT:
        return str(number(call.received, "attempt"))
    return signature_words(call) if column == SIGNATURE else answer_words(call)


def _role(call: Call, column: int) -> str:
    if column == SIGNATURE:
        return "good" if call.verified else "danger"
    if column == ANSWER and call.judged is not None and call.judged.get("accepted") is not True:
        return "amber"
    return ""


def clock(at: float) -> str:
    """Hour, minute and second."""
    return QDateTime.fromMSecsSinceEpoch(round(at * 1000)).toString("HH:mm:ss")


class RecordsModel(SheetModel):
    """One row a line of the server's table; its columns are the variables that came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self.columns, right=-1, parent=parent)
        self._lines: list[Line] = []
        self._names: list[str] = []
        self._heads: list[str] = []

    def columns(self) -> tuple[str, ...]:
        """Number, time, and each variable that any line has, in the order in which they came."""
        own = (translate("Server", "No."), translate("Server", "Written"))
        return (*own, *self._heads)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Counted without naming them: a table asks for it all the time."""
        return 0 if parent.isValid() else 2 + len(self._names)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, the newest first."""
        self.beginResetModel()
        self._lines = list(reversed(lines))
        names = dict.fromkeys(name for line in lines for name in line.fields)
        self._names = list(names)[:_MOST_COLUMNS]
        self._heads = [visible(name[:_SHOWN]) for name in self._names]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """All lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, and the row as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._cell(line, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heads = self.columns()
            return ", ".join(f"{head}: {self._cell(line, n)}" for n, head in enumerate(heads))
        return None

    def _cell(self, line: Line, column: int) -> str:
        if column == 0:
            return str(line.number)
        if column == 1:
            return clock(line.at)
        return visible(line.fields.get(self._names[column - 2], "")[:_SHOWN])

    def as_table(self) -> str:
        """Everything as lines with tabs between the cells, for a spreadsheet; oldest first.

        What a spreadsheet would take for a formula gets an apostrophe in front.
        """
        rows = [self.columns()]
        for line in reversed(self._lines):
            values = [line.fields.get(name, "") for name in self._names]
            rows.append((str(line.number), clock(line.at), *values))
        return "\n".join("\t".join(_plain(cell) for cell in row) for row in rows)


def _plain(cell: str) -> str:
    flat = " ".join(cell.split()) if any(sign in cell for sign in "\t\r\n") else cell
    return f"'{flat}" if flat[:1] in ("=", "+", "-", "@") else flat
