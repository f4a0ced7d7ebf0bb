"""Doors: actions that need a window (file choosers, dialogs), joined to the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from app import __version__
from app.domain.connection import Connection
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.dialogs.connect_dialog import ConnectDialog
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.views.main_window import MainWindow


class Doors(QObject):
    """Opens what the actions of the window ask for; each dialog at most once at a time."""

    def __init__(self, window: MainWindow, desk: Desk, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._folder = str(Path.home())
        self._open: QDialog | None = None
        for action, work in (
            (actions.add_files, self.add_files),
            (actions.add_folder, self.add_folder),
            (actions.new_connection, self.new_connection),
            (actions.edit_connection, self.edit_connection),
            (actions.remove_connection, self.remove_connection),
            (actions.open_connection_file, self.open_connection_file),
            (actions.settings, self.settings),
            (actions.open_logs, self.open_logs),
            (actions.about, self.about),
            (actions.welcome, window.show_welcome),
            (actions.quit, window.close),
        ):
            action.triggered.connect(lambda _checked=False, work=work: work())
        actions.full_screen.toggled.connect(self._full_screen)
        desk.offered.connect(self.connect_offered)

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

    def new_connection(self) -> None:
        """Ask for a new place to send files to."""
        self._show(ConnectDialog(self._desk, None, parent=self._window))

    def edit_connection(self) -> None:
        """Change the connection in use."""
        if self._desk.connection is not None:
            self._show(ConnectDialog(self._desk, self._desk.connection, parent=self._window))

    def connect_offered(self, connection: object) -> None:
        """Ask for the key of a connection that came in a file."""
        if isinstance(connection, Connection):
            self._show(ConnectDialog(self._desk, connection, parent=self._window))

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

    def settings(self) -> None:
        """Show the settings."""
        self._show(SettingsDialog(self._desk, parent=self._window))

    def open_logs(self) -> None:
        """Show the folder of the logs in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.logs)))

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

    def _full_screen(self, on: bool) -> None:
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()
