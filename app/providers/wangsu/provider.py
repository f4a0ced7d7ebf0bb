"""The steps of the provider contract, each as the service's page describes the operation."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from app.domain.asks import (
    Browse,
    BucketFound,
    ChangeEvents,
    Check,
    EventSettings,
    MakeLink,
    ObjectFound,
    Probe,
    Unfinished,
)
from app.domain.callback import CallbackResult
from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName, with_scheme
from app.domain.errors import (
    InternalError,
    NameTaken,
    NotAllowed,
    Refused,
    UploadError,
)
from app.domain.grant import Authorisation, FormGrant
from app.domain.plan import MIB, Limits
from app.domain.states import CallbackOutcome
from app.domain.upload import Part, Receipt, Session, StoredPart
from app.domain.wangsu_place import LONGEST_KEY
from app.providers import app_server
from app.providers.contract import (
    Call,
    CannotList,
    Found,
    Look,
    Order,
    Pending,
    Reply,
    Request,
    Watched,
)
from app.providers.scrubbing import scrubbed
from app.providers.wangsu import (
    answers,
    blocks,
    doctor,
    form,
    grants,
    manage,
    notices,
    receipts,
)
from app.providers.wangsu.errors import Asked
from app.providers.wangsu.etag import ETAG, NOTHING, PIECE, etag, is_whole
from app.providers.wangsu.leave import Leave, leave
from app.providers.wangsu.place import check
from app.providers.wangsu.refusals import Kind

LIMITS = Limits(
    smallest_part=PIECE,
    largest_part=96 * MIB,
    most_parts=128_000,
    largest_put=form.LARGEST_FORM,
    largest_object=500_000_000_000,
    longest_key=LONGEST_KEY,
    multipart_from=20 * MIB,
    lists_parts=False,
    part_step=PIECE,
    proof="sha1",
)
"""wangsu.md, 1.5, 2.2 and 3.4; sizes in bytes. Blocks are whole pieces of the etag."""

CLOCK_GRACE = 2.0
"""Seconds by which an object may seem older than the attempt: clocks are corrected roughly."""


class WangsuProvider:
    """Wangsu object storage: form and block upload, with callback or with processing."""

    name = "wangsu"

    def limits(self, destination: Destination) -> Limits:
        """Part sizes and counts; the same everywhere."""
        return LIMITS

    async def begin(self, call: Call, order: Order) -> Session:
        """Nothing is sent: an id for the file. Raises `NameTaken` where somebody may look."""
        check(order.destination, order.task.key)
        order = self.granted(order, await call.authorisation())
        if not _replaces(order) and not _renamed(order) and await self._is_taken(call, order):
            raise NameTaken(name=order.task.name, key=order.task.key)
        return {blocks.BATCH: uuid.uuid4().hex}

    async def stored(self, call: Call, order: Order, session: Session) -> list[StoredPart]:
        """Nobody lists blocks (3.5). Raises `CannotList`."""
        raise CannotList

    async def send(self, call: Call, order: Order, session: Session, part: Part) -> StoredPart:
        """mkblk, its CRC-32 compared. Raises `IntegrityError`."""
        there = await self._leave(call, order, in_parts=True, bytes_=part.length)
        request = blocks.make_block(there, blocks.batch_of(session), part)
        reply, asked = await _sent(call, request, there, Kind.BLOCK)
        return blocks.stored_block(reply, part, asked)

    async def finish(
        self, call: Call, order: Order, session: Session, stored: Sequence[StoredPart]
    ) -> Receipt:
        """mkfile, the callback on it; the etag of the whole compared always (3.6).

        Raises `InternalError` before anything is sent when the blocks do not make up the file,
        `UploadGone` when blocks have vanished, `IntegrityError` (``etag``).
        """
        parts = sorted(stored, key=lambda part: part.number)
        _check_whole(order, parts)
        there = await self._leave(call, order, in_parts=True)
        request = blocks.make_file(there, blocks.batch_of(session), parts)
        reply, asked = await _sent(call, request, there, Kind.FILE)
        return await self._receipt(call, there, reply, asked, blocks.digests_of(parts))

    async def put(self, call: Call, order: Order) -> Receipt:
        """Form upload, the callback on it. Raises `NameTaken`, `IntegrityError` (``etag``)."""
        check(order.destination, order.task.key)
        there = await self._leave(call, order, bytes_=order.size)
        reply, asked = await _sent(call, form.upload(there), there, Kind.FORM)
        digests = reply.digests[0].sha1 if len(reply.digests) == 1 else b""
        return await self._receipt(call, there, reply, asked, digests or _nothing(order))

    async def look(self, call: Call, order: Order, *, since: float, crc64: int | None) -> Look:
        """stat: there and ours by etag, size and time; else absent. Without a key or a management
        domain nobody can tell."""
        if _renamed(order):
            return Look(Found.CANNOT_TELL)
        try:
            found = await manage.stat(call, order.destination, order.task.key)
        except NotAllowed:
            return Look(Found.CANNOT_TELL)
        if found is None:
            return Look(Found.ABSENT)
        digests = order.sha1 or _nothing(order)
        known = is_whole(digests, order.size) and len(found.hash) == ETAG
        other = known and found.hash != etag(digests)
        old = bool(found.put_at) and found.put_at + CLOCK_GRACE < since
        if found.size != order.size or other or old:
            return Look(Found.ABSENT)
        asked = order.callback.enabled
        outcome = CallbackOutcome.UNKNOWN if asked else CallbackOutcome.NOT_REQUESTED
        receipt = Receipt(
            key=order.task.key,
            size=found.size,
            etag=found.hash,
            verified=known,
            request_id=found.reply.header("x-reqid"),
            http_status=found.reply.status,
            callback=CallbackResult(outcome),
            exchange=found.reply.exchange,
            notices=receipts.notices(order, "", now=call.now()),
        )
        return Look(Found.THERE, receipt)

    async def abort(self, call: Call, order: Order, session: Session) -> None:
        """There is nothing to abort: blocks that were never merged expire (3.5)."""

    def address(self, destination: Destination, key: str) -> str:
        """Nobody can tell: the domain for downloads is the customer's own (6)."""
        return ""

    async def watch(
        self, call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
    ) -> Watched:
        """How processing tasks go: asked of the service, or told by an application server."""
        return await notices.watch(call, destination, pending, memory)

    async def confirm(self, call: Call, destination: Destination, handles: Sequence[str]) -> None:
        """There is nothing to confirm."""

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server for an upload token."""
        return grants.understood(await call.send(app_server.question(url, code)))

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """The order as a token lets it go; unchanged with a key."""
        if isinstance(authorisation, Credentials):
            return order
        if isinstance(authorisation, FormGrant):
            return grants.by_grant(order, authorisation)
        raise NotAllowed("an upload needs a token", reason="grant")

    # --- questions that belong to no upload ---------------------------------------------------

    def probe(self, call: Call, subject: Probe) -> AsyncIterator[Check]:
        """The doctor."""
        return doctor.probe(call, subject)

    async def events_of(self, call: Call, destination: Destination) -> EventSettings:
        """There are none. Raises `NotAllowed` (``events``)."""
        raise NotAllowed("the service has no such settings", reason="events")

    async def change_events(self, call: Call, subject: ChangeEvents) -> EventSettings:
        """There are none. Raises `NotAllowed` (``events``)."""
        raise NotAllowed("the service has no such settings", reason="events")

    async def browse(self, call: Call, subject: Browse) -> tuple[BucketFound, ...]:
        """No request lists buckets. Raises `NotAllowed` (``cannot_list``)."""
        raise NotAllowed("the service lists no buckets", reason="cannot_list")

    async def unfinished(self, call: Call, destination: Destination) -> tuple[Unfinished, ...]:
        """No request lists blocks. Raises `NotAllowed` (``cannot_list``)."""
        raise NotAllowed("the service lists no unfinished uploads", reason="cannot_list")

    async def clear(self, call: Call, destination: Destination, upload: Unfinished) -> None:
        """There is nothing to clear: blocks expire."""

    async def taken(self, call: Call, destination: Destination, key: str) -> ObjectFound | None:
        """stat. Raises `NotAllowed`."""
        found = await manage.stat(call, destination, key)
        return None if found is None else ObjectFound(key, found.size, found.put_at)

    async def link(self, call: Call, subject: MakeLink) -> str:
        """A plain address on the customer's own domain, if one is given.

        Raises `Refused` (``link``) without one, and for a signed address.
        """
        base = with_scheme(subject.base)
        if not base or subject.seconds > 0:
            raise Refused("the domain for downloads is not known", reason="link")
        return f"{base}/{quote(subject.key)}"

    # --- what steps share ---------------------------------------------------------------------

    async def _leave(
        self, call: Call, order: Order, *, in_parts: bool = False, bytes_: int = 0
    ) -> Leave:
        given = await call.authorisation()
        return leave(order, given, now=call.now(), in_parts=in_parts, bytes_=bytes_)

    async def _is_taken(self, call: Call, order: Order) -> bool:
        try:
            return await self.taken(call, order.destination, order.task.key) is not None
        except UploadError:  # it is a kindness only: mkfile says it in the end
            return False

    async def _receipt(
        self, call: Call, there: Leave, reply: Reply, asked: Asked, digests: bytes
    ) -> Receipt:
        if reply.status == answers.STORED_CALLBACK_FAILED:
            told = receipts.failed_callback(reply)
        else:
            told = answers.said(reply, asked)
        if not told.hash:  # a failed callback or an empty answer: nobody said what is stored
            told = replace(told, hash=await self._hash_of(call, there.order))
        return receipts.stored(reply, there, told, digests=digests, now=call.now())

    async def _hash_of(self, call: Call, order: Order) -> str:
        """What is stored, asked for beside an answer that does not tell; empty: not known."""
        if _renamed(order):
            return ""
        try:
            found = await manage.stat(call, order.destination, order.task.key)
        except UploadError:
            return ""  # the file is stored, and nothing is wrong as far as anybody knows
        return found.hash if found is not None else ""


async def _sent(call: Call, request: Request, there: Leave, kind: Kind) -> tuple[Reply, Asked]:
    """Send what goes by a leave."""
    return scrubbed(await call.send(request), there.secrets), there.asked(kind)


def _replaces(order: Order) -> bool:
    return order.batch.same_name in (SameName.REPLACE, SameName.DIFFERENT)


def _renamed(order: Order) -> bool:
    """Whether the service names the object by a rule of its own: nobody knows where to look."""
    return bool(order.batch.extras.get("saveKey", "").strip())


def _nothing(order: Order) -> bytes:
    """The digests of an empty file, which nobody reads; else none."""
    return NOTHING if order.size == 0 else b""


def _check_whole(order: Order, parts: Sequence[StoredPart]) -> None:
    """Never make an object of blocks that are not the file's; the service would not mind (3.6)."""
    have = [(part.number, part.size) for part in parts]
    planned = [(part.number, part.length) for part in order.parts]
    if sum(size for _number, size in have) != order.size or (planned and have != planned):
        raise InternalError("the stored blocks are not those of the plan")
