"""The program ends at every state of an upload; the next start tells the truth and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.connection import Batch
from app.domain.events import JournalTrouble
from app.domain.states import Outcome, UploadState
from app.domain.upload import UploadTask
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, hurried, key, place

KIB = 1024
PART = 100 * KIB
Maker = Callable[..., Path]


@contextmanager
def run_on(
    journal: Path, cloud: Cloud, *, connected: bool = True, share: float = 1.0
) -> Iterator[Listening]:
    """An engine on a list that outlives it; its waits take a share of what they do for people."""
    listening = Listening(journal, limits=EngineLimits(files=2, parts=3), sleep=hurried(share))
    if connected:
        listening.engine.connect(CONNECTION, key(cloud))
    try:
        yield listening
    finally:
        listening.close()


@dataclass(frozen=True, slots=True)
class Moment:
    """Where an upload is caught by the end of the program."""

    name: str
    method: str
    state: UploadState
    trouble: tuple[dict[str, object], ...] = ()
    late: float = 0.0
    """Seconds that the application server takes."""
    seen: str = ""
    """Kind of event at the cloud that has to come first."""
    outcomes: tuple[Outcome, ...] = (Outcome.DELIVERED,)


S = UploadState
UNSEEN = (Outcome.ANSWER_NOT_SEEN,)
LOST: dict[str, object] = {"operation": "PutObject", "kind": "lost_answer"}
MOMENTS = [
    Moment("opening", "multipart", S.PREPARING, ({"operation": "InitiateMultipartUpload",
        "kind": "delay", "seconds": 0.5, "when": "before"},)),
    Moment("a put that stalls", "put", S.SENDING, ({"operation": "PutObject", "kind": "stall",
        "after_bytes": 1000, "seconds": 30},)),
    Moment("a part that stalls", "multipart", S.SENDING, ({"operation": "UploadPart", "part": 2,
        "kind": "stall", "after_bytes": 1000, "seconds": 30},), seen="part_stored"),
    Moment("put, late server", "put", S.COMPLETING, late=2.5, seen="callback_sent",
        outcomes=UNSEEN),
    Moment("complete, late server", "multipart", S.COMPLETING, late=2.5, seen="callback_sent",
        outcomes=UNSEEN),
    Moment("looking", "put", S.VERIFYING, (LOST, {"operation": "HeadObject", "kind": "delay",
        "seconds": 3, "when": "before"}), outcomes=UNSEEN),
    Moment("put, told to wait", "put", S.WAITING, ({"operation": "PutObject", "kind": "status",
        "status": 503, "headers": {"Retry-After": "20"}},)),
    Moment("part, told to wait", "multipart", S.WAITING, ({"operation": "UploadPart",
        "kind": "status", "status": 503, "headers": {"Retry-After": "20"}, "times": 6},)),
]  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda m: m.name)
def test_what_the_end_of_the_program_cut_short_goes_on_at_the_next_start(
    moment: Moment, cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    path = a_file("f.bin", 5 * PART + 3)
    for trouble in moment.trouble:
        cloud.faults(**trouble)
    if moment.late:
        cloud.answers(mode="late", seconds=moment.late)
    with run_on(tmp_path / "queue.db", cloud) as first:
        spec = callback(cloud)
        (task,) = first.upload(cloud, [path], spec=spec, method=moment.method, part_size=PART)
        first.reaches(task, moment.state)
        if moment.seen:
            cloud.until(lambda events: any(e["kind"] == moment.seen for e in events))
    cloud.ask("/faults", method="DELETE")
    with run_on(tmp_path / "queue.db", cloud, share=0.1) as second:
        (result,) = second.ended(task)
        assert result.outcome in moment.outcomes
    judged(cloud, path)


def judged(cloud: Cloud, path: Path) -> None:
    """Stored once, as it is here, told once, and nothing left half uploaded."""
    (stored,) = cloud.objects()
    assert stored["crc64"] == str(crc64.xz(path.read_bytes()))
    assert len(cloud.of_kind("object_stored")) == 1
    assert len(cloud.of_kind("callback_sent")) == 1
    cloud.until(lambda _events: cloud.uploads() == [])


def test_paused_stays_paused_and_held_stays_held(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="stall", seconds=30)
    with run_on(tmp_path / "queue.db", cloud) as first:
        (paused,) = first.upload(
            cloud, [a_file("paused.bin", 3 * PART)], method="multipart", part_size=PART
        )
        (held,) = first.upload(cloud, [a_file("held.bin", 10)], held=True)
        first.until(lambda: any(s.stored > 0 for s in first.seen.get(paused, [])))
        first.engine.pause([paused])
        first.reaches(paused, S.PAUSED)
    cloud.ask("/faults", method="DELETE")
    with run_on(tmp_path / "queue.db", cloud) as second:
        (other,) = second.upload(cloud, [a_file("other.bin", 10)])
        second.ended(other)
        assert second.latest(paused).state is S.PAUSED
        assert second.latest(paused).stored > 0
        assert (second.latest(held).state, second.latest(held).held) == (S.QUEUED, True)
        second.engine.begin()
        assert {r.outcome for r in second.ended(paused, held)} == {Outcome.STORED}


def test_a_cancel_that_could_not_be_finished_is_finished_at_the_next_start(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.faults(operation="UploadPart", part=2, kind="stall", seconds=30)
    cloud.faults(operation="AbortMultipartUpload", kind="delay", seconds=20, when="before")
    with run_on(tmp_path / "queue.db", cloud) as first:
        path = a_file("f.bin", 3 * PART)
        (task,) = first.upload(cloud, [path], method="multipart", part_size=PART)
        cloud.until(lambda events: any(e["kind"] == "part_stored" for e in events))
        first.engine.cancel([task])
        first.reaches(task, S.CANCELLING)
        first.engine.cancel([task])
    assert len(cloud.uploads()) == 1
    cloud.ask("/faults", method="DELETE")
    with run_on(tmp_path / "queue.db", cloud) as second:
        cloud.until(lambda _events: cloud.uploads() == [])
        assert task not in second.seen


def test_done_rows_come_back_with_their_end_and_practice_rows_do_not(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    with run_on(tmp_path / "queue.db", cloud) as first:
        (done,) = first.upload(cloud, [a_file("f.bin", 10)], spec=callback(cloud))
        (result,) = first.ended(done)
        practice = _practised(first, cloud, a_file("p.bin", 10))
        first.ended(practice)
    with run_on(tmp_path / "queue.db", cloud) as second:
        second.until(lambda: done in second.seen)
        row = second.latest(done)
        assert (row.state, row.outcome, row.answer) == (S.DONE, Outcome.DELIVERED, result.answer)
        assert row.answer
        assert practice not in second.seen


def _practised(listening: Listening, cloud: Cloud, path: Path) -> str:
    batch = Batch("practice", CONNECTION, replace(place(cloud), practice=True))
    task = UploadTask("practice", batch.id, str(path), path.name, path.name, 10)
    listening.engine.submit(batch, [task])
    return task.id


def test_a_damaged_row_costs_only_itself_and_is_told(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    journal = tmp_path / "queue.db"
    with run_on(journal, cloud, connected=False) as first:
        paths = [a_file(f"{number}.bin", 10) for number in range(5)]
        ids = [first.upload(cloud, [path], held=True)[0] for path in paths]
        first.until(lambda: set(ids) <= set(first.seen))
    with closing(sqlite3.connect(journal)) as db, db:
        db.execute("UPDATE tasks SET json='{' WHERE id=?", (ids[0],))
        db.execute("UPDATE tasks SET state='dancing' WHERE id=?", (ids[1],))
        db.execute("UPDATE tasks SET batch_id='nobody' WHERE id=?", (ids[2],))
        db.execute("UPDATE tasks SET started_at='soon' WHERE id=?", (ids[3],))
        db.execute("INSERT INTO results VALUES (?, '[]')", (ids[4],))
    with run_on(journal, cloud) as second:
        second.engine.begin()
        assert second.ended(ids[4])[0].outcome is Outcome.STORED
        assert not set(ids[:4]) & set(second.seen)
        assert [e.code for e in second.events if isinstance(e, JournalTrouble)] == ["damaged"]
    with run_on(journal, cloud) as third:
        third.until(lambda: ids[4] in third.seen)
        assert [e for e in third.events if isinstance(e, JournalTrouble)] == []


def test_an_object_stored_at_the_last_moment_is_found_though_the_file_is_gone(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.answers(mode="late", seconds=2)
    path = a_file("f.bin", 3 * PART)
    with run_on(tmp_path / "queue.db", cloud) as first:
        (task,) = first.upload(
            cloud, [path], spec=callback(cloud), method="multipart", part_size=PART
        )
        cloud.until(lambda events: any(e["kind"] == "callback_sent" for e in events))
    path.unlink()
    with run_on(tmp_path / "queue.db", cloud) as second:
        assert second.ended(task)[0].outcome is Outcome.ANSWER_NOT_SEEN
