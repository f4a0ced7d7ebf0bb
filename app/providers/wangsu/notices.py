"""Looking for what became of processing tasks: the service is asked, or tells (wangsu.md, 5).

Two ways: polls of each task at a pace that slows down, and an application server's stream of what
it was told. With both, the stream goes first and polls only tell what it cannot: that the service
gave up telling.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from app.domain.destination import Destination
from app.domain.errors import NotUnderstood, Refused, UploadError
from app.domain.json_values import moment_of, text_of, whole_of
from app.domain.notice import Notice, NoticeState
from app.domain.upload import Session
from app.providers.contract import Call, Pending, Reply, Request, Watched
from app.providers.wangsu import manage
from app.providers.wangsu.documents import Seen, notified, opened, polled
from app.providers.wangsu.errors import json_object

FIRST_PACE = 2.0
LAST_PACE = 30.0
"""Seconds between two polls of a task: as long as it has been waited for, within these (5.5)."""

HELD = 5.0
"""Seconds that a stream is asked to hold its answer."""

MOST_PASSED = 500
"""Events that are remembered for those who come to wait for them later."""

SERVICE = "wangsu"

MOST_POLLS = 16
"""Polls in one look."""

FORGETFUL = 60.0
"""Seconds in which a task that was just begun may be unknown to the service."""


@dataclass(slots=True)
class _Look:
    """One look under way."""

    call: Call
    there: Destination
    memory: dict[str, str]
    now: dict[str, Notice] = field(default_factory=dict)
    """What changed, by task."""
    trouble: UploadError | None = None
    held: bool = False
    """A stream did the waiting."""

    def notice(self, pending: Pending) -> Notice:
        """As it is by now."""
        return self.now.get(pending.order.task.id, pending.notice)


async def watch(
    call: Call, there: Destination, pending: Sequence[Pending], memory: Session
) -> Watched:
    """Look once. Raises `UploadError` when nobody at all could be asked."""
    look = _Look(call, there, dict(memory))
    for url in dict.fromkeys(filter(None, map(_stream_of, pending))):
        await _follow(look, url, [one for one in pending if _stream_of(one) == url])
    await _poll(look, pending)
    if look.trouble is not None and not look.now:
        raise look.trouble
    changed = tuple(
        (one.order.task.id, look.notice(one)) for one in pending if look.notice(one) != one.notice
    )
    wait = 0.0 if look.held else _rest(look, pending)
    return Watched(changed, wait=wait, memory=_kept(look, pending))


def _kept(look: _Look, pending: Sequence[Pending]) -> Session:
    """What the next look has to know: nothing of tasks that nobody waits for any longer."""
    here = {one.order.task.id for one in pending}
    return {
        name: value
        for name, value in look.memory.items()
        if not name.startswith(("due ", "last ")) or name.partition(" ")[2] in here
    }


def _stream_of(pending: Pending) -> str:
    return pending.order.batch.extras.get("statusUrl", "").strip()


# --- the stream -----------------------------------------------------------------------------------


async def _follow(look: _Look, url: str, pending: Sequence[Pending]) -> None:
    name, passed = f"stream {url}", _passed(look, url)
    cursor = int(look.memory.get(name, "0"))
    missed = [passed.pop(mark) for mark in map(_mark, pending) if mark in passed]
    since = min([cursor, *(n - 1 for n in missed)])
    try:
        reply = await look.call.send(stream_request(url, since, 0 if missed else HELD))
        following, events = _page(reply)
    except UploadError as error:
        look.trouble = error
        return
    if following < since:  # it began anew, and so do its numbers
        _forget(look, url)
        return
    look.memory[name] = str(following)
    look.held = bool(events) or reply.timings.total >= HELD / 2
    waiting: dict[str, list[Pending]] = {}
    for one in pending:
        waiting.setdefault(_mark(one), []).append(one)
    for event in filter(None, map(_read, events)):
        owners = [one for mark in event.marks for one in waiting.get(mark, ())]
        for one in owners:
            _take(look, one, event)
        if not owners and event.n is not None:
            passed.update((mark, passed.get(mark, event.n)) for mark in event.marks)
    kept = dict(list(passed.items())[-MOST_PASSED:])
    look.memory[f"passed {url}"] = json.dumps(kept)


def _forget(look: _Look, url: str) -> None:
    for name in [n for n in look.memory if n.endswith(f" {url}") or n.startswith("last ")]:
        del look.memory[name]


def _passed(look: _Look, url: str) -> dict[str, int]:
    """Marks of events that nobody waited for when they came, with their numbers.

    A task may be over before its upload is: while the service calls an application server.
    """
    found: dict[str, int] = json.loads(look.memory.get(f"passed {url}", "{}"))
    return found


def _mark(pending: Pending) -> str:
    """What an event is found by: the task's id, else the file's name."""
    return pending.notice.id or f"file {pending.receipt.key}"


def stream_request(url: str, since: int, wait: float = HELD) -> Request:
    """The question for news after ``since``. Raises `Refused` (``server_url``) for no address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    sound = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not sound or not url.isascii() or not url.isprintable() or " " in url:
        raise Refused("no address of a status stream", reason="server_url")
    query = f"{parts.query}&" if parts.query else ""
    target = f"{parts.path or '/'}?{query}since={since}&wait={wait:g}"
    origin = f"{parts.scheme}://{parts.netloc}"
    headers = (("Accept", "application/json"),)
    return Request("GET", origin, target, headers, b"", HELD + 25, foreign=True)


