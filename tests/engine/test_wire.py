"""What goes over the wire and what comes back, against real servers on loopback."""

from __future__ import annotations

import asyncio
import gc
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastcrc import crc64
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import DestinationError, InternalError, NotReached
from app.engine.throttle import Throttle
from app.engine.wire import Sending, Wire
from app.providers.contract import Request, SourceRange
from tests.engine.servers import (
    OK,
    RawServer,
    answering,
    answering_once,
    put,
    read_head,
    read_request,
    senders,
    until,
    wired,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of 3 MiB and a bit, no two blocks of it alike."""
    path = tmp_path / "source.bin"
    path.write_bytes(b"".join(number.to_bytes(4, "big") for number in range(800_000)))
    return path


def test_a_request_arrives_as_it_was_made_and_its_answer_comes_back() -> None:
    async def main(server: RawServer) -> None:
        headers = (("x-oss-Meta-a", "1"), ("Authorization", "OSS4 secret"), ("x-oss-Meta-a", "2"))
        async with wired() as wire:
            reply = await put(wire, server, b"hello", target="/o?x=%2F&y", headers=headers)
        seen = server.requests[0]
        assert seen.line == b"PUT /o?x=%2F&y HTTP/1.1"
        assert seen.body == b"hello"
        assert seen.headers == [
            (b"Host", f"127.0.0.1:{server.port}".encode()),
            (b"x-oss-Meta-a", b"1"),
            (b"Authorization", b"OSS4 secret"),
            (b"x-oss-Meta-a", b"2"),
            (b"Content-Length", b"5"),
            (b"User-Agent", b"Upcall"),
            (b"Accept-Encoding", b"identity"),
        ]
        assert (reply.status, reply.body, reply.cut) == (203, b"no", False)
        assert reply.headers == (("ETag", '"A"'), ("X-Odd", "\xe9"), ("Content-Length", "2"))
        assert reply.header("etag") == '"A"'

    answer = b'HTTP/1.1 203 Odd\r\nETag: "A"\r\nX-Odd: \xe9\r\nContent-Length: 2\r\n\r\nno'
    with RawServer(answering(answer)) as server:
        asyncio.run(main(server))


def test_what_the_request_says_itself_is_not_said_again() -> None:
    async def main(server: RawServer) -> None:
        headers = (("host", "elsewhere"), ("user-agent", "me"), ("content-length", "2"))
        async with wired() as wire:
            await put(wire, server, b"ab", headers=(*headers, ("accept-encoding", "gzip")))
        names = [name for name, _value in server.requests[0].headers]
        assert names == [b"host", b"user-agent", b"content-length", b"accept-encoding"]

    with RawServer(answering_by_any_length) as server:
        asyncio.run(main(server))


def answering_by_any_length(server: RawServer, connection: socket.socket) -> None:
    """Answer each head; the two bytes of its body came along or do soon."""
    seen, rest = read_head(connection)
    while len(rest) < 2:
        rest += connection.recv(2)
    server.requests.append(seen)
    connection.sendall(OK)


def test_only_requests_that_can_have_a_body_tell_the_length_of_an_empty_one() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for method in ("GET", "DELETE", "POST", "PUT"):
                await put(wire, server, method=method)
        lengths = [seen.header(b"Content-Length") for seen in server.requests]
        assert lengths == [None, None, b"0", b"0"]

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_a_form_of_text_file_range_and_text_is_sent_in_order_with_its_checksums(
    file: Path,
) -> None:
    data = file.read_bytes()

    async def main(server: RawServer) -> None:
        sending = Sending()
        wanted = frozenset({"crc64", "crc32", "md5", "sha1"})
        body = (b"before", SourceRange(str(file), 1000, 3_000_000, wanted), b"", b"after")
        async with wired() as wire:
            reply = await put(wire, server, body, sending=sending)
        part = data[1000:3_001_000]
        assert server.requests[0].body == b"before" + part + b"after"
        assert reply.digests[0].crc64 == crc64.xz(part)
        assert len(reply.digests) == 1
        assert len(reply.digests[0].md5) == 16
        assert sending.meter.sent == len(part)

    def serve(server: RawServer, connection: socket.socket) -> None:
        server.requests.append(read_request(connection, keep=1 << 23))
        connection.sendall(OK)

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_the_slot_is_given_back_with_the_last_byte_and_not_with_the_answer(file: Path) -> None:
    async def main(server: RawServer, may_answer: threading.Event) -> None:
        out = asyncio.Event()
        loop_thread = threading.current_thread()
        where: list[threading.Thread] = []

        def on_body_sent() -> None:
            where.append(threading.current_thread())
            out.set()

        async with wired() as wire:
            sending = Sending(on_body_sent)
            body = SourceRange(str(file), 0, 3_200_000)
            task = asyncio.create_task(put(wire, server, body, sending=sending))
            await asyncio.wait_for(out.wait(), 20)
            assert not task.done()
            assert not sending.gone.is_set()
            may_answer.set()
            assert (await task).status == 200
            assert sending.gone.is_set()
        assert where == [loop_thread]

    may_answer = threading.Event()

    def serve(server: RawServer, connection: socket.socket) -> None:
        server.requests.append(read_request(connection))
        may_answer.wait(20)
        connection.sendall(OK)

    with RawServer(serve) as server:
        asyncio.run(main(server, may_answer))


def test_one_request_after_the_other_goes_over_one_connection_and_one_thread() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for _ in range(5):
                await put(wire, server, b"x")
            assert len(senders()) == 1
        assert len(server.requests) == 5
        assert server.connections == 1

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_a_request_goes_to_the_thread_that_has_a_connection_to_its_origin() -> None:
    async def main(one: RawServer, two: RawServer) -> None:
        async with wired() as wire:
            await asyncio.gather(put(wire, one), put(wire, two))
            for server in (one, two, two, one, one, two):
                await put(wire, server)
        assert (one.connections, two.connections) == (1, 1)

    with RawServer(answering()) as one, RawServer(answering()) as two:
        asyncio.run(main(one, two))


def test_a_connection_that_was_idle_for_long_is_closed_with_its_thread() -> None:
    async def main(server: RawServer) -> None:
        async with wired(idle=0.1) as wire:
            await put(wire, server)
            await until(server.lost.is_set)
            await until(lambda: not senders())
            await put(wire, server)
        assert server.connections == 2

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_a_connection_that_the_server_closed_is_not_used_again() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for _ in range(3):
                assert (await put(wire, server, b"x")).status == 200
        assert server.connections == 3

    with RawServer(answering_once(OK.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))) as server:
        asyncio.run(main(server))


def test_forty_waiting_for_slow_answers_do_not_hinder_others() -> None:
    async def main(slow: RawServer, quick: RawServer) -> None:
        async with wired() as wire:
            waiting = [asyncio.create_task(put(wire, slow, b"x")) for _ in range(40)]
            await until(lambda: len(slow.requests) == 40)
            for _ in range(20):
                assert (await put(wire, quick, b"y")).status == 200
            assert not any(task.done() for task in waiting)
            slow.reached.set()
            replies = await asyncio.gather(*waiting)
        assert [reply.status for reply in replies] == [200] * 40

    def serve(server: RawServer, connection: socket.socket) -> None:
        server.requests.append(read_request(connection))
        server.reached.wait(20)
        connection.sendall(OK)

    with RawServer(serve) as slow, RawServer(answering()) as quick:
        asyncio.run(main(slow, quick))


def test_beyond_the_most_threads_requests_wait_their_turn() -> None:
    async def main(server: RawServer) -> None:
        async with wired(most_threads=3) as wire:
            tasks = [asyncio.create_task(put(wire, server, target=f"/{n}")) for n in range(30)]
            await until(lambda: len(server.requests) >= 3)
            assert len(senders()) == 3
            assert len(server.requests) == 3
            server.reached.set()
            await asyncio.gather(*tasks)
            assert len(senders()) == 3
        lines = [seen.line for seen in server.requests]
        assert sorted(lines[:3]) == [f"PUT /{n} HTTP/1.1".encode() for n in range(3)]
        assert len(lines) == 30

    def serve(server: RawServer, connection: socket.socket) -> None:
        while True:
            server.requests.append(read_request(connection))
            server.reached.wait(20)
            connection.sendall(OK)

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_names_below_localhost_reach_this_computer_with_their_host_header() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for host in ("localhost", "my-bucket.localhost", "A.B.LocalHost"):
                request = Request("GET", f"http://{host}:{server.port}", "/")
                assert (await wire.send(request, Sending())).status == 200
        hosts = [seen.header(b"Host") for seen in server.requests]
        names = ("localhost", "my-bucket.localhost", "A.B.LocalHost")
        assert hosts == [f"{name}:{server.port}".encode() for name in names]

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_a_redirect_is_an_answer_like_any_other() -> None:
    answer = b"HTTP/1.1 307 No\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"

    async def main(server: RawServer) -> None:
        async with wired() as wire:
            reply = await put(wire, server, b"x")
        assert (reply.status, reply.header("location")) == (307, "http://127.0.0.1:1/")

    with RawServer(answering(answer)) as server:
        asyncio.run(main(server))


def test_a_compressed_answer_is_handed_on_as_it_is() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"

    async def main(server: RawServer) -> None:
        async with wired() as wire:
            assert (await put(wire, server)).body == b"\x1f\x8b\x08\x00"

    with RawServer(answering(head + b"\x1f\x8b\x08\x00")) as server:
        asyncio.run(main(server))


@pytest.mark.parametrize("size", [0, 1, (4 << 20) - 1, 4 << 20])
def test_an_answer_of_up_to_four_mib_is_kept_whole(size: int) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            reply = await put(wire, server)
        assert (len(reply.body), reply.cut) == (size, False)

    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode()
    with RawServer(answering(head + bytes(size))) as server:
        asyncio.run(main(server))


def test_a_longer_answer_is_cut_and_the_connection_kept() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            for _ in range(2):
                reply = await put(wire, server)
                assert (len(reply.body), reply.cut) == (4 << 20, True)
        assert server.connections == 1

    size = (4 << 20) + 1
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n".encode()
    with RawServer(answering(head + bytes(size))) as server:
        asyncio.run(main(server))


def test_an_endless_answer_is_given_up_with_its_connection() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            reply = await put(wire, server)
            assert (reply.status, len(reply.body), reply.cut) == (200, 4 << 20, True)
            await until(server.lost.is_set)

    def serve(server: RawServer, connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(bytes(1 << 20))

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_each_request_is_recorded_without_its_secrets(file: Path) -> None:
    async def main(server: RawServer) -> None:
        headers = (("Authorization", "OSS4-HMAC canary"), ("x-oss-security-token", "canary"))
        async with wired() as wire:
            body = SourceRange(str(file), 0, 3_000_000)
            reply = await put(
                wire, server, body, target="/o?x-oss-signature=canary&partNumber=1", headers=headers
            )
        exchange = reply.exchange
        assert exchange is not None
        assert "canary" not in repr(reply)
        assert exchange.url == f"{server.origin}/o?x-oss-signature=(hidden)&partNumber=1"
        assert [name for name, _value in exchange.request_headers][:3] == [
            "Host",
            "Authorization",
            "x-oss-security-token",
        ]
        assert (exchange.method, exchange.status, exchange.request_bytes) == ("PUT", 200, 3_000_000)
        assert exchange.started_at > 1_600_000_000
        times = exchange.timings
        assert times == reply.timings
        assert times.connect > 0 == times.tls
        assert min(times.send, times.wait, times.receive) >= 0
        assert times.connect + times.send + times.wait + times.receive <= times.total

    with RawServer(answering()) as server:
        asyncio.run(main(server))


TARGETS = [
    "/a/../b",
    "/./x",
    "//",
    "/a//b/",
    "/%2F",
    "/%2f%41",
    "/;a=b",
    "/a?uploads",
    "/?",
    "/?a=&",
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    target=st.sampled_from(TARGETS)
    | st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=80).map("/".__add__)
)
def test_the_target_on_the_wire_is_the_signed_one_byte_for_byte(
    target: str, echo: tuple[asyncio.Runner, Wire, RawServer]
) -> None:
    runner, wire, server = echo
    runner.run(put(wire, server, method="GET", target=target))
    assert server.requests[-1].line == b"GET " + target.encode() + b" HTTP/1.1"


@pytest.fixture
def echo() -> Iterator[tuple[asyncio.Runner, Wire, RawServer]]:
    """A server, and a wire whose loop stays."""
    with RawServer(answering()) as server, asyncio.Runner() as runner:
        wire = Wire(throttle=Throttle())
        yield runner, wire, server
        wire.close()
        runner.run(until(lambda: not senders()))


@pytest.mark.parametrize(
    ("target", "headers"),
    [("/ü", ()), ("/a b", ()), ("/", (("a b", "c"),)), ("/", (("a", "secret\r\nb: c"),))],
)
def test_what_is_not_http_is_not_sent_and_not_quoted(
    target: str, headers: tuple[tuple[str, str], ...]
) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            with pytest.raises(InternalError) as caught:
                await put(wire, server, target=target, headers=headers)
        assert "secret" not in str(caught.value)
        assert server.requests == []

    with RawServer(answering()) as server:
        asyncio.run(main(server))


@pytest.mark.parametrize("origin", ["", "ftp://a", "http://", "http://a:70000", "http://ü"])
def test_an_origin_that_is_none_is_refused(origin: str) -> None:
    async def main() -> None:
        async with wired() as wire:
            with pytest.raises(DestinationError):
                await wire.send(Request("GET", origin, "/"), Sending())

    asyncio.run(main())


def test_a_send_that_is_over_leaves_nothing_behind(file: Path) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            gc.collect()
            gc.disable()
            try:
                good, bad = Sending(), Sending()
                left = [weakref.ref(good), weakref.ref(bad)]
                await put(wire, server, SourceRange(str(file), 0, 1 << 20), sending=good)
                with pytest.raises(NotReached):
                    await wire.send(Request("PUT", "http://127.0.0.1:1", "/", body=b"x"), bad)
                del good, bad
                await until(lambda: all(ref() is None for ref in left), within=5)
            finally:
                gc.enable()

    with RawServer(answering()) as server:
        asyncio.run(main(server))


def test_the_grammar_of_http_is_loaded_only_when_something_is_sent() -> None:
    look = (
        "import sys, app.engine.wire; print({'httpcore', 'httpx', 'httptools'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
