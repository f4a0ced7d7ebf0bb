"""Draws a row of the Simple list as a card: sheet, name, state in words, bar, buttons."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.upload import TaskSnapshot
from app.ui import file_kinds, i18n
from app.ui.models.queue_model import QueueModel
from app.ui.plain_names import visible
from app.ui.theme.icons import draw
from app.ui.theme.tokens import BAR, RADIUS, ROW_SIMPLE, L, M, S, colour
from app.ui.views.row_face import (
    SEPARATOR,
    RowAction,
    action_text,
    face_of,
    practice_text,
    tooltip,
)
from app.ui.words import Words

if TYPE_CHECKING:
    from app.ui.views.cells import Pictures

Index = QModelIndex | QPersistentModelIndex
GAP = S
"""Pixels between two cards."""
SHEET = QSize(32, 40)
GLYPH = 16
_BUTTON_HEIGHT = 28


class SimpleDelegate(QStyledItemDelegate):
    """One card a row, no widget; `action_at` tells which button lies under a point."""

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.says: Callable[[str], str] = str
        """What may be read of a text now (`app.ui.curtain_views`)."""
        self.pointer: QPointF | None = None
        """Where the mouse is, in the view's coordinates; None when it is elsewhere."""
        self.pictures: Pictures | None = None
        """Small pictures of files, once the window is on the screen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """A card and the gap below it; higher with big type."""
        lines = QFontMetricsF(_bold(option.font)).height() + QFontMetricsF(option.font).height()
        return QSize(320, max(ROW_SIMPLE, round(lines) + 34) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        snapshot = snapshot_of(index)
        if snapshot is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = _card(QRectF(option.rect))
        self._paint_card(painter, option, card)
        left = card.left() + M + SHEET.width() + M
        sheet = QRectF(card.left() + M, card.center().y() - 20, SHEET.width(), SHEET.height())
        self._paint_sheet(painter, sheet, snapshot)
        right = self._paint_buttons(painter, option, card=card, snapshot=snapshot)
        text = QRectF(QPointF(left, card.top()), QPointF(right, card.bottom()))
        self._paint_text(painter, option.font, text=text, snapshot=snapshot)
        painter.restore()

    def buttons(
        self, rect: QRectF, snapshot: TaskSnapshot, *, font: QFont
    ) -> list[tuple[RowAction, QRectF]]:
        """Buttons of the row that covers ``rect`` with their places, the first one leftmost."""
        return _buttons(_card(rect), snapshot, font=font)

    def action_at(
        self, rect: QRectF, snapshot: TaskSnapshot, *, font: QFont, point: QPointF
    ) -> RowAction | None:
        """The button under ``point`` in the row that covers ``rect``; None beside them."""
        for action, place in self.buttons(rect, snapshot, font=font):
            if place.contains(point):
                return action
        return None

    def helpEvent(  # noqa: N802
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Everything that may be cut off, as plain text."""
        snapshot = snapshot_of(index)
        if snapshot is None or event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), as_plain(tooltip(snapshot, now=self._clock())), view)
        return True

    # --- pieces -----------------------------------------------------------------------------

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, snapshot: TaskSnapshot) -> None:
        """The file's picture, or the icon of its kind."""
        picture = None
        if self.pictures is not None:
            scale = painter.device().devicePixelRatio()
            picture = self.pictures.of(snapshot, SHEET.height(), scale)
        if picture is None:
            draw(painter, file_kinds.icon_name(snapshot.name), "muted", rect=sheet)
        else:
            left = round(sheet.center().x()) - SHEET.height() // 2
            painter.drawImage(left, round(sheet.top()), picture)

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, card: QRectF) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        fill = "accent_soft" if chosen else "hover" if hovered else "surface"
        painter.setBrush(colour(fill))
        edge = colour("accent" if chosen or focused else "border")
        painter.setPen(QPen(edge, 2.0 if focused else 1.0))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_buttons(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        *,
        card: QRectF,
        snapshot: TaskSnapshot,
    ) -> float:
        """Draw the buttons; the x that the text may reach."""
        places = _buttons(card, snapshot, font=option.font)
        painter.setFont(option.font)
        for action, place in places:
            under = self.pointer is not None and place.contains(self.pointer)
            painter.setPen(QPen(colour("accent" if under else "border"), 1.0))
            painter.setBrush(colour("accent_soft" if under else "surface"))
            painter.drawRoundedRect(place, 6, 6)
            painter.setPen(colour("accent"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, action_text(action))
        return places[0][1].left() - M if places else card.right() - L

    def _paint_text(
        self, painter: QPainter, font: QFont, *, text: QRectF, snapshot: TaskSnapshot
    ) -> None:
        face = face_of(snapshot, now=self._clock())
        bold = _bold(font)
        first, second = QFontMetricsF(bold).height(), QFontMetricsF(font).height()
        room = first + 2 + second + (S + BAR if face.bar is not None else 0)
        top = text.center().y() - room / 2
        name = QRectF(text.left(), top, text.width(), first)
        self._paint_name(painter, font, place=name, snapshot=snapshot)
        line = QRectF(text.left(), name.bottom() + 2, text.width(), second)
        ink = colour(str(face.state.tone))
        glyph = QRectF(line.left(), line.center().y() - GLYPH / 2, GLYPH, GLYPH)
        draw(painter, face.state.glyph, str(face.state.tone), rect=glyph)
        rest = line.adjusted(GLYPH + 6, 0, 0, 0)
        state, detail = self.says(face.state.text), self.says(face.detail)
        used = _write(painter, state, font=font, ink=ink, place=rest)
        if detail:
            rest = rest.adjusted(used, 0, 0, 0)
            used = _write(painter, SEPARATOR + detail, font=font, ink=colour("muted"), place=rest)
        if face.notice is not None:
            self._paint_notice(
                painter, font, place=rest.adjusted(used, 0, 0, 0), notice=face.notice
            )
        if face.bar is not None:
            bar = QRectF(text.left(), line.bottom() + S, text.width(), BAR)
            _paint_bar(painter, bar, share=face.bar, ink=ink)

    def _paint_notice(
        self, painter: QPainter, font: QFont, *, place: QRectF, notice: Words
    ) -> None:
        """What the service tells later, with a glyph of its own, in what is left of the line."""
        glyph = QRectF(place.left() + M, place.center().y() - GLYPH / 2, GLYPH, GLYPH)
        rest = place.adjusted(M + GLYPH + 6, 0, 0, 0)
        if rest.width() < GLYPH:
            return
        tone = str(notice.tone)
        draw(painter, notice.glyph, tone, rect=glyph)
        _write(painter, self.says(notice.text), font=font, ink=colour(tone), place=rest)

    def _paint_name(
        self, painter: QPainter, font: QFont, *, place: QRectF, snapshot: TaskSnapshot
    ) -> None:
        """Name on the left; size and the word *practice* on the right."""
        metrics = QFontMetricsF(font)
        size = i18n.size(snapshot.size)
        width = metrics.horizontalAdvance(size) + 1
        if place.width() > 3 * width:
            right = place.adjusted(place.width() - width, 0, 0, 0)
            _write(painter, size, font=font, ink=colour("muted"), place=right)
            place = place.adjusted(0, 0, -width - M, 0)
        if snapshot.practice:
            place = _paint_chip(painter, font, place=place)
        name = self.says(visible(snapshot.name))
        _write(painter, name, font=_bold(font), ink=colour("text"), place=place)


def snapshot_of(index: Index) -> TaskSnapshot | None:
    """The task that a row shows."""
    value = index.data(QueueModel.SnapshotRole)
    return value if isinstance(value, TaskSnapshot) else None


def as_plain(text: str) -> str:
    """``text`` as a tooltip that is never read as markup: names may hold anything."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines = "<br>".join(escaped.split("\n"))
    return f"<qt>{lines}</qt>"


def _card(rect: QRectF) -> QRectF:
    return rect.adjusted(0, 0, 0, -GAP)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _buttons(
    card: QRectF, snapshot: TaskSnapshot, *, font: QFont
) -> list[tuple[RowAction, QRectF]]:
    """Buttons with their places, the first one leftmost."""
    metrics = QFontMetricsF(font)
    height = max(_BUTTON_HEIGHT, metrics.height() + 10)
    right = card.right() - M
    places: list[tuple[RowAction, QRectF]] = []
    for action in reversed(face_of(snapshot, now=0.0).actions):
        width = metrics.horizontalAdvance(action_text(action)) + 2 * M
        place = QRectF(right - width, card.center().y() - height / 2, width, height)
        places.insert(0, (action, place))
        right = place.left() - S
    return places


def _write(painter: QPainter, text: str, *, font: QFont, ink: QColor, place: QRectF) -> float:
    """Write one line, cut off in the middle where it does not fit; the width that it took."""
    metrics = QFontMetricsF(font)
    line = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(place.width(), 0.0))
    painter.setFont(font)
    painter.setPen(ink)
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(place, flags, line)
    return metrics.horizontalAdvance(line)


def _paint_chip(painter: QPainter, font: QFont, *, place: QRectF) -> QRectF:
    """The word *practice* at the right end of ``place``; what is left of the place."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    text = practice_text()
    width = QFontMetricsF(small).horizontalAdvance(text) + 2 * S
    chip = QRectF(place.right() - width, place.top() + 1, width, place.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("amber_soft"))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    painter.setFont(small)
    painter.setPen(colour("amber"))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return place.adjusted(0, 0, -width - M, 0)


def _paint_bar(painter: QPainter, place: QRectF, *, share: float, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("track"))
    painter.drawRoundedRect(place, BAR / 2, BAR / 2)
    if share > 0:
        painter.setBrush(ink)
        width = max(BAR, place.width() * min(share, 1.0))
        done = place.adjusted(0, 0, width - place.width(), 0)
        painter.drawRoundedRect(done, BAR / 2, BAR / 2)
