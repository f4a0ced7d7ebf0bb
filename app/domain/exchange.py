"""One request and its answer as it went over the wire, redacted: what the result view shows."""

from __future__ import annotations

from dataclasses import dataclass, field

Headers = tuple[tuple[str, str], ...]
"""Header lines in wire order, names as spelled on the wire."""

SECRET_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-oss-security-token"}
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
    }
)
HIDDEN = "(hidden)"


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


def redacted_headers(headers: Headers) -> Headers:
    """Copy of ``headers`` with every secret value hidden."""
    return tuple((n, HIDDEN if n.lower() in SECRET_HEADERS else v) for n, v in headers)


def redacted_url(url: str) -> str:
    """``url`` with the values of signing parameters hidden; everything else byte for byte."""
    base, mark, query = url.partition("?")
    if not mark:
        return url
    return base + "?" + "&".join(_redacted_pair(pair) for pair in query.split("&"))


def _redacted_pair(pair: str) -> str:
    name, mark, _value = pair.partition("=")
    return f"{name}={HIDDEN}" if mark and name.lower() in SECRET_QUERY else pair
