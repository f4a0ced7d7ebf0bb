"""The handle by which one send is cancelled, whatever its thread is doing.

    loop thread                         sender thread
    -----------                         -------------
                                        attach(stream)   before each read and write
    cancel(): let_go = True             ... blocked in the socket ...
              stream.kill()  -------->  ... wakes with an error
                                        attach(...)      raises LetGo from now on
                                        detach()         the send is over: nothing can be killed

Whether a send was cancelled is read from its handle, never from the exception that woke it: a
connection that is shut down by us fails like one that was shut down by the service.
"""

from __future__ import annotations

import threading
from typing import Protocol


class LetGo(Exception):
    """The send was cancelled; its thread gives up file and socket."""


class Killable(Protocol):
    """Something that a sender thread may be blocked in."""

    def kill(self) -> None:
        """Wake whoever is blocked; called from another thread, must not block."""
        ...


class Grip:
    """Cancel handle of one send, used once."""

    def __init__(self) -> None:
        """Nothing is held yet."""
        self.let_go = False
        """True from the moment of the cancel; may be read from any thread."""
        self._lock = threading.Lock()
        self._held: Killable | None = None

    def attach(self, thing: Killable) -> None:
        """Say what is about to block. Raises `LetGo` once the send was cancelled."""
        with self._lock:
            if self.let_go:
                raise LetGo
            self._held = thing

    def detach(self) -> None:
        """The send is over. After this no kill can reach a connection that serves another one."""
        with self._lock:
            self._held = None

    def check(self) -> None:
        """Raise `LetGo` once the send was cancelled."""
        if self.let_go:
            raise LetGo

    def sever(self) -> None:
        """Break the connection under the send, which fails as if the line had; from any thread."""
        with self._lock:
            if self._held is not None:
                self._held.kill()

    def cancel(self) -> None:
        """Cancel the send: from any thread, returns at once, may be called again."""
        with self._lock:
            self.let_go = True
            if self._held is not None:
                self._held.kill()
                self._held = None
