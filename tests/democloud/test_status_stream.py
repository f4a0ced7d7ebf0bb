"""The status stream: a long poll that gives each piece of news once, in order."""

from __future__ import annotations

import asyncio
import json
from http.client import HTTPConnection
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from app.democloud.net import Listener
from app.democloud.replies import send_reply
from app.democloud.status_stream import StatusStream


class Site:
    """A stream on a server of its own; to be used in one event loop."""

    def __init__(self) -> None:
        self.stream = StatusStream(clock=lambda: 1_700_000_000.5)
        self.listener = Listener(self._answer)
        self.port = 0

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        reply = await self.stream.answer(Request(scope, receive))
        if reply is not None:
            await send_reply(send, reply)

    def publish(self, about: str, service: str = "wangsu") -> None:
        """Publish something."""
        self.stream.publish(
            service, about, body={"id": about}, raw="eyJ", signature="ours", attempt=1
        )

    async def ask(self, query: str, *, host: str = "127.0.0.1") -> tuple[int, dict[str, Any]]:
        """Ask over a connection of its own."""
        return await asyncio.to_thread(self._asked, query, host)

    def _asked(self, query: str, host: str) -> tuple[int, dict[str, Any]]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.request("GET", f"/status/stream?{query}", headers={"Host": host})
        answer = line.getresponse()
        value: dict[str, Any] = json.loads(answer.read())
        line.close()
        return answer.status, value


async def _opened() -> Site:
    site = Site()
    site.port = await site.listener.start()
    return site


def test_news_come_once_and_in_order() -> None:
    async def run() -> None:
        site = await _opened()
        for about in ("a", "b", "c"):
            site.publish(about, "vod" if about == "b" else "wangsu")
        _, first = await site.ask("since=0")
        assert [event["id"] for event in first["events"]] == ["a", "b", "c"]
        assert first["events"][0] == {
            "n": 1,
            "service": "wangsu",
            "id": "a",
            "body": {"id": "a"},
            "raw": "eyJ",
            "signature": "ours",
            "at": 1_700_000_000.5,
            "attempt": 1,
        }
        _, later = await site.ask(f"since={first['next']}")
        assert later == {"next": 3, "events": []}
        _, one = await site.ask("since=0&service=vod")
        assert [event["id"] for event in one["events"]] == ["b"]
        await site.listener.stop()

    asyncio.run(run())


def test_the_answer_is_held_until_there_is_news() -> None:
    async def run() -> None:
        site = await _opened()
        asyncio.get_running_loop().call_later(0.2, site.publish, "late")
        asked = site.ask("since=0&wait=15")
        _, value = await asked
        assert [event["id"] for event in value["events"]] == ["late"]
        status, value = await site.ask("since=1&wait=0.05")
        assert (status, value) == (200, {"next": 1, "events": []})
        await site.listener.stop()

    asyncio.run(run())


def test_a_place_in_a_stream_that_ended_is_its_start() -> None:
    async def run() -> None:
        site = await _opened()
        site.publish("a")
        _, value = await site.ask("since=77")
        assert [event["id"] for event in value["events"]] == ["a"]
        assert value["next"] == 1
        await site.listener.stop()

    asyncio.run(run())


def test_another_name_of_this_computer_is_turned_away() -> None:
    async def run() -> None:
        site = await _opened()
        site.publish("a")
        assert (await site.ask("since=0", host="attacker.example"))[0] == 403
        assert (await site.ask("since=x"))[0] == 400
        await site.listener.stop()

    asyncio.run(run())
