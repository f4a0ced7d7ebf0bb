"""One request to any of the three doors: its events, its faults and its answer.

The storage's door (``cos/``) speaks XML, the two APIs speak JSON; all tell the same events, with
``service`` ``"vod"``, in the shapes of ``events.py``.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.types import Receive, Send

from app.democloud.chance import Chance
from app.democloud.events import Events
from app.democloud.faults import Fault, Faults
from app.democloud.net import Link, wait_for_disconnect
from app.democloud.oss.answer import Answer
from app.democloud.oss.body import Body
from app.democloud.oss.errors import ClientGoneError, OssError
from app.democloud.oss.markup import http_date
from app.democloud.settings import Settings
from app.democloud.vod.envelope import VodError

SERVICE = "vod"


@dataclass(slots=True)
class Exchange:
    """One request on its way."""

    request_id: str
    """As the answer names it."""
    operation: str
    """Name of the action; empty: none that is known."""
    method: str
    """GET, PUT ..."""
    body: Body
    """Its body."""
    link: Link
    """Its connection."""
    now: float
    """The service's time, Unix seconds."""
    bucket: str = ""
    """Bucket of the storage."""
    key: str = ""
    """Object key; an API's work fills it in, for the events that follow."""
    part: int | None = None
    """Part number."""
    upload_id: str = ""
    """Upload in parts."""
    length: int = 0
    """Announced bytes of the body."""
    signature: str | None = None
    """``TC3``, ``COS``, ``COS-query``, ``UGC``; None without one."""
    fault: Fault | None = None
    """What it shall suffer."""
    late_error: str = ""
    """Code of an error that was found when the answer had begun."""
    started: float = field(default_factory=time.monotonic)
    """Monotonic seconds at the beginning."""
    more: dict[str, Any] = field(default_factory=dict)
    """Further facts for its events: ``sub_app_id``, ``file_id``, ``name``."""

    def facts(self) -> dict[str, Any]:
        """Give what every event about the request says."""
        return {
            "service": SERVICE,
            "request_id": self.request_id,
            "operation": self.operation or "Unknown",
            "method": self.method,
            "bucket": self.bucket,
            "key": self.key,
            "part": self.part,
            "upload_id": self.upload_id,
        } | self.more

    def suffers(self, kind: str) -> bool:
        """Say whether it suffers a kind of fault."""
        return self.fault is not None and self.fault.kind == kind


class Door(Protocol):
    """What differs between the doors."""

    async def work(self, exchange: Exchange) -> Answer:
        """Do what was asked; OssError or VodError when it cannot be done."""

    def refusal(self, exchange: Exchange, error: OssError | VodError) -> Answer:
        """Give the answer that says so."""

    def scripted(self, exchange: Exchange, fault: Fault) -> Answer:
        """Give the answer that a ``status`` fault asks for."""

    def forget_upload(self, exchange: Exchange) -> None:
        """Do what ``expire_upload`` asks for."""

    def common(self, exchange: Exchange) -> list[tuple[str, str]]:
        """Give the headers of every answer."""


