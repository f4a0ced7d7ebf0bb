"""The journal against real SQLite files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.domain.callback import CallbackResult
from app.domain.codec import encode
from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Checkpoint, Fingerprint, Receipt, Result, StoredPart, UploadTask
from app.engine.journal import Journal, Leftover
from app.engine.record import Record

BATCH = Batch("b", "c", Destination("oss", "http://127.0.0.1:1", "cn-demo", "demo"))


def record(task_id: str = "t", path: str = "/tmp/x") -> Record:
    return Record(UploadTask(task_id, "b", path, "k", "n", 10), BATCH, 1)


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "queue.db")
    kept = record(path="/tmp/caf\udce9.txt")
    kept.checkpoint = Checkpoint(Fingerprint(10, 1, 2), 8, {"upload_id": "u"})
    journal.add(BATCH, [kept])
    journal.keep_checkpoint(kept)
    journal.keep_part("t", StoredPart(1, 8, '"E"', 2**64 - 1))
    journal.close()

    (found,) = Journal(tmp_path / "queue.db").load()

    assert found.task == kept.task
    assert found.checkpoint == kept.checkpoint
    assert found.stored == {1: StoredPart(1, 8, '"E"', 2**64 - 1)}
    assert found.stored_bytes == 8


def test_tasks_are_read_as_the_version_before_kept_them(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    journal = Journal(path)
    task = UploadTask("t", "b", "/tmp/caf\udce9.txt", "k", "n", 10, "text/plain")
    journal.add(BATCH, [Record(task, BATCH, 1)])
    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        before = json.dumps(encode(task))
        db.execute("UPDATE tasks SET json=?", [before])
        db.execute("PRAGMA user_version=2")

    (found,) = Journal(path).load()

    assert found.task == task
    copy = tmp_path / "queue.version-2.db"
    with closing(sqlite3.connect(copy)) as db:  # as it was, for who goes back
        assert db.execute("SELECT json FROM tasks").fetchall() == [(before,)]
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
    assert copy.stat().st_mode & 0o077 == 0


def test_a_task_with_answers_of_its_own_is_kept_whole(tmp_path: Path) -> None:
    task = UploadTask("t", "b", "/tmp/x", "k", "n", 10, variables={"x:a": "1"}, temporary=True)
    journal = Journal(tmp_path / "queue.db")
    journal.add(BATCH, [Record(task, BATCH, 1)])

    assert [record.task for record in journal.load()] == [task]


@pytest.mark.parametrize(
    "damaged",
    ['["/tmp/x","k","n",10]', '["/tmp/x","k","n","10","t"]', "7", "", "[1,2", '{"id":"other"}'],
)
def test_a_task_that_cannot_be_read_costs_only_itself(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "queue.db"
    journal = Journal(path)
    journal.add(BATCH, [record("a"), record("b"), record("c")])
    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE tasks SET json=? WHERE id='b'", [damaged])

    journal = Journal(path)

    assert [record.task.id for record in journal.load()] == ["a", "c"]
    assert (journal.trouble, journal.detail) == ("damaged", "1 entries")


def test_a_result_is_kept_whole_and_listed_without_its_body(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "queue.db")
    journal.add(BATCH, [record()])
    ended = record()
    ended.state = UploadState.DONE
    callback = CallbackResult(CallbackOutcome.DELIVERED, 200, '{"ok":1}')
    result = Result("t", Outcome.DELIVERED, Receipt("k", 10, crc64=2**63, callback=callback))
    journal.finish([(ended, result)])

    assert journal.result("t") == result
    (listed,) = journal.results(["t"])
    assert listed.receipt is not None
    assert listed.receipt.callback.body == ""
    assert journal.result("nobody") is None


def test_a_damaged_file_is_set_aside_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"this is no database, but long enough to be looked at" * 50)
    journal = Journal(path)
    assert journal.trouble == "damaged"
    assert (tmp_path / "queue.damaged-1.db").read_bytes().startswith(b"this is no")
    journal.add(BATCH, [record()])
    journal.close()
    assert len(Journal(path).load()) == 1


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=99")
    db.close()
    before = path.read_bytes()
    journal = Journal(path)
    assert journal.trouble == "newer"
    journal.add(BATCH, [record()])
    assert len(journal.load()) == 1
    journal.close()
    assert path.read_bytes() == before


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Writing beyond ``size`` bytes fails, as on a full disk."""
    resource = pytest.importorskip("resource", reason="this system has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_turns_the_journal_to_memory_and_loses_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "queue.db")
    journal.add(BATCH, [record("first")])
    many = [record(f"t{n}", path="/tmp/" + "x" * 2000) for n in range(200)]
    with no_file_longer_than(100_000):
        journal.add(BATCH, many)
    assert journal.trouble == "unwritable"
    assert {r.task.id for r in journal.load()} == {"first", *(r.task.id for r in many)}


def test_a_folder_that_cannot_be_made_is_said_and_survived(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    journal = Journal(tmp_path / "file" / "queue.db")
    assert journal.trouble == "unwritable"
    journal.add(BATCH, [record()])
    assert len(journal.load()) == 1


def test_leftovers_are_remembered_until_they_are_dropped(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "queue.db")
    left = Leftover(record().task, BATCH, {"upload_id": "u"})
    journal.keep_leftover(left)
    journal.close()
    journal = Journal(tmp_path / "queue.db")
    assert journal.leftovers() == [left]
    journal.drop_leftover(left)
    assert journal.leftovers() == []
