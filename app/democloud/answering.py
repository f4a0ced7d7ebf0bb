"""Answers to requests: headers in the service's spelling, bodies from memory or from disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from urllib.parse import quote

from starlette.types import Send

from app.democloud.faults import Fault


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer before the headers that every answer has."""

    status: int = 200
    """HTTP status."""
    headers: tuple[tuple[str, str], ...] = ()
    """Headers in the spelling in which they are sent."""
    body: bytes = b""
    """The body, when it fits memory."""
    stream: AsyncIterator[bytes] | None = None
    """The body, when it comes from disk, or bit by bit."""
    length: int | None = None
    """Length of ``stream``, or the length that a HEAD answer announces."""
    error_code: str = ""
    """The ``Code`` of an error, for the events."""


def http_date(seconds: float) -> str:
    """Give Unix seconds as ``Fri, 20 Nov 2026 15:49:42 GMT``."""
    return formatdate(seconds, usegmt=True)


def spoiled(answer: Answer, fault: Fault | None, *, crc64: str) -> Answer:
    """Make the answer tell a wrong ETag or CRC-64 when that is the fault.

    ``crc64`` is the name of the header that tells the latter.
    """
    wrong = {"bad_etag": ("ETag", f'"{"0" * 32}"'), "bad_crc": (crc64, "1")}
    if fault is None or fault.kind not in wrong:
        return answer
    name, value = wrong[fault.kind]
    return replace(answer, headers=tuple((n, value if n == name else v) for n, v in answer.headers))


async def send_answer(
    send: Send,
    answer: Answer,
    *,
    common: list[tuple[str, str]],
    ended: Callable[[], None] = lambda: None,
) -> None:
    """Send an answer; ``common`` are the headers that every answer has.

    A stream without a length goes out in chunks, as it comes. ``ended`` is called before the last
    byte leaves, so that whoever has read the answer finds the request among the events.
    """
    pairs = [*common, *answer.headers]
    if answer.status != 204 and (answer.stream is None or answer.length is not None):
        length = len(answer.body) if answer.length is None else answer.length
        pairs.append(("Content-Length", str(length)))
    headers = [(name.encode("latin-1"), _value(value)) for name, value in pairs]
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    if answer.stream is None:
        ended()
        await send(start)
        await send({"type": "http.response.body", "body": answer.body})
        return
    await send(start)
    held = b""
    async for chunk in answer.stream:
        # With a length the client has all with the last byte, which must be the last thing then.
        ready, held = (held, chunk) if answer.length is not None else (chunk, b"")
        if ready:
            await send({"type": "http.response.body", "body": ready, "more_body": True})
    ended()
    await send({"type": "http.response.body", "body": held})


def _value(text: str) -> bytes:
    """Give a header value as bytes; control characters from a query cannot get through."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        text = quote(text, safe=" ")
    return text.encode("utf-8", "replace")
