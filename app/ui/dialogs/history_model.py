"""The history as Qt sees it: all numbers at once, what belongs to them a page at a time."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.receipt import Line
from app.ui import i18n
from app.ui.dialogs.history_words import columns
from app.ui.dialogs.sheet_table import NOWHERE, Index, SheetModel
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.theme.icons import icon
from app.ui.theme.tokens import colour
from app.ui.words import Words, outcome_words

NAME, OUTCOME, SIZE, PLACE, WHEN = range(5)
PAGE = 100
"""Rows that are fetched together."""
MOST_PAGES = 40
_NOT_YET = "…"


class HistoryModel(SheetModel):
    """One row an upload that has ended, the latest first."""

    wanted = Signal(int)
    """A page that is looked at and not there; `show_page` brings it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns, right=SIZE, parent=parent)
        self._ids: Sequence[int] = array("q")
        self._pages: OrderedDict[int, list[Line | None]] = OrderedDict()
        self._asked: set[int] = set()
        self.places: dict[str, str] = {}
        """Names of connections by their ids."""
        self.expert = False

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show others."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def ids(self) -> Sequence[int]:
        """All numbers, in the order of the rows."""
        return self._ids

    def page_ids(self, page: int) -> Sequence[int]:
        """Numbers of the rows of a page."""
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def show_page(self, page: int, lines: Sequence[Line]) -> None:
        """What belongs to the rows of a page is there."""
        known = {line.id: line for line in lines}
        self._asked.discard(page)
        self._pages[page] = [known.get(number) for number in self.page_ids(page)]
        while len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, WHEN))

    def line(self, row: int) -> Line | None:
        """What is known of a row by now; it is asked for if it is nothing."""
        page, place = divmod(row, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.wanted.emit(page)
            return None
        return rows[place] if place < len(rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """All that was found."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, its glyph and colour, and the row as a sentence."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in _ROLES or not 0 <= index.row() < len(self._ids):
            return None
        line = self.line(index.row())
        if line is None:
            return _NOT_YET if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._text(line, c) for c in range(5))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._text(line, index.column()))
        if index.column() == OUTCOME:
            words = self.words(line)
            if role == Qt.ItemDataRole.DecorationRole:
                return icon(words.glyph, words.tone)
            return colour(words.tone) if role == Qt.ItemDataRole.ForegroundRole else None
        return None

    def words(self, line: Line) -> Words:
        """How it ended."""
        return outcome_words(line.outcome, expert=self.expert)

    def _text(self, line: Line, column: int) -> str:
        if column == NAME:
            return visible(line.name)
        if column == OUTCOME:
            return self.words(line).text
        if column == SIZE:
            return i18n.size(line.size)
        if column == PLACE:
            return visible(self.places.get(line.connection_id) or line.place.bucket)
        return i18n.moment(line.ended_at)


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
    }
)
