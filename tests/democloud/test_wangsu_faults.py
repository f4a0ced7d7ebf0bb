"""Faults of the demo cloud strike Wangsu's requests as they do others (``faults.py``)."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import Answer, Wangsu, etag

BROKEN = (HTTPException, ConnectionError)


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    return Wangsu(cloud)


def block(wangsu: Wangsu, index: int = 0, *, key: str = "k", data: bytes = b"hello") -> Answer:
    """Send one whole block."""
    return wangsu.block(f"/mkblk/{len(data)}/{index}", data, wangsu.policy(key))


def test_a_scripted_status_in_the_services_words(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="status", status=412, operation="mkfile", message="Block missing")
    ctx = block(wangsu).json["ctx"]
    answer = wangsu.block("/mkfile/5", ctx.encode(), wangsu.policy("k"))
    assert (answer.status, answer.json) == (412, {"code": "412", "message": "Block missing"})
    assert wangsu.block("/mkfile/5", ctx.encode(), wangsu.policy("k")).status == 200
    cloud.faults(kind="status", status=599, body="<html>", headers={"Content-Type": "text/html"})
    answer = block(wangsu)
    assert (answer.status, answer.body) == (599, b"<html>")
    (fault,) = cloud.of_kind("fault", operation="mkfile")
    assert (fault["service"], fault["fault"], fault["key"]) == ("wangsu", "status", "k")


def test_a_fault_finds_its_block_and_its_key(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="status", status=503, operation="mkblk", part=2, key="k")
    assert block(wangsu, 0).status == 200
    assert block(wangsu, 1, key="other").status == 200
    assert block(wangsu, 1).status == 503
    assert block(wangsu, 1).status == 200
    cloud.faults(kind="status", status=503, operation="upload", key="form")
    assert wangsu.upload(wangsu.policy("other-form")).status == 200
    assert wangsu.upload(wangsu.policy(), key="form").status == 503
    assert wangsu.upload(wangsu.policy(), key="form").status == 200


def test_wrong_digests(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="bad_crc", operation="mkblk")
    assert block(wangsu).json["crc32"] == 1
    cloud.faults(kind="bad_etag", operation="mkblk")
    assert block(wangsu).json["checksum"] == "0" * 32
    cloud.faults(kind="bad_etag", operation="upload")
    assert wangsu.upload(wangsu.policy("k")).pairs["hash"] != etag(b"hello")
    assert wangsu.stat("k").json["hash"] == etag(b"hello")


def test_an_expired_token_stays_expired(wangsu: Wangsu, cloud: Cloud) -> None:
    policy = wangsu.policy("k")
    cloud.faults(kind="expire_key", operation="mkblk")
    for _ in range(2):
        answer = wangsu.block("/mkblk/5/0", b"hello", policy)
        assert (answer.status, answer.json["message"]) == (401, "Token Expired")
    assert block(wangsu, key="another").status == 200
    cloud.faults(kind="expire_key", operation="upload", key="f")
    assert wangsu.upload(wangsu.policy("f")).json["message"] == "Token Expired"
    assert wangsu.stat("f").status == 404


def test_a_clock_that_is_ahead(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="skew", seconds=700)
    assert block(wangsu).json["message"] == "Token Expired"
    cloud.settings(clock_offset_seconds=-100_000)
    assert block(wangsu).status == 200


def test_forgotten_blocks(wangsu: Wangsu, cloud: Cloud) -> None:
    ctx = block(wangsu).json["ctx"]
    cloud.faults(kind="expire_upload", operation="mkfile")
    assert wangsu.block("/mkfile/5", ctx.encode(), wangsu.policy("k")).status == 412


def test_of_two_chunks_with_one_ctx_the_slower_is_701(wangsu: Wangsu, cloud: Cloud) -> None:
    policy = wangsu.policy("k")
    ctx = wangsu.block("/mkblk/10/0", b"hello", policy).json["ctx"]
    with ThreadPoolExecutor(1) as pool:
        cloud.faults(kind="stall", operation="bput", after_bytes=1, seconds=0.7)
        mark = cloud.mark()
        slow = pool.submit(wangsu.block, f"/bput/{ctx}/5", b"WORLD", policy)
        cloud.until(lambda events: any(e["kind"] == "fault" for e in events), since=mark)
        quick = wangsu.block(f"/bput/{ctx}/5", b"world", policy)
        assert (quick.status, slow.result().status) == (200, 701)


@pytest.mark.parametrize("kind", ["cut", "reset"])
def test_broken_connections(wangsu: Wangsu, cloud: Cloud, kind: str) -> None:
    cloud.faults(kind=kind, operation="mkblk", after_bytes=100_000)
    with pytest.raises(BROKEN):
        block(wangsu, data=bytes(1024 * 1024))
    cloud.faults(kind=kind, operation="upload", after_bytes=100_000)
    with pytest.raises(BROKEN):
        wangsu.upload(wangsu.policy("k"), bytes(1024 * 1024))
    assert wangsu.stat("k").status == 404
    ended = cloud.of_kind("request", fault=kind)
    assert [event["status"] for event in ended] == [None, None]


def test_a_lost_answer_leaves_the_object(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="lost_answer", operation="upload")
    with pytest.raises(BROKEN):
        wangsu.upload(wangsu.policy("k"))
    assert wangsu.read("k") == b"hello"


def test_a_late_answer(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="delay", seconds=0.3, when="answer")
    started = time.monotonic()
    assert block(wangsu).status == 200
    assert time.monotonic() - started > 0.28


def test_trouble_by_chance_has_the_same_fate(wangsu: Wangsu, cloud: Cloud) -> None:
    def fates() -> list[int]:
        cloud.ask("/chance", method="POST", seed=7, rates={"mkblk": {"error": 0.5}})
        return [block(wangsu, index).status for index in range(12)]

    first = fates()
    assert first == fates()
    assert {200} < set(first) <= {200, 500, 502, 503, 504}
    cloud.ask("/chance", method="POST")
