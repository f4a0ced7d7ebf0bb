"""What was sent: the callback as the storage was asked for it, and as your server got it."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.upload import TaskSnapshot
from app.ui.call_plan import CallPlan
from app.ui.code_door import CODE
from app.ui.desk import Desk
from app.ui.dialogs.parts import NoteLine
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton
from app.ui.panels.result_call import CallButton
from app.ui.panels.result_pages import Pages
from app.ui.result_story import Story

SIDES = ("server", "storage", "layers")


class SentView(QWidget):
    """Three views of the same callback, each labelled as exact or inferred."""

    def __init__(
        self, desk: Desk, plan: Callable[[], CallPlan | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self._choice = Pages(SIDES, look="mode")
        self._choice.chosen.connect(lambda _value: self._fill())
        self._copy = CopyButton()
        self.note = NoteLine()
        self.text = LongText()
        self.again = CallButton(desk, plan, again=True)
        self.code = QPushButton()
        self.code.setProperty("look", "small")
        self.code.setAutoDefault(False)
        self.code.clicked.connect(lambda: desk.door_wanted.emit(CODE, self._task()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._choice, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.text, 1)
        below = QWidget()
        flow = FlowLayout(below, gap=8)
        flow.addWidget(self.again)
        flow.addWidget(self.code)
        column.addWidget(below)
        self.retranslate()

    def show_story(self, story: Story) -> None:
        """Show another upload's."""
        self._story = story
        self._fill()

    def choose(self, side: str) -> None:
        """Turn to one of `SIDES`."""
        self._choice.choose(side)
        self._fill()

    def _task(self) -> TaskSnapshot | None:
        return self._story.task if self._story else None

    def _fill(self) -> None:
        story = self._story
        sent = story.sent if story else None
        self._choice.setEnabled(sent is not None)
        judged = story is not None and story.dialect.judged
        self.again.setVisible(sent is not None and judged)
        self.code.setVisible(sent is not None and judged)
        self.text.setVisible(sent is not None)
        text = self._text(story) if story is not None and sent is not None else ""
        self._copy.set_text(text, self.tr("Copy what was sent"))
        self.text.show_text(text)
        self._say(story)

    def _text(self, story: Story) -> str:
        side = self._choice.value()
        if side == "server":
            return _server_text(story)
        return _storage_text(story) if side == "storage" else self._layers(story)

    def _layers(self, story: Story) -> str:
        """The three layers that people mix up, one below the other."""
        sent, request = story.sent, story.request
        if sent is None or request is None:
            return ""
        parts = (
            (self.tr("1. Base64, as it was sent"), sent.encoded),
            (self.tr("2. The JSON in it"), _pretty(sent.text)),
            (self.tr("3. The template in that"), sent.spec.body),
            (self.tr("4. The body, filled in"), _body_of(story)),
        )
        return "\n\n".join(f"{title}\n{text}" for title, text in parts)

    def _say(self, story: Story | None) -> None:
        if story is None or story.sent is None:
            self._say_nothing(story)
        elif self._choice.value() == "storage":
            text = self.tr("Exact: this went from this computer to the storage.")
            self.note.say(text, "check", "good")
        elif story.attempts:
            text = self.tr("Exact: the demo cloud recorded what it sent to your server.")
            self.note.say(text, "check", "good")
        else:
            text = self.tr(
                "Inferred: made again from what went to the storage."
                " It adds its signature, a date and an id; it does not show what it really sent."
            )
            if not story.dialect.carriers[1]:
                text = self.tr(
                    "Inferred: made again from what went to the storage. It signs the call with"
                    " the key that both of you have; it does not show what it really sent."
                )
            self.note.say(text, "info", "amber")

    def _say_nothing(self, story: Story | None) -> None:
        ended = story is not None and story.result.receipt is not None
        none = self.tr("No callback was asked for with this upload.")
        early = self.tr("The upload ended before a callback was asked for.")
        unknown = self.tr("The request was not recorded, so what it said is not known.")
        if ended and story is not None and story.exchange is None:
            none = unknown
        self.note.say(none if ended else early, "info", "muted")

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._choice.name(
            {
                "server": self.tr("To your server"),
                "storage": self.tr("To the storage"),
                "layers": self.tr("Layers"),
            },
            {"layers": self.tr("Base64, JSON, template, body")},
        )
        self._choice.setAccessibleName(self.tr("Which side is shown"))
        self.text.setAccessibleName(self.tr("What was sent"))
        self.code.setText(self.tr("Copy as code…"))
        self.code.setAccessibleName(self.tr("Copy this upload as a program"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _server_text(story: Story) -> str:
    if story.attempts:
        return "\n\n".join(_request(a.url, a.headers, a.body) for a in story.attempts)
    request = story.request
    return _request(request.url, request.headers, request.body) if request else ""


def _request(url: str, headers: tuple[tuple[str, str], ...], body: str) -> str:
    head = [f"POST {url}", *(f"{name}: {value}" for name, value in headers)]
    return "\n".join([*head, "", body])


def _body_of(story: Story) -> str:
    if story.attempts:
        return story.attempts[0].body
    return story.request.body if story.request else ""


def _storage_text(story: Story) -> str:
    """Names as they went, each value decoded below it."""
    sent = story.sent
    if sent is None:
        return ""
    by_header = sent.way == "header"
    first, second = story.dialect.carriers if by_header else ("callback", "callback-var")
    name = sent.way if sent.way == "policy" else first
    lines = [f"{name}: {sent.encoded}", "", _pretty(sent.text)]
    if sent.way in ("form", "policy"):
        lines += ["", *(f"{name}: {value}" for name, value in sent.variables.items())]
    elif sent.encoded_variables:
        told = json.dumps(dict(sent.variables), ensure_ascii=False, indent=2)
        lines += ["", f"{second}: {sent.encoded_variables}", "", told]
    return "\n".join(lines)


def _pretty(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text
