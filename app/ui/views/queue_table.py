"""The queue of the Expert view: a table over the model, its selection kept with the Desk's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QMenu, QTableView, QWidget

from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.link_menu import LinkMenu
from app.ui.models.queue_model import Column
from app.ui.theme.tokens import ROW_EXPERT
from app.ui.views.cells import Pictures
from app.ui.views.queue_delegate import QueueDelegate
from app.ui.views.row_drag import RowDrag

_WIDTHS = {
    Column.STATE: (166, 200),
    Column.PROGRESS: (124, 150),
    Column.SIZE: (72, 84),
    Column.SPEED: (84, 92),
    Column.LEFT: (112, 132),
}
"""Pixels of each column with little and with more room."""
_ROOMY = 680
"""Pixels from which columns get more room."""
_WIDE = 900
"""Pixels from which speed and time left get columns of their own."""


class QueueTable(QTableView):
    """Rows by the model's own order and filter; keys and a menu for what rows can do."""

    details_wanted = Signal()
    """Enter or a double click on a row: the person wants to read its result."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._following = False
        self._roomy = False
        self._painter = QueueDelegate(self)
        self.setItemDelegate(self._painter)
        self.setModel(desk.queue)
        self.addAction(actions.toggle)
        self._drag = RowDrag(self, desk)
        desk.order.wanted.connect(self.show_in_order)
        self._behave()
        self._size_columns()
        self.selectionModel().selectionChanged.connect(self._selected)
        desk.queue.modelReset.connect(self.follow_desk)
        desk.selection_changed.connect(self.follow_desk)
        self.doubleClicked.connect(lambda _index: self.details_wanted.emit())
        self.retranslate()
        self.follow_desk()

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows = max(ROW_EXPERT, self.fontMetrics().height() * 2 + 10)
        self.verticalHeader().setDefaultSectionSize(rows)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(64)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setFixedHeight(34)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column in _WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._give_room()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    # selection

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        if not self._following:
            rows = self.selectionModel().selectedRows()
            self._desk.set_selection(tuple(self._desk.queue.id_at(i.row()) for i in rows))

    def follow_desk(self) -> None:
        """Select what the Desk says is selected (another view may have changed it)."""
        wanted = {
            row for task in self._desk.selection if (row := self._desk.queue.row_of(task)) >= 0
        }
        model = self.selectionModel()
        if wanted == {index.row() for index in model.selectedRows()}:
            return
        self._following = True
        model.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in sorted(wanted):
            model.select(self._desk.queue.index(row, 0), flags)
        if wanted:
            first = self._desk.queue.index(min(wanted), 0)
            model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)
        self._following = False

    # keys, mouse, menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the result, Home and End go to the ends; the rest are keys of the actions."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers():
            self.details_wanted.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            rows = self.model().rowCount()
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else rows - 1)
        else:
            super().keyPressEvent(event)

    def show_in_order(self) -> None:
        """Not sorted by a column any more."""
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    def _menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(self.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What the selected rows can do."""
        actions, menu = self._actions, QMenu(self)
        menu.addActions([actions.upload_next, actions.pause, actions.resume, actions.retry])
        menu.addActions([actions.stop_waiting, actions.cancel, actions.own_answers])
        menu.addSeparator()
        menu.addAction(actions.copy_link)
        menu.addAction(actions.copy_report)
        menu.addMenu(LinkMenu(self._desk, menu).menu)
        menu.addSeparator()
        menu.addAction(actions.remove)
        return menu

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The whole row under the mouse is lit."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """No row is lit without the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row == self._painter.hovered:
            return
        self._painter.hovered = row
        self.viewport().update()

    # painting

    def show_pictures(self, pictures: Pictures) -> None:
        """From now on picture files are shown as what they are."""
        self._painter.pictures = pictures
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Rows and cells, one after the other.

        As `QTableView` does it, each cell would come back from Qt, with indexes to be made and
        thrown away, and the interpreter with them (`app.ui.views.cells`).
        """
        area, rows = event.rect(), self._desk.queue
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return
        chosen = self.selectionModel().isRowSelected
        columns = [
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in Column
            if not self.isColumnHidden(column)
        ]
        painter = QPainter(self.viewport())
        self._painter.begin(painter, self.font())
        for row in range(first, (rows.rowCount() if last < 0 else last + 1)):
            task = rows.snapshot(rows.id_at(row))
            if task is not None:
                ground = self._painter.ground(row, chosen=chosen(row))
                top, height = self.rowViewportPosition(row), self.rowHeight(row)
                for column, left, width in columns:
                    place = (left, top, width, height)
                    self._painter.paint_cell(painter, place, task, column, ground=ground)
        painter.end()

    # size, language

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """With little room speed and time left move under the bar."""
        super().resizeEvent(event)
        roomy = self.viewport().width() >= _ROOMY
        if roomy != self._roomy:
            self._roomy = roomy
            self._give_room()
        narrow = self.viewport().width() < _WIDE
        if narrow != self._painter.narrow:
            self._painter.narrow = narrow
            self.setColumnHidden(Column.SPEED, narrow)
            self.setColumnHidden(Column.LEFT, narrow)
            self.viewport().update()

    def _give_room(self) -> None:
        for column, widths in _WIDTHS.items():
            self.horizontalHeader().resizeSection(column, widths[self._roomy])

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setAccessibleName(self.tr("Uploads"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
