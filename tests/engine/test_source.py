"""Reading a file's ranges: the right bytes, the right checksums, the right error."""

from __future__ import annotations

import hashlib
import os
import random
import zlib
from pathlib import Path

import pytest
from fastcrc import crc64
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import SourceChanged, SourceMissing, SourceUnreadable
from app.engine.body import FIRST, LARGEST, SMALLEST, Pace, Reader, Room, length_of, pieces
from app.engine.gate import Gate, Turn
from app.engine.grip import Grip, LetGo
from app.engine.meter import Meter
from app.engine.source import PIECE, ReadInto, Source, Tally, read_at, seek_and_read
from app.engine.throttle import Throttle
from app.providers.contract import Body, SourceRange

ALL = frozenset({"crc64", "crc32", "md5", "sha1"})


def reader(
    body: Body,
    grip: Grip | None = None,
    *,
    throttle: Throttle | None = None,
    turn: Turn | None = None,
) -> Reader:
    """A reader with nobody to tell."""
    return Reader(
        body,
        grip or Grip(),
        meter=Meter(),
        throttle=throttle or Throttle(),
        turn=turn or Turn(Gate()),
        pace=Pace(),
        room=Room(),
        on_out=lambda: None,
    )


@pytest.mark.parametrize("read", [read_at, seek_and_read])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=5000), where=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_any_range_of_a_file_can_be_read(
    read: ReadInto, data: bytes, where: tuple[float, float], tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    start, end = sorted(int(each * len(data)) for each in where)
    source = Source(str(path), read=read)
    try:
        got = b""
        while len(got) < end - start:
            room = memoryview(bytearray(end - start - len(got)))
            got += source.read(room, start + len(got))
    finally:
        source.close()
    assert got == data[start:end]


@given(blocks=st.lists(st.binary(max_size=300)))
def test_checksums_do_not_depend_on_how_the_bytes_came(blocks: list[bytes]) -> None:
    tally, data = Tally(ALL), b"".join(blocks)
    for block in blocks:
        tally.add(block)
    done = tally.done()
    assert done.crc64 == crc64.xz(data)
    assert done.crc32 == zlib.crc32(data)
    assert done.md5 == hashlib.md5(data).digest()
    assert done.sha1 == hashlib.sha1(data).digest()


def test_the_crc_is_the_one_of_the_services() -> None:
    tally = Tally(frozenset({"crc64"}))
    tally.add(b"123456789")
    assert tally.done().crc64 == 0x995DC9BBDF1939FA


def test_only_what_was_asked_for_is_computed() -> None:
    done = Tally(frozenset()).done()
    assert (done.crc64, done.crc32, done.md5, done.sha1) == (None, None, b"", b"")


@pytest.mark.parametrize("size", [1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1])
@pytest.mark.parametrize("step", [LARGEST, 700_001])
def test_sha1_is_taken_of_each_four_mib_piece(size: int, step: int) -> None:
    data = random.Random(size).randbytes(size)
    tally = Tally(frozenset({"sha1"}))
    for at in range(0, size, step):
        tally.add(data[at : at + step])
    wanted = [hashlib.sha1(data[at : at + PIECE]).digest() for at in range(0, size, PIECE)]
    assert tally.done().sha1 == b"".join(wanted)


def test_sha1_of_nothing_is_one_piece() -> None:
    assert Tally(ALL).done().sha1 == hashlib.sha1(b"").digest()


def test_a_body_is_its_pieces_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    body = (b"<", SourceRange(str(path), 2, 3), b"|", SourceRange(str(path), 0, 0), b">")
    work = reader(body)
    assert b"".join(work.blocks()) == b"<234|>"
    assert work.out
    assert length_of(body) == 6
    assert [each.crc64 for each in work.digests] == [crc64.xz(b"234"), 0]
    assert pieces(b"x") == (b"x",)


def test_a_body_is_not_out_before_its_last_block_was_taken(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(FIRST + 1))
    work = reader(SourceRange(str(path), 0, FIRST + 1))
    blocks = work.blocks()
    assert [len(next(blocks)), len(next(blocks))] == [FIRST, 1]
    assert not work.out
    assert list(blocks) == []
    assert work.out


def test_blocks_are_never_larger_than_a_mib_nor_than_the_limit_allows(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(8 << 20))
    quick = [len(block) for block in reader(SourceRange(str(path), 0, 8 << 20)).blocks()]
    assert max(quick) == LARGEST
    slow = reader(SourceRange(str(path), 0, 1000), throttle=Throttle(8000))
    assert {len(block) for block in slow.blocks()} == {500}


def test_an_early_end_gives_the_file_back(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(10 << 20))
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    blocks = reader(SourceRange(str(path), 0, 10 << 20)).blocks()
    next(blocks)
    blocks.close()
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after == before


def test_a_cancelled_body_gives_no_further_block(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(10 << 20))
    grip = Grip()
    blocks = reader(SourceRange(str(path), 0, 10 << 20), grip).blocks()
    next(blocks)
    grip.cancel()
    with pytest.raises(LetGo):
        next(blocks)


def test_a_file_that_ends_early_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"123")
    with pytest.raises(SourceChanged) as caught:
        list(reader(SourceRange(str(path), 1, 3)).blocks())
    assert caught.value.values == {"name": "a"}


def test_a_file_that_is_cut_while_it_is_read_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(FIRST * 2))
    blocks = reader(SourceRange(str(path), 0, FIRST * 2)).blocks()
    next(blocks)
    os.truncate(path, FIRST)
    with pytest.raises(SourceChanged):
        next(blocks)


def test_a_file_or_its_folder_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("nothing", "nothing/below", "file/below"):
        with pytest.raises(SourceMissing):
            Source(str(tmp_path / name))


def test_an_empty_range_of_a_missing_file_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing):
        list(reader(SourceRange(str(tmp_path / "nothing"), 0, 0)).blocks())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch(mode=0)
    with pytest.raises(SourceUnreadable):
        Source(str(path))


def test_names_of_any_kind_are_found(tmp_path: Path) -> None:
    for name in ("#%+& .txt", "\u6587\u4ef6 \U0001f600", "caf\u00e9", os.fsdecode(b"\xff\xfe")):
        (tmp_path / name).write_bytes(b"1")
        source = Source(str(tmp_path / name))
        assert source.read(memoryview(bytearray(5)), 0) == b"1"
        source.close()


def test_a_reading_error_is_told_without_the_folder(tmp_path: Path) -> None:
    def broken(descriptor: int, room: memoryview, offset: int) -> int:
        raise OSError(5, "Input/output error", str(tmp_path / "a"))

    (tmp_path / "a").touch()
    source = Source(str(tmp_path / "a"), read=broken)
    with pytest.raises(SourceUnreadable) as caught:
        source.read(memoryview(bytearray(1)), 0)
    source.close()
    assert str(caught.value) == "Input/output error"
    assert caught.value.values == {"name": "a"}


def test_the_pace_follows_the_line_within_bounds() -> None:
    pace = Pace()
    assert pace.size == FIRST
    for _ in range(10):
        pace.wrote(0.001)
    assert pace.size == LARGEST
    pace.wrote(0.2)
    assert pace.size == LARGEST
    for _ in range(10):
        pace.wrote(60.0)
    assert pace.size == SMALLEST
