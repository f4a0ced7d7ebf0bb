"""Wangsu through the real engine against the demo cloud, which shares no code with the client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.states import CallbackOutcome, Outcome
from tests.cloud import Cloud
from tests.engine.listening import Listening
from tests.providers.wangsu_cloud import FOUR, MIB, Uploads, called, key, made, uploads_to


@pytest.fixture
def uploads(cloud: Cloud, tmp_path: Path) -> Iterator[Uploads]:
    """An engine with the cloud's key, and a cloud whose minutes are short."""
    with uploads_to(cloud, tmp_path) as found:
        yield found


def ended(cloud: Cloud, operation: str) -> list[dict[str, Any]]:
    """The requests of an operation, once one has ended."""

    def some(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [e for e in events if e["kind"] == "request" and e["operation"] == operation]

    return some(cloud.until(some))


@pytest.mark.parametrize("size", [0, 5, FOUR, FOUR + 1, 9 * MIB])
@pytest.mark.parametrize("method", ["post", "multipart"])
def test_a_file_is_stored_and_proved(
    uploads: Uploads, tmp_path: Path, size: int, method: str
) -> None:
    result = uploads.send(made(tmp_path, size), method=method, part_size=FOUR)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified
    assert result.receipt.request_id
    blocks = uploads.cloud.of_kind("request_started", operation="mkblk")
    assert len(blocks) == (-(-size // FOUR) if method == "multipart" else 0)


def test_auto_takes_a_form_below_the_threshold_and_blocks_above(
    uploads: Uploads, tmp_path: Path
) -> None:
    uploads.send(made(tmp_path, 19 * MIB, "a"))
    assert not uploads.cloud.of_kind("request_started", operation="mkblk")
    uploads.send(made(tmp_path, 21 * MIB, "b"))
    assert len(uploads.cloud.of_kind("request_started", operation="mkblk")) == 3


@pytest.mark.parametrize("name", ["报告 2023+v1 %41#&?.bin", "ordner/ä b.txt", "a..b", "😀"])
def test_any_name_is_stored_under_exactly_that_name(
    uploads: Uploads, tmp_path: Path, name: str
) -> None:
    for method in ("post", "multipart"):
        result = uploads.send(made(tmp_path, 5), name=name, method=method)
        assert result.outcome is Outcome.STORED, result.failure
        assert result.receipt is not None
        assert result.receipt.key == name
        finish = "mkfile" if method == "multipart" else "upload"
        assert [(e["key"], e["status"]) for e in ended(uploads.cloud, finish)] == [(name, 200)]


@pytest.mark.parametrize("method", ["post", "multipart"])
def test_the_servers_answer_is_read_back(uploads: Uploads, tmp_path: Path, method: str) -> None:
    spec = called(uploads.cloud, uid="4=2 文+")
    result = uploads.send(made(tmp_path, 5), spec=spec, method=method)
    assert result.outcome is Outcome.DELIVERED, result.failure
    assert result.receipt is not None
    (answered,) = uploads.cloud.of_kind("app_answered")
    assert result.receipt.callback.body == answered["body"]
    assert json.loads(result.receipt.callback.body)["number"] == answered["number"]
    (received,) = uploads.cloud.of_kind("app_received")
    assert received["signature_valid"] is True
    assert "uid=4=2 文+" in received["body"]
    assert result.receipt.verified


@pytest.mark.parametrize("method", ["post", "multipart"])
def test_a_callback_that_fails_eight_times_is_579_and_never_sent_again(
    uploads: Uploads, tmp_path: Path, method: str
) -> None:
    uploads.cloud.answers(mode="500")
    result = uploads.send(made(tmp_path, 5), spec=called(uploads.cloud), method=method)
    assert result.outcome is Outcome.CALLBACK_FAILED
    assert result.receipt is not None
    assert result.receipt.callback.outcome is CallbackOutcome.FAILED
    assert result.receipt.callback.status == 579
    assert len(uploads.cloud.of_kind("callback_sent")) == 8
    finish = "mkfile" if method == "multipart" else "upload"
    assert len(uploads.cloud.of_kind("request_started", operation=finish)) == 1


def test_a_callback_that_is_answered_on_the_fourth_try_is_delivered(
    uploads: Uploads, tmp_path: Path
) -> None:
    uploads.cloud.answers(mode="500", times=3)
    result = uploads.send(made(tmp_path, 5), spec=called(uploads.cloud))
    assert result.outcome is Outcome.DELIVERED
    assert len(uploads.cloud.of_kind("callback_sent")) == 4


def test_a_return_body_and_a_redirect_are_decoded(uploads: Uploads, tmp_path: Path) -> None:
    extras = {"returnBody": "key=$(key)&fsize=$(fsize)&u=$(x:uid)"}
    result = uploads.send(made(tmp_path, 5), name="dir/h.txt", extras=extras)
    assert result.receipt is not None
    assert result.receipt.callback.body.startswith("key=dir/h.txt&fsize=5&u=")
    for way in ("upload_ret", "plain"):
        uploads.cloud.settings(wangsu_redirect=way)
        extras = {"returnUrl": "http://a.example/back?x=1"}
        result = uploads.send(made(tmp_path, 5), extras=extras)
        assert result.outcome is Outcome.STORED, result.failure
        assert result.receipt is not None
        assert result.receipt.verified


@pytest.mark.parametrize(
    "knobs",
    [{"wangsu_mkfile_base64": True}, {"wangsu_padding": False}, {"wangsu_numeric_codes": True}],
)
def test_the_odd_ways_of_answering_make_no_difference(
    uploads: Uploads, tmp_path: Path, knobs: dict[str, object]
) -> None:
    uploads.cloud.settings(**knobs)
    extras = {"returnBody": "key=$(key)"}
    for method in ("post", "multipart"):
        result = uploads.send(made(tmp_path, 5), extras=extras, method=method)
        assert result.receipt is not None
        assert result.receipt.verified
    result = uploads.send(made(tmp_path, 5), extras=extras, same_name=SameName.SKIP)
    assert result.outcome is Outcome.SKIPPED


def test_same_names(uploads: Uploads, tmp_path: Path) -> None:
    path = made(tmp_path, 5)
    for method in ("post", "multipart"):
        assert uploads.send(path, name=method, method=method).outcome is Outcome.STORED
        both = uploads.send(path, name=method, method=method, same_name=SameName.KEEP_BOTH)
        assert both.receipt is not None
        assert both.receipt.key == f"{method} (2)"
        skipped = uploads.send(path, name=method, method=method, same_name=SameName.SKIP)
        assert skipped.outcome is Outcome.SKIPPED


# --- troubles -------------------------------------------------------------------------------------


def test_a_lost_answer_is_settled_by_looking(uploads: Uploads, tmp_path: Path) -> None:
    for method, operation in (("post", "upload"), ("multipart", "mkfile")):
        uploads.cloud.faults(operation=operation, kind="lost_answer")
        spec = called(uploads.cloud)
        result = uploads.send(made(tmp_path, 5), name=method, method=method, spec=spec)
        assert result.outcome is Outcome.ANSWER_NOT_SEEN
        assert result.receipt is not None
        assert result.receipt.verified
        assert len(uploads.cloud.of_kind("request_started", operation=operation)) == 1


def test_without_a_management_domain_a_lost_answer_is_never_sent_again(
    uploads: Uploads, tmp_path: Path
) -> None:
    uploads.managed = False
    uploads.cloud.faults(operation="upload", kind="lost_answer")
    result = uploads.send(made(tmp_path, 5), spec=called(uploads.cloud))
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert result.failure.code == "refused.cannot_tell"
    assert len(uploads.cloud.of_kind("request_started", operation="upload")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "bad_crc"},
        {"kind": "status", "status": 701, "code": "701", "message": "block check failed"},
        {"kind": "status", "status": 412, "code": "412", "message": "no block"},
        {"kind": "status", "status": 406, "code": "406", "message": "checksum"},
        {"kind": "status", "status": 500, "code": "500", "message": "oops"},
        {"kind": "reset", "after_bytes": MIB},
        {"kind": "lost_answer"},
    ],
)
def test_a_block_that_goes_wrong_is_sent_again(
    uploads: Uploads, tmp_path: Path, fault: dict[str, object]
) -> None:
    uploads.cloud.faults(operation="mkblk", part=2, **fault)
    result = uploads.send(made(tmp_path, 9 * MIB), method="multipart", part_size=FOUR)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified
    assert len(uploads.cloud.of_kind("request_started", operation="mkblk")) == 4


def test_blocks_that_vanished_begin_the_file_anew(uploads: Uploads, tmp_path: Path) -> None:
    uploads.cloud.faults(operation="mkfile", kind="expire_upload")
    result = uploads.send(made(tmp_path, 9 * MIB), method="multipart", part_size=FOUR)
    assert result.outcome is Outcome.STORED, result.failure
    assert result.receipt is not None
    assert result.receipt.verified
    assert len(uploads.cloud.of_kind("request_started", operation="mkblk")) == 6


@pytest.mark.parametrize("method", ["post", "multipart"])
def test_a_stored_file_that_differs_is_an_error_and_not_sent_again(
    uploads: Uploads, tmp_path: Path, method: str
) -> None:
    operation = "mkfile" if method == "multipart" else "upload"
    uploads.managed = False
    uploads.cloud.faults(operation=operation, kind="bad_etag", times=None)
    result = uploads.send(made(tmp_path, 5), method=method, same_name=SameName.KEEP_BOTH)
    assert result.outcome is Outcome.NOT_STORED
    assert result.failure is not None
    assert (result.failure.code, result.failure.values["reason"]) == ("integrity", "etag")
    assert len(uploads.cloud.of_kind("request_started", operation=operation)) == 1


def test_a_wrong_clock_is_corrected(uploads: Uploads, tmp_path: Path) -> None:
    uploads.cloud.settings(clock_offset_seconds=3 * 3600)
    result = uploads.send(made(tmp_path, 5))
    assert result.outcome is Outcome.STORED, result.failure


def test_keys_that_are_wrong_are_told_apart(uploads: Uploads, tmp_path: Path) -> None:
    good = key(uploads.cloud)
    wrong = {
        "key_id": Credentials("nobody", good.access_key_secret),
        "secret": Credentials(good.access_key_id, "wrong-secret"),
    }
    for reason, access in wrong.items():
        listening = Listening(None, await_access=False)
        try:
            other = Uploads(listening, uploads.cloud, access=access)
            failure = other.send(made(tmp_path, 5)).failure
        finally:
            listening.close()
        assert failure is not None
        assert (failure.code, failure.values["reason"]) == ("refused.credentials", reason)
