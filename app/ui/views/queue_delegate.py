"""Paints the rows of the Expert queue: no widget per row, every state as glyph, word and colour."""

from __future__ import annotations

import time
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.upload import TaskSnapshot
from app.ui.models.queue_model import Column, QueueModel
from app.ui.notice_words import row_words
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.theme.tokens import ROW_EXPERT
from app.ui.views.cells import Cells, Pictures, Place, Says, paint_ground
from app.ui.words import reason_text, state_words

Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Draws one cell; the row's background is the same in all its cells."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.hovered = -1
        """Row under the mouse; -1 for none."""
        self.narrow = False
        """True when speed and time left have no columns of their own."""
        self.pictures: Pictures | None = None
        """Small pictures of files, once the window is on the screen."""
        self.says: Says = str
        """What may be read of a text now (`app.ui.curtain_views`)."""
        self._cells: Cells | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Every row is as high as the design says, or higher with big letters."""
        del index
        metrics = QFontMetrics(option.font)
        return QSize(60, max(ROW_EXPERT, metrics.height() * 2 + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background and contents of one cell."""
        task = cast("TaskSnapshot | None", index.data(QueueModel.SnapshotRole))
        if task is not None:
            painter.save()
            self.begin(painter, option.font)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            ground = self.ground(index.row(), chosen=chosen)
            place = cast("Place", option.rect.getRect())
            self.paint_cell(painter, place, task, index.column(), ground=ground)
            painter.restore()

    def ground(self, row: int, *, chosen: bool) -> str:
        """What is behind a row: ``selected``, ``hovered`` or nothing."""
        return "selected" if chosen else "hovered" if row == self.hovered else ""

    def begin(self, painter: QPainter, font: QFont) -> None:
        """From now on cells are drawn with these letters."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._cells is None or self._cells.key != font.key():
            self._cells = Cells(font)
        self._cells.pictures = self.pictures
        self._cells.says = self.says
        self._cells.scale = painter.device().devicePixelRatio()

    def paint_cell(
        self, painter: QPainter, place: Place, task: TaskSnapshot, column: int, *, ground: str
    ) -> None:
        """Draw one cell after `begin`."""
        paint_ground(painter, place, ground, first=column == 0)
        if self._cells is not None:
            self._cells.paint(painter, place, task, column, narrow=self.narrow)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole text of the cell under the mouse: nothing is cut without a way to read it."""
        task = cast("TaskSnapshot | None", index.data(QueueModel.SnapshotRole))
        if event.type() != QEvent.Type.ToolTip or task is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tooltip(_told(task, index)), view)
        return True


def _told(task: TaskSnapshot, index: Index) -> str:
    column = Column(index.column())
    if column is Column.NAME:
        name, key = visible(task.name), visible(task.key)
        return name if task.name == task.key else f"{name}\n{key}"
    if column is Column.STATE:
        words = state_words(task, expert=True, now=time.monotonic())
        later = row_words(task, expert=True)
        lines = (words.text, reason_text(task, expert=True), later.text if later else "")
        return "\n".join(text for text in lines if text)
    return str(index.data() or "")
