"""One request on its way through the service, and what all operations work with."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote

from starlette.requests import Request

from app.democloud import conducting
from app.democloud.events import Events
from app.democloud.settings import Settings
from app.democloud.store import Bucket, Store, StoredObject
from app.democloud.wangsu.blocks import Batch, Batches
from app.democloud.wangsu.calls import SERVICE, Caller
from app.democloud.wangsu.errors import WangsuError, bucket_not_found, file_not_found, malformed
from app.democloud.wangsu.keys import Keys
from app.democloud.wangsu.policy import Policy
from app.democloud.wangsu.tasks import Tasks
from app.democloud.wangsu.tokens import bare_token, upload_policy

EXPIRES = "x-expires-at"
"""Among an object's headers: Unix seconds after which it is removed."""
DECLARED = "x-declared-size"
"""Among an object's headers: the size that a lenient mkfile was told."""

LONGEST_KEY = 1000
"""Bytes of UTF-8 (reference/wangsu.md 1.5)."""


@dataclass(slots=True, kw_only=True)
class Exchange(conducting.Exchange):
    """One request; ``part`` is the block's number from 1, ``upload_id`` the UploadBatch."""

    UNKNOWN: ClassVar[str] = "unknown"

    request: Request
    """What came."""
    arguments: tuple[str, ...]
    """Segments of the path behind the operation, as they came."""
    target: str
    """Path and query as they came: what management tokens sign."""
    identified: Callable[[], Awaitable[None]]
    """To be called when only the body told the key, which faults may be meant for."""

    def header(self, name: str) -> str:
        """Give a header's value, or an empty text."""
        raw = self.request.headers.get(name, "").strip()
        return raw.encode("latin-1").decode("utf-8", "replace")

    @property
    def token(self) -> str:
        """The token of the ``Authorization`` header, bare."""
        return bare_token(self.header("authorization"))

    @property
    def upload(self) -> Batch:
        """What its upload in blocks is known by."""
        return self.bucket, self.upload_id


@dataclass(slots=True)
class Site:
    """What the service is made of."""

    store: Store
    """Buckets and objects of its own."""
    keys: Keys
    """Who may call."""
    events: Events
    """What happened."""
    settings: Settings
    """The knobs."""
    batches: Batches
    """Blocks that are no file yet."""
    caller: Caller
    """Tells application servers."""
    tasks: Tasks
    """Processing."""
    origin: Callable[[], str]
    """URL of the service, for ``$(url)``."""
    ended_tokens: set[str] = field(default_factory=set)
    """Tokens that a fault has ended before their time."""

    def record(self, kind: str, **facts: Any) -> None:
        """Add an event."""
        self.events.add(kind, service=SERVICE, **facts)

    def policy(self, exchange: Exchange, token: str) -> Policy:
        """Give the policy of a token and note what it is about; WangsuError when it is not good."""
        exchange.signature, exchange.temporary = "token", True
        policy = upload_policy(token, self.keys, now=exchange.now)
        if exchange.suffers("expire_key"):
            self.ended_tokens.add(token)
        if token in self.ended_tokens:
            raise WangsuError(401, "Token Expired")
        exchange.bucket = policy.bucket
        self.bucket(policy.bucket)
        return policy

    def bucket(self, name: str) -> Bucket:
        """Give a bucket; WangsuError 404 when there is none."""
        bucket = self.store.buckets.get(name)
        if bucket is None:
            raise bucket_not_found()
        return bucket

    def object(self, bucket: str, key: str, now: float) -> StoredObject:
        """Give an object; one whose time is over is removed now. WangsuError 404 without one."""
        home = self.bucket(bucket)
        stored = home.objects.get(key)
        if stored is not None and expiry(stored) is not None and now >= (expiry(stored) or 0):
            home.remove(key)
            stored = None
        if stored is None:
            raise file_not_found()
        return stored

    def has(self, bucket: str, key: str, now: float) -> bool:
        """Say whether there is an object of this name."""
        try:
            self.object(bucket, key, now)
        except WangsuError:
            return False
        return True

    def url(self, bucket: str, key: str) -> str:
        """Give the address at which an object can be read."""
        return f"{self.origin()}/{bucket}/{quote(key, safe='/-_.~')}"


def expiry(stored: StoredObject) -> float | None:
    """Give Unix seconds after which an object is removed; None: never."""
    text = dict(stored.headers).get(EXPIRES)
    return None if text is None else float(text)


def expiry_header(days: str, now: float) -> tuple[tuple[str, str], ...]:
    """Note a retention in days (reference/wangsu.md 2.1); WangsuError 400 when it is none."""
    if not days:
        return ()
    if not (days.isascii() and days.isdigit()) or len(days) > 5:
        raise malformed("deadline must be a number of days")
    return ((EXPIRES, str(now + int(days) * 86400)),)


def checked_key(key: str) -> str:
    """Give a key that may be; WangsuError 400 for another (reference/wangsu.md 1.5)."""
    if not key or len(key.encode("utf-8", "replace")) > LONGEST_KEY:
        raise malformed("key must have 1 to 1000 bytes")
    segments = key.split("/")
    if "" in (segments[0], segments[-1]) or {".", ".."} & set(segments):
        raise malformed("key is invalid")
    return key


def kind_of(given: str, key: str) -> str:
    """Give the content type: as told, or guessed from the name."""
    return given or mimetypes.guess_type(key)[0] or "application/octet-stream"


def traffic_limit(exchange: Exchange) -> int | None:
    """Give the rate asked for in bits per second; the header counts KB/s (UNVERIFIED)."""
    text = exchange.header("x-wos-traffic-limit")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 10**9:
        raise malformed("x-wos-traffic-limit must be a number")
    return int(text) * 1024 * 8
