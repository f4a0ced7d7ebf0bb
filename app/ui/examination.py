"""Examination: the doctor at work; asks the service, and looks at what only this computer knows.

Nothing here waits: lines come one after the other, and whoever is gone hears no more.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from app.domain.asks import Check, CheckState, Probe
from app.domain.connection import AccessKind, Connection
from app.domain.credentials import Access
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.services import FIRST, service
from app.host.proxies import proxy_for, system_says
from app.host.proxy_ways import SystemSays
from app.ui.alive import while_alive
from app.ui.desk import Desk

ORDER = (
    *("server", "name", "tls", "clock", "key"),
    *("write", "look", "list", "callbacks", "proxy", "secret"),
)
"""The lines, in the order in which they are shown."""


class Examination(QObject):
    """One connection after the other; `checks` is what is known so far."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        self._about = ""
        self.service = FIRST
        """What the connection goes to."""
        self._round = 0
        self._service: tuple[Check, ...] = ()
        self._own: dict[str, Check] = {}
        self.running = False
        self.failure: Failure | None = None
        """Why the service could not be asked at all."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is known so far; this computer's own lines come last."""
        if self.running:
            return self._service
        own = [self._own[name] for name in ("proxy", "secret") if name in self._own]
        return (*self._service, *own)

    def begin(self, connection: Connection, access: Access | None, *, kept: str) -> None:
        """Look at a connection; ``access`` None: by what the engine knows.

        ``kept``: where its secret is (to be) kept, as `Desk.keys_kept` says.
        """
        self.stop()
        self._round += 1
        self._service, self._own, self.failure = (), {}, None
        self.running = True
        self._about = connection.id
        self.service = service(connection.destination.provider)
        self._own["secret"] = secret_check(connection, kept, self._desk.keyring_name)
        self._look_for_proxy(connection.destination.endpoint)
        probe = Probe("", connection.id, connection.destination, access, connection.callback)
        self._asked = self._desk.ask(probe, self._hear, owner=self)
        self.changed.emit()

    def stop(self) -> None:
        """Wait for nothing any more; what is known stays."""
        if self._asked:
            self._desk.asking.withdraw(self._asked)
        self._asked = ""
        self.running = False

    def _hear(self, event: Answered) -> None:
        if isinstance(event.answer, tuple):
            self._service = tuple(c for c in event.answer if isinstance(c, Check))
        self.failure = event.failure
        if event.complete:
            self.running, self._asked = False, ""
            self._desk.access.examined(self._about, self.checks)
        self.changed.emit()

    def _look_for_proxy(self, endpoint: str) -> None:
        setting, round_ = self._desk.settings.proxy, self._round

        def found(check: Check) -> None:
            if round_ == self._round:
                self._own["proxy"] = check
                self.changed.emit()

        self._desk.errands.run(_asking(setting, endpoint), while_alive(self, found))


def _asking(setting: str, endpoint: str) -> Callable[[], Check]:
    """The system's answer may take its time: for an errand."""
    return lambda: proxy_found(setting, endpoint, system_says)


def proxy_found(setting: str, endpoint: str, system: Callable[[], SystemSays]) -> Check:
    """The way to an endpoint, or that the system's script for it cannot be run here."""
    if setting == "system" and not system().readable:
        return Check("proxy", CheckState.NOTE, "script")
    return proxy_check(setting, proxy_for(setting, system=system)(endpoint) or "")


def proxy_check(setting: str, proxy: str) -> Check:
    """Whether there is a proxy on the way, without its password."""
    if not proxy:
        word = "system" if setting == "system" else "direct"
        return Check("proxy", CheckState.GOOD, word)
    try:
        parts = urlsplit(proxy)
        host = f"{parts.hostname or ''}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:  # whatever stands in a setting or in the environment
        host = ""
    return Check("proxy", CheckState.GOOD, "used", {"proxy": host})


def secret_check(connection: Connection, kept: str, keyring: str) -> Check:
    """Where the secret is kept, in one word."""
    if connection.destination.practice:
        return Check("secret", CheckState.GOOD, "practice")
    if connection.access is AccessKind.ENVIRONMENT:
        return Check("secret", CheckState.GOOD, "environment")
    if kept == "server":
        return Check("secret", CheckState.GOOD, "server")
    if kept == "keyring":
        return Check("secret", CheckState.GOOD, "keyring", {"keyring": keyring})
    return Check("secret", CheckState.NOTE, "session" if kept == "session" else "none")


def worst(checks: tuple[Check, ...]) -> CheckState:
    """The gravest state among the lines."""
    for state in (CheckState.BAD, CheckState.NOTE):
        if any(check.state is state for check in checks):
            return state
    return CheckState.GOOD
