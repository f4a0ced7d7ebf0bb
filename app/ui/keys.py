"""Keys: what each connection is authorised by, on its way from vault or environment to the engine.

Secrets pass through and are not kept here. A connection's kind of access decides where to look:
the vault (a key, or an application server's code) or the environment of this computer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.connection import AccessKind, Connection, access_of
from app.domain.credentials import Credentials
from app.host.environment import credentials_in
from app.host.vault import Kept, Trouble, Vault
from app.ui.errands import Errands
from app.ui.window_parts import Uploads

VAULT = "vault"
"""Lane of errands: within it, things are done in order."""
_PLACES = {Kept.KEYRING: "keyring", Kept.SESSION: "session"}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the vault had for a connection."""

    credentials: Credentials | None
    kept: Kept
    trouble: Trouble


class Keys(QObject):
    """Hands accesses to the engine, once each, and knows where their secrets are kept."""

    changed = Signal()
    """Where a secret is kept became known, or changed."""
    renewed = Signal(str)
    """A connection's id: a new key or code was given for it."""
    told = Signal(str, str)

    def __init__(
        self, engine: Uploads, vault: Vault, errands: Errands, *, environment: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._engine = engine
        self._vault = vault
        self._errands = errands
        self._environment = environment
        self._kept: dict[str, str] = {}
        self._servers: set[str] = set()
        """Connections whose server the engine knows."""

    def place(self, connection_id: str) -> str:
        """``keyring``, ``session``, ``environment``, ``server`` (no secret needed) or ``none``."""
        return self._kept.get(connection_id, "none")

    def fetch(self, connection: Connection) -> None:
        """Get a saved connection's access, once, and hand it to the engine."""
        if connection.id in self._kept:
            return
        self._kept[connection.id] = "none"
        if connection.access is AccessKind.ENVIRONMENT:
            self._take_environment(connection)
            return
        vault, name = self._vault, connection.id

        def load() -> _Loaded:
            credentials = vault.load(name)
            return _Loaded(credentials, vault.kept(name), vault.trouble)

        self._errands.run(load, lambda loaded: self._received(connection, loaded), lane=VAULT)

    def _take_environment(self, connection: Connection) -> None:
        found = credentials_in(self._environment, connection.destination.provider)
        if found is None:
            text = self.tr(
                "The environment has no key for “{name}”. Set it, then start Upcall again."
            )
            self.told.emit("warn", text.format(name=connection.name))
        else:
            self._engine.connect(connection.id, found)
            self._kept[connection.id] = "environment"
        self.changed.emit()

    def _received(self, connection: Connection, loaded: _Loaded) -> None:
        if self.place(connection.id) != "none":  # something was entered or forgotten meanwhile
            return
        found = _fitting(connection, loaded.credentials)
        if found is not None or connection.access is AccessKind.SERVER:
            self._connect(connection, found)
            self._kept[connection.id] = _PLACES[loaded.kept] if found else "server"
            self.ask_server(connection)
        else:
            self._ask_person(connection, loaded.trouble)
        self.changed.emit()

    def _connect(self, connection: Connection, credentials: Credentials | None) -> None:
        self._engine.connect(connection.id, access_of(connection, credentials))
        if connection.access is AccessKind.SERVER:
            self._servers.add(connection.id)

    def ask_server(self, connection: Connection) -> None:
        """Have a connection's application server asked what it permits; others have none."""
        if connection.id in self._servers:
            self._engine.check_grant(connection.id, connection.destination)

    def again(self, connection: Connection) -> None:
        """Hand the same access to the engine once more: its server may have changed its mind."""
        self._kept.pop(connection.id, None)
        self.fetch(connection)

    def _ask_person(self, connection: Connection, trouble: Trouble) -> None:
        if trouble is Trouble.LOCKED:
            text = self.tr(
                "The key for “{name}” is locked away. Unlock your keyring, or enter the key"
                " again for this session."
            )
        else:
            text = self.tr("The key for “{name}” is not on this computer. Please enter it again.")
        self.told.emit("key", text.format(name=connection.name))

    def keep(self, connection: Connection, credentials: Credentials | None) -> None:
        """Put a new access in force and into the vault; None: there is no secret (any more)."""
        name = connection.id
        self._servers.discard(name)
        if credentials is None:
            self._without_secret(connection)
        else:
            self._connect(connection, credentials)
            self._kept[name] = "session"
            save = self._vault.save
            self._errands.run(
                lambda: save(name, credentials), lambda kept: self._stored(name, kept), lane=VAULT
            )
        self.renewed.emit(name)

    def _without_secret(self, connection: Connection) -> None:
        self._kept.pop(connection.id, None)
        self._errands.run(self._forgetting(connection.id), lane=VAULT)
        if connection.access is AccessKind.SERVER:
            self._connect(connection, None)
            self._kept[connection.id] = "server"
            self.changed.emit()
        else:
            self.fetch(connection)

    def _stored(self, connection_id: str, kept: Kept) -> None:
        self._kept[connection_id] = _PLACES[kept]
        self.changed.emit()

    def lend(self, connection: Connection, credentials: Credentials) -> None:
        """The demo cloud's key, which is never written down."""
        self._kept[connection.id] = "session"
        self._engine.connect(connection.id, credentials)

    def lend_server(self, connection: Connection) -> None:
        """The demo cloud's application server, which wants no code."""
        self._kept[connection.id] = "server"
        self._servers.add(connection.id)
        self._engine.connect(connection.id, access_of(connection, None))

    def forget(self, connection_id: str) -> None:
        """Take an access away from engine and vault."""
        self._kept.pop(connection_id, None)
        self._servers.discard(connection_id)
        self._engine.connect(connection_id, None)
        self._errands.run(self._forgetting(connection_id), lane=VAULT)

    def _forgetting(self, connection_id: str) -> Callable[[], None]:
        return lambda: self._vault.forget(connection_id)


def _fitting(connection: Connection, credentials: Credentials | None) -> Credentials | None:
    """What the vault had, if it is of the connection's kind.

    A key's secret must never go to a server as its code (see `access_of`).
    """
    if credentials is None or connection.access is not AccessKind.SERVER:
        return credentials
    return None if credentials.access_key_id else credentials
