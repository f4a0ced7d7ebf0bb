"""The application server's side of Wangsu: it is told, and it hands out upload tokens.

=====================  ========================================================================
POST /wangsu/callback  a callback; answered as told, the answer goes to the uploader
POST /wangsu/notify    the notification of a processing task; passed on to the status stream
GET, POST              an upload token whose policy the server fixes, for ``key``, or for ``name``
/wangsu/token          below the server's folder: ``{"token", "uploadDomain", "key", "expire"}``
=====================  ========================================================================

``Authorization`` of the first two is held against every documented variant (wangsu.md 4.4, 5.4);
``app_received`` says in ``variant`` which one matched. What matches none is answered with 401 and
neither written down nor passed on. The steps of the verification:

``authorization``  the header has an access key and a signature (value: the access key)
``key``            the access key is one of the customer's
``match``          the signature fits a variant (value: its name)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.democloud.answers import Answers
from app.democloud.appserver import REJECTED, Attempts, named, reply_of
from app.democloud.authorising import Desk, Granted, RefusedError
from app.democloud.chance import Chance
from app.democloud.events import Events
from app.democloud.records import Records, written
from app.democloud.replies import Reply, in_time, json_reply
from app.democloud.server_events import call_answered, call_received, target_of
from app.democloud.settings import LARGEST_GRANT, Settings
from app.democloud.status_stream import StatusStream
from app.democloud.verification import LONGEST_VALUE, Step, Verification
from app.democloud.wangsu.calls import SERVICE
from app.democloud.wangsu.exchange import LONGEST_KEY
from app.democloud.wangsu.keys import Keys
from app.democloud.wangsu.signatures import (
    OF_NOTIFICATIONS,
    callback_text,
    matched_variant,
    notification_text,
)

CALLBACK_PATH = "/wangsu/callback"
NOTIFY_PATH = "/wangsu/notify"
TOKEN_ROAD = "wangsu/token"
PATHS = (CALLBACK_PATH, NOTIFY_PATH, f"/{TOKEN_ROAD}")

CALLBACK_BODY = (
    "bucket=$(bucket)&key=$(key)&hash=$(hash)&fsize=$(fsize)&mimeType=$(mimeType)&order=$(x:order)"
)
"""What the server's own tokens ask for; ``x:order`` is left to the person."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are."""

    endpoint: str
    """URL of the service."""
    bucket: str
    """The bucket that tokens are for."""
    server: str
    """URL of the application server, without a path."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """The three addresses."""

    keys: Keys
    """All key pairs of the customer."""
    answers: Answers
    """How to answer those who tell."""
    authorising_answers: Answers
    """How to answer those who ask for a token."""
    events: Events
    """Where both sides of an exchange are recorded."""
    records: Records
    """What is written down."""
    chance: Chance
    """How it answers by chance, when that is on."""
    stream: StatusStream
    """Where notifications are passed on."""
    settings: Settings
    """The knobs."""
    place: Callable[[], Place]
    """Where things are."""
    clock: Callable[[], float]
    """Unix seconds."""
    attempts: Attempts = field(default_factory=Attempts)
    """Counts how often the same was told."""

    def knows(self, path: str) -> bool:
        """Say whether an address belongs here."""
        return path in PATHS

    async def answer(self, request: Request, body: bytes) -> Reply | None:
        """Answer one request; None to hang up."""
        path = request.url.path
        if path not in (CALLBACK_PATH, NOTIFY_PATH):
            desk = Desk(
                self.settings,
                self.events,
                self.authorising_answers,
                {TOKEN_ROAD: self._token},
                SERVICE,
            )
            return await desk.answer(request, body)
        if request.method != "POST":
            return json_reply(405, {"Status": "Error", "message": "POST only"})
        return await self._told(request, body, notified=path == NOTIFY_PATH)

    async def _told(self, request: Request, sent: bytes, *, notified: bool) -> Reply | None:
        body = notification_text(sent) if notified else callback_text(sent)
        checked, variant = self._verified(request, sent, body, notified=notified)
        fields = _notification(body) if notified else _fields(body)
        facts = self._facts(request, sent, fields, notified=notified)
        call_received(self.events, request, sent, checked, facts | {"variant": variant})
        if checked.reason:
            message = f"Not accepted: {checked.reason}"
            reply: Reply | None = json_reply(401, {"Status": "Error", "message": message})
            call_answered(self.events, REJECTED, reply, facts)
            return reply
        mode = self.chance.answer(named(fields)) or self.answers.take()
        if written(mode):
            self._write(fields, sent, variant, facts)
        reply = None
        if await in_time(request, mode):
            reply = reply_of(mode, fields)
        call_answered(self.events, mode.name, reply, facts)
        return reply

    def _verified(
        self, request: Request, sent: bytes, body: bytes, *, notified: bool
    ) -> tuple[Verification, str]:
        given = request.headers.get("authorization", "")
        url = f"http://{request.headers.get('host', '')}{target_of(request)}"
        first = OF_NOTIFICATIONS if notified else ()
        variant, reason = matched_variant(
            given, self.keys, url=url, sent=sent, body=body, first=first
        )
        access_key, colon, signature = given.partition(":")
        known = self.keys.find(access_key) is not None
        steps = [
            Step("authorization", bool(colon and signature), access_key[:LONGEST_VALUE]),
            Step("key", known, access_key[:LONGEST_VALUE]),
            Step("match", bool(variant), variant),
        ]
        failed = next((n for n, step in enumerate(steps, 1) if not step.ok), len(steps))
        return Verification(tuple(steps[:failed]), reason), variant

    def _facts(
        self, request: Request, sent: bytes, fields: Mapping[str, Any], *, notified: bool
    ) -> dict[str, Any]:
        """Give what both events of an exchange say."""
        request_id = request.headers.get("x-reqid", "")[:64]
        facts: dict[str, Any] = {"service": SERVICE, "request_id": request_id}
        if not notified:
            return {
                **facts,
                "what": "callback",
                "attempt": self.attempts.count(request_id),
            }
        about = str(fields.get("id", ""))[:64]
        return {
            **facts,
            "what": "notification",
            "persistent_id": about,
            "attempt": self.attempts.count(f"{about}/{hash(sent)}"),
        }

    def _write(
        self, fields: dict[str, Any], sent: bytes, variant: str, facts: Mapping[str, Any]
    ) -> None:
        """Write down what was told; a notification is passed on as well."""
        record = self.records.add(facts["request_id"], fields)
        self.events.add("record_added", service=SERVICE, **record.as_json())
        if facts["what"] == "notification":
            self.stream.publish(
                SERVICE,
                facts["persistent_id"],
                body=fields,
                raw=sent.decode("utf-8", "replace"),
                signature=variant,
                attempt=facts["attempt"],
            )

    # --- tokens -------------------------------------------------------------------------------

    def _token(self, inputs: Mapping[str, str]) -> Granted:
        """Sign a policy (reference/wangsu.md 1.3); RefusedError when the wish is not granted."""
        place, settings = self.place(), self.settings
        key = self._key(inputs)
        expires_at = self.clock() + settings.grant_seconds
        policy: dict[str, Any] = {
            "scope": f"{place.bucket}:{key}" if key else place.bucket,
            "deadline": str(round(expires_at * 1000)),
            "overwrite": 0,
        }
        if settings.grant_largest < LARGEST_GRANT:
            policy["fsizeLimit"] = settings.grant_largest
        if settings.grant_callback:
            policy["callbackUrl"] = place.server + CALLBACK_PATH
            policy["callbackBody"] = CALLBACK_BODY
        if settings.wangsu_grant_ops:
            policy["persistentOps"] = settings.wangsu_grant_ops
            policy["persistentNotifyUrl"] = place.server + NOTIFY_PATH
            answer = "callbackBody" if settings.grant_callback else "returnBody"
            text = policy.get(answer, "key=$(key)")
            policy[answer] = f"{text}&persistentId=$(persistentId)"
        token = self.keys.main.upload_token(json.dumps(policy, ensure_ascii=False))
        value: dict[str, Any] = {"token": token, "uploadDomain": place.endpoint}
        value |= {"expire": int(expires_at)} | ({"key": key} if key else {})
        if settings.grant_shape == "data":
            value = {"data": value}
        return Granted(value, expires_at, key)

    def _key(self, inputs: Mapping[str, str]) -> str:
        """Give the name that is granted; empty: any, which only a server without folder does."""
        folder = self.settings.grant_dir
        name = inputs.get("name", "").replace("\\", "/").rpartition("/")[2]
        key = inputs.get("key") or (folder + name if name else "")
        if not key and folder:
            raise RefusedError(400, "BadRequest", "key or name is needed.")
        if len(key.encode("utf-8", "replace")) > LONGEST_KEY:
            raise RefusedError(400, "BadRequest", "key or name may have at most 1000 bytes.")
        if not key.startswith(folder):
            raise RefusedError(403, "Forbidden", f"The key must begin with {folder}")
        size = inputs.get("size") or "0"
        if not (size.isascii() and size.isdigit()):
            raise RefusedError(400, "BadRequest", "size must be a number of bytes.")
        if int(size) > self.settings.grant_largest:
            raise RefusedError(413, "TooLarge", "This server permits no file of this size.")
        return key


def _fields(body: bytes) -> dict[str, Any]:
    """Read a callback's body: pairs, or JSON if somebody wrote the template so."""
    text = body.decode("utf-8", "replace")
    if text.startswith("{"):
        return _notification(body)
    return dict(parse_qsl(text, keep_blank_values=True))


def _notification(body: bytes) -> dict[str, Any]:
    """Read a JSON object; what cannot be written down again (half a pair, NaN) is replaced."""
    try:
        value = json.loads(body.decode("utf-8", "replace"))
        text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        value = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {"value": value}
