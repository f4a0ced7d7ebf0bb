"""What nobody should send: the service refuses it, stays up, and can tell what happened."""

from __future__ import annotations

import json
import os
from urllib.parse import urlsplit

import pytest

from tests.cloud import Cloud
from tests.democloud.vod import QUICK, application, call, facts, hand, http, refused, ugc


@pytest.fixture(autouse=True)
def quick(cloud: Cloud) -> None:
    """Nothing waits."""
    cloud.settings(**QUICK)


HALF = "\ud83d"
"""Half a surrogate pair: JSON can write it down, UTF-8 cannot."""

DEEP = b"[" * 200_000


@pytest.mark.parametrize(
    "values",
    [
        {"MediaName": HALF},
        {"MediaName": float("nan")},
        {"ClassId": 2**70},
        {"ClassId": True},
        {HALF: 1},
        [],
        "text",
        None,
    ],
)
def test_parameters_that_no_program_means(cloud: Cloud, values: object) -> None:
    base = {"SubAppId": application(cloud), "MediaType": "mp4"}
    asked = base | values if isinstance(values, dict) else values
    code = refused(cloud, "ApplyUpload", asked)
    assert code in ("InvalidParameter", "UnknownParameter")
    assert cloud.events()


@pytest.mark.parametrize("body", [DEEP, b"\xff\xfe", b"{", b"", os.urandom(3000)])
def test_bodies_that_are_nothing(cloud: Cloud, body: bytes) -> None:
    known = facts(cloud)
    for url in (known["event_url"], known["ugc_endpoint"] + "/v3/index.php?Action=ApplyUploadUGC"):
        place = urlsplit(url)
        answer = http(url, "POST", f"{place.path}?{place.query}", body=body)
        assert answer.status in (200, 400)
    api = http(known["endpoint"], "POST", "/", headers={"X-TC-Action": "x" * 9000}, body=body)
    assert json.loads(api.body)["Response"]["Error"]["Code"] == "UnsupportedProtocol"
    assert cloud.ask("/records")
    assert cloud.events()


@pytest.mark.parametrize(
    "target",
    ["/%ff%fe", "/%00", "//", "/a?%ff=%fe&&=&x", "/?uploads&prefix=%01", "/../../etc/passwd"],
)
def test_targets_that_are_nothing(cloud: Cloud, target: str) -> None:
    own = hand(cloud)
    for host in (own.host, "127.0.0.1", "é" * 40, own.host.upper()):
        for method in ("GET", "PUT", "POST", "DELETE", "PATCH"):
            headers = {"Host": host, "Authorization": "q-sign-algorithm=sha1&q-ak=%ff&&=="}
            answer = http(facts(cloud)["cos_endpoint"], method, target, headers=headers)
            assert (answer.status, answer.code) == (403, "AccessDenied")
        assert http(facts(cloud)["endpoint"], "GET", target, headers={"Host": host}).status < 500
    assert cloud.events()


@pytest.mark.parametrize("key", ["\x01", "a\nb", "x" * 900, "..", "a//b", "%2e", "<&>\"'"])
def test_keys_below_the_uploads_own_folder(cloud: Cloud, key: str) -> None:
    own = hand(cloud)
    folder = own.applied["MediaStoragePath"].rpartition("/")[0]
    answer = own.send("PUT", key=f"{folder}/{key}", body=b"x")
    odd = not key.isprintable() or len(key) > 800
    assert answer.status == (400 if odd else 200)
    missing = own.send("GET", key=f"{folder}/{key}.not")
    assert missing.status in (400, 404)
    assert missing.code


def test_a_key_from_before_a_reset_is_good_for_nothing(cloud: Cloud) -> None:
    own = hand(cloud)
    assert own.send("PUT", body=b"x").status == 200
    cloud.reset()
    assert own.send("PUT", body=b"x").code == "InvalidAccessKeyId"
    values = {"SubAppId": application(cloud), "VodSessionKey": own.applied["VodSessionKey"]}
    assert refused(cloud, "CommitUpload", values) == "InvalidParameterValue.VodSessionKey"


def test_the_accounts_own_key_may_do_all_of_it(cloud: Cloud) -> None:
    own, known = hand(cloud), facts(cloud)
    own.applied["TempCertificate"] = {
        "SecretId": known["secret_id"],
        "SecretKey": known["secret_key"],
        "Token": "",
    }
    assert own.send("PUT", body=b"x", key="/anywhere/at all").status == 200
    found = cloud.ask("/objects?service=vod")["objects"]
    assert [stored["key"] for stored in found] == ["anywhere/at all"]
    assert cloud.objects() == []


def test_a_forged_event_that_is_not_one(cloud: Cloud) -> None:
    number = application(cloud, "PUSH")
    call(cloud, "ModifyEventConfig", {"SubAppId": number, "SignKey": ""})
    url = facts(cloud)["event_url"]
    bodies: tuple[object, ...] = ({"EventType": HALF}, {"FileUploadEvent": []}, [], 4)
    for body in bodies:
        answer = http(url, "POST", "/vod/events", body=json.dumps(body).encode())
        assert answer.status in (200, 400)
    assert cloud.ask("/records")["records"][-1]["fields"] == {"FileUploadEvent": "[]"}
    assert http(url, "GET", "/vod/events").status == 405


def test_a_client_may_not_choose_what_its_signature_does_not_say(cloud: Cloud) -> None:
    answer = ugc(cloud, "ApplyUploadUGC", signature=HALF, videoName=HALF, videoType="mp4")
    assert answer["code"] == 10001
    assert ugc(cloud, "CommitUploadUGC", vodSessionKey=["x"])["code"] == 10001
