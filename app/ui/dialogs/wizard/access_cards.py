"""Page 2's three cards: a key, an application server, the environment."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.credentials import Credentials, cleaned
from app.domain.services import FIRST, Service
from app.host.environment import credentials_in
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.wizard.words import hints, labels, problem_text
from app.ui.theme.tokens import M


class _Card(QWidget):
    """Fields one below the other."""

    edited = Signal()

    def __init__(self, *secrets: str, plain: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.edits = {name: QLineEdit() for name in (*plain, *secrets)}
        self.fields = {name: Field(edit) for name, edit in self.edits.items()}
        self.known = False
        """A secret is saved already and may stay."""
        self.service = FIRST
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for name, edit in self.edits.items():
            column.addWidget(self.fields[name])
            edit.textEdited.connect(lambda _text, name=name: self._typed(name))
        for name in secrets:
            self.edits[name].setEchoMode(QLineEdit.EchoMode.Password)
            self.edits[name].setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    def _typed(self, name: str) -> None:
        self.fields[name].set_problem("")
        self.edited.emit()

    def check(self) -> bool:
        """Say what is wrong beside the fields; True when nothing is."""
        wrong = self.found()
        for name, field in self.fields.items():
            field.set_problem(problem_text(wrong.get(name, ""), self.service))
        first = next((name for name in self.fields if name in wrong), "")
        if first:
            self.edits[first].setFocus()
        return not wrong

    def found(self) -> dict[str, str]:
        """Codes of what is wrong, by field."""
        return {}

    def _text(self, name: str) -> str:
        return self.edits[name].text().strip()

    def show_service(self, service: Service) -> None:
        """Name the fields as that service's console does."""
        self.service = service
        self.retranslate()

    def retranslate(self) -> None:
        """Labels and hints in the language of now."""
        names = labels(self.service)
        for name, field in self.fields.items():
            field.name(names[name], self._hint(name))

    def _hint(self, name: str) -> str:
        if self.known and name in ("key_id", "secret", "code"):
            return self.tr("Leave empty to keep the saved one.")
        return hints(self.service)[name]


class KeyCard(_Card):
    """Key pair or temporary key, write-only: what is in a secret's field is never shown."""

    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("secret", "token", plain=("key_id",))
        self.expires_at = 0.0
        """Unix time of a pasted temporary key's end; 0: not known."""
        self.may_import = True
        """Whether a key may be taken from another program's file."""
        self.taken = NoteLine()
        self.bring = QPushButton()
        self.bring.setAutoDefault(False)
        self.bring.clicked.connect(self.import_wanted)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.taken)
            layout.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignLeft)
        self.edited.connect(self._by_hand)

    def _by_hand(self) -> None:
        self.expires_at = 0.0
        self.taken.say("")

    def take(self, credentials: Credentials) -> None:
        """Fill in a key that was pasted or imported; its last four characters are said."""
        key = cleaned(credentials)
        self.edits["key_id"].setText(key.access_key_id)
        self.edits["secret"].setText(key.access_key_secret)
        self.edits["token"].setText(key.security_token)
        self.expires_at = key.expires_at
        for field in self.fields.values():
            field.set_problem("")
        text = self.tr("Taken: the key that ends in {hint}").format(hint=key.hint())
        self.taken.say(text, "check", "good")

    def credentials(self) -> Credentials | None:
        """The key as typed, without the blanks that copying brings; None: nothing was typed."""
        key_id, secret, token = (self.edits[name].text() for name in ("key_id", "secret", "token"))
        token = token if self.service.takes_token else ""
        typed = cleaned(Credentials(key_id, secret, token, self.expires_at))
        return typed if (key_id + secret + token).strip() else None

    def found(self) -> dict[str, str]:
        """Half a key is no key; none at all is fine where one is saved."""
        key = self.credentials()
        if key is None and self.known:
            return {}
        wrong = {}
        if key is None or not key.access_key_id:
            wrong["key_id"] = "key_id.empty"
        if key is None or not key.access_key_secret:
            wrong["secret"] = "secret.empty"
        return wrong

    def retranslate(self) -> None:
        """Every text in the language of now, and which fields the service has."""
        super().retranslate()
        self.fields["token"].setVisible(self.service.takes_token)
        self.bring.setVisible(self.may_import and bool(self.service.tools))
        self.bring.setText(self.tr("&Import from this computer…"))
        mark = self.tr(" or ")
        tip = self.tr("From the settings of {tools}.").format(tools=mark.join(self.service.tools))
        self.bring.setToolTip(tip)


class ServerCard(_Card):
    """An application server's address, and its access code if it wants one."""

    def __init__(self) -> None:
        super().__init__("code", plain=("server",))
        self.saved_url = ""
        """The address that a saved code belongs to; for another one it does not count."""
        self.edits["server"].textChanged.connect(lambda _text: self.retranslate())

    @property
    def url(self) -> str:
        """The address."""
        return self._text("server")

    def credentials(self) -> Credentials | None:
        """The code as it is kept (see `access_of`); None: none was typed."""
        code = self._text("code")
        return Credentials("", code) if code else None

    @property
    def keeps_code(self) -> bool:
        """Whether a saved code may stay: never for another address."""
        return self.known and self.url == self.saved_url

    def _hint(self, name: str) -> str:
        if name == "code":
            kept = self.tr("Leave empty to keep the saved one.")
            return kept if self.keeps_code else hints(self.service)["code"]
        return hints(self.service)[name]

    def found(self) -> dict[str, str]:
        """Whether the address is one."""
        if not self.url:
            return {"server": "server.empty"}
        return {} if is_address(self.url) else {"server": "server.invalid"}

    def retranslate(self) -> None:
        """Every text in the language of now."""
        super().retranslate()
        self.edits["server"].setPlaceholderText(self.service.examples.get("server", ""))


def is_address(url: str) -> bool:
    """Whether a text is a web address with a host."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    blank = any(sign.isspace() for sign in url)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not blank


class EnvironmentCard(QWidget):
    """Says what the environment holds; nothing of it is kept."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__()
        self._environment = environment
        self._service = FIRST
        self.note = NoteLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)

    def credentials(self) -> Credentials | None:
        """What is there now."""
        return credentials_in(self._environment, self._service.name)

    def show_service(self, service: Service) -> None:
        """Look for the variables of that service's vendor."""
        self._service = service
        self.retranslate()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        key = self.credentials()
        if key is None:
            text = self.tr("There is no key in the environment of this program yet.")
            self.note.say(text, "warn", "amber")
        else:
            text = self.tr("A key is there; it ends in {hint}").format(hint=key.hint())
            self.note.say(text, "check", "good")
