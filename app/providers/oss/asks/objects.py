"""Whether a name is taken, and addresses of objects (oss.md, 3.5, 5.3 and 6.3)."""

from __future__ import annotations

from dataclasses import replace

from app.domain.asks import MakeLink, ObjectFound
from app.domain.destination import Addressing, Destination
from app.domain.errors import NotAllowed, NotUnderstood
from app.providers import xml
from app.providers.contract import Call
from app.providers.moments import moment
from app.providers.oss import requests
from app.providers.oss.addressing import place
from app.providers.oss.answers import is_stored
from app.providers.oss.asks.hand import Answer, Hand, key_of
from app.providers.oss.errors import not_understood


async def taken(call: Call, destination: Destination, key: str) -> ObjectFound | None:
    """What HeadObject says of a name; None for one that is free.

    Raises `NotAllowed` without the right to look, `NotUnderstood` when it was not the service.
    """
    answer = await Hand(call, destination).on_object(requests.head(), key)
    if answer.reply.status == 200:
        return _found(answer, key)
    error = answer.error()
    if answer.reply.status == 404 and error.values.get("reason") != "no_bucket":
        return None
    if answer.reply.status == 403 and isinstance(error, NotUnderstood):
        raise NotAllowed(error.detail, answer=error.answer, exchange=error.exchange, key=key)
    raise error


def _found(answer: Answer, key: str) -> ObjectFound:
    reply = answer.reply
    size = xml.whole_number(reply.header("content-length"))
    if size is None or not is_stored(reply):
        raise not_understood(reply, answer.asked)
    modified = moment(reply.header("last-modified")) or 0.0
    return ObjectFound(key, size, modified, xml.whole_number(reply.header("x-oss-hash-crc64ecma")))


async def link(call: Call, subject: MakeLink) -> str:
    """An address of an object: plain, or signed for a while, on a custom domain if one is given.

    A custom domain is not in what is signed; the bucket is (6.3). Only a signed address needs a
    key: `NotAllowed` (``grant``) without one. Raises `DestinationError` for a domain that is none.
    """
    there = subject.destination
    if subject.base.strip():
        there = replace(there, endpoint=subject.base, addressing=Addressing.CNAME)
    if subject.seconds <= 0:
        where = place(there, subject.key)
        return where.origin + where.path
    credentials = key_of(await call.authorisation())
    return requests.presigned_address(
        there, subject.key, credentials=credentials, now=call.now(), seconds=subject.seconds
    )
