"""The application server's other half: it authorises uploads, so that staff hold no lasting key.

==================  ==============================================================================
GET, POST /sts      a temporary key, in the shape of AssumeRole (reference/oss.md 7.2)
GET, POST /policy   a signed form policy with a callback (reference/oss.md 4.5); ``version=v1``
GET, POST /presign  a presigned PUT address with a callback (reference/oss.md 1.6 and 5.3) for
                    ``key``, for ``name`` below the server's folder, or for a name that the server
                    makes up; ``size`` and ``type`` of the file; further ``x:...`` become custom
                    variables; ``version=v1``. Gives
                    ``{"method": "PUT", "url", "headers": {...}, "expire", "key"}``
==================  ==============================================================================

Inputs come as parameters, form or JSON. The knobs ``access_code``, ``sts_*``, ``grant_*`` and
``presign_headers`` of ``settings.py`` say what is handed out; ``POST /answers`` with ``"side":
"authorise"`` lets it fail in the modes of ``answers.py``. Errors are JSON with ``error`` and
``message``. Events: ``authorised`` and ``authorise_refused``, never with a secret.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.democloud.accounts import Accounts
from app.democloud.answers import Answers, Mode
from app.democloud.events import Events
from app.democloud.grants import (
    OPEN_VARIABLE,
    Asked,
    Place,
    Signer,
    callback_text,
    encoded,
    form_v1,
    form_v4,
    key_document,
    url_v1,
    url_v4,
)
from app.democloud.replies import Reply, dressed_reply, in_time, json_reply, simple_reply
from app.democloud.settings import Settings

LOCAL_NAMES = ("127.0.0.1", "localhost")
"""Host names under which the server hands out anything."""

ROADS = ("sts", "policy", "presign")
"""What can be asked for; each is an address of its own."""


class RefusedError(Exception):
    """The application server says no."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.error = error
        self.message = message


@dataclass(frozen=True, slots=True)
class Granted:
    """One authorisation, ready to go."""

    value: dict[str, Any]
    """The JSON object."""
    expires_at: float
    """Unix seconds."""
    key: str = ""
    """The object key, where it is fixed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers those who ask for an authorisation of any service: who may, and how it is told."""

    settings: Settings
    """The access code."""
    events: Events
    """Where it is recorded."""
    answers: Answers
    """How to answer."""
    roads: Mapping[str, Callable[[Mapping[str, str]], Granted]]
    """What can be asked for, by its address without the first slash; takes the inputs."""
    service: str = "oss"
    """Which service it is for, in the events."""

    async def answer(self, request: Request, body: bytes) -> Reply | None:
        """Answer one request; None to hang up."""
        road, mode = request.url.path.removeprefix("/"), self.answers.take()
        if not await in_time(request, mode) or mode.name == "hang_up":
            self._refused(road, mode, None)
            return None
        reply = simple_reply(mode)
        if reply is not None:
            self._refused(road, mode, reply.status)
            return reply
        try:
            self._check(request)
            granted = self.roads[road](_inputs(request, body))
        except RefusedError as refusal:
            self._refused(road, mode, refusal.status)
            error = {"error": refusal.error, "message": refusal.message}
            return json_reply(refusal.status, error)
        self._authorised(road, granted)
        return dressed_reply(mode, granted.value)

    def _check(self, request: Request) -> None:
        if request.method not in ("GET", "POST"):
            raise RefusedError(405, "MethodNotAllowed", "GET or POST only.")
        if request.url.hostname not in LOCAL_NAMES:
            # A web page must not reach the keys by a name of its own for this computer.
            raise RefusedError(403, "Forbidden", "This server is known by another name.")
        code = self.settings.access_code
        given = request.headers.get("authorization", "")
        if code and not hmac.compare_digest(given.encode(), f"Bearer {code}".encode()):
            raise RefusedError(401, "Unauthorized", "The access code is missing or wrong.")

    def _authorised(self, road: str, granted: Granted) -> None:
        facts = {"service": self.service, "expires_at": granted.expires_at, "key": granted.key}
        self.events.add("authorised", road=road, **facts)

    def _refused(self, road: str, mode: Mode, status: int | None) -> None:
        facts = {"service": self.service, "mode": mode.name, "status": status}
        self.events.add("authorise_refused", road=road, **facts)


