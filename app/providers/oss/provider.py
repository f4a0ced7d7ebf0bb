"""The steps of the provider contract, each as the service's page describes the operation."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import crc64 as checksums
from app.domain.asks import Browse, BucketFound, MakeLink, ObjectFound, Unfinished
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import InternalError, NotAllowed, NotUnderstood, UploadGone
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.plan import GIB, Limits
from app.domain.upload import Part, Receipt, Session, StoredPart
from app.providers.contract import Call, Found, Look, Order, Reply, Request
from app.providers.oss import answers, grants, requests
from app.providers.oss.addressing import LONGEST_KEY, place
from app.providers.oss.asks import buckets, leftovers, objects
from app.providers.oss.errors import Asked, not_understood, refusal
from app.providers.oss.form import post_object
from app.providers.oss.hand import Answer, Hand, key_of
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
        answer = (await _ask(call, order, requests.initiate(order))).good()
        return {UPLOAD_ID: answers.upload_id(answer.reply, asked=answer.asked)}

    async def stored(self, call: Call, order: Order, session: Session) -> list[StoredPart]:
        """ListParts, page by page. Raises `UploadGone`."""
        found: list[StoredPart] = []
        marker: int | None = 0
        while marker is not None:
            draft = requests.list_parts(_upload_id(session), marker)
            answer = (await _ask(call, order, draft)).good()
            page, following = answers.page_of_parts(answer.reply, asked=answer.asked)
            found += page
            if following is not None and following <= marker:
                raise not_understood(answer.reply, answer.asked)  # it would go round for ever
            marker = following
        return found

    async def send(self, call: Call, order: Order, session: Session, part: Part) -> StoredPart:
        """UploadPart, its CRC-64 compared. Raises `IntegrityError`, `UploadGone`."""
        draft = requests.upload_part(order, _upload_id(session), part)
        answer = (await _ask(call, order, draft)).good()
        return answers.sent_part(answer.reply, part, asked=answer.asked)

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
        answer = await _ask(call, order, draft)
        _check_stored(answer)
        if answer.reply.status == 200 and not order.callback.enabled:
            root = "CompleteMultipartUploadResult"
            answers.document(answer.reply, root, asked=answer.asked)
        url = self.address(order.destination, order.task.key)
        return answers.receipt(answer.reply, order, local=_crc_of(parts), url=url)

    async def put(self, call: Call, order: Order) -> Receipt:
        """PutObject or PostObject with the callback, the CRC-64 compared. Raises `NameTaken`.

        PostObject when the batch says so; then `Refused` (``size.form``) before anything is sent
        for a file that is too large for it. With a grant as that wants it; see `granted`.
        """
        authorisation = await call.authorisation()
        order = self.granted(order, authorisation)
        if isinstance(authorisation, Credentials):
            form = order.batch.method == "post"
            answer = await (_post(call, order) if form else _ask(call, order, requests.put(order)))
            url = self.address(order.destination, order.task.key)
        else:
            form = isinstance(authorisation, FormGrant)
            answer = await _grant(call, order, authorisation)
            url = granted_orders.object_address(order, authorisation)
        _check_stored(answer, answers.FORM_STORED if form else answers.PUT_STORED)
        local = answers.local_crc(answer.reply, order.size)
        return answers.receipt(answer.reply, order, local=local, url=url)

    async def look(self, call: Call, order: Order, *, since: float, crc64: int | None) -> Look:
        """HeadObject: there and ours, absent, or (without the right to look) cannot tell."""
        if not isinstance(await call.authorisation(), Credentials):
            return Look(Found.CANNOT_TELL)
        reply, asked = await _ask(call, order, requests.head())
        if reply.status == 200:
            url = self.address(order.destination, order.task.key)
            return answers.looked(reply, order, since=since, crc64=crc64, url=url)
        error = refusal(reply, answer.asked)
        if reply.status == 404 and error.values.get("reason") != "no_bucket":
            return Look(Found.ABSENT)
        if reply.status == 403 and isinstance(error, NotAllowed | NotUnderstood):
            return Look(Found.CANNOT_TELL)
        raise error

    async def abort(self, call: Call, order: Order, session: Session) -> None:
        """AbortMultipartUpload; an upload that is gone already counts as aborted (2.3)."""
        key = order.task.key
        await questions.clear(call, order.destination, key, _upload_id(session))

    def address(self, destination: Destination, key: str) -> str:
        """Plain address of an object."""
        where = place(destination, key)
        return where.origin + where.path

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server for a key, a signed form or a presigned address."""
        return grants.understood(await call.send(grants.question(url, code)))

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """The order as a grant lets it go; unchanged with a key."""
        if isinstance(authorisation, Credentials):
            return order
        return by_grant(order, authorisation)

    # --- questions that belong to no upload ---------------------------------------------------

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

    # --- grants -----------------------------------------------------------------------------

    async def authorise(self, call: Call, url: str, code: str) -> Authorisation:
        """Ask an application server; see `app.providers.oss.grants.authorise`."""
        return await grants.authorise(call, url, code)

    def granted(self, order: Order, authorisation: Authorisation) -> Order:
        """See `app.providers.oss.granted_orders.granted`."""
        return granted_orders.granted(order, authorisation)

    # --- questions --------------------------------------------------------------------------

    def probe(self, call: Call, subject: Probe) -> AsyncIterator[Check]:
        """See `app.providers.oss.doctor.checks`."""
        return doctor.checks(call, subject)

    async def browse(self, call: Call, subject: Browse) -> tuple[BucketFound, ...]:
        """ListBuckets, or GetBucketInfo and where it points to."""
        return await questions.browse(call, subject)

    async def unfinished(self, call: Call, destination: Destination) -> tuple[Unfinished, ...]:
        """ListMultipartUploads, with sizes by ListParts."""
        return await questions.unfinished(call, destination)

    async def clear(self, call: Call, destination: Destination, upload: Unfinished) -> None:
        """AbortMultipartUpload."""
        await questions.clear(call, destination, upload.key, upload.upload_id)

    async def taken(self, call: Call, destination: Destination, key: str) -> ObjectFound | None:
        """HeadObject."""
        return await questions.taken(call, destination, key)

    async def link(self, call: Call, subject: MakeLink) -> str:
        """A plain or presigned address."""
        return await questions.link(call, subject)


async def _ask(call: Call, order: Order, draft: Draft) -> Answer:
    return await Hand(call, order.destination).on_object(draft, order.task.key)


async def _post(call: Call, order: Order) -> Answer:
    """Make and send a form with the key and the time of this moment."""
    credentials = key_of(await call.authorisation())
    form = post_object(order, credentials, now=call.now())
    secrets = (credentials.security_token, credentials.access_key_secret, *form.secrets)
    asked = Asked(order.destination, order.task.key, secrets)
    return Answer(await call.send(form.request), asked)


async def _grant(call: Call, order: Order, grant: FormGrant | UrlGrant) -> Answer:
    """Send a granted order as its grant wants it."""
    if isinstance(grant, FormGrant):
        form = granted_orders.granted_form(order, grant, now=call.now())
    else:
        form = granted_orders.granted_put(order, grant)
    asked = Asked(order.destination, order.task.key, form.secrets)
    return Answer(await call.send(form.request), asked)


def _check_stored(answer: Answer, statuses: frozenset[int] = answers.PUT_STORED) -> None:
    reply, asked = answer.reply, answer.asked
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
