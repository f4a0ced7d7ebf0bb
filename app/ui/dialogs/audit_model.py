"""An audit as Qt sees it: what needs a look stands first."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from app.domain.receipt_audit import Checked, Verdict
from app.domain.receipt_files import harmless
from app.ui.dialogs.audit_words import columns, note_of, verdict_words
from app.ui.dialogs.sheet_table import RowsModel
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


class AuditModel(RowsModel[Checked]):
    """One row a file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns, right=-1, parent=parent)
        self._rows: list[Checked] = []

    def show_checked(self, checked: Sequence[Checked]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = sorted(checked, key=_rank)
        self.endResetModel()

    def checked(self) -> list[Checked]:
        """All, in the order of the rows."""
        return self._rows

    def as_csv(self) -> str:
        """The table for a spreadsheet, every cell harmless."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(("file", "key", "bucket", "verdict", "size_sent", "size_there"))
        for each in self._rows:
            line, found = each.line, each.found
            there = str(found.size) if found else ""
            cells = (line.name, line.key, line.place.bucket, each.verdict, str(line.size), there)
            writer.writerow(harmless(str(cell)) for cell in cells)
        return out.getvalue()

    def _look(self, row: Checked, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DecorationRole and column == VERDICT:
            words = verdict_words(row)
            return icon(words.glyph, words.tone)
        if role == Qt.ItemDataRole.ForegroundRole and column == VERDICT:
            return colour(verdict_words(row).tone)
        return None

    def _text(self, row: Checked, column: int) -> str:
        if column == NAME:
            return visible(row.line.key)
        return verdict_words(row).text if column == VERDICT else note_of(row)


def _rank(each: Checked) -> int:
    return 5 if each.replaced else _RANK[each.verdict]
