"""The door to *Copy as code*: from the menu, and from the panels that ask for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.connection import Connection, View
from app.domain.services import FIRST, Can, service
from app.domain.upload import TaskSnapshot
from app.ui.desk import Desk
from app.ui.service_words import why_not

CODE = "code"
"""What panels give to `Desk.door_wanted`."""


class CodeDoor(QObject):
    """Opens the dialog by way of `app.ui.doors.Doors`, which has one open at a time."""

    def __init__(
        self, desk: Desk, action: QAction, *, window: QWidget, show: Callable[[QDialog], None]
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._action = action
        self._window = window
        self._show = show
        action.triggered.connect(lambda _checked=False: self.open(None))
        desk.door_wanted.connect(self._asked)
        for signal in (desk.connection_changed, desk.view_changed):
            signal.connect(self._refresh)
        self._refresh()

    def _asked(self, name: str, about: object) -> None:
        if name == CODE:
            self.open(about if isinstance(about, TaskSnapshot) else None)

    def _refresh(self) -> None:
        connection, expert = self._desk.connection, self._desk.view is View.EXPERT
        known = connection is not None and _has_code(connection)
        self._action.setVisible(expert)
        self._action.setEnabled(expert and known)
        there = service(connection.destination.provider) if connection is not None else FIRST
        self._action.setStatusTip(why_not(there, Can.SNIPPETS))

    def open(self, ended: TaskSnapshot | None) -> None:
        """Show an upload as a program: that of ``ended`` again, else the one to come."""
        from app.ui.dialogs.code_dialog import CodeDialog  # noqa: PLC0415

        self._desk.settle.emit()
        task = ended or self._desk.selected()
        connection = self._desk.book.find(task.connection_id) if task else None
        connection = connection or self._desk.connection
        if connection is not None and _has_code(connection):
            sent = ended is not None
            window = self._window
            self._show(CodeDialog(self._desk, connection, task=task, sent=sent, parent=window))


def _has_code(connection: Connection) -> bool:
    """Whether there are templates for its service."""
    return Can.SNIPPETS in service(connection.destination.provider).can
