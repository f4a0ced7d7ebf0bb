"""One request and its answer as it went over the wire, redacted: what the result view shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, quote_plus, unquote, unquote_plus

Headers = tuple[tuple[str, str], ...]
"""Header lines in wire order, names as spelled on the wire."""

SECRET_HEADERS = frozenset(
    {
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
        "x-oss-security-token",
        "x-cos-security-token",
        "x-tc-token",
    }
)
SECRET_QUERY = frozenset(
    {
        "signature",
        "security-token",
        "x-oss-signature",
        "x-oss-security-token",
        "x-oss-credential",
        "ossaccesskeyid",
        "token",
        "q-signature",
        "q-ak",
        "x-cos-security-token",
    }
)
HIDDEN = "(hidden)"
SHORTEST_SECRET = 6
"""Characters; hiding shorter texts would take innocent words out of answers."""


@dataclass(frozen=True, slots=True)
class Timings:
    """Durations of one request in seconds; 0 where a phase did not happen (connection reused)."""

    connect: float = 0.0
    """Name look-up and TCP connection."""
    tls: float = 0.0
    send: float = 0.0
    """First to last byte of the request."""
    wait: float = 0.0
    """Last byte of the request to the first byte of the answer."""
    receive: float = 0.0
    total: float = 0.0
    lookup: float = 0.0
    """Name look-up alone, a part of ``connect``."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer; secrets are replaced before it is made."""

    method: str
    url: str
    request_headers: Headers = ()
    request_bytes: int = 0
    status: int = 0
    """0 when no answer came."""
    headers: Headers = ()
    started_at: float = 0.0
    """Unix time in seconds."""
    timings: Timings = field(default_factory=Timings)
    form: Headers = ()
    """Of a form or a token that was sent: what it says about the callback, as sent."""

    @property
    def is_form(self) -> bool:
        """Whether the file went along in a form."""
        kinds = [v for n, v in self.request_headers if n.lower() == "content-type"]
        return bool(kinds) and kinds[0].lower().startswith("multipart/form-data")


def redacted_headers(headers: Headers, secrets: Iterable[str] = ()) -> Headers:
    """Copy of ``headers`` with every secret value hidden, and ``secrets`` wherever they stand."""
    whole = "\n".join([value for _name, value in headers]) if secrets else ""
    found = _occurring(whole, secrets)
    # Every request comes by here, with a dozen of them.
    return tuple([(n, _redacted_value(n.lower(), v, found)) for n, v in headers])


def _redacted_value(name: str, value: str, found: tuple[str, ...]) -> str:
    if name in SECRET_HEADERS:
        return HIDDEN
    shown = redacted_url(value) if "location" in name else value
    return _hidden(shown, found) if found else shown


def redacted_url(url: str) -> str:
    """``url`` with the values of signing parameters hidden; everything else byte for byte."""
    base, mark, query = url.partition("?")
    if not mark:
        return url
    return base + "?" + "&".join(_redacted_pair(pair) for pair in query.split("&"))


def _redacted_pair(pair: str) -> str:
    name, mark, _value = pair.partition("=")
    return f"{name}={HIDDEN}" if mark and is_secret_parameter(name) else pair


def is_secret_parameter(name: str) -> bool:
    """Whether a query's parameter signs; its name as written, percent-encoded or not."""
    return unquote(name).strip().lower() in SECRET_QUERY


def secrets_in_url(url: str) -> tuple[str, ...]:
    """Values of the signing parameters of ``url``, as written there and decoded."""
    found: list[str] = []
    if "?" not in url:
        return ()
    for pair in url.partition("#")[0].partition("?")[2].split("&"):
        name, _mark, value = pair.partition("=")
        if is_secret_parameter(name):
            found += (value, unquote(value), unquote_plus(value))
    return tuple(dict.fromkeys(filter(None, found)))


def secrets_in_headers(headers: Headers) -> tuple[str, ...]:
    """What of a request's headers must not come back: tokens, codes and signatures."""
    return tuple([_secret_part(value) for name, value in headers if name.lower() in SECRET_HEADERS])


def _secret_part(value: str) -> str:
    """Without the scheme and what stands beside a signature (oss.md, 5.1 and 5.2)."""
    if "q-signature=" in value:
        return value.rpartition("q-signature=")[2]
    if "Signature=" in value:
        return value.rpartition("Signature=")[2]
    if value.startswith("OSS "):
        return value.rpartition(":")[2]
    return value.partition(" ")[2] or value


def is_clean(headers: Headers, text: str, secrets: Iterable[str]) -> bool:
    """Is there nothing in an answer that `redacted_headers` or `without` would take out?"""
    if any(n in SECRET_HEADERS or "location" in n for n in (n.lower() for n, _value in headers)):
        return False
    whole = "\n".join((*(value for _name, value in headers), text))
    return not _occurring(whole, secrets)


def without(text: str, secrets: Iterable[str]) -> str:
    """``text`` with every secret hidden, in the spellings in which answers quote requests."""
    return _hidden(text, _occurring(text, secrets))


def _hidden(text: str, found: tuple[str, ...]) -> str:
    return re.sub("|".join(map(re.escape, found)), HIDDEN, text) if found else text


def _occurring(text: str, secrets: Iterable[str]) -> tuple[str, ...]:
    """Spellings of secrets that stand in ``text``, the longest first."""
    if not text:
        return ()
    found = {
        spelled
        for secret in secrets
        if len(secret) >= SHORTEST_SECRET
        for spelled in _spellings(secret)
        if spelled in text
    }
    return tuple(sorted(found, key=lambda spelled: (-len(spelled), spelled))) if found else ()


@lru_cache(maxsize=16)
def _spellings(secret: str) -> tuple[str, ...]:
    """Every answer is looked through: the spellings of the key at hand are at hand, too."""
    return tuple(dict.fromkeys(_spelled(secret)))


def _spelled(secret: str) -> Iterator[str]:
    yield secret
    if secret.isalnum():
        return
    from html import escape  # noqa: PLC0415 - not for the first picture

    raw = secret.encode("utf-8", "surrogateescape")
    for encoded in (quote(raw, safe=""), quote(raw), quote_plus(raw)):
        yield encoded
        yield re.sub("%..", lambda found: found[0].lower(), encoded)
    for plain in (secret, json.dumps(secret)[1:-1]):
        yield plain
        yield escape(plain)
        yield plain.replace("/", "\\/")
