"""The application server's side of VOD: it receives events, and hands out upload signatures.

====================  ==========================================================================
POST /vod/events      takes a pushed event; with a key set it must carry ``T`` and ``Sign``
GET, POST             a signature for one upload from a client (sheet 2.1), made out of
/vod/signature        ``sourceContext``, ``sessionContext``, ``procedure``, ``classId``,
                      ``storageRegion`` and ``vodSubAppId`` of the request; with the knob
                      ``access_code`` it wants ``Authorization: Bearer CODE``
====================  ==========================================================================

A verified event is written down and passed on to the status stream. The steps of its verification:

``fields``   ``T`` and ``Sign`` stand in the body or in the query (value: where, and as what)
``time``     ``T`` is not past (value: T)
``match``    ``Sign`` is MD5(key + T) (value: what it should have been, without the key)
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request

from app.democloud.accounts import Accounts
from app.democloud.answers import Answers, Mode
from app.democloud.appserver import REJECTED, Attempts
from app.democloud.chance import Chance
from app.democloud.events import Events
from app.democloud.records import Records, written
from app.democloud.replies import (
    Reply,
    dressed_reply,
    in_time,
    json_reply,
    simple_reply,
    text_reply,
)
from app.democloud.server_events import call_answered, call_received
from app.democloud.settings import Settings
from app.democloud.status_stream import StatusStream
from app.democloud.verification import LONGEST_VALUE, Step, Verification
from app.democloud.vod import SERVICE
from app.democloud.vod.applications import Applications
from app.democloud.vod.parameters import decoded
from app.democloud.vod.push import sign
from app.democloud.vod.ticket import issue

EVENTS_PATH = "/vod/events"
SIGNATURE_PATH = "/vod/signature"
LOCAL_NAMES = ("127.0.0.1", "localhost")
_HANDED_ON = (
    "classId",
    "procedure",
    "taskPriority",
    "taskNotifyMode",
    "sourceContext",
    "sessionContext",
    "storageRegion",
)
"""Parameters of a signature that whoever asks for one may choose."""


def verify(
    body: object, query: Mapping[str, str], keys: list[str], *, now: float
) -> tuple[Verification, str]:
    """Verify an event; gives the steps and which way of signing matched (or why none was asked).

    ``keys`` are those that may have signed; an empty one among them: unsigned ones are taken too.
    """
    where, fields = _signature(body, query)
    if not where and "" in keys:
        return Verification((), ""), "none: no key is set"
    steps: list[Step] = []
    for step, why in _steps(where, fields, [key for key in keys if key], now=now):
        steps.append(step)
        if not step.ok:
            return Verification(tuple(steps), why), why
    return Verification(tuple(steps), ""), f"MD5(key + T), {where}"


def _signature(body: object, query: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Find ``T`` and ``Sign``; the place is not documented, nor is the case of the names."""
    places = (("in the body", body if isinstance(body, dict) else {}), ("in the query", query))
    for where, values in places:
        found = {str(name).lower(): str(value) for name, value in values.items()}
        if "sign" in found and "t" in found:
            return where, {"t": found["t"], "sign": found["sign"]}
    return "", {}


def _steps(
    where: str, fields: Mapping[str, str], keys: list[str], *, now: float
) -> Iterator[tuple[Step, str]]:
    """Each step, and what is wrong should it not hold."""
    yield Step("fields", bool(where), where), "T and Sign are missing"
    stamp = fields["t"]
    good = stamp.isascii() and stamp.isdigit() and len(stamp) < 15
    yield Step("time", good and int(stamp) >= now, stamp[:LONGEST_VALUE]), "T is past"
    wanted = [sign(key, int(stamp)) for key in keys]
    given = fields["sign"].lower()
    found = [text for text in wanted if hmac.compare_digest(text, given)]
    yield Step("match", bool(found), given[:LONGEST_VALUE]), "Sign does not fit the key"


