"""Uploads in parts (reference/oss.md 2)."""

from __future__ import annotations

import base64
from itertools import pairwise
from xml.etree import ElementTree as ET

from app.democloud.answering import Answer
from app.democloud.oss import limits
from app.democloud.oss.answer import XML, xml_answer
from app.democloud.oss.context import Context
from app.democloud.oss.errors import (
    OssError,
    file_already_exists,
    invalid_argument,
    no_such_upload,
)
from app.democloud.oss.markup import KeyTags, document, group, tag, xml_time
from app.democloud.oss.objects import announce, answer_upload, object_headers, refuse_overwrite
from app.democloud.oss.options import acl_changed, kept_headers
from app.democloud.oss.receiving import check_md5, content_md5, receive_blob
from app.democloud.oss.request import Request
from app.democloud.store import StoredPart, Upload

_NOT_FOR_PARTS = ("x-oss-server-side-encryption", "x-oss-server-side-encryption-key-id")


async def initiate_multipart_upload(context: Context) -> Answer:
    """Begin an upload in parts."""
    bucket, key = context.bucket(), context.key()
    refuse_overwrite(bucket, key, forbid=context.forbids_overwrite())
    headers = kept_headers(context)
    await context.body.read(limits.LARGEST_XML)
    upload = bucket.begin(key, headers=headers, now=context.now)
    keys = key_tags(context.request)
    return xml_answer(
        "InitiateMultipartUploadResult",
        keys.declaration,
        tag("Bucket", bucket.name),
        keys("Key", key),
        tag("UploadId", upload.upload_id),
    )


def key_tags(request: Request) -> KeyTags:
    """Give the writer of key elements; OssError 400 for an encoding that does not exist."""
    encoding = request.parameter("encoding-type") or ""
    if encoding not in ("", "url"):
        message = "Invalid Encoding Method specified in Request."
        raise invalid_argument(message, name="encoding-type", value=encoding)
    return KeyTags(encoding)


async def upload_part(context: Context) -> Answer:
    """Store one part; its number again replaces it."""
    if context.request.header("x-oss-copy-source") is not None:
        raise OssError(501, "NotImplemented", "The demo cloud does not copy parts.")
    _upload(context)
    number = _number(context.request)
    for name in _NOT_FOR_PARTS:
        if context.request.header(name) is not None:
            raise invalid_argument(f"{name} is not allowed for a part.", name=name)
    blob = await receive_blob(context)
    try:
        # The upload may have been aborted or completed while the body came in.
        upload = _upload(context)
    except OssError:
        blob.release()
        raise
    part = StoredPart(number, blob, context.now)
    context.bucket().put_part(upload, part)
    _announce_part(context, upload, part)
    md5 = base64.b64encode(blob.md5).decode("ascii")
    etag = ("ETag", f'"{part.etag}"')
    return Answer(headers=(etag, ("x-oss-hash-crc64ecma", str(blob.crc64)), ("Content-MD5", md5)))


def _announce_part(context: Context, upload: Upload, part: StoredPart) -> None:
    context.events.add(
        "part_stored",
        key=upload.key,
        upload_id=upload.upload_id,
        part=part.number,
        size=part.blob.size,
        etag=part.etag,
        crc64=str(part.blob.crc64),
        request_id=context.request.request_id,
    )


def _upload(context: Context) -> Upload:
    upload_id = context.request.parameter("uploadId") or ""
    upload = context.bucket().uploads.get(upload_id)
    if upload is None or upload.key != context.key():
        raise no_such_upload(upload_id)
    return upload


def _number(request: Request) -> int:
    text = request.parameter("partNumber") or ""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= limits.LARGEST_PART_NUMBER:
        message = "Part number must be an integer between 1 and 10000, inclusive."
        raise invalid_argument(message, name="partNumber", value=text)
    return number


async def list_parts(context: Context) -> Answer:
    """List the parts of an upload, a page at a time."""
    upload, request, keys = _upload(context), context.request, key_tags(context.request)
    page = limits.LARGEST_PAGE
    most = request.number("max-parts", default=page, lowest=1, highest=page)
    marker = request.number("part-number-marker", default=0, lowest=0, highest=2**31)
    rest = [upload.parts[number] for number in sorted(upload.parts) if number > marker]
    shown = rest[:most]
    return xml_answer(
        "ListPartsResult",
        keys.declaration,
        tag("Bucket", request.bucket),
        keys("Key", upload.key),
        tag("UploadId", upload.upload_id),
        tag("StorageClass", dict(upload.headers).get("x-oss-storage-class", "Standard")),
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
        tag("ETag", f'"{part.etag}"'),
        tag("HashCrc64ecma", part.blob.crc64),
        tag("Size", part.blob.size),
    )


