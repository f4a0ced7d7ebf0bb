"""From the demo cloud's events to runs of the stage: which belong together, and what they tell.

The events are those of `app.democloud.events`. They come in the order in which things happened at
the storage and at the application server, and several uploads may be mixed.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping, Sequence

from app.domain.stage import FINAL, LIMIT, UPLOADING, Event, Run
from app.domain.stage_facts import header, pairs, text
from app.domain.stage_forged import KINDS as FORGED_KINDS
from app.domain.stage_forged import forged_run, is_forged, series_of
from app.domain.stage_services import IN_PARTS, OPERATIONS, STORING, teller_for
from app.domain.stage_services import KINDS as LATER

MOST_RUNS = 300
_MOST_EARLY = 500
"""Requests of which it is not known yet what they are about."""
_KINDS = frozenset(
    {
        "request_started",
        "request",
        "part_stored",
        "object_stored",
        "callback_sent",
        "callback_answered",
        "app_received",
        "app_answered",
        "fault",
        *FORGED_KINDS,
        *LATER,
    }
)
_ASKING = UPLOADING | OPERATIONS
_BLOCKS = frozenset({"mkblk", "bput", "mkfile"})
"""Requests of one upload that has no name before its last one, but a mark of its own."""


class Recorder:
    """Sorts events into runs as they come."""

    def __init__(
        self, *, limit: float | None = None, limits: Mapping[str, float] | None = None
    ) -> None:
        """``limit``: seconds that a server has at every service; ``limits``: by service."""
        self._limit = limit
        self._limits = dict(limits or {})
        self._events: OrderedDict[str, list[Event]] = OrderedDict()
        self._of_request: dict[str, str] = {}
        self._current: dict[str, str] = {}
        self._early: OrderedDict[str, list[Event]] = OrderedDict()
        """Events of requests whose object name is not known yet (a form's comes in its body)."""
        self._known: dict[str, str] = {}
        """Runs by what else they are found by: a batch of blocks, a task, a file's id, a name."""
        self._unanswered: deque[str] = deque(maxlen=1000)
        """Request ids of callbacks that the application server has received."""
        self._over: set[str] = set()
        """Runs whose object is stored and whose request has ended."""
        self._made = 0

    def take(self, event: Event) -> str:
        """Sort one event; gives the id of the run that it changed, or an empty text."""
        kind = text(event, "kind")
        if kind not in _KINDS:
            return ""
        request_id = self._request_of(event)
        operation = text(event, "operation")
        if kind in ("request_started", "request") and operation not in _ASKING:
            return ""
        run_id = self._of_request.get(request_id, "") or self._found(event, request_id)
        if not run_id and kind not in LATER:
            run_id = self._begun(event, request_id)
        if not run_id:
            return ""
        kept = self._events.get(run_id)
        if kept is None:
            return ""
        if not kept or _tells(event, kept[-1]):
            kept.append(event)
        self._learn(event, run_id)
        if kind == "request" and is_end(event, kept):
            self._over.add(run_id)
        return run_id

    def _request_of(self, event: Event) -> str:
        """The id of the upload's request; the application server has it in a header."""
        given = text(event, "request_id")
        kind = text(event, "kind")
        if kind == "app_received":
            given = given or header(pairs(event, "headers"), "x-oss-request-id")
            self._unanswered.append(given)
        elif kind == "app_answered":
            if not given and self._unanswered:
                given = self._unanswered[0]
            if given in self._unanswered:
                self._unanswered.remove(given)
        return given

    def _found(self, event: Event, request_id: str) -> str:
        """The run that an event without a request of that run belongs to."""
        batch = text(event, "upload_id") if text(event, "operation") in _BLOCKS else ""
        if batch:
            run_id = self._known.get(batch, "")
            if run_id:  # its callback names the request alone
                self._of_request[request_id] = run_id
            return run_id
        if text(event, "kind") not in LATER:
            return ""
        about = text(event, "about") or text(event, "persistent_id") or text(event, "file_id")
        run_id = self._known.get(about, "") or self._current.get(text(event, "key"), "")
        if run_id in self._events:  # a request that brings several files' events is of each
            self._events[run_id] += self._early.get(request_id, [])
            return run_id
        return ""

    def _learn(self, event: Event, run_id: str) -> None:
        """What later events may name instead of the request."""
        if text(event, "service") == "oss":
            return
        for name in ("upload_id", "persistent_id", "file_id", "name"):
            if text(event, name):
                self._known[text(event, name)] = run_id
        if text(event, "key"):
            self._current[text(event, "key")] = run_id

    def _begun(self, event: Event, request_id: str) -> str:
        """The run that a request not seen before belongs to."""
        batch = text(event, "upload_id") if text(event, "operation") in _BLOCKS else ""
        key = text(event, "key") or series_of(event) or batch
        if not key:
            if text(event, "kind") == "request_started":
                self._early[request_id] = [event]
                while len(self._early) > _MOST_EARLY:
                    self._early.popitem(last=False)
            return ""
        run_id = self._current.get(key, "")
        if run_id not in self._events or run_id in self._over:
            self._made += 1
            run_id = f"{key}#{self._made}"
            self._current[key] = run_id
            self._events[run_id] = []
            self._forget_oldest()
        self._of_request[request_id] = run_id
        self._events[run_id] += self._early.pop(request_id, [])
        return run_id

    def _forget_oldest(self) -> None:
        while len(self._events) > MOST_RUNS:
            gone, _events = self._events.popitem(last=False)
            self._over.discard(gone)
            self._current = {key: r for key, r in self._current.items() if r != gone}
            self._of_request = {name: r for name, r in self._of_request.items() if r != gone}
            self._known = {name: r for name, r in self._known.items() if r != gone}

    def run(self, run_id: str) -> Run | None:
        """A run as it stands."""
        events = self._events.get(run_id)
        if not events:
            return None
        limit = self._limit
        if limit is None:
            limit = self._limits.get(text(events[0], "service") or "oss")
        return run_of(events, limit=limit, run_id=run_id)

    def latest(self, key: str) -> str:
        """The id of the newest run of an object name, or of what else it is known by, such as the
        id that the service gave it; empty: none was seen."""
        return self._current.get(key, "") or self._known.get(key, "")

    def ids(self) -> list[str]:
        """All runs, the oldest first."""
        return list(self._events)


def _tells(event: Event, before: Event) -> bool:
    """Whether an event adds to the story: ten thousand parts that go well tell by being stored."""
    if text(event, "operation") not in IN_PARTS:
        return True
    if text(event, "kind") == "request_started":
        return text(before, "kind") == "request" and before.get("status") != 200
    return event.get("status") != 200


def is_end(event: Event, events: Sequence[Event]) -> bool:
    """Whether this end of a request is that of the one which stored the object."""
    operation = text(event, "operation")
    if text(event, "service") == "vod":  # what is stored is no upload before it is committed
        return operation in STORING and event.get("status") == 200
    if operation not in FINAL | STORING:
        return False
    name = text(event, "request_id")
    return any(text(e, "kind") == "object_stored" and text(e, "request_id") == name for e in events)


def run_of(events: Sequence[Event], *, limit: float | None = None, run_id: str = "") -> Run:
    """Tell one upload from its events, which are in order; raises `ValueError` without any."""
    if not events:
        raise ValueError("no events")
    if is_forged(events[0]):
        return forged_run(events, limit=LIMIT if limit is None else limit, run_id=run_id)
    teller = teller_for(events, limit=limit)
    for event in events:
        teller.take(event)
    return teller.told(run_id or text(events[0], "key"), events)
