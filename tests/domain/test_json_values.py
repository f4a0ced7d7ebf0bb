"""Whatever stands where a number, a text or a moment should: it is read, or counts as not told."""

from __future__ import annotations

import json
import math

import pytest

from app.domain.json_values import json_of, moment_of, sound, text_of, whole_of

MANY = "9" * 5000


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        (" 7 ", 7),
        ("-5", -5),
        ("--5", None),
        ("-", None),
        ("", None),
        ("²", None),
        (True, None),
        (7.0, None),
        (None, None),
        (MANY, None),
        (10**400, None),
        ("1" * 18, int("1" * 18)),
        ("1" * 19, None),
    ],
)
def test_whole_numbers(value: object, number: int | None) -> None:
    assert whole_of(value) == number


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, -1, 1e308, 10**400, True, "5", None, [], json.loads("1e400")]
)
def test_no_moment_is_one_that_nobody_could_show(value: object) -> None:
    assert moment_of(value) is None


def test_moments() -> None:
    told: list[object] = [0, 1_700_000_000, 1.5]
    assert [moment_of(value) for value in told] == told


def test_ids_are_texts_whether_they_were_told_as_text_or_as_a_number() -> None:
    told: list[object] = ["528", 52858907900000000012, True, None, 1.5, []]
    assert [text_of(value) for value in told] == ["528", "52858907900000000012", "", "", "", ""]


def test_half_a_character_becomes_one_that_files_can_hold() -> None:
    half = json.loads('"a\\ud800文"')
    assert sound(half) == text_of(half) == "a?文"
    assert json_of({"x": half}) == '{"x": "a?文"}'
    assert sound("文") == "文"


def test_what_is_nested_too_deeply_to_be_written_is_not() -> None:
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    assert json_of(deep) == ""
