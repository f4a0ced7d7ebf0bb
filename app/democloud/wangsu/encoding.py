"""Base64 as this service writes it, and its etag (reference/wangsu.md 0, 2.5)."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Sequence

PIECE = 4 * 1024 * 1024
"""Bytes of a piece of the etag, whatever the blocks were."""


def encoded(data: bytes | str) -> str:
    """Give URL-safe Base64 with its padding."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return base64.urlsafe_b64encode(raw).decode("ascii")


def decoded(text: str) -> bytes:
    """Undo :func:`encoded`; the padding may be missing. ValueError when it is no Base64."""
    bare = text.strip().rstrip("=")
    padded = bare + "=" * (-len(bare) % 4)
    return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)


def decoded_text(text: str) -> str:
    """The same for UTF-8 text."""
    return decoded(text).decode("utf-8")


class Pieces:
    """SHA-1 of each 4 MiB piece of bytes that come one after the other."""

    def __init__(self) -> None:
        self._whole: list[bytes] = []
        self._open = hashlib.sha1(usedforsecurity=False)
        self._in_open = 0

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        view = memoryview(data)
        while view:
            taken = view[: PIECE - self._in_open]
            self._open.update(taken)
            self._in_open += len(taken)
            view = view[len(taken) :]
            if self._in_open == PIECE:
                self._whole.append(self._open.digest())
                self._open, self._in_open = hashlib.sha1(usedforsecurity=False), 0

    def digests(self) -> list[bytes]:
        """Give the digests so far; no bytes at all are one empty piece."""
        rest = [self._open.digest()] if self._in_open or not self._whole else []
        return self._whole + rest

    def copy(self) -> Pieces:
        """Give one that goes on from here by itself."""
        other = Pieces()
        other._whole, other._open = list(self._whole), self._open.copy()
        other._in_open = self._in_open
        return other


class Digests:
    """What a chunk is answered with, counted while it is written: CRC-32 and pieces."""

    def __init__(self, pieces: Pieces | None = None) -> None:
        self.pieces = Pieces() if pieces is None else pieces
        self.crc32 = 0

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        self.crc32 = zlib.crc32(data, self.crc32)
        self.pieces.update(data)


def etag_of(digests: Sequence[bytes]) -> str:
    """Give the 28 characters for the pieces' SHA-1 digests (reference/wangsu.md 2.5)."""
    if len(digests) == 1:
        return encoded(b"\x16" + digests[0])
    joined = hashlib.sha1(b"".join(digests), usedforsecurity=False)
    return encoded(b"\x96" + joined.digest())


def etag_of_bytes(data: bytes) -> str:
    """Give the etag of bytes in memory."""
    pieces = Pieces()
    pieces.update(data)
    return etag_of(pieces.digests())
