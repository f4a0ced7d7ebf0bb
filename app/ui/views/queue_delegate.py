"""Paints the rows of the Expert queue: no widget per row, every state as glyph, word and colour."""

from __future__ import annotations

import time
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.states import ENDED, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.file_kinds import icon_name
from app.ui.i18n import translate
from app.ui.models.queue_model import Column, QueueModel
from app.ui.models.rows import progress
from app.ui.panels.parts import tooltip
from app.ui.plain_names import visible
from app.ui.theme.icons import draw
from app.ui.theme.tokens import BAR, ROW_EXPERT, L, S, colour
from app.ui.words import Tone, reason_text, state_words

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TITLE = 20
"""Side of a file's or state's icon in pixels."""
_BARLESS = frozenset({UploadState.QUEUED, UploadState.CANCELLED, UploadState.CANCELLING})


class QueueDelegate(QStyledItemDelegate):
    """Draws one cell; the row's background is the same in all its cells."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.hovered = -1
        """Row under the mouse; -1 for none."""
        self.narrow = False
        """True when speed and time left have no columns of their own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Every row is as high as the design says, or higher with big letters."""
        del index
        metrics = QFontMetrics(option.font)
        return QSize(60, max(ROW_EXPERT, metrics.height() * 2 + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw background and contents of one cell."""
        task = cast("TaskSnapshot | None", index.data(QueueModel.SnapshotRole))
        if task is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        painter.setFont(option.font)
        self._background(painter, option, index)
        column = Column(index.column())
        area = rect.adjusted(L if column is Column.NAME else S, 0, -S, 0)
        if column is Column.NAME:
            _paint_name(painter, area, task)
        elif column is Column.STATE:
            _paint_state(painter, area, task)
        elif column is Column.PROGRESS:
            _paint_progress(painter, area, task, beside=self.narrow)
        else:
            _paint_text(painter, area, str(index.data() or ""))
        painter.restore()

    def _background(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accent_soft"))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        elif index.row() == self.hovered:
            painter.fillRect(rect, colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("border"))

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
        return "\n".join(text for text in (words.text, reason_text(task, expert=True)) if text)
    return str(index.data() or "")


def _paint_name(painter: QPainter, area: QRect, task: TaskSnapshot) -> None:
    top = area.center().y() - _TITLE // 2 + 1
    draw(painter, icon_name(task.name), "text", rect=QRectF(area.left(), top, _TITLE, _TITLE))
    text = area.adjusted(_TITLE + S, 0, 0, 0)
    if task.practice:
        text.setRight(text.right() - _paint_tag(painter, text, translate("Queue", "practice")) - S)
    metrics = painter.fontMetrics()
    painter.setPen(colour("text"))
    cut = metrics.elidedText(visible(task.name), Qt.TextElideMode.ElideMiddle, text.width())
    painter.drawText(text, _LEFT, cut)


def _paint_text(painter: QPainter, area: QRect, text: str) -> None:
    painter.setPen(colour("muted"))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _RIGHT, cut)


def _paint_tag(painter: QPainter, area: QRect, word: str) -> int:
    """A word in a small frame at the right end; how many pixels it took, 0 without room."""
    painter.save()
    font = _smaller(painter.font())
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(word) + 12
    if area.width() < width + 40:
        painter.restore()
        return 0
    height = painter.fontMetrics().height() + 2
    box = QRectF(area.right() - width, area.center().y() - height / 2 + 1, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("amber_soft"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(colour("amber"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
    return width


def _paint_state(painter: QPainter, area: QRect, task: TaskSnapshot) -> None:
    words = state_words(task, expert=True, now=time.monotonic())
    if task.state is UploadState.SENDING:
        words = type(words)(words.glyph, translate("Queue", "Sending"), words.tone)
    top = area.center().y() - 7
    draw(painter, words.glyph, words.tone, rect=QRectF(area.left(), top, 16, 16))
    text = area.adjusted(16 + S, 0, 0, 0)
    role = "text" if words.tone in (Tone.MUTED, Tone.ACCENT) else words.tone
    _paint_lines(painter, text, (words.text, reason_text(task, expert=True)), colour(role))


def _paint_lines(painter: QPainter, area: QRect, lines: tuple[str, str], first: QColor) -> None:
    """One line in the middle, or two: the second smaller and muted."""
    metrics = painter.fontMetrics()
    upper, lower = lines
    painter.setPen(first)
    if not lower:
        cut = metrics.elidedText(upper, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _LEFT, cut)
        return
    half = area.height() // 2
    cut = metrics.elidedText(upper, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area.adjusted(0, 3, 0, 1 - half), _LEFT, cut)
    painter.setPen(colour("muted"))
    font = painter.font()
    painter.setFont(_smaller(font))
    cut = painter.fontMetrics().elidedText(lower, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area.adjusted(0, half - 1, 0, -3), _LEFT, cut)
    painter.setFont(font)


def _paint_progress(painter: QPainter, area: QRect, task: TaskSnapshot, *, beside: bool) -> None:
    """A thin bar with its percentage; after the end how long it took."""
    if task.state in ENDED:
        painter.setPen(colour("muted"))
        painter.drawText(area, _LEFT, i18n.exact(task.seconds) if task.seconds else "")
        return
    if task.state in _BARLESS and not task.sent:
        return
    more = _speed_and_time(task) if beside else ""
    half = area.height() // 2
    line = area.adjusted(0, 3, 0, 1 - half) if more else area
    _paint_bar(painter, line, task)
    if more:
        painter.setPen(colour("muted"))
        painter.setFont(_smaller(painter.font()))
        cut = painter.fontMetrics().elidedText(more, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.adjusted(0, half - 1, 0, -3), _LEFT, cut)


def _paint_bar(painter: QPainter, area: QRect, task: TaskSnapshot) -> None:
    percent = progress(task)
    room = painter.fontMetrics().horizontalAdvance("100 %") + S
    painter.setPen(colour("muted"))
    painter.drawText(area, _RIGHT, translate("Queue", "{percent} %").format(percent=percent))
    track = QRectF(area.left(), area.center().y() - BAR / 2 + 1, area.width() - room, BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("track"))
    painter.drawRoundedRect(track, BAR / 2, BAR / 2)
    waits = task.state in (UploadState.PAUSED, UploadState.WAITING)
    painter.setBrush(colour("muted" if waits else "accent"))
    if percent:
        track.setWidth(max(BAR, track.width() * percent / 100))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)


def _speed_and_time(task: TaskSnapshot) -> str:
    left = "" if task.seconds_left is None else i18n.duration(task.seconds_left)
    return " · ".join(text for text in (i18n.speed(task.speed), left) if text)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() - 1.5, 7.0))
    return small
