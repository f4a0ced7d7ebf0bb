"""Questions: rules for values, shapes, and what older and newer settings say of them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codec import decode, encode
from app.domain.connection import Connection
from app.domain.questions import (
    LONGEST_ANSWER,
    LONGEST_PATTERN,
    Question,
    Source,
    example_of,
    fits,
    has_rules,
    wants_person,
    wrong_with,
)

ORDER = Question("x:order", "Order number", pattern="PO-####")


@pytest.mark.parametrize(
    ("pattern", "value", "good"),
    [
        ("", "anything", True),
        ("PO-####", "PO-1234", True),
        ("PO-####", "PO-123", False),
        ("PO-####", "PO-12345", False),
        ("PO-####", "po-1234", False),
        ("@@#*", "ab1 and more", True),
        ("@@#*", "ab1", True),
        ("@#", "é7", True),
        ("*-*", "a-b-c", True),
        ("*-*", "abc", False),
        ("?", "家", True),
        (r"\#\*", "#*", True),
        (r"\#\*", "1x", False),
        ("#", "٣", False),
    ],
)
def test_a_shape_lets_through_what_looks_like_it(pattern: str, value: str, good: bool) -> None:
    assert fits(pattern, value) is good


@given(st.text(alphabet="ab#@?*\\-", max_size=12))
def test_the_example_of_a_shape_without_stars_fits_it(pattern: str) -> None:
    if "*" not in pattern.replace("\\*", ""):
        assert fits(pattern, example_of(pattern))


def test_a_hostile_shape_is_answered_at_once() -> None:
    since = time.perf_counter()
    assert not fits("*a" * 90 + "b", "a" * LONGEST_ANSWER)
    assert not fits("*a" * 100_000 + "b", "a" * LONGEST_ANSWER + "c")
    assert len(example_of("#" * 100_000)) == LONGEST_PATTERN
    assert time.perf_counter() - since < 0.5


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        (ORDER, "PO-1234", ""),
        (ORDER, "", "missing"),
        (ORDER, "  ", "missing"),
        (ORDER, "1234", "pattern"),
        (Question("x:a", required=False), "", ""),
        (Question("x:a", choices=("one", "two")), "three", "choice"),
        (Question("x:a", choices=("one", "two")), "two", ""),
        (Question("x:a"), "x" * (LONGEST_ANSWER + 1), "long"),
    ],
)
def test_a_value_is_good_or_it_is_said_why_not(question: Question, value: str, code: str) -> None:
    assert wrong_with(question, value) == code


def test_questions_of_older_settings_are_asked_as_before() -> None:
    old = {"variable": "x:order", "text": "Order number", "required": False, "choices": ["a"]}
    found = decode(Question, old)
    assert found == Question("x:order", "Order number", required=False, choices=("a",))
    assert found.ask
    assert found.source is Source.FIXED


def test_everything_about_a_variable_is_kept_with_its_connection() -> None:
    told = Question("x:n", "N", False, ("1",), "Help", "#", False, Source.COUNTER, "001")
    base = decode(
        Connection,
        {
            "id": "id",
            "name": "n",
            "destination": {"provider": "oss", "endpoint": "e", "region": "r", "bucket": "b"},
            "questions": [encode(told)],
        },
    )
    assert base.questions == (told,)
    assert decode(Connection, encode(base)) == base


def test_nobody_has_to_be_asked_for_what_comes_by_itself() -> None:
    by_itself = Question("x:day", ask=False, source=Source.DATE)
    assert not wants_person([by_itself])
    assert wants_person([by_itself, ORDER])
    assert wants_person([Question("x:a", ask=False, source=Source.CSV)])
    assert has_rules([by_itself])
    assert not has_rules([Question("x:a", required=False, ask=False), ORDER])
