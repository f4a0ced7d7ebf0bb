"""The etag: what an object is known by, out of the SHA-1 of its 4 MiB pieces (wangsu.md, 2.5)."""

from __future__ import annotations

import hashlib

from app.domain.wangsu_base64 import encoded

PIECE = 4 << 20
"""Bytes; the last piece may be shorter. It has nothing to do with the size of a block."""

SHA1 = 20
"""Bytes of one digest."""

ETAG = 28
"""Characters of an etag."""

NOTHING = hashlib.sha1(b"", usedforsecurity=False).digest()
"""The digest of an empty object, which nobody reads."""


def etag(digests: bytes) -> str:
    """28 characters; ``digests`` are 20 bytes for each piece, one after the other.

    A single piece, exactly 4 MiB included, stands for itself. Raises `ValueError` for none or half
    of one.
    """
    if not digests or len(digests) % SHA1:
        raise ValueError("no whole SHA-1 digests")
    if len(digests) == SHA1:
        return encoded(b"\x16" + digests)
    return encoded(b"\x96" + hashlib.sha1(digests, usedforsecurity=False).digest())


def pieces(size: int) -> int:
    """How many digests an object of ``size`` bytes has."""
    return max(1, -(-size // PIECE))


def is_whole(digests: bytes, size: int) -> bool:
    """Are there as many digests as an object of ``size`` bytes has pieces?"""
    return len(digests) == SHA1 * pieces(size)
