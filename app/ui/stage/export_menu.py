"""The stage's *Export* menu: writes files, and opens a trace that somebody sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from app.domain.stage_export import LONGEST, run_from_trace
from app.domain.stage_scenarios import scenario_of, scenario_text
from app.ui.desk import Desk
from app.ui.stage import exporting
from app.ui.stage.exporting import TEXT
from app.ui.stage.show import Show
from app.ui.theme.icons import icon

KINDS = ("png", "svg", "mmd", "json", "scenario")
ENDINGS = {"scenario": "json"}
"""Endings of files that differ from the kind."""


class ExportButton(QToolButton):
    """*Save*: the whole run, as it stands on the stage."""

    told = Signal(str)
    """A sentence about what became of it."""

    def __init__(self, show: Show, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._desk = desk
        self.setProperty("look", "field")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self._save = {kind: self._action(menu, kind) for kind in KINDS}
        menu.addSeparator()
        self.open = QAction(self)
        self.open.triggered.connect(lambda _on=False: self._choose_to_open())
        menu.addAction(self.open)
        self.setMenu(menu)
        show.play.moved.connect(self._refresh)
        self._refresh()
        self.retranslate()

    def _action(self, menu: QMenu, kind: str) -> QAction:
        action = QAction(self)
        action.triggered.connect(lambda _on=False: self._choose_to_save(kind))
        menu.addAction(action)
        return action

    def _refresh(self) -> None:
        for kind, action in self._save.items():
            action.setEnabled(kind == "scenario" or self._show.play.run is not None)

    def content(self, kind: str) -> bytes:
        """What would be written: the whole run, whatever has been shown of it."""
        play = self._show.play
        run = play.run
        if kind == "scenario":
            return scenario_text(self._show.scenario).encode("utf-8")
        if run is None:
            return b""
        scene = play.whole(TEXT)
        if kind == "png":
            return exporting.png(scene)
        if kind == "svg":
            return exporting.svg(scene)
        text = exporting.mermaid_text if kind == "mmd" else exporting.trace_text
        return text(run, scene).encode("utf-8")

    def save(self, kind: str, path: str) -> None:
        """Write a file beside the window's thread."""
        data = self.content(kind)
        self._desk.errands.run(
            lambda: Path(path).write_bytes(data),
            lambda _size: self._saved(Path(path).name),
            lambda _error: self._saved(""),
        )

    def _saved(self, name: str) -> None:
        """``name`` is empty when it could not be written. The stage may have been closed since."""
        if isValid(self):
            failed = self.tr("It could not be saved there. Please choose another folder.")
            text = self.tr("Saved as {name}")
            self.told.emit(text.format(name=name) if name else failed)

    def read(self, path: str) -> None:
        """Open a trace, which is shown as a run, or a scenario, which is chosen."""

        def work() -> str:
            with Path(path).open("rb") as file:
                return file.read(LONGEST).decode("utf-8")

        self._desk.errands.run(work, self._opened, lambda _error: self._refused())

    def _opened(self, text: str) -> None:
        if not isValid(self):
            return
        for read in (self._as_trace, self._as_scenario):
            try:
                read(text)
            except ValueError:
                continue
            return
        self._refused()

    def _as_trace(self, text: str) -> None:
        self._show.replay_run(run_from_trace(text))

    def _as_scenario(self, text: str) -> None:
        self._show.put(scenario_of(text))

    def _refused(self) -> None:
        if isValid(self):
            self.told.emit(self.tr("This file is neither a trace nor a scenario of Upcall."))

    def _choose_to_save(self, kind: str) -> None:
        self._chosen(lambda path: self.save(kind, path), kind)

    def _choose_to_open(self) -> None:
        self._chosen(self.read, "")

    def _chosen(self, work: Callable[[str], None], kind: str) -> None:
        title = self._save[kind].text() if kind else self.open.text()
        dialog = QFileDialog(self.window(), title, QDir.homePath())
        dialog.setAccessibleName(title)
        if kind:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            ending = ENDINGS.get(kind, kind)
            stem = self._show.scenario.id if kind == "scenario" else "upcall-stage"
            dialog.setDefaultSuffix(ending)
            dialog.selectFile(f"{stem}.{ending}")
        dialog.fileSelected.connect(work)
        dialog.open()

    def retranslate(self) -> None:
        """Every text in the language of now."""
        self.setText(self.tr("Save or open"))
        self.setIcon(icon("open", "text"))
        self.setAccessibleName(self.tr("Save what is on the stage"))
        names = {
            "png": self.tr("Picture (PNG)…"),
            "svg": self.tr("Picture (SVG)…"),
            "mmd": self.tr("Diagram as text (Mermaid)…"),
            "scenario": self.tr("This scenario, with its message…"),
            "json": self.tr("Trace, to open elsewhere (JSON)…"),
        }
        for kind, name in names.items():
            self._save[kind].setText(name)
        self.open.setText(self.tr("Open a trace or a scenario…"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The language changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
