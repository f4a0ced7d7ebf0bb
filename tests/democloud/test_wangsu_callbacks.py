"""Callbacks: told again, held, verified; forged ones refused (reference/wangsu.md 4)."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from app.democloud.wangsu.signatures import VARIANTS, callback_text
from tests.cloud import Cloud
from tests.democloud.wangsu import QUICK, Answer, Wangsu, b64, signature

BODY = "bucket=$(bucket)&key=$(key)&hash=$(hash)&fsize=$(fsize)&uid=$(x:uid)"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def wangsu(cloud: Cloud) -> Wangsu:
    """The service of a fresh cloud whose minutes are short."""
    cloud.settings(**QUICK)
    return Wangsu(cloud)


def called(wangsu: Wangsu, key: str = "k", body: str | None = BODY, **more: object) -> Answer:
    """Upload with a callback."""
    url = {"callbackUrl": wangsu.facts["callback_url"] + "?src=ums"}
    template = {} if body is None else {"callbackBody": body}
    return wangsu.upload(wangsu.policy(key, **(url | template | more)), x__uid="42")


def told(wangsu: Wangsu, path: str, body: bytes, authorization: str, **headers: str) -> Answer:
    """Tell the application server something, as somebody."""
    base = wangsu.facts["callback_url"].rpartition("/")[0]
    given = {"Authorization": authorization, "Content-Type": FORM} | headers
    given = {name: value for name, value in given.items() if value}
    return wangsu.ask("POST", base + path, body=body, headers=given)


def test_the_servers_answer_reaches_the_uploader(wangsu: Wangsu, cloud: Cloud) -> None:
    answer = called(wangsu, "dir/hello.txt")
    assert answer.status == 200
    assert answer.json["hash"] == "Fqr0xh3cxeii2r7eDztILNmuqUNN"
    response = json.loads(answer.json["response"])
    (replied,) = cloud.of_kind("app_answered")
    assert response["number"] == replied["number"]
    assert answer.json["response"] == replied["body"]
    (received,) = cloud.of_kind("app_received")
    wanted = f"bucket={wangsu.bucket}&key=dir/hello.txt&hash=Fqr0xh3cxeii2r7eDztILNmuqUNN"
    assert received["body"] == wanted + "&fsize=5&uid=42"
    assert (received["signature_valid"], received["variant"]) == (True, "URL + base64(body)")
    assert [step["step"] for step in received["steps"]] == ["authorization", "key", "match"]
    assert (received["query"], received["attempt"], received["what"]) == ("src=ums", 1, "callback")
    assert received["request_id"] == answer.headers["X-Reqid"]
    (sent,) = cloud.of_kind("callback_sent")
    assert sent["headers"]["Content-Type"] == FORM
    (record,) = cloud.ask("/records")["records"]
    assert record["fields"]["uid"] == "42"


def test_without_a_template_the_uploader_gets_an_empty_text(wangsu: Wangsu, cloud: Cloud) -> None:
    answer = called(wangsu, body=None)
    assert (answer.status, answer.body) == (200, b"")
    (received,) = cloud.of_kind("app_received")
    assert (received["body"], received["signature_valid"]) == ("", True)


def test_mkfile_calls_back_as_well(wangsu: Wangsu, cloud: Cloud) -> None:
    policy = wangsu.policy("k", callbackUrl=wangsu.facts["callback_url"], callbackBody=BODY)
    ctx = wangsu.block("/mkblk/5/0", b"hello", policy).json["ctx"]
    answer = wangsu.block(f"/mkfile/5/x:uid/{b64('42')}", ctx.encode(), policy)
    assert answer.json["key"] == "k"
    (replied,) = cloud.of_kind("app_answered")
    assert json.loads(answer.json["response"])["number"] == replied["number"]
    assert cloud.of_kind("app_received")[0]["body"].endswith("uid=42")


@pytest.mark.parametrize("variant", list(VARIANTS))
@pytest.mark.parametrize("form", ["raw", "encoded", "prefixed"])
def test_every_variant_and_form_is_accepted(
    wangsu: Wangsu, cloud: Cloud, variant: str, form: str
) -> None:
    cloud.settings(wangsu_callback_variant=variant, wangsu_callback_body=form)
    assert called(wangsu).status == 200
    (received,) = cloud.of_kind("app_received")
    assert received["signature_valid"]
    # Another name for the same text is as good: raw, what was sent is what it decodes to.
    sent = received["body"].encode()
    texts = (wangsu.facts["callback_url"] + "?src=ums", sent, callback_text(sent))
    assert VARIANTS[received["variant"]](*texts) == VARIANTS[variant](*texts)
    if form == "encoded":
        assert received["body"].startswith("bucket%3d")
        assert received["body"].endswith("%0a")
    assert cloud.ask("/records")["records"][0]["fields"]["uid"] == "42"


def test_the_second_key_signs_as_well(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_second_key=True)
    assert called(wangsu).status == 200
    (received,) = cloud.of_kind("app_received")
    assert received["signature_valid"]
    access_key = received["steps"][1]["value"]
    assert access_key != wangsu.facts["access_key"]


def test_the_fourth_try_is_taken_after_a_minute(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_minute_seconds=0.5)
    cloud.answers(mode="500", times=3)
    started = time.monotonic()
    answer = called(wangsu)
    assert time.monotonic() - started > 0.45  # the connection was held
    assert answer.status == 200
    assert json.loads(answer.json["response"])["Status"] == "OK"
    sent, judged = cloud.of_kind("callback_sent"), cloud.of_kind("callback_answered")
    assert [event["attempt"] for event in sent] == [1, 2, 3, 4]
    assert [event["accepted"] for event in judged] == [False, False, False, True]
    assert [event["next_try_in"] for event in judged] == [0, 0, 0.5, None]
    assert sent[2]["at"] - sent[0]["at"] < 0.4
    assert sent[3]["at"] - sent[2]["at"] > 0.45
    assert [event["attempt"] for event in cloud.of_kind("app_received")] == [1, 2, 3, 4]


def test_eight_failures_are_579_and_the_object_is_there(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.answers(mode="500")
    answer = called(wangsu)
    assert (answer.status, answer.json["code"]) == (579, "579")
    assert answer.json["message"] == "callback failed: the receiver answered 500"
    assert len(cloud.of_kind("callback_sent")) == 8
    assert wangsu.read("k") == b"hello"
    (ended,) = cloud.of_kind("request", operation="upload")
    assert (ended["status"], ended["error_code"]) == (579, "579")


def test_a_dead_receiver_is_579(wangsu: Wangsu, cloud: Cloud) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = called(wangsu, callbackUrl=f"http://127.0.0.1:{port}/nobody")
    assert answer.status == 579
    judged = cloud.of_kind("callback_answered")
    assert (len(judged), judged[0]["status"]) == (8, None)
    assert judged[0]["reason"]


def test_a_receiver_that_is_too_slow_is_tried_again(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.settings(wangsu_call_seconds=0.2)
    cloud.answers(mode="late", seconds=1, times=1)
    assert called(wangsu).status == 200
    assert len(cloud.of_kind("callback_sent")) == 2


def test_what_is_not_json_is_handed_on_as_it_is(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.answers(mode="not_json", times=1)
    answer = called(wangsu)
    assert answer.status == 200
    assert answer.json["response"].startswith("<html>")
    cloud.answers(mode="redirect", times=1)
    assert called(wangsu, "other").status == 200
    assert len(cloud.of_kind("callback_sent", key="other")) == 2


def test_a_scripted_failure_calls_nobody(wangsu: Wangsu, cloud: Cloud) -> None:
    cloud.faults(kind="callback_failed")
    assert called(wangsu).status == 579
    assert not cloud.of_kind("callback_sent")
    assert wangsu.read("k") == b"hello"


def _forgeries(wangsu: Wangsu, genuine: Mapping[str, str], body: bytes) -> dict[str, Answer]:
    url = wangsu.facts["callback_url"]
    mine = signature("mine", f"{url}\n{b64(body)}")
    own, unknown = f"{wangsu.facts['access_key']}:{mine}", f"{'0' * 40}:{mine}"
    path = "/callback?src=ums"
    return {
        "no signature": told(wangsu, path, body, ""),
        "somebody else's key": told(wangsu, path, body, unknown),
        "our key's name, another secret": told(wangsu, path, body, own),
        "another body": told(wangsu, path, body + b"&paid=yes", genuine["Authorization"]),
        "no colon": told(wangsu, path, body, "nonsense"),
        "another path": told(wangsu, "/notify?src=ums", body, genuine["Authorization"]),
    }


def test_forged_callbacks_are_refused(wangsu: Wangsu, cloud: Cloud) -> None:
    called(wangsu)
    (sent,) = cloud.of_kind("callback_sent")
    mark, body = cloud.mark(), sent["body"].encode()
    answers = _forgeries(wangsu, sent["headers"], body)
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(answers, 401)
    received = [e for e in cloud.of_kind("app_received") if e["seq"] > mark]
    assert not any(event["signature_valid"] for event in received)
    assert [event["failed_step"] for event in received] == [
        "authorization",
        "key",
        "match",
        "match",
        "authorization",
        "match",
    ]
    assert {event["mode"] for event in cloud.of_kind("app_answered")} == {"well", "rejected"}
    assert len(cloud.ask("/records")["records"]) == 1
    assert not wangsu.news(wait=0)
    # What was overheard is good again, as it was sent.
    path = "/callback?src=ums"
    assert told(wangsu, path, body, sent["headers"]["Authorization"]).status == 200


def test_a_receiver_knows_a_signature_without_the_query(wangsu: Wangsu, cloud: Cloud) -> None:
    body = b"key=k&uid=42"
    value = wangsu.value(f"{wangsu.facts['callback_url']}\n{b64(body)}")
    assert told(wangsu, "/callback?src=ums", body, value).status == 200
    encoded = quote(body.decode(), safe="").lower().encode() + b"%0a"
    assert told(wangsu, "/callback?src=ums", encoded, value).status == 200
    events = cloud.of_kind("app_received")
    assert {e["variant"] for e in events} == {"URL without query + base64(body)"}
    assert told(wangsu, "/callback", body, value).json["received"] == {"key": "k", "uid": "42"}


def test_a_get_is_no_callback(wangsu: Wangsu) -> None:
    assert wangsu.ask("GET", wangsu.facts["callback_url"]).status == 405
