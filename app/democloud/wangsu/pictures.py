"""Pictures without a library: PNG in and out, scaling, cropping, a mark.

Reads PNG of 8 bits a channel, not interlaced, up to a few million points; that is what programs
write. Everything is RGBA inside. Slow by nature (a second for a million points): not for the event
loop's thread.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from app.democloud.wangsu.picture import Picture, PictureError

MOST_POINTS = 4_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By colour type: grey, RGB, palette, grey and alpha, RGBA."""


@dataclass(frozen=True, slots=True)
class _Head:
    width: int
    height: int
    depth: int
    colour: int
    interlaced: int

    @property
    def step(self) -> int:
        """Bytes of a point."""
        return _CHANNELS[self.colour]


def read_picture(data: bytes) -> Picture | None:
    """Read a PNG; None for what this reader has no part for. PictureError when it is broken."""
    if not data.startswith(_SIGNATURE):
        return None
    chunks = _chunks(data)
    packed = chunks.get(b"IHDR", b"")
    if len(packed) != 13:
        raise PictureError("the picture has no head")
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", packed)
    head = _Head(width, height, depth, colour, interlaced)
    if not width or not height or width * height > MOST_POINTS:
        raise PictureError("the picture is too large for the demo cloud")
    if depth != 8 or colour not in _CHANNELS or interlaced:
        return None
    try:
        opener = zlib.decompressobj()
        raw = opener.decompress(chunks.get(b"IDAT", b""), height * (width * head.step + 1))
    except zlib.error:
        raise PictureError("the picture is broken") from None
    if len(raw) != height * (width * head.step + 1):
        raise PictureError("the picture breaks off")
    rows = _unfiltered(raw, width * head.step, head.step)
    paint = _painter(head, chunks)
    return Picture(width, height, tuple(paint(row) for row in rows))


def _chunks(data: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    place = len(_SIGNATURE)
    bodies: list[bytes] = []
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if kind == b"IDAT":
            bodies.append(body)
        else:
            found.setdefault(kind, body)
        place += 12 + length
    return found | {b"IDAT": b"".join(bodies)}


def _unfiltered(raw: bytes, length: int, step: int) -> list[bytes]:
    """Undo the filters of PNG, row by row."""
    above = bytes(length)
    rows: list[bytes] = []
    for place in range(0, len(raw), length + 1):
        kind, row = raw[place], bytearray(raw[place + 1 : place + 1 + length])
        if kind == 1:
            for at in range(step, length):
                row[at] = (row[at] + row[at - step]) & 255
        elif kind == 2:
            row = bytearray(map(_added, row, above))
        elif kind == 3:
            for at in range(length):
                left = row[at - step] if at >= step else 0
                row[at] = (row[at] + (left + above[at]) // 2) & 255
        elif kind == 4:
            _unpaeth(row, above, step)
        elif kind:
            raise PictureError("the picture is broken")
        above = bytes(row)
        rows.append(above)
    return rows


def _added(one: int, other: int) -> int:
    return (one + other) & 255


def _unpaeth(row: bytearray, above: bytes, step: int) -> None:
    """Undo the filter that takes the nearest of three neighbours."""
    for at in range(min(step, len(row))):
        row[at] = (row[at] + above[at]) & 255
    for at in range(step, len(row)):
        left, up, corner = row[at - step], above[at], above[at - step]
        to_left, to_up = abs(up - corner), abs(left - corner)
        to_corner = abs(left + up - 2 * corner)
        near = up if to_up <= to_corner else corner
        if to_left <= to_up and to_left <= to_corner:
            near = left
        row[at] = (row[at] + near) & 255


def _painter(head: _Head, chunks: dict[bytes, bytes]):  # type: ignore[no-untyped-def]
    """Give what turns a row into RGBA."""
    palette, clear = chunks.get(b"PLTE", b""), chunks.get(b"tRNS", b"")
    width = head.width

    def from_channels(row: bytes) -> bytes:
        step = head.step
        painted = bytearray(b"\xff" * (4 * width))
        colours = (0, 1, 2) if step >= 3 else (0, 0, 0)
        for channel, source in enumerate(colours):
            painted[channel::4] = row[source::step]
        if step in (2, 4):
            painted[3::4] = row[step - 1 :: step]
        return bytes(painted)

    def from_palette(row: bytes) -> bytes:
        painted = bytearray(4 * width)
        tables = [palette[channel::3].ljust(256, b"\0") for channel in range(3)]
        tables.append(clear.ljust(256, b"\xff"))
        for channel, table in enumerate(tables):
            painted[channel::4] = row.translate(table[:256])
        return bytes(painted)

    return from_palette if head.colour == 3 else from_channels


def png_of(picture: Picture) -> bytes:
    """Write a PNG."""
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 6, 0, 0, 0)
    raw = b"".join(b"\0" + row for row in picture.rows)
    body = zlib.compress(raw, 6)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)


def scaled(picture: Picture, width: int, height: int) -> Picture:
    """Scale by taking the mean of up to 3 by 3 points of the area that each new point covers."""
    if (width, height) == (picture.width, picture.height):
        return picture
    columns = [_samples(at, width, picture.width) for at in range(width)]
    rows = []
    for at in range(height):
        sources = [picture.rows[line] for line in _samples(at, height, picture.height)]
        row = bytearray(4 * width)
        for across, places in enumerate(columns):
            many = len(places) * len(sources)
            for channel in range(4):
                total = sum(line[4 * place + channel] for line in sources for place in places)
                row[4 * across + channel] = total // many
        rows.append(bytes(row))
    return Picture(width, height, tuple(rows))


def _samples(at: int, new: int, old: int) -> tuple[int, ...]:
    """Give up to three places of the old side that one of the new side stands for."""
    first, last = at * old // new, max((at + 1) * old // new - 1, at * old // new)
    return tuple(dict.fromkeys((first, (first + last) // 2, last)))


def cropped(picture: Picture, width: int, height: int, *, gravity: str) -> Picture:
    """Cut out a part, at most as large as the picture, from where ``gravity`` says."""
    width, height = min(width, picture.width), min(height, picture.height)
    word = gravity.lower()
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    left = 0 if "west" in word else picture.width - width if "east" in word else left
    top = 0 if "north" in word else picture.height - height if "south" in word else top
    rows = picture.rows[top : top + height]
    return Picture(width, height, tuple(row[4 * left : 4 * (left + width)] for row in rows))


def marked(picture: Picture, dissolve: int) -> Picture:
    """Lay a striped plate over the lower right corner; ``dissolve`` in per cent covers all."""
    wide, high = max(picture.width // 4, 1), max(picture.height // 8, 1)
    rows = list(picture.rows)
    for at in range(picture.height - high, picture.height):
        row = bytearray(rows[at])
        for across in range(picture.width - wide, picture.width):
            light = 255 if (across + at) // 4 % 2 else 40
            for channel in range(3):
                place = 4 * across + channel
                row[place] = (row[place] * (100 - dissolve) + light * dissolve) // 100
            row[4 * across + 3] = max(row[4 * across + 3], 255 * dissolve // 100)
        rows[at] = bytes(row)
    return Picture(picture.width, picture.height, tuple(rows))
