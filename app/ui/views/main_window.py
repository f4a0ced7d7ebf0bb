"""The main window: places the views, the strips above them and the menus; nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.connection import View
from app.ui.access_words import clock_corrected
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.link_menu import LinkMenu
from app.ui.views.access_bar import AccessBar
from app.ui.views.line_bar import LineBar
from app.ui.views.menus import Menus
from app.ui.views.told_bar import ToldBar, Way

MakeView = Callable[[Desk, Actions], QWidget]


@dataclass(frozen=True, slots=True)
class Pages:
    """How the pages of the window are made; tests may give others."""

    welcome: MakeView
    simple: MakeView
    expert: MakeView
    strip: Callable[[Desk], QWidget]
    """The practice strip; hides itself when the destination is a real one."""
    drop: Callable[[QMainWindow, Desk], object]
    """Makes the whole window take what is dropped on it."""


class MainWindow(QMainWindow):
    """Welcome, Simple or Expert; the practice strip and the quiet bar above."""

    closing = Signal()
    """The window is about to close; `may_close` has said yes."""

    def __init__(self, desk: Desk, actions: Actions, pages: Pages) -> None:
        super().__init__()
        self.desk = desk
        self.actions_ = actions
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes."""
        self.setObjectName("mainWindow")
        self.setMinimumSize(640, 480)
        self.resize(1120, 760)
        self.menus = Menus(self.menuBar(), actions)
        self.menus.add_links(LinkMenu(desk, self).menu)
        self._build(pages)
        self._welcome_wanted = False
        self._unsaid: list[tuple[str, str]] = []
        """Told while somebody presents: said when the audience is gone."""
        for signal in (desk.view_changed, desk.connection_changed, desk.cloud_changed):
            signal.connect(self._show_page)
        desk.told.connect(self._tell)
        desk.presenting.changed.connect(self._say_the_rest)
        desk.access.clock_corrected.connect(lambda e: self._tell("warn", clock_corrected(e)))
        desk.undo.indexChanged.connect(self._undone)
        desk.key_changed.connect(self._settle)
        desk.connection_changed.connect(self._settle)
        desk.drops.read.connect(self._left_out_read)
        desk.queue.changed.connect(self._retitle)
        desk.connection_changed.connect(self._retitle)
        if desk.connection is not None or not desk.connections:  # else one is about to be used
            self._show_page()
        self._retitle()

    def _build(self, pages: Pages) -> None:
        self.strip = pages.strip(self.desk)
        self.told = ToldBar()
        self.access = AccessBar(self.desk, self.actions_)
        self.line = LineBar(self.desk)
        self._make = {"welcome": pages.welcome, "simple": pages.simple, "expert": pages.expert}
        self._pages: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.strip, self.line, self.access, self.told):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.drop = pages.drop(self, self.desk)
        self.addActions(self.actions_.all())

    # --- pages ------------------------------------------------------------------------------

    def page(self, name: str) -> QWidget:
        """``welcome``, ``simple`` or ``expert``; made when it is first wanted.

        Most people see one or two of the three, and half of all widgets are in the last.
        """
        if name not in self._pages:
            made = self._pages[name] = self._make[name](self.desk, self.actions_)
            self.stack.addWidget(made)
            if name == "expert":
                self.menus.add_places(made.actions())
        return self._pages[name]

    @property
    def welcome(self) -> QWidget:
        """The three doors."""
        return self.page("welcome")

    @property
    def simple(self) -> QWidget:
        """The Simple view."""
        return self.page("simple")

    @property
    def expert(self) -> QWidget:
        """The Expert view."""
        return self.page("expert")

    def show_welcome(self) -> None:
        """The three doors, until one has been taken."""
        self._welcome_wanted = True
        self._show_page()
        self._welcome_wanted = False

    def _show_page(self) -> None:
        name = "expert" if self.desk.view is View.EXPERT else "simple"
        nowhere = self.desk.connection is None and not self.desk.book.demo_wanted
        if self._welcome_wanted or nowhere:
            name = "welcome"
        page = self.page(name)
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menus.show_expert(on=name == "expert")

    def _retitle(self) -> None:
        connection = self.desk.connection
        if connection is None:
            self.setWindowTitle("Upcall")
            return
        totals = self.desk.totals
        title = self.tr("{name} - Upcall").format(name=connection.name)
        if self.desk.busy and totals.bytes_total:
            percent = totals.bytes_sent * 100 // totals.bytes_total
            title = self.tr("{percent} % - {title}").format(percent=percent, title=title)
        self.setWindowTitle(title)

    # --- the quiet bar ----------------------------------------------------------------------

    def _say_the_rest(self) -> None:
        unsaid = [] if self.desk.presenting.on else self._unsaid
        if unsaid:
            self._unsaid = []
        for level, sentence in unsaid:
            self._tell(level, sentence)

    def _tell(self, level: str, sentence: str) -> None:
        if self.desk.presenting.on:
            self._unsaid.append((level, sentence))
            return
        ways: dict[str, Way] = {
            "key": (self.tr("Enter the key"), self.actions_.renew_access.trigger),
            "callback": (self.tr("Details"), self._mend),
            "options": (self.tr("Details"), self._mend_options),
            "undo": (self.tr("Undo"), self.actions_.undo.trigger),
            "order": (self.tr("Show in that order"), self.desk.order.wanted.emit),
            "left": (self.tr("Show"), self.desk.drops.wanted.emit),
            "lost": (self.tr("Show"), self.desk.drops.wanted.emit),
        }
        self.told.tell(level, sentence, ways.get(level))

    def _mend(self) -> None:
        self.desk.set_view(View.EXPERT)
        self.desk.focus_wanted.emit("callback")

    def _mend_options(self) -> None:
        self.desk.set_view(View.EXPERT)
        self.desk.focus_wanted.emit("options:" + next(iter(self.desk.option_problems()), ""))

    def _undone(self) -> None:
        if not self.desk.undo.canUndo():
            self.told.settle("undo")

    def _left_out_read(self) -> None:
        self.told.settle("left")
        self.told.settle("lost")

    def _settle(self) -> None:
        """What was asked for has been done: the sentence that asked goes."""
        if self.desk.keys_kept != "none":
            self.told.settle("key")
        if not self.desk.callback_errors():
            self.told.settle("callback")
        if not self.desk.option_problems():
            self.told.settle("options")

    # --- events -----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """As Qt does; what looks like nothing keeps the interpreter while the window is painted.

        The event loop gives the interpreter away, and each cell would have to get it back from the
        senders; a call from here to Qt does not.
        """
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard begins in the page, not in a bar above it."""
        super().showEvent(event)
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask once when uploads run."""
        if self.may_close():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """A change of language reaches menus, actions and rows from here."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_.retranslate()
            self.menus.retranslate()
            self.desk.queue.retranslate()
            self.desk.book.retranslate()
            self._retitle()
