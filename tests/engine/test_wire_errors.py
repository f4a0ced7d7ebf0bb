"""What goes wrong on the wire, and as what the engine learns of it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from app.domain.errors import (
    AnswerLost,
    NetworkError,
    NotReached,
    SourceChanged,
    SourceError,
    SourceMissing,
    SourceUnreadable,
)
from app.domain.patience import USUAL_ANSWER, Patience
from app.engine.wire import Sending
from app.providers.contract import Request, SourceRange
from tests.engine.servers import (
    OK,
    Certified,
    FullHouse,
    RawServer,
    Serve,
    answering,
    answering_once,
    certified,
    never_answering,
    put,
    read_head,
    read_request,
    reset,
    stalling,
    until,
    wired,
)

BIG = 32 << 20
"""More than the buffers between two sockets take."""


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A file that does not fit into the buffers; it takes no room."""
    path = tmp_path / "big.bin"
    with path.open("wb") as file:
        file.truncate(BIG)
    return path


def failing(origin: str, *, body: bytes = b"", within: float = 10.0) -> NetworkError:
    """Send to ``origin`` and give the error back."""

    async def main() -> NetworkError:
        async with wired(connect_within=within) as wire:
            request = Request("PUT", origin, "/?signature=canary", body=body)
            with pytest.raises(NetworkError) as caught:
                await wire.send(request, Sending())
        return caught.value

    return asyncio.run(main())


