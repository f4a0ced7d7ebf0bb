"""CallbackSpec: what the storage shall tell the application server, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.exchange import Headers
from app.domain.states import CallbackOutcome


class BodyType(StrEnum):
    """Content type of the callback's body (oss.md, 1.2)."""

    FORM = "application/x-www-form-urlencoded"
    JSON = "application/json"


class Sni(StrEnum):
    """Whether the storage names the server in the TLS handshake; ``auto`` = on for https names."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


FRIENDLY_TEMPLATE = "bucket=${bucket}&object=${object}&size=${size}&mimeType=${mimeType}"


@dataclass(frozen=True, slots=True)
class CallbackSpec:
    """URLs, host, body template, body type, SNI and custom variables of a callback."""

    enabled: bool = False
    urls: tuple[str, ...] = ()
    """One to five, tried in order."""
    body: str = FRIENDLY_TEMPLATE
    """Template with ``${name}`` and ``${x:name}`` placeholders."""
    body_type: BodyType = BodyType.FORM
    host: str = ""
    """``Host`` header of the callback; empty: taken from each URL."""
    sni: Sni = Sni.AUTO
    variables: Mapping[str, str] = field(default_factory=dict)
    """Custom variables, names with their ``x:`` in front and in lower case."""
    vouched: tuple[str, ...] = ()
    """Hosts that look as if the storage could not call them, and that shall be tried all the
    same; never sent."""


SIGNING_HEADERS = ("authorization", "x-oss-pub-key-url", "x-oss-signature-version")
"""Headers of a callback with which the storage proves who it is, in lower case (oss.md, 1.4)."""


@dataclass(frozen=True, slots=True)
class CallbackResult:
    """What the storage handed back about the callback."""

    outcome: CallbackOutcome = CallbackOutcome.NOT_REQUESTED
    status: int = 0
    """HTTP status of the final answer of the storage (OSS: 200 or 203)."""
    body: str = ""
    """Body of that answer as text: the application server's own answer when delivered."""
    body_cut: bool = False
    """True when the answer was longer than what is kept (4 MiB)."""
    binary: bool = False
    """True when the body was no UTF-8 text; ``body`` then holds it with escapes."""
    content_type: str = ""
    code: str = ""
    """Error code of a failed callback, such as ``CallbackFailed``."""
    message: str = ""
    ec: str = ""
    headers: Headers = ()


def custom_name(text: str) -> str:
    """The name under which the storage knows a custom variable: ``x:`` in front, lower case."""
    bare = text.strip().lower()
    while bare.startswith("x:"):
        bare = bare[2:]
    return "x:" + bare if bare else ""
