"""The whole result of an upload that is not on the list any more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.receipt import Line
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Result, TaskSnapshot
from app.engine import history_search as search
from app.ui.actions import Actions
from app.ui.alive import while_alive
from app.ui.desk import Desk
from app.ui.dialogs.history_details import HistoryDetails
from app.ui.dialogs.sizing import fit_screen
from app.ui.dialogs.wizard.buttons import ButtonBar, fill
from app.ui.i18n import translate
from app.ui.panels.look import expert_sheet
from app.ui.panels.parts import scrolling
from app.ui.panels.result_view import ResultView
from app.ui.plain_names import visible
from app.ui.theme.tokens import L, S


class HistoryResult(QDialog):
    """As the Result tab shows it; what cannot be read any more is told from the list of facts."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        *,
        path: Path,
        line: Line,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        self.view = ResultView(desk, actions)
        self.details = HistoryDetails()
        self.pages = QStackedWidget()
        self.shut = QPushButton(translate("History", "Close"))
        self.shut.setDefault(True)
        self.shut.clicked.connect(self.accept)
        self._build()
        self.details.show_line(line, expert=True)
        desk.errands.run(
            lambda: search.result(path, line.id), while_alive(self, self._take), lane="history"
        )

    def _build(self) -> None:
        name = visible(self._line.name)
        self.setWindowTitle(translate("History", "Result of {name}").format(name=name))
        fit_screen(self, width=780, height=680)
        self.pages.addWidget(self.details)
        self.view.setStyleSheet(expert_sheet())
        self.pages.addWidget(scrolling(self.view))
        inside = QVBoxLayout()
        inside.setContentsMargins(L, L, L, S)
        inside.addWidget(self.pages, 1)
        fill(self, inside, ButtonBar([], [self.shut]))

    def _take(self, result: Result | None) -> None:
        if result is None:
            return
        self.view.show_task(task_of(self._line), result)
        self.view.banner.show_fixes([])
        self.view.stand_alone()
        self.pages.setCurrentIndex(1)


def task_of(line: Line) -> TaskSnapshot:
    """The row that the upload had on the list."""
    failed = line.outcome is Outcome.NOT_STORED
    state = UploadState.FAILED if failed else UploadState.DONE
    return TaskSnapshot(
        line.task_id,
        line.batch_id,
        line.connection_id,
        line.name,
        line.path,
        line.key,
        line.size,
        0 if failed else line.size,
        line.size if line.is_stored else 0,
        UploadState.CANCELLED if line.outcome is Outcome.CANCELLED else state,
        outcome=line.outcome,
        with_callback=line.callback is not CallbackOutcome.NOT_REQUESTED,
        error_code=line.error,
        error_values=line.error_values,
        answer=line.answer,
        seconds=line.seconds,
        practice=line.practice,
        attempt=line.attempts,
    )
