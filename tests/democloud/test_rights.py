"""Rights, doors and regions: what the doctor is to find out."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss_v2
import httpx
import oss2
import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.authorised import granted, send_form, send_to
from tests.democloud.forms import code_of, message_of, post, signed_v4, signer_of
from tests.democloud.raw import RawAnswer, ask
from tests.democloud.sdks import callback_headers, encoded, new_client, old_bucket

OPERATIONS = {
    "oss:ListBuckets": ("GET", "/", "/"),
    "oss:ListObjects": ("GET", "/demo/?list-type=2&prefix=in/", "/demo/"),
    "oss:GetObject": ("HEAD", "/demo/in/k", "/demo/in/k"),
    "oss:PutObject": ("PUT", "/demo/in/k", "/demo/in/k"),
    "oss:DeleteObject": ("DELETE", "/demo/in/k", "/demo/in/k"),
    "oss:ListMultipartUploads": ("GET", "/demo/?uploads&prefix=in/", "/demo/?uploads"),
    "oss:ListParts": ("GET", "/demo/in/k?uploadId=1", "/demo/in/k?uploadId=1"),
    "oss:AbortMultipartUpload": ("DELETE", "/demo/in/k?uploadId=1", "/demo/in/k?uploadId=1"),
    "oss:GetBucketInfo": ("GET", "/demo/?bucketInfo", "/demo/?bucketInfo"),
    "oss:GetBucketLocation": ("GET", "/demo/?location", "/demo/?location"),
}
"""One request for each action: method, target, signed resource."""

OF_OBJECTS = {name for name, (_, target, _) in OPERATIONS.items() if "in/" in target}


def done(cloud: Cloud, action: str) -> RawAnswer:
    """Send the request of an action."""
    method, target, resource = OPERATIONS[action]
    return ask(cloud, method, target, resource=resource)


@pytest.mark.parametrize("action", OPERATIONS)
def test_a_denied_action_and_no_other_is_refused(cloud: Cloud, action: str) -> None:
    assert done(cloud, action).status != 403
    cloud.settings(denied=[action])
    refused = {name for name in OPERATIONS if done(cloud, name).status == 403}
    assert refused == {action}


def test_a_refusal_says_so_in_the_services_words(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:*"])
    answer = done(cloud, "oss:PutObject")
    assert (answer.status, answer.text("Code")) == (403, "AccessDenied")
    head = done(cloud, "oss:GetObject")
    assert (head.status, head.body, bool(head.header("x-oss-err"))) == (403, b"", True)
    assert {done(cloud, name).status for name in OPERATIONS} == {403}
    form = post(cloud, signed_v4(signer_of(cloud)) | {"key": "k"})
    assert code_of(form)[:2] == (403, "AccessDenied")
    assert code_of(send_to(granted(cloud, "presign", key="k")))[:2] == (403, "AccessDenied")


@pytest.mark.parametrize("action", sorted(OF_OBJECTS))
def test_a_denial_may_be_for_a_prefix(cloud: Cloud, action: str) -> None:
    cloud.settings(denied=[f"{action} out/"])
    assert done(cloud, action).status != 403
    cloud.settings(denied=[f"{action} in/"])
    assert done(cloud, action).status == 403


def test_tags_need_a_right_of_their_own(cloud: Cloud) -> None:
    cloud.settings(denied=["oss:PutObjectTagging"])
    bucket = old_bucket(cloud)
    bucket.put_object("k", b"1")
    with pytest.raises(oss2.exceptions.AccessDenied):
        bucket.put_object("k", b"1", headers={"x-oss-tagging": "a=1"})
    form = signed_v4(signer_of(cloud)) | {"key": "k", "x-oss-tagging": "a=1"}
    assert code_of(post(cloud, form))[1] == "AccessDenied"


def test_a_public_endpoint_may_be_closed_to_data_but_not_to_custom_domains(cloud: Cloud) -> None:
    cloud.settings(public_endpoint_forbidden=True, cnames={"files.test": "demo"})
    cloud.settings(presign_headers={})
    for virtual in (False, True):
        bucket = old_bucket(cloud, virtual=virtual)
        with pytest.raises(oss2.exceptions.OssError) as caught:
            bucket.put_object("k", b"1")
        assert (caught.value.status, caught.value.code) == (400, "PublicEndpointForbidden")
        assert caught.value.details["EC"] == "0048-00000401"
        assert bucket.get_bucket_info().name == "demo"
    assert code_of(send_form(granted(cloud, "policy"), "k"))[1] == "PublicEndpointForbidden"
    grant = granted(cloud, "presign", key="k")
    place = f"127.0.0.1:{cloud.port}"
    moved = grant["url"].replace(f"{place}/demo/", f"{place}/")
    named = httpx.put(
        moved, content=b"1", headers={"Host": f"files.test:{cloud.port}"}, timeout=PATIENCE
    )
    assert named.status_code == 200, named.text


def test_the_path_style_may_be_forbidden(cloud: Cloud) -> None:
    cloud.settings(path_style_forbidden=True)
    with pytest.raises(oss2.exceptions.OssError) as caught:
        old_bucket(cloud).put_object("k", b"1")
    assert (caught.value.status, caught.value.code) == (403, "SecondLevelDomainForbidden")
    request = oss_v2.PutObjectRequest(bucket=cloud.bucket, key="k", body=b"1")
    assert new_client(cloud, virtual=True).put_object(request).status_code == 200


def test_a_region_may_have_no_callbacks(cloud: Cloud) -> None:
    cloud.settings(callbacks_offered=False)
    bucket = old_bucket(cloud)
    with pytest.raises(oss2.exceptions.InvalidArgument):
        bucket.put_object("k", b"1", headers=callback_headers(cloud))
    assert code_of(send_form(granted(cloud, "policy"), "k"))[1] == "InvalidArgument"
    assert cloud.objects() == []
    assert bucket.put_object("k", b"1").status == 200


def test_private_addresses_may_be_refused(cloud: Cloud) -> None:
    cloud.settings(private_callbacks_refused=True)
    fields = signed_v4(signer_of(cloud)) | {"key": "k"}
    for url in (cloud.callback_url, "http://localhost:1/", "https://192.168.1.2/x", "10.0.0.1"):
        callback = encoded({"callbackUrl": url, "callbackBody": "a"})
        answer = post(cloud, fields | {"callback": callback})
        assert code_of(answer) == (400, "InvalidArgument", "0007-00000008")
        assert "Private address" in message_of(answer)


def test_a_shifted_clock_is_told_in_header_and_document(cloud: Cloud) -> None:
    cloud.settings(clock_offset_seconds=3600)
    answer = done(cloud, "oss:GetBucketInfo")
    assert (answer.status, answer.text("Code")) == (403, "RequestTimeTooSkewed")
    told = oss2.utils.http_to_unixtime(answer.header("Date"))
    asked = oss2.utils.iso8601_to_unixtime(answer.text("RequestTime"))
    assert 3590 < told - asked < 3610
    assert abs(oss2.utils.iso8601_to_unixtime(answer.text("ServerTime")) - told) <= 1
