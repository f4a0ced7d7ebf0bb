"""The connection wizard: three pages, of which each asks one thing.

It saves nothing before its end, checks without holding anything up, and what it cannot find out it
asks: bucket and region may be left open on the first page when the key can tell them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection
from app.domain.dialect import dialect_of
from app.domain.endpoints import EndpointKind
from app.domain.services import FIRST, Can
from app.ui.connection_book import new_id
from app.ui.desk import Desk
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar
from app.ui.dialogs.wizard.check_page import CheckPage
from app.ui.dialogs.wizard.found_sheet import FoundSheet
from app.ui.dialogs.wizard.other_place import OtherPlace
from app.ui.dialogs.wizard.search import PlaceSearch
from app.ui.dialogs.wizard.steps import Steps
from app.ui.dialogs.wizard.taking import Taking
from app.ui.dialogs.wizard.where_page import WherePage
from app.ui.dialogs.wizard.who_page import WhoPage
from app.ui.panels.parts import scrolling
from app.ui.theme.tokens import XL, M

WHERE, WHO, CHECK = range(3)
_PAGES = {"where": WHERE, "who": WHO, "check": CHECK}


class Wizard(QDialog):
    """A new connection, or an existing one to edit; `Desk.save_connection` gets the result."""

    file_wanted = Signal()
    """The person has a connection file and wants to choose it."""
    file_given = Signal(str)
    """A connection file was dropped into the wizard."""

    def __init__(
        self,
        desk: Desk,
        connection: Connection | None = None,
        *,
        page: str = "where",
        field: str = "",
        environment: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``connection``: one to edit. ``page``, ``field``: where to begin (see `Line.aim`)."""
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self._id = connection.id if connection is not None else new_id()
        self._known = any(c.id == self._id for c in desk.settings.connections)
        has_key = self._known and desk.book.keys_kept_of(self._id) != "none"
        self.where = WherePage(desk.errands, connection)
        variables = os.environ if environment is None else environment
        self.who = WhoPage(desk.errands, variables, connection=connection, has_key=has_key)
        self.check = CheckPage(desk)
        self.steps = Steps()
        self._search = PlaceSearch(desk, self)
        self.back, self.cancel, self.save, self.next = (QPushButton() for _ in range(4))
        self._begin_field = field
        self._build()
        self._join()
        self.retranslate()
        self.go(_PAGES[page])

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        fit_screen(self, width=660, height=760)
        self.stack = QStackedWidget()
        for page in (self.where, self.who, self.check):
            self.stack.addWidget(scrolling(page))
        head = QWidget()
        inside = QVBoxLayout(head)
        inside.setContentsMargins(XL, M, XL, 0)
        inside.addWidget(self.steps)
        for button in (self.back, self.cancel, self.save):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        self.next.setProperty("look", "primary")
        left = [self.cancel, self.check.copy, self.check.again]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        column.addWidget(ButtonBar(left, [self.back, self.save, self.next]))

    def _join(self) -> None:
        self.back.clicked.connect(lambda: self.go(self.stack.currentIndex() - 1))
        self.next.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.check.again.clicked.connect(self._examine)
        self.check.fix_wanted.connect(self._mend)
        self.check.examination.changed.connect(self._show_buttons)
        self.where.service_chosen.connect(lambda _value: self._service_chosen())
        self.where.file_wanted.connect(self._leave_for_file)
        for paste in (self.where.paste, self.who.paste):
            paste.connection_file.connect(self._leave_with_file)
        self.who.import_wanted.connect(self._look_for_access)
        self.who.policy.fold.button.toggled.connect(lambda _on: self._show_policy())
        self._taking = Taking(self.where, self.who)
        self.who.show_service(self.where.chosen())
        self._search.found.connect(self._place_found)
        self._desk.key_changed.connect(self._show_where_kept)

    def _service_chosen(self) -> None:
        self.who.show_service(self.where.chosen())
        self._search.forget()
        self._show_buttons()

    # --- going on ---------------------------------------------------------------------------

    def go(self, page: int) -> None:
        """Show a page; the third begins to look, the first offers the buckets that a key knows."""
        back = page == WHERE and self.stack.currentIndex() > WHERE
        self.stack.setCurrentIndex(page)
        if back and self._may_browse() and not self._search.buckets:
            self._search.begin_all(self._made(), self.who.access())
        self.steps.go(page)
        self._show_buttons()
        if page == CHECK:
            self._examine()
            self.next.setFocus()
        else:
            self.check.examination.stop()
        if page == WHO:
            self._show_policy()
            self.who.first()

    def _go_on(self) -> None:
        page = self.stack.currentIndex()
        service = self.where.service.value()
        if page == WHERE and service == "demo":
            self._desk.try_demo()
            self.accept()
        elif page == WHERE and service == "file":
            self._leave_for_file()
        elif page == WHERE and self.where.check():
            self.go(WHO)
        elif page == WHO and self.who.check():
            self._find_rest()
        elif page == CHECK:
            self._save()

    def _may_browse(self) -> bool:
        """Whether there is a key with which one may ask what there is to choose from."""
        known = Can.BROWSE in self.where.chosen().can
        return known and self.who.access_kind is not AccessKind.SERVER

    def _find_rest(self) -> None:
        """Before the check: what was left open on the first page is asked of the service."""
        place = self.where.destination()
        if (place.bucket and place.region) or not self.where.current.missing():
            self.go(CHECK)
            return
        self.next.setEnabled(False)
        self._search.begin(self._made(), self.who.access())

    def _place_found(self) -> None:
        """The service said which buckets there are and where, or would not."""
        self.next.setEnabled(True)
        place = self.where.current
        place.offer(self._search.buckets)
        if isinstance(place, OtherPlace):
            return
        mine = next((b for b in self._search.buckets if b.name == place.bucket.value()), None)
        if mine is not None and mine.region and not place.region.value():
            place.found_region(mine.region)
        if self.stack.currentIndex() != WHO:
            return
        if not place.missing():
            self.go(CHECK)
            return
        self.go(WHERE)
        self.where.check(whole=True)
        self._search.tell(place)

    # --- the result -------------------------------------------------------------------------

    def _made(self) -> Connection:
        """The connection as the pages say it is."""
        settings = self._desk.settings
        there = self.where.destination()
        dialect = dialect_of(there.provider)
        before = self._connection or Connection(
            self._id,
            "",
            there,
            CallbackSpec(body=dialect.written(dialect.usual)),
            view=settings.view,
            same_name=settings.same_name,
        )
        return replace(
            before,
            name=self.where.name.text().strip(),
            destination=there,
            colour=self.where.colours.chosen,
            access=self.who.access_kind,
            server_url=self.who.server_url,
            link_base=self.where.current.link_base.text().strip().rstrip("/"),
        )

    def _examine(self) -> None:
        kept = self._desk.book.keys_kept_of(self._id)
        if not self.who.keeps_secret():
            kept = "keyring" if self._desk.keyring_name else "session"
            if self.who.secret() is None:
                kept = "server"
        self.check.begin(self._made(), self.who.access(), kept=kept)
        self._show_buttons()

    def _save(self) -> None:
        """Save what is whole; else go to what is missing."""
        if not self.where.check(whole=True):
            self.go(WHERE)
            self.where.check(whole=True)
            return
        if not self.who.check():
            self.go(WHO)
            self.who.check()
            return
        self._desk.save_connection(self._made(), self.who.secret())
        self.accept()

    def done(self, result: int) -> None:
        """Nobody waits for the check any more."""
        self.check.examination.stop()
        self._search.stop()
        super().done(result)

    # --- ways out of the pages --------------------------------------------------------------

    def _mend(self, aim: str) -> None:
        """The button of a line of the check was pressed."""
        word, _, value = aim.partition(":")
        if word == "again":
            self._examine()
        elif word == "region" and value and self.where.current is self.where.place:
            self.where.place.region_found = ""
            self.where.place.region.choose(value)
            self.go(CHECK)
        elif word == "policy":
            self.go(WHO)
            self.who.policy.fold.open()
        else:
            self.show_field(word)

    def show_field(self, name: str) -> None:
        """Go to the page with a field, and put the keyboard into it."""
        if name == "domain":
            self.go(WHERE)
            self.where.place.choose_kind(EndpointKind.CUSTOM_DOMAIN)
        elif name in ("key_id", "secret", "token", "server", "code"):
            self.go(WHO)
            self.who.focus(name)
        else:
            self.go(WHERE)
            by_region = self.where.service.value() == FIRST.name
            self.where.focus({"place": "region" if by_region else "endpoint"}.get(name, name))

    def _leave_for_file(self) -> None:
        self.reject()
        self.file_wanted.emit()

    def _leave_with_file(self, path: str) -> None:
        self.reject()
        self.file_given.emit(path)

    def _look_for_access(self) -> None:
        sheet = FoundSheet(self._desk.errands, parent=self)
        sheet.taken.connect(self._taking.take_found)
        sheet.open()

    def _show_policy(self) -> None:
        if self.who.policy.fold.button.isChecked():
            self.who.policy.show_for(self._made())

    # --- words ------------------------------------------------------------------------------

    def _show_buttons(self) -> None:
        page, service = self.stack.currentIndex(), self.where.service.value()
        checking = page == CHECK
        good = checking and self.check.good()
        self.back.setVisible(page > WHERE)
        self.save.setVisible(self._known and not checking)
        self.check.copy.setVisible(checking and not self.check.examination.running)
        self.check.again.setVisible(checking and not self.check.examination.running)
        texts = {"demo": self.tr("Use the demo cloud"), "file": self.tr("Choose the file…")}
        if checking:
            done = self.tr("Save") if self._known else self.tr("Start uploading")
            self.next.setText(done if good else self.tr("Save anyway"))
        else:
            self.next.setText(
                texts.get(service, self.tr("Next")) if page == WHERE else self.tr("Next")
            )

    def retranslate(self) -> None:
        """Every text in the language of now."""
        title = self.tr("Edit connection") if self._known else self.tr("New connection")
        self.setWindowTitle(title)
        self.steps.name((self.tr("Where"), self.tr("Who"), self.tr("Check")))
        for page in (self.where, self.who, self.check):
            page.retranslate()
        self.back.setText(self.tr("Back"))
        self.cancel.setText(self.tr("Cancel"))
        self.save.setText(self.tr("Save"))
        self._show_where_kept()
        self._show_buttons()

    def _show_where_kept(self) -> None:
        self.who.show_where_kept(self._desk.keyring_name)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard begins where something is to be done."""
        super().showEvent(event)
        if self._begin_field:
            self._mend(self._begin_field)
            self._begin_field = ""
        elif self.stack.currentIndex() == WHERE:
            self.where.focus("bucket")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
