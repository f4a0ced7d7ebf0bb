"""The steps of the provider contract for Tencent Cloud VOD (tencent-vod.md).

    begin    ApplyUpload, the cover picture, COS initiate       put   ApplyUpload, cover, COS PUT,
    send     COS part                                                 CommitUpload
    finish   COS complete, CommitUpload

With a signature from an application server the first and last go to the clients' door (`ugc`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from app.domain import crc64 as checksums
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
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import IntegrityError, InternalError, NotAllowed, UploadError, UploadGone
from app.domain.grant import Authorisation, FormGrant
from app.domain.notice import Notice, NoticeKind
from app.domain.plan import GIB, MIB, Limits
from app.domain.upload import Part, Receipt, Session, StoredPart
from app.providers import app_server, xml
from app.providers.contract import (
    Call,
    CannotList,
    Look,
    Order,
    Pending,
    Reply,
    SourceRange,
    Watched,
)
from app.providers.vod import fields, media, ugc, upload
from app.providers.vod.asks import applications, doctor, event_settings
from app.providers.vod.cos import Store, bare, local_crc, told_crc
from app.providers.vod.errors import before_commit
from app.providers.vod.events import confirm, watch
from app.providers.vod.ticket import Ticket, of_session
from app.providers.vod.upload import Committed

LIMITS = Limits(
    smallest_part=MIB,
    largest_part=5 * GIB,
    most_parts=10_000,
    largest_put=5 * GIB,
    largest_object=50_000 * GIB,
    longest_key=850,
)
"""tencent-vod.md, 1.4; sizes in bytes."""

MOST_RENEWED = 64
"""Uploads whose renewed keys are remembered."""


class VodProvider:
    """Tencent Cloud VOD: server and client upload, and the event that a file is there."""

    name = "vod"

    def __init__(self) -> None:
        """Knows of no renewed key."""
        self._renewed: dict[str, Ticket] = {}

    def limits(self, destination: Destination) -> Limits:
        """Part sizes and counts; the same everywhere."""
        return LIMITS

    # --- an upload ----------------------------------------------------------------------------

    async def begin(self, call: Call, order: Order) -> Session:
        """ApplyUpload, the cover picture, InitiateMultipartUpload."""
        ticket = await _applied(call, order)
        store = await self._store(call, order, ticket)
        await _cover(store, order)
        return ticket.begun(await store.initiate()).session()

    async def stored(self, call: Call, order: Order, session: Session) -> list[StoredPart]:
        """ListParts. Raises `UploadGone`; `CannotList` for what was completed already."""
        store = await self._store(call, order, of_session(session))
        try:
            return await store.parts()
        except UploadGone as error:
            there = None if error.values.get("reason") else await store.head()
            if there is None or _length(there) != order.size:
                raise
            raise CannotList from None  # only the commit is missing, or its answer

    async def send(self, call: Call, order: Order, session: Session, part: Part) -> StoredPart:
        """UploadPart, its CRC-64 compared. Raises `IntegrityError`, `UploadGone`."""
        store = await self._store(call, order, of_session(session))
        return await store.part(order.task.path, part)

    async def finish(
        self, call: Call, order: Order, session: Session, stored: Sequence[StoredPart]
    ) -> Receipt:
        """CompleteMultipartUpload, then the commit; may be called again after any failure.

        Raises `InternalError` before anything is sent when the parts do not make up the file,
        `IntegrityError`, `UploadGone`.
        """
        parts = sorted(stored, key=lambda part: part.number)
        _check_whole(order, parts)
        ticket = of_session(session)
        with before_commit():
            store = await self._store(call, order, ticket)
            reply = await _completed(store, order, parts)
        receipt = _receipt(order, reply, local=_crc_of(parts))
        return _with_file(receipt, await _committed(call, order, ticket), now=call.now())

    async def put(self, call: Call, order: Order) -> Receipt:
        """ApplyUpload, cover, PutObject, commit. Raises `IntegrityError` and what they raise."""
        whole = SourceRange(order.task.path, 0, order.size) if order.size else b""
        with before_commit(anew=True):
            ticket = await _applied(call, order)
            store = await self._store(call, order, ticket)
            await _cover(store, order)
            reply = await store.put(ticket.path, whole)
        receipt = _receipt(order, reply, local=local_crc(reply))
        return _with_file(receipt, await _committed(call, order, ticket), now=call.now())

    async def look(self, call: Call, order: Order, *, since: float, crc64: int | None) -> Look:
        """SearchMedia by our mark, as far as the key may; else cannot tell."""
        return await media.look(call, order, since=since)

    async def abort(self, call: Call, order: Order, session: Session) -> None:
        """AbortMultipartUpload; a key that has ended takes the upload with it."""
        try:
            await (await self._store(call, order, of_session(session))).abort()
        except UploadGone:
            return

    def address(self, destination: Destination, key: str) -> str:
        """None that could be told before the commit."""
        return ""

    async def _store(self, call: Call, order: Order, ticket: Ticket) -> Store:
        """The storage by a temporary key that is still good.

        Raises `UploadGone` (``temporary_key``) when it has ended: for an account's key there is no
        other than that of a new ApplyUpload (1.3).
        """
        given = await call.authorisation()
        now = call.now()
        if isinstance(given, FormGrant):
            ticket = self._renewed.get(ticket.session_key, ticket)
            if ticket.is_old(now) or ticket.ends_by(now):
                ticket = await ugc.renewed(call, order, ticket)
                while len(self._renewed) >= MOST_RENEWED:
                    del self._renewed[next(iter(self._renewed))]
                self._renewed[ticket.session_key] = ticket
        if ticket.ends_by(now):
            raise UploadGone("the temporary key has ended", reason="temporary_key")
        own = given if isinstance(given, Credentials) else None
        return Store(call, order.destination, ticket, own, order.task.name)

    # --- what comes later -----------------------------------------------------------------------

    async def watch(
        self, call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
    ) -> Watched:
        """PullEvents, or the application server's stream, or why nothing will be seen."""
        return await watch(call, destination, pending, memory)

    async def confirm(self, call: Call, destination: Destination, handles: Sequence[str]) -> None:
        """ConfirmEvents, at most sixteen at a time."""
        await confirm(call, destination, handles)

    # --- grants -----------------------------------------------------------------------------

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server for a client's signature."""
        return ugc.grant_of(await call.send(app_server.question(url, code)))

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """The order as it is; what cannot be uploaded this way is said before a byte is sent."""
        fields.check(order)
        return order

    # --- questions that belong to no upload ---------------------------------------------------

    def probe(self, call: Call, subject: Probe) -> AsyncIterator[Check]:
        """The doctor."""
        return doctor.probe(call, subject)

    async def events_of(self, call: Call, destination: Destination) -> EventSettings:
        """DescribeEventConfig."""
        return await event_settings.read(call, destination)

    async def change_events(self, call: Call, subject: ChangeEvents) -> EventSettings:
        """ModifyEventConfig of what is named, then DescribeEventConfig."""
        return await event_settings.change(call, subject)

    async def browse(self, call: Call, subject: Browse) -> tuple[BucketFound, ...]:
        """DescribeSubAppIds: the account's applications."""
        return await applications.browse(call, subject)

    async def unfinished(self, call: Call, destination: Destination) -> tuple[Unfinished, ...]:
        """None that anybody could see: each upload's key is good for its own object only."""
        return ()

    async def clear(self, call: Call, destination: Destination, upload: Unfinished) -> None:
        """There is nothing to clear."""

    async def taken(self, call: Call, destination: Destination, key: str) -> ObjectFound | None:
        """No name is ever taken: each upload makes a new medium."""
        return None

    async def link(self, call: Call, subject: MakeLink) -> str:
        """There are only those addresses that the receipts tell. Raises `NotAllowed`."""
        raise NotAllowed("the address is in the receipt", reason="receipt")


