"""How a processing task goes, as its documents tell it: by poll or by notification (wangsu.md, 5).

The same ``code`` means one thing in the answer to a poll and another in a notification (5.3, 5.5),
and all numbers may come as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.exchange import Exchange
from app.domain.json_values import json_of, sound, whole_of
from app.domain.notice import Notice, NoticeState
from app.domain.wangsu_base64 import decoded_text

RECEIVER = "receiver"
"""The fact that says what became of telling the receiver: ``asked``, ``delivered``, ``failed``."""

FAILED = 2
FINISHED = 3
NOT_TOLD = 5
TOLD = 6
"""Codes of a poll (5.5); 0 waits, 1 is at work, 4 tells the receiver."""

TELLING = 900.0
"""Seconds after which a finished task's receiver has been told or never will be: three tries at
once and five a minute apart, each up to a minute (4.5)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One document as it came."""

    document: Mapping[str, Any]
    at: float
    """Unix time."""
    raw: str = ""
    """As it was on the wire, where that differs."""
    exchange: Exchange | None = None
    streamed: bool = False
    """An application server tells of this task: it knows more than a poll."""


def polled(notice: Notice, seen: Seen) -> Notice:
    """The notice after the answer to a poll."""
    code = whole_of(seen.document.get("code"))
    known = _told(notice, seen, way="poll", code=code)
    asked = dict(notice.facts).get(RECEIVER) == "asked"
    if code == FAILED:
        return _at(known, NoticeState.ARRIVED, seen.at, good=False)
    good = _good(seen.document, finished=code in (FINISHED, 4, NOT_TOLD, TOLD))
    known = replace(known, good=good)
    if code == NOT_TOLD and asked:
        told = _fact(known, "failed")
        return replace(_at(told, NoticeState.GAVE_UP, seen.at, good=good), reason="receiver")
    if code == TOLD and asked:
        if seen.streamed and notice.progress != str(TOLD):
            return known  # it may be on its way to us
        return _at(_fact(known, "delivered"), NoticeState.ARRIVED, seen.at, good=good)
    if code == FINISHED and asked:
        since = notice.at if notice.progress == str(FINISHED) else seen.at
        if seen.at - since < TELLING:
            return replace(known, at=since)
        return _at(known, NoticeState.ARRIVED, seen.at, good=good)
    if code in (FINISHED, NOT_TOLD, TOLD):
        return _at(known, NoticeState.ARRIVED, seen.at, good=good)
    return known


def notified(notice: Notice, seen: Seen, *, separate: bool, signature: str, attempt: int) -> Notice:
    """The notice after the application server was told; ``attempt`` is how often by then.

    ``separate``: several are sent, until one has the code 3 (5.3). What came before is kept beside
    what comes.
    """
    document = _joined(notice.body, seen.document)
    code = whole_of(document.get("code"))
    told = document.get("separate")
    several = separate if told is None else whole_of(told) == 1
    over = code == FINISHED or not several
    good = False if code == FAILED else _good(document, finished=over)
    state = NoticeState.ARRIVED if over else NoticeState.PENDING
    seen = replace(seen, document=document)
    known = _fact(_told(notice, seen, way="stream", code=code), "delivered" if over else "asked")
    facts = dict(known.facts)
    facts |= {"signature": signature} if signature else {}
    facts |= {"attempt": str(attempt)} if attempt > 1 else {}
    known = replace(known, facts=tuple(facts.items()), times=notice.times + 1)
    return _at(known, state, seen.at, good=good)


def opened(body: object, raw: str) -> Mapping[str, Any] | None:
    """A notification's document: given as an object, as text, or in Base64; None for nonsense."""
    if isinstance(body, Mapping):
        return body
    for text in (body if isinstance(body, str) else "", raw, _unpacked(raw)):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return None


def _unpacked(raw: str) -> str:
    try:
        return decoded_text(raw)
    except ValueError:
        return ""


def _told(notice: Notice, seen: Seen, *, way: str, code: int | None) -> Notice:
    return replace(
        notice,
        progress="" if code is None else str(code),
        body=json_of(seen.document),
        raw=sound(seen.raw),
        way=way,
        exchange=seen.exchange or notice.exchange,
    )


def _at(notice: Notice, state: NoticeState, at: float, *, good: bool | None) -> Notice:
    return replace(notice, state=state, at=at, good=good)


def _fact(notice: Notice, receiver: str) -> Notice:
    return replace(notice, facts=tuple({**dict(notice.facts), RECEIVER: receiver}.items()))


def _items(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    items = document.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _good(document: Mapping[str, Any], *, finished: bool) -> bool | None:
    """Whether all instructions went well; None as long as they have not failed or finished."""
    if any(whole_of(i.get("code")) == FAILED or i.get("error") for i in _items(document)):
        return False
    return True if finished else None


def _joined(before: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A document with the instructions that earlier ones told of and this one does not."""
    try:
        known = _items(json.loads(before)) if before else []
    except (ValueError, AttributeError, RecursionError):
        known = []
    now = _items(document)
    told = {_instruction(item) for item in now}
    kept = [item for item in known if _instruction(item) not in told]
    return {**document, "items": [*kept, *now]} if kept else document


def _instruction(item: Mapping[str, Any]) -> tuple[str, str]:
    return str(item.get("cmd", "")), str(item.get("key", ""))
