"""Services that lie about what comes later: they are asked at a pace, and no mistake ends it."""

from __future__ import annotations

import asyncio
import itertools
import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.events import Noticed
from app.domain.notice import NoticeState
from app.domain.upload import Session, UploadTask
from app.engine.notices import FIRST_PAUSE, LEAST, LONGEST_PAUSE
from app.providers.contract import Call, Pending, Provider, Watched
from app.providers.registry import provider
from app.providers.vod.provider import VodProvider
from tests.engine.later_server import LaterServer, later_server, response
from tests.engine.listening import CONNECTION, Listening
from tests.engine.vod_kit import latest, settled


@pytest.fixture
def server() -> Iterator[LaterServer]:
    """A service that says what it is told to."""
    with later_server() as running:
        yield running


class Pauses:
    """Sleeps that pass sixty times as quickly, and are remembered."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await asyncio.sleep(seconds / 60)

    def pace(self) -> list[float]:
        """Pauses as long as those between two looks are."""
        return [seconds for seconds in self.asked if seconds > LEAST / 2]


def upload(listening: Listening, server: LaterServer, path: Path, *, stream: bool = False) -> str:
    """Submit a file whose event is waited for; its id."""
    there = Destination("vod", server.origin, "", "15", other_endpoint=server.origin)
    extras = {"statusUrl": server.origin + "/s"} if stream else {"consume": "1"}
    batch = Batch(uuid.uuid4().hex, CONNECTION, there, extras=extras)
    task = UploadTask(uuid.uuid4().hex, batch.id, str(path), path.name, path.name, 1, "video/mp4")
    listening.engine.submit(batch, [task])
    listening.engine.connect(CONNECTION, Credentials("AKID", "secretsecret"))
    return task.id


def test_a_stream_that_tells_the_same_for_ever_is_asked_at_a_pace(
    server: LaterServer, tmp_path: Path
) -> None:
    (path := tmp_path / "f.mp4").write_bytes(b"a")
    told = {"next": 1, "events": [{"n": 1, "service": "vod", "id": "another", "body": {}}]}
    server.says["stream"] = lambda _server: json.dumps(told).encode()
    server.says["DescribeEventConfig"] = lambda _server: response(Mode="PUSH")
    pauses = Pauses()
    with closing(Listening(None, sleep=pauses)) as listening:
        upload(listening, server, path, stream=True)
        listening.until(lambda: server.asked["stream"] >= 6)
    assert sum(pauses.pace()) >= 5 * FIRST_PAUSE * 0.9


def test_a_queue_that_confirms_nothing_is_asked_at_a_pace(
    server: LaterServer, tmp_path: Path
) -> None:
    """Its event is ours by the mark, but of another file: confirmed, and there again at once."""
    (path := tmp_path / "f.mp4").write_bytes(b"a")
    pauses = Pauses()
    with closing(Listening(None, sleep=pauses)) as listening:
        task_id = ""
        server.says["PullEvents"] = lambda _server: response(
            EventSet=[
                {
                    "EventHandle": "h",
                    "EventType": "NewFileUpload",
                    "FileUploadEvent": {
                        "FileId": "9",
                        "MediaBasicInfo": {
                            "SourceInfo": {"SourceContext": json.dumps({"_": task_id[:8]})}
                        },
                    },
                }
            ]
        )
        task_id = upload(listening, server, path)
        listening.until(lambda: server.asked["PullEvents"] >= 6)
    assert sum(pauses.pace()) >= 5 * LEAST * 0.9


class Stumbling(VodProvider):
    """One with a mistake in it: its first look of all ends in an error that nobody expects."""

    def __init__(self) -> None:
        super().__init__()
        self._looks = itertools.count()

    async def watch(
        self, call: Call, destination: Destination, pending: Sequence[Pending], memory: Session
    ) -> Watched:
        """Stumble once."""
        if next(self._looks) == 0:
            raise ValueError("a mistake of ours")
        return await super().watch(call, destination, pending, memory)


def test_a_mistake_in_one_look_does_not_end_the_waiting(
    server: LaterServer, tmp_path: Path
) -> None:
    (path := tmp_path / "f.mp4").write_bytes(b"a")
    told = {"FileId": "528001"}
    event = {"EventHandle": "h", "EventType": "NewFileUpload", "FileUploadEvent": told}
    server.says["PullEvents"] = lambda _server: response(EventSet=[event])
    stumbling, pauses = Stumbling(), Pauses()

    def known(name: str) -> Provider:
        return stumbling if name == "vod" else provider(name)

    with closing(Listening(None, sleep=pauses, providers=known)) as listening:
        task_id = upload(listening, server, path)
        listening.until(lambda: any(isinstance(e, Noticed) for e in listening.events))
        assert settled(listening, task_id).state is NoticeState.ARRIVED
        result = latest(listening, task_id)
        assert result is not None
    assert LONGEST_PAUSE in pauses.asked
