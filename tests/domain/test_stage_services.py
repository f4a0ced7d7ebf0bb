"""The further services' events told as steps: tries, work, notices, the queue; and damaged ones."""

from __future__ import annotations

import random
from typing import Any

import pytest

from app.domain.stage import Event, Run, Tale
from app.domain.stage_compare import ASPECTS, WAYS
from app.domain.stage_events import Recorder
from app.domain.stage_scenarios import said
from app.domain.stage_services import HIDDEN
from app.domain.stage_ways import NUMBERS, PLANS, plan_of, planned, to_come
from app.domain.states import Outcome

PLACE = "1500/a.mp4"
JUNK: tuple[object, ...] = (None, "", -1, 1e300, True, [], {}, "\udcff", {"a": [1]})


class Story:
    """Events one after the other, a second apart."""

    def __init__(self, service: str) -> None:
        self._service = service
        self.events: list[dict[str, Any]] = []

    def add(self, kind: str, **facts: object) -> Story:
        at = 1_700_000_000.0 + len(self.events)
        self.events.append({"kind": kind, "service": self._service, "at": at, **facts})
        return self

    def run(self) -> Run:
        return told(self.events)


def told(events: list[dict[str, Any]] | list[Event]) -> Run:
    recorder = Recorder()
    for event in events:
        recorder.take(event)
    (run_id,) = recorder.ids()
    run = recorder.run(run_id)
    assert run is not None
    return run


def blocks() -> Story:
    """Two blocks and the file, with a task that fails to reach its receiver once."""
    story = Story("wangsu")
    for part in (1, 2):
        facts = {"request_id": f"b{part}", "operation": "mkblk", "upload_id": "batch"}
        story.add("request_started", **facts).add("part_stored", part=part, **facts)
        story.add("request", status=200, **facts)
    end = {"request_id": "m", "operation": "mkfile", "upload_id": "batch", "key": "a.mp4"}
    story.add("request_started", **end).add("object_stored", size=9, **end)
    task = {"request_id": "m", "persistent_id": "p", "key": "a.mp4"}
    story.add("processing_queued", notify_url="http://x", **task)
    story.add("request", status=200, **end)
    story.add("status_told", request_id="s1", persistent_id="p", key="a.mp4", code=0)
    story.add("status_told", request_id="s2", persistent_id="p", key="a.mp4", code=0)
    story.add("processing_started", notify_url="http://x", **task)
    story.add("instruction_done", cmd="vframe/jpg", code=3, **task)
    story.add("instruction_done", cmd="avthumb/mp4", code=2, error="no video", **task)
    story.add("processing_ended", code=2, **task)
    for attempt, accepted in ((1, False), (2, True)):
        call = {**task, "code": 3, "attempt": attempt, "tries": 8, "url": "http://x"}
        story.add("notification_sent", **call)
        story.add("app_received", what="notification", signature_valid=True, **call)
        status = 200 if accepted else 500
        story.add("app_answered", what="notification", status=status, **call)
        pause = None if accepted else 0.0
        answer = {"status": status, "accepted": accepted, "next_try_in": pause}
        story.add("notification_answered", **answer, **call)
    return story.add("status_told", request_id="s3", persistent_id="p", key="a.mp4", code=6)


def queued() -> Story:
    """An event that is given twice before it is confirmed."""
    story = Story("vod")
    apply = {"request_id": "a", "operation": "ApplyUpload"}
    story.add("request_started", **apply)
    story.add("request", status=200, key=PLACE, name="clip", **apply)
    put = {"request_id": "p", "operation": "PutObject", "key": PLACE, "method": "PUT"}
    story.add("request_started", **put).add("object_stored", size=9, **put)
    story.add("request", status=200, **put)
    commit = {"request_id": "c", "operation": "CommitUpload"}
    story.add("request_started", **commit)
    known = {"key": PLACE, "file_id": "42", "name": "clip"}
    story.add("request", status=200, **commit, **known)
    story.add("event_queued", request_id="c", event_type="NewFileUpload", **known)
    for attempt in (1, 2):
        name = f"pull{attempt}"
        story.add("request_started", request_id=name, operation="PullEvents")
        facts = {"committed_by": "c", "event_type": "NewFileUpload", "attempt": attempt}
        story.add("event_pulled", request_id=name, **facts, **known)
    story.add("request_started", request_id="f", operation="ConfirmEvents")
    return story.add("event_confirmed", request_id="f", attempt=2, **known)


