"""VOD's questions against the demo cloud: doctor, applications, event settings, the look."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.asks import (
    Browse,
    BucketFound,
    ChangeEvents,
    Check,
    CheckState,
    EventSettings,
    Probe,
)
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import CredentialsMissing, NotAllowed, Refused, ServiceFault, UploadError
from app.domain.grant import FormGrant, facts_of
from app.domain.upload import Receipt
from app.providers.contract import Call, Found, Look
from app.providers.vod import api
from tests.cloud import Cloud
from tests.engine.vod_kit import PULLED, PUSHED, SILENT, facts, key, place
from tests.providers.oss_asks import Access, asked
from tests.providers.vod_calls import VOD, order


def _probed(there: Destination, access: Access, *, ahead: float = 0.0) -> dict[str, Check]:
    async def step(call: Call) -> list[Check]:
        return [check async for check in VOD.probe(call, Probe("a", "c", there))]

    checks = asked(step, access, endpoint=there.endpoint, ahead=ahead)
    return {check.name: check for check in checks}


def _states(checks: dict[str, Check]) -> dict[str, str]:
    return {
        name: f"{check.state}:{check.reason}" if check.reason else str(check.state)
        for name, check in checks.items()
    }


_WELL = {"name": "good", "tls": "good:plain", "clock": "good", "key": "good", "write": "good"}


@pytest.mark.parametrize(
    ("application", "word"),
    [(PULLED, "good:events_pull"), (PUSHED, "good:events_push"), (SILENT, "note:events_off")],
)
def test_the_doctor_finds_all_well_and_leaves_nothing(
    cloud: Cloud, application: str, word: str
) -> None:
    checks = _probed(place(cloud, application), key(cloud))
    assert _states(checks) == _WELL | {"callbacks": word}
    asked_for = {event["operation"] for event in cloud.of_kind("request")}
    assert asked_for == {"DescribeEventConfig", "ApplyUpload"}
    assert not cloud.objects()
    assert not cloud.uploads()


def _signature(cloud: Cloud) -> FormGrant:
    async def step(call: Call) -> Any:
        return await VOD.authorise(call, facts(cloud)["signature_url"], "")

    grant = asked(step, key(cloud))
    assert isinstance(grant, FormGrant)
    return grant


@pytest.mark.parametrize("shape", ["plain", "data", "text"])
def test_an_application_servers_signature_is_understood_in_every_shape(
    cloud: Cloud, shape: str
) -> None:
    cloud.settings(vod_ticket_shape=shape)
    grant = _signature(cloud)
    assert grant.expires_at > 1_700_000_000
    assert facts_of(grant).in_parts
    assert facts_of(grant).largest == 0
    assert dict(grant.fields)["signature"] not in repr(grant)


def test_the_doctor_by_a_clients_signature(cloud: Cloud) -> None:
    checks = _probed(place(cloud, ""), _signature(cloud))
    assert _states(checks) == _WELL | {"callbacks": "skipped:grant"}
    assert not cloud.of_kind("request", operation="CommitUploadUGC")


def test_the_doctor_names_what_is_wrong(cloud: Cloud) -> None:
    good = key(cloud)
    wrong = Credentials(good.access_key_id, "x" * 32)
    assert _states(_probed(place(cloud), wrong)) == _WELL | {
        "key": "bad:refused.credentials/secret",
        "write": "skipped",
        "callbacks": "skipped",
    }
    unknown = _probed(place(cloud), Credentials("AKIDnobody", "x"))
    assert unknown["key"].reason == "refused.credentials/key_id"
    nowhere = _probed(place(cloud, "99"), good)
    assert nowhere["write"].reason == "refused/application"
    assert nowhere["key"].state is CheckState.GOOD
    none = _probed(place(cloud), CredentialsMissing())
    assert none["key"].reason == "credentials.missing"
    assert none["name"].state is CheckState.GOOD
    gone = replace(place(cloud), endpoint="http://127.0.0.1:9")
    assert _probed(gone, good)["name"].reason.startswith("network.not_reached")
    storage = replace(place(cloud), endpoint=facts(cloud)["cos_endpoint"])
    assert _probed(storage, good)["write"].state is CheckState.SKIPPED


def test_the_doctor_sees_a_clock_that_is_off(cloud: Cloud) -> None:
    checks = _probed(place(cloud), key(cloud), ahead=-4000)
    assert checks["clock"].state is not CheckState.GOOD
    assert 3990 < int(checks["clock"].values["seconds"]) < 4010
    assert checks["write"].state is CheckState.GOOD  # corrected by what the service told


def test_the_accounts_applications_are_offered(cloud: Cloud) -> None:
    there = place(cloud, "")

    def browse(there: Destination, access: Access) -> tuple[BucketFound, ...]:
        async def step(call: Call) -> tuple[BucketFound, ...]:
            return await VOD.browse(call, Browse("a", "c", there))

        return asked(step, access, endpoint=there.endpoint)

    found = browse(there, key(cloud))
    assert {one.name for one in found} >= {PULLED, PUSHED, SILENT}
    assert all(one.title for one in found)
    [named] = browse(place(cloud, PUSHED), key(cloud))
    assert named.name == PUSHED
    with pytest.raises(Refused) as caught:
        browse(place(cloud, "99"), key(cloud))
    assert caught.value.values["reason"] == "application"
    with pytest.raises(NotAllowed):
        browse(there, _signature(cloud))


def test_event_settings_are_read_changed_and_read_again(cloud: Cloud) -> None:
    there = place(cloud, SILENT)

    async def read(call: Call) -> EventSettings:
        return await VOD.events_of(call, there)

    async def change(call: Call) -> EventSettings:
        url = facts(cloud)["event_url"]
        subject = ChangeEvents("a", "c", there, mode="PULL", uploaded=True, url=url)
        return await VOD.change_events(call, subject)

    before = asked(read, key(cloud), endpoint=there.endpoint)
    assert (before.mode, before.uploaded, before.deleted) == ("PUSH", False, False)
    after = asked(change, key(cloud), endpoint=there.endpoint)
    assert (after.mode, after.uploaded, after.deleted) == ("PULL", True, False)
    assert after.url == facts(cloud)["event_url"]
    assert asked(read, key(cloud), endpoint=there.endpoint) == after


# --- the look -----------------------------------------------------------------------------------


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film" * 1000)
    return path


def _look(cloud: Cloud, path: Path, access: Access, *, since: float, task_id: str) -> Look:
    subject = order(place(cloud), path, key="film.mp4", task_id=task_id)

    async def step(call: Call) -> Look:
        return await VOD.look(call, subject, since=call.now() - since, crc64=None)

    return asked(step, access, endpoint=place(cloud).endpoint)


def test_a_look_finds_ours_by_its_mark_and_nothing_else(cloud: Cloud, source: Path) -> None:
    mine, other = "a" * 32, "b" * 32
    subject = order(place(cloud), source, key="film.mp4", task_id=mine)

    async def put(call: Call) -> Receipt:
        return await VOD.put(call, subject)

    receipt = asked(put, key(cloud), endpoint=place(cloud).endpoint)
    found = _look(cloud, source, key(cloud), since=60, task_id=mine)
    assert found.found is Found.THERE
    assert found.receipt is not None
    assert found.receipt.file_id == receipt.file_id
    assert _look(cloud, source, key(cloud), since=60, task_id=other).found is Found.ABSENT
    with pytest.raises(ServiceFault) as caught:
        _look(cloud, source, key(cloud), since=1, task_id=other)
    assert caught.value.values["reason"] == "settling"
    assert caught.value.wait is not None
    assert 0 < caught.value.wait <= 20
    grant = _signature(cloud)
    assert _look(cloud, source, grant, since=60, task_id=mine).found is Found.CANNOT_TELL


def test_a_key_that_may_not_search_cannot_tell(cloud: Cloud, source: Path) -> None:
    for code in ("UnauthorizedOperation", "InvalidAction", "UnknownParameter"):
        cloud.faults(operation="SearchMedia", kind="status", code=code)
        look = _look(cloud, source, key(cloud), since=60, task_id="a" * 32)
        assert look.found is Found.CANNOT_TELL
    cloud.faults(operation="SearchMedia", kind="status", code="InternalError")
    with pytest.raises(UploadError):
        _look(cloud, source, key(cloud), since=60, task_id="a" * 32)


def test_what_is_sent_says_what_the_batch_says(cloud: Cloud, source: Path) -> None:
    extras = {
        "MediaName": "我的 film",
        "ClassId": "0",
        "ExpireTime": "2099-01-02T03:04:05Z",
        "SessionContext": "session",
    }
    subject = order(place(cloud), source, key="film.mp4", extras=extras, variables={"x:n": "7"})

    async def put(call: Call) -> Receipt:
        return await VOD.put(call, subject)

    receipt = asked(put, key(cloud), endpoint=place(cloud).endpoint)

    async def describe(call: Call) -> Any:
        question = api.Question("DescribeMediaInfos", {"FileIds": [receipt.file_id]})
        return (await api.ask(call, place(cloud), question)).members

    told = asked(describe, key(cloud), endpoint=place(cloud).endpoint)
    basic = told["MediaInfoSet"][0]["BasicInfo"]
    assert basic["Name"] == "我的 film"
    assert basic["ExpireTime"] == "2099-01-02T03:04:05Z"
    assert json.loads(basic["SourceInfo"]["SourceContext"])["n"] == "7"
