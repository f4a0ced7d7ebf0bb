"""Help: opens the page that belongs to what a person looks at, and explains labels by hovering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from app.domain.connection import View
from app.ui.action_specs import plain
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.help_topics import page_for
from app.ui.i18n import chosen
from app.ui.views.main_window import MainWindow

if TYPE_CHECKING:
    from app.ui.dialogs.help_window import HelpWindow
    from app.ui.help_pages import Page
    from app.ui.help_terms import Terms

_SOON = 400
"""Milliseconds after which a view or a language that was changed has its words: nobody rests the
mouse on a label sooner, and the window has better things to do then."""


class HelpDoor(QObject):
    """Made once the window is on the screen; the help's own window when it is first wanted."""

    def __init__(self, window: MainWindow, desk: Desk, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._actions = actions
        self._terms: Terms | None = None
        self.shown: HelpWindow | None = None
        """The help's window."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._dress)
        actions.help.triggered.connect(lambda _on=False: self.open_here())
        actions.help_keys.triggered.connect(lambda _on=False: self.open("shortcuts"))
        actions.help_words.triggered.connect(lambda _on=False: self.open("glossary"))
        desk.view_changed.connect(self._view)
        window.closing.connect(self.close)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
            app.aboutToQuit.connect(self.close)
        desk.settings_changed.connect(self._settings)
        self._soon.start()

    # --- the window -------------------------------------------------------------------------

    def open_here(self) -> None:
        """Show the page about what has the keyboard."""
        window = self._window
        page = window.stack.currentWidget()
        for place in (QApplication.focusWidget(), window.focusWidget(), page):
            if place is not None and place.window() is not self.shown:
                self.open(page_for(place))
                return

    def open(self, page: str) -> None:
        """Show a page by its name."""
        from app.ui.dialogs.help_window import HelpWindow  # noqa: PLC0415

        if self.shown is None:
            self.shown = HelpWindow(self._pages)
            self.shown.action_wanted.connect(self._do)
            self.shown.set_expert(on=self._expert())
        self.shown.show_page(page)
        self.shown.show()
        self.shown.raise_()
        self.shown.begin()
        self.shown.activateWindow()

    def close(self) -> None:
        """The main window goes, and the help with it."""
        if self.shown is not None:
            self.shown.close()
            self.shown.deleteLater()
            self.shown = None

    def _follow(self, _entered: QWindow | None = None) -> None:
        """Let whatever window is entered have the help's key and, in Expert, the hover texts."""
        entered = QApplication.activeWindow()
        if entered is None or entered in (self._window, self.shown):
            return
        if not self._window.isVisible():  # about to go
            return
        if self._actions.help not in entered.actions():
            entered.addAction(self._actions.help)
        if self._expert():
            self._words().dress(entered)

    def _do(self, name: str) -> None:
        action = getattr(self._actions, name, None)
        if isinstance(action, QAction) and action.isEnabled():
            self._window.activateWindow()
            action.trigger()
        elif self.shown is not None:
            said = self.tr("This is not possible just now.")
            QToolTip.showText(QCursor.pos(), said, self.shown)

    # --- pages ------------------------------------------------------------------------------

    def _language(self) -> str:
        return chosen(self._desk.settings.language)

    def _pages(self) -> dict[str, Page]:
        from app.ui.help_pages import load  # noqa: PLC0415

        return dict(load(self._language(), shortcuts=self._keys()))

    def _keys(self) -> str:
        """Every action that has a key, by menu, as Markdown tables: never out of date."""
        parts = []
        for entry in self._window.menuBar().actions():
            menu = entry.menu()
            rows = _rows(menu) if isinstance(menu, QMenu) and entry.isVisible() else []
            if rows:
                what, keys = self.tr("What it does"), self.tr("Keys")
                head = f"\n## {plain(entry.text())}\n\n| {what} | {keys} |\n|---|---|\n"
                parts.append(head + "\n".join(rows) + "\n")
        return "".join(parts)

    # --- words ------------------------------------------------------------------------------

    def _expert(self) -> bool:
        return self._desk.view is View.EXPERT

    def _words(self) -> Terms:
        from app.ui.help_pages import glossary  # noqa: PLC0415 - for the Expert view only
        from app.ui.help_terms import Terms  # noqa: PLC0415

        if self._terms is None:
            self._terms = Terms(glossary(self._language()))
        return self._terms

    def _view(self) -> None:
        if self.shown is not None:
            self.shown.set_expert(on=self._expert())
        self._soon.start()

    def _dress(self) -> None:
        if self._expert():
            self._words().dress(self._window.expert)

    def _settings(self) -> None:
        """Another language, perhaps: the sentences are said in it."""
        self._terms = None
        self._soon.start()


def _rows(menu: QMenu) -> list[str]:
    rows = []
    for action in menu.actions():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys and action.isVisible():
            rows.append(f"| {plain(action.text())} | `{keys}` |")
    return rows
