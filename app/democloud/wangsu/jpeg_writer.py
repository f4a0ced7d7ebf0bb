"""Writes a picture as JPEG: without subsampling, and with the plainest codes that are allowed.

Every symbol gets a code of eight bits, which makes files a little larger and this module short.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from app.democloud.wangsu.picture import Picture

MOST_WRITTEN = 700_000
"""Points; more would take too long."""

_STEPS = [2 + row + column for row in range(8) for column in range(8)]
"""How coarse each frequency is written, row by row."""
_ZIGZAG = sorted(
    range(64), key=lambda at: (at // 8 + at % 8, at // 8 if (at // 8 + at % 8) % 2 else at % 8)
)
_WAVES = [
    [
        math.cos((2 * at + 1) * wave * math.pi / 16) * math.sqrt((2 if wave else 1) / 8)
        for at in range(8)
    ]
    for wave in range(8)
]
_MEANS = list(range(12))
_OTHERS = [0x00, 0xF0, *(run << 4 | size for run in range(16) for size in range(1, 11))]
_CODE = {symbol: code for code, symbol in enumerate(_OTHERS)}


def jpeg_of(picture: Picture) -> bytes:
    """Give the file; what is transparent becomes white."""
    head = struct.pack(">BHHB", 8, picture.height, picture.width, 3)
    head += b"".join(bytes([number, 0x11, 0]) for number in (1, 2, 3))
    scan = b"\x03" + b"".join(bytes([number, 0x00]) for number in (1, 2, 3)) + b"\0\x3f\0"
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            _segment(0xDB, b"\0" + bytes(_STEPS[at] for at in _ZIGZAG)),
            _segment(0xC0, head),
            _segment(0xC4, _table(0x00, _MEANS) + _table(0x10, _OTHERS)),
            _segment(0xDA, scan),
            _coded(picture),
            b"\xff\xd9",
        )
    )


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _table(name: int, symbols: list[int]) -> bytes:
    """Describe a table in which every code has eight bits and is the symbol's place."""
    counts = bytes(len(symbols) if length == 8 else 0 for length in range(1, 17))
    return bytes([name]) + counts + bytes(symbols)


def _coded(picture: Picture) -> bytes:
    """Give the coefficients of all blocks as bytes, with zeros put in behind each 255."""
    bits: list[str] = []
    before = [0, 0, 0]
    for top in range(0, picture.height, 8):
        rows = [picture.rows[min(top + at, picture.height - 1)] for at in range(8)]
        channels = [_channels(row, picture.width) for row in rows]
        for left in range(0, picture.width, 8):
            for channel in range(3):
                block = [line[channel][left : left + 8] for line in channels]
                values = _frequencies(block)
                bits += _code_block(values, before[channel])
                before[channel] = values[0]
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")


def _channels(row: bytes, width: int) -> tuple[list[float], list[float], list[float]]:
    """Give light and the two colour differences of a row, filled up to whole blocks."""
    light: list[float] = []
    blue: list[float] = []
    red: list[float] = []
    for r, g, b, a in zip(row[0::4], row[1::4], row[2::4], row[3::4], strict=True):
        if a < 255:
            r, g, b = ((value * a + 255 * (255 - a)) // 255 for value in (r, g, b))
        y = 0.299 * r + 0.587 * g + 0.114 * b
        light.append(y - 128)
        blue.append((b - y) * 0.564)
        red.append((r - y) * 0.713)
    for channel in (light, blue, red):
        channel += [channel[-1]] * (-width % 8)
    return light, blue, red


def _frequencies(block: list[list[float]]) -> list[int]:
    """Give the coefficients of a block in the order in which they are written."""
    if all(row == [block[0][0]] * 8 for row in block):
        return [round(block[0][0] * 8 / _STEPS[0]), *([0] * 63)]
    half = [[sum(map(float.__mul__, wave, row)) for wave in _WAVES] for row in block]
    columns = list(zip(*half, strict=True))
    whole = [sum(map(float.__mul__, wave, column)) for wave in _WAVES for column in columns]
    return [round(whole[at] / _STEPS[at]) for at in _ZIGZAG]


def _code_block(values: list[int], before: int) -> Iterator[str]:
    """Yield a block's codes as text of bits."""
    difference = values[0] - before
    yield f"{difference.bit_length():08b}" + _number(difference)
    zeros = 0
    for value in values[1:]:
        if not value:
            zeros += 1
            continue
        while zeros > 15:
            yield f"{_CODE[0xF0]:08b}"
            zeros -= 16
        yield f"{_CODE[zeros << 4 | value.bit_length()]:08b}" + _number(value)
        zeros = 0
    if zeros:
        yield f"{_CODE[0x00]:08b}"


def _number(value: int) -> str:
    """Give a number's bits; those of one below nothing are turned over."""
    size = value.bit_length()
    if not size:
        return ""
    return f"{value if value > 0 else value + (1 << size) - 1:0{size}b}"
