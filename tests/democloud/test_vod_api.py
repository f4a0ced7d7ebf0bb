"""The API's envelope, its checks and its errors (tencent-vod.md 1.1, 3, 7)."""

from __future__ import annotations

import json
import time
from urllib.parse import urlsplit

import pytest
from tencentcloud.common.credential import Credential
from tencentcloud.vod.v20180717 import vod_client

from tests.cloud import Cloud
from tests.democloud.vod import (
    QUICK,
    application,
    ask,
    call,
    facts,
    hand,
    http,
    profile,
    refused,
    uploaded,
)


@pytest.fixture(autouse=True)
def quick(cloud: Cloud) -> None:
    """Nothing waits."""
    cloud.settings(**QUICK)


def test_the_facts_name_all_that_a_foreign_client_needs(cloud: Cloud) -> None:
    known = facts(cloud)
    wanted = """endpoint cos_endpoint ugc_endpoint region sub_app_id secret_id secret_key event_url
    signature_url status_url sign_key applications"""
    assert set(wanted.split()) <= set(known)
    assert len({urlsplit(known[n]).port for n in ("endpoint", "cos_endpoint", "event_url")}) == 3


def test_every_answer_is_200_with_exactly_this_content_type(cloud: Cloud) -> None:
    good = call(cloud, "DescribeSubAppIds", {})
    bad = call(cloud, "DescribeSubAppIds", {}, secret="wrong")
    assert good["RequestId"] != bad["RequestId"]
    assert bad["Error"]["Code"] == "AuthFailure.SignatureFailure"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Authorization": ""}, "AuthFailure.InvalidAuthorization"),
        ({"Authorization": "TC3-HMAC-SHA256 nonsense"}, "AuthFailure.InvalidAuthorization"),
        ({"X-TC-Action": "NoSuchAction"}, "InvalidAction"),
        ({"X-TC-Version": "2024-07-18"}, "NoSuchVersion"),
        ({"X-TC-Version": ""}, "MissingParameter"),
        ({"X-TC-Token": "of another key"}, "AuthFailure.TokenFailure"),
        ({"Content-Type": "text/plain"}, "UnsupportedProtocol"),
        ({"Content-Type": "application/json; charset=utf-8"}, "AuthFailure.SignatureFailure"),
        ({"Host": "vod.tencentcloudapi.com"}, "AuthFailure.SignatureFailure"),
        ({"X-TC-Timestamp": "soon"}, "MissingParameter"),
        ({"X-TC-Content-SHA256": "UNSIGNED-PAYLOAD"}, "AuthFailure.SignatureFailure"),
    ],
)
def test_what_is_not_in_order_is_refused(cloud: Cloud, headers: dict[str, str], code: str) -> None:
    assert refused(cloud, "DescribeSubAppIds", {}, headers=headers) == code


def test_an_unknown_key_is_not_found(cloud: Cloud) -> None:
    known = facts(cloud)["secret_id"]
    day = time.strftime("%Y-%m-%d", time.gmtime())
    header = (
        f"TC3-HMAC-SHA256 Credential={known}X/{day}/vod/tc3_request, "
        "SignedHeaders=content-type;host, Signature=00"
    )
    code = refused(cloud, "DescribeSubAppIds", {}, headers={"Authorization": header})
    assert code == "AuthFailure.SecretIdNotFound"


@pytest.mark.parametrize(("off", "good"), [(-290, True), (-310, False), (310, False)])
def test_the_clock_may_be_five_minutes_off(cloud: Cloud, off: int, good: bool) -> None:
    answer = call(cloud, "DescribeSubAppIds", {}, stamp=int(time.time()) + off)
    code = answer.get("Error", {}).get("Code", "")
    assert code == ("" if good else "AuthFailure.SignatureExpire")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"MediaType": "mp4", "Colour": "red"}, "UnknownParameter"),
        ({}, "MissingParameter"),
        ({"MediaType": 4}, "InvalidParameter"),
        ({"MediaType": "mp4", "ClassId": "0"}, "InvalidParameter"),
        ({"MediaType": "exe"}, "InvalidParameterValue.MediaType"),
        ({"MediaType": "mp4", "CoverType": "mp4"}, "InvalidParameterValue.CoverType"),
        ({"MediaType": "mp4", "ExpireTime": "tomorrow"}, "InvalidParameterValue.ExpireTime"),
        (
            {"MediaType": "mp4", "StorageRegion": "eu-frankfurt"},
            "InvalidParameterValue.StorageRegion",
        ),
        ({"MediaType": "mp4", "MediaStoragePath": "/a"}, "InvalidParameterValue.MediaStoragePath"),
        (
            {"MediaType": "mp4", "SourceContext": "x" * 251},
            "InvalidParameterValue.SourceContextTooLong",
        ),
        (
            {"MediaType": "mp4", "SessionContext": "x" * 1001},
            "InvalidParameterValue.SessionContextTooLong",
        ),
        ({"MediaType": "mp4", "SubAppId": 0}, "InvalidParameterValue.SubAppId"),
        ({"MediaType": "mp4", "SubAppId": 12}, "InvalidParameterValue.SubAppId"),
    ],
)
def test_parameters_that_cannot_be(cloud: Cloud, values: dict[str, object], code: str) -> None:
    assert refused(cloud, "ApplyUpload", {"SubAppId": application(cloud)} | values) == code


