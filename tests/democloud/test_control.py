"""The control plane and the events."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from app.democloud.events import KEPT_BODIES, LONGEST_BODY, Events, body_facts
from tests.cloud import PATIENCE, Cloud
from tests.democloud.raw import ask
from tests.democloud.sdks import callback_headers, old_bucket


def status(cloud: Cloud, path: str, host: str = "") -> int:
    """Ask the control plane's port for a path."""
    place = urlsplit(cloud.control_url)
    connection = HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": host or place.netloc})
    answer = connection.getresponse()
    assert not [n for n in answer.headers if n.lower().startswith("access-control")]
    connection.close()
    return answer.status


def test_only_this_computer_with_the_token_gets_in(cloud: Cloud) -> None:
    path = urlsplit(cloud.control_url).path
    assert len(path) > 20
    assert status(cloud, f"{path}/events") == 200
    assert status(cloud, f"{path}/events", "localhost:1") == 200
    assert status(cloud, f"{path}/events", "evil.example") == 400
    assert status(cloud, "/events") == 404
    assert status(cloud, "/other/events") == 404


def test_the_events_tell_the_whole_story_of_an_upload(cloud: Cloud) -> None:
    old_bucket(cloud).put_object("k", b"1", headers=callback_headers(cloud))
    events = cloud.events()
    assert [event["kind"] for event in events] == [
        "request_started",
        "object_stored",
        "callback_sent",
        "app_received",
        "record_added",
        "app_answered",
        "callback_answered",
        "request",
    ]
    numbers = [event["seq"] for event in events]
    assert numbers == list(range(numbers[0], numbers[0] + 8))
    assert {event["service"] for event in events} == {"oss"}
    own = {event["request_id"] for event in events if "request_id" in event}
    assert len(own) == 1


def test_whoever_has_an_answer_finds_its_request_among_the_events(cloud: Cloud) -> None:
    old_bucket(cloud).put_object("k", b"x" * 700_000)
    for number in range(30):
        mark = cloud.mark()
        if number % 2:
            old_bucket(cloud).get_object("k").read()
        else:
            ask(cloud, "GET", "/demo/none", resource="/demo/none")
        assert [e["kind"] for e in cloud.events(mark)] == ["request_started", "request"]


def test_no_event_holds_a_secret_or_a_clients_signature(cloud: Cloud) -> None:
    key = cloud.sts()
    bucket = old_bucket(cloud, key=key, version="V1")
    bucket.put_object("k", b"1", headers=callback_headers(cloud))
    url = bucket.sign_url("GET", "k", 60)
    bucket.get_object_with_url(url)
    text = json.dumps(cloud.events())
    signature = url.partition("Signature=")[2].partition("&")[0]
    assert len(signature) > 20
    for secret in (
        cloud.access_key_secret,
        key["access_key_secret"],
        key["security_token"],
        signature,
    ):
        assert secret not in text


def test_waiting_for_events_ends_with_the_first(cloud: Cloud) -> None:
    mark = cloud.mark()
    timer = threading.Timer(0.3, lambda: ask(cloud, "GET", "/demo/k", resource="/demo/k"))
    timer.start()
    started = time.monotonic()
    answer = cloud.ask(f"/events?since={mark}&wait=20")
    assert 0.25 < time.monotonic() - started < 15
    assert answer["events"][0]["kind"] == "request_started"
    assert answer["next"] == answer["events"][-1]["seq"]
    timer.join()


def test_waiting_for_events_ends_with_the_time(cloud: Cloud) -> None:
    mark = cloud.mark()
    answer = cloud.ask(f"/events?since={mark}&wait=0.2")
    assert (answer["events"], answer["next"]) == ([], mark)


def test_the_stream_goes_on(cloud: Cloud) -> None:
    place = urlsplit(cloud.control_url)
    connection = HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
    connection.request("GET", f"{place.path}/stream?since={cloud.mark()}")
    answer = connection.getresponse()
    kinds = []
    for key in ("a", "b"):
        ask(cloud, "PUT", f"/demo/{key}", resource=f"/demo/{key}", body=b"1")
        kinds += [json.loads(answer.readline())["kind"] for _ in range(3)]
    assert kinds == ["request_started", "object_stored", "request"] * 2
    connection.close()


def test_a_reset_leaves_nothing(cloud: Cloud) -> None:
    bucket = old_bucket(cloud)
    bucket.put_object("k", b"1")
    bucket.init_multipart_upload("k")
    cloud.faults(kind="status")
    cloud.answers(mode="500")
    cloud.answers(mode="refuse", times=3)
    cloud.answers(side="authorise", mode="500")
    cloud.settings(callback_seconds=1, denied=["oss:*"], cnames={"a.test": "demo"})
    cloud.reset()
    assert (cloud.objects(), cloud.uploads(), cloud.events()) == ([], [], [])
    assert cloud.ask("/faults")["faults"] == []
    well = {"standing": {"mode": "well"}, "next": []}
    assert cloud.ask("/answers") == well | {"authorise": well}
    settings = cloud.ask("/settings")
    assert (settings["callback_seconds"], settings["denied"], settings["cnames"]) == (5, [], {})


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/answers", {"mode": "strange"}),
        ("/answers", {"mode": "late", "secs": 1}),
        ("/answers", {"mode": "well", "times": 0}),
        ("/settings", {"callback_secondz": 1}),
        ("/settings", {"callback_seconds": "1"}),
        ("/settings", {"change": 1}),
        ("/settings", {"denied": "oss:GetObject"}),
        ("/settings", {"denied": [1]}),
        ("/settings", {"cnames": {"a": 1}}),
        ("/settings", {"kms_enabled": 1}),
        ("/settings", {"grant_version": "v3"}),
        ("/answers", {"mode": "well", "side": "left"}),
        ("/sts", {"seconds": "x"}),
    ],
)
def test_what_makes_no_sense_is_refused(cloud: Cloud, path: str, values: dict[str, object]) -> None:
    with pytest.raises(AssertionError, match="error"):
        cloud.ask(path, method="POST", **values)


def test_the_oldest_events_are_dropped() -> None:
    events = Events(clock=lambda: 1.0, kept=3)
    for number in range(5):
        events.add("request", number=number)
    assert [event["number"] for event in events.after(0)] == [2, 3, 4]
    assert [event["number"] for event in events.after(3)] == [3, 4]
    assert [event["number"] for event in events.after(0, limit=1)] == [2]
    assert events.after(5) == []
    assert events.after(99) == []


def test_bodies_of_old_events_make_room_for_new_ones() -> None:
    events = Events(clock=lambda: 1.0)
    count = KEPT_BODIES // LONGEST_BODY
    for _ in range(count + 1):
        events.add("app_answered", **body_facts(b"x" * LONGEST_BODY))
    first, second = events.after(0, limit=2)
    assert (first["body"], first["body_cut"]) == ("", True)
    assert len(second["body"]) == LONGEST_BODY


def test_everybody_who_waits_is_woken() -> None:
    async def scene() -> int:
        events = Events(clock=lambda: 1.0)
        waiting = [asyncio.create_task(events.wait(0, PATIENCE)) for _ in range(3)]
        waiting.append(asyncio.create_task(events.wait(0, 0.01)))
        await waiting[-1]
        events.add("request")
        await asyncio.gather(*waiting)
        return events.last

    assert asyncio.run(scene()) == 1


def test_a_long_body_is_cut() -> None:
    assert body_facts(b"x" * LONGEST_BODY) == {"body": "x" * LONGEST_BODY}
    assert body_facts(b"x" * (LONGEST_BODY + 1))["body_cut"] is True
