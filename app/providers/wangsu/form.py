"""Form upload: one file in one request (wangsu.md, section 2)."""

from __future__ import annotations

import hashlib
import re

from app.domain.errors import DestinationError, Refused
from app.domain.exchange import Headers
from app.providers.contract import Body, Order, Request, SourceRange
from app.providers.wangsu.leave import Leave

PATH = "/file/upload"

LARGEST_FORM = 500_000_000
"""Bytes: above 500 MB blocks are the way, says the older document; newer ones say 2 GB (2.2)."""

ANSWER_WITHIN = 60.0
"""Seconds for an answer that nobody else has to give first."""

CALLBACK_WITHIN = 600.0
"""The same while the service calls the application server: three tries at once and five a minute
apart, each up to a minute (4.1)."""

DIGESTS = frozenset({"sha1"})
"""What the etag is made of."""

_FIELD_NAME = re.compile(r'[^\x00-\x1f\x7f"\\]+')
_HEADER_VALUE = re.compile(r"[\x20-\x7e]+")
_ESCAPES = {ord(letter): f"%{ord(letter):02X}" for letter in '"' + "".join(map(chr, range(32)))}


def upload(leave: Leave) -> Request:
    """The request. Raises `Refused` (``size.form``) for a file that no form takes, before anything
    is sent, and `DestinationError` (``callback.variable_name``, ``callback.variable_value``)."""
    order = leave.order
    if order.size > LARGEST_FORM:
        text = f"a form takes a file of {LARGEST_FORM} bytes at most; this one has {order.size}"
        raise Refused(text, reason="size.form", most=str(LARGEST_FORM), bytes=str(order.size))
    source = SourceRange(order.task.path, 0, order.size, DIGESTS)
    return _form(leave, fields(leave), (source,) if order.size else ())


def small(leave: Leave, name: str, content: bytes) -> Request:
    """A form with a few bytes of ours, which the service is to take away after a day."""
    return _form(leave, (("token", leave.token), ("deadline", "1")), (content,), name=name)


def _form(
    leave: Leave, told: Headers, content: tuple[bytes | SourceRange, ...], *, name: str = ""
) -> Request:
    order = leave.order
    boundary = _boundary(leave)
    before = preamble(told, name or file_name(order), boundary=boundary, kind=content_type(order))
    body: Body = (before, *content, f"\r\n--{boundary}--\r\n".encode())
    kind = (("Content-Type", f"multipart/form-data; boundary={boundary}"),)
    return Request("POST", leave.origin, PATH, kind, body, patience(order))


def fields(leave: Leave) -> Headers:
    """All fields but the file, the token first (2.1)."""
    order, days = leave.order, retention(leave.order)
    key = () if leave.names_object else (("key", order.task.key),)
    return (
        ("token", leave.token),
        *key,
        ("mimeType", content_type(order)),
        *((("deadline", days),) if days else ()),
        *variables(leave),
    )


def retention(order: Order) -> str:
    """Days that the file is kept, as they are sent; empty: for ever."""
    days = order.batch.extras.get("retentionDays", "").strip()
    return days if days.isascii() and days.isdecimal() else ""


def variables(leave: Leave) -> Headers:
    """Custom variables as they are sent. Raises `DestinationError` for what cannot be (2.1)."""
    found = leave.variables()
    for name, value in found:
        if not _FIELD_NAME.fullmatch(name) or "/" in name:
            raise DestinationError(problem="callback.variable_name", name=name)
        if "&" in value:
            raise DestinationError(problem="callback.variable_value", name=name)
    return found


def preamble(told: Headers, name: str, *, boundary: str, kind: str) -> bytes:
    """Everything before the file's first byte: values as they are, the file part last.

    Raises `DestinationError` (``callback.not_text``) for text that is no Unicode.
    """
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in told
    ]
    pieces.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n"
    )
    try:
        return "".join(pieces).encode()
    except UnicodeEncodeError:
        raise DestinationError(problem="callback.not_text") from None


def file_name(order: Order) -> str:
    """The file's own name, which is what ``$(fname)`` stands for; escaped as browsers do."""
    name = order.task.name.replace("\\", "/").rpartition("/")[2] or "file"
    return name.encode("utf-8", "replace").decode().translate(_ESCAPES)


def content_type(order: Order) -> str:
    """The batch's or the task's content type; the general one when a header cannot hold it."""
    wanted = (order.batch.options.content_type or order.task.content_type).strip()
    return wanted if _HEADER_VALUE.fullmatch(wanted) else "application/octet-stream"


def patience(order: Order) -> float:
    """Seconds to wait for the answer to a request that a callback may ride on."""
    return CALLBACK_WITHIN if order.callback.enabled else ANSWER_WITHIN


def _boundary(leave: Leave) -> str:
    """A line that no file holds by chance, nor on purpose: only who has the token foresees it."""
    text = f"{leave.token}\0{leave.order.task.id}"
    return "upcall-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:48]
