"""Placeholders of templates, and filling them in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.template import Quoting, fill, placeholders, quotings


def test_placeholders_are_found_with_their_places() -> None:
    body = "a=${bucket}&b=${x:uid}&c=$(no)&d=${open"
    found = placeholders(body)
    assert [place.name for place in found] == ["bucket", "x:uid"]
    assert [body[place.start : place.end] for place in found] == ["${bucket}", "${x:uid}"]
    assert [place.custom for place in found] == [False, True]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"a":${b}}', ["bare"]),
        ('{"a":"${b}"}', ["alone"]),
        ('{"a":"x ${b}"}', ["among"]),
        ('{"a":"${b} x"}', ["among"]),
        ('{"a":"${b}${c}"}', ["among", "among"]),
        ('{"a":"\\"${b}"}', ["among"]),
        ('{"a":"\\\\","b":${c}}', ["bare"]),
        ('{"${b}":"${c}","d":${e}}', ["alone", "alone", "bare"]),
        ("${b}", ["bare"]),
        ('"${b}', ["among"]),
        ("", []),
    ],
)
def test_quotes_around_placeholders_are_understood(body: str, expected: list[str]) -> None:
    assert quotings(body) == [Quoting(word) for word in expected]


pieces = st.lists(st.tuples(st.text("ab{}$\n", max_size=4), st.text("xyz", max_size=5)), max_size=6)


@given(pieces, st.text("ab", max_size=4))
def test_filling_changes_placeholders_only_and_knows_where_all_came_from(
    parts: list[tuple[str, str]], tail: str
) -> None:
    constants = [constant.replace("$", "").replace("{", "") for constant, _ in parts]
    body = "".join(f"{c}${{v{n}}}" for n, c in enumerate(constants)) + tail
    values = {f"v{n}": value for n, (_, value) in enumerate(parts)}
    filled = fill(body, lambda place: values[place.name])
    expected = "".join(c + v for c, (_, v) in zip(constants, parts, strict=True)) + tail
    assert filled.text == expected
    places = placeholders(body)
    for position, character in enumerate(filled.text):
        origin = filled.origin(position)
        inside = [p for p in places if p.start == origin]
        assert inside or body[origin] == character


def test_what_stands_behind_a_value_is_found_behind_its_placeholder() -> None:
    filled = fill("a${x}b${y}c", lambda place: {"x": "", "y": "123"}[place.name])
    assert filled.text == "ab123c"
    assert [filled.origin(n) for n in range(6)] == [0, 5, 6, 6, 6, 10]
