"""CRC-64/XZ of a whole out of its parts."""

from __future__ import annotations

import random
import time

import pytest
from fastcrc.crc64 import xz
from hypothesis import given
from hypothesis import strategies as st

from app.domain import crc64

VALUES = {
    b"": 0,
    b"a": 3675645893302102789,
    b"123456789": 11051210869376104954,
    b"hello world": 5981764153023615706,
    b"12345": 6748440630437108969,
    b"67890": 6285347597771850461,
    b"1234567890": 12811388247244714686,
}


@pytest.mark.parametrize("text", VALUES)
def test_the_library_computes_the_sheets_values(text: bytes) -> None:
    assert xz(text) == VALUES[text]


def test_two_halves_give_the_sheets_value() -> None:
    assert crc64.combined(VALUES[b"12345"], VALUES[b"67890"], 5) == VALUES[b"1234567890"]


@given(st.lists(st.binary(max_size=300), max_size=12))
def test_any_cut_gives_the_same_crc_as_reading_in_one_go(pieces: list[bytes]) -> None:
    assert crc64.whole((xz(piece), len(piece)) for piece in pieces) == xz(b"".join(pieces))


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_combining_two_agrees_with_the_whole(first: bytes, second: bytes) -> None:
    expected = xz(first + second)
    assert crc64.combined(xz(first), xz(second), len(second)) == expected
    assert crc64.whole([(xz(first), len(first)), (xz(second), len(second))]) == expected


def test_lengths_beyond_memory_are_fine() -> None:
    # 5 GiB of zeros, by doubling: every step is checked against the one before.
    crc, length = xz(b"\0" * 1024), 1024
    while length < 5 << 30:
        crc, length = crc64.combined(crc, crc, length), 2 * length
    halves = crc64.whole([(crc, length)] * 2)
    assert halves == crc64.combined(crc, crc, length)


def test_ten_thousand_parts_are_quick() -> None:
    chance = random.Random(1)
    parts = [(chance.getrandbits(64), 8 << 20) for _ in range(9_999)] + [(1, 12_345)]
    crc64.whole(parts[:2])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        crc64.whole(parts)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05
