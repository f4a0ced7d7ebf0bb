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
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.states import ENDED, Outcome, UploadState
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key

KIB = 1024
PART = 100 * KIB
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

    def __init__(self, seed: int, cloud: Cloud, folder: Path) -> None:
        self.chance = random.Random(seed)
        self.cloud = cloud
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
                if operation == "HeadObject" and trouble["kind"] == "bad_crc":
                    continue  # two lies in a row that agree: whoever believes them sends again
                self.cloud.faults(operation=operation, key=path.name, skip=skip, **trouble)
        for mode in ("500", "not_json", "hang_up"):
            self.cloud.answers(mode=mode, times=2)
        spec = callback(self.cloud)
        ids = self.listening.upload(self.cloud, paths, spec=spec, method=method, part_size=PART)
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


@pytest.mark.parametrize("seed", seeds())
def test_whatever_goes_wrong_what_is_told_is_true(
    seed: int, cloud: Cloud, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fight = Fight(seed, cloud, tmp_path)
    try:
        fight.press_buttons()
        fight.to_the_end()
        fight.clear_up()
        assert list(fight.wrongs()) == []
    finally:
        fight.listening.close()
    assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []
