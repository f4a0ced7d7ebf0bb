"""The whole provider against the demo cloud, which shares no line of code with it."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from fastcrc.crc64 import xz

from app.domain import errors as tree
from app.domain.callback import BodyType, CallbackSpec
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, SameName
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt, Session, StoredPart
from app.providers.contract import Found, Order
from app.providers.oss.provider import OssProvider
from app.providers.oss.requests import presigned_address
from tests.cloud import Cloud, fetched
from tests.providers.oss_calls import HttpCall, Make, orders_to

OSS = OssProvider()
PART = 102_400
DATA = b"".join(i.to_bytes(4, "big") for i in range(64_000))  # 2.5 parts, no two alike
BODY = "object=${object}&size=${size}&uid=${x:uid}&crc=${crc64}"


@pytest.fixture
def make(cloud: Cloud, tmp_path: Path) -> Make:
    """Orders to send a file of `DATA`."""
    return orders_to(cloud, tmp_path, DATA)


@pytest.fixture
def call(cloud: Cloud) -> HttpCall:
    """A call with the cloud's key, on a cloud that forgot everything."""
    cloud.reset()
    return HttpCall(Credentials(cloud.access_key_id, cloud.access_key_secret))


@pytest.fixture
def spec(cloud: Cloud) -> CallbackSpec:
    """A callback to the cloud's application server."""
    return CallbackSpec(True, (cloud.callback_url,), BODY, variables={"x:uid": "42"})


async def sent(call: HttpCall, wanted: Order) -> tuple[Session, list[StoredPart]]:
    session = await OSS.begin(call, wanted)
    return session, [await OSS.send(call, wanted, session, part) for part in wanted.parts]


async def multipart(call: HttpCall, wanted: Order) -> Receipt:
    session, stored = await sent(call, wanted)
    return await OSS.finish(call, wanted, session, stored)


def check_stored(cloud: Cloud, key: str) -> None:
    (found,) = [entry for entry in cloud.objects() if entry["key"] == key]
    assert (found["size"], int(found["crc64"])) == (len(DATA), xz(DATA))
    assert found["content_type"] == "application/x-test"


@pytest.mark.parametrize("addressing", [Addressing.PATH, Addressing.VIRTUAL_HOST])
@pytest.mark.parametrize(
    "key", ["a.bin", "报告 2023+v1 %41#&?.bin", "a/../b/./c", "😀//x", "  dot. ", "tab\there\x01"]
)
def test_any_name_is_stored_under_exactly_that_name(
    cloud: Cloud, call: HttpCall, make: Make, key: str, addressing: Addressing
) -> None:
    there = {"endpoint": cloud.endpoint, "addressing": addressing}
    if addressing is Addressing.VIRTUAL_HOST:
        there["endpoint"] = cloud.endpoint.replace("127.0.0.1", "localhost")
    for step in (OSS.put, multipart):
        cloud.reset()
        receipt = asyncio.run(step(call, make(key=key, part=PART, **there)))
        check_stored(cloud, key)
        assert receipt.verified
        assert receipt.request_id
        assert receipt.etag


def test_put_with_a_callback_gives_the_answer_that_the_server_gave(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec
) -> None:
    for step in (OSS.put, multipart):
        cloud.reset()
        wanted = make(callback=spec, part=PART, key="报告.bin", variables={"x:uid": "a&b=文"})
        receipt = asyncio.run(step(call, wanted))
        assert receipt.callback.outcome is CallbackOutcome.DELIVERED
        assert receipt.verified
        (answered,) = [e for e in cloud.events() if e["kind"] == "app_answered"]
        assert receipt.callback.body == answered["body"]
        assert json.loads(receipt.callback.body)["number"] == answered["number"]
        (received,) = [e for e in cloud.events() if e["kind"] == "app_received"]
        assert received["signature_valid"] is True
        told = json.loads(receipt.callback.body)["received"]
        assert (told["object"], told["uid"]) == ("报告.bin", "a&b=文")
        assert (int(told["size"]), int(told["crc"])) == (len(DATA), xz(DATA))


def test_a_json_callback_is_filled_in(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec
) -> None:
    body = '{"object":${object},"size":${size},"uid":${x:uid}}'
    wanted = make(
        callback=CallbackSpec(True, spec.urls, body, BodyType.JSON, variables={"x:uid": 'q"'})
    )
    receipt = asyncio.run(OSS.put(call, wanted))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    (received,) = [e for e in cloud.events() if e["kind"] == "app_received"]
    assert json.loads(received["body"])["uid"] == 'q"'


