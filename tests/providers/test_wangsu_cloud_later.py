"""Tokens of a server, processing, and what goes on later, through the real engine (wangsu.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.credentials import ServerAccess
from app.domain.destination import SameName
from app.domain.notice import NoticeState
from app.domain.states import Outcome, UploadState
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening
from tests.providers.wangsu_cloud import (
    FOUR,
    MIB,
    Uploads,
    called,
    facts,
    key,
    made,
    place,
    uploads_to,
)


@pytest.fixture
def uploads(cloud: Cloud, tmp_path: Path) -> Iterator[Uploads]:
    """An engine with the cloud's key, and a cloud whose minutes are short."""
    with uploads_to(cloud, tmp_path) as found:
        yield found


@pytest.mark.parametrize("method", ["auto", "multipart"])
def test_an_upload_goes_by_a_servers_token(uploads: Uploads, tmp_path: Path, method: str) -> None:
    url = facts(uploads.cloud)["token_url"] + "?name={name}"
    uploads.access = ServerAccess(url)
    uploads.managed = False
    result = uploads.send(made(tmp_path, 9 * MIB), method=method, part_size=FOUR)
    assert result.outcome is Outcome.DELIVERED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified
    assert json.loads(result.receipt.callback.body)["number"]


def test_an_ended_token_is_renewed_in_the_middle_of_a_file(
    uploads: Uploads, tmp_path: Path
) -> None:
    uploads.access = ServerAccess(facts(uploads.cloud)["token_url"] + "?name={name}")
    uploads.cloud.faults(operation="mkblk", part=2, kind="expire_key")
    result = uploads.send(made(tmp_path, 9 * MIB), method="multipart", part_size=FOUR)
    assert result.outcome is Outcome.DELIVERED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified


# --- notification ---------------------------------------------------------------------------------

OPS = "imageMogr2/png|saveas/{folder}{stem}-small.png;vframe/jpg/offset/1"


@pytest.mark.parametrize(
    ("method", "notify", "streamed"),
    [
        ("post", False, False),
        ("multipart", True, False),
        ("post", True, True),
        ("multipart", True, True),
    ],
)
def test_a_processing_task_is_seen_to_its_end(
    uploads: Uploads, tmp_path: Path, method: str, streamed: bool, notify: bool
) -> None:
    told = facts(uploads.cloud)
    extras = {"persistentOps": OPS}
    if notify:
        extras["persistentNotifyUrl"] = told["notify_url"]
    if streamed:
        extras["statusUrl"] = told["status_url"]
    result = uploads.send(made(tmp_path, 5), name="d/a.bin", extras=extras, method=method)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    (pending,) = result.receipt.notices
    assert pending.state is NoticeState.PENDING
    notice = uploads.notice(result.task_id)
    assert notice.state is NoticeState.ARRIVED
    assert notice.way == ("stream" if streamed else "poll")
    document = json.loads(notice.body)
    assert len(document["items"]) == 2
    assert notice.id == pending.id
    if notify:
        assert dict(notice.facts)["receiver"] == "delivered"
    if notice.way == "stream":
        assert dict(notice.facts)["signature"]
        assert notice.times == 1


def test_several_notifications_are_joined(uploads: Uploads, tmp_path: Path) -> None:
    told = facts(uploads.cloud)
    uploads.cloud.settings(wangsu_failing=["vframe"])
    extras = {
        "persistentOps": OPS,
        "separate": "1",
        "persistentNotifyUrl": told["notify_url"],
        "statusUrl": told["status_url"],
    }
    result = uploads.send(made(tmp_path, 5), extras=extras)
    notice = uploads.notice(result.task_id)
    assert notice.state is NoticeState.ARRIVED
    assert notice.good is False
    assert len(json.loads(notice.body)["items"]) == 2
    assert result.outcome is Outcome.STORED


def test_a_receiver_that_is_never_reached_is_given_up(uploads: Uploads, tmp_path: Path) -> None:
    extras = {"persistentOps": OPS, "persistentNotifyUrl": "http://127.0.0.1:9/notify"}
    result = uploads.send(made(tmp_path, 5), extras=extras)
    notice = uploads.notice(result.task_id)
    assert (notice.state, notice.reason) == (NoticeState.GAVE_UP, "receiver")
    assert json.loads(notice.body)["items"]


