"""Ctrl+C in the terminal and SIGTERM end the program properly, although Qt's loop is running."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupts(QObject):
    """Wakes Qt's loop when a signal came, so that Python's handler gets its turn."""

    def __init__(self, quit_now: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quit = quit_now
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._old_wakeup = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._old = {name: signal.signal(name, self._heard) for name in _SIGNALS}
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def close(self) -> None:
        """Python's own handling again."""
        self._notifier.setEnabled(False)
        for name, handler in self._old.items():
            signal.signal(name, handler)
        signal.set_wakeup_fd(self._old_wakeup)
        self._reading.close()
        self._writing.close()

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self._quit()

    def _drain(self) -> None:
        self._reading.recv(64)


_SIGNALS = (signal.SIGINT, signal.SIGTERM)
