"""History: what was uploaded before, found as one types; it outlives the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import View
from app.domain.receipt import Line
from app.engine import history_search as search
from app.engine.history_search import Found, Query
from app.ui.actions import Actions
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.audit_dialog import AuditDialog
from app.ui.dialogs.history_details import HistoryDetails
from app.ui.dialogs.history_menu import HistoryMenu
from app.ui.dialogs.history_model import NAME, HistoryModel
from app.ui.dialogs.history_result import HistoryResult
from app.ui.dialogs.history_words import ENDS, HistoryWords, day_names, end_names, since
from app.ui.dialogs.parts import SIDE_BY_SIDE
from app.ui.dialogs.sheet_table import dress
from app.ui.dialogs.sizing import fit_screen, text_scale
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.i18n import translate
from app.ui.panels.flow_layout import FlowLayout
from app.ui.panels.parts import plain_label
from app.ui.receipts import Receipts, Source, of_numbers
from app.ui.theme.icons import icon
from app.ui.theme.tokens import XL, L, M, S

TYPING = 150
"""Milliseconds without a key after which a search begins."""
LATER = 1000
"""Milliseconds after which what ended meanwhile is looked for."""
LANE = "history"
WIDE = 1200
"""Pixels from which on the details stand beside the list (for type of the usual size)."""
_LETTERS = (0, 20, 10, 28, 17)
"""Widths of the columns."""


class HistoryDialog(QDialog):
    """Finds, shows, saves, checks and forgets."""

    def __init__(
        self, desk: Desk, actions: Actions, *, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._path = path
        self._expert = desk.view is View.EXPERT
        self._asked = 0
        """Number of the latest search: what an earlier one found is not shown any more."""
        self._laid = False
        self.model = HistoryModel(self)
        self.model.expert = self._expert
        self.model.places = {each.id: each.name for each in desk.connections}
        self.table = QTableView()
        self.details = HistoryDetails()
        self.halves = QSplitter()
        self.text = QLineEdit()
        self.ends, self.days = QComboBox(), QComboBox()
        self.practice = QCheckBox(translate("History", "&Practice too"))
        self.total = plain_label(look="muted")
        self.together = QPushButton(translate("History", "Added together"))
        """Pressed while only one drop is shown; pressing it shows everything again."""
        self._batch = ""
        self.save = QPushButton()
        self.audit = QPushButton(translate("History", "Check what is st&ored…"))
        self.forget = QPushButton(translate("History", "&Forget…"))
        self.open_result = QPushButton(translate("History", "Open &result"))
        self.shut = QPushButton(translate("History", "Close"))
        self.question: QMessageBox | None = None
        self.opened: QDialog | None = None
        """The dialog that was opened from here last."""
        self.menu = HistoryMenu(self.table, desk, line=self.line)
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._build()
        self._join()
        self.look()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        title = translate("History", "History")
        self.setWindowTitle(title)
        self.setMinimumSize(600, 420)
        fit_screen(self, width=1060, height=680)
        hint = translate("History", "Search by name or answer")
        self.text.setPlaceholderText(hint)
        self.text.ensurePolished()
        self.text.setMinimumWidth(self.text.fontMetrics().horizontalAdvance(hint) + 2 * XL)
        self.text.setAccessibleName(translate("History", "Search the history"))
        self.text.setClearButtonEnabled(True)
        for box, names, label in (
            (self.ends, end_names(), translate("History", "How it ended")),
            (self.days, day_names(), translate("History", "When it ended")),
        ):
            box.setAccessibleName(label)
            for key, name in names.items():
                box.addItem(name, key)
        self.practice.setChecked(self._practises())
        self.together.setIcon(icon("close", "text"))
        self.together.setAutoDefault(False)
        self.together.setToolTip(translate("History", "Show everything again"))
        self.together.hide()
        save = translate("History", "&Save receipt…")
        plain = translate("History", "&Save confirmation…")
        self.save.setText(save if self._expert else plain)
        header = dress(self.table, self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setAccessibleName(title)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate(_LETTERS):
            if column != NAME:
                header.resizeSection(column, letter * letters)
        self._lay_out()

    def _lay_out(self) -> None:
        large = text_scale() > SIDE_BY_SIDE
        filters: QBoxLayout = QVBoxLayout() if large else QHBoxLayout()
        choices: QLayout = FlowLayout(gap=S) if large else QHBoxLayout()
        for box in (filters, choices):
            box.setSpacing(S)
        filters.addWidget(self.text, 1)
        for widget in (self.ends, self.days, self.together, self.practice):
            choices.addWidget(widget)
        filters.addLayout(choices)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(S, S, S, S)
        inside.addWidget(self.table)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(card)
        self.halves.addWidget(self.details)
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 2)
        column = QVBoxLayout()
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(filters)
        column.addWidget(self.halves, 1)
        column.addWidget(self.total)
        self.shut.setDefault(True)
        self.forget.setProperty("look", "danger")
        left = [self.save, *([self.audit] if self._expert else []), self.forget]
        right = [*([self.open_result] if self._expert else []), self.shut]
        for button in left + right[:-1]:
            button.setAutoDefault(False)
        fill(self, column, ButtonBar(left, right))

    def _join(self) -> None:
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self.look)
        self._later.timeout.connect(self.look)
        for box in (self.ends, self.days):
            box.currentIndexChanged.connect(lambda _index: self.look())
        self.practice.toggled.connect(lambda _on: self.look())
        self.model.wanted.connect(self._fetch)
        self.model.dataChanged.connect(lambda *_: self._follow())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.table.doubleClicked.connect(lambda _index: self._open_result())
        self.save.clicked.connect(self._save)
        self.audit.clicked.connect(self._audit)
        self.forget.clicked.connect(self._ask_before_forgetting)
        self.open_result.clicked.connect(self._open_result)
        self.together.clicked.connect(lambda _on=False: self.show_together(""))
        menu = self.menu
        menu.open_result.setVisible(self._expert)
        for action, work in (
            (menu.open_result, self._open_result),
            (menu.together, self._show_together),
            (menu.print, self._print),
            (menu.forget, self._ask_before_forgetting),
        ):
            action.triggered.connect(lambda _on=False, work=work: work())
        self.shut.clicked.connect(self.accept)
        self._desk.finished.connect(self._ended)
        self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the details stand below the list."""
        super().resizeEvent(event)
        beside = self.width() >= WIDE * text_scale()
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.halves.orientation() is not way or not self._laid:
            self._laid = True
            self.halves.setOrientation(way)
            whole = self.width() if beside else self.height()
            self.halves.setSizes([whole * 11 // 20, whole * 9 // 20])

    def _practises(self) -> bool:
        """Whoever practises now wants to see what was practised."""
        connection = self._desk.connection
        return connection is None or connection.destination.practice

    # --- looking ----------------------------------------------------------------------------

    def query(self) -> Query:
        """What is asked for now."""
        return Query(
            self.text.text(),
            ENDS[self.ends.currentData()],
            since(self.days.currentData()),
            practice=None if self.practice.isChecked() else False,
            batch_id=self._batch,
        )

    def look(self) -> None:
        """Search; the rows come in a moment."""
        self._typing.stop()
        self._asked += 1
        number, query, path = self._asked, self.query(), self._path

        def work() -> Found | None:
            return search.find(path, query) if number == self._asked else None

        def done(found: Found | None) -> None:
            self._found(number, query, found)

        self._desk.errands.run(work, while_alive(self, done), lane=LANE)

    def _found(self, number: int, query: Query, found: Found | None) -> None:
        if found is None or number != self._asked:
            return
        chosen = self.chosen()
        self.model.show_ids(found.ids)
        narrowed = bool(query.text.strip() or query.outcomes or query.since or query.batch_id)
        words = HistoryWords()
        self.total.setText(words.found(len(found.ids), found.size, narrowed=narrowed))
        self.total.setAccessibleName(self.total.text())
        if chosen and chosen[0] in found.ids:
            self.table.selectRow(found.ids.index(chosen[0]))
        elif found.ids and not query.text:
            self.table.selectRow(0)
        self._follow()

    def _ended(self, _result: object) -> None:
        """Something ended while this is open: it is in the file in a moment."""
        if not self._later.isActive():
            self._later.start()

    def _fetch(self, page: int) -> None:
        number, ids, path = self._asked, list(self.model.page_ids(page)), self._path
        bodies = self._expert

        def took(lines: list[Line]) -> None:
            if number == self._asked:
                self.model.show_page(page, lines)

        def work() -> list[Line]:
            return list(search.lines(path, ids, bodies=bodies))

        self._desk.errands.run(work, while_alive(self, took), lane=LANE)

    def show_together(self, batch_id: str) -> None:
        """Only what was added in one go; empty: everything."""
        self._batch = batch_id
        self.together.setVisible(bool(batch_id))
        self.look()

    def _show_together(self) -> None:
        line = self.line()
        if line is not None:
            self.show_together(line.batch_id)

    # --- what is selected -------------------------------------------------------------------

    def chosen(self) -> list[int]:
        """Numbers of what is selected."""
        ids = self.model.ids()
        return [ids[index.row()] for index in self.table.selectionModel().selectedRows()]

    def line(self) -> Line | None:
        """The one that is selected, as far as it is known by now."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.line(rows[0].row()) if len(rows) == 1 else None

    def _follow(self) -> None:
        chosen, line = len(self.table.selectionModel().selectedRows()), self.line()
        some = self.model.rowCount() > 0
        self.save.setEnabled(some)
        self.audit.setEnabled(some)
        self.forget.setEnabled(some)
        self.open_result.setEnabled(line is not None)
        if line is not None:
            self.details.show_line(line, expert=self._expert)
        elif chosen > 1:
            self.details.show_hint(HistoryWords().chosen(chosen))
        elif chosen == 0:
            self.details.show_hint(self._nothing(some=some))

    def _nothing(self, *, some: bool) -> str:
        if some:
            return translate("History", "Select a file to see what is known of it.")
        if self.text.text():
            return translate("History", "Nothing was found. Try fewer letters.")
        return translate("History", "What you upload is remembered here.")

    def _source(self) -> Source:
        """What is selected, or everything that was found."""
        chosen = self.chosen()
        return of_numbers(self._path, chosen if len(chosen) > 1 else list(self.model.ids()))

    # --- doing ------------------------------------------------------------------------------

    def _save(self) -> None:
        self._show(Receipts(self._desk, self).chooser(self._source(), plain=not self._expert))

    def _print(self) -> None:
        Receipts(self._desk, self).print(self._source(), plain=not self._expert)

    def _audit(self) -> None:
        self._show(AuditDialog(self._desk, self._source(), parent=self))

    def _open_result(self) -> None:
        line = self.line()
        if line is None or not self._expert:
            return
        if self._desk.queue.snapshot(line.task_id) is not None:
            self._desk.set_selection((line.task_id,))
            self._desk.focus_wanted.emit("result")
            self.accept()
            return
        shown = HistoryResult(self._desk, self._actions, path=self._path, line=line, parent=self)
        self._show(shown)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.opened = dialog
        dialog.open()

    def _ask_before_forgetting(self) -> None:
        chosen = self.chosen() or list(self.model.ids())
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(HistoryWords().question(len(chosen)))
        box.setInformativeText(
            translate(
                "History", "They are taken out of this history. Files that are stored stay stored."
            )
        )
        yes = box.addButton(translate("History", "Forget"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(translate("History", "Keep"), QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(lambda: self._forget(chosen))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question = box
        box.open()

    def _forget(self, chosen: list[int]) -> None:
        path = self._path
        done = while_alive(self, lambda _nothing: self.look())
        self._desk.errands.run(lambda: search.forget(path, chosen), done, lane=LANE)
