"""The application server that callbacks reach: verifies, records, and answers as it was told."""

from __future__ import annotations

import asyncio
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
from app.democloud.events import Events, body_facts
from app.democloud.keys import CallbackKeys
from app.democloud.net import link_of, wait_for_disconnect

PATH = "/callback"
NAME_FIELDS = ("object", "filename", "key", "name")
"""Fields of a callback body in which the file's name is looked for."""

PAGE = "<html><body><h1>Thank you</h1><p>Your file was received.</p></body></html>"
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back."""

    status: int
    """HTTP status."""
    headers: tuple[tuple[str, str], ...]
    """Complete headers."""
    body: bytes
    """The body."""
    number: str | None = None
    """The random number in it."""


@dataclass(frozen=True, slots=True)
class ApplicationServer:
    """One ASGI application with one address: ``POST /callback``."""

    keys: CallbackKeys
    """The cloud's key pair: nothing is fetched."""
    key_url: Callable[[], str]
    """The only public key URL that is accepted (reference/oss.md 1.8, step 1)."""
    answers: Answers
    """How to answer."""
    events: Events
    """Where both sides of the exchange are recorded."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        if request.url.path != PATH:
            await _send(send, _json_reply(404, {"Status": "Error", "message": "No such address"}))
            return
        if request.method != "POST":
            await _send(send, _json_reply(501, {"Status": "Error", "message": "POST only"}))
            return
        await self._receive_callback(request, body, send)

    async def _receive_callback(self, request: Request, body: bytes, send: Send) -> None:
        target = _target(request)
        reason = self._objection(request, target, body)
        self.events.add(
            "app_received",
            path=request.url.path,
            query=request.url.query,
            headers=dict(request.headers),
            signature_valid=not reason,
            reason=reason,
            **body_facts(body),
        )
        mode = self.answers.take()
        reply: Reply | None = None
        if mode.name != "late" or await _waited(request, mode.parameters.get("seconds", 6)):
            kind = request.headers.get("content-type", "")
            reply = _reply(mode, parsed_fields(body, kind), reason)
        self._record(mode, reply)
        if reply is None:
            link_of(request.scope).close()
            await wait_for_disconnect(request.receive)
            return
        await _send(send, reply)

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


async def _waited(request: Request, seconds: float) -> bool:
    """Let time pass; False when the caller has gone meanwhile."""
    try:
        await asyncio.wait_for(wait_for_disconnect(request.receive), seconds)
    except TimeoutError:
        return True
    return False


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
    simple = _simple_reply(mode)
    if simple is not None:
        return simple
    if objection:
        return _json_reply(400, {"Status": "Error", "message": f"Not accepted: {objection}"})
    thanks = _thanks(fields)
    if mode.name == "no_length":
        reply = _json_reply(200, thanks)
        headers = tuple(pair for pair in reply.headers if pair[0] != "Content-Length")
        return Reply(200, headers, reply.body, reply.number)
    if mode.name == "bom":
        return _text_reply(
            200, _BYTE_ORDER_MARK + json.dumps(thanks), "application/json", thanks["number"]
        )
    if mode.name == "large":
        return _large_reply(thanks, int(mode.parameters.get("bytes", 1024 * 1024)))
    return _json_reply(200, thanks)


def _simple_reply(mode: Mode) -> Reply | None:
    """Give the answers that do not depend on the callback."""
    if mode.name == "custom":
        return _custom_reply(mode.parameters)
    if mode.name == "500":
        return _json_reply(500, {"Status": "Error", "message": "Something broke on our side"})
    if mode.name == "refuse":
        return _json_reply(403, {"Status": "Error", "message": "You may not do this"})
    if mode.name == "not_json":
        return _text_reply(200, PAGE, "text/html; charset=utf-8")
    if mode.name == "empty":
        return _text_reply(200, "", "application/json")
    if mode.name == "redirect":
        reply = _text_reply(302, "", "text/plain")
        return Reply(302, (*reply.headers, ("Location", "/elsewhere")), b"")
    return None


def _thanks(fields: dict[str, Any]) -> dict[str, Any]:
    names = [str(fields[name]) for name in NAME_FIELDS if fields.get(name)]
    name = names[0].rstrip("/").rpartition("/")[2] if names else "your file"
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
        return _text_reply(200, number.ljust(max(size, 1)), "application/json", number)
    text = json.dumps(bare | {"padding": "." * padding}, ensure_ascii=False)
    return _text_reply(200, text, "application/json", thanks["number"])


def _custom_reply(parameters: dict[str, Any]) -> Reply:
    body = str(parameters.get("body", "")).encode("utf-8", "replace")
    given = {str(name): str(value) for name, value in parameters.get("headers", {}).items()}
    if not {"content-length", "transfer-encoding"} & {name.lower() for name in given}:
        given["Content-Length"] = str(len(body))
    return Reply(int(parameters.get("status", 200)), tuple(given.items()), body)


def _json_reply(status: int, value: dict[str, Any]) -> Reply:
    text = json.dumps(value, ensure_ascii=False)
    return _text_reply(status, text, "application/json", value.get("number"))


def _text_reply(status: int, text: str, kind: str, number: str | None = None) -> Reply:
    body = text.encode("utf-8", "replace")
    headers = (("Content-Type", kind), ("Content-Length", str(len(body))))
    return Reply(status, headers, body, number)


async def _send(send: Send, reply: Reply) -> None:
    headers = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in reply.headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
