"""Forged events: what somebody sends who found out where an application's events are pushed.

``unsigned``  an event without ``T`` and ``Sign``: refused at step ``fields``
``key``       signed with a key of one's own: refused at step ``match``
``past``      an overheard ``T`` and ``Sign`` when their time is over: refused at step ``time``
``body``      an overheard ``T`` and ``Sign`` in time, before another body: **taken**, for ``Sign``
              covers nothing but ``T`` (reference/tencent-vod.md 4.2); HTTPS is what helps

It is built upon the last genuine event that was pushed, or upon an invented one.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.democloud.events import Events, body_facts
from app.democloud.oss.callback_call import Call, call
from app.democloud.vod import SERVICE
from app.democloud.vod.push import address, sign

WAYS = ("unsigned", "key", "past", "body")
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class VodForger:
    """Sends forged events to the cloud's own application server."""

    events: Events
    """Where the last genuine event is found, and what was sent is recorded."""
    event_url: Callable[[], str]
    """Where events are pushed."""
    sign_key: Callable[[], str]
    """The key: what was overheard is made anew with it."""
    clock: Callable[[], float]
    """Unix seconds."""

    async def send(self, way: str, *, series: str = "", of: int = 1) -> dict[str, Any]:
        """Send one in a way of :data:`WAYS`; ValueError for another. Gives what came of it."""
        if way not in WAYS:
            raise ValueError(f"way must be one of {', '.join(WAYS)}")
        url = address(self.event_url())
        if url is None:
            raise ValueError("there is no address to send it to")
        body = json.dumps(self._made(way), ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        facts: dict[str, Any] = {"service": SERVICE, "request_id": secrets.token_hex(16)}
        facts |= {"way": way, "series": series, "of": of}
        self.events.add("forged_sent", **facts, url=url.text, headers=headers, **body_facts(body))
        pairs = (("Host", url.authority), ("Connection", "close"), *headers.items())
        outcome = await call(Call(url, pairs, body, sni=False, seconds=_SECONDS))
        answer = outcome.answer
        facts |= {"status": answer.status if answer else None}
        facts |= {"seconds": round(outcome.seconds, 6)}
        self.events.add("forged_answered", **facts, **body_facts(answer.body if answer else b""))
        return facts

    def _made(self, way: str) -> dict[str, Any]:
        content = self._overheard()
        now = int(self.clock())
        if way == "unsigned":
            return content
        stamp = now - 60 if way == "past" else now + 300
        key = secrets.token_hex(12) if way == "key" else self.sign_key()
        return content | {"T": stamp, "Sign": sign(key, stamp)}

    def _overheard(self) -> dict[str, Any]:
        """Give an event that never was, in the clothes of the last one that was."""
        sent = self.events.newest("callback_sent", lambda e: e["service"] == SERVICE)
        try:
            content = json.loads(sent["body"]) if sent else {}
        except ValueError:
            content = {}
        content = {name: value for name, value in content.items() if name not in ("T", "Sign")}
        content = content or {"EventType": "NewFileUpload", "FileUploadEvent": {}}
        task = content.get("FileUploadEvent") or {}
        forged = {"FileId": str(10**18 + secrets.randbelow(8 * 10**18))}
        return content | {"FileUploadEvent": task | forged}
