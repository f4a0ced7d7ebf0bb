"""What the storage holds: buckets, objects, multipart uploads. State in memory, bytes in blobs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from app.democloud import crc
from app.democloud.blobs import Blob, BlobDirectory

BUCKET = "demo"
"""The bucket that clients are told of."""

BUCKETS = (BUCKET, "demo-archive")
"""The buckets that are there from the start, so that a list of them has something to show."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object as it lies in a bucket."""

    key: str
    """Name within the bucket."""
    blobs: tuple[Blob, ...]
    """The bytes, in order; several for a multipart object."""
    size: int
    """Length in bytes."""
    crc64: int
    """CRC-64/XZ of the whole object."""
    etag: str
    """ETag without its quotes."""
    headers: tuple[tuple[str, str], ...]
    """What the uploader gave and a download replays: type, metadata, tags."""
    kind: str
    """``Normal`` or ``Multipart``."""
    stored_at: float
    """Unix seconds."""

    @property
    def content_type(self) -> str:
        """The stored content type."""
        return dict(self.headers).get("Content-Type", "application/octet-stream")


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One part of an upload that is not complete yet."""

    number: int
    """1 to 10,000."""
    blob: Blob
    """The bytes."""
    stored_at: float
    """Unix seconds."""

    @property
    def etag(self) -> str:
        """Upper-case MD5 of the bytes, without quotes (reference/oss.md 2.2)."""
        return self.blob.md5.hex().upper()


@dataclass(slots=True)
class Upload:
    """A multipart upload under way."""

    upload_id: str
    """32 hex digits."""
    key: str
    """The object it will become."""
    headers: tuple[tuple[str, str], ...]
    """Type and metadata given at the beginning."""
    initiated_at: float
    """Unix seconds."""
    parts: dict[int, StoredPart] = field(default_factory=dict)
    """By number; a part sent twice replaces the earlier one."""


@dataclass(slots=True)
class Bucket:
    """A bucket with its objects and unfinished uploads."""

    name: str
    """3 to 63 lower-case letters, digits and hyphens."""
    created_at: float
    """Unix seconds."""
    objects: dict[str, StoredObject] = field(default_factory=dict)
    """By key."""
    uploads: dict[str, Upload] = field(default_factory=dict)
    """By upload id."""

    def put(self, stored: StoredObject) -> None:
        """Place an object; one that was there before is let go."""
        self.remove(stored.key)
        self.objects[stored.key] = stored

    def remove(self, key: str) -> None:
        """Remove an object; none there is fine."""
        earlier = self.objects.pop(key, None)
        for blob in earlier.blobs if earlier else ():
            blob.release()

    def begin(self, key: str, *, headers: tuple[tuple[str, str], ...], now: float) -> Upload:
        """Begin a multipart upload."""
        upload = Upload(secrets.token_hex(16).upper(), key, headers, now)
        self.uploads[upload.upload_id] = upload
        return upload

    def put_part(self, upload: Upload, part: StoredPart) -> None:
        """Place a part; the same number again replaces it."""
        earlier = upload.parts.get(part.number)
        upload.parts[part.number] = part
        if earlier is not None:
            earlier.blob.release()

    def abort(self, upload: Upload) -> None:
        """Forget an upload and its parts."""
        del self.uploads[upload.upload_id]
        for part in upload.parts.values():
            part.blob.release()

    def complete(self, upload: Upload, numbers: list[int], *, now: float) -> StoredObject:
        """Turn the listed parts into an object; the others are deleted, no byte is copied."""
        chosen = [upload.parts[number] for number in numbers]
        for part in chosen:
            part.blob.hold()
        self.abort(upload)
        stored = joined_object(upload, chosen, now=now)
        self.put(stored)
        return stored


def joined_object(upload: Upload, parts: list[StoredPart], *, now: float) -> StoredObject:
    """Describe the object that parts make; the ETag is no MD5 (reference/oss.md 2.2)."""
    total, size = 0, 0
    for part in parts:
        total = crc.combine(total, part.blob.crc64, part.blob.size)
        size += part.blob.size
    return StoredObject(
        key=upload.key,
        blobs=tuple(part.blob for part in parts),
        size=size,
        crc64=total,
        etag=f"{secrets.token_hex(16).upper()}-{len(parts)}",
        headers=upload.headers,
        kind="Multipart",
        stored_at=now,
    )


class Store:
    """All buckets, and the place for their bytes."""

    def __init__(self, blobs: BlobDirectory, *, clock: Callable[[], float]) -> None:
        self.blobs = blobs
        self._clock = clock
        self.buckets: dict[str, Bucket] = {}

    def create(self, name: str) -> Bucket:
        """Give the bucket of this name, new when there was none."""
        return self.buckets.setdefault(name, Bucket(name, self._clock()))

    def clear(self, *, keep: tuple[str, ...]) -> None:
        """Delete every object, every unfinished upload, and every bucket but some."""
        for bucket in list(self.buckets.values()):
            for key in list(bucket.objects):
                bucket.remove(key)
            for upload in list(bucket.uploads.values()):
                bucket.abort(upload)
            if bucket.name not in keep:
                del self.buckets[bucket.name]
        for name in keep:
            self.create(name)
