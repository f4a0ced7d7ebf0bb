"""The list of uploads as Qt sees it: one row a task, sorted and filtered by the model itself.

In its own order what failed stands on top, so that nobody has to look for it; then come the others
in the order in which they go.

A proxy model over Python rows takes seconds for 100,000 of them (environment.md, 2), so order and
filter live here. Rows come and go as contiguous runs; only a change in very many places resets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum

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
from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot
from app.engine.mailbox import Mail
from app.ui.models.arranging import (
    WAITING,
    FilterKind,
    by_column,
    by_order,
    fitting,
    in_list_order,
    in_order,
    is_of_kind,
)
from app.ui.models.late_rows import LateRows
from app.ui.models.places import Places
from app.ui.models.rows import accessible, headers, ranges, row_text, runs, sort_key
from app.ui.models.tally import Tally, Totals, stays_on_top

__all__ = ["WAITING", "Column", "FilterKind", "QueueModel"]

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
        self._shown = Places()
        self._top: set[str] = set()
        self._tally = Tally(clock)
        self._late = LateRows(self, self._show_late)
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
        row = self._rows[self._shown.names[index.row()]]
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
            return headers()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section >= Column.SIZE
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the list's own order."""
        down = order == Qt.SortOrder.DescendingOrder
        self._sort = None if column < 0 else (Column(column), down)
        self._rearrange()

    # --- what others ask --------------------------------------------------------------------

    def row_of(self, task_id: str) -> int:
        """Row of a task; -1 when it is not shown."""
        return self._shown.where(task_id) if task_id in self._shown else -1

    def id_at(self, row: int) -> str:
        """Task id of a shown row. Raises `IndexError` beyond the end."""
        return self._shown.names[row]

    def snapshot(self, task_id: str) -> TaskSnapshot | None:
        """The picture of a task, shown or not; None when it is not on the list."""
        return self._rows.get(task_id)

    def snapshots(self, ids: Iterable[str] | None = None) -> list[TaskSnapshot]:
        """Pictures of tasks that are on the list; None: of all, in no order."""
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
            FilterKind.WAITING: totals.held + totals.waiting + totals.paused,
            FilterKind.SENDING: totals.running,
            FilterKind.FAILED: totals.on_top,
            FilterKind.DONE: totals.ended - totals.on_top,
        }
        return counts[kind]

    @property
    def in_order(self) -> bool:
        """Whether rows stand in the list's own order, and can be moved by hand."""
        return self._sort is None

    def waiting(self) -> list[TaskSnapshot]:
        """All that wait, shown or not, in the order in which they go."""
        return sorted((r for r in self._rows.values() if r.state in WAITING), key=by_order)

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
        if len(self._shown):
            self._tell(0, len(self._shown) - 1)

    def touch(self, state: UploadState) -> None:
        """Rows in ``state`` look different although nothing arrived (a countdown goes on)."""
        names = (name for name, row in self._rows.items() if row.state is state)
        for first, last in runs(self._shown.where(n) for n in names if n in self._shown):
            self._tell(first, last)

    # --- what is new ------------------------------------------------------------------------

    def apply(self, mail: Mail) -> None:
        """Take up new pictures and removals."""
        gone = [i for e in mail.events if isinstance(e, Removed) for i in e.task_ids]
        rows = mail.snapshots
        new = rows.keys().isdisjoint(self._rows.keys())  # of two views the shorter is gone through
        if rows and new and not any(map(stays_on_top, rows.values())):
            self._take_in(rows)
            moved = None
        else:
            moved = self._take_up(rows)
        self._drop(gone)
        if moved is not None:
            self._show(rows, moved)
        if rows or gone:
            self.changed.emit()

    def _take_in(self, rows: Mapping[str, TaskSnapshot]) -> None:
        """Rows as they come by the thousand, when something was dropped or a list is read."""
        self._tally.add(rows.values())
        self._rows.update(rows)
        names = [row.id for row in fitting(rows.values(), self._kind, self._top, text=self._text)]
        self._show_fresh(names)

    def _take_up(self, rows: Mapping[str, TaskSnapshot]) -> list[str]:
        """Other rows; gives those whose place in the list is another one."""
        moved = []
        for name, row in rows.items():
            was = self._rows.get(name)
            self._tally.change(was, row)
            self._rows[name] = row
            if stays_on_top(row) is not (name in self._top):
                self._top ^= {name}
                moved.append(name)
            elif was is not None and was.order != row.order:
                moved.append(name)
        return moved

    def _drop(self, names: Sequence[str]) -> None:
        """Take rows off; views may still ask about a row until it is hidden."""
        self._gone = set(names)
        self._late.leave(names)
        self._hide([name for name in names if name in self._shown])
        for name in names:
            self._tally.change(self._rows.pop(name, None), None)
        self._top.difference_update(self._gone)
        self._gone.clear()

    def _show(self, names: Iterable[str], moved: Sequence[str]) -> None:
        """Bring what is shown in line with rows that came or changed; ``moved`` have other keys."""
        fresh: list[str] = []
        stay: list[str] = []
        leave: list[str] = []
        for name in names:
            row = self._rows.get(name)
            if row is None:
                continue
            fits, there = self._fits(row), name in self._shown
            if name in self._late:
                if not fits:
                    self._late.leave([name])
            elif there:
                (stay if fits else leave).append(name)
            elif fits:
                fresh.append(name)
        for first, last in runs(self._shown.where(name) for name in stay):
            self._tell(first, last)
        self._hide(leave)
        self._put_in_place([name for name in moved if name in self._shown])
        self._show_fresh(fresh)
        if self._sort is not None and stay and not self._settle.isActive():
            self._settle.start()

    def _show_fresh(self, names: list[str]) -> None:
        if not self._late.take_in(names, shown=len(self._shown)):
            self._add(names)
        if self._sort is not None and names and not self._settle.isActive():
            self._settle.start()

    def _show_late(self) -> None:
        self._add(self._late.take())

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def _hide(self, names: Sequence[str]) -> None:
        places = runs(self._shown.where(name) for name in names)
        if len(places) > MOST_RUNS:
            self._reset()
            return
        for first, last in reversed(places):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._shown.cut(first, last)
            self.endRemoveRows()

    def _put_in_place(self, names: Sequence[str]) -> None:
        """Rows whose place in the list's own order is another one go there."""
        key = self._key
        sorted_by_column = self._sort is not None
        if sorted_by_column or all(self._shown.stands(name, key) for name in names):
            return
        places = runs(self._shown.where(name) for name in names)
        to = self._shown.fit(*places[0], key) if len(places) == 1 else None
        if to is None:
            self._rearrange()
            return
        first, last = places[0]
        self.beginMoveRows(QModelIndex(), first, last, QModelIndex(), to)
        run = self._shown.cut(first, last)
        self._shown.insert(to if to < first else to - len(run), run)
        self.endMoveRows()

    def _add(self, names: list[str]) -> None:
        """Show more rows: at the end, or where the order of adding puts them (after an undo)."""
        if not names:
            return
        if self._top.isdisjoint(names):
            names = in_order(names, self._rows)
        else:
            names.sort(key=self._key)
        if self._sort is not None or not len(self._shown) or self._is_last(names[0]):
            self._insert(len(self._shown), names)
            return
        places = list(ranges(names, self._shown.names, self._key))
        if len(places) > MOST_RUNS:
            self._reset()
            return
        for place, run in reversed(places):
            self._insert(place, run)

    def _is_last(self, name: str) -> bool:
        return self._key(name) > self._key(self._shown.names[-1])

    def _key(self, name: str) -> tuple[bool, float]:
        """What the list's own order goes by."""
        return (name not in self._top, self._rows[name].order)

    def _insert(self, place: int, names: list[str]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(names) - 1)
        self._shown.insert(place, names)
        self.endInsertRows()

    def _fits(self, row: TaskSnapshot) -> bool:
        if row.id in self._gone or (self._text and self._text not in row.name.casefold()):
            return False
        return is_of_kind(row, self._kind, self._top)

    def _ordered(self, rows: Iterable[TaskSnapshot]) -> list[str]:
        if self._sort is None:
            return in_list_order(rows, self._top)
        column, down = self._sort
        return by_column(rows, column, self._describe, down=down)

    def _reset(self) -> None:
        self._late.take()  # all that fits is shown anew
        rows: Iterable[TaskSnapshot] = self._rows.values()
        if self._gone:
            rows = [row for row in rows if row.id not in self._gone]
        found = fitting(rows, self._kind, self._top, text=self._text)
        self.beginResetModel()
        self._shown.set(self._ordered(found))
        self.endResetModel()

    def _rearrange(self) -> None:
        """Sort what is shown; selection and scroll position follow their rows."""
        self._show_late()
        ordered = self._ordered(self._shown.among(self._rows))
        if ordered == self._shown.names:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = [self._shown.names[index.row()] for index in before]
        self._shown.rearrange(ordered)
        after = [
            self.index(self._shown.where(name), index.column())
            for name, index in zip(names, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
