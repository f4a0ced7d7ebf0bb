"""A service that asks to slow down, and a computer whose clock is off."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.events import ClockCorrected
from app.domain.states import Outcome
from app.engine.clocks import Clocks
from app.engine.easing import BURST, QUIET, REST, TRIAL, Easing, LineUse
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import Listening

Maker = Callable[..., Path]
PART = 100 * 1024


def test_half_as_many_at_once_after_each_burst_and_one_more_after_each_quiet_while() -> None:
    easing = Easing(8)
    assert [easing.slowed(now) for now in (100.0, 100.5, 101.9)] == [4, 4, 4]
    assert easing.slowed(100.0 + BURST) == 2
    assert [easing.slowed(now) for now in (110.0, 120.0)] == [1, 1]
    assert easing.look(120.0 + QUIET - 0.1) == 1
    assert [easing.look(120.0 + QUIET * n) for n in (1, 1.5, 2, 3)] == [2, 2, 3, 4]
    assert [easing.look(200.0 + QUIET * n) for n in range(6)] == [5, 6, 7, 8, 8, 8]


def test_another_choice_of_the_person_holds_at_once() -> None:
    easing = Easing(8)
    easing.slowed(100.0)
    easing.set_most(6)
    assert easing.look(100.1) == 6


def carried(easing: Easing, speeds: dict[int, int], *, until: float) -> int:
    """Let so many requests carry so many bytes a second, in steps; how many run then."""
    passed, now = 0, 0.0
    while now < until:
        now += 0.1
        passed += speeds[easing.now_at_once] // 10
        easing.look(now, LineUse(passed, full=True))
    return easing.now_at_once


def test_more_run_while_more_carry_more_and_never_beyond_the_ceiling() -> None:
    speeds = {4: 100, 5: 130, 6: 170, 7: 220, 8: 300}
    assert carried(Easing(4, 8), speeds, until=10 * TRIAL) == 8
    assert carried(Easing(4, 6), speeds, until=10 * TRIAL) == 6
    assert carried(Easing(4), speeds, until=10 * TRIAL) == 4, "a number that was chosen holds"


def test_one_more_that_carries_no_more_goes_again_and_is_not_tried_soon() -> None:
    easing, speeds = Easing(4, 8), {4: 100, 5: 103, 6: 500}
    assert carried(easing, speeds, until=2.5 * TRIAL) == 4
    tried = [carried(easing, speeds, until=0.0)]
    for tenth in range(int(10 * (REST - 4 * TRIAL))):
        now = 2.5 * TRIAL + tenth / 10
        tried.append(easing.look(now, LineUse(int(now * 1000), full=True)))
    assert set(tried) == {4}


def test_what_is_not_held_up_by_their_number_is_no_reason_for_more() -> None:
    easing = Easing(4, 8)
    seen = [easing.look(now / 10, LineUse(now * 1000, full=False)) for now in range(200)]
    assert set(seen) == {4}


@pytest.mark.parametrize("code", ["SlowDown", "UploadTrafficRateLimitExceeded"])
def test_after_slow_down_fewer_parts_are_under_way_and_the_hint_is_kept(
    cloud: Cloud, a_file: Maker, code: str
) -> None:
    cloud.reset()
    hint = {"x-oss-qos-delay-time": "700"}
    cloud.faults(
        operation="UploadPart", kind="status", status=503, code=code, headers=hint, times=4
    )
    slow_line = EngineLimits(parts=4, rate=8 * PART)
    with closing(Listening(None, limits=slow_line)) as listening:
        (task,) = listening.upload(
            cloud, [a_file("f", 10 * PART)], method="multipart", part_size=PART
        )
        assert listening.ended(task)[0].outcome is Outcome.STORED
    refused = cloud.of_kind("request", status=503)
    assert len(refused) == 4
    after = [e for e in cloud.events() if e["at"] > refused[-1]["at"]]
    assert at_once(cloud.events(), since=refused[-1]["at"]) == 2
    first = next(e for e in after if e["kind"] == "request_started")
    assert first["at"] - refused[0]["at"] >= 0.69


def at_once(events: list[dict[str, Any]], *, since: float) -> int:
    """Most parts that were under way when one more began after ``since``."""
    going: set[object] = set()
    most = 0
    for event in events:
        if event.get("operation") != "UploadPart":
            continue
        if event["kind"] == "request":
            going.discard(event["request_id"])  # one of an earlier test may end in here
        elif event["kind"] == "request_started":
            going.add(event["request_id"])
            most = max(most, len(going)) if event["at"] > since else most
    return most


@pytest.mark.parametrize("ahead", [3600.0, -7200.0])
def test_a_clock_that_is_off_is_corrected_and_said_once(
    cloud: Cloud, a_file: Maker, ahead: float
) -> None:
    cloud.reset()
    clocks = Clocks(wall=lambda: time.time() + ahead)
    with closing(Listening(None, clocks=clocks)) as listening:
        tasks = listening.upload(cloud, [a_file(f"{n}", 100) for n in range(5)])
        assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.STORED}
        (event,) = [e for e in listening.events if isinstance(e, ClockCorrected)]
    assert event.endpoint == cloud.endpoint
    assert abs(event.seconds - ahead) < 5
