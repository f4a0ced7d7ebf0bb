"""Ticket: what ApplyUpload gave for one file, and how a session keeps it (1.3 and 2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.credentials import Credentials
from app.domain.errors import UploadGone
from app.domain.upload import Session

SECRET = "secret."
"""Session entries that begin so never reach the journal (`app.domain.upload.Session`)."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where one file's bytes go, and by which temporary key."""

    bucket: str
    """The storage's, in full: with the account's number at its end."""
    region: str
    path: str
    """Of the object, beginning with a slash, not percent-encoded."""
    session_key: str = field(repr=False)
    """``VodSessionKey``, for the commit."""
    key: Credentials | None
    """The temporary key, with its end; None: the service gave none (then the main key signs)."""
    cover_path: str = ""
    upload_id: str = ""
    """Of the multipart upload; empty before it was begun."""
    issued_at: float = 0.0
    """Unix time at which the key was given."""

    def is_whole(self) -> bool:
        """Is all there that an upload needs, and can requests carry it?

        Bucket and region become a host's name: what else they held would lead elsewhere.
        """
        key = self.key or Credentials("", "")
        signed = (key.access_key_id, key.security_token)
        carried = all(text.isascii() and text.isprintable() for text in signed)
        named = all(map(_NAME.fullmatch, (self.bucket, self.region)))
        return bool(named and carried and self.path and self.session_key)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Texts that must not come back in an error."""
        key = self.key or Credentials("", "")
        return self.session_key, key.access_key_secret, key.security_token

    def ends_by(self, now: float) -> bool:
        """Is the temporary key over (as far as anybody said when)?"""
        return self.key is not None and 0 < self.key.expires_at <= now

    def is_old(self, now: float) -> bool:
        """Nine tenths of its life are over: the official client asks for another one then (2.2)."""
        if self.key is None or not self.key.expires_at:
            return False
        life = self.key.expires_at - self.issued_at
        return now >= self.issued_at + 0.9 * life

    def session(self) -> Session:
        """As text; secrets apart."""
        key = self.key or Credentials("", "")
        found = {
            "bucket": self.bucket,
            "region": self.region,
            "path": self.path,
            "cover_path": self.cover_path,
            "upload_id": self.upload_id,
            "issued_at": repr(self.issued_at),
            "expires": repr(key.expires_at),
            "own_key": "" if self.key else "yes",
            SECRET + "session_key": self.session_key,
            SECRET + "key_id": key.access_key_id,
            SECRET + "key_secret": key.access_key_secret,
            SECRET + "token": key.security_token,
        }
        return {name: value for name, value in found.items() if value}

    def begun(self, upload_id: str) -> Ticket:
        """With its multipart upload."""
        return replace(self, upload_id=upload_id)


def of_session(session: Session) -> Ticket:
    """The ticket in a session.

    Raises `UploadGone` (``temporary_key``) when its secrets are not there any more: they outlive a
    program's end only where there is a keyring.
    """
    key: Credentials | None = Credentials(
        session.get(SECRET + "key_id", ""),
        session.get(SECRET + "key_secret", ""),
        session.get(SECRET + "token", ""),
        number(session.get("expires", "")),
    )
    if session.get("own_key"):
        key = None
    session_key = session.get(SECRET + "session_key", "")
    if not session_key or (key is not None and not key.access_key_secret):
        raise UploadGone("the session's secrets are gone", reason="temporary_key")
    return Ticket(
        bucket=session.get("bucket", ""),
        region=session.get("region", ""),
        path=session.get("path", ""),
        session_key=session_key,
        key=key,
        cover_path=session.get("cover_path", ""),
        upload_id=session.get("upload_id", ""),
        issued_at=number(session.get("issued_at", "")),
    )


def temporary_key(found: object, names: tuple[str, str, str, str]) -> Credentials | None:
    """A temporary key by the names of its id, secret, token and end; None when there is none."""
    if not isinstance(found, Mapping):
        return None
    key_id, secret, token, ends = (found.get(name) for name in names)
    if not (isinstance(key_id, str) and isinstance(secret, str) and key_id and secret):
        return None
    return Credentials(key_id, secret, token if isinstance(token, str) else "", number(ends))


def number(value: object) -> float:
    """A number, also one written as text; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return 0.0
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return found if 0 <= found < 1e15 else 0.0
