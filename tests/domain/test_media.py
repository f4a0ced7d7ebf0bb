"""Content types and image sizes."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.media import TYPES, UNKNOWN, ImageInfo, image_info, type_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("photo.JPG", "image/jpeg"),
        ("a.b.png", "image/png"),
        ("report.pdf", "application/pdf"),
        ("list.csv", "text/csv"),
        ("clip.mov", "video/quicktime"),
        ("archive.tar.gz", "application/gzip"),
        ("folder.png/readme", UNKNOWN),
        ("noending", UNKNOWN),
        (".png", UNKNOWN),
        ("name.", UNKNOWN),
        ("x.unheard-of", UNKNOWN),
    ],
)
def test_the_ending_tells_the_content_type(name: str, kind: str) -> None:
    assert type_of(name) == kind


def test_the_table_is_large_well_formed_and_in_lower_case() -> None:
    assert len(TYPES) >= 150
    for ending, kind in TYPES.items():
        assert ending == ending.lower()
        assert kind.count("/") == 1
        assert kind == kind.lower()


def _png(width: int, height: int) -> bytes:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


def _jpeg(width: int, height: int, *, before: int = 0, frame: int = 0xC0) -> bytes:
    exif = b"\xff\xe1" + struct.pack(">H", before + 2) + b"\xff\xc0" * (before // 2)
    table = b"\xff\xc4\x00\x04\x00\x00"
    size = struct.pack(">BBHBHH", 0xFF, frame, 17, 8, height, width) + bytes(10)
    return b"\xff\xd8" + exif + table + b"\xff" + size + b"\xff\xda"


def _webp(kind: bytes, rest: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(rest) + 12) + b"WEBP" + kind + rest


def _lossless(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    return _webp(b"VP8L", struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", bits))


def _extended(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _webp(b"VP8X", struct.pack("<I", 10) + bytes(4) + size)


def _lossy(width: int, height: int) -> bytes:
    return _webp(b"VP8 ", struct.pack("<I", 20) + bytes(6) + struct.pack("<HH", width, height))


sides = st.integers(1, 16383)


@given(sides, sides, st.sampled_from([0, 100, 65000]), st.sampled_from([0xC0, 0xC1, 0xC2, 0xCF]))
def test_the_size_of_a_jpeg_is_found_behind_its_other_segments(
    width: int, height: int, before: int, frame: int
) -> None:
    head = _jpeg(width, height, before=before, frame=frame)
    assert image_info(head) == ImageInfo(width, height, "jpg")


@given(sides, sides)
def test_sizes_of_the_other_formats_are_read(width: int, height: int) -> None:
    assert image_info(_png(width, height)) == ImageInfo(width, height, "png")
    gif = b"GIF89a" + struct.pack("<HH", width, height)
    assert image_info(gif) == ImageInfo(width, height, "gif")
    for head in (_lossy(width, height), _lossless(width, height), _extended(width, height)):
        assert image_info(head) == ImageInfo(width, height, "webp")
    for sign in (1, -1):
        bmp = b"BM" + bytes(12) + struct.pack("<Iii", 40, width, sign * height)
        assert image_info(bmp) == ImageInfo(width, height, "bmp")


@given(st.binary(max_size=64), st.sampled_from([b"", b"\xff\xd8\xff", b"BM", b"RIFF", b"GIF8"]))
def test_bytes_of_any_kind_are_no_trouble(tail: bytes, start: bytes) -> None:
    info = image_info(start + tail)
    assert info is None or (info.width > 0 and info.height > 0)


@given(st.integers(0, 60))
def test_a_head_that_ends_too_early_gives_no_size(length: int) -> None:
    for head in (_png(3, 4), _jpeg(3, 4, before=60), _lossless(3, 4), _extended(3, 4)):
        info = image_info(head[:length])
        assert info is None or (info.width, info.height) == (3, 4)


def test_text_that_begins_like_a_bitmap_is_no_image() -> None:
    assert image_info(b"BMW sells cars, as everybody knows, in Munich.") is None
