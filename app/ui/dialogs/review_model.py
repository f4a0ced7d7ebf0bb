"""The review sheet's files as Qt sees them: a model over the facts, no widget per row."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from app.domain.destination import SameName
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.dialogs.review_words import columns, there
from app.ui.dialogs.sheet_table import Index, RowsModel
from app.ui.i18n import translate
from app.ui.plain_names import visible
from app.ui.review_facts import Facts
from app.ui.theme.tokens import colour

NAME, KEY, SIZE, NOTE = range(4)


class ReviewModel(RowsModel[TaskSnapshot]):
    """One row a file; those with a note come first."""

    def __init__(self, facts: Facts, rule: SameName, parent: QObject | None = None) -> None:
        super().__init__(columns, right=SIZE, parent=parent)
        self._facts = facts
        self._rule = rule
        self._rows: list[TaskSnapshot] = []
        self._sort()

    def show_facts(self, facts: Facts, rule: SameName) -> None:
        """Something more is known, or another choice was made."""
        self.beginResetModel()
        self._facts, self._rule = facts, rule
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        noted = [row for row in self._facts.rows if self._tone(row)]
        ids = {row.id for row in noted}
        self._rows = noted + [row for row in self._facts.rows if row.id not in ids]

    def row_at(self, index: Index) -> TaskSnapshot | None:
        """The file of a row; None: there is no such row."""
        known = index.isValid() and index.row() < len(self._rows)
        return self._rows[index.row()] if known else None

    @property
    def noted(self) -> int:
        """How many rows have a note."""
        return sum(1 for row in self._rows if self._tone(row))

    @property
    def renamed(self) -> bool:
        """Whether any file will be stored under another name than its own in the folder there."""
        folder, key = self._facts.connection.destination.prefix, self._facts.final_key
        return any(key(row, self._rule) != folder + row.name for row in self._rows)

    def _look(self, row: TaskSnapshot, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.ForegroundRole and column == NOTE and self._tone(row):
            return colour(self._tone(row))
        return None

    def _text(self, row: TaskSnapshot, column: int) -> str:
        if column == NAME:
            return visible(row.name)
        if column == KEY:
            return self._stored_as(row)
        if column == SIZE:
            return i18n.size(row.size)
        return self._note(row)

    def _stored_as(self, row: TaskSnapshot) -> str:
        if self._is_too_large(row):
            return translate("Review", "–", "no name: it is not stored")
        return visible(self._facts.final_key(row, self._rule))

    def _is_too_large(self, row: TaskSnapshot) -> bool:
        return bool(self._facts.largest) and row.size > self._facts.largest

    def _tone(self, row: TaskSnapshot) -> str:
        """Colour of the note; empty: there is none."""
        if self._is_too_large(row):
            return "danger"
        return "amber" if row.id in self._facts.twins or self._facts.found(row) else ""

    def _note(self, row: TaskSnapshot) -> str:
        if self._is_too_large(row):
            return translate("Review", "Too large")
        found = self._facts.found(row)
        if found is not None:
            return there(found)
        if row.id in self._facts.twins:
            return translate("Review", "Same name twice")
        return ""
