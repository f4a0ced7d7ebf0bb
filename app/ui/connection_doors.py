"""Doors to everything about connections: wizard, doctor, a new key, files for a team."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.connection import AccessKind, Connection
from app.host.connection_file import ConnectionFile
from app.ui.actions import Actions
from app.ui.desk import Desk


class ConnectionDoors(QObject):
    """Opens dialogs by way of `Doors`, which has one open at a time."""

    file_wanted = Signal()
    """A connection file is to be chosen."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        *,
        window: QWidget,
        show: Callable[[QDialog], None],
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._show = show
        for action, work in (
            (actions.new_connection, self.new),
            (actions.edit_connection, self.edit),
            (actions.check_connection, self.check),
            (actions.renew_access, self.renew),
            (actions.share_connection, self.share),
        ):
            action.triggered.connect(lambda _checked=False, work=work: work())
        desk.offered.connect(self.offer)

    def new(self) -> None:
        """Ask for a new place to send files to."""
        self._open(None)

    def edit(self, field: str = "") -> None:
        """Change the connection in use, beginning at a field; a locked one takes only a new key."""
        connection = self._desk.connection
        if connection is None or connection.destination.practice:
            return
        if connection.locked:
            self.renew()
        else:
            self._open(connection, field=field)

    def _open(self, connection: Connection | None, *, field: str = "", page: str = "where") -> None:
        from app.ui.dialogs.wizard.wizard import Wizard  # noqa: PLC0415

        wizard = Wizard(self._desk, connection, page=page, field=field, parent=self._window)
        wizard.file_wanted.connect(self.file_wanted)
        wizard.file_given.connect(self._desk.open_connection_file)
        self._show(wizard)

    def check(self) -> None:
        """The doctor, for the connection in use."""
        from app.ui.dialogs.doctor_dialog import DoctorDialog  # noqa: PLC0415

        connection = self._desk.connection
        if connection is not None:
            dialog = DoctorDialog(self._desk, connection, parent=self._window)
            dialog.fix_wanted.connect(self.edit)
            self._show(dialog)

    def renew(self, connection_id: str = "") -> None:
        """Ask for a new key or code; empty: for the connection in use."""
        from app.ui.dialogs.renew_dialog import RenewDialog  # noqa: PLC0415

        found = self._desk.book.find(connection_id) if connection_id else self._desk.connection
        if found is None or found.destination.practice:
            return
        if found.access is AccessKind.ENVIRONMENT:
            self._open(found, page="who")
        else:
            self._show(RenewDialog(self._desk, found, parent=self._window))

    def share(self) -> None:
        """Write a connection file for a team."""
        from app.ui.dialogs.share_dialog import ShareDialog  # noqa: PLC0415

        connection = self._desk.connection
        if connection is not None:
            self._show(ShareDialog(self._desk, connection, parent=self._window))

    def offer(self, found: object) -> None:
        """Show what came in a connection file, and ask before anything of it is used."""
        from app.ui.dialogs.offered_sheet import OfferedSheet  # noqa: PLC0415

        if isinstance(found, ConnectionFile):
            sheet = OfferedSheet(self._desk, found, parent=self._window)
            sheet.key_wanted.connect(self.renew)
            self._show(sheet)
