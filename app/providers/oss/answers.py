"""Answers that say success, as values: sessions, parts, receipts, and what a HEAD found."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.domain.callback import CallbackResult
from app.domain.errors import IntegrityError
from app.domain.states import CallbackOutcome
from app.domain.upload import Part, Receipt, StoredPart
from app.providers import xml
from app.providers.contract import Found, Look, Order, Reply
from app.providers.moments import moment
from app.providers.oss.callback import STORED_CALLBACK_FAILED, callback_result
from app.providers.oss.errors import Asked, error_document, not_understood, refusal

CLOCK_GRACE = 2.0
"""Seconds: ``Last-Modified`` has whole seconds only, and clocks are corrected roughly."""


def document(reply: Reply, root: str, *, asked: Asked) -> Element:
    """The answer's document. Raises `NotUnderstood`, or the error that came in its place."""
    try:
        found = xml.read(b"" if reply.cut else reply.body)
    except xml.NotXml:
        raise not_understood(reply, asked) from None
    if found.tag != root:
        raise refusal(reply, asked) if found.tag == "Error" else not_understood(reply, asked)
    return found


def upload_id(reply: Reply, *, asked: Asked) -> str:
    """The upload id of InitiateMultipartUpload."""
    found = xml.text(document(reply, "InitiateMultipartUploadResult", asked=asked), "UploadId")
    if not found:
        raise not_understood(reply, asked)
    return found


def page_of_parts(reply: Reply, *, asked: Asked) -> tuple[list[StoredPart], int | None]:
    """Parts on a page of ListParts, and the marker of the next page or None at the end."""
    root = document(reply, "ListPartsResult", asked=asked)
    parts = [_listed(element) for element in root.findall("Part")]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        raise not_understood(reply, asked)
    more = xml.text(root, "IsTruncated").lower() == "true"
    following = xml.number(root, "NextPartNumberMarker")
    if more and following is None:
        raise not_understood(reply, asked)
    return known, following if more else None


def _listed(element: Element) -> StoredPart | None:
    part_number, size = xml.number(element, "PartNumber"), xml.number(element, "Size")
    etag = bare_etag(xml.text(element, "ETag"))
    if part_number is None or size is None or not etag:
        return None
    return StoredPart(part_number, size, etag, xml.number(element, "HashCrc64ecma"))


def sent_part(reply: Reply, part: Part, *, asked: Asked) -> StoredPart:
    """What UploadPart stored. Raises `IntegrityError` when the checksums differ."""
    etag = bare_etag(reply.header("etag"))
    if reply.status != 200 or not etag:
        raise not_understood(reply, asked)
    told = _told_crc(reply)
    same_crc(reply, local_crc(reply, part.length))
    return StoredPart(part.number, part.length, etag, told)


def receipt(reply: Reply, order: Order, *, local: int | None, url: str) -> Receipt:
    """The receipt of an object that is stored, whatever came of the callback.

    ``local`` is the CRC-64 of what was read. Raises `IntegrityError` when the service has another.
    """
    verified = same_crc(reply, local)
    failed = reply.status == STORED_CALLBACK_FAILED
    error = error_document(reply) if failed else None
    return Receipt(
        key=order.task.key,
        size=order.size,
        etag=bare_etag(reply.header("etag")),
        crc64=_told_crc(reply),
        verified=verified,
        version_id=reply.header("x-oss-version-id"),
        request_id=reply.header("x-oss-request-id"),
        host_id="" if error is None else xml.text(error, "HostId"),
        http_status=reply.status,
        callback=callback_result(reply, asked=order.callback.enabled),
        exchange=reply.exchange,
        url=url,
    )


PUT_STORED = frozenset({200, STORED_CALLBACK_FAILED})
"""Statuses that may say *stored* (1.10)."""

FORM_STORED = PUT_STORED | {201, 204}
"""The same of a form: we ask for 200, but 204 is what the service says unasked (4.1)."""


def is_stored(reply: Reply, statuses: frozenset[int] = PUT_STORED) -> bool:
    """Whether ``reply`` says that an object is stored: such a status, and signs of the service.

    A network's log-in page answers 200 too; the service always gives an ETag or a request id.
    """
    signs = ("etag", "x-oss-hash-crc64ecma", "x-oss-request-id")
    return reply.status in statuses and any(map(reply.header, signs))


def looked(reply: Reply, order: Order, *, since: float, crc64: int | None, url: str) -> Look:
    """What a HEAD with status 200 says about an upload whose answer was lost (2.4)."""
    size = xml.whole_number(reply.header("content-length"))
    modified = moment(reply.header("last-modified"))
    if size is None or modified is None:
        return Look(Found.CANNOT_TELL)
    told = _told_crc(reply)
    other = crc64 is not None and told is not None and crc64 != told
    if size != order.size or other or modified + CLOCK_GRACE < since:
        return Look(Found.ABSENT)
    asked = order.callback.enabled
    outcome = CallbackOutcome.UNKNOWN if asked else CallbackOutcome.NOT_REQUESTED
    return Look(
        Found.THERE,
        Receipt(
            key=order.task.key,
            size=size,
            etag=bare_etag(reply.header("etag")),
            crc64=told,
            verified=crc64 is not None and crc64 == told,
            version_id=reply.header("x-oss-version-id"),
            request_id=reply.header("x-oss-request-id"),
            http_status=reply.status,
            callback=CallbackResult(outcome),
            exchange=reply.exchange,
            url=url,
        ),
    )


def local_crc(reply: Reply, length: int) -> int | None:
    """CRC-64 of what was read for the request; 0 for nothing."""
    if length == 0:
        return 0
    return reply.digests[0].crc64 if len(reply.digests) == 1 else None


def same_crc(reply: Reply, local: int | None) -> bool:
    """True when the service told the same CRC-64, False when there is nothing to compare.

    Raises `IntegrityError` when both are known and differ (2.7).
    """
    told = _told_crc(reply)
    if told is None or local is None:
        return False
    if told != local:
        raise IntegrityError(
            f"crc64 here {local}, there {told} [{reply.header('x-oss-request-id')}]",
            exchange=reply.exchange,
            reason="crc64",
        )
    return True


def bare_etag(value: str) -> str:
    """An ETag without quotes and weak mark."""
    return value.strip().removeprefix("W/").strip('"')


def _told_crc(reply: Reply) -> int | None:
    return xml.whole_number(reply.header("x-oss-hash-crc64ecma"))
