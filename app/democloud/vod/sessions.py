"""Uploads from ApplyUpload to CommitUpload, of servers and clients (sheet 1.2, 1.7, 2.2)."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.democloud.accounts import Account, Accounts
from app.democloud.settings import Settings
from app.democloud.store import Store
from app.democloud.vod.applications import (
    CLOSED_REGIONS,
    DEFAULT_REGION,
    REGIONS,
    Application,
    Media,
)
from app.democloud.vod.envelope import VodError

MANIFESTS = ("m3u8", "mpd")
MEDIA_TYPES = frozenset(
    """wmv rm mov mpeg mp4 3gp flv avi rmvb ts asf mpg webm mkv m3u8 mpd wm asx ram mpe vob dat
    mp4v m4v f4v mxf qt ogg mp3 m4a flac wav ra aac amr""".split()  # noqa: SIM905
)
IMAGE_TYPES = frozenset("jpg jpeg png gif bmp tiff ai cdr eps tif heif".split())  # noqa: SIM905
LONGEST_SOURCE = 250
LONGEST_SESSION = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What an upload shall become."""

    name: str
    """``MediaName``."""
    type: str
    """Extension of the media."""
    cover_type: str = ""
    """Extension of the cover; empty: none comes."""
    region: str = ""
    """Storage region; empty: the default one."""
    procedure: str = ""
    """Task flow to be started."""
    expires: str = ""
    """ISO time at which all of it is deleted; empty: never."""
    class_id: int = 0
    """Category."""
    source_context: str = ""
    """For the upload's event."""
    session_context: str = ""
    """For the task flow's event."""
    replaces: str = ""
    """FileId of the media whose cover this is; empty: media of its own."""


@dataclass(slots=True)
class UploadSession:
    """One upload that was applied for."""

    key: str
    """``VodSessionKey``."""
    application: Application
    """Whose it is."""
    wish: Wish
    """What it shall become."""
    bucket: str
    """Full name of the bucket."""
    region: str
    """Its region."""
    media_path: str
    """With a leading slash; empty when only a cover comes."""
    cover_path: str
    """The same of the cover; empty without one."""
    made_at: float
    """Unix seconds."""
    media: Media | None = None
    """What it became."""

    @property
    def directory(self) -> str:
        """The folder that belongs to it alone, without the leading slash, with one at the end."""
        return (self.media_path or self.cover_path)[1:].rpartition("/")[0] + "/"


def check_wish(wish: Wish) -> None:
    """Refuse what cannot be; VodError with the codes of sheet 7.3."""
    if not wish.replaces and wish.type.lower() not in MEDIA_TYPES | IMAGE_TYPES:
        raise VodError("InvalidParameterValue.MediaType", f"MediaType {wish.type!r} is invalid.")
    if wish.cover_type and wish.cover_type.lower() not in IMAGE_TYPES:
        message = f"CoverType {wish.cover_type!r} is invalid."
        raise VodError("InvalidParameterValue.CoverType", message)
    if wish.expires and not _is_time(wish.expires):
        raise VodError("InvalidParameterValue.ExpireTime", "ExpireTime is not an ISO 8601 time.")
    if wish.region and (wish.region not in REGIONS or wish.region in CLOSED_REGIONS):
        message = f"StorageRegion {wish.region!r} is not enabled."
        raise VodError("InvalidParameterValue.StorageRegion", message)
    # Characters, as one says that counts like the vendor's own demo does (sheet 5: UNVERIFIED).
    if len(wish.source_context) > LONGEST_SOURCE:
        message = f"SourceContext is longer than {LONGEST_SOURCE} characters."
        raise VodError("InvalidParameterValue.SourceContextTooLong", message)
    if len(wish.session_context) > LONGEST_SESSION:
        message = f"SessionContext is longer than {LONGEST_SESSION} characters."
        raise VodError("InvalidParameterValue.SessionContextTooLong", message)


def _is_time(text: str) -> bool:
    if not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


@dataclass(slots=True)
class Sessions:
    """All uploads that were applied for, and the temporary keys that go with them."""

    store: Store
    """The storage's buckets."""
    accounts: Accounts
    """Makes the keys."""
    settings: Settings
    """How long keys and sessions are good for."""
    clock: Callable[[], float]
    """Unix seconds."""
    _by_key: dict[str, UploadSession] = field(default_factory=dict)
    _by_access_key: dict[str, UploadSession] = field(default_factory=dict)

    def apply(self, application: Application, wish: Wish) -> UploadSession:
        """Begin an upload, with a place of its own in a bucket; VodError when it cannot be."""
        check_wish(wish)
        region = wish.region or DEFAULT_REGION
        bucket = application.bucket(region)
        self.store.create(bucket)
        folder = f"/{secrets.token_hex(4)}vodcq{application.sub_app_id}/{secrets.token_hex(12)}"
        stem = secrets.token_hex(6)
        session = UploadSession(
            key=base64.b64encode(secrets.token_bytes(180)).decode("ascii"),
            application=application,
            wish=wish,
            bucket=bucket,
            region=region,
            media_path="" if wish.replaces else f"{folder}/{stem}.{wish.type.lower()}",
            cover_path=f"{folder}/{stem}-cover.{wish.cover_type.lower()}"
            if wish.cover_type
            else "",
            made_at=self.clock(),
        )
        self._by_key[session.key] = session
        return session

    def issue(self, session: UploadSession) -> Account:
        """Make a temporary key for what belongs to a session."""
        parts = self.settings.vod_key_parts
        account = self.accounts.issue(self.settings.vod_key_seconds, parts=parts)
        self._by_access_key[account.access_key_id] = session
        return account

    def find(self, key: str) -> UploadSession:
        """Give a session by its VodSessionKey; VodError when there is none, or none any more."""
        session = self._by_key.get(key)
        oldest = self.clock() - self.settings.vod_session_seconds
        if session is None or session.made_at < oldest:
            raise VodError("InvalidParameterValue.VodSessionKey", "VodSessionKey is invalid.")
        return session

    def of_access_key(self, access_key_id: str) -> UploadSession | None:
        """Give the session that a temporary key belongs to."""
        return self._by_access_key.get(access_key_id)

    def commit(self, session: UploadSession) -> Media:
        """Make media of what was stored; VodError when it is not there (sheet 7.3)."""
        bucket = self.store.buckets.get(session.bucket)
        for path in (session.media_path, session.cover_path):
            if path and (bucket is None or path[1:] not in bucket.objects):
                raise VodError("ResourceNotFound", "The uploaded file is not in the storage.")
        known = session.application.media.get(session.wish.replaces)
        media = self._made(session) if known is None else _with_cover(known, session)
        session.media = session.application.media[media.file_id] = media
        return media

    def _made(self, session: UploadSession) -> Media:
        wish, stored = session.wish, self.store.buckets[session.bucket].objects
        return Media(
            file_id=str(10**18 + secrets.randbelow(8 * 10**18)),
            name=wish.name,
            type=wish.type.lower(),
            bucket=session.bucket,
            path=session.media_path,
            cover_path=session.cover_path,
            region=session.region,
            size=sum(o.size for key, o in stored.items() if key.startswith(session.directory)),
            created_at=session.made_at,
            updated_at=self.clock(),
            expires=wish.expires,
            class_id=wish.class_id,
            source_context=wish.source_context,
        )

    def clear(self) -> None:
        """Forget all."""
        self._by_key.clear()
        self._by_access_key.clear()


def _with_cover(known: Media, session: UploadSession) -> Media:
    """Give media its new cover."""
    return replace(known, cover_path=session.cover_path, updated_at=session.made_at)
