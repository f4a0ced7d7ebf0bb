"""The result of the selected file: outcome in words, the answer, details, headers."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import Outcome
from app.domain.upload import Result, TaskSnapshot
from app.ui.access_words import kind_name, until_text
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.error_entry import Fix
from app.ui.panels.parts import Segmented, plain_label, scrolling
from app.ui.panels.result_banner import Banner
from app.ui.panels.result_body import BodyView
from app.ui.panels.result_facts import FactsView, exchange_of, status_of
from app.ui.panels.result_headers import HeadersView
from app.ui.theme.icons import icon

PAGES = ("answer", "details", "headers")
LEAST_HEIGHT, LEAST_PAGE = 380, 170
"""Pixels that banner and page, and the page alone, need to be readable."""


class ResultPanel(QWidget):
    """Follows the selection and shows what is known of it."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: Result | None = None
        self.banner = Banner()
        self._fixes = actions.fixes
        self._link = self.banner.add_action(actions.copy_link)
        self._retry = self.banner.add_action(actions.retry)
        self.banner.fix_wanted.connect(self._fixes.take)
        self.body = BodyView(desk)
        self.facts = FactsView()
        self.headers = HeadersView()
        self.pages = Segmented(PAGES)
        self.pages.chosen.connect(self.show_page)
        self._build()
        desk.selection_changed.connect(self.refresh)
        desk.result_ready.connect(self._ready)
        desk.queue.dataChanged.connect(self._changed)
        self.retranslate()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(LEAST_PAGE)
        for page in (self.body, self.facts, self.headers):
            self._stack.addWidget(page)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.pages)
        row.addStretch(1)
        rest.addLayout(row)
        rest.addWidget(self._stack, 1)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self._rest, 1)
        self._spare = QWidget()
        column.addWidget(self._spare, 1)
        self.empty = _Empty()
        self._outer = QStackedWidget()
        self._outer.addWidget(self.empty)
        self._outer.addWidget(self._scrolled(self._full))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    @staticmethod
    def _scrolled(inner: QWidget) -> QScrollArea:
        """In a low window one scrolls instead of reading squeezed lines."""
        inner.setMinimumHeight(LEAST_HEIGHT)
        return scrolling(inner)

    def show_page(self, name: str) -> None:
        """Turn to ``answer``, ``details`` or ``headers``."""
        self.pages.choose(name)
        self._stack.setCurrentIndex(PAGES.index(name))

    def refresh(self) -> None:
        """Show the file that is selected now."""
        task = self._desk.selected()
        if task is None:
            self._outer.setCurrentWidget(self.empty)
            return
        result = self._desk.result(task.id) if task.outcome is not None else None
        self.banner.show_task(task, result, now=time.monotonic())
        self._link.setVisible(bool(result and result.receipt))
        offered = self._fixes.offered(task, result)
        again = bool(result and result.outcome is Outcome.CANCELLED)
        self._retry.setVisible(again and Fix.RETRY not in offered)
        self.banner.show_fixes([(fix, self._fixes.text(fix, task)) for fix in offered])
        self._rest.setVisible(result is not None)
        self._spare.setVisible(result is None)
        if result is not None:
            self._fill(task, result)
        self._outer.setCurrentIndex(1)

    def _fill(self, task: TaskSnapshot, result: Result) -> None:
        body, kind = self._answer(result)
        self.body.set_body(body, kind, asked=exchange_of(result) is not None)
        if result != self._shown:
            self._shown = result
            connection = self._desk.book.find(task.connection_id)
            facts = self._desk.access.grant(task.connection_id)
            kind = kind_name(connection, facts) if connection else ""
            self.facts.set_result(result, task, access=(kind, until_text(facts)))
            self.headers.set_exchange(exchange_of(result))

    def _answer(self, result: Result) -> tuple[str, str]:
        """The body that came back, and a line about it."""
        status = status_of(result)
        facts = [self.tr("HTTP {status}").format(status=status)] if status else []
        if result.receipt is None:
            body = result.failure.answer.body if result.failure else ""
            return body, " · ".join(facts)
        callback = result.receipt.callback
        facts += [callback.content_type] if callback.content_type else []
        facts += [callback.ec] if callback.ec else []
        if callback.body_cut:
            facts.append(self.tr("cut, it was longer than 4 MiB"))
        if callback.binary:
            facts.append(self.tr("no text"))
        return callback.body, " · ".join(facts)

    def _ready(self, task_id: str) -> None:
        task = self._desk.selected()
        if task is not None and task.id == task_id:
            self.refresh()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Rows changed; only the selected one matters here."""
        task = self._desk.selected() if self.isVisible() else None
        if task is not None:
            row = self._desk.queue.row_of(task.id)
            if row < 0 or first.row() <= row <= last.row():
                self.refresh()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.pages.name("answer", self.tr("Answer"))
        self.pages.name("details", self.tr("Details"))
        self.pages.name("headers", self.tr("Headers"))
        self.pages.setAccessibleName(self.tr("What is shown of the result"))
        self.setAccessibleName(self.tr("Result"))
        self.empty.say()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self.empty.say()
            self.refresh()


class _Empty(QWidget):
    """What stands there while no single file is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = plain_label(look="muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._picture)
        column.addWidget(self.text)
        column.addStretch(2)

    def say(self) -> None:
        """Picture and sentence in the theme and language of now."""
        self._picture.setPixmap(icon("server", "muted").pixmap(48, 48))
        self.text.setText(self.tr("Select a file to read what came back."))
