"""An audit as Qt sees it: what needs a look stands first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from app.domain.receipt_audit import Checked, Verdict
from app.domain.receipt_files import harmless
from app.ui.dialogs.audit_words import columns, note_of, verdict_words
from app.ui.dialogs.sheet_table import NOWHERE, Index, SheetModel
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.theme.icons import icon
from app.ui.theme.tokens import colour

NAME, VERDICT, NOTE = range(3)
_RANK = {
    Verdict.MISSING: 0,
    Verdict.DIFFERENT: 1,
    Verdict.UNKNOWN: 2,
    Verdict.SAME_SIZE: 3,
    Verdict.SAME: 4,
}


class AuditModel(SheetModel):
    """One row a file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns, right=-1, parent=parent)
        self._checked: list[Checked] = []

    def show_checked(self, checked: Sequence[Checked]) -> None:
        """Show others."""
        self.beginResetModel()
        self._checked = sorted(checked, key=_rank)
        self.endResetModel()

    def checked(self) -> list[Checked]:
        """All, in the order of the rows."""
        return self._checked

    def as_csv(self) -> str:
        """The table for a spreadsheet, every cell harmless."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(("file", "key", "bucket", "verdict", "size_sent", "size_there"))
        for each in self._checked:
            line, found = each.line, each.found
            there = str(found.size) if found else ""
            cells = (line.name, line.key, line.place.bucket, each.verdict, str(line.size), there)
            writer.writerow(harmless(str(cell)) for cell in cells)
        return out.getvalue()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """All files."""
        return 0 if parent.isValid() else len(self._checked)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, its glyph and colour, and the row as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._checked):
            return None
        each, column = self._checked[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(each, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_text(each, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (_text(each, place) for place in range(3))))
        if role == Qt.ItemDataRole.DecorationRole and column == VERDICT:
            words = verdict_words(each)
            return icon(words.glyph, words.tone)
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            return colour(verdict_words(each).tone)
        return None


def _rank(each: Checked) -> int:
    return 5 if each.replaced else _RANK[each.verdict]


def _text(each: Checked, column: int) -> str:
    if column == NAME:
        return visible(each.line.key)
    return verdict_words(each).text if column == VERDICT else note_of(each)
