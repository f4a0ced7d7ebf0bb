"""Pictures without a library, held against Qt's (an oracle here)."""

from __future__ import annotations

import contextlib
import random
import struct
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from app.democloud.wangsu.jpeg import read_jpeg
from app.democloud.wangsu.jpeg_writer import jpeg_of
from app.democloud.wangsu.picture import Picture, PictureError
from app.democloud.wangsu.pictures import png_of, read_picture, scaled

LAKE = Path(__file__).parents[2] / "resources/samples/lake.jpg"


def written(image: QImage, *, quality: int = 80, progressive: bool = False) -> bytes:
    """Write a JPEG with Qt."""
    target = QByteArray()
    buffer = QBuffer(target)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    writer.setProgressiveScanWrite(progressive)
    writer.setOptimizedWrite(progressive)
    assert writer.write(image)
    buffer.close()
    data = target.data()
    assert isinstance(data, bytes)
    return data


def difference(picture: Picture, data: bytes) -> float:
    """Give the mean difference from what Qt reads."""
    image = QImage.fromData(data).convertToFormat(QImage.Format.Format_RGBA8888)
    assert (picture.width, picture.height) == (image.width(), image.height())
    total = 0
    for number, row in enumerate(picture.rows):
        line = image.constScanLine(number)
        assert isinstance(line, memoryview)
        other = bytes(line)[: 4 * picture.width]
        total += sum(abs(one - two) for one, two in zip(row, other, strict=True))
    return total / (4 * picture.width * picture.height)


def sample(width: int, height: int, *, grey: bool = False) -> QImage:
    """A part of the sample picture."""
    image = QImage.fromData(LAKE.read_bytes()).scaled(width, height)
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    return image.convertToFormat(kind)


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize(("quality", "size"), [(15, (97, 51)), (80, (64, 64)), (98, (33, 17))])
def test_jpegs_are_read_as_qt_reads_them(
    progressive: bool, grey: bool, quality: int, size: tuple[int, int]
) -> None:
    data = written(sample(*size, grey=grey), quality=quality, progressive=progressive)
    picture = read_jpeg(data)
    assert picture is not None
    assert difference(picture, data) < 2.0


def test_a_jpeg_that_shall_become_small_is_read_small() -> None:
    data = written(sample(400, 240))
    sizes = []
    for least in ((50, 30), (51, 0), (200, 120), (400, 0)):
        picture = read_jpeg(data, least=least)
        assert picture is not None
        sizes.append((picture.width, picture.height))
        small = QImage.fromData(data).scaled(picture.width, picture.height)
        mean = [small.pixelColor(x, y).green() for x in range(10) for y in range(10)]
        ours = [picture.rows[y][4 * x + 1] for x in range(10) for y in range(10)]
        assert abs(sum(mean) - sum(ours)) / 100 < 12
    assert sizes == [(50, 30), (100, 60), (200, 120), (400, 240)]


def test_what_is_written_reads_the_same() -> None:
    data = written(sample(77, 45))
    picture = read_jpeg(data)
    assert picture is not None
    again = jpeg_of(picture)
    assert difference(picture, again) < 3.0
    ours = read_jpeg(again)
    assert ours is not None
    assert difference(ours, again) < 0.5
    assert difference(picture, png_of(picture)) == 0


def test_hard_edges_and_every_height_of_wave_can_be_written() -> None:
    chance = random.Random(5)
    rows = [bytes(chance.choice((0, 255)) for _ in range(4 * 24)) for _ in range(24)]
    rows = [bytes(b"".join(row[at : at + 3] + b"\xff" for at in range(0, 96, 4))) for row in rows]
    picture = Picture(24, 24, tuple(rows))
    assert difference(picture, jpeg_of(picture)) < 8.0


def test_broken_jpegs_say_so_in_time() -> None:
    data = written(sample(64, 48), progressive=True)
    chance = random.Random(3)
    for cut in range(0, len(data), 97):
        torn = bytearray(data)
        for _ in range(3):
            torn[chance.randrange(2, len(torn))] = chance.randrange(256)
        for broken in (bytes(torn), data[:cut]):
            # Nothing else may come out, neither another error nor a picture of another size.
            with contextlib.suppress(PictureError):
                picture = read_jpeg(broken)
                assert picture is None or len(picture.rows[0]) == 4 * picture.width
    assert read_jpeg(b"\xff\xd8" + bytes(4_000_000)) is None


def test_scaling_keeps_colours_in_their_places() -> None:
    row = b"\xff\0\0\xff" * 30 + b"\0\0\xff\x80" * 30
    small = scaled(Picture(60, 40, (row,) * 40), 6, 4)
    assert small.rows == (b"\xff\0\0\xff" * 3 + b"\0\0\xff\x80" * 3,) * 4
    reds = [one[0] - two[0] for one, two in pairwise(small.rows)]
    assert set(reds) == {0}


@pytest.mark.parametrize("colour", [0, 2, 3, 4, 6])
def test_pngs_of_every_colour_and_filter_are_read(colour: int) -> None:
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    width, height = 7, 5
    plain = [
        bytes((x * 7 + y * 31 + 3) % 250 for x in range(width * channels)) for y in range(height)
    ]
    raw = b"".join(
        bytes([y % 5]) + filtered(y % 5, row, plain[y - 1] if y else bytes(len(row)), channels)
        for y, row in enumerate(plain)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(n % 256 for n in range(768))) if colour == 3 else b""
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + palette
    data += chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    read = read_picture(data)
    assert read is not None
    first = plain[3][:channels]
    wanted = {
        0: first * 3 + b"\xff",
        2: first + b"\xff",
        3: bytes((first[0] * 3 + n) % 256 for n in range(3)) + b"\xff",
        4: first[:1] * 3 + first[1:],
        6: first,
    }[colour]
    assert read.rows[3][:4] == wanted
    again = read_picture(png_of(read))
    assert again == read


def filtered(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    """Filter a row as PNG says."""

    def before(line: bytes, at: int) -> int:
        return line[at - step] if at >= step else 0

    def guess(at: int) -> int:
        left, up, corner = before(row, at), above[at], before(above, at)
        near = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
        return {0: 0, 1: left, 2: up, 3: (left + up) // 2, 4: near}[kind]

    return bytes((row[at] - guess(at)) % 256 for at in range(len(row)))


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