@dataclass(slots=True)
class Receiver:
    """The two addresses."""

    applications: Applications
    """Whose keys it knows, as its owner has set them."""
    accounts: Accounts
    """Signs uploads."""
    answers: Answers
    """How to answer events."""
    authorising_answers: Answers
    """How to answer those who ask for a signature."""
    chance: Chance
    """How to answer by chance, when that is on."""
    events: Events
    """Where both sides of an exchange are recorded."""
    records: Records
    """What is written down."""
    stream: StatusStream
    """Where verified events are passed on."""
    settings: Settings
    """The knobs."""
    clock: Callable[[], float]
    """Unix seconds."""
    _attempts: Attempts = field(default_factory=Attempts)

    def knows(self, path: str) -> bool:
        """Say whether an address belongs here."""
        return path in (EVENTS_PATH, SIGNATURE_PATH)

    def forget(self) -> None:
        """Count from the beginning."""
        self._attempts = Attempts()

    async def answer(self, request: Request, body: bytes) -> Reply | None:
        """Answer one request; None to hang up."""
        if request.url.path == SIGNATURE_PATH:
            return await self._signature_answer(request, body)
        if request.method != "POST":
            return json_reply(405, {"error": "MethodNotAllowed", "message": "POST only."})
        return await self._event_answer(request, body)

    async def _event_answer(self, request: Request, raw: bytes) -> Reply | None:
        body = _decoded(raw)
        query = dict(request.query_params)
        checked, way = verify(body, query, self._keys(request), now=self.clock())
        file_id, event_type = _subject(body)
        request_id = self._request_of(file_id)
        facts: dict[str, Any] = {"service": SERVICE, "file_id": file_id, "request_id": request_id}
        facts["attempt"] = self._attempts.count(f"{event_type}/{file_id}" if file_id else "")
        call_received(self.events, request, raw, checked, facts)
        if checked.reason or not isinstance(body, dict):
            why = checked.reason or "the body is not a JSON object"
            reply: Reply | None = json_reply(400, {"error": "Refused", "message": why})
            call_answered(self.events, REJECTED, reply, facts)
            return reply
        mode = self.chance.answer(_named(body) or file_id) or self.answers.take()
        if written(mode):
            self._write(body, raw, way, facts)
        reply = None
        if await in_time(request, mode):
            reply = _reply(mode, event_type, file_id)
        call_answered(self.events, mode.name, reply, facts)
        return reply

    def _keys(self, request: Request) -> list[str]:
        """Give the keys of the applications whose address this is; one without gives an empty."""
        path = request.url.path
        configs = (application.config for application in self.applications.by_id.values())
        here = [c for c in configs if path in c.notification_url]
        return [config.sign_key for config in here] or [self.applications.sign_key]

    def _request_of(self, file_id: str) -> str:
        """Give the id of the CommitUpload that an event is about, as the stage reads it."""
        sent = self.events.newest("callback_sent", lambda e: e.get("file_id") == file_id)
        return str(sent["request_id"]) if sent and file_id else ""

    def _write(self, body: dict[str, Any], raw: bytes, way: str, facts: dict[str, Any]) -> None:
        record = self.records.add(facts["request_id"], body)
        self.events.add("record_added", service=SERVICE, **record.as_json())
        self.stream.publish(
            SERVICE,
            facts["file_id"],
            body=body,
            raw=raw.decode("utf-8", "replace"),
            signature=way,
            attempt=facts["attempt"],
        )

    async def _signature_answer(self, request: Request, body: bytes) -> Reply | None:
        mode = self.authorising_answers.take()
        if not await in_time(request, mode) or mode.name == "hang_up":
            self._ticket_refused(mode, None)
            return None
        reply = simple_reply(mode) or self._not_allowed(request)
        if reply is not None:
            self._ticket_refused(mode, reply.status)
            return reply
        inputs = _inputs(request, body)
        text, expires_at = self._ticket(inputs)
        self.events.add(
            "authorised", service=SERVICE, road="signature", expires_at=expires_at, key=""
        )
        shape = self.settings.vod_ticket_shape
        if shape == "text":
            return text_reply(200, text, "text/plain")
        value = {"signature": text, "expire": expires_at}
        return dressed_reply(mode, {"data": value} if shape == "data" else value)

    def _not_allowed(self, request: Request) -> Reply | None:
        if request.method not in ("GET", "POST"):
            return json_reply(405, {"error": "MethodNotAllowed", "message": "GET or POST only."})
        if request.url.hostname not in LOCAL_NAMES:
            message = "This server is known by another name."
            return json_reply(403, {"error": "Forbidden", "message": message})
        code, given = self.settings.access_code, request.headers.get("authorization", "")
        if code and not hmac.compare_digest(given.encode(), f"Bearer {code}".encode()):
            message = "The access code is missing or wrong."
            return json_reply(401, {"error": "Unauthorized", "message": message})
        return None

    def _ticket_refused(self, mode: Mode, status: int | None) -> None:
        self.events.add(
            "authorise_refused", service=SERVICE, road="signature", mode=mode.name, status=status
        )

    def _ticket(self, inputs: Mapping[str, str]) -> tuple[str, int]:
        """Sign a client's upload; gives the signature and when it is over."""
        settings, account = self.settings, self.accounts.main
        now = int(self.clock())
        expires_at = now + int(settings.vod_ticket_seconds)
        application = settings.vod_ticket_sub_app_id or self.applications.main.sub_app_id
        fields: dict[str, str] = {
            "secretId": account.access_key_id,
            "currentTimeStamp": str(min(now, expires_at - 1)),
            "expireTime": str(expires_at),
            "random": str(secrets.randbelow(2**32)),
            "vodSubAppId": inputs.get("vodSubAppId") or str(application),
        }
        fields |= {name: inputs[name] for name in _HANDED_ON if inputs.get(name)}
        if settings.vod_ticket_once:
            fields["oneTimeValid"] = "1"
        original = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
        return issue(account.access_key_secret, original), expires_at


def _decoded(raw: bytes) -> object:
    try:
        return decoded(raw)
    except ValueError:
        return None


def _subject(body: object) -> tuple[str, str]:
    """Give FileId and type of an event; empty texts where it has none."""
    if not isinstance(body, dict):
        return "", ""
    members = [value for value in body.values() if isinstance(value, dict)]
    # The older format writes both names with a small letter.
    ids = [member.get("FileId") or member.get("fileId") for member in members]
    found = [str(name) for name in ids if name]
    kind = body.get("EventType") or body.get("eventType") or ""
    return (found[0] if found else "")[:64], str(kind)[:64]


def _named(body: dict[str, Any]) -> str:
    """Give the name of the media that an event of an upload is about; empty without one."""
    task = body.get("FileUploadEvent")
    media = task.get("MediaBasicInfo") if isinstance(task, dict) else None
    return str(media.get("Name", "")) if isinstance(media, dict) else ""


def _reply(mode: Mode, event_type: str, file_id: str) -> Reply | None:
    if mode.name == "hang_up":
        return None
    number = secrets.token_hex(8)
    thanks = {"code": 0, "message": f"{event_type} {file_id} received", "number": number}
    return simple_reply(mode) or dressed_reply(mode, thanks)


def _inputs(request: Request, body: bytes) -> dict[str, str]:
    """Read what was asked for, from the query and from the body; the body goes before."""
    inputs = {name: str(value) for name, value in request.query_params.items()}
    value = _decoded(body)
    if isinstance(value, dict):
        texts = {str(n): v if isinstance(v, str) else json.dumps(v) for n, v in value.items()}
        return inputs | texts
    return inputs | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
