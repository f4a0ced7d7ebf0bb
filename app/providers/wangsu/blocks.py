"""Upload in blocks: mkblk for each, then mkfile (wangsu.md, section 3).

A part of ours is one block, sent whole as its own first chunk, so that sending it again is nothing
but another mkblk. What the service said of it (its ``ctx``) and the SHA-1 of its 4 MiB pieces are
kept together in `StoredPart.etag`: nobody else lists blocks, and the etag proves them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from app.domain.errors import IntegrityError, InternalError, UploadGone
from app.domain.exchange import Headers
from app.domain.json_values import whole_of
from app.domain.upload import Part, Session, StoredPart
from app.domain.wangsu_base64 import decoded, encoded
from app.providers.contract import Reply, Request, SourceRange
from app.providers.wangsu.errors import Asked, json_object, not_understood, refusal
from app.providers.wangsu.etag import NOTHING, is_whole
from app.providers.wangsu.form import (
    ANSWER_WITHIN,
    content_type,
    patience,
    retention,
    variables,
)
from app.providers.wangsu.leave import Leave

BATCH = "batch"
"""The one entry of a session: an id for the file, the same for all its requests (3.2)."""

DIGESTS = frozenset({"sha1", "crc32"})


def batch_of(session: Session) -> str:
    """The upload's id. Raises `UploadGone` for a session without one."""
    if not session.get(BATCH):
        raise UploadGone("the session has no upload batch")
    return session[BATCH]


def make_block(leave: Leave, batch: str, part: Part) -> Request:
    """mkblk of one part; blocks are counted from 0."""
    source = SourceRange(leave.order.task.path, part.offset, part.length, DIGESTS)
    body = source if part.length else b""
    return block_request(leave, batch, body, index=part.number - 1, length=part.length)


def block_request(
    leave: Leave, batch: str, body: bytes | SourceRange, *, index: int, length: int
) -> Request:
    """mkblk with ``body`` as the whole block."""
    headers = (*_headers(leave, batch), ("Content-Type", "application/octet-stream"))
    target = f"/mkblk/{length}/{index}"
    return Request("POST", leave.origin, target, headers, body, ANSWER_WITHIN)


def stored_block(reply: Reply, part: Part, asked: Asked) -> StoredPart:
    """What mkblk stored. Raises `IntegrityError` (``crc32``) when checksums differ."""
    told = block_told(reply, asked)
    here = reply.digests[0] if len(reply.digests) == 1 else None
    sha1 = here.sha1 if here is not None else b""
    crc32 = here.crc32 if here is not None else None
    if not is_whole(sha1, part.length):
        raise InternalError("a block without its digests")
    there, offset = whole_of(told.get("crc32")), whole_of(told.get("offset"))
    if there is not None and crc32 is not None and there != crc32:
        raise _differs(reply, f"crc32 here {crc32}, there {there}")
    if offset is not None and offset != part.length:
        raise _differs(reply, f"block of {part.length} bytes, {offset} stored")
    return StoredPart(part.number, part.length, f"{told['ctx']} {encoded(sha1)}")


def block_told(reply: Reply, asked: Asked) -> dict[str, object]:
    """The answer to mkblk, which has a ``ctx``. Raises the error that it is otherwise."""
    if reply.status != 200:
        raise refusal(reply, asked)
    found = json_object(reply.body) or {}
    ctx = found.get("ctx")
    if not isinstance(ctx, str) or not ctx.strip() or not ctx.isascii() or set(ctx) & set(" ,\r\n"):
        failed = "code" in found and "message" in found
        raise refusal(reply, asked) if failed else not_understood(reply, asked)
    return dict(found)


def _differs(reply: Reply, detail: str) -> IntegrityError:
    text = f"{detail} [{reply.header('x-reqid')}]"
    return IntegrityError(text, exchange=reply.exchange, reason="crc32")


def make_file(leave: Leave, batch: str, stored: Sequence[StoredPart]) -> Request:
    """mkfile of all blocks, in their order; variables are in the path, types in headers (3.1)."""
    order = leave.order
    pairs = "".join(f"/{name}/{encoded(value)}" for name, value in variables(leave))
    target = f"/mkfile/{order.size}{_quoted(pairs)}"
    days = retention(order)
    headers: Headers = (
        *_headers(leave, batch),
        ("Content-Type", "text/plain;charset=UTF-8"),
        ("MimeType", content_type(order)),
        *((("Deadline", days),) if days else ()),
    )
    body = ",".join(ctx_of(part) for part in stored).encode("ascii")
    return Request("POST", leave.origin, target, headers, body, patience(order))


def _headers(leave: Leave, batch: str) -> Headers:
    """Who may, for which upload, and what it is called where the policy does not say so (3.2)."""
    key = () if leave.names_object else (("Key", encoded(leave.order.task.key)),)
    return (("Authorization", leave.token), ("UploadBatch", batch), *key)


def _quoted(pairs: str) -> str:
    """Names of variables as they are, but for what no path can hold."""
    return quote(pairs, safe="/:=-_.~!$&'()*+,;@")


def ctx_of(part: StoredPart) -> str:
    """The ``ctx`` of a stored block."""
    return part.etag.partition(" ")[0]


def digests_of(stored: Sequence[StoredPart]) -> bytes:
    """SHA-1 of all 4 MiB pieces of the file; empty when a block's are not known."""
    found = b""
    for part in stored:
        try:
            sha1 = decoded(part.etag.partition(" ")[2])
        except ValueError:
            return b""
        if not is_whole(sha1, part.size):
            return b""
        found += sha1
    return found or NOTHING
