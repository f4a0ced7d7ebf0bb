"""Unfinished uploads as Qt sees them, each with the row of this list that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.domain.asks import Unfinished
from app.domain.states import RUNNING, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.dialogs.sheet_table import RowsModel
from app.ui.dialogs.unfinished_words import UnfinishedWords, columns
from app.ui.i18n import translate
from app.ui.plain_names import visible
from app.ui.words import state_words

NAME, STORED, BEGUN, LIST = range(4)
_OVER = frozenset({UploadState.DONE, UploadState.CANCELLED, UploadState.CANCELLING})


@dataclass(frozen=True, slots=True)
class Left:
    """An unfinished upload, and the row that it belongs to."""

    upload: Unfinished
    row: TaskSnapshot | None = None

    @property
    def under_way(self) -> bool:
        """Whether it is being sent right now: nothing may be done to it."""
        return self.row is not None and self.row.state in RUNNING

    @property
    def resumable(self) -> bool:
        """Whether a row of the list can go on with it."""
        return self.row is not None and not self.under_way


def matched(
    uploads: Iterable[Unfinished], rows: Iterable[TaskSnapshot], *, connection_id: str
) -> list[Left]:
    """Each upload with its row, the newest first; rows go by connection and object name."""
    by_key = {
        row.key: row
        for row in rows
        if row.connection_id == connection_id and row.state not in _OVER
    }
    found = [Left(upload, by_key.get(upload.key)) for upload in uploads]
    return sorted(found, key=lambda left: -left.upload.initiated_at)


class UnfinishedModel(RowsModel[Left]):
    """One row an upload."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns, right=STORED, parent=parent)
        self._rows: list[Left] = []

    def show_lefts(self, lefts: Sequence[Left]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = list(lefts)
        self.endResetModel()

    def update_rows(self, lefts: Sequence[Left]) -> None:
        """The same uploads; the rows that they belong to have moved on."""
        self._rows = list(lefts)
        if lefts:
            self.dataChanged.emit(self.index(0, LIST), self.index(len(lefts) - 1, LIST))

    def lefts(self) -> list[Left]:
        """All."""
        return list(self._rows)

    def left(self, row: int) -> Left:
        """The one in a row. Raises `IndexError` beyond the end."""
        return self._rows[row]

    def _text(self, left: Left, column: int) -> str:
        upload = left.upload
        if column == NAME:
            return visible(upload.key)
        if column == STORED and not upload.parts:  # none, or too many uploads to ask about each
            return "–"
        if column == STORED:
            text = translate("Unfinished", "{size} in {parts}")
            return text.format(
                size=i18n.size(upload.size), parts=UnfinishedWords().parts(upload.parts)
            )
        if column == BEGUN:
            return i18n.moment(upload.initiated_at) if upload.initiated_at else "–"
        if left.row is None:
            return translate("Unfinished", "No")
        return state_words(left.row, expert=True).text
