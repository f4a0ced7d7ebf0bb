"""Official SDKs, unchanged, and plain httpx: every operation, body type and kind of authorisation.

The random number that the application server put into its answer is what the uploader reads.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import alibabacloud_oss_v2 as oss_v2
import httpx
import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.authorised import granted, key_of, send_form, send_to
from tests.democloud.forms import post, signed_v1, signed_v4, signer_of
from tests.democloud.sdks import callback_headers, encoded, new_client, old_bucket

KEY = "uploads/报告 2026+v1.bin"
TEMPLATES = {
    "form": "object=${object}&size=${size}&order=${x:order}",
    "json": '{"object":${object},"size":${size},"order":${x:order}}',
}
TYPES = {"form": "application/x-www-form-urlencoded", "json": "application/json"}
VARIABLES = {"x:order": "A 7&8"}

Key = Mapping[str, str] | None


def headers(cloud: Cloud, body: str) -> dict[str, str]:
    """Give the callback's headers."""
    kind = TYPES[body]
    return callback_headers(cloud, TEMPLATES[body], variables=VARIABLES, callbackBodyType=kind)


def old_put(cloud: Cloud, body: str, key: Key) -> bytes:
    """Put with the older SDK; give what the application server answered."""
    answer = old_bucket(cloud, key=key).put_object(KEY, b"hello", headers=headers(cloud, body))
    return bytes(answer.resp.read())


def old_parts(cloud: Cloud, body: str, key: Key) -> bytes:
    """Upload in parts with the older SDK; give what the application server answered."""
    bucket = old_bucket(cloud, key=key)
    upload = bucket.init_multipart_upload(KEY).upload_id
    parts = [oss2.models.PartInfo(1, bucket.upload_part(KEY, upload, 1, b"hello").etag)]
    ending = headers(cloud, body)
    answer = bucket.complete_multipart_upload(KEY, upload, parts, headers=ending)
    return bytes(answer.resp.read())


def new_put(cloud: Cloud, body: str, key: Key) -> bytes:
    """Put with the newer SDK; give what the application server answered."""
    callback = headers(cloud, body)
    request = oss_v2.PutObjectRequest(
        bucket=cloud.bucket,
        key=KEY,
        body=b"hello",
        callback=callback["x-oss-callback"],
        callback_var=callback["x-oss-callback-var"],
    )
    return str(new_client(cloud, key=key).put_object(request).callback_result).encode()


def new_parts(cloud: Cloud, body: str, key: Key) -> bytes:
    """Upload in parts with the newer SDK; give what the application server answered."""
    client, callback, place = new_client(cloud, key=key), headers(cloud, body), cloud.bucket
    begun = client.initiate_multipart_upload(
        oss_v2.InitiateMultipartUploadRequest(bucket=place, key=KEY)
    )
    part = client.upload_part(
        oss_v2.UploadPartRequest(
            bucket=place, key=KEY, part_number=1, upload_id=begun.upload_id, body=b"hello"
        )
    )
    parts = [oss_v2.UploadPart(part_number=1, etag=part.etag)]
    answer = client.complete_multipart_upload(
        oss_v2.CompleteMultipartUploadRequest(
            bucket=place,
            key=KEY,
            upload_id=begun.upload_id,
            complete_multipart_upload=oss_v2.CompleteMultipartUpload(parts=parts),
            callback=callback["x-oss-callback"],
            callback_var=callback["x-oss-callback-var"],
        )
    )
    return str(answer.callback_result).encode()


def a_form(sign: Callable[..., dict[str, str]]) -> Callable[[Cloud, str, Key], bytes]:
    """Give a way to upload by form with policies signed in one version."""

    def form(cloud: Cloud, body: str, key: Key) -> bytes:
        wanted = {"callbackUrl": cloud.callback_url, "callbackBody": TEMPLATES[body]}
        callback = {"callback": encoded(wanted | {"callbackBodyType": TYPES[body]})}
        fields = sign(signer_of(cloud, key)) | {"key": KEY} | VARIABLES | callback
        return post(cloud, fields).content

    return form


WAYS = {
    "PutObject, oss2": old_put,
    "PutObject, oss_v2": new_put,
    "multipart, oss2": old_parts,
    "multipart, oss_v2": new_parts,
    "PostObject, V4": a_form(signed_v4),
    "PostObject, V1": a_form(signed_v1),
}


def check(cloud: Cloud, answer: bytes) -> None:
    """Hold what the uploader got against what the application server says it answered."""
    got: dict[str, Any] = json.loads(answer)
    (told,) = cloud.of_kind("app_answered")
    assert got["number"] == told["number"]
    assert got["received"]["object"] == KEY
    assert str(got["received"]["size"]) == "5"
    assert got["received"]["order"] == VARIABLES["x:order"]
    assert [o["key"] for o in cloud.objects()] == [KEY]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("body", TYPES)
@pytest.mark.parametrize("credentials", ["key pair", "temporary key"])
def test_with_a_key(cloud: Cloud, way: str, body: str, credentials: str) -> None:
    key = key_of(granted(cloud, "sts")) if credentials == "temporary key" else None
    check(cloud, WAYS[way](cloud, body, key))


@pytest.mark.parametrize("body", TYPES)
@pytest.mark.parametrize("version", ["v4", "v1"])
@pytest.mark.parametrize("token", [False, True])
def test_signed_by_the_server(cloud: Cloud, body: str, version: str, token: bool) -> None:
    cloud.settings(
        grant_body_type=body, grant_version=version, grant_token=token, grant_dir="uploads/"
    )
    cloud.settings(presign_headers={})  # the second one replaces what the first one stored
    order = VARIABLES["x:order"]
    form = send_form(granted(cloud, "policy"), "报告 2026+v1.bin", x_order=order)
    check(cloud, form.content)
    since = cloud.mark()
    address = granted(cloud, "presign", **{"key": KEY, "x:order": order})
    answer = send_to(address).json()
    assert answer["received"]["order"] == order
    assert [e["number"] for e in cloud.of_kind("app_answered", since)] == [answer["number"]]


class ServerKeys(oss_v2.credentials.CredentialsProvider):  # type: ignore[misc]
    """Asks the application server anew for every request, as the newer SDK allows."""

    def __init__(self, cloud: Cloud) -> None:
        self._url = cloud.facts["authorise"]["sts"]
        self.asked = 0

    def get_credentials(self) -> oss_v2.credentials.Credentials:
        """Give a fresh key."""
        self.asked += 1
        key = key_of(httpx.get(self._url).json())
        secret, token = key["access_key_secret"], key["security_token"]
        return oss_v2.credentials.Credentials(key["access_key_id"], secret, token)


def test_the_newer_sdk_uploads_in_parts_with_keys_that_are_good_for_one_part(cloud: Cloud) -> None:
    cloud.settings(sts_parts=1)
    keys = ServerKeys(cloud)
    config = oss_v2.config.Config(
        region=cloud.region, endpoint=cloud.endpoint, credentials_provider=keys
    )
    uploader = oss_v2.Client(config).uploader(part_size=100 * 1024, parallel_num=3)
    body = bytes(range(256)) * 4000
    request = oss_v2.PutObjectRequest(bucket=cloud.bucket, key=KEY)
    assert uploader.upload_from(request, io.BytesIO(body)).status_code == 200
    assert old_bucket(cloud).get_object(KEY).read() == body
    assert keys.asked >= 12
    assert len(cloud.of_kind("part_stored")) == 10
