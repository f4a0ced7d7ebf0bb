"""Calls as the engine makes them, by its wire and its clocks, for the questions of `asks`."""

from __future__ import annotations

import asyncio
import base64
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from email.utils import formatdate
from typing import TypeVar
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from app.domain.asks import Check, Probe
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import UploadError
from app.domain.grant import Authorisation
from app.engine.call import PlainCall
from app.engine.clocks import Clocks
from app.engine.throttle import Throttle
from app.engine.wire import Wire
from app.providers.contract import Call
from app.providers.oss.provider import OssProvider
from tests.cloud import Cloud
from tests.engine.servers import RawServer, Serve, read_request
from tests.providers.oss_calls import answer

OSS = OssProvider()
T = TypeVar("T")
Access = Authorisation | UploadError
"""What a call is authorised by, or why it is not."""


def key_of(cloud: Cloud) -> Credentials:
    """The cloud's own key."""
    return Credentials(cloud.access_key_id, cloud.access_key_secret)


def place_of(cloud: Cloud, **changes: object) -> Destination:
    """The cloud's bucket, below a prefix."""
    there = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "in/文 1/")
    return replace(there, **changes)  # type: ignore[arg-type]


def asked(
    step: Callable[[Call], Awaitable[T]],
    access: Access,
    *,
    endpoint: str = "http://127.0.0.1",
    ahead: float = 0.0,
    proxy: str | None = None,
) -> T:
    """What ``step`` answers; this computer's clock is ``ahead`` by that many seconds."""

    async def authorise() -> Authorisation:
        if isinstance(access, UploadError):
            raise access
        return access

    async def run() -> T:
        def wall() -> float:
            return time.time() + ahead

        wire = Wire(throttle=Throttle(), wall=wall, proxy_for=lambda _origin: proxy)
        try:
            return await step(PlainCall(wire, Clocks(wall=wall), authorise, endpoint=endpoint))
        finally:
            wire.close()

    return asyncio.run(run())


def probed(
    there: Destination,
    access: Access,
    *,
    callback: CallbackSpec | None = None,
    ahead: float = 0.0,
    proxy: str | None = None,
) -> dict[str, Check]:
    """The doctor's checks by name, in their order."""
    subject = Probe("a", "c", there, callback=callback or CallbackSpec())

    async def step(call: Call) -> list[Check]:
        return [check async for check in OSS.probe(call, subject)]

    checks = asked(step, access, endpoint=there.endpoint, ahead=ahead, proxy=proxy)
    return {check.name: check for check in checks}


Tell = Callable[[str, str, str], bytes]
"""Gives the answer to method, host and target."""


def standing_for(tell: Tell) -> Serve:
    """A proxy that answers for every host itself, so that nothing leaves this computer.

    It opens no tunnel: whoever wants an encrypted line is refused.
    """

    def serve(server: RawServer, connection: socket.socket) -> None:
        while True:
            seen = read_request(connection)
            server.requests.append(seen)
            method, url, _version = seen.line.decode("ascii").split(" ")
            if method == "CONNECT":
                connection.sendall(answer(502))
                return
            parts = urlsplit(url)
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            connection.sendall(tell(method, parts.netloc, target))

    return serve


def said(status: int, body: str = "", **headers: str) -> bytes:
    """An answer of the service, with its request id and the time."""
    date = formatdate(usegmt=True)
    return answer(status, body.encode(), **{"Date": date, "x_oss_request_id": "R1"} | headers)


def refused(status: int, code: str, *, head: bool = False, **elements: str) -> bytes:
    """A refusal: a document in the body, or in the header that a HEAD has for it."""
    pairs = {"Code": code, "Message": "No.", "RequestId": "R1"} | elements
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in pairs.items())
    document = f"<Error>{inner}</Error>"
    if not head:
        return said(status, document)
    return said(status, x_oss_err=base64.b64encode(document.encode()).decode())


def states(checks: dict[str, Check]) -> dict[str, str]:
    """Each check's state, with its reason behind a colon."""
    return {
        name: f"{check.state}:{check.reason}" if check.reason else str(check.state)
        for name, check in checks.items()
    }