async def _applied(call: Call, order: Order) -> Ticket:
    if isinstance(await call.authorisation(), FormGrant):
        return await ugc.apply(call, order)
    return await upload.apply(call, order)


async def _committed(call: Call, order: Order, ticket: Ticket) -> Committed:
    if isinstance(await call.authorisation(), FormGrant):
        return await ugc.commit(call, order, ticket)
    return await upload.commit(call, order, ticket)


async def _cover(store: Store, order: Order) -> None:
    path = fields.cover(order)
    if path and store.ticket.cover_path:
        await store.put(store.ticket.cover_path, SourceRange(path, 0, 0, beside=True))


async def _completed(store: Store, order: Order, parts: Sequence[StoredPart]) -> Reply:
    """The object's headers (or those of the answer that made it): it is there, whole, and ours.

    An attempt before may have made it already: then only the commit is missing.
    """
    try:
        reply = await store.complete(list(parts))
    except UploadGone as error:
        there = None if error.values.get("reason") else await store.head()
        if there is None or _length(there) != order.size:
            raise
        return there
    return reply if told_crc(reply) is not None else await _seen(store) or reply


async def _seen(store: Store) -> Reply | None:
    """The object's checksum, for a service that lets us look; nothing hangs on it."""
    try:
        return await store.head()
    except UploadError:
        return None


def _length(reply: Reply) -> int | None:
    return xml.whole_number(reply.header("content-length"))


def _receipt(order: Order, reply: Reply, *, local: int | None) -> Receipt:
    """What is known of the object before the commit. Raises `IntegrityError`."""
    with before_commit():
        told = told_crc(reply)
        if told is not None and local is not None and told != local:
            text = f"crc64 here {local}, there {told}"
            raise IntegrityError(text, exchange=reply.exchange, reason="crc64")
    return Receipt(
        key=order.task.key,
        size=order.size,
        etag=bare(reply.header("etag")),
        crc64=told,
        verified=told is not None and told == local,
    )


def _with_file(receipt: Receipt, committed: Committed, *, now: float) -> Receipt:
    """What the commit gave, and the event that is waited for from now on."""
    reply = committed.reply
    waited_for = Notice(NoticeKind.EVENT, committed.file_id, since=now, at=now)
    return replace(
        receipt,
        file_id=committed.file_id,
        url=committed.url,
        request_id=committed.request_id,
        http_status=reply.status if reply is not None else 0,
        exchange=committed.exchange,
        notices=(waited_for,),
    )


def _check_whole(order: Order, parts: Sequence[StoredPart]) -> None:
    """Never make an object of parts that are not the file's: some missing, or of another plan."""
    have = [(part.number, part.size) for part in parts]
    planned = [(part.number, part.length) for part in order.parts]
    if sum(size for _number, size in have) != order.size or (planned and have != planned):
        raise InternalError("the stored parts are not those of the plan")


def _crc_of(parts: Sequence[StoredPart]) -> int | None:
    """CRC-64 of the object; None when the storage did not tell that of every part."""
    pairs = [(part.crc64, part.size) for part in parts if part.crc64 is not None]
    return checksums.whole(pairs) if len(pairs) == len(parts) else None
