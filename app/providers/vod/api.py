"""The API's envelope: questions as signed JSON, answers as objects or errors (1.1 and 7.1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from app.domain.credentials import Credentials
from app.domain.destination import Destination, with_scheme
from app.domain.errors import DestinationError, NotAllowed, ServiceAnswer, UploadError
from app.domain.exchange import Headers, secrets_in_headers
from app.domain.grant import Authorisation
from app.domain.json_values import text_of
from app.providers.contract import Call, Reply, Request
from app.providers.scrubbing import scrubbed
from app.providers.vod import refusals, tc3
from app.providers.vod.errors import Asked, made, not_understood, shown, without_words

VERSION = "2018-07-17"
REGION = "ap-guangzhou"
"""The API's region, which says nothing of where files are stored (7.5)."""
WITHIN = 30.0
"""Seconds for an answer."""
TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Question:
    """One action with its fields."""

    action: str
    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    within: float = WITHIN
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Which of its values must not come back in an error."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was inside ``Response``, and the reply that it came with."""

    members: Mapping[str, Any] = field(repr=False)
    reply: Reply
    asked: Asked
    request_id: str = ""

    def text(self, name: str) -> str:
        """A member as text, ids told as numbers too; empty when it is missing or null."""
        return text_of(self.members.get(name))


def application(destination: Destination) -> dict[str, int]:
    """``SubAppId`` where one is named. Raises `DestinationError` for what is no number."""
    text = destination.bucket.strip()
    if not text:
        return {}
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise DestinationError(problem="application", application=text)
    return {"SubAppId": int(text)}


def key_of(authorisation: Authorisation) -> Credentials:
    """The key. Raises `NotAllowed` (``grant``) where only a client's signature was given."""
    if not isinstance(authorisation, Credentials):
        raise NotAllowed("this needs a key of the account", reason="grant", application="")
    return authorisation


async def ask(call: Call, destination: Destination, question: Question, name: str = "") -> Answer:
    """Ask, signed with the key and the time of this moment. Raises what the answer says."""
    key = key_of(await call.authorisation())
    body = json.dumps(dict(question.values) | application(destination)).encode()
    request = signed(destination, question, body, key=key, now=call.now())
    own = (key.security_token, key.access_key_secret, *question.secrets)
    secrets = (*own, *secrets_in_headers(request.headers))
    asked = Asked(destination, name, secrets)
    return understood(scrubbed(await call.send(request), secrets), asked)


def signed(
    destination: Destination, question: Question, body: bytes, *, key: Credentials, now: float
) -> Request:
    """The request as it goes out. ``now`` is Unix time by the service's clock."""
    origin, host = where(destination.endpoint)
    stamp = int(now)
    headers: Headers = (
        ("Host", host),
        ("Content-Type", TYPE),
        ("X-TC-Action", question.action),
        ("X-TC-Version", VERSION),
        ("X-TC-Timestamp", str(stamp)),
        ("X-TC-Region", REGION),
        ("X-TC-Language", "en-US"),
        *((("X-TC-Token", key.security_token),) if key.security_token else ()),
        ("Authorization", tc3.authorization(tc3.Signed(host, TYPE, body), key, stamp)),
    )
    return Request("POST", origin, "/", headers, body, question.within)


def where(endpoint: str) -> tuple[str, str]:
    """Origin and ``Host`` of an address. Raises `DestinationError` for what is none."""
    try:
        parts = urlsplit(with_scheme(endpoint))
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        port, host = None, ""
    if not host or not host.isascii() or parts.scheme not in ("http", "https"):
        raise DestinationError(problem="endpoint.invalid")
    shown_host = f"[{host}]" if ":" in host else host
    usual = port is None or port == {"http": 80, "https": 443}[parts.scheme]
    place = shown_host if usual else f"{shown_host}:{port}"
    return f"{parts.scheme}://{place}", place


def understood(reply: Reply, asked: Asked) -> Answer:
    """The object inside ``Response``. Raises the error that it is, or `NotUnderstood`.

    A business error has status 200 like a success (1.1); what has another status is believed only
    when it bears an error in this shape.
    """
    response = opened(reply).get("Response")
    if not isinstance(response, dict):
        raise without_words(reply, asked) if reply.status != 200 else not_understood(reply, asked)
    request_id = text_of(response.get("RequestId"))
    if response.get("Error") is not None:
        raise refusal(reply, response["Error"], request_id, asked)
    if reply.status != 200:
        raise without_words(reply, asked)
    return Answer(response, reply, asked, request_id)


def opened(reply: Reply) -> Mapping[str, Any]:
    """The JSON object of an answer; empty when it is none."""
    try:
        found = json.loads(b"" if reply.cut else reply.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def refusal(reply: Reply, error: object, request_id: str, asked: Asked) -> UploadError:
    """The error of an ``Error`` object."""
    found = error if isinstance(error, dict) else {}
    answer = ServiceAnswer(
        reply.status,
        text_of(found.get("Code")),
        text_of(found.get("Message")),
        request_id=request_id,
        body=shown(reply.body),
    )
    return made(refusals.of_api(answer), reply, answer, asked)
