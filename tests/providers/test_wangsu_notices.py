"""What polls and notifications of a processing task mean (wangsu.md, 5.3 to 5.5)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import errors as tree
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.upload import Receipt
from app.providers.contract import Pending, Watched
from app.providers.wangsu.documents import TELLING, Seen, notified, opened, polled
from app.providers.wangsu.notices import stream_request, watch
from app.providers.wangsu.provider import WangsuProvider
from tests.providers.oss_calls import answer, canned
from tests.providers.wangsu_calls import WangsuCall, b64, order

PENDING = NoticeState.PENDING
ARRIVED = NoticeState.ARRIVED
GAVE_UP = NoticeState.GAVE_UP
WAITS = Notice(NoticeKind.PROCESSING, "1000a", since=100.0, at=100.0)
ASKED = replace(WAITS, facts=(("receiver", "asked"),))
GOOD = {"cmd": "vframe/jpg/offset/1", "code": 3, "key": "b:k"}
BAD = {"cmd": "avthumb/mp4", "code": "2", "error": "no video"}


def document(code: object, *items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "1000a", "code": code, "items": list(items), **more}


@pytest.mark.parametrize(
    ("notice", "code", "items", "state", "good"),
    [
        (WAITS, 0, [], PENDING, None),
        (WAITS, "1", [], PENDING, None),
        (WAITS, 1, [BAD], PENDING, False),
        (WAITS, 2, [], ARRIVED, False),
        (WAITS, 3, [GOOD], ARRIVED, True),
        (WAITS, "3", [GOOD, BAD], ARRIVED, False),
        (WAITS, 99, [], PENDING, None),
        (ASKED, 3, [GOOD], PENDING, True),
        (ASKED, 4, [GOOD], PENDING, True),
        (ASKED, 5, [GOOD], GAVE_UP, True),
        (ASKED, 6, [GOOD], ARRIVED, True),
        (ASKED, 6, [BAD], ARRIVED, False),
        (ASKED, 2, [BAD], ARRIVED, False),
    ],
)
def test_what_a_poll_says(
    notice: Notice,
    code: object,
    items: list[dict[str, Any]],
    state: NoticeState,
    good: bool | None,
) -> None:
    found = polled(notice, Seen(document(code, *items), 200.0))
    assert (found.state, found.good, found.way) == (state, good, "poll")
    assert found.progress == str(code)
    assert json.loads(found.body)["id"] == "1000a"
    if state is GAVE_UP:
        assert found.reason == "receiver"
        assert dict(found.facts)["receiver"] == "failed"


def test_a_receiver_that_is_told_for_ever_is_not_waited_for_for_ever() -> None:
    first = polled(ASKED, Seen(document(3, GOOD), 200.0))
    assert (first.state, first.at) == (PENDING, 200.0)
    assert polled(first, Seen(document(3, GOOD), 201.0)).state is PENDING
    assert polled(first, Seen(document(3, GOOD), 200.0 + TELLING)).state is ARRIVED


def test_a_poll_leaves_the_stream_its_time() -> None:
    seen = Seen(document(6, GOOD), 200.0, streamed=True)
    first = polled(ASKED, seen)
    assert first.state is PENDING
    assert polled(first, seen).state is ARRIVED


def told(notice: Notice, doc: Mapping[str, Any], **settings: Any) -> Notice:
    known: dict[str, Any] = {"separate": False, "signature": "a variant", "attempt": 1}
    return notified(notice, Seen(doc, 200.0, "raw"), **{**known, **settings})


def test_a_notification_is_the_end_unless_several_come() -> None:
    found = told(ASKED, document(3, GOOD))
    assert (found.state, found.good, found.way, found.times) == (ARRIVED, True, "stream", 1)
    assert dict(found.facts) == {"receiver": "delivered", "signature": "a variant"}
    assert found.raw == "raw"
    assert told(ASKED, document(2, BAD)).state is ARRIVED
    assert told(ASKED, document(2, BAD)).good is False
    assert told(ASKED, document("1", GOOD), separate=True).state is PENDING
    assert told(ASKED, document(2, BAD, separate="1")).state is PENDING
    assert told(ASKED, document(1, GOOD, separate=0), separate=True).state is ARRIVED
    assert dict(told(ASKED, document(3), attempt=4).facts)["attempt"] == "4"


def test_several_notifications_are_kept_side_by_side() -> None:
    first = told(ASKED, document(1, GOOD), separate=True)
    second = told(first, document(2, BAD), separate=True)
    last = told(second, document(3), separate=True)
    assert [n.state for n in (first, second, last)] == [PENDING, PENDING, ARRIVED]
    assert json.loads(last.body)["items"] == [GOOD, BAD]
    assert last.good is False
    assert last.times == 3
    whole = told(first, document(3, {**GOOD, "fsize": 5}, BAD), separate=True)
    assert json.loads(whole.body)["items"] == [{**GOOD, "fsize": 5}, BAD]


def test_a_document_is_read_in_every_dress() -> None:
    doc = {"id": "10005d2e4a7f", "code": 3, "desc": "fileOperateSucceed"}
    raw = "eyJpZCI6IjEwMDA1ZDJlNGE3ZiIsImNvZGUiOjMsImRlc2MiOiJmaWxlT3BlcmF0ZVN1Y2NlZWQifQ=="
    assert opened(doc, "") == doc
    assert opened(None, raw) == opened(None, raw.rstrip("=")) == doc
    assert opened(json.dumps(doc), "") == opened(None, json.dumps(doc)) == doc
    assert opened(5, "%%%") is None


# --- looks ----------------------------------------------------------------------------------------


def pending(path: Path, notice: Notice, *, key: str = "k", **extras: str) -> Pending:
    wanted = order(path, "http://127.0.0.1:9", key=key, extras={"persistentOps": "x", **extras})
    return Pending(wanted, Receipt(key, 5), notice)


def look(
    path: Path,
    notice: Notice,
    *replies: bytes,
    memory: dict[str, str] | None = None,
    manager: bool = True,
    **extras: str,
) -> tuple[Watched, WangsuCall]:
    call = WangsuCall()
    with canned(*replies) as server:
        extras = {n: v.replace("SERVER", server.url) for n, v in extras.items()}
        one = pending(path, notice, **extras)
        there = replace(one.order.destination, other_endpoint=server.url if manager else "")
        found = asyncio.run(watch(call, there, [one], memory or {}))
    return found, call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Any file."""
    found = tmp_path / "x"
    found.write_bytes(b"hello")
    return found


