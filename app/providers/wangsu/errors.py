"""Answers that are no success, as errors of `app.domain.errors` (wangsu.md, 2.3 and 7)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.destination import Destination
from app.domain.errors import (
    ClockSkewed,
    CredentialsRefused,
    NotUnderstood,
    ServiceAnswer,
    ServiceFault,
    Throttled,
    UploadError,
)
from app.domain.json_values import json_of, sound
from app.providers.contract import Reply
from app.providers.moments import moment, retry_after
from app.providers.verdicts import by_status
from app.providers.wangsu.refusals import OWN_STATUSES, Kind, verdict_of

KEPT_BODY = 4096
"""Bytes of an answer's body that are kept with an error."""

NOTICEABLE = 60.0
"""Seconds that this computer's clock may be off without being to blame."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as an error's text needs it."""

    destination: Destination
    key: str = ""
    kind: Kind = Kind.MANAGE
    secrets: Sequence[str] = ()
    """Texts that must not come back in an error: secret key and token."""
    own_leave: bool = True
    """The token was made here: another one can be, at once."""


def refusal(reply: Reply, asked: Asked) -> UploadError:
    """The error that ``reply`` is."""
    told = told_by(reply)
    answer = service_answer(reply, told)
    if told is None:
        verdict = by_status(reply.status)
        if verdict is None or reply.status in OWN_STATUSES:
            return not_understood(reply, asked)
    else:
        verdict = verdict_of(answer, asked.kind)
    return _made(verdict, reply, answer, asked)


def not_understood(reply: Reply, asked: Asked) -> NotUnderstood:
    """An answer whose status may say success, but which is none of the service's."""
    answer = service_answer(reply, told_by(reply))
    return NotUnderstood(
        _detail(answer), answer=answer, exchange=reply.exchange, reason=_sort(reply)
    )


def told_by(reply: Reply) -> tuple[str, str] | None:
    """Code and message of a failure's JSON, each as text; None when it is no such document.

    A redirect carries them in its address (2.3).
    """
    found = json_object(reply.body) if not reply.cut else None
    if found is None or not {"code", "message"} & found.keys():
        return None
    code, message = found.get("code", ""), found.get("message", "")
    return _plain(code), _plain(message)


def json_object(body: bytes) -> Mapping[str, Any] | None:
    """The JSON object that a body is; None when it is none."""
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def service_answer(reply: Reply, told: tuple[str, str] | None) -> ServiceAnswer:
    """The technical part of an answer."""
    code, message = told or ("", "")
    return ServiceAnswer(
        reply.status,
        code,
        message,
        request_id=reply.header("x-reqid"),
        body=reply.body[:KEPT_BODY].decode("utf-8", "replace"),
    )


def _made(
    verdict: tuple[type[UploadError], str], reply: Reply, answer: ServiceAnswer, asked: Asked
) -> UploadError:
    kind, reason = verdict
    values = {"bucket": asked.destination.bucket, "key": asked.key}
    values["endpoint"] = asked.destination.endpoint
    if reason == "token_expired" and asked.own_leave:
        kind, reason, more = _expired_here(reply)
        values |= more
    if reason:
        values["reason"] = reason
    wait = retry_after(reply) if issubclass(kind, Throttled | ServiceFault) else None
    return kind(_detail(answer), answer=answer, exchange=reply.exchange, wait=wait, **values)


def _expired_here(reply: Reply) -> tuple[type[UploadError], str, dict[str, str]]:
    """A leave that was made a moment ago has ended: by a wrong clock, or by a slow line."""
    server = moment(reply.header("date"))
    started = reply.exchange.started_at if reply.exchange is not None else 0.0
    if server is None or not started:
        return CredentialsRefused, "token_expired", {}
    off = abs(server - started - reply.timings.total)
    if off < NOTICEABLE:
        return ServiceFault, "token_life", {}
    return ClockSkewed, "", {"server_time": str(round(server)), "minutes": str(round(off / 60))}


def _detail(answer: ServiceAnswer) -> str:
    told = " ".join(filter(None, (str(answer.status), answer.code, answer.message)))
    return f"{told} [{answer.request_id}]" if answer.request_id else told


def _sort(reply: Reply) -> str:
    if reply.cut:
        return "cut"
    if not reply.body.strip():
        return "empty"
    html = "html" in reply.header("content-type").lower() or reply.body.lstrip()[:1] == b"<"
    return "page" if html else "other"


def _plain(value: object) -> str:
    return sound(str(value)) if isinstance(value, str | int | float) else json_of(value)
