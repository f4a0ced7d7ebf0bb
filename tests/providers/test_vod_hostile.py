"""Servers that lie, flood or echo: each look and each upload ends, and gives no secret away."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from app.domain.asks import ChangeEvents
from app.domain.errors import UploadError
from app.domain.grant import Authorisation, FormGrant
from app.domain.notice import NoticeState
from app.domain.upload import Receipt
from app.providers.contract import Call, Pending, Watched
from tests.providers.oss_asks import asked
from tests.providers.oss_calls import Canned, answer, canned
from tests.providers.test_vod_answers import APPLIED, CERTIFICATE, STORED
from tests.providers.vod_calls import (
    KEYS,
    SIGNATURE,
    VOD,
    config,
    event,
    failed,
    order,
    pending,
    place,
    said,
)

SECONDS = 3.0
STRANGE = ['"x"', "null", "-5", "1e400", "true", "{}", "9" * 4000, f'"{"9" * 5000}"', '"\\ud800"']
SESSION_KEY = "sessionkeysessionkey"
SIGN_KEY = "callbackkey0123456789"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"a")
    return path


def _look(body: bytes, *file_ids: str, stream: bool) -> Watched:
    """One look for files at a server that says ``body``."""
    with canned(config("PUSH" if stream else "PULL"), answer(200, body)) as server:
        there = place(server.url)
        extras = {"statusUrl": server.url + "/s"} if stream else {"consume": "1"}
        waiting: list[Pending] = [
            pending(there, one, extras=extras, task_id=f"{n:032x}")
            for n, one in enumerate(file_ids)
        ]

        async def step(call: Call) -> Watched:
            return await VOD.watch(call, there, waiting, {})

        return asked(step, KEYS, endpoint=server.url)


@pytest.mark.parametrize("where", ["next", "n", "id", "body", "raw", "signature", "at"])
@pytest.mark.parametrize("strange", STRANGE)
def test_no_value_in_a_stream_ends_the_waiting(where: str, strange: str) -> None:
    members = {"n": "1", "id": '"528"', "body": "{}", "service": '"vod"'}
    following = strange if where == "next" else "1"
    members |= {} if where == "next" else {where: strange}
    inner = ", ".join(f'"{name}": {text}' for name, text in members.items())
    told = f'{{"next": {following}, "events": [{{{inner}}}]}}'.encode()
    try:
        watched = _look(told, "528", stream=True)
    except UploadError:
        return
    for _task, notice in watched.notices:
        assert (notice.body + notice.raw).encode()


@pytest.mark.parametrize("depth", [*range(900, 1000, 3), 100_000])
@pytest.mark.parametrize("stream", [False, True])
def test_deep_events_end_no_look(depth: int, stream: bool) -> None:
    deep = b"[" * depth + b"]" * depth
    if stream:
        told = b'{"next": 1, "events": [{"n": 1, "id": "528", "body": %s}]}' % deep
    else:
        body = json.dumps(event("528"))[:-1].encode() + b', "X": %s}' % deep
        told = b'{"Response": {"EventSet": [%s], "RequestId": "R1"}}' % body
    try:
        watched = _look(told, "528", stream=stream)
    except UploadError:
        return
    assert [n.state for _task, n in watched.notices] == [NoticeState.ARRIVED]


@pytest.mark.parametrize("stream", [False, True])
def test_a_flood_for_many_that_wait_is_read_in_a_moment(stream: bool) -> None:
    if stream:
        events: list[object] = [{"n": n, "id": str(n), "body": {}} for n in range(20_000)]
        told = json.dumps({"next": 20_000, "events": events}).encode()
    else:
        told = said({"EventSet": [event(str(n)) for n in range(5000)]}).partition(b"\r\n\r\n")[2]
    began = time.monotonic()
    _look(told, *(f"0{n}" for n in range(200)), stream=stream)
    assert time.monotonic() - began < SECONDS


def _put(server: Canned, path: Path, access: Authorisation = KEYS) -> Receipt:
    subject = order(place(server.url), path)

    async def step(call: Call) -> Receipt:
        return await VOD.put(call, subject)

    return asked(step, access, endpoint=server.url)


@pytest.mark.parametrize(
    "wrong",
    [
        {"StorageRegion": "evil.example/"},
        {"StorageRegion": "x@evil.example#"},
        {"StorageBucket": "a\r\nX-Injected: 1"},
        {"StorageBucket": "文"},
        {"TempCertificate": CERTIFICATE | {"Token": "a\r\nX-Injected: 1"}},
        {"TempCertificate": CERTIFICATE | {"SecretId": "\ud800"}},
    ],
)
def test_a_place_that_leads_elsewhere_is_not_gone_to(source: Path, wrong: dict[str, str]) -> None:
    with canned(said(APPLIED | wrong), STORED) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert caught.value.code == "not_understood"
    assert caught.value.undone


def _words(error: UploadError) -> str:
    exchange = repr(error.exchange)
    return " ".join([str(error), error.detail, repr(error.answer), repr(error.values), exchange])


def test_a_commit_that_sends_the_session_key_back_shows_it_to_nobody(source: Path) -> None:
    echo = failed("InvalidParameterValue.VodSessionKey", f"No such key: {SESSION_KEY}")
    with canned(said(APPLIED), STORED, echo) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert SESSION_KEY not in _words(caught.value)


def test_a_clients_commit_that_sends_the_session_key_back_shows_it_to_nobody(source: Path) -> None:
    applied = {
        "code": 0,
        "data": {
            "storageBucket": "name",
            "storageAppId": 100922,
            "storageRegionV5": "ap-chongqing",
            "vodSessionKey": SESSION_KEY,
            "video": {"storagePath": "/d/f.mp4"},
            "tempCertificate": {"secretId": "i", "secretKey": "s" * 9, "token": "t" * 9},
        },
    }
    echo = {"code": 10, "message": f"session {SESSION_KEY} and {SIGNATURE} are no good"}
    told = [answer(200, json.dumps(one).encode()) for one in (applied, echo)]
    grant = FormGrant("", (("signature", SIGNATURE),), in_parts=True)
    with canned(told[0], STORED, told[1]) as server, pytest.raises(UploadError) as caught:
        _put(server, source, grant)
    assert SESSION_KEY not in _words(caught.value)
    assert SIGNATURE not in _words(caught.value)


def test_a_callback_key_that_is_sent_back_is_shown_to_nobody() -> None:
    echo = failed("InvalidParameterValue", f"SignKey {SIGN_KEY} is weak")
    with canned(echo) as server:
        change = ChangeEvents("a", "c", place(server.url), sign_key=SIGN_KEY)
        with pytest.raises(UploadError) as caught:
            asked(lambda call: VOD.change_events(call, change), KEYS, endpoint=server.url)
    assert SIGN_KEY not in _words(caught.value)


def test_keys_with_quotes_in_them_are_hidden_whole(source: Path) -> None:
    odd = APPLIED | {"VodSessionKey": 'begin"ending', "StorageBucket": None}
    with canned(said(odd)) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert "ending" not in _words(caught.value)
