"""Objects in one request: put, get, head, delete (sheet 1.4)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from app.democloud.answering import Answer, http_date
from app.democloud.store import Store, StoredObject
from app.democloud.vod.cos.context import Context, proof
from app.democloud.vod.cos.errors import refused


async def put_object(context: Context) -> Answer:
    """Store a body as an object; one of the same key is replaced."""
    key, request = context.key, context.request
    blob = await context.receive()
    kind = request.header("content-type")
    stored = StoredObject(
        key=key,
        blobs=(blob,),
        size=blob.size,
        crc64=blob.crc64,
        etag=blob.md5.hex(),
        headers=(("Content-Type", kind),) if kind else (),
        kind="Normal",
        stored_at=context.exchange.now,
    )
    context.bucket.put(stored)
    context.announce(stored, "PutObject")
    return Answer(headers=proof(stored.etag, stored.crc64))


async def head_object(context: Context) -> Answer:
    """Describe an object."""
    stored = _found(context)
    return Answer(headers=described(stored), length=stored.size)


async def get_object(context: Context) -> Answer:
    """Give an object or a range of it."""
    return bytes_of(context.store, _found(context), context.request.header("range"))


async def delete_object(context: Context) -> Answer:
    """Remove an object; one that is not there is fine too."""
    context.bucket.remove(context.key)
    return Answer(204)


def _found(context: Context) -> StoredObject:
    stored = context.bucket.objects.get(context.key)
    if stored is None:
        raise refused("NoSuchKey", "The specified key does not exist.")
    return stored


def described(stored: StoredObject) -> tuple[tuple[str, str], ...]:
    """Give an object's headers."""
    return (
        *proof(stored.etag, stored.crc64),
        ("Content-Type", stored.content_type),
        ("Last-Modified", http_date(stored.stored_at)),
        ("Accept-Ranges", "bytes"),
    )


def bytes_of(store: Store, stored: StoredObject, wanted: str | None) -> Answer:
    """Give an object's bytes, or the range of a ``Range`` header; CosError 416 for a bad one."""
    found = re.fullmatch(r"bytes=(\d{0,19})-(\d{0,19})", wanted or "")
    if found is None or not (found[1] or found[2]):
        return Answer(
            headers=described(stored),
            stream=_stream(store, stored, 0, stored.size),
            length=stored.size,
        )
    start = int(found[1]) if found[1] else max(stored.size - int(found[2]), 0)
    last = stored.size - 1 if not (found[1] and found[2]) else min(int(found[2]), stored.size - 1)
    if start > last:
        raise refused("InvalidRange", "The requested range cannot be satisfied.")
    told = ("Content-Range", f"bytes {start}-{last}/{stored.size}")
    length = last - start + 1
    stream = _stream(store, stored, start, length)
    return Answer(206, (*described(stored), told), stream=stream, length=length)


async def _stream(
    store: Store, stored: StoredObject, start: int, length: int
) -> AsyncIterator[bytes]:
    for blob in stored.blobs:
        blob.hold()
    try:
        async for chunk in store.blobs.read(stored.blobs, start, length):
            yield chunk
    finally:
        for blob in stored.blobs:
            blob.release()
