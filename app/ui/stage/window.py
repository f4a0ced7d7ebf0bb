"""StageWindow: *Show what happens*: an upload, its callback and its answer, step by step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.upload import TaskSnapshot
from app.ui.calm import CalmCombo
from app.ui.desk import Desk
from app.ui.panels.parts import plain_label
from app.ui.stage import words
from app.ui.stage.controls import Controls, Switches
from app.ui.stage.keys import press
from app.ui.stage.show import Show
from app.ui.stage.view import StageView
from app.ui.theme.tokens import L, M, S


class StageWindow(QWidget):
    """A window of its own beside the main one."""

    closed = Signal()

    def __init__(self, desk: Desk, *, main: QWidget | None = None) -> None:
        """``main``: the window beside which this one stands; out of sight while presenting."""
        super().__init__(None, Qt.WindowType.Window)
        self._main = main
        self.setObjectName("stageWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_ = Show(desk, self)
        self.view = StageView(self.show_)
        self.switches = Switches(self.show_)
        self.controls = Controls(self.show_)
        self.runs = CalmCombo()
        self.trouble = plain_label(look="error", wrap=True)
        self.trouble.setVisible(False)
        self._lay_out()
        self._join()
        self.resize(1160, 780)
        self.setMinimumSize(640, 520)
        self.retranslate()

    def _lay_out(self) -> None:
        self._runs_label = plain_label(look="muted")
        self._runs_label.setBuddy(self.runs)
        self.runs.setMinimumWidth(240)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self._runs_label)
        top.addWidget(self.runs)
        top.addStretch(1)
        self.top = top
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(M)
        column.addLayout(top)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)
        column.addWidget(self.switches)
        column.addWidget(self.controls)

    def _join(self) -> None:
        show = self.show_
        show.runs_changed.connect(self._fill_runs)
        show.play.moved.connect(self._mark_run)
        show.trouble.connect(self._tell_trouble)
        show.source.ready.connect(lambda: self.trouble.setVisible(False))
        self.runs.activated.connect(self._chosen)
        self.controls.decode_wanted.connect(self.view.card.decode)
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda key=key: press(self.show_, key))

    def open(self, task: TaskSnapshot | None) -> None:
        """Come to the front, with an upload of the list or with an empty stage."""
        self.show_.open()
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        if task is not None:
            self.show_.replay_task(task)

    # --- replays ----------------------------------------------------------------------------

    def _fill_runs(self) -> None:
        """Uploads that were seen, the newest first, behind the line for a new one."""
        chosen = self.show_.play.run
        self.runs.clear()
        self.runs.addItem(self.tr("A new upload"), "")
        for run in self.show_.runs():
            name = run.key if run.outcome is None else f"{run.key} - {words.outcome_word(run)}"
            self.runs.addItem(self.show_.play.scene(1).says(name), run.id)
        if chosen is not None:
            self.runs.setCurrentIndex(max(self.runs.findData(chosen.id), 0))

    def _mark_run(self) -> None:
        run = self.show_.play.run
        self.runs.setCurrentIndex(max(self.runs.findData(run.id), 0) if run else 0)

    def _chosen(self, index: int) -> None:
        run_id = str(self.runs.itemData(index) or "")
        if run_id:
            self.show_.replay(run_id)
        else:
            self.show_.reset()
        self.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_trouble(self) -> None:
        self.trouble.setText(
            self.tr("Practice could not be started. Please try again in a moment.")
        )
        self.trouble.setVisible(True)

    # --- events -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of a clicker, and a few more."""
        if event.key() == Qt.Key.Key_D:
            self.view.card.decode()
        elif not press(self.show_, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Nothing is listened to any more."""
        self.show_.close()
        self.closed.emit()
        super().closeEvent(event)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("What happens at an upload"))
        self._runs_label.setText(self.tr("Show"))
        self.runs.setAccessibleName(self.tr("The upload to show"))
        self._fill_runs()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
