"""Whoever forbids overwriting is never overwritten, however many come at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import oss2
import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.forms import post, signed_v4, signer_of
from tests.democloud.raw import connect, read_answer, signed_head
from tests.democloud.sdks import old_bucket

RUNNERS = 4
ROUNDS = 15
FORBID = {"x-oss-forbid-overwrite": "true"}

Try = Callable[[Cloud, str, bytes], int]


def raw_put(cloud: Cloud) -> bytes:
    """Give a whole PutObject that forbids overwriting."""
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k", headers=FORBID)
    return head + b"Content-Length: 5\r\n\r\nhello"


def raw_form(cloud: Cloud) -> bytes:
    """Give a whole PostObject that forbids overwriting."""
    fields = signed_v4(signer_of(cloud)) | {"key": "k"} | FORBID
    url = f"{cloud.endpoint}/demo/"
    request = httpx.Request("POST", url, data=fields, files={"file": ("a", b"hello")})
    body = request.read()
    lines = [f"{name}: {value}" for name, value in request.headers.items()]
    head = "\r\n".join(["POST /demo/ HTTP/1.1", *lines, "", ""])
    return head.encode() + body


@pytest.mark.parametrize("kinds", [(raw_put,), (raw_form,), (raw_put, raw_form)])
def test_of_those_who_were_all_let_in_only_one_is_stored(
    cloud: Cloud, kinds: tuple[Callable[[Cloud], bytes], ...]
) -> None:
    messages = [kinds[number % len(kinds)](cloud) for number in range(8)]
    lines = [connect(cloud) for _ in messages]
    for line, message in zip(lines, messages, strict=True):
        # The key is free while each of them is judged: only the last byte is still to come.
        line.sendall(message[:-1])
    cloud.until(lambda events: len([e for e in events if e["kind"] == "request_started"]) == 8)
    assert cloud.objects() == []
    for line, message in zip(lines, messages, strict=True):
        line.sendall(message[-1:])
    answers = [read_answer(line) for line in lines]
    for line in lines:
        line.close()
    assert sorted(answer.status for answer in answers)[1:] == [409] * 7
    assert {answer.text("Code") for answer in answers if answer.body} == {"FileAlreadyExists"}
    assert len(cloud.of_kind("object_stored")) == len(cloud.objects()) == 1


def by_put(cloud: Cloud, key: str, body: bytes) -> int:
    """Put an object; give the status."""
    try:
        return int(old_bucket(cloud).put_object(key, body, headers=FORBID).status)
    except oss2.exceptions.OssError as error:
        return int(error.status)


def by_form(cloud: Cloud, key: str, body: bytes) -> int:
    """Send a form; give the status."""
    return post(cloud, signed_v4(signer_of(cloud)) | {"key": key} | FORBID, body).status_code


def by_parts(cloud: Cloud, key: str, body: bytes) -> int:
    """Upload in parts, forbidding only at the end; give the last status."""
    bucket = old_bucket(cloud)
    upload = bucket.init_multipart_upload(key).upload_id
    parts = [oss2.models.PartInfo(1, bucket.upload_part(key, upload, 1, body).etag)]
    try:
        return int(bucket.complete_multipart_upload(key, upload, parts, headers=FORBID).status)
    except oss2.exceptions.OssError as error:
        return int(error.status)


@pytest.mark.parametrize("ways", [(by_put,), (by_form,), (by_parts,), (by_put, by_form, by_parts)])
def test_of_many_at_once_exactly_one_is_stored(cloud: Cloud, ways: tuple[Try, ...]) -> None:
    barrier = threading.Barrier(RUNNERS, timeout=PATIENCE)

    def run(runner: int) -> list[int]:
        found = []
        for number in range(ROUNDS):
            barrier.wait()
            way = ways[(runner + number) % len(ways)]
            found.append(way(cloud, f"k{number}", b"%d" % runner * 3000))
        return found

    with ThreadPoolExecutor(RUNNERS) as pool:
        runs = list(pool.map(run, range(RUNNERS)))
    for number in range(ROUNDS):
        statuses = sorted(run[number] for run in runs)
        assert statuses[0] in (200, 204)
        assert statuses[1:] == [409] * (RUNNERS - 1)
        winner = next(n for n, run in enumerate(runs) if run[number] < 300)
        assert old_bucket(cloud).get_object(f"k{number}").read() == b"%d" % winner * 3000
    assert len(cloud.of_kind("object_stored")) == ROUNDS
