"""Services beside the first one: joined by a line in a table, reached, reset and ended with it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from app.democloud.cloud import Cloud, Facts
from app.democloud.common import Common
from app.democloud.program import friendly
from app.democloud.replies import Reply, text_reply
from app.democloud.services import SERVICES
from app.democloud.store import Store
from tests.cloud import Cloud as Program
from tests.cloud import fetched


class Echo:
    """A service with two doors, and a part of the application server."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self.store = Store(common.blobs, clock=common.clock)
        self.doors = (self._front, self._back)
        self.server_parts = (self,)
        self.told: list[str] = []

    async def _front(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._common.events.add("echoed", service="echo", path=scope["path"])
        await PlainTextResponse("front")(scope, receive, send)

    async def _back(self, scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("back")(scope, receive, send)

    def knows(self, path: str) -> bool:
        """Its address."""
        return path == "/echo"

    async def answer(self, _request: Request, body: bytes) -> Reply | None:
        """Say the same again."""
        return text_reply(200, body.decode(), "text/plain")

    def listening(self, origins: Sequence[str], application_server: str) -> dict[str, Any]:
        """Say where everything is."""
        front, back = origins
        return {"front": front, "back": back, "echo": f"{application_server}/echo", "number": 7}

    def reset(self) -> None:
        """Remember that it was asked."""
        self.told.append("reset")

    async def stop(self) -> None:
        """Remember that it was asked."""
        self.told.append("stop")


async def _with_echo(directory: Path, work: Any) -> tuple[Echo, Facts]:
    """Do ``work`` with the facts of a cloud that has such a service, in a thread; then end it."""
    cloud = Cloud(directory, services={"echo": Echo})
    facts = await cloud.start(0)
    try:
        await asyncio.to_thread(work, facts)
    finally:
        await cloud.stop()
        cloud.remove()
    echo = cloud.services["echo"]
    assert isinstance(echo, Echo)
    return echo, facts


def test_a_further_service_is_reached_by_what_the_facts_say_of_it(tmp_path: Path) -> None:
    def work(facts: Facts) -> None:
        told: Any = facts.as_json()["echo"]
        assert fetched(told["front"]) == b"front"
        assert fetched(told["back"]) == b"back"
        assert fetched(told["echo"], method="POST", data=b"hello") == b"hello"
        seen = json.loads(fetched(facts.control()["events"]))["events"]
        assert [(e["service"], e["kind"]) for e in seen] == [("echo", "echoed")]

    asyncio.run(_with_echo(tmp_path, work))


def test_a_further_service_is_reset_and_ended_with_the_cloud(tmp_path: Path) -> None:
    def work(facts: Facts) -> None:
        fetched(facts.control()["reset"], method="POST")

    echo, _facts = asyncio.run(_with_echo(tmp_path, work))
    assert echo.told == ["reset", "stop"]
    assert not list(tmp_path.iterdir())


def test_people_are_told_of_it_too(tmp_path: Path) -> None:
    echo, facts = asyncio.run(_with_echo(tmp_path, lambda _facts: None))
    front = facts.further["echo"]["front"]
    assert f"    front               {front}" in friendly(facts).splitlines()
    assert "number" not in friendly(facts)
    assert echo.told == ["stop"]


def test_the_program_names_every_service_of_the_table(cloud: Program) -> None:
    assert set(SERVICES) <= set(cloud.facts)
    assert cloud.facts["vod"]["endpoint"] != cloud.facts["oss"]["endpoint"]
