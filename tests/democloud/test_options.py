"""What is stored with an object is taken on every road, held against the rules, and given back."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss_v2
import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.forms import code_of, post, signed_v4, signer_of
from tests.democloud.raw import ask
from tests.democloud.sdks import new_client, old_bucket

OPTIONS = {
    "Cache-Control": "max-age=60",
    "Content-Disposition": "attachment; filename*=UTF-8''%E6%8A%A5.txt",
    "Content-Encoding": "identity",
    "Expires": "Fri, 28 Feb 2031 05:38:42 GMT",
    "x-oss-storage-class": "IA",
    "x-oss-object-acl": "public-read",
    "x-oss-tagging": "team=red%20one&year=2026",
    "x-oss-server-side-encryption": "KMS",
    "x-oss-server-side-encryption-key-id": "key-1",
    "x-oss-server-side-data-encryption": "SM4",
    "x-oss-meta-shop": "7",
}
TYPE = {"Content-Type": "text/x-own"}


def check(cloud: Cloud, key: str) -> None:
    """Hold an object's headers, in HEAD, GET and the control plane, against the options."""
    bucket = old_bucket(cloud)
    for headers in (bucket.head_object(key).headers, bucket.get_object(key).headers):
        for name, value in (OPTIONS | TYPE).items():
            if name == "x-oss-tagging":
                assert headers["x-oss-tagging-count"] == "2"
            else:
                assert headers[name] == value
    (stored,) = [o for o in cloud.objects() if o["key"] == key]
    assert stored["headers"] == OPTIONS | TYPE


def test_every_road_keeps_the_options(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    bucket.put_object("put", b"1", headers=OPTIONS | TYPE)
    check(cloud, "put")
    upload = bucket.init_multipart_upload("parts", headers=OPTIONS | TYPE).upload_id
    part = bucket.upload_part("parts", upload, 1, b"1")
    bucket.complete_multipart_upload("parts", upload, [oss2.models.PartInfo(1, part.etag)])
    check(cloud, "parts")
    fields = signed_v4(signer_of(cloud)) | {"key": "form"} | OPTIONS | TYPE
    assert post(cloud, fields).status_code == 204
    check(cloud, "form")


def test_the_newer_sdk_gives_the_options_too(cloud: Cloud) -> None:
    request = oss_v2.PutObjectRequest(
        bucket=cloud.bucket,
        key="k",
        body=b"1",
        storage_class="Archive",
        tagging="a=1",
        metadata={"shop": "7"},
        server_side_encryption="AES256",
    )
    client = new_client(cloud)
    client.put_object(request)
    answer = client.head_object(oss_v2.HeadObjectRequest(bucket=cloud.bucket, key="k"))
    assert (answer.storage_class, answer.metadata, answer.tagging_count) == (
        "Archive",
        {"shop": "7"},
        1,
    )
    with pytest.raises(oss_v2.exceptions.OperationError) as caught:
        client.get_object(oss_v2.GetObjectRequest(bucket=cloud.bucket, key="k"))
    assert "InvalidObjectState" in str(caught.value)


def test_complete_may_name_the_acl(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    upload = bucket.init_multipart_upload("k", headers={"x-oss-object-acl": "private"}).upload_id
    parts = [oss2.models.PartInfo(1, bucket.upload_part("k", upload, 1, b"1").etag)]
    wrong, right = {"x-oss-object-acl": "all"}, {"x-oss-object-acl": "public-read"}
    with pytest.raises(oss2.exceptions.InvalidArgument):
        bucket.complete_multipart_upload("k", upload, parts, headers=wrong)
    bucket.complete_multipart_upload("k", upload, parts, headers=right)
    assert cloud.objects()[0]["headers"]["x-oss-object-acl"] == "public-read"


WRONG = [
    ({"x-oss-storage-class": "Warm"}, "InvalidArgument"),
    ({"x-oss-object-acl": "everybody"}, "InvalidArgument"),
    ({"x-oss-tagging": "&".join(f"k{n}=v" for n in range(11))}, "InvalidArgument"),
    ({"x-oss-tagging": "k=" + "v" * 257}, "InvalidArgument"),
    ({"x-oss-tagging": "k" * 129 + "=v"}, "InvalidArgument"),
    ({"x-oss-tagging": "k=v&k=w"}, "InvalidArgument"),
    ({"x-oss-tagging": "k=%2A"}, "InvalidArgument"),
    ({"x-oss-tagging": "k"}, "InvalidArgument"),
    ({"x-oss-server-side-encryption": "AES128"}, "InvalidEncryptionAlgorithmError"),
    ({"x-oss-server-side-encryption-key-id": "key-1"}, "InvalidArgument"),
    (
        {"x-oss-server-side-encryption": "KMS", "x-oss-server-side-data-encryption": "AES"},
        "InvalidEncryptionAlgorithmError",
    ),
    ({"x-oss-meta-a_b": "1"}, "InvalidArgument"),
    ({"x-oss-meta-a": "x" * 9000}, "InvalidArgument"),
]


@pytest.mark.parametrize(("options", "code"), WRONG)
def test_a_wrong_option_is_refused_on_every_road(
    cloud: Cloud, options: dict[str, str], code: str
) -> None:
    put = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=options, body=b"1")
    begun = ask(cloud, "POST", "/demo/k?uploads", resource="/demo/k?uploads", headers=options)
    form = post(cloud, signed_v4(signer_of(cloud)) | {"key": "k"} | options)
    assert [put.text("Code"), begun.text("Code"), code_of(form)[1]] == [code] * 3
    assert {put.status, begun.status, form.status_code} == {400}
    assert (cloud.objects(), cloud.uploads()) == ([], [])


def test_kms_must_have_been_enabled(cloud: Cloud) -> None:
    kms = {"x-oss-server-side-encryption": "KMS"}
    assert ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=kms, body=b"1").status == 200
    cloud.settings(kms_enabled=False)
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", headers=kms, body=b"1")
    assert (answer.status, answer.text("Code")) == (403, "KmsServiceNotEnabled")


def test_there_are_no_versions(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    bucket.put_object("k", b"1")
    assert bucket.get_object("k", params={"versionId": "null"}).read() == b"1"
    answer = ask(cloud, "GET", "/demo/k?versionId=x", resource="/demo/k?versionId=x")
    assert (answer.status, answer.text("Code")) == (404, "NoSuchVersion")