async def complete_multipart_upload(context: Context) -> Answer:
    """Make the object out of its parts, then call back."""
    bucket, upload = context.bucket(), _upload(context)
    spec = await context.callback()
    forbid = context.forbids_overwrite()
    numbers = await _listed(context)
    # Nothing below waits, so nobody can come between the checks and the change.
    upload = _upload(context)
    if numbers is None:
        numbers = [(number, "") for number in sorted(upload.parts)]
    _check_parts(upload, numbers)
    if forbid and upload.key in bucket.objects:
        raise file_already_exists()
    upload.headers = acl_changed(upload.headers, context.request)
    stored = bucket.complete(upload, [number for number, _ in numbers], now=context.now)
    announce(context, stored, "CompleteMultipartUpload")
    keys = key_tags(context.request)
    body = document(
        "CompleteMultipartUploadResult",
        keys.declaration,
        tag("Location", f"http://{context.request.host}/{stored.key}"),
        tag("Bucket", bucket.name),
        keys("Key", stored.key),
        tag("ETag", f'"{stored.etag}"'),
    )
    plain = Answer(headers=(*object_headers(stored), XML), body=body)
    operation = "CompleteMultipartUpload"
    return await answer_upload(context, spec, stored, operation=operation, md5="", plain=plain)


async def _listed(context: Context) -> list[tuple[int, str]] | None:
    """Read the part list of the body; None for ``x-oss-complete-all``."""
    expected = content_md5(context.request)
    body = await context.body.read(limits.LARGEST_XML)
    check_md5(body, expected)
    if (context.request.header("x-oss-complete-all") or "").lower() == "yes":
        if body:
            message = "The request body must be empty with x-oss-complete-all."
            raise invalid_argument(message, name="x-oss-complete-all", value="yes")
        return None
    try:
        if b"<!DOCTYPE" in body:
            raise ValueError("no document types here")
        root = ET.fromstring(body)  # noqa: S314 (no document type: no entities)
        parts = [_listed_part(element) for element in root if _name(element) == "Part"]
    except (ET.ParseError, ValueError, KeyError):
        message = "The XML you provided was not well-formed or did not validate against our schema."
        raise OssError(400, "MalformedXML", message) from None
    return parts


def _listed_part(element: ET.Element) -> tuple[int, str]:
    fields = {_name(child): (child.text or "").strip() for child in element}
    return int(fields["PartNumber"]), fields["ETag"].strip('"')


def _name(element: ET.Element) -> str:
    """Give an element's name without a namespace, which some clients add."""
    return element.tag.rpartition("}")[2]


def _check_parts(upload: Upload, listed: list[tuple[int, str]]) -> None:
    if not listed:
        message = "You must specify at least one part when completing multipart upload."
        raise OssError(400, "FilePartNotExist", message)
    if any(later[0] <= earlier[0] for earlier, later in pairwise(listed)):
        message = "The list of parts was not in ascending order."
        raise OssError(400, "InvalidPartOrder", message)
    for number, etag in listed:
        part = upload.parts.get(number)
        if part is None or (etag and etag.upper() != part.etag):
            raise _invalid_part(upload, number, etag)
    for number, _ in listed[:-1]:
        if upload.parts[number].blob.size < limits.MINIMUM_PART_SIZE:
            raise _too_small(upload.parts[number])


def _invalid_part(upload: Upload, number: int, etag: str) -> OssError:
    message = (
        "One or more of the specified parts could not be found or the specified entity tag "
        "might not have matched the part's entity tag."
    )
    details = {"PartNumber": str(number), "ETag": etag, "UploadId": upload.upload_id}
    return OssError(400, "InvalidPart", message, details=details)


def _too_small(part: StoredPart) -> OssError:
    message = "Your proposed upload smaller than the minimum allowed size."
    details = {
        "ProposedSize": str(part.blob.size),
        "MinSizeAllowed": str(limits.MINIMUM_PART_SIZE),
        "PartNumber": str(part.number),
    }
    return OssError(400, "EntityTooSmall", message, details=details)


async def abort_multipart_upload(context: Context) -> Answer:
    """Forget an upload and its parts."""
    context.bucket().abort(_upload(context))
    return Answer(204)
