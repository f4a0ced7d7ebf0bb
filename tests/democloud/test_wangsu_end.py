"""Rates, pages of other origins, downloads, and an end in the middle of everything."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.democloud.wangsu import Wangsu

LAKE = Path(__file__).parents[2] / "resources/samples/lake.jpg"


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    return Wangsu(cloud)


def test_a_rate_that_is_asked_for_is_kept(wangsu: Wangsu) -> None:
    started = time.monotonic()
    limit = {"x-wos-traffic-limit": "256"}
    answer = wangsu.block("/mkblk/102400/0", bytes(102_400), wangsu.policy("k"), **limit)
    assert answer.status == 200
    assert time.monotonic() - started > 0.35
    odd = {"x-wos-traffic-limit": "fast"}
    assert wangsu.block("/mkblk/5/0", b"hello", wangsu.policy("k"), **odd).status == 400


def test_pages_of_other_origins_may_upload(wangsu: Wangsu) -> None:
    url = wangsu.facts["upload_endpoint"] + "/file/upload"
    asked = {"Origin": "http://page.example", "Access-Control-Request-Headers": "uploadbatch"}
    answer = wangsu.ask("OPTIONS", url, headers=asked)
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == "uploadbatch"


def test_what_was_stored_cannot_run_as_a_page(wangsu: Wangsu) -> None:
    wangsu.upload(wangsu.policy("a.html"), b"<script>alert(1)</script>")
    url = f"{wangsu.facts['upload_endpoint']}/{wangsu.bucket}/a.html"
    answer = wangsu.ask("GET", url)
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    head = wangsu.ask("HEAD", url)
    assert (head.status, head.headers["Content-Length"], head.body) == (200, "25", b"")


def test_the_end_waits_for_no_callback_and_no_picture(tmp_path: Path) -> None:
    cloud = Cloud()
    try:
        wangsu = Wangsu(cloud)
        cloud.settings(wangsu_minute_seconds=60, wangsu_process_seconds=0)
        cloud.answers(mode="500")
        held = wangsu.policy("k", callbackUrl=wangsu.facts["callback_url"], callbackBody="a=1")
        data = LAKE.read_bytes()
        for number in range(5):
            policy = wangsu.policy(f"{number}.jpg", persistentOps="imageMogr2/png/crop/1000x")
            assert wangsu.upload(policy, data).status == 200
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(wangsu.upload, held)
            cloud.until(lambda events: sum(e["kind"] == "callback_answered" for e in events) == 3)
            started = time.monotonic()
            assert cloud.close() == 0
            assert time.monotonic() - started < 5
            with pytest.raises((HTTPException, ConnectionError)):
                waiting.result()
    finally:
        cloud.process.kill()
