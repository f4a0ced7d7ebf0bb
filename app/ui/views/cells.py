"""Cells: draws what one cell of the Expert queue says.

Places are four whole numbers (left, top, width, height) and not Qt's rectangles: each of those
gives the interpreter away when it goes, and while eight senders want it, too, a row that is drawn
would have to wait for it fifty times.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from app.domain.states import ENDED, UploadState
from app.domain.upload import TaskSnapshot
from app.ui import i18n
from app.ui.file_kinds import icon_name
from app.ui.i18n import translate
from app.ui.models.queue_model import Column
from app.ui.models.rows import progress, row_text
from app.ui.notice_words import row_words
from app.ui.plain_names import visible
from app.ui.theme.icons import draw
from app.ui.theme.tokens import BAR, L, S, inks
from app.ui.words import Tone, Words, reason_text, state_words

Place = tuple[int, int, int, int]
Says = Callable[[str], str]
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE, _END = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
_TITLE = 20
"""Side of a file's or state's icon in pixels."""
_SMALL = 12
"""Side of the glyph on a lower line."""
_BARLESS = frozenset({UploadState.QUEUED, UploadState.CANCELLED, UploadState.CANCELLING})


class Pictures(Protocol):
    """Gives small pictures of files (`app.ui.thumbnails`)."""

    def of(self, task: TaskSnapshot, side: int, scale: float) -> QImage | None:
        """The picture of a task's file when there is one; returns at once."""


