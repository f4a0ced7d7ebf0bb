"""Naming rules: what comes out, what is refused, and what is only unwise."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import DestinationError
from app.domain.naming import LONGEST_KEY, key_for
from app.domain.naming_rule import (
    PLACEHOLDERS,
    NameSubject,
    key_by_rule,
    problems_of_rule,
    unknown_placeholders,
)

WHEN = time.mktime((2026, 11, 21, 14, 5, 9, 0, 0, -1))


def subject(path: str = "spring/dress.jpg", *, prefix: str = "", counter: int = 7) -> NameSubject:
    return NameSubject(prefix, path, counter, WHEN, lambda: 0.5)


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ("{name}{ext}", "dress.jpg"),
        ("{folder}{name}{ext}", "spring/dress.jpg"),
        ("{year}/{month}/{day}/{name}{ext}", "2026/11/21/dress.jpg"),
        ("{date} {time} {name}{ext}", "2026-11-21 14-05-09 dress.jpg"),
        ("{counter}{ext}", "7.jpg"),
        ("{counter:4}{ext}", "0007.jpg"),
        ("{random}{ext}", "nnnnnnnn.jpg"),
        ("{{{name}}}", "{dress}"),
        ("{folder}/{name}{ext}", "spring/dress.jpg"),
        ("/a//{name}", "a/dress"),
        ("{date}/", "2026-11-21/dress.jpg"),
        ("{folder}", "spring/dress.jpg"),
    ],
)
def test_a_rule_makes_the_name(rule: str, key: str) -> None:
    assert key_by_rule(rule, subject()) == key
    assert key_by_rule(rule, subject(prefix="up/")) == "up/" + key


@pytest.mark.parametrize("rule", ["", "  "])
def test_without_a_rule_it_is_prefix_and_path(rule: str) -> None:
    assert key_by_rule(rule, subject(prefix="up/")) == key_for("up/", "spring/dress.jpg")


def test_an_empty_folder_leaves_no_empty_segment() -> None:
    assert key_by_rule("{folder}/{name}{ext}", subject("dress.jpg")) == "dress.jpg"
    assert key_by_rule("a/{folder}/{name}", subject("dress.jpg")) == "a/dress"


def test_double_endings_and_dot_files_keep_their_shape() -> None:
    assert key_by_rule("{name}-x{ext}", subject("a.tar.gz")) == "a-x.tar.gz"
    assert key_by_rule("{name}-x{ext}", subject("a/.profile")) == ".profile-x"


def test_each_random_word_is_drawn_anew_and_stays_within_the_letters() -> None:
    numbers: Iterator[float] = iter([0.0, 1.0, -1.0, 0.999999] * 4)
    found = key_by_rule("{random}-{random}", NameSubject("", "a", 1, WHEN, lambda: next(numbers)))
    assert found == "azazazaz-azazazaz"


@pytest.mark.parametrize("rule", ["{nmae}", "{", "a}", "{counter:0}", "{counter:99}", "{ name }"])
def test_a_rule_that_cannot_be_read_is_refused(rule: str) -> None:
    with pytest.raises(DestinationError) as caught:
        key_by_rule(rule, subject())
    assert caught.value.values["problem"] == "rule"


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("", []),
        ("{name}{ext}", []),
        ("{date}/", []),
        ("{folder}{counter:3}", []),
        ("{{name}}", ["rule.same_name"]),
        ("{date}{ext}", ["rule.same_name"]),
        ("always.jpg", ["rule.same_name"]),
        ("{nmae}", ["rule.unknown"]),
        ("{name", ["rule.brace"]),
        ("{name}}", ["rule.brace"]),
        ("{} {", ["rule.unknown", "rule.brace"]),
    ],
)
def test_problems_are_named(rule: str, codes: list[str]) -> None:
    assert problems_of_rule(rule) == codes


def test_unknown_placeholders_are_named_once_each() -> None:
    assert unknown_placeholders("{nmae}{name}{x}{nmae}{counter:4}") == ["nmae", "x"]


def test_names_are_composed_and_checked() -> None:
    assert key_by_rule("{name}", subject("u\u0308.jpg")) == "ü"
    with pytest.raises(DestinationError) as caught:
        key_by_rule("{name}{name}{name}", subject("x" * 400 + ".jpg"))
    assert caught.value.values["problem"] == "long"


RULES = st.lists(st.sampled_from([*("{" + p + "}" for p in PLACEHOLDERS), "/", "a", "{{", "é"]))


@given(RULES.map("".join), st.text(min_size=1), st.sampled_from(["", "up/", "中/"]))
def test_every_readable_rule_gives_a_good_name_or_says_why_not(
    rule: str, path: str, prefix: str
) -> None:
    key, problem = tried(rule, subject(path, prefix=prefix))
    assert problem in ("", "empty", "first", "long", "text")
    assert key.startswith("" if problem else prefix)
    assert len(key.encode()) <= LONGEST_KEY
    assert key == unicodedata.normalize("NFC", key)
    assert "//" not in key or not rule.strip()


@given(st.text(alphabet="{}name:4/ x", max_size=20))
def test_a_rule_without_problems_can_be_used_and_no_other(rule: str) -> None:
    usable = not set(problems_of_rule(rule)) & {"rule.unknown", "rule.brace"}
    assert (tried(rule, subject())[1] == "rule") is not usable


def tried(rule: str, of: NameSubject) -> tuple[str, str]:
    """The name, or nothing and what is wrong."""
    try:
        return key_by_rule(rule, of), ""
    except DestinationError as error:
        return "", error.values["problem"]
