"""TC3-HMAC-SHA256: how requests to the API are signed (tencent-vod.md, 3)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.credentials import Credentials

ALGORITHM = "TC3-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Signed:
    """What of a POST to ``/`` is signed."""

    host: str
    """As in the ``Host`` header on the wire, with the port when that has one."""
    content_type: str
    """As on the wire, byte for byte."""
    body: bytes
    service: str = "vod"

    def canonical(self) -> str:
        """The canonical request: content type and host are the signed headers."""
        pieces = (
            "POST",
            "/",
            "",
            f"content-type:{self.content_type.strip().lower()}\nhost:{self.host.strip().lower()}\n",
            "content-type;host",
            hashlib.sha256(self.body).hexdigest(),
        )
        return "\n".join(pieces)


def day_of(timestamp: int) -> str:
    """The UTC day of Unix seconds, ``YYYY-MM-DD``."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")


def signing_key(secret: str, day: str, service: str = "vod") -> bytes:
    """The key that is constant for a UTC day and a service."""
    key = ("TC3" + secret).encode()
    for text in (day, service, "tc3_request"):
        key = _hmac(key, text)
    return key


def signature(subject: Signed, secret: str, timestamp: int) -> str:
    """64 hex digits."""
    day = day_of(timestamp)
    digest = hashlib.sha256(subject.canonical().encode()).hexdigest()
    scope = f"{day}/{subject.service}/tc3_request"
    text = "\n".join((ALGORITHM, str(timestamp), scope, digest))
    return _hmac(signing_key(secret, day, subject.service), text).hex()


def authorization(subject: Signed, credentials: Credentials, timestamp: int) -> str:
    """Value of the ``Authorization`` header; ``timestamp`` is that of ``X-TC-Timestamp``."""
    scope = f"{day_of(timestamp)}/{subject.service}/tc3_request"
    signed = signature(subject, credentials.access_key_secret, timestamp)
    key = f"{credentials.access_key_id}/{scope}"
    return f"{ALGORITHM} Credential={key}, SignedHeaders=content-type;host, Signature={signed}"


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
