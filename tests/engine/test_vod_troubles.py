"""VOD when something goes wrong: what was committed is found, what was not is sent again, once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastcrc.crc64 import xz

from app.domain.notice import NoticeState
from app.domain.states import Outcome
from app.domain.upload import Result
from app.engine.session_secrets import InMemory
from app.engine.tools import EngineLimits
from tests.cloud import Cloud
from tests.engine import vod_kit
from tests.engine.listening import CONNECTION, Listening

MIB = 1024 * 1024
SMALL, LARGE = 200_000, 17 * MIB
IN_PARTS = ("InitiateMultipartUpload", "UploadPart", "CompleteMultipartUpload")


def _file(folder: Path, size: int, name: str = "film.mp4") -> Path:
    path = folder / name
    path.write_bytes(os.urandom(size))
    return path


def _stored(listening: Listening, cloud: Cloud, path: Path, **how: object) -> Result:
    """Upload one file, which has to be stored; one medium of it is there, and no other."""
    [task_id] = vod_kit.upload(listening, cloud, [path], **how)  # type: ignore[arg-type]
    [result] = listening.ended(task_id)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.file_id.isdigit()
    return result


def _commits(cloud: Cloud) -> int:
    """Uploads that were committed, as the cloud told its event queue or nobody."""
    done = cloud.of_kind("request", operation="CommitUpload")
    return len(done)


@pytest.mark.parametrize("kind", ["lost_answer", "status", "cut", "reset"])
@pytest.mark.parametrize("operation", ["ApplyUpload", "PutObject", *IN_PARTS])
def test_trouble_before_the_commit_is_tried_again(
    cloud: Cloud, listening: Listening, tmp_path: Path, operation: str, kind: str
) -> None:
    path = _file(tmp_path, LARGE if operation in IN_PARTS else SMALL)
    cloud.faults(operation=operation, kind=kind)
    result = _stored(listening, cloud, path)
    assert result.receipt is not None
    assert result.receipt.verified
    assert result.receipt.crc64 == xz(path.read_bytes())
    assert _commits(cloud) == 1
    assert not cloud.of_kind("request", operation="SearchMedia")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_lost_answer_to_the_commit_is_looked_for(
    cloud: Cloud, listening: Listening, tmp_path: Path, size: int
) -> None:
    cloud.faults(operation="CommitUpload", kind="lost_answer")
    path = _file(tmp_path, size)
    result = _stored(listening, cloud, path, there=vod_kit.place(cloud, practice=True))
    assert _commits(cloud) == 1
    assert cloud.of_kind("request", operation="SearchMedia")
    notice = vod_kit.settled(listening, result.task_id)
    assert notice.state is NoticeState.ARRIVED
    assert result.receipt is not None
    assert notice.id == result.receipt.file_id


@pytest.mark.parametrize("early", [False, True])
def test_an_early_answer_to_complete_is_read_to_its_end(
    cloud: Cloud, listening: Listening, tmp_path: Path, early: bool
) -> None:
    cloud.settings(vod_early_complete=early, vod_complete_seconds=0.5)
    result = _stored(listening, cloud, _file(tmp_path, LARGE))
    assert result.receipt is not None
    assert result.receipt.verified


def test_bytes_that_changed_on_the_way_are_never_committed(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    cloud.faults(operation="PutObject", kind="bad_crc")
    result = _stored(listening, cloud, _file(tmp_path, SMALL))
    assert result.receipt is not None
    assert result.receipt.verified
    assert len(cloud.of_kind("request", operation="PutObject")) == 2
    assert _commits(cloud) == 1


@pytest.mark.parametrize("operation", ["ApplyUpload", "PutObject", "CommitUpload"])
def test_a_clock_that_is_off_is_corrected(
    cloud: Cloud, listening: Listening, tmp_path: Path, operation: str
) -> None:
    cloud.faults(operation=operation, kind="skew", seconds=4000)
    _stored(listening, cloud, _file(tmp_path, SMALL))


def test_a_temporary_key_that_ends_in_mid_upload_begins_anew(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    cloud.faults(operation="UploadPart", kind="expire_key", skip=1)
    path = _file(tmp_path, LARGE)
    result = _stored(listening, cloud, path, part_size=4 * MIB)
    assert result.receipt is not None
    assert result.receipt.crc64 == xz(path.read_bytes())
    assert len(cloud.of_kind("request", operation="ApplyUpload")) == 2


def test_a_clients_key_that_grows_old_is_renewed(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    cloud.settings(vod_key_seconds=2.0)
    cloud.faults(operation="UploadPart", kind="delay", seconds=2.2, when="answer", times=3)
    path = _file(tmp_path, LARGE)
    result = _stored(
        listening,
        cloud,
        path,
        part_size=4 * MIB,
        there=vod_kit.place(cloud, ""),
        access=vod_kit.server(cloud),
        extras={"statusUrl": vod_kit.facts(cloud)["status_url"]},
    )
    assert result.receipt is not None
    assert result.receipt.crc64 == xz(path.read_bytes())
    assert len(cloud.of_kind("request", operation="ApplyUploadUGC")) >= 2
    assert len(cloud.of_kind("request", operation="InitiateMultipartUpload")) == 1


def test_a_cover_goes_beside_the_file(cloud: Cloud, listening: Listening, tmp_path: Path) -> None:
    picture = _file(tmp_path, 50_000, "cover.PNG")
    for size in (SMALL, LARGE):
        path = _file(tmp_path, size)
        there = vod_kit.place(cloud, practice=True)
        result = _stored(listening, cloud, path, there=there, extras={"Cover": str(picture)})
        notice = vod_kit.settled(listening, result.task_id)
        assert '"CoverUrl": "http' in notice.body
        assert all(s.sent <= size for s in listening.seen[result.task_id])


@pytest.mark.parametrize(
    ("name", "extras", "code", "reason"),
    [
        ("no ending", {}, "refused", "no_ending"),
        ("list.m3u8", {}, "refused", "manifest"),
        ("strange.qqq", {}, "refused", "media_type"),
        ("film.mp4", {"Cover": "cover.txt"}, "refused", "cover"),
        ("film.mp4", {"Cover": "/nowhere/cover.png"}, "source.missing", ""),
        ("film.mp4", {"ClassId": "three"}, "destination", ""),
        ("film.mp4", {"ExpireTime": "tomorrow"}, "refused", "expiry"),
        ("film.mp4", {"SessionContext": "s" * 1001}, "refused", "session_context"),
    ],
)
def test_what_cannot_be_uploaded_is_said_before_a_byte_is_sent(
    cloud: Cloud,
    listening: Listening,
    tmp_path: Path,
    name: str,
    extras: dict[str, str],
    code: str,
    reason: str,
) -> None:
    [task_id] = vod_kit.upload(listening, cloud, [_file(tmp_path, 10, name)], extras=extras)
    [result] = listening.ended(task_id)
    assert result.failure is not None
    assert (result.failure.code, result.failure.values.get("reason", "")) == (code, reason)
    assert not cloud.of_kind("request", operation="PutObject", status=200)


@pytest.mark.parametrize("with_keyring", [True, False])
def test_an_end_of_the_program_between_parts_goes_on_where_it_was(
    cloud: Cloud, tmp_path: Path, with_keyring: bool
) -> None:
    path, journal = _file(tmp_path, LARGE), tmp_path / "list.sqlite"
    keeper = InMemory() if with_keyring else None
    cloud.faults(operation="UploadPart", kind="stall", part=4, seconds=60)
    limits = EngineLimits(files=1, parts=1)
    first = Listening(journal, limits=limits, keeper=keeper)
    [task_id] = vod_kit.upload(first, cloud, [path], part_size=4 * MIB)
    first.until(lambda: any(s.stored >= 8 * MIB for s in first.seen.get(task_id, [])))
    first.close()
    cloud.ask("/faults", method="DELETE")
    with _gone_on(journal, cloud, keeper) as second:
        [result] = second.ended(task_id)
    assert result.receipt is not None, result.failure
    assert result.receipt.crc64 == xz(path.read_bytes())
    applied = cloud.of_kind("request", operation="ApplyUpload")
    assert len(applied) == (1 if with_keyring else 2)
    resumed = max(s.resumed_from for s in second.seen[task_id])
    assert resumed >= 8 * MIB if with_keyring else resumed == 0


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_an_end_of_the_program_during_the_commit_is_found_out(
    cloud: Cloud, tmp_path: Path, size: int
) -> None:
    path, journal = _file(tmp_path, size), tmp_path / "list.sqlite"
    keeper = InMemory()
    cloud.faults(operation="CommitUpload", kind="delay", seconds=60, when="answer")
    first = Listening(journal, keeper=keeper)
    [task_id] = vod_kit.upload(first, cloud, [path])
    cloud.until(
        lambda events: any(
            e["kind"] == "fault" and e.get("operation") == "CommitUpload" for e in events
        )
    )
    first.close()
    cloud.ask("/faults", method="DELETE")
    with _gone_on(journal, cloud, keeper) as second:
        [result] = second.ended(task_id)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.file_id.isdigit()
    assert len(cloud.of_kind("request", operation="ApplyUpload")) == 1


def test_the_list_on_disk_holds_no_secret_of_an_upload(cloud: Cloud, tmp_path: Path) -> None:
    journal, keeper = tmp_path / "list.sqlite", _Noting()
    listening = Listening(journal, keeper=keeper)
    try:
        [task_id] = vod_kit.upload(listening, cloud, [_file(tmp_path, LARGE)])
        listening.ended(task_id)
    finally:
        listening.close()
    [told] = keeper.seen
    secrets = [text for text in json.loads(told)["secrets"].values() if len(text) > 8]
    assert len(secrets) >= 3
    for file in tmp_path.glob("list.sqlite*"):
        data = file.read_bytes()
        assert not [s for s in secrets if s.encode() in data]


class _Noting(InMemory):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def keep(self, name: str, text: str) -> None:
        self.seen.append(text)
        super().keep(name, text)


@contextmanager
def _gone_on(journal: Path, cloud: Cloud, keeper: InMemory | None) -> Iterator[Listening]:
    listening = Listening(journal, limits=EngineLimits(files=1, parts=1), keeper=keeper)
    try:
        listening.engine.connect(CONNECTION, vod_kit.key(cloud))
        yield listening
    finally:
        listening.close()


def test_an_event_of_somebody_else_is_never_confirmed(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    cloud.settings(vod_visible_seconds=1.0, vod_poll_seconds=0.2)
    quiet = vod_kit.place(cloud)
    [other] = vod_kit.upload(listening, cloud, [_file(tmp_path, 10, "other.mp4")], there=quiet)
    listening.ended(other)
    ours = _stored(listening, cloud, _file(tmp_path, 20), there=vod_kit.place(cloud, practice=True))
    assert vod_kit.settled(listening, ours.task_id).state is NoticeState.ARRIVED
    confirmed = cloud.until(
        lambda events: any(
            e["kind"] == "request" and e.get("operation") == "ConfirmEvents" for e in events
        )
    )
    assert confirmed
    left = cloud.of_kind("request", operation="ConfirmEvents")
    assert len(left) == 1
