"""How a file ended, for a terminal: a sentence, or the receipt object of ``--json``."""

from __future__ import annotations

import json

from app.domain.errors import ServiceAnswer
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.upload import Result, UploadTask
from app.terminal_words import OUTCOMES, of_failure, own_words, plain

_KINDS = {NoticeKind.PROCESSING: "Processing", NoticeKind.EVENT: "Event"}
_STATES = {
    NoticeState.PENDING: "still to come",
    NoticeState.ARRIVED: "arrived",
    NoticeState.GAVE_UP: "did not come",
    NoticeState.NONE: "none will be seen here",
}
_REASONS = {
    "off": "the service is set to send none",
    "elsewhere": "it goes to the application's own server",
    "not_read": "reading the queue is switched off; --option consume=1 reads it",
    "late": "nobody waits any longer",
    "unknown": "the service does not know it",
    "refused": "the key may not ask",
    "receiver": "the service could not reach the receiver",
}


def told(task: UploadTask, result: Result) -> str:
    """The sentence of one file, with the first line of the answer or the service's own words."""
    practice = " (practice)" if result.practice else ""
    line = f"{plain(task.name)}: {OUTCOMES[result.outcome]}{practice}"
    if result.receipt is not None:
        callback = result.receipt.callback
        said = callback.message or callback.body
        first = next(iter(said.splitlines()), "")
        later = " ".join(of_notice(notice) for notice in result.receipt.notices)
        return " ".join(filter(None, (line + ".", plain(first), later)))
    if result.failure is not None:
        message, advice = of_failure(result.failure)
        words = own_words(result.failure)
        return f"{line}. {message} {advice}" + (f" [{plain(words)}]" if words else "")
    return line + "."


def notice_object(notice: Notice) -> dict[str, object]:
    """One notice of ``--json``; ``body`` is what was told, as JSON where it is such."""
    try:
        body: object = json.loads(notice.body) if notice.body else None
    except ValueError:
        body = notice.body
    return {
        "kind": str(notice.kind),
        "id": notice.id,
        "state": str(notice.state),
        "reason": notice.reason,
        "good": notice.good,
        "way": notice.way,
        "times": notice.times,
        "body": body,
        **dict(notice.facts),
    }


def receipt_object(task: UploadTask, result: Result) -> dict[str, object]:
    """The receipt of ``--json``; keys as in the design, section 8."""
    receipt, failure = result.receipt, result.failure
    callback = receipt.callback if receipt else None
    answer = failure.answer if failure else ServiceAnswer()
    known: dict[str, object] = {
        "file": "-" if task.temporary else task.path,
        "key": receipt.key if receipt else task.key,
        "outcome": str(result.outcome),
        "etag": receipt.etag if receipt else "",
        "crc64": str(receipt.crc64) if receipt and receipt.crc64 is not None else None,
        "verified": receipt.verified if receipt else False,
        "size": receipt.size if receipt else task.size,
        "request_id": receipt.request_id if receipt else answer.request_id,
        "http_status": receipt.http_status if receipt else answer.status,
        "callback": callback
        and {
            "outcome": str(callback.outcome),
            "status": callback.status,
            "body": callback.body,
            "code": callback.code,
            "message": callback.message,
            "ec": callback.ec,
        },
        "file_id": receipt.file_id if receipt else "",
        "notices": [notice_object(notice) for notice in (receipt.notices if receipt else ())],
        "seconds": round(result.seconds, 3),
        "practice": result.practice,
        "error": None,
    }
    if failure is not None:
        message, advice = of_failure(failure)
        own = {"code": failure.code, "message": message, "advice": advice}
        service = {"service_code": failure.answer.code, "service_message": failure.answer.message}
        known["error"] = {**own, **service, "ec": failure.answer.ec, "detail": failure.detail}
    return known


def of_notice(notice: Notice) -> str:
    """Such as ``Event 5285890784273533167: arrived.``"""
    state = _STATES[notice.state]
    if notice.good is False:
        state += ", and says that it failed"
    elif notice.reason:
        state += f" ({_REASONS.get(notice.reason, notice.reason)})"
    return f"{_KINDS[notice.kind]} {notice.id}: {state}."
