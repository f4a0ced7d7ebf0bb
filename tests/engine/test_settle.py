"""What the review sheet decided about files that wait for *Upload* holds, whatever is edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch, Connection, Decisions
from app.domain.destination import SameName
from app.domain.states import Outcome
from app.domain.upload import UploadTask
from app.engine.journal_file import SCHEMA
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key, place

Maker = Callable[..., Path]


def dropped(listening: Listening, batch: Batch, *paths: Path) -> list[str]:
    """Files that wait for *Upload*; their ids are their names."""
    tasks = [UploadTask(p.name, batch.id, str(p), p.name, p.name, 3) for p in paths]
    listening.engine.submit(batch, tasks, held=True)
    listening.until(lambda: {p.name for p in paths} <= set(listening.seen))
    return [task.id for task in tasks]


def edited(listening: Listening, cloud: Cloud, spec: CallbackSpec) -> None:
    """Somebody edits the connection while files wait."""
    connection = Connection(CONNECTION, "Test", place(cloud), spec, same_name=SameName.REPLACE)
    listening.engine.amend(connection)


def test_decisions_hold_through_a_later_edit(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    paths = [a_file(name, 3) for name in ("a", "b", "c")]
    batch = Batch("drop", CONNECTION, place(cloud), CallbackSpec(), SameName.ASK)
    listening.engine.connect(CONNECTION, key(cloud))
    dropped(listening, batch, *paths)
    edited(listening, cloud, callback(cloud))
    other = {"b": "named/by hand"}
    decisions = Decisions(SameName.SKIP, {"x:n": "decided"}, other)
    listening.engine.settle("drop", decisions)
    edited(listening, cloud, callback(cloud, body="n=${x:n}&object=${object}"))
    (paths[0].parent / "elsewhere").mkdir()
    (first,) = listening.upload(cloud, [a_file("elsewhere/c", 3)])
    listening.ended(first)
    listening.engine.begin(["a", "b", "c"])
    outcomes = [r.outcome for r in listening.ended("a", "b", "c")]
    assert outcomes == [Outcome.DELIVERED, Outcome.DELIVERED, Outcome.SKIPPED]
    assert sorted(o["key"] for o in cloud.objects()) == ["a", "c", "named/by hand"]
    sent = [event["body"] for event in cloud.of_kind("callback_sent")]
    assert sorted(sent) == ["n=decided&object=a", "n=decided&object=named%2Fby%20hand"]


def test_only_the_files_of_that_drop_that_still_wait_are_decided_about(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    listening.engine.connect(CONNECTION, key(cloud))
    one = Batch("one", CONNECTION, place(cloud))
    dropped(listening, one, a_file("gone", 3), a_file("waits", 3))
    dropped(listening, replace(one, id="two"), a_file("other", 3))
    listening.engine.begin(["gone"])
    listening.ended("gone")
    keys = {name: "new/" + name for name in ("gone", "waits", "other")}
    listening.engine.settle("one", Decisions(keys=keys))
    listening.engine.begin()
    listening.ended("waits", "other")
    assert sorted(o["key"] for o in cloud.objects()) == ["gone", "new/waits", "other"]


def test_decisions_survive_the_end_of_the_program(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.reset()
    path, journal = a_file("a", 3), tmp_path / "queue.db"
    with closing(Listening(journal)) as first:
        dropped(first, Batch("drop", CONNECTION, place(cloud)), path)
        first.engine.settle("drop", Decisions(SameName.SKIP, {}, {"a": "b"}))
        first.until(lambda: first.latest("a").key == "b")
    with closing(Listening(journal)) as second:
        second.engine.connect(CONNECTION, key(cloud))
        edited(second, cloud, CallbackSpec())
        (other,) = second.upload(cloud, [path.rename(path.with_name("b"))])
        second.ended(other)
        path.write_bytes(b"new")
        second.engine.begin(["a"])
        assert second.ended("a")[0].outcome is Outcome.SKIPPED


def test_a_list_of_the_version_before_is_taken_over(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.reset()
    journal = tmp_path / "queue.db"
    with closing(Listening(journal)) as first:
        dropped(first, Batch("drop", CONNECTION, place(cloud)), a_file("a", 3))
    with closing(sqlite3.connect(journal)) as db, db:
        db.executescript("ALTER TABLE tasks DROP COLUMN more; PRAGMA user_version=1;")
    with closing(Listening(journal)) as second:
        second.engine.connect(CONNECTION, key(cloud))
        second.engine.begin()
        assert second.ended("a")[0].outcome is Outcome.STORED
        assert second.events
    with closing(sqlite3.connect(journal)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
