"""The application server: receives callbacks; all else is for its parts (``common.py``).

A callback is verified, recorded, and answered as it was told (``answers.py``).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from app.democloud.answers import Answers, Mode
from app.democloud.chance import Chance
from app.democloud.common import ServerPart
from app.democloud.events import Events
from app.democloud.keys import CallbackKeys
from app.democloud.net import link_of, wait_for_disconnect
from app.democloud.records import Records, written
from app.democloud.replies import (
    Reply,
    dressed_reply,
    in_time,
    json_reply,
    send_reply,
    simple_reply,
    text_reply,
)
from app.democloud.server_events import call_answered, call_received, target_of
from app.democloud.verification import verify

PATH = "/callback"
NAME_FIELDS = ("object", "filename", "key", "name")
"""Fields of a callback body in which the file's name is looked for."""
REJECTED = "rejected"
"""Said in place of a mode when the signature did not hold."""
_REMEMBERED = 10_000
"""Requests whose callbacks are counted."""


@dataclass(frozen=True, slots=True)
class ApplicationServer:
    """One ASGI application: ``POST /callback``, and the addresses of its parts."""

    keys: CallbackKeys
    """The cloud's key pair: nothing is fetched."""
    key_url: Callable[[], str]
    """The only public key URL that is accepted (reference/oss.md 1.8, step 1)."""
    answers: Answers
    """How to answer."""
    events: Events
    """Where both sides of the exchange are recorded."""
    parts: Sequence[ServerPart]
    """Hand out authorisations, pass on news, take what other services tell."""
    chance: Chance
    """How it answers by chance, when that is on."""
    records: Records
    """What it writes down of each callback that it accepts."""
    attempts: Attempts = field(default_factory=lambda: Attempts())
    """Counts callbacks by their requests."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            body = await request.body()
        except ClientDisconnect:
            return
        part = next((part for part in self.parts if part.knows(request.url.path)), None)
        if part is not None:
            await _finish(request, send, await part.answer(request, body))
        elif request.url.path != PATH:
            await send_reply(send, _error(404, "No such address"))
        elif request.method != "POST":
            await send_reply(send, _error(501, "POST only"))
        else:
            await _finish(request, send, await self._receive_callback(request, body))

    async def _receive_callback(self, request: Request, body: bytes) -> Reply | None:
        """Give the answer to a callback; None to hang up.

        One whose signature does not hold is turned down at once: what was told is for the others.
        """
        checked = verify(
            request.headers, target_of(request), body, keys=self.keys, trusted=self.key_url()
        )
        request_id = request.headers.get("x-oss-request-id", "")
        facts = {"request_id": request_id, "attempt": self.attempts.count(request_id)}
        call_received(self.events, request, body, checked, facts)
        fields = parsed_fields(body, request.headers.get("content-type", ""))
        if checked.reason:
            reply: Reply | None = _error(400, f"Not accepted: {checked.reason}")
            call_answered(self.events, REJECTED, reply, facts)
            return reply
        mode = self.chance.answer(named(fields)) or self.answers.take()
        if written(mode):
            record = self.records.add(request_id, fields)
            self.events.add("record_added", **record.as_json())
        reply = None
        if await in_time(request, mode):
            reply = reply_of(mode, fields)
        call_answered(self.events, mode.name, reply, facts)
        return reply


class Attempts:
    """How often callbacks of one request have come: once for each URL that leads here."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def count(self, request_id: str) -> int:
        """One more; gives its number. 1 when nothing is known of the request."""
        if not request_id:
            return 1
        number = self._seen.pop(request_id, 0) + 1
        self._seen[request_id] = number
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return number


async def _finish(request: Request, send: Send, reply: Reply | None) -> None:
    """Send the answer, or hang up without one."""
    if reply is None:
        link_of(request.scope).close()
        await wait_for_disconnect(request.receive)
        return
    await send_reply(send, reply)


def _error(status: int, message: str) -> Reply:
    return json_reply(status, {"Status": "Error", "message": message})


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


def reply_of(mode: Mode, fields: dict[str, Any]) -> Reply | None:
    """Give the answer to a good callback with these fields; None to hang up."""
    if mode.name == "hang_up":
        return None
    simple = simple_reply(mode)
    if simple is not None:
        return simple
    thanks = _thanks(fields)
    if mode.name == "large":
        return _large_reply(thanks, int(mode.parameters.get("bytes", 1024 * 1024)))
    return dressed_reply(mode, thanks)


def named(fields: dict[str, Any]) -> str:
    """Give the name of the file that a callback tells of, or an empty text."""
    names = [str(fields[name]) for name in NAME_FIELDS if fields.get(name)]
    return names[0] if names else ""


def _thanks(fields: dict[str, Any]) -> dict[str, Any]:
    name = named(fields).rstrip("/").rpartition("/")[2] or "your file"
    number = secrets.token_hex(8)
    # In the sentence, too: whoever reads only that sees that the answer is this upload's own.
    return {
        "Status": "OK",
        "message": f"Thank you, {name} received. Receipt {number}",
        "number": number,
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
