"""One custom variable: what people are asked, which values are good, where a value comes from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from app.domain.questions import (
    LONGEST_ANSWER,
    LONGEST_PATTERN,
    Filling,
    Question,
    Source,
    example_of,
    wrong_with,
)
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import NoteLine, card, page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.variable_detail import DetailField
from app.ui.dialogs.variable_sample import sample_subject, sample_values
from app.ui.dialogs.variable_words import trouble_text
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.i18n import translate
from app.ui.panels.parts import Switch, plain_label, scrolling
from app.ui.panels.variable_summary import source_name
from app.ui.plain_names import visible

LONGEST_TEXT = LONGEST_PATTERN
"""Characters of labels, help and shapes."""


class VariableDialog(QDialog):
    """Edits a `Question` and the value that stands with the callback."""

    def __init__(
        self,
        name: str,
        question: Question | None,
        value: str,
        *,
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._name = name
        known = question or Question(name, required=False, ask=False)
        self.ask, self.required = Switch(), QCheckBox()
        self.text, self.hint = QLineEdit(known.text), QLineEdit(known.hint)
        self.choices, self.pattern = QLineEdit(", ".join(known.choices)), QLineEdit(known.pattern)
        self.source = CalmCombo()
        self.fixed = QLineEdit(value)
        self.detail = DetailField()
        self.sample = NoteLine()
        self.done_button, self.cancel = QPushButton(), QPushButton()
        edits = (self.text, self.hint, self.choices, self.pattern, self.source, self.fixed)
        self._fields = [Field(edit) for edit in edits]
        self._build()
        self._join()
        self._write()
        self.ask.setChecked(known.ask)
        self.required.setChecked(known.required)
        self.source.setCurrentIndex(self.source.findData(known.source.value))
        self.detail.show_source(known.source, known.detail)
        self._look()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        for edit in (self.text, self.hint, self.pattern):
            edit.setMaxLength(LONGEST_TEXT)
        self.fixed.setMaxLength(LONGEST_ANSWER)
        text, hint, choices, pattern, source, fixed = self._fields
        self._titles = [plain_label() for _title in range(3)]
        cards = (
            card(source, self.detail, fixed, self.sample, title=self._titles[0]),
            card(self.ask, text, hint, title=self._titles[1]),
            card(self.required, choices, pattern, title=self._titles[2]),
        )
        self._title, self._lead = plain_label(), plain_label()
        page = page_of(*cards, title=self._title, lead=self._lead)
        self.done_button.setDefault(True)
        self.done_button.setProperty("look", "primary")
        self.cancel.setAutoDefault(False)
        fill(self, scrolling(page), ButtonBar([self.cancel], [self.done_button]))
        fit_screen(self, width=560, height=720)

    def _join(self) -> None:
        for edit in (self.text, self.hint, self.choices, self.pattern, self.fixed):
            edit.textEdited.connect(lambda _text: self._look())
        for box in (self.ask, self.required):
            box.toggled.connect(lambda _on: self._look())
        self.source.activated.connect(lambda _row: self._other_source())
        self.detail.changed.connect(self._look)
        self.done_button.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    # --- what it says -----------------------------------------------------------------------

    def question(self) -> Question | None:
        """What is known of the variable now; None: nothing beside its value."""
        parts = self.choices.text().replace("，", ",").split(",")
        found = Question(
            self._name,
            self.text.text().strip(),
            self.required.isChecked(),
            tuple(dict.fromkeys(part.strip() for part in parts if part.strip())),
            self.hint.text().strip(),
            self.pattern.text().strip(),
            self.ask.isChecked(),
            Source(self.source.currentData()),
            self.detail.value(),
        )
        return None if found == Question(self._name, required=False, ask=False) else found

    def value(self) -> str:
        """The value that stands with the callback; empty where it comes from somewhere else."""
        fixed = self.source.currentData() == Source.FIXED.value
        return self.fixed.text() if fixed else ""

    def _other_source(self) -> None:
        self.detail.show_source(Source(self.source.currentData()), "")
        self._look()

    def _look(self) -> None:
        """What follows from the fields: what can be set, and what the value would be."""
        source = Source(self.source.currentData())
        _text, hint, _choices, pattern, _source, fixed = self._fields
        fixed.setVisible(source is Source.FIXED)
        hint.setVisible(self.ask.isChecked())
        shape = self.pattern.text().strip()
        pattern.set_hint(self._shape_hint(shape))
        question = self.question() or Question(self._name, required=False)
        filling = Filling((question,), {self._name: self.value()})
        value = sample_values(self._desk, filling).get(self._name, self.value())
        self._show_sample(replace(question, variable=self._name), value)

    def _show_sample(self, question: Question, value: str) -> None:
        if question.source is Source.CSV:
            told = translate("Variables", "The table is chosen at each upload.")
            self.sample.say(told, "info", "muted")
            return
        name = visible(sample_subject(self._desk).name)
        told = translate("Variables", "For “{name}” it is: {value}")
        told = told.replace("{name}", name).replace("{value}", visible(value) or "–")
        code = "" if question.ask and not value else wrong_with(question, value)
        said = f"{told} {trouble_text(code, question)}" if code in ("choice", "pattern") else told
        bad = code in ("choice", "pattern")
        self.sample.say(said, "warn" if bad else "info", "amber" if bad else "muted")

    def _shape_hint(self, shape: str) -> str:
        if not shape:
            return translate("Variables", "# digit, @ letter, ? any sign, * any text; empty: any.")
        return translate("Variables", "Like this: {example}").replace(
            "{example}", visible(example_of(shape))
        )

    def _write(self) -> None:
        """Every text; the dialog is built anew for another language."""
        self.setWindowTitle(translate("Variables", "Custom variable"))
        self._title.setText(self._name)
        self._lead.setText(
            translate("Variables", "Your server receives it wherever the body names it.")
        )
        titles = (
            translate("Variables", "Where the value comes from"),
            translate("Variables", "What people are asked"),
            translate("Variables", "Which values are good"),
        )
        for label, title in zip(self._titles, titles, strict=True):
            label.setText(title)
        text, hint, choices, pattern, source, fixed = self._fields
        source.name(translate("Variables", "&Source"))
        fixed.name(translate("Variables", "&Value"))
        plain = translate("Variables", "What people read, in plain words.")
        text.name(translate("Variables", "&Label"), plain)
        hint.name(translate("Variables", "&Help"), translate("Variables", "A sentence below it."))
        commas = translate("Variables", "With commas between; empty: any text.")
        choices.name(translate("Variables", "&Answers to choose from"), commas)
        pattern.name(translate("Variables", "S&hape"), "")
        self.text.setPlaceholderText(translate("Variables", "Order number"))
        self.pattern.setPlaceholderText("PO-####")
        self.ask.setText(translate("Variables", "Ask each time"))
        self.ask.setAccessibleName(self.ask.text())
        self.required.setText(translate("Variables", "Must not be empty"))
        self.required.setAccessibleName(self.required.text())
        for kind in Source:
            self.source.addItem(source_name(kind), kind.value)
        self.done_button.setText(translate("Variables", "Done"))
        self.cancel.setText(translate("Variables", "Cancel"))
