"""Says before the start that a huge file may have to begin anew (`Service.key_life`)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.connection import AccessKind, Connection
from app.domain.events import Gathered
from app.domain.key_life import may_outlive
from app.domain.services import service
from app.ui import i18n
from app.ui.connection_book import ConnectionBook
from app.ui.models.queue_model import QueueModel


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
        if not event.complete or not any(map(self._is_let_in, self._book.connections)):
            return
        rows = [r for r in self._queue.snapshots() if r.batch_id == event.batch_id]
        largest = max(rows, key=lambda row: row.size, default=None)
        if largest is None or not self._may_end_early(largest.connection_id, largest.size):
            return
        text = self.tr(
            "A file is so large ({size}) that it may have to begin anew: the storage lets each file"
            " in for a while only. A fast, steady line helps."
        )
        self.told.emit("warn", text.format(size=i18n.size(largest.size)))

    def _may_end_early(self, connection_id: str, size: int) -> bool:
        connection = self._book.find(connection_id)
        if connection is None or not self._is_let_in(connection):
            return False
        rate = float(self._book.settings.rate)
        return may_outlive(size, connection.destination.provider, rate=rate)

    def _is_let_in(self, connection: Connection) -> bool:
        """Whether files are let in for a while only, by a key that nobody can renew."""
        by_key = connection.access is not AccessKind.SERVER
        return by_key and bool(service(connection.destination.provider).key_life)
