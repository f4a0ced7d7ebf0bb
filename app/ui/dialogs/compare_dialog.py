"""Two results side by side: answers, headers, variables, details; what differs is marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import ENDED
from app.domain.upload import Result, TaskSnapshot
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.compare_lines import answer_text, details, headers, united, variables
from app.ui.dialogs.parts import page_of
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.panels.answer_text import one_line
from app.ui.panels.compare_table import CompareTable, Line
from app.ui.panels.compare_texts import CompareTexts, Pair, pairs
from app.ui.panels.result_pages import Pages

PAGES = ("answer", "details", "headers", "variables")
MOST = 300
"""Results that can be chosen from, the latest first."""


class CompareDialog(QDialog):
    """One result is given; the other is given or chosen here."""

    def __init__(self, desk: Desk, ids: tuple[str, ...], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title, self._lead = QLabel(), QLabel()
        self.chosen = (QComboBox(), QComboBox())
        self.pages = Pages(PAGES)
        self.texts = CompareTexts()
        self.table = CompareTable()
        self.only = QCheckBox()
        self.shut = QPushButton()
        self._shown: tuple[object, ...] = ()
        self._fill_choices(ids)
        self._build()
        self.retranslate()
        desk.result_ready.connect(self._ready)

    def _fill_choices(self, ids: tuple[str, ...]) -> None:
        rows = [row for row in self._desk.queue.snapshots() if row.state in ENDED]
        rows = sorted(rows, key=lambda row: -row.order)[:MOST]
        listed = {row.id for row in rows}
        rows += [row for row in self._desk.queue.snapshots(ids) if row.id not in listed]
        for box in self.chosen:
            for row in rows:
                box.addItem(one_line(row.name, 40), row.id)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        known = [row.id for row in rows]
        first = ids[0] if ids else ""
        others = [*ids[1:], *(name for name in known if name != first), first]
        for box, name in zip(self.chosen, (first, others[0]), strict=True):
            box.setCurrentIndex(known.index(name) if name in known else 0)
            box.currentIndexChanged.connect(lambda _index: self.refresh())

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.texts)
        self._stack.addWidget(self.table)
        self._stack.setMinimumHeight(300)
        heads = QWidget()
        grid = QGridLayout(heads)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, box in enumerate(self.chosen):
            grid.addWidget(box, 0, place)
            grid.setColumnStretch(place, 1)
        page = page_of(heads, self.pages, self.only, title=self._title, lead=self._lead)
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.takeAt(layout.count() - 1)
            layout.addWidget(self._stack, 1)
        self.shut.setDefault(True)
        self.shut.setProperty("look", "primary")
        self.shut.clicked.connect(self.accept)
        self.pages.chosen.connect(self.show_page)
        self.only.toggled.connect(lambda _on: self.refresh())
        fill(self, page, ButtonBar([], [self.shut]))
        fit_screen(self, width=960, height=720)

    def show_page(self, name: str) -> None:
        """Turn to one of `PAGES`."""
        self.pages.choose(name)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now; results that are not at hand come later."""
        rows = self._rows()
        results = [result for row in rows if (result := self._desk.result(row.id)) is not None]
        page = self.pages.value()
        self._stack.setCurrentWidget(self.texts if page == "answer" else self.table)
        self.only.setVisible(page != "answer")
        if len(results) < 2:
            self.texts.show_pairs([])
            self.table.clear()
            return
        left, right = results
        if page == "answer":
            self._show_answers(left, right)
            return
        lines = self._lines(page, rows, left, right)
        if self.only.isChecked():
            lines = [line for line in lines if line[1] != line[2]]
        names = (rows[0].name, rows[1].name)
        self.table.show_lines(lines, titles=names)

    def _rows(self) -> list[TaskSnapshot]:
        return [
            row
            for box in self.chosen
            for row in self._desk.queue.snapshots([str(box.currentData())])
        ]

    def _lines(
        self, page: str, rows: list[TaskSnapshot], left: Result, right: Result
    ) -> list[Line]:
        makers = {"details": details, "headers": headers, "variables": variables}
        make = makers[page]
        return united(make(left, rows[0]), make(right, rows[1]))

    def _show_answers(self, left: Result, right: Result) -> None:
        """Beside the window: comparing long ones takes a moment."""
        wanted = (left, right)
        if self._shown == wanted:
            return
        self._shown = wanted
        self.texts.show_pairs([])

        def known(found: list[Pair]) -> None:
            if self._shown == wanted:
                self.texts.show_pairs(found)

        self._desk.errands.run(
            lambda: pairs(answer_text(left), answer_text(right)),
            while_alive(self, known),
            lambda _error: None,
        )

    def _ready(self, task_id: str) -> None:
        if task_id in [str(box.currentData()) for box in self.chosen]:
            self.refresh()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("Compare results"))
        self._title.setText(self.tr("Compare results"))
        self._lead.setText(self.tr("What differs has a sign and stands on a colour."))
        self.pages.name(
            {
                "answer": self.tr("Answer"),
                "details": self.tr("Details"),
                "headers": self.tr("Headers"),
                "variables": self.tr("Variables"),
            }
        )
        self.pages.setAccessibleName(self.tr("What is compared"))
        left, right = self.tr("Left result"), self.tr("Right result")
        for box, name in zip(self.chosen, (left, right), strict=True):
            box.setAccessibleName(name)
        self.texts.name_sides(left, right)
        self.table.setAccessibleName(self.tr("Both results, line by line"))
        self.only.setText(self.tr("Only what differs"))
        self.only.setAccessibleName(self.only.text())
        self.shut.setText(self.tr("Close"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Language and theme may change while it is open."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
