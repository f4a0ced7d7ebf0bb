"""Many small files through the lane: side by side, stopped at any moment, with trouble of any kind.

What is told is compared with what the demo cloud holds and with the callbacks that it sent.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.events import AccessNeeded, Finished
from app.domain.states import Outcome, UploadState
from app.engine.crew import LONG
from app.engine.lane import FEW, SMALL
from app.engine.processors import ALL
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, hurried, key

COUNT = 60


@pytest.fixture
def small(tmp_path: Path) -> list[Path]:
    """Files of all small sizes, the empty one among them, each with bytes of its own."""
    (tmp_path / "small").mkdir()
    paths = [tmp_path / "small" / f"{number:03}.txt" for number in range(COUNT)]
    for number, path in enumerate(paths):
        path.write_bytes(f"{number} ".encode() * (number * 37 % 1500) if number else b"")
    return paths


def stored(cloud: Cloud) -> dict[str, str]:
    """What the cloud holds: MD5 by key."""
    return {each["key"]: each["etag"].strip('"').lower() for each in cloud.objects()}


def wanted(paths: list[Path]) -> dict[str, str]:
    """The same as it should be."""
    return {path.name: hashlib.md5(path.read_bytes()).hexdigest() for path in paths}


def called(cloud: Cloud) -> Counter[str]:
    """How often each object's callback was sent."""
    bodies = [parse_qs(event["body"]) for event in cloud.of_kind("callback_sent")]
    return Counter(body["object"][0] for body in bodies)


def senders() -> int:
    """Sender threads of this process."""
    return sum(thread.name.startswith("sender-") for thread in threading.enumerate())


