"""What is known of one upload of the history: its end, its facts, the answer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.receipt import Line
from app.ui.i18n import translate
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton, Glyph, plain_label, scrolling, set_look
from app.ui.plain_names import visible
from app.ui.receipt_words import exact_facts, plain_facts, who_answered
from app.ui.theme.tokens import XL, L, M, S
from app.ui.words import outcome_words


class HistoryDetails(QFrame):
    """A card beside the list; outside text is shown plain."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.name = plain_label(look="subtitle", wrap=True)
        self._glyph = Glyph(18)
        self.ended = plain_label(wrap=True)
        self.copy = CopyButton()
        """Copies the facts; on the screen long ones have places to break in them."""
        self.facts = QWidget()
        self._form = QFormLayout()
        self.answer_title = plain_label(look="muted")
        self.answer = LongText()
        self.answer.setMinimumHeight(72)
        self.hint = plain_label(look="muted", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self.show_hint("")

    def _build(self) -> None:
        end = QHBoxLayout()
        end.setSpacing(S)
        end.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        end.addWidget(self.ended, 1)
        end.addWidget(self.copy)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(M)
        self._form.setVerticalSpacing(S)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        told = QVBoxLayout(self.facts)
        told.setContentsMargins(0, 0, S, 0)
        told.setSpacing(S)
        told.addWidget(self.name)
        told.addLayout(end)
        told.addLayout(self._form)
        told.addStretch(1)
        self._area = scrolling(self.facts)
        for ground in (self.facts, self._area.viewport()):
            ground.setAutoFillBackground(False)
        self._whole = QWidget()
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(S)
        self._answer = QWidget()
        below = QVBoxLayout(self._answer)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(S)
        below.addWidget(self.answer_title)
        below.addWidget(self.answer, 1)
        self._two = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._two.setSpacing(M)
        self._two.addWidget(self._area, 3)
        self._two.addWidget(self._answer, 2)
        inside.addLayout(self._two, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.addWidget(self._whole, 1)
        column.addWidget(self.hint, 1)
        self.setMinimumWidth(10 * XL)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is wide and low, the answer stands beside the facts."""
        super().resizeEvent(event)
        wide = self.width() > 2 * self.height()
        way = QBoxLayout.Direction
        self._two.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def show_hint(self, text: str) -> None:
        """Nothing, or several are selected."""
        self.hint.setText(text)
        self.hint.show()
        self._whole.hide()

    def show_line(self, line: Line, *, expert: bool) -> None:
        """One upload."""
        words = outcome_words(line.outcome, expert=expert)
        self.name.setText(_breakable(visible(line.name)))
        self.ended.setText(words.text)
        set_look(self.ended, str(words.tone))
        self._glyph.draw(words.glyph, words.tone)
        facts = [fact for fact in (exact_facts if expert else plain_facts)(line) if fact[1]]
        self._fill(facts)
        told = [visible(line.name), words.text, *(f"{label}: {value}" for label, value in facts)]
        self.copy.set_text("\n".join(told), translate("History", "Copy what is known"))
        answer = (line.body or line.answer) if expert else line.answer
        self.answer.show_text(answer)
        self.answer_title.setText(who_answered(line))
        self.answer.setAccessibleName(who_answered(line))
        self._answer.setVisible(bool(answer))
        self.hint.hide()
        self._whole.show()

    def _fill(self, facts: Iterable[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for label, value in facts:
            text = plain_label(_breakable(value), wrap=True)
            text.setAccessibleName(f"{label}: {value}")
            self._form.addRow(plain_label(label, look="muted"), text)


def _breakable(value: str) -> str:
    """Long words may be broken: an address or a checksum has no blanks."""
    words = ("\u200b".join(w[n : n + 12] for n in range(0, len(w), 12)) for w in value.split(" "))
    return " ".join(words)
