"""PostObject against the demo cloud, which shares no line of code with the provider."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fastcrc.crc64 import xz

from app.domain import errors as tree
from app.domain.callback import BodyType, CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, SameName
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt
from app.providers.contract import Found, Order
from app.providers.oss.provider import OssProvider
from tests.cloud import Cloud
from tests.providers.oss_calls import HttpCall, Make, orders_to

OSS = OssProvider()
DATA = b"\r\n--upcall-\r\n".join(i.to_bytes(4, "big") for i in range(20_000))
BODY = "object=${object}&size=${size}&uid=${x:uid}&crc=${crc64}"
HOSTILE = [
    "a.bin",
    "报告 2023+v1 %41#&?.bin",
    "a/../b/./c",
    "😀//x",
    "  dot. ",
    "tab\there\x01",
    'quo"te; filename="x".bin',
    "line\r\n--upcall-\r\nbreak",
    "back\\slash\\$5 \\\\$",
    "$key",
    "pri$ce",
    "a/${filename}",
    "${filename}${filename}.txt",
    "${object}",
]


@pytest.fixture
def make(cloud: Cloud, tmp_path: Path) -> Make:
    """Orders to send a file of `DATA` as a form."""
    made = orders_to(cloud, tmp_path, DATA)

    def as_form(**changes: object) -> Order:
        wanted = made(**changes)
        return replace(wanted, batch=replace(wanted.batch, method="post"))

    return as_form


@pytest.fixture
def call(cloud: Cloud) -> HttpCall:
    """A call with the cloud's key."""
    return HttpCall(Credentials(cloud.access_key_id, cloud.access_key_secret))


@pytest.fixture
def spec(cloud: Cloud) -> CallbackSpec:
    """A callback to the cloud's application server."""
    return CallbackSpec(True, (cloud.callback_url,), BODY, variables={"x:uid": "42"})


def post(call: HttpCall, wanted: Order) -> Receipt:
    return asyncio.run(OSS.put(call, wanted))


def refused(call: HttpCall, wanted: Order) -> tuple[type[tree.UploadError], str]:
    with pytest.raises(tree.UploadError) as caught:
        post(call, wanted)
    assert caught.value.answer is not None
    assert caught.value.answer.request_id
    return type(caught.value), caught.value.values.get("reason", "")


@pytest.mark.parametrize("key", HOSTILE)
def test_any_name_is_stored_under_exactly_that_name(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec, key: str
) -> None:
    receipt = post(call, make(key=key, callback=spec, variables={"x:uid": key}))
    (found,) = cloud.objects()
    assert (found["key"], found["size"], int(found["crc64"])) == (key, len(DATA), xz(DATA))
    assert found["content_type"] == "application/x-test"
    assert receipt.verified
    assert receipt.etag == found["etag"].strip('"')
    told = json.loads(receipt.callback.body)["received"]
    assert (told["object"], told["uid"]) == (key, key)


def test_a_form_is_taken_at_the_buckets_own_host_too(
    cloud: Cloud, call: HttpCall, make: Make
) -> None:
    endpoint = cloud.endpoint.replace("127.0.0.1", "localhost")
    assert post(call, make(endpoint=endpoint, addressing=Addressing.VIRTUAL_HOST)).verified
    assert call.requests[-1].target == "/"
    assert len(cloud.objects()) == 1


@pytest.mark.parametrize("kind", [BodyType.FORM, BodyType.JSON])
def test_the_servers_own_answer_comes_back(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec, kind: BodyType
) -> None:
    body = BODY if kind is BodyType.FORM else '{"uid":${x:uid}}'
    receipt = post(call, make(callback=replace(spec, body=body, body_type=kind)))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    (answered,) = cloud.of_kind("app_answered")
    assert receipt.callback.body == answered["body"]
    (received,) = cloud.of_kind("app_received")
    assert received["signature_valid"] is True


@pytest.mark.parametrize("mode", ["500", "not_json", "no_length", "refuse", "empty", "hang_up"])
def test_a_server_that_answers_badly_is_a_failed_callback_of_a_stored_object(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec, mode: str
) -> None:
    cloud.answers(mode=mode)
    receipt = post(call, make(callback=spec))
    assert (receipt.http_status, receipt.verified) == (203, True)
    assert receipt.callback.outcome is CallbackOutcome.FAILED
    assert receipt.callback.code == "CallbackFailed"
    assert len(cloud.objects()) == 1


def test_a_refused_callback_stores_nothing(cloud: Cloud, call: HttpCall, make: Make) -> None:
    broken = CallbackSpec(True, ("http://127.0.0.1:1/",) * 6)
    assert refused(call, make(callback=broken)) == (tree.Refused, "callback")
    assert cloud.objects() == []


@pytest.mark.parametrize("policy", [SameName.KEEP_BOTH, SameName.SKIP])
def test_a_name_that_is_taken_is_not_overwritten(
    call: HttpCall, make: Make, policy: SameName
) -> None:
    assert post(call, make(same_name=policy)).verified
    assert refused(call, make(same_name=policy)) == (tree.NameTaken, "")
    assert post(call, make(same_name=SameName.REPLACE)).verified


def test_bytes_that_changed_on_the_way_are_found_out(call: HttpCall, make: Make) -> None:
    call.spoil = True
    with pytest.raises(tree.IntegrityError):
        post(call, make())


def test_look_finds_what_a_form_stored(call: HttpCall, make: Make, spec: CallbackSpec) -> None:
    wanted, start = make(callback=spec), call.now()

    def found() -> Found:
        return asyncio.run(OSS.look(call, wanted, since=start, crc64=xz(DATA))).found

    assert found() is Found.ABSENT
    post(call, wanted)
    assert found() is Found.THERE


def test_keys_that_are_not_right(cloud: Cloud, call: HttpCall, make: Make) -> None:
    right = call.keys
    call.keys = Credentials(right.access_key_id, "wrong-secret-of-test")
    assert refused(call, make()) == (tree.CredentialsRefused, "secret")
    call.keys = Credentials("NOBODY", "wrong-secret-of-test")
    assert refused(call, make()) == (tree.CredentialsRefused, "key_id")
    call.keys = right
    assert refused(call, make(bucket="not-there")) == (tree.Refused, "no_bucket")
    assert refused(call, make(region="cn-elsewhere")) == (tree.Refused, "region")
    assert cloud.objects() == []


def test_a_temporary_key_works_until_it_has_expired(
    cloud: Cloud, call: HttpCall, make: Make
) -> None:
    for seconds in (600, -1):
        key = cloud.sts(seconds)
        call.keys = Credentials(
            key["access_key_id"], key["access_key_secret"], key["security_token"]
        )
        if seconds > 0:
            assert post(call, make()).verified
        else:
            assert refused(call, make()) == (tree.CredentialsRefused, "token_expired")


def test_a_clock_that_is_ahead_is_told_and_one_that_is_behind_does_no_harm(
    call: HttpCall, make: Make
) -> None:
    call.offset = 20 * 60.0
    with pytest.raises(tree.ClockSkewed) as caught:
        post(call, make())
    assert caught.value.values["minutes"] == "20"
    call.offset = -20 * 60.0
    assert post(call, make()).verified


def test_a_policy_that_ran_out_asks_for_a_new_one(call: HttpCall, make: Make) -> None:
    call.offset = -25 * 3600.0
    assert refused(call, make()) == (tree.CredentialsRefused, "policy_expired")
