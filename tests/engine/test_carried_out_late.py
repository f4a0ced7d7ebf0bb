"""A final request that the service carries out after the program that sent it has ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.destination import SameName
from app.domain.states import Outcome, UploadState
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, hurried, key

PART = 100 * 1024
Maker = Callable[..., Path]


def cut_short(cloud: Cloud, path: Path, journal: Path, *, method: str) -> str:
    """A program that ends while its final request is under way; gives the task's id."""
    listening = Listening(journal)
    (task,) = listening.upload(
        cloud,
        [path],
        spec=callback(cloud),
        method=method,
        part_size=PART,
        same_name=SameName.KEEP_BOTH,
    )
    listening.reaches(task, UploadState.COMPLETING)
    listening.close()
    return task


@pytest.mark.parametrize(
    ("method", "operation"), [("put", "PutObject"), ("multipart", "CompleteMultipartUpload")]
)
def test_the_next_start_looks_until_the_service_can_hardly_be_at_work_any_more(
    cloud: Cloud, a_file: Maker, tmp_path: Path, method: str, operation: str
) -> None:
    cloud.faults(operation=operation, kind="stall", after_bytes=1, seconds=1.2)
    task = cut_short(cloud, a_file("f.bin", 3 * PART), tmp_path / "queue.db", method=method)
    second = Listening(tmp_path / "queue.db", sleep=hurried(0.2))
    second.engine.connect(CONNECTION, key(cloud))
    assert second.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    second.close()
    assert [o["key"] for o in cloud.objects()] == ["f.bin"]
    assert len(cloud.of_kind("request_started", operation=operation)) == 1


def test_parts_that_are_gone_because_they_were_put_together_are_not_sent_again(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    """It happens after the looks, while somebody asks which parts are there."""
    cloud.faults(
        operation="CompleteMultipartUpload", kind="stall", after_bytes=1, seconds=1.5, times=1
    )
    cloud.faults(operation="ListParts", kind="delay", seconds=3, when="before", times=1)
    task = cut_short(cloud, a_file("f.bin", 3 * PART), tmp_path / "queue.db", method="multipart")
    second = Listening(tmp_path / "queue.db", sleep=hurried(0.01))
    second.engine.connect(CONNECTION, key(cloud))
    assert second.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    second.close()
    assert [o["key"] for o in cloud.objects()] == ["f.bin"]
    assert len(cloud.of_kind("callback_sent")) == 1
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1


def test_parts_that_are_gone_for_good_are_sent_again(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.faults(
        operation="CompleteMultipartUpload", kind="stall", after_bytes=1, seconds=60, times=1
    )
    cloud.faults(operation="ListParts", kind="expire_upload", times=1)
    task = cut_short(cloud, a_file("f.bin", 3 * PART), tmp_path / "queue.db", method="multipart")
    second = Listening(tmp_path / "queue.db", sleep=hurried(0.01))
    second.engine.connect(CONNECTION, key(cloud))
    assert second.ended(task)[0].outcome is Outcome.DELIVERED
    second.close()
    assert [o["key"] for o in cloud.objects()] == ["f.bin"]
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 2
