"""Event keys: callback keys of applications, as far as this run of Upcall knows them."""

from __future__ import annotations

from app.ui.connection_book import ConnectionBook

Place = tuple[str, str]
"""Address and application."""


class EventKeys:
    """Keys that were set here are kept in memory only: the service never tells them again."""

    def __init__(self, book: ConnectionBook) -> None:
        self._book = book
        self._set: dict[Place, str] = {}

    def put(self, connection_id: str, key: str) -> None:
        """A key was set for the application of a connection."""
        place = self._place(connection_id)
        if place is not None:
            self._set[place] = key

    def of(self, connection_id: str) -> str:
        """The key to check events of a connection with; empty: it is not known."""
        place = self._place(connection_id)
        if place is None:
            return ""
        return self._set.get(place) or self._of_practice(connection_id)

    def _place(self, connection_id: str) -> Place | None:
        connection = self._book.find(connection_id)
        if connection is None:
            return None
        return connection.destination.endpoint, connection.destination.bucket

    def _of_practice(self, connection_id: str) -> str:
        demo = self._book.demo_place
        others = demo.others if demo is not None else ()
        return next((p.event_key for p in others if p.connection.id == connection_id), "")
