"""Grant: what an application server signed for one task or batch (design, section 3).

It fixes callback, name rule, size and road. Whoever uploads with one holds no key at all. The third
thing that such a server may hand out, a temporary key, is `Credentials` like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.exchange import Headers


@dataclass(frozen=True, slots=True)
class FormGrant:
    """A signed policy: good for many files as forms, until it expires (oss.md, 4.5)."""

    url: str
    """Where the form goes to."""
    fields: Headers = field(repr=False)
    """Everything that the server signed or fixed, ready to be sent; no key and no file."""
    prefix: str = ""
    """What every object's name has to begin with."""
    key: str = ""
    """The object's name where the server fixed it; empty: any below the prefix."""
    expires_at: float = 0.0
    """Unix time in seconds; 0: not known."""
    callback: CallbackSpec | None = None
    """The callback that the server fixed, decoded; None: it fixed none."""
    open_variables: tuple[str, ...] = ()
    """Custom variables that the person may fill in, with their ``x:``."""
    smallest: int = 0
    largest: int = 0
    """Bytes of a file that the policy permits; 0: it does not say."""
    in_parts: bool = False
    """Whether parts may be sent by it, too (upload tokens, client signatures)."""


@dataclass(frozen=True, slots=True)
class UrlGrant:
    """A presigned address: good for one object in one request (oss.md, 5.3)."""

    url: str = field(repr=False)
    key: str = ""
    """The object's name, as the server told it; empty: as the address says."""
    headers: Headers = field(default=(), repr=False)
    """Headers that have to go along because they are signed."""
    expires_at: float = 0.0
    callback: CallbackSpec | None = None


Authorisation = Credentials | FormGrant | UrlGrant
"""What an upload is authorised by."""


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What may be shown of an authorisation; holds no secret."""

    kind: str
    """``key``, ``form`` or ``url``."""
    expires_at: float = 0.0
    prefix: str = ""
    callback: CallbackSpec | None = None
    """Set: the server fixed it; the form is read-only."""
    open_variables: tuple[str, ...] = ()
    largest: int = 0
    """Bytes of the largest file that can go this way; 0: no limit but the service's."""
    in_parts: bool = True
    """Whether multipart upload is possible."""
    overwrites: bool = False
    """Whether a file of the same name is replaced, whatever was chosen: nothing can be added to
    an address that is signed already (oss.md, 5.1)."""


FORBID = "x-oss-forbid-overwrite"
"""The header with which the service replaces nothing (oss.md, 2.5)."""

LARGEST_REQUEST = 5 * 1024**3
"""Bytes that one request may carry (oss.md, 3.1)."""


def facts_of(authorisation: Authorisation) -> GrantFacts:
    """What may be shown of it."""
    if isinstance(authorisation, Credentials):
        return GrantFacts("key", authorisation.expires_at)
    if isinstance(authorisation, UrlGrant):
        return GrantFacts(
            "url",
            authorisation.expires_at,
            callback=authorisation.callback,
            largest=LARGEST_REQUEST,
            in_parts=False,
            overwrites=all(n.lower() != FORBID for n, _value in authorisation.headers),
        )
    most = authorisation.largest if authorisation.in_parts else LARGEST_REQUEST
    return GrantFacts(
        "form",
        authorisation.expires_at,
        authorisation.prefix,
        authorisation.callback,
        authorisation.open_variables,
        min(authorisation.largest or most, most),
        authorisation.in_parts,
    )
