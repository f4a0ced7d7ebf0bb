"""Access that is refused: files wait, it is told once, and they go on from where they were."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.credentials import Credentials
from app.domain.events import AccessNeeded
from app.domain.states import Outcome, UploadState
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback, key

Maker = Callable[..., Path]
PART = 100 * 1024
FINAL = {
    "put": "PutObject",
    "post": "PostObject",
    "multipart": "CompleteMultipartUpload",
}


def needed(listening: Listening) -> list[AccessNeeded]:
    """How often, and why, somebody was asked for an access."""
    return [event for event in listening.events if isinstance(event, AccessNeeded)]


def waits(listening: Listening, *tasks: str) -> bool:
    """Do all of these wait for an access, and say so?"""
    rows = [listening.latest(task) for task in tasks if task in listening.seen]
    codes = {(row.state, row.error_code) for row in rows}
    return len(rows) == len(tasks) and codes == {(UploadState.QUEUED, "refused.credentials")}


def parts_stored(cloud: Cloud) -> list[int]:
    """Numbers of the parts that the cloud stored, in order."""
    return sorted(event["part"] for event in cloud.of_kind("part_stored"))


def expires(cloud: Cloud, operation: str, *, skip: int = 0) -> None:
    """From now on requests of this kind are refused as those with an old token are."""
    refusal = {"kind": "status", "status": 403, "code": "SecurityTokenExpired"}
    cloud.faults(operation=operation, skip=skip, times=None, **refusal)


def renewed(listening: Listening, cloud: Cloud) -> None:
    """The old token is history."""
    cloud.ask("/faults", method="DELETE")
    listening.engine.connect(CONNECTION, key(cloud))


def test_files_whose_key_is_refused_wait_and_it_is_told_once(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    files = [a_file(f"{n}.bin", 1000) for n in range(12)]
    wrong = Credentials(cloud.access_key_id, "wrong")
    tasks = listening.upload(cloud, files, credentials=wrong, spec=callback(cloud))
    listening.until(lambda: waits(listening, *tasks))
    (event,) = needed(listening)
    assert (event.connection_id, event.waiting) == (CONNECTION, 12)
    assert event.failure.code == "refused.credentials"
    assert event.failure.answer.code == "SignatureDoesNotMatch"
    assert not listening.results()
    listening.engine.connect(CONNECTION, key(cloud))
    assert {r.outcome for r in listening.ended(*tasks)} == {Outcome.DELIVERED}
    assert len(needed(listening)) == 1
    assert all(listening.latest(task).error_code == "" for task in tasks)
    assert cloud.of_kind("request", operation="HeadObject") == []  # the refusals left no doubt


def test_a_file_that_comes_later_waits_with_the_others_and_nobody_is_asked_again(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    wrong = Credentials(cloud.access_key_id, "wrong")
    (first,) = listening.upload(cloud, [a_file("a", 10)], credentials=wrong)
    listening.until(lambda: waits(listening, first))
    sent = len(cloud.of_kind("request"))
    (second,) = listening.upload(cloud, [a_file("b", 10)], credentials=wrong)
    listening.until(lambda: len(needed(listening)) == 2)  # the same wrong key was given anew
    (third,) = _submitted(listening, cloud, a_file("c", 10))
    listening.until(lambda: waits(listening, first, second, third))
    assert len(needed(listening)) == 2
    assert len(cloud.of_kind("request")) - sent <= 2


def _submitted(listening: Listening, cloud: Cloud, path: Path) -> list[str]:
    """A file is added; nobody says anything about keys."""
    before = set(listening.seen)
    listening.gather(cloud, [path], connect=False)
    listening.until(lambda: len(set(listening.seen) - before) == 1)
    (task,) = set(listening.seen) - before
    listening.engine.begin([task])
    return [task]


def test_without_any_key_files_wait_for_one(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    (task,) = _submitted(listening, cloud, a_file("a", 10))
    listening.engine.connect(CONNECTION, None)
    listening.until(lambda: bool(needed(listening)))
    assert needed(listening)[0].failure.code == "credentials.missing"
    listening.engine.connect(CONNECTION, key(cloud))
    assert listening.ended(task)[0].outcome is Outcome.STORED


def test_a_key_that_ends_in_the_middle_sends_no_stored_part_again(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    expires(cloud, "UploadPart", skip=3)
    (task,) = listening.upload(
        cloud,
        [a_file("big.bin", 10 * PART)],
        part_size=PART,
        method="multipart",
        spec=callback(cloud),
    )
    listening.until(lambda: waits(listening, task))
    (half,) = cloud.uploads()
    renewed(listening, cloud)
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert parts_stored(cloud) == list(range(1, 11))
    assert {e["upload_id"] for e in cloud.of_kind("part_stored")} == {half["upload_id"]}
    assert cloud.uploads() == []


@pytest.mark.parametrize("method", list(FINAL))
def test_a_key_that_is_refused_at_the_very_end_leaves_no_doubt(
    listening: Listening, cloud: Cloud, a_file: Maker, method: str
) -> None:
    expires(cloud, FINAL[method])
    (task,) = listening.upload(
        cloud, [a_file("f.bin", 2 * PART)], method=method, part_size=PART, spec=callback(cloud)
    )
    listening.until(lambda: waits(listening, task))
    renewed(listening, cloud)
    (result,) = listening.ended(task)
    assert result.outcome is Outcome.DELIVERED
    assert len(cloud.of_kind("callback_sent")) == 1
    assert len(cloud.of_kind("object_stored")) == 1
    assert cloud.of_kind("request", operation="HeadObject") == []
    assert len(parts_stored(cloud)) == (2 if method == "multipart" else 0)


def test_what_waits_for_access_can_be_paused_removed_and_cancelled(
    listening: Listening, cloud: Cloud, a_file: Maker
) -> None:
    wrong = Credentials(cloud.access_key_id, "wrong")
    files = [a_file(f"{n}.bin", 10) for n in range(4)]
    tasks = listening.upload(cloud, files, credentials=wrong)
    listening.until(lambda: waits(listening, *tasks))
    paused, removed, cancelled, stays = tasks
    listening.engine.pause([paused])
    listening.engine.remove([removed])
    listening.engine.cancel([cancelled])
    assert listening.ended(cancelled)[0].outcome is Outcome.CANCELLED
    listening.reaches(paused, UploadState.PAUSED)
    assert listening.latest(paused).error_code == ""
    listening.engine.begin([paused])
    listening.until(lambda: waits(listening, paused))
    listening.engine.connect(CONNECTION, key(cloud))
    assert {r.outcome for r in listening.ended(paused, stays)} == {Outcome.STORED}
    assert sorted(o["key"] for o in cloud.objects()) == ["0.bin", "3.bin"]


def test_the_command_line_is_told_at_once(cloud: Cloud, a_file: Maker) -> None:
    cloud.reset()
    expires(cloud, "UploadPart", skip=1)
    with closing(Listening(None, await_access=False)) as listening:
        (task,) = listening.upload(
            cloud, [a_file("f", 4 * PART)], method="multipart", part_size=PART
        )
        (result,) = listening.ended(task)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.values["reason"] == "token_expired"
    assert needed(listening) == []


CHILD = """
import json, sys, threading
from pathlib import Path
from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName
from app.domain.events import AccessNeeded
from app.domain.upload import UploadTask
from app.engine.engine import Engine
from app.engine.parts import EngineParts
from app.providers.registry import provider

