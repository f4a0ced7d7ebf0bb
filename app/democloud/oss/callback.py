"""Doing the callback of a stored upload, and what the uploader then gets (oss.md 1.10)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from app.democloud.accounts import OWNER_ID
from app.democloud.answering import Answer, http_date
from app.democloud.events import Events, body_facts
from app.democloud.faults import Fault
from app.democloud.keys import CallbackKeys
from app.democloud.oss.answer import error_answer
from app.democloud.oss.callback_body import UploadFacts, filled_body
from app.democloud.oss.callback_call import Call, Outcome, Verdict, call
from app.democloud.oss.callback_spec import CallbackSpec, CallbackUrl, refuse_private
from app.democloud.oss.errors import OssError, invalid_argument
from app.democloud.oss.refusals import CALLBACK_FAILURES, known_ec
from app.democloud.settings import Settings


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Does callbacks: signs, calls one URL after the other, judges, records."""

    keys: CallbackKeys
    """Signs every call."""
    events: Events
    """Where calls and answers are recorded."""
    settings: Settings
    """The time limit."""
    key_url: Callable[[], str]
    """The public key URL to announce."""
    clock: Callable[[], float]
    """Unix seconds."""

    def offered(self, spec: CallbackSpec | None) -> CallbackSpec | None:
        """Give a callback back when this region does such; OssError 400 when it does not.

        What a region without callbacks answers is not known (reference/oss.md 1.1, UNVERIFIED).
        """
        if spec is not None and not self.settings.callbacks_offered:
            message = "The callback is not supported in this region."
            raise invalid_argument(message, name="callback")
        if spec is not None and self.settings.private_callbacks_refused:
            refuse_private(spec)
        return spec

    async def finish(
        self, spec: CallbackSpec, facts: UploadFacts, *, host: str, fault: Fault | None
    ) -> Answer:
        """Call back and give the answer for the uploader: 200 with the server's body, or 203."""
        if fault is not None and fault.kind == "callback_failed":
            message = fault.text("message", CALLBACK_FAILURES[0][0])
            ec = fault.text("ec", known_ec(message))
            return _failed(Verdict(False, message, ec), facts, host)
        body = filled_body(spec, facts)
        outcome = await self._call(spec, spec.urls[0], body, facts)
        for url in spec.urls[1:]:
            if outcome.verdict.accepted:
                break
            outcome = await self._call(spec, url, body, facts)
        if not outcome.verdict.accepted or outcome.answer is None:
            return _failed(outcome.verdict, facts, host)
        kind = outcome.answer.header("content-type")
        headers = (("Content-Type", kind),) if kind else ()
        return Answer(200, headers, outcome.answer.body)

    async def _call(
        self, spec: CallbackSpec, url: CallbackUrl, body: bytes, facts: UploadFacts
    ) -> Outcome:
        headers = self._headers(spec, url, body, facts)
        sent = {"url": url.text, "headers": dict(headers)}
        self.events.add("callback_sent", request_id=facts.request_id, **sent, **body_facts(body))
        seconds = self.settings.callback_seconds
        outcome = await call(Call(url, headers, body, spec.sni, seconds))
        self._record(url, outcome, facts)
        return outcome

    def _record(self, url: CallbackUrl, outcome: Outcome, facts: UploadFacts) -> None:
        answer = outcome.answer
        self.events.add(
            "callback_answered",
            request_id=facts.request_id,
            url=url.text,
            status=answer.status if answer else None,
            headers=dict(answer.headers) if answer else {},
            seconds=round(outcome.seconds, 6),
            accepted=outcome.verdict.accepted,
            reason=outcome.verdict.reason,
            **body_facts(answer.body if answer else b""),
        )

    def _headers(
        self, spec: CallbackSpec, url: CallbackUrl, body: bytes, facts: UploadFacts
    ) -> tuple[tuple[str, str], ...]:
        """Give the headers of reference/oss.md 1.7 in its order."""
        md5 = hashlib.md5(body, usedforsecurity=False).digest()
        key_url = base64.b64encode(self.key_url().encode("utf-8")).decode("ascii")
        return (
            ("Host", spec.host or url.authority),
            ("Connection", "close"),
            ("Content-Length", str(len(body))),
            ("Content-Type", spec.body_type),
            ("Content-MD5", base64.b64encode(md5).decode("ascii")),
            ("Date", http_date(self.clock())),
            ("User-Agent", "aliyun-oss-callback"),
            ("Authorization", self.keys.sign(url.target, body)),
            ("x-oss-pub-key-url", key_url),
            ("x-oss-signature-version", "1.0"),
            ("x-oss-bucket", facts.bucket),
            ("x-oss-owner", OWNER_ID),
            ("x-oss-requester", OWNER_ID),
            ("x-oss-request-id", facts.request_id),
            ("x-oss-tag", "CALLBACK"),
            ("x-oss-additional-headers", ""),
            *spec.headers,
        )


def _failed(verdict: Verdict, facts: UploadFacts, host: str) -> Answer:
    """Give the 203 that says: stored, but the callback failed."""
    error = OssError(203, "CallbackFailed", verdict.reason, ec=verdict.ec)
    return error_answer(error, request_id=facts.request_id, host=host)
