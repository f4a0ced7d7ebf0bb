"""The Result tab: follows the selection; the view of a result is made when there is one to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.dialogs.sizing import text_scale
from app.ui.panels.parts import plain_label, scrolling
from app.ui.result_doors import result_view
from app.ui.theme.icons import icon

if TYPE_CHECKING:
    from app.ui.panels.result_banner import Banner
    from app.ui.panels.result_body import BodyView
    from app.ui.panels.result_facts import FactsView
    from app.ui.panels.result_headers import HeadersView
    from app.ui.panels.result_view import ResultView

LEAST_HEIGHT = 430
"""Pixels that banner and page need to be readable; in a lower window one scrolls."""


class ResultPanel(QWidget):
    """Shows what is known of the selected file."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._made: ResultView | None = None
        self.empty = _Empty()
        self._outer = QStackedWidget()
        self._outer.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)
        desk.selection_changed.connect(self.refresh)
        desk.result_ready.connect(self._ready)
        desk.queue.dataChanged.connect(self._changed)
        self.retranslate()

    @property
    def view(self) -> ResultView:
        """The view of a result, made when it is first wanted."""
        if self._made is None:
            self._made = result_view(self._desk, self._actions)
            self._made.setMinimumHeight(round(LEAST_HEIGHT * text_scale()))
            self._outer.addWidget(scrolling(self._made))
        return self._made

    @property
    def banner(self) -> Banner:
        """The outcome in words."""
        return self.view.banner

    @property
    def body(self) -> BodyView:
        """The answer."""
        return self.view.body

    @property
    def facts(self) -> FactsView:
        """Details, line by line."""
        return self.view.facts

    @property
    def headers(self) -> HeadersView:
        """Headers of both directions."""
        return self.view.headers

    @property
    def _link(self) -> QPushButton:
        return self.view.link

    def show_page(self, name: str) -> None:
        """Turn to a page (see `app.ui.panels.result_view.PAGES`)."""
        self.view.show_page(name)

    def refresh(self) -> None:
        """Show the file that is selected now; nothing is done for a tab that nobody looks at."""
        task = self._desk.selected()
        if task is None:
            self._outer.setCurrentWidget(self.empty)
            return
        result = self._desk.result(task.id) if task.outcome is not None else None
        if self._made is None and not self.isVisible():
            return
        self.view.show_task(task, result)
        self._outer.setCurrentIndex(1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Somebody looks at it."""
        super().showEvent(event)
        self.refresh()

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
        self.setAccessibleName(self.tr("Result"))
        self.empty.say()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self.empty.say()
            if self._made is not None:
                self._made.refresh_colours()


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
