"""How JPEG writes coefficients: bits, Huffman codes, and the five kinds of passes over blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.democloud.wangsu.picture import PictureError

Block = list[int]
Decode = Callable[[Block, "Component"], None]


class Bits:
    """The bits between two markers, with what was put in between taken out."""

    __slots__ = ("_at", "_count", "_data", "_value")

    def __init__(self, data: bytes) -> None:
        self._data = data.replace(b"\xff\x00", b"\xff")
        self._at = self._value = self._count = 0

    def _fill(self) -> None:
        if self._at > len(self._data) + 8:
            raise PictureError("the picture breaks off")
        more = self._data[self._at : self._at + 4].ljust(4, b"\0")
        self._at += 4
        kept = self._value & ((1 << self._count) - 1)
        self._value = kept << 32 | int.from_bytes(more, "big")
        self._count += 32

    def code(self, table: Sequence[int]) -> int:
        """Read a symbol."""
        if self._count < 16:
            self._fill()
        entry = table[self._value >> (self._count - 16) & 0xFFFF]
        if not entry:
            raise PictureError("the picture is broken")
        self._count -= entry >> 8
        return entry & 0xFF

    def take(self, count: int) -> int:
        """Read a number of so many bits."""
        if self._count < count:
            self._fill()
        self._count -= count
        return self._value >> self._count & ((1 << count) - 1)

    def signed(self, count: int) -> int:
        """Read a number as differences and coefficients are written."""
        if not count:
            return 0
        value = self.take(count)
        return value if value >> (count - 1) else value - (1 << count) + 1


@dataclass(slots=True)
class Component:
    """One channel."""

    name: int
    """Its number."""
    across: int
    """Blocks across in a group."""
    down: int
    """Blocks down in a group."""
    quantities: int
    """Number of its quantization table."""
    columns: int = 0
    """Blocks across that have points."""
    lines: int = 0
    """Blocks down that have points."""
    stride: int = 0
    """Blocks across, up to the end of the last group."""
    blocks: list[Block] = field(default_factory=list)
    """Its coefficients, row by row."""
    before: int = 0
    """Mean of the block before."""
    low: Sequence[int] = ()
    """Table of the means."""
    high: Sequence[int] = ()
    """Table of the other coefficients."""


@dataclass(slots=True)
class Scan:
    """One pass over the blocks."""

    bits: Bits
    """What is read."""
    first: int
    """Its first coefficient."""
    last: int
    """Its last one."""
    shift: int
    """Bits that come later."""
    run: int = 0
    """Blocks that are over already."""

    def whole(self, block: Block, part: Component) -> None:
        """All coefficients of a block."""
        bits = self.bits
        part.before += bits.signed(bits.code(part.low))
        block[0] = part.before
        at = 1
        while at < 64:
            symbol = bits.code(part.high)
            size = symbol & 15
            if not size and symbol != 0xF0:
                return
            at += symbol >> 4
            if at > 63:
                raise PictureError("the picture is broken")
            block[at] = bits.signed(size)
            at += 1

    def mean(self, block: Block, part: Component) -> None:
        """The upper bits of the mean."""
        part.before += self.bits.signed(self.bits.code(part.low))
        block[0] = part.before << self.shift

    def finer_mean(self, block: Block, _part: Component) -> None:
        """One more bit of it."""
        block[0] |= self.bits.take(1) << self.shift

    def rest(self, block: Block, part: Component) -> None:
        """The upper bits of other coefficients."""
        if self.run:
            self.run -= 1
            return
        bits, at = self.bits, self.first
        while at <= self.last:
            symbol = bits.code(part.high)
            length, size = symbol >> 4, symbol & 15
            if not size and length < 15:
                self.run = (1 << length) - 1 + bits.take(length)
                return
            at += length
            if at > 63:
                raise PictureError("the picture is broken")
            block[at] = bits.signed(size) << self.shift
            at += 1

    def finer_rest(self, block: Block, part: Component) -> None:
        """One more bit of those, and some that were nothing before."""
        bits, at = self.bits, self.first
        while not self.run and at <= self.last:
            symbol = bits.code(part.high)
            length, size = symbol >> 4, symbol & 15
            if not size and length < 15:
                self.run = (1 << length) + bits.take(length)
                break
            value = 0 if not size else (1 if bits.take(1) else -1) << self.shift
            at = self._refined(block, at, length)
            if value and at <= self.last:
                block[at] = value
            at += 1
        if self.run:
            self._refined(block, at, 64)
            self.run -= 1

    def _refined(self, block: Block, at: int, zeros: int) -> int:
        """Refine what is there, up to behind so many that are nothing; gives where that is."""
        while at <= self.last:
            if block[at]:
                if self.bits.take(1):
                    block[at] += (1 if block[at] > 0 else -1) << self.shift
            elif not zeros:
                break
            else:
                zeros -= 1
            at += 1
        return at


def table_of(counts: bytes, symbols: bytes) -> list[int]:
    """Give for every 16 bits the length of the code that they begin with, and its symbol."""
    table = [0] * 65536
    at, code = 0, 0
    for length, count in enumerate(counts, 1):
        for symbol in symbols[at : at + count]:
            start, size = code << (16 - length), 1 << (16 - length)
            if start + size > 65536:
                raise PictureError("the picture is broken")
            table[start : start + size] = [length << 8 | symbol] * size
            code += 1
        at += count
        code <<= 1
    return table
