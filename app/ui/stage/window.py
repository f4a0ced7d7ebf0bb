"""StageWindow: *Show what happens*: an upload, its callback and its answer, step by step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.upload import TaskSnapshot
from app.ui.calm import CalmCombo
from app.ui.curtain import Curtain
from app.ui.desk import Desk
from app.ui.dialogs.sizing import fit_screen, text_scale
from app.ui.panels.parts import plain_label, scrolling
from app.ui.stage import words
from app.ui.stage.audience import Audience
from app.ui.stage.canvas import USUAL
from app.ui.stage.compare import ComparePage
from app.ui.stage.controls import Controls, Switches
from app.ui.stage.editing import MessagePanel
from app.ui.stage.export_menu import ExportButton
from app.ui.stage.keys import press
from app.ui.stage.show import Show
from app.ui.stage.speaker import SpeakerPanel
from app.ui.stage.view import StageView
from app.ui.theme.icons import icon
from app.ui.theme.tokens import L, M, S

SERVER = "server"
"""What `Desk.door_wanted` is told for the application server's window."""
_SETTLED = 400
"""Milliseconds between news of an upload and its line in the list of runs."""
_SIDE = 320
"""Pixels of the panel at the side."""


def _toggle(picture: str) -> QToolButton:
    """A button that opens a panel at the side."""
    button = QToolButton()
    button.setCheckable(True)
    button.setProperty("look", "field")
    button.setIcon(icon(picture, "text"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


class StageWindow(QWidget):
    """A window of its own beside the main one."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("stageWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenting = desk.presenting
        self._curtain = Curtain(desk.presenting, self)
        self.show_ = Show(desk, self)
        self.view = StageView(self.show_, text=USUAL * text_scale())
        self.switches = Switches(self.show_)
        self.controls = Controls(self.show_)
        self.runs = CalmCombo()
        self.trouble = plain_label(look="error", wrap=True)
        self.trouble.setVisible(False)
        self.said = plain_label(look="muted")
        self.edit = _toggle("edit")
        self.present = _toggle("play")
        self.server = _toggle("server")
        self.server.setCheckable(False)
        self.server.clicked.connect(lambda: desk.door_wanted.emit(SERVER, None))
        self.export = ExportButton(self.show_, desk)
        self.message = MessagePanel(self.show_)
        self.speaker = SpeakerPanel(self.show_)
        self.compare = ComparePage()
        self.audience: Audience | None = None
        self._hidden: list[QWidget] = []
        """Windows that were put out of sight for the audience."""
        self._lay_out()
        self._join()
        fit_screen(self, width=1280, height=840)
        self.retranslate()

    def _lay_out(self) -> None:
        self._runs_label = plain_label(look="muted")
        self._runs_label.setBuddy(self.runs)
        # In a narrow window its words are cut, not those of the buttons beside it.
        self.runs.setSizeAdjustPolicy(
            CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.runs.setMinimumContentsLength(14)
        top = QHBoxLayout()
        top.setSpacing(S)
        top.addWidget(self._runs_label)
        top.addWidget(self.runs, 3)
        top.addWidget(self.said, 1)
        for button in (self.edit, self.server, self.present, self.export):
            top.addWidget(button)
        self.side = QStackedWidget()
        for panel in (self.message, self.speaker):
            self.side.addWidget(scrolling(panel))
        self.side.setFixedWidth(_SIDE)
        self.side.setVisible(False)
        self.middle = QWidget()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.compare)
        row = QHBoxLayout(self.middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(self.pages, 1)
        row.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(M)
        column.addLayout(top)
        column.addWidget(self.trouble)
        column.addWidget(self.middle, 1)
        column.addWidget(self.switches)
        column.addWidget(self.controls)

    def _join(self) -> None:
        show = self.show_
        self._later = QTimer(self, interval=_SETTLED, singleShot=True)
        self._later.timeout.connect(self._fill_runs)
        show.runs_changed.connect(self._run_seen)
        show.play.moved.connect(self._mark_run)
        show.trouble.connect(self._tell_trouble)
        show.source.ready.connect(lambda: self.trouble.setVisible(False))
        self.runs.activated.connect(self._chosen)
        self.controls.decode_wanted.connect(self.decode)
        self.switches.compare_wanted.connect(self.compare_or_not)
        self.switches.services.chosen.connect(lambda _name: self._compare(on=False))
        self.compare.wanted.connect(show.choose)
        show.scenario_changed.connect(lambda: self._compare(on=False))
        show.play.moved.connect(self._back_to_play)
        self.edit.toggled.connect(lambda on: self._open_side(self.edit, on=on))
        self.present.toggled.connect(lambda on: self._open_side(self.present, on=on))
        self.speaker.present_wanted.connect(self.present_or_stop)
        self.speaker.percent_chosen.connect(self._resize_text)
        self.export.told.connect(self.said.setText)
        play = show.play
        play.moved.connect(lambda: self._presenting.mask(on=play.masked))
        show.play.moved.connect(lambda: self.said.setText(""))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            # Afterwards: while Qt tells of it, the display that goes is still in its list.
            later = Qt.ConnectionType.QueuedConnection
            app.screenAdded.connect(self._screens_changed, later)
            app.screenRemoved.connect(self._screens_changed, later)
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

    # --- at the side ------------------------------------------------------------------------

    def _open_side(self, button: QToolButton, *, on: bool) -> None:
        """One panel at a time, or none."""
        other = self.present if button is self.edit else self.edit
        if on:
            other.setChecked(False)
            self.side.setCurrentIndex(0 if button is self.edit else 1)
        self.side.setVisible(self.edit.isChecked() or self.present.isChecked())

    def compare_or_not(self) -> None:
        """The services side by side, or the stage again."""
        self._compare(on=self.pages.currentWidget() is not self.compare)

    def _compare(self, *, on: bool) -> None:
        self.pages.setCurrentWidget(self.compare if on else self.view)
        self.switches.compare.setChecked(on)
        self.switches.fold(on=on)
        self.controls.setVisible(not on)
        if self.audience is not None:
            self.audience.show_compare(on=on)

    def _back_to_play(self) -> None:
        """Whoever plays wants to see the stage."""
        if self.show_.play.run is not None and self.pages.currentWidget() is self.compare:
            self._compare(on=False)

    def decode(self) -> None:
        """One layer further in, here and for the audience."""
        self.view.card.decode()
        if self.audience is not None:
            self.audience.decode()

    # --- presenting -------------------------------------------------------------------------

    def present_or_stop(self) -> None:
        """Open the audience's window on its display, or close it."""
        if self.audience is not None:
            self.stop_presenting()
            return
        self._presenting.begin()
        self.show_.play.set_masked(on=True)
        self.audience = Audience(self.show_)
        self.audience.set_percent(int(self.speaker.text_size.value()))
        self.audience.left.connect(self.stop_presenting)
        self.audience.fill(self.speaker.display())
        self.audience.activateWindow()
        self._hide_others()
        self.speaker.set_presenting(on=True)

    def _screens_changed(self) -> None:
        """The projector was plugged in or out: the audience's window goes there, or comes back."""
        self.speaker.renew_screens()
        if self.audience is not None:
            self.audience.fill(self.speaker.display())
            self.raise_()

    def _hide_others(self) -> None:
        """The program's other windows are full of addresses."""
        mine = (self, self.audience)
        for window in QApplication.topLevelWidgets():
            usual = window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
            if usual and window.isVisible() and window not in mine:
                window.hide()
                self._hidden.append(window)

    def stop_presenting(self) -> None:
        """The audience's window goes, the main one comes back."""
        if self.audience is None:
            return
        gone, self.audience = self.audience, None
        gone.close()
        gone.deleteLater()
        hidden, self._hidden = self._hidden, []
        for window in hidden:
            window.show()
        self.raise_()
        self.show_.play.set_masked(on=False)
        self._presenting.end()
        self.speaker.set_presenting(on=False)
        self.activateWindow()

    def _resize_text(self, percent: int) -> None:
        if self.audience is not None:
            self.audience.set_percent(percent)

    # --- replays ----------------------------------------------------------------------------

    def _run_seen(self) -> None:
        """Thousands may go up while the stage is open: the list follows twice a second."""
        if not self._later.isActive():
            self._later.start()

    def _fill_runs(self) -> None:
        """Uploads that were seen, the newest first, behind the line for a new one."""
        chosen = self.show_.play.run
        self.runs.clear()
        self.runs.addItem(self.tr("A new upload"), "")
        for run in self.show_.runs():
            name = words.run_name(run)
            if run.outcome is not None:
                name = f"{name} - {words.outcome_word(run)}"
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
            self.decode()
        elif event.key() == Qt.Key.Key_F11:
            self.present_or_stop()
        elif event.key() == Qt.Key.Key_Escape and self.audience is not None:
            self.stop_presenting()
        elif not press(self.show_, Qt.Key(event.key())):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Nothing is listened to any more."""
        self.stop_presenting()
        self._presenting.end()  # one key hides hosts without an audience, too
        self.show_.close()
        self.closed.emit()
        super().closeEvent(event)

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setWindowTitle(self.tr("What happens at an upload"))
        self._runs_label.setText(self.tr("Show"))
        self.runs.setAccessibleName(self.tr("The upload to show"))
        for button, text, hint in (
            (self.edit, self.tr("Message"), self.tr("Edit what your server is told")),
            (self.server, self.tr("Server"), self.tr("What the demo cloud's own server got")),
            (self.present, self.tr("Present"), self.tr("Notes, and a window for the audience")),
        ):
            button.setText(text)
            button.setToolTip(hint)
            button.setAccessibleName(text)
        self._fill_runs()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
