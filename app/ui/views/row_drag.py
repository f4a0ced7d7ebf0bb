"""Dragging rows of a list to another place: what waits can be moved by hand.

Done with the viewport's own events instead of Qt's flags of items: those would be asked for every
cell that is painted. A line shows where the rows will stand.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame

from app.domain.upload import TaskSnapshot
from app.ui.desk import Desk
from app.ui.models.queue_model import WAITING, QueueModel
from app.ui.theme.tokens import colour

ROWS = "application/x-upcall-rows"
"""Kind of what is dragged; it never leaves the window."""
_HIGH = 2
"""Pixels of the line."""
_EDGE = 24
"""Pixels from an end of the list within which it scrolls."""


class RowDrag(QObject):
    """Watches the viewport of ``view``, which shows the desk's queue."""

    def __init__(
        self,
        view: QAbstractItemView,
        desk: Desk,
        *,
        free: Callable[[QPoint], bool] = lambda _point: True,
    ) -> None:
        """``free`` says whether a press at a point may begin a drag (there is no button)."""
        super().__init__(view)
        self._view = view
        self._desk = desk
        self._queue = desk.queue
        self._order = desk.order
        self._free = free
        self._pressed: QPoint | None = None
        self.line = QFrame(view.viewport())
        self.line.hide()
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Presses and moves of the mouse, and drags of our own rows."""
        if "line" not in self.__dict__:  # Python has let go of us; Qt is about to
            return False
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(ROWS):
            return self._dragged(event)
        if isinstance(event, QDragLeaveEvent):
            self.line.hide()
        return super().eventFilter(watched, event)

    # --- the mouse --------------------------------------------------------------------------

    def _mouse(self, event: QMouseEvent) -> bool:
        kind, point = event.type(), event.position().toPoint()
        if kind == QEvent.Type.MouseButtonPress:
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = point if left and plain and self._can_move(point) else None
        elif kind == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            if event.buttons() & Qt.MouseButton.LeftButton:
                far = (point - self._pressed).manhattanLength()
                if far >= QApplication.startDragDistance():
                    self._pressed = None
                    self._begin()
                return True
            self._pressed = None
        return False

    def _can_move(self, point: QPoint) -> bool:
        row = _snapshot(self._view.indexAt(point))
        return row is not None and row.state in WAITING and self._free(point)

    def _begin(self) -> None:
        if not self._queue.in_order:
            self._order.explain()
            return
        if not self.chosen():
            return
        mime = QMimeData()
        mime.setData(ROWS, b"selected")
        drag = QDrag(self._view)
        drag.setMimeData(mime)
        drag.setPixmap(self._picture())
        drag.exec(Qt.DropAction.MoveAction)
        self.line.hide()

    def chosen(self) -> list[str]:
        """Ids of the selected rows that wait."""
        rows = self._queue.snapshots(self._desk.selection)
        return [row.id for row in rows if row.state in WAITING]

    def _picture(self) -> QPixmap:
        """The first of the rows, as it looks."""
        index = self._view.currentIndex()
        rect = self._view.visualRect(index.siblingAtColumn(0))
        return self._view.viewport().grab(rect.intersected(self._view.viewport().rect()))

    # --- the drag ---------------------------------------------------------------------------

    def _dragged(self, event: QDropEvent) -> bool:
        if event.source() is not self._view:
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        point = event.position().toPoint()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._scroll(point)
            self._show_line(self.row_at(point))
        else:
            self.line.hide()
            self.drop(self.row_at(point))
        return True

    def drop(self, row: int) -> None:
        """The selected rows go in front of the first one from ``row`` on that waits and stays."""
        ids = set(self.chosen())
        for number in range(row, self._queue.rowCount()):
            other = _snapshot(self._queue.index(number, 0))
            if other is not None and other.state in WAITING and other.id not in ids:
                self._order.move(ids, other.id)
                return
        self._order.move(ids, None)

    def row_at(self, point: QPoint) -> int:
        """Number of the row before which a drop at ``point`` goes."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return self._queue.rowCount()
        return index.row() + (point.y() > self._view.visualRect(index).center().y())

    def _show_line(self, row: int) -> None:
        last = self._queue.rowCount() - 1
        rect = self._view.visualRect(self._queue.index(min(row, last), 0))
        high = rect.top() if row <= last else rect.bottom() + 1
        self.line.setStyleSheet(f"background: {colour('accent').name()};")
        width = self._view.viewport().width()
        self.line.setGeometry(0, max(0, high - _HIGH // 2), width, _HIGH)
        self.line.show()
        self.line.raise_()

    def _scroll(self, point: QPoint) -> None:
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        if point.y() < _EDGE:
            bar.setValue(bar.value() - _EDGE)
        elif point.y() > height - _EDGE:
            bar.setValue(bar.value() + _EDGE)


def _snapshot(index: QModelIndex) -> TaskSnapshot | None:
    value = index.data(QueueModel.SnapshotRole)
    return value if isinstance(value, TaskSnapshot) else None
