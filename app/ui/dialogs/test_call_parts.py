"""Pieces of the test call's dialog: the verdict, the rulings, the request as text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.asks import CheckState
from app.domain.judge import Judgement, Ruling
from app.ui.call_plan import PlannedRequest
from app.ui.dialogs import test_call_words as words
from app.ui.dialogs.test_call_words import Said
from app.ui.i18n import translate
from app.ui.panels.parts import Glyph, plain_label, set_look
from app.ui.theme.tokens import XS, M, S


class Verdict(QWidget):
    """Glyph, heading, sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph(24)
        self.title = plain_label(look="subtitle", wrap=True)
        self.sentence = plain_label(look="muted", wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(XS)
        texts.addWidget(self.title)
        texts.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def say(self, said: Said) -> None:
        """Show another one."""
        self._glyph.draw(said.glyph, said.role)
        self.title.setText(said.title)
        set_look(self.title, "subtitle")
        self.sentence.setText(said.sentence)
        self.sentence.setVisible(bool(said.sentence))
        self.setAccessibleName(f"{said.title}. {said.sentence}".strip())


class RulingLine(QFrame):
    """One rule: glyph, name, state as a word, sentence."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__()
        glyph, role = words.STATES[ruling.state]
        self.title = words.ruling_title(ruling)
        self.sentence = words.ruling_sentence(ruling)
        self.state = words.state_word(ruling.state)
        name = plain_label(self.title, look="strong")
        name.setMinimumWidth(name.fontMetrics().averageCharWidth() * 18)
        told = plain_label(self.sentence, wrap=True, look="" if _is_bad(ruling) else "muted")
        word = plain_label(self.state, look=role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, XS, 0, XS)
        row.setSpacing(S)
        row.addWidget(Glyph(18, glyph, role), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told, 1)
        row.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"{self.title}: {self.state}. {self.sentence}")


class Rulings(QWidget):
    """All rules, below each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[RulingLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rulings(self, judgement: Judgement | None) -> None:
        """Show these; None: there is nothing to judge."""
        for line in self._shown:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown = [RulingLine(ruling) for ruling in judgement.rulings] if judgement else []
        for line in self._shown:
            self._column.addWidget(line)
        self.setVisible(bool(self._shown))

    def lines(self) -> list[tuple[str, str]]:
        """Names and what is said of them, for the clipboard."""
        text = translate("TestCall", "{state}: {sentence}")
        return [
            (line.title, text.format(state=line.state, sentence=line.sentence))
            for line in self._shown
        ]


def request_text(request: PlannedRequest) -> str:
    """The request as text: address, headers, an empty line, body."""
    head = [f"POST {request.url}", *(f"{name}: {value}" for name, value in request.headers)]
    return "\n".join([*head, "", request.body])


def _is_bad(ruling: Ruling) -> bool:
    return ruling.state is CheckState.BAD
