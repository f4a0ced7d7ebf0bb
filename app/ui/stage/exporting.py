"""Exports of the stage: the picture as SVG and PNG, the steps as Mermaid, the run as a trace."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.domain.stage import Run, Step
from app.domain.stage_export import mermaid, trace
from app.domain.stage_payload import masked
from app.ui.i18n import translate
from app.ui.stage import words
from app.ui.stage.drawing import paint
from app.ui.stage.frame import least_height, rows_of
from app.ui.stage.scene import Scene

WIDTH, TEXT = 1280, 18.0
"""Pixels of an exported picture's width, and of its usual text."""
SHARP = 2
"""Device pixels for each pixel of a PNG."""


def _size(scene: Scene) -> QSize:
    return QSize(WIDTH, round(least_height(TEXT, rows_of(scene)) + TEXT))


def svg(scene: Scene) -> bytes:
    """The picture as SVG."""
    size, data = _size(scene), QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    maker = QSvgGenerator()
    maker.setOutputDevice(data)
    maker.setSize(size)
    maker.setViewBox(QRectF(0, 0, size.width(), size.height()))
    maker.setTitle(translate("Stage", "What happens at an upload"))
    painter = QPainter(maker)
    paint(painter, QRectF(0, 0, size.width(), size.height()), scene)
    painter.end()
    return bytes(data.data().data())


def png(scene: Scene) -> bytes:
    """The picture as PNG."""
    size, data = _size(scene), QBuffer()
    image = QImage(size * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, size.width(), size.height()), scene)
    painter.end()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(data, QByteArray(b"png")).write(image)
    return bytes(data.data().data())


def mermaid_text(run: Run, scene: Scene) -> str:
    """The steps as a diagram for texts."""

    def sentence(step: Step) -> str:
        parts = (words.title(step, run), words.detail(step, run))
        return scene.says(", ".join(part for part in parts if part))

    return mermaid(run, lane=words.lane_name, words=sentence, moment=words.step_time)


def trace_text(run: Run, scene: Scene) -> str:
    """The run as a trace; while hosts are hidden, without them."""
    text = trace(run)
    return masked(text, scene.hosts) if scene.masked else text
