"""The storage below VOD: who may, parts and their end, errors (tencent-vod.md 1.4 to 1.6)."""

from __future__ import annotations

import base64
import hashlib
import os
import time
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from app.democloud import crc
from tests.cloud import Cloud
from tests.democloud.vod import MIB, QUICK, Answer, Hand, application, call, facts, hand, http


@pytest.fixture(autouse=True)
def quick(cloud: Cloud) -> None:
    """Nothing waits."""
    cloud.settings(**QUICK)


def texts(answer: Answer, path: str) -> list[str]:
    """Give the texts of elements."""
    return [found.text or "" for found in ET.fromstring(answer.body).findall(path)]  # noqa: S314


def test_a_put_proves_what_it_stored(cloud: Cloud) -> None:
    data = os.urandom(200_000)
    md5 = hashlib.md5(data, usedforsecurity=False)
    own, checked = hand(cloud), {"Content-MD5": base64.b64encode(md5.digest()).decode()}
    answer = own.send("PUT", body=data, headers=checked)
    assert answer.status == 200
    assert answer.headers["etag"] == f'"{md5.hexdigest()}"'
    assert answer.headers["x-cos-hash-crc64ecma"] == str(crc.update(0, data))
    assert answer.headers["x-cos-request-id"]
    head = own.send("HEAD")
    assert (head.status, head.headers["content-length"]) == (200, "200000")
    part = own.send("GET", headers={"Range": "bytes=5-9"})
    assert (part.status, part.body) == (206, data[5:10])
    assert own.send("DELETE").status == 204
    assert (own.send("HEAD").status, own.send("HEAD").body) == (404, b"")


def test_the_known_check_value(cloud: Cloud) -> None:
    answer = hand(cloud).send("PUT", body=b"123456789")
    assert answer.headers["x-cos-hash-crc64ecma"] == "11051210869376104954"
    assert hand(cloud).send("PUT").headers["x-cos-hash-crc64ecma"] == "0"


def test_the_host_may_be_signed_with_and_without_its_port(cloud: Cloud) -> None:
    own = hand(cloud)
    port = urlsplit(facts(cloud)["cos_endpoint"]).port
    local = f"127.0.0.1:{port}"
    assert own.send("PUT", body=b"1").status == 200
    assert own.send("PUT", body=b"2", host=local).status == 200
    assert own.send("PUT", body=b"3", host=local, signed_host="127.0.0.1").status == 200
    assert own.send("PUT", host=f"{own.host}:{port}", signed_host=own.host).status == 200
    wrong = own.send("PUT", body=b"4", host=local, signed_host="elsewhere")
    assert (wrong.status, wrong.code) == (403, "SignatureDoesNotMatch")
    assert own.send("GET").body == b""


@pytest.mark.parametrize(
    "host",
    [
        "nobody-1250000001.cos.ap-chongqing.myqcloud.com",
        "example.com",
        "{bucket}.cos.ap-beijing.myqcloud.com",
        "{bucket}.cos.ap-chongqing.example.com",
    ],
)
def test_a_wrong_host_is_no_bucket(cloud: Cloud, host: str) -> None:
    own = hand(cloud)
    answer = own.send("PUT", body=b"x", host=host.format(bucket=own.applied["StorageBucket"]))
    assert (answer.status, answer.code) == (404, "NoSuchBucket")


def test_every_error_is_xml_with_its_five_elements(cloud: Cloud) -> None:
    answer = hand(cloud).send("GET")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/xml")
    named = [element.tag for element in ET.fromstring(answer.body)]  # noqa: S314
    assert named == ["Code", "Message", "Resource", "RequestId", "TraceId"]
    assert texts(answer, "RequestId") == [answer.headers["x-cos-request-id"]]


def test_what_the_key_is_not_for_is_refused(cloud: Cloud) -> None:
    own, other = hand(cloud), hand(cloud)
    answer = own.send("PUT", key=other.applied["MediaStoragePath"], body=b"x")
    assert (answer.status, answer.code) == (403, "AccessDenied")
    folder = own.applied["MediaStoragePath"].rpartition("/")[0]
    assert own.send("PUT", key=f"{folder}/sub/测 试(1)+.ts", body=b"x").status == 200
    listed = own.send("GET", key="/", query={"uploads": "", "prefix": ""})
    assert (listed.status, listed.code) == (403, "AccessDenied")


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"secret": "wrong"}, "SignatureDoesNotMatch"),
        ({"token": ""}, "InvalidAccessKeyId"),
        ({"token": "of another"}, "InvalidAccessKeyId"),
        ({"headers": {"Authorization": ""}}, "AccessDenied"),
        ({"headers": {"Authorization": "q-ak=x"}}, "AccessDenied"),
        ({"window": (-500, -100)}, "AccessDenied"),
        ({"window": (-5000, -4000)}, "RequestTimeTooSkewed"),
        ({"window": (1000, 2000)}, "RequestTimeTooSkewed"),
    ],
)
def test_who_may_not(cloud: Cloud, how: dict[str, object], code: str) -> None:
    answer = hand(cloud).send("PUT", body=b"x", **how)  # type: ignore[arg-type]
    assert (answer.status, answer.code) == (403, code)


