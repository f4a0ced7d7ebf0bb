"""The doctor's lines for Wangsu, against the demo cloud and against what is none."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace

import pytest

from app.domain.asks import Browse, Check, CheckState, MakeLink, Probe
from app.domain.credentials import Credentials
from app.domain.errors import NotAllowed, Refused
from app.providers.wangsu.provider import WangsuProvider
from tests.cloud import Cloud, fetched
from tests.providers.oss_calls import answer, canned
from tests.providers.wangsu_calls import WangsuCall
from tests.providers.wangsu_cloud import facts, key, place

WANGSU = WangsuProvider()
NAMES = ["name", "tls", "clock", "key", "write", "look", "list", "callbacks"]
GOOD, NOTE, BAD, SKIPPED = CheckState.GOOD, CheckState.NOTE, CheckState.BAD, CheckState.SKIPPED


def probed(call: WangsuCall, subject: Probe) -> dict[str, Check]:
    async def all_checks() -> list[Check]:
        return [check async for check in WANGSU.probe(call, subject)]

    found = asyncio.run(all_checks())
    assert [check.name for check in found] == NAMES
    return {check.name: check for check in found}


def states(found: dict[str, Check]) -> dict[str, tuple[CheckState, str]]:
    return {name: (check.state, check.reason) for name, check in found.items()}


@pytest.fixture
def subject(cloud: Cloud) -> Probe:
    """The cloud's place."""
    return Probe("a", "c", place(cloud))


def test_all_is_well_and_nothing_is_left_behind(cloud: Cloud, subject: Probe) -> None:
    call = WangsuCall(key(cloud))
    found = states(probed(call, subject))
    assert found == {n: (GOOD, "plain" if n == "tls" else "") for n in NAMES}
    (deleted,) = [r.target for r in call.requests if r.target.startswith("/delete/")]
    _bucket, name = base64.urlsafe_b64decode(deleted.split("/")[2]).decode().split(":")
    assert name.startswith("upcall-check-")
    assert len(cloud.of_kind("request_started", operation="upload")) == 1
    assert asyncio.run(WANGSU.taken(call, subject.destination, name)) is None


def test_without_a_management_domain_no_file_is_stored(cloud: Cloud, subject: Probe) -> None:
    there = replace(subject.destination, other_endpoint="")
    found = states(probed(WangsuCall(key(cloud)), replace(subject, destination=there)))
    assert found["write"] == (GOOD, "block")
    assert found["look"] == found["list"] == (NOTE, "management")
    assert not cloud.of_kind("request_started", operation="upload")


@pytest.mark.parametrize("which", ["key_id", "secret"])
def test_a_wrong_key_is_named(cloud: Cloud, subject: Probe, which: str) -> None:
    good = key(cloud)
    wrong = {
        "key_id": Credentials("nobody", good.access_key_secret),
        "secret": Credentials(good.access_key_id, "wrong-secret"),
    }[which]
    found = states(probed(WangsuCall(wrong), subject))
    assert found["name"] == (GOOD, "")
    assert found["key"] == (BAD, f"refused.credentials/{which}")
    assert found["write"][0] is found["look"][0] is found["list"][0] is SKIPPED


def test_a_bucket_that_is_none_is_named(cloud: Cloud, subject: Probe) -> None:
    there = replace(subject.destination, bucket="no-such-bucket")
    found = states(probed(WangsuCall(key(cloud)), replace(subject, destination=there)))
    assert found["write"] == (BAD, "refused/no_bucket")


def test_a_servers_token_is_tried_with_a_block(cloud: Cloud, subject: Probe) -> None:
    call = WangsuCall()
    url = facts(cloud)["token_url"] + "?name=x.txt"
    given = asyncio.run(WANGSU.authorise(call, url, ""))
    call.grant = given  # type: ignore[assignment]  # a token is a form's grant
    found = states(probed(call, subject))
    assert found["key"] == (GOOD, "")
    assert found["write"] == (GOOD, "block")
    assert found["look"] == found["list"] == (SKIPPED, "grant")
    assert not cloud.of_kind("callback_sent")


def test_what_is_no_wangsu_is_named(subject: Probe) -> None:
    page = answer(200, b"<html>log in</html>", Content_Type="text/html")
    with canned(page) as server:
        there = replace(subject.destination, endpoint=server.url, other_endpoint="")
        found = states(probed(WangsuCall(), replace(subject, destination=there)))
    assert found["name"] == (BAD, "not_understood/page")
    assert found["key"][0] is SKIPPED


def test_a_place_that_cannot_be_is_named(subject: Probe) -> None:
    there = replace(subject.destination, bucket="A")
    found = states(probed(WangsuCall(), replace(subject, destination=there)))
    assert found["name"] == (BAD, "destination/bucket.invalid")


def test_a_clock_that_is_off_is_a_note_when_nothing_fails(cloud: Cloud, subject: Probe) -> None:
    cloud.settings(clock_offset_seconds=-600)
    found = probed(WangsuCall(key(cloud)), subject)
    assert (found["clock"].state, found["clock"].reason) == (NOTE, "off")
    assert 590 <= int(found["clock"].values["seconds"]) <= 610


def test_a_file_that_cannot_be_deleted_is_said_to_be_left(cloud: Cloud, subject: Probe) -> None:
    cloud.faults(operation="delete", kind="status", status=403, code="403", message="no")
    found = states(probed(WangsuCall(key(cloud)), subject))
    assert found["write"] == (NOTE, "refused.not_allowed/left")


def test_what_the_service_cannot_do_is_said_so(cloud: Cloud) -> None:
    call, there = WangsuCall(key(cloud)), place(cloud)
    with pytest.raises(NotAllowed) as raised:
        asyncio.run(WANGSU.browse(call, Browse("a", "c", there)))
    assert raised.value.values["reason"] == "cannot_list"
    with pytest.raises(NotAllowed):
        asyncio.run(WANGSU.unfinished(call, there))
    with pytest.raises(NotAllowed):
        asyncio.run(WANGSU.events_of(call, there))
    with pytest.raises(Refused) as refused:
        asyncio.run(WANGSU.link(call, MakeLink("a", "c", there, "a b.txt")))
    assert refused.value.values["reason"] == "link"
    based = MakeLink("a", "c", there, "a b/文.txt", base="http://d.example.com")
    assert asyncio.run(WANGSU.link(call, based)) == "http://d.example.com/a%20b/%E6%96%87.txt"
    assert WANGSU.address(there, "x") == ""
    assert fetched(cloud.control_url + "/objects")