def test_blocks_are_one_upload_and_its_task_is_told_to_the_end() -> None:
    run = blocks().run()
    assert [step.tale for step in run.steps] == [
        *(Tale.UPLOAD, Tale.STORED, Tale.SAID, Tale.PROCESSED),
        *(Tale.NOTICE, Tale.BAD_ANSWER, Tale.NOTICE, Tale.TAKEN, Tale.SAID),
    ]
    assert [step.mark for step in run.steps] == [*range(1, 10)]
    assert run.parts == 2
    assert run.key == "a.mp4"
    assert run.ended
    assert run.outcome is Outcome.STORED
    asked, work = run.steps[2], run.steps[3]
    assert (asked.attempt, asked.code) == (2, "0")
    assert work.parts == ("vframe/jpg", "avthumb/mp4: no video")
    assert not work.well
    assert [step.attempt for step in run.steps if step.number in (7, 8)] == [1, 1, 2, 2]


def test_a_run_with_a_task_is_not_over_before_it_is_told() -> None:
    events = blocks().events
    ended = [told(events[:count]).ended for count in range(1, len(events) + 1)]
    assert ended == [False] * (len(events) - 1) + [True]


def test_an_event_that_was_not_confirmed_comes_again() -> None:
    run = queued().run()
    tales = [step.tale for step in run.steps]
    assert tales[5:] == [Tale.QUEUED, Tale.PULL, Tale.GIVEN, Tale.PULL, Tale.GIVEN, Tale.CONFIRMED]
    assert [step.attempt for step in run.steps if step.tale is Tale.GIVEN] == [1, 2]
    assert (run.known_as, run.file_id, run.ended) == ("clip", "42", True)
    assert HIDDEN == 30.0


def test_a_commit_that_is_refused_stores_nothing_and_a_new_place_begins_anew() -> None:
    story = Story("vod")
    story.events = queued().events[:6]
    refused = {"request_id": "c", "operation": "CommitUpload", "key": PLACE}
    run = story.add("request", status=400, error_code="InvalidParameterValue", **refused).run()
    assert run.outcome is Outcome.NOT_STORED
    assert run.steps[-1].tale is Tale.REFUSED


@pytest.mark.parametrize("story", [blocks, queued])
def test_damaged_events_never_stop_the_show(story: Any) -> None:
    chance = random.Random(6)
    for _round in range(400):
        events = [dict(event) for event in story().events]
        for event in chance.sample(events, 4):
            event[chance.choice(sorted(event))] = chance.choice(JUNK)
        if chance.random() < 0.5:
            chance.shuffle(events)
        recorder = Recorder()
        for event in events:
            recorder.take(event)
        for run_id in recorder.ids():
            run = recorder.run(run_id)
            assert run is not None
            assert all(step.source and step.target for step in run.steps)


def test_plans_name_steps_that_can_be_drawn_and_shrink_as_they_happen() -> None:
    for plan in PLANS.values():
        assert set(plan) <= set(NUMBERS)
        steps = [planned(tale, order) for order, tale in enumerate(plan, start=1)]
        for count in range(len(plan) + 1):
            assert to_come(plan, steps[:count]) == plan[count:]


def test_the_comparison_answers_every_question_for_every_way_in_every_language() -> None:
    for aspect in ASPECTS:
        assert len(aspect.cells) == len(WAYS)
        for texts in (aspect.title, *(cell.texts for cell in aspect.cells)):
            assert said(texts, "en")
            assert said(texts, "zh_CN")
    assert all(way.plan or plan_of(way.service, way.way) for way in WAYS)
