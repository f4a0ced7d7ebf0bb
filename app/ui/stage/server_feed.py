"""ServerFeed: the demo cloud's events about its application server, in the window's thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from app.engine.demo_stream import DemoStream, Event, order
from app.ui.desk import Desk
from app.ui.stage.server_calls import HEARD, Calls

AT_ONCE = 500
"""Events taken in before the window has its turn."""
PACE = 80
"""Milliseconds between the first event and the look at all that have come."""
LANE = "server"
"""Errands: orders are given one after the other."""


class ServerFeed(QObject):
    """Listens from the beginning of the cloud until `close`."""

    changed = Signal()
    """`calls` has changed."""
    refused = Signal()
    """An order was not taken."""
    _rang = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lock = threading.Lock()
        self._waiting: deque[Event] = deque()
        self._stream: DemoStream | None = None
        self._closed = False
        self.calls = Calls()
        self._turn = QTimer(self, interval=PACE, singleShot=True)
        self._turn.timeout.connect(self._drain)
        self._rang.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)
        desk.cloud_changed.connect(self._begin)
        desk.book.launch()
        self._begin()

    @property
    def ready(self) -> bool:
        """Whether there is a cloud to listen to."""
        return self._stream is not None

    def _begin(self) -> None:
        if self._stream is None and self._desk.book.control_url and not self._closed:
            self._stream = DemoStream(self._desk.book.control_url, self._hear)
            self._stream.start()
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        """In the stream's thread."""
        if event.get("kind") not in HEARD:
            return
        with self._lock:
            first = not self._waiting
            self._waiting.append(event)
        if first and not self._closed:
            with suppress(RuntimeError):  # the window went away this very moment
                self._rang.emit()

    def _drain(self) -> None:
        with self._lock:
            taken = [self._waiting.popleft() for _ in range(min(len(self._waiting), AT_ONCE))]
            more = bool(self._waiting)
        for event in taken:
            self.calls.take(event)
        if more:
            self._turn.start()
        self.changed.emit()

    def order(self, path: str, values: Mapping[str, object]) -> None:
        """Give the control plane an order; `refused` tells when it is not taken."""
        url = self._desk.book.control_url
        self._desk.errands.run(
            lambda: order(url, path, values), failed=lambda _error: self._not_taken(), lane=LANE
        )

    def _not_taken(self) -> None:
        if not self._closed:
            self.refused.emit()

    def close(self) -> None:
        """Listen no more."""
        self._closed = True
        if self._stream is not None:
            self._stream.close()
