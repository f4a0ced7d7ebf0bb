"""Uploads by form that succeed (reference/oss.md 4)."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
from alibabacloud_oss_v2 import PutObjectRequest
from fastcrc import crc64

from tests.cloud import PATIENCE, Cloud
from tests.democloud.forms import (
    FREE,
    Signer,
    code_of,
    encoded,
    message_of,
    post,
    signed_v1,
    signed_v4,
    signer_of,
)
from tests.democloud.raw import ask
from tests.democloud.sdks import callback_headers, new_client, old_bucket

SIGNED: dict[str, Callable[[Signer], dict[str, str]]] = {"V4": signed_v4, "V1": signed_v1}
DATA = "content 内容".encode()


def allowed(cloud: Cloud, **fields: str) -> dict[str, str]:
    """Give a form that may do everything; underscores in names become hyphens."""
    own = {name.replace("_", "-"): value for name, value in fields.items()}
    return {"key": "k"} | own | signed_v4(signer_of(cloud))


@pytest.mark.parametrize("virtual", [False, True])
@pytest.mark.parametrize("version", SIGNED)
def test_a_form_is_stored_and_told_of(cloud: Cloud, version: str, virtual: bool) -> None:
    fields = {"key": "dir/报告.txt"} | SIGNED[version](signer_of(cloud))
    answer = post(cloud, fields, DATA, virtual=virtual)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["x-oss-hash-crc64ecma"] == str(crc64.xz(DATA))
    assert answer.headers["access-control-allow-origin"] == "*"
    md5 = hashlib.md5(DATA)
    assert answer.headers["content-md5"] == base64.b64encode(md5.digest()).decode()
    etag = answer.headers["etag"].strip('"')
    assert len(etag) == 32
    assert etag != md5.hexdigest().upper()
    assert old_bucket(cloud).get_object("dir/报告.txt").read() == DATA
    (stored,) = cloud.of_kind("object_stored")
    assert (stored["operation"], stored["key"], stored["etag"]) == (
        "PostObject",
        "dir/报告.txt",
        etag,
    )
    (ended,) = cloud.of_kind("request", operation="PostObject")
    assert (ended["key"], ended["status"], ended["signature_version"]) == (
        "dir/报告.txt",
        204,
        f"{version}-form",
    )


@pytest.mark.parametrize(("asked", "status"), [("200", 200), ("204", 204), ("299", 204)])
def test_the_form_chooses_the_status(cloud: Cloud, asked: str, status: int) -> None:
    answer = post(cloud, allowed(cloud) | {"success_action_status": asked})
    assert (answer.status_code, answer.content) == (status, b"")


def test_status_201_comes_with_a_document(cloud: Cloud) -> None:
    fields = allowed(cloud) | {"key": "a b&c", "success_action_status": "201"}
    answer = post(cloud, fields)
    assert (answer.status_code, answer.headers["content-type"]) == (201, "application/xml")
    document = ET.fromstring(answer.content)  # noqa: S314
    assert [child.tag for child in document] == ["Bucket", "Location", "Key", "ETag"]
    assert document.findtext("Key") == "a b&c"
    assert document.findtext("Location") == f"{cloud.endpoint}/demo/a%20b%26c"
    assert document.findtext("ETag") == answer.headers["etag"]


def test_a_redirect_is_given_and_beats_the_status(cloud: Cloud) -> None:
    more = {"success_action_redirect": "https://example.com/done?a=1"}
    answer = post(cloud, allowed(cloud) | more | {"success_action_status": "201"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        more["success_action_redirect"],
    )
    assert len(cloud.objects()) == 1
    assert post(cloud, allowed(cloud) | {"success_action_redirect": "nowhere"}).status_code == 204


def test_the_files_name_fills_the_key(cloud: Cloud) -> None:
    fields = {"key": "in/${filename}"} | signed_v4(
        signer_of(cloud), [["starts-with", "$key", "in/照片"]]
    )
    assert post(cloud, fields, filename="照片 1.jpg").status_code == 204
    assert [found["key"] for found in cloud.objects()] == ["in/照片 1.jpg"]


@pytest.mark.parametrize(
    ("fields", "kind", "expected"),
    [
        ({"x-oss-content-type": "a/b", "Content-Type": "c/d"}, "e/f", "a/b"),
        ({"Content-Type": "c/d"}, "e/f", "c/d"),
        ({}, "e/f", "e/f"),
        ({}, "", "image/png"),
    ],
)
def test_the_content_type_is_found_in_the_right_order(
    cloud: Cloud, fields: dict[str, str], kind: str, expected: str
) -> None:
    post(cloud, allowed(cloud) | {"key": "k.png"} | fields, kind=kind)
    assert [found["content_type"] for found in cloud.objects()] == [expected]


def test_other_fields_are_kept_as_headers_would_be(cloud: Cloud) -> None:
    kept = {
        "Cache-Control": "no-cache",
        "Content-Disposition": "attachment",
        "x-oss-object-acl": "private",
        "x-oss-storage-class": "IA",
        "x-oss-meta-who": "me",
    }
    assert post(cloud, allowed(cloud) | kept | {"submit": "Send", "other": "1"}).status_code == 204
    found = ask(cloud, "HEAD", "/demo/k", resource="/demo/k")
    assert {name: found.header(name) for name in kept} == kept
    assert found.header("other") is None


def test_signatures_outside_the_form_are_ignored(cloud: Cloud) -> None:
    url = f"{cloud.endpoint}/demo/?OSSAccessKeyId=x&Expires=1&Signature=y"
    head = {"Authorization": "OSS nobody:nothing", "x-oss-security-token": "none"}
    files = {"file": b"1"}
    answer = httpx.post(url, data=allowed(cloud), files=files, headers=head, timeout=PATIENCE)
    assert answer.status_code == 204
    assert cloud.of_kind("request")[0]["signature_version"] == "V4-form"
    answer = httpx.post(url, data={"key": "other"}, files=files, headers=head, timeout=PATIENCE)
    assert code_of(answer)[:2] == (403, "AccessDenied")


@pytest.mark.parametrize("version", SIGNED)
def test_a_temporary_key_signs_forms(cloud: Cloud, version: str) -> None:
    fields = SIGNED[version](signer_of(cloud, cloud.sts()))
    assert post(cloud, {"key": "k"} | fields).status_code == 204


def test_a_signed_policy_serves_many_files(cloud: Cloud) -> None:
    fields = signed_v4(signer_of(cloud), [["starts-with", "$key", "in/"]])
    for number in range(3):
        assert post(cloud, {"key": f"in/{number}"} | fields).status_code == 204
    assert len(cloud.objects()) == 3


@pytest.mark.parametrize("kind", ["form", "json"])
@pytest.mark.parametrize("version", SIGNED)
def test_a_callback_answers_the_form(cloud: Cloud, version: str, kind: str) -> None:
    names = ("object", "size", "operation", "contentMd5", "mimeType", "x:uid", "x:note")
    if kind == "json":
        template = json.dumps({name: name for name in names})
        for name in names:
            template = template.replace(f': "{name}"', f": ${{{name}}}")
        body_type = "application/json"
    else:
        template = "&".join(f"{name}=${{{name}}}" for name in names)
        body_type = "application/x-www-form-urlencoded"
    wanted = {"callbackUrl": cloud.callback_url, "callbackBody": template}
    callback = encoded(wanted | {"callbackBodyType": body_type})
    long = "注" * 3000
    fields = {"key": "k", "callback": callback, "x:uid": "a&b", "x:note": long}
    more = {"success_action_status": "201"} | SIGNED[version](signer_of(cloud))
    answer = post(cloud, fields | more, DATA)
    assert answer.status_code == 200
    (given,) = cloud.of_kind("app_answered")
    assert answer.json()["number"] == given["number"]
    assert answer.headers["x-oss-hash-crc64ecma"] == str(crc64.xz(DATA))
    received = answer.json()["received"]
    md5 = base64.b64encode(hashlib.md5(DATA).digest()).decode()
    values = ["k", len(DATA), "PostObject", md5, "text/plain", "a&b", long]
    assert [str(received[name]) for name in names] == [str(value) for value in values]
    assert cloud.of_kind("app_received")[0]["signature_valid"]


def test_a_callback_that_fails_is_a_203_and_the_object_stays(cloud: Cloud) -> None:
    cloud.answers(mode="500")
    callback = callback_headers(cloud)["x-oss-callback"]
    answer = post(cloud, allowed(cloud, callback=callback))
    assert code_of(answer)[:2] == (203, "CallbackFailed")
    assert answer.headers["etag"]
    assert len(cloud.objects()) == 1


def test_a_callback_that_is_wrong_is_refused_before_storing(cloud: Cloud) -> None:
    answer = post(cloud, allowed(cloud, callback="{}"))
    assert code_of(answer) == (400, "InvalidArgument", "0007-00000002")
    assert cloud.objects() == []


def test_a_policy_may_pin_the_callback(cloud: Cloud) -> None:
    callback = callback_headers(cloud)["x-oss-callback"]
    fields = {"key": "k"} | signed_v4(signer_of(cloud), [{"callback": callback}])
    assert post(cloud, fields | {"callback": callback}).status_code == 200
    other = callback_headers(cloud, "other=1")["x-oss-callback"]
    for changed in ({"callback": other}, {}):
        answer = post(cloud, fields | changed)
        assert code_of(answer) == (403, "AccessDenied", "0006-00000227")
        assert '["eq", "$callback", ' in message_of(answer)


def high_water(cloud: Cloud) -> int:
    """Give the most memory that the cloud's process ever had, in KiB."""
    lines = Path(f"/proc/{cloud.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def multipart(fields: dict[str, str], *, tail: bytes = b"") -> tuple[bytes, bytes]:
    """Give what stands before and after the file in a form with the boundary ``x``."""
    head = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += '--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
    return head.encode(), b"\r\n" + tail + b"--x--\r\n"


def test_fields_after_the_file_are_ignored(cloud: Cloud) -> None:
    tail = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nother\r\n'
    head, end = multipart(allowed(cloud), tail=tail)
    connection = HTTPConnection("127.0.0.1", cloud.port, timeout=PATIENCE)
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    connection.request("POST", "/demo", body=head + b"\r\n--" + end, headers=kind)
    assert connection.getresponse().status == 204
    connection.close()
    assert [(found["key"], found["size"]) for found in cloud.objects()] == [("k", 4)]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures")
def test_a_large_form_needs_no_memory() -> None:
    cloud = Cloud()
    assert post(cloud, {"key": "k"} | signed_v4(signer_of(cloud), FREE)).status_code == 204
    before = high_water(cloud)
    block = b"\r\n--x" * 200_000 + b"\r\n"
    head, end = multipart({"key": "large"} | signed_v4(signer_of(cloud), FREE))
    count = 200

    def body() -> Iterator[bytes]:
        yield head
        for _ in range(count):
            yield block.replace(b"-x", b"-y")
        yield end

    size = len(block) * count
    headers = {"Content-Length": str(len(head) + size + len(end))}
    headers["Content-Type"] = 'multipart/form-data; boundary="x"'
    connection = HTTPConnection("127.0.0.1", cloud.port, timeout=60)
    connection.request("POST", "/demo/", body=body(), headers=headers)
    assert connection.getresponse().status == 204
    connection.close()
    assert next(found["size"] for found in cloud.objects() if found["key"] == "large") == size
    assert high_water(cloud) - before < 30 * 1024
    assert cloud.close() == 0


def test_the_newer_sdks_header_for_tokens_is_understood(cloud: Cloud) -> None:
    """Its V1 sends ``security-token`` where others send ``x-oss-security-token``."""
    client = new_client(cloud, version="v1", key=cloud.sts())
    assert client.put_object(PutObjectRequest(bucket="demo", key="k", body=b"1")).status_code == 200
    assert len(cloud.objects()) == 1
