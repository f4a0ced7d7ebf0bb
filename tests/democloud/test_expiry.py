"""Temporary keys that end in the middle of an upload."""

from __future__ import annotations

import oss2
import pytest

from tests.cloud import Cloud
from tests.democloud.authorised import granted, key_of, send_form
from tests.democloud.forms import code_of
from tests.democloud.sdks import old_bucket

PART = b"x" * 100 * 1024


def sent(cloud: Cloud, key: dict[str, str], upload: str, number: int) -> str:
    """Send a part with a key; give the error code or nothing."""
    try:
        old_bucket(cloud, key=key).upload_part("k", upload, number, PART)
    except oss2.exceptions.OssError as error:
        return str(error.code)
    return ""


def test_a_key_ends_after_so_many_parts_and_the_next_one_goes_on(cloud: Cloud) -> None:
    cloud.settings(sts_parts=3)
    first = key_of(granted(cloud, "sts"))
    upload = old_bucket(cloud, key=first).init_multipart_upload("k").upload_id
    codes = [sent(cloud, first, upload, number) for number in range(1, 6)]
    assert codes == ["", "", "", "SecurityTokenExpired", "SecurityTokenExpired"]
    cloud.settings(sts_parts=0)
    second = key_of(granted(cloud, "sts"))
    assert [sent(cloud, second, upload, number) for number in range(4, 11)] == [""] * 7
    bucket = old_bucket(cloud, key=second)
    listed = list(oss2.PartIterator(bucket, "k", upload))
    parts = [oss2.models.PartInfo(p.part_number, p.etag) for p in listed]
    bucket.complete_multipart_upload("k", upload, parts)
    assert [o["size"] for o in cloud.objects()] == [10 * len(PART)]
    stored = [event["part"] for event in cloud.of_kind("part_stored")]
    assert stored == list(range(1, 11))


def test_the_control_plane_issues_such_a_key_too(cloud: Cloud) -> None:
    key = cloud.ask("/sts", method="POST", seconds=600, parts=1)
    upload = old_bucket(cloud).init_multipart_upload("k").upload_id
    codes = [sent(cloud, key, upload, number) for number in (1, 2)]
    assert codes == ["", "SecurityTokenExpired"]


def test_a_fault_ends_the_key_of_the_request_that_it_strikes(cloud: Cloud) -> None:
    key, other = cloud.sts(), cloud.sts()
    upload = old_bucket(cloud).init_multipart_upload("k").upload_id
    cloud.faults(kind="expire_key", operation="UploadPart", skip=1)
    codes = [sent(cloud, key, upload, number) for number in (1, 2, 3)]
    assert codes == ["", "SecurityTokenExpired", "SecurityTokenExpired"]
    assert sent(cloud, other, upload, 2) == ""
    cloud.faults(kind="expire_key")
    assert old_bucket(cloud).put_object("own", b"1").status == 200


@pytest.mark.parametrize("version", ["v4", "v1"])
def test_the_fault_ends_the_key_of_a_form_too(cloud: Cloud, version: str) -> None:
    cloud.settings(grant_token=True, grant_version=version)
    grant = granted(cloud, "policy")
    assert send_form(grant, "a").status_code == 200
    cloud.faults(kind="expire_key", operation="PostObject")
    for _ in range(2):
        answer = send_form(grant, "b")
        assert code_of(answer)[:2] == (403, "SecurityTokenExpired")
    assert send_form(granted(cloud, "policy"), "b").status_code == 200
