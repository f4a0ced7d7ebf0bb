"""The gate: so many senders at work, and none that waits for a line among them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.engine.backend import Desk, Stream
from app.engine.gate import Gate, Turn
from app.engine.grip import Grip

LARGE = bytes(32 << 20)
"""More than any system takes at once."""


@contextmanager
def pair(turn: Turn) -> Iterator[tuple[Stream, socket.socket]]:
    """A stream, and what it is connected to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        near = socket.create_connection(server.getsockname())
        far, _address = server.accept()
    near.settimeout(20)
    desk = Desk(turn)
    desk.begin(Grip(), patience=20)
    stream = Stream(near, desk)
    with far:
        yield stream, far
    stream.close()


def drain(far: socket.socket) -> None:
    """Read all."""
    left = len(LARGE)
    while left:
        left -= len(far.recv(1 << 20))


def test_without_a_number_all_go_on() -> None:
    gate = Gate()
    with Turn(gate), Turn(gate) as _second:
        assert not Turn(gate).held


def test_one_has_the_turn_and_the_next_gets_it_after_that() -> None:
    gate = Gate(1)
    first, second = Turn(gate), Turn(gate)
    with first:
        assert first.held
        with second:  # it has waited for long
            assert not second.held
    with second:
        assert second.held
    assert not second.held


def test_a_turn_that_was_given_early_is_given_once() -> None:
    gate = Gate(1)
    first, second, third = Turn(gate), Turn(gate), Turn(gate)
    with first:
        first.give()
        first.give()
        with second, third:
            assert second.held
            assert not third.held


def test_who_waits_for_a_line_has_no_turn_meanwhile() -> None:
    gate = Gate(1)
    turn, other = Turn(gate), Turn(gate)
    with pair(turn) as (stream, far), turn:
        assert turn.held
        writing = threading.Thread(target=stream.write, args=(b"", LARGE), kwargs={"within": 20})
        writing.start()
        while not other.held:  # nobody reads, and the other one has the turn all the same
            other.__enter__()
        assert writing.is_alive()
        drain(far)
        writing.join()
        assert not turn.held


def test_who_can_write_keeps_the_turn() -> None:
    turn = Turn(Gate(1))
    with pair(turn) as (stream, far), turn:
        stream.write(b"head", b"body", within=5)
        assert turn.held
        assert far.recv(8, socket.MSG_WAITALL) == b"headbody"
