"""The older signature, HMAC-SHA1, as header and as URL (reference/oss.md 5.4)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from app.democloud.oss.request import Request

SUB_RESOURCES = frozenset(
    """acl append asyncFetch bucketArchiveDirectRead bucketInfo callback callback-var cname comp
    continuation-token cors delete encryption endTime group httpsConfig img inventory inventoryId
    lifecycle link live location logging metaQuery objectInfo objectMeta partNumber policy position
    qos qosInfo redundancyTransition referer regionList replication replicationLocation
    replicationProgress requestPayment resourceGroup response-cache-control
    response-content-disposition response-content-encoding response-content-language
    response-content-type response-expires restore security-token sequential startTime stat status
    style styleName symlink tagging transferAcceleration uploadId uploads versionId versioning
    versions vod website worm wormExtend wormId x-oss-ac-forward-allow x-oss-ac-source-ip
    x-oss-ac-subnet-mask x-oss-ac-vpc-id x-oss-async-process x-oss-process x-oss-request-payer
    x-oss-traffic-limit""".split()  # noqa: SIM905 (a list of one word a line would fill pages)
)
"""Parameters that are part of the signed resource; all others are not signed."""


@dataclass(frozen=True, slots=True)
class SignedV1:
    """What a V1 signature claims."""

    access_key_id: str
    """Who signed."""
    date: str
    """The date line: an RFC 1123 date, or the expiry of a URL in Unix seconds."""
    signature: str
    """Base64."""
    in_url: bool
    """Whether the signature came in the query."""


def strings_to_sign(request: Request, signed: SignedV1) -> tuple[bytes, ...]:
    """Give the texts of which one must have been signed.

    A client with an IP endpoint signs ``/BUCKET`` without the final slash
    (reference/oss-clients.md 11), so for a bucket itself both forms are right.
    """
    head = "\n".join(
        (
            request.method,
            request.header("content-md5") or "",
            request.header("content-type") or "",
            signed.date,
        )
    ).encode("utf-8")
    headers = _oss_headers(request)
    return tuple(head + b"\n" + headers + resource for resource in _resources(request))


def _oss_headers(request: Request) -> bytes:
    values: dict[bytes, list[bytes]] = {}
    for name, value in request.headers:
        if name.startswith(b"x-oss-"):
            values.setdefault(name, []).append(value.strip())
    return b"".join(n + b":" + b",".join(v) + b"\n" for n, v in sorted(values.items()))


def _resources(request: Request) -> list[bytes]:
    bucket = request.bucket.encode("utf-8")
    paths = [b"/" + bucket + b"/" + request.key_bytes if bucket else b"/"]
    if bucket and not request.key_bytes:
        paths.append(b"/" + bucket)
    pairs = sorted(pair for pair in request.query if pair[0] in SUB_RESOURCES)
    query = "&".join(f"{name}={value}" if value else name for name, value in pairs)
    tail = f"?{query}".encode() if query else b""
    return [path + tail for path in paths]


def signature_of(secret: str, text: bytes) -> str:
    """Sign a string to sign."""
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha1).digest()).decode("ascii")
