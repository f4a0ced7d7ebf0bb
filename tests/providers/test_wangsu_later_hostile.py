"""Polls and streams that lie, flood or make no sense: each look ends in a value or an error."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import UploadError
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.upload import Receipt
from app.providers.contract import Pending, Watched
from app.providers.wangsu.notices import watch
from tests.providers.oss_calls import answer, canned
from tests.providers.wangsu_calls import WangsuCall, order

WAITS = Notice(NoticeKind.PROCESSING, "T1", since=1.0)
STRANGE = ['"--5"', f'"{"9" * 5000}"', "9" * 4000, "1e400", "NaN", "-5", "true", "{}", '"\\ud800"']
SECONDS = 3.0
"""What the look below took before events were read once: twenty times as long."""


def look(path: Path, body: str, *notices: Notice, stream: bool) -> Watched:
    """One look at a server that says ``body``; each of the notices has its own task."""
    with canned(answer(200, body.encode())) as server:
        extras = {"persistentOps": "x"} | ({"statusUrl": server.url + "/s"} if stream else {})
        one = order(path, "http://127.0.0.1:9", key="k", extras=extras)
        there = replace(one.destination, other_endpoint="" if stream else server.url)
        waiting = [
            Pending(replace(one, task=replace(one.task, id=f"t{n}")), Receipt("k", 5), notice)
            for n, notice in enumerate(notices)
        ]
        return asyncio.run(watch(WangsuCall(), there, waiting, {}))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Any file."""
    found = tmp_path / "x"
    found.write_bytes(b"hello")
    return found


@pytest.mark.parametrize("strange", STRANGE)
def test_no_value_in_a_poll_ends_the_waiting(path: Path, strange: str) -> None:
    item = f'{{"cmd": {strange}, "code": {strange}, "fsize": {strange}}}'
    said = f'{{"id": "T1", "code": {strange}, "desc": {strange}, "items": [{item}]}}'
    [(_task, notice)] = look(path, said, WAITS, stream=False).notices
    assert notice.state is NoticeState.PENDING
    assert notice.body.encode()


@pytest.mark.parametrize("where", ["next", "n", "id", "at", "attempt", "raw", "signature", "body"])
@pytest.mark.parametrize("strange", STRANGE)
def test_no_value_in_a_stream_ends_the_waiting(path: Path, where: str, strange: str) -> None:
    try:
        watched = look(path, _with(where, strange), WAITS, stream=True)
    except UploadError:
        return
    for _task, notice in watched.notices:
        assert 0 <= notice.at < 1e11
        assert (notice.body + notice.raw).encode()


def _with(where: str, strange: str) -> str:
    event = {"n": "1", "id": '"T1"', "at": "2.0", "body": '{"code": 3}', "service": '"wangsu"'}
    following = strange if where == "next" else "1"
    event |= {where: strange} if where != "next" else {}
    members = ", ".join(f'"{name}": {text}' for name, text in event.items())
    return f'{{"next": {following}, "events": [{{{members}}}]}}'


@pytest.mark.parametrize("task", ["a/b\r\n\x00", "\ud800", "../..?persistentId=2#", "x" * 1000])
def test_every_id_can_be_asked_for(path: Path, task: str) -> None:
    said = '{"id": "T1", "code": 3, "items": []}'
    [(_task, notice)] = look(path, said, replace(WAITS, id=task), stream=False).notices
    assert notice.state is NoticeState.ARRIVED


def test_a_flood_for_many_that_wait_is_read_in_a_moment(path: Path) -> None:
    events = [{"n": n, "id": str(n), "raw": "e30="} for n in range(3000)]
    waiting = [replace(WAITS, id=f"T{n}") for n in range(200)]
    began = time.monotonic()
    look(path, json.dumps({"next": 3000, "events": events}), *waiting, stream=True)
    assert time.monotonic() - began < SECONDS


def test_an_event_that_names_no_file_belongs_to_none(path: Path) -> None:
    said = json.dumps({"next": 1, "events": [{"n": 1, "body": {"code": 3}}]})
    assert look(path, said, replace(WAITS, id=""), stream=True).notices == ()
