"""A small real `Call` over `http.client`, and a server that answers what it is told to."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from fastcrc.crc64 import xz

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination, SameName
from app.domain.exchange import Exchange
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.plan import parts
from app.domain.upload import UploadTask
from app.providers.contract import Body, Digests, Order, Reply, Request, SourceRange
from tests.cloud import Cloud

MOST = 4 << 20
Make = Callable[..., Order]


@dataclass
class HttpCall:
    """Sends over a fresh connection to loopback; keeps every request that it sent."""

    keys: Credentials = field(default_factory=lambda: Credentials("ak", "sk"))
    grant: FormGrant | UrlGrant | None = None
    offset: float = 0.0
    spoil: bool = False
    """Flip a bit of every file range after its checksum was computed."""
    requests: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Reply:
        """One request and its answer."""
        self.requests.append(request)
        body, digests = self._body(request.body)
        where = urlsplit(request.origin)
        line = http.client.HTTPConnection("127.0.0.1", where.port, timeout=30)
        with contextlib.closing(line):
            line.putrequest(
                request.method, request.target, skip_host=True, skip_accept_encoding=True
            )
            line.putheader("Host", where.netloc)
            line.putheader("Content-Length", str(len(body)))
            for name, value in request.headers:
                line.putheader(name, value)
            line.endheaders(body)
            answer = line.getresponse()
            found = answer.read(MOST + 1)
            headers = tuple(answer.getheaders())
        exchange = Exchange(request.method, request.origin + request.target, started_at=self.now())
        return Reply(
            answer.status, headers, found[:MOST], len(found) > MOST, digests, exchange=exchange
        )

    async def authorisation(self) -> Authorisation:
        """The grant that the test gave, else its key."""
        return self.grant or self.keys

    async def another(self) -> Authorisation:
        """The same."""
        return await self.authorisation()

    def now(self) -> float:
        """This computer's time, moved by the test's offset."""
        return time.time() + self.offset

    def _body(self, body: Body) -> tuple[bytes, tuple[Digests, ...]]:
        if isinstance(body, bytes):
            return body, ()
        if isinstance(body, SourceRange):
            with open(body.path, "rb") as file:
                file.seek(body.offset)
                data = file.read(body.length)
            sent = data[:-1] + bytes([data[-1] ^ 1]) if self.spoil else data
            return sent, (Digests(crc64=xz(data)),)
        pieces = [self._body(piece) for piece in body]
        return b"".join(p for p, _d in pieces), tuple(d for _p, ds in pieces for d in ds)


class Canned:
    """Answers each request with the next text that it was given, byte for byte, and hangs up."""

    def __init__(self, answers: Sequence[bytes]) -> None:
        """``answers`` are whole HTTP responses; the last one is used again."""
        self._answers = list(answers)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self._socket.accept()
            except OSError:
                return
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            with line, contextlib.suppress(OSError):
                self._read(line)
                line.sendall(answer)

    def _read(self, line: socket.socket) -> None:
        with line.makefile("rb") as stream:
            lines = iter(stream.readline, b"\r\n")
            pairs = [text.decode("latin-1").partition(":") for text in lines]
            sizes = [int(value) for name, _c, value in pairs if name.lower() == "content-length"]
            stream.read(sum(sizes))

    def close(self) -> None:
        """Stop and let go of the port."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@contextlib.contextmanager
def canned(*answers: bytes) -> Iterator[Canned]:
    """A server that says ``answers``."""
    server = Canned(answers)
    try:
        yield server
    finally:
        server.close()


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """An HTTP response; underscores in header names stand for hyphens."""
    pairs = {"Content-Length": str(len(body)), "Connection": "close"}
    pairs |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs.items())
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode("latin-1") + body


def order(
    path: Path,
    endpoint: str,
    *,
    key: str = "folder/文 1.bin",
    callback: CallbackSpec | None = None,
    same_name: SameName = SameName.REPLACE,
    part: int = 0,
    bucket: str = "demo",
    region: str = "cn-demo",
    addressing: Addressing = Addressing.AUTO,
    content_type: str = "application/x-test",
    variables: dict[str, str] | None = None,
) -> Order:
    """An order to put the file at ``path`` there."""
    there = Destination("oss", endpoint, region, bucket, addressing=addressing)
    batch = Batch("b", "c", there, callback or CallbackSpec(), same_name)
    size = path.stat().st_size
    task = UploadTask("t", "b", str(path), key, path.name, size, content_type, variables or {})
    return Order(task, batch, size, parts(size, part) if part else ())


def orders_to(cloud: Cloud, folder: Path, data: bytes) -> Make:
    """Makes orders to send a file of ``data`` to the cloud's bucket; changes as for `order`."""
    path = folder / "source.bin"
    path.write_bytes(data)

    def made(**changes: object) -> Order:
        settings = {"endpoint": cloud.endpoint, "bucket": cloud.bucket, "region": cloud.region}
        return order(path, **{**settings, **changes})  # type: ignore[arg-type]

    return made
