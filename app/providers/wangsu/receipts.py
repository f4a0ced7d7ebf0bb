"""Receipts: what the service said about a stored object, with its callback and its notices."""

from __future__ import annotations

from dataclasses import replace

from app.domain.callback import CallbackResult
from app.domain.exchange import redacted_headers
from app.domain.json_values import text_of
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt
from app.providers.contract import Order, Reply
from app.providers.wangsu.answers import STORED_CALLBACK_FAILED, Said, proved
from app.providers.wangsu.documents import RECEIVER
from app.providers.wangsu.errors import json_object, told_by
from app.providers.wangsu.leave import Leave


def stored(reply: Reply, leave: Leave, told: Said, *, digests: bytes, now: float) -> Receipt:
    """The receipt of an object that is stored, whatever came of the callback.

    ``digests`` are the SHA-1 of the file's pieces. Raises `IntegrityError` (``etag``).
    """
    order = leave.order
    verified = proved(told.hash, digests, size=order.size, reply=reply)
    exchange = reply.exchange
    if exchange is not None:
        exchange = replace(exchange, form=(("policy", leave.permit.text), *leave.variables()))
    return Receipt(
        key=told.key or order.task.key,
        size=order.size,
        etag=told.hash,
        verified=verified,
        request_id=reply.header("x-reqid"),
        http_status=reply.status,
        callback=_callback(reply, told, asked=order.callback.enabled),
        exchange=exchange,
        notices=notices(order, told.task, now=now),
    )


def failed_callback(reply: Reply) -> Said:
    """What a 579 says of the object; its body is not documented (4.5)."""
    found = json_object(reply.body) or {}
    return Said(
        text_of(found.get("hash")),
        text_of(found.get("key")),
        text=reply.body.decode("utf-8", "backslashreplace"),
    )


def _callback(reply: Reply, told: Said, *, asked: bool) -> CallbackResult:
    """What came of it. Without a callback it is the platform's own answer, decoded."""
    kind, headers = reply.header("content-type"), redacted_headers(reply.headers)
    if reply.status == STORED_CALLBACK_FAILED:
        code, message = told_by(reply) or ("", "")
        return CallbackResult(
            CallbackOutcome.FAILED,
            reply.status,
            told.text,
            content_type=kind,
            code=code or str(STORED_CALLBACK_FAILED),
            message=message,
            headers=headers,
        )
    outcome = CallbackOutcome.DELIVERED if asked else CallbackOutcome.NOT_REQUESTED
    body = told.response
    if body is None:  # without the platform's own words around it, it is the server's answer
        body = "" if asked and told.hash else told.text
    return CallbackResult(outcome, reply.status, body, content_type=kind, headers=headers)


def notices(order: Order, task: str, *, now: float) -> tuple[Notice, ...]:
    """What is waited for: the task that the policy's instructions began (5.2).

    It is seen by asking the service, which takes its id and a management domain, or by an
    application server's stream, which may tell of the file without an id.
    """
    extras = order.batch.extras
    if not extras.get("persistentOps", "").strip():
        return ()
    notify = bool(extras.get("persistentNotifyUrl", "").strip())
    by_poll = task and order.destination.other_endpoint.strip()
    can_be_seen = by_poll or extras.get("statusUrl", "").strip()
    reason = "elsewhere" if notify else "management" if task else "no_id"
    return (
        Notice(
            NoticeKind.PROCESSING,
            task,
            NoticeState.PENDING if can_be_seen else NoticeState.NONE,
            "" if can_be_seen else reason,
            since=now,
            at=now,
            facts=((RECEIVER, "asked"),) if notify else (),
        ),
    )
