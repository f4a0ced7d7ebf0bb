"""Callbacks: what is sent, how it is signed, what counts, what the uploader gets (oss.md 1)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import socket
import struct
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from tests.cloud import PATIENCE, Cloud, fetched
from tests.democloud.raw import RawAnswer, ask
from tests.democloud.sdks import callback_headers, encoded

KEY = "dir/a b+c&é.png"
TARGET = "/demo/dir/a%20b%2Bc%26%C3%A9.png"
JSON_TYPE = "application/json"


def put(cloud: Cloud, headers: Mapping[str, str], *, body: bytes = b"hello") -> RawAnswer:
    """Put an object with a callback."""
    return ask(cloud, "PUT", TARGET, resource=f"/demo/{KEY}", headers=headers, body=body)


def called(cloud: Cloud, template: str, *, body: bytes = b"hello", **more: Any) -> str:
    """Put an object with a callback of this template; give the body that the server got."""
    answer = put(cloud, callback_headers(cloud, template, **more), body=body)
    assert answer.status == 200, answer.body
    received: str = cloud.of_kind("app_received")[-1]["body"]
    return received


def nobody() -> str:
    """Give a URL at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_the_signature_holds_before_an_independent_verifier(cloud: Cloud) -> None:
    url = cloud.callback_url + "?id=1&x=%20y"
    headers = callback_headers(cloud, callbackUrl=url)
    assert put(cloud, headers).status == 200
    (sent,) = cloud.of_kind("callback_sent")
    key_url = base64.b64decode(sent["headers"]["x-oss-pub-key-url"]).decode()
    assert key_url == cloud.public_key_url
    key = serialization.load_pem_public_key(fetched(key_url))
    assert isinstance(key, RSAPublicKey)
    signature = base64.b64decode(sent["headers"]["Authorization"], validate=True)
    text = f"/callback?id=1&x=%20y\n{sent['body']}".encode()
    key.verify(signature, text, padding.PKCS1v15(), hashes.MD5())  # noqa: S303
    (received,) = cloud.of_kind("app_received")
    assert (received["signature_valid"], received["query"]) == (True, "id=1&x=%20y")


def test_the_request_has_the_services_headers(cloud: Cloud) -> None:
    answer = put(cloud, callback_headers(cloud, callbackHost="app.example.com"))
    (received,) = cloud.of_kind("app_received")
    headers = received["headers"]
    digest = base64.b64encode(hashlib.md5(received["body"].encode()).digest()).decode()
    expected = {
        "host": "app.example.com",
        "connection": "close",
        "content-type": "application/x-www-form-urlencoded",
        "content-md5": digest,
        "content-length": str(len(received["body"])),
        "user-agent": "aliyun-oss-callback",
        "x-oss-signature-version": "1.0",
        "x-oss-bucket": "demo",
        "x-oss-request-id": answer.header("x-oss-request-id"),
        "x-oss-tag": "CALLBACK",
    }
    assert headers | expected == headers
    assert {"date", "authorization", "x-oss-owner", "x-oss-requester"} <= headers.keys()


TEXT_VARIABLES = """bucket object etag size mimeType imageInfo.height imageInfo.width
    imageInfo.format crc64 contentMd5 vpcId clientIp reqId operation x:uid x:none nonsense"""


def test_a_form_body_is_filled_with_encoded_values(cloud: Cloud) -> None:
    names = TEXT_VARIABLES.split()
    template = "&".join(f"{name}=${{{name}}}" for name in names) + "&const=${"
    body = called(cloud, template, variables={"x:uid": "4&2"}, body=b"hello")
    fields = {name: values[0] for name, values in parse_qs(body, True, True).items()}
    (sent,) = cloud.of_kind("callback_sent")
    assert fields == {
        "bucket": "demo",
        "object": KEY,
        "etag": hashlib.md5(b"hello").hexdigest().upper(),
        "size": "5",
        "mimeType": "image/png",
        "imageInfo.height": "",
        "imageInfo.width": "",
        "imageInfo.format": "",
        "crc64": "11177612005948864433",
        "contentMd5": base64.b64encode(hashlib.md5(b"hello").digest()).decode(),
        "vpcId": "",
        "clientIp": "127.0.0.1",
        "reqId": sent["request_id"],
        "operation": "PutObject",
        "x:uid": "4&2",
        "x:none": "",
        "nonsense": "",
        "const": "${",
    }
    assert "object=dir%2Fa%20b%2Bc%26%C3%A9.png" in body


