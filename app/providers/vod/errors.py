"""Answers that are no success, as errors of `app.domain.errors` (tencent-vod.md, 1.6 and 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from app.domain.destination import Destination
from app.domain.errors import (
    AnswerLost,
    ClockSkewed,
    NotReached,
    NotUnderstood,
    ServiceAnswer,
    ServiceFault,
    UploadError,
    UploadGone,
)
from app.domain.exchange import HIDDEN
from app.providers import xml
from app.providers.contract import Reply
from app.providers.moments import retry_after, skew_values
from app.providers.scrubbing import scrubbed
from app.providers.verdicts import Verdict, by_status
from app.providers.vod.refusals import of_storage

KEPT_BODY = 4096
"""Bytes of an answer's body that are kept with an error."""

_KEYS = re.compile(
    r'("(?:TempCertificate|tempCertificate|VodSessionKey|vodSessionKey|storageSignature)"\s*:\s*)'
    r'(\{[^{}]*\}?|"(?:[^"\\]|\\.)*"?)'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as far as an error's text needs it."""

    destination: Destination
    name: str = ""
    """Of the file."""
    secrets: Sequence[str] = ()
    """Texts that must not come back in an error: secrets, tokens, signatures."""


@contextmanager
def before_commit(*, anew: bool = False) -> Iterator[None]:
    """Nothing has come into being within: no error leaves a doubt, whatever its class.

    ``anew``: the whole file is sent again from a new ApplyUpload, so that a temporary key which
    has ended is no trouble that lasts.
    """
    try:
        yield
    except AnswerLost as error:
        raise _like(NotReached, error) from error
    except UploadGone as error:
        if not anew:
            raise
        raise _like(ServiceFault, error) from error
    except UploadError as error:
        error.undone = True
        raise


def _like(kind: type[UploadError], error: UploadError) -> UploadError:
    found = kind(
        error.detail, answer=error.answer, exchange=error.exchange, wait=error.wait, **error.values
    )
    found.undone = True
    return found


def refusal_of_storage(reply: Reply, asked: Asked) -> UploadError:
    """The error that an answer of the storage is."""
    clean = scrubbed(reply, asked.secrets)
    document = error_document(clean)
    if document is None:
        return without_words(clean, asked)
    answer = ServiceAnswer(
        clean.status,
        xml.text(document, "Code"),
        xml.text(document, "Message"),
        request_id=clean.header("x-cos-request-id") or xml.text(document, "RequestId"),
        body=shown(clean.body),
    )
    return made(of_storage(answer), clean, answer, asked)


def without_words(reply: Reply, asked: Asked) -> UploadError:
    """An answer whose body says nothing that we understand: by its status, or not understood."""
    answer = ServiceAnswer(
        reply.status, request_id=reply.header("x-cos-request-id"), body=shown(reply.body)
    )
    verdict = by_status(reply.status) or _of_head(reply)
    return made(verdict or (NotUnderstood, kind_of(reply)), reply, answer, asked)


def _of_head(reply: Reply) -> Verdict | None:
    """HEAD has no document: only an answer that bears the storage's mark means its status."""
    if reply.body or not reply.header("x-cos-request-id"):
        return None
    code = {404: "NoSuchKey", 403: "AccessDenied"}.get(reply.status, "")
    return of_storage(ServiceAnswer(reply.status, code)) if code else None


def not_understood(reply: Reply, asked: Asked) -> UploadError:
    """An answer whose status may say success, but which is none of the service's."""
    clean = scrubbed(reply, asked.secrets)
    answer = ServiceAnswer(
        clean.status, request_id=clean.header("x-cos-request-id"), body=shown(clean.body)
    )
    return made((NotUnderstood, kind_of(clean)), clean, answer, asked)


def made(verdict: Verdict, reply: Reply, answer: ServiceAnswer, asked: Asked) -> UploadError:
    """The error of a verdict, with what its sentence needs."""
    kind, reason = verdict
    there = asked.destination
    values = {"application": there.bucket, "region": there.region, "name": asked.name}
    if reason == "argument":
        values["argument"] = answer.code
    if kind is ClockSkewed:
        values |= skew_values(reply)
    values |= {"reason": reason} if reason else {}
    text = " ".join(f"{answer.status} {answer.code} {answer.message}".split())[:300]
    detail = f"{text} [{answer.request_id}]" if answer.request_id else text
    wait = retry_after(reply)
    return kind(detail, answer=answer, exchange=reply.exchange, wait=wait, **values)


def error_document(reply: Reply) -> Element | None:
    """The ``Error`` document in an answer's body; None when it is none."""
    try:
        root = xml.read(b"" if reply.cut else reply.body.strip())
    except xml.NotXml:
        return None
    return root if root.tag == "Error" and xml.text(root, "Code") else None


def kind_of(reply: Reply) -> str:
    """What an answer is that nobody understands."""
    if reply.status == 407:
        return "proxy"
    if reply.cut:
        return "cut"
    if not reply.body:
        return "empty"
    start = reply.body[:512].lstrip().lower()
    page = "html" in reply.header("content-type").lower() or start.startswith((b"<!doc", b"<html"))
    return "page" if page else "other"


def shown(body: bytes) -> str:
    """First bytes as text, without the keys that an answer hands out."""
    text = body[: 16 * KEPT_BODY].decode("utf-8", "replace")
    return _KEYS.sub(rf'\1"{HIDDEN}"', text)[:KEPT_BODY]
