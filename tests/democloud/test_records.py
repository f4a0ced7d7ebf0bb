"""What the application server writes down, and what it does with forged callbacks."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest

from app.democloud.forged import FOREIGN_KEY_URL, WAYS
from app.democloud.records import LONGEST_FIELD, MOST_FIELDS, Records
from tests.cloud import Cloud
from tests.democloud.raw import ask
from tests.democloud.sdks import callback_headers, old_bucket

JSON_TYPE = "application/json"


def records(cloud: Cloud) -> list[dict[str, Any]]:
    """The table."""
    found: list[dict[str, Any]] = cloud.ask("/records")["records"]
    return found


def put(
    cloud: Cloud, key: str, template: str = "object=${object}&size=${size}", **more: Any
) -> int:
    """Store five bytes with a callback; gives the status."""
    headers = callback_headers(cloud, template, **more)
    answer = ask(
        cloud, "PUT", f"/demo/{key}", resource=f"/demo/{key}", headers=headers, body=b"hello"
    )
    return answer.status


def test_each_accepted_callback_writes_a_line_of_its_variables(cloud: Cloud) -> None:
    assert put(cloud, "a.txt") == 200
    template = '{"object":${object},"size":${size},"order":${x:order}}'
    variables = {"x:order": "47 & 11"}
    assert put(cloud, "b.txt", template, callbackBodyType=JSON_TYPE, variables=variables) == 200
    first, second = records(cloud)
    assert (first["number"], first["fields"]) == (1, {"object": "a.txt", "size": "5"})
    assert second["fields"] == {"object": "b.txt", "size": "5", "order": "47 & 11"}
    added = cloud.of_kind("record_added")
    assert [{n: e[n] for n in ("number", "request_id", "fields")} for e in added] == [first, second]
    assert [e["request_id"] for e in cloud.of_kind("callback_sent")] == [
        e["request_id"] for e in added
    ]


@pytest.mark.parametrize(
    ("mode", "lines"),
    [
        ("not_json", 1),
        ("no_length", 1),
        ("bom", 1),
        ("empty", 1),
        ("500", 0),
        ("refuse", 0),
        ("redirect", 0),
        ("hang_up", 0),
    ],
)
def test_a_server_that_answers_badly_may_have_written_all_the_same(
    cloud: Cloud, mode: str, lines: int
) -> None:
    cloud.answers(mode=mode, times=1)
    assert put(cloud, "a.txt") == 203
    assert len(records(cloud)) == lines


def test_a_late_server_has_the_line_though_the_storage_reports_a_failure(cloud: Cloud) -> None:
    cloud.settings(callback_seconds=0.3)
    cloud.answers(mode="late", seconds=20, times=1)
    assert put(cloud, "a.txt") == 203
    assert [line["fields"]["object"] for line in records(cloud)] == ["a.txt"]


def test_the_table_can_be_emptied_and_a_reset_does_so(cloud: Cloud) -> None:
    assert put(cloud, "a.txt") == 200
    cloud.ask("/records", method="DELETE")
    assert records(cloud) == []
    assert put(cloud, "b.txt") == 200
    assert [line["number"] for line in records(cloud)] == [1]
    cloud.reset()
    assert records(cloud) == []


def test_what_is_written_down_has_a_size() -> None:
    table = Records(kept=2)
    for _ in range(3):
        table.add("r", {f"{n}" * 2000: "v" * 2000 for n in range(100)})
    assert [line.number for line in table.listed()] == [2, 3]
    fields = table.listed()[0].fields
    assert len(fields) <= MOST_FIELDS
    assert {len(text) for pair in fields.items() for text in pair} == {LONGEST_FIELD}


FAILED = {"signature": "match", "body": "match", "key_url": "key_url"}


@pytest.mark.parametrize("genuine", [None, "form", "json"])
@pytest.mark.parametrize("way", WAYS)
def test_a_forged_callback_is_refused_at_its_step(
    cloud: Cloud, way: str, genuine: str | None
) -> None:
    if genuine == "json":
        template = '{"object":${object}}'
        assert put(cloud, "real.pdf", template, callbackBodyType=JSON_TYPE) == 200
    elif genuine == "form":
        assert put(cloud, "real.pdf", callbackUrl=cloud.callback_url + "?id=1&x=%20y") == 200
    before = records(cloud)
    cloud.answers(mode="500", times=1)  # is kept for somebody genuine
    told = cloud.ask("/forge", method="POST", way=way)
    assert told["status"] == 400
    received = cloud.of_kind("app_received")[-1]
    assert received["request_id"] == told["request_id"]
    assert (received["signature_valid"], received["failed_step"]) == (False, FAILED[way])
    *held, failed = received["steps"]
    assert (failed["step"], failed["ok"]) == (FAILED[way], False)
    assert all(step["ok"] for step in held)
    assert records(cloud) == before
    answered = cloud.of_kind("app_answered")[-1]
    assert (answered["mode"], answered["status"]) == ("rejected", 400)
    assert received["reason"] in answered["body"]
    (sent,) = cloud.of_kind("forged_sent")
    assert (sent["way"], sent["body"]) == (way, received["body"])
    if genuine:
        assert "real.pdf" in received["body"]
    if genuine == "form":
        assert received["query"] == "id=1&x=%20y"
    assert put(cloud, "next.txt") == 203


def test_a_changed_body_bears_the_genuine_signature(cloud: Cloud) -> None:
    assert put(cloud, "real.pdf") == 200
    (genuine,) = cloud.of_kind("app_received")
    cloud.ask("/forge", method="POST", way="body")
    forged = cloud.of_kind("app_received")[-1]
    assert forged["headers"]["authorization"] == genuine["headers"]["authorization"]
    assert forged["body"] == genuine["body"] + "&paid=yes"
    steps = {step["step"]: step["value"] for step in forged["steps"]}
    good = {step["step"]: step["value"] for step in genuine["steps"]}
    assert steps["match"] == good["match"] == good["digest"] != steps["digest"]


def test_a_foreign_key_would_find_its_own_signature_right(cloud: Cloud) -> None:
    cloud.ask("/forge", method="POST", way="key_url")
    (forged,) = cloud.of_kind("app_received")
    announced = base64.b64decode(forged["headers"]["x-oss-pub-key-url"]).decode()
    assert announced == FOREIGN_KEY_URL
    assert [step["value"] for step in forged["steps"]] == [FOREIGN_KEY_URL]


def test_the_steps_say_what_was_signed(cloud: Cloud) -> None:
    assert put(cloud, "e.txt", callbackUrl=cloud.callback_url + "?id=1") == 200
    (received,) = cloud.of_kind("app_received")
    text = f"{received['path']}?{received['query']}\n{received['body']}".encode()
    assert {step["step"]: step["value"] for step in received["steps"]} == {
        "key_url": cloud.public_key_url,
        "key": received["steps"][1]["value"],
        "signature": base64.b64decode(received["headers"]["authorization"]).hex(),
        "text": str(len(text)),
        "digest": hashlib.md5(text).hexdigest(),
        "match": hashlib.md5(text).hexdigest(),
    }
    assert len(received["steps"][1]["value"]) == 64
    assert (received["failed_step"], received["reason"]) == ("", "")


def test_a_second_address_that_leads_here_is_the_second_attempt(cloud: Cloud) -> None:
    cloud.answers(mode="500", times=1)
    urls = f"{cloud.callback_url}?a=1;{cloud.callback_url}?a=2"
    assert put(cloud, "a.txt", callbackUrl=urls) == 200
    assert [e["attempt"] for e in cloud.of_kind("app_received")] == [1, 2]
    assert [(e["attempt"], e["status"]) for e in cloud.of_kind("app_answered")] == [
        (1, 500),
        (2, 200),
    ]
    assert len(records(cloud)) == 1
    assert put(cloud, "a.txt") == 200
    assert cloud.of_kind("app_received")[-1]["attempt"] == 1


def test_an_unknown_way_to_forge_is_refused(cloud: Cloud) -> None:
    with pytest.raises(AssertionError, match="way must be one of"):
        cloud.ask("/forge", method="POST", way="magic")


def test_the_events_of_an_answer_say_its_headers(cloud: Cloud) -> None:
    old_bucket(cloud).put_object("k", b"1", headers=callback_headers(cloud))
    (answered,) = cloud.of_kind("app_answered")
    assert answered["headers"]["Content-Type"] == JSON_TYPE
    assert answered["headers"]["Content-Length"] == str(len(answered["body"].encode()))
    assert json.loads(answered["body"])["number"] == answered["number"]
