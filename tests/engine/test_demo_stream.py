"""Events of the demo cloud arrive as they happen, and listening ends at once."""

from __future__ import annotations

import threading
import time

import pytest

from app.engine.demo_stream import DemoStream, Event, OrderRefused, order
from tests.cloud import PATIENCE, Cloud, fetched


class Ear:
    """Collects what is heard, and lets others wait for it."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._more = threading.Condition()

    def hear(self, event: Event) -> None:
        with self._more:
            self.events.append(event)
            self._more.notify_all()

    def until(self, count: int) -> None:
        with self._more:
            assert self._more.wait_for(lambda: len(self.events) >= count, PATIENCE)


def ask(cloud: Cloud) -> None:
    """Something that the cloud tells of: a request without a signature."""
    with pytest.raises(AssertionError, match="AccessDenied"):
        fetched(f"{cloud.endpoint}/{cloud.bucket}/nothing")


def test_events_are_heard_in_order_and_from_the_place_asked_for(cloud: Cloud) -> None:
    since = cloud.mark()
    ear = Ear()
    stream = DemoStream(cloud.control_url, ear.hear, since=since)
    stream.start()
    ask(cloud)
    ear.until(2)
    stream.close()
    assert [event["seq"] for event in ear.events] == [since + 1, since + 2]
    assert ear.events[1]["status"] == 403


def test_listening_ends_at_once_and_nothing_is_heard_afterwards(cloud: Cloud) -> None:
    ear = Ear()
    stream = DemoStream(cloud.control_url, ear.hear, since=cloud.mark())
    stream.start()
    ask(cloud)
    ear.until(2)
    began = time.monotonic()
    stream.close()
    assert time.monotonic() - began < 1.0
    ask(cloud)
    assert len(ear.events) == 2


def test_a_stream_that_is_closed_before_it_is_open_ends_too(cloud: Cloud) -> None:
    for _ in range(20):
        stream = DemoStream(cloud.control_url, Ear().hear)
        stream.start()
        stream.close()
    assert not [t for t in threading.enumerate() if t.name == "upcall-stage" and t.is_alive()]


def test_where_nobody_listens_the_stream_ends_quietly() -> None:
    stream = DemoStream("http://127.0.0.1:9/token", Ear().hear)
    stream.start()
    stream.close()


def test_orders_are_given_and_refused_with_a_reason(cloud: Cloud) -> None:
    assert order(cloud.control_url, "/settings", {})["callback_seconds"] == 5.0
    with pytest.raises(OrderRefused, match="mode must be"):
        order(cloud.control_url, "/answers", {"mode": "rudely"})
