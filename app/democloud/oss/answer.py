"""Answers: headers in the service's spelling, bodies from memory or from disk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.types import Send

from app.democloud.oss.errors import OssError
from app.democloud.oss.markup import document, tag

XML = ("Content-Type", "application/xml")

RECOMMENDATION = "https://api.aliyun.com/troubleshoot?q="
"""Where the service's error documents point to (reference/oss.md 8.1)."""


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
    """The body, when it comes from disk."""
    length: int | None = None
    """Length of ``stream``, or the length that a HEAD answer announces."""
    error_code: str = ""
    """The ``Code`` of an error document, for the events."""


def xml_answer(name: str, *inner: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Give a 200 with a document."""
    return Answer(headers=(*headers, XML), body=document(name, *inner))


def error_answer(error: OssError, *, request_id: str, host: str) -> Answer:
    """Give the answer that an error makes (reference/oss.md 8.1)."""
    if error.body is not None:
        text = error.body.encode("utf-8", "replace")
        return Answer(error.status, error.headers, text, error_code=error.code)
    body = document(
        "Error",
        tag("Code", error.code),
        tag("Message", error.message),
        tag("RequestId", request_id),
        tag("HostId", host),
        *(tag(name, value) for name, value in error.details.items()),
        *((tag("EC", error.ec), tag("RecommendDoc", RECOMMENDATION + error.ec)) * bool(error.ec)),
    )
    ec = (("x-oss-ec", error.ec),) if error.ec else ()
    headers = (*error.headers, *ec, XML)
    return Answer(error.status, headers, body, error_code=error.code)


async def send_answer(
    send: Send,
    answer: Answer,
    *,
    common: list[tuple[str, str]],
    ended: Callable[[], None] = lambda: None,
) -> None:
    """Send an answer; ``common`` are the headers that every answer has.

    ``ended`` is called before the last byte leaves, so that whoever has read the answer finds the
    request among the events.
    """
    length = len(answer.body) if answer.length is None else answer.length
    pairs = [*common, *answer.headers]
    if answer.status != 204:
        pairs.append(("Content-Length", str(length)))
    headers = [(name.encode("latin-1"), _value(value)) for name, value in pairs]
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    last = answer.body
    if answer.stream is None:
        ended()
        await send(start)
    else:
        await send(start)
        async for chunk in answer.stream:
            if last:
                await send({"type": "http.response.body", "body": last, "more_body": True})
            last = chunk
        ended()
    await send({"type": "http.response.body", "body": last})


def _value(text: str) -> bytes:
    """Give a header value as bytes; control characters from a query cannot get through."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        text = quote(text, safe=" ")
    return text.encode("utf-8", "replace")
