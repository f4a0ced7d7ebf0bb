"""Questions to staff: rows of a variable, what people read, and answers to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.callback import custom_name
from app.domain.questions import Question
from app.ui.dialogs.field import Field
from app.ui.dialogs.parts import beside
from app.ui.theme.tokens import L, M, S


class QuestionRow(QFrame):
    """One question."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.setProperty("look", "raised")
        self.variable = QLineEdit(question.variable)
        self.text = QLineEdit(question.text)
        self.choices = QLineEdit(", ".join(question.choices))
        self.required = QCheckBox()
        self.required.setChecked(question.required)
        self.remove = QPushButton()
        self.remove.setAutoDefault(False)
        self.remove.setProperty("look", "link")
        self._fields = [Field(edit) for edit in (self.variable, self.text, self.choices)]
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addWidget(beside(self._fields[0], self._fields[1], shares=(2, 3)))
        column.addWidget(self._fields[2])
        column.addWidget(beside(self.required, self.remove))
        self.retranslate()

    def question(self) -> Question | None:
        """What the row says; None when it is empty."""
        name, text = custom_name(self.variable.text()), self.text.text().strip()
        if not name or not text:
            return None
        parts = self.choices.text().replace("，", ",").split(",")
        choices = tuple(part.strip() for part in parts if part.strip())
        return replace(
            self._question,
            variable=name,
            text=text,
            required=self.required.isChecked(),
            choices=choices,
        )

    def retranslate(self) -> None:
        """Every text in the language of now."""
        variable, text, choices = self._fields
        variable.name(self.tr("Variable"))
        text.name(self.tr("Question"))
        choices.name(
            self.tr("Answers to choose from"), self.tr("With commas between; empty: any text.")
        )
        self.variable.setPlaceholderText("x:order")
        self.text.setPlaceholderText(self.tr("Order number"))
        self.required.setText(self.tr("Must be answered"))
        self.required.setAccessibleName(self.tr("Must be answered"))
        self.remove.setText(self.tr("Remove this question"))


class QuestionRows(QWidget):
    """All of them, with a button for another."""

    def __init__(self, questions: Sequence[Question], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QuestionRow] = []
        self.more = QPushButton()
        self.more.setAutoDefault(False)
        self.more.clicked.connect(lambda: self.add(Question("", "")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(M)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._silent = tuple(question for question in questions if not question.ask)
        """Variables that come by themselves stay as they are."""
        for question in questions:
            if question.ask:
                self.add(question)

    def add(self, question: Question) -> QuestionRow:
        """Another row."""
        row = QuestionRow(question)
        row.remove.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _remove(self, row: QuestionRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.more.setFocus()

    def questions(self) -> tuple[Question, ...]:
        """What they say; empty rows count for nothing."""
        asked = (row.question() for row in self.rows)
        return (*(question for question in asked if question is not None), *self._silent)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.more.setText(self.tr("Add a &question"))
        for row in self.rows:
            row.retranslate()