said = json.loads(sys.stdin.readline())
engine = Engine(EngineParts(provider, Path(said["journal"])))
engine.start()
there = Destination("oss", said["endpoint"], said["region"], said["bucket"])
spec = CallbackSpec(True, (said["callback"],), "object=${object}")
batch = Batch("b", said["connection"], there, spec, SameName.REPLACE, method="multipart",
              part_size=said["part"])
task = UploadTask("t", "b", said["path"], "f.bin", "f.bin", said["size"])
engine.submit(batch, [task])
engine.connect(said["connection"], Credentials(said["id"], said["secret"]))
rung = threading.Event()
engine.mailbox.on_ring = rung.set
while not any(isinstance(e, AccessNeeded) for e in engine.mailbox.take().events):
    assert rung.wait(60), "nothing is said any more"
    rung.clear()
print("waits", flush=True)
sys.stdin.readline()
"""


def test_a_program_killed_while_files_wait_for_access_goes_on_from_there(
    cloud: Cloud, a_file: Maker, tmp_path: Path
) -> None:
    cloud.reset()
    expires(cloud, "UploadPart", skip=3)
    path, journal = a_file("f.bin", 10 * PART), tmp_path / "queue.db"
    _killed_while_waiting(cloud, path, journal)
    cloud.ask("/faults", method="DELETE")
    with closing(Listening(journal)) as listening:
        listening.until(lambda: waits(listening, "t"))
        assert listening.latest("t").error_values["reason"] == "token_expired"
        listening.engine.connect(CONNECTION, key(cloud))
        assert listening.ended("t")[0].outcome is Outcome.DELIVERED
    assert parts_stored(cloud) == list(range(1, 11))
    assert len(cloud.of_kind("callback_sent")) == 1


def _killed_while_waiting(cloud: Cloud, path: Path, journal: Path) -> None:
    said = {
        "journal": str(journal),
        "endpoint": cloud.endpoint,
        "region": cloud.region,
        "bucket": cloud.bucket,
        "callback": cloud.callback_url,
        "connection": CONNECTION,
        "part": PART,
        "path": str(path),
        "size": path.stat().st_size,
        "id": cloud.access_key_id,
        "secret": cloud.access_key_secret,
    }
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(said).encode() + b"\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"waits\n"
        child.kill()
