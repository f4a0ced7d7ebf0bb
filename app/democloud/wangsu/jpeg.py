"""JPEG without a library: reads pictures as cameras and programs write them, also progressive ones.

8 bits a channel, grey or YCbCr, Huffman coding. A picture that shall become small is read small: of
each block of 8 by 8 only the low frequencies are turned back into points, which is what makes a
preview in a second or two. Not for the event loop's thread.
"""

from __future__ import annotations

import math
import re
import struct
import time
from collections.abc import Iterator
from itertools import chain

from app.democloud.wangsu.jpeg_coding import Bits, Block, Component, Decode, Scan, table_of
from app.democloud.wangsu.picture import Picture, PictureError

MOST_POINTS = 4_000_000
LARGEST = 3 * 1024 * 1024
"""Bytes; a larger one would take a minute."""

LONGEST = 20.0
"""Seconds that reading one may take."""

_KNOWN = {0xC0, 0xC1, 0xC2}
_OTHER = {*range(0xC3, 0xD0)} - {0xC4, 0xC8, 0xCC}
_RESTART = re.compile(rb"\xff[\xd0-\xd7]")
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_ZIGZAG = [
    row * 8 + column
    for row, column in sorted(
        ((r, c) for r in range(8) for c in range(8)),
        key=lambda at: (sum(at), at[0] if sum(at) % 2 else at[1]),
    )
]
"""Place in the block (row by row) of each coefficient as it comes."""
_COMES = [_ZIGZAG.index(place) for place in range(64)]
"""The other way round."""
_CLAMP = bytes(256) + bytes(range(256)) + b"\xff" * 256
_RED = [256 + round(1.402 * (value - 128)) for value in range(256)]
_BLUE = [256 + round(1.772 * (value - 128)) for value in range(256)]
_GREEN_B = [256 - round(0.344136 * (value - 128)) for value in range(256)]
_GREEN_R = [-round(0.714136 * (value - 128)) for value in range(256)]


