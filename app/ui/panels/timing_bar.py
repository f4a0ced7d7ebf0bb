"""How long each phase of a request took, as one coloured bar with its legend."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.domain.exchange import Timings
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import colour

PHASES = (
    ("connect", "muted"),
    ("tls", "border_strong"),
    ("send", "accent"),
    ("wait", "amber"),
    ("receive", "good"),
)
"""Fields of `Timings` in the order in which they happen, each with its colour."""


class Bar(QWidget):
    """Segments side by side, as wide as their share of the time; at least 2 pixels each."""

    def __init__(self, parts: list[tuple[str, float]] | None = None) -> None:
        super().__init__()
        self._parts = parts or []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(10)

    def show_parts(self, parts: list[tuple[str, float]]) -> None:
        """Colour roles and seconds, in order."""
        self._parts = [part for part in parts if part[1] > 0]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the segments within a rounded track."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QPainterPath()
        track.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(track)
        painter.fillRect(self.rect(), colour("track"))
        total = sum(seconds for _role, seconds in self._parts)
        left, room = 0.0, self.width() - 2.0 * len(self._parts)
        for role, seconds in self._parts:
            width = 2 + room * seconds / total
            painter.fillRect(QRectF(left, 0, width - 1, self.height()), colour(role))
            left += width
        painter.end()


class Swatch(QWidget):
    """A small square in a phase's colour."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(QSize(10, 10))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._role))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.end()


class TimingBar(QWidget):
    """The bar and, under it, each phase's name and time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timings = Timings()
        self._bar = Bar()
        self._names: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (phase, role) in enumerate(PHASES):
            self._names[phase] = plain_label()
            self._values[phase] = plain_label(look="muted")
            grid.addWidget(Swatch(role), row, 0)
            grid.addWidget(self._names[phase], row, 1)
            grid.addWidget(self._values[phase], row, 2, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._bar)
        column.addLayout(grid)
        self.retranslate()

    def set_timings(self, timings: Timings) -> None:
        """Show another request's times."""
        self._timings = timings
        self._bar.show_parts([(role, getattr(timings, phase)) for phase, role in PHASES])
        self.retranslate()

    def retranslate(self) -> None:
        """Names and times in the language of now."""
        names = {
            "connect": self.tr("Connecting"),
            "tls": self.tr("Securing the line (TLS)"),
            "send": self.tr("Sending"),
            "wait": self.tr("Waiting for the answer"),
            "receive": self.tr("Receiving"),
        }
        told = []
        for phase, _role in PHASES:
            seconds = getattr(self._timings, phase)
            text = self._time(seconds) if seconds else self.tr("not needed")
            self._names[phase].setText(names[phase])
            self._values[phase].setText(text)
            told.append(f"{names[phase]}: {text}")
        self.setAccessibleName("; ".join(told))

    def _time(self, seconds: float) -> str:
        if seconds < 0.0995:
            return self.tr("{number} ms").format(
                number=self.locale().toString(seconds * 1000, "f", 1)
            )
        return self.tr("{number} s").format(number=self.locale().toString(seconds, "f", 2))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
