"""Reading a range of a file on this computer, with checksums in the one pass over its bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from fastcrc import crc64

from app.domain.errors import SourceChanged, SourceError, SourceMissing, SourceUnreadable
from app.domain.upload import Fingerprint
from app.providers.contract import Digests

PIECE = 4 << 20
"""Bytes of a SHA-1 piece (Wangsu's etag: wangsu sheet, block size)."""

ReadInto = Callable[[int, memoryview, int], int]
"""Descriptor, room and offset to how many bytes were put there; 0 at the file's end."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe put in the file's place must not hold us at opening
)


def read_at(descriptor: int, room: memoryview, offset: int) -> int:
    """Read at an offset into memory that is used again and again: new memory costs as much."""
    return os.preadv(descriptor, (room,), offset)


def seek_and_read(descriptor: int, room: memoryview, offset: int) -> int:
    """The same where the system has no ``preadv``; the descriptor must not be shared."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    block = os.read(descriptor, len(room))
    room[: len(block)] = block
    return len(block)


read_into: ReadInto = read_at if hasattr(os, "preadv") else seek_and_read


class Source:
    """An opened file; `close` it."""

    def __init__(
        self, path: str, *, mark: Fingerprint | None = None, read: ReadInto = read_into
    ) -> None:
        """``mark`` is what it looked like when its upload was planned.

        Raises `SourceMissing`, `SourceUnreadable` or `SourceChanged`.
        """
        self._mark = mark
        self._path = path
        self._read = read
        self._as_ours = _AsSourceErrors(path)
        with self._as_ours:
            self._descriptor = os.open(path, _FLAGS)
        try:
            status = self._status()
            if not stat.S_ISREG(status.st_mode):
                raise SourceUnreadable("not a regular file", name=_name(path))
            self._expect(status)
        except SourceError:
            self.close()
            raise

    def read(self, room: memoryview, offset: int) -> memoryview:
        """The beginning of ``room`` with at least one byte of the file.

        Raises `SourceChanged` when the file ends before, `SourceUnreadable` when it fails.
        """
        with self._as_ours:
            length = self._read(self._descriptor, room, offset)
        if not length:
            raise SourceChanged("shorter than planned", name=_name(self._path))
        return room[:length]

    def expect_unchanged(self) -> None:
        """Raises `SourceChanged` when this is not what the upload was planned for (any more).

        Nothing that was read before is of a file that somebody wrote to: the time would tell.
        """
        if self._mark is not None:
            self._expect(self._status())

    def close(self) -> None:
        """Give the file back."""
        os.close(self._descriptor)

    @property
    def size(self) -> int:
        """Bytes that it has now."""
        return self._status().st_size

    def _status(self) -> os.stat_result:
        with self._as_ours:
            return os.fstat(self._descriptor)

    def _expect(self, now: os.stat_result) -> None:
        mark = self._mark
        if mark is not None and (now.st_size, now.st_mtime_ns) != (mark.size, mark.modified_ns):
            raise SourceChanged("another time or size", name=_name(self._path))


def size_of(path: str) -> int:
    """Bytes of a file. Raises as `Source`."""
    with closing(Source(path)) as source:
        return source.size


class Tally:
    """Running checksums of one range."""

    def __init__(self, wanted: frozenset[str]) -> None:
        """``wanted``: any of ``crc64``, ``crc32``, ``md5``, ``sha1`` (of each 4 MiB piece)."""
        self._crc64 = 0 if "crc64" in wanted else None
        self._crc32 = 0 if "crc32" in wanted else None
        self._md5 = hashlib.md5(usedforsecurity=False) if "md5" in wanted else None
        self._sha1 = Sha1Pieces() if "sha1" in wanted else None

    def add(self, block: bytes | memoryview) -> None:
        """Count the next bytes. Each call gives the interpreter lock away on a big block."""
        if self._crc64 is not None:
            self._crc64 = crc64.xz(block, self._crc64)
        if self._crc32 is not None:
            self._crc32 = zlib.crc32(block, self._crc32)
        if self._md5 is not None:
            self._md5.update(block)
        if self._sha1 is not None:
            self._sha1.add(block)

    def done(self) -> Digests:
        """The checksums of all bytes added."""
        md5 = self._md5.digest() if self._md5 is not None else b""
        sha1 = self._sha1.done() if self._sha1 is not None else b""
        return Digests(self._crc64, self._crc32, md5, sha1)


class Sha1Pieces:
    """SHA-1 of each 4 MiB piece; of nothing it is the SHA-1 of nothing, one piece."""

    def __init__(self) -> None:
        """Begins at a piece's first byte."""
        self._finished = b""
        self._hash = hashlib.sha1(usedforsecurity=False)
        self._room = PIECE

    def add(self, block: bytes | memoryview) -> None:
        """Count the next bytes."""
        rest = memoryview(block)
        while rest:
            if not self._room:
                self._next_piece()
            self._hash.update(rest[: self._room])
            taken = min(self._room, len(rest))
            self._room -= taken
            rest = rest[taken:]

    def done(self) -> bytes:
        """20 bytes for each piece."""
        return self._finished + self._hash.digest()

    def _next_piece(self) -> None:
        self._finished += self._hash.digest()
        self._hash = hashlib.sha1(usedforsecurity=False)
        self._room = PIECE


@dataclass(slots=True)
class _AsSourceErrors:
    """A context in which the system's errors become ours; a generator costs three times as much."""

    path: str

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: object
    ) -> None:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            raise SourceMissing(error.strerror or "", name=_name(self.path)) from None
        if isinstance(error, OSError):
            raise SourceUnreadable(error.strerror or "", name=_name(self.path)) from None
        if isinstance(error, ValueError):
            # A name that this system cannot even ask for: a NUL in it, or lone surrogates.
            raise SourceUnreadable("not a possible file name", name=_name(self.path)) from None


def _name(path: str) -> str:
    return os.path.basename(path)
