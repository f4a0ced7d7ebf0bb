"""What a source looks like, and checksums of it; blocking, so run as chores."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator

from fastcrc import crc64 as _crc64

from app.domain.errors import SourceError, SourceMissing, SourceUnreadable
from app.domain.upload import Fingerprint, Part, StoredPart
from app.engine.source import Sha1Pieces

_PIECE = 1024 * 1024
OPENING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


def of(path: str) -> Fingerprint:
    """Size, time and inode. Raises `SourceMissing` or `SourceUnreadable`."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise SourceUnreadable("not a regular file", name=os.path.basename(path))
        os.close(os.open(path, OPENING))  # may it be read?
        return Fingerprint(status.st_size, status.st_mtime_ns, status.st_ino)
    except OSError as error:
        raise source_error(error, path) from error
    except ValueError as error:  # a NUL in the path
        raise SourceMissing(name=os.path.basename(path)) from error


def source_error(error: OSError, path: str) -> SourceError:
    """The domain's error for what the system said about a file."""
    name = os.path.basename(path)
    missing = isinstance(error, FileNotFoundError | NotADirectoryError)
    kind = SourceMissing if missing else SourceUnreadable
    return kind(error.strerror or type(error).__name__, name=name)


def crc64(path: str, offset: int, length: int) -> int | None:
    """CRC-64/XZ of a range; None when it cannot be read whole."""
    value = 0
    try:
        for piece in _pieces(path, offset, length):
            value = _crc64.xz(piece, value)
    except (OSError, EOFError):
        return None
    return value


def crc64_of(path: str, length: int, *, mark: Fingerprint | None) -> int | None:
    """CRC-64/XZ of a file that is as ``mark`` says; None when it is not, or cannot be read."""
    try:
        as_it_was = mark is None or of(path) == mark
    except SourceError:
        return None
    return crc64(path, 0, length) if as_it_was else None


def sha1_of(path: str, length: int, *, mark: Fingerprint | None) -> bytes:
    """SHA-1 of each 4 MiB piece of a file that is as ``mark`` says, 20 bytes each.

    Empty when it is not, or cannot be read.
    """
    digests = Sha1Pieces()
    try:
        if mark is not None and of(path) != mark:
            return b""
        for piece in _pieces(path, 0, length):
            digests.add(piece)
    except (SourceError, OSError, EOFError):
        return b""
    return digests.done()


def same(path: str, part: Part, listed: StoredPart) -> bool:
    """Is what the server lists the range that the file has now? By CRC-64, else by MD5 (ETag)."""
    if listed.crc64 is not None:
        return crc64(path, part.offset, part.length) == listed.crc64
    digest = hashlib.md5(usedforsecurity=False)
    try:
        for piece in _pieces(path, part.offset, part.length):
            digest.update(piece)
    except (OSError, EOFError):
        return False
    return digest.hexdigest() == listed.etag.strip('"').lower()


def _pieces(path: str, offset: int, length: int) -> Iterator[bytes]:
    with open(path, "rb", buffering=0) as source:
        source.seek(offset)
        while length > 0:
            piece = source.read(min(_PIECE, length))
            if not piece:
                raise EOFError(path)
            length -= len(piece)
            yield piece
