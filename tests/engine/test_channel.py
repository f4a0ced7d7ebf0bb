"""HTTP/1.1 over a pair of sockets: what odd answers come to, and what is never sent."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.engine.backend import Desk, Stream
from app.engine.channel import LONGEST_HEAD, Channel, IllegalAnswer, IllegalRequest

HOST = (b"Host", b"h")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def pair() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel, and the other end of its connection."""
    here, there = socket.socketpair()
    with closing(there):
        channel = Channel(Stream(here, Desk()))
        yield channel, there
        channel.close()


def asked(channel: Channel, method: str = "GET") -> None:
    """Send a request without a body."""
    channel.begin(method, b"/", [HOST], length=0)
    channel.end(within=5)


def answered(channel: Channel, there: socket.socket, answer: bytes) -> tuple[int, bytes, bool]:
    """Status and body of an answer after which the other side says no more, and: once more?"""
    there.sendall(answer)
    there.shutdown(socket.SHUT_WR)
    status, _headers = channel.head(within=5)
    body, _cut = channel.body(keep=100, drop=100, within=5)
    return status, body, channel.ready_again()


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (OK, (200, b"ok", True)),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, (200, b"ok", True)),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK, (200, b"ok", True)),
        (b"HTTP/1.1 204 No Content\r\nX: 1\r\n\r\n", (204, b"", True)),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", (304, b"", True)),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil it ends", (200, b"until it ends", False)),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", (200, b"x", False)),
        (OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), (200, b"ok", False)),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            (200, b"ok", True),
        ),
        (OK + OK, (200, b"ok", False)),
        (OK + b"nonsense", (200, b"ok", False)),
    ],
)
def test_an_answer_is_read_as_it_is_meant(
    pair: tuple[Channel, socket.socket], answer: bytes, wanted: tuple[int, bytes, bool]
) -> None:
    channel, there = pair
    asked(channel)
    assert answered(channel, there, answer) == wanted


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 099 Odd\r\n\r\n",
        b"<html>log in, please</html>",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * (LONGEST_HEAD + (64 << 10)),
    ],
)
def test_what_is_no_whole_answer_is_none(
    pair: tuple[Channel, socket.socket], answer: bytes
) -> None:
    channel, there = pair
    asked(channel)
    with pytest.raises(IllegalAnswer):
        answered(channel, there, answer)


def test_an_answer_to_head_has_no_body_whatever_its_length(
    pair: tuple[Channel, socket.socket],
) -> None:
    channel, there = pair
    asked(channel, "HEAD")
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"
    assert answered(channel, there, answer) == (200, b"", True)


def test_a_connection_carries_one_request_after_the_other(
    pair: tuple[Channel, socket.socket],
) -> None:
    channel, there = pair
    for _ in range(3):
        asked(channel)
        there.sendall(OK)
        assert channel.head(within=5)[0] == 200
        assert channel.body(keep=9, drop=9, within=5) == (b"ok", False)
        assert channel.ready_again()
    assert there.recv(1000) == b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 3


def test_a_long_answer_is_cut_and_its_connection_not_used_again(
    pair: tuple[Channel, socket.socket],
) -> None:
    channel, there = pair
    asked(channel)
    there.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + b"x" * 5000)
    assert channel.head(within=5)[0] == 200
    assert channel.body(keep=10, drop=100, within=5) == (b"x" * 10, True)
    assert not channel.ready_again()


@pytest.mark.parametrize(
    ("method", "target", "header"),
    [
        ("GET", b"/ HTTP/1.1\r\nX: y", (b"A", b"b")),
        ("GET", b"/a b", (b"A", b"b")),
        ("GE T", b"/", (b"A", b"b")),
        ("GET", b"/", (b"A", b"b\r\nX: y")),
        ("GET", b"/", (b"A", b"b\n")),
        ("GET", b"/", (b"A", b"b\x00")),
        ("GET", b"/", (b"A", b" b")),
        ("GET", b"/", (b"A b", b"c")),
        ("GET", b"/", (b"", b"c")),
        ("GET", b"/", (b"Content-Length", b"1")),
    ],
)
def test_what_would_be_two_requests_is_not_sent(
    pair: tuple[Channel, socket.socket], method: str, target: bytes, header: tuple[bytes, bytes]
) -> None:
    channel, there = pair
    with pytest.raises(IllegalRequest):
        channel.begin(method, target, [HOST, header], length=0)
    there.setblocking(False)
    with pytest.raises(BlockingIOError):
        there.recv(1)


def test_neither_more_nor_less_is_sent_than_was_announced(
    pair: tuple[Channel, socket.socket],
) -> None:
    channel, _there = pair
    head = [HOST, (b"Content-Length", b"4")]
    channel.begin("PUT", b"/", head, length=4)
    channel.write(b"abc", within=5)
    with pytest.raises(IllegalRequest):
        channel.end(within=5)
    with pytest.raises(IllegalRequest):
        channel.write(b"de", within=5)
    assert not channel.ready_again()
