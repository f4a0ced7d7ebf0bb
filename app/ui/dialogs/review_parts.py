"""Cards of the review sheet: what was left out, questions, names that are taken, the message."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import Connection, Question
from app.domain.destination import SameName
from app.domain.dialect import DIALECTS, OSS
from app.domain.media import type_of
from app.domain.preview import Sample, rendered
from app.domain.upload import TaskSnapshot
from app.ui.calm import CalmCombo
from app.ui.dialogs.card import Card
from app.ui.dialogs.left_out_card import LeftOutCard
from app.ui.dialogs.review_words import ReviewWords, rules
from app.ui.i18n import translate
from app.ui.panels.callback_sample import MULTIPART_FROM
from app.ui.panels.parts import code_font, fit_height, plain_label, set_look
from app.ui.plain_names import visible
from app.ui.review_facts import Facts
from app.ui.theme.tokens import XS, L

LONGEST_ANSWER = 500
"""Characters; all values together have to fit into 5 KB."""


class LeftOut(LeftOutCard):
    """What does not go, and why."""

    def __init__(self) -> None:
        super().__init__(title=translate("Review", "Left out"))

    def show_facts(self, facts: Facts) -> None:
        """Write the sentences anew."""
        too_large = facts.too_large()
        more = [ReviewWords().too_large(too_large, facts.largest)] if too_large else []
        self.show_left(facts.left_out(), facts.connection.limits, more=more)


class QuestionField(QWidget):
    """One question in plain words, with a line or a choice; its text comes from outside."""

    edited = Signal()

    def __init__(self, question: Question, value: str = "") -> None:
        super().__init__()
        self.question = question
        optional = translate("Review", "{question} (if you like)")
        text = question.text or question.variable.removeprefix("x:")
        shown = text if question.required else optional.replace("{question}", text)
        label = plain_label(shown.replace("&", "&&"), wrap=True)
        self.editor: QLineEdit | QComboBox
        self.editor = self._box(value) if question.choices else self._line(value)
        self.editor.setAccessibleName(shown)
        label.setBuddy(self.editor)
        self._problem = plain_label(look="danger", wrap=True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(XS)
        for widget in (label, self.editor, self._problem):
            column.addWidget(widget)

    def _line(self, value: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setMaxLength(LONGEST_ANSWER)
        line.textEdited.connect(lambda _text: self._edited())
        return line

    def _box(self, value: str) -> QComboBox:
        box = CalmCombo()
        box.setPlaceholderText(translate("Review", "Please choose"))
        if not self.question.required:
            box.addItem("", "")
        for choice in self.question.choices:
            box.addItem(choice, choice)
        box.setCurrentIndex(box.findData(value) if value else -1)
        box.activated.connect(lambda _row: self._edited())
        return box

    def answer(self) -> str:
        """What was answered, without blanks around it; empty: nothing."""
        if isinstance(self.editor, QComboBox):
            return str(self.editor.currentData() or "")
        return self.editor.text().strip()

    def check(self) -> bool:
        """Whether it is answered as it has to be; says so when it is not."""
        good = bool(self.answer()) or not self.question.required
        text = "" if good else translate("Review", "Please answer this first.")
        self._problem.setText(text)
        self._problem.setVisible(not good)
        self.editor.setAccessibleDescription(text)
        self.editor.setProperty("problem", not good)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        return good

    def _edited(self) -> None:
        if not self._problem.isHidden():
            self.check()
        self.edited.emit()


class Questions(Card):
    """What the administrator wants to know with each upload."""

    edited = Signal()

    def __init__(self, connection: Connection) -> None:
        super().__init__(translate("Review", "Please answer"))
        known = connection.callback.variables
        self.fields = [QuestionField(q, known.get(q.variable, "")) for q in connection.questions]
        for field in self.fields:
            field.edited.connect(self.edited)
            self.column.addWidget(field)
        self.setVisible(bool(self.fields))

    def answers(self) -> dict[str, str]:
        """Custom variables by name; those without an answer are left out."""
        return {f.question.variable: f.answer() for f in self.fields if f.answer()}

    def check(self) -> bool:
        """Whether every required one is answered; goes to the first that is not."""
        wrong = [field for field in self.fields if not field.check()]
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong


class Taken(Card):
    """Names that are taken: what to do about all of them."""

    chosen = Signal()

    def __init__(self, rule: SameName) -> None:
        super().__init__(translate("Review", "Names that are taken"))
        self.text = plain_label(wrap=True)
        self.column.addWidget(self.text)
        self._group = QButtonGroup(self)
        self.radios: dict[SameName, QRadioButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        for row, (value, (name, hint)) in enumerate(rules().items()):
            radio = self.radios[value] = QRadioButton(name)
            radio.setAccessibleDescription(hint)
            self._group.addButton(radio)
            grid.addWidget(radio, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(plain_label(hint, look="muted", wrap=True), row, 1)
        self.column.addLayout(grid)
        self.radios[SameName.KEEP_BOTH if rule is SameName.ASK else rule].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.chosen.emit())

    def rule(self) -> SameName:
        """What was chosen."""
        return next(value for value, radio in self.radios.items() if radio.isChecked())

    def show_facts(self, facts: Facts, looked: int) -> None:
        """Say how many names are taken, or why that is not known."""
        self.setVisible(facts.asks and facts.taken != {})
        if facts.look_failed:
            text = translate(
                "Review",
                "Upcall may not look which names are taken."
                " What you choose holds for those that turn out to be.",
            )
        elif facts.taken is None:
            text = translate("Review", "Looking which names are taken…")
        else:
            text = ReviewWords().taken(len(facts.taken), looked, len(facts.rows))
        self.text.setText(text)


class Doubled(Card):
    """Names that begin with the bucket's own, and the button that takes it out."""

    def __init__(self) -> None:
        super().__init__(tone="amber")
        self.text = plain_label(wrap=True)
        self.fix = QPushButton(translate("Review", "Take it &out"))
        self.fix.setAutoDefault(False)
        self.column.addWidget(self.text)
        self.column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)

    def show_facts(self, facts: Facts, *, expert: bool) -> None:
        """Say how many names are so."""
        count = len(facts.doubled()) if expert else 0
        self.setVisible(bool(count))
        if count:
            bucket = visible(facts.connection.destination.bucket)
            self.text.setText(ReviewWords().doubled(count, bucket))