def test_the_key_and_the_place_of_the_cloud_are_a_destination(cloud: Cloud) -> None:
    assert place(cloud).provider == "wangsu"
    assert key(cloud).access_key_id == facts(cloud)["access_key"]


# --- proved, compared, gone on with ---------------------------------------------------------------


def test_a_failed_callback_says_nothing_of_the_file_so_it_is_looked_at(
    uploads: Uploads, tmp_path: Path
) -> None:
    uploads.cloud.answers(mode="500")
    result = uploads.send(made(tmp_path, 5), spec=called(uploads.cloud))
    assert result.receipt is not None
    assert result.receipt.callback.status == 579
    assert result.receipt.verified


def test_only_if_different_compares_what_is_there(uploads: Uploads, tmp_path: Path) -> None:
    path = made(tmp_path, FOUR + 1, "same.bin")
    assert uploads.send(path, same_name=SameName.DIFFERENT).outcome is Outcome.STORED
    assert uploads.send(path, same_name=SameName.DIFFERENT).outcome is Outcome.SKIPPED
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert uploads.send(path, same_name=SameName.DIFFERENT).outcome is Outcome.STORED


def test_after_the_programs_end_an_upload_goes_on_by_its_own_list(
    cloud: Cloud, tmp_path: Path
) -> None:
    path, journal = made(tmp_path, 33 * MIB, "big.bin"), tmp_path / "journal.sqlite"
    cloud.faults(operation="mkblk", part=9, kind="stall", after_bytes=1000, seconds=60)
    first = Listening(journal)
    task_id = Uploads(first, cloud).start(path, method="multipart", part_size=FOUR)
    first.until(lambda: task_id in first.seen and first.latest(task_id).stored == 32 * MIB)
    first.close()
    cloud.ask("/faults", method="DELETE")
    assert len(cloud.of_kind("request_started", operation="mkblk")) == 9
    mark = cloud.mark()
    second = Listening(journal)
    try:
        second.engine.connect(CONNECTION, key(cloud))
        (result,) = second.ended(task_id)
    finally:
        second.close()
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified
    assert [e["part"] for e in cloud.of_kind("request_started", mark, operation="mkblk")] == [9]


def test_parts_that_made_another_file_are_not_used_again(uploads: Uploads, tmp_path: Path) -> None:
    uploads.managed = False
    uploads.cloud.faults(operation="mkfile", kind="bad_etag")
    path = made(tmp_path, 9 * MIB)
    task_id = uploads.start(path, method="multipart", part_size=FOUR)
    assert uploads.end(task_id).outcome is Outcome.NOT_STORED
    mark = uploads.cloud.mark()
    uploads.listening.engine.retry([task_id])
    uploads.listening.until(
        lambda: uploads.listening.results()[task_id].outcome is not Outcome.NOT_STORED
    )
    result = uploads.end(task_id)
    assert result.outcome is Outcome.STORED
    assert len(uploads.cloud.of_kind("request_started", mark, operation="mkblk")) == 3


# --- while the service calls ----------------------------------------------------------------------


def waiting(uploads: Uploads, path: Path) -> str:
    """An upload whose callback has been sent and is not answered; its task's id."""
    uploads.cloud.answers(mode="late", seconds=30)
    task_id = uploads.start(path, spec=called(uploads.cloud))
    uploads.cloud.until(lambda events: any(e["kind"] == "callback_sent" for e in events))
    uploads.listening.reaches(task_id, UploadState.COMPLETING)
    return task_id


def test_who_waits_for_an_application_server_may_stop_and_others_go_on(
    uploads: Uploads, tmp_path: Path
) -> None:
    waits = [waiting(uploads, made(tmp_path, 5, f"{n}.bin")) for n in range(6)]
    other = uploads.send(made(tmp_path, 9 * MIB, "other.bin"))
    assert other.outcome is Outcome.STORED
    uploads.listening.engine.stop_waiting(waits)
    for task_id in waits:
        result = uploads.end(task_id)
        assert result.outcome is Outcome.ANSWER_NOT_SEEN
        assert result.receipt is not None
        assert result.receipt.verified
    assert len(uploads.cloud.of_kind("request_started", operation="upload")) == 7


