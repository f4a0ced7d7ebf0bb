"""A receiver that is nothing but a socket: what it reads is what was on the wire."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.cloud import PATIENCE

ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n"
    b'Connection: close\r\n\r\n{"Status":"OK"}'
)


@dataclass
class Receiver:
    """Where it listens, and every request in the order in which it came."""

    port: int
    requests: queue.Queue[bytes] = field(default_factory=queue.Queue)

    def next(self) -> bytes:
        """The next request, head and body as read."""
        return self.requests.get(timeout=PATIENCE)


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    """Listen on the loopback address until the end of the block."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        receiver = Receiver(server.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(server, receiver), daemon=True)
        thread.start()
        yield receiver
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
    thread.join(PATIENCE)


def _serve(server: socket.socket, receiver: Receiver) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line, contextlib.suppress(OSError):
            line.settimeout(PATIENCE)
            receiver.requests.put(_whole(line))
            line.sendall(ANSWER)


def _whole(line: socket.socket) -> bytes:
    """Everything up to the end that the head announces."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(line)
    head, _, rest = data.partition(b"\r\n\r\n")
    names = (row.partition(b":") for row in head.split(b"\r\n")[1:])
    length = next(int(value) for name, _, value in names if name.lower() == b"content-length")
    while len(rest) < length:
        rest += _some(line)
    return head + b"\r\n\r\n" + rest


def _some(line: socket.socket) -> bytes:
    piece = line.recv(65536)
    if not piece:
        raise OSError("it ended too early")
    return piece
