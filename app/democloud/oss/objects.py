"""Objects in one request: put, get, head, delete (reference/oss.md 3.2, 3.5)."""

from __future__ import annotations

import base64
import re
from collections.abc import AsyncIterator

from app.democloud.answering import Answer, http_date
from app.democloud.blobs import Blob, read_joined
from app.democloud.images import image_info
from app.democloud.oss.callback_body import UploadFacts
from app.democloud.oss.callback_spec import CallbackSpec
from app.democloud.oss.context import Context
from app.democloud.oss.errors import (
    file_already_exists,
    invalid_object_state,
    no_such_key,
    no_such_version,
    not_implemented,
)
from app.democloud.oss.options import FROZEN, kept_headers
from app.democloud.oss.receiving import receive_blob
from app.democloud.store import Bucket, StoredObject

_OVERRIDES = {
    "response-content-type": "Content-Type",
    "response-content-language": "Content-Language",
    "response-expires": "Expires",
    "response-cache-control": "Cache-Control",
    "response-content-disposition": "Content-Disposition",
    "response-content-encoding": "Content-Encoding",
}


async def put_object(context: Context) -> Answer:
    """Store a body as an object, then call back."""
    if context.request.header("x-oss-copy-source") is not None:
        raise not_implemented("x-oss-copy-source")
    bucket, key = context.bucket(), context.key()
    headers = kept_headers(context)
    spec = await context.callback()
    forbid = context.forbids_overwrite()
    refuse_overwrite(bucket, key, forbid=forbid)
    blob = await receive_blob(context)
    stored = stored_object(key, blob, etag=blob.md5.hex().upper(), headers=headers, at=context.now)
    place(bucket, stored, forbid=forbid)
    announce(context, stored, "PutObject")
    md5 = md5_text(blob)
    plain = Answer(headers=(*object_headers(stored), ("Content-MD5", md5)))
    return await answer_upload(context, spec, stored, operation="PutObject", md5=md5, plain=plain)


def refuse_overwrite(bucket: Bucket, key: str, *, forbid: bool) -> None:
    """Raise 409 when the key is taken and must stay (reference/oss.md 2.5)."""
    if forbid and key in bucket.objects:
        raise file_already_exists()


def stored_object(
    key: str, blob: Blob, *, etag: str, headers: tuple[tuple[str, str], ...], at: float
) -> StoredObject:
    """Describe an object that came in one request."""
    return StoredObject(
        key=key,
        blobs=(blob,),
        size=blob.size,
        crc64=blob.crc64,
        etag=etag,
        headers=headers,
        kind="Normal",
        stored_at=at,
    )


def place(bucket: Bucket, stored: StoredObject, *, forbid: bool) -> None:
    """Put an object into its bucket; OssError 409 when somebody else was faster meanwhile."""
    if forbid and stored.key in bucket.objects:
        for blob in stored.blobs:
            blob.release()
        raise file_already_exists()
    bucket.put(stored)


def md5_text(blob: Blob) -> str:
    """Give the MD5 as ``Content-MD5`` and ``${contentMd5}`` have it."""
    return base64.b64encode(blob.md5).decode("ascii")


def announce(context: Context, stored: StoredObject, operation: str) -> None:
    """Record that an object is there."""
    context.events.add(
        "object_stored",
        key=stored.key,
        size=stored.size,
        etag=stored.etag,
        crc64=str(stored.crc64),
        operation=operation,
        request_id=context.request.request_id,
    )


def object_headers(stored: StoredObject) -> tuple[tuple[str, str], ...]:
    """Give the headers that prove what was stored."""
    return (("ETag", f'"{stored.etag}"'), ("x-oss-hash-crc64ecma", str(stored.crc64)))


async def answer_upload(
    context: Context,
    spec: CallbackSpec | None,
    stored: StoredObject,
    *,
    operation: str,
    md5: str,
    plain: Answer,
) -> Answer:
    """Give ``plain`` without a callback, else what the callback makes of it (oss.md 1.10)."""
    if spec is None:
        return plain
    request = context.request
    facts = UploadFacts(
        bucket=request.bucket,
        key=stored.key,
        etag=stored.etag,
        size=stored.size,
        mime_type=stored.content_type,
        crc64=stored.crc64,
        content_md5=md5,
        client_ip=request.client_ip,
        request_id=request.request_id,
        operation=operation,
        image=image_info(lambda at, count: read_joined(stored.blobs, at, count)),
    )
    for blob in stored.blobs:
        blob.hold()
    try:
        answer = await context.callbacks.finish(spec, facts, host=request.host, fault=context.fault)
    finally:
        for blob in stored.blobs:
            blob.release()
    headers = tuple(pair for pair in plain.headers if pair[0] != "Content-Type")
    return Answer(
        answer.status, (*headers, *answer.headers), answer.body, error_code=answer.error_code
    )


async def get_object(context: Context) -> Answer:
    """Give an object or a range of it."""
    stored = _found(context)
    if dict(stored.headers).get("x-oss-storage-class") in FROZEN:
        raise invalid_object_state(stored.key)
    start, length = _range(context.request.header("range"), stored.size)
    headers = dict(_described(stored)) | _overrides(context)
    status = 200
    if start is None:
        start = 0
    else:
        status = 206
        headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{stored.size}"
    stream = _stream(context, stored, start, length)
    return Answer(status, tuple(headers.items()), stream=stream, length=length)


async def _stream(
    context: Context, stored: StoredObject, start: int, length: int
) -> AsyncIterator[bytes]:
    for blob in stored.blobs:
        blob.hold()
    try:
        async for chunk in context.store.blobs.read(stored.blobs, start, length):
            yield chunk
    finally:
        for blob in stored.blobs:
            blob.release()


async def head_object(context: Context) -> Answer:
    """Describe an object."""
    stored = _found(context)
    return Answer(headers=_described(stored), length=stored.size)


async def delete_object(context: Context) -> Answer:
    """Remove an object; one that is not there is fine too."""
    context.bucket().remove(context.key())
    return Answer(204)


def _found(context: Context) -> StoredObject:
    stored = context.bucket().objects.get(context.key())
    if stored is None:
        raise no_such_key(context.request.key)
    version_id = context.request.parameter("versionId") or "null"
    if version_id != "null":
        raise no_such_version(stored.key, version_id)
    return stored


def _described(stored: StoredObject) -> tuple[tuple[str, str], ...]:
    headers = {"x-oss-storage-class": "Standard"} | dict(stored.headers)
    tagging = headers.pop("x-oss-tagging", "")
    if tagging:
        headers["x-oss-tagging-count"] = str(tagging.count("&") + 1)
    return (
        *object_headers(stored),
        ("Last-Modified", http_date(stored.stored_at)),
        ("x-oss-object-type", stored.kind),
        ("Accept-Ranges", "bytes"),
        *headers.items(),
    )


def _overrides(context: Context) -> dict[str, str]:
    found = {name: context.request.parameter(name) for name in _OVERRIDES}
    return {_OVERRIDES[name]: value for name, value in found.items() if value}


def _range(text: str | None, size: int) -> tuple[int | None, int]:
    """Give start and length; a range that cannot be had means the whole object, as by default."""
    match = re.fullmatch(r"bytes=(\d{0,19})-(\d{0,19})", text or "")
    if match is None or not (match[1] or match[2]):
        return None, size
    if match[1]:
        start, last = int(match[1]), min(int(match[2] or size), size - 1)
    else:
        start, last = max(size - int(match[2]), 0), size - 1
    if start > last:
        return None, size
    return start, last - start + 1