def test_what_may_just_be_is_taken(cloud: Cloud) -> None:
    given = {"SourceContext": "图" * 250, "ExpireTime": "2031-01-02T03:04:05Z", "ExtInfo": ""}
    wanted = {"MediaType": "MP4", "CoverType": None, "StorageRegion": "ap-shanghai"}
    answer = call(cloud, "ApplyUpload", given | wanted | {"SubAppId": application(cloud)})
    assert answer["StorageRegion"] == "ap-shanghai"
    assert answer["MediaStoragePath"].endswith(".mp4")
    assert answer["CoverStoragePath"] == ""
    assert answer["StorageBucket"].rpartition("-")[2].isdigit()
    assert isinstance(answer["TempCertificate"]["ExpiredTime"], int)


def test_an_application_must_be_named_where_the_account_is_new(cloud: Cloud) -> None:
    assert refused(cloud, "ApplyUpload", {"MediaType": "mp4"}) == "InvalidParameterValue.SubAppId"
    assert refused(cloud, "PullEvents", {}) == "FailedOperation.InvalidVodUser"
    cloud.settings(vod_sub_app_required=False)
    assert "StorageBucket" in call(cloud, "ApplyUpload", {"MediaType": "mp4"})
    cloud.settings(vod_region_required=True)
    assert refused(cloud, "ApplyUpload", {"MediaType": "mp4"}) == "MissingParameter"


def test_a_commit_without_a_file_or_with_a_wrong_key(cloud: Cloud) -> None:
    main = {"SubAppId": application(cloud)}
    applied = hand(cloud).applied
    key = {"VodSessionKey": applied["VodSessionKey"]}
    assert refused(cloud, "CommitUpload", main | key) == "ResourceNotFound"
    other = {"SubAppId": application(cloud, "PUSH")}
    assert refused(cloud, "CommitUpload", other | key) == "InvalidParameterValue.SubAppId"
    wrong = {"VodSessionKey": "AAAA"}
    assert refused(cloud, "CommitUpload", main | wrong) == "InvalidParameterValue.VodSessionKey"
    cloud.settings(vod_session_seconds=-1)
    assert refused(cloud, "CommitUpload", main | key) == "InvalidParameterValue.VodSessionKey"


def test_a_second_commit_says_the_same_and_makes_no_second_event(cloud: Cloud) -> None:
    first, values = hand(cloud), {"SubAppId": application(cloud)}
    first.send("PUT", body=b"film")
    values["VodSessionKey"] = first.applied["VodSessionKey"]
    answers = [call(cloud, "CommitUpload", values)["FileId"] for _ in range(2)]
    assert answers[0] == answers[1]
    cloud.until(lambda events: any(e["kind"] == "event_queued" for e in events))
    state = call(cloud, "DescribeEventsState", {"SubAppId": application(cloud)})
    assert state["CountOfEventsToPull"] == 1
    cloud.settings(vod_commit_once=True)
    assert refused(cloud, "CommitUpload", values) == "InvalidParameterValue.VodSessionKey"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"Mode": "BOTH"}, "InvalidParameter"),
        ({"UploadMediaCompleteEventSwitch": "on"}, "InvalidParameter"),
        ({"SignKey": "with blanks in it"}, "InvalidParameter"),
        ({"SignKey": "a" * 33}, "InvalidParameter"),
    ],
)
def test_a_configuration_that_cannot_be_changes_nothing(
    cloud: Cloud, values: dict[str, str], code: str
) -> None:
    number = {"SubAppId": application(cloud)}
    before = call(cloud, "DescribeEventConfig", number)
    assert refused(cloud, "ModifyEventConfig", number | {"Mode": "PUSH"} | values) == code
    after = call(cloud, "DescribeEventConfig", number)
    del before["RequestId"], after["RequestId"]
    assert before == after
    assert "SignKey" not in after