def _page(reply: Reply) -> tuple[int, list[Mapping[str, Any]]]:
    found = json_object(reply.body) if reply.status == 200 and not reply.cut else None
    following = whole_of((found or {}).get("next"))
    events = (found or {}).get("events")
    if following is None or not isinstance(events, list):
        text = f"status stream: {reply.status}"
        raise NotUnderstood(text, exchange=reply.exchange, reason="server")
    return following, [event for event in events if isinstance(event, dict)]


@dataclass(frozen=True, slots=True)
class _Event:
    """One event of a stream."""

    n: int | None
    document: Mapping[str, Any]
    raw: str
    marks: tuple[str, ...]
    """What it may be found by: see `_mark`."""
    at: float | None
    signature: str
    attempt: int


def _read(event: Mapping[str, Any]) -> _Event | None:
    """An event, read once however many wait; None for another service's, and for nonsense."""
    raw = text_of(event.get("raw"))
    document = opened(event.get("body"), raw)
    if document is None or event.get("service", SERVICE) != SERVICE:
        return None
    told = text_of(event.get("id")) or text_of(document.get("id"))
    named = text_of(document.get("inputkey"))
    marks = ((told,) if told else ()) + ((f"file {named}",) if named else ())
    return _Event(
        whole_of(event.get("n")),
        document,
        raw,
        marks,
        moment_of(event.get("at")),
        text_of(event.get("signature")),
        whole_of(event.get("attempt")) or 1,
    )


def _take(look: _Look, pending: Pending, event: _Event) -> None:
    """Take over an event about this file, unless it is known."""
    notice = look.notice(pending)
    n, last = event.n or 0, f"last {pending.order.task.id}"
    if n <= int(look.memory.get(last, "0")) and n:
        return  # read again for another's sake
    look.memory[last] = str(n)
    if notice.state is NoticeState.ARRIVED:
        return
    at = look.call.now() if event.at is None else event.at
    look.now[pending.order.task.id] = notified(
        notice,
        Seen(event.document, at, event.raw),
        separate=pending.order.batch.extras.get("separate", "").strip() == "1",
        signature=event.signature,
        attempt=event.attempt,
    )


# --- polls ----------------------------------------------------------------------------------------


async def _poll(look: _Look, pending: Sequence[Pending]) -> None:
    for one in tuple(_to_ask(look, pending))[:MOST_POLLS]:
        notice, now = look.notice(one), look.call.now()
        look.memory[_due(one)] = repr(now + _pace(look, one, now))
        try:
            document, reply = await manage.task(look.call, look.there, notice.id)
        except Refused as error:
            if error.values.get("reason") != "no_object":
                look.trouble = error
            elif now - notice.since > FORGETFUL:
                gone = replace(notice, state=NoticeState.GAVE_UP, reason="unknown", at=now)
                look.now[one.order.task.id] = gone
            continue
        except UploadError as error:
            look.trouble = error
            break
        seen = Seen(document, now, exchange=reply.exchange, streamed=bool(_stream_of(one)))
        look.now[one.order.task.id] = polled(notice, seen)


def _to_ask(look: _Look, pending: Sequence[Pending]) -> Iterator[Pending]:
    """Those whose time has come, and that anybody could be asked about; the longest due first."""
    now = look.call.now()
    for one in sorted(_askable(look, pending), key=lambda p: _due_at(look, p)):
        if _due_at(look, one) <= now:
            yield one


def _askable(look: _Look, pending: Sequence[Pending]) -> list[Pending]:
    if not look.there.other_endpoint.strip():
        return []
    return [p for p in pending if p.notice.id and look.notice(p).state is NoticeState.PENDING]


def _due(pending: Pending) -> str:
    return f"due {pending.order.task.id}"


def _due_at(look: _Look, pending: Pending) -> float:
    first = pending.notice.since + LAST_PACE / 2 if _stream_of(pending) else 0.0
    return float(look.memory.get(_due(pending), first))


def _pace(look: _Look, pending: Pending, now: float) -> float:
    if _stream_of(pending):
        return LAST_PACE
    return min(max(now - pending.notice.since, FIRST_PACE), LAST_PACE)


def _rest(look: _Look, pending: Sequence[Pending]) -> float:
    """Seconds until the next poll is due."""
    now = look.call.now()
    dues = [_due_at(look, p) - now for p in _askable(look, pending)]
    if any(map(_stream_of, pending)):
        return FIRST_PACE  # it does not hold its answers, or could not be asked
    return min(max(min(dues, default=LAST_PACE), 0.2), LAST_PACE)
