"""Work of the service itself in the picture: a loop at its lane, which closes when it is done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from app.domain.stage import Lane
from app.ui.stage.frame import Frame
from app.ui.theme.tokens import colour

_ROUND = 270
"""Degrees of a loop that is done."""


def draw_work(painter: QPainter, frame: Frame, index: int, *, grown: float, role: str) -> None:
    """A loop beside the storage's lane; ``grown``: how far it is, 0 to 1."""
    unit, x, y = frame.unit, frame.x(Lane.STORAGE), frame.y(index)
    side = 1.5 * unit
    place = QRectF(x - side / 2, y - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour("window")))
    painter.drawEllipse(place.adjusted(-3, -3, 3, 3))
    pen = QPen(colour(role), max(2.0, unit / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(place, 90 * 16, -round(_ROUND * grown) * 16)
    if grown >= 1.0:  # it ends at the left, on its way up
        _tip(painter, QPointF(place.left(), place.center().y()), unit * 0.5, role)


def _tip(painter: QPainter, at: QPointF, size: float, role: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour(role)))
    corners = [
        QPointF(at.x(), at.y() - size),
        QPointF(at.x() - size * 0.8, at.y() + size * 0.3),
        QPointF(at.x() + size * 0.8, at.y() + size * 0.3),
    ]
    painter.drawPolygon(QPolygonF(corners))
