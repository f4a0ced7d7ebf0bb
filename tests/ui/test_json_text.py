"""JSON is laid out for reading without changing what the server said."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.judge_json import Place
from app.ui.panels.json_text import Laid, laid_out

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_the_layout_means_the_same(value: object, ascii_only: bool) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only)
    assert json.loads(laid_out(body).text) == value


def test_numbers_and_doubles_stay_as_they_came() -> None:
    text = laid_out('{"a":1.50,"a":1e400,"n":12345678901234567890123}').text
    assert text == '{\n  "a": 1.50,\n  "a": 1e400,\n  "n": 12345678901234567890123\n}'


def test_empty_brackets_stay_on_their_line() -> None:
    assert laid_out('{"a":[],"b":{}}').text == '{\n  "a": [],\n  "b": {}\n}'


def test_escaped_letters_are_written_out() -> None:
    assert laid_out('"\\u4f60\\u597d"').text == '"你好"'


def test_half_a_character_stays_escaped() -> None:
    assert laid_out('"\\ud800"').text == '"\\ud800"'


@pytest.mark.parametrize(
    ("body", "offset", "line", "column", "found", "reason"),
    [
        ("<html>", 0, 1, 1, "<", "syntax"),
        ('{"a":\n tru}', 7, 2, 2, "t", "syntax"),
        ('{"a": 1', 7, 1, 8, "", "early"),
        ("[1] 2", 4, 1, 5, "2", "more"),
    ],
)
def test_the_place_is_told_where_it_stops_being_json(
    body: str, offset: int, line: int, column: int, found: str, reason: str
) -> None:
    assert laid_out(body) == Laid("", Place(offset, line, column, found, reason))


def test_a_layout_does_not_grow_without_end() -> None:
    laid = laid_out("[" + ",".join(["[" * 900 + "]" * 900] * 500) + "]")
    assert laid.cut
    assert len(laid.text) < 9_000_000


def test_nesting_without_end_is_no_json_and_no_crash() -> None:
    assert laid_out("[" * 200_000).text == ""


def test_nothing_is_neither_json_nor_broken() -> None:
    assert laid_out(" \n") == Laid()