def said(value: object, status: int = 200) -> bytes:
    return answer(status, json.dumps(value).encode())


def test_a_poll_goes_unsigned_and_is_not_repeated_at_once(path: Path) -> None:
    fresh = replace(WAITS, since=WangsuCall().now())
    found, call = look(path, fresh, said(document(1)))
    (request,) = call.requests
    assert request.target == "/status/get/prefop?persistentId=1000a"
    assert "Authorization" not in dict(request.headers)
    assert 1.0 <= found.wait <= 2.1
    again, call = look(path, fresh, said(document(1)), memory=dict(found.memory))
    assert call.requests == []
    assert again.notices == ()
    old = replace(fresh, since=fresh.since - 3600)
    assert look(path, old, said(document(1)))[0].wait > 20


def test_a_poll_is_signed_where_the_service_asks_for_it(path: Path) -> None:
    refused = said({"code": "401", "message": "Authorization Required"}, 401)
    found, call = look(path, WAITS, refused, said(document(3, GOOD)))
    assert [n.state for _task, n in found.notices] == [ARRIVED]
    assert dict(call.requests[1].headers)["Authorization"].startswith("AKTEST:")


def test_a_task_that_nobody_knows_is_given_up(path: Path) -> None:
    gone = said({"code": "404", "message": "Resource Not Found"}, 404)
    found, _call = look(path, WAITS, gone)
    ((_task, notice),) = found.notices
    assert (notice.state, notice.reason) == (GAVE_UP, "unknown")
    fresh = replace(WAITS, since=WangsuCall().now())
    assert look(path, fresh, gone)[0].notices == ()


def test_trouble_with_the_poll_is_told_to_the_engine(path: Path) -> None:
    with pytest.raises(tree.ServiceFault):
        look(path, WAITS, said({"code": "500", "message": "x"}, 500))
    with pytest.raises(tree.NotUnderstood):
        look(path, WAITS, answer(200, b"<html>", Content_Type="text/html"))