def test_nobody_listening_is_refused() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = failing(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "refused"


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example"])
def test_a_name_that_cannot_be_looked_up(host: str) -> None:
    error = failing(f"http://{host}")
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "name"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse when the queue is full")
def test_connecting_takes_no_longer_than_allowed() -> None:
    with FullHouse() as house:
        error = failing(house.origin, within=0.2)
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "timeout"


def test_every_failure_is_recorded_without_its_secrets() -> None:
    error = failing("http://127.0.0.1:1", body=b"hello")
    assert error.exchange is not None
    assert (error.exchange.status, error.exchange.request_bytes) == (0, 5)
    assert error.exchange.url == "http://127.0.0.1:1/?signature=(hidden)"


def test_tls_is_carried_and_timed(tls: Certified, big: Path) -> None:
    async def main(server: RawServer) -> None:
        async with wired(context=tls.client) as wire:
            reply = await put(wire, server, SourceRange(str(big), 0, BIG))
            again = await put(wire, server, b"x")
        assert server.requests[0].length == BIG
        assert reply.timings.tls > 0 == again.timings.tls
        assert server.connections == 1

    with RawServer(answering(), tls=tls.server) as server:
        asyncio.run(main(server))


def test_a_certificate_that_this_computer_does_not_trust(tls: Certified) -> None:
    with RawServer(answering(), tls=tls.server) as server:
        error = failing(server.origin)
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "certificate"
    assert server.requests == []


def test_a_certificate_for_another_name() -> None:
    async def main(server: RawServer) -> None:
        async with wired(context=other.client) as wire:
            with pytest.raises(NotReached) as caught:
                await put(wire, server)
        assert caught.value.values["reason"] == "certificate"

    other = certified("other.example")
    with RawServer(answering(), tls=other.server) as server:
        asyncio.run(main(server))


def test_a_server_that_does_not_speak_tls() -> None:
    def serve(server: RawServer, connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with RawServer(serve) as server:
        error = failing(server.origin.replace("http", "https"))
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "broken"


def test_a_tls_handshake_takes_no_longer_than_allowed() -> None:
    def serve(server: RawServer, connection: socket.socket) -> None:
        server.ended.wait()

    with RawServer(serve) as server:
        error = failing(server.origin.replace("http", "https"), within=0.2)
    assert isinstance(error, NotReached)
    assert error.values["reason"] == "timeout"


EARLY = b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 5\r\n\r\nno no"


def early_and_closed(server: RawServer, connection: socket.socket) -> None:
    """Answer after the head and hang up, leaving the body unread."""
    read_head(connection)
    connection.sendall(EARLY)


def early_and_deaf(server: RawServer, connection: socket.socket) -> None:
    """Answer after the head and read no more."""
    read_head(connection)
    connection.sendall(EARLY)
    server.ended.wait()


def early_and_patient(server: RawServer, connection: socket.socket) -> None:
    """Answer after the head and read on."""
    read_head(connection)
    connection.sendall(EARLY)
    while connection.recv(1 << 20):
        pass


@pytest.mark.parametrize("serve", [early_and_closed, early_and_deaf, early_and_patient])
@pytest.mark.parametrize("secure", [False, True])
def test_an_answer_in_the_middle_of_the_body_is_an_answer(
    serve: Serve, secure: bool, big: Path, tls: Certified
) -> None:
    async def main(server: RawServer) -> None:
        told: list[None] = []
        sending = Sending(lambda: told.append(None))
        async with wired(context=tls.client, write_within=0.5) as wire:
            body = SourceRange(str(big), 0, BIG)
            reply = await put(wire, server, body, sending=sending)
        assert (reply.status, reply.body) == (403, b"no no")
        assert len(told) == len(reply.digests) == (serve is early_and_patient)

    with RawServer(serve, tls=tls.server if secure else None) as server:
        asyncio.run(main(server))


def test_a_connection_that_breaks_before_the_body_is_out_was_not_reached(big: Path) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            with pytest.raises(NotReached) as caught:
                await put(wire, server, SourceRange(str(big), 0, BIG))
        assert caught.value.values == {"reason": "broken"}

    def serve(server: RawServer, connection: socket.socket) -> None:
        read_head(connection)
        reset(connection)

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_a_kept_connection_that_dies_before_the_body_is_out_says_so(big: Path) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            await put(wire, server, b"x")
            with pytest.raises(NotReached) as caught:
                await put(wire, server, SourceRange(str(big), 0, BIG))
        assert caught.value.values["stale"] == "yes"
        assert server.connections == 1

    def serve(server: RawServer, connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(OK)
        read_head(connection)
        reset(connection)

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_a_service_that_stops_reading_is_given_up(big: Path) -> None:
    async def main(server: RawServer) -> None:
        async with wired(write_within=0.2) as wire:
            with pytest.raises(NotReached) as caught:
                await put(wire, server, SourceRange(str(big), 0, BIG))
        assert caught.value.values["reason"] == "timeout"

    with RawServer(stalling) as server:
        asyncio.run(main(server))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200",
        b"this is no HTTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    ],
)
def test_without_a_legal_answer_the_request_may_have_been_carried_out(answer: bytes) -> None:
    async def main(server: RawServer) -> None:
        told: list[None] = []
        async with wired() as wire:
            with pytest.raises(AnswerLost) as caught:
                await put(wire, server, b"x", sending=Sending(lambda: told.append(None)))
        assert caught.value.values["reason"] == "broken"
        assert told == [None]

    with RawServer(answering_once(answer)) as server:
        asyncio.run(main(server))


def test_an_answer_that_does_not_come_in_time_is_lost() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            with pytest.raises(AnswerLost) as caught:
                await put(wire, server, b"x", answer_within=0.2)
            await until(server.lost.is_set)
        assert caught.value.values["reason"] == "timeout"

    with RawServer(never_answering) as server:
        asyncio.run(main(server))


def test_another_patience_holds_from_the_next_request_on() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            first = asyncio.ensure_future(put(wire, server, b"x", answer_within=USUAL_ANSWER))
            await until(server.reached.is_set)
            wire.set_patience(Patience(answer=0.2))
            with pytest.raises(AnswerLost) as caught:
                await put(wire, server, b"x", answer_within=USUAL_ANSWER)
            assert caught.value.values["reason"] == "timeout"
            assert not first.done()
            first.cancel()

    with RawServer(never_answering) as server:
        asyncio.run(main(server))


@pytest.mark.parametrize(
    ("asked", "seconds"), [(USUAL_ANSWER, 20.0), (USUAL_ANSWER + 12, 102.0), (5.0, 5.0)]
)
def test_a_chosen_patience_keeps_what_a_provider_adds_for_callbacks(
    asked: float, seconds: float
) -> None:
    assert Patience(answer=20.0, final=90.0).for_answer(asked) == seconds
    assert Patience().for_answer(asked) == asked


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_that_trickles_is_not_waited_for_for_ever(head: bytes) -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            with pytest.raises(AnswerLost) as caught:
                await put(wire, server, b"x", answer_within=0.3)
        assert caught.value.values["reason"] == "timeout"

    def serve(server: RawServer, connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(head)
        while not server.ended.wait(0.02):
            connection.sendall(b"x")

    with RawServer(serve) as server:
        asyncio.run(main(server))


def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next_ones() -> None:
    async def main(server: RawServer) -> None:
        async with wired() as wire:
            assert (await put(wire, server, method="HEAD")).status == 201
            assert (await put(wire, server, b"x")).status == 201
            assert (await put(wire, server, method="HEAD")).status == 201
        assert server.connections == 3

    answer = b"HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"
    with RawServer(answering(answer + OK)) as server:
        asyncio.run(main(server))


def failing_source(path: str, server: RawServer, length: int = 10) -> tuple[SourceError, Sending]:
    """Send from a file that cannot be sent; afterwards the same wire must still work."""

    async def main() -> tuple[SourceError, Sending]:
        sending = Sending()
        async with wired() as wire:
            with pytest.raises(SourceError) as caught:
                await put(wire, server, SourceRange(path, 0, length), sending=sending)
            assert caught.value.__context__ is None  # its frames would hold blocks of the file
            assert sending.gone.is_set()
            assert (await put(wire, server, b"x")).status == 200
        return caught.value, sending

    return asyncio.run(main())


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with RawServer(answering()) as server:
        error, _sending = failing_source(str(tmp_path / "secret-folder" / "a.txt"), server)
    assert isinstance(error, SourceMissing)
    assert error.values == {"name": "a.txt"}
    assert "secret-folder" not in str(error)
    assert error.exchange is not None


@pytest.mark.parametrize("kind", ["folder", "pipe", "long", "nul"])
def test_what_cannot_be_read_as_a_file(kind: str, tmp_path: Path) -> None:
    path = str(tmp_path / "here")
    if kind == "folder":
        os.mkdir(path)
    elif kind == "pipe":
        if sys.platform == "win32":
            pytest.skip("no named pipes in folders there")
        os.mkfifo(path)
    else:
        path = "x" * 5000 if kind == "long" else path + "\0"
    with RawServer(answering()) as server:
        error, _sending = failing_source(path, server)
    assert isinstance(error, SourceUnreadable)


def test_a_file_that_became_shorter_is_never_sent_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(bytes(3 << 20))
    with RawServer(answering()) as server:
        error, sending = failing_source(str(path), server, (3 << 20) + 1)
        assert isinstance(error, SourceChanged)
        assert sending.meter.sent == 3 << 20
        assert [seen.length for seen in server.requests] == [1]
