"""The end of every upload: the object is placed, then callback, processing and the answer.

Whatever goes wrong after the object was placed does not undo it (reference/wangsu.md 0, 7).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from app.democloud import crc
from app.democloud.answering import Answer
from app.democloud.blobs import Blob
from app.democloud.store import StoredObject
from app.democloud.wangsu.answers import (
    base64_answer,
    error_answer,
    json_answer,
    members,
    redirect_answer,
    with_hash,
)
from app.democloud.wangsu.calls import Order, Told
from app.democloud.wangsu.errors import WangsuError, exists
from app.democloud.wangsu.exchange import Exchange, Site, checked_key
from app.democloud.wangsu.instructions import read_instructions
from app.democloud.wangsu.policy import Policy
from app.democloud.wangsu.tasks import Source, Wish
from app.democloud.wangsu.templates import UploadFacts, filled

CALLBACK_FAILED = 579
"""Stored, but the application server could not be told (reference/wangsu.md 4.5)."""

_WRONG_ETAG = "F" + "A" * 27
_PERCENT = re.compile(r"%[0-9A-F]{2}")
_AGENT = "Apache-HttpClient/4.3.1 (java 1.5)"


@dataclass(frozen=True, slots=True)
class Naming:
    """Where an object's name may come from, besides the policy."""

    asked: str
    """Named by the uploader."""
    file_name: str
    """What its sender called the file."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that is here whole."""

    key: str
    """The object's name."""
    file_name: str
    """What its sender called the file."""
    blobs: tuple[Blob, ...]
    """The bytes; held for the object."""
    etag: str
    """28 characters."""
    mime_type: str
    """Content type."""
    headers: tuple[tuple[str, str], ...]
    """What else is kept with the object."""
    variables: Mapping[str, str]
    """Custom variables, ``x:...``."""
    in_blocks: bool
    """Whether it came by mkfile."""


def object_name(policy: Policy, names: Naming) -> str:
    """Give the object's name: scope, saveKey, the uploader's wish, the file's (wangsu.md 1.3)."""
    return checked_key(policy.key or policy.save_key or names.asked or names.file_name)


def refuse_taken(site: Site, policy: Policy, key: str, now: float) -> None:
    """Refuse a name that is taken; WangsuError 406."""
    if not policy.overwrite and site.has(policy.bucket, key, now):
        raise exists()


async def finish(site: Site, exchange: Exchange, policy: Policy, *, arrived: Arrived) -> Answer:
    """Place the object, begin its processing, call back, answer."""
    stored = _place(site, exchange, policy, arrived=arrived)
    persistent_id = _begin_task(site, exchange, policy, stored=stored)
    etag = stored.etag
    if exchange.suffers("bad_etag"):
        etag = _WRONG_ETAG
    facts = UploadFacts(
        request_id=exchange.request_id,
        bucket=policy.bucket,
        key=stored.key,
        file_name=arrived.file_name,
        etag=etag,
        size=stored.size,
        mime_type=stored.content_type,
        url=site.url(policy.bucket, stored.key),
        client_ip=exchange.request.client.host if exchange.request.client else "",
        milliseconds=round((time.monotonic() - exchange.started) * 1000),
        persistent_id=persistent_id
        if not arrived.in_blocks or site.settings.wangsu_id_in_parts
        else "",
        variables=arrived.variables,
    )
    told = await _call_back(site, exchange, policy, facts=facts)
    return _answer(site, policy, facts, in_blocks=arrived.in_blocks, told=told)


def _place(site: Site, exchange: Exchange, policy: Policy, *, arrived: Arrived) -> StoredObject:
    try:
        bucket = site.bucket(policy.bucket)
        if policy.ops:
            read_instructions(policy.ops)
        refuse_taken(site, policy, arrived.key, exchange.now)
    except WangsuError:
        for blob in arrived.blobs:
            blob.release()
        raise
    total, size = 0, 0
    for blob in arrived.blobs:
        total = crc.combine(total, blob.crc64, blob.size)
        size += blob.size
    stored = StoredObject(
        key=arrived.key,
        blobs=arrived.blobs,
        size=size,
        crc64=total,
        etag=arrived.etag,
        headers=(("Content-Type", arrived.mime_type), *arrived.headers),
        kind="Multipart" if arrived.in_blocks else "Normal",
        stored_at=policy.modified / 1000 if policy.modified > 0 else exchange.now,
    )
    bucket.put(stored)
    site.record(
        "object_stored",
        key=stored.key,
        size=stored.size,
        etag=stored.etag,
        crc64=str(stored.crc64),
        operation=exchange.operation,
        request_id=exchange.request_id,
    )
    return stored


def _begin_task(site: Site, exchange: Exchange, policy: Policy, *, stored: StoredObject) -> str:
    if not policy.ops:
        return ""
    wish = Wish(
        ops=policy.ops,
        notify_url=policy.notify_url,
        separate=policy.separate,
        force=True,
        request_id=exchange.request_id,
    )
    return site.tasks.begin(Source(policy.bucket, stored), wish)


async def _call_back(
    site: Site, exchange: Exchange, policy: Policy, *, facts: UploadFacts
) -> Told | None:
    """Call back when the policy says so; None when it does not."""
    if not policy.callback_url:
        return None
    fault = exchange.fault
    if fault is not None and fault.kind == "callback_failed":
        return Told(False, b"", fault.text("message", "the callback was made to fail"), 0)
    body = filled(policy.callback_body or "", facts).encode("utf-8", "replace")
    order = Order(
        kind="callback",
        url=policy.callback_url,
        sent=_as_sent(body, site.settings.wangsu_callback_body),
        body=body,
        content_type=site.settings.wangsu_callback_type,
        variant=site.settings.wangsu_callback_variant,
        user_agent=_AGENT,
        facts={"request_id": exchange.request_id, "key": facts.key},
    )
    return await site.caller.tell(order)


def _as_sent(body: bytes, way: str) -> bytes:
    """Encode a callback's body as the documents' samples have it (reference/wangsu.md 4.3)."""
    if way == "raw":
        return body
    text = _PERCENT.sub(lambda found: found[0].lower(), quote(body, safe="")) + "%0a"
    return (f"callbackBody={text}" if way == "prefixed" else text).encode("ascii")


def _answer(
    site: Site, policy: Policy, facts: UploadFacts, *, in_blocks: bool, told: Told | None
) -> Answer:
    if told is not None and not told.accepted:
        error = WangsuError(CALLBACK_FAILED, f"callback failed: {told.reason}")
        return error_answer(error, site.settings)
    response = told.body.decode("utf-8", "replace") if told is not None else None
    if in_blocks:
        return _file_answer(site, policy, facts, response)
    if response is not None and policy.callback_body is None:
        return Answer(200)  # the SDKs' READMEs: the client gets an empty text
    if response is not None:
        return json_answer({"hash": facts.etag, "response": response})
    result = with_hash(filled(policy.return_body or "", facts), facts.etag)
    if policy.return_url:
        return redirect_answer(policy.return_url, result, site.settings)
    return base64_answer(result, site.settings)


def _file_answer(site: Site, policy: Policy, facts: UploadFacts, response: str | None) -> Answer:
    """Answer mkfile: JSON, with the members of ``returnBody`` beside key and hash."""
    value = {"key": facts.key, "hash": facts.etag}
    if response is not None:
        return json_answer(value | {"response": response})
    shaped = filled(policy.return_body or "", facts)
    if shaped and site.settings.wangsu_mkfile_base64:
        return base64_answer(with_hash(shaped, facts.etag), site.settings)
    return json_answer(members(shaped) | value)
