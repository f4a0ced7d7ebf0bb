"""The list of the Simple view: cards, their buttons, the menu, the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.domain.upload import TaskSnapshot
from app.ui.models.queue_model import QueueModel
from app.ui.views.row_face import RowAction
from app.ui.views.simple_delegate import SimpleDelegate, snapshot_of

if TYPE_CHECKING:
    from app.ui.views.cells import Pictures


class UploadList(QListView):
    """Shows a `QueueModel` as cards and says what was pressed on which one."""

    pressed_action = Signal(str, str)
    """A `RowAction` and the id of its task."""
    chosen = Signal(object)
    """Ids of the selected tasks, as a tuple."""

    def __init__(self, queue: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._delegate = SimpleDelegate(self)
        self._armed: tuple[RowAction, str] | None = None
        self.setModel(queue)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setProperty("look", "cards")

    def show_pictures(self, pictures: Pictures) -> None:
        """From now on picture files are shown as what they are."""
        self._delegate.pictures = pictures
        self.viewport().update()

    def choose(self, ids: tuple[str, ...]) -> None:
        """Select these tasks and make the first one visible."""
        selection = QItemSelection()
        rows = [row for row in map(self._queue.row_of, ids) if row >= 0]
        for row in rows:
            index = self._queue.index(row, 0)
            selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(selection, flag)
        if rows:
            self.scrollTo(self._queue.index(rows[0], 0))

    def chosen_ids(self) -> tuple[str, ...]:
        """Ids of the selected tasks, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._queue.id_at(row) for row in rows)

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:  # noqa: N802
        """Tell who listens."""
        super().selectionChanged(new, old)
        self.chosen.emit(self.chosen_ids())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the details of the row that has the focus."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            snapshot = snapshot_of(self.currentIndex())
            if snapshot is not None:
                self.pressed_action.emit(str(RowAction.DETAILS), snapshot.id)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The button under the pointer lights up."""
        self._delegate.pointer = event.position()
        under = self._button_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A press on a button is no selection."""
        self._armed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._armed = self._button_at(event.position())
        if self._armed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go on the same button: it was pressed."""
        armed, self._armed = self._armed, None
        if armed is None:
            super().mouseReleaseEvent(event)
        elif armed == self._button_at(event.position()):
            self.pressed_action.emit(str(armed[0]), armed[1])

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Nothing lights up once the pointer has left."""
        if event.type() == QEvent.Type.Leave:
            self._delegate.pointer = None
            self.viewport().update()
        return super().viewportEvent(event)

    def button_place(self, task_id: str, action: RowAction) -> QPointF | None:
        """The middle of a row's button in the viewport; None when it is not there."""
        index = self._queue.index(self._queue.row_of(task_id), 0)
        snapshot = snapshot_of(index)
        if snapshot is None:
            return None
        rect = QRectF(self.visualRect(index))
        for button, place in self._delegate.buttons(rect, snapshot, font=self.font()):
            if button is action:
                return place.center()
        return None

    def is_free(self, point: QPoint) -> bool:
        """Whether no button is at a point of the viewport."""
        return self._button_at(QPointF(point)) is None

    def _button_at(self, point: QPointF) -> tuple[RowAction, str] | None:
        index = self.indexAt(point.toPoint())
        snapshot: TaskSnapshot | None = snapshot_of(index)
        if snapshot is None:
            return None
        rect = QRectF(self.visualRect(index))
        action = self._delegate.action_at(rect, snapshot, font=self.font(), point=point)
        return None if action is None else (action, snapshot.id)
