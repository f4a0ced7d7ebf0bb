"""ComparePage: the services side by side, each with a small picture of its lanes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.services import service
from app.domain.stage import Lane, Step, Tale
from app.domain.stage_compare import ASPECTS, WAYS, Aspect, Cell, Way
from app.domain.stage_scenarios import said
from app.domain.stage_ways import plan_of, planned
from app.ui.i18n import translate
from app.ui.panels.parts import plain_label, scrolling
from app.ui.stage import later_words
from app.ui.stage.cards import roomy, set_size
from app.ui.stage.drawing import tone
from app.ui.stage.scenarios import language
from app.ui.theme.tokens import M, S, colour

_LANES = {Lane.COMPUTER: 0.1, Lane.STORAGE: 0.5, Lane.SERVER: 0.9}
_MOST = 9
"""Steps of the longest way: pictures stand at the same height."""
_HIGH, _WIDE = 132, 150
"""Pixels of a small picture."""
_HEAD = 128
"""Pixels of the questions' column."""


def steps_of(way: Way) -> list[Step]:
    """The steps that its picture shows."""
    plan = way.plan or plan_of(way.service, way.way)
    return [planned(tale, number) for number, tale in enumerate(plan, start=1)]


class SmallLanes(QWidget):
    """Three lanes and the arrows of one way, without words; a bar where somebody waits."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._steps = steps_of(way)
        self.setFixedHeight(_HIGH)
        self.setMinimumWidth(_WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the longest."""
        return QSize(_WIDE, _HIGH)

    def tell(self) -> None:
        """The steps for a screen reader, in the language of now."""
        names = [later_words.planned(step.tale) for step in self._steps]
        self.setAccessibleName("; ".join(names))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Lanes, bars, arrows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self.height() / (_MOST + 0.6)
        painter.setPen(QPen(colour("border_strong"), 1.4))
        for place in _LANES.values():
            x = place * self.width()
            painter.drawLine(QLineF(x, 2, x, self.height() - 2))
        self._bars(painter, row)
        for index, step in enumerate(self._steps):
            self._arrow(painter, step, (index + 0.8) * row)
        painter.end()

    def _bars(self, painter: QPainter, row: float) -> None:
        """Who waits: the computer until it has its answer, the storage for a callback's."""
        numbers = [step.number for step in self._steps]
        spans = [(Lane.COMPUTER, 0, numbers.index(4))]
        if 2 in numbers:
            spans.append((Lane.STORAGE, numbers.index(2), numbers.index(3)))
        painter.setPen(QPen(colour("accent"), 1))
        painter.setBrush(QBrush(colour("accent_soft")))
        for lane, first, last in spans:
            x = _LANES[lane] * self.width()
            bar = QRectF(x - 4, (first + 0.8) * row, 8, (last - first) * row)
            painter.drawRoundedRect(bar, 4, 4)

    def _arrow(self, painter: QPainter, step: Step, y: float) -> None:
        ink = colour(tone(step))
        begin, end = (_LANES[lane] * self.width() for lane in (step.source, step.target))
        painter.setPen(QPen(ink, 1.8))
        if step.within:
            painter.setBrush(QBrush(ink))
            painter.drawEllipse(QPointF(begin, y), 4, 4)
            return
        way = 1 if end > begin else -1
        begin, end = begin + 6 * way, end - 6 * way
        painter.drawLine(QLineF(begin, y, end - 4 * way, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(ink))
        tip = [QPointF(end, y), QPointF(end - 7 * way, y - 3.5), QPointF(end - 7 * way, y + 3.5)]
        painter.drawPolygon(QPolygonF(tip))


class ComparePage(QWidget):
    """A table of questions; each column leads to the scenario that shows it."""

    wanted = Signal(str)
    """Id of a scenario that somebody wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stageCompare")
        self._heads = [plain_label(look="strong", wrap=True) for _ in WAYS]
        self._ways = [plain_label(look="muted", wrap=True) for _ in WAYS]
        self.lanes = [SmallLanes(way) for way in WAYS]
        self.shows = [QPushButton() for _ in WAYS]
        self._questions = [plain_label(look="strong", wrap=True) for _ in ASPECTS]
        self.cells = [[plain_label(wrap=True) for _ in WAYS] for _ in ASPECTS]
        self._legend = plain_label(look="muted", wrap=True)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(M, S, M, S)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        grid.setColumnMinimumWidth(0, _HEAD)
        grid.addWidget(self._legend, 0, 0, 4, 1, Qt.AlignmentFlag.AlignBottom)
        for place, way in enumerate(WAYS, start=1):
            show = self.shows[place - 1]
            show.setProperty("look", "small")
            show.clicked.connect(lambda _on=False, one=way: self.wanted.emit(one.scenario))
            column: tuple[QWidget, ...] = (
                self._heads[place - 1],
                self._ways[place - 1],
                self.lanes[place - 1],
                show,
            )
            for row, part in enumerate(column):
                grid.addWidget(part, row, place)
            grid.setColumnStretch(place, 1)
        for number in range(len(ASPECTS)):
            row = 4 + 2 * number
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setProperty("look", "line")
            grid.addWidget(line, row, 0, 1, len(WAYS) + 1)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._questions[number], row + 1, 0, top)
            for place, label in enumerate(self.cells[number], start=1):
                grid.addWidget(label, row + 1, place, top)
        grid.setRowStretch(4 + 2 * len(ASPECTS), 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(scrolling(inside))

    def set_text(self, pixels: float) -> None:
        """Another size of everything that is read."""
        labels: list[QLabel] = [*self._heads, *self._ways, *self._questions, self._legend]
        for label in (*labels, *(cell for row in self.cells for cell in row)):
            set_size(label, pixels)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setAccessibleName(translate("Stage", "The services side by side"))
        self._legend.setText(
            translate(
                "Stage", "From the left: this computer, the storage, your server. A bar: it waits."
            )
        )
        for place, way in enumerate(WAYS):
            name, title = service(way.service).label, said(way.title, language())
            self._heads[place].setText(name)
            self._ways[place].setText(title)
            self.shows[place].setText(translate("Stage", "Show this"))
            self.shows[place].setAccessibleName(f"{name}: {title}")
            roomy(self.shows[place])
            self.lanes[place].tell()
        for number, aspect in enumerate(ASPECTS):
            self._fill(number, aspect)

    def _fill(self, number: int, aspect: Aspect) -> None:
        question = said(aspect.title, language())
        self._questions[number].setText(question)
        for place, cell in enumerate(aspect.cells):
            label = self.cells[number][place]
            text = said(cell.texts, language())
            label.setText(f"{_glyph(cell)}{text}")
            name = f"{service(WAYS[place].service).label}, {said(WAYS[place].title, language())}"
            label.setAccessibleName(f"{name}. {question}: {text}")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _glyph(cell: Cell) -> str:
    """A sign beside the words: colour alone would not tell everybody."""
    return {"good": "✓ ", "amber": "! "}.get(cell.mark, "")


def tales_of(way: Way) -> tuple[Tale, ...]:
    """What happens in a way."""
    return tuple(step.tale for step in steps_of(way))
