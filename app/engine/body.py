"""The body of a request as blocks of bytes: read, counted, held to the speed limit, one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace

from app.domain.upload import Fingerprint
from app.engine.gate import Turn
from app.engine.grip import Grip
from app.engine.meter import Meter
from app.engine.source import Source, Tally, size_of
from app.engine.throttle import Throttle
from app.providers.contract import Body, Digests, Request, SourceRange

LARGEST = 512 << 10
"""Bytes read at once at most: they stay in the processor's cache until they are sent."""
SMALLEST = 16 << 10
FIRST = 256 << 10

_QUICK = 0.1
_SLOW = 0.4


def pieces(body: Body) -> tuple[bytes | SourceRange, ...]:
    """The body as a sequence of its pieces."""
    return body if isinstance(body, tuple) else (body,)


def measured(request: Request) -> Request:
    """The request with the length of each file that goes beside the task's. Raises `SourceError`.

    Asks the file system: for sender threads only.
    """
    found = pieces(request.body)
    if not any(isinstance(piece, SourceRange) and piece.beside for piece in found):
        return request
    known = (_measured(piece) if isinstance(piece, SourceRange) else piece for piece in found)
    return replace(request, body=tuple(known))


def _measured(piece: SourceRange) -> SourceRange:
    return replace(piece, length=size_of(piece.path)) if piece.beside else piece


def length_of(body: Body) -> int:
    """Bytes of the whole body, as ``Content-Length`` wants it."""
    return sum(p.length if isinstance(p, SourceRange) else len(p) for p in pieces(body))


class Pace:
    """How many bytes to read at once, so that a write takes well under a second.

    On a slow line a write of 1 MiB would take minutes: progress would stand still, and a write
    over TLS, which counts as one, would run into its time limit although bytes are moving.
    """

    def __init__(self) -> None:
        """Begins in the middle."""
        self.size = FIRST

    def wrote(self, seconds: float) -> None:
        """Learn from how long the last full block took."""
        if seconds < _QUICK:
            self.size = min(LARGEST, self.size * 2)
        elif seconds > _SLOW:
            self.size = max(SMALLEST, self.size // 2)


class Room:
    """Memory that one sender thread reads all its blocks into."""

    def __init__(self) -> None:
        """Takes none yet."""
        self._memory = memoryview(b"")

    def of(self, size: int) -> memoryview:
        """That many bytes of it; what was there before is overwritten."""
        if len(self._memory) < size:
            self._memory = memoryview(bytearray(size))
        return self._memory[:size]


class Reader:
    """Reads one body, once. Lives in a sender thread."""

    def __init__(
        self,
        body: Body,
        grip: Grip,
        *,
        meter: Meter,
        throttle: Throttle,
        turn: Turn,
        pace: Pace,
        room: Room,
        on_out: Callable[[], None],
        mark: Fingerprint | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``on_out`` is called (in this thread) when the last block was written.

        ``mark`` is what the file looked like when its upload was planned: the last block of a file
        that has changed is held back, so that the service never gets a whole request.
        """
        self.out = False
        """True once every byte of the body was written to the socket."""
        self.digests: list[Digests] = []
        """One for each range that was read to its end."""
        self._body = body
        self._grip = grip
        self._meter = meter
        self._throttle = throttle
        self._turn = turn
        self._pace = pace
        self._room = room
        self._on_out = on_out
        self._clock = clock
        self._mark = mark

    def blocks(self) -> Generator[bytes | memoryview]:
        """The body's bytes. A block counts as written, and is gone, when the next is asked for.

        Raises `SourceError` and `LetGo`. Close the iterator to give the file back early.
        """
        for piece in pieces(self._body):
            if isinstance(piece, SourceRange):
                yield from self._range(piece)
            elif piece:
                yield piece
        self.out = True
        self._on_out()

    def _range(self, piece: SourceRange) -> Generator[bytes | memoryview]:
        tally = Tally(piece.digests)
        at, end = piece.offset, piece.offset + piece.length
        mark = None if piece.beside else self._mark
        with closing(Source(piece.path, mark=mark)) as source:
            while at < end:
                wish = min(self._throttle.largest(self._pace.size), end - at)
                self._throttle.take(wish, self._grip)
                self._grip.check()
                with self._turn:
                    block = source.read(self._room.of(wish), at)
                    tally.add(block)
                    at += len(block)
                    if at == end:
                        source.expect_unchanged()
                    began = self._clock()
                    yield block
                if not piece.beside:
                    self._meter.sent += len(block)
                if len(block) >= self._pace.size:
                    self._pace.wrote(self._clock() - began)
        self.digests.append(tally.done())
