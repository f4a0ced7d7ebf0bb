"""Presenting: whether somebody shows this program to an audience, and what then may be read."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection
from app.domain.masking import hidden
from app.ui.connection_book import ConnectionBook

OPAQUE = "raw"
"""Dynamic property of widgets that draw letters by themselves: they are covered as a whole."""
_REMEMBERED = 4096
"""Texts whose covered form is remembered."""


class Presenting(QObject):
    """One truth for all windows: the stage sets it, views and notifications ask it."""

    changed = Signal()

    def __init__(self, book: ConnectionBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.on = False
        """The audience's window is open: nothing pops up and nothing is announced."""
        self.masked = False
        """Hosts, addresses and secrets are hidden in every window."""
        self.hosts: tuple[str, ...] = ()
        """Those of all connections, while they are hidden."""
        self._says = lru_cache(_REMEMBERED)(hidden)
        book.connections_changed.connect(self._learn)

    def begin(self) -> None:
        """The audience looks."""
        self._set(on=True, masked=self.masked)

    def end(self) -> None:
        """It is gone; what was hidden is seen again."""
        self._set(on=False, masked=False)

    def mask(self, *, on: bool) -> None:
        """Hide, or show, hosts and secrets."""
        self._set(on=self.on, masked=on)

    def says(self, text: str) -> str:
        """``text`` as it may be shown now."""
        return self._says(text, self.hosts) if self.masked else text

    def _set(self, *, on: bool, masked: bool) -> None:
        if (on, masked) != (self.on, self.masked):
            self.on, self.masked = on, masked
            self._learn()
            self.changed.emit()

    def _learn(self) -> None:
        if not self.masked:
            return
        found = [host for one in self._book.connections for host in _hosts(one)]
        found += _of(self._book.control_url)
        self.hosts = tuple(dict.fromkeys(found))


def _hosts(connection: Connection) -> list[str]:
    spec = connection.callback
    addresses = (connection.destination.endpoint, connection.server_url, *spec.urls, spec.host)
    return [host for address in addresses for host in _of(address)]


def _of(address: str) -> list[str]:
    """Host with and without its port; nothing for what is no address."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        return [host for host in (parts.netloc, parts.hostname or "") if len(host) > 2]
    except ValueError:
        return []
