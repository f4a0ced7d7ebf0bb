"""Questions to the service that belong to no upload: beside uploads, each with one answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.asks import (
    AskOf,
    Browse,
    BucketFound,
    Check,
    CheckState,
    ClearUnfinished,
    FindTaken,
    FindUnfinished,
    MakeLink,
    ObjectFound,
    Probe,
    Unfinished,
)
from app.domain.credentials import Credentials
from app.domain.events import Answered
from app.domain.states import Outcome, UploadState
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key, place

Maker = Callable[..., Path]
PART = 100 * 1024


def answers(listening: Listening, ask: AskOf) -> list[Answered]:
    """What was answered to one ask so far."""
    return [e for e in listening.events if isinstance(e, Answered) and e.ask.id == ask.id]


def answered(listening: Listening, ask: AskOf) -> Answered:
    """Ask, and wait for the whole answer."""
    listening.engine.ask(ask)
    listening.until(lambda: any(a.complete for a in answers(listening, ask)))
    (whole,) = [a for a in answers(listening, ask) if a.complete]
    return whole


def new() -> str:
    """An id."""
    return uuid.uuid4().hex


@pytest.fixture
def known(listening: Listening, cloud: Cloud) -> Listening:
    """An engine that has the cloud's key."""
    listening.engine.connect(CONNECTION, key(cloud))
    return listening


def test_of_a_thousand_names_those_that_are_taken_are_found(
    known: Listening, cloud: Cloud, a_file: Maker
) -> None:
    paths = [a_file(f"{n}.txt", 10 + n) for n in range(3)]
    known.ended(*known.upload(cloud, paths))
    names = [f"{n}.txt" for n in range(1000)]
    got = answered(known, FindTaken(new(), CONNECTION, place(cloud), tuple(names)))
    found = got.answer
    assert isinstance(found, tuple)
    sizes = [(o.key, o.size, o.crc64 is not None) for o in found if isinstance(o, ObjectFound)]
    assert sizes == [("0.txt", 10, True), ("1.txt", 11, True), ("2.txt", 12, True)]


def test_trouble_with_one_name_of_many_is_tried_again(known: Listening, cloud: Cloud) -> None:
    cloud.faults(operation="HeadObject", kind="status", status=503, skip=3)
    ask = FindTaken(new(), CONNECTION, place(cloud), tuple("abcdefgh"))
    assert answered(known, ask).answer == ()


def test_unfinished_uploads_are_found_with_their_sizes_and_cleared(
    known: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=3, kind="stall", seconds=30)
    (task,) = known.upload(cloud, [a_file("f", 3 * PART)], method="multipart", part_size=PART)
    cloud.until(lambda events: len([e for e in events if e["kind"] == "part_stored"]) == 2)
    found = answered(known, FindUnfinished(new(), CONNECTION, place(cloud))).answer
    assert isinstance(found, tuple)
    (left,) = found
    assert isinstance(left, Unfinished)
    assert (left.key, left.size, left.parts) == ("f", 2 * PART, 2)
    known.engine.pause([task])
    known.reaches(task, UploadState.PAUSED)
    gone = answered(known, ClearUnfinished(new(), CONNECTION, place(cloud), (left,))).answer
    assert gone == (left,)
    assert cloud.uploads() == []


def test_a_link_is_made(known: Listening, cloud: Cloud) -> None:
    plain = MakeLink(new(), CONNECTION, place(cloud), key="a b.txt")
    signed = replace(plain, id=new(), seconds=600)
    said = answered(known, plain).answer
    assert isinstance(said, str)
    assert said.endswith("/a%20b.txt")
    longer = answered(known, signed).answer
    assert isinstance(longer, str)
    assert "ignature=" in longer


def test_buckets_are_offered_to_an_access_of_ones_own(listening: Listening, cloud: Cloud) -> None:
    ask = Browse(new(), "", replace(place(cloud), bucket=""), access=key(cloud))
    found = answered(listening, ask).answer
    assert isinstance(found, tuple)
    assert cloud.bucket in [b.name for b in found if isinstance(b, BucketFound)]


def test_a_connection_that_nobody_knows_has_no_key(listening: Listening, cloud: Cloud) -> None:
    failure = answered(listening, FindUnfinished(new(), "nobody", place(cloud))).failure
    assert failure is not None
    assert failure.code == "credentials.missing"


def test_what_the_service_refuses_is_a_failure_with_its_words(
    listening: Listening, cloud: Cloud
) -> None:
    listening.engine.connect(CONNECTION, Credentials(cloud.access_key_id, "wrong"))
    failure = answered(listening, FindUnfinished(new(), CONNECTION, place(cloud))).failure
    assert failure is not None
    assert (failure.code, failure.answer.code) == ("refused.credentials", "SignatureDoesNotMatch")


def test_checks_come_one_after_the_other_and_change_nothing(known: Listening, cloud: Cloud) -> None:
    ask = Probe(new(), CONNECTION, place(cloud), callback=callback(cloud))
    last = answered(known, ask)
    so_far = [a.answer for a in answers(known, ask)]
    assert len(so_far) > 4
    for shorter, longer in pairwise(so_far):
        assert isinstance(shorter, tuple)
        assert isinstance(longer, tuple)
        assert longer[: len(shorter)] == shorter
    assert isinstance(last.answer, tuple)
    states = {check.name: check.state for check in last.answer if isinstance(check, Check)}
    assert states["key"] is CheckState.GOOD
    assert CheckState.BAD not in states.values()
    assert cloud.objects() == []
    assert cloud.uploads() == []


def test_what_is_withdrawn_is_not_answered_and_lets_the_next_have_its_turn(
    known: Listening, cloud: Cloud
) -> None:
    cloud.faults(operation="HeadObject", kind="delay", seconds=20, when="before", times=4)
    slow = [FindTaken(new(), CONNECTION, place(cloud), ("a",)) for _ in range(4)]
    for ask in slow:
        known.engine.ask(ask)
    cloud.until(lambda events: len([e for e in events if e["kind"] == "request_started"]) == 4)
    for ask in slow:
        known.engine.withdraw(ask.id)
    assert answered(known, FindTaken(new(), CONNECTION, place(cloud), ("b",))).answer == ()
    assert [a for ask in slow for a in answers(known, ask)] == []


def test_uploads_go_on_beside_a_long_question(
    known: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="HeadObject", kind="delay", seconds=20, when="before", times=None)
    known.engine.ask(FindTaken(new(), CONNECTION, place(cloud), tuple("abcdefghij")))
    (task,) = known.upload(cloud, [a_file("f", 1000)])
    assert known.ended(task)[0].outcome is Outcome.STORED


def test_the_end_does_not_wait_for_questions(cloud: Cloud) -> None:
    cloud.reset()
    cloud.faults(operation="HeadObject", kind="delay", seconds=60, when="before", times=None)
    with closing(Listening(None)) as listening:
        listening.engine.connect(CONNECTION, key(cloud))
        listening.engine.ask(FindTaken(new(), CONNECTION, place(cloud), tuple("abc")))
        cloud.until(lambda events: any(e["kind"] == "request_started" for e in events))
    cloud.ask("/faults", method="DELETE")
