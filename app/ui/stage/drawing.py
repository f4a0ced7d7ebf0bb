"""Paints a scene: lanes, arrows, waiting, clock, five-second line; for widget, PNG and SVG.

Solid: observed. Dashed: inferred, and without a time. A cross: what should have come did not.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.stage import Lane, Sight, Step, Tale
from app.domain.stage_ways import planned
from app.ui.i18n import translate
from app.ui.stage import later_words, words
from app.ui.stage.drawing_foot import draw_foot, draw_stored
from app.ui.stage.drawing_work import draw_work
from app.ui.stage.frame import CLOCK, LEFT, RIGHT, Frame, badge, font_of, frame_for, write
from app.ui.stage.scene import Scene
from app.ui.theme.icons import draw
from app.ui.theme.tokens import colour

_ICONS = {
    Lane.COMPUTER: "upload",
    Lane.STORAGE: "cloud",
    Lane.SERVER: "server",
    Lane.STRANGER: "warn",
}
_BACK = frozenset({3, 4, 5, 6, 8, 10, 11})
"""Roads of what comes back, or is done."""
_LOST_AT = {Tale.CUT: 0.55, Tale.UNREACHABLE: 0.84, Tale.ANSWER_LOST: 0.6}
"""How far an arrow gets that does not arrive."""


def paint(painter: QPainter, area: QRectF, scene: Scene) -> None:
    """Draw the scene into ``area``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, colour("window"))
    frame = frame_for(area, scene)
    _lanes(painter, frame, scene)
    _waits(painter, frame, scene)
    for index in range(frame.first, frame.first + frame.rows):
        if scene.grown(index) > 0 and scene.run and index < len(scene.run.steps):
            _step(painter, frame, scene, index)
        else:
            _announced(painter, frame, scene, index)
    draw_stored(painter, frame, scene)
    draw_foot(painter, frame, scene)


# --- lanes ------------------------------------------------------------------------------------


def _lanes(painter: QPainter, frame: Frame, scene: Scene) -> None:
    unit = frame.unit
    for lane in frame.lanes:
        x = frame.x(lane)
        painter.setPen(QPen(colour("border_strong"), max(1.5, unit / 10)))
        painter.drawLine(QPointF(x, frame.top - unit * 0.4), QPointF(x, frame.bottom))
        half = min(frame.gap * 0.47, 7.5 * unit, x - frame.area.left(), frame.area.right() - x)
        box = QRectF(x - half, frame.area.top(), 2 * half, 2.9 * unit)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(QBrush(colour("surface")))
        painter.drawRoundedRect(box, unit * 0.6, unit * 0.6)
        _head(painter, frame, scene, lane, box=box)
    if not frame.narrow:
        width = CLOCK * unit
        clock = QRectF(frame.area.right() - width, frame.area.top(), width, 2.9 * unit)
        _clock_head(painter, frame, clock)
        _zero(painter, frame, scene)


def _clock_head(painter: QPainter, frame: Frame, place: QRectF) -> None:
    """What the times are, and where they begin."""
    unit = frame.unit
    upper = QRectF(place.left(), place.top() + unit * 0.25, place.width(), 1.2 * unit)
    title = translate("Stage", "Clock")
    write(painter, upper, title, role="muted", font=font_of(unit, bold=True), align=RIGHT)
    below, font = upper.translated(0, 1.2 * unit), font_of(unit, times=0.92)
    text = translate("Stage", "since start")
    write(painter, below, text, role="muted", font=font, align=RIGHT)


