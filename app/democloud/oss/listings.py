"""Lists of objects and of unfinished uploads (reference/oss.md 2.3, 2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.democloud.accounts import OWNER_ID
from app.democloud.answering import Answer
from app.democloud.oss import limits
from app.democloud.oss.answer import xml_answer
from app.democloud.oss.context import Context
from app.democloud.oss.markup import KeyTags, group, tag, xml_time
from app.democloud.oss.multipart import key_tags
from app.democloud.store import Bucket, StoredObject, Upload

OWNER = group("Owner", tag("ID", OWNER_ID), tag("DisplayName", OWNER_ID))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of keys with the folders that a delimiter makes."""

    keys: tuple[str, ...]
    """Keys, in order."""
    folders: tuple[str, ...]
    """Common prefixes, in order."""
    more: bool
    """Whether something follows."""
    last: str
    """Key or folder after which the next page begins."""


def page_of(keys: Iterable[str], *, prefix: str, delimiter: str, after: str, most: int) -> Page:
    """Cut one page out of all keys; a folder counts as one entry."""
    entries: list[tuple[str, bool]] = []
    for key in sorted(keys, key=lambda text: text.encode("utf-8", "replace")):
        entry = _entry(key, prefix, delimiter)
        if entry is None or entry[0] <= after or (entries and entries[-1] == entry):
            continue
        entries.append(entry)
        if len(entries) > most:
            break
    shown = entries[:most]
    return Page(
        keys=tuple(name for name, is_folder in shown if not is_folder),
        folders=tuple(name for name, is_folder in shown if is_folder),
        more=len(entries) > most,
        last=shown[-1][0] if shown else after,
    )


def _entry(key: str, prefix: str, delimiter: str) -> tuple[str, bool] | None:
    if not key.startswith(prefix):
        return None
    end = key.find(delimiter, len(prefix)) if delimiter else -1
    return (key, False) if end < 0 else (key[: end + len(delimiter)], True)


async def list_objects(context: Context) -> Answer:
    """List objects, both versions of the operation."""
    bucket, request, keys = context.bucket(), context.request, key_tags(context.request)
    newer = request.parameter("list-type") == "2"
    prefix, delimiter = request.parameter("prefix") or "", request.parameter("delimiter") or ""
    marker = request.parameter("marker") or ""
    start_after = request.parameter("start-after") or ""
    token = request.parameter("continuation-token") or ""
    after = (token or start_after) if newer else marker
    most = request.number("max-keys", default=limits.DEFAULT_KEYS, lowest=1, highest=1000)
    page = page_of(bucket.objects, prefix=prefix, delimiter=delimiter, after=after, most=most)
    if newer:
        next_tag = tag("NextContinuationToken", page.last) if page.more else ""
        where = keys("StartAfter", start_after) + tag("ContinuationToken", token) + next_tag
        where += tag("KeyCount", len(page.keys) + len(page.folders))
    else:
        where = keys("Marker", marker) + (keys("NextMarker", page.last) if page.more else "")
    with_owner = not newer or request.parameter("fetch-owner") == "true"
    return xml_answer(
        "ListBucketResult",
        tag("Name", bucket.name),
        keys("Prefix", prefix),
        where,
        tag("MaxKeys", most),
        keys("Delimiter", delimiter),
        keys.declaration,
        tag("IsTruncated", "true" if page.more else "false"),
        *(_contents(bucket.objects[key], keys, with_owner=with_owner) for key in page.keys),
        *(group("CommonPrefixes", keys("Prefix", folder)) for folder in page.folders),
    )


def _contents(stored: StoredObject, keys: KeyTags, *, with_owner: bool) -> str:
    return group(
        "Contents",
        keys("Key", stored.key),
        tag("LastModified", xml_time(stored.stored_at)),
        tag("ETag", f'"{stored.etag}"'),
        tag("Type", stored.kind),
        tag("Size", stored.size),
        tag("StorageClass", dict(stored.headers).get("x-oss-storage-class", "Standard")),
        OWNER if with_owner else "",
    )


async def list_multipart_uploads(context: Context) -> Answer:
    """List unfinished uploads by key, then by age (reference/oss.md 2.3)."""
    bucket, request, keys = context.bucket(), context.request, key_tags(context.request)
    prefix, delimiter = request.parameter("prefix") or "", request.parameter("delimiter") or ""
    key_marker = request.parameter("key-marker") or ""
    id_marker = (request.parameter("upload-id-marker") or "") if key_marker else ""
    page = limits.LARGEST_PAGE
    most = request.number("max-uploads", default=page, lowest=1, highest=page)
    uploads, folders = _uploads_after(bucket, prefix, delimiter, key_marker, id_marker)
    shown = uploads[:most]
    last = shown[-1] if shown else None
    return xml_answer(
        "ListMultipartUploadsResult",
        tag("Bucket", bucket.name),
        keys.declaration,
        keys("KeyMarker", key_marker),
        tag("UploadIdMarker", id_marker),
        keys("NextKeyMarker", last.key if last else ""),
        tag("NextUploadIdMarker", last.upload_id if last else ""),
        keys("Delimiter", delimiter),
        keys("Prefix", prefix),
        tag("MaxUploads", most),
        tag("IsTruncated", "true" if len(uploads) > most else "false"),
        *(_upload(upload, keys) for upload in shown),
        *(group("CommonPrefixes", keys("Prefix", folder)) for folder in folders),
    )


def _uploads_after(
    bucket: Bucket, prefix: str, delimiter: str, key_marker: str, id_marker: str
) -> tuple[list[Upload], list[str]]:
    ordered = sorted(
        bucket.uploads.values(), key=lambda u: (u.key.encode(), u.initiated_at, u.upload_id)
    )
    marker = bucket.uploads.get(id_marker)
    if marker is not None and marker.key == key_marker:
        ordered = ordered[ordered.index(marker) + 1 :]
    else:
        ordered = [upload for upload in ordered if upload.key > key_marker]
    entries = [(upload, _entry(upload.key, prefix, delimiter)) for upload in ordered]
    folders = sorted({entry[0] for _, entry in entries if entry and entry[1]})
    return [upload for upload, entry in entries if entry and not entry[1]], folders


def _upload(upload: Upload, keys: KeyTags) -> str:
    return group(
        "Upload",
        keys("Key", upload.key),
        tag("UploadId", upload.upload_id),
        tag("StorageClass", dict(upload.headers).get("x-oss-storage-class", "Standard")),
        tag("Initiated", xml_time(upload.initiated_at)),
    )
