"""One result in full: outcome in words, what can be done, and its pages."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.answer_pairs import as_received
from app.domain.states import Outcome, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.ui.access_words import kind_name, until_text
from app.ui.actions import Actions
from app.ui.call_plan import COMPARE, CallPlan
from app.ui.desk import Desk
from app.ui.error_entry import Fix
from app.ui.notice_news import later_of
from app.ui.panels.result_banner import Banner
from app.ui.panels.result_body import BodyView
from app.ui.panels.result_facts import FactsView, exchange_of, status_of
from app.ui.panels.result_headers import HeadersView
from app.ui.panels.result_later import LaterView
from app.ui.panels.result_pages import Pages
from app.ui.panels.result_sent import SentView
from app.ui.panels.result_timeline import TimelineView
from app.ui.panels.result_variables import VariablesView
from app.ui.result_story import Stories, Story

PAGES = ("answer", "later", "headers", "timeline", "sent", "variables", "details")
LEAST_PAGE = 220
"""Pixels that a page needs to be readable."""


class ResultView(QWidget):
    """Shows a task, and its result once there is one."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fixes = actions.fixes
        self._task: TaskSnapshot | None = None
        self._result: Result | None = None
        self._story: Story | None = None
        self._told: set[str] = set()
        self.stories = Stories(desk, self)
        self.banner = Banner()
        self.link = self.banner.add_action(actions.copy_link)
        self.retry = self.banner.add_action(actions.retry)
        self.stop = self.banner.add_action(actions.stop_waiting)
        self.stage = self.banner.add_action(actions.stage)
        self.more, self.menu = QPushButton(), QMenu(self)
        self.receipt = actions.save_receipt
        self.again, self.compare = QAction(self), QAction(self)
        self.body = BodyView(desk)
        self.later = LaterView(desk)
        self.headers = HeadersView()
        self.timeline = TimelineView()
        self.sent = SentView(desk, self._plan)
        self.variables = VariablesView()
        self.facts = FactsView()
        self.pages = Pages(PAGES)
        self._build()
        self._join()
        self.retranslate()

    def _build(self) -> None:
        self.more.setProperty("look", "small")
        self.more.setAutoDefault(False)
        self.more.setMenu(self.menu)
        self.banner.buttons.addWidget(self.more)
        for action in (self.again, self.compare, self.receipt):
            self.menu.addAction(action)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(LEAST_PAGE)
        for page in self._widgets():
            self._stack.addWidget(page)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(8)
        rest.addWidget(self.pages)
        rest.addWidget(self._stack, 1)
        self._spare = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self._rest, 1)
        column.addWidget(self._spare, 1)

    def _widgets(self) -> tuple[QWidget, ...]:
        """The pages in the order of `PAGES`."""
        first = (self.body, self.later, self.headers, self.timeline)
        return *first, self.sent, self.variables, self.facts

    def _join(self) -> None:
        self.pages.chosen.connect(self.show_page)
        self.banner.fix_wanted.connect(self._fixes.take)
        self.again.triggered.connect(lambda _on=False: self._upload_again())
        self.compare.triggered.connect(lambda _on=False: self._compare())
        self.stories.more.connect(self._better)

    def show_page(self, name: str) -> None:
        """Turn to one of `PAGES`; it is filled when it is first looked at."""
        self.pages.choose(name)
        self._stack.setCurrentIndex(PAGES.index(name))
        self._fill_page()

    def show_task(self, task: TaskSnapshot, result: Result | None) -> None:
        """Show another task, or what is new of the same."""
        self.banner.show_task(task, result, now=time.monotonic())
        offered = self._fixes.offered(task, result)
        self.link.setVisible(bool(result and result.receipt))
        self.stage.setVisible(result is not None)
        self.stop.setVisible(result is None and task.state is UploadState.COMPLETING)
        self.again.setVisible(bool(result and result.receipt))
        self.more.setVisible(result is not None)
        cancelled = bool(result and result.outcome is Outcome.CANCELLED)
        self.retry.setVisible(cancelled and Fix.RETRY not in offered)
        self.banner.show_fixes([(fix, self._fixes.text(fix, task)) for fix in offered])
        self._offer_later(result)
        self._rest.setVisible(result is not None)
        self._spare.setVisible(result is None)
        if result != self._result or self._task is None or task.id != self._task.id:
            self._told.clear()
        self._task, self._result = task, result
        if result is not None:
            self._story = self.stories.of(task, result)
            self._fill_page()

    def _offer_later(self, result: Result | None) -> None:
        """The page of what is told later is there when something is."""
        there = bool(later_of(result))
        self.pages.button("later").setVisible(there)
        page = self.pages.value()
        if not there and page == "later":
            self.show_page("answer")
        elif there and page == "answer" and result is not None and not self._answer(result)[0]:
            self.show_page("later")  # the upload itself was answered with nothing to read

    def stand_alone(self) -> None:
        """This view is not about what is selected on the list: what works on that goes away."""
        for button in (self.link, self.retry, self.stage, self.stop):
            button.hide()
        for action in (self.compare, self.receipt):
            self.menu.removeAction(action)
        self.more.setVisible(bool(self._result and self._result.receipt))

    def refresh_colours(self) -> None:
        """The theme changed."""
        self._told.clear()
        if self._task is not None:
            self.show_task(self._task, self._result)

    # --- the pages --------------------------------------------------------------------------

    def _fill_page(self) -> None:
        """Fill the page that is open, unless it shows the same already."""
        name, task, result = self.pages.value(), self._task, self._result
        if task is None or result is None or self._story is None:
            return
        if name == "answer":  # says anew what can be said of it; it knows by itself what is new
            self._show_answer(task, result)
        if name in self._told:
            return
        self._told.add(name)
        if name == "later":
            key = self._desk.event_keys.of(task.connection_id)
            self.later.show_notices(later_of(result), task.name, key=key)
        elif name == "headers":
            self.headers.set_exchange(exchange_of(result))
        elif name == "timeline":
            self.timeline.show_story(self._story)
        elif name == "sent":
            self.sent.show_story(self._story)
        elif name == "variables":
            self.variables.show_story(self._story)
        elif name == "details":
            self._show_facts(task, result)

    def _better(self, story: Story) -> None:
        self._story = story
        self._told -= {"timeline", "sent", "variables"}
        self._fill_page()

    def _show_answer(self, task: TaskSnapshot, result: Result) -> None:
        body, kind, binary = self._answer(result)
        asked = exchange_of(result) is not None
        pairs = self._story is not None and not self._story.dialect.judged
        self.body.set_body(body, kind, asked=asked, binary=binary, name=task.name, pairs=pairs)

    def _show_facts(self, task: TaskSnapshot, result: Result) -> None:
        connection = self._desk.book.find(task.connection_id)
        facts = self._desk.access.grant(task.connection_id)
        kind = kind_name(connection, facts) if connection else ""
        self.facts.set_result(result, task, access=(kind, until_text(facts)))

    def _answer(self, result: Result) -> tuple[str, str, bool]:
        """The body that came back, a line about it, and whether it is binary."""
        status = status_of(result)
        facts = [self.tr("HTTP {status}").format(status=status)] if status else []
        if result.receipt is None:
            body = result.failure.answer.body if result.failure else ""
            return body, " · ".join(facts), False
        callback = result.receipt.callback
        facts += [callback.content_type] if callback.content_type else []
        facts += [callback.ec] if callback.ec else []
        facts += [self.tr("unpacked from Base64")] if as_received(callback) else []
        if callback.body_cut:
            facts.append(self.tr("cut, it was longer than 4 MiB"))
        if callback.binary:
            facts.append(self.tr("no text"))
        return callback.body, " · ".join(facts), callback.binary

    # --- what can be done -------------------------------------------------------------------

    def _plan(self) -> CallPlan | None:
        return self.stories.plan(self._story) if self._story is not None else None

    def _upload_again(self) -> None:
        """A new upload of the same file to the same name; the one that is shown stays as it is."""
        task = self._task
        if task is None:
            return
        connection = self._desk.connection
        if connection is None or connection.id != task.connection_id:
            self._desk.use_connection(task.connection_id)
        self._desk.intake.add_as(task.path, task.key)

    def _compare(self) -> None:
        """With the other selected file, or with whatever is chosen then."""
        if self._task is not None:
            others = [name for name in self._desk.selection if name != self._task.id]
            self._desk.door_wanted.emit(COMPARE, (self._task.id, *others[:1]))

    # --- language ---------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.pages.name(
            {
                "answer": self.tr("Answer"),
                "later": self.tr("Later"),
                "headers": self.tr("Headers"),
                "timeline": self.tr("Timeline"),
                "sent": self.tr("Sent"),
                "variables": self.tr("Variables"),
                "details": self.tr("Details"),
            }
        )
        self.pages.setAccessibleName(self.tr("What is shown of the result"))
        self.again.setText(self.tr("Upload again"))
        self.again.setToolTip(self.tr("Sends the file once more, and its callback with it"))
        self.compare.setText(self.tr("Compare…"))
        self.compare.setToolTip(self.tr("Put this result beside another one"))
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(self.tr("More to do with this result"))
        self.menu.setToolTipsVisible(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
