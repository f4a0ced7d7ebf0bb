"""Part size and parts from a file's size and a service's limits."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.upload import Part

MIB = 1024 * 1024
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """What a service can take (domain data: the form greys out what it cannot)."""

    smallest_part: int
    """Bytes; the last part may be smaller."""
    largest_part: int
    most_parts: int
    largest_put: int
    """Bytes that one request may carry."""
    largest_object: int
    longest_key: int
    """Bytes of UTF-8."""
    multipart_from: int = 16 * MIB
    """From this size on *auto* uses parts."""
    lists_parts: bool = True
    part_step: int = 1
    """Bytes; every part but the last is a multiple of this long (Wangsu: 4 MiB)."""
    proof: str = "crc64"
    """The checksum by which the service proves an object: ``crc64``, or ``sha1`` of its 4 MiB
    pieces (`Order.sha1`)."""


def part_size(size: int, limits: Limits, *, wanted: int = 0) -> int:
    """Bytes of a part: as wanted within the limits, else 8 MiB, 16 from 1 GiB, 32 from 16 GiB.

    Grown in whole MiB until the object fits into the permitted number of parts.
    """
    chosen = wanted or (8 * MIB if size < GIB else 16 * MIB if size < 16 * GIB else 32 * MIB)
    chosen = min(max(chosen, limits.smallest_part), limits.largest_part)
    least = -(-size // limits.most_parts)
    if chosen < least:
        chosen = -(-least // MIB) * MIB
    return -(-chosen // limits.part_step) * limits.part_step


def parts(size: int, length: int) -> list[Part]:
    """The parts of a source of ``size`` bytes, each ``length`` long, the last one shorter."""
    return [
        Part(number, offset, min(length, size - offset))
        for number, offset in enumerate(range(0, max(size, 1), length), start=1)
    ]