class _Reader:
    """Goes through a file once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._quantities: dict[int, list[int]] = {}
        self._tables: dict[int, list[int]] = {}
        self._restart = 0
        self._until = time.monotonic() + LONGEST
        self.progressive = False
        self.width = self.height = 0
        self.parts: list[Component] = []

    def read(self) -> bool:
        """Read all coefficients; False for a kind of JPEG that this reader has no part for."""
        at = 2
        while at + 4 <= len(self._data):
            if self._data[at] != 0xFF:
                raise PictureError("the picture is broken")
            marker = self._data[at + 1]
            if marker == 0xFF:
                at += 1
                continue
            if marker == 0xD9:
                break
            length = struct.unpack(">H", self._data[at + 2 : at + 4])[0]
            body = self._data[at + 4 : at + 2 + length]
            at += 2 + length
            if marker in _OTHER or (marker in _KNOWN and not self._frame(marker, body)):
                return False
            if marker == 0xEE and body[:5] == b"Adobe" and body[11:12] == b"\0":
                return False
            self._table(marker, body)
            if marker == 0xDA:
                at = self._scan(body, at)
        if not self.parts:
            raise PictureError("the picture has no head")
        return True

    def _table(self, marker: int, body: bytes) -> None:
        if marker == 0xDD:
            self._restart = struct.unpack(">H", body[:2])[0]
        while marker == 0xDB and body:
            wide, name = body[0] >> 4, body[0] & 15
            size = 128 if wide else 64
            values = struct.unpack(">64H" if wide else "64B", body[1 : 1 + size])
            self._quantities[name] = list(values)
            body = body[1 + size :]
        while marker == 0xC4 and body:
            counts = body[1:17]
            symbols = body[17 : 17 + sum(counts)]
            self._tables[body[0]] = table_of(counts, symbols)
            body = body[17 + sum(counts) :]

    def _frame(self, marker: int, body: bytes) -> bool:
        depth, self.height, self.width, count = struct.unpack(">BHHB", body[:6])
        self.progressive = marker == 0xC2
        if self.parts or not self.width * self.height:
            raise PictureError("the picture is broken")
        if depth != 8 or count not in (1, 3) or self.width * self.height > MOST_POINTS:
            return False
        for at in range(6, 6 + 3 * count, 3):
            name, factors, quantities = body[at : at + 3]
            part = Component(name, factors >> 4, factors & 15, quantities)
            if not (0 < part.across <= 4 and 0 < part.down <= 4):
                raise PictureError("the picture is broken")
            self.parts.append(part)
        if count == 1:
            self.parts[0].across = self.parts[0].down = 1
        self._lay_out()
        return all(self.across % p.across == 0 == self.down % p.down for p in self.parts)

    @property
    def across(self) -> int:
        """Blocks of the finest channel in a group."""
        return max(part.across for part in self.parts)

    @property
    def down(self) -> int:
        """The same downwards."""
        return max(part.down for part in self.parts)

    def _lay_out(self) -> None:
        groups = -(-self.width // (8 * self.across)), -(-self.height // (8 * self.down))
        for part in self.parts:
            part.columns = -(-self.width * part.across // (8 * self.across))
            part.lines = -(-self.height * part.down // (8 * self.down))
            part.stride = groups[0] * part.across
            part.blocks = [[0] * 64 for _ in range(part.stride * groups[1] * part.down)]

    def _scan(self, body: bytes, at: int) -> int:
        """Read one pass; gives where it ends."""
        found = _MARKER.search(self._data, at)
        end = found.start() if found else len(self._data)
        count = body[0]
        parts = []
        for place in range(1, 1 + 2 * count, 2):
            name, tables = body[place : place + 2]
            part = next((p for p in self.parts if p.name == name), None)
            if part is None:
                raise PictureError("the picture is broken")
            part.low = self._tables.get(tables >> 4, [0] * 65536)
            part.high = self._tables.get(0x10 | tables & 15, [0] * 65536)
            parts.append(part)
        first, last, bits = body[1 + 2 * count : 4 + 2 * count]
        if last > 63:
            raise PictureError("the picture is broken")
        runs = _RESTART.split(self._data[at:end])
        places = self._places(parts)
        for run in runs:
            scan = Scan(Bits(run), first, last, bits & 15)
            decode = self._decoder(scan, refines=bits >> 4 > 0)
            for part in parts:
                part.before = 0
            self._one_run(decode, places)
        return end

    def _hurry(self) -> None:
        if time.monotonic() > self._until:
            raise PictureError("the picture takes too long")

    def _one_run(self, decode: Decode, places: Iterator[list[tuple[Component, int]]]) -> None:
        left = self._restart or -1
        while left:
            group = next(places, None)
            if group is None:
                return
            for part, index in group:
                decode(part.blocks[index], part)
            self._hurry()
            left -= 1

    def _decoder(self, scan: Scan, *, refines: bool) -> Decode:
        if not self.progressive:
            return scan.whole
        if scan.first == 0:
            return scan.finer_mean if refines else scan.mean
        return scan.finer_rest if refines else scan.rest

    def _places(self, parts: list[Component]) -> Iterator[list[tuple[Component, int]]]:
        """Yield the blocks of each group in the order in which they come."""
        if len(parts) == 1:
            (part,) = parts
            for line in range(part.lines):
                for column in range(part.columns):
                    yield [(part, line * part.stride + column)]
            return
        for top in range(-(-self.height // (8 * self.down))):
            for left in range(-(-self.width // (8 * self.across))):
                yield [
                    (part, (top * part.down + line) * part.stride + left * part.across + column)
                    for part in parts
                    for line in range(part.down)
                    for column in range(part.across)
                ]

    def plane(self, part: Component, side: int) -> list[bytes]:
        """Give a channel's rows, ``side`` points for every block."""
        quantities = self._quantities.get(part.quantities)
        if quantities is None:
            raise PictureError("the picture is broken")
        basis = _basis(side)
        rows: list[bytes] = []
        for start in range(0, len(part.blocks), part.stride):
            blocks = part.blocks[start : start + part.stride]
            turned = [_points(block, quantities, basis) for block in blocks]
            self._hurry()
            rows += [b"".join(block[at] for block in turned) for at in range(side)]
        return rows


