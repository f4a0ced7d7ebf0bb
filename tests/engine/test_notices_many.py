"""Many notices that are waited for: over a restart, without access, of rows that were removed."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.events import Noticed, Removed
from app.domain.notice import NoticeState
from app.domain.upload import UploadTask
from app.engine.journal import Journal
from tests.engine.later_server import LaterServer, later_server, response
from tests.engine.listening import CONNECTION, Listening
from tests.engine.small_disk import fill
from tests.engine.vod_kit import settled

MANY = 200
KEY = Credentials("AKID", "secretsecret")


@pytest.fixture
def server() -> Iterator[LaterServer]:
    """A service whose queue is empty until the test fills it."""
    with later_server() as running:
        yield running


def queue_of(server: LaterServer, *, at_once: int = 64) -> list[str]:
    """Have the queue hold every file's event until it is confirmed; gives what it still holds."""
    held = [f"52800{number + 1}" for number in range(server.files)]

    def pulled(_server: LaterServer) -> bytes:
        told = [
            {
                "EventHandle": one,
                "EventType": "NewFileUpload",
                "FileUploadEvent": {"FileId": one},
            }
            for one in held[:at_once]
        ]
        del held[:at_once]
        return response(EventSet=told)

    server.says["PullEvents"] = pulled
    return held


def upload(
    listening: Listening, server: LaterServer, folder: Path, many: int, *, access: bool = True
) -> list[str]:
    """Submit many files of a byte; their ids."""
    there = Destination("vod", server.origin, "", "15", other_endpoint=server.origin)
    batch = Batch(uuid.uuid4().hex, CONNECTION, there, extras={"consume": "1"})
    tasks = []
    for number in range(many):
        (path := folder / f"{number}.mp4").write_bytes(b"a")
        name, task_id = path.name, uuid.uuid4().hex
        tasks.append(UploadTask(task_id, batch.id, str(path), name, name, 1, "video/mp4"))
    listening.engine.submit(batch, tasks)
    if access:
        listening.engine.connect(CONNECTION, KEY)
    return [task.id for task in tasks]


def arrived(listening: Listening) -> set[str]:
    """Tasks whose notice has come."""
    return {
        event.result.task_id
        for event in listening.events
        if isinstance(event, Noticed)
        and event.result.receipt is not None
        and all(n.state is NoticeState.ARRIVED for n in event.result.receipt.notices)
    }


def none_waits(journal: Path) -> bool:
    """Whether the list on disk holds nothing that is still to come or to be confirmed."""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as file:
        return not file.execute("SELECT task_id FROM waits").fetchall()


@pytest.mark.slow
def test_two_hundred_that_wait_are_all_taken_up_at_the_next_start(
    server: LaterServer, tmp_path: Path
) -> None:
    journal = tmp_path / "queue.db"
    with closing(Listening(journal)) as listening:
        tasks = upload(listening, server, tmp_path, MANY)
        listening.ended(*tasks)
    queue_of(server)
    with closing(Listening(journal)) as listening:
        listening.engine.connect(CONNECTION, KEY)
        listening.until(lambda: len(arrived(listening)) == MANY)
        listening.until(lambda: none_waits(journal))
    assert server.asked["ConfirmEvents"] >= MANY // 64


def test_rows_that_were_removed_are_not_waited_for_at_the_next_start(
    server: LaterServer, tmp_path: Path
) -> None:
    journal = tmp_path / "queue.db"
    with closing(Listening(journal)) as listening:
        first, second = upload(listening, server, tmp_path, 2)
        listening.ended(first, second)
        listening.engine.remove([first])
        listening.until(lambda: any(isinstance(e, Removed) for e in listening.events))
    queue_of(server)
    with closing(Listening(journal)) as listening:
        listening.engine.connect(CONNECTION, KEY)
        settled(listening, second)
        assert arrived(listening) == {second}
        listening.until(lambda: none_waits(journal))


def test_without_access_nothing_is_lost_and_the_next_access_goes_on(
    server: LaterServer, tmp_path: Path
) -> None:
    journal = tmp_path / "queue.db"
    with closing(Listening(journal)) as listening:
        [task] = upload(listening, server, tmp_path, 1)
        listening.ended(task)
    queue_of(server)
    with closing(Listening(journal)) as listening:
        listening.engine.connect(CONNECTION, None)
        listening.engine.connect(CONNECTION, KEY)
        assert settled(listening, task).state is NoticeState.ARRIVED


def test_a_full_disk_loses_no_notice_once_there_is_room_again(
    server: LaterServer, tmp_path: Path, tiny: Path
) -> None:
    journal = tiny / "queue.db"
    body = json.dumps({"x": "y" * 50_000})
    server.says["PullEvents"] = lambda _server: response(EventSet=[])
    with closing(Listening(journal)) as listening:
        [task] = upload(listening, server, tmp_path, 1)
        listening.ended(task)
        ballast = fill(tiny)
        told = {"FileId": "528001", "MetaData": body}
        event = {"EventHandle": "h", "EventType": "NewFileUpload", "FileUploadEvent": told}
        server.says["PullEvents"] = lambda _server: response(EventSet=[event])
        assert settled(listening, task).state is NoticeState.ARRIVED
        ballast.unlink()
    kept = Journal(journal)
    result = kept.result(task)
    kept.close()
    assert result is not None
    assert result.receipt is not None
    assert result.receipt.notices[0].state is NoticeState.ARRIVED
