"""Small raw servers on the loopback address, and what the wire's tests do with them."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import trustme

from app.domain.exchange import Headers
from app.domain.patience import Patience
from app.engine.throttle import Throttle
from app.engine.wire import Sending, Wire
from app.providers.contract import Body, Reply, Request

Serve = Callable[["RawServer", socket.socket], None]
"""Talks on one connection of a server; may end by `EOFError` or `OSError`."""

PATIENCE = 20.0
"""Seconds after which a test gives up; far above what anything here takes."""
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Seen:
    """One request as the server read it."""

    line: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes = b""
    """The first bytes of the body; all of it when ``keep`` allowed."""
    length: int = 0

    def header(self, name: bytes) -> bytes | None:
        """The value of a header as spelled, or None."""
        return next((v for n, v in self.headers if n == name), None)


@dataclass
class RawServer:
    """Accepts on 127.0.0.1 and has ``serve`` talk on each connection, in a thread of its own."""

    serve: Serve
    tls: ssl.SSLContext | None = None
    requests: list[Seen] = field(default_factory=list)
    connections: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    """Set when the server is closed: what a stalled connection waits for."""
    lost: threading.Event = field(default_factory=threading.Event)
    """Set when a connection was ended by the client."""
    reached: threading.Event = field(default_factory=threading.Event)
    """Set by ``serve`` when it is where the test wants it."""

    def __enter__(self) -> Self:
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(128)
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.ended.set()
        shut(self._listener)
        for connection in self._open:
            shut(connection)
        for thread in self._threads:
            thread.join(PATIENCE)
        for connection in [self._listener, *self._open]:
            connection.close()

    @property
    def origin(self) -> str:
        """The server's origin by number."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        while True:
            try:
                raw, _where = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(raw)
            thread = threading.Thread(target=self._talk, args=(raw,))
            self._threads.append(thread)
            thread.start()

    def _talk(self, raw: socket.socket) -> None:
        connection = raw
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(
                    raw, server_side=True, do_handshake_on_connect=False
                )
                self._open.append(connection)
                connection.do_handshake()
            self.serve(self, connection)
        except (OSError, EOFError):
            self.lost.set()
        finally:
            shut(connection)
            connection.close()
            raw.close()


class FullHouse:
    """A port whose queue of callers is full: connecting to it goes on and on (Linux)."""

    def __enter__(self) -> Self:
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(0)
        where = self._listener.getsockname()
        self.origin = f"http://127.0.0.1:{where[1]}"
        self._callers = [socket.socket() for _ in range(4)]
        for caller in self._callers:
            caller.setblocking(False)
            caller.connect_ex(where)
        self._mine = self._waiting()
        return self

    def has_a_caller(self) -> bool:
        """Is somebody else trying to connect?"""
        return self._waiting() > self._mine

    def _waiting(self) -> int:
        with open("/proc/self/net/tcp") as table:
            rows = [line.split() for line in table]
        port, syn_sent = f"{self._listener.getsockname()[1]:04X}", "02"
        return sum(row[2].endswith(":" + port) and row[3] == syn_sent for row in rows)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each in [self._listener, *self._callers]:
            each.close()


@dataclass(frozen=True)
class Certified:
    """A certificate for 127.0.0.1 and localhost, and a client that trusts its maker."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def certified(*names: str) -> Certified:
    """Make a certificate for ``names``, else for this computer."""
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = authority.issue_cert(*(names or ("127.0.0.1", "localhost", "*.localhost")))
    certificate.configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return Certified(server, client)


def shut(connection: socket.socket) -> None:
    """Wake whoever is blocked in a socket."""
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        pass


def read_head(connection: socket.socket) -> tuple[Seen, bytes]:
    """One request's head, and what of its body came along. Raises `EOFError` at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        block = connection.recv(65536)
        if not block:
            raise EOFError
        data += block
    head, _blank, rest = data.partition(b"\r\n\r\n")
    line, *lines = head.split(b"\r\n")
    pairs = [each.partition(b":") for each in lines]
    return Seen(line, [(name, value.strip()) for name, _colon, value in pairs]), rest


