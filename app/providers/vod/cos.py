"""The storage behind VOD: the operations of an upload, asked and understood (1.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import IntegrityError, UploadGone
from app.domain.exchange import Headers, secrets_in_headers
from app.domain.upload import Part, StoredPart
from app.providers import xml
from app.providers.contract import Body, Call, Reply, Request, SourceRange
from app.providers.scrubbing import scrubbed
from app.providers.vod import cos_signing
from app.providers.vod.api import where
from app.providers.vod.cos_signing import Query, Subject
from app.providers.vod.errors import Asked, error_document, not_understood, refusal_of_storage
from app.providers.vod.ticket import Ticket

WITHIN = 60.0
"""Seconds for an answer."""
WITHIN_COMPLETE = 300.0
"""The same for CompleteMultipartUpload, whose answer may come in the last of many pieces."""
PAGE = "1000"


@dataclass(frozen=True, slots=True)
class Draft:
    """A request before it is placed and signed."""

    method: str
    query: Query = ()
    body: Body = b""
    headers: Headers = ()
    within: float = WITHIN


@dataclass(frozen=True, slots=True)
class Store:
    """One object of one ticket."""

    call: Call
    destination: Destination
    ticket: Ticket
    own: Credentials | None = None
    """The account's key, for a service that gave no temporary one."""
    name: str = ""

    async def put(self, path: str, body: SourceRange | bytes) -> Reply:
        """PutObject of the file or of a picture beside it. Raises `IntegrityError`."""
        reply, asked = await self._ask(Draft("PUT", body=body), path)
        _good(reply, asked)
        if not reply.header("etag"):
            raise not_understood(reply, asked)
        same_crc(reply)
        return reply

    async def initiate(self) -> str:
        """The id of a new multipart upload."""
        reply, asked = await self._ask(Draft("POST", (("uploads", ""),)))
        root = _document(_good(reply, asked), "InitiateMultipartUploadResult", asked)
        if not (upload_id := xml.text(root, "UploadId")):
            raise not_understood(reply, asked)
        return upload_id

    async def part(self, path: str, part: Part) -> StoredPart:
        """UploadPart of one range of the source at ``path``. Raises `IntegrityError`."""
        query = (("partNumber", str(part.number)), self._id())
        body: Body = SourceRange(path, part.offset, part.length) if part.length else b""
        reply, asked = await self._ask(Draft("PUT", query, body))
        etag = bare(_good(reply, asked).header("etag"))
        if not etag:
            raise not_understood(reply, asked)
        same_crc(reply)
        return StoredPart(part.number, part.length, etag, told_crc(reply))

    async def parts(self) -> list[StoredPart]:
        """All parts that are there. Raises `UploadGone`."""
        found: list[StoredPart] = []
        marker: int | None = 0
        while marker is not None:
            pages = (("max-parts", PAGE), ("part-number-marker", str(marker)))
            reply, asked = await self._ask(Draft("GET", (self._id(), *pages)))
            root = _document(_good(reply, asked), "ListPartsResult", asked)
            page = [_listed(element) for element in root.findall("Part")]
            found += (known := [part for part in page if part is not None])
            following = _next(root)
            stuck = following is not None and following <= marker
            if len(known) != len(page) or stuck:
                raise not_understood(reply, asked)
            marker = following
        return found

    async def complete(self, parts: list[StoredPart]) -> Reply:
        """CompleteMultipartUpload. Status 200 comes early: an ETag element says success."""
        body = xml.complete_document((part.number, part.etag) for part in parts)
        draft = Draft("POST", (self._id(),), body, within=WITHIN_COMPLETE)
        reply, asked = await self._ask(draft)
        root = _document(_good(reply, asked), "CompleteMultipartUploadResult", asked)
        if not (etag := xml.text(root, "ETag")):
            raise not_understood(reply, asked)
        return reply if reply.header("etag") else _with_etag(reply, etag)

    async def head(self) -> Reply | None:
        """The object's headers; None when there is none."""
        reply, asked = await self._ask(Draft("HEAD"))
        if reply.status == 404:
            return None
        return _good(reply, asked)

    async def abort(self) -> None:
        """AbortMultipartUpload; one that is gone counts as aborted."""
        reply, asked = await self._ask(Draft("DELETE", (self._id(),)))
        if reply.status < 300:
            return
        error = refusal_of_storage(reply, asked)
        if not isinstance(error, UploadGone):
            raise error

    def _id(self) -> tuple[str, str]:
        if not self.ticket.upload_id:
            raise UploadGone("the session has no upload id")
        return "uploadId", self.ticket.upload_id

    async def _ask(self, draft: Draft, path: str = "") -> tuple[Reply, Asked]:
        key = self.ticket.key or self.own
        if key is None:
            raise UploadGone("no key for the storage", reason="temporary_key")
        request = signed(draft, self.destination, self.ticket, key=key, now=self.call.now())
        if path:
            placed = replace(self.ticket, path=path)
            request = signed(draft, self.destination, placed, key=key, now=self.call.now())
        own = (key.security_token, key.access_key_secret, self.ticket.session_key)
        secrets = (*own, *secrets_in_headers(request.headers))
        reply = scrubbed(await self.call.send(request), secrets)
        return reply, Asked(self.destination, self.name, secrets)


