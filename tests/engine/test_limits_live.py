"""Changed while uploads run, in force at once: speed limit, time-outs; and who is kept awake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.patience import Patience
from app.domain.states import Outcome, UploadState
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import Listening

Maker = Callable[..., Path]
SLOW = EngineLimits(rate=100_000)


@pytest.fixture
def moved() -> list[bool]:
    """What was told about bytes on their way, each change once."""
    return []


@pytest.fixture
def slow(cloud: Cloud, moved: list[bool]) -> Iterator[Listening]:
    """An engine that sends 100 kB a second, and tells whether anything moves."""

    def moving(now: bool) -> None:
        if not moved or moved[-1] is not now:
            moved.append(now)

    cloud.reset()
    listener = Listening(None, limits=SLOW, moving=moving)
    yield listener
    listener.close()


def test_bytes_move_while_a_file_is_sent_and_not_while_it_is_paused(
    slow: Listening, cloud: Cloud, a_file: Maker, moved: list[bool]
) -> None:
    slow.until(lambda: moved == [False])
    (task,) = slow.upload(cloud, [a_file("f.bin", 3_000_000)])
    slow.until(lambda: moved == [False, True])
    slow.engine.pause([task])
    slow.until(lambda: moved == [False, True, False])
    slow.engine.set_limits(EngineLimits())
    slow.engine.begin([task])
    slow.ended(task)
    slow.until(lambda: moved[-1] is False)


def test_a_lifted_limit_lets_the_file_go_within_a_second(
    slow: Listening, cloud: Cloud, a_file: Maker
) -> None:
    (task,) = slow.upload(cloud, [a_file("f.bin", 6_000_000)])
    slow.until(lambda: task in slow.seen and slow.latest(task).sent > 0)
    assert slow.latest(task).sent < 1_000_000
    slow.engine.set_limits(EngineLimits())
    began = time.monotonic()
    slow.ended(task)
    assert time.monotonic() - began < 5, "the rest alone would have taken a minute"


def test_a_limit_that_is_set_on_the_way_slows_what_is_under_way(
    slow: Listening, cloud: Cloud, a_file: Maker
) -> None:
    slow.engine.set_limits(EngineLimits(rate=20_000_000))
    (task,) = slow.upload(cloud, [a_file("f.bin", 60_000_000)], method="put")
    slow.until(lambda: task in slow.seen and slow.latest(task).sent > 0)
    slow.engine.set_limits(EngineLimits(rate=1_000_000))
    began = time.monotonic()
    slow.until(lambda: time.monotonic() - began > 1)
    before = slow.latest(task).sent
    slow.until(lambda: time.monotonic() - began > 3)
    sent = slow.latest(task).sent - before
    assert 1_000_000 <= sent <= 3_000_000, "two seconds' worth, seen ten times a second"
    assert slow.latest(task).state is UploadState.SENDING
    slow.engine.cancel([task])


def test_a_shorter_patience_holds_for_the_next_request(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(kind="delay", operation="PutObject", seconds=10, when="answer")
    listening.engine.set_limits(EngineLimits(patience=Patience(answer=0.5)))
    began = time.monotonic()
    (task,) = listening.upload(cloud, [a_file("f.bin", 1000)], method="put")
    (result,) = listening.ended(task)
    assert result.outcome in (Outcome.STORED, Outcome.ANSWER_NOT_SEEN)
    assert time.monotonic() - began < 8
