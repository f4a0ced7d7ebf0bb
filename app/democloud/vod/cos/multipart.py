"""Uploads in parts (sheet 1.4)."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from app.democloud.answering import Answer
from app.democloud.oss.answer import xml_answer
from app.democloud.oss.markup import KeyTags, document, group, tag, xml_time
from app.democloud.oss.request import Request
from app.democloud.store import StoredPart, Upload
from app.democloud.vod import SERVICE
from app.democloud.vod.cos.answers import XML, error_document
from app.democloud.vod.cos.context import (
    LARGEST_PART_NUMBER,
    LARGEST_XML,
    SMALLEST_PART,
    Context,
    proof,
)
from app.democloud.vod.cos.errors import CosError, no_such_upload, refused

_BLANK = b" "
_BLANKS_EVERY = 0.2
"""Seconds between the blanks that keep a slow answer's connection alive."""


async def initiate(context: Context) -> Answer:
    """Begin an upload in parts."""
    key, kind = context.key, context.request.header("content-type")
    await context.exchange.body.read(LARGEST_XML)
    headers = (("Content-Type", kind),) if kind else ()
    upload = context.bucket.begin(key, headers=headers, now=context.exchange.now)
    return xml_answer(
        "InitiateMultipartUploadResult",
        tag("Bucket", context.bucket.name),
        tag("Key", key),
        tag("UploadId", upload.upload_id),
    )


async def upload_part(context: Context) -> Answer:
    """Store one part; its number again replaces it."""
    _upload(context)
    number = _number(context.request)
    blob = await context.receive()
    try:
        # The upload may have been aborted or completed while the body came in.
        upload = _upload(context)
    except CosError:
        blob.release()
        raise
    part = StoredPart(number, blob, context.exchange.now)
    context.bucket.put_part(upload, part)
    etag = part.etag.lower()
    context.events.add(
        "part_stored",
        service=SERVICE,
        key=upload.key,
        upload_id=upload.upload_id,
        part=number,
        size=blob.size,
        etag=etag,
        crc64=str(blob.crc64),
        request_id=context.request.request_id,
    )
    return Answer(headers=proof(etag, blob.crc64))


def _upload(context: Context) -> Upload:
    upload = context.bucket.uploads.get(context.request.parameter("uploadId") or "")
    if upload is None or upload.key != context.key:
        raise no_such_upload()
    return upload


def _number(request: Request) -> int:
    text = request.parameter("partNumber") or ""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 1 <= number <= LARGEST_PART_NUMBER:
        raise refused("InvalidArgument", "partNumber must be a number from 1 to 10000.")
    return number


async def list_parts(context: Context) -> Answer:
    """List the parts of an upload, a page at a time."""
    upload, request = _upload(context), context.request
    keys = KeyTags(request.parameter("encoding-type") or "")
    most = request.number("max-parts", default=1000, lowest=1, highest=1000)
    marker = request.number("part-number-marker", default=0, lowest=0, highest=2**31)
    rest = [upload.parts[number] for number in sorted(upload.parts) if number > marker]
    shown = rest[:most]
    return xml_answer(
        "ListPartsResult",
        tag("Bucket", context.bucket.name),
        keys.declaration,
        keys("Key", upload.key),
        tag("UploadId", upload.upload_id),
        tag("StorageClass", "STANDARD"),
        tag("PartNumberMarker", marker),
        tag("NextPartNumberMarker", shown[-1].number if shown else marker),
        tag("MaxParts", most),
        tag("IsTruncated", "true" if len(rest) > most else "false"),
        *(_part(part) for part in shown),
    )


def _part(part: StoredPart) -> str:
    return group(
        "Part",
        tag("PartNumber", part.number),
        tag("LastModified", xml_time(part.stored_at)),
        tag("ETag", f'"{part.etag.lower()}"'),
        tag("Size", part.blob.size),
    )


async def list_uploads(context: Context) -> Answer:
    """List the bucket's unfinished uploads, as far as the key may see them, a page at a time."""
    request = context.request
    keys = KeyTags(request.parameter("encoding-type") or "")
    prefix = request.parameter("prefix") or ""
    after = (request.parameter("key-marker") or "", request.parameter("upload-id-marker") or "")
    most = request.number("max-uploads", default=1000, lowest=1, highest=1000)
    found = sorted((u.key, u.upload_id) for u in context.bucket.uploads.values())
    rest = [pair for pair in found if pair[0].startswith(prefix) and _follows(pair, after)]
    shown = rest[:most]
    last = shown[-1] if len(rest) > most else ("", "")
    return xml_answer(
        "ListMultipartUploadsResult",
        tag("Bucket", context.bucket.name),
        keys.declaration,
        keys("KeyMarker", after[0]),
        tag("UploadIdMarker", after[1]),
        keys("NextKeyMarker", last[0]),
        tag("NextUploadIdMarker", last[1]),
        tag("MaxUploads", most),
        tag("IsTruncated", "true" if len(rest) > most else "false"),
        keys("Prefix", prefix),
        *(_listed(context.bucket.uploads[upload_id], keys) for _, upload_id in shown),
    )