def host_of(ticket: Ticket) -> str:
    """The storage's own name for the bucket."""
    return f"{ticket.bucket}.cos.{ticket.region}.myqcloud.com"


def signed(
    draft: Draft, destination: Destination, ticket: Ticket, *, key: Credentials, now: float
) -> Request:
    """The request as it goes out. ``now`` is Unix time by the service's clock.

    The length of a body is not signed: the wire finds it.
    """
    host = host_of(ticket)
    token = key.security_token
    headers: Headers = (
        ("Host", host),
        *draft.headers,
        *((("x-cos-security-token", token),) if token else ()),
    )
    path = "/" + ticket.path.removeprefix("/")
    subject = Subject(draft.method, path, draft.query, cos_signing.to_sign(headers))
    proof = cos_signing.authorization(subject, key, cos_signing.key_time(now))
    origin = where(destination.other_endpoint or host)[0]
    target = cos_signing.wire_path(path)
    if draft.query:
        target += "?" + cos_signing.query_string(draft.query)
    headers = (*headers, ("Authorization", proof))
    return Request(draft.method, origin, target, headers, draft.body, draft.within)


def bare(etag: str) -> str:
    """An ETag without quotes and weak mark."""
    return etag.strip().removeprefix("W/").strip('"')


def told_crc(reply: Reply) -> int | None:
    """CRC-64 as the storage told it."""
    return xml.whole_number(reply.header("x-cos-hash-crc64ecma"))


def local_crc(reply: Reply) -> int | None:
    """CRC-64 of what was read for the request; 0 where nothing was."""
    if not reply.digests:
        return 0
    return reply.digests[0].crc64 if len(reply.digests) == 1 else None


def same_crc(reply: Reply, local: int | None = None) -> bool:
    """True when the storage told the same CRC-64; False when there is nothing to compare.

    Raises `IntegrityError` when both are known and differ.
    """
    told, here = told_crc(reply), local_crc(reply) if local is None else local
    if told is None or here is None:
        return False
    if told != here:
        text = f"crc64 here {here}, there {told} [{reply.header('x-cos-request-id')}]"
        raise IntegrityError(text, exchange=reply.exchange, reason="crc64")
    return True


def _good(reply: Reply, asked: Asked) -> Reply:
    if reply.status != 200:
        raise refusal_of_storage(reply, asked)
    return reply


def _document(reply: Reply, root: str, asked: Asked) -> Element:
    """The answer's document; an error may come in its place, with status 200."""
    try:
        found = xml.read(b"" if reply.cut else reply.body.strip())
    except xml.NotXml:
        raise not_understood(reply, asked) from None
    if found.tag != root:
        failed = error_document(reply) is not None or found.tag == "Error"
        raise refusal_of_storage(reply, asked) if failed else not_understood(reply, asked)
    return found


def _with_etag(reply: Reply, etag: str) -> Reply:
    return replace(reply, headers=(*reply.headers, ("ETag", etag)))


def _listed(element: Element) -> StoredPart | None:
    number, size = xml.number(element, "PartNumber"), xml.number(element, "Size")
    etag = bare(xml.text(element, "ETag"))
    if number is None or size is None or not etag:
        return None
    return StoredPart(number, size, etag)


def _next(root: Element) -> int | None:
    more = xml.text(root, "IsTruncated").lower() == "true"
    return xml.number(root, "NextPartNumberMarker") if more else None
