"""The query of an address as a table, and the steps of *Undo*."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.lint_urls import encoded_url
from app.domain.template_history import MOST_STEPS, SpecHistory
from app.domain.template_query import query_of, with_query

URL = "https://a.example/x"
SPEC = CallbackSpec(True, (URL,), "a=1")


@pytest.mark.parametrize(
    ("url", "pairs"),
    [
        (URL, ()),
        (URL + "?", ()),
        (URL + "?a=1&b=x%20y&a=2", (("a", "1"), ("b", "x y"), ("a", "2"))),
        (URL + "?flag&c=%E4%B8%AD#top", (("flag", ""), ("c", "中"))),
    ],
)
def test_names_and_values_are_read_in_their_order(url: str, pairs: tuple[object, ...]) -> None:
    assert query_of(url) == pairs


named = st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=8))


@given(st.lists(named, max_size=5))
def test_whatever_is_typed_into_the_table_is_read_back_from_the_address(
    pairs: list[tuple[str, str]],
) -> None:
    url = with_query(URL + "?old=1#end", pairs)
    whole = [tuple(text.encode("utf-8", "replace").decode() for text in pair) for pair in pairs]
    assert list(query_of(url)) == whole
    assert url.endswith("#end")
    assert encoded_url(url) == url  # nothing in it is left to be encoded


def test_a_semicolon_or_a_variable_typed_into_the_table_breaks_nothing() -> None:
    assert with_query(URL, [("a", ";"), ("b", "${x}")]) == URL + "?a=%3B&b=$%7Bx%7D"


def test_typing_in_one_field_is_one_step_and_a_fix_is_its_own() -> None:
    history = SpecHistory()
    history.begin(SPEC)
    for body in ("a", "ab", "abc"):
        history.note(replace(SPEC, body=body), kind="body")
    fixed = replace(SPEC, body="fixed", urls=())
    history.note(fixed)
    assert history.undo() == replace(SPEC, body="abc")
    assert history.undo() == SPEC
    assert history.undo() is None
    assert history.redo() == replace(SPEC, body="abc")
    history.note(replace(SPEC, body="other"), kind="body")
    assert not history.can_redo


def test_a_rest_begins_a_new_step_and_another_connection_has_no_past() -> None:
    history = SpecHistory()
    history.begin(SPEC)
    history.note(replace(SPEC, body="a"), kind="body")
    history.rest()
    history.note(replace(SPEC, body="ab"), kind="body")
    assert history.undo() == replace(SPEC, body="a")
    history.follow(replace(SPEC, body="a"))
    assert history.can_undo
    history.follow(SPEC)
    assert not history.can_undo


def test_the_past_is_bounded() -> None:
    history = SpecHistory()
    history.begin(SPEC)
    for number in range(MOST_STEPS * 2):
        history.note(replace(SPEC, body=str(number)))
    steps = 0
    while history.undo() is not None:
        steps += 1
    assert steps == MOST_STEPS
