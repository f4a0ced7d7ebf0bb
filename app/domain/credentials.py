"""Credentials: only in memory and in the vault; their printed form shows no secret."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key pair, or a temporary key with its token and expiry."""

    access_key_id: str
    access_key_secret: str = field(repr=False)
    security_token: str = field(default="", repr=False)
    """Token of a temporary key; empty for a permanent one."""
    expires_at: float = 0.0
    """Unix time in seconds; 0 for *does not expire*."""

    def hint(self) -> str:
        """What may be shown of the key's id: its last four characters."""
        return "…" + self.access_key_id[-4:]


def cleaned(credentials: Credentials) -> Credentials:
    """Without the blanks and line breaks that copying brings along (half of all *wrong key*s)."""
    return Credentials(
        "".join(credentials.access_key_id.split()),
        "".join(credentials.access_key_secret.split()),
        "".join(credentials.security_token.split()),
        credentials.expires_at,
    )


@dataclass(frozen=True, slots=True)
class ServerAccess:
    """An application server that hands out temporary keys, signed policies or presigned URLs."""

    url: str
    """Asked with GET. ``{key}``, ``{name}``, ``{size}`` and ``{type}`` in it are filled in for one
    file, percent-encoded; a server of presigned URLs needs ``{key}`` or ``{name}``."""
    code: str = field(default="", repr=False)
    """Access code, sent as ``Authorization: Bearer``; empty: none is needed."""


Access = Credentials | ServerAccess
"""What a connection is authorised by: a key, or somebody who hands one out."""
