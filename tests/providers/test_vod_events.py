"""Watching: what is shown once, what is confirmed, and what is left to others (4.3)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.domain.asks import ChangeEvents
from app.domain.errors import DestinationError, NotAllowed, ServiceFault, Throttled, UploadError
from app.domain.grant import FormGrant
from app.domain.notice import NoticeState
from app.domain.upload import Session
from app.providers.contract import Call, Pending, Watched
from app.providers.vod.asks.event_settings import changed
from tests.providers.oss_asks import asked
from tests.providers.oss_calls import Canned, answer, canned
from tests.providers.vod_calls import (
    KEYS,
    TASK,
    VOD,
    config,
    event,
    failed,
    pending,
    place,
    said,
)


def _watched(server: Canned, *waiting: Pending, memory: Session | None = None) -> Watched:
    there = waiting[0].order.destination

    async def step(call: Call) -> Watched:
        return await VOD.watch(call, there, waiting, memory or {})

    return asked(step, KEYS, endpoint=server.url)


def _reading(server: Canned, file_id: str = "528", **more: object) -> Pending:
    there = place(server.url)
    return pending(there, file_id, extras={"consume": "1"}, **more)  # type: ignore[arg-type]


def test_an_event_is_found_by_the_files_id_and_only_ours_is_confirmed() -> None:
    events = [event("999", handle="theirs"), event("528", handle="ours")]
    with canned(config(), said({"EventSet": events})) as server:
        watched = _watched(server, _reading(server))
    [(task_id, notice)] = watched.notices
    assert (task_id, notice.id, notice.state) == (TASK, "528", NoticeState.ARRIVED)
    assert (notice.way, notice.times, notice.good) == ("queue", 1, True)
    assert json.loads(notice.body)["FileUploadEvent"]["FileId"] == "528"
    assert watched.confirm == ("ours",)


def test_an_event_delivered_twice_is_shown_once_and_both_are_confirmed() -> None:
    events = [event("528", handle="a"), event("528", handle="b")]
    with canned(config(), said({"EventSet": events})) as server:
        watched = _watched(server, _reading(server))
    [(_task, notice)] = watched.notices
    assert notice.times == 2
    assert watched.confirm == ("a", "b")


def test_an_event_that_came_before_but_was_not_confirmed_counts_again() -> None:
    with canned(config(), said({"EventSet": [event("528", handle="again")]})) as server:
        waiting = _reading(server)
        known = replace(
            waiting.notice, state=NoticeState.ARRIVED, times=1, body="as it was", at=5.0
        )
        watched = _watched(server, replace(waiting, notice=known))
    [(_task, notice)] = watched.notices
    assert (notice.times, notice.body, notice.at) == (2, "as it was", 5.0)
    assert watched.confirm == ("again",)


def test_an_event_is_known_by_our_mark_when_the_files_id_is_another() -> None:
    context = json.dumps({"n": "7", "_": TASK[:8]})
    with canned(config(), said({"EventSet": [event("777", context=context)]})) as server:
        watched = _watched(server, _reading(server))
    assert watched.notices == ()  # it is an earlier try's medium, not the one of the receipt
    assert watched.confirm == ("h",)


@pytest.mark.parametrize("kind", ["FileDeleted", "ProcedureStateChanged", "AnythingNew"])
def test_other_events_are_left_alone(kind: str) -> None:
    with canned(config(), said({"EventSet": [event("528", kind=kind)]})) as server:
        watched = _watched(server, _reading(server))
    assert (watched.notices, watched.confirm) == ((), ())


@pytest.mark.parametrize(
    "empty",
    [failed("ResourceNotFound"), said({"EventSet": None}), said({}), said({"EventSet": []})],
)
def test_an_empty_queue_has_many_faces(empty: bytes) -> None:
    with canned(config(), empty) as server:
        watched = _watched(server, _reading(server))
    assert (watched.notices, watched.confirm) == ((), ())
    assert watched.wait > 0.5  # it did not wait itself


@pytest.mark.parametrize(
    "strange",
    [
        [None, 7, "x", [], {}],
        [{"EventType": "NewFileUpload"}],
        [{"EventType": "NewFileUpload", "FileUploadEvent": {"FileId": None}}],
        [{"EventType": 5, "FileUploadEvent": "x"}],
        [{"version": "4.0", "eventType": "NewFileUpload", "data": {"fileId": "528"}}],
    ],
)
def test_strange_events_neither_stop_the_look_nor_are_confirmed(strange: object) -> None:
    with canned(config(), said({"EventSet": strange})) as server:
        watched = _watched(server, _reading(server))
    assert (watched.notices, watched.confirm) == ((), ())


def test_an_event_that_came_before_its_upload_ended_is_remembered_for_a_while() -> None:
    first = said({"EventSet": [event("528", handle="early")]})
    with canned(config(), first, failed("ResourceNotFound")) as server:
        before = _watched(server, _reading(server, "1", task_id="f" * 32))
        watched = _watched(server, _reading(server), memory=before.memory)
    assert before.notices == ()
    assert watched.confirm == ("early",)
    assert watched.notices[0][1].state is NoticeState.ARRIVED


@pytest.mark.parametrize(
    ("mode", "uploaded", "extras", "reason"),
    [
        ("PULL", "OFF", {"consume": "1"}, "off"),
        ("PUSH", "OFF", {"statusUrl": "http://127.0.0.1:9/s"}, "off"),
        ("PUSH", "ON", {}, "elsewhere"),
        ("PUSH", "ON", {"consume": "1"}, "elsewhere"),
        ("PULL", "ON", {}, "not_read"),
    ],
)
def test_where_none_will_be_seen_the_reason_is_said_and_the_queue_left_alone(
    mode: str, uploaded: str, extras: dict[str, str], reason: str
) -> None:
    with canned(config(mode, uploaded), failed("InternalError")) as server:
        watched = _watched(server, pending(place(server.url), "528", extras=extras))
    [(_task, notice)] = watched.notices
    assert (notice.state, notice.reason) == (NoticeState.NONE, reason)


def test_the_settings_are_asked_for_once_in_a_while() -> None:
    with canned(config("PUSH", "OFF"), failed("InternalError")) as server:
        first = _watched(server, _reading(server))
        second = _watched(server, _reading(server), memory=first.memory)
    assert second.notices[0][1].reason == "off"


def test_a_key_that_may_not_ask_for_the_settings_gets_what_it_may() -> None:
    no = failed("UnauthorizedOperation.CamNoAuth")
    with canned(no, said({"EventSet": [event("528")]})) as server:
        watched = _watched(server, _reading(server))
        assert watched.notices[0][1].state is NoticeState.ARRIVED
        shut = _watched(server, pending(place(server.url), "528"), memory=watched.memory)
    assert shut.notices[0][1].reason == "refused"


def test_a_clients_signature_reads_no_queue() -> None:
    there = place("http://127.0.0.1:9")

    async def step(call: Call) -> Watched:
        return await VOD.watch(call, there, [pending(there, "528")], {})

    watched = asked(step, FormGrant("", (("signature", "x"),)), endpoint=there.endpoint)
    assert watched.notices[0][1].reason == "refused"


@pytest.mark.parametrize(
    ("code", "kind"), [("InternalError", ServiceFault), ("RequestLimitExceeded", Throttled)]
)
def test_trouble_of_the_queue_is_an_error(code: str, kind: type[UploadError]) -> None:
    with canned(config(), failed(code)) as server, pytest.raises(kind):
        _watched(server, _reading(server))


# --- confirming -------------------------------------------------------------------------------


def _confirm(server: Canned, *handles: str) -> None:
    async def step(call: Call) -> None:
        await VOD.confirm(call, place(server.url), handles)

    asked(step, KEYS, endpoint=server.url)


def test_a_stale_handle_does_not_spoil_the_others() -> None:
    stale = failed("InvalidParameterValue", "4000")
    with canned(stale, said({}), stale, said({})) as server:
        _confirm(server, "good", "stale", "good too")


def test_no_right_to_confirm_is_an_error() -> None:
    with canned(failed("UnauthorizedOperation")) as server, pytest.raises(NotAllowed):
        _confirm(server, "h")


# --- the application server's stream ------------------------------------------------------------


def _told(*events: object, following: int) -> bytes:
    body = json.dumps({"next": following, "events": list(events)}).encode()
    return answer(200, body, Content_Type="application/json")


def _of(n: int, file_id: str, service: str = "vod") -> dict[str, object]:
    body = event(file_id)
    told = {"n": n, "service": service, "id": file_id, "body": body, "raw": json.dumps(body)}
    return told | {"signature": "good", "at": 1.0, "attempt": 1}


def _following(server: Canned, file_id: str) -> Pending:
    extras = {"statusUrl": server.url + "/status?x=1"}
    return pending(place(server.url), file_id, extras=extras)


def test_what_the_application_server_was_told_is_followed() -> None:
    first = _told(_of(1, "1"), _of(2, "528"), _of(3, "528", "wangsu"), following=3)
    with canned(config("PUSH"), first) as server:
        watched = _watched(server, _following(server, "528"))
    [(_task, notice)] = watched.notices
    assert (notice.way, notice.times) == ("stream", 1)
    assert notice.facts == (("signature", "good"),)
    assert watched.confirm == ()


def test_what_was_told_before_anybody_waited_is_asked_for_again() -> None:
    early, again = _told(_of(7, "528"), following=7), _told(_of(7, "528"), following=7)
    with canned(config("PUSH"), early, again) as server:
        before = _watched(server, _following(server, "1"))
        watched = _watched(server, _following(server, "528"), memory=before.memory)
    assert before.notices == ()
    assert watched.notices[0][1].state is NoticeState.ARRIVED


def test_a_stream_that_begins_anew_is_read_from_its_start() -> None:
    far, near = _told(_of(500, "1"), following=500), _told(following=3)
    again = _told(_of(3, "528"), following=3)
    with canned(config("PUSH"), far, near, again) as server:
        first = _watched(server, _following(server, "1"))
        second = _watched(server, _following(server, "528"), memory=first.memory)
        third = _watched(server, _following(server, "528"), memory=second.memory)
    assert second.notices == ()
    assert second.wait > 0.5
    assert third.notices[0][1].state is NoticeState.ARRIVED


@pytest.mark.parametrize(
    "strange",
    [
        answer(200, b"<html>log in</html>"),
        answer(200, b"[]"),
        answer(200, b'{"events": 5}'),
        answer(404),
        answer(503),
    ],
)
def test_what_is_no_stream_is_an_error(strange: bytes) -> None:
    with canned(config("PUSH"), strange) as server, pytest.raises(UploadError) as caught:
        _watched(server, _following(server, "528"))
    assert caught.value.values["reason"] == "server"


# --- settings -----------------------------------------------------------------------------------


def test_a_change_names_nothing_that_is_to_stay() -> None:
    there = place("http://127.0.0.1:9")
    assert changed(ChangeEvents("a", "c", there)) == {}
    assert changed(ChangeEvents("a", "c", there, url="", uploaded=True)) == {
        "NotificationUrl": "",
        "UploadMediaCompleteEventSwitch": "ON",
    }
    whole = ChangeEvents("a", "c", there, mode="PULL", deleted=False, sign_key="abc1")
    assert changed(whole) == {
        "Mode": "PULL",
        "DeleteMediaCompleteEventSwitch": "OFF",
        "SignKey": "abc1",
    }
    assert "abc1" not in repr(whole)


@pytest.mark.parametrize("wrong", [{"mode": "BOTH"}, {"sign_key": "a b"}, {"sign_key": "a" * 33}])
def test_a_change_that_cannot_be_is_not_sent(wrong: dict[str, str]) -> None:
    with pytest.raises(DestinationError):
        changed(ChangeEvents("a", "c", place("http://127.0.0.1:9"), **wrong))  # type: ignore[arg-type]