class Cells:
    """Draws cell after cell with the same letters."""

    def __init__(self, font: QFont) -> None:
        self.key = font.key()
        """Of the font that it was made for."""
        self._font, self._small = QFont(font), QFont(font)
        self._small.setPointSizeF(max(font.pointSizeF() - 1.5, 7.0))
        self._metrics, self._small_metrics = QFontMetrics(self._font), QFontMetrics(self._small)
        self._hundred = self._metrics.horizontalAdvance("100 %") + S
        self._box, self._shape = QRect(), QRectF()
        self._ink = inks()
        self.pictures: Pictures | None = None
        """Once the window is on the screen."""
        self.says: Says = str
        """What may be read of a text now (`app.ui.curtain_views`)."""
        self.scale = 1.0
        """Pixels of the screen for each of ours; looked up once for all cells."""

    def paint(
        self, painter: QPainter, place: Place, task: TaskSnapshot, column: int, *, narrow: bool
    ) -> None:
        """Draw contents; ``narrow``: speed and time left have no columns of their own."""
        painter.setFont(self._font)
        self._ink = inks()
        left, top, width, height = place
        before = L if column == Column.NAME else S
        area = (left + before, top, width - before - S, height)
        if column == Column.NAME:
            self._name(painter, area, task)
        elif column == Column.STATE:
            self._state(painter, area, task)
        elif column == Column.PROGRESS:
            self._progress(painter, area, task, beside=narrow)
        else:
            painter.setPen(self._ink["muted"])
            text = row_text(task, column, str)
            self._write(painter, area, self._metrics.elidedText(text, _END, area[2]), _RIGHT)

    def _write(
        self, painter: QPainter, place: Place, text: str, flags: Qt.AlignmentFlag = _LEFT
    ) -> None:
        self._box.setRect(*place)
        painter.drawText(self._box, flags, text)

    def _icon(self, painter: QPainter, name: str, role: str, *, place: Place) -> None:
        self._shape.setRect(*place)
        draw(painter, name, role, rect=self._shape)

    def _name(self, painter: QPainter, area: Place, task: TaskSnapshot) -> None:
        left, top, width, height = area
        icon = (left, _centre(top, height) - _TITLE // 2 + 1, _TITLE, _TITLE)
        self._sheet(painter, icon, task)
        left, width = left + _TITLE + S, width - _TITLE - S
        if task.practice:
            width -= self._tag(painter, (left, top, width, height)) + S
        painter.setPen(self._ink["text"])
        cut = self._metrics.elidedText(self.says(visible(task.name)), _MIDDLE, width)
        self._write(painter, (left, top, width, height), cut)

    def _sheet(self, painter: QPainter, place: Place, task: TaskSnapshot) -> None:
        """The file's picture, or the icon of its kind."""
        picture = None
        if self.pictures is not None:
            picture = self.pictures.of(task, _TITLE, self.scale)
        if picture is None:
            self._icon(painter, icon_name(task.name), "text", place=place)
        else:
            painter.drawImage(place[0], place[1], picture)

    def _tag(self, painter: QPainter, area: Place) -> int:
        """*practice* in a small frame at the right end; how many pixels it took, or 0."""
        word = translate("Queue", "practice")
        width = self._small_metrics.horizontalAdvance(word) + 12
        if area[2] < width + 40:
            return 0
        height = self._small_metrics.height() + 2
        top = _centre(area[1], area[3]) - height / 2 + 1
        self._shape.setRect(area[0] + area[2] - 1 - width, top, width, height)
        painter.setFont(self._small)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink["amber_soft"])
        painter.drawRoundedRect(self._shape, height / 2, height / 2)
        painter.setPen(self._ink["amber"])
        painter.drawText(self._shape, Qt.AlignmentFlag.AlignCenter, word)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._font)
        return width

    def _state(self, painter: QPainter, area: Place, task: TaskSnapshot) -> None:
        words = state_words(task, expert=True, now=time.monotonic())
        sending = task.state is UploadState.SENDING
        text = translate("Queue", "Sending") if sending else words.text
        left, top, width, height = area
        icon = (left, _centre(top, height) - 7, 16, 16)
        self._icon(painter, words.glyph, words.tone, place=icon)
        role = "text" if words.tone in (Tone.MUTED, Tone.ACCENT) else words.tone
        rest = (left + 16 + S, top, width - 16 - S, height)
        if task.notice and (later := row_words(task, expert=True)) is not None:
            self._lines(painter, rest, (self.says(text), " "), self._ink[role])
            self._later(painter, rest, later)
            return
        reason = reason_text(task, expert=True)
        self._lines(painter, rest, (self.says(text), self.says(reason)), self._ink[role])

    def _later(self, painter: QPainter, area: Place, later: Words) -> None:
        """What the service tells later: a small glyph and its words, below the state."""
        left, top, width, height = area
        half = height // 2
        icon = (left, top + half + (height - half) // 2 - _SMALL // 2 - 2, _SMALL, _SMALL)
        self._icon(painter, later.glyph, later.tone, place=icon)
        role = "muted" if later.tone in (Tone.MUTED, Tone.GOOD) else str(later.tone)
        rest = (left + _SMALL + 4, top, width - _SMALL - 4, height)
        self._below(painter, rest, self.says(later.text), role)

    def _lines(self, painter: QPainter, area: Place, lines: tuple[str, str], first: QColor) -> None:
        """One line in the middle, or two: the second smaller and muted."""
        upper, lower = lines
        painter.setPen(first)
        cut = self._metrics.elidedText(upper, _END, area[2])
        self._write(painter, _upper(area) if lower else area, cut)
        if lower:
            self._below(painter, area, lower)

    def _below(self, painter: QPainter, area: Place, text: str, role: str = "muted") -> None:
        painter.setPen(self._ink[role])
        painter.setFont(self._small)
        left, top, width, height = area
        cut = self._small_metrics.elidedText(text, _END, width)
        half = height // 2
        self._write(painter, (left, top + half - 1, width, height - half - 2), cut)
        painter.setFont(self._font)

    def _progress(
        self, painter: QPainter, area: Place, task: TaskSnapshot, *, beside: bool
    ) -> None:
        """A thin bar with its percentage; after the end how long it took."""
        if task.state in ENDED:
            painter.setPen(self._ink["muted"])
            self._write(painter, area, i18n.exact(task.seconds) if task.seconds else "")
            return
        if task.state in _BARLESS and not task.sent:
            return
        more = _speed_and_time(task) if beside else ""
        self._bar(painter, _upper(area) if more else area, task)
        if more:
            self._below(painter, area, more)

    def _bar(self, painter: QPainter, area: Place, task: TaskSnapshot) -> None:
        percent = progress(task)
        painter.setPen(self._ink["muted"])
        text = translate("Queue", "{percent} %").format(percent=percent)
        self._write(painter, area, text, _RIGHT)
        left, top, width, height = area
        long = width - self._hundred
        track, top = self._shape, _centre(top, height) - BAR // 2 + 1
        track.setRect(left, top, long, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink["track"])
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        waits = task.state in (UploadState.PAUSED, UploadState.WAITING)
        painter.setBrush(self._ink["muted" if waits else "accent"])
        if percent:
            track.setRect(left, top, max(BAR, long * percent / 100), BAR)
            painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_ground(painter: QPainter, place: Place, ground: str, *, first: bool) -> None:
    """The background: ``selected``, ``hovered`` or neither, a line below, a mark in the first."""
    left, top, width, height = place
    ink = inks()
    if ground == "selected":
        painter.fillRect(left, top, width, height, ink["accent_soft"])
        if first:
            painter.fillRect(left, top, 3, height, ink["accent"])
    elif ground == "hovered":
        painter.fillRect(left, top, width, height, ink["hover"])
    painter.fillRect(left, top + height - 1, width, 1, ink["border"])


def _centre(top: int, height: int) -> int:
    return int((2 * top + height - 1) / 2)  # as QRect.center has it, above the edge, too


def _upper(area: Place) -> Place:
    """Where the upper of two lines stands."""
    left, top, width, height = area
    return left, top + 3, width, height - height // 2 - 2


def _speed_and_time(task: TaskSnapshot) -> str:
    left = "" if task.seconds_left is None else i18n.duration(task.seconds_left)
    return " · ".join(text for text in (i18n.speed(task.speed), left) if text)
