"""What the demo cloud's application server was told and wrote, from the cloud's events; no Qt."""

from __future__ import annotations

import json
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from app.domain.stage_later_payload import decoded_json, media_names
from app.domain.stage_ways import checks_of
from app.engine.demo_stream import Event

HEARD = frozenset(
    {
        "app_received",
        "app_answered",
        "callback_answered",
        "notification_answered",
        "record_added",
        "records_cleared",
        "answers_told",
        "forged_sent",
        "reset",
    }
)
"""Kinds of events that are listened to."""
MOST_CALLS, MOST_RECORDS = 500, 5000
"""The newest are kept."""


@dataclass(slots=True)
class Call:
    """One callback that reached the server, and what became of it."""

    number: int
    """1, 2, 3 ... in the order in which they came."""
    received: Event
    """Its ``app_received``."""
    name: str
    """Of the file that it tells of, as far as its fields say."""
    answered: Event | None = None
    """Its ``app_answered``; None while it waits for the answer."""
    judged: Event | None = None
    """What the storage made of the answer; None for a forged one."""
    way: str = ""
    """How it was forged, when Upcall itself did so."""
    record: int = 0
    """Number of the line that was written for it; 0: none."""

    @property
    def verified(self) -> bool:
        """Whether its signature held."""
        return self.received.get("signature_valid") is True

    @property
    def later(self) -> bool:
        """Whether no upload waits for its answer."""
        return text(self.received, "what") == "notification" or "file_id" in self.received

    @property
    def variant(self) -> str:
        """How what was signed was put together; empty where there is one way only."""
        return text(self.received, "variant")

    @property
    def checks(self) -> tuple[str, ...]:
        """The steps in which it was verified."""
        steps = self.received.get("steps")
        first = steps[0] if isinstance(steps, list) and steps else {}
        return checks_of(str(first.get("step", "")) if isinstance(first, Mapping) else "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the server's table."""

    number: int
    """1, 2, 3 ... since the table was emptied."""
    at: float
    """Unix seconds."""
    request_id: str
    """Of the upload that it tells of."""
    fields: Mapping[str, str]
    """Values by the names of the variables."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the server answers."""

    standing: str = "well"
    """Mode of all callbacks to come (see ``app/democloud/answers.py``)."""
    waiting: tuple[str, ...] = ()
    """Modes of the next ones, before that."""


class Calls:
    """Takes events one after the other."""

    def __init__(self) -> None:
        self._calls: OrderedDict[tuple[str, int], Call] = OrderedDict()
        self._lines: deque[Line] = deque(maxlen=MOST_RECORDS)
        self._forged: dict[str, str] = {}
        self._latest: dict[str, tuple[str, int]] = {}
        """The call that came last, by the request that it tells of."""
        self._count = 0
        self.told = Told()

    def take(self, event: Event) -> None:
        """One more; kinds that are not in `HEARD` change nothing."""
        ways = {
            "app_received": self._received,
            "app_answered": self._answered,
            "callback_answered": self._judged,
            "notification_answered": self._judged,
            "record_added": self._written,
            "records_cleared": self._emptied,
            "answers_told": self._was_told,
            "forged_sent": self._was_forged,
            "reset": self._reset,
        }
        way = ways.get(text(event, "kind"))
        if way is not None:
            way(event)

    def calls(self) -> list[Call]:
        """The newest first."""
        return list(reversed(self._calls.values()))

    def lines(self) -> list[Line]:
        """The oldest first."""
        return list(self._lines)

    def _received(self, event: Event) -> None:
        self._count += 1
        name = text(event, "request_id")
        way = self._forged.pop(name, "")
        call = Call(self._count, event, file_of(fields_of(event)), way=way)
        # Whoever names no request cannot be told from the next one who does not.
        place = self._place(event) if name else ("", self._count)
        self._calls[place] = call
        self._latest[name] = self._latest[place[0]] = place
        while len(self._calls) > MOST_CALLS:
            (gone, _attempt), _call = self._calls.popitem(last=False)
            self._latest.pop(gone, None)

    @staticmethod
    def _place(event: Event) -> tuple[str, int]:
        """What a call is kept under: an upload's callback and its notification are two."""
        return text(event, "request_id") + text(event, "persistent_id"), number(event, "attempt")

    def _last_call(self, event: Event) -> Call | None:
        name = text(event, "request_id")
        place = self._latest.get(name + text(event, "persistent_id"))
        return self._calls.get(place) if place is not None else None

    def _answered(self, event: Event) -> None:
        named = bool(text(event, "request_id"))
        call = self._calls.get(self._place(event)) if named else self._last_call(event)
        if call is not None:
            call.answered = event
        if text(event, "mode") != "rejected" and self.told.waiting:
            self.told = Told(self.told.standing, self.told.waiting[1:])

    def _judged(self, event: Event) -> None:
        call = self._last_call(event)
        if call is not None and call.judged is None:
            call.judged = event

    def _written(self, event: Event) -> None:
        fields = event.get("fields")
        known = fields if isinstance(fields, Mapping) else {}
        name, line = text(event, "request_id"), number(event, "number")
        values = {str(field): str(value) for field, value in known.items()}
        self._lines.append(Line(line, seconds(event), name, values))
        call = self._last_call(event)
        if call is not None:
            call.record = line

    def _emptied(self, _event: Event) -> None:
        self._lines.clear()

    def _was_told(self, event: Event) -> None:
        if text(event, "side") == "callback":
            waiting = event.get("next")
            following = waiting if isinstance(waiting, list) else []
            self.told = Told(_mode(event.get("standing")), tuple(_mode(m) for m in following))

    def _was_forged(self, event: Event) -> None:
        self._forged[text(event, "request_id")] = text(event, "way")

    def _reset(self, event: Event) -> None:
        self._emptied(event)
        self._calls.clear()
        self._latest.clear()
        self.told = Told()


def _mode(value: object) -> str:
    return str(value.get("mode", "well")) if isinstance(value, Mapping) else "well"


def text(event: Event, name: str) -> str:
    """A fact that is text; empty when it is not."""
    value = event.get(name)
    return value if isinstance(value, str) else ""


def number(event: Event, name: str) -> int:
    """A fact that is a whole number; 0 when it is not."""
    value = event.get(name)
    return value if isinstance(value, int) else 0


def seconds(event: Event) -> float:
    """When it happened, Unix seconds."""
    value = event.get("at")
    return float(value) if isinstance(value, (int, float)) else 0.0


def headers_of(event: Event | None) -> dict[str, str]:
    """The headers in an event."""
    found = event.get("headers") if event is not None else None
    return {str(n): str(v) for n, v in found.items()} if isinstance(found, Mapping) else {}


def string_to_sign(event: Event) -> str:
    """What the signature is about (reference/oss.md 1.8, step 4)."""
    query = text(event, "query")
    path = text(event, "path") + (f"?{query}" if query else "")
    return f"{path}\n{text(event, 'body')}"


def fields_of(event: Event) -> list[tuple[str, str]]:
    """Names and values in a callback's body, form or JSON; nothing when it is neither."""
    body = text(event, "body")
    opened = decoded_json(body)
    if not opened:
        return parse_qsl(body, keep_blank_values=True)
    known = json.loads(opened)
    return [(name, v if isinstance(v, str) else json.dumps(v)) for name, v in known.items()]


def file_of(fields: list[tuple[str, str]]) -> str:
    """The file's name among the fields of a callback, as the server looks for it."""
    known = dict(fields)
    named = ("object", "filename", "key", "name", "inputkey")
    found = iter([known[name] for name in named if known.get(name)] or media_names(known))
    return next(found, "").rstrip("/").rpartition("/")[2]
