"""Events: pulled and confirmed, pushed and verified (tencent-vod.md 4)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.cloud import Cloud
from tests.democloud.vod import (
    QUICK,
    application,
    ask,
    call,
    connected,
    facts,
    http,
    pulled,
    refused,
    uploaded,
)

Seed = dict[str, Any]

SOURCE: Seed = {"SourceType": str, "SourceContext": str}
MEDIA: Seed = {
    "Name": str,
    "Description": str,
    "CreateTime": str,
    "UpdateTime": str,
    "ExpireTime": str,
    "ClassId": int,
    "ClassName": str,
    "ClassPath": str,
    "CoverUrl": str,
    "Type": str,
    "MediaUrl": str,
    "TagSet": list,
    "StorageRegion": str,
    "SourceInfo": SOURCE,
    "Vid": str,
}
TASK: Seed = {"FileId": str, "MediaBasicInfo": MEDIA, "ProcedureTaskId": str}
PUSHED: Seed = {"EventType": str, "FileUploadEvent": TASK}
"""Every key of the vendor's pushed sample, with its type."""
PULLED: Seed = {"EventHandle": str} | PUSHED
"""The same of one event of the pulled sample."""


@pytest.fixture(autouse=True)
def quick(cloud: Cloud) -> None:
    """Nothing waits."""
    cloud.settings(**QUICK)


def differences(seed: Seed, found: object, where: str = "") -> list[str]:
    """Name the keys of a seed that are not there, or are of another type."""
    if not isinstance(found, dict):
        return [where]
    wrong: list[str] = []
    for name, kind in seed.items():
        value, place = found.get(name), f"{where}.{name}"
        if isinstance(kind, dict):
            wrong += differences(kind, value, place)
        elif type(value) is not kind:
            wrong.append(place)
    return wrong


def queued(cloud: Cloud, count: int = 1) -> None:
    """Wait until so many events were queued."""
    cloud.until(lambda events: sum(e["kind"] == "event_queued" for e in events) >= count)


def told(cloud: Cloud, kind: str, count: int = 1) -> list[dict[str, Any]]:
    """Wait for events of a kind of VOD's, and give them."""
    cloud.until(lambda events: sum(e["kind"] == kind for e in events) >= count)
    return cloud.of_kind(kind, service="vod")


def upload(cloud: Cloud, mode: str = "PULL", **values: Any) -> str:
    """Upload something to the application of a mode; gives its FileId."""
    file_id: str = uploaded(cloud, SubAppId=application(cloud, mode), **values).FileId
    return file_id


def test_a_pulled_event_has_every_key_of_the_vendors_sample(cloud: Cloud) -> None:
    file_id = upload(cloud)
    queued(cloud)
    event = pulled(cloud)[0]
    assert differences(PULLED, event) == []
    assert event["EventType"] == "NewFileUpload"
    assert event["FileUploadEvent"]["FileId"] == file_id
    media = event["FileUploadEvent"]["MediaBasicInfo"]
    assert media["ExpireTime"] == "9999-12-31T23:59:59Z"
    assert media["Vid"] == file_id
    # What a pulled event is not about is named all the same.
    assert event["ProcedureStateChangeEvent"] is None
    assert event["FileUploadEvent"]["MetaData"] is None


def test_a_pulled_event_may_leave_out_what_it_is_not_about(cloud: Cloud) -> None:
    cloud.settings(vod_pull_nulls=False)
    upload(cloud)
    queued(cloud)
    event = pulled(cloud)[0]
    assert set(event) == set(PULLED)
    assert differences(PULLED, event) == []
    assert "null" not in json.dumps(event)


def test_a_pushed_event_has_every_key_of_the_vendors_sample(cloud: Cloud) -> None:
    file_id = upload(cloud, "PUSH")
    received = told(cloud, "app_received")[0]
    body = json.loads(received["body"])
    assert differences(PUSHED, body) == []
    assert set(body) == set(PUSHED) | {"T", "Sign"}
    assert body["FileUploadEvent"]["FileId"] == file_id
    assert "null" not in received["body"]


def test_an_unconfirmed_event_comes_again_under_another_handle(cloud: Cloud) -> None:
    cloud.settings(vod_visible_seconds=0.4, vod_poll_seconds=2.0)
    upload(cloud)
    first = pulled(cloud)[0]
    again = pulled(cloud)[0]
    assert first["EventHandle"] != again["EventHandle"]
    assert first["FileUploadEvent"] == again["FileUploadEvent"]
    late = {"SubAppId": application(cloud), "EventHandles": [first["EventHandle"]]}
    assert refused(cloud, "ConfirmEvents", late) == "InvalidParameterValue"
    assert [e["attempt"] for e in cloud.of_kind("event_pulled")] == [1, 2]
    ask(cloud, "ConfirmEvents", EventHandles=[pulled(cloud)[0]["EventHandle"]])
    cloud.settings(vod_poll_seconds=0.6)
    assert pulled(cloud) == []


