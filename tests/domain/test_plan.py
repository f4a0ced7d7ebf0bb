"""Part arithmetic: whatever the size, the parts are the file, within the service's limits."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.plan import GIB, MIB, Limits, part_size, parts

OSS_LIMITS = Limits(
    smallest_part=100 * 1024,
    largest_part=5 * GIB,
    most_parts=10_000,
    largest_put=5 * GIB,
    largest_object=10_000 * 5 * GIB,
    longest_key=1023,
)
sizes = st.integers(min_value=0, max_value=OSS_LIMITS.largest_object)


@given(st.integers(0, 10_000_000), st.integers(1, 5_000_000))
@example(0, 1)
@example(8 * MIB, 8 * MIB)
@example(8 * MIB + 1, 8 * MIB)
def test_parts_touch_each_other_and_cover_the_file_exactly(size: int, length: int) -> None:
    if size // length > 20_000:
        length = size // 20_000 + 1
    plan = parts(size, length)
    assert [part.number for part in plan] == list(range(1, len(plan) + 1))
    position = 0
    for part in plan:
        assert part.offset == position
        position += part.length
    assert position == size
    assert all(part.length == length for part in plan[:-1])
    assert 0 < plan[-1].length <= length or (size == 0 and plan[-1].length == 0)


def test_an_empty_file_is_one_empty_part() -> None:
    (only,) = parts(0, 8 * MIB)
    assert (only.number, only.offset, only.length) == (1, 0, 0)


@given(sizes, st.integers(0, 6 * GIB))
@example(OSS_LIMITS.largest_object, 0)
@example(OSS_LIMITS.largest_object, 100 * 1024)
@example(10_000 * 8 * MIB + 1, 8 * MIB)
def test_a_part_size_keeps_within_every_limit(size: int, wanted: int) -> None:
    length = part_size(size, OSS_LIMITS, wanted=wanted)
    assert OSS_LIMITS.smallest_part <= length <= OSS_LIMITS.largest_part
    assert -(-size // length) <= OSS_LIMITS.most_parts


@given(sizes, st.integers(100 * 1024, 5 * GIB))
def test_a_wanted_part_size_is_kept_whenever_it_can_be(size: int, wanted: int) -> None:
    length = part_size(size, OSS_LIMITS, wanted=wanted)
    assert length >= wanted
    if size <= wanted * OSS_LIMITS.most_parts:
        assert length == wanted


def test_parts_grow_with_the_file() -> None:
    assert part_size(200 * MIB, OSS_LIMITS) == 8 * MIB
    assert part_size(GIB, OSS_LIMITS) == 16 * MIB
    assert part_size(16 * GIB, OSS_LIMITS) == 32 * MIB
    assert part_size(1000 * GIB, OSS_LIMITS) == 103 * MIB
