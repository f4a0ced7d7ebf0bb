"""Where things stand in a picture of the stage, and how its words are written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter

from app.domain.stage import Lane
from app.ui.stage.scene import Scene
from app.ui.theme.tokens import colour

_PLACES = {Lane.COMPUTER: 0.15, Lane.STORAGE: 0.51, Lane.SERVER: 0.87}
"""Where lanes stand, as a part of the width left of the clock."""
_CROWDED = {Lane.COMPUTER: 0.11, Lane.STORAGE: 0.36, Lane.SERVER: 0.61, Lane.STRANGER: 0.88}
"""The same where somebody else takes part."""
FORGERIES = 6
"""Steps of a run of forged callbacks."""
ROW, DENSE = 4.4, 3.7
"""Height of a step, in heights of the text; the second where there are many."""
MANY = 6
"""Steps from which on they stand closer."""
CLOCK = 5.6
_HEAD = 3.4
_FOOT, _NO_FOOT = 3.6, 0.4
_NARROW = 15.5
"""Heights of text between two lanes below which words need more than the room between them."""
Align = Qt.AlignmentFlag
CENTRED = Align.AlignHCenter | Align.AlignVCenter
LEFT = Align.AlignLeft | Align.AlignVCenter
RIGHT = Align.AlignRight | Align.AlignVCenter


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in a picture."""

    area: QRectF
    """Everything."""
    unit: float
    """Height of the text in pixels."""
    first: int
    """Index of the topmost step that fits."""
    rows: int
    """Steps that fit."""
    top: float
    row: float
    """Height of one step."""
    crowded: bool = False
    """There is a fourth lane."""

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Who takes part, from the left."""
        return tuple(_CROWDED if self.crowded else _PLACES)

    @property
    def narrow(self) -> bool:
        """Whether the text is so large that there is no room for a clock at the side."""
        wide = (self.area.width() - CLOCK * self.unit) * (0.27 if self.crowded else 0.36)
        return wide < _NARROW * self.unit

    def x(self, lane: Lane) -> float:
        """Where a lane's line stands."""
        width = self.area.width() - (0 if self.narrow else CLOCK * self.unit)
        return self.area.left() + width * (_CROWDED if self.crowded else _PLACES)[lane]

    def words(self, source: Lane, target: Lane) -> QRectF:
        """Room for the words of an arrow, without a height: between its lanes, or wherever."""
        if source is target:  # its words stand at the right of its lane, where messages do not
            source, target = Lane.STORAGE, Lane.SERVER
        middle = (self.x(source) + self.x(target)) / 2
        if not self.narrow:
            half = abs(self.x(source) - self.x(target)) / 2 - 1.2 * self.unit
            return QRectF(middle - half, 0, 2 * half, 0)
        half = min(middle - self.area.left(), self.area.right() - middle)
        return QRectF(middle - half, 0, 2 * half, 0)

    def y(self, index: int) -> float:
        """Where a step's arrow lies."""
        return self.top + (index - self.first + 0.5) * self.row

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return self.top + self.rows * self.row

    @property
    def gap(self) -> float:
        """Between two lanes."""
        return self.x(Lane.STORAGE) - self.x(Lane.COMPUTER)


def least_height(unit: float, rows: int) -> float:
    """Pixels below which so many steps cannot be shown together."""
    return unit * (_HEAD + _FOOT + _row(rows) * rows + 1.1)


def _row(rows: int) -> float:
    return DENSE if rows > MANY else ROW


def rows_of(scene: Scene) -> int:
    """Steps for which there has to be room in a whole picture."""
    if scene.stranger:
        return max(FORGERIES, scene.rows)
    return scene.rows if scene.plan or scene.service else max(4, scene.rows)


def frame_for(area: QRectF, scene: Scene) -> Frame:
    """Places for everything; with large text only the steps around the current one."""
    unit = scene.text
    inner = area.adjusted(unit, unit * 0.6, -unit, -unit * 0.4)
    top = inner.top() + _HEAD * unit
    foot = _FOOT if scene.calls or scene.stranger else _NO_FOOT
    room = inner.bottom() - foot * unit - top
    steps = max(rows_of(scene), 1)
    rows = max(1, min(steps, int(room / (_row(steps) * unit) + 0.15)))
    last = max(len(scene.shown), 1)
    first = max(0, min(last - rows, steps - rows))
    high = min(room / rows, 7 * unit)
    return Frame(inner, unit, first, rows, top, high, scene.stranger)


def font_of(unit: float, *, bold: bool = False, times: float = 1.0) -> QFont:
    font = QFont()
    font.setPixelSize(max(round(unit * times), 1))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def write(
    painter: QPainter,
    place: QRectF,
    text: str,
    *,
    role: str = "text",
    font: QFont,
    align: Qt.AlignmentFlag = CENTRED,
    ground: bool = False,
) -> None:
    """One line of plain text, cut where it does not fit.

    ``ground``: on a patch of the window's colour, because a lane may run below it.
    """
    painter.setFont(font)
    painter.setPen(colour(role))
    metrics = QFontMetricsF(font)
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
    if ground:
        _clear(painter, place, metrics.horizontalAdvance(cut), align)
        painter.setPen(colour(role))
    painter.drawText(place, align | Qt.TextFlag.TextSingleLine, cut)


def _clear(painter: QPainter, place: QRectF, wide: float, align: Qt.AlignmentFlag) -> None:
    """Take away what stands below a text."""
    left = place.left() if align & Align.AlignLeft else place.center().x() - wide / 2
    patch = QRectF(left - 3, place.top() + 1, wide + 6, place.height() - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour("window")))
    painter.drawRoundedRect(patch, 4, 4)


def badge(
    painter: QPainter,
    place: QRectF,
    text: str,
    unit: float,
    *,
    number: int,
    role: str,
    ground: bool = False,
) -> None:
    """A number in a disc, and the title beside it, both in the middle of ``place``."""
    font = font_of(unit, bold=True)
    side = 1.45 * unit
    room = place.width() - side - unit * 0.5
    wide = min(QFontMetricsF(font).horizontalAdvance(text) + 2, room)
    left = place.center().x() - (wide + side + unit * 0.5) / 2
    disc = QRectF(left, place.center().y() - side / 2, side, side)
    if ground:
        whole = QRectF(left - unit * 0.2, place.top(), wide + side + unit * 0.7, place.height())
        _clear(painter, whole, whole.width(), CENTRED)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour(role)))
    painter.drawEllipse(disc)
    write(painter, disc, str(number), role="window", font=font_of(unit, bold=True, times=0.95))
    title = QRectF(disc.right() + unit * 0.5, place.top(), wide, place.height())
    write(painter, title, text, font=font, align=LEFT)