def test_small_files_are_stored_byte_for_byte_and_each_callback_is_sent_once(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    results = listening.ended(*listening.upload(cloud, small, spec=callback(cloud)))
    assert {result.outcome for result in results} == {Outcome.DELIVERED}
    assert stored(cloud) == wanted(small)
    assert called(cloud) == dict.fromkeys(wanted(small), 1)
    numbers = {result.receipt.callback.body for result in results if result.receipt}
    assert len(numbers) == COUNT, "each has the answer that was meant for it"
    assert all(result.receipt and result.receipt.verified for result in results)


def test_where_answers_come_at_once_few_threads_do_all_the_work(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    most = 0
    tasks = listening.upload(cloud, small)
    while not set(tasks) <= set(listening.results()):
        most = max(most, senders())
        listening.hear(0.05)
    assert 1 <= most <= 16, "not one for each file"
    assert stored(cloud) == wanted(small)


@pytest.mark.skipif(sys.platform != "linux", reason="threads run where the system wants")
def test_who_has_worked_in_the_lane_may_run_anywhere_again(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    listening.ended(*listening.upload(cloud, small))
    names = ("sender-", "upcall-engine")
    threads = [thread for thread in threading.enumerate() if thread.name.startswith(names)]
    assert len(threads) > 1
    listening.until(lambda: all(os.sched_getaffinity(t.native_id or 0) == ALL for t in threads))


def test_files_that_wait_for_slow_servers_do_not_hold_up_the_others(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    cloud.answers(mode="late", seconds=1.5)
    began = time.monotonic()
    tasks = listening.upload(cloud, small[:40], spec=callback(cloud))
    listening.reaches(tasks[0], UploadState.COMPLETING)
    results = listening.ended(*tasks)
    assert {result.outcome for result in results} == {Outcome.DELIVERED}
    assert time.monotonic() - began < 40 * 1.5 / 4, "four at a time would take longer than this"


@pytest.mark.parametrize("fault", ["cut", "lost_answer", "bad_crc", "status", "reset"])
def test_trouble_on_the_way_ends_in_the_truth(
    cloud: Cloud, small: list[Path], tmp_path: Path, fault: str
) -> None:
    cloud.reset()
    cloud.faults(operation="PutObject", kind=fault, times=7, skip=5)
    with closing(Listening(tmp_path / "list.db", sleep=hurried())) as listening:
        results = listening.ended(*listening.upload(cloud, small, spec=callback(cloud)))
    assert stored(cloud) == wanted(small)
    assert {result.outcome for result in results} <= {Outcome.DELIVERED, Outcome.ANSWER_NOT_SEEN}
    unseen = sum(result.outcome is Outcome.ANSWER_NOT_SEEN for result in results)
    assert unseen <= 7
    assert called(cloud) == dict.fromkeys(wanted(small), 1)


def test_what_is_paused_stays_and_goes_on_with_no_callback_twice(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    cloud.answers(mode="late", seconds=0.2)
    tasks = listening.upload(cloud, small, spec=callback(cloud))
    listening.until(lambda: len(listening.results()) >= 3)
    listening.engine.pause()
    at_rest = {UploadState.PAUSED, UploadState.DONE}
    listening.until(lambda: all(listening.latest(task).state in at_rest for task in tasks))
    assert any(listening.latest(task).state is UploadState.PAUSED for task in tasks)
    listening.engine.begin()
    results = listening.ended(*tasks)
    assert {result.outcome for result in results} <= {Outcome.DELIVERED, Outcome.ANSWER_NOT_SEEN}
    assert stored(cloud) == wanted(small)
    assert called(cloud) == dict.fromkeys(wanted(small), 1)


def test_what_is_cancelled_is_said_to_be_gone_only_where_it_is(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    cloud.answers(mode="late", seconds=0.1)
    tasks = listening.upload(cloud, small, spec=callback(cloud))
    listening.until(lambda: len(listening.results()) >= 3)
    listening.engine.cancel(tasks)
    results = listening.ended(*tasks)
    said = {p.name for p, r in zip(small, results, strict=True) if r.outcome is Outcome.CANCELLED}
    assert said, "some were not sent"
    assert said.isdisjoint(stored(cloud))
    assert said | set(stored(cloud)) == {path.name for path in small}


def test_another_start_takes_up_what_was_under_way_at_the_end_of_the_program(
    cloud: Cloud, small: list[Path], tmp_path: Path
) -> None:
    cloud.reset()
    cloud.answers(mode="late", seconds=0.1)
    with closing(Listening(tmp_path / "list.db")) as first:
        tasks = first.upload(cloud, small, spec=callback(cloud))
        first.until(lambda: len(first.results()) >= 3)
    first.hear(0)
    before = set(first.results())
    cloud.answers(mode="well")
    with closing(Listening(tmp_path / "list.db")) as second:
        second.engine.connect(CONNECTION, key(cloud))
        second.ended(*(task for task in tasks if task not in before))
        assert not before & set(second.results())
    assert stored(cloud) == wanted(small)
    assert called(cloud) == dict.fromkeys(wanted(small), 1)


def test_a_refused_key_is_told_once_and_nothing_is_lost(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    wrong = Credentials(cloud.access_key_id, "wrong")
    tasks = listening.upload(cloud, small, credentials=wrong)
    listening.until(lambda: any(isinstance(event, AccessNeeded) for event in listening.events))
    waiting = {UploadState.QUEUED}
    listening.until(lambda: all(listening.latest(task).state in waiting for task in tasks))
    listening.engine.connect(CONNECTION, key(cloud))
    results = listening.ended(*tasks)
    assert {result.outcome for result in results} == {Outcome.STORED}
    assert sum(isinstance(event, AccessNeeded) for event in listening.events) == 1
    assert stored(cloud) == wanted(small)


def test_what_went_missing_or_grew_is_judged_by_itself(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    tasks = listening.upload(cloud, small, held=True)
    small[7].unlink()
    small[8].write_bytes(b"x" * (SMALL + 1))
    listening.engine.begin()
    results = listening.ended(*tasks)
    assert [r.outcome for r in results].count(Outcome.NOT_STORED) == 1
    assert results[7].failure is not None
    assert results[7].failure.code == "source.missing"
    del small[7]
    assert stored(cloud) == wanted(small)


def test_names_that_are_taken_are_skipped_each_for_itself(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    listening.ended(*listening.upload(cloud, small[::2]))
    results = listening.ended(*listening.upload(cloud, small, same_name=SameName.SKIP))
    assert [result.outcome for result in results[::2]] == [Outcome.SKIPPED] * (COUNT // 2)
    assert [result.outcome for result in results[1::2]] == [Outcome.STORED] * (COUNT // 2)
    assert stored(cloud) == wanted(small)


def test_a_service_that_asks_to_slow_down_gets_every_file_in_the_end(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    cloud.faults(operation="PutObject", kind="status", status=503, code="SlowDown", times=10)
    results = listening.ended(*listening.upload(cloud, small))
    assert {result.outcome for result in results} == {Outcome.STORED}
    assert stored(cloud) == wanted(small)


def test_a_large_file_and_many_small_ones_share_the_line(
    cloud: Cloud, small: list[Path], tmp_path: Path
) -> None:
    cloud.reset()
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(range(256)) * (6 << 12))
    limits = EngineLimits(parts=2, rate=4 << 20)
    with closing(Listening(None, limits=limits)) as listening:
        tasks = listening.upload(cloud, [large, *small], part_size=1 << 20, method="auto")
        listening.ended(*tasks)
        ends = [e.result.task_id for e in listening.events if isinstance(e, Finished)]
    assert ends.index(tasks[0]) >= FEW, "the small ones did not wait for the large one"
    assert stored(cloud)["large.bin"]


def test_few_files_go_without_the_lane(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    results = listening.ended(*listening.upload(cloud, small[: FEW - 1]))
    assert {result.outcome for result in results} == {Outcome.STORED}


def test_a_row_says_that_it_waits_for_an_answer_that_takes_its_time(
    listening: Listening, cloud: Cloud, small: list[Path]
) -> None:
    cloud.answers(mode="late", seconds=LONG * 20)
    tasks = listening.upload(cloud, small[:FEW], spec=callback(cloud))
    listening.reaches(tasks[-1], UploadState.COMPLETING)
    listening.engine.stop_waiting(tasks[:1])
    results = listening.ended(*tasks)
    assert results[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert {result.outcome for result in results[1:]} == {Outcome.DELIVERED}
