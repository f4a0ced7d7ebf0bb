"""Forms that are refused, each with the service's code (reference/oss.md 4.4)."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.forms import (
    code_of,
    encoded,
    post,
    signed_v1,
    signed_v4,
    signer_of,
)
from tests.democloud.raw import RawAnswer, connect, read_answer

MALFORMED = (400, "MalformedPOSTRequest", "0006-00000104")
WRONG_COUNT = (400, "IncorrectNumberOfFilesInPOSTRequest", "")
SPOILED: list[tuple[str, Callable[[dict[str, str]], dict[str, str]], tuple[int, str, str]]] = [
    ("V4", lambda f: {"x-oss-signature": "0" * 64}, (403, "SignatureDoesNotMatch", "")),
    ("V4", lambda f: {"policy": f["policy"][:-4]}, (403, "SignatureDoesNotMatch", "")),
    ("V4", lambda f: {"x-oss-signature": "é"}, (403, "SignatureDoesNotMatch", "")),
    ("V4", lambda f: {"policy": ""}, (400, "InvalidArgument", "")),
    ("V4", lambda f: {"x-oss-signature": ""}, (400, "InvalidArgument", "")),
    ("V4", lambda f: {"x-oss-date": ""}, (400, "InvalidArgument", "")),
    ("V4", lambda f: {"x-oss-date": "today"}, (400, "InvalidArgument", "")),
    (
        "V4",
        lambda f: {"x-oss-signature-version": "2"},
        (400, "InvalidArgument", "0002-00000701"),
    ),
    (
        "V4",
        lambda f: {"x-oss-credential": f["x-oss-credential"] + "x"},
        (400, "InvalidArgument", "0002-00000710"),
    ),
    (
        "V4",
        lambda f: {"x-oss-credential": f["x-oss-credential"].replace("cn-demo", "cn-other")},
        (400, "InvalidArgument", "0002-00000226"),
    ),
    (
        "V4",
        lambda f: {"x-oss-credential": f["x-oss-credential"].replace("/oss/", "/sts/")},
        (400, "InvalidArgument", "0002-00000227"),
    ),
    (
        "V4",
        lambda f: {"x-oss-date": "20200101T000000Z"},
        (400, "InvalidArgument", "0002-00000709"),
    ),
    (
        "V4",
        lambda f: {"x-oss-credential": "nobody" + f["x-oss-credential"]},
        (403, "InvalidAccessKeyId", ""),
    ),
    ("V1", lambda f: {"Signature": "AAAA"}, (403, "SignatureDoesNotMatch", "")),
    ("V1", lambda f: {"OSSAccessKeyId": "nobody"}, (403, "InvalidAccessKeyId", "")),
    ("V1", lambda f: {"OSSAccessKeyId": ""}, (400, "InvalidArgument", "")),
    ("V1", lambda f: {"Signature": ""}, (400, "InvalidArgument", "")),
    ("V1", lambda f: {"key": ""}, (400, "InvalidArgument", "")),
    ("V1", lambda f: {"key": "/k"}, (400, "InvalidObjectName", "")),
    ("V1", lambda f: {"key": "k" * 1024}, (400, "InvalidObjectName", "")),
    ("V1", lambda f: {"x-oss-forbid-overwrite": "maybe"}, (400, "InvalidArgument", "")),
    ("V1", lambda f: {"x-oss-traffic-limit": "1"}, (400, "InvalidArgument", "0004-00000502")),
    ("V1", lambda f: {"x-oss-meta-a b": "1"}, (400, "InvalidArgument", "")),
    (
        "V1",
        lambda f: {"x-oss-server-side-encryption": "ROT13"},
        (400, "InvalidEncryptionAlgorithmError", ""),
    ),
    ("V1", lambda f: {"x-oss-security-token": "made up"}, (403, "InvalidSecurityToken", "")),
    ("V1", lambda f: {"a" * 8193: "1"}, (400, "FieldItemTooLong", "0006-00000110")),
    ("V1", lambda f: {"x:a": "1" * (2 * 1024 * 1024 + 1)}, (400, "FieldItemTooLong", "")),
    (
        "V1",
        lambda f: {f"x:{number}": "1" * 2_000_000 for number in range(5)},
        (400, "MaxPOSTPreDataLengthExceededError", "0006-00000112"),
    ),
]


@pytest.mark.parametrize(("version", "spoil", "expected"), SPOILED)
def test_a_spoiled_field_is_refused_with_its_code(
    cloud: Cloud,
    version: str,
    spoil: Callable[[dict[str, str]], dict[str, str]],
    expected: tuple[int, str, str],
) -> None:
    sign = signed_v4 if version == "V4" else signed_v1
    fields = {"key": "k"} | sign(signer_of(cloud))
    answer = post(cloud, fields | spoil(fields))
    assert code_of(answer) == expected, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert cloud.objects() == []
    assert post(cloud, fields).status_code == 204


@pytest.mark.parametrize("version", ["V4", "V1"])
def test_a_form_without_a_policy_or_without_anything_is_refused(cloud: Cloud, version: str) -> None:
    sign = signed_v4 if version == "V4" else signed_v1
    fields = sign(signer_of(cloud))
    del fields["policy"]
    assert code_of(post(cloud, {"key": "k"} | fields)) == (403, "AccessDenied", "0002-00000702")
    assert code_of(post(cloud, {"key": "k"})) == (403, "AccessDenied", "")
    signed = {"key": "k", "policy": encoded({})}
    assert code_of(post(cloud, signed)) == (400, "InvalidArgument", "")


def test_an_unknown_bucket_is_refused(cloud: Cloud) -> None:
    answer = httpx.post(cloud.endpoint + "/nowhere/", files={"file": b"1"}, timeout=PATIENCE)
    assert code_of(answer)[:2] == (404, "NoSuchBucket")


@pytest.mark.parametrize("version", ["V4", "V1"])
def test_a_temporary_key_needs_its_token_and_ends(cloud: Cloud, version: str) -> None:
    sign = signed_v4 if version == "V4" else signed_v1
    over = sign(signer_of(cloud, cloud.sts(-1)))
    assert code_of(post(cloud, {"key": "k"} | over))[1] == "SecurityTokenExpired"
    good = sign(signer_of(cloud, cloud.sts()))
    other = good | {"x-oss-security-token": cloud.sts()["security_token"]}
    answer = post(cloud, {"key": "k"} | other)
    assert code_of(answer)[1] == "AccessKeyIdAndSecurityTokenNotMatch"
    del good["x-oss-security-token"]
    assert code_of(post(cloud, {"key": "k"} | good))[1] == "InvalidAccessKeyId"


def test_forbidden_overwriting_is_refused_and_the_object_stays(cloud: Cloud) -> None:
    fields = {"key": "k", "x-oss-forbid-overwrite": "true"} | signed_v4(signer_of(cloud))
    assert post(cloud, fields, b"first").status_code == 204
    assert code_of(post(cloud, fields, b"second")) == (409, "FileAlreadyExists", "")
    assert [found["size"] for found in cloud.objects()] == [5]


def sent(cloud: Cloud, body: bytes, *, kind: str, announced: bool = True) -> RawAnswer:
    """Send any bytes as a form."""
    head = f"POST /demo/ HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n".encode()
    length = b"Content-Length: %d\r\n" % len(body) if announced else b""
    with connect(cloud) as line:
        line.sendall(head + length + b"\r\n" + body)
        return read_answer(line)


FORM = "multipart/form-data; boundary=x"
FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n1\r\n'
KEY = b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n'
BROKEN: list[tuple[bytes, str, tuple[int, str, str]]] = [
    (b"a=1", "text/plain", (400, "RequestIsNotMultiPartContent", "")),
    (b"", "multipart/form-data", MALFORMED),
    (b"", "multipart/form-data; boundary=" + "x" * 300, MALFORMED),
    (b"", FORM, MALFORMED),
    (b"nothing", FORM, MALFORMED),
    (KEY, FORM, MALFORMED),
    (KEY + b"--x\r\nno header\r\n\r\n--x--\r\n", FORM, MALFORMED),
    (KEY + FILE.replace(b'; filename="f"', b"") + b"--x--\r\n", FORM, MALFORMED),
    (KEY + FILE.replace(b"\r\n\r\n", b"\r\nX-More: 1\r\n\r\n") + b"--x--\r\n", FORM, MALFORMED),
    (KEY.replace(b'; name="key"', b"") + FILE + b"--x--\r\n", FORM, MALFORMED),
    (KEY + b"--x--\r\n", FORM, WRONG_COUNT),
    (FILE + KEY + b"--x--\r\n", FORM, (400, "InvalidArgument", "")),
]


@pytest.mark.parametrize(("body", "kind", "expected"), BROKEN)
def test_a_body_that_is_no_form_is_refused(
    cloud: Cloud, body: bytes, kind: str, expected: tuple[int, str, str]
) -> None:
    answer = sent(cloud, body, kind=kind)
    assert (answer.status, answer.text("Code"), answer.text("EC") or "") == expected
    assert cloud.objects() == []


def signed_body(cloud: Cloud, file: bytes, *, end: bytes = b"--x--\r\n") -> bytes:
    """Give a good form with ``file`` as the bytes of its last parts."""
    fields = {"key": "k"} | signed_v4(signer_of(cloud))
    parts = (
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return "".join(parts).encode() + file + end


def test_two_files_are_refused(cloud: Cloud) -> None:
    answer = sent(cloud, signed_body(cloud, FILE + FILE), kind=FORM)
    assert (answer.status, answer.text("Code")) == WRONG_COUNT[:2]
    assert cloud.objects() == []


def test_a_form_without_its_end_is_refused(cloud: Cloud) -> None:
    answer = sent(cloud, signed_body(cloud, FILE, end=b""), kind=FORM)
    assert (answer.status, answer.text("Code"), answer.text("EC")) == MALFORMED
    assert cloud.objects() == []


def test_a_form_without_a_length_is_refused(cloud: Cloud) -> None:
    answer = sent(cloud, b"", kind=FORM, announced=False)
    assert (answer.status, answer.text("Code")) == (411, "MissingContentLength")


def test_a_form_that_stops_coming_is_refused_once(cloud: Cloud) -> None:
    cloud.settings(body_idle_seconds=0.3)
    body = signed_body(cloud, FILE)
    started = time.monotonic()
    head = f"POST /demo/ HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n"
    with connect(cloud) as line:
        line.sendall(head.encode() + b"Content-Length: %d\r\n\r\n" % (len(body) + 9) + body[:-9])
        answer = read_answer(line)
    assert (answer.status, answer.text("Code")) == (400, "RequestTimeout")
    assert time.monotonic() - started < PATIENCE
    assert cloud.objects() == []
