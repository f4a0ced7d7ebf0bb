"""Share connection: prepares a connection file for people who only add files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.domain.connection import AccessKind, Connection, FileLimits, View
from app.domain.questions import Question
from app.host.connection_file import NotExported
from app.host.seal import SHORTEST_PASSPHRASE
from app.ui.calm import CalmSpin
from app.ui.desk import Desk
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import NoteLine, beside, card, page_of
from app.ui.dialogs.question_rows import QuestionRows
from app.ui.dialogs.share_words import limit_labels, not_exported, secrets_, views
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.dialogs.wizard.choice import Choice
from app.ui.export import Export
from app.ui.panels.parts import scrolling

MB = 1_000_000
LARGEST_MB = 50_000
MOST = 10_000


class ShareDialog(QDialog):
    """What the team sees, is asked and may send; with the key under a passphrase, or without."""

    def __init__(self, desk: Desk, connection: Connection, *, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self.export = Export(desk, self)
        self._title, self._lead = QLabel(), QLabel()
        self._titles = {name: QLabel() for name in ("see", "ask", "limit", "key")}
        self.name = QLineEdit(connection.name)
        self._name = Field(self.name)
        self.view = Choice(("simple", "locked", "expert"))
        self.view.choose("locked")
        self.questions = QuestionRows(_questions(connection))
        self.largest, self.most = CalmSpin(), CalmSpin()
        self.endings = QLineEdit(", ".join(e.lstrip(".") for e in connection.limits.endings))
        self._limits = [Field(w) for w in (self.largest, self.most, self.endings)]
        self.secret = Choice(("without", "with"))
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        self._pass = [Field(edit) for edit in (self.passphrase, self.again)]
        self.problem = NoteLine()
        self.save, self.cancel = QPushButton(), QPushButton()
        self._build()
        self._join()
        self.retranslate()
        self._show_secret()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.largest.setRange(0, LARGEST_MB)
        self.most.setRange(0, MOST)
        self.largest.setValue(self._connection.limits.largest // MB)
        self.most.setValue(self._connection.limits.most)
        for edit in (self.passphrase, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._passes = beside(*self._pass)
        titles = self._titles
        cards = (
            card(self._name, self.view, title=titles["see"]),
            card(self.questions, title=titles["ask"]),
            card(beside(*self._limits[:2]), self._limits[2], title=titles["limit"]),
            card(self.secret, self._passes, title=titles["key"]),
        )
        page = page_of(*cards, self.problem, title=self._title, lead=self._lead)
        self._area = scrolling(page)
        fill(self, self._area, ButtonBar([self.cancel], [self.save]))
        self.save.setDefault(True)
        self.save.setProperty("look", "primary")
        self.cancel.setAutoDefault(False)
        fit_screen(self, width=640, height=760)

    def _join(self) -> None:
        self.save.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self.secret.chosen.connect(lambda _value: self._show_secret())
        self.export.written.connect(self._written)
        self.export.failed.connect(self._failed)
        for field, edit in zip(self._pass, (self.passphrase, self.again), strict=True):
            edit.textEdited.connect(lambda _text, field=field: field.set_problem(""))
        self.name.textEdited.connect(lambda _text: self._name.set_problem(""))

    def _show_secret(self) -> None:
        none = self._connection.access is AccessKind.ENVIRONMENT
        kept = self._desk.book.keys_kept_of(self._connection.id)
        possible = not none and kept in ("keyring", "session")
        self.secret.radio("with").setEnabled(possible)
        if not possible:
            self.secret.choose("without")
        self._passes.setVisible(self.secret.value() == "with")

    # --- writing ----------------------------------------------------------------------------

    def prepared(self) -> Connection:
        """The connection as it goes into the file."""
        view = self.view.value()
        parts = self.endings.text().replace("，", ",").split(",")
        bare = [part.strip().lower().lstrip("*.") for part in parts]
        limits = FileLimits(
            self.largest.value() * MB, self.most.value(), tuple("." + e for e in bare if e)
        )
        return replace(
            self._connection,
            name=self.name.text().strip(),
            view=View.EXPERT if view == "expert" else View.SIMPLE,
            locked=view == "locked",
            questions=self.questions.questions(),
            limits=limits,
        )

    def check(self) -> bool:
        """Whether it can be written; says beside the fields why not."""
        self.problem.say("")
        if not self.name.text().strip():
            self._name.set_problem(self.tr("Give it a name."))
            self.name.setFocus()
            return False
        if self.secret.value() != "with":
            return True
        if len(self.passphrase.text()) < SHORTEST_PASSPHRASE:
            text = self.tr("At least {count} letters, please. A few words are best.")
            self._pass[0].set_problem(text.format(count=SHORTEST_PASSPHRASE))
            self.passphrase.setFocus()
            return False
        if self.passphrase.text() != self.again.text():
            self._pass[1].set_problem(self.tr("The two are not the same."))
            self.again.setFocus()
            return False
        return True

    def _choose(self) -> None:
        if not self.check():
            return
        dialog = QFileDialog(self, self.tr("Save connection file"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Connection files (*.upcall)")])
        dialog.setDefaultSuffix("upcall")
        dialog.selectFile(_file_name(self.name.text()))
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the file beside the window; it closes once that is done."""
        self.save.setEnabled(False)
        passphrase = self.passphrase.text() if self.secret.value() == "with" else ""
        self.export.write(Path(path), self.prepared(), passphrase=passphrase)

    def _written(self, path: str) -> None:
        text = self.tr("“{name}” is ready to be handed out.").format(name=Path(path).name)
        if self.secret.value() == "with":
            text += self.tr(" Tell the passphrase by another way than the file.")
        self._desk.told.emit("info", text)
        self.accept()

    def _failed(self, error: object) -> None:
        self.save.setEnabled(True)
        reason = error.reason if isinstance(error, NotExported) else ""
        self.problem.say(not_exported(reason), "error", "danger")
        self._area.ensureWidgetVisible(self.problem)

    # --- words ------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Share connection"))
        self._title.setText(self.tr("A file for your team"))
        self._lead.setText(
            self.tr("Whoever opens it sees where files go and agrees; then they only add files.")
        )
        titles = {
            "see": self.tr("What they see"),
            "ask": self.tr("What they are asked before each upload"),
            "limit": self.tr("Which files they may send"),
            "key": self.tr("The key"),
        }
        for name, text in titles.items():
            self._titles[name].setText(text)
        self._name.name(self.tr("&Name"), "")
        self.view.name(views())
        self.questions.retranslate()
        for field, (label, hint) in zip(self._limits, limit_labels(), strict=True):
            field.name(label, hint)
        for spin in (self.largest, self.most):
            spin.setSpecialValueText(self.tr("no limit"))
        self.largest.setSuffix(" MB")
        self.endings.setPlaceholderText("jpg, png, pdf")
        self.secret.name(secrets_(server=self._connection.access is AccessKind.SERVER))
        self._pass[0].name(self.tr("&Passphrase"), self.tr("A few words are best."))
        self._pass[1].name(self.tr("The same once &more"), "")
        self.save.setText(self.tr("Save the file…"))
        self.cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _questions(connection: Connection) -> tuple[Question, ...]:
    """Those that it has, else one for each custom variable without a value."""
    if connection.questions:
        return connection.questions
    empty = [name for name, value in connection.callback.variables.items() if not value]
    return tuple(Question(name, name.removeprefix("x:").capitalize()) for name in empty)


def _file_name(name: str) -> str:
    """A connection's name as the name of its file."""
    kept = "".join(sign for sign in name.strip() if sign.isalnum() or sign in " -_.")
    return (kept.strip(" .") or "connection") + ".upcall"
