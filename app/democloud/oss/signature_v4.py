"""OSS4-HMAC-SHA256, checked from the public rules (reference/oss.md 5.1 and 5.3).

Written from the rules alone and sharing nothing with any client, so that the two cannot agree on a
mistake. Works on bytes: what is signed need not be text.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import quote

from app.democloud.oss.request import Request

ALGORITHM = "OSS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
TERMINATOR = "aliyun_v4_request"
_UNRESERVED = "-_.~"


@dataclass(frozen=True, slots=True)
class SignedV4:
    """What a V4 signature claims."""

    access_key_id: str
    """Who signed."""
    date: str
    """``YYYYMMDD`` of the scope."""
    region: str
    """Region of the scope."""
    product: str
    """Product of the scope."""
    timestamp: str
    """The signing time as it stands in the string to sign."""
    additional: tuple[str, ...]
    """Names of headers that were signed although they need not be."""
    signature: str
    """64 hex digits."""

    @property
    def scope(self) -> str:
        """The scope as signed."""
        return f"{self.date}/{self.region}/{self.product}/{TERMINATOR}"


def canonical_request(request: Request, signed: SignedV4) -> bytes:
    """Give the six pieces joined with line feeds."""
    names = _signed_names(request, signed.additional)
    header_lines = b"".join(_header_line(request, name) for name in sorted(names))
    payload = request.header("x-oss-content-sha256") or UNSIGNED
    pieces = (
        request.method.encode("ascii"),
        canonical_uri(request).encode("ascii"),
        canonical_query(request).encode("ascii"),
        header_lines,
        ";".join(sorted(signed.additional)).encode("ascii", "replace"),
        payload.encode("utf-8"),
    )
    return b"\n".join(pieces)


def canonical_uri(request: Request) -> str:
    """Give ``/bucket/key`` encoded; the bucket is in it however the request was addressed."""
    if not request.bucket:
        return "/"
    return f"/{quote(request.bucket, safe='')}/{quote(request.key_bytes, safe='/' + _UNRESERVED)}"


def canonical_query(request: Request) -> str:
    """Give the sorted parameters without the signature itself."""
    pairs = sorted(
        (quote(name, safe=_UNRESERVED), quote(value, safe=_UNRESERVED))
        for name, value in request.query
        if name != "x-oss-signature"
    )
    return "&".join(f"{name}={value}" if value else name for name, value in pairs)


def _signed_names(request: Request, additional: tuple[str, ...]) -> set[bytes]:
    present = {name for name, _ in request.headers}
    wanted = {b"content-type", b"content-md5"} | {name.encode("latin-1") for name in additional}
    return {name for name in present if name.startswith(b"x-oss-") or name in wanted}


def _header_line(request: Request, name: bytes) -> bytes:
    values = [value.strip() for found, value in request.headers if found == name]
    return name + b":" + b",".join(values) + b"\n"


def string_to_sign(signed: SignedV4, canonical: bytes) -> str:
    """Give the four lines that are signed."""
    digest = hashlib.sha256(canonical).hexdigest()
    return f"{ALGORITHM}\n{signed.timestamp}\n{signed.scope}\n{digest}"


def signature_of(secret: str, signed: SignedV4, text: str) -> str:
    """Sign ``text`` with the key that ``secret`` gives for the scope."""
    key = ("aliyun_v4" + secret).encode("utf-8")
    for step in (signed.date, signed.region, signed.product, TERMINATOR, text):
        key = hmac.new(key, step.encode("utf-8"), hashlib.sha256).digest()
    return key.hex()
