"""Requests of the operations that we use, built and signed (oss.md, 2.3, 3.2, 3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName
from app.domain.exchange import Headers
from app.domain.stored_headers import acl_header, stored_headers
from app.domain.upload import Part
from app.providers import xml
from app.providers.contract import Body, Order, Request, SourceRange
from app.providers.oss.addressing import place
from app.providers.oss.callback import callback_headers, callback_query
from app.providers.oss.encoding import Query, query_string
from app.providers.oss.signing import Scope, Subject, presigned_query, signed_headers, stamp_of

ANSWER_WITHIN = 60.0
"""Seconds for an answer; the service may need a while, and carries on all the same (2.3)."""

PER_CALLBACK_URL = 6.0
"""Seconds more for each URL: five for the application server, one for the way (1.10)."""

PAGE = 1000
"""Parts on a page of ListParts."""

_HEADER_VALUE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A request before it is placed and signed."""

    method: str
    query: Query = ()
    headers: Headers = ()
    body: Body = b""
    answer_within: float = ANSWER_WITHIN


def signed(
    draft: Draft, destination: Destination, key: str, *, credentials: Credentials, now: float
) -> Request:
    """The request as it goes out. ``now`` is Unix time by the service's clock."""
    where = place(destination, key)
    subject = Subject(draft.method, where.resource, draft.query, draft.headers)
    headers = signed_headers(subject, credentials, Scope(destination.region, stamp_of(now)))
    query = query_string(draft.query)
    target = f"{where.path}?{query}" if query else where.path
    return Request(draft.method, where.origin, target, headers, draft.body, draft.answer_within)


def presigned_address(
    destination: Destination, key: str, *, credentials: Credentials, now: float, seconds: int
) -> str:
    """An address under which anyone may read the object for a while (5.3)."""
    where = place(destination, key)
    scope = Scope(destination.region, stamp_of(now))
    query = presigned_query(Subject("GET", where.resource), credentials, scope, seconds=seconds)
    return f"{where.origin}{where.path}?{query_string(query)}"


def presigned_put_address(
    order: Order, *, credentials: Credentials, now: float, seconds: int, headers: Headers = ()
) -> str:
    """An address to which anyone may PUT the object for a while, the callback in it (1.6, 5.3).

    ``headers`` are those that whoever sends has to send just so; usually none. The callback needs
    none: it is in the query, signed with it.
    """
    where = place(order.destination, order.task.key)
    query = callback_query(order.callback, order.task.variables)
    subject = Subject("PUT", where.resource, query, headers)
    scope = Scope(order.destination.region, stamp_of(now))
    whole = presigned_query(subject, credentials, scope, seconds=seconds)
    return f"{where.origin}{where.path}?{query_string(whole)}"


def initiate(order: Order) -> Draft:
    """InitiateMultipartUpload: type, options and forbid-overwrite belong here (2.3, 2.5)."""
    query = (("uploads", ""), ("encoding-type", "url"))
    return Draft("POST", query, (*_stored(order), *keep_others(order)))


def upload_part(order: Order, upload_id: str, part: Part) -> Draft:
    """UploadPart of one range of the source."""
    query = (("partNumber", str(part.number)), ("uploadId", upload_id))
    body = SourceRange(order.task.path, part.offset, part.length) if part.length else b""
    return Draft("PUT", query, body=body)


def list_parts(upload_id: str, marker: int) -> Draft:
    """One page of ListParts, after part number ``marker``."""
    query = (
        ("uploadId", upload_id),
        ("max-parts", str(PAGE)),
        ("part-number-marker", str(marker)),
        ("encoding-type", "url"),
    )
    return Draft("GET", query)


def complete(order: Order, upload_id: str, parts: list[tuple[int, str]]) -> Draft:
    """CompleteMultipartUpload of (number, ETag), the callback and the ACL on it."""
    acl = acl_header(order.batch.options)
    headers = (("Content-Type", "application/xml"), *keep_others(order), *acl, *_callback(order))
    query = (("uploadId", upload_id), ("encoding-type", "url"))
    return Draft("POST", query, headers, xml.complete_document(parts), patience(order))


def abort(upload_id: str) -> Draft:
    """AbortMultipartUpload."""
    return Draft("DELETE", (("uploadId", upload_id),))


def put(order: Order) -> Draft:
    """PutObject of the whole source, the callback on it."""
    acl = acl_header(order.batch.options)
    headers = (*_stored(order), *acl, *keep_others(order), *_callback(order))
    body = SourceRange(order.task.path, 0, order.size) if order.size else b""
    return Draft("PUT", (), headers, body, patience(order))


def head() -> Draft:
    """HeadObject."""
    return Draft("HEAD")


def content_type(order: Order) -> str:
    """The batch's or the task's content type; the general one when a header cannot hold it."""
    wanted = (order.batch.options.content_type or order.task.content_type).strip()
    return wanted if _HEADER_VALUE.fullmatch(wanted) else "application/octet-stream"


def _stored(order: Order) -> Headers:
    return (("Content-Type", content_type(order)), *stored_headers(order.batch.options))


def keep_others(order: Order) -> Headers:
    """``x-oss-forbid-overwrite`` unless what is there may be replaced (2.5)."""
    if order.batch.same_name in (SameName.REPLACE, SameName.DIFFERENT):
        return ()
    return (("x-oss-forbid-overwrite", "true"),)


def _callback(order: Order) -> Headers:
    return callback_headers(order.callback, order.task.variables)


def patience(order: Order) -> float:
    """Seconds to wait for the answer to a request that a callback rides on (1.10)."""
    urls = len(order.callback.urls) if order.callback.enabled else 0
    return ANSWER_WITHIN + PER_CALLBACK_URL * urls
