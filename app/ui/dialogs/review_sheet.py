"""The review sheet: what is about to go, what does not and why, and what has to be decided.

It is shown only when somebody has to decide, or on request. Closing it in any way but *Upload* or
*Take off the list* means *Not now*: the files stay on the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import View
from app.domain.destination import SameName
from app.domain.questions import Filling, Question, Source
from app.domain.variables import names_of, proposals, values_for
from app.ui.desk import Desk
from app.ui.dialogs.csv_dialog import CsvDialog
from app.ui.dialogs.each_file_dialog import EachFileDialog
from app.ui.dialogs.review_model import KEY, NAME, NOTE, SIZE, ReviewModel
from app.ui.dialogs.review_parts import Doubled, LeftOut, Message, Taken
from app.ui.dialogs.review_questions import Questions
from app.ui.dialogs.review_values import Counting, Values, subject_of
from app.ui.dialogs.review_words import ReviewWords
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen
from app.ui.i18n import joined, translate
from app.ui.panels.parts import plain_label, scrolling
from app.ui.reviewing import MOST_LOOKED, Review
from app.ui.theme.tokens import XL, L, M, S

ROWS_SHOWN = 7
"""Rows of the table that can be seen without scrolling; fewer files make it lower."""


class ReviewSheet(QDialog):
    """Follows a `Review` and hands the decisions to the desk."""

    def __init__(self, desk: Desk, review: Review, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._review = review
        self._done = False
        self._expert = desk.view is View.EXPERT
        self._open: tuple[str, ...] | None = None
        """Variables that the connection's server leaves open; None: it fixed nothing."""
        connection = review.facts.connection
        grant = desk.access.grant(connection.id)
        if grant is not None and grant.callback is not None:
            self._open = grant.open_variables
            asked = tuple(q for q in connection.questions if q.variable in self._open)
            connection = replace(connection, callback=grant.callback, questions=asked)
        self.title = plain_label(look="title", wrap=True)
        self.added = plain_label(look="muted", wrap=True)
        self.left_out = LeftOut()
        self._connection = connection
        known = {**proposals(self._filled({})), **review.facts.answers}
        self.questions = Questions(connection.questions, known)
        self.values = Values()
        self.counting = Counting(self)
        self._waits = False
        self._now = Filling()
        self.doubled = Doubled()
        self.taken = Taken(connection.same_name)
        self.message = Message(connection, expert=self._expert)
        self.model = ReviewModel(review.facts, self.rule, self)
        self.table = QTableView()
        self.upload = QPushButton()
        self.not_now = QPushButton()
        self.off = QPushButton()
        self._build()
        self._join()
        self.refresh()
        if review.facts.answers_for:
            QTimer.singleShot(0, self, self._open_each)
        first = self.questions.fields[0].editor if self.questions.fields else self.upload
        first.setFocus()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.setMinimumSize(480, 400)
        fit_screen(self, width=800, height=720)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(XL, XL, XL, L)
        column.setSpacing(L)
        head = QVBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.title)
        head.addWidget(self.added)
        column.addLayout(head)
        for card in (self.left_out, self.questions, self.values, self.doubled, self.taken):
            column.addWidget(card)
        self._dress_table()
        frame = QFrame()
        frame.setProperty("look", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self.table)
        column.addWidget(frame, 1)
        column.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.page = scrolling(page)
        whole.addWidget(self.page, 1)
        whole.addWidget(self._bottom())

    def _dress_table(self) -> None:
        header = dress(self.table, self.model)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(KEY, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SIZE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(200)
        self.table.setAccessibleName(translate("Review", "Files to upload"))

    def _bottom(self) -> QWidget:
        self.upload.setDefault(True)
        for button in (self.not_now, self.off):
            button.setAutoDefault(False)
        self.off.setProperty("look", "quiet")
        self.off.setText(translate("Review", "&Take off the list"))
        self.not_now.setText(translate("Review", "&Not now"))
        hint = translate("Review", "The files stay on the list")
        self.not_now.setToolTip(hint)
        self.not_now.setAccessibleDescription(hint)
        bar = QFrame()
        bar.setObjectName("dialogButtons")
        row = QHBoxLayout(bar)
        row.setContentsMargins(XL, M, XL, M)
        row.setSpacing(S)
        row.addWidget(self.off)
        row.addStretch(1)
        row.addWidget(self.not_now)
        row.addWidget(self.upload)
        return bar

    def _join(self) -> None:
        self._review.changed.connect(self.refresh)
        self.taken.chosen.connect(self.refresh)
        self.left_out.hidden_wanted.connect(lambda: self._desk.reviewing.send_hidden(self._review))
        self.questions.edited.connect(self._answered)
        self.counting.done.connect(self._counted)
        self.values.table_wanted.connect(self._open_table)
        self.values.each_wanted.connect(self._open_each)
        self.table.selectionModel().currentRowChanged.connect(lambda _n, _o: self._show_sample())
        self.doubled.fix.clicked.connect(self._review.take_bucket_out)
        self.upload.clicked.connect(self._upload)
        self.not_now.clicked.connect(self.reject)
        self.off.clicked.connect(self._take_off)

    # --- what it shows ----------------------------------------------------------------------

    @property
    def rule(self) -> SameName:
        """What happens to names that are taken."""
        chosen = self.taken.rule()
        connection = self._review.facts.connection
        rule = SameName.KEEP_BOTH if connection.same_name is SameName.ASK else connection.same_name
        return chosen if self._review.facts.asks else rule

    def refresh(self) -> None:
        """Everything as it is known by now."""
        facts, words = self._review.facts, ReviewWords()
        going = facts.going()
        self.setWindowTitle(translate("Review", "Before the upload"))
        self.title.setText(words.title(len(going), facts.connection.name))
        size = sum(row.size for row in facts.rows)
        twins = words.twins(len(facts.twins)) if facts.twins else ""
        count = facts.doubtful()
        doubts = words.doubtful(count) if count else ""
        self.added.setText(joined(words.added(len(facts.rows), size), twins, doubts))
        self.left_out.show_facts(facts)
        self.doubled.show_facts(facts, expert=self._expert)
        self.taken.show_facts(facts, MOST_LOOKED)
        self.model.show_facts(facts, self.rule)
        self.table.setColumnHidden(NOTE, not self.model.noted)
        self.table.setColumnHidden(KEY, not self._expert and not self.model.renamed)
        rows = max(2, min(len(facts.rows), ROWS_SHOWN))
        high = rows * self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(high + self.table.horizontalHeader().sizeHint().height() + 4)
        self.upload.setText(words.upload(len(going)))
        self.upload.setEnabled(bool(going))
        self._answered()

    def _answered(self) -> None:
        """The values follow from other answers now."""
        self._now = self.filling()
        self.counting.begin(self._now, self._review.facts.going())
        self._show_sample()

    def filling(self) -> Filling:
        """What the values follow from as it is answered by now."""
        return self._filled(self.questions.answers())

    def _filled(self, answers: Mapping[str, str]) -> Filling:
        filling = self._review.facts.filling(answers)
        told = self._connection
        return replace(filling, questions=told.questions, fixed=told.callback.variables)

    def _show_sample(self) -> None:
        """The message for the file that is selected, else for the first."""
        facts = self._review.facts
        row = self.model.row_at(self.table.currentIndex()) or next(iter(facts.going()), None)
        key = facts.final_key(row, self.rule) if row else ""
        values = values_for(self._now, subject_of(row)) if row else {}
        self.message.show_sample(row, key=key, values=values)

    def _counted(self) -> None:
        facts = self._review.facts
        self.values.show_counts(
            self.counting, of=len(facts.rows), lines=len(facts.table), find=self._question
        )
        self.values.setVisible(self._has_values())
        if self._waits:
            self._upload()

    def _missing_in_table(self) -> bool:
        """Whether a table would give what is missing."""
        found = (self._question(count.trouble.variable) for count in self.counting.counts)
        return any(question and question.source is Source.CSV for question in found)

    def _has_values(self) -> bool:
        """Whether there is anything to say about the values of single files."""
        facts, questions = self._review.facts, self._connection.questions
        by_file = any(question.source is Source.CSV for question in questions)
        several = len(facts.rows) > 1 and bool(questions)
        own = self._expert and self._connection.callback.enabled
        shown = by_file or several or own or bool(self.counting.counts)
        return shown and bool(self.names)

    @property
    def names(self) -> list[str]:
        """Variables that can have a value of their own for each file."""
        names = names_of(self._connection.callback, self._connection.questions)
        return [name for name in names if self._open is None or name in self._open]

    def _question(self, name: str) -> Question | None:
        found = self._review.facts.connection.questions
        return next((question for question in found if question.variable == name), None)

    def _open_table(self) -> None:
        dialog = CsvDialog(self._desk, self._review, self.names, parent=self)
        dialog.open()

    def _open_each(self) -> None:
        if not self.names:  # the server that gives leave to upload has fixed them
            return
        dialog = EachFileDialog(self._review, self.filling, self.names, parent=self)
        dialog.go_to(self._review.facts.answers_for)
        dialog.open()

    # --- what is decided --------------------------------------------------------------------

    def _upload(self) -> None:
        self._waits = False
        if self.counting.under_way:  # what is wrong has to be known; it goes on by itself then
            self._waits = True
            return
        if not self.questions.check([count.trouble.variable for count in self.counting.counts]):
            return
        if self.counting.counts:
            self.values.way_out(by_table=self._missing_in_table()).setFocus()
            self.page.ensureWidgetVisible(self.values)
            return
        facts = self._review.facts
        rule = self.rule if facts.asks else None
        behind = [row.id for row in facts.too_large()]
        self._done = True
        self._desk.reviewing.accept(self._review, rule=rule, answers=self.questions.answers())
        if behind:
            self._desk.remove(behind)
        self.accept()

    def _take_off(self) -> None:
        ids = [row.id for row in self._review.facts.rows]
        self.reject()
        self._desk.remove(ids)

    def done(self, code: int) -> None:
        """However it ends, nothing is forgotten: without *Upload* the files stay held."""
        if not self._done:
            self._done = True
            self._desk.reviewing.put_off(self._review, self.questions.answers())
        super().done(code)