@pytest.mark.parametrize("mode", ["500", "not_json", "no_length", "refuse", "empty", "hang_up"])
def test_a_server_that_answers_badly_is_a_failed_callback_of_a_stored_object(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec, mode: str
) -> None:
    for step in (OSS.put, multipart):
        cloud.reset()
        cloud.answers(mode=mode)
        wanted = make(callback=spec, part=PART)
        receipt = asyncio.run(step(call, wanted))
        assert receipt.http_status == 203
        assert receipt.verified
        assert receipt.etag
        assert receipt.callback.outcome is CallbackOutcome.FAILED
        assert receipt.callback.code == "CallbackFailed"
        assert receipt.callback.message
        check_stored(cloud, wanted.task.key)


def test_a_large_answer_arrives_whole(
    cloud: Cloud, call: HttpCall, make: Make, spec: CallbackSpec
) -> None:
    cloud.answers(mode="large", bytes=1 << 20)
    receipt = asyncio.run(OSS.put(call, make(callback=spec)))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    assert len(receipt.callback.body.encode()) == 1 << 20
    assert not receipt.callback.body_cut


def test_a_refused_callback_stores_nothing(cloud: Cloud, call: HttpCall, make: Make) -> None:
    broken = CallbackSpec(True, ("http://127.0.0.1:1/",) * 6)
    with pytest.raises(tree.Refused) as caught:
        asyncio.run(OSS.put(call, make(callback=broken)))
    assert caught.value.values["reason"] == "callback"
    assert cloud.objects() == []


def test_the_services_list_equals_what_was_sent(call: HttpCall, make: Make) -> None:
    async def steps() -> tuple[list[StoredPart], list[StoredPart]]:
        wanted = make(part=PART)
        session, stored = await sent(call, wanted)
        return stored, await OSS.stored(call, wanted, session)

    stored, listed = asyncio.run(steps())
    assert listed == stored
    assert [part.crc64 for part in listed] == [
        xz(DATA[at : at + PART]) for at in range(0, len(DATA), PART)
    ]


