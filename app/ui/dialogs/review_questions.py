"""The review sheet's questions: what the administrator wants to know with each upload."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.questions import LONGEST_ANSWER, PER_FILE, Question, wrong_with
from app.ui.calm import CalmCombo
from app.ui.dialogs.card import Card
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.variable_words import proposed, trouble_text
from app.ui.i18n import translate
from app.ui.panels.parts import mark_bad, plain_label
from app.ui.theme.tokens import XS


class QuestionField(QWidget):
    """One question in plain words, with a line or a choice; its text comes from outside."""

    edited = Signal()

    def __init__(self, question: Question, value: str = "") -> None:
        super().__init__()
        self.question = question
        optional = translate("Review", "{question} (if you like)")
        shown = question.label
        if not question.required:
            shown = optional.replace("{question}", shown)
        label = plain_label(shown.replace("&", "&&"), wrap=True)
        self.editor: QLineEdit | QComboBox
        self.editor = self._box(value) if question.choices else self._line(value)
        self.editor.setAccessibleName(shown)
        label.setBuddy(self.editor)
        hint = plain_label(question.hint, look="small", wrap=True)
        hint.setVisible(bool(question.hint))
        self._problem = NoteLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for widget in (label, self.editor, hint, self._problem):
            column.addWidget(widget)
        self.editor.setAccessibleDescription(question.hint)

    def _line(self, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setMaxLength(LONGEST_ANSWER)
        line.setPlaceholderText(proposed(self.question))
        line.textEdited.connect(lambda _text: self._edited())
        return line

    def _box(self, value: str) -> QComboBox:
        box = CalmCombo()
        box.setPlaceholderText(proposed(self.question) or translate("Review", "Please choose"))
        if not self.question.required or self.by_file:
            box.addItem("", "")
        for choice in self.question.choices:
            box.addItem(choice, choice)
        box.setCurrentIndex(box.findData(value) if value else -1)
        box.activated.connect(lambda _row: self._edited())
        return box

    @property
    def by_file(self) -> bool:
        """Whether each file has a value of its own unless it is answered for all of them."""
        return self.question.source in PER_FILE

    def answer(self) -> str:
        """What was answered, without blanks around it; empty: nothing."""
        if isinstance(self.editor, QComboBox):
            return str(self.editor.currentData() or "")
        return self.editor.text().strip()

    def check(self, *, needed: bool = True) -> bool:
        """Whether it is answered as it has to be; says so when it is not.

        Not ``needed``: each file has a value by itself, so that nobody has to answer.
        """
        answer = self.answer()
        free = not answer and (self.by_file or not needed)
        code = "" if free else wrong_with(self.question, answer)
        text = trouble_text(code, self.question)
        self._problem.say(text, "error", "danger")
        self.editor.setAccessibleDescription(text or self.question.hint)
        mark_bad(self.editor, bad=bool(code))
        return not code

    def _edited(self) -> None:
        if not self._problem.isHidden():
            self.check()
        self.edited.emit()


class Questions(Card):
    """Those that are asked, each with what is proposed."""

    edited = Signal()

    def __init__(self, questions: Sequence[Question], known: Mapping[str, str]) -> None:
        """``known`` are the answers that stand there already, by variable."""
        super().__init__(translate("Review", "Please answer"))
        self.fields = [QuestionField(q, known.get(q.variable, "")) for q in questions if q.ask]
        for field in self.fields:
            field.edited.connect(self.edited)
            self.column.addWidget(field)
        self.setVisible(bool(self.fields))

    def answers(self) -> dict[str, str]:
        """Custom variables by name; those without an answer are left out."""
        return {f.question.variable: f.answer() for f in self.fields if f.answer()}

    def check(self, troubled: Collection[str]) -> bool:
        """Whether every required one is answered; goes to the first that is not.

        ``troubled``: variables whose value some file lacks, or cannot be sent with.
        """
        names = {field: field.question.variable for field in self.fields}
        wrong = [f for f in self.fields if not f.check(needed=names[f] in troubled)]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong
