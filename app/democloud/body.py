"""A request's body as it arrives, with the places where a fault strikes."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

from starlette.types import Message, Receive

from app.democloud.errors import ClientGoneError, ServiceError
from app.democloud.faults import Fault
from app.democloud.net import Link

_BREAKING = ("cut", "reset", "stall")


class Body:
    """Reads a body once, in the chunks in which it comes; may be told to limit the rate."""

    def __init__(self, receive: Receive, link: Link, *, idle_seconds: float) -> None:
        self._receive = receive
        self._link = link
        self._idle_seconds = idle_seconds
        self._fault: Fault | None = None
        self._ended = False
        self.bytes_in = 0
        self.bits_per_second: int | None = None

    async def suffer(self, fault: Fault | None) -> None:
        """Be struck by ``fault`` when its place in the body is reached, maybe at once."""
        self._fault = fault if fault and fault.kind in _BREAKING else None
        await self._strike()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body; ClientGoneError when it breaks off, ServiceError when it stalls."""
        started = time.monotonic()
        while not self._ended:
            message = await self._next()
            if message["type"] == "http.disconnect":
                raise ClientGoneError
            chunk: bytes = message.get("body", b"")
            self._ended = not message.get("more_body", False)
            self.bytes_in += len(chunk)
            await self._strike()
            await self._hold_back(started)
            if chunk:
                yield chunk
        await self._strike(at_end=True)

    async def read(self, longest: int) -> bytes:
        """Give a short body whole; ServiceError when it is longer than ``longest``."""
        pieces: list[bytes] = []
        async for chunk in self.chunks():
            pieces.append(chunk)
            if self.bytes_in > longest:
                raise ServiceError(400, "EntityTooLarge", "The request body is too large.")
        return b"".join(pieces)

    async def drain(self, longest: int) -> None:
        """Throw away what is left of a refused body, so that its sender reads the answer.

        After ``longest`` more bytes the sender is left to find out by itself.
        """
        self.bits_per_second = None
        end = self.bytes_in + longest
        with contextlib.suppress(ServiceError):
            async for _ in self.chunks():
                if self.bytes_in > end:
                    return

    async def _next(self) -> Message:
        try:
            async with asyncio.timeout(self._idle_seconds):
                return await self._receive()
        except TimeoutError:
            # Nothing more is to be waited for, not even by drain().
            self._ended = True
            message = "Your socket connection to the server was not read from or written to."
            raise ServiceError(
                400, "RequestTimeout", message, headers=(("Connection", "close"),)
            ) from None

    async def _strike(self, *, at_end: bool = False) -> None:
        fault = self._fault
        if fault is None or (self.bytes_in < fault.number("after_bytes", 0) and not at_end):
            return
        self._fault = None
        if fault.kind == "stall":
            self._link.pause()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(fault.over.wait(), fault.number("seconds", 60))
            self._link.resume()
            if not fault.over.is_set():
                return
        if fault.kind == "reset":
            self._link.reset()
        else:
            self._link.close()
        raise ClientGoneError

    async def _hold_back(self, started: float) -> None:
        if self.bits_per_second:
            due = started + self.bytes_in * 8 / self.bits_per_second
            await asyncio.sleep(max(0.0, due - time.monotonic()))