def test_confirming_too_late_is_an_error_and_the_event_comes_again(cloud: Cloud) -> None:
    cloud.settings(vod_visible_seconds=0.0)
    upload(cloud)
    queued(cloud)
    handle = pulled(cloud)[0]["EventHandle"]
    values = {"SubAppId": application(cloud), "EventHandles": [handle]}
    assert refused(cloud, "ConfirmEvents", values) == "InvalidParameterValue"
    assert len(pulled(cloud)) == 1


@pytest.mark.parametrize(("partly", "left"), [(True, 0), (False, 1)])
def test_a_good_handle_beside_a_void_one(cloud: Cloud, partly: bool, left: int) -> None:
    cloud.settings(vod_confirm_partly=partly)
    upload(cloud)
    queued(cloud)
    handles = [pulled(cloud)[0]["EventHandle"], "EventHandle.nobody"]
    values = {"SubAppId": application(cloud), "EventHandles": handles}
    assert refused(cloud, "ConfirmEvents", values) == "InvalidParameterValue"
    state = call(cloud, "DescribeEventsState", {"SubAppId": application(cloud)})
    assert state["CountOfEventsToPull"] == left


def test_sixteen_events_at_once_and_sixteen_handles(cloud: Cloud) -> None:
    made = {upload(cloud) for _ in range(18)}
    queued(cloud, 18)
    first, rest = pulled(cloud), pulled(cloud)
    assert (len(first), len(rest)) == (16, 2)
    assert {e["FileUploadEvent"]["FileId"] for e in first + rest} == made
    many = {"SubAppId": application(cloud), "EventHandles": ["h"] * 17}
    assert refused(cloud, "ConfirmEvents", many) == "InvalidParameterValue"
    ask(cloud, "ConfirmEvents", EventHandles=[e["EventHandle"] for e in first])
    state = call(cloud, "DescribeEventsState", {"SubAppId": application(cloud)})
    assert state["CountOfEventsToPull"] == 2


def test_a_poll_is_held_until_an_event_comes(cloud: Cloud) -> None:
    cloud.settings(vod_poll_seconds=8.0, vod_event_seconds=0.5)
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        polling = pool.submit(pulled, cloud)
        file_id = upload(cloud)
        found = polling.result()
    assert [e["FileUploadEvent"]["FileId"] for e in found] == [file_id]
    assert 0.4 < time.monotonic() - began < 6


def test_an_empty_poll_ends_with_resource_not_found(cloud: Cloud) -> None:
    cloud.settings(vod_poll_seconds=0.3)
    began = time.monotonic()
    values = {"SubAppId": application(cloud)}
    assert refused(cloud, "PullEvents", values) == "ResourceNotFound"
    assert time.monotonic() - began >= 0.29


def test_two_consumers_compete_and_what_one_confirms_the_other_never_sees(cloud: Cloud) -> None:
    upload(cloud, SourceContext="mine")
    queued(cloud)
    foreign = pulled(cloud)
    assert [e["FileUploadEvent"]["MediaBasicInfo"]["SourceInfo"] for e in foreign]
    assert pulled(cloud) == []
    ask(cloud, "ConfirmEvents", EventHandles=[foreign[0]["EventHandle"]])
    cloud.settings(vod_visible_seconds=0.0)
    assert pulled(cloud) == []


def test_a_consumer_that_hangs_up_while_it_waits_takes_nothing_along(cloud: Cloud) -> None:
    cloud.settings(vod_poll_seconds=8.0)
    values = {"SubAppId": application(cloud)}
    with connected(cloud, "PullEvents", values):
        cloud.until(lambda events: any(e.get("operation") == "PullEvents" for e in events))
    upload(cloud)
    assert len(pulled(cloud)) == 1
    assert [e["attempt"] for e in cloud.of_kind("event_pulled")] == [1]


def test_events_are_kept_for_a_time_only(cloud: Cloud) -> None:
    upload(cloud)
    queued(cloud)
    cloud.settings(vod_kept_seconds=0.0)
    assert pulled(cloud) == []


