"""Size and kind of an image from its first bytes: PNG, JPEG, GIF and BMP."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

Read = Callable[[int, int], bytes]
"""Reads ``(offset, length)``; gives fewer bytes at the end."""

MOST_SEGMENTS = 500
"""JPEG segments looked through before giving up."""

_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segments that carry the measures."""

_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """What the callback variables ``imageInfo.*`` say."""

    format: str
    """``png``, ``jpg``, ``gif`` or ``bmp``."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""


def image_info(read: Read) -> ImageInfo | None:
    """Give the measures of an image, None when the bytes are none that is known."""
    head = read(0, 32)
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return ImageInfo("png", *struct.unpack(">II", head[16:24]))
    if head[:6] in (b"GIF87a", b"GIF89a") and len(head) >= 10:
        return ImageInfo("gif", *struct.unpack("<HH", head[6:10]))
    if head.startswith(b"BM") and len(head) >= 26:
        return _bmp(head)
    if head.startswith(b"\xff\xd8\xff"):
        return _jpeg(read)
    return None


def _bmp(head: bytes) -> ImageInfo | None:
    header_size = struct.unpack("<I", head[14:18])[0]
    if header_size == 12:
        return ImageInfo("bmp", *struct.unpack("<HH", head[18:22]))
    if header_size < 40:
        return None
    width, height = struct.unpack("<ii", head[18:26])
    # A negative height means that the rows run from top to bottom.
    return ImageInfo("bmp", width, abs(height))


def _jpeg(read: Read) -> ImageInfo | None:
    position = 2
    for _ in range(MOST_SEGMENTS):
        segment = read(position, 9)
        if len(segment) < 4 or segment[0] != 0xFF:
            return None
        marker = segment[1]
        if marker == 0xFF or marker in _JPEG_BARE:
            position += 1 if marker == 0xFF else 2
            continue
        if marker in _JPEG_SIZES and len(segment) == 9:
            height, width = struct.unpack(">HH", segment[5:9])
            return ImageInfo("jpg", width, height)
        position += 2 + struct.unpack(">H", segment[2:4])[0]
    return None
