"""The Expert view: toolbar, destination, queue, Callback and Result at its side, footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.domain.connection import View
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.panels.callback_form import CallbackForm
from app.ui.panels.destination_bar import DestinationBar
from app.ui.panels.footer import Footer
from app.ui.panels.look import expert_sheet
from app.ui.panels.result_panel import ResultPanel
from app.ui.panels.toolbar import Toolbar
from app.ui.theme.tokens import scheme, undressed
from app.ui.views.queue_side import QueueSide

PLACES = ("queue", "callback", "result")
"""Parts of the view that a key or another part can go to, in the order of Ctrl+1, 2, 3."""

WITHIN: Mapping[str, Callable[[CallbackForm, str], None]] = {
    "address": lambda form, _name: form.show_address(),
    "options": CallbackForm.show_options,
}
"""Parts of the Callback tab that a fix leads to."""
BESIDE = 820
"""Pixels of width from which list and tabs stand side by side."""


class ExpertView(QWidget):
    """Joins the panels; each of them talks to the Desk only."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scheme = ""
        self.setObjectName("expertView")
        self.toolbar = Toolbar(actions)
        self.destination = DestinationBar(desk, actions)
        self.queue = QueueSide(desk, actions)
        self.callback = CallbackForm(desk)
        self.result = ResultPanel(desk, actions)
        self.footer = Footer(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.callback, "")
        self.tabs.addTab(self.result, "")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._other = QAction(self)
        self._other.setShortcut(QKeySequence("F6"))
        self._other.triggered.connect(self._go_to_other_side)
        self.addAction(self._other)
        self._keys = [self._key(place, number) for number, place in enumerate(PLACES, start=1)]
        self.queue.table.details_wanted.connect(lambda: self.go_to("result"))
        desk.focus_wanted.connect(self.go_to)
        self.setFocusProxy(self.queue)
        self._dress()
        self.retranslate()

    def _lay_out(self) -> None:
        self.splitter.addWidget(self.queue)
        self.splitter.addWidget(self.tabs)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.queue.setMinimumSize(400, 120)
        self.tabs.setMinimumSize(343, 120)
        self.splitter.setSizes([740, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.destination)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.footer)

    def _key(self, place: str, number: int) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.triggered.connect(lambda: self.go_to(place))
        self.addAction(action)
        return action

    def go_to(self, place: str) -> None:
        """Show a part and put the keyboard's focus there: `PLACES` or `WITHIN`.

        ``options:NAME`` is that one of the service's own options.
        """
        place, _colon, name = place.partition(":")
        if self._desk.view is not View.EXPERT or place not in (*PLACES, *WITHIN):
            return
        if place in WITHIN:
            self.tabs.setCurrentWidget(self.callback)
            WITHIN[place](self.callback, name)
            return
        if place == "queue":
            self.queue.go_to_list()
            return
        self.tabs.setCurrentIndex(PLACES.index(place) - 1)
        self.tabs.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)
        if place == "callback":
            self.callback.show_first_error()

    def _go_to_other_side(self) -> None:
        """From the list to the tab at its side, or back."""
        in_list = any(part.hasFocus() for part in self.queue.findChildren(QWidget))
        self.go_to(PLACES[1 + self.tabs.currentIndex()] if in_list else "queue")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the tabs stand below the list instead of beside it."""
        super().resizeEvent(event)
        narrow = self.width() < BESIDE
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() != way:
            self.splitter.setOrientation(way)
            self.splitter.setSizes([1, 1] if narrow else [740, 460])

    def _dress(self) -> None:
        """Put the view's own additions to the style sheet in the colours of the scheme.

        They come after the application's: the other way round everything would be polished twice.
        """
        if not undressed() and self._scheme != scheme():
            self._scheme = scheme()
            self.setStyleSheet(expert_sheet())

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.tabs.setTabText(0, self.tr("Callback"))
        self.tabs.setTabText(1, self.tr("Result"))
        self.tabs.setTabToolTip(0, self.tr("What your server is told (Ctrl+2)"))
        self.tabs.setTabToolTip(1, self.tr("What came back for the selected file (Ctrl+3)"))
        self.tabs.setAccessibleName(self.tr("Callback and result"))
        self._other.setText(self.tr("Go to the other side"))
        names = (
            self.tr("Go to the list"),
            self.tr("Go to the callback"),
            self.tr("Go to the result"),
        )
        for action, name in zip(self._keys, names, strict=True):
            action.setText(name)

    def place_actions(self) -> list[QAction]:
        """Actions that go to each part, for a menu."""
        return list(self._keys)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Language and theme may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()
