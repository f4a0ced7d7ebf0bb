"""Blocks and their chunks on the way to a file, by UploadBatch and index (wangsu.md 3)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.democloud.blobs import Blob
from app.democloud.wangsu.encoding import PIECE, Digests, Pieces
from app.democloud.wangsu.errors import missing_block, wrong_context

LARGEST_BLOCK = 100 * 1024 * 1024
"""Bytes (reference/wangsu.md 3.4)."""

Batch = tuple[str, str]
"""Bucket and UploadBatch: what one upload in blocks is known by."""


@dataclass(slots=True)
class Block:
    """One block, maybe not whole yet."""

    index: int
    """From 0."""
    size: int
    """Bytes that it will have."""
    ctx: str = ""
    """What the next chunk, or mkfile, has to name; another one after every chunk."""
    offset: int = 0
    """Bytes that are here."""
    blobs: list[Blob] = field(default_factory=list)
    """The chunks in order."""
    pieces: Pieces = field(default_factory=Pieces)
    """Its share of the etag."""

    def add(self, blob: Blob, digests: Digests) -> None:
        """Take a chunk; the ctx before it is of no use any more."""
        self.blobs.append(blob)
        self.offset += blob.size
        self.pieces = digests.pieces
        self.ctx = secrets.token_hex(16)

    def release(self) -> None:
        """Let the bytes go."""
        for blob in self.blobs:
            blob.release()


class Batches:
    """All blocks that are not part of a file yet."""

    def __init__(self) -> None:
        self._batches: dict[Batch, dict[int, Block]] = {}

    def put(self, batch: Batch, block: Block) -> None:
        """Place a block; one of the same index was begun anew and is let go."""
        blocks = self._batches.setdefault(batch, {})
        earlier = blocks.get(block.index)
        blocks[block.index] = block
        if earlier is not None:
            earlier.release()

    def find(self, batch: Batch, ctx: str) -> Block | None:
        """Give the block that ends with ``ctx`` now."""
        blocks = self._batches.get(batch, {}).values()
        return next((block for block in blocks if block.ctx == ctx), None)

    def following(self, batch: Batch, ctx: str, offset: int) -> Block:
        """Give the block that a chunk goes on; WangsuError 701 for a wrong ctx or place."""
        block = self.find(batch, ctx)
        if block is None:
            raise wrong_context("ctx is invalid or expired")
        if block.offset != offset:
            raise wrong_context(f"chunk out of order: the block has {block.offset} bytes")
        return block

    def chosen(self, batch: Batch, contexts: Sequence[str]) -> list[Block]:
        """Give the blocks that mkfile names, in its order; WangsuError 412 when one is missing."""
        found = [self.find(batch, ctx) for ctx in contexts]
        blocks = [block for block in found if block is not None]
        if len(blocks) != len(found) or len({block.index for block in blocks}) != len(blocks):
            raise missing_block("a block is missing")
        if any(block.offset != block.size for block in blocks):
            raise missing_block("a block is not whole")
        if any(block.size % PIECE for block in blocks[:-1]):
            raise missing_block("a block but the last is no multiple of 4194304 bytes")
        return blocks

    def forget(self, batch: Batch) -> None:
        """Drop an upload with all its blocks."""
        for block in self._batches.pop(batch, {}).values():
            block.release()

    def taken(self, batch: Batch, blocks: Sequence[Block]) -> tuple[Blob, ...]:
        """Give the bytes of blocks that became a file; what else the upload sent is dropped."""
        blobs = tuple(blob for block in blocks for blob in block.blobs)
        for blob in blobs:
            blob.hold()
        self.forget(batch)
        return blobs

    def clear(self) -> None:
        """Drop everything."""
        for batch in list(self._batches):
            self.forget(batch)

    def listed(self) -> list[tuple[Batch, list[Block]]]:
        """Give all unfinished uploads with their blocks in order."""
        return [
            (batch, sorted(blocks.values(), key=lambda block: block.index))
            for batch, blocks in self._batches.items()
        ]
