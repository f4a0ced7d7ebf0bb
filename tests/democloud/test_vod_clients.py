"""Uploads of clients: a signature from the application server, no key (tencent-vod.md 2)."""

from __future__ import annotations

import base64
import json
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.cloud import Cloud
from tests.democloud.vod import (
    MIB,
    QUICK,
    Hand,
    application,
    ask,
    facts,
    http,
    pulled,
    ticket,
    ugc,
)

VIDEO = {"videoName": "Ein Film", "videoType": "mp4", "videoSize": 4, "uploadFromWeb": True}


@pytest.fixture(autouse=True)
def quick(cloud: Cloud) -> None:
    """Nothing waits."""
    cloud.settings(**QUICK)


def issued(cloud: Cloud, **inputs: str) -> str:
    """Ask the application server for a signature."""
    url = facts(cloud)["signature_url"]
    answer = http(url, "POST", urlsplit(url).path, body=json.dumps(inputs).encode())
    assert answer.status == 200
    text: str = json.loads(answer.body)["signature"]
    return text


def in_hand(cloud: Cloud, data: dict[str, Any]) -> Hand:
    """Give the key of an ApplyUploadUGC in hand."""
    key = data["tempCertificate"]
    return Hand(
        cloud,
        {
            "StorageBucket": f"{data['storageBucket']}-{data['storageAppId']}",
            "StorageRegion": data["storageRegionV5"],
            "MediaStoragePath": data["video"]["storagePath"],
            "TempCertificate": {
                "SecretId": key["secretId"],
                "SecretKey": key["secretKey"],
                "Token": key["token"],
            },
        },
    )


def test_a_whole_upload_of_a_client_and_its_event(cloud: Cloud) -> None:
    context = {"sourceContext": '{"_":"abc","name":"张三 & co"}'}
    prepared = ugc(cloud, "PrepareUploadUGC", signature=issued(cloud))["data"]
    applied = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud, **context), **VIDEO)["data"]
    own = in_hand(cloud, applied)
    assert applied["domain"] == own.host
    assert own.host in [region["domain"] for region in prepared["cosRegionList"]]
    assert own.send("PUT", body=b"film").status == 200
    key = applied["vodSessionKey"]
    done = ugc(cloud, "CommitUploadUGC", signature=issued(cloud), vodSessionKey=key)["data"]
    proof = base64.b64decode(done["video"]["verify_content"])[20:]
    assert dict(parse_qsl(proof.decode()))["FileId"] == done["fileId"]
    event = ask(cloud, "PullEvents").EventSet[0].FileUploadEvent
    assert (event.FileId, event.MediaBasicInfo.Name) == (done["fileId"], "Ein Film")
    assert event.MediaBasicInfo.SourceInfo.SourceContext == context["sourceContext"]


def test_an_expired_key_is_refreshed_by_the_session(cloud: Cloud) -> None:
    cloud.settings(vod_key_parts=1)
    applied = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), **VIDEO)["data"]
    own = in_hand(cloud, applied)
    upload = own.begin()
    first = own.part(upload, 1, b"x" * MIB)
    query = {"partNumber": "2", "uploadId": upload}
    assert own.send("PUT", query=query, body=b"y").code == "ExpiredToken"
    key = applied["vodSessionKey"]
    again = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), vodSessionKey=key)["data"]
    assert again["video"] == applied["video"]
    assert again["vodSessionKey"] == key
    assert again["tempCertificate"] != applied["tempCertificate"]
    cloud.settings(vod_key_parts=0)
    fresh = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), vodSessionKey=key)["data"]
    own = in_hand(cloud, fresh)
    assert own.complete(upload, [(1, first), (2, own.part(upload, 2, b"y"))]).code == ""


def original(**more: str) -> str:
    """Give the parameters of a signature."""
    now = int(time.time())
    fields = {"currentTimeStamp": str(now), "expireTime": str(now + 600), "random": "7"} | more
    return "&".join(f"{name}={value}" for name, value in fields.items())


@pytest.mark.parametrize(
    "more",
    [
        {"currentTimeStamp": "1700000000.5"},
        {"random": str(2**32)},
        {"random": ""},
        {"expireTime": "1700000000"},
        {"expireTime": "99999999999"},
        {"vodSubAppId": "12"},
        {"sourceContext": "x" * 251},
        {"storageRegion": "eu-frankfurt"},
    ],
)
def test_signatures_that_cannot_be(cloud: Cloud, more: dict[str, str]) -> None:
    answer = ugc(cloud, "ApplyUploadUGC", signature=ticket(cloud, original(**more)), **VIDEO)
    assert answer["code"] == 10001
    assert answer["message"].startswith("ugc upload | ")


