"""A file that changes under way: what is stored is a file that there was, or nothing is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.states import Outcome, UploadState
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, hurried, key

Maker = Callable[..., Path]
LONG = 3 << 20
"""More than is read at once."""


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.parametrize("size", [5000, LONG])
def test_a_file_that_grew_while_its_upload_waited_is_not_stored_in_part(
    listening: Listening, cloud: Cloud, a_file: Maker, method: str, size: int
) -> None:
    operation = "PutObject" if method == "put" else "PostObject"
    hint = {"Retry-After": "1"}
    cloud.faults(operation=operation, kind="status", status=503, headers=hint)
    path = a_file("f.bin", size)
    (task,) = listening.upload(cloud, [path], method=method)
    listening.reaches(task, UploadState.WAITING)
    path.write_bytes(bytes(size + 3000))
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.code == "source.changed"
    assert cloud.objects() == []
    listening.events.clear()
    listening.engine.retry()
    assert listening.ended(task)[0].outcome is Outcome.STORED
    assert cloud.objects()[0]["size"] == size + 3000


def test_a_file_that_changes_while_it_is_read_is_not_stored(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="PutObject", kind="stall", after_bytes=1, seconds=1)
    path = a_file("f.bin", 64 << 20)
    (task,) = listening.upload(cloud, [path], method="put")
    listening.until(lambda: any(s.sent for s in listening.seen.get(task, [])))
    with path.open("r+b") as file:
        file.seek(60 << 20)
        file.write(b"another end")
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.code == "source.changed"
    assert cloud.objects() == []


def test_what_was_stored_before_the_file_changed_is_found(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="PutObject", kind="lost_answer")
    cloud.answers(mode="late", seconds=1, times=1)
    path = a_file("f.bin", 5000)
    (task,) = listening.upload(cloud, [path], spec=callback(cloud), method="put")
    listening.reaches(task, UploadState.COMPLETING)
    path.write_bytes(bytes(5000))
    assert listening.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1


def test_a_start_later_it_is_known_what_was_sent_although_the_file_is_another_now(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.faults(operation="PutObject", kind="lost_answer")
    cloud.answers(mode="late", seconds=1, times=1)
    path = a_file("f.bin", 5000)
    first = Listening(tmp_path / "queue.db")
    (task,) = first.upload(cloud, [path], spec=callback(cloud), method="put")
    first.reaches(task, UploadState.COMPLETING)
    first.close()
    path.write_bytes(bytes(6000))
    second = Listening(tmp_path / "queue.db")
    second.engine.connect(CONNECTION, key(cloud))
    assert second.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1
    second.close()


def test_a_cancel_of_what_was_stored_unseen_says_that_it_is_there(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    """It was at its final request when the program ended; at the next start it waits its turn."""
    cloud.faults(operation="PutObject", kind="lost_answer")
    cloud.answers(mode="late", seconds=1, times=1)
    first = Listening(tmp_path / "queue.db")
    path = a_file("f.bin", 5000)
    (task,) = first.upload(cloud, [path], spec=callback(cloud), method="put")
    first.reaches(task, UploadState.COMPLETING)
    first.close()
    second = Listening(tmp_path / "queue.db", limits=EngineLimits(files=0))
    second.engine.connect(CONNECTION, key(cloud))
    second.engine.cancel([task])
    assert second.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    second.close()


def test_a_cancel_after_a_final_request_that_never_arrived_is_a_cancel(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.faults(operation="PutObject", kind="stall", seconds=60)
    first = Listening(tmp_path / "queue.db")
    (task,) = first.upload(cloud, [a_file("f.bin", 5000)], method="put")
    first.reaches(task, UploadState.COMPLETING)
    first.close()
    second = Listening(tmp_path / "queue.db", limits=EngineLimits(files=0), sleep=hurried())
    second.engine.connect(CONNECTION, key(cloud))
    second.engine.cancel([task])
    assert second.ended(task)[0].outcome is Outcome.CANCELLED
    second.close()


def test_whoever_stopped_waiting_too_soon_finds_it_stored_at_the_next_try(
    cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="PutObject", kind="stall", after_bytes=0, seconds=3)
    listening = Listening(None, sleep=impatient)
    (task,) = listening.upload(cloud, [a_file("f.bin", 10)], spec=callback(cloud), method="put")
    listening.reaches(task, UploadState.COMPLETING)
    listening.engine.stop_waiting([task])
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.code == "refused.cannot_tell"
    cloud.until(lambda events: any(e["kind"] == "callback_answered" for e in events))
    listening.events.clear()
    listening.engine.retry()
    assert listening.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1
    listening.close()


async def impatient(seconds: float) -> None:
    """Waits as told, but not for long."""
    await asyncio.sleep(min(seconds, 0.1))
