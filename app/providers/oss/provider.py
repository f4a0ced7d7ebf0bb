"""The steps of the provider contract, each as the service's page describes the operation."""

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
from app.domain.errors import InternalError, NotAllowed, NotUnderstood, UploadGone
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.plan import GIB, Limits
from app.domain.upload import Part, Receipt, Session, StoredPart
from app.providers import app_server
from app.providers.contract import (
    Call,
    Found,
    Look,
    Order,
    Pending,
    Reply,
    Request,
    Watched,
)
from app.providers.oss import answers, grants, requests
from app.providers.oss.addressing import LONGEST_KEY, place
from app.providers.oss.asks import buckets, doctor, leftovers, objects
from app.providers.oss.asks.hand import key_of
from app.providers.oss.errors import Asked, not_understood, refusal, scrubbed
from app.providers.oss.form import Form, post_object
from app.providers.oss.grant_put import by_grant, granted_form, granted_put
from app.providers.oss.requests import Draft

LIMITS = Limits(
    smallest_part=100 * 1024,
    largest_part=5 * GIB,
    most_parts=10_000,
    largest_put=5 * GIB,
    largest_object=488 * 1024 * GIB // 10,
    longest_key=LONGEST_KEY,
)
"""oss.md, 2.1 and 3.1; sizes in bytes."""

UPLOAD_ID = "upload_id"
"""The one entry of a session."""


