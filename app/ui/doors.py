"""Doors: actions that need a window (file choosers, dialogs), joined to the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from app import __version__
from app.domain.upload import TaskSnapshot
from app.ui.actions import Actions
from app.ui.code_door import CodeDoor
from app.ui.connection_doors import ConnectionDoors
from app.ui.desk import Desk
from app.ui.help_door import HelpDoor
from app.ui.history_door import HistoryDoor
from app.ui.result_doors import ResultDoors
from app.ui.reviewing import Review
from app.ui.stage_door import StageDoor
from app.ui.views.main_window import MainWindow


class Doors(QObject):
    """Opens what the actions of the window ask for; each dialog at most once at a time."""

    def __init__(self, window: MainWindow, desk: Desk, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._folder = str(Path.home())
        self._open: QDialog | None = None
        self._server: QDialog | None = None
        self._later: list[Review] = []
        """Reviews that wait for a dialog to be closed: nobody's work is taken away for them."""
        for action, work in (
            (actions.add_files, self.add_files),
            (actions.add_folder, self.add_folder),
            (actions.remove_connection, self.remove_connection),
            (actions.open_connection_file, self.open_connection_file),
            (actions.unfinished, self.unfinished),
            (actions.left_out, self.left_out),
            (actions.settings, self.settings),
            (actions.server_panel, self.server),
            (actions.open_logs, self.open_logs),
            (actions.about, self.about),
            (actions.welcome, window.show_welcome),
            (actions.quit, window.close),
        ):
            action.triggered.connect(lambda _checked=False, work=work: work())
        actions.full_screen.toggled.connect(self._full_screen)
        self.connections = ConnectionDoors(desk, actions, window=window, show=self._show)
        self.history = HistoryDoor(window, desk, actions=actions, show=self._show)
        self.connections.file_wanted.connect(self.open_connection_file)
        actions.fixes.field_wanted.connect(self.connections.edit)
        actions.fixes.rename_wanted.connect(self.rename)
        desk.reviewing.wanted.connect(self.review)
        desk.drops.wanted.connect(self.left_out)
        self.code = CodeDoor(desk, actions.copy_code, window=window, show=self._show)
        self.results = ResultDoors(desk, window=window, show=self._show)
        self.help = HelpDoor(window, desk, actions)
        self.stage = StageDoor(window, desk, actions.stage)
        window.closing.connect(self.stage.close)
        desk.door_wanted.connect(lambda name, _about: self.server() if name == "server" else None)

    # --- files ------------------------------------------------------------------------------

    def add_files(self) -> None:
        """Choose files to upload."""
        dialog = self._chooser(self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add)
        self._show(dialog)

    def add_folder(self) -> None:
        """Choose a folder to upload with everything in it."""
        dialog = self._chooser(self.tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self._add)
        self._show(dialog)

    def open_connection_file(self) -> None:
        """Choose a connection file that somebody sent."""
        dialog = self._chooser(self.tr("Open a connection file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Connection files (*.upcall)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._desk.open_connection_file)
        self._show(dialog)

    def _chooser(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, self._folder)
        dialog.setAccessibleName(title)
        return dialog

    def _add(self, paths: list[str]) -> None:
        if paths:
            self._folder = os.path.dirname(paths[0])
            self._desk.add_paths(paths)

    # --- dialogs ----------------------------------------------------------------------------

    def renew_access(self, connection_id: str) -> None:
        """Ask for a new key or code of a connection whose files wait for one."""
        self.connections.renew(connection_id)

    def rename(self, task: object) -> None:
        """Ask for another name for a file that was not stored, and try it again."""
        from app.ui.dialogs.name_dialog import NameDialog  # noqa: PLC0415

        if isinstance(task, TaskSnapshot):
            stem, suffix = os.path.splitext(task.key.rpartition("/")[2])
            title = self.tr("Another name for “{name}”").format(name=task.name)
            dialog = NameDialog(title, stem, suffix=suffix, parent=self._window)
            dialog.add.setText(self.tr("Upload"))
            dialog.named.connect(lambda name: self._desk.rename(task, name))
            self._show(dialog)

    def remove_connection(self) -> None:
        """Forget the connection in use, after a question."""
        connection = self._desk.connection
        if connection is None:
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Forget “{name}”?").format(name=connection.name))
        box.setInformativeText(
            self.tr(
                "Its settings and its key are removed from this computer."
                " Files that are stored stay stored."
            )
        )
        forget = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        forget.clicked.connect(lambda: self._desk.remove_connection(connection.id))
        self._show(box)

    def review(self, review: object) -> None:
        """Show what is about to be uploaded, once nothing else is open."""
        from app.ui.dialogs.review_sheet import ReviewSheet  # noqa: PLC0415

        if isinstance(review, Review) and self._open is not None:
            self._later.append(review)
        elif isinstance(review, Review):
            self._desk.drops.mark_read()
            self._show(ReviewSheet(self._desk, review, parent=self._window))

    def left_out(self) -> None:
        """Show what was dropped and is not on the list."""
        from app.ui.dialogs.left_out_dialog import LeftOutDialog  # noqa: PLC0415

        self._show(LeftOutDialog(self._desk, parent=self._window))

    def unfinished(self) -> None:
        """Show what was begun at the storage and never ended."""
        from app.ui.dialogs.unfinished_dialog import UnfinishedDialog  # noqa: PLC0415

        if self._desk.connection is not None:
            self._show(UnfinishedDialog(self._desk, self._desk.connection, parent=self._window))

    def settings(self) -> None:
        """Show the settings; where the selected file failed at a proxy, those of the network."""
        from app.ui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415

        dialog = SettingsDialog(self._desk, parent=self._window)
        self._show(dialog)
        row = self._desk.selected()
        if row is not None and row.error_values.get("reason", "").startswith("proxy"):
            dialog.show_network()

    def server(self) -> None:
        """Show the demo cloud's application server, beside the window."""
        from app.ui.stage.server_window import ServerWindow  # noqa: PLC0415

        if self._server is None:
            self._server = ServerWindow(self._desk, self._window)
            self._server.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._server.finished.connect(self._server_closed)
        self._server.show()
        self._server.raise_()
        self._server.activateWindow()

    def _server_closed(self) -> None:
        self._server = None

    def open_logs(self) -> None:
        """Show the folder of the logs in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.folders.logs)))

    def about(self) -> None:
        """Name, version, and what it is."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Upcall"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(self._window.windowIcon().pixmap(64, 64))
        box.setText(self.tr("Upcall {version}").format(version=__version__))
        box.setInformativeText(
            self.tr("Uploads files to object storage and shows what your server answered.")
        )
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        self._show(box)

    def current(self) -> QDialog | None:
        """The dialog that is open."""
        return self._open

    def _show(self, dialog: QDialog) -> None:
        """Open beside the event loop, not inside it: nothing else may stand still."""
        if self._open is not None:
            self._open.close()
        self._open = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _code, shown=dialog: self._forget(shown))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self._open is dialog:
            self._open = None
        if self._later and self._open is None:
            self.review(self._later.pop(0))

    def _full_screen(self, on: bool) -> None:
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
