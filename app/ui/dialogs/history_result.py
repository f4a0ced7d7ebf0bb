"""The whole result of an upload that is not on the list any more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.domain.receipt import Line
from app.domain.upload import Result
from app.engine import history_search as search
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.history_details import HistoryDetails
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar
from app.ui.i18n import translate
from app.ui.panels.long_text import LongText
from app.ui.panels.parts import CopyButton, plain_label
from app.ui.panels.result_headers import HeadersView
from app.ui.plain_names import visible
from app.ui.theme.tokens import XL, L, M


class HistoryResult(QDialog):
    """Facts, the answer, and what went over the wire."""

    def __init__(
        self, desk: Desk, path: Path, *, line: Line, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line = line
        self.details = HistoryDetails()
        self.answer = LongText()
        self.headers = HeadersView()
        self.pages = QTabWidget()
        self.copy = CopyButton()
        self.shut = QPushButton(translate("History", "Close"))
        self.shut.setDefault(True)
        self.shut.clicked.connect(self.accept)
        self._build()
        self.details.show_line(line, expert=True)
        self.answer.show_text(line.body)
        self.copy.set_text(line.body, translate("History", "Copy the answer"))
        desk.errands.run(
            lambda: search.result(path, line.id), while_alive(self, self._take), lane="history"
        )

    def _build(self) -> None:
        self.setWindowTitle(translate("History", "Result of {name}").format(name=self._title()))
        fit_screen(self, width=760, height=620)
        answer = QWidget()
        column = QVBoxLayout(answer)
        row = QHBoxLayout()
        hint = translate("History", "Exactly as it came")
        row.addWidget(plain_label(hint, look="muted"), 1)
        row.addWidget(self.copy)
        column.addLayout(row)
        column.addWidget(self.answer, 1)
        self.answer.setAccessibleName(translate("History", "Answer"))
        self.pages.addTab(self.details, translate("History", "Details"))
        self.pages.addTab(answer, translate("History", "Answer"))
        self.pages.addTab(self.headers, translate("History", "Headers"))
        self.pages.setAccessibleName(translate("History", "What is shown of the result"))
        inside = QVBoxLayout()
        inside.setContentsMargins(XL, L, XL, L)
        inside.setSpacing(M)
        inside.addWidget(self.pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(inside, 1)
        whole.addWidget(ButtonBar([], [self.shut]))

    def _title(self) -> str:
        return visible(self._line.name)

    def _take(self, result: Result | None) -> None:
        if result is None:
            return
        told = result.receipt.exchange if result.receipt else None
        if result.failure is not None:
            told = result.failure.exchange
            self.answer.show_text(result.failure.answer.body)
            self.copy.set_text(result.failure.answer.body, translate("History", "Copy the answer"))
        self.headers.set_exchange(told)
