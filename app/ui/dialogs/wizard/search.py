"""Asks the service which buckets there are, or where one of them is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.domain.asks import Browse, BucketFound
from app.domain.connection import Connection
from app.domain.credentials import Access
from app.domain.endpoints import EndpointKind, endpoint_for
from app.domain.events import Answered
from app.domain.services import Field, service
from app.ui.desk import Desk
from app.ui.dialogs.wizard.place_card import PlaceCard

DOOR = "cn-hangzhou"
"""The region whose endpoint is asked where a bucket is, when nobody knows yet."""


class PlaceSearch(QObject):
    """One question at a time; `buckets` holds the answer."""

    found = Signal()
    """There is an answer, which may be that nothing may be told."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        self.buckets: tuple[BucketFound, ...] = ()

    def begin(self, connection: Connection, access: Access | None) -> None:
        """Ask by an access of its own, or by what the engine knows of the connection."""
        self.stop()
        place = connection.destination
        regional = Field.REGION in service(place.provider).needed
        if regional and not (place.endpoint and place.region):
            region = place.region or DOOR
            door = place.endpoint or endpoint_for(region, EndpointKind.PUBLIC)
            place = replace(place, endpoint=door, region=region)
        ask = Browse("", connection.id, place, access)
        self._asked = self._desk.ask(ask, self._hear, owner=self)

    def begin_all(self, connection: Connection, access: Access | None) -> None:
        """Ask which buckets there are, whichever is typed; without any key nothing is asked."""
        if access is None and self._desk.book.keys_kept_of(connection.id) == "none":
            return
        place = replace(connection.destination, bucket="")
        self.begin(replace(connection, destination=place), access)

    def stop(self) -> None:
        """Wait for nothing any more."""
        if self._asked:
            self._desk.asking.withdraw(self._asked)
            self._asked = ""

    def forget(self) -> None:
        """Another service was chosen: what was found does not count any more."""
        self.stop()
        self.buckets = ()

    def _hear(self, event: Answered) -> None:
        self._asked = ""
        answer = event.answer if isinstance(event.answer, tuple) else ()
        self.buckets = tuple(one for one in answer if isinstance(one, BucketFound))
        self.found.emit()

    def tell(self, place: PlaceCard) -> None:
        """Say beside the bucket what came of it."""
        if place.bucket.value():
            return
        if self.buckets:
            text = self.tr("Choose one of %n bucket(s).", "", len(self.buckets))
        else:
            text = self.tr("This key may not list buckets. That is fine: type the name.")
        place.fields["bucket"].set_problem("")
        place.fields["bucket"].set_hint(text)
