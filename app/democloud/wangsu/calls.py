"""Calling the application server: tries, pauses, what counts (reference/wangsu.md 4.3, 4.5, 5.3).

Callback and notification are told the same way: a POST, ``Authorization``, and an answer of status
200; whatever else comes is tried again, three times at once and then once a minute. Each try is an
event, ``callback_sent`` or ``notification_sent``, followed by ``..._answered``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from app.democloud.events import Events, body_facts
from app.democloud.oss.callback_call import Call, Outcome, call
from app.democloud.oss.callback_spec import CallbackUrl
from app.democloud.settings import Settings
from app.democloud.wangsu.keys import Keys
from app.democloud.wangsu.signatures import sign_call

SERVICE = "wangsu"
"""The name of this service in events and facts."""

AT_ONCE = 3
"""Tries before the first pause."""


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to tell."""

    kind: str
    """``callback`` or ``notification``."""
    url: str
    """Where to, complete with its query."""
    sent: bytes
    """The body as it goes over the wire."""
    body: bytes
    """What it decodes to."""
    content_type: str
    """Its type."""
    variant: str
    """How it is signed."""
    user_agent: str
    """As what the platform comes."""
    facts: Mapping[str, Any]
    """Said in every event about it."""


@dataclass(frozen=True, slots=True)
class Told:
    """How it ended."""

    accepted: bool
    """Whether the receiver answered 200."""
    body: bytes
    """Its answer."""
    reason: str
    """Why it was given up, or empty."""
    tries: int
    """How often it was told."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Tells application servers."""

    keys: Keys
    """Sign every call."""
    events: Events
    """Where calls and answers are recorded."""
    settings: Settings
    """Tries, pauses, time limit."""

    async def tell(self, order: Order) -> Told:
        """Tell until it is taken or given up; this may last minutes."""
        tries = max(self.settings.wangsu_tries, 1)
        told = Told(False, b"", "", 0)
        for number in range(1, tries + 1):
            if number > AT_ONCE:
                await asyncio.sleep(self.settings.wangsu_minute_seconds)
            told = await self._once(order, number, tries)
            if told.accepted:
                break
        return told

    async def _once(self, order: Order, number: int, tries: int) -> Told:
        url = call_url(order.url)
        headers = self._headers(order, url)
        facts = {**order.facts, "url": order.url, "attempt": number, "tries": tries}
        self.events.add(
            f"{order.kind}_sent",
            service=SERVICE,
            headers=dict(headers),
            **facts,
            **body_facts(order.sent),
        )
        seconds = self.settings.wangsu_call_seconds
        outcome = await call(Call(url, headers, order.sent, sni=True, seconds=seconds))
        told = _told(outcome, number)
        self._record(order.kind, outcome, told, facts)
        return told

    def _record(self, kind: str, outcome: Outcome, told: Told, facts: Mapping[str, Any]) -> None:
        answer = outcome.answer
        last = told.accepted or told.tries >= facts["tries"]
        pause = 0.0 if told.tries < AT_ONCE else self.settings.wangsu_minute_seconds
        self.events.add(
            f"{kind}_answered",
            service=SERVICE,
            **facts,
            status=answer.status if answer else None,
            headers=dict(answer.headers) if answer else {},
            seconds=round(outcome.seconds, 6),
            accepted=told.accepted,
            reason=told.reason,
            next_try_in=None if last else pause,
            **body_facts(told.body),
        )

    def _headers(self, order: Order, url: CallbackUrl) -> tuple[tuple[str, str], ...]:
        pair = self.keys.second if self.settings.wangsu_second_key else self.keys.main
        signature = sign_call(pair, order.variant, url=order.url, sent=order.sent, body=order.body)
        request_id = str(order.facts.get("request_id", ""))
        return (
            ("Host", url.authority),
            ("Connection", "close"),
            ("User-Agent", order.user_agent),
            ("Content-Type", order.content_type),
            ("Content-Length", str(len(order.sent))),
            ("Authorization", signature),
            # Not documented; it lets the stage see which upload a call belongs to.
            *((("X-Reqid", request_id),) if request_id else ()),
        )


def call_url(text: str) -> CallbackUrl:
    """Take an address apart; it was checked when the policy was read."""
    place = urlsplit(text)
    tls = place.scheme == "https"
    target = (place.path or "/") + (f"?{place.query}" if place.query else "")
    target = quote(target, safe="%/?:@!$&'()*+,;=-._~[]")
    return CallbackUrl(
        text=text,
        tls=tls,
        host=place.hostname or "",
        port=place.port or (443 if tls else 80),
        authority=place.netloc.rpartition("@")[2],
        target=target,
    )


def _told(outcome: Outcome, tries: int) -> Told:
    answer = outcome.answer
    if answer is None:
        return Told(False, b"", outcome.verdict.reason, tries)
    reason = "" if answer.status == 200 else f"the receiver answered {answer.status}"
    return Told(answer.status == 200, answer.body, reason, tries)
