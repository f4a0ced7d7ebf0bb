"""Many uploads at once, with everything going wrong and somebody pressing every button.

The judge reads only what the cloud has and saw, the journal's file and the rows' last words. Run
more seeds with ``UPCALL_SEEDS=100-150``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.connection import Batch
from app.domain.credentials import Access, ServerAccess
from app.domain.destination import Destination, SameName
from app.domain.states import ENDED, Outcome, UploadState
from app.domain.upload import UploadTask
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key

KIB = 1024
PART = 100 * KIB
Maker = Callable[..., Path]
STORED = frozenset(
    {Outcome.DELIVERED, Outcome.STORED, Outcome.CALLBACK_FAILED, Outcome.ANSWER_NOT_SEEN}
)
OPERATIONS = {
    "put": ("PutObject", "HeadObject"),
    "multipart": (
        "InitiateMultipartUpload",
        "UploadPart",
        "UploadPart",
        "ListParts",
        "CompleteMultipartUpload",
        "HeadObject",
        "AbortMultipartUpload",
    ),
}


def seeds() -> list[int]:
    """Two in the suite; a range of one's own on demand."""
    first, _, last = os.environ.get("UPCALL_SEEDS", "1-2").partition("-")
    return list(range(int(first), int(last or first) + 1))


async def impatient(seconds: float) -> None:
    """Waits as told, but not for long."""
    await asyncio.sleep(min(seconds, 0.3))


