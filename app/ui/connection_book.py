"""ConnectionBook: settings, connections, keys and the demo cloud, as the window knows them.

Keys pass through on their way from dialog or vault to the engine and are not kept here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.connection import Connection, View
from app.domain.credentials import Credentials
from app.engine.demo import DemoPlace
from app.engine.limits import EngineLimits, as_chosen
from app.host.settings import Settings
from app.host.vault import Vault
from app.ui.demo_connections import DemoConnections
from app.ui.errands import Errands
from app.ui.keys import VAULT, Keys
from app.ui.window_parts import WindowParts

log = logging.getLogger("upcall.ui")
SETTINGS = "settings"
"""Lane of errands: within it, things are done in order."""


def new_id() -> str:
    """A random id for a connection; vault entries go by it."""
    return os.urandom(16).hex()


class ConnectionBook(QObject):
    """Which connections there are, which one is in use, and where its key is kept."""

    connection_changed = Signal()
    connections_changed = Signal()
    settings_changed = Signal()
    view_changed = Signal()
    cloud_changed = Signal()
    key_changed = Signal()
    renewed = Signal(str)
    """A connection's id: a new key or code was given for it."""
    told = Signal(str, str)

    def __init__(
        self,
        parts: WindowParts,
        errands: Errands,
        *,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """``environment``: the variables of this program unless others are given."""
        super().__init__()
        self._parts = parts
        self._errands = errands
        self.settings: Settings = parts.loaded.settings
        self.connection: Connection | None = None
        self.cloud = "off"
        """The demo cloud: ``off``, ``starting``, ``ready`` or ``failed``."""
        self.control_url = ""
        """Where the demo cloud takes orders and tells its events, once it runs."""
        self.keyring_name = ""
        """The keyring in people's words; empty while unknown or when there is none."""
        self._demos = DemoConnections(self)
        self.demo_wanted = False
        """The demo cloud will be used as soon as it runs."""
        self.demo_place: DemoPlace | None = None
        """The demo cloud that runs for this window."""
        self.environment = os.environ if environment is None else environment
        self._keys = Keys(parts.engine, parts.vault, errands, environment=self.environment)
        self._keys.changed.connect(self.key_changed)
        self._keys.renewed.connect(self.renewed)
        self._keys.told.connect(self.told)
        self.view_changed.connect(self.connections_changed)  # Expert offers more of the demo cloud

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
            self.launch()  # behind the welcome page, so that *Try it now* is at once

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
        return (*saved, *self._demos.offered(self.view, self.connection))

    def find(self, connection_id: str) -> Connection | None:
        """A connection by its id."""
        everything = (*self.settings.connections, *self._demos.offered(View.EXPERT, None))
        return next((c for c in everything if c.id == connection_id), None)

    def use(self, connection_id: str) -> None:
        """Send to this one from now on."""
        found = self.find(connection_id)
        if found is None:
            return
        self.demo_wanted = False
        if self._is_demo(found):  # they share one view, kept with the settings
            found = replace(found, view=self.settings.view)
            self._demos.put(found)
        self.connection = found
        if not self._is_demo(found):
            self.change_settings(replace(self.settings, last_connection=found.id))
        self.fetch_key(found.id)
        self._keys.ask_server(found)
        self.connection_changed.emit()
        self.view_changed.emit()

    def save(self, connection: Connection, credentials: Credentials | None) -> None:
        """Add or replace one, with a new key or code when one is given, and use it.

        A secret that was kept stays only while access and server are the same: a key must never be
        sent to a server as its code.
        """
        before = self.settings.connection(connection.id)
        others = [c for c in self.settings.connections if c.id != connection.id]
        self.change_settings(
            replace(self.settings, connections=(*others, connection), welcome_seen=True)
        )
        if credentials is not None or before is None or not _same_access(before, connection):
            self._keys.keep(connection, credentials)
        self.connections_changed.emit()
        self.use(connection.id)

    def renew(self, connection_id: str, credentials: Credentials) -> None:
        """A new key or code for a saved connection; what waits for it goes on."""
        found = self.settings.connection(connection_id)
        if found is not None:
            self._keys.keep(found, credentials)

    def ask_again(self, connection: Connection) -> None:
        """Have a connection's server asked for access once more."""
        self._keys.again(connection)

    def update(self, connection: Connection) -> None:
        """Replace one that exists, in place: callback, view, folder and the like."""
        before = self.find(connection.id)
        if before is None or before == connection:
            return
        if self._is_demo(before):
            self._demos.put(connection)
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
        self._keys.forget(connection_id)
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
        if self.connection is None:
            return self.settings.view
        return View.SIMPLE if self.connection.locked else self.connection.view

    def set_view(self, view: View) -> None:
        """Switch, and remember it for this connection (the demo cloud's: with the settings).

        A locked connection stays in Simple.
        """
        if self.connection is not None and self.connection.locked:
            return
        if self.connection is not None:
            self.update(replace(self.connection, view=view))
        if self.connection is None or self._is_demo(self.connection):
            self.change_settings(replace(self.settings, view=view))
            if self.connection is None:
                self.view_changed.emit()

    @property
    def vault(self) -> Vault:
        """Where keys are kept; for errands only, it may block."""
        return self._parts.vault

    # --- settings ---------------------------------------------------------------------------

    def change_settings(self, settings: Settings) -> None:
        """Put settings in force and write them down."""
        if settings == self.settings:
            return
        before, self.settings = self.settings, settings
        if (limits := _limits(settings)) != _limits(before):
            self._parts.engine.set_limits(limits)
        if settings.proxy != before.proxy:
            self._parts.choose_proxy(settings.proxy)
        if settings.keep_awake != before.keep_awake:
            self._parts.keep_awake(settings.keep_awake)
        save = self._parts.store.save
        self._errands.run(lambda: save(settings), failed=self._not_saved, lane=SETTINGS)
        self.settings_changed.emit()

    def proxy_changed(self) -> None:
        """The password of the proxy in force is another one."""
        self._parts.choose_proxy(self.settings.proxy)

    def _not_saved(self, error: Exception) -> None:
        log.warning("settings were not saved: %s", type(error).__name__)
        text = self.tr("The settings could not be saved. Is the disk full or write-protected?")
        self.told.emit("error", text)

    # --- keys -------------------------------------------------------------------------------

    @property
    def keys_kept(self) -> str:
        """Where the key in use is kept, as `Keys.place`."""
        return "none" if self.connection is None else self._keys.place(self.connection.id)

    def keys_kept_of(self, connection_id: str) -> str:
        """The same for any connection."""
        return self._keys.place(connection_id)

    def fetch_key(self, connection_id: str) -> None:
        """Get a saved connection's key out of the vault, once, and hand it to the engine."""
        found = self.find(connection_id)
        if found is not None and not self._is_demo(found):
            self._keys.fetch(found)

    # --- the demo cloud ---------------------------------------------------------------------

    def try_demo(self) -> None:
        """Use the demo cloud as soon as it runs."""
        if not self.settings.welcome_seen:
            self.change_settings(replace(self.settings, welcome_seen=True))
        self.demo_wanted = True
        if self._demos.main is not None:
            self.use(self._demos.main.id)
        else:
            self.launch()

    @property
    def parts(self) -> WindowParts:
        """What the window works with: for the stage, which stands beside the window."""
        return self._parts

    def _is_demo(self, connection: Connection) -> bool:
        return connection.id in self._demos

    def launch(self) -> None:
        """Start the demo cloud unless it runs; `cloud_changed` tells how that goes."""
        if self.cloud in ("starting", "ready"):
            return
        self._set_cloud("starting")
        self._errands.run(self._parts.demo.launch, self._demo_ready, self._demo_failed)

    def _demo_ready(self, place: DemoPlace) -> None:
        self.demo_place = place
        self.control_url = place.control_url
        self._demos.fill(place, self.settings.view)
        self._keys.lend(place.connection, place.credentials)
        for connection in place.servers():
            self._keys.lend_server(connection)
        for practice in place.others:
            self._keys.lend(practice.connection, practice.credentials)
        self._set_cloud("ready")
        self.connections_changed.emit()
        if self.demo_wanted:
            self.use(place.connection.id)

    def retranslate(self) -> None:
        """The demo cloud's names are ours, in the language of now."""
        for connection in self._demos.named_again():
            self.update(connection)

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


def _limits(settings: Settings) -> EngineLimits:
    return as_chosen(settings.files, settings.parts, settings.rate, settings.patience)


def _same_access(before: Connection, after: Connection) -> bool:
    """Whether what is kept in the vault for one is still right for the other."""
    return (before.access, before.server_url) == (after.access, after.server_url)
