"""Tasks to which nothing has happened are read as pictures; a touched one is as it ever was."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.states import Outcome, UploadState
from app.domain.upload import Receipt, Result, TaskSnapshot, UploadTask
from app.engine.journal import Journal
from app.engine.mailbox import Mailbox
from app.engine.ordering import Ordering
from app.engine.record import Record
from app.engine.restoring import add_results
from app.engine.rows import Rows

PLACE = Destination("oss", "http://127.0.0.1:1", "cn-demo", "demo")
BATCH = Batch("b", "c", PLACE, CallbackSpec(enabled=True, urls=("http://127.0.0.1:2",)))
PRACTICE = Batch("p", "c", replace(PLACE, practice=True))


def task(task_id: str, batch: Batch = BATCH, **values: object) -> UploadTask:
    name = f"caf\udce9/{task_id}.jpg"
    made = UploadTask(task_id, batch.id, f"/tmp/{name}", "in/" + name, name, 7, "image/jpeg")
    return replace(made, **values)  # type: ignore[arg-type]  # fields of a task


def kept(path: Path, *records: Record) -> Journal:
    """The journal of an earlier run with these tasks, opened anew."""
    journal = Journal(path)
    for record in records:
        journal.add(record.batch, [record])
        journal.note([record])
    journal.close()
    return Journal(path)


def taken_up(journal: Journal) -> tuple[Rows, Mailbox]:
    mailbox = Mailbox()
    rows = Rows(journal, mailbox)
    for some in journal.untouched():
        rows.take_up_untouched(some)
    return rows, mailbox


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queue.db"


def test_an_untouched_task_looks_as_its_record_does(path: Path) -> None:
    records = [
        Record(task("a"), BATCH, 2.5, held=True),
        Record(task("b", content_type="text/x-own"), BATCH, 1),
    ]

    rows, mailbox = taken_up(kept(path, *records))

    shown = mailbox.take().snapshots
    assert list(shown) == ["b", "a"]
    for record in records:
        assert shown[record.task.id] == record.snapshot()
        assert rows[record.task.id].task == record.task
        assert rows[record.task.id].snapshot() == record.snapshot()
        assert rows[record.task.id].batch == BATCH


@pytest.mark.parametrize("outcome", [Outcome.DELIVERED, Outcome.CALLBACK_FAILED, Outcome.SKIPPED])
def test_an_ended_task_looks_as_its_record_does_whoever_kept_it(
    path: Path, outcome: Outcome
) -> None:
    record = Record(task("a"), BATCH, 1, UploadState.DONE)
    record.outcome, record.seconds, record.answer = outcome, 1.25, 'it says "\udce9"'
    record.started_at = 5.0
    shown = record.snapshot()
    result = Result("a", outcome, Receipt("k", 7), seconds=1.25, answer=record.answer)
    journal = kept(path, record)
    journal.finish([(record, result)])

    rows, mailbox = taken_up(journal)

    assert mailbox.take().snapshots == {"a": shown}
    assert rows["a"].snapshot() == shown
    rows.take_off([rows["a"]], removed=True)
    rows.take_off([rows["a"]], removed=False)
    assert taken_up(journal)[1].take().snapshots == {"a": shown}

    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE tasks SET more=NULL")  # as an older Upcall kept it
    journal = Journal(path)
    assert not [picture for some in journal.untouched() for picture in some.pictures]
    ((old,),) = journal.touched()
    add_results([old], journal)
    assert old.snapshot() == shown


@pytest.mark.parametrize("damaged", ['{"outcome":"odd"}', '{"outcome":[]}', '{"outcome":"stored",'])
def test_an_ended_task_whose_end_cannot_be_read_is_looked_at_more_closely(
    path: Path, damaged: str
) -> None:
    record = Record(task("a"), BATCH, 1, UploadState.DONE)
    journal = kept(path, record)
    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE tasks SET more=?", [damaged])
    journal = Journal(path)

    (found,) = journal.untouched()
    records = [record for records in journal.touched(found.odd) for record in records]

    assert (found.pictures, found.odd) == ([], ["a"])
    assert [record.task for record in records] == [task("a")]
    assert journal.trouble == "damaged"


def test_what_has_more_to_it_is_read_as_a_record(path: Path) -> None:
    begun, failed, removed, asked = (Record(task(i), BATCH, 1) for i in "bfra")
    begun.started_at = 5.0
    failed.state, failed.error_code = UploadState.FAILED, "oss.AccessDenied"
    removed.removed = True
    asked.task = task("a", variables={"x:a": "1"})
    journal = kept(path, begun, failed, removed, asked, Record(task("plain"), BATCH, 1))

    (found,) = journal.untouched()
    others = [record for records in journal.touched(found.odd) for record in records]

    assert [picture.id for picture in found.pictures] == ["plain"]
    assert found.odd == ["a"]
    assert {record.task.id for record in others} == {"b", "f", "r", "a"}
    assert {record.task.id: record.task for record in others}["a"] == asked.task


def test_an_unreadable_one_is_counted_and_the_others_are_shown(path: Path) -> None:
    kept(path, *(Record(task(i), BATCH, 1) for i in "abc")).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE tasks SET json=?, position='far' WHERE id='b'", ['["/tmp/x","k"'])
    journal = Journal(path)

    (found,) = journal.untouched()
    others = [record for records in journal.touched(found.odd) for record in records]

    assert [picture.id for picture in found.pictures] == ["a", "c"]
    assert others == []
    assert (journal.trouble, journal.detail) == ("damaged", "1 entries")
    assert not [picture for some in journal.untouched() for picture in some.odd]


def test_tasks_of_a_demo_cloud_are_not_shown_again(path: Path) -> None:
    (found,) = kept(path, Record(task("a", PRACTICE), PRACTICE, 1)).untouched()
    assert (found.pictures, found.gone) == ([], ["a"])


def test_the_same_file_is_not_put_on_the_list_twice(path: Path) -> None:
    rows, _mailbox = taken_up(kept(path, Record(task("a"), BATCH, 1, held=True)))

    again = replace(task("a"), id="new")
    other = replace(task("a"), id="other", key="elsewhere")
    (added,) = rows.add(BATCH, [again, other], held=True)

    assert added.task == other
    assert added.order == 2


def test_untouched_tasks_are_counted_chosen_and_taken_off_as_others_are(path: Path) -> None:
    rows, _mailbox = taken_up(kept(path, *(Record(task(i), BATCH, 1) for i in "abc")))

    assert rows.count_open("c") == 3
    assert rows.those("abx", (UploadState.DONE,)) == []
    chosen = rows.those("abx", (UploadState.QUEUED,))
    assert [record.task.id for record in chosen] == ["a", "b"]
    rows.take_off(chosen, removed=True)
    assert rows.count_open("c") == 1
    assert [record.task.id for record in rows.removed("abc")] == ["a", "b"]


def test_untouched_tasks_can_be_moved(path: Path) -> None:
    rows, _mailbox = taken_up(kept(path, *(Record(task(i), BATCH, n) for n, i in enumerate("abc"))))

    async def move() -> None:
        await Ordering(rows, lambda _records: None).move(["c"], "a")
        rows.show_now()

    asyncio.run(move())
    ids = [r.id if isinstance(r, TaskSnapshot) else r.task.id for r in rows.in_order(())]
    assert ids == ["c", "a", "b"]
