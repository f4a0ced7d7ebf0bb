"""Signatures of the storage behind VOD, COS (tencent-vod.md, 1.5), and paths as it reads them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.credentials import Credentials
from app.domain.exchange import Headers

Query = tuple[tuple[str, str], ...]
"""Names and values as text, in any order."""

EARLIER = 60
"""Seconds before now from which on a signature is good: clocks differ."""
LATER = 10_000
"""Seconds after now until which it is."""

_SIGNED = frozenset({"host", "content-length", "content-type", "content-md5", "date"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is signed of a request."""

    method: str
    path: str
    """Beginning with a slash, *not* percent-encoded."""
    query: Query = ()
    headers: Headers = ()
    """Those to be signed; names in any spelling."""


def quoted(text: str) -> str:
    """``text`` with every byte but ``A-Z a-z 0-9 - _ . ~`` as ``%XX`` over its UTF-8."""
    return quote(text, safe="")


def wire_path(path: str) -> str:
    """The path as it is sent: slashes stay; ``.`` and ``..`` are written so that none is tidied."""
    segments = quote(path, safe="/").split("/")
    return "/".join(s.replace(".", "%2E") if s in (".", "..") else s for s in segments)


def query_string(query: Iterable[tuple[str, str]]) -> str:
    """The query as it is sent; each name has its equals sign, as the official client sends it."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in query)


def key_time(now: float) -> str:
    """The window in which a signature made ``now`` (Unix seconds) is good."""
    return f"{int(now) - EARLIER};{int(now) + LATER}"


def sign_key(secret: str, window: str) -> str:
    """The key of a window: 40 hex digits, used as text."""
    return _hmac(secret, window)


def http_string(subject: Subject) -> str:
    """What stands for the request."""
    query, headers = _listed(subject.query), _listed(subject.headers)
    pieces = (subject.method.lower(), subject.path, _joined(query), _joined(headers), "")
    return "\n".join(pieces)


def signature(subject: Subject, secret: str, window: str) -> str:
    """40 hex digits."""
    digest = hashlib.sha1(http_string(subject).encode(), usedforsecurity=False).hexdigest()
    return _hmac(sign_key(secret, window), f"sha1\n{window}\n{digest}\n")


def authorization(subject: Subject, credentials: Credentials, window: str) -> str:
    """Value of the ``Authorization`` header."""
    pairs = (
        ("q-sign-algorithm", "sha1"),
        ("q-ak", credentials.access_key_id),
        ("q-sign-time", window),
        ("q-key-time", window),
        ("q-header-list", ";".join(name for name, _value in _listed(subject.headers))),
        ("q-url-param-list", ";".join(name for name, _value in _listed(subject.query))),
        ("q-signature", signature(subject, credentials.access_key_secret, window)),
    )
    return "&".join(f"{name}={value}" for name, value in pairs)


def to_sign(headers: Headers) -> Headers:
    """Those of a request's headers that are signed."""
    chosen = [(n, v) for n, v in headers if n.lower() in _SIGNED or n.lower().startswith("x-cos-")]
    return tuple(chosen)


def _listed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((quoted(name).lower(), quoted(value)) for name, value in pairs)


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={value}" for name, value in pairs)


def _hmac(key: str, text: str) -> str:
    return hmac.digest(key.encode(), text.encode(), "sha1").hex()
