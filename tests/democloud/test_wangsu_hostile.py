"""Whatever is sent, the service answers in its own words and the events can be read."""

from __future__ import annotations

import base64
import json
import random
import socket

import pytest

from tests.cloud import PATIENCE, Cloud
from tests.democloud.raw import RawAnswer, read_answer
from tests.democloud.wangsu import QUICK, Wangsu, b64


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud."""
    cloud.settings(**QUICK)
    return Wangsu(cloud)


def raw(url: str, request: bytes) -> RawAnswer:
    """Send bytes as they are."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
        line.sendall(request)
        return read_answer(line)


LINES = [
    b"POST /mkblk/\xb2/\xb2 HTTP/1.1",
    b"POST /mkblk/5/%C2%B2 HTTP/1.1",
    b"POST /mkblk/-1/0 HTTP/1.1",
    b"POST /mkblk/99999999999999999999/0 HTTP/1.1",
    b"POST /mkblk//// HTTP/1.1",
    b"POST /bput/\xff\xfe/\xff HTTP/1.1",
    b"POST /mkfile HTTP/1.1",
    b"POST /mkfile/5/x:\xff/\xff HTTP/1.1",
    b"GET /stat/\xff HTTP/1.1",
    b"GET /stat/ HTTP/1.1",
    b"POST /delete/%00%01 HTTP/1.1",
    b"GET /list?bucket=%ff&prefix=%ff&limit=%ff HTTP/1.1",
    b"GET /status/get/prefop?persistentId=%ff%00 HTTP/1.1",
    b"GET //../../../etc/passwd HTTP/1.1",
    b"GET /demo-wangsu/%2e%2e/%00 HTTP/1.1",
    b"PATCH /file/upload HTTP/1.1",
    b"HEAD /demo-wangsu/none HTTP/1.1",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("domain", ["upload_endpoint", "management_endpoint"])
def test_odd_requests_get_an_answer(wangsu: Wangsu, line: bytes, domain: str) -> None:
    token = wangsu.token(wangsu.policy("k")).encode()
    for authorization in (token, b"\xff:\xff:\xff", b":::", b""):
        head = b"Host: 127.0.0.1\r\nConnection: close\r\nContent-Length: 5\r\nUploadBatch: \xff\r\n"
        request = line + b"\r\n" + head + b"Authorization: " + authorization + b"\r\n\r\nhello"
        answer = raw(wangsu.facts[domain], request)
        assert 400 <= answer.status < 500 or answer.status == 701, (line, answer.status)
        assert answer.header("X-Reqid")
        if not line.startswith(b"HEAD"):
            assert json.loads(answer.body)["code"] == str(answer.status)
    wangsu.cloud.events()


POLICIES = [
    '{"scope":"demo-wangsu:\\ud800","deadline":"9e18"}',
    '{"scope":["demo-wangsu"],"deadline":{}}',
    '{"scope":"demo-wangsu:k","deadline":"1e400"}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"fsizeLimit":1e400}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"overwrite":"yes"}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"callbackUrl":"http://[::1"}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"callbackUrl":"http://a b/"}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"callbackUrl":"http://a/\\r\\nX: y"}',
    '{"scope":"demo-wangsu:k","deadline":9e18,"returnUrl":"http://a/\\u0000"}',
    "[" * 100_000,
    "null",
    "",
]


@pytest.mark.parametrize("policy", POLICIES)
def test_odd_policies_are_refused_and_told_of(wangsu: Wangsu, policy: str) -> None:
    answer = wangsu.upload(policy)
    assert answer.status in (200, 400, 401), answer.body
    assert wangsu.block("/mkblk/5/0", b"hello", {}, batch="b").status == 401
    wangsu.cloud.events()


def test_odd_templates_and_urls_fill_what_they_can(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_tries=1)
    template = "$(key)$($(key))$()$(x:)$(x:a$(key)&&==&\x00\ufeff$(x:q)"
    url = wangsu.facts["callback_url"] + "?q=ü&$(key)='\""
    policy = wangsu.policy("k", callbackUrl=url, callbackBody=template)
    answer = wangsu.upload(policy, x__q="\n\r\x00$(key)")
    assert answer.status == 579 or json.loads(answer.json["response"])
    shaped = wangsu.policy("m", returnBody="\r\nX-Evil: 1\r\n\r\n", returnUrl="http://127.0.0.1/")
    answer = wangsu.upload(shaped)
    assert answer.status == 303
    assert "X-Evil" not in answer.headers


def test_odd_forms(wangsu: Wangsu) -> None:
    url = wangsu.facts["upload_endpoint"] + "/file/upload"
    token = wangsu.token(wangsu.policy("k"))
    part = f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'.encode()
    file = b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xff\xfe"\r\n\r\nx\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for body in (
        b"",
        b"--b--",
        b"--b\r\n\r\n",
        part,
        part + file,
        part + file + file + b"--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n',
        b"--b\r\n" + b"X" * 100_000 + b": 1\r\n\r\n",
        random.Random(7).randbytes(50_000),
    ):
        answer = wangsu.ask("POST", url, body=body, headers=kind)
        assert answer.status in (400, 401, 405), body[:80]
        assert answer.json["message"]
    assert wangsu.stat("k").status == 404


def test_odd_calls_are_refused_and_told_of(wangsu: Wangsu, cloud: Cloud) -> None:
    bodies = (
        b"",
        b"\xff\xfe\x00",
        b"%3d%ff%",
        b"callbackBody=" * 1000,
        b64('{"id":"\\ud800","x":NaN}').encode(),
        b64("[" * 100_000).encode(),
        base64.b64encode(b"\xff" * 1000),
        b"{" * 10_000,
    )
    for body in bodies:
        for url in (wangsu.facts["callback_url"], wangsu.facts["notify_url"]):
            for value in ("", ":", "\xff:\xff", wangsu.value("other")):
                headers = {"Authorization": value} if value else {}
                answer = wangsu.ask("POST", url, body=body, headers=headers)
                assert answer.status == 401
    assert cloud.of_kind("app_received")
    # Genuine, and odd all the same: it is passed on in a form that can be read.
    url = wangsu.facts["notify_url"]
    packed = b64('{"id":"\\ud800x","n":NaN,"items":[1e999]}')
    headers = {"Authorization": wangsu.value(f"{url}\n{packed}")}
    assert wangsu.ask("POST", url, body=packed.encode(), headers=headers).status == 200
    (news,) = wangsu.news(wait=0)
    assert (news["id"], news["body"]["n"]) == ("?x", None)
    assert cloud.ask("/records")["records"]


def test_odd_instructions_end(wangsu: Wangsu, cloud: Cloud) -> None:
    ops = [
        "imageMogr2/png/thumbnail/99999x99999",
        "imageMogr2/png/thumbnail/0x0",
        "imageMogr2/png/thumbnail/x",
        "imageMogr2/png/crop/1x99999/gravity/\u202e",
        "imageMogr2/png/w/\u00b2",
        "watermark/png/dissolve/0",
        "||||",
        "/",
        "saveas/" + b64("demo-wangsu:../../x"),
    ]
    data = (
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0" + b"\0" * 4
    )
    answer = wangsu.upload(
        wangsu.policy("p.png", persistentOps=";".join(ops), returnBody="id=$(persistentId)"), data
    )
    task = answer.pairs["id"]
    cloud.until(lambda events: any(e["kind"] == "processing_ended" for e in events))
    told = wangsu.task(task)
    assert {item["code"] for item in told["items"]} == {2}
    assert all(item["error"] for item in told["items"])
