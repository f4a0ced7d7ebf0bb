"""Form upload: fields and one file, in any order (reference/wangsu.md 2.1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from app.democloud.answering import Answer
from app.democloud.blobs import Blob
from app.democloud.errors import ServiceError
from app.democloud.oss import limits
from app.democloud.oss.form import Part, PartEnd, Token, form_tokens
from app.democloud.wangsu.answers import failed_redirect
from app.democloud.wangsu.encoding import Digests, etag_of
from app.democloud.wangsu.errors import WangsuError, malformed
from app.democloud.wangsu.exchange import Exchange, Site, expiry_header, kind_of, traffic_limit
from app.democloud.wangsu.finishing import Arrived, Naming, finish, object_name, refuse_taken
from app.democloud.wangsu.policy import Policy, refuse_size
from app.democloud.wangsu.tokens import bare_token, required

LARGEST_FORM = 2 * 1024**3
"""Bytes of one request (reference/wangsu.md 2.2)."""

_GENERAL = ("application/octet-stream", "text/plain")
"""What clients write at the file whatever it is."""


@dataclass(slots=True)
class _Form:
    """What came so far."""

    fields: dict[str, str] = field(default_factory=dict)
    """Values by name; names in lower case, but for variables ``x:...``."""
    file: Part | None = None
    """The head of the file."""
    blob: Blob | None = None
    """Its bytes."""
    digests: Digests = field(default_factory=Digests)
    """Their digests."""
    policy: Policy | None = None
    """Read as soon as the token was there."""
    key: str = ""
    """The object's name, known from then on."""


async def upload(site: Site, exchange: Exchange) -> Answer:
    """Store the file of a form; a refused one is read on a little, so that its sender hears."""
    form = _Form()
    try:
        try:
            await _read(site, exchange, form)
            return await _finish(site, exchange, form)
        except ServiceError:
            await exchange.body.drain(limits.MOST_DRAINED)
            raise
        finally:
            if form.blob is not None:
                form.blob.release()
    except WangsuError as error:
        if form.policy is None or not form.policy.return_url or error.body is not None:
            raise
        return failed_redirect(form.policy.return_url, error)


async def _read(site: Site, exchange: Exchange, form: _Form) -> None:
    tokens = form_tokens(exchange.body.chunks(), exchange.header("content-type"))
    name, value, total = "", bytearray(), 0
    async for token in tokens:
        if isinstance(token, Part):
            name, value = token.name, bytearray()
            if name == "file":
                await _take_file(site, exchange, form, tokens=tokens, head=token)
        elif isinstance(token, bytes):
            value += token
            total += len(token)
            if total > limits.LONGEST_PREFACE:
                raise malformed("the fields are too large")
        elif name != "file":
            form.fields[name] = bytes(value).decode("utf-8", "replace")


async def _take_file(
    site: Site, exchange: Exchange, form: _Form, *, tokens: AsyncIterator[Token], head: Part
) -> None:
    if form.file is not None:
        raise malformed("there is more than one file")
    form.file = head
    if "token" in form.fields:
        await _admit(site, exchange, form)
    chunks = _within(site, tokens, form.policy)
    form.blob = await site.store.blobs.take_in(chunks, also=form.digests.update)


async def _within(
    site: Site, tokens: AsyncIterator[Token], policy: Policy | None
) -> AsyncIterator[bytes]:
    """Yield the file's bytes up to its end; WangsuError at the first byte too many."""
    size = 0
    async for token in tokens:
        if isinstance(token, PartEnd):
            return
        if isinstance(token, bytes):
            size += len(token)
            if size > LARGEST_FORM:
                raise WangsuError(413, "The file is too large for a form")
            if policy is not None:
                refuse_size(policy, size, status=site.settings.wangsu_size_status)
            yield token


async def _admit(site: Site, exchange: Exchange, form: _Form) -> None:
    """Judge the token, as soon as it is here and once."""
    token = bare_token(form.fields.get("token", "") or exchange.token)
    policy = form.policy = site.policy(exchange, required(token))
    exchange.body.bits_per_second = traffic_limit(exchange)
    file_name = form.file.filename or "" if form.file else ""
    names = Naming(form.fields.get("key", ""), file_name)
    form.key = object_name(policy, names)
    exchange.key = form.key
    refuse_taken(site, policy, form.key, exchange.now)
    await exchange.identified()
    if exchange.suffers("expire_key"):
        site.policy(exchange, token)


async def _finish(site: Site, exchange: Exchange, form: _Form) -> Answer:
    if form.file is None or form.blob is None:
        raise malformed("there is no file")
    if form.policy is None:
        await _admit(site, exchange, form)
    policy = form.policy
    if policy is None:
        raise malformed("there is no policy")
    refuse_size(policy, form.blob.size, status=site.settings.wangsu_size_status)
    told = form.file.content_type if form.file.content_type not in _GENERAL else ""
    form.blob.hold()
    arrived = Arrived(
        key=form.key,
        file_name=form.file.filename or "",
        blobs=(form.blob,),
        etag=etag_of(form.digests.pieces.digests()),
        mime_type=kind_of(form.fields.get("mimetype", "") or told, form.key),
        headers=expiry_header(form.fields.get("deadline", ""), exchange.now),
        variables={n: v for n, v in form.fields.items() if n.startswith("x:")},
        in_blocks=False,
    )
    return await finish(site, exchange, policy, arrived=arrived)
