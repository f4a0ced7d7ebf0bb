"""The top of the result: what became of the file, in words, with what can be done now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.notice import Notice, NoticeState
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.ui import callback_failure_words
from app.ui.error_entry import Fix
from app.ui.error_failures import trouble_of
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate
from app.ui.notice_news import later_of
from app.ui.notice_words import long_reason
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import ElidedLabel, plain_label, set_look
from app.ui.theme.icons import icon
from app.ui.theme.tokens import colour
from app.ui.words import Tone, Words, failure_kind_text, outcome_words, state_words

_TONES = frozenset({Tone.GOOD, Tone.AMBER, Tone.DANGER})
"""Tones that have a soft background and a title of their own."""


class Banner(QFrame):
    """Glyph, outcome, sentence, advice and buttons, on the soft colour of the outcome."""

    fix_wanted = Signal(object)
    """The `Fix` whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = QLabel()
        self._mark.setFixedSize(24, 24)
        self._drawn: tuple[str, str, float] = ("", "", 1.0)
        self.title = plain_label(look="outcome-plain", wrap=True)
        self.practice = plain_label(look="tag")
        self.file = ElidedLabel(look="muted")
        self.sentence = plain_label(wrap=True)
        self.advice = plain_label(look="muted", wrap=True)
        self.buttons = FlowLayout(gap=8)
        self._fixes: dict[Fix, QPushButton] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.practice, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addLayout(head)
        texts.addWidget(self.file)
        texts.addWidget(self.sentence)
        texts.addWidget(self.advice)
        texts.addSpacing(4)
        texts.addLayout(self.buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def add_action(self, action: QAction) -> QPushButton:
        """A button for an action; shown and enabled as the action is."""
        button = QPushButton()
        button.setProperty("look", "small")

        def follow() -> None:
            button.setText(action.iconText())
            button.setAccessibleName(button.text())
            button.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        button.clicked.connect(action.trigger)
        follow()
        self.buttons.addWidget(button)
        return button

    def show_fixes(self, fixes: Sequence[tuple[Fix, str]]) -> None:
        """Buttons that lead out of the trouble, the best first, with what they say."""
        if [fix for fix, _text in fixes] != list(self._fixes):
            for button in self._fixes.values():
                self.buttons.removeWidget(button)
                button.hide()
                button.deleteLater()
            self._fixes = {fix: self._fix_button(fix) for fix, _text in fixes}
        for fix, text in fixes:
            self._fixes[fix].setText(text)
            self._fixes[fix].setAccessibleName(text)

    def fix_button(self, fix: Fix) -> QPushButton | None:
        """The button of a fix; None when it is not offered."""
        return self._fixes.get(fix)

    def _fix_button(self, fix: Fix) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", "small")
        button.clicked.connect(lambda: self.fix_wanted.emit(fix))
        self.buttons.addWidget(button)
        button.show()
        return button

    def show_task(self, task: TaskSnapshot, result: Result | None, *, now: float) -> None:
        """Say how this task stands, or how it ended."""
        words = _words(task, result, now=now)
        sentences = list(_sentences(task, result))
        self._draw(words.glyph, words.tone)
        self.title.setText(words.text)
        self.file.set_whole(task.name)
        self.practice.setText(translate("Result", "practice"))
        self.practice.setVisible(task.practice or bool(result and result.practice))
        self._say(sentences)
        tone = words.tone if words.tone in _TONES else "plain"
        set_look(self, f"banner-{tone}")
        set_look(self.title, f"outcome-{tone}")
        self.setAccessibleName(". ".join([words.text, task.name, *sentences]))

    def _draw(self, glyph: str, tone: str) -> None:
        drawn = (glyph, colour(tone).name(), self.devicePixelRatioF())
        if drawn != self._drawn:
            self._drawn = drawn
            self._mark.setPixmap(icon(glyph, tone).pixmap(QSize(22, 22)))

    def _say(self, sentences: Sequence[str]) -> None:
        for label, text in zip((self.sentence, self.advice), [*sentences, "", ""], strict=False):
            label.setText(text)
            label.setVisible(bool(text))


def _words(task: TaskSnapshot, result: Result | None, *, now: float) -> Words:
    if result is not None:
        return outcome_words(result.outcome, expert=True)
    return state_words(task, expert=True, now=now)


def _sentences(task: TaskSnapshot, result: Result | None) -> Sequence[str]:
    """What it means, and what to do next; either may be missing."""
    if result is None:
        return (_waiting(task),) if task.error_code else _held(task)
    if result.failure is not None:
        told = trouble_of(result.failure, expert=True)
        why = translate("Result", "{kind}. {title}.")
        first = why.format(kind=failure_kind_text(result.failure.kind), title=told.title)
        return joined(first, told.sentence), told.advice
    return _of_stored(task, result)


def _of_stored(task: TaskSnapshot, result: Result) -> Sequence[str]:
    receipt = result.receipt
    safe = translate("Result", "Your file is safe.")
    if receipt is not None and receipt.callback.outcome is CallbackOutcome.FAILED:
        told = callback_failure_words.failed(receipt.callback)
        return joined(safe, told.sentence), told.advice
    texts = {
        Outcome.DELIVERED: translate("Result", "Your server was told and answered."),
        Outcome.STORED: translate("Result", "No server was to be told."),
        Outcome.ANSWER_NOT_SEEN: translate(
            "Result",
            "Your file is safe, but the answer was lost. Your server may have been told.",
        ),
        Outcome.SKIPPED: translate("Result", "A file of that name was there already."),
    }
    later = later_of(result)
    news = _later(later) if later and result.outcome is Outcome.STORED else ""
    sentences = (news or texts.get(result.outcome, ""), quoted(task.answer))
    return [sentence for sentence in sentences if sentence]


def _later(notices: Sequence[Notice]) -> str:
    """What is told later, in place of *No server was to be told*: the first that is of interest."""
    order = (NoticeState.PENDING, NoticeState.GAVE_UP, NoticeState.ARRIVED, NoticeState.NONE)
    first = min(notices, key=lambda n: (n.good is not False, order.index(n.state)))
    if first.good is False:
        text = translate("Result", "Your file is safe, but working on it failed. See Later.")
    elif first.state is NoticeState.PENDING:
        text = translate("Result", "The service will tell more of it. You need not wait.")
    elif first.state is NoticeState.ARRIVED:
        text = translate("Result", "The service told what became of it. See Later.")
    else:
        text = translate("Result", "What the service tells of it is not seen here.")
    return joined(text, long_reason(first))


def quoted(answer: str) -> str:
    """The server's own sentence in quotes; empty when it gave none."""
    return translate("Result", "“{answer}”").format(answer=answer) if answer else ""


def _held(task: TaskSnapshot) -> Sequence[str]:
    """While a server's answer is waited for; that may take minutes with some services."""
    if task.state is not UploadState.COMPLETING or not task.with_callback:
        return ()
    all_sent = translate("Result", "All of the file is there. The storage calls your server now.")
    long = translate("Result", "That may take minutes if your server does not answer at once.")
    return all_sent, long


def _waiting(task: TaskSnapshot) -> str:
    told = trouble(task.error_code, task.error_values, expert=True)
    title = translate("Result", "{title}.").format(title=told.title)
    return joined(title, told.sentence)
