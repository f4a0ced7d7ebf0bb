"""Bytes on disk: runs of bytes under random names, digested in the same pass as they are written.

Memory stays constant: a writer holds at most two blocks of about 1 MiB. An object made of parts is
a list of blobs, so completing a multipart upload copies nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from app.democloud import crc

BLOCK = 1024 * 1024
"""Bytes gathered before a helper thread digests and writes them."""

SMALL = 128 * 1024
"""Up to this many bytes are written on the spot: handing them to a thread would cost more."""

READ_BLOCK = 256 * 1024


class Blob:
    """A run of bytes on disk that is deleted when nobody holds it any longer."""

    def __init__(self, path: Path, *, size: int, md5: bytes, crc64: int) -> None:
        self.path = path
        self.size = size
        self.md5 = md5
        self.crc64 = crc64
        self._holders = 1

    def hold(self) -> None:
        """Keep the file for one more holder, for example a download that is under way."""
        self._holders += 1

    def release(self) -> None:
        """Let go; the last holder's release deletes the file."""
        self._holders -= 1
        if self._holders == 0:
            self.path.unlink(missing_ok=True)


class BlobWriter:
    """Takes the chunks of one body and becomes a :class:`Blob`."""

    def __init__(
        self, path: Path, pool: Executor, *, also: Callable[[bytes], object] | None = None
    ) -> None:
        self._path = path
        self._pool = pool
        self._also = also
        self._file = open(path, "xb", buffering=0)  # noqa: SIM115 (closed by finish or discard)
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._crc64 = 0
        self._size = 0
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._running: asyncio.Future[None] | None = None

    async def write(self, chunk: bytes) -> None:
        """Add bytes; waits while the block before the last is still being written."""
        self._waiting.append(chunk)
        self._waiting_bytes += len(chunk)
        if self._waiting_bytes >= BLOCK:
            await self._settle()
            loop = asyncio.get_running_loop()
            self._running = loop.run_in_executor(self._pool, self._consume, self._take())

    async def finish(self) -> Blob:
        """Write what is left and give the blob."""
        await self._settle()
        if self._waiting_bytes <= SMALL:
            self._consume(self._take())
        else:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._pool, self._consume, self._take())
        self._file.close()
        return Blob(self._path, size=self._size, md5=self._md5.digest(), crc64=self._crc64)

    async def discard(self) -> None:
        """Throw away what was written: the body did not arrive whole or was refused."""
        try:
            await self._settle()
        finally:
            self._file.close()
            self._path.unlink(missing_ok=True)

    async def _settle(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            await running

    def _take(self) -> list[bytes]:
        chunks, self._waiting, self._waiting_bytes = self._waiting, [], 0
        return chunks

    def _consume(self, chunks: list[bytes]) -> None:
        for chunk in chunks:
            self._md5.update(chunk)
            self._crc64 = crc.update(self._crc64, chunk)
            if self._also is not None:
                self._also(chunk)
            self._file.write(chunk)
            self._size += len(chunk)


class BlobDirectory:
    """The folder that holds all blobs; file names are random and say nothing about keys."""

    def __init__(self, directory: Path, pool: Executor) -> None:
        self._directory = directory
        self._pool = pool

    def writer(self, *, also: Callable[[bytes], object] | None = None) -> BlobWriter:
        """Begin a new blob; OSError when the disk does not take it.

        ``also`` is given every chunk in order, in the thread that digests and writes them.
        """
        return BlobWriter(self._directory / secrets.token_hex(16), self._pool, also=also)

    async def take_in(
        self, chunks: AsyncIterator[bytes], *, also: Callable[[bytes], object] | None = None
    ) -> Blob:
        """Store ``chunks``; whatever they raise leaves nothing behind. ``also``: see writer()."""
        writer = self.writer(also=also)
        kept = False
        try:
            async for chunk in chunks:
                await writer.write(chunk)
            blob = await writer.finish()
            kept = True
        finally:
            if not kept:
                await writer.discard()
        return blob

    async def read(self, blobs: Sequence[Blob], start: int, length: int) -> AsyncIterator[bytes]:
        """Yield ``length`` bytes from ``start`` of the blobs laid end to end."""
        loop = asyncio.get_running_loop()
        for blob, offset, count in spans(blobs, start, length):
            for position in range(offset, offset + count, READ_BLOCK):
                size = min(READ_BLOCK, offset + count - position)
                yield await loop.run_in_executor(self._pool, read_at, blob.path, position, size)


def spans(blobs: Sequence[Blob], start: int, length: int) -> list[tuple[Blob, int, int]]:
    """Say which bytes (offset, count) of which blobs make up a range of all of them."""
    found = []
    for blob in blobs:
        offset, count = max(start, 0), min(length, blob.size - max(start, 0))
        if count > 0:
            found.append((blob, offset, count))
            length -= count
        start -= blob.size
    return found


def read_at(path: Path, offset: int, size: int) -> bytes:
    """Read ``size`` bytes at ``offset`` (fewer at the end of the file)."""
    with open(path, "rb", buffering=0) as file:
        file.seek(offset, os.SEEK_SET)
        return file.read(size)


def read_joined(blobs: Sequence[Blob], start: int, length: int) -> bytes:
    """Read a short range of the blobs laid end to end, for example an image's header."""
    return b"".join(read_at(b.path, at, count) for b, at, count in spans(blobs, start, length))
