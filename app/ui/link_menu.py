"""The menu of links for the selected rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.connection import Connection
from app.domain.services import FIRST, Can, service
from app.ui.desk import Desk
from app.ui.i18n import translate
from app.ui.links import DAY, HOUR, LINKED, WEEK, Form, Wish, span, what_it_does
from app.ui.panels.parts import tooltip
from app.ui.service_words import why_not


class LinkMenu(QObject):
    """Fills a menu each time that it is about to be shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.menu = QMenu(parent)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        desk.selection_changed.connect(self.refresh)
        desk.queue.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Whether any selected row has an object to link to; the title in the language of now."""
        rows = self._desk.queue.snapshots(self._desk.selection)
        self.menu.menuAction().setEnabled(any(row.outcome in LINKED for row in rows))
        self.menu.setTitle(translate("Links", "Cop&y link as"))

    def fill(self) -> None:
        """The choices for the connection of the first row."""
        self.menu.clear()
        row = self._desk.selected()
        connection = self._desk.book.find(row.connection_id) if row is not None else None
        self._offer(self.menu, connection, Form.TEXT)
        self.menu.addSeparator()
        for form, title in (
            (Form.MARKDOWN, translate("Links", "&Markdown")),
            (Form.HTML, translate("Links", "&HTML")),
        ):
            self._offer(self.menu.addMenu(title), connection, form)

    def _offer(self, menu: QMenu, connection: Connection | None, form: Form) -> None:
        menu.setToolTipsVisible(True)
        there = service(connection.destination.provider) if connection is not None else FIRST
        plain_not = why_not(there, Can.LINKS)
        signed_not = why_not(there, Can.SIGNED_LINKS)
        plain = Wish(form=form)
        self._add(menu, translate("Links", "&Plain address"), plain, plain_not)
        if connection is not None and connection.link_base:
            text = translate("Links", "On &{domain}")
            domain = connection.link_base.partition("://")[2] or connection.link_base
            name = text.replace("{domain}", domain.replace("&", "&&"))
            self._add(menu, name, replace(plain, own_domain=True))
        for seconds in (HOUR, DAY, WEEK):
            text = translate("Links", "Works for {time}").replace("{time}", span(seconds))
            self._add(menu, text, replace(plain, seconds=seconds), signed_not)

    def _add(self, menu: QMenu, text: str, wish: Wish, reason: str = "") -> None:
        """``reason``: why the service cannot; empty: it can."""
        action = QAction(text, menu)
        action.setEnabled(not reason)
        does = reason or what_it_does(wish.seconds)
        action.setToolTip(tooltip(does))
        action.setStatusTip(does)
        action.triggered.connect(self._copier(wish))
        menu.addAction(action)

    def _copier(self, wish: Wish) -> Callable[[], None]:
        return lambda: self._desk.links.copy(self._desk.selection, wish)