class Message(Card):
    """What the application server is told: a line in Simple, one sample as sent in Expert."""

    def __init__(self, connection: Connection, *, expert: bool) -> None:
        super().__init__()
        self._connection = connection
        self._line = plain_label(wrap=True)
        self.column.addWidget(self._line)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(code_font())
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(translate("Review", "What your server will receive"))
        self.text.setVisible(expert)
        self._expert = expert
        if expert:
            self.column.addWidget(self.text)
        self.setVisible(connection.callback.enabled and bool(connection.callback.urls))

    def show_sample(self, row: TaskSnapshot | None, *, key: str, answers: dict[str, str]) -> None:
        """Write line and sample anew."""
        host = host_of(self._connection.callback.urls[0]) if self._connection.callback.urls else ""
        if not self._expert or row is None:
            text = translate("Review", "A message goes to {host} when each file is stored.")
            if self._connection.destination.practice:
                text = translate(
                    "Review", "A message goes to the practice server when each file is stored."
                )
            self._line.setText(text.replace("{host}", host))
            set_look(self._line, "muted")
            return
        text = translate("Review", "{host} receives this for “{name}”:")
        self._line.setText(text.replace("{host}", host).replace("{name}", visible(row.name)))
        self.text.setPlainText(sample_body(self._connection, row, key=key, answers=answers))
        fit_height(self.text, fewest=2, most=8)


def sample_body(
    connection: Connection, row: TaskSnapshot, *, key: str, answers: dict[str, str]
) -> str:
    """The body that the server will get for one file."""
    in_parts = connection.method in ("auto", "multipart") and row.size >= MULTIPART_FROM
    sample = Sample(
        bucket=connection.destination.bucket,
        object=key,
        size=row.size,
        mime_type=connection.options.content_type or type_of(row.name),
        operation="CompleteMultipartUpload" if in_parts else "PutObject",
    )
    dialect = DIALECTS.get(connection.destination.provider, OSS)
    return rendered(connection.callback, dialect, sample=sample, variables=answers).body


def host_of(url: str) -> str:
    """Host of an address, as plain text; the address itself when there is none in it."""
    try:
        return urlsplit(url if "://" in url else "http://" + url).hostname or url
    except ValueError:
        return url
