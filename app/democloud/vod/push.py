"""The normal callback: an event is posted to ``NotificationUrl``, a few times at most (sheet 4.2).

How often, and what a status other than 200 means, is known of the legacy callback only: knobs.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from app.democloud.events import Events, body_facts
from app.democloud.oss.callback_call import Call, Outcome, ServerAnswer, call
from app.democloud.oss.callback_spec import CallbackUrl
from app.democloud.settings import Settings
from app.democloud.vod import SERVICE
from app.democloud.vod.event_body import legacy, without_nulls


@dataclass(frozen=True, slots=True)
class Letter:
    """One event on its way to an application server."""

    url: str
    """``NotificationUrl``."""
    content: dict[str, Any]
    """``EventContent``."""
    sign_key: str
    """Empty: it is not signed."""
    facts: dict[str, Any]
    """What its own events say: ``request_id``, ``key``, ``file_id``."""


@dataclass(frozen=True, slots=True)
class Pusher:
    """Delivers events."""

    events: Events
    """Where calls and answers are recorded."""
    settings: Settings
    """The knobs."""
    clock: Callable[[], float]
    """Unix seconds."""

    async def deliver(self, letter: Letter) -> bool:
        """Post an event until it is taken, or until it is lost; says which."""
        for attempt in range(1, max(1, self.settings.vod_push_times) + 1):
            if attempt > 1:
                await asyncio.sleep(self.settings.vod_push_wait_seconds)
            if await self._post(letter, attempt):
                return True
        return False

    async def _post(self, letter: Letter, attempt: int) -> bool:
        body, query = self._signed(letter)
        url = address(letter.url, query)
        if url is None:
            return False
        headers = (
            ("Host", url.authority),
            ("Connection", "close"),
            ("Content-Length", str(len(body))),
            ("Content-Type", "application/json"),
            ("User-Agent", "VOD-Callback"),
        )
        self.events.add(
            "callback_sent",
            service=SERVICE,
            url=url.text,
            headers=dict(headers),
            attempt=attempt,
            **letter.facts,
            **body_facts(body),
        )
        outcome = await call(Call(url, headers, body, True, self.settings.vod_push_seconds))
        taken = self._taken(outcome)
        self._record(letter, url, outcome, taken=taken, attempt=attempt)
        return taken

    def _taken(self, outcome: Outcome) -> bool:
        if outcome.answer is None:
            return False
        return outcome.answer.status == 200 or not self.settings.vod_push_status_counts

    def _record(
        self, letter: Letter, url: CallbackUrl, outcome: Outcome, *, taken: bool, attempt: int
    ) -> None:
        answer = outcome.answer
        self.events.add(
            "callback_answered",
            service=SERVICE,
            url=url.text,
            status=answer.status if answer else None,
            headers=dict(answer.headers) if answer else {},
            seconds=round(outcome.seconds, 6),
            accepted=taken,
            reason="" if taken else _reason(answer),
            attempt=attempt,
            **letter.facts,
            **body_facts(answer.body if answer else b""),
        )

    def _signed(self, letter: Letter) -> tuple[bytes, str]:
        """Give the body and what is added to the query."""
        content = without_nulls(letter.content)
        if self.settings.vod_legacy_push:
            content = legacy(content)
        stamp = int(self.clock() + self.settings.vod_sign_seconds)
        query = ""
        if letter.sign_key and self.settings.vod_sign_place == "query":
            query = f"T={stamp}&Sign={sign(letter.sign_key, stamp)}"
        elif letter.sign_key:
            content |= {"T": stamp, "Sign": sign(letter.sign_key, stamp)}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace"), query


def _reason(answer: ServerAnswer | None) -> str:
    """Say why an event will come again, or is lost: the service itself tells nobody."""
    return "no answer" if answer is None else f"status {answer.status}"


def sign(key: str, stamp: int) -> str:
    """Give ``Sign`` of a time: it covers nothing of the body (sheet 4.2)."""
    return hashlib.md5(f"{key}{stamp}".encode(), usedforsecurity=False).hexdigest()


def address(text: str, query: str = "") -> CallbackUrl | None:
    """Read a URL, with more behind its query; None when it is none."""
    try:
        pieces = urlsplit(text)
        port = pieces.port
    except ValueError:
        return None
    host = pieces.hostname or ""
    if pieces.scheme not in ("http", "https") or not host or not text.isascii():
        return None
    whole = "&".join(piece for piece in (pieces.query, query) if piece)
    target = quote(pieces.path or "/", safe="/%:@!$&'()*+,;=~-._")
    target += "?" + quote(whole, safe="/%:@!$&'()*+,;=~-._?") if whole else ""
    tls = pieces.scheme == "https"
    authority = pieces.netloc.rpartition("@")[2]
    full = f"{pieces.scheme}://{pieces.netloc}{target}"
    return CallbackUrl(full, tls, host, port or (443 if tls else 80), authority, target)
