"""VOD through the real engine, wire and demo cloud: both roads, all ways to hear of the event."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fastcrc.crc64 import xz

from app.domain.notice import NoticeState
from app.domain.states import Outcome
from app.domain.vod_event import read
from tests.cloud import Cloud
from tests.engine import vod_kit
from tests.engine.listening import Listening

MIB = 1024 * 1024


def _file(folder: Path, size: int, name: str = "影片 one.mp4") -> Path:
    path = folder / name
    path.write_bytes(os.urandom(size))
    return path


@pytest.mark.parametrize("size", [0, 1, 300_000, 17 * MIB])
def test_a_file_is_stored_and_its_event_seen_once(
    cloud: Cloud, listening: Listening, tmp_path: Path, size: int
) -> None:
    path = _file(tmp_path, size)
    there = vod_kit.place(cloud, practice=True)
    [task_id] = vod_kit.upload(listening, cloud, [path], there=there, variables={"x:n": "7 七"})
    [result] = listening.ended(task_id)
    receipt = result.receipt
    assert receipt is not None, result.failure
    assert result.outcome is Outcome.STORED
    assert receipt.file_id.isdigit()
    assert receipt.verified
    assert receipt.crc64 == xz(path.read_bytes())
    assert receipt.url.startswith("http")
    notice = vod_kit.settled(listening, task_id)
    assert (notice.state, notice.way, notice.times) == (NoticeState.ARRIVED, "queue", 1)
    event = read(notice.body)
    assert event is not None
    assert event.file_id == receipt.file_id == notice.id
    assert event.variables == {"n": "7 七"}
    assert event.mark == task_id[:8]
    assert event.name == "影片 one"
    assert event.expires == "never"


def test_many_small_files_go_up_at_once_and_each_event_finds_its_own(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    paths = [_file(tmp_path, 100 + n, f"{n}.mp4") for n in range(40)]
    there = vod_kit.place(cloud, practice=True)
    ids = vod_kit.upload(listening, cloud, paths, there=there)
    seen = set()
    for task_id, result in zip(ids, listening.ended(*ids), strict=True):
        assert result.outcome is Outcome.STORED, result.failure
        notice = vod_kit.settled(listening, task_id)
        assert notice.state is NoticeState.ARRIVED
        event = read(notice.body)
        assert event is not None
        assert event.mark == task_id[:8]
        seen.add(event.file_id)
    assert len(seen) == 40
    secret = vod_kit.key(cloud).access_key_secret
    assert secret not in repr(listening.events)


def test_a_client_uploads_with_signatures_that_are_good_once(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    paths = [_file(tmp_path, 100_000), _file(tmp_path, 17 * MIB, "two.mp4")]
    told = vod_kit.facts(cloud)
    ids = vod_kit.upload(
        listening,
        cloud,
        paths,
        there=vod_kit.place(cloud, ""),
        access=vod_kit.server(cloud),
        extras={"statusUrl": told["status_url"]},
    )
    for result in listening.ended(*ids):
        assert result.receipt is not None, result.failure
        assert result.receipt.file_id.isdigit()
        assert result.receipt.verified


def test_a_pushed_event_is_seen_through_the_application_server(
    cloud: Cloud, listening: Listening, tmp_path: Path
) -> None:
    told = vod_kit.facts(cloud)
    ids = vod_kit.upload(
        listening,
        cloud,
        [_file(tmp_path, 1000), _file(tmp_path, 2000, "b.mp4")],
        there=vod_kit.place(cloud, vod_kit.PUSHED),
        extras={"statusUrl": told["status_url"]},
    )
    for task_id, result in zip(ids, listening.ended(*ids), strict=True):
        notice = vod_kit.settled(listening, task_id)
        assert (notice.state, notice.way) == (NoticeState.ARRIVED, "stream")
        assert result.receipt is not None
        assert json.loads(notice.body)["FileUploadEvent"]["FileId"] == result.receipt.file_id


@pytest.mark.parametrize(
    ("application", "reason"),
    [(vod_kit.PULLED, "not_read"), (vod_kit.PUSHED, "elsewhere"), (vod_kit.SILENT, "off")],
)
def test_where_no_event_will_come_the_notice_says_why(
    cloud: Cloud, listening: Listening, tmp_path: Path, application: str, reason: str
) -> None:
    there = vod_kit.place(cloud, application)
    [task_id] = vod_kit.upload(listening, cloud, [_file(tmp_path, 10)], there=there)
    notice = vod_kit.settled(listening, task_id)
    assert (notice.state, notice.reason) == (NoticeState.NONE, reason)
    assert not cloud.of_kind("request", operation="PullEvents")
