"""The person's own values: names with ``x:`` in front and in lower case, and what they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.domain.callback import custom_name
from app.domain.questions import Question, Source
from app.ui.panels.growing_rows import PairRow, PairRows, mark_names, pairs_of
from app.ui.panels.parts import icon_button, plain_label, set_read_only
from app.ui.panels.variable_summary import source_name, summary
from app.ui.theme.icons import icon


class VariableRow(PairRow):
    """``x:`` [name] = [value], buttons for more about it and for its end, and what is known."""

    about_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, before="x:")
        self._question: Question | None = None
        self.about = icon_button("edit")
        self.about.clicked.connect(self.about_wanted)
        self.line.insertWidget(self.line.indexOf(self.remove), self.about)
        self.note = plain_label(look="small", wrap=True)
        self.note.setContentsMargins(18, 0, 0, 4)
        self.note.hide()
        self.column.addWidget(self.note)

    def question(self) -> Question | None:
        """What is known of the variable beside its value, under its name of now; None: nothing."""
        if self._question is None or not self.key():
            return None
        return replace(self._question, variable=self.key())

    def set_question(self, question: Question | None) -> None:
        """Something else is known."""
        self._question = question
        self.describe()

    def describe(self) -> None:
        """Say in the language of now what is known."""
        question = self._question
        self.note.setText(summary(question) if question else "")
        self.note.setVisible(question is not None)
        source = question.source if question else Source.FIXED
        fixed = source is Source.FIXED
        self.value.setPlaceholderText(self.tr("value") if fixed else source_name(source))

    def key(self) -> str:
        """The name as the storage knows it; empty while there is none."""
        return custom_name(self.name.text())

    def fill(self, key: str, value: str) -> None:
        """Show another variable."""
        for edit, text in ((self.name, key.removeprefix("x:")), (self.value, value)):
            if edit.text() != text:
                edit.setText(text)

    def lock(self, *, name: bool, value: bool) -> None:
        """Which of the two cannot be changed here; a row with a locked name stays."""
        set_read_only(self.name, on=name)
        set_read_only(self.value, on=value)
        self.remove.setVisible(not name)
        self.about.setVisible(not name)

    def _named(self, text: str) -> None:
        """Lower case, no blanks, no ``x:`` (it is in front already); the cursor stays."""
        tidy = custom_name(text).removeprefix("x:")
        if tidy != text:
            place = self.name.cursorPosition() - (len(text) - len(tidy))
            self.name.setText(tidy)
            self.name.setCursorPosition(max(0, place))
        self.changed.emit()


class VariableTable(QWidget):
    """The rows, and a button for one more."""

    changed = Signal()
    about_wanted = Signal(object)
    """A `VariableRow`, of which more is to be said than its value."""
    each_wanted = Signal()
    """The values of every single file are to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = PairRows(self._new, grown=self.retranslate, touched=self._touched)
        self._rows = self._lines.all
        self._open: Collection[str] | None = None
        self._add = self._lines.add
        self._each = QPushButton()
        self._each.setProperty("look", "link")
        self._each.setIcon(icon("details", "accent"))
        self._each.clicked.connect(self.each_wanted)
        self._trouble = plain_label(look="danger", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addLayout(self._lines.column, 0, 0, 1, 2)
        grid.addWidget(self._trouble, 1, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addWidget(self._each)
        buttons.addStretch(1)
        grid.addLayout(buttons, 2, 0, 1, 2)
        self.retranslate()

    def variables(self) -> dict[str, str]:
        """Names and values; rows without a name are left out, of two alike the last one counts."""
        return pairs_of(self._rows)

    def set_variables(self, variables: Mapping[str, str]) -> None:
        """Show these, unless they are what the rows hold already (half-typed rows stay then)."""
        if dict(variables) == self.variables() and (variables or not self._rows):
            return
        self._fill(variables, self._known(variables))

    def set_questions(self, questions: Iterable[Question]) -> None:
        """Show what is known of variables; one that has no value yet gets a row, too."""
        known = {question.variable: question for question in questions}
        if known == {question.variable: question for question in self.questions()}:
            return
        self._fill({**dict.fromkeys(known, ""), **self.variables()}, known)

    def questions(self) -> tuple[Question, ...]:
        """What is known of the variables, in the order of the rows; of two alike the last."""
        found = {row.key(): row.question() for row in self._rows if row.key()}
        return tuple(question for question in found.values() if question is not None)

    def _known(self, variables: Mapping[str, str]) -> dict[str, Question]:
        """The questions of now by name; those of a row that only got another name follow it."""
        known = {question.variable: question for question in self.questions()}
        if len(variables) == len(self._rows):
            for row, name in zip(self._rows, variables, strict=True):
                question = row.question()
                if question is not None and row.key() not in variables:
                    known[name] = replace(question, variable=name)
        return known

    def _fill(self, variables: Mapping[str, str], known: Mapping[str, Question]) -> None:
        self._lines.fit(len(variables))
        for row, (key, value) in zip(self._rows, variables.items(), strict=True):
            row.fill(key, value)
            row.set_question(known.get(key))
            self._lock(row)
        self.retranslate()

    def set_open(self, names: Collection[str] | None) -> None:
        """Only the values of these can be changed, and no rows be added; None: everything."""
        self._open = names
        self._add.setVisible(names is None)
        self._tell_trouble()
        for row in self._rows:
            self._lock(row)

    def _lock(self, row: VariableRow) -> None:
        fixed = self._open is not None
        row.lock(name=fixed, value=self._open is not None and row.key() not in self._open)

    def names(self) -> list[str]:
        """The names, for the chips beside the template."""
        return list(self.variables())

    def trouble(self) -> str:
        """What is wrong with the rows themselves, as a sentence; empty when nothing is."""
        keys = [row.key() for row in self._rows if row.key()]
        double = next((key for key in keys if keys.count(key) > 1), "")
        if double:
            text = self.tr("“{name}” is there twice. Only the last value is sent.")
            return text.format(name=double)
        if any(row.value.text() and not row.key() for row in self._rows):
            return self.tr("A value has no name yet, so it is not sent.")
        return ""

    def _new(self) -> VariableRow:
        row = VariableRow(self)
        row.about_wanted.connect(lambda: self.about_wanted.emit(row))
        return row

    def _touched(self) -> None:
        self._tell_trouble()
        self.changed.emit()

    def _tell_trouble(self) -> None:
        mark_names(self._rows)
        self._trouble.setText(self.trouble())
        self._trouble.setVisible(bool(self._trouble.text()))
        self._each.setVisible(self._open is None and any(row.key() for row in self._rows))

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self._add.setText(self.tr("Add a value"))
        self._add.setAccessibleName(self._add.text())
        self._each.setText(self.tr("Values of each file…"))
        self._each.setAccessibleName(self._each.text())
        self._each.setToolTip(self.tr("Look at them, change single ones, or take a CSV file"))
        for index, row in enumerate(self._rows, start=1):
            row.name.setPlaceholderText(self.tr("name"))
            row.describe()
            row.about.setToolTip(self.tr("Question, rules, and where the value comes from"))
            number_text = self.tr("More about value {number}").format(number=index)
            row.about.setAccessibleName(number_text)
            row.name.setAccessibleName(self.tr("Name of value {number}").format(number=index))
            row.value.setAccessibleName(self.tr("Value {number}").format(number=index))
            row.remove.setToolTip(self.tr("Remove this value"))
            row.remove.setAccessibleName(row.remove.toolTip())
        self._tell_trouble()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language may change while the window is open."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
