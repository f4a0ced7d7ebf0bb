"""Bytes as they came, sixteen a line: only the lines in sight are drawn, however many there are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.panels.parts import code_font
from app.ui.presenting import OPAQUE
from app.ui.theme.tokens import colour

WIDTHS = (16, 8, 4)
"""Bytes on a line; fewer where the view is narrow."""


class HexView(QAbstractScrollArea):
    """Place, bytes, and the letters that they are in ASCII."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._marked: tuple[int, int] = (-1, 0)
        self._wide = WIDTHS[0]
        self.setProperty(OPAQUE, True)
        self.setFont(code_font())
        self.viewport().setFont(code_font())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_bytes(self, data: bytes) -> None:
        """Show others."""
        self._data, self._marked = data, (-1, 0)
        self.verticalScrollBar().setValue(0)
        self._measure()

    def mark(self, offset: int, length: int = 1) -> None:
        """Mark bytes and bring them into sight."""
        self._marked = (offset, length)
        if offset >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(max(0, offset // self._wide - bar.pageStep() // 2))
        self.viewport().update()

    def hits(self, needle: str, *, most: int = 500) -> list[tuple[int, int]]:
        """Places of a text, or of bytes written as ``0d 0a``; as offsets and lengths."""
        found: list[tuple[int, int]] = []
        for wanted in dict.fromkeys(_wanted(needle)):
            at = self._data.find(wanted)
            while at >= 0 and len(found) < most:
                found.append((at, len(wanted)))
                at = self._data.find(wanted, at + 1)
        return sorted(found)

    def line(self, number: int) -> tuple[str, str, str]:
        """Place, bytes and letters of one line."""
        at = number * self._wide
        piece = self._data[at : at + self._wide]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in piece)
        return f"{at:08X}", piece.hex(" ").upper(), letters

    def lines(self) -> int:
        """How many lines there are."""
        return -(-len(self._data) // self._wide)

    def _measure(self) -> None:
        metrics = self.viewport().fontMetrics()
        self._letter = metrics.horizontalAdvance("0")
        self._height = metrics.lineSpacing() + 2
        room = self.viewport().width() // max(1, self._letter)
        self._wide = next((n for n in WIDTHS if 8 + 2 + n * 3 + 1 + n + 2 <= room), WIDTHS[-1])
        bar = self.verticalScrollBar()
        page = max(1, self.viewport().height() // self._height)
        bar.setPageStep(page)
        bar.setRange(0, max(0, self.lines() - page))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width takes other lines."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font, other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and "_data" in self.__dict__:
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines in sight."""
        painter = QPainter(self.viewport())
        first = self.verticalScrollBar().value()
        shown = range(
            first, min(self.lines(), first + self.viewport().height() // self._height + 2)
        )
        for row, number in enumerate(shown):
            self._draw(painter, number, row * self._height + 4)
        painter.end()

    def _draw(self, painter: QPainter, number: int, top: int) -> None:
        place, codes, letters = self.line(number)
        line, letter = self._height, self._letter
        left, text = 6 + 10 * letter, 6 + (10 + self._wide * 3 + 1) * letter
        start, length = self._marked
        for at in range(max(0, start - number * self._wide), self._wide):
            if not number * self._wide + at < start + length:
                break
            painter.fillRect(
                QRectF(left + (at * 3 - 0.5) * letter, top, 3 * letter, line), colour("amber_soft")
            )
            painter.fillRect(QRectF(text + at * letter, top, letter, line), colour("amber_soft"))
        middle = Qt.AlignmentFlag.AlignVCenter
        for x, words, role in (
            (6, place, "muted"),
            (left, codes, "text"),
            (text, letters, "accent"),
        ):
            painter.setPen(colour(role))
            box = QRectF(x, top, self.viewport().width(), line)
            painter.drawText(box, middle, words)


def _wanted(needle: str) -> list[bytes]:
    """What a search may mean."""
    wanted = [needle.encode("utf-8", "replace")] if needle else []
    try:
        wanted.append(bytes.fromhex(needle))
    except ValueError:
        pass
    return [one for one in wanted if one]
