"""Icons: own SVG strokes from ``resources/icons``, coloured when they are painted.

The colour is looked up at every painting, so that a change of the theme needs no new icons, and the
picture is drawn from the strokes at the size asked for, so that it is sharp on every screen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.resources import resource
from app.ui.theme.tokens import colour

DISABLED = 0.4
"""Opacity of an icon on something that cannot be used now."""


@lru_cache(maxsize=128)
def strokes(name: str) -> str:
    """SVG text of an icon. Raises `FileNotFoundError` for an unknown name."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _picture(name: str, ink: str, width: int, height: int) -> QImage:
    """The strokes drawn once, ``width`` by ``height`` device pixels: rows show the same few."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(strokes(name).replace("currentColor", ink).encode()).render(painter)
    painter.end()
    return image


def draw(painter: QPainter, name: str, role: str, *, rect: QRectF) -> None:
    """Paint an icon into ``rect`` in the colour of ``role``."""
    scale = painter.device().devicePixelRatio()
    width, height = round(rect.width() * scale), round(rect.height() * scale)
    picture = _picture(name, colour(role).name(), width, height)
    # At a place between two pixels it would be blurred.
    if scale == 1:  # nearly always: without a rectangle to be made (`app.ui.views.cells`)
        painter.drawImage(round(rect.x()), round(rect.y()), picture)
        return
    place = QRectF(round(rect.x() * scale) / scale, round(rect.y() * scale) / scale, 0, 0)
    place.setSize(rect.size())
    painter.drawImage(place, picture)


class _Engine(QIconEngine):
    """Draws one icon at any size, in the colour that its role has at that moment."""

    _copies: ClassVar[list[QIconEngine]] = []

    def __init__(self, name: str, role: str, role_on: str) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._role_on = role_on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into ``rect``; paler when disabled."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * DISABLED)
        role = self._role_on if state == QIcon.State.On else self._role
        draw(painter, self._name, role, rect=QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A transparent picture of ``size`` device pixels."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """A copy for another `QIcon`; kept here, for Qt does not keep its Python half alive."""
        copy = _Engine(self._name, self._role, self._role_on)
        self._copies.append(copy)
        return copy


def icon(name: str, role: str = "text", *, role_on: str = "") -> QIcon:
    """The icon ``name`` in the colour of ``role`` (``role_on`` while checked)."""
    strokes(name)
    return QIcon(_Engine(name, role, role_on or role))