class OssProvider:
    """Alibaba Cloud OSS: PutObject, PostObject and multipart upload, each with callback."""

    name = "oss"

    def limits(self, destination: Destination) -> Limits:
        """Part sizes and counts; the same everywhere."""
        return LIMITS

    async def begin(self, call: Call, order: Order) -> Session:
        """InitiateMultipartUpload. Raises `NameTaken` when the policy forbids to replace."""
        reply, asked = await _ask(call, order, requests.initiate(order))
        return {UPLOAD_ID: answers.upload_id(_good(reply, asked), asked=asked)}

    async def stored(self, call: Call, order: Order, session: Session) -> list[StoredPart]:
        """ListParts, page by page. Raises `UploadGone`."""
        found: list[StoredPart] = []
        marker: int | None = 0
        while marker is not None:
            draft = requests.list_parts(_upload_id(session), marker)
            reply, asked = await _ask(call, order, draft)
            page, following = answers.page_of_parts(_good(reply, asked), asked=asked)
            found += page
            if following is not None and following <= marker:
                raise not_understood(reply, asked)  # it would go round for ever
            marker = following
        return found

    async def send(self, call: Call, order: Order, session: Session, part: Part) -> StoredPart:
        """UploadPart, its CRC-64 compared. Raises `IntegrityError`, `UploadGone`."""
        draft = requests.upload_part(order, _upload_id(session), part)
        reply, asked = await _ask(call, order, draft)
        return answers.sent_part(_good(reply, asked), part, asked=asked)

    async def finish(
        self, call: Call, order: Order, session: Session, stored: Sequence[StoredPart]
    ) -> Receipt:
        """CompleteMultipartUpload with the callback; the object's CRC-64 out of the parts'.

        Raises `InternalError` before anything is sent when the parts do not make up the file,
        `UploadGone` when the upload is unknown - or was completed by an attempt before - and
        `IntegrityError`.
        """
        parts = sorted(stored, key=lambda part: part.number)
        _check_whole(order, parts)
        listed = [(part.number, part.etag) for part in parts]
        draft = requests.complete(order, _upload_id(session), listed)
        reply, asked = await _ask(call, order, draft)
        _check_stored(reply, asked)
        if reply.status == 200 and not order.callback.enabled:
            answers.document(reply, "CompleteMultipartUploadResult", asked=asked)
        return self._receipt(reply, order, _crc_of(parts))

    async def put(self, call: Call, order: Order) -> Receipt:
        """PutObject or PostObject with the callback, the CRC-64 compared. Raises `NameTaken`.

        PostObject when the batch says so; then `Refused` (``size.form``) before anything is sent
        for a file that is too large for it. With a grant the way that the server signed.
        """
        authorisation = await call.authorisation()
        order = self.granted(order, authorisation)  # what was granted already stays as it is
        if isinstance(authorisation, UrlGrant):
            request, secrets = granted_put(order, authorisation)
            reply, asked = await _send(call, order, request, secrets)
            _check_stored(reply, asked)
        elif isinstance(authorisation, FormGrant):
            form = granted_form(order, authorisation)
            reply, asked = await _send(call, order, form.request, form.secrets)
            reply = _noted(reply, form)
            _check_stored(reply, asked, answers.FORM_STORED)
        elif order.batch.method == "post":
            form = post_object(order, authorisation, now=call.now())
            secrets = (*_secrets(authorisation), *form.secrets)
            reply, asked = await _send(call, order, form.request, secrets)
            reply = _noted(reply, form)
            _check_stored(reply, asked, answers.FORM_STORED)
        else:
            reply, asked = await _ask(call, order, requests.put(order))
            _check_stored(reply, asked)
        return self._receipt(reply, order, answers.local_crc(reply, order.size))

    async def look(self, call: Call, order: Order, *, since: float, crc64: int | None) -> Look:
        """HeadObject: there and ours, absent, or (without the right to look) cannot tell."""
        if not isinstance(await call.authorisation(), Credentials):
            return Look(Found.CANNOT_TELL)
        reply, asked = await _ask(call, order, requests.head())
        if reply.status == 200:
            url = self.address(order.destination, order.task.key)
            return answers.looked(reply, order, since=since, crc64=crc64, url=url)
        error = refusal(reply, asked)
        if reply.status == 404 and error.values.get("reason") != "no_bucket":
            return Look(Found.ABSENT)
        if reply.status == 403 and isinstance(error, NotAllowed | NotUnderstood):
            return Look(Found.CANNOT_TELL)
        raise error

    async def abort(self, call: Call, order: Order, session: Session) -> None:
        """AbortMultipartUpload; an upload that is gone already counts as aborted (2.3)."""
        reply, asked = await _ask(call, order, requests.abort(_upload_id(session)))
        if reply.status == 204:
            return
        error = refusal(reply, asked)
        if not isinstance(error, UploadGone) and error.values.get("reason") != "no_bucket":
            raise error

    def address(self, destination: Destination, key: str) -> str:
        """Plain address of an object."""
        where = place(destination, key)
        return where.origin + where.path

    async def watch(
        self, call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
    ) -> Watched:
        """OSS tells nothing later."""
        return Watched()

    async def confirm(self, call: Call, destination: Destination, handles: Sequence[str]) -> None:
        """There is nothing to confirm."""

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server for a key, a signed form or a presigned address."""
        return grants.understood(await call.send(app_server.question(url, code)))

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """The order as a grant lets it go; unchanged with a key."""
        if isinstance(authorisation, Credentials):
            return order
        return by_grant(order, authorisation)

    # --- questions that belong to no upload ---------------------------------------------------

    def probe(self, call: Call, subject: Probe) -> AsyncIterator[Check]:
        """The doctor."""
        return doctor.probe(call, subject)

    async def events_of(self, call: Call, destination: Destination) -> EventSettings:
        """OSS has no events that are set here. Raises `NotAllowed`."""
        raise NotAllowed("no events here", reason="events")

    async def change_events(self, call: Call, subject: ChangeEvents) -> EventSettings:
        """As `events_of`."""
        raise NotAllowed("no events here", reason="events")

    async def browse(self, call: Call, subject: Browse) -> tuple[BucketFound, ...]:
        """ListBuckets, or where one bucket is."""
        return await buckets.browse(call, subject)

    async def unfinished(self, call: Call, destination: Destination) -> tuple[Unfinished, ...]:
        """ListMultipartUploads below the prefix, with sizes by ListParts."""
        return await leftovers.unfinished(call, destination)

    async def clear(self, call: Call, destination: Destination, upload: Unfinished) -> None:
        """AbortMultipartUpload of one that was found."""
        await leftovers.clear(call, destination, upload)

    async def taken(self, call: Call, destination: Destination, key: str) -> ObjectFound | None:
        """HeadObject. Raises `NotAllowed`."""
        return await objects.taken(call, destination, key)

    async def link(self, call: Call, subject: MakeLink) -> str:
        """A plain or presigned address, on a custom domain if one is given."""
        return await objects.link(call, subject)

    def _receipt(self, reply: Reply, order: Order, local: int | None) -> Receipt:
        url = self.address(order.destination, order.task.key)
        return answers.receipt(reply, order, local=local, url=url)


async def _ask(call: Call, order: Order, draft: Draft) -> tuple[Reply, Asked]:
    """Sign ``draft`` with the credentials and the time of this moment, and send it."""
    there, key = order.destination, order.task.key
    credentials = key_of(await call.authorisation())
    request = requests.signed(draft, there, key, credentials=credentials, now=call.now())
    secrets = _secrets(credentials)
    return scrubbed(await call.send(request), secrets), Asked(there, key, secrets)


async def _send(
    call: Call, order: Order, request: Request, secrets: Sequence[str]
) -> tuple[Reply, Asked]:
    """Send what is signed already."""
    reply = scrubbed(await call.send(request), secrets)
    return reply, Asked(order.destination, order.task.key, tuple(secrets))


def _noted(reply: Reply, form: Form) -> Reply:
    """With what the form said of the callback, which no header tells."""
    if reply.exchange is None or not form.callback:
        return reply
    return replace(reply, exchange=replace(reply.exchange, form=form.callback))


def _secrets(credentials: Credentials) -> tuple[str, str]:
    return credentials.security_token, credentials.access_key_secret


def _good(reply: Reply, asked: Asked) -> Reply:
    if reply.status != 200:
        raise refusal(reply, asked)
    return reply


def _check_stored(
    reply: Reply, asked: Asked, statuses: frozenset[int] = answers.PUT_STORED
) -> None:
    if answers.is_stored(reply, statuses):
        return
    raise not_understood(reply, asked) if reply.status in statuses else refusal(reply, asked)


def _check_whole(order: Order, parts: Sequence[StoredPart]) -> None:
    """Never make an object of parts that are not the file's: some missing, or of another plan."""
    have = [(part.number, part.size) for part in parts]
    planned = [(part.number, part.length) for part in order.parts]
    if sum(size for _number, size in have) != order.size or (planned and have != planned):
        raise InternalError("the stored parts are not those of the plan")


def _crc_of(parts: Sequence[StoredPart]) -> int | None:
    """CRC-64 of the object; None when the service did not tell that of every part."""
    pairs = [(part.crc64, part.size) for part in parts if part.crc64 is not None]
    return checksums.whole(pairs) if len(pairs) == len(parts) else None


def _upload_id(session: Session) -> str:
    if not session.get(UPLOAD_ID):
        raise UploadGone("the session has no upload id")
    return session[UPLOAD_ID]
