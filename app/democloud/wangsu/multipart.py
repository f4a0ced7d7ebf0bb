"""Upload in blocks: mkblk, bput, mkfile (reference/wangsu.md 3)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import unquote

from app.democloud.answering import Answer
from app.democloud.blobs import Blob
from app.democloud.wangsu.answers import json_answer
from app.democloud.wangsu.blocks import LARGEST_BLOCK, Block
from app.democloud.wangsu.encoding import Digests, decoded_text, etag_of
from app.democloud.wangsu.errors import (
    WangsuError,
    malformed,
    missing_block,
    refused,
    wrong_context,
)
from app.democloud.wangsu.exchange import (
    DECLARED,
    Exchange,
    Site,
    expiry_header,
    kind_of,
    traffic_limit,
)
from app.democloud.wangsu.finishing import Arrived, Naming, finish, object_name, refuse_taken
from app.democloud.wangsu.policy import Policy, refuse_size
from app.democloud.wangsu.tokens import required

LARGEST_FILE = 500 * 1024**3
"""Bytes (reference/wangsu.md 3.4)."""
LONGEST_LIST = 8 * 1024 * 1024
"""Bytes of mkfile's body: 128,000 blocks of 4 MiB fit."""


async def make_block(site: Site, exchange: Exchange) -> Answer:
    """``/mkblk/<blockBytes>/<index>``: begin a block with its first chunk."""
    _policy(site, exchange)
    size, index = _numbers(exchange, 2)
    if not 0 < size <= LARGEST_BLOCK:
        raise malformed(f"a block has 1 to {LARGEST_BLOCK} bytes")
    block = Block(index, size)
    blob, digests = await _chunk(site, exchange, block)
    block.add(blob, digests)
    site.batches.put(exchange.upload, block)
    return _stored(site, exchange, block, blob=blob, crc32=digests.crc32)


async def put_chunk(site: Site, exchange: Exchange) -> Answer:
    """``/bput/<ctx>/<offset>``: the next chunk of a block."""
    _policy(site, exchange)
    ctx, place = _arguments(exchange, 2)
    offset = _number(place)
    block = site.batches.following(exchange.upload, ctx, offset)
    blob, digests = await _chunk(site, exchange, block)
    if block.ctx != ctx:
        # Another chunk with the same ctx was quicker.
        blob.release()
        raise wrong_context("ctx is invalid or expired")
    block.add(blob, digests)
    return _stored(site, exchange, block, blob=blob, crc32=digests.crc32)


async def make_file(site: Site, exchange: Exchange) -> Answer:
    """``/mkfile/<fileBytes>[/key/<b64>][/x:name/<b64>]...``: join the blocks to an object."""
    policy = _policy(site, exchange)
    size = _number(exchange.arguments[0] if exchange.arguments else "")
    extras = _pairs(exchange.arguments[1:])
    body = (await exchange.body.read(LONGEST_LIST)).decode("utf-8", "replace")
    contexts = [ctx.strip() for ctx in body.split(",") if ctx.strip()]
    if not contexts:
        raise refused("ctx can not be null")
    asked = _b64_header(exchange, "key") or extras.get("key", "")
    key = object_name(policy, Naming(asked, ""))
    exchange.key = key
    refuse_size(policy, size, status=site.settings.wangsu_size_status)
    refuse_taken(site, policy, key, exchange.now)
    blocks = _blocks(site, exchange, contexts, size)
    headers = expiry_header(exchange.header("deadline"), exchange.now)
    if sum(block.size for block in blocks) != size:
        headers = (*headers, (DECLARED, str(size)))
    arrived = Arrived(
        key=key,
        file_name=extras.get("fname", "") or key.rpartition("/")[2],
        blobs=site.batches.taken(exchange.upload, blocks),
        etag=etag_of([digest for block in blocks for digest in block.pieces.digests()]),
        mime_type=kind_of(exchange.header("mimetype"), key),
        headers=headers,
        variables={name: value for name, value in extras.items() if name.startswith("x:")},
        in_blocks=True,
    )
    return await finish(site, exchange, policy, arrived=arrived)


