"""One window per person and home folder: a second start hands its files to the first and ends.

A lock file says who is first (Qt sees when its owner has died); a local socket carries the files.
Where the folder cannot be written (read-only, disk full) the lock lies with the temporary files.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 3.0
"""Seconds in which the first copy has to answer; it may be just starting."""
LONGEST = 8 * 1024 * 1024
"""Bytes of a message; a command line is far shorter."""
_OK = b"ok\n"


class Instance(QObject):
    """Either the first copy, which listens, or a later one, which hands over."""

    asked = Signal(list, bool)
    """Another copy was started: its files, and whether it was to show the demo cloud."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """``folder`` is the one that both copies would write to."""
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._folder = folder
        self._name = _socket_name(folder)
        self._server: QLocalServer | None = None
        self._data: dict[QLocalSocket, bytes] = {}

    def claim(self) -> bool:
        """Become the first copy; False when there is one."""
        if not self._may_be_first():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # what a killed copy may have left
        server.newConnection.connect(self._welcome)
        server.listen(self._name)
        self._server = server
        return True

    def hand_over(self, files: Sequence[str], *, demo: bool) -> bool:
        """Give everything to the first copy; False when it does not answer."""
        message = json.dumps({"files": list(files), "demo": demo}).encode() + b"\n"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(200):
                return _sent(socket, message)
            socket.waitForReadyRead(100)
        return False

    def close(self) -> None:
        """Let the next start be the first one."""
        for socket in list(self._data):
            socket.blockSignals(True)  # it would speak up once more while it is taken apart
            socket.abort()
        self._data.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()

    def _may_be_first(self) -> bool:
        places = (self._folder / "upcall.lock", Path(tempfile.gettempdir(), f"{self._name}.lock"))
        for path in places:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError:
                continue
            lock = QLockFile(str(path))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                self._lock = lock
                return not self._is_answered()  # the other copy may have had to lock elsewhere
            if lock.error() == QLockFile.LockError.LockFailedError:
                return False
        return not self._is_answered()  # nowhere to write: rather a second window than none

    def _is_answered(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(200)

    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._data[socket] = b""
            socket.readyRead.connect(lambda s=socket: self._read(s))
            socket.disconnected.connect(lambda s=socket: self._forget(s))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket not in self._data:
            return
        data = self._data[socket] = self._data[socket] + bytes(socket.readAll().data())
        if len(data) > LONGEST:
            socket.abort()
        elif data.endswith(b"\n"):
            self._data[socket] = b""
            socket.write(_OK)
            socket.flush()
            self._answer(data)

    def _answer(self, data: bytes) -> None:
        try:
            message = json.loads(data)
            files = [str(name) for name in message["files"]]
            demo = bool(message["demo"])
        except (ValueError, KeyError, TypeError):
            return
        self.asked.emit(files, demo)

    def _forget(self, socket: QLocalSocket) -> None:
        if self._data.pop(socket, None) is not None:
            socket.deleteLater()


def _socket_name(folder: Path) -> str:
    """A name that holds person and folder, short enough for every system."""
    who = f"{os.getuid() if hasattr(os, 'getuid') else os.environ.get('USERNAME', '')}"
    whose = f"{who} {folder.resolve()}".encode()
    # Python's own would load OpenSSL before there is a window.
    digest = QCryptographicHash.hash(whose, QCryptographicHash.Algorithm.Sha256).toHex()
    return f"upcall-{bytes(digest.data()[:20]).decode()}"


def _sent(socket: QLocalSocket, message: bytes) -> bool:
    socket.write(message)
    until = time.monotonic() + PATIENCE
    answer = b""
    while time.monotonic() < until and not answer.endswith(_OK):
        if not socket.waitForReadyRead(200) and not socket.isValid():
            break
        answer += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return answer.endswith(_OK)