def test_an_expired_key(cloud: Cloud) -> None:
    cloud.settings(vod_key_seconds=-1)
    answer = hand(cloud).send("PUT", body=b"x")
    assert (answer.status, answer.code) == (403, "ExpiredToken")


def test_a_key_lives_by_the_services_clock(cloud: Cloud) -> None:
    cloud.settings(clock_offset_seconds=20_000)
    ahead = int(time.time()) + 20_000
    wanted = {"SubAppId": application(cloud), "MediaType": "mp4"}
    own = Hand(cloud, call(cloud, "ApplyUpload", wanted, stamp=ahead))
    assert own.applied["TempCertificate"]["ExpiredTime"] > ahead + 7000
    assert own.send("PUT", body=b"x").code == "RequestTimeTooSkewed"
    assert own.send("PUT", body=b"x", window=(19_950, 20_900)).status == 200
    assert own.send("PUT", body=b"x", window=(-60, 90_000)).status == 200


def test_a_wrong_digest_and_a_missing_length(cloud: Cloud) -> None:
    own = hand(cloud)
    wrong = base64.b64encode(b"x" * 16).decode()
    assert own.send("PUT", body=b"x", headers={"Content-MD5": wrong}).code == "BadDigest"
    assert own.send("PUT", body=b"x", headers={"Content-MD5": "!"}).code == "InvalidDigest"
    assert own.send("HEAD").status == 404


def test_an_upload_in_parts_is_listed_a_page_at_a_time(cloud: Cloud) -> None:
    own = hand(cloud)
    upload = own.begin()
    etags = [own.part(upload, number, bytes([number])) for number in (1, 2, 3)]
    assert etags[0] == f'"{hashlib.md5(bytes([1]), usedforsecurity=False).hexdigest()}"'
    page = {"uploadId": upload, "max-parts": "2", "encoding-type": "url"}
    first = own.send("GET", query=page)
    assert (texts(first, "IsTruncated"), texts(first, "Part/PartNumber")) == (["true"], ["1", "2"])
    assert texts(first, "Part/ETag") == etags[:2]
    marker = texts(first, "NextPartNumberMarker")[0]
    rest = own.send("GET", query=page | {"part-number-marker": marker})
    assert (texts(rest, "IsTruncated"), texts(rest, "Part/Size")) == (["false"], ["1"])


def test_uploads_are_listed_by_their_prefix(cloud: Cloud) -> None:
    own = hand(cloud)
    begun = {own.begin() for _ in range(3)}
    query = {"uploads": "", "prefix": own.applied["MediaStoragePath"][1:], "max-uploads": "2"}
    first = own.send("GET", key="/", query=query)
    following = {
        "key-marker": texts(first, "NextKeyMarker")[0],
        "upload-id-marker": texts(first, "NextUploadIdMarker")[0],
    }
    rest = own.send("GET", key="/", query=query | following)
    found = texts(first, "Upload/UploadId") + texts(rest, "Upload/UploadId")
    assert (set(found), len(found)) == (begun, 3)
    assert own.send("DELETE", query={"uploadId": found[0]}).status == 204
    again = own.send("DELETE", query={"uploadId": found[0]})
    assert (again.status, again.code) == (404, "NoSuchUpload")


def test_the_object_made_of_parts(cloud: Cloud) -> None:
    own, data = hand(cloud), os.urandom(2 * MIB + 3)
    upload = own.begin()
    etags = [own.part(upload, n + 1, data[n * MIB : (n + 1) * MIB]) for n in range(3)]
    answer = own.complete(upload, list(enumerate(etags, 1)))
    assert answer.status == 200
    assert texts(answer, "ETag")[0].strip('"').endswith("-3")
    head = own.send("HEAD")
    assert head.headers["x-cos-hash-crc64ecma"] == str(crc.update(0, data))
    assert own.send("GET").body == data
    again = own.complete(upload, list(enumerate(etags, 1)))
    assert (again.status, again.code) == (404, "NoSuchUpload")


