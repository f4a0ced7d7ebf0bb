"""Enter again: only the key (or the server's code) of a connection whose files wait for one."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Credentials
from app.domain.services import service
from app.ui.desk import Desk
from app.ui.dialogs.parts import NoteLine, card, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.access_cards import KeyCard, ServerCard
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.dialogs.wizard.words import where_kept
from app.ui.panels.parts import scrolling


class RenewDialog(QDialog):
    """A few fields; what waits for them goes on as soon as they are saved."""

    def __init__(self, desk: Desk, connection: Connection, *, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self._title, self._lead = QLabel(), QLabel()
        self.key, self.server = KeyCard(), ServerCard()
        self.key.may_import = False
        for card_of_fields in (self.key, self.server):
            card_of_fields.show_service(service(connection.destination.provider))
        self.server.fields["server"].hide()
        self.server.edits["server"].setText(connection.server_url)
        self.kept = NoteLine()
        self.save, self.cancel = QPushButton(), QPushButton()
        self._build()
        self.retranslate()
        desk.key_changed.connect(self._show_where_kept)

    def _build(self) -> None:
        self.cancel.setAutoDefault(False)
        self.save.setDefault(True)
        self.save.setProperty("look", "primary")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        chosen = self.server if self._with_server else self.key
        for unused in {self.key, self.server} - {chosen}:
            unused.setParent(self)  # it goes with this window, too
            unused.hide()
        page = page_of(card(chosen), self.kept, title=self._title, lead=self._lead)
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.save]))
        fit_screen(self, width=520, height=340 if self._with_server else 500)

    @property
    def _with_server(self) -> bool:
        return self._connection.access is AccessKind.SERVER

    def _save(self) -> None:
        found: Credentials | None
        if self._with_server:
            found = self.server.credentials()
        else:
            found = self.key.credentials() if self.key.check() else None
        if found is not None:
            self._desk.book.renew(self._connection.id, found)
            self.accept()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Enter again"))
        title = (
            self.tr("A new code for “{name}”")
            if self._with_server
            else self.tr("A new key for “{name}”")
        )
        self._title.setText(title.format(name=self._connection.name))
        self._lead.setText(self.tr("Files that wait for it go on where they were."))
        self.key.retranslate()
        self.server.retranslate()
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))
        self._show_where_kept()

    def _show_where_kept(self) -> None:
        name = self._desk.keyring_name
        self.kept.say(where_kept(name), *(("lock", "good") if name else ("warn", "amber")))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The keyboard begins in the first field."""
        super().showEvent(event)
        (self.server.edits["code"] if self._with_server else self.key.edits["key_id"]).setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
