"""Application servers that hand out leave to upload: how they are asked, for every service.

There is no protocol for it, only a GET with an access code; what comes back is each provider's to
understand.
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from app.domain.errors import CredentialsRefused, Refused, ServiceFault, UploadError
from app.providers.contract import Reply, Request

WITHIN = 20.0
"""Seconds that an application server has for its answer."""

_MILLISECONDS = 100_000_000_000  # later than the year 5138 when read as seconds


def question(url: str, code: str) -> Request:
    """The request that asks. Raises `Refused` (``server_url``) for what is no such address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise _bad_address() from None
    sound = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not sound or not _printable(url):
        raise _bad_address()
    asked = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    proof = (("Authorization", f"Bearer {code}"),) if code else ()
    headers = (("Accept", "application/json"), *proof)
    origin = f"{parts.scheme}://{parts.netloc}"
    return Request("GET", origin, asked, headers, b"", WITHIN)


def _bad_address() -> Refused:
    return Refused("no address of an application server", reason="server_url")


def refused(reply: Reply) -> UploadError | None:
    """Why it gave nothing, by the status of its answer; None when it may have given something."""
    if reply.status in (200, 201):
        return None
    kind: type[UploadError] = Refused
    if reply.status in (408, 429) or reply.status >= 500:
        kind = ServiceFault
    elif reply.status in (401, 403):
        kind = CredentialsRefused
    text = f"the application server answered {reply.status}"
    return kind(text, exchange=reply.exchange, reason="server", status=str(reply.status))


def moment(text: str) -> float:
    """Unix time of seconds, milliseconds or ISO 8601; 0 for anything else."""
    try:
        number = float(text)
    except ValueError:
        return _iso(text)
    if not 0 < number < _MILLISECONDS * 1000:
        return 0.0
    return number / 1000 if number >= _MILLISECONDS else number


def _iso(text: str) -> float:
    try:
        told = datetime.fromisoformat(text.strip())
    except ValueError:
        return 0.0
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()


def _printable(text: str) -> bool:
    """Can it stand in a request line as it is?"""
    return text.isascii() and text.isprintable() and " " not in text
