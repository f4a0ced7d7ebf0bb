"""The application server: receives callbacks, and hands out authorisations (``authorising.py``).

A callback is verified, recorded, and answered as it was told (``answers.py``).
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from app.democloud.answers import Answers, Mode
from app.democloud.authorising import Authorising
from app.democloud.chance import Chance
from app.democloud.events import Events, body_facts
from app.democloud.keys import CallbackKeys
from app.democloud.net import link_of, wait_for_disconnect
from app.democloud.replies import (
    Reply,
    dressed_reply,
    in_time,
    json_reply,
    send_reply,
    simple_reply,
    text_reply,
)

PATH = "/callback"
NAME_FIELDS = ("object", "filename", "key", "name")
"""Fields of a callback body in which the file's name is looked for."""


@dataclass(frozen=True, slots=True)
class ApplicationServer:
    """One ASGI application: ``POST /callback``, and the addresses of :class:`Authorising`."""

    keys: CallbackKeys
    """The cloud's key pair: nothing is fetched."""
    key_url: Callable[[], str]
    """The only public key URL that is accepted (reference/oss.md 1.8, step 1)."""
    answers: Answers
    """How to answer."""
    events: Events
    """Where both sides of the exchange are recorded."""
    authorising: Authorising
    """Hands out keys, policies and presigned addresses."""
    chance: Chance
    """How it answers by chance, when that is on."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        if self.authorising.knows(request.url.path):
            await _finish(request, send, await self.authorising.answer(request, body))
        elif request.url.path != PATH:
            await send_reply(send, _error(404, "No such address"))
        elif request.method != "POST":
            await send_reply(send, _error(501, "POST only"))
        else:
            await _finish(request, send, await self._receive_callback(request, body))

    async def _receive_callback(self, request: Request, body: bytes) -> Reply | None:
        """Give the answer to a callback; None to hang up."""
        reason = self._objection(request, _target(request), body)
        self.events.add(
            "app_received",
            path=request.url.path,
            query=request.url.query,
            headers=dict(request.headers),
            signature_valid=not reason,
            reason=reason,
            **body_facts(body),
        )
        kind = request.headers.get("content-type", "")
        fields = parsed_fields(body, kind)
        mode = self.chance.answer(_named(fields)) or self.answers.take()
        reply: Reply | None = None
        if await in_time(request, mode):
            reply = _reply(mode, fields, reason)
        self._record(mode, reply)
        return reply

    def _objection(self, request: Request, target: str, body: bytes) -> str:
        """Say why the signature is not accepted; empty when it is."""
        headers = request.headers
        try:
            url = base64.b64decode(headers.get("x-oss-pub-key-url", ""), validate=True).decode()
        except (binascii.Error, ValueError):
            return "x-oss-pub-key-url is not Base64"
        if url != self.key_url():
            return "the public key URL is not the one that this server trusts"
        if not self.keys.matches(headers.get("authorization", ""), target, body):
            return "the signature does not fit the request"
        return ""

    def _record(self, mode: Mode, reply: Reply | None) -> None:
        self.events.add(
            "app_answered",
            mode=mode.name,
            status=reply.status if reply else None,
            number=reply.number if reply else None,
            **body_facts(reply.body if reply else b""),
        )


async def _finish(request: Request, send: Send, reply: Reply | None) -> None:
    """Send the answer, or hang up without one."""
    if reply is None:
        link_of(request.scope).close()
        await wait_for_disconnect(request.receive)
        return
    await send_reply(send, reply)


def _error(status: int, message: str) -> Reply:
    return json_reply(status, {"Status": "Error", "message": message})


def _target(request: Request) -> str:
    raw: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return (raw + b"?" + query if query else raw).decode("latin-1")


def parsed_fields(body: bytes, content_type: str) -> dict[str, Any]:
    """Read a callback's body, form or JSON; anything else gives no fields."""
    text = body.decode("utf-8", "replace")
    if "json" not in content_type:
        return dict(parse_qsl(text, keep_blank_values=True))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {"value": value}


def _reply(mode: Mode, fields: dict[str, Any], objection: str) -> Reply | None:
    """Give the answer; None to hang up."""
    if mode.name == "hang_up":
        return None
    simple = simple_reply(mode)
    if simple is not None:
        return simple
    if objection:
        return _error(400, f"Not accepted: {objection}")
    thanks = _thanks(fields)
    if mode.name == "large":
        return _large_reply(thanks, int(mode.parameters.get("bytes", 1024 * 1024)))
    return dressed_reply(mode, thanks)


def _named(fields: dict[str, Any]) -> str:
    names = [str(fields[name]) for name in NAME_FIELDS if fields.get(name)]
    return names[0] if names else ""


def _thanks(fields: dict[str, Any]) -> dict[str, Any]:
    name = _named(fields).rstrip("/").rpartition("/")[2] or "your file"
    return {
        "Status": "OK",
        "message": f"Thank you, {name} received",
        "number": secrets.token_hex(8),
        "received": fields,
    }


def _large_reply(thanks: dict[str, Any], size: int) -> Reply:
    """Give valid JSON of exactly ``size`` bytes (a little more when that is too few)."""
    bare = {name: thanks[name] for name in ("Status", "message", "number")}
    padding = size - len(json.dumps(bare | {"padding": ""}, ensure_ascii=False).encode("utf-8"))
    if padding < 0:
        # The smallest JSON text is one digit; blanks behind it count as well.
        number = str(secrets.randbelow(10))
        return text_reply(200, number.ljust(max(size, 1)), "application/json", number)
    text = json.dumps(bare | {"padding": "." * padding}, ensure_ascii=False)
    return text_reply(200, text, "application/json", thanks["number"])