def event(n: int, doc: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    known = {"n": n, "service": "wangsu", "id": "1000a", "body": doc, "raw": b64(json.dumps(doc))}
    return {**known, "signature": "good", "at": 300.0, "attempt": 1, **more}


def stream(following: int, *events: dict[str, Any]) -> bytes:
    return said({"next": following, "events": list(events)})


URL = "SERVER/status/stream?token=1"


def test_the_stream_is_followed_from_where_it_was_left(path: Path) -> None:
    others = [event(1, document(3), id="other"), event(2, document(3), service="vod")]
    page = stream(3, *others, event(3, document(3, GOOD)))
    found, call = look(path, ASKED, page, manager=False, statusUrl=URL)
    ((task, notice),) = found.notices
    assert (task, notice.state, notice.way, notice.at) == ("t", ARRIVED, "stream", 300.0)
    assert call.requests[0].target == "/status/stream?token=1&since=0&wait=5"
    assert found.wait == 0
    assert "3" in found.memory.values()
    assert call.requests[0].foreign  # an application server's clock is not the service's


def test_a_stream_that_began_anew_is_read_from_its_start(path: Path) -> None:
    call = WangsuCall()
    with canned(stream(2), stream(2, event(1, document(3, GOOD)))) as server:
        url = f"{server.url}/s"
        one = pending(path, ASKED, statusUrl=url)
        memory = {f"stream {url}": "70"}
        found = asyncio.run(watch(call, one.order.destination, [one], memory))
        assert found.notices == ()
        found = asyncio.run(watch(call, one.order.destination, [one], found.memory))
    assert [n.state for _task, n in found.notices] == [ARRIVED]


def test_what_was_told_before_anybody_waited_for_it_is_read_again(path: Path) -> None:
    """A task may be over before its upload is: while the service calls an application server."""
    early = event(2, document(3, GOOD, inputkey="k"))
    call = WangsuCall()
    with canned(stream(2, event(1, document(3), id="x"), early), stream(2, early)) as server:
        url = f"{server.url}/s"
        other = replace(pending(path, replace(ASKED, id="other"), statusUrl=url))
        there = other.order.destination
        found = asyncio.run(watch(call, there, [other], {}))
        assert found.notices == ()
        late = pending(path, ASKED, statusUrl=url)
        found = asyncio.run(watch(call, there, [late], found.memory))
    assert [n.state for _task, n in found.notices] == [ARRIVED]
    assert call.requests[1].target.endswith("since=1&wait=0")


def test_what_is_read_again_is_not_counted_again(path: Path) -> None:
    first = event(1, document(1, GOOD, separate=1))
    page = stream(1, first)
    call = WangsuCall()
    with canned(page) as server:
        one = pending(path, ASKED, statusUrl=f"{server.url}/s")
        found = asyncio.run(watch(call, one.order.destination, [one], {}))
        ((_task, notice),) = found.notices
        again = Pending(one.order, one.receipt, notice)
        found = asyncio.run(watch(call, one.order.destination, [again], found.memory))
    assert found.notices == ()
    assert notice.times == 1


def test_the_same_told_twice_is_counted_and_shown_once(path: Path) -> None:
    doc = document(1, GOOD, separate=1)
    page = stream(2, event(1, doc), event(2, doc, attempt=2), event(3, document(3, GOOD)))
    found, _call = look(path, ASKED, page, manager=False, statusUrl=URL)
    ((_task, notice),) = found.notices
    assert notice.times == 3
    assert len(json.loads(notice.body)["items"]) == 1


def test_without_an_id_the_stream_is_matched_by_the_files_name(path: Path) -> None:
    nameless = replace(ASKED, id="")
    other = event(1, document(3, inputkey="other"))
    ours = event(2, document(3, GOOD, inputkey="k"))
    found, _call = look(path, nameless, stream(2, other, ours), manager=False, statusUrl=URL)
    ((_task, notice),) = found.notices
    assert notice.state is ARRIVED


def test_a_stream_that_does_not_hold_its_answer_is_not_asked_at_once_again(path: Path) -> None:
    found, _call = look(path, ASKED, stream(0), manager=False, statusUrl=URL)
    assert found.wait >= 1


@pytest.mark.parametrize("reply", [answer(404, b"{}"), answer(200, b"<p>"), said({"next": "x"})])
def test_a_stream_that_is_none_is_told_to_the_engine(path: Path, reply: bytes) -> None:
    with pytest.raises(tree.NotUnderstood) as raised:
        look(path, ASKED, reply, manager=False, statusUrl=URL)
    assert raised.value.values["reason"] == "server"


@pytest.mark.parametrize("url", ["ftp://a/b", "http://u:p@a/", "http://[a", "a b", "/x"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(tree.Refused):
        stream_request(url, 0)


def test_where_the_stream_fails_polls_go_on(path: Path) -> None:
    old = replace(ASKED, since=1.0)
    failing, polling = answer(500, b""), said(document(5, GOOD))
    found, _call = look(path, old, failing, polling, statusUrl=URL)
    ((_task, notice),) = found.notices
    assert (notice.state, notice.reason) == (GAVE_UP, "receiver")


def test_the_provider_looks_in_the_same_way(path: Path) -> None:
    one = pending(path, WAITS)
    there = one.order.destination
    found = asyncio.run(WangsuProvider().watch(WangsuCall(), there, [one], {}))
    assert found.notices == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "code", "items", "separate", "cmd", "key", "error", "inputkey"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(JSON, JSON)
def test_no_document_takes_the_client_down(first: object, second: object) -> None:
    notice = ASKED
    for body in (first, second):
        doc = opened(body, "")
        if doc is not None:
            notice = told(notice, doc)
            polled(notice, Seen(doc, 1.0))