def test_a_signature_of_another_secret_or_of_nothing(cloud: Cloud) -> None:
    wrong = ticket(cloud, original(), secret="wrong")
    for text in (wrong, "", "!!!", base64.b64encode(b"short").decode()):
        answer = ugc(cloud, "ApplyUploadUGC", signature=text, **VIDEO)
        assert (answer["code"], "invalid signature" in answer["message"]) == (10001, True)


def test_a_one_time_signature_is_good_once(cloud: Cloud) -> None:
    once = issued(cloud)
    assert ugc(cloud, "ApplyUploadUGC", signature=once, **VIDEO)["code"] == 0
    again = ugc(cloud, "ApplyUploadUGC", signature=once, **VIDEO)
    assert "forbidden" in again["message"]
    cloud.settings(vod_ticket_once=False)
    often = issued(cloud)
    codes = [ugc(cloud, "ApplyUploadUGC", signature=often, **VIDEO)["code"] for _ in range(2)]
    assert codes == [0, 0]
    assert issued(cloud) != issued(cloud)


def test_an_expired_signature(cloud: Cloud) -> None:
    cloud.settings(vod_ticket_seconds=-5)
    answer = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), **VIDEO)
    assert "expired" in answer["message"]


def test_the_application_server_wants_its_code_and_shapes_its_answer(cloud: Cloud) -> None:
    cloud.settings(access_code="s3same", vod_ticket_shape="text")
    url = facts(cloud)["signature_url"]
    path = urlsplit(url).path
    assert http(url, "GET", path).status == 401
    allowed = http(url, "GET", path, headers={"Authorization": "Bearer s3same"})
    text = allowed.body.decode()
    assert ugc(cloud, "ApplyUploadUGC", signature=text, **VIDEO)["code"] == 0
    assert http(url, "GET", path, headers={"Host": "evil.example"}).status == 403
    roads = [event["road"] for event in cloud.of_kind("authorised", service="vod")]
    assert roads == ["signature"]
    assert text not in json.dumps(cloud.events())


def test_names_and_types_that_cannot_be(cloud: Cloud) -> None:
    for change in ({"videoName": "a/b"}, {"videoName": ""}, {"videoType": "exe"}, {"videoName": 4}):
        answer = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), **VIDEO | change)
        assert answer["code"] == 10001
    assert ugc(cloud, "NoSuchAction", signature=issued(cloud))["code"] == 10001
    answer = ugc(cloud, "CommitUploadUGC", signature=issued(cloud), vodSessionKey="AAAA")
    assert answer["code"] == 10001


def test_a_cover_is_replaced(cloud: Cloud) -> None:
    applied = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), **VIDEO)["data"]
    in_hand(cloud, applied).send("PUT", body=b"film")
    key = applied["vodSessionKey"]
    done = ugc(cloud, "CommitUploadUGC", signature=issued(cloud), vodSessionKey=key)["data"]
    cover = {"fileId": done["fileId"], "coverName": "c", "coverType": "png", "coverSize": 5}
    applied = ugc(cloud, "ApplyUploadUGC", signature=issued(cloud), **cover)["data"]
    assert "video" not in applied
    applied["video"] = applied["cover"]
    in_hand(cloud, applied).send("PUT", body=b"cover")
    key = applied["vodSessionKey"]
    again = ugc(cloud, "CommitUploadUGC", signature=issued(cloud), vodSessionKey=key)["data"]
    assert again["fileId"] == done["fileId"]
    url = again["cover"]["url"]
    assert http(url, "GET", urlsplit(url).path).body == b"cover"
    assert len(pulled(cloud)) == 1


def test_a_signature_for_another_application(cloud: Cloud) -> None:
    number = application(cloud, "PUSH")
    applied = ugc(
        cloud, "ApplyUploadUGC", signature=issued(cloud, vodSubAppId=str(number)), **VIDEO
    )["data"]
    in_hand(cloud, applied).send("PUT", body=b"film")
    key = applied["vodSessionKey"]
    main = ugc(cloud, "CommitUploadUGC", signature=issued(cloud), vodSessionKey=key)
    assert main["code"] == 10001
    own = issued(cloud, vodSubAppId=str(number))
    assert ugc(cloud, "CommitUploadUGC", signature=own, vodSessionKey=key)["code"] == 0
    cloud.until(lambda events: any(e["kind"] == "app_received" for e in events))