def some_trouble(chance: random.Random) -> dict[str, object]:
    """One fault of the demo cloud."""
    at = chance.choice([0, 1000, 60_000, 150_000])
    return chance.choice(
        [
            {"kind": "delay", "seconds": 0.2, "when": chance.choice(["before", "answer"])},
            {"kind": "status", "status": 500, "code": "InternalError"},
            {"kind": "status", "status": 503, "code": "ServiceUnavailable"},
            {"kind": "status", "status": 503, "headers": {"Retry-After": "1"}},
            {"kind": "cut", "after_bytes": at},
            {"kind": "reset", "after_bytes": at},
            {"kind": "stall", "after_bytes": at, "seconds": 0.25},
            {"kind": "lost_answer"},
            {"kind": "lost_answer"},
            {"kind": "bad_etag"},
            {"kind": "bad_crc"},
            {"kind": "skew", "seconds": 1300},
        ]
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of the test with the task that sends it."""

    task_id: str
    path: Path

    def stored(self, cloud: Cloud) -> bool:
        """Is it at the cloud, whole?"""
        wanted = str(crc64.xz(self.path.read_bytes()))
        return any(o["key"] == self.path.name and o["crc64"] == wanted for o in cloud.objects())


class Fight:
    """The uploads of one seed and what is done to them."""

    def __init__(self, seed: int, cloud: Cloud, folder: Path, access: str = "lasting") -> None:
        """``access``: a ``lasting`` key, one ``refused`` now and then, or those of a ``server``."""
        self.chance = random.Random(seed)
        self.cloud = cloud
        self.access: Access = key(cloud)
        self.expiring = access == "refused"
        if access == "server":
            self.access = ServerAccess(cloud.facts["authorise"]["sts"])
            cloud.settings(sts_parts=3, sts_seconds=2)
        self.journal = folder / "queue.db"
        limits = EngineLimits(files=4, parts=5)
        self.listening = Listening(self.journal, limits=limits, sleep=impatient)
        self.uploads = [
            *self._submitted(folder, "put", 20, sizes=(0, 1, 5000, 150 * KIB)),
            *self._submitted(folder, "multipart", 12, sizes=(PART, 3 * PART + 7, 6 * PART)),
        ]
        self.ids = [upload.task_id for upload in self.uploads]

    def _submitted(
        self, folder: Path, method: str, count: int, *, sizes: tuple[int, ...]
    ) -> list[Upload]:
        paths = []
        for number in range(count):
            path = folder / f"{method}-{number}.bin"
            path.write_bytes(self.chance.randbytes(self.chance.choice(sizes)))
            paths.append(path)
            for _ in range(self.chance.choice([0, 1, 1, 2, 3])):
                operation = self.chance.choice(OPERATIONS[method])
                skip = self.chance.choice([0, 0, 1])
                trouble = some_trouble(self.chance)
                if self.expiring and self.chance.random() < 0.5:
                    trouble = {"kind": "status", "status": 403, "code": "SecurityTokenExpired"}
                if operation == "HeadObject" and trouble["kind"] == "bad_crc":
                    continue  # two lies in a row that agree: whoever believes them sends again
                self.cloud.faults(operation=operation, key=path.name, skip=skip, **trouble)
        for mode in ("500", "not_json", "hang_up"):
            self.cloud.answers(mode=mode, times=2)
        spec = callback(self.cloud)
        ids = self.listening.upload(
            self.cloud, paths, spec=spec, method=method, part_size=PART, credentials=self.access
        )
        return [Upload(task_id, path) for task_id, path in zip(ids, paths, strict=True)]

    def press_buttons(self) -> None:
        """Commands of every kind, while it lasts."""
        engine = self.listening.engine
        verbs = [
            engine.pause,
            engine.pause,
            engine.begin,
            engine.begin,
            engine.begin,
            engine.cancel,
            engine.retry,
            engine.stop_waiting,
            engine.remove,
            engine.restore,
        ]
        for _ in range(120):
            for _ in range(self.chance.choice([1, 1, 2, 3])):
                some = self.chance.sample(self.ids, self.chance.choice([1, 1, 3]))
                self.chance.choice(verbs)(some)
            if self.chance.random() < 0.1:
                engine.connect(CONNECTION, self.access)
            if self.chance.random() < 0.05:
                files, parts = self.chance.randint(1, 6), self.chance.randint(1, 6)
                engine.set_limits(EngineLimits(files=files, parts=parts))
            self.listening.hear(0.02)

    def to_the_end(self) -> None:
        """Everything back on the list, nothing paused, until all have ended."""
        engine = self.listening.engine
        engine.restore(self.ids)
        engine.begin(self.ids)
        self.listening.until(self._all_ended)

    def _all_ended(self) -> bool:
        latest = [self.listening.latest(task_id) for task_id in self.ids]
        late = [s.id for s in latest if s.state is UploadState.PAUSED]
        if late:
            self.listening.engine.begin(late)
        if any(s.state is UploadState.QUEUED and s.error_code for s in latest):
            self.listening.engine.connect(CONNECTION, self.access)
        return all(snapshot.state in ENDED for snapshot in latest)

    def clear_up(self) -> None:
        """The cloud is well again, and what was left behind can be aborted."""
        self.cloud.ask("/faults", method="DELETE")
        self.listening.engine.connect(CONNECTION, key(self.cloud))
        self.listening.until(lambda: not self._rows("SELECT session FROM leftovers"))

    def _rows(self, sql: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.journal)) as db:
            return db.execute(sql).fetchall()

    # --- the judge --------------------------------------------------------------------------

    def wrongs(self) -> Iterator[str]:
        """What is not as it was told."""
        for upload in self.uploads:
            yield from self._wrongs_of(upload)
        events = self.cloud.events()
        for kind in ("object_stored", "callback_sent"):
            counts = Counter(_key_of(event, events) for event in events if event["kind"] == kind)
            yield from (f"{kind} {n} times: {name}" for name, n in counts.items() if n > 1)
        yield from self._forgotten(events)

    def _wrongs_of(self, upload: Upload) -> Iterator[str]:
        last = self.listening.latest(upload.task_id)
        there = upload.stored(self.cloud)
        if last.outcome in STORED and not there:
            yield f"{upload.path.name}: {last.outcome}, but not there"
        doubt = last.error_code == "refused.cannot_tell"
        if last.outcome is Outcome.NOT_STORED and there and not doubt:
            yield f"{upload.path.name}: not stored ({last.error_code}), but there"
        if last.error_code == "internal":
            yield f"{upload.path.name}: internal error"

    def _forgotten(self, events: list[dict[str, object]]) -> Iterator[str]:
        """Uploads at the cloud that nobody here knows; those whose id never came are excused."""
        known = {
            json.loads(text)["session"]["upload_id"]
            for (text,) in self._rows("SELECT checkpoint FROM tasks WHERE checkpoint IS NOT NULL")
        }
        never_told = Counter(
            event["key"]
            for event in events
            if event["kind"] == "request"
            and event["operation"] == "InitiateMultipartUpload"
            and event["status"] is None
        )
        for left in self.cloud.uploads():
            if left["upload_id"] not in known:
                never_told[left["key"]] -= 1
                if never_told[left["key"]] < 0:
                    yield f"{left['key']}: an upload stays at the cloud"


def _key_of(event: dict[str, object], events: list[dict[str, object]]) -> object:
    if event.get("key"):
        return event["key"]
    same = (e for e in events if e.get("request_id") == event["request_id"] and e.get("key"))
    return next(same)["key"]


def test_a_stop_before_the_first_step_loses_no_slot(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    """Commands that come in one turn of the loop, before a job has taken its first step."""
    listening.engine.set_limits(EngineLimits(files=1, parts=1))
    ids = listening.upload(cloud, [a_file(f"{n}.bin", 10) for n in range(6)], held=True)
    for _ in range(5):
        listening.engine.begin(ids)
        listening.engine.pause(ids)
    listening.engine.begin(ids[:3])
    listening.engine.cancel(ids[3:])
    ends = [result.outcome for result in listening.ended(*ids)]
    assert set(ends[:3]) == {Outcome.STORED}
    assert set(ends[3:]) <= {Outcome.CANCELLED, Outcome.STORED}
    assert Counter(e["key"] for e in cloud.of_kind("object_stored")).most_common(1)[0][1] == 1


def test_beginning_twice_begins_once(
    listening: Listening, cloud: Cloud, a_file: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    ids = listening.upload(cloud, [a_file(f"{n}.bin", 10) for n in range(10)], held=True)
    for _ in range(4):
        listening.engine.begin(ids)
        listening.engine.begin()
    assert {result.outcome for result in listening.ended(*ids)} == {Outcome.STORED}
    assert len(cloud.of_kind("object_stored")) == 10
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []


def test_going_on_at_once_after_a_pause_runs_one_job(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="stall", seconds=30)
    path = a_file("f.bin", 5 * PART)
    (task,) = listening.upload(cloud, [path], method="multipart", part_size=PART)
    listening.until(lambda: any(s.stored > 0 for s in listening.seen.get(task, [])))
    for _ in range(3):
        listening.engine.pause([task])
        listening.engine.begin([task])
    cloud.ask("/faults", method="DELETE")
    assert listening.ended(task)[0].outcome is Outcome.STORED
    assert len(cloud.of_kind("object_stored")) == 1
    assert cloud.uploads() == []


def test_a_look_that_fails_says_that_nobody_knows_and_is_made_again_before_sending(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    listening = Listening(tmp_path / "queue.db", sleep=impatient)
    cloud.faults(operation="PutObject", kind="lost_answer")
    cloud.faults(operation="HeadObject", kind="status", status=503, times=6)
    (task,) = listening.upload(cloud, [a_file("f.bin", 10)], spec=callback(cloud))
    (result,) = listening.ended(task)
    assert result.failure is not None
    assert result.failure.code == "refused.cannot_tell"
    listening.events.clear()
    listening.engine.retry()
    assert listening.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1
    listening.close()


def test_no_such_upload_after_an_unanswered_complete_counts_as_stored(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    listening = Listening(tmp_path / "queue.db", sleep=impatient)
    cloud.faults(operation="CompleteMultipartUpload", kind="lost_answer")
    cloud.faults(operation="HeadObject", kind="status", status=404, code="NoSuchKey", times=3)
    path = a_file("f.bin", 3 * PART)
    (task,) = listening.upload(
        cloud, [path], spec=callback(cloud), method="multipart", part_size=PART
    )
    assert listening.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
    assert len(cloud.of_kind("callback_sent")) == 1
    assert len(cloud.of_kind("part_stored")) == 3
    listening.close()


def test_a_part_whose_etag_was_told_wrong_is_looked_up_in_the_list(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="bad_etag")
    path = a_file("f.bin", 3 * PART)
    (task,) = listening.upload(cloud, [path], method="multipart", part_size=PART)
    assert listening.ended(task)[0].outcome is Outcome.STORED
    assert len(cloud.of_kind("part_stored")) == 3


def test_a_name_that_is_taken_is_no_skip_unless_that_was_asked_for(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="PutObject", kind="status", status=409, code="FileAlreadyExists")
    (task,) = listening.upload(cloud, [a_file("f.bin", 10)], same_name=SameName.REPLACE)
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.code == "refused.name_taken"


def test_what_a_changed_file_left_at_the_storage_is_aborted_at_once(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="delay", seconds=1)
    path = a_file("f.bin", 3 * PART)
    (task,) = listening.upload(cloud, [path], method="multipart", part_size=PART)
    listening.until(lambda: bool(cloud.of_kind("part_stored", part=3)))
    path.write_bytes(b"another")
    assert listening.ended(task)[0].outcome is Outcome.NOT_STORED
    cloud.until(lambda _events: cloud.uploads() == [])


def test_cancelling_what_never_began_takes_no_time(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    (task,) = listening.upload(cloud, [a_file("f.bin", 10)], held=True)
    listening.engine.cancel([task])
    listening.engine.cancel([task])
    listening.engine.remove([task])
    listening.engine.restore([task, "nobody"])
    (result,) = listening.ended(task)
    assert (result.outcome, result.seconds) == (Outcome.CANCELLED, 0.0)
    listening.events.clear()
    listening.engine.retry([task])
    assert listening.ended(task)[0].outcome is Outcome.STORED


@pytest.mark.slow
def test_commands_to_twenty_thousand_tasks_leave_the_loop_its_turns(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "queue.db")
    engine = listening.engine
    batch = Batch("b", "c", Destination("oss", "http://127.0.0.1:1", "r", "demo"))
    tasks = [
        UploadTask(f"{n:05}", "b", f"/nowhere/{n}.txt", f"{n}.txt", f"{n}.txt", 10)
        for n in range(20_000)
    ]
    ids = [task.id for task in tasks]
    with beating(listening) as gaps:
        engine.submit(batch, tasks, held=True)
        for command in (engine.begin, engine.pause, engine.remove, engine.restore, engine.cancel):
            command(ids)
        listening.until(lambda: len(listening.results()) == len(ids))
    listening.close()
    assert sorted(gaps)[-5] < 0.25, "it was 0.9 s"


@pytest.mark.slow
def test_a_drop_of_twenty_thousand_files_leaves_the_loop_its_turns(tmp_path: Path) -> None:
    for folder in range(20):
        (tmp_path / "drop" / str(folder)).mkdir(parents=True)
        for number in range(1000):
            (tmp_path / "drop" / str(folder) / str(number)).touch()
    listening = Listening(tmp_path / "queue.db")
    batch = Batch("b", "c", Destination("oss", "http://127.0.0.1:1", "r", "demo"))
    with beating(listening) as gaps:
        listening.engine.gather(batch, [str(tmp_path / "drop")], held=True)
        listening.until(lambda: len(listening.seen) == 20_000)
    listening.close()
    assert sorted(gaps)[-2] < 0.25, "it was 1 s"


@contextmanager
def beating(listening: Listening) -> Iterator[list[float]]:
    """Processor seconds that the loop's turns took, one after the other, for as long as it lasts.

    Not by the wall's clock: on a busy machine others have their turns in between.
    """
    gaps: list[float] = []
    over = threading.Event()

    async def beat() -> None:
        while not over.is_set():
            began = time.thread_time()
            await asyncio.sleep(0.001)
            gaps.append(time.thread_time() - began)

    loop = listening.engine._loop
    assert loop is not None
    heart = asyncio.run_coroutine_threadsafe(beat(), loop)
    yield gaps
    over.set()
    heart.result(5)


@pytest.mark.parametrize("access", ["lasting", "refused", "server"])
@pytest.mark.parametrize("seed", seeds())
def test_whatever_goes_wrong_what_is_told_is_true(
    seed: int, cloud: Cloud, tmp_path: Path, caplog: pytest.LogCaptureFixture, access: str
) -> None:
    cloud.reset()
    fight = Fight(seed, cloud, tmp_path, access)
    try:
        fight.press_buttons()
        fight.to_the_end()
        fight.clear_up()
        assert list(fight.wrongs()) == []
    finally:
        fight.listening.close()
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []
