"""From the demo cloud's events to runs of the stage: which belong together, and what they tell.

The events are those of `app.democloud.events`. They come in the order in which things happened at
the storage and at the application server, and several uploads may be mixed.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import replace

from app.domain.stage import FINAL, LIMIT, UPLOADING, Event, Run, Sight, Step, Tale
from app.domain.stage_facts import header, pairs, seconds_of, text
from app.domain.stage_forged import KINDS as FORGED_KINDS
from app.domain.stage_forged import forged_run, is_forged, series_of
from app.domain.states import Outcome

MOST_RUNS = 300
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
    }
)


class Recorder:
    """Sorts events into runs as they come."""

    def __init__(self, *, limit: float = LIMIT) -> None:
        self._limit = limit
        self._events: OrderedDict[str, list[Event]] = OrderedDict()
        self._of_request: dict[str, str] = {}
        self._current: dict[str, str] = {}
        self._early: dict[str, list[Event]] = {}
        """Events of requests whose object name is not known yet (a form's comes in its body)."""
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
        if kind in ("request_started", "request") and operation not in UPLOADING:
            return ""
        run_id = self._of_request.get(request_id, "")
        if not run_id:
            run_id = self._begun(event, request_id)
        if not run_id:
            return ""
        kept = self._events.get(run_id)
        if kept is None:
            return ""
        if not kept or _tells(event, kept[-1]):
            kept.append(event)
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

    def _begun(self, event: Event, request_id: str) -> str:
        """The run that a request not seen before belongs to."""
        key = text(event, "key") or series_of(event)
        if not key:
            if text(event, "kind") == "request_started":
                self._early[request_id] = [event]
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

    def run(self, run_id: str) -> Run | None:
        """A run as it stands."""
        events = self._events.get(run_id)
        return None if not events else run_of(events, limit=self._limit, run_id=run_id)

    def latest(self, key: str) -> str:
        """The id of the newest run of an object name; empty: none was seen."""
        return self._current.get(key, "")

    def ids(self) -> list[str]:
        """All runs, the oldest first."""
        return list(self._events)


def _tells(event: Event, before: Event) -> bool:
    """Whether an event adds to the story: ten thousand parts that go well tell by being stored."""
    if text(event, "operation") != "UploadPart":
        return True
    if text(event, "kind") == "request_started":
        return text(before, "kind") == "request" and before.get("status") != 200
    return event.get("status") != 200


def is_end(event: Event, events: Sequence[Event]) -> bool:
    """Whether this end of a request is that of the one which stored the object."""
    if text(event, "operation") not in FINAL:
        return False
    name = text(event, "request_id")
    return any(text(e, "kind") == "object_stored" and text(e, "request_id") == name for e in events)


def run_of(events: Sequence[Event], *, limit: float = LIMIT, run_id: str = "") -> Run:
    """Tell one upload from its events, which are in order; raises `ValueError` without any."""
    if not events:
        raise ValueError("no events")
    if is_forged(events[0]):
        return forged_run(events, limit=limit, run_id=run_id)
    teller = _Teller(seconds_of(events[0]), limit)
    for event in events:
        teller.take(event)
    return teller.told(run_id or text(events[0], "key"), events)


class _Teller:
    """Goes through the events of one run once."""

    def __init__(self, zero: float, limit: float) -> None:
        self._zero = zero
        self._limit = limit
        self._steps: list[Step] = []
        self._sending = 0
        self._calls = 0
        self._parts = 0
        self._stored_by = ""
        self._stored: float | None = None
        self._facts: dict[str, object] = {}
        self._reasons: dict[str, str] = {}
        self._outcome: Outcome | None = None

    def take(self, event: Event) -> None:
        """One more."""
        ways = {
            "request_started": self._started,
            "part_stored": self._part,
            "object_stored": self._object,
            "fault": self._fault,
            "callback_sent": self._called,
            "app_received": self._received,
            "app_answered": self._answered,
            "callback_answered": self._judged,
            "request": self._ended,
        }
        ways[text(event, "kind")](event, seconds_of(event) - self._zero)

    def told(self, run_id: str, events: Sequence[Event]) -> Run:
        """What came of it."""
        key = next((text(e, "key") for e in events if text(e, "key")), "")
        size = self._facts.get("size")
        return Run(
            id=run_id,
            key=key,
            steps=tuple(self._steps),
            size=size if isinstance(size, int) else None,
            operation=str(self._facts.get("operation", "")),
            parts=self._parts,
            zero=self._zero,
            stored=self._stored,
            ended=self._outcome is not None,
            limit=self._limit,
            outcome=self._outcome,
            etag=str(self._facts.get("etag", "")),
            events=tuple(events),
        )

    # --- step 1 -----------------------------------------------------------------------------

    def _started(self, event: Event, at: float) -> None:
        self._facts["operation"] = text(event, "operation")
        self._outcome = None
        if self._open(1) is None:
            self._sending += 1
            name = text(event, "request_id")
            self._steps.append(
                Step(1, Tale.UPLOAD, attempt=self._sending, left=at, request_id=name)
            )

    def _part(self, _event: Event, _at: float) -> None:
        self._parts += 1

    def _object(self, event: Event, at: float) -> None:
        self._facts |= {name: event[name] for name in ("size", "etag") if name in event}
        self._stored, self._stored_by = at, text(event, "request_id")
        self._change(1, came=at, request_id=self._stored_by)

    def _fault(self, event: Event, _at: float) -> None:
        self._reasons[text(event, "request_id")] = text(event, "fault")

    # --- steps 2 and 3 ----------------------------------------------------------------------

    def _called(self, event: Event, at: float) -> None:
        self._calls += 1
        step = Step(2, Tale.CALLBACK, attempt=self._calls, left=at, url=text(event, "url"))
        headers, body = pairs(event, "headers"), text(event, "body")
        name = text(event, "request_id")
        self._steps.append(replace(step, headers=headers, body=body, request_id=name))

    def _received(self, event: Event, at: float) -> None:
        valid = event.get("signature_valid")
        reason = text(event, "reason")
        valid = valid if isinstance(valid, bool) else None
        if self._open(2) is not None:
            self._change(2, came=at, signature_valid=valid, reason=reason)
        elif not self._calls:  # a real service called our application server
            headers, body = pairs(event, "headers"), text(event, "body")
            step = Step(2, Tale.CALLBACK, came=at, headers=headers, body=body)
            self._steps.append(replace(step, signature_valid=valid, reason=reason))

    def _answered(self, event: Event, at: float) -> None:
        status = event.get("status")
        if not isinstance(status, int) or self._last() != 2:
            return  # it hung up, or it came after the storage had gone
        step = Step(3, Tale.ANSWER, attempt=max(self._calls, 1), left=at, status=status)
        number = event.get("number")
        known = number if isinstance(number, str) else ""
        self._steps.append(replace(step, body=text(event, "body"), number_in_answer=known))

    def _judged(self, event: Event, at: float) -> None:
        status = event.get("status")
        reason, accepted = text(event, "reason"), event.get("accepted") is True
        took = event.get("seconds")
        seconds = float(took) if isinstance(took, (int, float)) else None
        if not isinstance(status, int):
            self._nothing_came(at, reason)
            self._steps[-1] = replace(self._steps[-1], seconds=seconds)
            return
        if self._last() != 3:  # answered by somebody whom we do not see
            self._steps.append(Step(3, Tale.ANSWER, attempt=self._calls, status=status))
        tale = Tale.ANSWER if accepted else Tale.BAD_ANSWER
        headers, body = pairs(event, "headers"), text(event, "body")
        self._change(3, came=at, status=status, body=body, headers=headers)
        self._steps[-1] = replace(self._steps[-1], tale=tale, reason=reason, seconds=seconds)

    def _nothing_came(self, at: float, reason: str) -> None:
        last = self._steps[-1] if self._steps else None
        if last is not None and last.number == 3:  # it left, and came to nothing on the way
            self._steps[-1] = replace(
                last, tale=Tale.BAD_ANSWER, sight=Sight.ABSENT, came=at, reason=reason
            )
        elif last is not None and last.number == 2 and last.came is None:
            self._steps[-1] = replace(
                last, tale=Tale.UNREACHABLE, sight=Sight.ABSENT, came=at, reason=reason
            )
        else:
            step = Step(3, Tale.NO_ANSWER, Sight.ABSENT, attempt=self._calls, came=at)
            self._steps.append(replace(step, reason=reason))

    # --- step 4 -----------------------------------------------------------------------------

    def _ended(self, event: Event, at: float) -> None:
        name, operation = text(event, "request_id"), text(event, "operation")
        raw = event.get("status")
        status = raw if isinstance(raw, int) else None
        if name != self._stored_by and status is not None and status < 300:
            return  # a part, or the beginning of an upload in parts
        step = Step(4, Tale.STORED, attempt=self._sending, left=at, status=status)
        code = text(event, "error_code")
        step = replace(step, code=code, request_id=name, reason=self._reasons.get(name, ""))
        if name == self._stored_by:
            self._finish(step)
        elif status is None:
            self._change(1, tale=Tale.CUT, sight=Sight.ABSENT, came=at, reason=step.reason)
        elif operation in UPLOADING:
            self._change(1, came=at)
            self._steps.append(replace(step, tale=Tale.REFUSED))
            self._outcome = Outcome.NOT_STORED

    def _finish(self, step: Step) -> None:
        answers = [s for s in self._steps if s.number == 3]
        if step.status is None:
            self._steps.append(replace(step, tale=Tale.ANSWER_LOST, sight=Sight.ABSENT))
            self._outcome = Outcome.ANSWER_NOT_SEEN
        elif step.code or step.status == 203:
            reason = self._steps[-1].reason if self._calls else step.reason
            self._steps.append(replace(step, tale=Tale.FAILED, reason=reason))
            self._outcome = Outcome.CALLBACK_FAILED
        elif answers:
            said = answers[-1]
            step = replace(step, body=said.body, number_in_answer=said.number_in_answer)
            self._steps.append(replace(step, tale=Tale.HANDED_ON))
            self._outcome = Outcome.DELIVERED
        else:
            self._steps.append(step)
            self._outcome = Outcome.STORED

    # --- the steps so far -------------------------------------------------------------------

    def _last(self) -> int:
        return self._steps[-1].number if self._steps else 0

    def _open(self, number: int) -> int | None:
        """Index of the last step when it has that number and has not arrived yet."""
        last = self._steps[-1] if self._steps else None
        same = last is not None and last.number == number and last.came is None
        return len(self._steps) - 1 if same else None

    def _change(self, number: int, **values: object) -> None:
        if self._last() == number:
            self._steps[-1] = replace(self._steps[-1], **values)  # type: ignore[arg-type]
