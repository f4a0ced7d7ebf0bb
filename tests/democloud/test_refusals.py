"""What the service refuses, and in which words (reference/oss.md 8.4)."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping
from email.utils import formatdate

import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.raw import RawAnswer, ask, connect, read_answer, signed_head
from tests.democloud.sdks import old_bucket


def refused(bucket: object, operation: str, *arguments: object, **more: object) -> tuple[str, str]:
    """Do an operation of the older SDK that is refused; give code and EC."""
    with pytest.raises(oss2.exceptions.OssError) as caught:
        getattr(bucket, operation)(*arguments, **more)
    return caught.value.code, caught.value.details.get("EC", "")


def put(cloud: Cloud, key: str = "k", *, body: bytes = b"1", **headers: str) -> RawAnswer:
    """Put an object with extra headers (underscores become hyphens)."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(cloud, "PUT", f"/demo/{key}", resource=f"/demo/{key}", headers=named, body=body)


def test_a_wrong_region_is_refused(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, region="cn-hangzhou")
    assert refused(bucket, "put_object", "k", b"1") == ("InvalidArgument", "0002-00000226")


def test_an_unknown_bucket_is_refused(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, bucket="nowhere")
    assert refused(bucket, "put_object", "k", b"1")[0] == "NoSuchBucket"


def test_an_unknown_key_id_is_refused(cloud: Cloud) -> None:
    bucket = oss2.Bucket(oss2.Auth("nobody", "nothing"), cloud.endpoint, cloud.bucket)
    assert refused(bucket, "put_object", "k", b"1")[0] == "InvalidAccessKeyId"


def test_an_unsigned_request_is_refused(cloud: Cloud) -> None:
    with connect(cloud) as line:
        line.sendall(b"PUT /demo/k HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1")
        answer = read_answer(line)
    assert (answer.status, answer.text("Code")) == (403, "AccessDenied")
    assert cloud.objects() == []


@pytest.mark.parametrize("name", ["x-oss-meta-added", "x-oss-forbid-overwrite", "content-type"])
@pytest.mark.parametrize("version", ["V4", "V1"])
def test_a_header_that_was_not_signed_spoils_the_signature(
    cloud: Cloud, version: str, name: str
) -> None:
    bucket = old_bucket(cloud, version=version)
    url = bucket.sign_url("PUT", "k", 60)
    with pytest.raises(oss2.exceptions.SignatureDoesNotMatch):
        bucket.put_object_with_url(url, b"1", headers={name: "true"})
    assert bucket.put_object_with_url(url, b"1").status == 200


@pytest.mark.parametrize("minutes", [-20, 20])
def test_a_clock_that_is_twenty_minutes_off_is_refused_with_the_right_time(
    cloud: Cloud, minutes: int
) -> None:
    wrong = formatdate(time.time() + minutes * 60, usegmt=True)
    answer = put(cloud, Date=wrong)
    assert (answer.status, answer.text("Code")) == (403, "RequestTimeTooSkewed")
    assert answer.header("x-oss-ec") == "0002-00000504"
    shown = time.strftime("%Y-%m-%dT%H", time.gmtime())
    assert (answer.text("ServerTime") or "").startswith(shown[:-2])


def test_a_date_that_is_none_is_refused(cloud: Cloud) -> None:
    answer = put(cloud, Date="yesterday")
    assert (answer.text("Code"), answer.text("EC")) == ("AccessDenied", "0002-00000503")


def test_an_expired_temporary_key_is_refused(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, key=cloud.sts(-1))
    assert refused(bucket, "put_object", "k", b"1")[0] == "SecurityTokenExpired"


def test_a_made_up_or_a_foreign_token_is_refused(cloud: Cloud) -> None:
    first, second = cloud.sts(), cloud.sts()
    bucket = old_bucket(cloud, key=first | {"security_token": "made up"})
    assert refused(bucket, "put_object", "k", b"1")[0] == "InvalidSecurityToken"
    bucket = old_bucket(cloud, key=first | {"security_token": second["security_token"]})
    assert refused(bucket, "put_object", "k", b"1")[0] == "AccessKeyIdAndSecurityTokenNotMatch"


def test_a_temporary_key_without_its_token_is_refused(cloud: Cloud) -> None:
    key = cloud.sts()
    auth = oss2.AuthV4(key["access_key_id"], key["access_key_secret"])
    bucket = oss2.Bucket(auth, cloud.endpoint, cloud.bucket, region=cloud.region)
    assert refused(bucket, "put_object", "k", b"1")[0] == "InvalidAccessKeyId"


@pytest.mark.parametrize("version", ["V4", "V1"])
def test_a_presigned_url_ends(cloud: Cloud, version: str) -> None:
    bucket = old_bucket(cloud, version=version)
    url = bucket.sign_url("PUT", "k", 60)
    cloud.settings(clock_offset_seconds=61)
    assert refused(bucket, "put_object_with_url", url, b"1")[0] == "AccessDenied"
    assert cloud.objects() == []


