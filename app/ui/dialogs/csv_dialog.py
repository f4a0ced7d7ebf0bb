"""Values out of a CSV file: which column is what, and which line belongs to which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.variables_table import (
    Matched,
    NoTable,
    Table,
    guessed_columns,
    guessed_key,
    matched,
    values_in,
)
from app.host.tables import read_table
from app.ui.alive import while_alive
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.dialogs.csv_model import CsvModel
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import NoteLine, card
from app.ui.dialogs.review_values import subject_of
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen, text_scale
from app.ui.dialogs.variable_words import CountWords, not_a_table
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.i18n import joined, translate
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import ElidedLabel, plain_label, scrolling
from app.ui.plain_names import visible
from app.ui.reviewing import Review
from app.ui.theme.tokens import XL, L, M

NOT_IN_IT = -1
FIELD_WIDTH = 204
"""Pixels, with text of the usual size."""
LOOKED = 2000
"""Files whose names are tried when the column of names is guessed."""


class CsvDialog(QDialog):
    """Hands a table's values to a `Review`; reads and matches beside the window."""

    def __init__(
        self, desk: Desk, review: Review, names: Sequence[str], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._review = review
        self._names = tuple(names)
        self._questions = review.facts.connection.questions
        self._found: Table | None = None
        self._lines = Matched()
        self._values: Mapping[str, Mapping[str, str]] = {}
        self._asked = 0
        """How often something was matched: only the last answer counts."""
        self.choose = QPushButton(translate("Variables", "&Choose a file…"))
        self.file = ElidedLabel(look="muted")
        self.key = CalmCombo()
        self.columns = {name: CalmCombo() for name in self._names}
        self.summary, self.notes, self.problem = NoteLine(), NoteLine(), NoteLine()
        self.model = CsvModel(review.facts.going(), self)
        self.table = QTableView()
        self.use = QPushButton(translate("Variables", "&Use these"))
        self.cancel = QPushButton(translate("Variables", "Cancel"))
        self._build()
        self._join()
        self._show()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setWindowTitle(translate("Variables", "Answers from a table"))
        lead = translate(
            "Variables",
            "A CSV file, as spreadsheets save it: names at the top, then a line for each file.",
        )
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self.choose)
        row.addWidget(self.file, 1)
        self._fields = self._columns_card()
        dress(self.table, self.model).setStretchLastSection(True)
        self.table.setAccessibleName(translate("Variables", "What each file gets"))
        self.table.setMinimumHeight(180)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(M)
        column.addWidget(plain_label(self.windowTitle(), look="title", wrap=True))
        column.addWidget(plain_label(lead, look="muted", wrap=True))
        for widget in (top, self.problem, self._fields, self.summary, self.notes):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self.use.setDefault(True)
        self.use.setProperty("look", "primary")
        for button in (self.choose, self.cancel):
            button.setAutoDefault(False)
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.use]))
        fit_screen(self, width=720, height=680)

    def _columns_card(self) -> QWidget:
        inside = QWidget()
        flow = FlowLayout(inside)
        labels = {question.variable: question.label for question in self._questions}
        texts = {name: visible(labels.get(name, name.removeprefix("x:"))) for name in self._names}
        self._labels = texts
        key = translate("Variables", "The files' names are in")
        for combo, text in ((self.key, key), *((self.columns[n], texts[n]) for n in self._names)):
            combo.setSizeAdjustPolicy(
                CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field = Field(combo)
            field.name(text.replace("&", "&&"))
            field.setFixedWidth(round(FIELD_WIDTH * text_scale()))
            flow.addWidget(field)
        return card(inside, title=plain_label(translate("Variables", "Columns")))

    def _join(self) -> None:
        self.choose.clicked.connect(self._choose)
        for combo in (self.key, *self.columns.values()):
            combo.activated.connect(lambda _place: self._match())
        self.use.clicked.connect(self._use)
        self.cancel.clicked.connect(self.reject)

    # --- reading ----------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("Variables", "Choose a table"), str(Path.home()))
        dialog.setAccessibleName(dialog.windowTitle())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("Variables", "Tables (*.csv *.tsv *.txt)"),
                translate("Variables", "All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def read(self, path: str) -> None:
        """Read a table and propose which column is what."""
        subjects = [subject_of(row) for row in self._review.facts.going()[:LOOKED]]

        def work() -> tuple[Table, int]:
            table = read_table(Path(path))
            return table, guessed_key(table, subjects)

        self.file.set_whole(visible(Path(path).name))
        self._desk.errands.run(
            work, while_alive(self, self._read), while_alive(self, self._not_read)
        )

    def _not_read(self, error: Exception) -> None:
        self._found = None
        self.problem.say(
            not_a_table(error.reason if isinstance(error, NoTable) else ""), "error", "danger"
        )
        self._show()

    def _read(self, found: tuple[Table, int]) -> None:
        table, key = found
        self._found = table
        self.problem.say("")
        guessed = guessed_columns(table, self._names, self._questions)
        guessed = {name: place for name, place in guessed.items() if place != key}
        self._fill(self.key, key, nothing=False)
        for name, combo in self.columns.items():
            self._fill(combo, guessed.get(name, NOT_IN_IT), nothing=True)
        self._match()

    def _fill(self, combo: CalmCombo, chosen: int, *, nothing: bool) -> None:
        combo.clear()
        if nothing:
            combo.addItem(translate("Variables", "– not in the table –"), NOT_IN_IT)
        for place, name in enumerate(self._found.columns if self._found else ()):
            number = translate("Variables", "Column {number}").replace("{number}", str(place + 1))
            combo.addItem(visible(name) or number, place)
        combo.setCurrentIndex(combo.findData(chosen))

    # --- matching ---------------------------------------------------------------------------

    def chosen(self) -> dict[str, int]:
        """The column of each variable that has one."""
        places = {name: combo.currentData() for name, combo in self.columns.items()}
        return {n: place for n, place in places.items() if place not in (None, NOT_IN_IT)}

    def values(self) -> Mapping[str, Mapping[str, str]]:
        """What each file with a line gets, by task id."""
        return self._values if self._found else {}

    def _match(self) -> None:
        table, column = self._found, self.key.currentData()
        if table is None:
            return
        self._asked += 1
        mine, subjects = self._asked, [subject_of(row) for row in self._review.facts.going()]
        chosen = self.chosen()

        def work() -> tuple[Matched, Mapping[str, Mapping[str, str]]]:
            found = matched(table, column, subjects)
            return found, values_in(table, found, chosen)

        def done(found: tuple[Matched, Mapping[str, Mapping[str, str]]]) -> None:
            if mine == self._asked:
                self._lines, self._values = found
                self._show()

        self._desk.errands.run(work, while_alive(self, done))

    def _show(self) -> None:
        read, chosen = self._found is not None, self.chosen()
        for widget in (self._fields, self.table):
            widget.setVisible(read)
        self.use.setEnabled(read and bool(self._lines.lines) and bool(chosen))
        if not read:
            self.summary.say("")
            self.notes.say("")
            return
        words, of = CountWords(), self.model.rowCount()
        count = len(self._lines.lines)
        picture, role = ("check", "good") if count == of else ("warn", "amber")
        nothing = "" if chosen else translate("Variables", "Choose a column for an answer.")
        self.summary.say(joined(words.matched(count, of), nothing), picture, role)
        unused = words.unused(self._lines.unused) if self._lines.unused else ""
        self.notes.say(joined(words.twice(self._lines.twice), unused), "info", "muted")
        self.model.show_values(self.values(), [(name, self._labels[name]) for name in chosen])
        self.table.horizontalHeader().setResizeContentsPrecision(200)
        self.table.resizeColumnsToContents()

    def _use(self) -> None:
        self._review.know(table=self.values())
        self.accept()
