"""The list of uploads as Qt sees it: one row a task, sorted and filtered by the model itself.

A proxy model over Python rows takes seconds for 100,000 of them (environment.md, 2), so order and
filter live here. Rows come and go as contiguous runs; only a change in very many places resets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.domain.events import Removed
from app.domain.states import ENDED, UploadState
from app.domain.upload import TaskSnapshot
from app.engine.mailbox import Mail
from app.ui.i18n import translate
from app.ui.models.rows import accessible, ranges, row_text, runs, sort_key
from app.ui.models.tally import Tally, Totals, needs_attention

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_RUNS = 64
"""Separate places in which rows may come or go before the model resets instead."""
SETTLE_MS = 700
"""Milliseconds after which a list sorted by a changing column is sorted anew."""


class Column(IntEnum):
    """Columns of the table."""

    NAME = 0
    STATE = 1
    PROGRESS = 2
    SIZE = 3
    SPEED = 4
    LEFT = 5


class FilterKind(Enum):
    """Which rows are shown."""

    ALL = "all"
    ACTIVE = "active"
    ATTENTION = "attention"
    DONE = "done"


class QueueModel(QAbstractTableModel):
    """Rows by id, an order and a filter of its own, changes in batches."""

    RawRole = Qt.ItemDataRole.UserRole + 1
    """Comparable value of a cell: bytes, bytes per second, per cent."""
    SnapshotRole = Qt.ItemDataRole.UserRole + 2
    """The row's `TaskSnapshot`, in every column."""

    changed = Signal()
    """Something changed in any row, shown or not: totals and enabled actions may differ."""

    def __init__(
        self,
        describe: Callable[[TaskSnapshot], str],
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``describe`` gives a row's state in words."""
        super().__init__(parent)
        self._describe = describe
        self._rows: dict[str, TaskSnapshot] = {}
        self._shown: list[str] = []
        self._place: dict[str, int] = {}
        self._tally = Tally(clock)
        self._gone: set[str] = set()
        self._kind = FilterKind.ALL
        self._text = ""
        self._sort: tuple[Column, bool] | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._rearrange)

    # --- what Qt asks -----------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, raw value, snapshot, or the sentence for a screen reader."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        row = self._rows[self._shown[index.row()]]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return row_text(row, column, self._describe)
        if role == self.SnapshotRole:
            return row
        if role == self.RawRole:
            return sort_key(row, column, self._describe)
        return self._more(row, column, role)

    def _more(self, row: TaskSnapshot, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return accessible(row, self._describe)
        if role == Qt.ItemDataRole.TextAlignmentRole and column >= Column.SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns; the header of a right-aligned column is right-aligned too."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _headers()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section >= Column.SIZE
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the order in which files were added."""
        down = order == Qt.SortOrder.DescendingOrder
        self._sort = None if column < 0 else (Column(column), down)
        self._rearrange()

    # --- what others ask --------------------------------------------------------------------

    def row_of(self, task_id: str) -> int:
        """Row of a task; -1 when it is not shown."""
        return self._place.get(task_id, -1)

    def id_at(self, row: int) -> str:
        """Task id of a shown row. Raises `IndexError` beyond the end."""
        return self._shown[row]

    def snapshot(self, task_id: str) -> TaskSnapshot | None:
        """The picture of a task, shown or not; None when it is not on the list."""
        return self._rows.get(task_id)

    def snapshots(self, ids: Iterable[str] | None = None) -> list[TaskSnapshot]:
        """Pictures of tasks that are on the list; None: of all, in the order of adding."""
        if ids is None:
            return list(self._rows.values())
        return [row for name in ids if (row := self._rows.get(name)) is not None]

    def totals(self) -> Totals:
        """Sums over all rows, those that the filter hides included."""
        return self._tally.totals()

    def count(self, kind: FilterKind) -> int:
        """Rows that a filter of this kind would show."""
        totals = self.totals()
        counts = {
            FilterKind.ALL: totals.files,
            FilterKind.ACTIVE: totals.files - totals.ended,
            FilterKind.ATTENTION: totals.attention,
            FilterKind.DONE: totals.ended - totals.failed,
        }
        return counts[kind]

    @property
    def filter_kind(self) -> FilterKind:
        """The filter that is set."""
        return self._kind

    def set_filter(self, kind: FilterKind, text: str = "") -> None:
        """Show only rows of this kind whose name holds ``text``, whatever its case."""
        wanted = (kind, text.casefold().strip())
        if wanted != (self._kind, self._text):
            self._kind, self._text = wanted
            self._reset()

    def retranslate(self) -> None:
        """Every text is new: the language changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._shown:
            self._tell(0, len(self._shown) - 1)

    def touch(self, state: UploadState) -> None:
        """Rows in ``state`` look different although nothing arrived (a countdown goes on)."""
        names = (name for name, row in self._rows.items() if row.state is state)
        for first, last in runs(self._place[n] for n in names if n in self._place):
            self._tell(first, last)

    # --- what is new ------------------------------------------------------------------------

    def apply(self, mail: Mail) -> None:
        """Take up new pictures and removals."""
        gone = [i for e in mail.events if isinstance(e, Removed) for i in e.task_ids]
        old = {name: self._rows.get(name) for name in mail.snapshots}
        for name, row in mail.snapshots.items():
            self._tally.change(old[name], row)
            self._rows[name] = row
        self._drop(gone)
        self._show(mail.snapshots)
        if mail.snapshots or gone:
            self.changed.emit()

    def _drop(self, names: Sequence[str]) -> None:
        """Take rows off; views may still ask about a row until it is hidden."""
        self._gone = set(names)
        self._hide([name for name in names if name in self._place])
        for name in names:
            self._tally.change(self._rows.pop(name, None), None)
        self._gone.clear()

    def _show(self, names: Iterable[str]) -> None:
        """Bring what is shown in line with rows that came or changed."""
        fresh: list[str] = []
        stay: list[str] = []
        leave: list[str] = []
        for name in names:
            row = self._rows.get(name)
            if row is None:
                continue
            fits, there = self._fits(row), name in self._place
            if there:
                (stay if fits else leave).append(name)
            elif fits:
                fresh.append(name)
        for first, last in runs(self._place[name] for name in stay):
            self._tell(first, last)
        self._hide(leave)
        self._add(fresh)
        if self._sort is not None and (stay or fresh) and not self._settle.isActive():
            self._settle.start()

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _hide(self, names: Sequence[str]) -> None:
        places = runs(self._place[name] for name in names)
        if len(places) > MOST_RUNS:
            self._reset()
            return
        for first, last in reversed(places):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _add(self, names: list[str]) -> None:
        """Show more rows: at the end, or where the order of adding puts them (after an undo)."""
        if not names:
            return
        names.sort(key=lambda name: self._rows[name].order)
        if self._sort is not None or not self._shown or self._is_last(names[0]):
            self._insert(len(self._shown), names)
            return
        places = list(ranges(names, self._shown, lambda name: self._rows[name].order))
        if len(places) > MOST_RUNS:
            self._reset()
            return
        for place, run in reversed(places):
            self._insert(place, run)

    def _is_last(self, name: str) -> bool:
        return self._rows[name].order > self._rows[self._shown[-1]].order

    def _insert(self, place: int, names: list[str]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(names) - 1)
        at_end = place == len(self._shown)
        self._shown[place:place] = names
        if at_end:
            self._place.update((name, place + i) for i, name in enumerate(names))
        else:
            self._number()
        self.endInsertRows()

    def _number(self) -> None:
        self._place = {name: i for i, name in enumerate(self._shown)}

    def _fits(self, row: TaskSnapshot) -> bool:
        if row.id in self._gone or (self._text and self._text not in row.name.casefold()):
            return False
        if self._kind is FilterKind.ALL:
            return True
        if self._kind is FilterKind.ACTIVE:
            return row.state not in ENDED
        if self._kind is FilterKind.ATTENTION:
            return needs_attention(row)
        return row.state in ENDED and row.state is not UploadState.FAILED

    def _ordered(self, names: Iterable[str]) -> list[str]:
        rows = sorted((self._rows[name] for name in names), key=lambda row: row.order)
        if self._sort is not None:
            column, down = self._sort
            rows.sort(key=lambda row: sort_key(row, column, self._describe), reverse=down)
        return [row.id for row in rows]

    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = self._ordered(row.id for row in self._rows.values() if self._fits(row))
        self._number()
        self.endResetModel()

    def _rearrange(self) -> None:
        """Sort what is shown; selection and scroll position follow their rows."""
        ordered = self._ordered(self._shown)
        if ordered == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = [self._shown[index.row()] for index in before]
        self._shown = ordered
        self._number()
        after = [
            self.index(self._place[name], index.column())
            for name, index in zip(names, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def _headers() -> tuple[str, ...]:
    return (
        translate("Queue", "Name"),
        translate("Queue", "State"),
        translate("Queue", "Progress"),
        translate("Queue", "Size"),
        translate("Queue", "Speed"),
        translate("Queue", "Time left"),
    )