def test_a_json_body_is_filled_with_json_values(cloud: Cloud) -> None:
    template = '{"o":${object},"s":${size},"w":${imageInfo.width},"u":${x:uid},"n":${none}}'
    body = called(cloud, template, callbackBodyType=JSON_TYPE, variables={"x:uid": 'say "hi"\\\n'})
    expected = {"o": KEY, "s": 5, "w": "", "u": 'say "hi"\\\n', "n": ""}
    assert json.loads(body) == expected
    assert json.loads(cloud.of_kind("app_answered")[0]["body"])["received"] == expected


PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02\0\0\0"


def test_an_images_measures_are_numbers(cloud: Cloud) -> None:
    template = '{"w":${imageInfo.width},"h":${imageInfo.height},"f":${imageInfo.format}}'
    body = called(cloud, template, body=PNG, callbackBodyType=JSON_TYPE)
    assert json.loads(body) == {"w": 640, "h": 480, "f": "png"}


def test_the_uploader_gets_exactly_what_the_server_answered(cloud: Cloud) -> None:
    text = '{"a": 1,\n "é": [ ] }  '
    cloud.answers(mode="custom", body=text, headers={"Content-Type": "text/odd; charset=utf-8"})
    answer = put(cloud, callback_headers(cloud))
    assert (answer.status, answer.body) == (200, text.encode())
    assert answer.header("Content-Type") == "text/odd; charset=utf-8"
    assert answer.header("ETag") == f'"{hashlib.md5(b"hello").hexdigest().upper()}"'
    assert answer.header("x-oss-hash-crc64ecma") == "11177612005948864433"


def test_an_xml_answer_counts_when_it_says_that_it_is_xml(cloud: Cloud) -> None:
    for kind, status in (("application/xml", 200), ("application/json", 203)):
        cloud.answers(mode="custom", body="<a>1</a>", headers={"Content-Type": kind})
        assert put(cloud, callback_headers(cloud)).status == status
    xml = {"Content-Type": "application/xml"}
    cloud.answers(mode="custom", body="\ufeff<a>1</a>", headers=xml)
    assert put(cloud, callback_headers(cloud)).status == 203


BAD_ANSWERS = [
    ({"mode": "late", "seconds": 5}, "Cost too long time", "0007-00000202"),
    ({"mode": "500"}, "Error status : 500.", None),
    ({"mode": "refuse"}, "Error status : 403.", None),
    ({"mode": "redirect"}, "Error status : 302.", None),
    ({"mode": "custom", "status": 201, "body": "{}"}, "Error status : 201.", None),
    ({"mode": "not_json"}, "Response body is not valid json format", "0007-00000205"),
    ({"mode": "bom"}, "Response body is not valid json format", "0007-00000205"),
    ({"mode": "custom", "body": "hello"}, "not valid json format", "0007-00000205"),
    ({"mode": "no_length"}, "User server missing content-length", None),
    ({"mode": "empty"}, "User server return invalid conent-length value", None),
    ({"mode": "large", "bytes": 1_048_577}, "User server return too long content-length", None),
    ({"mode": "hang_up"}, "Error status : 502.", None),
]


@pytest.mark.parametrize(("mode", "message", "ec"), BAD_ANSWERS)
def test_a_bad_answer_is_a_203_and_the_object_stays(
    cloud: Cloud, mode: Mapping[str, object], message: str, ec: str | None
) -> None:
    cloud.settings(callback_seconds=0.3)
    cloud.answers(**mode)
    answer = put(cloud, callback_headers(cloud))
    assert (answer.status, answer.text("Code")) == (203, "CallbackFailed")
    assert message in (answer.text("Message") or "")
    assert (answer.text("EC"), answer.header("x-oss-ec")) == (ec, ec)
    assert answer.header("Content-Type") == "application/xml"
    assert answer.header("ETag")
    assert [found["key"] for found in cloud.objects()] == [KEY]
    (judged,) = cloud.of_kind("callback_answered")
    assert (judged["accepted"], judged["reason"]) == (False, answer.text("Message"))
    assert len(cloud.of_kind("callback_sent")) == 1


