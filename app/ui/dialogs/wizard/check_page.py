"""Page 3: does it work? The doctor's lines, for a connection that is not saved yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.asks import CheckState
from app.domain.connection import Connection
from app.domain.credentials import Access
from app.ui.desk import Desk
from app.ui.dialogs.doctor_lines import DoctorLines
from app.ui.dialogs.parts import NoteLine, page_of
from app.ui.examination import Examination, worst


class CheckPage(QWidget):
    """Lines that appear one after the other."""

    fix_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.examination = Examination(desk, self)
        self._title, self._lead = QLabel(), QLabel()
        self.place = NoteLine()
        self.lines = DoctorLines(self.examination)
        self.again, self.copy = QPushButton(), QPushButton()
        self._connection: Connection | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page_of(self.place, self.lines, title=self._title, lead=self._lead))
        self.lines.fix_wanted.connect(self.fix_wanted)
        for button in (self.again, self.copy):
            button.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)

    def begin(self, connection: Connection, access: Access | None, *, kept: str) -> None:
        """Look at a connection as it would be saved."""
        self._connection = connection
        place = connection.destination
        where = "/".join(part for part in (place.bucket, place.prefix) if part)
        told = ", ".join(part for part in (where, place.endpoint) if part)
        self.place.say(f"{connection.name}: {told}", "cloud", "accent")
        self.examination.begin(connection, access, kept=kept)

    def good(self) -> bool:
        """Whether everything has been looked at and nothing keeps it from working."""
        done = not self.examination.running and self.examination.failure is None
        return done and worst(self.examination.checks) is not CheckState.BAD

    def _copy(self) -> None:
        if self._connection is not None:
            self.lines.copy_report(self._connection)
            self.copy.setText(self.tr("Copied ✓"))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._title.setText(self.tr("Does it work?"))
        self._lead.setText(self.tr("Nothing is stored by looking. You can save it as it is, too."))
        self.again.setText(self.tr("Check &again"))
        self.copy.setText(self.tr("&Copy report"))
        self.lines.retranslate()
