"""Calling one application server: a POST, an answer, and whether it counts (oss.md 1.7, 1.9, 1.11).

Done with h11 on a plain connection: the judgement needs the raw answer (a missing length, a byte
order mark, a chunked body), which a comfortable client would hide.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import ssl
import time
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import h11

from app.democloud.oss import limits
from app.democloud.oss.callback_spec import CallbackUrl, address_of
from app.democloud.oss.refusals import UNREACHABLE

_BLOCK = 64 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What an application server answered, as far as it was read."""

    status: int
    """HTTP status."""
    headers: tuple[tuple[str, str], ...]
    """In the spelling in which they came."""
    body: bytes
    """The body; at most 1 MiB and a little."""
    whole: bool
    """Whether the body came to its end."""

    def header(self, name: str) -> str | None:
        """Give a header by name in any spelling, or None."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a callback counts as delivered."""

    accepted: bool
    """True: the answer goes to the uploader as it is."""
    reason: str = ""
    """Message of the 203 otherwise."""
    ec: str = ""
    """EC of the 203, where one is known."""


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt to reach one application server."""

    url: CallbackUrl
    """Where to."""
    headers: tuple[tuple[str, str], ...]
    """Complete headers."""
    body: bytes
    """The filled body."""
    sni: bool
    """Whether the TLS handshake names the host."""
    seconds: float
    """Time for everything, connecting included."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call ended."""

    verdict: Verdict
    """Whether it counts."""
    answer: ServerAnswer | None
    """None when nothing was answered."""
    seconds: float
    """How long it took."""


BROKEN = "Error status : 502."
BAD_LENGTH = "User server return invalid conent-length value."
"""The service spells it like this."""


async def call(order: Call) -> Outcome:
    """Do the call; never raises for anything the other side does."""
    started = time.monotonic()
    answer: ServerAnswer | None = None
    try:
        async with asyncio.timeout(order.seconds):
            answer = await _exchange(order)
        verdict = judge(answer)
    except TimeoutError:
        verdict = _too_long(order)
    except _NoConnectionError as trouble:
        verdict = Verdict(False, str(trouble))
    except h11.RemoteProtocolError as trouble:
        bad_length = "content-length" in str(trouble).lower()
        verdict = Verdict(False, BAD_LENGTH if bad_length else BROKEN)
    except (OSError, EOFError):
        verdict = Verdict(False, BROKEN)
    return Outcome(verdict, answer, time.monotonic() - started)


class _NoConnectionError(Exception):
    """The connection did not come about."""


def _too_long(order: Call) -> Verdict:
    where = f"{address_of(order.url.host)}:{order.url.port}"
    limit = round(order.seconds * 1000)
    reason = (
        f"Cost too long time. error status:-1 {where} reply timeout, "
        f"cost: {limit} ms, timeout: {limit} ms (err -4, errno110)"
    )
    return Verdict(False, reason, "0007-00000202")


async def _exchange(order: Call) -> ServerAnswer:
    reader, writer = await _connect(order)
    try:
        return await _ask(order, reader, writer)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            writer.transport.abort()


async def _connect(order: Call) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    url = order.url
    try:
        if not url.tls:
            return await asyncio.open_connection(address_of(url.host), url.port)
        context = ssl.create_default_context()
        context.check_hostname = order.sni
        name = url.host if order.sni else ""
        return await asyncio.open_connection(
            address_of(url.host), url.port, ssl=context, server_hostname=name
        )
    except ssl.SSLError:
        raise _NoConnectionError(BROKEN) from None
    except OSError:
        raise _NoConnectionError(UNREACHABLE) from None


async def _ask(
    order: Call, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> ServerAnswer:
    connection = h11.Connection(h11.CLIENT)
    request = h11.Request(method="POST", target=order.url.target, headers=list(order.headers))
    head = connection.send(request) or b""
    body = connection.send(h11.Data(data=order.body)) or b""
    writer.write(head + body + (connection.send(h11.EndOfMessage()) or b""))
    response: h11.Response | None = None
    pieces: list[bytes] = []
    size = 0
    while size <= limits.LONGEST_CALLBACK_ANSWER:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_BLOCK))
        elif isinstance(event, h11.Response):
            response = event
        elif isinstance(event, h11.Data):
            pieces.append(bytes(event.data))
            size += len(pieces[-1])
        elif isinstance(event, (h11.EndOfMessage, h11.ConnectionClosed)):
            break
    if response is None:
        raise EOFError
    headers = tuple((n.decode(), v.decode("latin-1")) for n, v in response.headers.raw_items())
    whole = size <= limits.LONGEST_CALLBACK_ANSWER
    return ServerAnswer(response.status_code, headers, b"".join(pieces), whole)


def judge(answer: ServerAnswer) -> Verdict:
    """Say whether an answer counts (reference/oss.md 1.9; messages of 1.11)."""
    if answer.status != 200:
        return Verdict(False, f"Error status : {answer.status}.")
    length = answer.header("content-length")
    if length is None:
        return Verdict(False, "User server missing content-length.")
    if not (length.isascii() and length.isdigit()) or int(length) == 0:
        return Verdict(False, BAD_LENGTH)
    if int(length) > limits.LONGEST_CALLBACK_ANSWER or not answer.whole:
        reason = "Error Status : 400. User server return too long content-length value."
        return Verdict(False, reason)
    if answer.body.startswith(_BYTE_ORDER_MARK) or not _readable(answer):
        return Verdict(False, "Response body is not valid json format.", "0007-00000205")
    return Verdict(True)


def _readable(answer: ServerAnswer) -> bool:
    kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
    if kind == "application/xml":
        return _is_xml(answer.body)
    try:
        json.loads(answer.body.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_xml(body: bytes) -> bool:
    if b"<!DOCTYPE" in body:
        return False
    try:
        ET.fromstring(body)  # noqa: S314 (no document type: no entities)
    except (ET.ParseError, ValueError):
        return False
    return True
