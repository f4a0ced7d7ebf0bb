"""Stretches of time below each other on one scale, with a line where patience ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.ui.dialogs.parts import SIDE_BY_SIDE
from app.ui.dialogs.sizing import text_scale
from app.ui.i18n import translate
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import colour

ROW = 24
"""Pixels of a row's height, at least."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row. Times in seconds from the beginning of the first."""

    name: str
    start: float = 0.0
    seconds: float = 0.0
    role: str = "accent"
    """Colour of the bar."""
    sure: bool = True
    """False: inferred. The bar is dashed then."""
    told: str = ""
    """What stands in place of the time; empty: the time itself."""
    strong: bool = False
    """A sum."""


def time_text(seconds: float) -> str:
    """``12.3 ms`` or ``1.24 s``."""
    if seconds < 0.0995:
        number = QLocale().toString(seconds * 1000, "f", 1)
        return translate("Waterfall", "{number} ms").format(number=number)
    number = QLocale().toString(seconds, "f", 2)
    return translate("Waterfall", "{number} s").format(number=number)


class Track(QWidget):
    """The bar of one row on the common scale."""

    def __init__(self, stretch: Stretch, *, whole: float, limit: float) -> None:
        super().__init__()
        self._stretch = stretch
        self._whole = whole
        self._limit = limit
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumSize(40, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A thin track, the stretch on it, the limit across."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.fillRect(QRectF(0, middle - 0.5, self.width(), 1), colour("track"))
        scale = self.width() / self._whole
        stretch = self._stretch
        if stretch.seconds > 0:
            left = stretch.start * scale
            wide = max(3.0, stretch.seconds * scale)
            left = min(left, self.width() - wide)
            self._bar(painter, QRectF(left, middle - 5, wide, 10))
        if self._limit > 0:
            painter.setPen(QPen(colour("danger"), 1.5, Qt.PenStyle.DashLine))
            x = self._limit * scale
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _bar(self, painter: QPainter, box: QRectF) -> None:
        ink = colour(self._stretch.role)
        if self._stretch.sure:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
        else:
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = box.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 3, 3)


class Waterfall(QWidget):
    """Name, bar and time of each stretch; the whole is read out as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretches: tuple[Stretch, ...] = ()
        self._limit, self._limit_name = 0.0, ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1 if text_scale() > SIDE_BY_SIDE else 0)
        self._grid.setColumnStretch(1, 1)

    def show_stretches(
        self, stretches: Sequence[Stretch], *, limit: float = 0.0, limit_name: str = ""
    ) -> None:
        """Show these; ``limit``: where the line is drawn, in seconds (0: none)."""
        shown = (tuple(stretches), limit, limit_name)
        if shown == (self._stretches, self._limit, self._limit_name):
            return
        self._stretches, self._limit, self._limit_name = shown
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        ends = [one.start + one.seconds for one in self._stretches]
        whole = max([*ends, self._limit, 1e-6]) * 1.04
        told = []
        for row, one in enumerate(self._stretches):
            text = one.told or time_text(one.seconds)
            large = text_scale() > SIDE_BY_SIDE
            name = plain_label(one.name, look="strong" if one.strong else "", wrap=large)
            value = plain_label(text, look="strong" if one.strong else "muted")
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(Track(one, whole=whole, limit=self._limit), row, 1)
            self._grid.addWidget(value, row, 2, Qt.AlignmentFlag.AlignRight)
            told.append(f"{one.name}: {text}")
        if self._limit:
            self._grid.addWidget(self._limit_label(whole), len(self._stretches), 1)
            told.append(self._limit_name)
        self.setAccessibleName("; ".join(told))

    def _limit_label(self, whole: float) -> QLabel:
        return _Under(self._limit_name, share=self._limit / whole)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


class _Under(QLabel):
    """A few words below the line, as near to it as they fit."""

    def __init__(self, text: str, *, share: float) -> None:
        super().__init__()
        self._text = text
        self._share = share
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "danger")
        self.setAccessibleName(text)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(text))
        self.setMinimumHeight(self.fontMetrics().height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it at its place."""
        painter = QPainter(self)
        painter.setPen(colour("danger"))
        wide = self.fontMetrics().horizontalAdvance(self._text)
        at = self._share * self.width() - wide / 2
        left = max(0.0, min(at, self.width() - wide))
        box = QRectF(left, 0, wide + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()
