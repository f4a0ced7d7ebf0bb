"""Audit: asks the storage about every file of a batch and says what is missing or different."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.asks import FindTaken, ObjectFound
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.receipt import Line
from app.domain.receipt_audit import Checked, Question, judged, latest_first, questions
from app.domain.receipt_files import iso
from app.host.files import write_whole
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.audit_model import NAME, VERDICT, AuditModel
from app.ui.dialogs.audit_words import AuditWords, counts_of
from app.ui.dialogs.parts import NoteLine
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.error_words import trouble
from app.ui.i18n import joined, translate
from app.ui.panels.parts import plain_label
from app.ui.receipts import Source
from app.ui.theme.tokens import XL, L, M, S

AT_ONCE = 3
"""Questions under way at a time."""
SHOWN_EVERY = 0.3
"""Seconds between two looks of the table while answers come."""


class AuditDialog(QDialog):
    """Begins at once; closing it ends the asking."""

    def __init__(self, desk: Desk, source: Source, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: dict[tuple[str, str], list[Line]] = {}
        self._count = 0
        self._latest: dict[tuple[str, str, str], float] = {}
        self._waiting: list[Question] = []
        self._under_way = 0
        self._checked: list[Checked] = []
        self._shown_at = 0.0
        self.complete = False
        """Every file has a verdict."""
        self.model = AuditModel(self)
        self.table = QTableView()
        self.bar = QProgressBar()
        self.summary = plain_label(wrap=True)
        self.note = NoteLine()
        self.again = QPushButton(translate("Audit", "Look &again"))
        self.save = QPushButton(translate("Audit", "&Save table…"))
        self.shut = QPushButton(translate("Audit", "Close"))
        self.chooser: QFileDialog | None = None
        self._build()
        self.again.clicked.connect(self.begin)
        self.save.clicked.connect(self._choose)
        self.shut.clicked.connect(self.accept)
        self._all: list[Line] = []
        desk.errands.run(source, while_alive(self, self._take))

    def _build(self) -> None:
        title = translate("Audit", "Check what is stored")
        self.setWindowTitle(title)
        self.setMinimumSize(520, 380)
        fit_screen(self, width=820, height=560)
        why = translate(
            "Audit",
            "Each file is looked up at the storage, and its size and checksum are compared with"
            " what was sent. Nothing is changed there, and nothing is downloaded.",
        )
        header = dress(self.table, self.model)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(VERDICT, self.fontMetrics().averageCharWidth() * 40)
        self.table.setAccessibleName(title)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(S)
        self.bar.setAccessibleName(translate("Audit", "Progress of the check"))
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self.table)
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(plain_label(title, look="title", wrap=True))
        column.addWidget(plain_label(why, look="muted", wrap=True))
        for widget in (self.bar, self.summary, card, self.note):
            column.addWidget(widget, 1 if widget is card else 0)
        for button in (self.again, self.save):
            button.setAutoDefault(False)
            button.setEnabled(False)
        self.shut.setDefault(True)
        fill(self, column, ButtonBar([self.save, self.again], [self.shut]))
        self.summary.setText(translate("Audit", "Getting ready…"))

    # --- asking -----------------------------------------------------------------------------

    def _take(self, lines: list[Line]) -> None:
        self._all = lines
        self.begin()

    def begin(self) -> None:
        """Ask about every file, from the first."""
        stored = [line for line in self._all if line.is_stored]
        self._count = len(stored)
        self._latest = latest_first(stored)
        self._lines = {}
        for line in stored:
            self._lines.setdefault((line.connection_id, line.key), []).append(line)
        self._waiting = questions(stored)[::-1]
        self._checked, self.complete = [], False
        self.bar.setRange(0, max(1, self._count))
        self._say_left_out(len(self._all) - len(stored))
        for button in (self.again, self.save):
            button.setEnabled(False)
        for _ in range(AT_ONCE):
            self._next()
        self._show(at_once=True)

    def _say_left_out(self, count: int) -> None:
        self.note.say(AuditWords().left_out(count) if count else "")

    def _next(self) -> None:
        while self._waiting:
            question = self._waiting.pop()
            if self._desk.book.find(question.connection_id) is not None:
                self._under_way += 1
                ask = FindTaken("", question.connection_id, question.place, question.keys)
                self._desk.ask(ask, partial(self._hear, question), owner=self)
                return
            self._note(  # nobody has a key for it any more
                translate(
                    "Audit",
                    "The connection that some of these files were sent with is not here any more.",
                )
            )
            self._judge(question, None)

    def _hear(self, question: Question, answer: Answered) -> None:
        self._under_way -= 1
        if answer.failure is not None:
            self._say(answer.failure)
            self._judge(question, None)
        else:
            found = answer.answer if isinstance(answer.answer, tuple) else ()
            self._judge(question, [each for each in found if isinstance(each, ObjectFound)])
        self._next()
        self._show(at_once=not self._under_way)

    def _say(self, failure: Failure) -> None:
        words = trouble(failure.code, failure.values, expert=True)
        self._note(joined(words.sentence or words.title, words.advice))

    def _note(self, text: str) -> None:
        if text not in self.note.text():
            self.note.say(joined(self.note.text(), text), "warn", "amber")

    def _judge(self, question: Question, found: list[ObjectFound] | None) -> None:
        lines = [
            line
            for key in question.keys
            for line in self._lines.get((question.connection_id, key), ())
        ]
        self._checked += judged(lines, question, found, latest=self._latest)

    # --- showing ----------------------------------------------------------------------------

    def _show(self, *, at_once: bool) -> None:
        self.bar.setValue(len(self._checked))
        self.complete = len(self._checked) >= self._count
        now = time.monotonic()
        if not (at_once or self.complete or now - self._shown_at > SHOWN_EVERY):
            return
        self._shown_at = now
        self.model.show_checked(self._checked)
        words = AuditWords()
        facts = words.summary(counts_of(self._checked))
        if not self.complete:
            facts = " · ".join(
                filter(None, (words.looking(len(self._checked), self._count), facts))
            )
        nothing = translate("Audit", "None of these files was stored.")
        self.summary.setText(facts or nothing)
        self.summary.setAccessibleName(self.summary.text())
        self.bar.setVisible(not self.complete)
        self.again.setEnabled(self.complete and self._count > 0)
        self.save.setEnabled(self.complete and self._count > 0)
        if self.complete:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- saving -----------------------------------------------------------------------------

    def _choose(self) -> None:
        title = translate("Audit", "Save table")
        dialog = QFileDialog(self, title)
        dialog.setAccessibleName(title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([translate("Receipt", "Table (*.csv)")])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{title} {iso(time.time()).partition('T')[0]}.csv")
        dialog.fileSelected.connect(lambda path: self.write(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser = dialog
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the table as CSV; told when it is done."""
        data = b"\xef\xbb\xbf" + self.model.as_csv().encode("utf-8", "backslashreplace")
        saved = translate("Receipt", "Saved as {name}").format(name=path.name)
        failed = translate(
            "Receipt", "{name} could not be written. Please choose another folder."
        ).format(name=path.name)
        self._desk.errands.run(
            lambda: write_whole(path, data),
            lambda _nothing: self._desk.told.emit("info", saved),
            lambda _error: self._desk.told.emit("warn", failed),
        )
