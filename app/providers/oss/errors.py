"""Answers that are no success, as errors of `app.domain.errors` (oss.md, 8.1).

Whatever came back - an error document, its copy in a HEAD's header, a proxy's page, nothing,
noise - becomes one error with the technical part kept and secrets taken out.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from app.domain.destination import Destination
from app.domain.errors import (
    ClockSkewed,
    NotUnderstood,
    ServiceAnswer,
    Throttled,
    UploadError,
)
from app.domain.exchange import HIDDEN, is_clean, redacted_headers, without
from app.providers import xml
from app.providers.contract import Reply
from app.providers.moments import moment
from app.providers.oss import refusals
from app.providers.verdicts import by_status

KEPT_BODY = 4096
"""Bytes of an answer's body that are kept with an error."""

_MOST_DETAILS = 30
_LONGEST_DETAIL = 1024
_LONGEST_WAIT = 3600.0
_A_MOMENT = 1_000_000_000_000  # milliseconds: the year 2001
_STANDARD = frozenset({"Code", "Message", "RequestId", "HostId", "EC"})
# These quote our own request back to us, the security token included.
_QUOTING = (
    "StringToSign|StringToSignBytes|CanonicalRequest|CanonicalRequestBytes|SignatureProvided|"
    "SecurityToken|OSSAccessKeyId"
)
_QUOTED = re.compile(rf"(<({_QUOTING})>).*?(</\2>|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as an error's text needs it."""

    destination: Destination
    key: str
    secrets: Sequence[str] = ()
    """Texts that must not come back in an error: token and secret."""


def refusal(reply: Reply, asked: Asked) -> UploadError:
    """The error that ``reply`` is."""
    clean = scrubbed(reply, asked.secrets)
    document = error_document(clean)
    answer = service_answer(clean, document)
    if document is None:
        return _without_document(clean, answer)
    kind, reason = refusals.verdict_of(answer)
    values = _values(answer, asked) | ({"reason": reason} if reason else {})
    if kind is ClockSkewed:
        values |= _clock_values(clean, answer)
    return _made(kind, clean, answer, values)


def not_understood(reply: Reply, asked: Asked) -> NotUnderstood:
    """An answer whose status may say success, but which is none of the service's."""
    clean = scrubbed(reply, asked.secrets)
    answer = service_answer(clean, error_document(clean))
    return NotUnderstood(
        _detail(answer), answer=answer, exchange=clean.exchange, reason=_kind(reply)
    )


def error_document(reply: Reply) -> Element | None:
    """The ``Error`` document in the body or, for HEAD, in ``x-oss-err``; None when absent."""
    for body in (b"" if reply.cut else reply.body, _from_header(reply.header("x-oss-err"))):
        try:
            root = xml.read(body)
        except xml.NotXml:
            continue
        if root.tag == "Error" and xml.text(root, "Code"):
            return root
    return None


def service_answer(reply: Reply, document: Element | None) -> ServiceAnswer:
    """The technical part of an answer."""
    root = Element("Error") if document is None else document
    return ServiceAnswer(
        reply.status,
        xml.text(root, "Code"),
        xml.text(root, "Message"),
        xml.text(root, "EC") or reply.header("x-oss-ec"),
        reply.header("x-oss-request-id") or xml.text(root, "RequestId"),
        xml.text(root, "HostId"),
        _details(root),
        _shown_body(reply.body),
    )


def _from_header(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def scrubbed(reply: Reply, secrets: Sequence[str]) -> Reply:
    """``reply`` without the secrets, should anything on the way have sent them back.

    A form's are in its body, where nobody but the provider knows them.
    """
    text = reply.body.decode("utf-8", "surrogateescape")
    if not reply.header("x-oss-err") and is_clean(reply.headers, text, secrets):
        return reply
    document = _without(_from_header(reply.header("x-oss-err")), secrets)
    headers = [(n, v) for n, v in reply.headers if n.lower() != "x-oss-err"]
    if document:
        headers.append(("x-oss-err", base64.b64encode(document).decode("ascii")))
    exchange = reply.exchange
    if exchange is not None:
        exchange = replace(exchange, headers=redacted_headers(exchange.headers, secrets))
    shown = redacted_headers(tuple(headers), secrets)
    return replace(reply, headers=shown, body=_without(reply.body, secrets), exchange=exchange)


def _without(data: bytes, secrets: Sequence[str]) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    return without(text, secrets).encode("utf-8", "surrogateescape")


def _details(root: Element) -> dict[str, str]:
    hidden = set(_QUOTING.split("|"))
    found = {e.tag: (e.text or "").strip()[:_LONGEST_DETAIL] for e in root if not len(e)}
    wanted = [(n, v) for n, v in found.items() if n not in _STANDARD and n not in hidden]
    return dict(wanted[:_MOST_DETAILS])


def _shown_body(body: bytes) -> str:
    """First bytes as text; what quotes our request is taken out before anything is cut off."""
    text = body[: 16 * KEPT_BODY].decode("utf-8", "replace")
    return _QUOTED.sub(rf"\1{HIDDEN}\3", text)[:KEPT_BODY]


def _without_document(reply: Reply, answer: ServiceAnswer) -> UploadError:
    verdict = by_status(reply.status)
    if verdict is None:
        return _made(NotUnderstood, reply, answer, {"reason": _kind(reply)})
    kind, reason = verdict
    return _made(kind, reply, answer, {"reason": reason} if reason else {})


def _made(
    kind: type[UploadError], reply: Reply, answer: ServiceAnswer, values: dict[str, str]
) -> UploadError:
    wait = _wait(reply)
    if wait is not None and reply.status == 503:
        kind = Throttled  # a server that names a time asks to slow down, whatever it calls it
    return kind(_detail(answer), answer=answer, exchange=reply.exchange, wait=wait, **values)


def _detail(answer: ServiceAnswer) -> str:
    text = " ".join(f"{answer.status} {answer.code} {answer.message}".split())
    return f"{text[:300]} [{answer.request_id}]" if answer.request_id else text[:300]


def _kind(reply: Reply) -> str:
    if reply.status == 407:
        return "proxy"
    if reply.cut:
        return "cut"
    if not reply.body:
        return "empty"
    start = reply.body[:512].lstrip().lower()
    page = "html" in reply.header("content-type").lower() or start.startswith((b"<!doc", b"<html"))
    return "page" if page else "other"


def _values(answer: ServiceAnswer, asked: Asked) -> dict[str, str]:
    there = asked.destination
    argument = answer.details.get("ArgumentName")
    return ({"argument": argument} if argument else {}) | {
        "bucket": answer.details.get("BucketName") or answer.details.get("Bucket") or there.bucket,
        "endpoint": answer.details.get("Endpoint") or there.endpoint,
        "region": there.region,
        "key": asked.key,
    }


def _clock_values(reply: Reply, answer: ServiceAnswer) -> dict[str, str]:
    """``server_time`` in Unix seconds, and ``minutes`` that this computer's clock is off by."""
    server = _server_time(reply, answer)
    if server is None:
        return {}
    values = {"server_time": str(round(server))}
    if reply.exchange is not None and reply.exchange.started_at:
        values["minutes"] = str(round(abs(reply.exchange.started_at - server) / 60))
    return values


def _server_time(reply: Reply, answer: ServiceAnswer) -> float | None:
    milliseconds = xml.whole_number(reply.header("x-oss-server-time"))
    if milliseconds and milliseconds > _A_MOMENT:  # else how long the request took
        return milliseconds / 1000
    return moment(answer.details.get("ServerTime", "")) or moment(reply.header("date"))


def _wait(reply: Reply) -> float | None:
    """Seconds that the service asks us to wait; None when it does not (8.1)."""
    hints: list[float] = []
    delay = xml.whole_number(reply.header("x-oss-qos-delay-time"))
    if delay is not None:
        hints.append(delay / 1000)
    after = reply.header("retry-after")
    seconds = xml.whole_number(after)
    if seconds is not None:
        hints.append(float(seconds))
    elif after:
        hints += _until(after, reply.header("date"))
    return min(max(hints), _LONGEST_WAIT) if hints else None


def _until(after: str, now: str) -> list[float]:
    then, start = moment(after), moment(now)
    return [] if then is None or start is None else [max(then - start, 0.0)]
