"""What some services tell besides an upload with its callback: work, notices, events in a queue.

Wangsu calls again and again while the upload waits, works on the stored file and tells of that
later (wangsu.md, 4.5 and 5); Tencent VOD is asked for a place first, told that the file is there,
and has an event for whoever reads its queue, or posts it (tencent-vod.md, 1 and 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.stage import LIMITS, Event, Run, Sight, Step, Tale
from app.domain.stage_facts import seconds_of, text, whole
from app.domain.stage_teller import Teller, Way
from app.domain.states import Outcome

KINDS = frozenset(
    {
        "processing_queued",
        "processing_started",
        "instruction_done",
        "processing_ended",
        "notification_sent",
        "notification_answered",
        "status_told",
        "event_queued",
        "event_dropped",
        "event_pulled",
        "event_confirmed",
        "news_told",
    }
)
"""Kinds of events that tell of an upload which has its answer already."""
STORING = frozenset({"upload", "mkfile", "CommitUpload", "CommitUploadUGC"})
"""Requests at whose end a file is there for good."""
APPLYING = frozenset({"ApplyUpload", "ApplyUploadUGC"})
OPERATIONS = STORING | APPLYING | {"mkblk", "bput", "PullEvents", "ConfirmEvents"}
"""Requests that belong to the story of an upload."""
IN_PARTS = frozenset({"mkblk", "bput", "UploadPart"})
WORK_DONE, UNTOLD, TOLD = 3, 5, 6
"""What the status of a task says at its end: processed, the receiver was not reached, told."""
ENDS = frozenset({2, WORK_DONE, UNTOLD, TOLD})
HIDDEN = 30.0
"""Seconds for which an event that was given is hidden (tencent-vod.md, 4.3)."""


class _Later(Teller):
    """Tells what comes after an upload."""

    def __init__(self, zero: float, limit: float) -> None:
        super().__init__(zero, limit)
        self._file_id = ""
        self._name = ""
        self._passed_on = False
        self._began: dict[str, float] = {}
        """When requests came that carry no file."""

    def ways(self) -> dict[str, Way]:
        """Those of every service, and what the application server passes on."""
        return {**super().ways(), "news_told": self._news}

    def told(self, run_id: str, events: Sequence[Event]) -> Run:
        """The run, its steps numbered as they come."""
        run = super().told(run_id, events)
        steps = tuple(replace(step, order=n) for n, step in enumerate(run.steps, start=1))
        return replace(run, steps=steps, name=self._name, file_id=self._file_id)

    def _late(self, event: Event) -> bool:
        return text(event, "what") == "notification" or "persistent_id" in event

    def _called(self, event: Event, at: float) -> None:
        """The service counts its tries itself."""
        number = whole(event, "attempt")
        if number is not None:
            self._calls = number - 1
        super()._called(event, at)
        self._change(self._last(), tries=whole(event, "tries") or 0)

    def _news(self, event: Event, at: float) -> None:
        if not self._passed_on:  # everybody who follows the stream is told; one of them is enough
            self._passed_on = True
            about = text(event, "about")
            self._steps.append(Step(11, Tale.PASSED_ON, left=at, request_id=about))


class WangsuTeller(_Later):
    """Uploads to Wangsu: form or blocks, callback with tries, processing, notification, status."""

    service = "wangsu"

    def __init__(self, zero: float, limit: float) -> None:
        super().__init__(zero, limit)
        self._task = ""
        self._notified = False
        self._settled = True
        """Nothing more is to come of the processing."""

    def ways(self) -> dict[str, Way]:
        """With processing and its notification."""
        return {
            **super().ways(),
            "processing_queued": self._task_begun,
            "processing_started": self._work_begun,
            "instruction_done": self._instruction,
            "processing_ended": self._work_ended,
            "notification_sent": self._called,
            "notification_answered": self._told_later,
            "status_told": self._status,
        }

    def over(self) -> bool:
        """With a task: when it was told, and whoever asked for its status knows."""
        asked = [step for step in self._steps if step.tale is Tale.SAID]
        known = not asked or int(asked[-1].code or 0) in ENDS
        return self._outcome is not None and self._settled and known

    def _started(self, event: Event, at: float) -> None:
        super()._started(event, at)
        self._change(1, name=text(event, "method"))

    def _ended(self, event: Event, at: float) -> None:
        super()._ended(event, at)
        if self._task and self._last() == 4:
            self._change(4, variant=self._task)

    def _task_begun(self, event: Event, _at: float) -> None:
        self._task, self._settled = text(event, "persistent_id"), False
        self._notified = bool(text(event, "notify_url"))

    def _work_begun(self, event: Event, at: float) -> None:
        self._settled, self._notified = False, bool(text(event, "notify_url"))
        name = text(event, "persistent_id")
        self._steps.append(Step(6, Tale.PROCESSED, left=at, request_id=name))

    def _work(self) -> int | None:
        places = range(len(self._steps) - 1, -1, -1)
        return next((p for p in places if self._steps[p].tale is Tale.PROCESSED), None)

    def _instruction(self, event: Event, _at: float) -> None:
        place = self._work()
        if place is None:
            return
        done, cmd = self._steps[place], text(event, "cmd")
        good = event.get("code") == WORK_DONE
        parts = (*done.parts, cmd if good else f"{cmd}: {text(event, 'error')}")
        reason = done.reason if good else text(event, "error")
        self._steps[place] = replace(done, parts=parts, reason=reason, good=done.good and good)

    def _work_ended(self, event: Event, at: float) -> None:
        place = self._work()
        if place is not None:
            code = str(whole(event, "code") or "")
            self._steps[place] = replace(self._steps[place], came=at, code=code)
        self._settled = not self._notified

    def _told_later(self, event: Event, at: float) -> None:
        self._judged(event, at)
        last = event.get("accepted") is True or event.get("next_try_in") is None
        self._settled = last and event.get("code") == WORK_DONE

    def _status(self, event: Event, at: float) -> None:
        code, last = str(whole(event, "code") or 0), self._steps[-1] if self._steps else None
        again = last is not None and last.tale is Tale.SAID and last.code == code
        step = Step(10, Tale.SAID, left=at, code=code, good=code not in ("2", "5"))
        if last is not None and again:  # asked once more, told the same
            self._steps[-1] = replace(step, attempt=last.attempt + 1)
        else:
            self._steps.append(step)


class VodTeller(_Later):
    """Uploads to Tencent VOD: a place, the file, the commit, and the event by queue or by post."""

    service = "vod"

    def __init__(self, zero: float, limit: float) -> None:
        super().__init__(zero, limit)
        self._settled = False

    def ways(self) -> dict[str, Way]:
        """With the queue."""
        return {
            **super().ways(),
            "event_queued": self._queued,
            "event_dropped": self._dropped,
            "event_pulled": self._pulled,
            "event_confirmed": self._confirmed,
        }

    def over(self) -> bool:
        """Until its event was confirmed, delivered or lost."""
        stored = self._outcome is not None
        return stored and (self._settled or self._outcome is not Outcome.STORED)

    def take(self, event: Event) -> None:
        """One more; names and ids come with any of them."""
        self._file_id = text(event, "file_id") or self._file_id
        if text(event, "kind") != "request_started":
            self._name = text(event, "name") or self._name
        super().take(event)

    def _late(self, event: Event) -> bool:
        return True  # no upload waits for any of its calls

    def _started(self, event: Event, at: float) -> None:
        operation, name = text(event, "operation"), text(event, "request_id")
        if operation in OPERATIONS:
            self._began[name] = at
            if operation in APPLYING:
                self._outcome = None
                self._steps.append(self._asked(Tale.APPLY, event, at))
            elif operation in STORING:
                self._steps.append(self._asked(Tale.COMMIT, event, at))
            return
        super()._started(event, at)
        self._change(1, name=text(event, "method"))

    @staticmethod
    def _asked(tale: Tale, event: Event, at: float) -> Step:
        name = text(event, "operation")
        return Step(1, tale, left=at, came=at, name=name, request_id=text(event, "request_id"))

    def _ended(self, event: Event, at: float) -> None:
        operation, status = text(event, "operation"), whole(event, "status")
        if operation in STORING | APPLYING:
            self._answered_for(event, at, operation)
        elif status is None or status >= 300:
            super()._ended(event, at)

    def _answered_for(self, event: Event, at: float, operation: str) -> None:
        status, code = whole(event, "status"), text(event, "error_code")
        name = text(event, "request_id")
        step = Step(4, Tale.STORED, left=at, status=status, code=code, name=operation)
        step = replace(step, request_id=name, reason=self._reasons.get(name, ""))
        if status is None:
            step = replace(step, tale=Tale.ANSWER_LOST, sight=Sight.ABSENT)
            self._outcome = Outcome.ANSWER_NOT_SEEN if operation in STORING else None
        elif status >= 300 or code:
            step = replace(step, tale=Tale.REFUSED)
            self._outcome = Outcome.NOT_STORED
        elif operation in APPLYING:
            step = replace(step, number=5, tale=Tale.GRANTED)
        else:
            step = replace(step, variant=text(event, "file_id"))
            self._outcome = Outcome.STORED
        self._steps.append(step)

    def _queued(self, event: Event, at: float) -> None:
        self._steps.append(Step(6, Tale.QUEUED, left=at, came=at, name=text(event, "event_type")))

    def _dropped(self, event: Event, at: float) -> None:
        self._settled = True
        step = Step(6, Tale.DROPPED, left=at, came=at, name=text(event, "event_type"))
        self._steps.append(replace(step, reason=text(event, "why")))

    def _judged(self, event: Event, at: float) -> None:
        super()._judged(event, at)
        self._settled = event.get("accepted") is True

    def _pulled(self, event: Event, at: float) -> None:
        name, count = text(event, "request_id"), whole(event, "attempt") or 1
        left = self._began.get(name, at)
        asked = Step(9, Tale.PULL, attempt=count, left=left, came=left, request_id=name)
        given = Step(10, Tale.GIVEN, attempt=count, left=at, request_id=name)
        kind = text(event, "event_type")
        self._steps += [replace(asked, name="PullEvents"), replace(given, name=kind)]

    def _confirmed(self, event: Event, at: float) -> None:
        self._settled = True
        name = text(event, "request_id")
        left = self._began.get(name, at)
        step = Step(9, Tale.CONFIRMED, left=left, came=at, request_id=name, name="ConfirmEvents")
        self._steps.append(step)


TELLERS: dict[str, type[Teller]] = {t.service: t for t in (Teller, WangsuTeller, VodTeller)}
"""By the service that an event names."""


def teller_for(events: Sequence[Event], *, limit: float | None = None) -> Teller:
    """Whoever can tell a run that begins with these events; an unknown service is told plainly."""
    name = text(events[0], "service")
    kind = TELLERS.get(name, Teller)
    return kind(seconds_of(events[0]), LIMITS[kind.service] if limit is None else limit)