@dataclass(frozen=True, slots=True)
class Authorising:
    """Hands out all three kinds of authorisation."""

    accounts: Accounts
    """Whose keys sign."""
    settings: Settings
    """What is handed out."""
    events: Events
    """Where it is recorded."""
    answers: Answers
    """How to answer."""
    place: Callable[[], Place]
    """Where uploads go."""
    clock: Callable[[], float]
    """Unix seconds."""

    def knows(self, path: str) -> bool:
        """Say whether an address belongs here."""
        return path.removeprefix("/") in ROADS

    async def answer(self, request: Request, body: bytes) -> Reply | None:
        """Answer one request; None to hang up."""
        roads = {road: partial(self._grant, road) for road in ROADS}
        desk = Desk(self.settings, self.events, self.answers, roads)
        return await desk.answer(request, body)

    def _grant(self, road: str, inputs: Mapping[str, str]) -> Granted:
        if road == "sts":
            return self._sts()
        version = inputs.get("version", self.settings.grant_version).lower()
        if version not in ("v4", "v1"):
            raise RefusedError(400, "BadRequest", "version must be v4 or v1.")
        if road == "policy":
            return self._policy(version)
        return self._presign(version, inputs)

    def _sts(self) -> Granted:
        settings = self.settings
        account = self.accounts.issue(settings.sts_seconds, parts=settings.sts_parts)
        value = key_document(account, settings.sts_shape, request_id=secrets.token_hex(16).upper())
        return Granted(value, account.expires_at or 0.0)

    def _policy(self, version: str) -> Granted:
        place, settings = self.place(), self.settings
        expires_at = self._expiry()
        conditions: list[Any] = [
            {"bucket": place.bucket},
            ["starts-with", "$key", settings.grant_dir],
            ["content-length-range", settings.grant_smallest, settings.grant_largest],
        ]
        callback = self._callback(place)
        if callback:
            conditions.append(["eq", "$callback", callback])
        sign = form_v1 if version == "v1" else form_v4
        signed = sign(self._signer(), conditions, expires_at=expires_at)
        grant: dict[str, Any] = dict(signed)
        grant |= {"host": f"{place.endpoint}/{place.bucket}/", "dir": settings.grant_dir}
        grant |= {"expire": expires_at} | ({"callback": callback} if callback else {})
        return Granted(self._shaped(grant), expires_at)

    def _presign(self, version: str, inputs: Mapping[str, str]) -> Granted:
        place, settings = self.place(), self.settings
        key, expires_at = self._key(inputs), self._expiry()
        headers = {"Content-Type": inputs["type"]} if inputs.get("type") else {}
        headers |= settings.presign_headers
        query: dict[str, str] = {}
        callback = self._callback(place)
        if callback:
            own = {name: value for name, value in inputs.items() if name.startswith("x:")}
            own.setdefault(f"x:{OPEN_VARIABLE}", "D-" + secrets.token_hex(4).upper())
            query = {"callback": callback, "callback-var": encoded(own)}
        sign = url_v1 if version == "v1" else url_v4
        asked = Asked(place, key, headers, query, expires_at)
        url = sign(self._signer(), asked)
        grant = {"method": "PUT", "url": url, "headers": headers, "expire": expires_at, "key": key}
        return Granted(self._shaped(grant), expires_at, key)

    def _key(self, inputs: Mapping[str, str]) -> str:
        folder = self.settings.grant_dir
        name = inputs.get("name", "").replace("\\", "/").rpartition("/")[2]
        key = inputs.get("key") or folder + (name or "upload-" + secrets.token_hex(6))
        if len(key.encode("utf-8", "replace")) > 1023:
            raise RefusedError(400, "BadRequest", "key or name may have at most 1023 bytes.")
        if not key.startswith(folder):
            raise RefusedError(403, "Forbidden", f"The key must begin with {folder}")
        size = inputs.get("size", "0")
        if not (size.isascii() and size.isdigit()):
            raise RefusedError(400, "BadRequest", "size must be a number of bytes.")
        if int(size) > self.settings.grant_largest:
            raise RefusedError(413, "TooLarge", "This server permits no file of this size.")
        return key

    def _callback(self, place: Place) -> str:
        if not self.settings.grant_callback:
            return ""
        return callback_text(place.callback_url, self.settings.grant_body_type)

    def _expiry(self) -> int:
        return int(self.clock() + self.settings.grant_seconds)

    def _signer(self) -> Signer:
        seconds, account = self.settings.grant_seconds, self.accounts.main
        if self.settings.grant_token:
            account = self.accounts.issue(seconds)
        # What is already over was signed before it ended.
        return Signer(account, self.clock() + (seconds - 60 if seconds < 1 else 0))

    def _shaped(self, grant: dict[str, Any]) -> dict[str, Any]:
        if self.settings.grant_shape == "data":
            return {"data": grant}
        if self.settings.grant_shape == "hyphens":
            return {name.replace("_", "-"): value for name, value in grant.items()}
        return grant


def _inputs(request: Request, body: bytes) -> dict[str, str]:
    """Read what was asked for, from the query and from the body; the body goes before."""
    inputs = {name: str(value) for name, value in request.query_params.items()}
    text = body.decode("utf-8", "replace")
    if "json" not in request.headers.get("content-type", ""):
        return inputs | dict(parse_qsl(text, keep_blank_values=True))
    try:
        value = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusedError(400, "BadRequest", "The body is not a JSON object.")
    return inputs | {str(name): _text(item) for name, item in value.items()}


def _text(item: object) -> str:
    return item if isinstance(item, str) else json.dumps(item)
