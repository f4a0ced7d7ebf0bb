"""The offered sheet: what a connection file would bring, before anything of it is used.

It says in plain words where files and messages would go. Nothing is sent, nothing is run; a place
that differs from the one that an earlier edition of the same file had is shown beside that one.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Credentials
from app.domain.states import ENDED
from app.host.connection_file import (
    ConnectionFile,
    WrongPassphrase,
    changed_places,
    of_same_origin,
)
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.field import Field
from app.ui.dialogs.offered_words import Fact, facts_of, place_caption, place_text
from app.ui.dialogs.parts import NoteLine, card, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.parts import Glyph, plain_label, scrolling
from app.ui.plain_names import visible
from app.ui.theme.tokens import XS, L, M


class FactRow(QWidget):
    """Icon, caption, and what the file says."""

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = QVBoxLayout()
        texts.setSpacing(XS)
        texts.addWidget(plain_label(fact.caption, look="muted", wrap=True))
        value = plain_label(fact.text, look="strong", wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{fact.caption}: {fact.text}")
        texts.addWidget(value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(Glyph(22, fact.picture, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)


class OfferedSheet(QDialog):
    """Shows a `ConnectionFile`; `Desk.save_connection` gets it once the person agrees."""

    key_wanted = Signal(str)
    """The id of a connection that was taken and still needs its key."""

    def __init__(self, desk: Desk, found: ConnectionFile, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = found
        self._before = of_same_origin(desk.settings.connections, found.connection)
        self.changed = (
            changed_places(self._before, found.connection) if self._before is not None else ()
        )
        self._title, self._lead = QLabel(), QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.warning = NoteLine()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(L)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(self.passphrase)
        self.note = NoteLine()
        self.use, self.cancel = QPushButton(), QPushButton()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.use.setDefault(True)
        self.use.setProperty("look", "primary")
        self.cancel.setAutoDefault(False)
        self.use.clicked.connect(self._use)
        self.cancel.clicked.connect(self.reject)
        self.passphrase.textEdited.connect(lambda _text: self._field.set_problem(""))
        self._field.setVisible(self._file.sealed)
        facts = QWidget()
        facts.setLayout(self._facts)
        self._facts.setContentsMargins(0, 0, 0, 0)
        page = page_of(
            self.warning,
            card(facts),
            self._field,
            self.note,
            title=self._title,
            lead=self._lead,
        )
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.use]))
        fit_screen(self, width=560, height=560 + (80 if self._file.sealed else 0))

    # --- taking it --------------------------------------------------------------------------

    def _use(self) -> None:
        if not self._file.sealed:
            self._take(None)
            return
        passphrase, found = self.passphrase.text(), self._file
        if not passphrase:
            self._field.set_problem(self.tr("Type the passphrase that your team gave you."))
            self.passphrase.setFocus()
            return
        self.use.setEnabled(False)
        opened = while_alive(self, self._opened)
        failed = while_alive(self, self._not_opened)
        self._desk.errands.run(lambda: found.open(passphrase), opened, failed)

    def _opened(self, credentials: Credentials) -> None:
        """The seal is off; who has shut the sheet meanwhile has said no."""
        if self.isVisible():
            self._take(credentials)

    def _not_opened(self, error: Exception) -> None:
        self.use.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            text = self.tr("It does not open. Look at the passphrase again, or ask for a new file.")
        else:
            text = self.tr("The file is damaged. Ask your team to send it once more.")
        self._field.set_problem(text)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _take(self, credentials: Credentials | None) -> None:
        """Save it. Only where every place is as it was does it go on under its old name."""
        made, before = self._file.connection, self._before
        if before is not None and not self.changed:
            made = replace(made, id=before.id)
        self._desk.save_connection(made, credentials)
        if before is not None and self.changed and not self._waits(before):
            self._desk.remove_connection(before.id)
        self.accept()
        known = before is not None and not self.changed
        if made.access is AccessKind.KEY and credentials is None and not known:
            self.key_wanted.emit(made.id)

    def _waits(self, connection: Connection) -> bool:
        """Whether files on the list still need the connection."""
        rows = self._desk.queue.snapshots()
        return any(r.connection_id == connection.id and r.state not in ENDED for r in rows)

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        connection = self._file.connection
        self.setWindowTitle(self.tr("A place for your files"))
        self._title.setText(visible(connection.name))
        self._lead.setText(
            self.tr("Somebody prepared this for you. Nothing is sent until you say so.")
        )
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for fact in facts_of(connection):
            self._facts.addWidget(FactRow(fact))
        self._warn()
        self._field.name(
            self.tr("&Passphrase"), self.tr("Your team tells it to you, not in the file.")
        )
        self.note.say(self._after())
        self.use.setText(
            self.tr("Use the new place") if self.changed else self.tr("Use this place")
        )
        self.cancel.setText(self.tr("Cancel"))

    def _warn(self) -> None:
        """Old and new, where an earlier edition of this file went somewhere else."""
        if self._before is None or not self.changed:
            self.warning.say("")
            return
        before, after = self._before, self._file.connection
        lines = [self.tr("This is not where it went before. Take it only if your team said so.")]
        line = self.tr("{caption} {old} → now {new}")
        for name in self.changed:
            old, new = visible(place_text(before, name)), visible(place_text(after, name))
            values = {"caption": place_caption(name) + ":", "old": old, "new": new}
            lines.append(line.format_map(values))
        self.warning.say("\n".join(lines), "warn", "amber")

    def _after(self) -> str:
        """What comes next."""
        connection = self._file.connection
        if connection.access is AccessKind.KEY and not self._file.sealed:
            if self._before is None or self.changed:
                return self.tr("Next you will be asked for its key. Your team has it.")
            return ""
        if connection.locked:
            return self.tr("It stays as your team made it; you only add files.")
        return ""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
