"""The line goes away and comes back: the queue pauses by itself, and goes on by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.credentials import ServerAccess
from app.domain.errors import NotReached
from app.domain.events import LineChanged, LineKind
from app.domain.states import Outcome, UploadState
from app.engine.clocks import Clocks
from app.engine.line_rules import LineRules, may_mend
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.line_kit import (
    Relay,
    latest,
    lines,
    listed_and_sent_again,
    stored,
    through,
    waits,
)
from tests.engine.listening import Listening, callback

KIB = 1024
PART = 100 * KIB
Maker = Callable[..., Path]
QUICK = LineRules(first=0.1, longest=0.4, stalled=0.5, watch=0.1)
SLOW = LineRules(first=600.0, longest=600.0, watch=0.1)
"""Nobody gets there by waiting."""


@pytest.fixture
def relay(cloud: Cloud) -> Iterator[Relay]:
    """A line to the cloud that can be cut."""
    cloud.reset()
    with Relay(cloud.port) as made:
        yield made


@pytest.fixture
def patient() -> Iterator[Listening]:
    """An engine that waits for lines, in short steps."""
    listener = Listening(None, lines=QUICK)
    yield listener
    listener.close()


@dataclass
class Bed:
    """Clocks of a computer that can be sent to sleep."""

    slept: float = 0.0

    def clocks(self, *, both: bool = False) -> Clocks:
        """The wall clock goes on in sleep; the monotonic one on some systems, or when it is only
        the program that stood still."""
        return Clocks(
            monotonic=lambda: time.monotonic() + (self.slept if both else 0.0),
            wall=lambda: time.time() + self.slept,
        )


def waiting(listening: Listening, *tasks: str) -> Callable[[], bool]:
    """Do all of these wait for their line?"""

    def all_wait() -> bool:
        now = [latest(listening, task) for task in tasks]
        return all(n is not None and n.error_values.get("line") == "out" for n in now)

    return all_wait


# --- it pauses and goes on ------------------------------------------------------------------


def test_a_dead_line_pauses_and_the_upload_goes_on_from_what_is_stored(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    path = a_file("film.mp4", 12 * PART)
    cloud.faults(kind="delay", operation="UploadPart", seconds=0.2, times=None)
    [task] = patient.upload(
        through(cloud, relay), [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    patient.until(lambda: stored(patient, task) >= 3 * PART)
    relay.down()
    patient.until(lambda: waits(patient))
    told = lines(patient)[-1]
    assert (told.kind, told.places) == (LineKind.PLACE, (relay.origin,))
    patient.until(waiting(patient, task))
    assert patient.latest(task).state is UploadState.WAITING
    patient.until(lambda: len(lines(patient)) > 14)  # far more tries than the six of a step
    relay.up()
    [result] = patient.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert not waits(patient)
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()


def test_files_that_had_not_begun_wait_too_and_all_are_sent_once(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    relay.down()
    paths = [a_file(f"{n}.bin", 5000) for n in range(12)]
    tasks = patient.upload(through(cloud, relay), paths, spec=callback(cloud))
    patient.until(lambda: waits(patient))
    patient.until(lambda: len(lines(patient)) > 4)
    assert patient.results() == {}
    relay.up()
    assert {r.outcome for r in patient.ended(*tasks)} == {Outcome.DELIVERED}
    assert len(cloud.of_kind("callback_sent")) == 12


def test_nothing_new_is_begun_while_a_line_is_out(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    relay.down()
    first = patient.upload(through(cloud, relay), [a_file("first.bin", 5000)])
    patient.until(waiting(patient, *first))
    later = patient.upload(through(cloud, relay), [a_file(f"{n}.bin", 5000) for n in range(8)])
    told = len(lines(patient))
    patient.until(lambda: len(lines(patient)) > told + 8)
    assert {s.state for t in later for s in patient.seen[t]} == {UploadState.QUEUED}
    relay.up()
    assert {r.outcome for r in patient.ended(*first, *later)} == {Outcome.STORED}


def test_a_long_list_that_waits_for_a_dead_service_does_not_hold_another_one(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    relay.down()
    many = [a_file(f"dead{n}.bin", 1) for n in range(700)]
    dead = patient.upload(through(cloud, relay), many)
    patient.until(lambda: waits(patient))
    alive = patient.upload(cloud, [a_file(f"alive{n}.bin", 5000) for n in range(3)])
    assert {r.outcome for r in patient.ended(*alive)} == {Outcome.STORED}
    patient.engine.cancel(dead)
    assert {r.outcome for r in patient.ended(*dead)} == {Outcome.CANCELLED}
    patient.until(lambda: not waits(patient))


def test_a_dead_service_does_not_hold_another_one(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    relay.down()
    dead = patient.upload(
        through(cloud, relay), [a_file(f"dead{n}.bin", 5000) for n in range(EngineLimits().files)]
    )
    patient.until(waiting(patient, *dead))
    alive = patient.upload(cloud, [a_file(f"alive{n}.bin", 5000) for n in range(5)])
    assert {r.outcome for r in patient.ended(*alive)} == {Outcome.STORED}
    assert lines(patient)[-1].places == (relay.origin,)
    relay.up()
    assert {r.outcome for r in patient.ended(*dead)} == {Outcome.STORED}


def test_an_application_server_that_is_away_is_waited_for(
    cloud: Cloud, patient: Listening, a_file: Maker
) -> None:
    cloud.reset()
    grants = cloud.facts["authorise"]["sts"]
    host = grants.split("/")[2]
    with Relay(int(host.rpartition(":")[2])) as relay:
        relay.down()
        access = ServerAccess(grants.replace(host, f"127.0.0.1:{relay.port}"))
        tasks = patient.upload(
            cloud, [a_file(f"{n}.bin", 5000) for n in range(4)], credentials=access
        )
        patient.until(lambda: waits(patient))
        assert lines(patient)[-1].places == (relay.origin,)
        relay.up()
        assert {r.outcome for r in patient.ended(*tasks)} == {Outcome.STORED}


def test_an_answer_that_was_lost_with_the_line_is_looked_for_when_it_is_back(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    cloud.faults(kind="delay", operation="PutObject", seconds=1.0, when="answer")
    [task] = patient.upload(through(cloud, relay), [a_file("a.bin", 5000)], spec=callback(cloud))
    cloud.until(lambda events: any(e["kind"] == "callback_sent" for e in events))
    relay.down()
    patient.until(waiting(patient, task))
    relay.up()
    [result] = patient.ended(task)
    assert result.outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1


# --- what a person does meanwhile -----------------------------------------------------------


@pytest.fixture
def stubborn(relay: Relay) -> Iterator[Listening]:
    """An engine whose next try is far away."""
    listener = Listening(None, lines=SLOW)
    yield listener
    listener.close()


def test_try_now_does_not_wait(
    cloud: Cloud, relay: Relay, stubborn: Listening, a_file: Maker
) -> None:
    relay.down()
    [task] = stubborn.upload(through(cloud, relay), [a_file("a.bin", 5000)])
    stubborn.until(waiting(stubborn, task))
    assert lines(stubborn)[-1].retry_at > time.monotonic() + 500
    told = len(lines(stubborn))
    stubborn.engine.try_now()
    stubborn.until(lambda: len(lines(stubborn)) >= told + 2)  # tried, and waits again
    assert waits(stubborn)
    relay.up()
    stubborn.engine.try_now()
    [result] = stubborn.ended(task)
    assert result.outcome is Outcome.STORED


def test_what_waits_for_the_line_can_be_paused_and_cancelled(
    cloud: Cloud, relay: Relay, stubborn: Listening, a_file: Maker
) -> None:
    relay.down()
    paths = [a_file(f"{n}.bin", 5000) for n in range(3)]
    paused, cancelled, kept = stubborn.upload(through(cloud, relay), paths)
    stubborn.until(waiting(stubborn, paused, cancelled, kept))
    stubborn.engine.pause([paused])
    stubborn.engine.cancel([cancelled])
    stubborn.reaches(paused, UploadState.PAUSED)
    stubborn.reaches(cancelled, UploadState.CANCELLED)
    relay.up()
    stubborn.engine.try_now()
    [result] = stubborn.ended(kept)
    assert result.outcome is Outcome.STORED
    assert stubborn.latest(paused).state is UploadState.PAUSED
    stubborn.engine.begin([paused])
    [result] = stubborn.ended(paused)
    assert result.outcome is Outcome.STORED
    assert {o["key"] for o in cloud.objects()} == {"0.bin", "2.bin"}


def test_a_restart_while_the_line_is_out_loses_nothing(
    cloud: Cloud, relay: Relay, tmp_path: Path, a_file: Maker
) -> None:
    journal = tmp_path / "queue.db"
    before = Listening(journal, lines=QUICK)
    cloud.faults(kind="delay", operation="UploadPart", seconds=0.2, times=None)
    [task] = before.upload(
        through(cloud, relay), [a_file("a.bin", 8 * PART)], method="multipart", part_size=PART
    )
    before.until(lambda: stored(before, task) >= 2 * PART)
    relay.down()
    before.until(waiting(before, task))
    before.close()
    after = Listening(journal, lines=QUICK)
    try:
        after.upload(through(cloud, relay), [])  # gives the key
        after.until(waiting(after, task))
        relay.up()
        [result] = after.ended(task)
    finally:
        after.close()
    assert result.outcome is Outcome.STORED
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1
    assert listed_and_sent_again(cloud) == set()


def test_a_line_that_nobody_waits_for_any_more_is_not_tried(
    cloud: Cloud, relay: Relay, patient: Listening, a_file: Maker
) -> None:
    relay.down()
    tasks = patient.upload(through(cloud, relay), [a_file(f"{n}.bin", 5000) for n in range(5)])
    patient.until(waiting(patient, *tasks[:3]))
    patient.engine.pause()
    patient.until(lambda: not waits(patient))
    patient.until(lambda: {patient.latest(t).state for t in tasks} == {UploadState.PAUSED})
    relay.up()
    patient.engine.begin()
    assert {r.outcome for r in patient.ended(*tasks)} == {Outcome.STORED}


# --- sleep ----------------------------------------------------------------------------------


@pytest.mark.parametrize("both", [False, True])
def test_after_a_sleep_what_waits_tries_at_once(
    cloud: Cloud, relay: Relay, a_file: Maker, *, both: bool
) -> None:
    bed = Bed()
    listener = Listening(None, lines=SLOW, clocks=bed.clocks(both=both))
    try:
        relay.down()
        [task] = listener.upload(through(cloud, relay), [a_file("a.bin", 5000)])
        listener.until(waiting(listener, task))
        relay.up()
        bed.slept = 600.0
        [result] = listener.ended(task)
    finally:
        listener.close()
    assert result.outcome is Outcome.STORED


def test_after_a_sleep_connections_from_before_are_not_used(
    cloud: Cloud, relay: Relay, a_file: Maker
) -> None:
    bed = Bed()
    limits = EngineLimits(files=1, parts=1)
    listener = Listening(None, lines=QUICK, clocks=bed.clocks(), limits=limits)
    try:
        for name in ("a.bin", "b.bin"):
            listener.ended(*listener.upload(through(cloud, relay), [a_file(name, 5000)]))
        assert relay.opened == 1  # it is kept, else this test would prove nothing
        bed.slept = 600.0
        relay.until_closed()
        listener.ended(*listener.upload(through(cloud, relay), [a_file("c.bin", 5000)]))
    finally:
        listener.close()
    assert relay.opened == 2


# --- what does not wait ---------------------------------------------------------------------


def test_the_command_line_does_not_wait_for_a_service_that_refuses(
    cloud: Cloud, relay: Relay, a_file: Maker
) -> None:
    async def at_once(_seconds: float) -> None:
        return

    listener = Listening(None, lines=LineRules(patience=120.0, only_local=True), sleep=at_once)
    try:
        relay.down()
        [task] = listener.upload(through(cloud, relay), [a_file("a.bin", 5000)])
        [result] = listener.ended(task)
    finally:
        listener.close()
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.values["reason"] == "refused"
    assert lines(listener) == []


def test_files_fail_when_patience_is_over(cloud: Cloud, relay: Relay, a_file: Maker) -> None:
    listener = Listening(None, lines=replace(QUICK, patience=1.0))
    try:
        relay.down()
        paths = [a_file(f"{n}.bin", 5000) for n in range(5)]
        tasks = listener.upload(through(cloud, relay), paths)
        results = listener.ended(*tasks)
        told = lines(listener)
    finally:
        listener.close()
    assert {r.outcome for r in results} == {Outcome.NOT_STORED}
    assert {r.failure.code for r in results if r.failure} == {"network.not_reached"}
    assert told[0].give_up_at > 0
    assert told[-1] == LineChanged(waiting=False, given_up=True)


def test_a_name_that_has_no_address_is_not_waited_for_for_ever(cloud: Cloud, a_file: Maker) -> None:
    listener = Listening(None, lines=replace(QUICK, for_a_name=1.0))
    misspelt = object.__new__(Cloud)
    misspelt.__dict__ = {**vars(cloud), "endpoint": "http://no..such.example"}
    try:
        [task] = listener.upload(misspelt, [a_file("a.bin", 5000)])
        [result] = listener.ended(task)
        told = lines(listener)
    finally:
        listener.close()
    assert result.failure is not None
    assert result.failure.values["reason"] == "name"
    assert (told[0].kind, told[0].reason) == (LineKind.PLACE, "name")


@pytest.mark.parametrize("reason", ["certificate", "proxy", "proxy_password"])
def test_a_certificate_or_a_proxy_that_refuses_is_never_waited_for(reason: str) -> None:
    assert not may_mend(NotReached(reason=reason))
    assert may_mend(NotReached(reason="broken"))


def test_a_proxy_that_cannot_be_reached_without_a_network_is_waited_for() -> None:
    assert may_mend(NotReached(reason="proxy", local="yes"))
