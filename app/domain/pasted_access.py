"""Paste anything: keys, tokens and places out of whatever text people have at hand.

Two words, ``key:secret``, environment lines of any shell, the JSON of a token service, the CSV that
the vendor's console downloads, ``oss://bucket/path``, addresses. Tolerant and pure: never raises,
and what is not understood is simply not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.credentials import Credentials, cleaned
from app.domain.endpoints import EndpointKind, PastedPlace, from_pasted_place, region_in
from app.domain.labelled_text import LONGEST, labelled, moment

_ID = re.compile(r"(?:LTAI|STS\.)[A-Za-z0-9]{6,}")
"""How the vendor's key ids look (oss.md, 7.1)."""
_ANY_ID = re.compile(r"[A-Za-z0-9._-]{6,128}")
_SECRET = re.compile(r"(?=.*[0-9A-Z])[A-Za-z0-9+/=_-]{16,128}")
_SURE_SECRET = re.compile(r"[A-Za-z0-9]{30}|[A-Za-z0-9]{40,46}")
"""How the vendor's secrets look; for one that does not stand right behind its id."""
_TOKEN = re.compile(r"[A-Za-z0-9+/=_.-]{40,8192}")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
"""Marks that copying from web pages and mails brings along."""
_MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was recognised; its printed form shows no secret."""

    access_key_id: str = ""
    access_key_secret: str = field(default="", repr=False)
    security_token: str = field(default="", repr=False)
    expires_at: float = 0.0
    """Unix time in seconds; 0: not said."""
    endpoint: str = ""
    """Scheme, host and port."""
    kind: EndpointKind | None = None
    """Of the endpoint."""
    region: str = ""
    bucket: str = ""
    path: str = ""
    """Object name or folder below the bucket."""
    server_url: str = field(default="", repr=False)
    """Address of what may be an application server; it may hold a token."""

    @property
    def credentials(self) -> Credentials | None:
        """The key, when both of its halves are there."""
        if not self.access_key_id or not self.access_key_secret:
            return None
        secrets = self.access_key_secret, self.security_token
        return cleaned(Credentials(self.access_key_id, *secrets, self.expires_at))

    @property
    def prefix(self) -> str:
        """The folder in `path`, with its final slash."""
        return PastedPlace(path=self.path).prefix

    @property
    def recognised(self) -> tuple[str, ...]:
        """Which parts: ``key_id``, ``secret``, ``token``, ``expiry``, ``endpoint``, ``region``,
        ``bucket``, ``path``, ``server``; empty: nothing."""
        parts = {
            "key_id": self.access_key_id,
            "secret": self.access_key_secret,
            "token": self.security_token,
            "expiry": self.expires_at,
            "endpoint": self.endpoint,
            "region": self.region,
            "bucket": self.bucket,
            "path": self.path,
            "server": self.server_url,
        }
        return tuple(name for name, value in parts.items() if value)


def understood(text: str) -> Pasted:
    """What ``text`` holds; a text of more than 64 KiB holds nothing. Never raises."""
    if len(text) > LONGEST:
        return Pasted()
    text = text.translate(_INVISIBLE).strip()
    said = labelled(text)
    words = text.split()[:_MOST_WORDS]
    place = _place(said, words)
    if "key_id" not in said or "secret" not in said:
        said = {**_bare_key(text), **said}
    return Pasted(
        said.get("key_id", ""),
        said.get("secret", ""),
        said.get("token", ""),
        moment(said.get("expiry", "")),
        place.endpoint,
        place.kind,
        said.get("region", "").lower().removeprefix("oss-") or place.region,
        said.get("bucket", "") or place.bucket,
        said.get("path", "").lstrip("/") or place.path,
        # beside a key, an address is rather a page to read
        "" if {"key_id", "endpoint"} & set(said) else _server(words),
    )


def _place(said: Mapping[str, str], words: list[str]) -> PastedPlace:
    """A labelled endpoint, else the first word that is surely a place of the vendor's."""
    named = from_pasted_place(said["endpoint"]) if "endpoint" in said else None
    if named is not None:
        return named
    for word in map(_bare_word, words):
        found = from_pasted_place(word)
        if found is not None and (found.kind is None or region_in(found.endpoint) or _home(found)):
            return found
    alone = from_pasted_place(words[0]) if len(words) == 1 and "://" not in words[0] else None
    return alone if alone and alone.kind is EndpointKind.PRIVATE else PastedPlace()


def _home(place: PastedPlace) -> bool:
    return place.kind in (EndpointKind.ACCELERATE, EndpointKind.ACCELERATE_OVERSEAS)


def _bare_word(word: str) -> str:
    """Without quotes and punctuation around it, and without a label in front of an address."""
    found = re.search(r"(?i)(?:oss|https?)://[^\s\"'<>]+", word)
    return (found[0] if found else word.rpartition("=")[2]).strip("\"'<>(),;")


def _server(words: list[str]) -> str:
    """The first web address that is no place of the vendor's."""
    for word in map(_bare_word, words):
        if not word.lower().startswith(("http://", "https://")):
            continue
        found = from_pasted_place(word)
        foreign = (EndpointKind.CUSTOM_DOMAIN, EndpointKind.PRIVATE)
        if found is not None and found.kind in foreign:
            return word
    return ""


def _bare_key(text: str) -> dict[str, str]:
    """A key without labels: id and secret, perhaps a token, apart by blanks, lines or a colon."""
    words = [word.strip("\"'") for word in re.split(r"[\s:,;|]+", text) if word]
    ids = [n for n, word in enumerate(words) if _ID.fullmatch(word)]
    if ids:
        words = words[ids[0] :]
    elif len(words) not in (2, 3) or "://" in text or not _ANY_ID.fullmatch(words[0]):
        return {}
    found = {"key_id": words[0]} if ids else {}
    if len(words) > 1 and _SECRET.fullmatch(words[1]):
        found |= {"key_id": words[0], "secret": words[1]}
        found |= {"token": words[2]} if len(words) > 2 and _TOKEN.fullmatch(words[2]) else {}
        return found
    near = [word for word in words[1:6] if ids and _SURE_SECRET.fullmatch(word)]
    return found | ({"secret": near[0]} if near else {})
