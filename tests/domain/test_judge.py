"""An application server's answer by the storage's rules, and the first bad character of a text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.asks import CheckState
from app.domain.judge import LONGEST, NAMES, Judgement, ServerAnswer, judged
from app.domain.judge_json import first_trouble

GOOD = b'{"Status":"OK"}'


def answer(
    body: bytes = GOOD, *, status: int = 200, seconds: float = 0.2, **headers: str
) -> Judgement:
    told = {
        "content-length": str(len(body)),
        **{n.replace("_", "-"): v for n, v in headers.items()},
    }
    kept = tuple((name.title(), value) for name, value in told.items() if value != "-")
    return judged(ServerAnswer(status, kept, body, seconds))


def reasons(judgement: Judgement) -> dict[str, str]:
    return {r.name: r.reason for r in judgement.rulings if r.state is CheckState.BAD}


def test_a_good_answer_keeps_every_rule() -> None:
    told = answer()
    assert told.accepted
    assert [ruling.name for ruling in told.rulings] == list(NAMES)
    assert {ruling.state for ruling in told.rulings} == {CheckState.GOOD}


@pytest.mark.parametrize(
    ("told", "broken"),
    [
        (answer(status=201), {"status": "other"}),
        (answer(status=204), {"status": "other"}),
        (answer(status=302, location="/x"), {"status": "moved"}),
        (answer(content_length="-"), {"length": "missing"}),
        (answer(content_length="-", transfer_encoding="chunked"), {"length": "chunked"}),
        (answer(content_length="12a"), {"length": "invalid"}),
        (answer(content_length="-3"), {"length": "invalid"}),
        (answer(b""), {"length": "zero", "content": "empty"}),
        (answer(b"[" + b"1," * (LONGEST // 2) + b"1]"), {"size": "long"}),
        (answer(b"\xef\xbb\xbf" + GOOD), {"bom": "mark"}),
        (answer(b'{"a":"\xff"}'), {"text": "bytes"}),
        (answer(b"<html>"), {"content": "syntax"}),
        (answer(b'{"a":1'), {"content": "early"}),
        (answer(b'{"a":1} {}'), {"content": "more"}),
        (answer(b'{"a":NaN}'), {"content": "word"}),
        (answer(b"[" * 100_000), {"content": "deep"}),
        (answer(b"<a>", content_type="application/xml"), {"content": "xml"}),
        (answer(b"<!DOCTYPE a><a/>", content_type="application/xml"), {"content": "doctype"}),
        (answer(seconds=5.01), {"time": "late"}),
        (answer(b"<a/>", content_type="application/xml; charset=utf-8"), {}),
    ],
)
def test_each_broken_rule_is_told_by_its_reason(told: Judgement, broken: dict[str, str]) -> None:
    assert reasons(told) == broken
    assert told.accepted is (not broken)


def test_an_answer_that_is_just_in_time_is_remarked_on() -> None:
    told = answer(seconds=4.2)
    assert told.accepted
    assert told.rulings[0].state is CheckState.NOTE


@pytest.mark.parametrize(
    ("body", "line", "column", "found"),
    [
        (b'{"a":\n tru}', 2, 2, "t"),
        (b"{'a': 1}", 1, 2, "'"),
        (b'{"a": 1,\n\n  "b": -Infinity}', 3, 8, "-"),
        (b'{"a": "\xff"}', 1, 8, ""),
        ("\ufeff[1,]".encode(), 1, 1, "\ufeff"),
        (b'{"a": 1', 1, 8, ""),
    ],
)
def test_the_first_bad_character_is_pointed_at(
    body: bytes, line: int, column: int, found: str
) -> None:
    place = answer(body).place
    assert place is not None
    assert (place.line, place.column, place.found) == (line, column, found)


@given(st.text(alphabet='{}[]",:0123NaInfity.-e\\ \n"'))
def test_what_is_no_json_has_a_place_and_what_is_has_none(text: str) -> None:
    place = first_trouble(text)
    try:
        json.loads(text)
        strict = "NaN" not in text and "Infinity" not in text
    except ValueError:
        strict = False
    assert (place is None) is strict or ("NaN" in text or "Infinity" in text)
    if place is not None:
        assert 0 <= place.offset <= len(text)
        assert text[place.offset : place.offset + 1] == place.found


@given(st.binary())
def test_no_answer_makes_the_judge_stumble(body: bytes) -> None:
    judged(ServerAnswer(200, (("Content-Type", "application/xml"),), body, 0.1))
    judged(ServerAnswer(200, (), body, 0.1))
