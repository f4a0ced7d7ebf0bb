"""The API's older way of signing: everything in the query or in a form (sheet 1.1, last row)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.democloud.accounts import Account
from app.democloud.vod.envelope import VodError
from app.democloud.vod.tc3 import LARGEST_SKEW, check_token

COMMON = frozenset(
    {
        "Action",
        "Version",
        "Region",
        "Timestamp",
        "Nonce",
        "SecretId",
        "Signature",
        "SignatureMethod",
        "Token",
        "Language",
        "RequestClient",
    }
)
"""Parameters that are not the action's own."""
_METHODS: Mapping[str, Callable[..., hashlib._Hash]] = {
    "HmacSHA1": hashlib.sha1,
    "HmacSHA256": hashlib.sha256,
}


@dataclass(frozen=True, slots=True)
class OldCall:
    """A request that is signed like this."""

    method: str
    """GET or POST."""
    host: str
    """The Host header as it came."""
    pairs: tuple[tuple[str, str], ...]
    """All parameters, decoded."""

    def common(self, name: str) -> str:
        """Give a common parameter; empty without one."""
        return dict(self.pairs).get(name, "")

    def own(self) -> list[tuple[str, str]]:
        """Give the action's parameters."""
        return [(name, value) for name, value in self.pairs if name not in COMMON]


def read(method: str, host: str, text: str) -> OldCall | None:
    """Read a query or a form; None when it is not signed like this."""
    pairs = tuple(parse_qsl(text, keep_blank_values=True))
    return OldCall(method, host, pairs) if "Signature" in dict(pairs) else None


def check(call: OldCall, find: Callable[[str], Account | None], *, now: float) -> Account:
    """Give the account that signed; VodError ``AuthFailure...`` when none did."""
    stamp, account = call.common("Timestamp"), find(call.common("SecretId"))
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12) or not call.common("Nonce"):
        raise VodError("MissingParameter", "Timestamp or Nonce is missing.")
    if abs(now - int(stamp)) > LARGEST_SKEW:
        raise VodError("AuthFailure.SignatureExpire", f"The signature expired at {int(now)}.")
    if account is None:
        raise VodError("AuthFailure.SecretIdNotFound", "The SecretId is not found.")
    check_token(account, call.common("Token"), now)
    wanted = signature(call, account.access_key_secret)
    if not hmac.compare_digest(wanted.encode(), call.common("Signature").encode()):
        raise VodError("AuthFailure.SignatureFailure", "The signature does not fit.")
    return account


def signature(call: OldCall, secret: str) -> str:
    """Give the signature in Base64."""
    pairs = sorted((name, value) for name, value in call.pairs if name != "Signature")
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    digest = _METHODS.get(call.common("SignatureMethod"), hashlib.sha1)
    text = f"{call.method}{call.host}/?{joined}"
    raw = hmac.new(secret.encode(), text.encode("utf-8", "replace"), digest).digest()
    return base64.b64encode(raw).decode("ascii")
