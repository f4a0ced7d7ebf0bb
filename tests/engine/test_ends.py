"""Ends come first: whatever is done to a task that has ended, its end was kept and told before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.events import Removed
from app.domain.states import UploadState
from tests.cloud import Cloud
from tests.engine.listening import Listening

Maker = Callable[..., Path]


def just_failed(listening: Listening, cloud: Cloud, a_file: Maker) -> str:
    """A file that ended a moment after another one: its end is not told yet, for more are busy."""
    cloud.faults(operation="PutObject", kind="stall", seconds=30, times=1)
    (busy,) = listening.upload(cloud, [a_file("busy.bin", 10)])
    listening.reaches(busy, UploadState.COMPLETING)
    paths = [a_file(name, 10) for name in ("first.bin", "second.bin")]
    first, second = listening.upload(cloud, paths, held=True)
    listening.until(lambda: {first, second} <= set(listening.seen))
    for path in paths:
        path.unlink()
    listening.engine.begin([first])
    listening.ended(first)
    listening.engine.begin([second])
    listening.until(lambda: bool(listening.latest(second).error_code))
    return second


def test_nobody_hears_of_an_end_after_the_next_try_began(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    task = just_failed(listening, cloud, a_file)
    listening.engine.retry([task])
    listening.until(lambda: listening.latest(task).attempt > 1)
    assert task in listening.results()


def test_what_is_taken_off_the_list_has_its_end_first(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    task = just_failed(listening, cloud, a_file)
    listening.engine.remove([task])
    listening.until(lambda: any(isinstance(event, Removed) for event in listening.events))
    assert task in listening.results()
