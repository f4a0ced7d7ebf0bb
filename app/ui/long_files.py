"""Says before the start that a huge file may have to begin anew (`Service.key_life`)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.connection import AccessKind
from app.domain.events import Gathered
from app.domain.services import service
from app.ui import i18n
from app.ui.connection_book import ConnectionBook
from app.ui.models.queue_model import QueueModel

SLOW = 2_000_000
"""Bytes a second of a line on which a file may well take that long."""


class LongFiles(QObject):
    """Looks at what was dropped, once each drop has been walked through."""

    told = Signal(str, str)
    """As `Desk.told`."""

    def __init__(self, book: ConnectionBook, queue: QueueModel) -> None:
        super().__init__()
        self._book = book
        self._queue = queue

    def take(self, event: Gathered) -> None:
        """A drop was walked through, or some of it."""
        if not event.complete or not any(map(self._life, {c.id for c in self._book.connections})):
            return
        rows = [r for r in self._queue.snapshots() if r.batch_id == event.batch_id]
        largest = max(rows, key=lambda row: row.size, default=None)
        life = self._life(largest.connection_id) if largest is not None else 0
        if largest is None or not life or largest.size <= life * SLOW:
            return
        text = self.tr(
            "A file is so large ({size}) that it may have to begin anew: the storage lets each file"
            " in for a while only. A fast, steady line helps."
        )
        self.told.emit("warn", text.format(size=i18n.size(largest.size)))

    def _life(self, connection_id: str) -> int:
        """Seconds for which a file is let in; 0: as long as it takes."""
        connection = self._book.find(connection_id)
        if connection is None or connection.access is AccessKind.SERVER:
            return 0
        return service(connection.destination.provider).key_life
