"""Network settings: proxy, its name and password, and how long to wait for what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from urllib.parse import quote, unquote, urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.connection import View
from app.domain.patience import LONGEST, Patience
from app.host.proxies import keep_password, password_kept, system_says, user_of, with_http
from app.host.proxy_ways import SystemSays
from app.host.settings import proxy_problem
from app.host.vault import Kept
from app.ui.alive import while_alive
from app.ui.calm import CalmCombo, CalmSpin
from app.ui.desk import Desk
from app.ui.dialogs import settings_words as words
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import Fold, NoteLine, beside, column_of
from app.ui.keys import VAULT
from app.ui.theme.tokens import M, S

OWN = "own"
"""The choice of a proxy of one's own."""
_EDITS = ("address", "user", "password")


class NetworkSettings(QWidget):
    """The inside of the card; every change is in force at once.

    The password is write-only: it goes to the keyring and never comes back here.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        says: Callable[[], SystemSays] = system_says,
        parent: QWidget | None = None,
    ) -> None:
        """``says`` asks this computer; it may block."""
        super().__init__(parent)
        self._desk = desk
        self._says = says
        self.box = CalmCombo()
        self.edits = {name: QLineEdit() for name in _EDITS}
        self.times = {field.name: CalmSpin() for field in fields(Patience)}
        editors: dict[str, QWidget] = {"proxy": self.box, **self.edits, **self.times}
        self.fields = {name: Field(editor) for name, editor in editors.items()}
        self.system_note, self.password_note = NoteLine(), NoteLine()
        self._kept: Kept | None = None
        """Where the password for the setting in force is; None: there is none."""
        self._build()
        self._show_setting()
        self.retranslate()
        self._join()
        self._look()

    def _build(self) -> None:
        self.edits["password"].setEchoMode(QLineEdit.EchoMode.Password)
        self.edits["password"].setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._own = column_of(
            self.fields["address"],
            beside(self.fields["user"], self.fields["password"]),
            self.password_note,
        )
        for name, spin in self.times.items():
            spin.setRange(1, round(LONGEST))
            spin.setValue(max(1, round(getattr(self._desk.settings.patience, name))))
            spin.lineEdit().setTextMargins(S, 0, 0, 0)
        self.waiting = Fold(
            column_of(
                beside(self.fields["connect"], self.fields["stalled"]),
                beside(self.fields["answer"], self.fields["final"]),
            )
        )
        self.waiting.setVisible(self._desk.view is View.EXPERT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for part in (self.fields["proxy"], self.system_note, self._own, self.waiting):
            column.addWidget(part)

    def _show_setting(self) -> None:
        setting = self._desk.settings.proxy
        if setting not in ("system", "none"):
            self.edits["address"].setText(_without_user(setting))
            self.edits["user"].setText(user_of(setting))

    def _join(self) -> None:
        self.box.activated.connect(lambda _row: self._chosen())
        for name, edit in self.edits.items():
            edit.textEdited.connect(lambda _text, name=name: self.fields[name].set_problem(""))
        for name in ("address", "user"):
            self.edits[name].editingFinished.connect(self.take_address)
        self.edits["password"].editingFinished.connect(self.take_password)
        for spin in self.times.values():
            spin.valueChanged.connect(lambda _value: self._take_times())

    # --- the proxy --------------------------------------------------------------------------

    def _chosen(self) -> None:
        own = self.box.currentData() == OWN
        self._own.setVisible(own)
        if own:
            self.system_note.say("")
            self.edits["address"].setFocus(Qt.FocusReason.OtherFocusReason)
            self.take_address()
        else:
            self._change(str(self.box.currentData()))
            self._look()

    def take_address(self) -> None:
        """Use address and name when they are good; say what is wrong when they are not."""
        text = self.edits["address"].text().strip()
        if self.box.currentData() != OWN or not text:
            return
        if not proxy_problem(_without_user(text)):  # a pasted one may hold name and password
            text = self._parted(text)
        user = self.edits["user"].text().strip()
        setting = _with_user(text, user)
        problem = proxy_problem(setting)
        self.fields["address"].set_problem(words.proxy_problem_text(problem))
        before = self._desk.settings.proxy
        if not problem and setting != before:
            self._change(setting)
            if user_of(before) and not user:
                vault = self._desk.book.vault
                self._desk.errands.run(lambda: keep_password(vault, setting, ""), lane=VAULT)
            self.take_password()
            self._look()

    def _parted(self, text: str) -> str:
        """The address alone; name and password that stood in it go to their own fields."""
        parts = urlsplit(with_http(text))
        if parts.password:
            self.edits["password"].setText(unquote(parts.password))
        if parts.username:
            self.edits["user"].setText(unquote(parts.username))
        if "@" in parts.netloc:
            text = _without_user(text)
            self.edits["address"].setText(text)
        return text

    def take_password(self) -> None:
        """Put the password that was typed into the keyring; nothing typed changes nothing."""
        secret, setting = self.edits["password"].text(), self._desk.settings.proxy
        if not secret or not user_of(setting) or self.box.currentData() != OWN:
            return
        self.edits["password"].clear()
        vault, book = self._desk.book.vault, self._desk.book
        tell: Callable[[Kept | None], None] = while_alive(self, self._tell)

        def done(kept: Kept | None) -> None:
            book.proxy_changed()
            tell(kept)

        self._desk.errands.run(lambda: keep_password(vault, setting, secret), done, lane=VAULT)

    def _change(self, setting: str) -> None:
        self._desk.change_settings(replace(self._desk.settings, proxy=setting))

    # --- what is known about it -------------------------------------------------------------

    def _look(self) -> None:
        """Ask this computer and the keyring, beside the window."""
        setting, vault = self._desk.settings.proxy, self._desk.book.vault
        self.system_note.say("")
        if setting == "system":
            self._desk.errands.run(self._says, while_alive(self, self._tell_system))
        self._tell(None)
        if user_of(setting) and setting not in ("system", "none"):
            self._desk.errands.run(
                lambda: password_kept(vault, setting), while_alive(self, self._tell), lane=VAULT
            )

    def _tell_system(self, says: SystemSays) -> None:
        if self.box.currentData() == "system":
            bad = bool(says.script) and not says.readable
            look = ("warn", "amber") if bad else ("info", "muted")
            self.system_note.say(words.system_text(says), *look)

    def _tell(self, kept: Kept | None) -> None:
        self._kept = kept
        user = bool(self.edits["user"].text().strip())
        safe = kept is Kept.KEYRING
        keyring = self._desk.keyring_name if safe else ""
        text = words.password_text(keyring=keyring) if kept and user else ""
        self.password_note.say(text, *(("lock", "good") if safe else ("warn", "amber")))
        self.fields["password"].set_hint(words.password_hint(known=kept is not None))

    # --- how long to wait -------------------------------------------------------------------

    def _take_times(self) -> None:
        chosen = Patience(**{name: float(spin.value()) for name, spin in self.times.items()})
        self._desk.change_settings(replace(self._desk.settings, patience=chosen))

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        labels, hints = words.network_labels(), words.network_hints()
        for name, field in self.fields.items():
            field.name(labels[name], hints.get(name, ""))
        self.edits["address"].setPlaceholderText("proxy.example.com:8080")
        for spin in self.times.values():
            spin.setSuffix(self.tr(" s"))
        self.waiting.name(self.tr("How long to wait"))
        self._fill_box()
        self._tell(self._kept)

    def _fill_box(self) -> None:
        setting = self._desk.settings.proxy
        chosen = setting if setting in ("system", "none") else OWN
        if self.box.currentData() == OWN:
            chosen = OWN  # chosen already, though no address has been typed yet
        self.box.clear()
        for value, text in words.choices()["proxy"].items():
            self.box.addItem(text, value)
        self.box.setCurrentIndex(self.box.findData(chosen))
        self._own.setVisible(chosen == OWN)


def _without_user(setting: str) -> str:
    """The address alone, as short as it was written."""
    scheme, mark, rest = setting.rpartition("://")
    return scheme + mark + rest.rpartition("@")[2]


def _with_user(address: str, user: str) -> str:
    if not user:
        return address
    scheme, mark, rest = address.rpartition("://")
    return f"{scheme or 'http'}{mark or '://'}{quote(user, safe='')}@{rest}"
