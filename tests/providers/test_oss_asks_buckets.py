"""Lists of buckets and where one is, against the demo cloud and odd services."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from app.domain.asks import Browse, BucketFound
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination
from app.domain.errors import NotAllowed, NotUnderstood, Refused, UploadError
from app.domain.grant import FormGrant
from tests.cloud import Cloud
from tests.engine.servers import RawServer
from tests.providers.oss_asks import (
    OSS,
    Access,
    Tell,
    asked,
    key_of,
    place_of,
    refused,
    said,
    standing_for,
)

KEY = Credentials("AK", "secret-of-the-test", "token-of-the-test")
HANGZHOU = "oss-cn-hangzhou.aliyuncs.com"
BEIJING = "oss-cn-beijing.aliyuncs.com"


def browsed(there: Destination, access: Access, *, proxy: str | None = None) -> list[BucketFound]:
    subject = Browse("a", "c", there)
    return list(asked(lambda call: OSS.browse(call, subject), access, proxy=proxy))


def there(**changes: str) -> Destination:
    facts = {"endpoint": f"http://{HANGZHOU}", "region": "cn-hangzhou", "bucket": ""} | changes
    return Destination("oss", facts["endpoint"], facts["region"], facts["bucket"])


def listed(*names: str, following: str = "") -> bytes:
    """A page of ListBuckets."""
    buckets = "".join(
        f"<Bucket><Name>{name}</Name><Location>oss-cn-hangzhou</Location>"
        f"<ExtranetEndpoint>{HANGZHOU}</ExtranetEndpoint></Bucket>"
        for name in names
    )
    more = f"<IsTruncated>true</IsTruncated><NextMarker>{following}</NextMarker>"
    inner = f"<Buckets>{buckets}</Buckets>{more if following else ''}"
    return said(200, f"<ListAllMyBucketsResult>{inner}</ListAllMyBucketsResult>")


def info(name: str = "demo", region: str = "cn-beijing", host: str = BEIJING) -> bytes:
    """A GetBucketInfo."""
    inner = f"<Name>{name}</Name><Location>oss-{region}</Location>"
    inner += f"<ExtranetEndpoint>{host}</ExtranetEndpoint>"
    return said(200, f"<BucketInfo><Bucket>{inner}</Bucket></BucketInfo>")


def test_all_buckets_of_a_key(cloud: Cloud) -> None:
    found = browsed(place_of(cloud, bucket=""), key_of(cloud))
    assert {bucket.name for bucket in found} >= {cloud.bucket}
    assert {bucket.region for bucket in found} == {cloud.region}
    assert {bucket.endpoint for bucket in found} == {urlsplit(cloud.endpoint).netloc}


def test_where_one_bucket_is(cloud: Cloud) -> None:
    (found,) = browsed(place_of(cloud), key_of(cloud))
    host = urlsplit(cloud.endpoint).netloc
    assert found == BucketFound(cloud.bucket, cloud.region, host)


def test_where_one_bucket_is_without_the_right_to_its_info(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:GetBucketInfo"])
    (found,) = browsed(place_of(cloud), key_of(cloud))
    assert (found.name, found.region) == (cloud.bucket, cloud.region)


def test_where_one_bucket_is_by_the_list_alone(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:GetBucketInfo", "oss:GetBucketLocation"])
    (found,) = browsed(place_of(cloud), key_of(cloud))
    assert (found.name, found.region) == (cloud.bucket, cloud.region)


@pytest.mark.parametrize(("bucket", "denied"), [("", "oss:ListBuckets"), ("demo", "oss:*")])
def test_a_key_that_may_not_be_told(cloud: Cloud, bucket: str, denied: str) -> None:
    cloud.settings(denied=[denied])
    with pytest.raises(NotAllowed):
        browsed(place_of(cloud, bucket=bucket), key_of(cloud))


def test_a_bucket_that_is_not_there(cloud: Cloud) -> None:
    with pytest.raises(Refused) as caught:
        browsed(place_of(cloud, bucket="not-there"), key_of(cloud))
    assert caught.value.values["reason"] == "no_bucket"


def test_a_grant_shows_no_buckets(cloud: Cloud) -> None:
    with pytest.raises(NotAllowed) as caught:
        browsed(place_of(cloud, bucket=""), FormGrant(cloud.endpoint, ()))
    assert caught.value.values["reason"] == "grant"


def test_a_long_list_is_read_to_its_end() -> None:
    names = [f"bucket-{at}" for at in range(5)]

    def tell(_method: str, _host: str, target: str) -> bytes:
        marker = parse_qs(urlsplit(target).query).get("marker", ["bucket-"])[0]
        page = [name for name in names if name > marker][:2]
        return listed(*page, following=page[-1] if page[-1] != names[-1] else "")

    with RawServer(standing_for(tell)) as server:
        found = browsed(there(), KEY, proxy=server.origin)
    assert [bucket.name for bucket in found] == names


def test_a_list_that_goes_round_for_ever_ends() -> None:
    with RawServer(standing_for(lambda *_: listed("one", following="one"))) as server:
        browsed(there(), KEY, proxy=server.origin)
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "place",
    [
        there(),
        there(endpoint="", region=""),
        there(endpoint="http://oss-accelerate.aliyuncs.com"),
        there(endpoint=f"http://demo.{HANGZHOU}"),
        there(region=""),
        Destination("oss", "http://files.example.com", "cn-hangzhou", "", "", Addressing.CNAME),
    ],
)
def test_the_service_is_asked_at_a_regions_endpoint(place: Destination) -> None:
    hosts: list[str] = []

    def tell(_method: str, host: str, _target: str) -> bytes:
        hosts.append(host)
        return listed("demo")

    with RawServer(standing_for(tell)) as server:
        encrypted = not place.endpoint or HANGZHOU not in place.endpoint
        if encrypted:  # through a tunnel, which this proxy is not
            with pytest.raises(UploadError):
                browsed(place, KEY, proxy=server.origin)
            assert server.requests[0].line.split(b" ")[1] == HANGZHOU.encode() + b":443"
            return
        assert [one.name for one in browsed(place, KEY, proxy=server.origin)] == ["demo"]
        signed = server.requests[0].header(b"Authorization") or b""
    assert hosts == [HANGZHOU]
    assert b"/cn-hangzhou/oss/" in signed


def points_to(endpoint: str, beyond: Callable[[str], bytes]) -> Tell:
    """A service that names another endpoint, and what answers there."""

    def tell(method: str, host: str, target: str) -> bytes:
        if host.endswith(HANGZHOU):
            return refused(403, "AccessDenied", head=method == "HEAD", Endpoint=endpoint)
        return beyond(target)

    return tell


def test_a_bucket_is_asked_where_the_service_points_to() -> None:
    with RawServer(standing_for(points_to(BEIJING, lambda _target: info()))) as server:
        (found,) = browsed(there(bucket="demo"), KEY, proxy=server.origin)
        lines = [seen.line for seen in server.requests]
    assert found == BucketFound("demo", "cn-beijing", BEIJING)
    assert f"http://demo.{BEIJING}/?bucketInfo".encode() in lines[-1]


def test_an_answer_about_rights_there_says_that_it_is_there() -> None:
    denied = refused(403, "AccessDenied")
    with RawServer(standing_for(points_to(BEIJING, lambda _target: denied))) as server:
        (found,) = browsed(there(bucket="demo"), KEY, proxy=server.origin)
    assert found == BucketFound("demo", "cn-beijing", BEIJING)


@pytest.mark.parametrize("endpoint", ["oss.evil.example", HANGZHOU, "127.0.0.1:1", "[", ""])
def test_nobody_else_gets_a_signed_request(endpoint: str) -> None:
    with RawServer(standing_for(points_to(endpoint, lambda _target: info()))) as server:
        with pytest.raises(Refused):
            browsed(there(bucket="demo"), KEY, proxy=server.origin)
        assert all(HANGZHOU.encode() in seen.line for seen in server.requests)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html><body>Log in</body></html>",
        "<BucketInfo/>",
        "<BucketInfo><Bucket><Name>demo</Name></Bucket></BucketInfo>",
        "<!DOCTYPE x [<!ENTITY y 'z'>]><BucketInfo>&y;</BucketInfo>",
    ],
)
def test_an_answer_that_is_none(body: str) -> None:
    with RawServer(standing_for(lambda *_: said(200, body))) as server:
        with pytest.raises(NotUnderstood):
            browsed(there(bucket="demo"), KEY, proxy=server.origin)
        with pytest.raises(NotUnderstood):
            browsed(there(), KEY, proxy=server.origin)


def test_a_bucket_without_a_name_is_left_out() -> None:
    with RawServer(standing_for(lambda *_: listed("", "demo"))) as server:
        found = browsed(there(), KEY, proxy=server.origin)
    assert [bucket.name for bucket in found] == ["demo"]