def test_a_late_server_finds_nobody_left_to_answer(cloud: Cloud) -> None:
    cloud.settings(callback_seconds=0.3)
    cloud.answers(mode="late", seconds=60)
    assert put(cloud, callback_headers(cloud)).status == 203
    events = cloud.until(lambda events: any(e["kind"] == "app_answered" for e in events))
    (answered,) = [event for event in events if event["kind"] == "app_answered"]
    assert (answered["mode"], answered["status"], answered["number"]) == ("late", None, None)


def test_a_server_that_is_late_but_in_time_is_fine(cloud: Cloud) -> None:
    cloud.answers(mode="late", seconds=0.2)
    assert put(cloud, callback_headers(cloud)).status == 200


def test_a_server_that_is_not_there_is_a_203(cloud: Cloud) -> None:
    answer = put(cloud, callback_headers(cloud, callbackUrl=nobody()))
    assert answer.status == 203
    assert "can not connect to your callbackUrl" in (answer.text("Message") or "")
    assert cloud.of_kind("callback_answered")[0]["status"] is None


def test_the_next_url_is_tried_until_one_succeeds(cloud: Cloud) -> None:
    cloud.answers(mode="500", times=1)
    urls = nobody() + f";{cloud.callback_url}" * 3
    answer = put(cloud, callback_headers(cloud, callbackUrl=urls))
    assert answer.status == 200
    judged = [(e["status"], e["accepted"]) for e in cloud.of_kind("callback_answered")]
    assert judged == [(None, False), (500, False), (200, True)]
    assert len(cloud.of_kind("app_received")) == 2


def test_a_url_without_a_scheme_and_one_by_name_are_called(cloud: Cloud) -> None:
    port = urlsplit(cloud.callback_url).port
    for url in (f"127.0.0.1:{port}/callback", f"http://app.localhost:{port}/callback"):
        assert put(cloud, callback_headers(cloud, callbackUrl=url)).status == 200


def headers_of(value: object, variables: object = None) -> dict[str, str]:
    """Give callback headers of any JSON."""
    extra = {} if variables is None else {"x-oss-callback-var": encoded(variables)}
    return {"x-oss-callback": encoded(value)} | extra


GOOD: dict[str, object] = {"callbackUrl": "http://127.0.0.1:9/", "callbackBody": "a=1"}
REFUSED = [
    ({"x-oss-callback": encoded(GOOD | {"pad": "x" * 4000})}, 1, "exceed max value"),
    ({"x-oss-callback": "{}"}, 2, "not base64 encoded"),
    ({"x-oss-callback": encoded(GOOD).rstrip("=") + "_"}, 2, "not base64 encoded"),
    ({"x-oss-callback": base64.b64encode(b'{"a":"b"c"}').decode()}, 3, "not json format"),
    (headers_of([1]), 3, "not json format"),
    (headers_of({"callbackBody": "a=1"}), 4, "callback url configuration is invalid"),
    (headers_of(GOOD | {"callbackUrl": ""}), 4, "callback url configuration is invalid"),
    (headers_of(GOOD | {"callbackUrl": "http://a.b:port/"}), 4, "url configuration is invalid"),
    (headers_of(GOOD | {"callbackUrl": "http://[::g]/"}), 4, "url configuration is invalid"),
    (headers_of(GOOD | {"callbackUrl": "ftp://127.0.0.1/"}), 4, "url configuration is invalid"),
    (headers_of(GOOD | {"callbackUrl": ";".join(["http://127.0.0.1/"] * 6)}), 5, "number of"),
    (headers_of(GOOD | {"callbackUrl": "http://no.such.invalid/"}), 7, "Can not get ip"),
    (headers_of(GOOD | {"callbackHost": 5}), 9, "callback host configuration is invalid"),
    (headers_of({"callbackUrl": "http://127.0.0.1/"}), 11, "callback body is invalid"),
    (headers_of(GOOD | {"callbackBody": ""}), 11, "callback body is empty"),
    (headers_of(GOOD | {"callbackBodyType": "text/plain"}), 12, "is not supported"),
    (headers_of(GOOD | {"callbackBodyType": 1}), 12, "configuration is invalid"),
    (headers_of(GOOD | {"additionalHeaders": "a"}), 21, "not a map"),
    (headers_of(GOOD | {"additionalHeaders": {"a": "b\r\nc: d"}}), 21, "invalid"),
    (headers_of(GOOD | {"additionalHeaders": {"x-oss-a": "b"}}), 26, "can not start with x-oss-"),
    (headers_of(GOOD, {"x:a": "x" * 5000}), 101, "exceed max value"),
    (headers_of(GOOD) | {"x-oss-callback-var": "{}"}, 102, "not base64"),
    (headers_of(GOOD, {"uid": "1"}), 103, "not expecten json"),
    (headers_of(GOOD, ["x:uid"]), 103, "not expecten json"),
    (headers_of(GOOD | {"callbackSNI": "true"}), None, "The callback sni is invalid."),
    (headers_of(GOOD | {"signatureVersion": "9"}), None, "signature version is invalid"),
]