def test_a_list_of_more_than_a_page_is_read_to_its_end(call: HttpCall, make: Make) -> None:
    async def steps() -> list[StoredPart]:
        wanted = make(part=250)
        session, _stored = await sent(call, wanted)
        return await OSS.stored(call, wanted, session)

    listed = asyncio.run(steps())
    assert [part.number for part in listed] == list(range(1, len(DATA) // 250 + 1))


def test_an_aborted_upload_is_gone_and_aborting_again_is_fine(call: HttpCall, make: Make) -> None:
    async def steps() -> None:
        wanted = make(part=PART)
        session, stored = await sent(call, wanted)
        await OSS.abort(call, wanted, session)
        await OSS.abort(call, wanted, session)
        for step in (
            OSS.stored(call, wanted, session),
            OSS.send(call, wanted, session, wanted.parts[0]),
            OSS.finish(call, wanted, session, stored),
        ):
            with pytest.raises(tree.UploadGone):
                await step

    asyncio.run(steps())


def test_finishing_twice_says_that_the_upload_is_gone(call: HttpCall, make: Make) -> None:
    async def steps() -> None:
        wanted = make(part=PART)
        session, stored = await sent(call, wanted)
        since = call.now()
        await OSS.finish(call, wanted, session, stored)
        with pytest.raises(tree.UploadGone):
            await OSS.finish(call, wanted, session, stored)
        look = await OSS.look(call, wanted, since=since, crc64=xz(DATA))
        assert look.found is Found.THERE

    asyncio.run(steps())


@pytest.mark.parametrize("policy", [SameName.KEEP_BOTH, SameName.SKIP])
def test_a_name_that_is_taken_is_not_overwritten(
    call: HttpCall, make: Make, policy: SameName
) -> None:
    async def steps() -> None:
        wanted = make(part=PART, same_name=policy)
        session, stored = await sent(call, wanted)
        await OSS.put(call, wanted)
        for step in (
            OSS.put(call, wanted),
            OSS.begin(call, wanted),
            OSS.finish(call, wanted, session, stored),
        ):
            with pytest.raises(tree.NameTaken):
                await step
        assert (await OSS.put(call, make(same_name=SameName.REPLACE))).verified

    asyncio.run(steps())


def test_bytes_that_changed_on_the_way_are_found_out(call: HttpCall, make: Make) -> None:
    async def steps() -> None:
        wanted = make(part=PART)
        session = await OSS.begin(call, wanted)
        call.spoil = True
        for step in (OSS.send(call, wanted, session, wanted.parts[0]), OSS.put(call, wanted)):
            with pytest.raises(tree.IntegrityError):
                await step

    asyncio.run(steps())


def test_look_finds_what_is_ours_and_nothing_else(
    call: HttpCall, make: Make, spec: CallbackSpec
) -> None:
    async def steps() -> None:
        wanted = make(callback=spec)
        start = call.now()
        assert (await OSS.look(call, wanted, since=start, crc64=xz(DATA))).found is Found.ABSENT
        await OSS.put(call, wanted)
        look = await OSS.look(call, wanted, since=start, crc64=xz(DATA))
        assert look.found is Found.THERE
        assert look.receipt is not None
        assert look.receipt.verified
        assert look.receipt.callback.outcome is CallbackOutcome.UNKNOWN
        for since, crc in ((start + 60, xz(DATA)), (start, 1)):
            assert (await OSS.look(call, wanted, since=since, crc64=crc)).found is Found.ABSENT

    asyncio.run(steps())


# --- refusals ------------------------------------------------------------------------------------


def refused(call: HttpCall, wanted: Order) -> list[tree.UploadError]:
    """The errors of every step that can meet the trouble."""
    session = {"upload_id": "0123456789ABCDEF"}
    steps = [OSS.put(call, wanted), OSS.begin(call, wanted), OSS.stored(call, wanted, session)]
    found = []
    for step in steps:
        with pytest.raises(tree.UploadError) as caught:
            asyncio.run(step)
        assert caught.value.answer is not None
        assert caught.value.answer.request_id
        found.append(caught.value)
    return found


def reasons(errors: list[tree.UploadError]) -> set[tuple[type[tree.UploadError], str]]:
    return {(type(error), error.values.get("reason", "")) for error in errors}


def test_a_wrong_secret(call: HttpCall, make: Make) -> None:
    call.keys = Credentials(call.keys.access_key_id, "wrong-secret-of-test")
    assert reasons(refused(call, make())) == {(tree.CredentialsRefused, "secret")}


def test_an_unknown_key(call: HttpCall, make: Make) -> None:
    call.keys = Credentials("NOBODY", "wrong-secret-of-test")
    assert reasons(refused(call, make())) == {(tree.CredentialsRefused, "key_id")}


def test_a_bucket_that_is_not_there(call: HttpCall, make: Make) -> None:
    errors = refused(call, make(bucket="not-there"))
    assert reasons(errors) == {(tree.Refused, "no_bucket")}
    assert {error.values["bucket"] for error in errors} == {"not-there"}


def test_a_wrong_region(call: HttpCall, make: Make) -> None:
    errors = refused(call, make(region="cn-elsewhere"))
    assert reasons(errors) == {(tree.Refused, "region")}
    assert {error.values["region"] for error in errors} == {"cn-elsewhere"}


def test_a_clock_that_is_twenty_minutes_off(call: HttpCall, make: Make) -> None:
    call.offset = 20 * 60.0
    errors = refused(call, make())
    assert reasons(errors) == {(tree.ClockSkewed, "")}
    for error in errors:
        assert error.values["minutes"] == "20"
        assert abs(float(error.values["server_time"]) - time.time()) < 5
    call.offset = 0.0
    assert asyncio.run(OSS.put(call, make())).verified


def test_a_temporary_key_works_until_it_has_expired(
    cloud: Cloud, call: HttpCall, make: Make
) -> None:
    for seconds in (600, -1):
        key = cloud.sts(seconds)
        call.keys = Credentials(
            key["access_key_id"], key["access_key_secret"], key["security_token"]
        )
        if seconds > 0:
            assert asyncio.run(multipart(call, make(part=PART))).verified
            continue
        errors = refused(call, make())
        assert reasons(errors) == {(tree.CredentialsRefused, "token_expired")}
        for error in errors:
            assert key["security_token"] not in repr(tree.failure_of(error))


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (503, "ServiceUnavailable", tree.ServiceFault),
        (500, "InternalError", tree.ServiceFault),
        (503, "TotalQpsLimitExceeded", tree.Throttled),
        (403, "AccessDenied", tree.NotAllowed),
    ],
)
def test_scripted_refusals(
    cloud: Cloud, call: HttpCall, make: Make, status: int, code: str, kind: type[tree.UploadError]
) -> None:
    cloud.faults(kind="status", status=status, code=code, times=3)
    assert {type(error) for error in refused(call, make())} == {kind}


def test_a_link_opens_without_a_header(call: HttpCall, make: Make) -> None:
    wanted = make(key="报告 1.bin")
    asyncio.run(OSS.put(call, wanted))
    link = presigned_address(
        wanted.destination, wanted.task.key, credentials=call.keys, now=call.now(), seconds=60
    )
    assert fetched(link) == DATA
