"""Lists of buckets and of unfinished uploads, and what a bucket says of itself, with both SDKs."""

from __future__ import annotations

import time

import alibabacloud_oss_v2 as oss_v2
import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.raw import ask
from tests.democloud.sdks import LOCAL, Loopback, new_client, old_bucket


def old_service(cloud: Cloud) -> oss2.Service:
    """Give the service of the older SDK."""
    auth = oss2.AuthV4(cloud.access_key_id, cloud.access_key_secret)
    return oss2.Service(auth, cloud.endpoint, region=cloud.region)


def test_both_sdks_list_the_buckets(cloud: Cloud) -> None:
    old = old_service(cloud).list_buckets().buckets
    new = new_client(cloud).list_buckets(oss_v2.ListBucketsRequest()).buckets
    assert [b.name for b in old] == [b.name for b in new] == ["demo", "demo-archive"]
    assert {b.location for b in old} == {"oss-cn-demo"}
    assert {b.region for b in new} == {cloud.region}
    assert {f"http://{b.extranet_endpoint}" for b in old} == {cloud.endpoint}
    assert all(abs(b.creation_date - time.time()) < 3600 for b in old)


def test_a_list_of_buckets_comes_in_pages(cloud: Cloud) -> None:
    for number in range(5):
        old_bucket(cloud, bucket=f"more-{number}").create_bucket()
    names = [b.name for b in oss2.BucketIterator(old_service(cloud), max_keys=2)]
    assert names == ["demo", "demo-archive", *(f"more-{n}" for n in range(5))]
    pages = new_client(cloud).list_buckets_paginator(limit=3)
    request = oss_v2.ListBucketsRequest(prefix="more")
    found = [[b.name for b in page.buckets] for page in pages.iter_page(request)]
    assert found == [["more-0", "more-1", "more-2"], ["more-3", "more-4"]]


@pytest.mark.parametrize("virtual", [False, True])
def test_a_bucket_says_where_it_is(cloud: Cloud, virtual: bool) -> None:
    old, new = old_bucket(cloud, virtual=virtual), new_client(cloud, virtual=virtual)
    assert old.get_bucket_location().location == "oss-cn-demo"
    request = oss_v2.GetBucketLocationRequest(bucket="demo-archive")
    assert new.get_bucket_location(request).location == "oss-cn-demo"
    info = old.get_bucket_info()
    assert (info.name, info.location, info.storage_class) == ("demo", "oss-cn-demo", "Standard")
    endpoint = info.extranet_endpoint
    assert endpoint == (f"localhost:{cloud.port}" if virtual else f"{LOCAL}:{cloud.port}")
    answer = new.get_bucket_info(oss_v2.GetBucketInfoRequest(bucket="demo"))
    assert answer.bucket_info.name == "demo"
    with pytest.raises(oss2.exceptions.NoSuchBucket):
        old_bucket(cloud, bucket="nowhere").get_bucket_info()


def test_a_bucket_can_be_asked_for_without_a_list(cloud: Cloud) -> None:
    client = new_client(cloud)
    assert client.is_bucket_exist("demo-archive") is True
    assert client.is_bucket_exist("nowhere") is False
    assert ask(cloud, "HEAD", "/demo/", resource="/demo/").status == 200
    missing = ask(cloud, "HEAD", "/nowhere/", resource="/nowhere/")
    assert (missing.status, missing.body) == (404, b"")
    assert missing.header("x-oss-err")


def test_the_regions_are_told(cloud: Cloud) -> None:
    answer = new_client(cloud).describe_regions(oss_v2.DescribeRegionsRequest())
    assert [r.region for r in answer.region_info or []] == ["oss-cn-demo"]
    assert old_service(cloud).describe_regions().regions[0].region == "oss-cn-demo"


def test_unfinished_uploads_come_in_pages_with_their_age_and_parts(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    names = ["a/1 +%", "a/2报告", "a/2报告", "a/3", "b"]
    made = [(name, bucket.init_multipart_upload(name).upload_id) for name in names]
    bucket.upload_part("b", made[-1][1], 1, b"x" * 200_000)
    bucket.upload_part("b", made[-1][1], 3, b"y")
    pages = new_client(cloud).list_multipart_uploads_paginator(limit=1)
    request = oss_v2.ListMultipartUploadsRequest(bucket="demo", prefix="a/", encoding_type="url")
    found = [u for page in pages.iter_page(request) for u in page.uploads]
    assert sorted((u.key, u.upload_id) for u in found) == sorted(made[:-1])
    assert all(abs(u.initiated.timestamp() - time.time()) < 60 for u in found)
    old = list(oss2.MultipartUploadIterator(bucket, max_uploads=2))
    assert sorted((u.key, u.upload_id) for u in old) == sorted(made)
    parts = list(oss2.PartIterator(bucket, *made[-1], max_parts=1))
    assert [(p.part_number, p.size) for p in parts] == [(1, 200_000), (3, 1)]


def test_a_custom_domain_leads_to_its_bucket(cloud: Cloud) -> None:
    cloud.settings(cnames={"files.company.test": "demo-archive"})
    auth = oss2.AuthV4(cloud.access_key_id, cloud.access_key_secret)
    bucket = oss2.Bucket(
        auth,
        f"http://files.company.test:{cloud.port}",
        "demo-archive",
        is_cname=True,
        region=cloud.region,
        session=oss2.Session(adapter=Loopback()),
    )
    assert bucket.put_object("报告/a b.txt", b"hello").status == 200
    assert [(o["bucket"], o["key"]) for o in cloud.objects()] == [("demo-archive", "报告/a b.txt")]
    assert bucket.get_object("报告/a b.txt").read() == b"hello"
    assert bucket.get_bucket_info().name == "demo-archive"
