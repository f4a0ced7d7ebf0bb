"""The event that a file is there: from the queue, from an application server, or not at all (4).

The queue is the application's, not ours: what is pulled is hidden from everybody else for thirty
seconds, and what is confirmed is gone. So it is read only where that was wished for, and only
events about our own files are ever confirmed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.asks import EventSettings
from app.domain.destination import Destination
from app.domain.errors import NotAllowed, Refused
from app.domain.json_values import json_of
from app.domain.notice import Notice, NoticeState
from app.domain.source_context import mark_of
from app.domain.upload import Session
from app.domain.vod_event import VodEvent, read
from app.providers.contract import Call, Pending, Watched
from app.providers.vod import api
from app.providers.vod.api import Answer, Question
from app.providers.vod.asks import event_settings
from app.providers.vod.stream import Told, told_by

CONFIG_GOOD_FOR = 30.0
"""Seconds for which the settings are not asked for again."""
PULL_WITHIN = 10.0
"""Seconds for the answer of PullEvents, which the service holds for five (4.3)."""
MOST_CONFIRMED = 16
HELD_FOR = 20.0
"""Seconds for which an event that nobody waited for is kept: its upload may be about to end. It is
hidden for thirty, and has to be confirmed within them."""
MOST_HELD = 64
FLOOR = 1.0
"""Seconds between two looks at a service that does not wait itself."""


@dataclass(slots=True)
class _News:
    """What a look brought so far, by task and notice."""

    now: float
    found: dict[tuple[str, str], Notice] = field(default_factory=dict)
    confirm: list[str] = field(default_factory=list)

    def settle(self, waiting: Pending, reason: str) -> None:
        """None will be seen here."""
        self._keep(waiting, replace(waiting.notice, state=NoticeState.NONE, reason=reason))

    def came(self, waiting: Pending, make: Callable[[Notice], Notice]) -> None:
        """It is there, or there again: then only the count changes."""
        place = (waiting.order.task.id, waiting.notice.id)
        known = self.found.get(place, waiting.notice)
        times = known.times + 1
        if known.state is NoticeState.ARRIVED:
            self.found[place] = replace(known, times=times)
            return
        arrived = replace(known, state=NoticeState.ARRIVED, reason="", good=True, times=times)
        self._keep(waiting, make(arrived))

    def watched(self, memory: dict[str, str], wait: float) -> Watched:
        """All of it."""
        notices = tuple((task_id, notice) for (task_id, _id), notice in self.found.items())
        return Watched(notices, tuple(dict.fromkeys(self.confirm)), wait, memory)

    def _keep(self, waiting: Pending, notice: Notice) -> None:
        place = (waiting.order.task.id, waiting.notice.id)
        self.found[place] = replace(notice, at=self.now)


class _Owners:
    """Who waits for which file: events are many, and those who wait may be as well."""

    def __init__(self, waiting: Sequence[Pending]) -> None:
        self._by_id: dict[str, list[Pending]] = {}
        self._by_mark: dict[str, Pending] = {}
        for one in waiting:
            self._by_id.setdefault(one.notice.id, []).append(one)
            self._by_mark.setdefault(mark_of(one.order.task.id), one)

    def waiting_for(self, file_id: str) -> Sequence[Pending]:
        """Those who wait for a file's event."""
        return self._by_id.get(file_id, ()) if file_id else ()

    def of(self, told: VodEvent) -> Pending | None:
        """Who waits for an event: by the file's id, or by the mark in its source context."""
        by_mark = self._by_mark.get(told.mark) if told.mark else None
        return next(iter(self.waiting_for(told.file_id)), None) or by_mark


async def watch(
    call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
) -> Watched:
    """One look. Raises `UploadError`."""
    kept = dict(memory)
    config = await _config(call, destination, kept)
    news = _News(call.now())
    roads = [(waiting, road_of(waiting, destination, config)) for waiting in tuple(pending)]
    for waiting, road in roads:
        if road not in ("queue", "stream"):
            news.settle(waiting, road)
    queue = any(road == "queue" for _waiting, road in roads)
    urls = {_status_url(waiting): None for waiting, road in roads if road == "stream"}
    wait = FLOOR if news.found else 0.0

    def here(road: str) -> list[Pending]:  # asked anew: some may have joined during the look
        return [w for w in tuple(pending) if road_of(w, destination, config) == road]

    if queue:
        wait = await _pulled(call, destination, lambda: here("queue"), kept, news=news)
    for url in urls:
        hold = not queue and len(urls) == 1
        told, took = await told_by(call, url, kept, hold=hold, wanted=_ids(here("stream")))
        owners = _Owners(here("stream"))
        for one in told:
            _take_told(one, owners, news)
        wait = 0.0 if queue or (hold and (told or took >= FLOOR)) else FLOOR
    return news.watched(kept, wait)


