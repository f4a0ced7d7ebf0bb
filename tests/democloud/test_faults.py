"""Scripted trouble strikes exactly where it was told to."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.raw import RawAnswer, ask, connect, read_answer, signed_head
from tests.democloud.sdks import callback_headers, old_bucket

BODY = b"x" * 400_000


def put(cloud: Cloud, key: str = "k", *, body: bytes = b"1") -> RawAnswer:
    """Put an object."""
    return ask(cloud, "PUT", f"/demo/{key}", resource=f"/demo/{key}", body=body)


def broken(cloud: Cloud, body: bytes = BODY) -> type[OSError] | None:
    """Put an object whose connection breaks; give the error, None for an orderly end."""
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k")
    with connect(cloud) as line:
        try:
            line.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            assert line.recv(1) == b""
        except ConnectionError as error:
            return type(error)
    return None


def last_request(cloud: Cloud) -> dict[str, object]:
    """Wait for the end of a request and give its event."""
    return cloud.until(lambda events: events and events[-1]["kind"] == "request")[-1]


def test_a_status_fault_refuses_without_doing_anything(cloud: Cloud) -> None:
    cloud.faults(operation="PutObject", kind="status", status=503, code="ServiceUnavailable")
    answer = put(cloud)
    assert (answer.status, answer.text("Code")) == (503, "ServiceUnavailable")
    assert cloud.objects() == []
    assert put(cloud).status == 200
    (fault,) = cloud.of_kind("fault")
    first, second = cloud.of_kind("request")
    assert fault["request_id"] == first["request_id"]
    assert (first["fault"], first["status"], second["fault"]) == ("status", 503, None)


def test_a_status_fault_may_carry_headers(cloud: Cloud) -> None:
    cloud.faults(kind="status", status=503, headers={"x-oss-qos-delay-time": "700"})
    assert put(cloud).header("x-oss-qos-delay-time") == "700"


def test_faults_choose_by_operation_key_and_part_and_count(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, version="V1")
    upload = bucket.init_multipart_upload("k").upload_id
    cloud.faults(operation="UploadPart", key="k", part=2, skip=1, times=2, kind="status")
    codes = []
    for number in (1, 2, 2, 2, 2):
        target = f"/demo/k?partNumber={number}&uploadId={upload}"
        codes.append(ask(cloud, "PUT", target, resource=target, body=b"1").status)
    assert codes == [200, 200, 503, 503, 200]
    assert cloud.ask("/faults")["faults"] == []


def test_a_fault_without_end_ends_when_it_is_deleted(cloud: Cloud) -> None:
    cloud.faults(kind="status", times=None)
    assert [put(cloud).status for _ in range(3)] == [503] * 3
    cloud.ask("/faults", method="DELETE")
    assert put(cloud).status == 200


@pytest.mark.parametrize("when", ["before", "answer"])
def test_a_delay_comes_before_the_work_or_before_the_answer(cloud: Cloud, when: str) -> None:
    cloud.faults(kind="delay", seconds=0.4, when=when)
    started = time.monotonic()
    assert put(cloud).status == 200
    assert 0.4 <= time.monotonic() - started < PATIENCE
    begun, stored, ended = (
        cloud.of_kind(kind)[0]["at"] for kind in ("request_started", "object_stored", "request")
    )
    assert (stored - begun >= 0.39) == (when == "before")
    assert (ended - stored >= 0.39) == (when == "answer")


@pytest.mark.parametrize("kind", ["cut", "reset"])
@pytest.mark.parametrize("after", [0, 100_000, 10**9])
def test_a_connection_breaks_inside_the_body(cloud: Cloud, kind: str, after: int) -> None:
    cloud.faults(kind=kind, after_bytes=after)
    error = broken(cloud)
    assert error is not None or kind == "cut"
    ended = last_request(cloud)
    assert (ended["status"], ended["fault"]) == (None, kind)
    assert min(after, len(BODY)) <= int(str(ended["bytes_in"])) <= len(BODY)
    assert cloud.objects() == []
    assert put(cloud).status == 200


def test_a_reset_is_a_reset_even_when_all_was_read(cloud: Cloud) -> None:
    cloud.faults(kind="reset", after_bytes=1)
    assert broken(cloud, b"1") is ConnectionResetError
    cloud.faults(kind="cut", after_bytes=1)
    assert broken(cloud, b"1") is None


def test_a_lost_answer_leaves_the_work_done(cloud: Cloud) -> None:
    cloud.faults(kind="lost_answer", operation="PutObject")
    assert broken(cloud) is None
    assert [found["size"] for found in cloud.objects()] == [len(BODY)]
    assert last_request(cloud)["status"] is None


def test_a_lost_complete_answer_has_called_back(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, version="V1")
    upload = bucket.init_multipart_upload("k").upload_id
    etag = bucket.upload_part("k", upload, 1, b"1").etag
    cloud.faults(kind="lost_answer", operation="CompleteMultipartUpload")
    target = f"/demo/k?uploadId={upload}"
    body = f"<C><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></C>".encode()
    headers = callback_headers(cloud)
    head = signed_head(cloud, "POST", target, resource=target, headers=headers)
    with connect(cloud) as line:
        line.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert line.recv(1) == b""
    assert len(cloud.of_kind("app_received")) == 1
    again = ask(cloud, "POST", target, resource=target, body=body)
    assert (again.status, again.text("Code")) == (404, "NoSuchUpload")
    assert len(cloud.objects()) == 1


def test_a_stall_holds_the_body_back_and_then_lets_go(cloud: Cloud) -> None:
    cloud.faults(kind="stall", after_bytes=1000, seconds=0.5)
    started = time.monotonic()
    assert put(cloud, body=b"x" * 20_000_000).status == 200
    assert 0.5 <= time.monotonic() - started < PATIENCE
    assert cloud.objects()[0]["size"] == 20_000_000


def test_a_scripted_callback_failure_calls_nobody(cloud: Cloud) -> None:
    cloud.faults(kind="callback_failed")
    headers = callback_headers(cloud)
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers, body=b"1")
    assert (answer.status, answer.text("EC")) == (203, "0007-00000201")
    assert len(cloud.objects()) == 1
    assert cloud.of_kind("callback_sent") == []


@pytest.mark.parametrize(
    ("kind", "name"), [("bad_etag", "ETag"), ("bad_crc", "x-oss-hash-crc64ecma")]
)
def test_a_wrong_digest_is_only_in_the_answer(cloud: Cloud, kind: str, name: str) -> None:
    right = put(cloud).header(name)
    cloud.faults(kind=kind)
    assert put(cloud).header(name) not in (right, None)
    assert ask(cloud, "HEAD", "/demo/k", resource="/demo/k").header(name) == right


def test_a_skewed_service_clock_refuses_and_shows_its_time(cloud: Cloud) -> None:
    cloud.faults(kind="skew", seconds=1300)
    answer = put(cloud)
    assert answer.text("Code") == "RequestTimeTooSkewed"
    assert put(cloud).status == 200


def test_a_body_that_stops_coming_is_refused(cloud: Cloud) -> None:
    cloud.settings(body_idle_seconds=0.3)
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k")
    with connect(cloud) as line:
        line.sendall(head + b"Content-Length: 10\r\n\r\n12345")
        answer = read_answer(line)
    assert (answer.status, answer.text("Code")) == (400, "RequestTimeout")
    assert cloud.objects() == []


def test_a_client_that_goes_away_leaves_nothing(cloud: Cloud) -> None:
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k")
    with connect(cloud) as line:
        line.sendall(head + b"Content-Length: 10\r\n\r\n12345")
        cloud.until(lambda events: events)
    ended = last_request(cloud)
    assert (ended["status"], ended["bytes_in"]) == (None, 5)
    assert cloud.objects() == []


@pytest.mark.parametrize(
    "description",
    [
        {"kind": "nonsense"},
        {"kind": "delay", "secondz": 1},
        {"kind": "delay", "seconds": "1"},
        {"kind": "status", "part": "2"},
        {},
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    cloud: Cloud, description: dict[str, object]
) -> None:
    expect_refusal(lambda: cloud.faults(**description))
    assert cloud.ask("/faults")["faults"] == []


def expect_refusal(request: Callable[[], object]) -> None:
    """Expect that the control plane explains what is wrong."""
    with pytest.raises(AssertionError, match="error"):
        request()
