"""The official SDKs work against the demo cloud unchanged (issue 2, "Shows that it works" 3)."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import alibabacloud_oss_v2 as oss_v2
import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.sdks import callback_headers, encoded, new_client, old_bucket

KEY = "照片/a b+c&d%20#~.bin"
VERSIONS = ("V4", "V1")
STYLES = (False, True)
CHUNK = 128 * 1024


@pytest.mark.parametrize("virtual", STYLES)
@pytest.mark.parametrize("version", VERSIONS)
def test_the_older_sdk_puts_and_reads_an_object_with_a_callback(
    cloud: Cloud, version: str, virtual: bool
) -> None:
    bucket = old_bucket(cloud, version=version, virtual=virtual)
    data = os.urandom(300_000)
    answer = bucket.put_object(KEY, data, headers=callback_headers(cloud))
    shown = json.loads(answer.resp.read())
    (given,) = cloud.of_kind("app_answered")
    assert shown["number"] == given["number"]
    assert shown["received"] == {"object": KEY, "size": "300000", "uid": "42"}
    assert cloud.of_kind("app_received")[0]["signature_valid"] is True
    assert cloud.of_kind("request")[0]["signature_version"] == version
    assert bucket.get_object(KEY).read() == data
    assert bucket.get_object(KEY, byte_range=(10, 19)).read() == data[10:20]
    assert bucket.head_object(KEY).content_length == 300_000
    bucket.delete_object(KEY)
    assert not bucket.object_exists(KEY)


@pytest.mark.parametrize("virtual", STYLES)
@pytest.mark.parametrize("version", VERSIONS)
def test_the_older_sdk_uploads_in_parts_with_a_callback(
    cloud: Cloud, version: str, virtual: bool
) -> None:
    bucket = old_bucket(cloud, version=version, virtual=virtual)
    data = os.urandom(2 * CHUNK + 1000)
    upload_id = bucket.init_multipart_upload(KEY, headers={"Content-Type": "x/y"}).upload_id
    parts = []
    for number in (3, 1, 2):
        piece = data[(number - 1) * CHUNK : number * CHUNK]
        result = bucket.upload_part(KEY, upload_id, number, piece)
        parts.append(oss2.models.PartInfo(number, result.etag, part_crc=result.crc))
    assert [part.part_number for part in bucket.list_parts(KEY, upload_id).parts] == [1, 2, 3]
    assert [u.upload_id for u in bucket.list_multipart_uploads().upload_list] == [upload_id]
    parts.sort(key=lambda part: int(part.part_number))
    answer = bucket.complete_multipart_upload(
        KEY, upload_id, parts, headers=callback_headers(cloud)
    )
    assert json.loads(answer.resp.read())["received"]["size"] == str(len(data))
    assert answer.etag.endswith("-3")
    assert bucket.get_object(KEY).read() == data
    assert cloud.objects()[0]["content_type"] == "x/y"
    assert len(cloud.of_kind("callback_sent")) == 1


def test_the_older_sdks_resumable_upload_and_listings_work(cloud: Cloud, tmp_path: Path) -> None:
    bucket = old_bucket(cloud)
    path = tmp_path / "file.bin"
    path.write_bytes(os.urandom(700_000))
    oss2.resumable_upload(
        bucket, "dir/file.bin", str(path), multipart_threshold=CHUNK, part_size=CHUNK, num_threads=3
    )
    bucket.put_object("dir/other.txt", b"hello")
    assert bucket.get_object("dir/file.bin").read() == path.read_bytes()
    expected = ["dir/file.bin", "dir/other.txt"]
    assert [found.key for found in oss2.ObjectIterator(bucket)] == expected
    assert [found.key for found in oss2.ObjectIteratorV2(bucket, max_keys=1)] == expected
    folders = oss2.ObjectIterator(bucket, delimiter="/")
    assert [(found.key, found.is_prefix()) for found in folders] == [("dir/", True)]
    assert bucket.get_bucket_location().location == "oss-cn-demo"
    assert bucket.get_bucket_info().name == "demo"


@pytest.mark.parametrize("version", VERSIONS)
def test_the_older_sdks_presigned_urls_work_with_a_callback(cloud: Cloud, version: str) -> None:
    bucket = old_bucket(cloud, version=version)
    wanted = {"callbackUrl": cloud.callback_url, "callbackBody": "object=${object}"}
    url = bucket.sign_url(
        "PUT", KEY, 60, params={"callback": encoded(wanted)}, slash_safe=version == "V4"
    )
    answer = bucket.put_object_with_url(url, b"12345")
    assert json.loads(answer.resp.read())["received"] == {"object": KEY}
    assert bucket.get_object_with_url(bucket.sign_url("GET", KEY, 60)).read() == b"12345"
    versions = {event["signature_version"] for event in cloud.of_kind("request")}
    assert versions == {f"{version}-query"}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_temporary_key_works_with_its_token(cloud: Cloud, version: str) -> None:
    bucket = old_bucket(cloud, version=version, key=cloud.sts(60))
    bucket.put_object("k", b"1")
    assert bucket.get_object_with_url(bucket.sign_url("GET", "k", 60)).read() == b"1"


@pytest.mark.parametrize("virtual", STYLES)
@pytest.mark.parametrize("version", ["v4", "v1"])
def test_the_newer_sdk_puts_an_object_with_a_callback(
    cloud: Cloud, version: str, virtual: bool
) -> None:
    client = new_client(cloud, version=version, virtual=virtual)
    headers = callback_headers(cloud)
    result = client.put_object(
        oss_v2.PutObjectRequest(
            bucket=cloud.bucket,
            key=KEY,
            body=b"hello world",
            callback=headers["x-oss-callback"],
            callback_var=headers["x-oss-callback-var"],
            metadata={"author": "alice"},
        )
    )
    assert result.hash_crc64 == "5981764153023615706"
    assert (
        json.loads(result.callback_result)["number"] == cloud.of_kind("app_answered")[0]["number"]
    )
    found = client.get_object(oss_v2.GetObjectRequest(bucket=cloud.bucket, key=KEY))
    assert (found.body.read(), found.metadata["author"]) == (b"hello world", "alice")
    page = client.list_objects_v2(oss_v2.ListObjectsV2Request(bucket=cloud.bucket))
    assert [item.key for item in page.contents] == [KEY]


@pytest.mark.parametrize("virtual", STYLES)
@pytest.mark.parametrize("version", ["v4", "v1"])
def test_the_newer_sdk_uploads_in_parts_with_a_callback(
    cloud: Cloud, version: str, virtual: bool
) -> None:
    client = new_client(cloud, version=version, virtual=virtual)
    data = os.urandom(3 * CHUNK + 5)
    headers = callback_headers(cloud)
    request = oss_v2.PutObjectRequest(
        bucket=cloud.bucket,
        key=KEY,
        callback=headers["x-oss-callback"],
        callback_var=headers["x-oss-callback-var"],
    )
    client.uploader(part_size=CHUNK, parallel_num=2).upload_from(request, io.BytesIO(data))
    found = client.get_object(oss_v2.GetObjectRequest(bucket=cloud.bucket, key=KEY))
    assert found.body.read() == data
    assert len(cloud.of_kind("part_stored")) == 4
    (received,) = cloud.of_kind("app_received")
    assert received["body"].endswith(f"&size={len(data)}&uid=42")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_wrong_secret_is_refused_by_name(cloud: Cloud, version: str) -> None:
    bucket = old_bucket(cloud, version=version, secret="not the secret")
    with pytest.raises(oss2.exceptions.SignatureDoesNotMatch) as caught:
        bucket.put_object("k", b"1")
    assert caught.value.status == 403
    assert caught.value.details["StringToSign"]
    assert cloud.objects() == []


def test_a_wrong_secret_is_refused_to_the_newer_sdk_too(cloud: Cloud) -> None:
    client = new_client(cloud, secret="not the secret")
    with pytest.raises(oss_v2.exceptions.OperationError) as caught:
        client.put_object(oss_v2.PutObjectRequest(bucket=cloud.bucket, key="k", body=b"1"))
    assert caught.value.unwrap().code == "SignatureDoesNotMatch"


def test_buckets_can_be_made_listed_and_removed(cloud: Cloud) -> None:
    bucket = old_bucket(cloud, bucket="another-bucket")
    bucket.create_bucket()
    service = oss2.Service(bucket.auth, cloud.endpoint, region=cloud.region)
    names = [b.name for b in service.list_buckets().buckets]
    assert names == ["another-bucket", "demo", "demo-archive"]
    bucket.put_object("k", b"1")
    with pytest.raises(oss2.exceptions.BucketNotEmpty):
        bucket.delete_bucket()
    bucket.delete_object("k")
    bucket.delete_bucket()
    with pytest.raises(oss2.exceptions.NoSuchBucket):
        bucket.put_object("k", b"1")
