"""Teller: the events of one upload, told as the steps that people see.

What is the same at every service stands here; `stage_services` adds what some tell besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.domain.stage import BESIDE, UPLOADING, Event, Run, Sight, Step, Tale
from app.domain.stage_facts import duration, pairs, seconds_of, text
from app.domain.states import Outcome

Way = Callable[[Event, float], None]


class Teller:
    """Goes through the events of one run once; a service that tells more than this adds to it."""

    service = "oss"

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

    def ways(self) -> Mapping[str, Way]:
        """What is done with each kind of event; the second value is seconds since zero."""
        return {
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

    def take(self, event: Event) -> None:
        """One more; kinds that it does not know tell nothing."""
        way = self.ways().get(text(event, "kind"))
        if way is not None:
            way(event, seconds_of(event) - self._zero)

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
            ended=self.over(),
            limit=self._limit,
            outcome=self._outcome,
            etag=str(self._facts.get("etag", "")),
            events=tuple(events),
            service=self.service,
        )

    def over(self) -> bool:
        """Whether nothing more is to come."""
        return self._outcome is not None

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
        number, tale = (7, Tale.NOTICE) if self._late(event) else (2, Tale.CALLBACK)
        step = Step(number, tale, attempt=self._calls, left=at, url=text(event, "url"))
        headers, body = pairs(event, "headers"), text(event, "body")
        name = text(event, "request_id")
        self._steps.append(replace(step, headers=headers, body=body, request_id=name))

    def _received(self, event: Event, at: float) -> None:
        valid = event.get("signature_valid")
        reason = text(event, "reason")
        valid = valid if isinstance(valid, bool) else None
        number = 7 if self._late(event) else 2
        if self._open(number) is not None:
            self._change(number, came=at, signature_valid=valid, reason=reason)
            self._change(number, variant=text(event, "variant"))
        elif not self._calls:  # a real service called our application server
            headers, body = pairs(event, "headers"), text(event, "body")
            step = Step(2, Tale.CALLBACK, came=at, headers=headers, body=body)
            self._steps.append(replace(step, signature_valid=valid, reason=reason))

    def _answered(self, event: Event, at: float) -> None:
        status = event.get("status")
        late = self._late(event)
        if not isinstance(status, int) or self._last() != (7 if late else 2):
            return  # it hung up, or it came after the storage had gone
        number, tale = (8, Tale.TAKEN) if late else (3, Tale.ANSWER)
        step = Step(number, tale, attempt=max(self._calls, 1), left=at, status=status)
        random = event.get("number")
        known = random if isinstance(random, str) else ""
        self._steps.append(replace(step, body=text(event, "body"), number_in_answer=known))

    def _judged(self, event: Event, at: float) -> None:
        status = event.get("status")
        reason, accepted = text(event, "reason"), event.get("accepted") is True
        more = {"seconds": duration(event, "seconds"), "again": duration(event, "next_try_in")}
        late = self._late(event)
        number = 8 if late else 3
        if not isinstance(status, int):
            self._nothing_came(at, reason, number)
            self._change(self._last(), **more)
            return
        well = Tale.TAKEN if late else Tale.ANSWER
        if self._last() != number:  # answered by somebody whom we do not see
            self._steps.append(Step(number, well, attempt=self._calls, status=status))
        headers, body = pairs(event, "headers"), text(event, "body")
        self._change(number, came=at, status=status, body=body, headers=headers)
        self._change(number, tale=well if accepted else Tale.BAD_ANSWER, reason=reason, **more)

    def _nothing_came(self, at: float, reason: str, number: int) -> None:
        place = self._main()
        last = self._steps[place] if place is not None else None
        if last is not None and last.number == number:  # it left, and came to nothing on the way
            self._change(number, tale=Tale.BAD_ANSWER, sight=Sight.ABSENT, came=at, reason=reason)
        elif last is not None and last.number == number - 1 and last.came is None:
            gone = {"tale": Tale.UNREACHABLE, "sight": Sight.ABSENT}
            self._change(number - 1, came=at, reason=reason, **gone)
        else:
            step = Step(number, Tale.NO_ANSWER, Sight.ABSENT, attempt=self._calls, came=at)
            self._steps.append(replace(step, reason=reason))

    def _late(self, event: Event) -> bool:
        """Whether a call of the application server is one that no upload waits for."""
        return False

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

    def _main(self) -> int | None:
        """Index of the last step that is not beside the others."""
        places = range(len(self._steps) - 1, -1, -1)
        return next((p for p in places if self._steps[p].number not in BESIDE), None)

    def _last(self) -> int:
        place = self._main()
        return self._steps[place].number if place is not None else 0

    def _open(self, number: int) -> int | None:
        """Index of the last step when it has that number and has not arrived yet."""
        place = self._main()
        last = self._steps[place] if place is not None else None
        same = last is not None and last.number == number and last.came is None
        return place if same else None

    def _change(self, number: int, **values: object) -> None:
        place = self._main()
        if place is not None and self._steps[place].number == number:
            self._steps[place] = replace(self._steps[place], **values)  # type: ignore[arg-type]