def test_every_application_has_a_queue_and_a_configuration_of_its_own(cloud: Cloud) -> None:
    quiet = application(cloud, "PUSH", "OFF")
    uploaded(cloud, SubAppId=quiet)
    dropped = told(cloud, "event_dropped")[0]
    assert (dropped["sub_app_id"], dropped["why"]) == (quiet, "switched off")
    ask(
        cloud,
        "ModifyEventConfig",
        SubAppId=quiet,
        Mode="PULL",
        UploadMediaCompleteEventSwitch="ON",
    )
    file_id = uploaded(cloud, SubAppId=quiet).FileId
    queued(cloud)
    assert pulled(cloud) == []
    found = pulled(cloud, SubAppId=quiet)
    assert found[0]["FileUploadEvent"]["FileId"] == file_id


def test_a_task_flow_ends_with_an_event_of_its_own(cloud: Cloud) -> None:
    cloud.settings(vod_procedure_seconds=0.1)
    file_id = upload(cloud, Procedure="LongVideoPreset", SessionContext="for the flow")
    queued(cloud, 2)
    first, second = pulled(cloud)
    flow = second["ProcedureStateChangeEvent"]
    assert (first["EventType"], second["EventType"]) == ("NewFileUpload", "ProcedureStateChanged")
    assert flow["TaskId"] == first["FileUploadEvent"]["ProcedureTaskId"] != ""
    assert (flow["FileId"], flow["Status"]) == (file_id, "FINISH")
    assert flow["SessionContext"] == "for the flow"
    assert second["FileUploadEvent"] is None


def test_an_event_can_be_lost_by_a_fault(cloud: Cloud) -> None:
    cloud.settings(vod_poll_seconds=0.3)
    cloud.faults(kind="callback_failed", operation="CommitUpload")
    upload(cloud)
    assert pulled(cloud) == []


def test_a_pushed_event_is_verified_recorded_and_passed_on(cloud: Cloud) -> None:
    file_id = upload(cloud, "PUSH", SourceContext="42")
    sent, received = told(cloud, "callback_sent")[0], told(cloud, "app_received")[0]
    answered = told(cloud, "callback_answered")[0]
    assert received["signature_valid"]
    assert [step["step"] for step in received["steps"]] == ["fields", "time", "match"]
    assert sent["request_id"] == received["request_id"] == answered["request_id"] != ""
    assert (answered["status"], answered["accepted"]) == (200, True)
    assert "signature" not in json.loads(received["body"])
    records = cloud.ask("/records")["records"]
    assert file_id in records[-1]["fields"]["FileUploadEvent"]
    news = news_of(cloud)
    assert [(n["service"], n["id"], n["attempt"]) for n in news] == [("vod", file_id, 1)]
    assert news[0]["body"] == json.loads(news[0]["raw"])
    assert "in the body" in news[0]["signature"]


def news_of(cloud: Cloud) -> list[dict[str, Any]]:
    """Give what the status stream tells of VOD by now."""
    url: str = facts(cloud)["status_url"]
    target = f"/{url.split('/', 3)[3]}?since=0&service=vod"
    found: list[dict[str, Any]] = json.loads(http(url, "GET", target).body)["events"]
    return found


def test_the_sign_may_stand_in_the_query(cloud: Cloud) -> None:
    cloud.settings(vod_sign_place="query")
    upload(cloud, "PUSH")
    received = told(cloud, "app_received")[0]
    assert received["signature_valid"]
    assert "Sign=" in received["query"]
    assert "Sign" not in json.loads(received["body"])


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        (lambda body: body.pop("Sign"), "fields"),
        (lambda body: body.update(T=int(time.time()) - 5), "time"),
        (lambda body: body.update(T="soon"), "time"),
        (lambda body: body.update(T=body["T"] + 1), "match"),
        (lambda body: body.update(Sign="0" * 32), "match"),
    ],
)
def test_a_forged_event_is_refused(
    cloud: Cloud, change: Callable[[dict[str, Any]], object], failed: str
) -> None:
    upload(cloud, "PUSH")
    body = json.loads(told(cloud, "app_received")[0]["body"])
    change(body)
    before = len(cloud.ask("/records")["records"])
    url = facts(cloud)["event_url"]
    answer = http(url, "POST", "/vod/events", body=json.dumps(body).encode())
    assert answer.status == 400
    received = told(cloud, "app_received", 2)[-1]
    assert (received["signature_valid"], received["failed_step"]) == (False, failed)
    assert len(cloud.ask("/records")["records"]) == before