@dataclass(frozen=True, slots=True)
class Conductor:
    """Takes requests through faults, work and answer."""

    events: Events
    """What happened."""
    faults: Faults
    """What shall go wrong."""
    chance: Chance
    """What goes wrong by itself."""
    settings: Settings
    """The knobs."""
    clock: Callable[[], float]
    """Unix seconds of this computer."""

    def now(self) -> float:
        """Give the service's time."""
        return self.clock() + self.settings.clock_offset_seconds

    async def conduct(self, door: Door, exchange: Exchange, receive: Receive, send: Send) -> None:
        """Answer one request."""
        exchange.fault = self._fault(exchange)
        self.events.add("request_started", **exchange.facts())
        answer: Answer | None = None
        try:
            with contextlib.suppress(ClientGoneError):
                answer = await self._answer(door, exchange)
        finally:
            if answer is None:
                self._record(exchange, None, "")
        if answer is None:
            exchange.link.close()
            await wait_for_disconnect(receive)
            return
        await self._send(door, exchange, answer, send)

    def _fault(self, exchange: Exchange) -> Fault | None:
        where = (exchange.operation, exchange.key, exchange.part)
        return self.faults.take(*where) or self.chance.fault(
            *where, length=exchange.length, temporary=exchange.signature in ("COS", "COS-query")
        )

    async def _answer(self, door: Door, exchange: Exchange) -> Answer | None:
        """Give the answer with its faults; None when the client shall get none."""
        fault = exchange.fault
        try:
            answer = await self._strike(door, exchange) or await door.work(exchange)
        except (OssError, VodError) as error:
            answer = door.refusal(exchange, error)
        except OSError as error:
            # The disk under the cloud is full or gone.
            print(f"The demo cloud cannot store: {error}", file=sys.stderr)
            message = "We encountered an internal error. Please try again."
            answer = door.refusal(exchange, OssError(500, "InternalError", message))
        if fault is not None and fault.kind == "lost_answer":
            return None
        if fault is not None and fault.kind == "delay" and fault.text("when", "") == "answer":
            await asyncio.sleep(fault.number("seconds", 1))
        return answer

    async def _strike(self, door: Door, exchange: Exchange) -> Answer | None:
        """Do what the fault does before the work; gives the answer where it is the fault's own."""
        fault = exchange.fault
        if fault is None:
            return None
        self._announce(exchange, fault)
        await exchange.body.suffer(fault)
        if fault.kind == "skew":
            exchange.now += fault.number("seconds", 1200)
        if fault.kind == "expire_upload":
            door.forget_upload(exchange)
        if fault.kind == "delay" and fault.text("when", "") != "answer":
            await asyncio.sleep(fault.number("seconds", 1))
        return door.scripted(exchange, fault) if fault.kind == "status" else None

    def _announce(self, exchange: Exchange, fault: Fault) -> None:
        self.events.add(
            "fault",
            service=SERVICE,
            request_id=exchange.request_id,
            operation=exchange.operation or "Unknown",
            key=exchange.key,
            part=exchange.part,
            fault=fault.kind,
            fault_id=fault.fault_id,
            parameters=fault.parameters,
        )

    async def _send(self, door: Door, exchange: Exchange, answer: Answer, send: Send) -> None:
        common = [("Date", http_date(exchange.now)), *door.common(exchange)]
        if exchange.link.waits_for_continue:
            # The body was not asked for; what the client sends next on this connection is unclear.
            common.append(("Connection", "close"))

        def ended() -> None:
            gone = exchange.link.client_gone
            code = answer.error_code or exchange.late_error
            self._record(exchange, None if gone else answer.status, "" if gone else code)

        await _send_answer(send, answer, common=common, ended=ended)

    def _record(self, exchange: Exchange, status: int | None, code: str) -> None:
        self.events.add(
            "request",
            **exchange.facts(),
            status=status,
            error_code=code,
            bytes_in=exchange.body.bytes_in,
            seconds=round(time.monotonic() - exchange.started, 6),
            fault=exchange.fault.kind if exchange.fault else None,
            signature_version=exchange.signature,
        )


async def _send_answer(
    send: Send, answer: Answer, *, common: list[tuple[str, str]], ended: Callable[[], None]
) -> None:
    """Send an answer; a stream without a length goes out in chunks, as it comes.

    ``ended`` is called before the last byte leaves.
    """
    pairs = [*common, *answer.headers]
    if answer.stream is None or answer.length is not None:
        length = len(answer.body) if answer.length is None else answer.length
        pairs += [("Content-Length", str(length))] if answer.status != 204 else []
    headers = [(name.encode("latin-1"), value.encode("utf-8", "replace")) for name, value in pairs]
    start = {"type": "http.response.start", "status": answer.status, "headers": headers}
    if answer.stream is None:
        ended()
        await send(start)
        await send({"type": "http.response.body", "body": answer.body})
        return
    await send(start)
    held = b""
    async for chunk in answer.stream:
        # With a length the client has all with the last byte, which must be the last thing then.
        ready, held = (held, chunk) if answer.length is not None else (chunk, b"")
        if ready:
            await send({"type": "http.response.body", "body": ready, "more_body": True})
    ended()
    await send({"type": "http.response.body", "body": held})