def wrong_ends(own: Hand) -> list[tuple[str, Answer]]:
    """Complete uploads in every wrong way; gives the expected code and the answer."""
    upload = own.begin()
    one, two = own.part(upload, 1, b"x" * MIB), own.part(upload, 2, b"y")
    three = own.part(upload, 3, b"z")
    return [
        ("InvalidPartOrder", own.complete(upload, [(2, two), (1, one)])),
        ("InvalidPart", own.complete(upload, [(1, one), (3, three)])),
        ("InvalidPart", own.complete(upload, [(1, two), (2, two)])),
        ("InvalidPart", own.complete(upload, [(1, one), (2, two), (3, three), (4, one)])),
        ("EntityTooSmall", own.complete(upload, [(1, one), (2, two), (3, three)])),
        ("MalformedXML", own.complete(upload, [])),
    ]


def test_parts_that_make_no_object(cloud: Cloud) -> None:
    for code, answer in wrong_ends(hand(cloud)):
        assert (answer.status, answer.code) == (400, code)


def test_an_error_may_hide_behind_a_200_and_blanks(cloud: Cloud) -> None:
    cloud.settings(vod_early_complete=True, vod_complete_seconds=0.3)
    own = hand(cloud)
    upload = own.begin()
    etag = own.part(upload, 1, b"x")
    bad = own.complete(upload, [(1, '"0"')])
    assert (bad.status, bad.code, bad.body[:2]) == (200, "InvalidPart", b"  ")
    assert "content-length" not in bad.headers
    assert cloud.of_kind("request", error_code="InvalidPart", service="vod")
    good = own.complete(upload, [(1, etag)])
    assert texts(good, "ETag")
    assert own.send("GET").body == b"x"


def test_faults_strike_the_storage(cloud: Cloud) -> None:
    own = hand(cloud)
    key = own.applied["MediaStoragePath"][1:]
    cloud.faults(kind="status", operation="PutObject", key=key)
    busy = own.send("PUT", body=b"x")
    assert (busy.status, busy.code) == (503, "ServiceUnavailable")
    cloud.faults(kind="bad_etag", operation="PutObject")
    assert own.send("PUT", body=b"x").headers["etag"] == f'"{"0" * 32}"'
    cloud.faults(kind="bad_crc", operation="PutObject")
    assert own.send("PUT", body=b"x").headers["x-cos-hash-crc64ecma"] == "1"
    cloud.faults(kind="skew", operation="PutObject")
    assert own.send("PUT", body=b"x").code == "RequestTimeTooSkewed"
    upload = own.begin()
    cloud.faults(kind="expire_upload", operation="UploadPart", part=1)
    lost = own.send("PUT", query={"partNumber": "1", "uploadId": upload}, body=b"x")
    assert (lost.status, lost.code) == (404, "NoSuchUpload")
    cloud.faults(kind="expire_key", operation="PutObject")
    codes = [own.send("PUT", body=b"x").code for _ in range(2)]
    assert codes == ["ExpiredToken"] * 2


def test_an_answer_that_is_lost_leaves_the_object(cloud: Cloud) -> None:
    own = hand(cloud)
    upload = own.begin()
    etag = own.part(upload, 1, b"film")
    cloud.faults(kind="lost_answer", operation="CompleteMultipartUpload")
    with pytest.raises(OSError, match=r"closed|reset|Remote"):
        own.complete(upload, [(1, etag)])
    assert own.send("GET").body == b"film"


def test_media_plays_from_the_address_that_is_told(cloud: Cloud) -> None:
    own = hand(cloud)
    own.send("PUT", body=b"0123456789")
    values = {"VodSessionKey": own.applied["VodSessionKey"], "SubAppId": 1500000001}
    url = call(cloud, "CommitUpload", values)["MediaUrl"]
    part = http(url, "GET", urlsplit(url).path, headers={"Range": "bytes=-3"})
    assert (part.status, part.body) == (206, b"789")
    assert http(url, "GET", urlsplit(url).path + "x").status == 404


def test_pages_are_let_in_and_strangers_are_not(cloud: Cloud) -> None:
    origin, own = facts(cloud)["cos_endpoint"], hand(cloud)
    asked = {"Host": own.host, "Access-Control-Request-Headers": "x-cos-security-token"}
    preflight = http(origin, "OPTIONS", "/x", headers=asked)
    assert preflight.headers["access-control-allow-headers"] == "x-cos-security-token"
    assert http(origin, "HEAD", "/", headers={"Host": own.host}).status == 403
