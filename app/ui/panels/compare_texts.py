"""Two texts side by side, line against line; what differs is marked by colour and by a sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.panels.answer_text import one_line
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import plain_label
from app.ui.theme.tokens import colour

MOST_LINES = 1500
"""Lines of each that are compared; comparing takes as long as they are squared."""
LONGEST = 400
"""Characters of a line that are shown here."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of each side; ``sign`` is ``=``, ``≠``, ``<`` (left alone) or ``>`` (right alone)."""

    sign: str
    left: str = ""
    right: str = ""


def pairs(left: str, right: str) -> list[Pair]:
    """The lines of two texts, those that belong together beside each other."""
    mine, other = _lines(left), _lines(right)
    found: list[Pair] = []
    matcher = SequenceMatcher(None, mine, other, autojunk=True)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [Pair("=", one, one) for one in mine[a:b]]
            continue
        same = min(b - a, d - c)
        found += [Pair("≠", x, y) for x, y in zip(mine[a:b], other[c:d], strict=False)]
        found += [Pair("<", one) for one in mine[a + same : b]]
        found += [Pair(">", "", one) for one in other[c + same : d]]
    return found


def _lines(text: str) -> list[str]:
    lines = text.split("\n", MOST_LINES)[:MOST_LINES]
    return [one_line(line.rstrip("\r"), LONGEST) for line in lines]


class CompareTexts(QWidget):
    """Both texts, scrolled together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sides = (LongText(), LongText())
        self.told = plain_label(look="muted", wrap=True)
        self._pairs: Sequence[Pair] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for column, side in enumerate(self.sides):
            side.setLineWrapMode(LongText.LineWrapMode.NoWrap)
            grid.addWidget(side, 0, column)
        grid.addWidget(self.told, 1, 0, 1, 2)
        self._tie()

    def _tie(self) -> None:
        one, other = self.sides
        for first, second in ((one, other), (other, one)):
            first.verticalScrollBar().valueChanged.connect(second.verticalScrollBar().setValue)
            first.horizontalScrollBar().valueChanged.connect(second.horizontalScrollBar().setValue)

    def show_pairs(self, found: Sequence[Pair]) -> None:
        """Show what `pairs` gave."""
        self._pairs = found
        signs = {"=": " ", "≠": "≠", "<": "-", ">": "+"}
        for side, texts in zip(
            self.sides, ([p.left for p in found], [p.right for p in found]), strict=True
        ):
            rows = [f"{signs[p.sign]} {text}" for p, text in zip(found, texts, strict=True)]
            side.setPlainText("\n".join(rows))
            self._colour(side)
        differing = sum(pair.sign != "=" for pair in found)
        same = self.tr("Both are the same.")
        text = self.tr("%n line(s) differ; they have a sign in front.", "", differing)
        self.told.setText(text if differing else same)

    def _colour(self, side: LongText) -> None:
        """Lines that differ stand on a colour."""
        style = QTextBlockFormat()
        style.setBackground(QColor(colour("amber_soft")))
        cursor = QTextCursor(side.document())
        for row, pair in enumerate(self._pairs):
            if pair.sign != "=":
                cursor.setPosition(side.document().findBlockByNumber(row).position())
                cursor.setBlockFormat(style)

    def name_sides(self, left: str, right: str) -> None:
        """For the screen reader."""
        for side, name in zip(self.sides, (left, right), strict=True):
            side.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other words, other colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.show_pairs(self._pairs)
