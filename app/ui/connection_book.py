"""ConnectionBook: settings, connections, keys and the demo cloud, as the window knows them.

Keys pass through on their way from dialog or vault to the engine and are not kept here.
"""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection, View
from app.domain.credentials import Credentials
from app.engine.demo import DemoPlace
from app.engine.tools import EngineLimits
from app.host.settings import Settings
from app.host.vault import Kept, Trouble
from app.ui.errands import Errands
from app.ui.window_parts import WindowParts

log = logging.getLogger("upcall.ui")
VAULT, SETTINGS = "vault", "settings"
"""Lanes of errands: within one, things are done in order."""


_PLACES = {Kept.KEYRING: "keyring", Kept.SESSION: "session"}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the vault had for a connection."""

    credentials: Credentials | None
    kept: Kept
    trouble: Trouble


def new_id() -> str:
    """A random id for a connection; vault entries go by it."""
    return uuid.uuid4().hex


class ConnectionBook(QObject):
    """Which connections there are, which one is in use, and where its key is kept."""

    connection_changed = Signal()
    connections_changed = Signal()
    settings_changed = Signal()
    view_changed = Signal()
    cloud_changed = Signal()
    key_changed = Signal()
    told = Signal(str, str)

    def __init__(self, parts: WindowParts, errands: Errands) -> None:
        super().__init__()
        self._parts = parts
        self._errands = errands
        self.settings: Settings = parts.loaded.settings
        self.connection: Connection | None = None
        self.cloud = "off"
        """The demo cloud: ``off``, ``starting``, ``ready`` or ``failed``."""
        self.keyring_name = ""
        """The keyring in people's words; empty while unknown or when there is none."""
        self._demo: Connection | None = None
        self.demo_wanted = False
        """The demo cloud will be used as soon as it runs."""
        self._kept: dict[str, str] = {}

    # --- life -------------------------------------------------------------------------------

    def start(self, *, demo: bool) -> None:
        """Use the last connection, or the demo cloud when asked for; else wait for a choice."""
        self._errands.run(self._look_for_keyring, self._keyring_found, lane=VAULT)
        if demo:
            self.try_demo()
        elif self.settings.connections:
            known = [connection.id for connection in self.settings.connections]
            last = self.settings.last_connection
            self.use(last if last in known else known[0])
        else:
            self._launch()  # behind the welcome page, so that *Try it now* is at once

    def _look_for_keyring(self) -> str:
        vault = self._parts.vault
        return vault.name() if vault.available() else ""

    def _keyring_found(self, name: str) -> None:
        self.keyring_name = name
        self.key_changed.emit()

    # --- connections ------------------------------------------------------------------------

    @property
    def connections(self) -> tuple[Connection, ...]:
        """Those that are saved, and the demo cloud once it runs."""
        saved = tuple(self.settings.connections)
        return saved if self._demo is None else (*saved, self._demo)

    def find(self, connection_id: str) -> Connection | None:
        """A connection by its id."""
        return next((c for c in self.connections if c.id == connection_id), None)

    def use(self, connection_id: str) -> None:
        """Send to this one from now on."""
        found = self.find(connection_id)
        if found is None:
            return
        self.demo_wanted = False
        self.connection = found
        if not self._is_demo(found):
            self.change_settings(replace(self.settings, last_connection=found.id))
        self.fetch_key(found.id)
        self.connection_changed.emit()
        self.view_changed.emit()

    def save(self, connection: Connection, credentials: Credentials | None) -> None:
        """Add or replace one, with a new key when one is given, and use it."""
        others = [c for c in self.settings.connections if c.id != connection.id]
        self.change_settings(
            replace(self.settings, connections=(*others, connection), welcome_seen=True)
        )
        if credentials is not None:
            self._keep_key(connection.id, credentials)
        self.connections_changed.emit()
        self.use(connection.id)

    def update(self, connection: Connection) -> None:
        """Replace one that exists, in place: callback, view, folder and the like."""
        before = self.find(connection.id)
        if before is None or before == connection:
            return
        if self._is_demo(before):
            self._demo = connection
        else:
            everything = (
                connection if c.id == connection.id else c for c in self.settings.connections
            )
            self.change_settings(replace(self.settings, connections=tuple(everything)))
        if (before.name, before.colour) != (connection.name, connection.colour):
            self.connections_changed.emit()
        self._refresh(connection)

    def _refresh(self, connection: Connection) -> None:
        if self.connection is None or self.connection.id != connection.id:
            return
        view = self.connection.view
        self.connection = connection
        self.connection_changed.emit()
        if view is not connection.view:
            self.view_changed.emit()

    def remove(self, connection_id: str) -> None:
        """Forget a saved one and its key."""
        left = tuple(c for c in self.settings.connections if c.id != connection_id)
        if len(left) == len(self.settings.connections):
            return
        self.change_settings(replace(self.settings, connections=left))
        self._kept.pop(connection_id, None)
        self._parts.engine.connect(connection_id, None)
        self._errands.run(lambda: self._parts.vault.forget(connection_id), lane=VAULT)
        self.connections_changed.emit()
        if self.connection is not None and self.connection.id == connection_id:
            self.connection = None
            self.connection_changed.emit()
            self.view_changed.emit()
            if self.connections:
                self.use(self.connections[0].id)

    @property
    def view(self) -> View:
        """Simple or Expert: what the connection in use was left in."""
        return self.settings.view if self.connection is None else self.connection.view

    def set_view(self, view: View) -> None:
        """Switch, and remember it for this connection (the demo cloud's: with the settings)."""
        if self.connection is not None:
            self.update(replace(self.connection, view=view))
        if self.connection is None or self._is_demo(self.connection):
            self.change_settings(replace(self.settings, view=view))
            if self.connection is None:
                self.view_changed.emit()

    # --- settings ---------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Put settings in force and write them down."""
        if settings == self.settings:
            return
        before, self.settings = self.settings, settings
        limits = EngineLimits(settings.files, settings.parts, settings.rate)
        if limits != EngineLimits(before.files, before.parts, before.rate):
            self._parts.engine.set_limits(limits)
        if settings.proxy != before.proxy:
            self._parts.choose_proxy(settings.proxy)
        save = self._parts.store.save
        self._errands.run(lambda: save(settings), failed=self._not_saved, lane=SETTINGS)
        self.settings_changed.emit()

    def _not_saved(self, error: Exception) -> None:
        log.warning("settings were not saved: %s", type(error).__name__)
        text = self.tr("The settings could not be saved. Is the disk full or write-protected?")
        self.told.emit("error", text)

    # --- keys -------------------------------------------------------------------------------

    @property
    def keys_kept(self) -> str:
        """Where the key in use is kept: ``keyring``, ``session`` or ``none``."""
        return "none" if self.connection is None else self._kept.get(self.connection.id, "none")

    def fetch_key(self, connection_id: str) -> None:
        """Get a saved connection's key out of the vault, once, and hand it to the engine."""
        found = self.find(connection_id)
        if connection_id in self._kept or found is None or self._is_demo(found):
            return
        self._kept[connection_id] = "none"
        vault = self._parts.vault

        def load() -> _Loaded:
            credentials = vault.load(connection_id)
            return _Loaded(credentials, vault.kept(connection_id), vault.trouble)

        self._errands.run(load, lambda loaded: self._received(found, loaded), lane=VAULT)

    def _received(self, connection: Connection, loaded: _Loaded) -> None:
        if self._kept.get(connection.id) != "none":  # a key was entered or forgotten meanwhile
            return
        if loaded.credentials is not None:
            self._parts.engine.connect(connection.id, loaded.credentials)
            self._kept[connection.id] = _PLACES[loaded.kept]
        else:
            self._ask_for_key(connection, loaded.trouble)
        self.key_changed.emit()

    def _ask_for_key(self, connection: Connection, trouble: Trouble) -> None:
        if trouble is Trouble.LOCKED:
            text = self.tr(
                "The key for “{name}” is locked away. Unlock your keyring, or edit the"
                " connection and enter the key for this session."
            )
        else:
            text = self.tr(
                "The key for “{name}” is not on this computer. Edit the connection and"
                " enter it again."
            )
        self.told.emit("key", text.format(name=connection.name))

    def _keep_key(self, connection_id: str, credentials: Credentials) -> None:
        self._parts.engine.connect(connection_id, credentials)
        self._kept[connection_id] = "session"
        save = self._parts.vault.save

        def kept(where: Kept) -> None:
            self._kept[connection_id] = _PLACES[where]
            self.key_changed.emit()

        self._errands.run(lambda: save(connection_id, credentials), kept, lane=VAULT)

    # --- the demo cloud ---------------------------------------------------------------------

    def try_demo(self) -> None:
        """Use the demo cloud as soon as it runs."""
        if not self.settings.welcome_seen:
            self.change_settings(replace(self.settings, welcome_seen=True))
        self.demo_wanted = True
        if self._demo is not None:
            self.use(self._demo.id)
        else:
            self._launch()

    def _is_demo(self, connection: Connection) -> bool:
        return self._demo is not None and connection.id == self._demo.id

    def _launch(self) -> None:
        if self.cloud in ("starting", "ready"):
            return
        self._set_cloud("starting")
        self._errands.run(self._parts.demo.launch, self._demo_ready, self._demo_failed)

    def _demo_ready(self, place: DemoPlace) -> None:
        name = self.tr("Demo cloud")
        self._demo = replace(place.connection, name=name, view=self.settings.view)
        self._kept[self._demo.id] = "session"
        self._parts.engine.connect(self._demo.id, place.credentials)
        self._set_cloud("ready")
        self.connections_changed.emit()
        if self.demo_wanted:
            self.use(self._demo.id)

    def retranslate(self) -> None:
        """The demo cloud's name is ours, in the language of now."""
        if self._demo is not None:
            self.update(replace(self._demo, name=self.tr("Demo cloud")))

    def _demo_failed(self, error: Exception) -> None:
        log.error("the demo cloud did not start: %s", error)
        wanted, self.demo_wanted = self.demo_wanted, False
        self._set_cloud("failed")
        if wanted:
            text = self.tr("Practice could not be started. Please try again in a moment.")
            self.told.emit("error", text)

    def _set_cloud(self, state: str) -> None:
        self.cloud = state
        self.cloud_changed.emit()