def test_an_empty_address_is_cleared_and_an_absent_one_stays(cloud: Cloud) -> None:
    number = {"SubAppId": application(cloud, "PUSH")}
    call(cloud, "ModifyEventConfig", number | {"DeleteMediaCompleteEventSwitch": "ON"})
    found = call(cloud, "DescribeEventConfig", number)
    assert found["NotificationUrl"] == facts(cloud)["event_url"]
    assert found["DeleteMediaCompleteEventSwitch"] == "ON"
    call(cloud, "ModifyEventConfig", number | {"NotificationUrl": ""})
    assert call(cloud, "DescribeEventConfig", number)["NotificationUrl"] == ""


def test_manifests_name_relative_paths_only(cloud: Cloud) -> None:
    text = '#EXTM3U\n#EXT-X-KEY:METHOD=AES,URI="k.key"\n#EXTINF:4,\na/1.ts\n'
    found = call(cloud, "ParseStreamingManifest", {"MediaManifestContent": text})
    assert found["MediaSegmentSet"] == ["k.key", "a/1.ts"]
    dash = '<MPD><SegmentURL media="1.m4s"/><BaseURL>v.mp4</BaseURL></MPD>'
    values = {"MediaManifestContent": dash, "ManifestType": "mpd"}
    assert call(cloud, "ParseStreamingManifest", values)["MediaSegmentSet"] == ["v.mp4", "1.m4s"]
    for path in ("/etc/x.ts", "http://elsewhere/x.ts", "../x.ts"):
        values = {"MediaManifestContent": f"#EXTM3U\n{path}\n"}
        code = refused(cloud, "ParseStreamingManifest", values)
        assert code == "InvalidParameterValue.MediaManifestContent"


def test_faults_strike_the_api(cloud: Cloud) -> None:
    cloud.faults(kind="status", operation="ApplyUpload", code="RequestLimitExceeded")
    values = {"SubAppId": application(cloud), "MediaType": "mp4"}
    assert refused(cloud, "ApplyUpload", values) == "RequestLimitExceeded"
    cloud.faults(kind="skew", operation="ApplyUpload")
    assert refused(cloud, "ApplyUpload", values) == "AuthFailure.SignatureExpire"
    cloud.faults(kind="lost_answer", operation="ApplyUpload")
    with pytest.raises(OSError, match=r"closed|reset|Remote"):
        call(cloud, "ApplyUpload", values)
    cloud.faults(kind="status", operation="ApplyUpload", status=502)
    answer = http(facts(cloud)["endpoint"], "POST", "/", headers={"X-TC-Action": "ApplyUpload"})
    assert answer.status == 502
    kinds = [event["fault"] for event in cloud.of_kind("fault", service="vod")]
    assert kinds == ["status", "skew", "lost_answer", "status"]


def test_a_request_tells_its_story_without_a_secret(cloud: Cloud) -> None:
    file_id = uploaded(cloud, MediaName="Ein Film").FileId
    events = cloud.until(lambda e: any(x["kind"] == "event_queued" for x in e))
    assert {event["service"] for event in events if "request_id" in event} == {"vod"}
    ended = [event for event in events if event["kind"] == "request"]
    steps = [(e["operation"], e["signature_version"], e["status"]) for e in ended]
    wanted = [("ApplyUpload", "TC3", 200), ("PutObject", "COS", 200), ("CommitUpload", "TC3", 200)]
    assert steps == wanted
    assert len({event["key"] for event in ended}) == 1
    assert ended[-1]["file_id"] == file_id
    text = json.dumps(cloud.events())
    assert facts(cloud)["secret_key"] not in text
    assert "DEMO-TOKEN" not in text


def test_the_sdk_may_ask_by_get(cloud: Cloud) -> None:
    leading = profile(cloud)
    leading.httpProfile.reqMethod = "GET"
    known = facts(cloud)
    client = vod_client.VodClient(
        Credential(known["secret_id"], known["secret_key"]), "ap-guangzhou", leading
    )
    file_id = uploaded(cloud).FileId
    found = ask(cloud, "SearchMedia", client=client, FileIds=[file_id, "1"], Limit=5)
    assert found.TotalCount == 1
