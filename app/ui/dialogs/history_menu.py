"""What can be done with an upload of the history, by a menu on its row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from app.domain.receipt import Line
from app.ui.desk import Desk
from app.ui.i18n import translate
from app.ui.theme.icons import icon


class HistoryMenu(QMenu):
    """Fits itself to what is selected each time it is opened."""

    def __init__(self, table: QTableView, desk: Desk, *, line: Callable[[], Line | None]) -> None:
        super().__init__(table)
        self._desk = desk
        self._line = line
        self.open_result = self._made(translate("History", "Open &result"), "details")
        self.link = self._made(translate("History", "Copy &link"), "link")
        self.together = self._made(translate("History", "Show what was added &together"), "search")
        self.again = self._made(translate("History", "&Add to the list again"), "add-files")
        self.addSeparator()
        self.print = self._made(translate("History", "&Print…"), "print")
        self.forget = self._made(translate("History", "&Forget…"), "remove")
        self.link.triggered.connect(lambda _on=False: self._copy_link())
        self.again.triggered.connect(lambda _on=False: self._add_again())
        self.aboutToShow.connect(self.refresh)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda at: self.popup(table.viewport().mapToGlobal(at))
        )
        self.setAccessibleName(translate("History", "What can be done with this file"))

    def _made(self, text: str, picture: str) -> QAction:
        action = QAction(icon(picture), text, self)
        self.addAction(action)
        return action

    def refresh(self) -> None:
        """What can be done with what is selected."""
        line = self._line()
        self.link.setEnabled(line is not None and bool(line.url))
        for action in (self.open_result, self.together, self.again):
            action.setEnabled(line is not None)

    def _copy_link(self) -> None:
        line = self._line()
        if line is not None:
            QGuiApplication.clipboard().setText(line.url)
            self._desk.told.emit("info", translate("History", "The address was copied."))

    def _add_again(self) -> None:
        """It goes where new files go now; the file may be gone, which the list then says."""
        line = self._line()
        if line is not None:
            self._desk.add_paths([line.path])
