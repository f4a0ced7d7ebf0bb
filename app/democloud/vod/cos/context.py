"""What an operation of the storage works with."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from app.democloud.blobs import Blob
from app.democloud.conducting import Exchange
from app.democloud.events import Events
from app.democloud.oss.request import Request
from app.democloud.settings import Settings
from app.democloud.store import Bucket, Store, StoredObject
from app.democloud.vod import SERVICE
from app.democloud.vod.cos.errors import CosError, refused

LARGEST_BODY = 5 * 1024**3
"""Bytes of one PUT, whole object or part."""
LONGEST_KEY = 850
"""Bytes of a key as it is encoded."""
LARGEST_XML = 4 * 1024 * 1024
LARGEST_PART_NUMBER = 10_000
SMALLEST_PART = 1024 * 1024
"""Bytes of every part but the last."""
TRAFFIC_LIMITS = range(819_200, 838_860_800 + 1)
"""Bits per second that a client may ask for."""


@dataclass(frozen=True, slots=True)
class Context:
    """One request, its signature checked."""

    request: Request
    """The request, its bucket known."""
    exchange: Exchange
    """Its body and its faults."""
    bucket: Bucket
    """The bucket."""
    store: Store
    """Takes the bytes."""
    events: Events
    """Where parts and objects are announced."""
    settings: Settings
    """The knobs."""

    @property
    def key(self) -> str:
        """The object key; CosError when it cannot be one."""
        raw = self.request.key_bytes
        if not raw or raw[:1] in (b"/", b"\\"):
            raise refused("InvalidArgument", "The object key is not valid.")
        if len(raw) > LONGEST_KEY:
            raise refused("KeyTooLong", "The object key is too long.")
        try:
            key = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise refused("InvalidArgument", "The object key is not UTF-8.") from None
        if not key.isprintable():
            # XML has no way to write them.
            raise refused("InvalidArgument", "The object key has control characters.")
        return key

    def announce(self, stored: StoredObject, operation: str) -> None:
        """Record that an object is there."""
        self.events.add(
            "object_stored",
            service=SERVICE,
            key=stored.key,
            size=stored.size,
            etag=stored.etag,
            crc64=str(stored.crc64),
            operation=operation,
            request_id=self.request.request_id,
            bucket=self.bucket.name,
        )

    async def receive(self) -> Blob:
        """Store the body; CosError when it is too large or not what its MD5 says."""
        length = self.request.content_length
        if length is None and not self.request.chunked:
            raise refused("MissingContentLength", "You must provide the Content-Length header.")
        if length is not None and length > LARGEST_BODY:
            raise refused("EntityTooLarge", "The body is larger than 5 GB.")
        expected = self._content_md5()
        self.exchange.body.bits_per_second = self._traffic_limit()
        blob = await self.store.blobs.take_in(self.exchange.body.chunks())
        if expected is not None and blob.md5 != expected:
            blob.release()
            raise refused("BadDigest", "The Content-MD5 you specified does not fit the body.")
        return blob

    def _content_md5(self) -> bytes | None:
        text = self.request.header("content-md5")
        if text is None:
            return None
        try:
            digest = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            digest = b""
        if len(digest) != 16:
            raise refused("InvalidDigest", "The Content-MD5 you specified is not valid.")
        return digest

    def _traffic_limit(self) -> int | None:
        text = self.request.header("x-cos-traffic-limit")
        if text is None:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) not in TRAFFIC_LIMITS:
            message = "x-cos-traffic-limit must be between 819200 and 838860800."
            raise CosError(400, "InvalidArgument", message)
        return int(text)


def proof(etag: str, crc64: int) -> tuple[tuple[str, str], ...]:
    """Give the headers that prove what was stored."""
    return (("ETag", f'"{etag}"'), ("x-cos-hash-crc64ecma", str(crc64)))
