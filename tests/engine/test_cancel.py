"""A cancel lets go at once and is gone soon, whatever the sender thread is doing.

Limits are generous (1 s against stalls that end only with the test), for busy machines.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable

import pytest

from app.engine.throttle import Throttle
from app.engine.wire import Sending, Wire
from app.providers.contract import Body, Request, SourceRange
from tests.engine.servers import (
    Certified,
    FullHouse,
    RawServer,
    Serve,
    answering,
    handshaking,
    never_answering,
    put,
    senders,
    stalling,
    swallowing,
    until,
    wired,
)

AT_ONCE = 1.0


async def cancel_when(wire: Wire, request: Request, ready: Callable[[], object]) -> Sending:
    """Send, wait until it is where it should be, cancel; times the two moments."""
    sending = Sending()
    task = asyncio.create_task(wire.send(request, sending))
    await asyncio.sleep(0)  # its first step hands the request over
    await until(ready)
    assert not task.done()
    began = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - began < AT_ONCE, "not let go at once"
    await asyncio.wait_for(sending.gone.wait(), AT_ONCE)
    return sending


@pytest.mark.parametrize("serve", [swallowing, stalling, never_answering])
@pytest.mark.parametrize("secure", [False, True])
def test_a_send_is_cancelled_while_it_writes_stalls_or_waits(
    serve: Serve, secure: bool, huge: SourceRange, tls: Certified
) -> None:
    async def main(server: RawServer) -> None:
        body: Body = b"x" if serve is never_answering else huge
        async with wired(context=tls.client) as wire:
            request = Request("PUT", server.origin, "/", body=body)
            await cancel_when(wire, request, server.reached.is_set)
            if serve is not stalling:
                await until(server.lost.is_set)
            assert len(senders()) == 1

    with RawServer(serve, tls=tls.server if secure else None) as server:
        asyncio.run(main(server))


def test_a_send_is_cancelled_in_its_tls_handshake(tls: Certified) -> None:
    async def main(server: RawServer) -> None:
        async with wired(context=tls.client) as wire:
            request = Request("PUT", server.origin.replace("http", "https"), "/")
            await cancel_when(wire, request, server.reached.is_set)

    with RawServer(handshaking) as server:
        asyncio.run(main(server))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse when the queue is full")
def test_a_send_is_cancelled_while_connecting() -> None:
    async def main(house: FullHouse) -> None:
        async with wired() as wire:
            await cancel_when(wire, Request("PUT", house.origin, "/"), house.has_a_caller)

    with FullHouse() as house:
        asyncio.run(main(house))


def test_a_send_is_cancelled_while_the_speed_limit_holds_it(huge: SourceRange) -> None:
    async def main(server: RawServer) -> None:
        async with wired(throttle=Throttle(1)) as wire:
            request = Request("PUT", server.origin, "/", body=huge)
            sending = await cancel_when(wire, request, lambda: server.connections == 1)
        assert sending.meter.sent <= 2

    with RawServer(swallowing) as server:
        asyncio.run(main(server))


def test_a_send_is_cancelled_while_it_waits_for_a_thread() -> None:
    async def main(server: RawServer) -> None:
        async with wired(most_threads=1) as wire:
            first = asyncio.create_task(put(wire, server, b"x"))
            await until(server.reached.is_set)
            request = Request("PUT", server.origin, "/second")
            await cancel_when(wire, request, lambda: True)
            first.cancel()
        assert len(server.requests) == 1

    with RawServer(never_answering) as server:
        asyncio.run(main(server))


def test_a_send_that_is_cancelled_before_it_began_sends_nothing() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            task = asyncio.create_task(put(wire, server, b"x"))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await put(wire, server, b"y")).status == 200
        assert [seen.body for seen in server.requests] == [b"y"]

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_forty_cancelled_sends_are_gone_together_and_the_wire_still_works(
    huge: SourceRange,
) -> None:
    async def main(bad: RawServer, good: RawServer) -> None:
        async with wired() as wire:
            sendings = [Sending() for _ in range(40)]
            body = huge
            tasks = [
                asyncio.create_task(put(wire, bad, body, sending=sending)) for sending in sendings
            ]
            await until(lambda: len(bad.requests) == 40)
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            await asyncio.wait_for(asyncio.gather(*(s.gone.wait() for s in sendings)), 5 * AT_ONCE)
            assert (await put(wire, good, b"x")).status == 200

    with RawServer(stalling) as bad, RawServer(answering()) as good:
        asyncio.run(main(bad, good))


def test_closing_the_wire_cancels_all_and_ends_all_threads(huge: SourceRange) -> None:
    async def main(server: RawServer) -> None:
        async with wired(most_threads=2) as wire:
            body = huge
            sendings = [Sending() for _ in range(3)]
            tasks = [
                asyncio.create_task(put(wire, server, body, sending=sending))
                for sending in sendings
            ]
            await until(lambda: len(server.requests) == 2)
            wire.close()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(end) for end in ends} == {asyncio.CancelledError}
            assert all(sending.gone.is_set() for sending in sendings)
            with pytest.raises(asyncio.CancelledError):
                await put(wire, server, b"late")

    with RawServer(stalling) as server:
        asyncio.run(main(server))


def test_a_cancel_about_the_time_of_the_answer_does_no_harm_to_the_next_send() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for _ in range(200):
                out = asyncio.Event()
                task = asyncio.create_task(put(wire, server, b"x", sending=Sending(out.set)))
                await out.wait()
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
                assert (await put(wire, server, b"y")).status == 200

    with RawServer(answering()) as server:
        asyncio.run(main(server))
