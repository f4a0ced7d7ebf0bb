"""Export: writes a connection file beside the window, with the key out of the vault if asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection
from app.host.connection_file import NotExported, write_connection_file
from app.host.vault import Vault
from app.ui.alive import while_alive
from app.ui.desk import Desk


class Export(QObject):
    """One file at a time."""

    written = Signal(str)
    """The path."""
    failed = Signal(object)
    """The exception: `NotExported` or `OSError`."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def write(self, path: Path, connection: Connection, *, passphrase: str) -> None:
        """Write ``connection``; a passphrase takes its key along."""
        work = _writing(self._desk.book.vault, path, connection=connection, passphrase=passphrase)

        def written(kept: Connection) -> None:
            self._done(path, kept)

        done = while_alive(self, written)
        self._desk.errands.run(work, done, while_alive(self, self.failed.emit))

    def _done(self, path: Path, kept: Connection) -> None:
        """Keep the file's mark with the connection, so that the next edition is known as such."""
        mine = self._desk.book.find(kept.id)
        if mine is not None:
            self._desk.update_connection(replace(mine, origin=kept.origin))
        self.written.emit(str(path))


def _writing(
    vault: Vault, path: Path, *, connection: Connection, passphrase: str
) -> Callable[[], Connection]:
    def write() -> Connection:
        key = vault.load(connection.id) if passphrase else None
        if passphrase and key is None:
            raise NotExported("key")
        return write_connection_file(path, connection, credentials=key, passphrase=passphrase)

    return write
