"""Page 2: who may send files there?"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Access, Credentials, ServerAccess
from app.domain.services import FIRST, Can, Service
from app.ui.dialogs.parts import NoteLine, card, page_of
from app.ui.dialogs.wizard.access_cards import EnvironmentCard, KeyCard, ServerCard
from app.ui.dialogs.wizard.choice import Choice
from app.ui.dialogs.wizard.paste_box import PasteBox
from app.ui.dialogs.wizard.policy_fold import PolicyFold
from app.ui.dialogs.wizard.words import accesses, problem_text, where_kept
from app.ui.errands import Errands


class WhoPage(QWidget):
    """The kind of access, and its fields."""

    import_wanted = Signal()

    def __init__(
        self,
        errands: Errands,
        environment: Mapping[str, str],
        *,
        connection: Connection | None,
        has_key: bool,
    ) -> None:
        """``has_key``: the connection's key or code is known and may stay."""
        super().__init__()
        self._title, self._lead = QLabel(), QLabel()
        self._keyring = ""
        self._service = FIRST
        self.paste = PasteBox(errands)
        self.kind = Choice([kind.value for kind in AccessKind])
        self.key, self.server = KeyCard(), ServerCard()
        self.environment = EnvironmentCard(environment)
        self.kept = NoteLine()
        self.problem = NoteLine()
        self.policy = PolicyFold()
        self._cards = {
            AccessKind.KEY: card(self.key),
            AccessKind.SERVER: card(self.server),
            AccessKind.ENVIRONMENT: card(self.environment),
        }
        rows = [
            self.paste,
            card(self.kind),
            self.problem,
            *self._cards.values(),
            self.kept,
            self.policy,
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page_of(*rows, title=self._title, lead=self._lead))
        self.kind.chosen.connect(lambda _value: self._show_kind())
        self.key.import_wanted.connect(self.import_wanted)
        self._saved = connection.access if connection is not None and has_key else None
        if connection is not None:
            self._fill(connection)
        self._show_kind()

    def _fill(self, connection: Connection) -> None:
        self.kind.choose(connection.access.value)
        self.key.known = self._saved is AccessKind.KEY
        self.server.known = self._saved is AccessKind.SERVER
        self.server.saved_url = connection.server_url
        self.server.edits["server"].setText(connection.server_url)

    @property
    def access_kind(self) -> AccessKind:
        """What is chosen."""
        return AccessKind(self.kind.value())

    @property
    def server_url(self) -> str:
        """Address of the application server; empty with another kind."""
        return self.server.url if self.access_kind is AccessKind.SERVER else ""

    def choose(self, kind: AccessKind) -> None:
        """Show a kind of access."""
        self.kind.choose(kind.value)
        self._show_kind()

    def secret(self) -> Credentials | None:
        """What goes into the vault; None: nothing new was typed."""
        if self.access_kind is AccessKind.KEY:
            return self.key.credentials()
        return self.server.credentials() if self.access_kind is AccessKind.SERVER else None

    def keeps_secret(self) -> bool:
        """Whether what the vault has may stay as it is."""
        if self.secret() is not None or self.access_kind is not self._saved:
            return False
        return self.server.keeps_code if self.access_kind is AccessKind.SERVER else True

    def access(self) -> Access | None:
        """What the check goes by; None: by what the engine knows already."""
        if self.keeps_secret():
            return None
        if self.access_kind is AccessKind.SERVER:
            code = self.server.credentials()
            return ServerAccess(self.server.url, code.access_key_secret if code else "")
        if self.access_kind is AccessKind.ENVIRONMENT:
            return self.environment.credentials()
        return self.key.credentials()

    def check(self) -> bool:
        """Whether one may go on; says beside the fields why not."""
        self.problem.say("")
        if self.access_kind is AccessKind.ENVIRONMENT:
            if self.environment.credentials() is None:
                self.problem.say(problem_text("environment.empty"), "error", "danger")
                return False
            return True
        chosen = self.key if self.access_kind is AccessKind.KEY else self.server
        return chosen.check()

    def focus(self, name: str) -> None:
        """Put the keyboard into a field."""
        fields = {**self.key.edits, **self.server.edits}
        if name in self.server.edits:
            self.choose(AccessKind.SERVER)
        elif name in self.key.edits and self.access_kind is not AccessKind.KEY:
            return
        if name in fields:
            fields[name].setFocus()

    def first(self) -> None:
        """The keyboard begins in the first field."""
        if self.access_kind is AccessKind.KEY:
            self.key.edits["key_id"].setFocus()
        elif self.access_kind is AccessKind.SERVER:
            self.server.edits["server"].setFocus()

    def _show_kind(self) -> None:
        for kind, frame in self._cards.items():
            frame.setVisible(kind is self.access_kind)
        self.kept.setVisible(self.access_kind is not AccessKind.ENVIRONMENT)
        told = Can.POLICY in self._service.can
        self.policy.setVisible(told and self.access_kind is not AccessKind.SERVER)
        self.problem.say("")

    def show_service(self, service: Service) -> None:
        """Name and offer what that service has."""
        self._service = service
        for part in (self.key, self.server, self.environment):
            part.show_service(service)
        self.kind.name(accesses(service))
        self._show_kind()

    def show_where_kept(self, keyring: str) -> None:
        """Where the secret will be kept; ``keyring``: its name, empty when there is none."""
        self._keyring = keyring
        self.kept.say(where_kept(keyring), *(("lock", "good") if keyring else ("warn", "amber")))
        self._show_kind()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Who may send files there?"))
        self._lead.setText(self.tr("Secrets are never shown again once they are in."))
        self.kind.name(accesses(self._service))
        for part in (self.paste, self.key, self.server, self.environment, self.policy):
            part.retranslate()
        self.show_where_kept(self._keyring)