@pytest.mark.parametrize(("headers", "number", "message"), REFUSED)
def test_a_wrong_callback_is_refused_before_anything_is_stored(
    cloud: Cloud, headers: Mapping[str, str], number: int | None, message: str
) -> None:
    answer = put(cloud, headers)
    assert (answer.status, answer.text("Code")) == (400, "InvalidArgument"), answer.body
    assert message in (answer.text("Message") or "")
    assert answer.text("EC") == (None if number is None else f"0007-{number:08d}")
    assert answer.text("ArgumentName")
    assert cloud.objects() == []
    assert cloud.of_kind("callback_sent") == []


@pytest.mark.parametrize(("name", "ec"), [("callback", "0007-00000027"), ("callback-var", None)])
def test_header_and_parameter_together_are_refused(cloud: Cloud, name: str, ec: str | None) -> None:
    value = "eyJhIjoxfQ=="
    answer = ask(
        cloud,
        "PUT",
        f"/demo/k?{name}=eyJhIjoxfQ%3D%3D",
        resource=f"/demo/k?{name}={value}",
        headers=callback_headers(cloud),
    )
    assert (answer.status, answer.text("EC")) == (400, ec)
    assert "not both" in (answer.text("Message") or "")


def test_additional_headers_are_sent(cloud: Cloud) -> None:
    assert put(cloud, callback_headers(cloud, additionalHeaders={"X-Mine": "1"})).status == 200
    assert cloud.of_kind("app_received")[0]["headers"]["x-mine"] == "1"


def test_the_server_rejects_a_callback_that_somebody_else_signed(cloud: Cloud) -> None:
    cloud.settings(announced_key_url="http://gosspublic.alicdn.com/callback_pub_key_v1.pem")
    assert put(cloud, callback_headers(cloud)).status == 200
    place = urlsplit(cloud.callback_url)
    connection = HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
    connection.request("POST", place.path, body=b"a=1", headers={"Authorization": "c2lnbmVk"})
    assert connection.getresponse().status == 400
    connection.close()
    assert [e["signature_valid"] for e in cloud.of_kind("app_received")] == [True, False]


def test_sixty_answers_of_every_size_arrive_whole(cloud: Cloud) -> None:
    sizes = [1, 2, 3, *(17 * step**2 for step in range(1, 56)), 1_048_575, 1_048_576]
    for size in sizes:
        cloud.answers(mode="large", bytes=size, times=1)
        answer = put(cloud, callback_headers(cloud))
        (given,) = cloud.of_kind("app_answered", since=cloud.mark() - 4)
        assert (answer.status, len(answer.body)) == (200, size)
        assert answer.body[:65536].decode() == given["body"]
        assert given.get("body_cut", False) == (size > 65536)
        assert given["number"].encode() in answer.body


def test_numbers_are_never_the_same(cloud: Cloud) -> None:
    for _ in range(20):
        assert put(cloud, callback_headers(cloud)).status == 200
    numbers = {event["number"] for event in cloud.of_kind("app_answered")}
    assert len(numbers) == 20
    assert all(len(binascii.unhexlify(number)) == 8 for number in numbers)