@pytest.mark.parametrize(
    ("way", "status", "failed"),
    [
        ("unsigned", 400, "fields"),
        ("key", 400, "match"),
        ("past", 400, "time"),
        # The sign says nothing about the body: that is the vendor's own rule.
        ("body", 200, ""),
    ],
)
@pytest.mark.parametrize("overheard", [True, False])
def test_forged_events_for_show(
    cloud: Cloud, way: str, status: int, failed: str, overheard: bool
) -> None:
    if overheard:
        upload(cloud, "PUSH")
        told(cloud, "app_answered")
    answer = cloud.ask("/forge", method="POST", service="vod", way=way)
    assert answer["status"] == status
    received = cloud.of_kind("app_received", service="vod")[-1]
    assert received["failed_step"] == failed
    sent = cloud.of_kind("forged_sent", service="vod")[0]
    assert (sent["way"], sent["body"]) == (way, received["body"])


def test_a_callback_is_never_forged_upon_another_services_event(cloud: Cloud) -> None:
    upload(cloud, "PUSH")
    told(cloud, "app_answered")
    cloud.ask("/forge", method="POST", way="body")
    assert "FileUploadEvent" not in cloud.of_kind("forged_sent")[0]["body"]


def test_upper_case_is_accepted_in_a_sign(cloud: Cloud) -> None:
    upload(cloud, "PUSH")
    body = json.loads(told(cloud, "app_received")[0]["body"])
    body["sign"], body["t"] = body.pop("Sign").upper(), str(body.pop("T"))
    url = facts(cloud)["event_url"]
    assert http(url, "POST", "/vod/events", body=json.dumps(body).encode()).status == 200


def test_without_a_key_an_event_is_taken_unsigned(cloud: Cloud) -> None:
    number = application(cloud, "PUSH")
    ask(cloud, "ModifyEventConfig", SubAppId=number, SignKey="")
    upload(cloud, "PUSH")
    received = told(cloud, "app_received")[0]
    assert received["signature_valid"]
    assert "Sign" not in received["body"]


def test_a_silent_server_gets_three_deliveries(cloud: Cloud) -> None:
    cloud.settings(vod_push_seconds=0.2)
    cloud.answers(mode="late", seconds=1, times=10)
    upload(cloud, "PUSH")
    dropped = told(cloud, "event_dropped")
    answered = cloud.of_kind("callback_answered", service="vod")
    assert [event["attempt"] for event in answered] == [1, 2, 3]
    assert {(event["status"], event["reason"]) for event in answered} == {(None, "no answer")}
    assert dropped[0]["why"] == "no answer"


@pytest.mark.parametrize(("counts", "deliveries"), [(False, 1), (True, 2)])
def test_a_status_other_than_200_may_count(cloud: Cloud, counts: bool, deliveries: int) -> None:
    cloud.settings(vod_push_status_counts=counts)
    cloud.answers(mode="500", times=1)
    upload(cloud, "PUSH")
    answered = told(cloud, "callback_answered", deliveries)
    assert [event["status"] for event in answered] == [500, 200][:deliveries]
    news = news_of(cloud)
    assert [n["attempt"] for n in news] == [2] * (deliveries - 1)


def test_an_event_may_come_more_than_once(cloud: Cloud) -> None:
    cloud.settings(vod_event_copies=2)
    file_id = upload(cloud)
    queued(cloud, 2)
    found = pulled(cloud)
    assert [e["FileUploadEvent"]["FileId"] for e in found] == [file_id] * 2
    assert found[0]["EventHandle"] != found[1]["EventHandle"]
    upload(cloud, "PUSH")
    told(cloud, "app_answered", 2)
    assert [n["attempt"] for n in news_of(cloud)] == [1, 2]


def test_an_event_may_be_pushed_in_the_older_format(cloud: Cloud) -> None:
    cloud.settings(vod_legacy_push=True)
    file_id = upload(cloud, "PUSH")
    body = json.loads(told(cloud, "app_received")[0]["body"])
    told(cloud, "app_answered")
    assert (body["version"], body["eventType"]) == ("4.0", "NewFileUpload")
    assert body["data"]["fileId"] == file_id
    assert [n["id"] for n in news_of(cloud)] == [file_id]


def test_an_address_that_cannot_be_called_loses_the_event(cloud: Cloud) -> None:
    number = application(cloud, "PUSH")
    for url in ("nonsense", "http://127.0.0.1:1/", ""):
        ask(cloud, "ModifyEventConfig", SubAppId=number, NotificationUrl=url)
        upload(cloud, "PUSH")
    assert len(told(cloud, "event_dropped", 3)) == 3
