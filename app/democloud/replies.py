"""Answers of the application server: what goes back, well or badly (modes of ``answers.py``)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.types import Send

from app.democloud.answers import Mode
from app.democloud.net import wait_for_disconnect

PAGE = "<html><body><h1>Thank you</h1><p>Your file was received.</p></body></html>"
BYTE_ORDER_MARK = "\ufeff"


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


def simple_reply(mode: Mode) -> Reply | None:
    """Give the answers that do not depend on what was asked; None for the other modes."""
    if mode.name == "custom":
        return _custom_reply(mode.parameters)
    if mode.name == "500":
        return json_reply(500, {"Status": "Error", "message": "Something broke on our side"})
    if mode.name == "refuse":
        return json_reply(403, {"Status": "Error", "message": "You may not do this"})
    if mode.name == "not_json":
        return text_reply(200, PAGE, "text/html; charset=utf-8")
    if mode.name == "empty":
        return text_reply(200, "", "application/json")
    if mode.name == "redirect":
        reply = text_reply(302, "", "text/plain")
        return Reply(302, (*reply.headers, ("Location", "/elsewhere")), b"")
    return None


def dressed_reply(mode: Mode, value: Mapping[str, Any]) -> Reply:
    """Give a good JSON answer, dressed up for the modes ``no_length``, ``bom`` and ``large``."""
    number = value.get("number")
    if mode.name == "bom":
        return text_reply(200, BYTE_ORDER_MARK + json.dumps(value), "application/json", number)
    reply = json_reply(200, value)
    if mode.name != "no_length":
        return reply
    headers = tuple(pair for pair in reply.headers if pair[0] != "Content-Length")
    return Reply(200, headers, reply.body, reply.number)


def _custom_reply(parameters: dict[str, Any]) -> Reply:
    body = str(parameters.get("body", "")).encode("utf-8", "replace")
    given = {str(name): str(value) for name, value in parameters.get("headers", {}).items()}
    if not {"content-length", "transfer-encoding"} & {name.lower() for name in given}:
        given["Content-Length"] = str(len(body))
    return Reply(int(parameters.get("status", 200)), tuple(given.items()), body)


def json_reply(status: int, value: Mapping[str, Any]) -> Reply:
    """Give an answer with a JSON object."""
    text = json.dumps(value, ensure_ascii=False)
    return text_reply(status, text, "application/json", value.get("number"))


def text_reply(status: int, text: str, kind: str, number: str | None = None) -> Reply:
    """Give an answer with text of a kind, and its length."""
    body = text.encode("utf-8", "replace")
    headers = (("Content-Type", kind), ("Content-Length", str(len(body))))
    return Reply(status, headers, body, number)


async def send_reply(send: Send, reply: Reply) -> None:
    """Send an answer."""
    headers = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in reply.headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def in_time(request: Request, mode: Mode) -> bool:
    """Let the time of ``late`` pass; False when the caller has gone meanwhile."""
    if mode.name != "late":
        return True
    seconds = float(mode.parameters.get("seconds", 6))
    try:
        await asyncio.wait_for(wait_for_disconnect(request.receive), seconds)
    except TimeoutError:
        return True
    return False