def read_request(connection: socket.socket, *, keep: int = 1 << 20) -> Seen:
    """One whole request. Raises `EOFError` when the client goes away before its end."""
    seen, rest = read_head(connection)
    wanted = int(seen.header(b"Content-Length") or 0)
    seen.body, seen.length = rest[:keep], len(rest)
    while seen.length < wanted:
        block = connection.recv(min(1 << 20, wanted - seen.length))
        if not block:
            raise EOFError
        seen.body += block[: keep - len(seen.body)]
        seen.length += len(block)
    return seen


def answering(answer: bytes = OK) -> Serve:
    """Serve one request after the other with the same answer."""

    def serve(server: RawServer, connection: socket.socket) -> None:
        while True:
            server.requests.append(read_request(connection))
            connection.sendall(answer)

    return serve


def answering_once(answer: bytes) -> Serve:
    """Answer one request on each connection and hang up."""

    def serve(server: RawServer, connection: socket.socket) -> None:
        server.requests.append(read_request(connection))
        connection.sendall(answer)

    return serve


def never_answering(server: RawServer, connection: socket.socket) -> None:
    """Read one request and say nothing until the client goes away."""
    server.requests.append(read_request(connection))
    server.reached.set()
    if not connection.recv(1):
        server.lost.set()


def reset(connection: socket.socket) -> None:
    """End a connection the hard way."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def handshaking(server: RawServer, connection: socket.socket) -> None:
    """Take the client's TLS greeting and leave it at that."""
    connection.recv(1)
    server.reached.set()
    server.ended.wait()


def stalling(server: RawServer, connection: socket.socket) -> None:
    """Read a head and no byte of the body."""
    server.requests.append(read_head(connection)[0])
    server.reached.set()
    server.ended.wait()


def swallowing(server: RawServer, connection: socket.socket) -> None:
    """Read for ever."""
    while connection.recv(1 << 20):
        server.reached.set()
    server.lost.set()


def dropping(server: RawServer, connection: socket.socket) -> None:
    """Answer every request; drop bodies unseen."""
    room = bytearray(1 << 20)
    while True:
        seen, rest = read_head(connection)
        left = int(seen.header(b"Content-Length") or 0) - len(rest)
        while left > 0:
            left -= connection.recv_into(room, min(left, len(room)))
        connection.sendall(OK)


@asynccontextmanager
async def wired(
    *,
    throttle: Throttle | None = None,
    context: ssl.SSLContext | None = None,
    proxy: str | None = None,
    proxy_for: Callable[[str], str | None] | None = None,
    **options: float,
) -> AsyncIterator[Wire]:
    """A wire; at the end its threads and connections are gone."""
    wire = Wire(
        throttle=throttle or Throttle(),
        context=None if context is None else lambda: context,
        proxy_for=proxy_for or (lambda _origin: proxy),
        patience=Patience(options.get("connect_within", 10.0), options.get("write_within", 60.0)),
        idle=options.get("idle", 15.0),
        most_threads=int(options.get("most_threads", 64)),
    )
    try:
        yield wire
    finally:
        wire.close()
        await until(lambda: not senders())


def senders() -> list[str]:
    """Names of the sender threads that live."""
    return [t.name for t in threading.enumerate() if t.name.startswith("sender-")]


async def until(condition: Callable[[], object], *, within: float = PATIENCE) -> None:
    """Wait on the loop until something is so."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.005)


async def put(
    wire: Wire,
    server: RawServer,
    body: Body = b"",
    *,
    target: str = "/",
    method: str = "PUT",
    headers: Headers = (),
    sending: Sending | None = None,
    answer_within: float = PATIENCE,
) -> Reply:
    """Send one request to a server."""
    request = Request(
        method, server.origin, target, headers=headers, body=body, answer_within=answer_within
    )
    return await wire.send(request, sending or Sending())