def test_a_program_that_ended_while_it_waited_looks_and_sends_nothing_again(
    cloud: Cloud, tmp_path: Path
) -> None:
    journal = tmp_path / "journal.sqlite"
    first = Listening(journal)
    task_id = waiting(Uploads(first, cloud), made(tmp_path, 5))
    first.close()
    second = Listening(journal)
    try:
        second.engine.connect(CONNECTION, key(cloud))
        (result,) = second.ended(task_id)
    finally:
        second.close()
    assert result.outcome is Outcome.ANSWER_NOT_SEEN
    assert result.receipt is not None
    assert result.receipt.verified
    assert len(cloud.of_kind("request_started", operation="upload")) == 1
    assert len(cloud.of_kind("callback_sent")) == 1


def test_a_task_that_is_waited_for_is_taken_up_at_the_next_start(
    cloud: Cloud, tmp_path: Path
) -> None:
    cloud.settings(wangsu_process_seconds=1.0)
    journal = tmp_path / "journal.sqlite"
    first = Listening(journal)
    result = Uploads(first, cloud).send(made(tmp_path, 5), extras={"persistentOps": OPS})
    first.close()
    second = Listening(journal)
    try:
        second.engine.connect(CONNECTION, key(cloud))
        notice = Uploads(second, cloud).notice(result.task_id)
    finally:
        second.close()
    assert notice.state is NoticeState.ARRIVED
    assert len(json.loads(notice.body)["items"]) == 2


@pytest.mark.parametrize("method", ["post", "multipart"])
def test_a_callback_and_a_task_go_together_and_the_task_may_be_over_first(
    uploads: Uploads, tmp_path: Path, method: str
) -> None:
    told = facts(uploads.cloud)
    uploads.managed = False
    uploads.cloud.answers(mode="late", seconds=0.6)
    extras = {
        "persistentOps": OPS,
        "persistentNotifyUrl": told["notify_url"],
        "statusUrl": told["status_url"],
    }
    spec = called(uploads.cloud, uid="7")
    result = uploads.send(made(tmp_path, 5), spec=spec, extras=extras, method=method)
    assert result.outcome is Outcome.DELIVERED, result.failure
    assert result.receipt is not None
    answer = json.loads(result.receipt.callback.body)
    assert answer["received"]["uid"] == "7"
    assert result.receipt.notices[0].id == answer["received"]["persistentId"]
    notice = uploads.notice(result.task_id)
    assert (notice.state, notice.way) == (NoticeState.ARRIVED, "stream")


def test_where_blocks_do_not_tell_the_task_the_stream_finds_the_file(
    uploads: Uploads, tmp_path: Path
) -> None:
    told = facts(uploads.cloud)
    uploads.cloud.settings(wangsu_id_in_parts=False)
    extras = {
        "persistentOps": OPS,
        "persistentNotifyUrl": told["notify_url"],
        "statusUrl": told["status_url"],
    }
    result = uploads.send(made(tmp_path, 5), name="d/x.bin", extras=extras, method="multipart")
    assert result.receipt is not None
    assert result.receipt.notices[0].id == ""
    notice = uploads.notice(result.task_id)
    assert (notice.state, notice.way) == (NoticeState.ARRIVED, "stream")
    alone = uploads.send(
        made(tmp_path, 5), extras={"persistentOps": OPS}, name="y.bin", method="multipart"
    )
    assert alone.receipt is not None
    assert [(n.state, n.reason) for n in alone.receipt.notices] == [(NoticeState.NONE, "no_id")]


def test_no_secret_and_no_token_reaches_the_journal_or_a_log(
    cloud: Cloud, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A token begins with the access key and a colon, wherever it stands."""
    pair, journal = key(cloud), tmp_path / "journal.sqlite"
    listening = Listening(journal)
    uploads = Uploads(listening, cloud)
    try:
        for method in ("post", "multipart"):
            uploads.send(made(tmp_path, 5), spec=called(cloud, uid="7"), method=method)
        refused = {"status": 400, "code": "400", "message": "no"}
        cloud.faults(operation="upload", kind="status", **refused)
        assert uploads.send(made(tmp_path, 5)).failure is not None
    finally:
        listening.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("journal.sqlite*"))
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert b"demo-wangsu" in kept
    for secret in (pair.access_key_secret, f"{pair.access_key_id}:"):
        assert secret.encode() not in kept
        assert secret not in told
