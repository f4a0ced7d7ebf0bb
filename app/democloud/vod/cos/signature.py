"""The storage's signature, checked from the lists that the request itself names (sheet 1.5)."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from app.democloud.oss.request import Request
from app.democloud.vod.cos.errors import refused

LARGEST_SKEW = 900
"""Seconds that the client's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a request says of its signature."""

    access_key_id: str
    """``q-ak``."""
    key_time: str
    """``q-key-time``: first and last second of the signing key."""
    sign_time: str
    """``q-sign-time``: the same of the signature."""
    headers: tuple[str, ...]
    """Signed headers."""
    parameters: tuple[str, ...]
    """Signed parameters."""
    signature: str
    """40 hex digits."""
    in_query: bool = False
    """Whether all that stands in the address."""


def read(request: Request) -> Signed | None:
    """Read the signature's fields; None without any, CosError when they are not complete."""
    text = request.header("authorization")
    pairs = list(request.query) if text is None else [_pair(item) for item in text.split("&")]
    fields = {name.strip().lower(): value for name, value in pairs}
    if "q-signature" not in fields and text is None:
        return None
    try:
        signed = Signed(
            fields["q-ak"],
            fields["q-key-time"],
            fields["q-sign-time"],
            _names(fields["q-header-list"]),
            _names(fields["q-url-param-list"]),
            fields["q-signature"],
            text is None,
        )
    except KeyError as missing:
        raise refused("AccessDenied", f"The signature has no {missing.args[0]}.") from None
    times = (signed.key_time, signed.sign_time)
    if fields.get("q-sign-algorithm") != "sha1" or not all(map(_TIMES.fullmatch, times)):
        raise refused("AccessDenied", "The signature is not in the form that is asked for.")
    return signed


_TIMES = re.compile(r"\d{1,11};\d{1,11}")


def _pair(item: str) -> tuple[str, str]:
    name, _, value = item.partition("=")
    return name, value


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in text.lower().split(";") if name)


def check_times(request: Request, signed: Signed, *, now: float) -> None:
    """Refuse a signature out of its time; CosError 403.

    One that began more than 15 minutes from now is the work of a wrong clock.
    """
    skewed = refused("RequestTimeTooSkewed", "The client's time is more than 15 minutes off.")
    for text in (signed.sign_time, signed.key_time):
        start, end = (int(number) for number in text.split(";"))
        if start <= now <= end:
            continue
        if abs(now - start) > LARGEST_SKEW:
            raise skewed
        if now > end:
            raise refused("AccessDenied", "Request has expired.")


def matches(request: Request, signed: Signed, secret: str) -> bool:
    """Say whether the signature is of this request."""
    wanted = (
        signature(secret, signed, http_string(request, signed, host)) for host in hosts(request)
    )
    return any(hmac.compare_digest(found, signed.signature) for found in list(wanted))


def hosts(request: Request) -> tuple[str, ...]:
    """Give the Host header as it may have been signed: as it came, and without its port."""
    bare = re.sub(r":\d+$", "", request.host)
    return (request.host,) if bare == request.host else (request.host, bare)


def http_string(request: Request, signed: Signed, host: str) -> str:
    """Give the text of sheet 1.5, step 5."""
    named = [(_encoded(name).lower(), value) for name, value in request.query]
    listed = {unquote(name) for name in signed.parameters}
    parameters = [(name, value) for name, value in named if unquote(name) in listed]
    headers = [(_encoded(n).lower(), _value(request, n, host)) for n in signed.headers]
    path = "/" + request.key_bytes.decode("utf-8", "replace")
    pieces = (request.method.lower(), path, _joined(parameters), _joined(headers), "")
    return "\n".join(pieces)


def _value(request: Request, name: str, host: str) -> str:
    return host if name == "host" else request.header(name) or ""


def _joined(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_encoded(value)}" for name, value in sorted(pairs))


def _encoded(text: str) -> str:
    return quote(text, safe="-_.~")


def sign_key(secret: str, key_time: str) -> str:
    """Give the signing key in hex."""
    return _hmac(secret, key_time)


def signature(secret: str, signed: Signed, text: str) -> str:
    """Give the signature of an ``http_string``."""
    digest = hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    return _hmac(sign_key(secret, signed.key_time), f"sha1\n{signed.sign_time}\n{digest}\n")


def _hmac(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()
