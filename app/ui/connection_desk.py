"""The desk's connections: what panels ask and tell the book about those that are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection, View
from app.domain.credentials import Credentials
from app.host.connection_file import read_connection_file
from app.host.folders import Folders
from app.host.settings import Settings
from app.ui import sentences
from app.ui.connection_book import ConnectionBook, new_id
from app.ui.errands import Errands
from app.ui.window_parts import WindowParts


class ConnectionDesk(QObject):
    """The half of the `Desk` that has to do with connections and settings."""

    connection_changed = Signal()
    """Another connection is in use, or the one in use was edited."""
    connections_changed = Signal()
    settings_changed = Signal()
    view_changed = Signal()
    cloud_changed = Signal()
    key_changed = Signal()
    """Where the key in use is kept became known, or changed."""
    told = Signal(str, str)
    """How grave (a key of `app.ui.views.told_bar.LOOKS`), and a sentence for the quiet bar."""
    offered = Signal(object)
    """A `ConnectionFile` that was opened, to be shown before anything of it is used."""

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self.errands = Errands()
        self.book = ConnectionBook(parts, self.errands)

    @property
    def connection(self) -> Connection | None:
        """The one in use."""
        return self.book.connection

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Those that can be chosen, the demo cloud included once it runs."""
        return self.book.connections

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.book.settings

    @property
    def cloud(self) -> str:
        """The demo cloud: ``off``, ``starting``, ``ready`` or ``failed``."""
        return self.book.cloud

    @property
    def keys_kept(self) -> str:
        """``keyring``, ``session``, ``environment``, ``server`` (no secret needed) or ``none``."""
        return self.book.keys_kept

    @property
    def keyring_name(self) -> str:
        """The keyring's own name; empty when there is none."""
        return self.book.keyring_name

    @property
    def view(self) -> View:
        """Simple or Expert."""
        return self.book.view

    @property
    def folders(self) -> Folders:
        """Where Upcall keeps things on this computer."""
        return self._parts.folders

    def set_view(self, view: View) -> None:
        """Switch between Simple and Expert."""
        self.book.set_view(view)

    def use_connection(self, connection_id: str) -> None:
        """Send to another connection from now on."""
        self.book.use(connection_id)

    def save_connection(self, connection: Connection, credentials: Credentials | None) -> None:
        """Add or replace a connection, and use it; None keeps the key that is known."""
        self.book.save(connection, credentials)

    def update_connection(self, connection: Connection) -> None:
        """Edit in place, kept at once."""
        self.book.update(connection)

    def remove_connection(self, connection_id: str) -> None:
        """Forget a connection and its key."""
        self.book.remove(connection_id)

    def change_settings(self, settings: Settings) -> None:
        """Put settings in force and write them down."""
        self.book.change_settings(settings)

    def try_demo(self) -> None:
        """Use the demo cloud, as soon as it runs."""
        self.book.try_demo()

    def open_connection_file(self, path: str) -> None:
        """Read a connection file; `offered` follows, always with an id of its own."""
        self.errands.run(
            lambda: read_connection_file(Path(path), new_id()),
            self.offered.emit,
            lambda error: self.told.emit("warn", sentences.bad_connection_file(path, error)),
        )