def road_of(waiting: Pending, destination: Destination, config: EventSettings | None) -> str:
    """How an event gets here: ``queue``, ``stream``, or the reason why it does not.

    ``config`` None: nobody may ask how events are told; then what was wished for is tried.
    """
    extras = waiting.order.batch.extras
    url = extras.get("statusUrl", "").strip()
    reads = extras.get("consume", "").strip() == "1" or destination.practice
    if config is not None and config.uploaded is False:
        return "off"
    if config is None or not config.mode:
        return "stream" if url else "queue" if reads else "refused"
    if config.mode.upper() == "PULL" and reads:
        return "queue"
    if url:
        return "stream"
    return "not_read" if config.mode.upper() == "PULL" else "elsewhere"


async def confirm(call: Call, destination: Destination, handles: Sequence[str]) -> None:
    """ConfirmEvents. A handle that is too old is passed over: its event comes again (4.3)."""
    waiting = list(dict.fromkeys(handles))
    for start in range(0, len(waiting), MOST_CONFIRMED):
        await _confirmed(call, destination, waiting[start : start + MOST_CONFIRMED])


async def _confirmed(call: Call, destination: Destination, handles: list[str]) -> None:
    try:
        await api.ask(call, destination, Question("ConfirmEvents", {"EventHandles": handles}))
    except Refused as error:
        stale = error.values.get("reason") in ("argument", "failed", "no_object")
        if type(error) is not Refused or not stale:
            raise
        if len(handles) > 1:  # one that is stale may have spoilt it for the others
            for handle in handles:
                await _confirmed(call, destination, [handle])


# --- settings -----------------------------------------------------------------------------------


async def _config(
    call: Call, destination: Destination, memory: dict[str, str]
) -> EventSettings | None:
    """How events are told, asked for at most once in thirty seconds; None: nobody may know."""
    now = call.now()
    asked_at = memory.get("config_at", "")
    if asked_at and 0 <= now - float(asked_at) < CONFIG_GOOD_FOR:
        return _remembered(memory)
    try:
        config = await event_settings.read(call, destination)
    except NotAllowed:
        config = None
    memory["config_at"] = repr(now)
    memory["config"] = "" if config is None else json.dumps([config.mode, config.uploaded])
    return config


def _remembered(memory: Mapping[str, str]) -> EventSettings | None:
    if not memory.get("config"):
        return None
    mode, uploaded = json.loads(memory["config"])
    return EventSettings(mode, uploaded=uploaded)


# --- the queue ----------------------------------------------------------------------------------


async def _pulled(
    call: Call,
    destination: Destination,
    waiting: Callable[[], list[Pending]],
    memory: dict[str, str],
    *,
    news: _News,
) -> float:
    """Take what is in the queue; gives the seconds to wait. An empty queue is an error's code."""
    held = _held(memory, news.now)
    owners = _Owners(waiting())
    held = [(at, event) for at, event in held if not _taken(event, owners, news, None)]
    if news.confirm:
        memory["held"] = json_of(held)
        return 0.0
    answer, took = await _queue(call, destination)
    events = answer.members.get("EventSet") if answer is not None else None
    at, owners = call.now(), _Owners(waiting())
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict) and not _taken(event, owners, news, answer):
            held.append((at, event))
    memory["held"] = json_of(held[-MOST_HELD:])
    return 0.0 if news.confirm or took >= FLOOR else FLOOR


async def _queue(call: Call, destination: Destination) -> tuple[Answer | None, float]:
    """PullEvents, and the seconds that it took; None for an empty queue, which is an error's code.

    The service waits itself when there is nothing, unless it does not.
    """
    try:
        answer = await api.ask(call, destination, Question("PullEvents", within=PULL_WITHIN))
    except Refused as error:
        if type(error) is not Refused or error.values.get("reason") != "no_object":
            raise
        return None, error.exchange.timings.total if error.exchange is not None else 0.0
    return answer, answer.reply.timings.total


def _held(memory: Mapping[str, str], now: float) -> list[tuple[float, dict[str, Any]]]:
    found = json.loads(memory.get("held") or "[]")
    return [(at, event) for at, event in found if now - at < HELD_FOR]


def _taken(event: Mapping[str, Any], owners: _Owners, news: _News, answer: Answer | None) -> bool:
    """Is it about a file of ours? Then it is noted, and to be confirmed."""
    told = read(event)
    if told is None or not told.is_upload:
        return False
    owner = owners.of(told)
    if owner is None:
        return False
    if told.handle:
        news.confirm.append(told.handle)
    if owner.notice.id in ("", told.file_id):
        exchange = answer.reply.exchange if answer is not None else None
        body = json_of(event)
        news.came(owner, lambda known: replace(known, body=body, way="queue", exchange=exchange))
    return True


# --- the application server -----------------------------------------------------------------


def _status_url(waiting: Pending) -> str:
    return waiting.order.batch.extras.get("statusUrl", "").strip()


def _ids(waiting: Sequence[Pending]) -> frozenset[str]:
    return frozenset(w.notice.id for w in waiting)


def _take_told(told: Told, owners: _Owners, news: _News) -> None:
    facts = tuple((name, text) for name, text in (("signature", told.signature),) if text)
    for owner in owners.waiting_for(told.id):
        news.came(
            owner,
            lambda known: replace(known, body=told.body, raw=told.raw, way="stream", facts=facts),
        )