def _basis(side: int) -> list[list[float]]:
    """Give the weights of ``side`` frequencies at each of ``side`` points."""
    scale = math.sqrt(side / 8)
    first, other = scale * math.sqrt(1 / side), scale * math.sqrt(2 / side)
    return [
        [
            (other if wave else first) * math.cos((2 * at + 1) * wave * math.pi / (2 * side))
            for wave in range(side)
        ]
        for at in range(side)
    ]


def _points(block: Block, quantities: list[int], basis: list[list[float]]) -> list[bytes]:
    """Turn frequencies into rows of points."""
    side = len(basis)
    if not any(block[1:]):
        flat = bytes([_CLAMP[min(max(round(block[0] * quantities[0] / 8) + 384, 0), 767)]])
        return [flat * side] * side
    half: list[tuple[int, list[float]]] = []
    for row in range(side):
        places = _COMES[row * 8 : row * 8 + side]
        waves = [float(block[at] * quantities[at]) for at in places]
        if any(waves):
            half.append((row, [sum(map(float.__mul__, weights, waves)) for weights in basis]))
    rows = []
    for weights in basis:
        line: list[float] = [128.5] * side  # a half more: cutting off then rounds
        for row, values in half:
            weight = weights[row]
            line = [sofar + weight * value for sofar, value in zip(line, values, strict=True)]
        rows.append(bytes([int(min(max(value, 0.0), 255.0)) for value in line]))
    return rows


def read_jpeg(data: bytes, *, least: tuple[int, int] = (0, 0)) -> Picture | None:
    """Read a JPEG, maybe smaller, but not below ``least`` points across and down (0: whatever).

    None for a kind that this reader has no part for; PictureError when it is broken.
    """
    if len(data) > LARGEST:
        return None
    try:
        return _read(_Reader(data), least)
    except (struct.error, IndexError, ValueError):
        raise PictureError("the picture is broken") from None


def _read(reader: _Reader, least: tuple[int, int]) -> Picture | None:
    if not reader.read():
        return None
    side = _side(reader, least)
    width, height = -(-reader.width * side // 8), -(-reader.height * side // 8)
    planes = [reader.plane(part, side) for part in reader.parts]
    rows = []
    for line in range(height):
        channels = [
            _stretched(plane[line * part.down // reader.down], reader.across // part.across)[:width]
            for plane, part in zip(planes, reader.parts, strict=True)
        ]
        rows.append(_painted(channels, width))
    return Picture(width, height, tuple(rows))


def _side(reader: _Reader, least: tuple[int, int]) -> int:
    """Choose how many points across a block becomes."""
    if not any(least):
        return 8
    for side in (1, 2, 4):
        if reader.width * side >= 8 * least[0] and reader.height * side >= 8 * least[1]:
            return side
    return 8


def _stretched(row: bytes, times: int) -> bytes:
    return row if times == 1 else bytes(chain.from_iterable(zip(*[row] * times, strict=True)))


def _painted(channels: list[bytes], width: int) -> bytes:
    """Give a row of RGBA."""
    painted = bytearray(b"\xff" * (4 * width))
    light = channels[0]
    if len(channels) == 1:
        painted[0::4] = painted[1::4] = painted[2::4] = light
        return bytes(painted)
    blue, red = channels[1], channels[2]
    painted[0::4] = bytes([_CLAMP[y + _RED[r]] for y, r in zip(light, red, strict=True)])
    painted[1::4] = bytes(
        [_CLAMP[y + _GREEN_B[b] + _GREEN_R[r]] for y, b, r in zip(light, blue, red, strict=True)]
    )
    painted[2::4] = bytes([_CLAMP[y + _BLUE[b]] for y, b in zip(light, blue, strict=True)])
    return bytes(painted)
