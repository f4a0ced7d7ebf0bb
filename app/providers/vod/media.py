"""Looking for a medium after a lost commit: by our mark in its source context.

SearchMedia finds by name and time; what it shows of a medium tells whether it is ours. It is not
part of an upload, and a key may lack the right: then nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain import source_context, vod_event
from app.domain.credentials import Credentials
from app.domain.errors import NotAllowed, Refused, ServiceFault, UploadError
from app.domain.json_values import text_of
from app.domain.notice import Notice, NoticeKind
from app.domain.upload import Receipt
from app.providers.contract import Call, Found, Look, Order
from app.providers.vod import api
from app.providers.vod.api import Answer, Question

GRACE = 5.0
"""Seconds that clocks may differ by after correction."""
SETTLED = 20.0
"""Seconds after which a medium that was committed is expected to be found."""
MOST = 100


async def look(call: Call, order: Order, *, since: float) -> Look:
    """There, absent, or cannot tell. ``since`` is Unix time of the attempt.

    Raises `ServiceFault` (``settling``) when it is too early to say that there is none.
    """
    if not isinstance(await call.authorisation(), Credentials):
        return Look(Found.CANNOT_TELL)
    try:
        answer = await api.ask(call, order.destination, _question(since), order.task.name)
    except UploadError as error:
        if isinstance(error, NotAllowed) or type(error) is Refused:
            return Look(Found.CANNOT_TELL)
        raise
    mark = source_context.mark_of(order.task.id)
    for medium in _media(answer):
        if _is_ours(medium, mark, since):
            return Look(Found.THERE, _receipt(order, medium, answer, now=call.now()))
    early = SETTLED - (call.now() - since)
    if early > 0:
        raise ServiceFault("too early to tell", wait=early, reason="settling")
    full = len(list(_media(answer))) >= MOST
    return Look(Found.CANNOT_TELL if full else Found.ABSENT)


def _question(since: float) -> Question:
    after = datetime.fromtimestamp(max(since - GRACE, 0.0), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    values = {
        "CreateTime": {"After": after},
        "Sort": {"Field": "CreateTime", "Order": "Desc"},
        "Filters": ["basicInfo", "metaData"],
        "Offset": 0,
        "Limit": MOST,
    }
    return Question("SearchMedia", values)


def _media(answer: Answer) -> Iterator[Mapping[str, Any]]:
    found = answer.members.get("MediaInfoSet")
    for medium in found if isinstance(found, list) else ():
        if isinstance(medium, dict):
            yield medium


def _basic(medium: Mapping[str, Any]) -> Mapping[str, Any]:
    found = medium.get("BasicInfo")
    return found if isinstance(found, dict) else {}


def _is_ours(medium: Mapping[str, Any], mark: str, since: float) -> bool:
    source = _basic(medium).get("SourceInfo")
    context = source.get("SourceContext") if isinstance(source, dict) else None
    created = vod_event.seconds(text_of(_basic(medium).get("CreateTime")))
    late = created is None or created + GRACE >= since
    return late and bool(mark) and source_context.decoded(context)[1] == mark


def _receipt(order: Order, medium: Mapping[str, Any], answer: Answer, *, now: float) -> Receipt:
    file_id = text_of(medium.get("FileId"))
    return Receipt(
        key=order.task.key,
        size=order.size,
        request_id=answer.request_id,
        http_status=answer.reply.status,
        exchange=answer.reply.exchange,
        url=text_of(_basic(medium).get("MediaUrl")),
        file_id=file_id,
        notices=(Notice(NoticeKind.EVENT, file_id, since=now, at=now),),
    )
