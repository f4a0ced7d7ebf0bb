"""Event settings: how an application tells of uploads; read, and changed only after a question."""

from __future__ import annotations

import secrets
import string
from dataclasses import replace

from PySide6.QtCore import QEvent, QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.asks import ChangeEvents, EventSettings, ReadEvents
from app.domain.connection import Connection
from app.domain.events import Answered
from app.domain.services import Can, service
from app.domain.source_context import written
from app.ui import i18n
from app.ui.alive import while_alive
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.dialogs.parts import NoteLine
from app.ui.error_words import trouble
from app.ui.i18n import joined
from app.ui.panels.callback_preview import ThinBar
from app.ui.panels.event_words import (
    MODES,
    change_lines,
    changes,
    mode_words,
    read_words,
)
from app.ui.panels.parts import Switch, plain_label, set_look

CONSUME = "consume"
"""Name of the option (`app.domain.service_options`)."""
_SAMPLE = "0" * 8
"""Stands for the mark of a task, for its length."""
KEY_LENGTH = 32
"""Letters and digits of a callback key at most (tencent-vod.md, 4.1)."""


class EventBox(QWidget):
    """Shown for services that tell by events of an application; empty for all others."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._connection: Connection | None = None
        self._known: EventSettings | None = None
        self._asked = ""
        self.question: QMessageBox | None = None
        self.meter, self.meter_text = ThinBar(), plain_label(look="muted", wrap=True)
        self._title = plain_label(look="section")
        self._lead = plain_label(look="muted", wrap=True)
        self.consume, self.warning = Switch(), NoteLine()
        self.read, self.change = QPushButton(), QPushButton()
        self.mode, self.url = CalmCombo(), QLineEdit()
        self.uploaded, self.deleted = Switch(), Switch()
        self.key, self.generate = QLineEdit(), QPushButton()
        self.told = NoteLine()
        self._labels = {name: plain_label() for name in ("mode", "url", "key")}
        self._form = QWidget()
        self._lay_out()
        self._join()
        self.retranslate()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.addWidget(self.key, 1)
        keys.addWidget(self.generate)
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self._labels["mode"], self.mode)
        form.addRow(self._labels["url"], self.url)
        form.addRow(self.uploaded)
        form.addRow(self.deleted)
        form.addRow(self._labels["key"], keys)
        buttons = QHBoxLayout()
        for button in (self.read, self.change):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.generate.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.meter)
        column.addWidget(self.meter_text)
        column.addSpacing(8)
        for widget in (self._title, self._lead, self.consume, self.warning, self.told, self._form):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _join(self) -> None:
        letters = QRegularExpression(f"[A-Za-z0-9]{{0,{KEY_LENGTH}}}")
        self.key.setValidator(QRegularExpressionValidator(letters, self))
        for value in MODES:
            self.mode.addItem("", value)
        self.read.clicked.connect(self.ask)
        self.change.clicked.connect(self.ask_first)
        self.generate.clicked.connect(self._generate)
        self.consume.clicked.connect(self._consume)
        for signal in (self.mode.currentIndexChanged, self.url.textChanged):
            signal.connect(lambda _value: self._follow())
        for signal in (self.uploaded.toggled, self.deleted.toggled, self.key.textChanged):
            signal.connect(lambda _value: self._follow())

    # --- what is shown ----------------------------------------------------------------------

    def show_connection(self, connection: Connection | None) -> None:
        """Show another connection's; what was read of another place is forgotten."""
        before, self._connection = self._connection, connection
        provider = connection.destination.provider if connection else ""
        can = Can.EVENT_SETTINGS in service(provider).can
        self.setVisible(can)
        if not can or connection is None:
            return
        if before is None or before.destination != connection.destination:
            self._known, self._asked = None, ""
            self.key.clear()
            self.told.say("")
            self._show_known()
        practice = connection.destination.practice
        self.consume.setChecked(practice or connection.extras.get(CONSUME, "").strip() == "1")
        self.consume.setEnabled(not practice)
        self._say_warning()

    def show_values(self, variables: dict[str, str]) -> None:
        """How much of the room for own values these take."""
        connection = self._connection
        longest = service(connection.destination.provider).longest_variables if connection else 0
        if not longest:
            return
        length = len(written(variables, _SAMPLE))
        self.meter.set_share(length / longest)
        text = self.tr("Your own values take {length} of {longest} characters in the event.")
        length_text, longest_text = i18n.number(length), i18n.number(longest)
        text = text.replace("{length}", length_text).replace("{longest}", longest_text)
        over = self.tr("That is too long: nothing would be sent. Shorten a name or a value.")
        self.meter_text.setText(joined(text, over if length > longest else ""))
        set_look(self.meter_text, "danger" if length > longest else "muted")
        self.meter.setAccessibleName(text)

    def _show_known(self) -> None:
        known = self._known
        self._form.setVisible(known is not None)
        self.change.setVisible(known is not None)
        if known is not None:
            self.mode.setCurrentIndex(max(0, self.mode.findData(known.mode)))
            self.url.setText(known.url)
            self.uploaded.setChecked(bool(known.uploaded))
            self.deleted.setChecked(bool(known.deleted))
        self._follow()

    def wanted(self) -> EventSettings:
        """The settings as the fields show them."""
        known = self._known or EventSettings()
        return replace(
            known,
            mode=str(self.mode.currentData() or ""),
            url=self.url.text().strip(),
            uploaded=self.uploaded.isChecked(),
            deleted=self.deleted.isChecked(),
        )

    def _follow(self) -> None:
        known = self._known
        waits = bool(self._asked)
        self.read.setEnabled(not waits)
        differs = known is not None and bool(changes(known, self.wanted(), key=self.key.text()))
        self.change.setEnabled(differs and not waits)

    # --- asking -----------------------------------------------------------------------------

    def ask(self) -> None:
        """Read how the application tells."""
        connection = self._connection
        if connection is None or self._asked:
            return
        self.told.say(self.tr("Asking the service…"))
        question = ReadEvents("", connection.id, connection.destination)
        self._asked = self._desk.ask(question, while_alive(self, self._hear), owner=self)
        self._follow()

    def _hear(self, answer: Answered) -> None:
        if answer.ask.id != self._asked:
            return
        self._asked = ""
        if isinstance(answer.answer, EventSettings):
            self._known = answer.answer
            if isinstance(answer.ask, ChangeEvents) and answer.ask.sign_key:
                self._desk.event_keys.put(answer.ask.connection_id, answer.ask.sign_key)
            self.key.clear()
            self.told.say(read_words(answer.answer), *_look(answer.answer))
        elif answer.failure is not None:
            words = trouble(answer.failure.code, answer.failure.values, expert=True)
            self.told.say(joined(f"{words.title}.", words.sentence, words.advice), "warn", "amber")
        self._show_known()

    def ask_first(self) -> None:
        """The question that stands before every change: application, old and new value."""
        connection, known = self._connection, self._known
        if connection is None or known is None:
            return
        lines = change_lines(known, self.wanted(), key=self.key.text())
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        name = connection.destination.bucket or self.tr("the main application")
        title = self.tr("Change how application {name} tells of uploads?")
        everyone = self.tr("It is the application's own setting: everybody who uses it is touched.")
        box.setText("\n".join((title.replace("{name}", name), "", *lines, "", everyone)))
        change = box.addButton(self.tr("Change it"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        change.clicked.connect(self._change)
        self.question = box
        box.open()

    def _change(self) -> None:
        connection, known = self._connection, self._known
        if connection is None or known is None:
            return
        wanted = changes(known, self.wanted(), key=self.key.text())
        question = ChangeEvents("", connection.id, connection.destination, **wanted)
        self.told.say(self.tr("Asking the service…"))
        self._asked = self._desk.ask(question, while_alive(self, self._hear), owner=self)
        self._follow()

    def _generate(self) -> None:
        letters = string.ascii_letters + string.digits
        self.key.setText("".join(secrets.choice(letters) for _ in range(KEY_LENGTH)))

    def _consume(self, on: bool) -> None:
        connection = self._connection
        if connection is None:
            return
        extras = {n: v for n, v in connection.extras.items() if n != CONSUME}
        if on:
            extras[CONSUME] = "1"
        self._desk.settle.emit()
        current = self._desk.book.find(connection.id) or connection
        self._desk.update_connection(replace(current, extras=extras))

    def _say_warning(self) -> None:
        practice = bool(self._connection and self._connection.destination.practice)
        if practice:
            text = self.tr("In practice the queue is yours alone, so Upcall reads it.")
            self.warning.say(text)
            return
        text = self.tr(
            "It takes part in the queue of the application: while Upcall looks at events, other"
            " programs that read it do not see them for 30 seconds. Only events of your own"
            " files are taken out."
        )
        on = self.consume.isChecked()
        self.warning.say(text, "warn" if on else "info", "amber" if on else "muted")

    # --- language ---------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Event settings"))
        self._lead.setText(
            self.tr(
                "How the application tells that a file is there: a setting of the application,"
                " not of Upcall."
            )
        )
        self.consume.setText(self.tr("Upcall reads the queue itself"))
        self.consume.setAccessibleName(self.consume.text())
        self.read.setText(self.tr("Read the settings"))
        self.change.setText(self.tr("Change…"))
        self.generate.setText(self.tr("Make one"))
        for index, value in enumerate(MODES):
            self.mode.setItemText(index, mode_words(value))
        names = {
            "mode": (self.tr("Way of telling"), self.mode),
            "url": (self.tr("Address of your server"), self.url),
            "key": (self.tr("New callback key"), self.key),
        }
        for name, (text, field) in names.items():
            self._labels[name].setText(text)
            field.setAccessibleName(text)
        self.key.setPlaceholderText(self.tr("stays as it is; it can be set, but never read"))
        self.uploaded.setText(self.tr("Tell of finished uploads"))
        self.deleted.setText(self.tr("Tell of deleted files"))
        for switch in (self.uploaded, self.deleted):
            switch.setAccessibleName(switch.text())
        self.setAccessibleName(self._title.text())
        self.show_connection(self._connection)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _look(known: EventSettings) -> tuple[str, str]:
    """Glyph and colour for settings under which uploads are told of, or are not."""
    return ("warn", "amber") if known.uploaded is False else ("check", "good")
