"""The life of a request to a storage service: its events, its faults, its work and its answer.

All services take their requests through a :class:`Conductor`; what differs between them is behind
a :class:`Door`. The events ``request_started``, ``fault`` and ``request`` have the shapes of
``events.py``.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, TypeVar

from starlette.types import Receive, Send

from app.democloud.answering import Answer, send_answer
from app.democloud.body import Body
from app.democloud.chance import Chance
from app.democloud.errors import ClientGoneError, ServiceError
from app.democloud.events import Events
from app.democloud.faults import Fault, Faults
from app.democloud.net import Link, wait_for_disconnect
from app.democloud.settings import Settings

INTERNAL_ERROR = "InternalError"
"""Code of the refusal when the disk under the cloud is full or gone."""


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request on its way through a service."""

    UNKNOWN: ClassVar[str] = "Unknown"
    """What its events call an operation that is not known."""

    service: str
    """Name of the service, for its events."""
    request_id: str
    """As the answer names it."""
    operation: str
    """Its operation; empty: none that is known."""
    method: str
    """GET, PUT ..."""
    body: Body
    """Its body."""
    link: Link
    """Its connection."""
    now: float
    """The service's time, Unix seconds."""
    bucket: str = ""
    """Bucket that it is about, as far as that is known."""
    key: str = ""
    """Object key; work that finds it out fills it in, for the events that follow."""
    key_comes_late: bool = False
    """Whether only the body names the key (see :meth:`Conductor.identified`)."""
    part: int | None = None
    """Part number."""
    upload_id: str = ""
    """Upload in parts."""
    length: int = 0
    """Announced bytes of the body."""
    signature: str | None = None
    """Kind of its signature; None without one."""
    temporary: bool = False
    """Whether it was sent with a temporary key."""
    fault: Fault | None = None
    """What it shall suffer."""
    late_error: str = ""
    """Code of an error that was found when the answer had begun."""
    started: float = field(default_factory=time.monotonic)
    """Monotonic seconds at the beginning."""
    more: dict[str, Any] = field(default_factory=dict)
    """Further facts for its events."""

    def facts(self) -> dict[str, Any]:
        """Give what every event about the request says."""
        return {
            "service": self.service,
            "request_id": self.request_id,
            "operation": self.operation or self.UNKNOWN,
            "method": self.method,
            "bucket": self.bucket,
            "key": self.key,
            "part": self.part,
            "upload_id": self.upload_id,
        } | self.more

    def suffers(self, kind: str) -> bool:
        """Say whether it suffers a kind of fault."""
        return self.fault is not None and self.fault.kind == kind


AnyExchange = TypeVar("AnyExchange", bound=Exchange)
_Taken = TypeVar("_Taken", bound=Exchange, contravariant=True)


class Door(Protocol[_Taken]):
    """What differs between the services."""

    async def work(self, exchange: _Taken) -> Answer:
        """Do what was asked; ServiceError when it cannot be done."""

    def refusal(self, exchange: _Taken, error: ServiceError) -> Answer:
        """Give the answer that says so."""

    def scripted(self, exchange: _Taken, fault: Fault) -> Answer:
        """Give the answer that a ``status`` fault asks for, or raise it as a ServiceError."""

    def forget_upload(self, exchange: _Taken) -> None:
        """Do what ``expire_upload`` asks for."""

    def common(self, exchange: _Taken) -> list[tuple[str, str]]:
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

    async def conduct(
        self, door: Door[AnyExchange], exchange: AnyExchange, receive: Receive, send: Send
    ) -> None:
        """Answer one request."""
        exchange.fault = self.faults.take(exchange.operation, exchange.key, exchange.part)
        if exchange.fault is None and not exchange.key_comes_late:
            exchange.fault = self._by_chance(exchange)
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

    async def identified(self, door: Door[AnyExchange], exchange: AnyExchange) -> None:
        """Let a request whose body has just named its key suffer what is meant for that key.

        To be called in the midst of the work; the door raises what is scripted.
        """
        if exchange.fault is None:
            meant = self.faults.take_for_key(exchange.operation, exchange.key)
            exchange.fault = meant or self._by_chance(exchange)
            await self._strike(door, exchange)

    def _by_chance(self, exchange: Exchange) -> Fault | None:
        return self.chance.fault(
            exchange.operation,
            exchange.key,
            exchange.part,
            length=exchange.length,
            temporary=exchange.temporary,
        )

    async def _answer(self, door: Door[AnyExchange], exchange: AnyExchange) -> Answer | None:
        """Give the answer with its faults; None when the client shall get none."""
        try:
            answer = await self._strike(door, exchange) or await door.work(exchange)
        except ServiceError as error:
            answer = door.refusal(exchange, error)
        except OSError as error:
            print(f"The demo cloud cannot store: {error}", file=sys.stderr)
            message = "We encountered an internal error. Please try again."
            answer = door.refusal(exchange, ServiceError(500, INTERNAL_ERROR, message))
        fault = exchange.fault
        if fault is not None and fault.kind == "lost_answer":
            return None
        if fault is not None and fault.kind == "delay" and fault.text("when", "") == "answer":
            await asyncio.sleep(fault.number("seconds", 1))
        return answer

    async def _strike(self, door: Door[AnyExchange], exchange: AnyExchange) -> Answer | None:
        """Do what the fault does before the work, or in the middle of the body.

        Gives the answer where that is the fault's own.
        """
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
            service=exchange.service,
            request_id=exchange.request_id,
            operation=exchange.operation or exchange.UNKNOWN,
            key=exchange.key,
            part=exchange.part,
            fault=fault.kind,
            fault_id=fault.fault_id,
            parameters=fault.parameters,
        )

    async def _send(
        self, door: Door[AnyExchange], exchange: AnyExchange, answer: Answer, send: Send
    ) -> None:
        common = door.common(exchange)
        if exchange.link.waits_for_continue:
            # The body was not asked for; what the client sends next on this connection is unclear.
            common.append(("Connection", "close"))

        def ended() -> None:
            gone = exchange.link.client_gone
            code = answer.error_code or exchange.late_error
            self._record(exchange, None if gone else answer.status, "" if gone else code)

        await send_answer(send, answer, common=common, ended=ended)

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
