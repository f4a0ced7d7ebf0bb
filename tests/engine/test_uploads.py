"""Whole uploads through the real engine and wire to the demo cloud, with and without trouble."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.events import Gathered
from app.domain.left_out import LeftOut, Why
from app.domain.plan import MIB
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Receipt, Result
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, hurried, place

PART = MIB // 2
Maker = Callable[..., Path]


def received(result: Result) -> Receipt:
    assert result.receipt is not None, result.failure
    return result.receipt


def of_kind(cloud: Cloud, kind: str, **wanted: object) -> list[dict[str, object]]:
    found = [e for e in cloud.events(0) if e["kind"] == kind]
    return [e for e in found if all(e[name] == value for name, value in wanted.items())]


@pytest.mark.parametrize("size", [0, 1, 70_000, 3 * MIB + 17])
def test_a_file_goes_up_in_one_request_and_its_answer_comes_back(
    listening: Listening, cloud: Cloud, a_file: Maker, size: int
) -> None:
    path = a_file("ein Bild + # % & 图 🎈.bin", size)
    (task,) = listening.upload(cloud, [path], spec=callback(cloud))
    (result,) = listening.ended(task)

    receipt = received(result)
    assert (result.outcome, receipt.verified) == (Outcome.DELIVERED, True)
    (answered,) = of_kind(cloud, "app_answered")
    assert json.loads(receipt.callback.body)["number"] == answered["number"]
    assert json.loads(receipt.callback.body)["received"]["n"] == "7"
    (stored,) = cloud.objects()
    assert (stored["key"], stored["size"]) == (path.name, size)
    assert int(str(stored["crc64"])) == crc64.xz(path.read_bytes()) == receipt.crc64
    assert listening.latest(task).answer == json.loads(receipt.callback.body)["message"]
    assert listening.latest(task).sent == size


def test_a_large_file_goes_up_in_parts_with_one_callback(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    path = a_file("large.bin", 5 * PART + 3)
    (task,) = listening.upload(
        cloud, [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    (result,) = listening.ended(task)
    assert (result.outcome, result.parts) == (Outcome.DELIVERED, 6)
    assert received(result).verified
    assert received(result).crc64 == crc64.xz(path.read_bytes())
    assert sorted(int(str(e["part"])) for e in of_kind(cloud, "part_stored")) == [1, 2, 3, 4, 5, 6]
    assert len(of_kind(cloud, "callback_sent")) == 1


def test_without_a_callback_the_end_is_stored(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    (task,) = listening.upload(cloud, [a_file("plain.bin", 10)])
    assert listening.ended(task)[0].outcome is Outcome.STORED
    assert of_kind(cloud, "callback_sent") == []


@pytest.mark.parametrize("mode", ["500", "not_json", "no_length", "refuse", "empty", "hang_up"])
@pytest.mark.parametrize("method", ["put", "multipart"])
def test_a_server_that_answers_badly_leaves_the_file_stored_and_is_called_once(
    listening: Listening, cloud: Cloud, a_file: Maker, mode: str, method: str
) -> None:
    cloud.answers(mode=mode)
    (task,) = listening.upload(
        cloud, [a_file("f.bin", PART)], spec=callback(cloud), method=method, part_size=PART
    )
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.CALLBACK_FAILED
    receipt = received(result)
    assert (receipt.http_status, receipt.callback.code) == (203, "CallbackFailed")
    assert receipt.callback.message
    assert receipt.verified
    assert len(of_kind(cloud, "callback_sent")) == 1
    assert len(of_kind(cloud, "object_stored")) == 1


@pytest.mark.parametrize("method", ["put", "multipart"])
def test_a_lost_answer_is_looked_up_and_nothing_is_sent_again(
    listening: Listening, cloud: Cloud, a_file: Maker, method: str
) -> None:
    operation = {"put": "PutObject", "multipart": "CompleteMultipartUpload"}[method]
    cloud.faults(kind="lost_answer", operation=operation)
    (task,) = listening.upload(
        cloud, [a_file("f.bin", 3 * PART)], spec=callback(cloud), method=method, part_size=PART
    )
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.ANSWER_NOT_SEEN
    assert received(result).verified
    assert received(result).callback.outcome is CallbackOutcome.UNKNOWN
    assert any(s.state is UploadState.VERIFYING for s in listening.seen[task])
    assert len(of_kind(cloud, "callback_sent")) == 1
    assert len(of_kind(cloud, "object_stored")) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "status", "status": 500, "code": "InternalError"},
        {"kind": "status", "status": 503, "code": "ServiceUnavailable"},
        {"kind": "cut", "after_bytes": 1000},
        {"kind": "reset", "after_bytes": 200_000},
        {"kind": "bad_crc"},
        {"kind": "skew", "seconds": 1300},
        {"kind": "lost_answer"},
    ],
)
def test_a_part_in_trouble_is_sent_again_and_the_others_are_not(
    listening: Listening, cloud: Cloud, a_file: Maker, trouble: dict[str, object]
) -> None:
    cloud.faults(operation="UploadPart", part=2, **trouble)
    path = a_file("f.bin", 3 * PART)
    (task,) = listening.upload(
        cloud, [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert received(result).crc64 == crc64.xz(path.read_bytes())
    assert len(of_kind(cloud, "part_stored", part=1)) == 1
    assert len(of_kind(cloud, "part_stored", part=3)) == 1
    assert len(of_kind(cloud, "callback_sent")) == 1


@pytest.mark.parametrize("method", ["put", "multipart"])
def test_a_clock_that_is_twenty_minutes_off_is_corrected_by_itself(
    listening: Listening, cloud: Cloud, a_file: Maker, method: str
) -> None:
    cloud.faults(kind="skew", seconds=1200, times=None)
    (task,) = listening.upload(
        cloud, [a_file("f.bin", PART)], spec=callback(cloud), method=method, part_size=PART
    )
    assert listening.ended(task)[0].outcome is Outcome.DELIVERED
    refused = of_kind(cloud, "request", error_code="RequestTimeTooSkewed")
    assert len(refused) == 1


def test_a_put_that_met_a_fault_of_the_service_fires_its_callback_once(
    cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="PutObject", kind="status", status=500, code="InternalError")
    with closing(Listening(None, sleep=hurried())) as listening:
        (task,) = listening.upload(cloud, [a_file("f.bin", 100)], spec=callback(cloud))
        assert listening.ended(task)[0].outcome is Outcome.DELIVERED
    assert len(of_kind(cloud, "callback_sent")) == 1


def test_a_wrong_secret_is_refused_with_the_services_own_words(cloud: Cloud, a_file: Maker) -> None:
    wrong = Credentials(cloud.access_key_id, "wrong")
    with closing(Listening(None, await_access=False)) as listening:
        (task,) = listening.upload(cloud, [a_file("f.bin", 100)], credentials=wrong)
        (result,) = listening.ended(task)
    assert (result.outcome, listening.latest(task).state) == (
        Outcome.NOT_STORED,
        UploadState.FAILED,
    )
    assert result.failure is not None
    assert (result.failure.code, result.failure.kind) == ("refused.credentials", "refused")
    assert result.failure.answer.code == "SignatureDoesNotMatch"
    assert result.failure.answer.request_id


def test_a_vanished_file_is_named_as_unreadable_and_can_be_tried_again(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    gone = a_file("gone.bin", 1)
    (task,) = _submit_then_unlink(listening, cloud, gone)
    (result,) = listening.ended(task)
    assert result.failure is not None
    assert (result.failure.code, result.failure.kind) == ("source.missing", "unreadable")
    gone.write_bytes(b"back")
    listening.events.clear()
    listening.engine.retry([task])
    assert listening.ended(task)[0].outcome is Outcome.STORED


def _submit_then_unlink(listening: Listening, cloud: Cloud, path: Path) -> list[str]:
    tasks = listening.upload(cloud, [path], held=True)
    path.unlink()
    listening.engine.begin(tasks)
    return tasks


def test_pause_keeps_what_is_stored_and_resume_goes_on_from_there(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=3, kind="stall", seconds=60)
    path = a_file("f.bin", 6 * PART)
    (task,) = listening.upload(
        cloud, [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    listening.until(
        lambda: listening.latest(task).stored >= 3 * PART if task in listening.seen else False
    )
    listening.engine.pause([task])
    listening.reaches(task, UploadState.PAUSED)
    before = {e["part"] for e in of_kind(cloud, "part_stored")}
    mark = cloud.mark()
    listening.engine.begin([task])
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    later = [e["part"] for e in cloud.events(mark) if e["kind"] == "part_stored"]
    assert not before & set(later)
    assert 3 in later


def test_cancel_removes_the_parts_at_the_storage(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="stall", seconds=60)
    (task,) = listening.upload(
        cloud, [a_file("f.bin", 4 * PART)], method="multipart", part_size=PART
    )
    listening.until(lambda: bool(of_kind(cloud, "part_stored", part=4)))
    listening.engine.cancel([task])
    assert listening.ended(task)[0].outcome is Outcome.CANCELLED
    assert listening.latest(task).state is UploadState.CANCELLED
    assert [e["status"] for e in of_kind(cloud, "request", operation="AbortMultipartUpload")] == [
        204
    ]


def test_an_empty_file_waits_for_the_server_like_any_other(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.answers(mode="late", seconds=1)
    (task,) = listening.upload(cloud, [a_file("empty", 0)], spec=callback(cloud))
    listening.reaches(task, UploadState.COMPLETING)
    assert listening.ended(task)[0].outcome is Outcome.DELIVERED


def test_stop_waiting_ends_as_answer_not_seen_while_the_server_takes_its_time(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.answers(mode="late", seconds=4)
    (task,) = listening.upload(cloud, [a_file("f.bin", 100)], spec=callback(cloud))
    listening.reaches(task, UploadState.COMPLETING)
    listening.until(lambda: bool(of_kind(cloud, "callback_sent")))
    listening.engine.pause([task])
    listening.engine.cancel([task])
    listening.engine.stop_waiting([task])
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.ANSWER_NOT_SEEN
    assert len(of_kind(cloud, "object_stored")) == 1


def test_slow_callbacks_starve_nobody(listening: Listening, cloud: Cloud, a_file: Maker) -> None:
    cloud.answers(mode="late", seconds=3, times=12)
    slow = [a_file(f"slow{n}.bin", 10) for n in range(12)]
    tasks = listening.upload(cloud, slow, spec=callback(cloud))
    (quick,) = listening.upload(cloud, [a_file("quick.bin", 10)])
    listening.ended(quick)
    assert not set(tasks) & set(listening.results())
    listening.ended(*tasks)


def test_keep_both_never_replaces(listening: Listening, cloud: Cloud, a_file: Maker) -> None:
    path = a_file("photo.tar.gz", 100)
    for _ in range(3):
        (task,) = listening.upload(cloud, [path], same_name=SameName.KEEP_BOTH)
        listening.ended(task)
        listening.engine.remove([task])
    (large,) = listening.upload(
        cloud, [path], same_name=SameName.KEEP_BOTH, method="multipart", part_size=PART
    )
    listening.ended(large)
    keys = sorted(str(o["key"]) for o in cloud.objects())
    assert keys == [
        "photo (2).tar.gz",
        "photo (3).tar.gz",
        "photo (4).tar.gz",
        "photo.tar.gz",
    ]


def test_skip_leaves_what_is_there(listening: Listening, cloud: Cloud, a_file: Maker) -> None:
    path = a_file("f.bin", 100)
    (first,) = listening.upload(cloud, [path])
    listening.ended(first)
    path.write_bytes(b"other")
    (second,) = listening.upload(cloud, [path], same_name=SameName.SKIP)
    assert listening.ended(second)[0].outcome is Outcome.SKIPPED
    assert [o["size"] for o in cloud.objects()] == [100]


def test_a_file_that_changes_under_way_is_never_stored_as_a_mixture(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="delay", seconds=2)
    path = a_file("f.bin", 3 * PART)
    (task,) = listening.upload(cloud, [path], method="multipart", part_size=PART)
    listening.until(lambda: bool(of_kind(cloud, "part_stored", part=3)))
    path.write_bytes(os.urandom(3 * PART))
    (result,) = listening.ended(task)
    assert result.failure is not None
    assert result.failure.code == "source.changed"
    assert cloud.objects() == []
    listening.events.clear()
    listening.engine.retry([task])
    assert received(listening.ended(task)[0]).crc64 == crc64.xz(path.read_bytes())


def test_a_folder_is_gathered_and_the_same_file_twice_is_one_row(
    listening: Listening, cloud: Cloud, tmp_path: Path
) -> None:
    (tmp_path / "album" / "in").mkdir(parents=True)
    for name in ("a.txt", "in/b.txt", ".hidden"):
        (tmp_path / "album" / name).write_text(name)
    for drops in (1, 2):
        listening.gather(cloud, [tmp_path / "album"])
        listening.until(lambda d=drops: sum(1 for e in listening.events if _over(e)) == d)  # type: ignore[misc]
    over = [e for e in listening.events if isinstance(e, Gathered) and e.complete]
    hidden = LeftOut(Why.HIDDEN, 1, ("album/.hidden",))
    twice = LeftOut(Why.DUPLICATE, 2, ("album/a.txt", "album/in/b.txt"))
    assert [(e.added, e.left_out) for e in over] == [(2, (hidden,)), (0, (twice, hidden))]
    listening.engine.begin()
    listening.until(lambda: len(listening.results()) == 2)
    assert sorted(str(o["key"]) for o in cloud.objects()) == ["album/a.txt", "album/in/b.txt"]


def _over(event: object) -> bool:
    return isinstance(event, Gathered) and event.complete


def test_remove_can_be_undone(listening: Listening, cloud: Cloud, a_file: Maker) -> None:
    (task,) = listening.upload(cloud, [a_file("f.bin", 10)], held=True)
    listening.until(lambda: task in listening.seen)
    listening.engine.remove([task])
    listening.engine.begin()
    listening.engine.restore([task])
    listening.engine.begin([task])
    assert listening.ended(task)[0].outcome is Outcome.STORED


def test_files_that_wait_for_upload_follow_a_later_edit_of_the_callback(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    held = listening.upload(cloud, [a_file("held.bin", 10)], held=True)
    connection = Connection(CONNECTION, "Here", place(cloud), callback(cloud))
    listening.engine.amend(connection)
    listening.engine.begin(held)
    (result,) = listening.ended(*held)
    assert result.outcome is Outcome.DELIVERED
    other = replace(connection, callback=CallbackSpec())
    (begun,) = listening.upload(cloud, [a_file("begun.bin", 10)], spec=callback(cloud))
    listening.engine.amend(other)
    assert listening.ended(begun)[0].outcome is Outcome.DELIVERED
