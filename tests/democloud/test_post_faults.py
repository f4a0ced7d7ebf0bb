"""Scripted trouble strikes forms too, and a form may arrive in any pieces."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.democloud.oss.errors import OssError
from app.democloud.oss.form import FormReader
from tests.cloud import PATIENCE, Cloud
from tests.democloud.forms import code_of, post, signed_v4, signer_of
from tests.democloud.sdks import callback_headers

FILE = b"x" * 400_000


def sent(cloud: Cloud, *, key: str = "k", callback: bool = False) -> httpx.Response:
    """Send a good form."""
    more = {"callback": callback_headers(cloud)["x-oss-callback"]} if callback else {}
    return post(cloud, {"key": key} | more | signed_v4(signer_of(cloud)), FILE)


def ended(cloud: Cloud) -> dict[str, object]:
    """Wait for the end of a request and give its event."""
    return cloud.until(lambda events: events and events[-1]["kind"] == "request")[-1]


@pytest.mark.parametrize("key", [None, "k"])
@pytest.mark.parametrize("kind", ["cut", "reset"])
@pytest.mark.parametrize("after", [0, 100_000, 10**9])
def test_a_connection_breaks_inside_the_form(
    cloud: Cloud, kind: str, after: int, key: str | None
) -> None:
    cloud.faults(kind=kind, operation="PostObject", key=key, after_bytes=after)
    with pytest.raises(httpx.TransportError):
        sent(cloud)
    event = ended(cloud)
    assert (event["operation"], event["status"], event["fault"]) == ("PostObject", None, kind)
    assert cloud.objects() == []
    assert sent(cloud).status_code == 204


@pytest.mark.parametrize("key", [None, "k"])
def test_a_lost_answer_leaves_the_work_done(cloud: Cloud, key: str | None) -> None:
    cloud.faults(kind="lost_answer", key=key)
    with pytest.raises(httpx.RemoteProtocolError):
        sent(cloud, callback=True)
    assert len(cloud.objects()) == 1
    assert len(cloud.of_kind("app_received")) == 1
    assert ended(cloud)["status"] is None


@pytest.mark.parametrize("key", [None, "k"])
def test_a_status_fault_refuses_without_doing_anything(cloud: Cloud, key: str | None) -> None:
    cloud.faults(kind="status", operation="PostObject", key=key, status=503)
    assert code_of(sent(cloud)) == (503, "ServiceUnavailable", "")
    assert cloud.objects() == []
    assert sent(cloud).status_code == 204
    first, second = cloud.of_kind("request")
    (fault,) = cloud.of_kind("fault")
    assert (fault["operation"], fault["request_id"]) == ("PostObject", first["request_id"])
    assert (first["fault"], second["fault"]) == ("status", None)


def test_a_fault_for_a_key_strikes_its_form_only_and_counts(cloud: Cloud) -> None:
    cloud.faults(kind="status", key="b", skip=1, times=1)
    codes = [sent(cloud, key=key).status_code for key in ("a", "b", "a", "b", "b")]
    assert codes == [204, 204, 204, 503, 204]
    (fault,) = cloud.of_kind("fault")
    assert fault["key"] == "b"


def test_a_fault_for_any_key_counts_a_form_once(cloud: Cloud) -> None:
    cloud.faults(kind="status", skip=2, times=1)
    assert [sent(cloud).status_code for _ in range(4)] == [204, 204, 503, 204]


@pytest.mark.parametrize("key", [None, "k"])
@pytest.mark.parametrize("when", ["before", "answer"])
def test_a_delay_comes_before_the_work_or_before_the_answer(
    cloud: Cloud, when: str, key: str | None
) -> None:
    cloud.faults(kind="delay", seconds=0.4, when=when, key=key)
    started = time.monotonic()
    assert sent(cloud).status_code == 204
    assert 0.4 <= time.monotonic() - started < PATIENCE
    (begun,), (stored,) = cloud.of_kind("request_started"), cloud.of_kind("object_stored")
    assert (stored["at"] - begun["at"] >= 0.39) == (when == "before")


def test_a_stall_holds_the_form_back_and_then_lets_go(cloud: Cloud) -> None:
    cloud.faults(kind="stall", key="k", after_bytes=100_000, seconds=0.5)
    started = time.monotonic()
    assert sent(cloud).status_code == 204
    assert 0.5 <= time.monotonic() - started < PATIENCE


@pytest.mark.parametrize("key", [None, "k"])
def test_a_scripted_callback_failure_calls_nobody(cloud: Cloud, key: str | None) -> None:
    cloud.faults(kind="callback_failed", key=key)
    assert code_of(sent(cloud, callback=True)) == (203, "CallbackFailed", "0007-00000201")
    assert len(cloud.objects()) == 1
    assert cloud.of_kind("callback_sent") == []


@pytest.mark.parametrize(
    ("kind", "name"), [("bad_etag", "etag"), ("bad_crc", "x-oss-hash-crc64ecma")]
)
def test_a_wrong_digest_is_only_in_the_answer(cloud: Cloud, kind: str, name: str) -> None:
    cloud.faults(kind=kind, key="k")
    told = sent(cloud).headers[name].strip('"')
    (stored,) = cloud.objects()
    assert told not in (stored["etag"], stored["crc64"])


@pytest.mark.parametrize("key", [None, "k"])
def test_a_skewed_service_clock_ends_the_policy(cloud: Cloud, key: str | None) -> None:
    cloud.faults(kind="skew", seconds=700, key=key)
    assert code_of(sent(cloud))[:2] == (403, "AccessDenied")
    assert sent(cloud).status_code == 204


def test_a_client_that_goes_away_leaves_nothing(cloud: Cloud) -> None:
    def breaking() -> object:
        yield b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nk'
        raise ConnectionAbortedError

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "10000"}
    with pytest.raises(ConnectionAbortedError):
        httpx.post(f"{cloud.endpoint}/demo/", content=breaking(), headers=headers)  # type: ignore[arg-type]
    assert ended(cloud)["status"] is None
    assert cloud.objects() == []


def read(pieces: Sequence[bytes]) -> tuple[dict[str, str], bytes]:
    """Read a form with the boundary ``x`` that comes in these pieces."""

    async def chunks() -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece

    async def scene() -> tuple[dict[str, str], bytes]:
        reader = FormReader(chunks(), "multipart/form-data; boundary=x")
        form = await reader.read_fields()
        return form.texts(), b"".join([chunk async for chunk in reader.file_chunks()])

    return asyncio.run(scene())


TRICKY = st.lists(st.sampled_from([b"\r", b"\n", b"-", b"x", b"\r\n--", b"a", b"\xff"])).map(
    b"".join
)
SPLITS = st.lists(st.integers(0, 400), max_size=12)


@given(TRICKY, TRICKY, SPLITS)
def test_a_form_may_arrive_in_any_pieces(value: bytes, file: bytes, splits: list[int]) -> None:
    if b"\r\n--x" in b"\r\n" + value + b"\r\n" or b"\r\n--x" in b"\r\n" + file + b"\r\n":
        return
    body = b'--x\r\nContent-Disposition: form-data; name="Key"\r\n\r\n' + value
    body += b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n' + file
    body += b"\r\n--x--\r\n"
    edges = sorted({0, len(body), *(split for split in splits if split < len(body))})
    pieces = [body[a:b] for a, b in pairwise(edges)]
    assert read(pieces) == ({"key": value.decode("utf-8", "replace")}, file)


@given(st.binary(max_size=300))
def test_any_bytes_that_never_end_are_refused(body: bytes) -> None:
    with pytest.raises(OssError) as caught:
        read([b"--x\r\n" + body])
    assert caught.value.status == 400
