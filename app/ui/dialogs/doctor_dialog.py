"""Check connection: the doctor for the connection in use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from app.domain.connection import Connection
from app.ui.desk import Desk
from app.ui.dialogs.doctor_lines import DoctorLines
from app.ui.dialogs.parts import page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.examination import Examination
from app.ui.panels.parts import scrolling


class DoctorDialog(QDialog):
    """Lines that appear one after the other; looking stores nothing."""

    fix_wanted = Signal(str)
    """A field of the connection to edit (see `Line.aim`)."""

    def __init__(self, desk: Desk, connection: Connection, *, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._connection = connection
        self.examination = Examination(desk, self)
        self._title, self._lead = QLabel(), QLabel()
        fixed = connection.locked or connection.destination.practice
        self.lines = DoctorLines(self.examination, may_edit=not fixed)
        self.again, self.copy, self.shut = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self.retranslate()
        self.begin()

    def _build(self) -> None:
        for button in (self.again, self.copy):
            button.setAutoDefault(False)
        self.shut.setDefault(True)
        self.shut.setProperty("look", "primary")
        self.shut.clicked.connect(self.accept)
        self.again.clicked.connect(self.begin)
        self.copy.clicked.connect(self._copy)
        self.lines.fix_wanted.connect(self._fix)
        self.examination.changed.connect(self._show_buttons)
        page = page_of(self.lines, title=self._title, lead=self._lead)
        fill(self, scrolling(page), ButtonBar([self.copy, self.again], [self.shut]))
        fit_screen(self, width=600, height=720)
        self.shut.setFocus()

    def begin(self) -> None:
        """Look at everything (again)."""
        found = self._desk.book.find(self._connection.id)
        self._connection = found or self._connection
        kept = self._desk.book.keys_kept_of(self._connection.id)
        self.examination.begin(self._connection, None, kept=kept)

    def _fix(self, aim: str) -> None:
        word, _, value = aim.partition(":")
        if word == "again":
            self.begin()
        else:
            self.accept()
            self.fix_wanted.emit(f"{word}:{value}" if value else word)

    def _copy(self) -> None:
        self.lines.copy_report(self._connection)
        self.copy.setText(self.tr("Copied ✓"))

    def done(self, result: int) -> None:
        """Nobody waits for the rest."""
        self.examination.stop()
        super().done(result)

    def _show_buttons(self) -> None:
        running = self.examination.running
        self.again.setEnabled(not running)
        self.copy.setEnabled(not running)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Check connection"))
        self._title.setText(self.tr("Does “{name}” work?").format(name=self._connection.name))
        self._lead.setText(self.tr("Nothing is stored by looking."))
        self.again.setText(self.tr("Check &again"))
        self.copy.setText(self.tr("&Copy report"))
        self.shut.setText(self.tr("Close"))
        self.lines.retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language may change while it is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
