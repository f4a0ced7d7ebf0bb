"""The status stream of an application server: what it was told, told on to us.

``GET url?since=N&wait=5`` -> ``{"next": M, "events": [{"n", "service", "id", "body", "raw",
"signature", "at", "attempt"}]}``; it holds its answer for a while when there is nothing new.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.domain.errors import NotUnderstood, Refused, ServiceFault, UploadError
from app.domain.json_values import json_of, sound, text_of, whole_of
from app.providers.contract import Call, Reply, Request
from app.providers.vod.api import opened, where

SERVICE = "vod"
HOLD = 5
"""Seconds that the server may hold its answer."""
WITHIN = 15.0
MOST_PASSED = 500
"""Ids of events that came before anybody waited for them."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the application server tells it."""

    id: str
    """The file's."""
    body: str
    """JSON text."""
    raw: str = ""
    """As it was received, where that differs."""
    signature: str = ""
    """What its check of ``T`` and ``Sign`` came to."""


async def told_by(
    call: Call, url: str, memory: dict[str, str], *, hold: bool, wanted: frozenset[str]
) -> tuple[list[Told], float]:
    """What is new, and what came before somebody waited for it; and the seconds that it took.

    Raises `UploadError`.
    """
    passed: dict[str, int] = json.loads(memory.get(f"passed {url}") or "{}")
    cursor = int(memory.get(f"cursor {url}") or 0)
    missed = [passed[one] for one in wanted if one in passed]
    since = min([cursor, *(n - 1 for n in missed)])
    reply = await call.send(_question(url, since, HOLD if hold and not missed else 0))
    said = _understood(reply)
    for event in said["events"]:
        n, one = whole_of(event.get("n")), text_of(event.get("id"))
        if n is not None and one and _is_ours(event):
            passed[one] = n
    for one in wanted:
        passed.pop(one, None)
    memory[f"passed {url}"] = json.dumps(dict(list(passed.items())[-MOST_PASSED:]))
    following = _next(said, since)
    begun_anew = following < since  # the server has, and counts from one again
    memory[f"cursor {url}"] = "0" if begun_anew else str(max(cursor, following))
    told = [_told(event) for event in said["events"] if _is_ours(event)]
    return told, reply.timings.total


def _question(url: str, since: int, wait: int) -> Request:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("no address of a status stream", reason="server_url") from None
    origin, host = where(f"{parts.scheme}://{parts.netloc}")
    query = "&".join(filter(None, (parts.query, f"since={since}", f"wait={wait}")))
    target = f"{parts.path or '/'}?{query}"
    if not (target.isascii() and target.isprintable() and " " not in target):
        raise Refused("no address of a status stream", reason="server_url")
    headers = (("Host", host), ("Accept", "application/json"))
    return Request("GET", origin, target, headers, b"", WITHIN, foreign=True)


def _understood(reply: Reply) -> Mapping[str, Any]:
    if reply.status != 200:
        kind: type[UploadError] = ServiceFault if reply.status >= 500 else NotUnderstood
        raise kind(f"the application server answered {reply.status}", reason="server")
    found = opened(reply)
    events = found.get("events")
    if not isinstance(events, list):
        raise NotUnderstood("application server: no stream of events", reason="server")
    return dict(found) | {"events": [event for event in events if isinstance(event, dict)]}


def _next(said: Mapping[str, Any], since: int) -> int:
    following = whole_of(said.get("next"))
    return since if following is None else following


def _is_ours(event: Mapping[str, Any]) -> bool:
    return bool(event.get("service", SERVICE) == SERVICE)


def _told(event: Mapping[str, Any]) -> Told:
    body, raw = event.get("body"), text_of(event.get("raw"))
    text = sound(body) if isinstance(body, str) else json_of(body)
    return Told(text_of(event.get("id")), text, raw, text_of(event.get("signature")))
