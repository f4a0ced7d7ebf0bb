"""Bridge: the one way from the engine into Qt.

The engine's thread rings; the bell is a queued signal without arguments, so that nothing but the
fact crosses threads. The mailbox is then emptied in the Qt thread, at most ten times a second, and
handed on in turns of at most 2,000 rows or 12 ms; the rest follows in the next turns, so that the
window is painted and the engine goes on between them.
"""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable
from itertools import islice

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.events import Event
from app.domain.upload import TaskSnapshot
from app.engine.mailbox import Mail, Mailbox

INTERVAL = 0.1
"""Seconds between two looks into the mailbox."""
TURN_ROWS, TURN_SECONDS, SLICE, NEXT_TURN_MS = 2000, 0.012, 500, 4
MANY = 1000
"""Rows of one look after which what is alive is taken out of the garbage collector's rounds."""


def _nobody() -> None:
    """Stands for the bell once the bridge is closed."""


class Bridge(QObject):
    """Empties a mailbox in the Qt thread; give it no parent, or the bell could ring in a ruin."""

    mail = Signal(object)
    """A `Mail`: a part of what is new, in order."""
    _doorbell = Signal()

    def __init__(self, mailbox: Mailbox, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._mailbox = mailbox
        self._clock = clock
        self.interval = INTERVAL
        """Seconds between two looks; tests that only wait for rows make it shorter."""
        self._last = clock() - INTERVAL
        self.waited = 0
        """Milliseconds for which the last look was put off."""
        self._rows: dict[str, TaskSnapshot] = {}
        self._events: deque[Event] = deque()
        self._rung = False
        """The bell rang while turns went on: it does not ring again before a look."""
        self._many = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._turn)
        self._doorbell.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Begin to listen; what is in the mailbox already comes first."""
        self._mailbox.on_ring = self._doorbell.emit
        self._doorbell.emit()

    def close(self) -> None:
        """Stop listening."""
        self._mailbox.on_ring = _nobody
        self._timer.stop()
        self._rows.clear()
        self._events.clear()

    @Slot()
    def _answer(self) -> None:
        self._rung = True
        if not self._timer.isActive():
            wait = self._last + self.interval - self._clock()
            self.waited = max(0, round(wait * 1000))
            self._timer.start(self.waited)

    def _turn(self) -> None:
        if not self._rows and not self._events:
            self._last, self._rung = self._clock(), False
            mail = self._mailbox.take()
            self._rows, self._events = dict(mail.snapshots), deque(mail.events)
            self._many = len(self._rows) > MANY
        until = self._clock() + TURN_SECONDS
        for _ in range(TURN_ROWS // SLICE):
            self.mail.emit(self._slice())
            if self._clock() >= until or not (self._rows or self._events):
                break
        if self._rows or self._events:
            self._timer.start(NEXT_TURN_MS)
            return
        if self._many:
            # The rows stay for long, and a round over a hundred thousand of them stalls the window.
            gc.freeze()
        if self._rung:
            self._answer()

    def _slice(self) -> Mail:
        """The next rows; the events come after the rows that they speak of."""
        names = list(islice(self._rows, SLICE))
        rows = {name: self._rows.pop(name) for name in names}
        if self._rows:
            return Mail(rows)
        events = [self._events.popleft() for _ in range(min(SLICE, len(self._events)))]
        return Mail(rows, tuple(events))