@pytest.mark.parametrize("key", ["/k", "%5Ck", "k" * 1024])
def test_a_key_against_the_rules_is_refused(cloud: Cloud, key: str) -> None:
    decoded = key.replace("%5C", "\\")
    answer = ask(cloud, "PUT", f"/demo/{key}", resource=f"/demo/{decoded}", body=b"1")
    assert (answer.status, answer.text("Code")) == (400, "InvalidObjectName")
    assert cloud.objects() == []


def test_the_longest_key_is_taken(cloud: Cloud) -> None:
    assert put(cloud, "k" * 1023).status == 200


def test_a_body_that_is_not_what_its_md5_says_is_refused(cloud: Cloud) -> None:
    other = base64.b64encode(hashlib.md5(b"2").digest()).decode()
    answer = put(cloud, Content_MD5=other)
    assert (answer.status, answer.text("Code")) == (400, "InvalidDigest")
    assert cloud.objects() == []
    right = base64.b64encode(hashlib.md5(b"1").digest()).decode()
    assert put(cloud, Content_MD5=right).header("Content-MD5") == right
    assert put(cloud, Content_MD5="no md5").text("Code") == "InvalidDigest"


def test_a_body_without_length_is_refused(cloud: Cloud) -> None:
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", announce=False)
    assert (answer.status, answer.text("Code")) == (411, "MissingContentLength")


def test_forbidden_overwriting_is_refused_and_the_object_stays(cloud: Cloud) -> None:
    assert put(cloud, body=b"first", x_oss_forbid_overwrite="true").status == 200
    answer = put(cloud, body=b"second", x_oss_forbid_overwrite="true")
    assert (answer.status, answer.text("Code")) == (409, "FileAlreadyExists")
    assert old_bucket(cloud).get_object("k").read() == b"first"
    assert put(cloud, body=b"third").status == 200


def test_two_who_may_not_overwrite_race_and_one_wins(cloud: Cloud) -> None:
    headers = {"x-oss-forbid-overwrite": "true"}
    head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers)
    head += b"Content-Length: 2\r\n\r\n"
    with connect(cloud) as first, connect(cloud) as second:
        first.sendall(head + b"1")
        second.sendall(head + b"2")
        cloud.until(lambda events: sum(e["kind"] == "request_started" for e in events) == 2)
        first.sendall(b"1")
        assert read_answer(first).status == 200
        second.sendall(b"2")
        assert read_answer(second).text("Code") == "FileAlreadyExists"
    assert old_bucket(cloud).get_object("k").read() == b"11"


def test_a_missing_object_says_so_in_a_header_when_there_can_be_no_body(cloud: Cloud) -> None:
    answer = ask(cloud, "HEAD", "/demo/none", resource="/demo/none")
    assert answer.status == 404
    document = base64.b64decode(answer.header("x-oss-err") or "")
    assert b"<Code>NoSuchKey</Code>" in document
    assert (answer.header("x-oss-request-id") or "").encode() in document
    answer = ask(cloud, "HEAD", "/demo/none", resource="/demo/other")
    assert answer.status == 403
    assert b"SignatureDoesNotMatch" in base64.b64decode(answer.header("x-oss-err") or "")


@pytest.mark.parametrize(
    ("headers", "ec"),
    [
        ({"x-oss-traffic-limit": "10"}, "0004-00000502"),
        ({"x-oss-traffic-limit": "838860801"}, "0004-00000502"),
        ({"x-oss-forbid-overwrite": "maybe"}, None),
        ({"x-oss-meta-long": "x" * 8192}, None),
    ],
)
def test_headers_out_of_range_are_refused(
    cloud: Cloud, headers: Mapping[str, str], ec: str | None
) -> None:
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers, body=b"1")
    assert (answer.status, answer.text("Code"), answer.text("EC")) == (400, "InvalidArgument", ec)


def test_a_traffic_limit_is_kept(cloud: Cloud) -> None:
    started = time.monotonic()
    assert put(cloud, body=b"x" * 102_400, x_oss_traffic_limit="819200").status == 200
    assert 0.9 <= time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("method", "target", "resource"),
    [
        ("POST", "/demo/k?append&position=0", "/demo/k?append&position=0"),
        ("PUT", "/demo/k?tagging", "/demo/k?tagging"),
        ("GET", "/demo?lifecycle", "/demo/?lifecycle"),
    ],
)
def test_what_the_demo_cloud_cannot_do_it_says(
    cloud: Cloud, method: str, target: str, resource: str
) -> None:
    answer = ask(cloud, method, target, resource=resource, body=b"")
    assert (answer.status, answer.text("Code")) == (501, "NotImplemented")


def test_every_answer_has_the_services_headers(cloud: Cloud) -> None:
    for answer in (put(cloud), ask(cloud, "GET", "/demo/x", resource="/demo/x")):
        names = [name for name, _ in answer.headers]
        for name in ("Date", "x-oss-request-id", "x-oss-server-time", "Content-Length"):
            assert names.count(name) == 1
    assert answer.text("RequestId") == answer.header("x-oss-request-id")
    assert answer.text("HostId") == f"127.0.0.1:{cloud.port}"