def _blocks(site: Site, exchange: Exchange, contexts: list[str], size: int) -> list[Block]:
    blocks = site.batches.chosen(exchange.upload, contexts)
    if site.settings.wangsu_lenient_mkfile:
        return blocks
    if [block.index for block in blocks] != list(range(len(blocks))):
        raise missing_block("the blocks are not in order")
    if sum(block.size for block in blocks) != size:
        raise missing_block("the blocks do not make a file of this size")
    return blocks


def _policy(site: Site, exchange: Exchange) -> Policy:
    """Check token and UploadBatch; the key may be named by either."""
    policy = site.policy(exchange, required(exchange.token))
    if not exchange.upload_id:
        raise malformed("UploadBatch is missing")
    if not policy.key and not exchange.key and exchange.operation != "mkfile":
        exchange.key = _b64_header(exchange, "key")
    if not 0 <= (exchange.part or 0) <= 10**6:
        raise malformed("the index is too large")
    return policy


async def _chunk(site: Site, exchange: Exchange, block: Block) -> tuple[Blob, Digests]:
    length = exchange.header("content-length")
    if length == "0":
        raise malformed("the chunk is empty")
    digests = Digests(block.pieces.copy())
    room = block.size - block.offset
    exchange.body.bits_per_second = traffic_limit(exchange)
    chunks = _within(exchange.body.chunks(), room)
    blob = await site.store.blobs.take_in(chunks, also=digests.update)
    return blob, digests


async def _within(chunks: AsyncIterator[bytes], room: int) -> AsyncIterator[bytes]:
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > room:
            raise wrong_context("the chunk goes beyond the end of its block")
        yield chunk
    if not size:
        raise malformed("the chunk is empty")


def _stored(site: Site, exchange: Exchange, block: Block, *, blob: Blob, crc32: int) -> Answer:
    checksum = blob.md5.hex()
    if block.offset == block.size:
        site.record(
            "part_stored",
            key=exchange.key,
            upload_id=exchange.upload_id,
            part=block.index + 1,
            size=block.size,
            etag=etag_of(block.pieces.digests()),
            crc64=str(blob.crc64) if len(block.blobs) == 1 else "",
            request_id=exchange.request_id,
        )
    fault = exchange.fault.kind if exchange.fault else ""
    return json_answer(
        {
            "ctx": block.ctx,
            "checksum": "0" * 32 if fault == "bad_etag" else checksum,
            "crc32": 1 if fault == "bad_crc" else crc32,
            "offset": block.offset,
        }
    )


def _arguments(exchange: Exchange, count: int) -> tuple[str, ...]:
    if len(exchange.arguments) != count:
        raise malformed("the path is not complete")
    return exchange.arguments


def _numbers(exchange: Exchange, count: int) -> list[int]:
    return [_number(text) for text in _arguments(exchange, count)]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 15 or int(text) > LARGEST_FILE:
        raise malformed("a number of the path is none, or too large")
    return int(text)


def _pairs(segments: tuple[str, ...]) -> dict[str, str]:
    """Read names and Base64 values in any order (reference/wangsu.md 3.1)."""
    if len(segments) % 2:
        raise malformed("a name of the path has no value")
    names = [unquote(name) for name in segments[::2]]
    return {name: _text(unquote(value)) for name, value in zip(names, segments[1::2], strict=True)}


def _b64_header(exchange: Exchange, name: str) -> str:
    return _text(exchange.header(name))


def _text(value: str) -> str:
    try:
        return decoded_text(value)
    except ValueError:
        raise malformed("a value is no Base64") from None


def claimed_key(header: str) -> str:
    """Give the key that a header names, for events and faults; nothing is judged here."""
    try:
        return _text(header)
    except WangsuError:
        return ""
