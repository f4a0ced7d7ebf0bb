"""TC3-HMAC-SHA256 as the service checks it (reference/tencent-vod.md section 3)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.democloud.accounts import Account
from app.democloud.vod.envelope import VodError

ALGORITHM = "TC3-HMAC-SHA256"
SERVICE = "vod"
LARGEST_SKEW = 300
"""Seconds that the client's clock may be wrong."""
UNSIGNED = "UNSIGNED-PAYLOAD"
_FORM = re.compile(
    r"TC3-HMAC-SHA256 Credential=(?P<id>[^/,\s]+)/(?P<date>[^/,\s]+)/(?P<service>[^/,\s]+)"
    r"/tc3_request,\s*SignedHeaders=(?P<headers>[^,\s]+),\s*Signature=(?P<signature>[0-9a-f]+)"
)

Header = Callable[[str], str | None]
"""Gives a header by name in any spelling, or None."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature covers."""

    method: str
    """GET or POST."""
    query: str
    """The query as sent, without its question mark."""
    header: Header
    """The headers as they came."""
    body: bytes
    """The body as it came."""


def check(signed: Signed, find: Callable[[str], Account | None], *, now: float) -> Account:
    """Give the account that signed; VodError ``AuthFailure...`` when none did."""
    given = _FORM.fullmatch((signed.header("authorization") or "").strip())
    if given is None or given["service"] != SERVICE:
        message = "The request header `Authorization` is missing or not in the form of TC3."
        raise VodError("AuthFailure.InvalidAuthorization", message)
    stamp = _timestamp(signed.header("x-tc-timestamp"))
    if abs(now - stamp) > LARGEST_SKEW:
        message = f"The provided credentials could not be validated: expired, server {int(now)}."
        raise VodError("AuthFailure.SignatureExpire", message)
    account = find(given["id"])
    if account is None:
        raise VodError("AuthFailure.SecretIdNotFound", "The SecretId is not found.")
    check_token(account, signed.header("x-tc-token"), now)
    names = given["headers"].lower().split(";")
    covered = {"host", "content-type"} <= set(names) and given["date"] == _day(stamp)
    wanted = signature(account.access_key_secret, stamp, canonical(signed, names), SERVICE)
    if not covered or not hmac.compare_digest(wanted, given["signature"]):
        message = "The provided credentials could not be validated: check the signature."
        raise VodError("AuthFailure.SignatureFailure", message)
    return account


def canonical(signed: Signed, names: list[str]) -> str:
    """Give the canonical request for the signed headers."""
    payload = hashlib.sha256(signed.body).hexdigest()
    if (signed.header("x-tc-content-sha256") or "") == UNSIGNED:
        payload = hashlib.sha256(UNSIGNED.encode()).hexdigest()
    lines = [f"{name}:{(signed.header(name) or '').strip().lower()}\n" for name in sorted(names)]
    query = signed.query if signed.method == "GET" else ""
    pieces = (signed.method, "/", query, "".join(lines), ";".join(sorted(names)), payload)
    return "\n".join(pieces)


def signature(secret: str, stamp: int, canonical_request: str, service: str) -> str:
    """Give the signature of a canonical request in hex."""
    day = _day(stamp)
    digest = hashlib.sha256(canonical_request.encode("utf-8", "replace")).hexdigest()
    text = f"{ALGORITHM}\n{stamp}\n{day}/{service}/tc3_request\n{digest}"
    key = ("TC3" + secret).encode()
    for piece in (day, service, "tc3_request"):
        key = hmac.new(key, piece.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _day(stamp: int) -> str:
    return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d")


def _timestamp(text: str | None) -> int:
    if text is None or not re.fullmatch(r"\d{1,11}", text.strip()):
        raise VodError("MissingParameter", "The request header `X-TC-Timestamp` is missing.")
    return int(text)


def check_token(account: Account, token: str | None, now: float) -> None:
    if (account.security_token or "") != (token or ""):
        raise VodError("AuthFailure.TokenFailure", "The token does not fit the SecretId.")
    if account.expires_at is not None and now >= account.expires_at:
        raise VodError("AuthFailure.TokenFailure", "The token has expired.")
