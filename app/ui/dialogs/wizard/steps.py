"""The head of the wizard: three steps, of which one is now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.icons import draw
from app.ui.theme.tokens import XL, S, colour


class Steps(QWidget):
    """Numbered discs with a word each, joined by a line; those that are done have a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ("", "", "")
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def name(self, words: tuple[str, ...]) -> None:
        """The word of each step."""
        self._words = words
        self._tell()

    def go(self, now: int) -> None:
        """Which one is now, from 0."""
        self._now = now
        self._tell()

    def _tell(self) -> None:
        text = self.tr("Page {number} of {all}: {word}")
        said = text.format(number=self._now + 1, all=len(self._words), word=self._words[self._now])
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for all words in bold."""
        wide = sum(self._width(word) for word in self._words)
        return QSize(wide + XL * (len(self._words) - 1), self._disc() + 2 * S)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Nothing of it is left out."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """A larger font needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Disc, word, line; disc, word, line; disc, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = float(self.width() - sum(self._width(word) for word in self._words))
        gap = min(left / max(len(self._words) - 1, 1), 64.0)
        x, middle = 0.0, self.height() / 2
        for place, word in enumerate(self._words):
            self._draw_disc(
                painter, QRectF(x, middle - self._disc() / 2, *[self._disc()] * 2), place
            )
            wide = self._width(word)
            painter.setFont(self._bold() if place == self._now else self.font())
            painter.setPen(colour("text" if place == self._now else "muted"))
            at = QRectF(x + self._disc() + S, 0, wide, self.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, word)
            x += wide
            if place + 1 < len(self._words) and gap > S:
                painter.setPen(QPen(colour("border"), 1))
                painter.drawLine(round(x), round(middle), round(x + gap - S), round(middle))
            x += gap
        painter.end()

    def _draw_disc(self, painter: QPainter, disc: QRectF, place: int) -> None:
        reached = place <= self._now
        painter.setPen(QPen(colour("accent" if reached else "border_strong"), 1))
        painter.setBrush(colour("accent" if reached else "window"))
        painter.drawEllipse(disc)
        if place < self._now:
            inset = disc.width() / 5
            draw(painter, "check", "on_accent", rect=disc.adjusted(inset, inset, -inset, -inset))
            return
        painter.setPen(colour("on_accent" if reached else "muted"))
        painter.setFont(self._bold())
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _disc(self) -> int:
        return self.fontMetrics().height() + 8

    def _width(self, word: str) -> int:
        """Pixels of a disc and its word, whichever is now."""
        return self._disc() + S + self.fontMetrics().horizontalAdvance(word) * 108 // 100 + S
