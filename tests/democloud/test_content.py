"""Image measures, checksums and the joining of ranges."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.democloud import crc
from app.democloud.blobs import BlobDirectory, read_joined
from app.democloud.images import ImageInfo, image_info

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200)
BMP = b"BM" + bytes(12) + struct.pack("<Iii", 40, 17, -9)
OLD_BMP = b"BM" + bytes(12) + struct.pack("<IHH", 12, 17, 9) + bytes(4)
FRAME = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 600, 800) + bytes(12)
JPEG = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14) + b"\xff" + FRAME
LONG_JPEG = b"\xff\xd8" + (b"\xff\xe1\xff\xff" + bytes(65533)) * 3 + b"\xff\xd0" + FRAME


def measured(data: bytes) -> ImageInfo | None:
    """Measure bytes in memory."""
    return image_info(lambda at, count: data[at : at + count])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, ImageInfo("png", 640, 480)),
        (GIF, ImageInfo("gif", 320, 200)),
        (BMP, ImageInfo("bmp", 17, 9)),
        (OLD_BMP, ImageInfo("bmp", 17, 9)),
        (JPEG, ImageInfo("jpg", 800, 600)),
        (LONG_JPEG, ImageInfo("jpg", 800, 600)),
        (b"", None),
        (b"hello", None),
        (PNG[:20], None),
        (JPEG[:25], None),
        (b"\xff\xd8\xff" + bytes(40), None),
    ],
)
def test_images_are_measured(data: bytes, expected: ImageInfo | None) -> None:
    assert measured(data) == expected


@given(st.sampled_from([PNG, GIF, BMP, JPEG]), st.binary(max_size=60), st.integers(0, 60))
def test_damaged_images_do_no_harm(image: bytes, junk: bytes, at: int) -> None:
    found = measured(image[:at] + junk)
    assert found is None or found.format in ("png", "gif", "bmp", "jpg")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", 0),
        (b"a", 3675645893302102789),
        (b"123456789", 11051210869376104954),
        (b"hello world", 5981764153023615706),
    ],
)
def test_the_checksum_is_the_published_one(data: bytes, expected: int) -> None:
    assert crc.update(0, data) == expected


@given(st.binary(max_size=5000), st.binary(max_size=5000))
def test_checksums_join(first: bytes, second: bytes) -> None:
    joined = crc.combine(crc.update(0, first), crc.update(0, second), len(second))
    assert joined == crc.update(0, first + second)


def stored(directory: Path, pieces: Sequence[Sequence[bytes]]) -> list[bytes]:
    """Write blobs of chunks and read their joined ranges back."""

    async def scene() -> list[bytes]:
        with ThreadPoolExecutor(2) as pool:
            blobs = BlobDirectory(directory, pool)
            made = []
            for chunks in pieces:
                writer = blobs.writer()
                for chunk in chunks:
                    await writer.write(chunk)
                made.append(await writer.finish())
            found = []
            total = sum(blob.size for blob in made)
            for start, length in ((0, total), (1, total - 1), (total // 2, 7), (total, 5)):
                read = [chunk async for chunk in blobs.read(made, start, length)]
                assert read_joined(made, start, length) == b"".join(read)
                found.append(b"".join(read))
            for blob in made:
                blob.release()
            return found

    return asyncio.run(scene())


def test_blobs_read_back_as_one_run_and_are_deleted_when_let_go(tmp_path: Path) -> None:
    big = os.urandom(3_000_001)
    pieces = [[b"", b"abc"], [], [big[:1_500_000], big[1_500_000:]], [b"z"]]
    whole = b"abc" + big + b"z"
    middle = len(whole) // 2
    expected = [whole, whole[1:], whole[middle : middle + 7], b""]
    assert stored(tmp_path, pieces) == expected
    assert list(tmp_path.iterdir()) == []