def _zero(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """The story's beginning, where its first arrow leaves; not where nobody saw that."""
    shown, unit = scene.shown, frame.unit
    if frame.first or not shown or shown[0].left is None:
        return
    width = CLOCK * unit
    place = QRectF(frame.area.right() - width, frame.top - 0.2 * unit, width, 1.4 * unit)
    text, font = words.time_text(shown[0].left), font_of(unit, times=0.92)
    write(painter, place, text, role="muted", font=font, align=RIGHT)


def _head(painter: QPainter, frame: Frame, scene: Scene, lane: Lane, *, box: QRectF) -> None:
    """Name and hint of a lane; with large text only the name, a little smaller."""
    unit = frame.unit
    if frame.narrow:
        inner = box.adjusted(unit * 0.2, unit * 0.1, -unit * 0.2, -unit * 1.35)
        write(painter, inner, words.lane_name(lane), font=font_of(unit, bold=True, times=0.8))
        return
    side = 1.5 * unit
    picture = QRectF(box.left() + unit * 0.8, box.center().y() - side / 2, side, side)
    ink = "danger" if lane is Lane.STRANGER else "accent"
    draw(painter, _ICONS[lane], ink, rect=picture)
    words_at = box.adjusted(3 * unit, unit * 0.25, -unit * 0.5, -unit * 0.25)
    name = QRectF(words_at.left(), words_at.top(), words_at.width(), words_at.height() / 2)
    write(painter, name, words.lane_name(lane), font=font_of(unit, bold=True), align=LEFT)
    hint = scene.says(words.lane_hint(lane, scene.run, scene.service))
    below = name.translated(0, name.height())
    write(painter, below, hint, role="muted", font=font_of(unit, times=0.92), align=LEFT)


def _index(scene: Scene, *numbers: int) -> int | None:
    """Index of the first step with one of these numbers that can be seen."""
    return next((i for i, s in enumerate(scene.shown) if s.number in numbers), None)


def _waits(painter: QPainter, frame: Frame, scene: Scene) -> None:
    """Bars on the lanes of those who wait, and the words that say so."""
    first = _index(scene, 1)
    if first is None or scene.stranger:
        return
    last = _index(scene, 4)
    now = len(scene.shown) - 1
    end = frame.y(now) if last is None or scene.grown(last) < 1 else frame.y(last)
    upcall = translate("Stage", "Upcall waits")
    _bar(painter, frame, Lane.COMPUTER, frame.y(first), end, role="accent_soft", text=upcall)
    call, answer = _index(scene, 2), _index(scene, 3)
    if answer is not None and scene.plan:  # it may have called again and again
        answer = max(i for i, s in enumerate(scene.shown) if s.number == 3)
    if call is None or scene.grown(call) < 1 or (answer is None and last is not None):
        return
    until = frame.y(now) + frame.row / 2 if answer is None else frame.y(answer)
    late = answer is not None and not scene.shown[answer].well
    role = "amber_soft" if late else "accent_soft"
    text = translate("Stage", "waits")
    _bar(painter, frame, Lane.STORAGE, frame.y(call), until, role=role, text=text)


def _bar(
    painter: QPainter,
    frame: Frame,
    lane: Lane,
    top: float,
    bottom: float,
    *,
    role: str,
    text: str,
) -> None:
    unit = frame.unit
    top, bottom = max(top, frame.top), min(bottom, frame.bottom)
    if bottom - top < unit:
        return
    bar = QRectF(frame.x(lane) - unit * 0.45, top, unit * 0.9, bottom - top)
    ink = {"accent_soft": "accent", "amber_soft": "amber"}[role]
    painter.setPen(QPen(colour(ink), 1.2))
    painter.setBrush(QBrush(colour(role)))
    painter.drawRoundedRect(bar, unit * 0.45, unit * 0.45)
    if frame.narrow:  # beside the bar there is no room: it stands with the computer's name
        if lane is Lane.COMPUTER:
            head = QRectF(
                bar.center().x() - 4 * unit, frame.area.top() + 1.5 * unit, 8 * unit, unit
            )
            write(painter, head, text, role=ink, font=font_of(unit, times=0.72))
        return
    middle = (top + bottom) / 2
    font = font_of(unit, times=0.92)
    wide = QFontMetricsF(font).horizontalAdvance(text) + 2
    if lane is Lane.COMPUTER:
        wide = min(wide, bar.left() - frame.area.left() - unit * 0.4)
    elif bottom - top < frame.row * 0.8:
        return
    place = QRectF(bar.left() - unit * 0.4 - wide, middle - unit, wide, 2 * unit)
    write(painter, place, text, role=ink, font=font, align=RIGHT)


# --- steps ------------------------------------------------------------------------------------


def tone(step: Step) -> str:
    """The colour's role of a step."""
    if step.sight is Sight.INFERRED:
        return "muted"
    if step.tale in (Tale.REFUSED, Tale.CUT, Tale.FORGED, Tale.TAKEN_IN):
        return "danger"
    if not step.well:
        return "amber"
    return "good" if step.number in _BACK else "accent"


def _ends(frame: Frame, source: Lane, target: Lane) -> tuple[float, float]:
    """Where an arrow begins and ends, clear of the lanes."""
    way = 1 if frame.x(target) > frame.x(source) else -1
    clear = frame.unit * 0.7
    return frame.x(source) + way * clear, frame.x(target) - way * clear


def _step(painter: QPainter, frame: Frame, scene: Scene, index: int) -> None:
    run = scene.run
    if run is None:
        return
    step, grown = run.steps[index], scene.grown(index)
    if step.within:
        _texts(painter, frame, scene, index)
        draw_work(painter, frame, index, grown=grown, role=tone(step))
        return
    begin, end = _ends(frame, step.source, step.target)
    y, unit, role = frame.y(index), frame.unit, tone(step)
    reach = (
        _LOST_AT.get(step.tale, 1.0) if step.sight is Sight.ABSENT or step.tale in _LOST_AT else 1.0
    )
    tip = begin + (end - begin) * reach * grown
    _texts(painter, frame, scene, index)  # first: they may clear the ground below them
    pen = QPen(colour(role), max(2.0, unit / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if step.sight is Sight.INFERRED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    if step.tale is Tale.NO_ANSWER:  # nobody sent one: it is missing where it was waited for
        if grown >= 1.0:
            _cross(painter, QPointF(end, y), unit * (0.62 if frame.narrow else 1.0), role)
        return
    painter.drawLine(QLineF(begin, y, tip, y))
    if reach < 1.0 and grown >= 1.0:
        _cross(painter, QPointF(tip, y), unit * (0.62 if frame.narrow else 1.0), role)
    elif reach == 1.0:
        _tip(painter, QPointF(tip, y), unit, role=role, way=1 if end > begin else -1)


def _tip(painter: QPainter, at: QPointF, unit: float, *, role: str, way: int) -> None:
    size = unit * 0.62
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour(role)))
    back = at.x() - way * size * 1.3
    painter.drawPolygon(
        QPolygonF([at, QPointF(back, at.y() - size * 0.7), QPointF(back, at.y() + size * 0.7)])
    )


def _cross(painter: QPainter, at: QPointF, unit: float, role: str) -> None:
    size = unit * 0.72
    painter.setPen(QPen(colour(role), max(1.5, unit / 9)))
    painter.setBrush(QBrush(colour("window")))
    painter.drawEllipse(at, size, size)
    arm = size * 0.45
    for way in (1, -1):
        painter.drawLine(
            QPointF(at.x() - arm, at.y() - way * arm), QPointF(at.x() + arm, at.y() + way * arm)
        )


def _texts(painter: QPainter, frame: Frame, scene: Scene, index: int) -> None:
    """Number, title above, detail below, the time in the clock's column."""
    run = scene.run
    if run is None:
        return
    step, unit, y = run.steps[index], frame.unit, frame.y(index)
    role, room = tone(step), frame.words(step.source, step.target)
    clear = (0.45 if frame.narrow else 0.25) * unit
    place = QRectF(room.left(), y - 1.5 * unit - clear, room.width(), 1.5 * unit)
    title = scene.says(words.title(step, run))
    ground = frame.narrow or (step.source, step.target) == (Lane.SERVER, Lane.COMPUTER)
    badge(painter, place, title, unit, number=step.mark, role=role, ground=ground)
    below = place.translated(0, 1.5 * unit + 2 * clear)
    said = scene.says(words.detail(step, run))
    come = scene.grown(index) >= 1.0
    time = words.step_time(step) if come else ""
    if frame.narrow:
        said = " · ".join(filter(None, (time, said)))
    write(
        painter,
        below,
        said,
        role="muted",
        font=font_of(unit, times=0.92),
        ground=ground,
    )
    if time and not frame.narrow:
        width = CLOCK * unit
        clock = QRectF(frame.area.right() - width, y - unit, width, 2 * unit)
        font = font_of(unit, bold=scene.current is step)
        ink = "text" if step.well else role
        write(painter, clock, time, role=ink, font=font, align=RIGHT)


def _announced(painter: QPainter, frame: Frame, scene: Scene, index: int) -> None:
    """A step that is still to come: its number and its plan, pale and without a line."""
    steps = len(scene.run.steps) if scene.run else 0
    if scene.over:
        return
    if scene.stranger:
        _announced_forgery(painter, frame, index)
        return
    if scene.plan or scene.service:
        _announced_later(painter, frame, scene, index)
        return
    known = scene.run.steps[index] if scene.run and index < steps else None
    last = scene.run.steps[steps - 1].number if scene.run and steps else 0
    number = known.number if known else last + 1 + index - steps
    if number > 4:
        return
    _plan(painter, frame, index, Step(number, Tale.UPLOAD), words.planned(number))


def _announced_later(painter: QPainter, frame: Frame, scene: Scene, index: int) -> None:
    """A step that happened and is not shown yet, or the next one of the plan."""
    steps = scene.run.steps if scene.run else ()
    if index < len(steps):
        step = replace(steps[index], sight=Sight.OBSERVED)
        _plan(painter, frame, index, step, later_words.planned(step.tale))
    elif index - len(steps) < len(scene.coming):
        step = planned(scene.coming[index - len(steps)], index + 1)
        _plan(painter, frame, index, step, later_words.planned(step.tale))


def _announced_forgery(painter: QPainter, frame: Frame, index: int) -> None:
    """The next message of a stranger, or its refusal."""
    attempt, answered = index // 2 + 1, index % 2 == 1
    tale = Tale.TURNED_AWAY if answered else Tale.FORGED
    planned = Step(3 if answered else 2, tale, attempt=attempt)
    _plan(painter, frame, index, planned, words.planned_forgery(answered=answered))


def _plan(painter: QPainter, frame: Frame, index: int, planned: Step, text: str) -> None:
    unit, y = frame.unit, frame.y(index)
    room = frame.words(planned.source, planned.target)
    place = QRectF(room.left(), y - 0.75 * unit, room.width(), 1.5 * unit)
    painter.save()
    painter.setOpacity(0.55)
    badge(painter, place, text, unit, number=planned.mark, role="muted", ground=frame.narrow)
    painter.restore()
