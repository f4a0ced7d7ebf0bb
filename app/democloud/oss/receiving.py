"""Taking a body in: length, digests, rate (reference/oss.md 2.8, 2.9)."""

from __future__ import annotations

import base64
import binascii
import hashlib

from app.democloud.blobs import Blob
from app.democloud.oss import limits
from app.democloud.oss.context import Context
from app.democloud.oss.errors import OssError, invalid_argument
from app.democloud.oss.request import Request, missing_length


async def receive_blob(context: Context) -> Blob:
    """Store a request's body; OssError when it is too large or not what its digests say."""
    _check_length(context.request)
    expected_md5 = content_md5(context.request)
    context.body.bits_per_second = traffic_limit(context.request)
    blob = await context.store.blobs.take_in(context.body.chunks())
    try:
        _check_digests(context.request, blob, expected_md5)
    except OssError:
        blob.release()
        raise
    return blob


def _check_length(request: Request) -> None:
    length = request.content_length
    if length is None and not request.chunked:
        raise missing_length()
    if length is not None and length > limits.LARGEST_BODY:
        message = "Your proposed upload exceeds the maximum allowed object size."
        details = {"ProposedSize": str(length), "MaxSizeAllowed": str(limits.LARGEST_BODY)}
        raise OssError(400, "EntityTooLarge", message, details=details)


def content_md5(request: Request) -> bytes | None:
    """Give the MD5 that the client announced, None without one."""
    text = request.header("content-md5")
    if text is None:
        return None
    try:
        digest = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if len(digest) != 16:
        raise OssError(400, "InvalidDigest", "The Content-MD5 you specified is not valid.")
    return digest


def check_md5(data: bytes, expected: bytes | None) -> None:
    """Hold a short body against the announced MD5."""
    found = hashlib.md5(data, usedforsecurity=False).digest()
    if expected is not None and found != expected:
        raise _wrong_md5(found, expected)


def _check_digests(request: Request, blob: Blob, expected_md5: bytes | None) -> None:
    if expected_md5 is not None and blob.md5 != expected_md5:
        raise _wrong_md5(blob.md5, expected_md5)
    crc64 = request.header("x-oss-hash-crc64ecma")
    if crc64 is not None and crc64 != str(blob.crc64):
        message = "The x-oss-hash-crc64ecma you specified does not match what we calculated."
        raise OssError(400, "InvalidCRC64", message)


def _wrong_md5(found: bytes, expected: bytes) -> OssError:
    message = "The Content-MD5 you specified did not match what we received."
    details = {
        "ClientComputedContentMD5": base64.b64encode(expected).decode("ascii"),
        "ServerComputedContentMD5": base64.b64encode(found).decode("ascii"),
    }
    return OssError(400, "InvalidDigest", message, details=details)


def traffic_limit(request: Request) -> int | None:
    """Give the rate that the request asks for in bits per second; OssError when out of range."""
    text = request.either("x-oss-traffic-limit", "x-oss-traffic-limit")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) not in limits.TRAFFIC_LIMITS:
        message = "The x-oss-traffic-limit must be between 819200 and 838860800."
        ec = "0004-00000502"
        raise invalid_argument(message, name="x-oss-traffic-limit", value=text, ec=ec)
    return int(text)
