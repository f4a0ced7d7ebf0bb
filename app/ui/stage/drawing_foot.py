"""The lower parts of the picture: the moment the file is safe, and the server's time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from app.domain.stage import Lane, Run, Step, Tale
from app.ui.i18n import translate
from app.ui.stage import words
from app.ui.stage.frame import LEFT, Frame, font_of, write
from app.ui.stage.scene import Scene
from app.ui.theme.icons import draw
from app.ui.theme.tokens import colour


def draw_stored(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """The moment from which the file is safe."""
    run = scene.run
    if run is None or (run.outcome is None and run.stored is None):
        return
    whole = Tale.COMMIT if any(s.tale is Tale.APPLY for s in scene.shown) else Tale.UPLOAD
    arrived = [i for i, s in enumerate(scene.shown) if s.tale is whole and s.came is not None]
    if run.size is None or not arrived or scene.grown(arrived[-1]) < 1:
        return
    if run.stored is None and not scene.over:
        return
    if frame.narrow:  # there is no room between the steps: it stands with the storage's name
        place = QPointF(frame.x(Lane.STORAGE), frame.area.top() + 2.1 * frame.unit)
        _pill(painter, place, frame.unit * 0.78)
        return
    y = frame.y(arrived[-1]) + frame.row / 2
    if frame.top < y < frame.bottom:
        _pill(painter, QPointF(frame.x(Lane.STORAGE), y), frame.unit)


def _pill(painter: QPainter, middle: QPointF, unit: float) -> None:
    text = translate("Stage", "File stored")
    font = font_of(unit, bold=True, times=0.95)
    wide = QFontMetricsF(font).horizontalAdvance(text) + 3 * unit
    pill = QRectF(middle.x() - wide / 2, middle.y() - unit * 0.85, wide, 1.7 * unit)
    painter.setPen(QPen(colour("good"), 1.2))
    painter.setBrush(QBrush(colour("good_soft")))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    side = unit * 1.1
    tick = QRectF(pill.left() + unit * 0.6, middle.y() - side / 2, side, side)
    draw(painter, "check", "good", rect=tick)
    place = QRectF(tick.right() + unit * 0.3, pill.top(), wide - 2.2 * unit, pill.height())
    write(painter, place, text, role="good", font=font, align=LEFT)


# --- the server's time ------------------------------------------------------------------------


def draw_foot(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """How much of its time the server used, against the line where the storage stops waiting."""
    run, unit = scene.run, frame.unit
    if not scene.calls:
        return  # nobody waits for anybody
    limit = run.limit if run else scene.limit
    top = frame.area.bottom() - 2.5 * unit
    left, right = frame.x(Lane.COMPUTER), frame.x(Lane.SERVER)
    line = left + (right - left) * 0.86
    track = QRectF(left, top, right - left, unit * 0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour("track")))
    painter.drawRoundedRect(track, unit * 0.4, unit * 0.4)
    used, role = _used(scene, run)
    if used is not None:
        wide = max((line - left) * min(used, 1.0), unit * 0.5)
        painter.setBrush(QBrush(colour(role)))
        painter.drawRoundedRect(QRectF(left, top, wide, unit * 0.8), unit * 0.4, unit * 0.4)
    painter.setPen(QPen(colour("amber"), max(2.0, unit / 7)))
    painter.drawLine(QPointF(line, top - unit * 0.35), QPointF(line, top + unit * 1.15))
    below = top + unit * 1.0
    font = font_of(unit, times=0.92)
    said = _server_words(scene, run)
    room = QRectF(left, below, (line - left) * 0.8, unit * 1.5)
    write(painter, room, said, role="muted", font=font, align=LEFT)
    mark = words.limit_text(limit)
    wide = QFontMetricsF(font).horizontalAdvance(mark) + 4
    at = QRectF(line - wide / 2, below, wide, unit * 1.5)
    write(painter, at, mark, role="amber", font=font)


def _spent(scene: Scene, run: Run | None) -> Step | None:
    """The shown step that tells how long calling the server took."""
    shown = [s for i, s in enumerate(scene.shown) if s.seconds is not None and scene.grown(i) >= 1]
    return shown[-1] if run and shown else None


def _used(scene: Scene, run: Run | None) -> tuple[float | None, str]:
    """How much of its time is over, and the colour's role."""
    spent = _spent(scene, run)
    if run and spent and spent.seconds is not None:
        return spent.seconds / run.limit, "accent" if spent.well else "amber"
    return scene.waiting, "amber" if scene.waiting is not None and scene.waiting > 0.8 else "accent"


def _server_words(scene: Scene, run: Run | None) -> str:
    spent = _spent(scene, run)
    if spent and spent.seconds is not None:
        text = translate("Stage", "the storage waited {time} for your server")
        return text.format(time=words.time_text(spent.seconds))
    if scene.waiting is not None:
        return translate("Stage", "waiting for your server")
    if run is not None and not run.practice and scene.over:
        return translate("Stage", "not seen from here")
    return translate("Stage", "your server's time")
