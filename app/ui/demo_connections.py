"""DemoConnections: the practice connections of a running demo cloud, named in the person's words.

The first holds the cloud's key. The others hold none: the cloud's own application server authorises
them in its three ways, so that the whole scenario can be shown without an account. Simple offers
the first only; whoever shows the others to an audience works in the Expert view.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from app.domain.connection import Connection, View
from app.domain.services import service
from app.engine.demo import BY_ADDRESS, BY_FORM, BY_KEY, DemoPlace


class DemoConnections(QObject):
    """Empty until the cloud runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, Connection] = {}
        self._ways: dict[str, str] = {}

    def __contains__(self, connection_id: str) -> bool:
        return connection_id in self._known

    @property
    def main(self) -> Connection | None:
        """The one that *Try it now* uses; None while the cloud does not run."""
        return next(iter(self._known.values()), None)

    def offered(self, view: View, in_use: Connection | None) -> tuple[Connection, ...]:
        """Those to choose from in a view, the one in use always among them."""
        expert = view is View.EXPERT
        using = "" if in_use is None else in_use.id
        shown = [c for c in self._known.values() if expert or c == self.main or c.id == using]
        return tuple(shown)

    def fill(self, place: DemoPlace, view: View) -> None:
        """The cloud runs."""
        self._ways = {practice.connection.id: practice.way for practice in place.others}
        others = (practice.connection for practice in place.others)
        for connection in (place.connection, *place.servers(), *others):
            self._known[connection.id] = replace(self._named(connection), view=view)

    def put(self, connection: Connection) -> None:
        """One of them was edited."""
        self._known[connection.id] = connection

    def named_again(self) -> tuple[Connection, ...]:
        """All of them with names in the language of now, to be put in place of those known."""
        return tuple(self._named(connection) for connection in self._known.values())

    def _named(self, connection: Connection) -> Connection:
        names = {
            BY_KEY: self.tr("Demo cloud: keys from your server"),
            BY_FORM: self.tr("Demo cloud: forms signed by your server"),
            BY_ADDRESS: self.tr("Demo cloud: addresses signed by your server"),
        }
        known = names.get(connection.id) or self._way(connection) or self.tr("Demo cloud")
        return replace(connection, name=known)

    def _way(self, connection: Connection) -> str:
        """Name of a connection to a further service: how it tells an application server."""
        names = {
            "normal": self.tr("Demo cloud: {service}, normal upload"),
            "callback": self.tr("Demo cloud: {service}, callback upload"),
            "notification": self.tr("Demo cloud: {service}, notification upload"),
            "queue": self.tr("Demo cloud: {service}, reliable callback"),
            "push": self.tr("Demo cloud: {service}, normal callback"),
        }
        label = service(connection.destination.provider).label
        return names.get(self._ways.get(connection.id, ""), "").format(service=label)