def _follows(pair: tuple[str, str], after: tuple[str, str]) -> bool:
    return pair > after if after[1] else pair[0] > after[0]


def _listed(upload: Upload, keys: KeyTags) -> str:
    initiated = tag("Initiated", xml_time(upload.initiated_at))
    return group("Upload", keys("Key", upload.key), tag("UploadId", upload.upload_id), initiated)


async def complete(context: Context) -> Answer:
    """Make the object out of its parts.

    With ``vod_early_complete`` the answer begins at once with 200; what became of it, good or bad,
    follows behind blanks (sheet 1.4).
    """
    _upload(context)
    numbers = _read_list(await context.exchange.body.read(LARGEST_XML))
    if context.settings.vod_early_complete:
        return Answer(headers=(XML,), stream=_slowly(context, numbers))
    return Answer(headers=(XML,), body=_completed(context, numbers))


async def _slowly(context: Context, numbers: list[tuple[int, str]]) -> AsyncIterator[bytes]:
    yield _BLANK
    left = context.settings.vod_complete_seconds
    while left > 0:
        await asyncio.sleep(min(left, _BLANKS_EVERY))
        left -= _BLANKS_EVERY
        yield _BLANK
    try:
        yield _completed(context, numbers, prolog=False)
    except CosError as error:
        context.exchange.late_error = error.code
        yield error_document(error, context.request, prolog=False)


def _completed(context: Context, numbers: list[tuple[int, str]], *, prolog: bool = True) -> bytes:
    # Nothing below waits, so nobody can come between the checks and the change.
    upload = _upload(context)
    _check_parts(upload, numbers)
    chosen = [number for number, _ in numbers]
    stored = context.bucket.complete(upload, chosen, now=context.exchange.now)
    stored = dataclasses.replace(stored, etag=stored.etag.lower())
    context.bucket.objects[stored.key] = stored
    context.announce(stored, "CompleteMultipartUpload")
    etag = "0" * 32 if context.exchange.suffers("bad_etag") else stored.etag
    whole = document(
        "CompleteMultipartUploadResult",
        tag("Location", f"http://{context.request.host}/{stored.key}"),
        tag("Bucket", context.bucket.name),
        tag("Key", stored.key),
        tag("ETag", f'"{etag}"'),
    )
    return whole if prolog else whole.partition(b"\n")[2]


def _read_list(body: bytes) -> list[tuple[int, str]]:
    try:
        if b"<!DOCTYPE" in body:
            raise ValueError("no document types here")
        root = ET.fromstring(body)  # noqa: S314 (no document type: no entities)
        parts = [_listed_part(element) for element in root if _name(element) == "Part"]
    except (ET.ParseError, ValueError, KeyError):
        raise refused("MalformedXML", "The XML you provided was not well-formed.") from None
    if not parts:
        raise refused("MalformedXML", "The list of parts is empty.")
    return parts


def _listed_part(element: ET.Element) -> tuple[int, str]:
    fields = {_name(child): (child.text or "").strip() for child in element}
    return int(fields["PartNumber"]), fields["ETag"].strip('"')


def _name(element: ET.Element) -> str:
    """Give an element's name without a namespace, which some clients add."""
    return element.tag.rpartition("}")[2]


def _check_parts(upload: Upload, listed: list[tuple[int, str]]) -> None:
    if any(later[0] <= earlier[0] for earlier, later in pairwise(listed)):
        raise refused("InvalidPartOrder", "The list of parts was not in ascending order.")
    for place, (number, etag) in enumerate(listed, 1):
        part = upload.parts.get(number)
        if number != place or part is None or etag.upper() != part.etag:
            message = "One or more of the specified parts could not be found, or are not in a row."
            raise refused("InvalidPart", message)
    for number, _ in listed[:-1]:
        if upload.parts[number].blob.size < SMALLEST_PART:
            raise refused("EntityTooSmall", "A part but the last is smaller than 1 MB.")


async def abort(context: Context) -> Answer:
    """Forget an upload and its parts."""
    context.bucket.abort(_upload(context))
    return Answer(204)
