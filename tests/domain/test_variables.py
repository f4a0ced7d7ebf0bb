"""Values of custom variables: where they come from, which word counts, what is wrong with them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from app.domain.callback import CallbackSpec
from app.domain.questions import Filling, Question, Source
from app.domain.variables import (
    Count,
    Subject,
    Trouble,
    counted,
    counts_of,
    date_text,
    names_of,
    proposals,
    troubles_of,
    values_for,
)

PHOTO = Subject("1", "Orders/May/4711_front view.jpg", "/home/ann/Orders/May/4711_front view.jpg")
ALONE = Subject("2", "scan.pdf", "/home/ann/Inbox/scan.pdf")
WHEN = time.mktime((2026, 5, 31, 16, 45, 7, 0, 0, -1))


def unasked(source: Source, detail: str = "") -> Question:
    return Question("x:v", ask=False, source=source, detail=detail)


def value(question: Question, subject: Subject = PHOTO, **known: object) -> str:
    filling = Filling((question,), **{"when": WHEN, "login": "ann"} | known)  # type: ignore[arg-type]
    return values_for(filling, subject).get("x:v", "")


@pytest.mark.parametrize(
    ("source", "detail", "expected"),
    [
        (Source.LOGIN, "", "ann"),
        (Source.FILE_NAME, "", "4711_front view.jpg"),
        (Source.FILE_NAME, "stem", "4711_front view"),
        (Source.FILE_NAME, "first", "4711"),
        (Source.FILE_NAME, "last", "view"),
        (Source.FILE_NAME, "unheard of", "4711_front view.jpg"),
        (Source.FOLDER, "", "May"),
        (Source.FOLDER, "path", "Orders/May"),
        (Source.DATE, "", "2026-05-31"),
        (Source.DATE, "%d.%m.%Y %H:%M:%S", "31.05.2026 16:45:07"),
        (Source.COUNTER, "", "1"),
        (Source.FIXED, "", ""),
        (Source.CSV, "", ""),
    ],
)
def test_a_value_comes_from_its_source(source: Source, detail: str, expected: str) -> None:
    assert value(unasked(source, detail)) == expected


def test_a_file_that_was_dropped_alone_has_the_folder_that_it_lies_in() -> None:
    assert value(unasked(Source.FOLDER), ALONE) == "Inbox"
    assert value(unasked(Source.FOLDER, "path"), ALONE) == "Inbox"
    windows = Subject("3", "a.txt", "C:\\Users\\ann\\Inbox\\a.txt")
    assert value(unasked(Source.FOLDER), windows) == "Inbox"


def test_a_date_knows_only_its_own_signs() -> None:
    assert date_text("%Q %s %Y %", WHEN) == "%Q %s 2026 %"


def test_files_are_counted_with_as_many_digits_as_the_first_number() -> None:
    assert [counted("008", n) for n in (1, 2, 3)] == ["008", "009", "010"]
    assert counted("99", 2) == "100"
    assert counted("", 3) == "3"
    assert counted("A-7", 3) == "3"
    question = unasked(Source.COUNTER, "01")
    assert value(question, ALONE, numbers={"1": 1, "2": 2}) == "02"


def test_the_nearest_word_counts() -> None:
    asked = Question("x:v", source=Source.FILE_NAME)
    known: dict[str, Any] = {"fixed": {"x:v": "fixed"}}
    assert value(asked, **known) == "4711_front view.jpg"
    known["answers"] = {"x:v": "answer"}
    assert value(asked, **known) == "answer"
    known["table"] = {"1": {"x:v": "line"}}
    assert value(asked, **known) == "line"
    known["own"] = {"1": {"x:v": "own"}}
    assert value(asked, **known) == "own"
    assert value(asked, ALONE, **known) == "answer"


def test_an_empty_cell_takes_nothing_away() -> None:
    asked = Question("x:v")
    assert value(asked, answers={"x:v": "answer"}, table={"1": {"x:v": ""}}) == "answer"


def test_what_was_proposed_and_taken_away_is_not_sent() -> None:
    login = Question("x:v", required=False, source=Source.LOGIN)
    filling = Filling((login,), login="ann")
    assert proposals(filling) == {"x:v": "ann"}
    assert values_for(filling, PHOTO) == {}
    fixed = Filling((Question("x:v", required=False),), fixed={"x:v": "old"})
    assert proposals(fixed) == {"x:v": "old"}
    assert values_for(fixed, PHOTO) == {"x:v": ""}


def test_a_value_that_was_emptied_for_one_file_takes_the_others_place() -> None:
    filling = Filling((unasked(Source.LOGIN),), login="ann", own={"1": {"x:v": ""}})
    assert values_for(filling, PHOTO) == {"x:v": ""}
    assert troubles_of(filling, PHOTO) == [Trouble("x:v", "missing")]


def test_only_what_is_the_same_for_all_files_is_proposed() -> None:
    questions = tuple(
        Question(f"x:{source}", source=source) for source in Source if source is not Source.FIXED
    )
    filling = Filling(questions, login="ann", when=WHEN)
    assert proposals(filling) == {"x:login": "ann", "x:date": "2026-05-31"}
    hidden = tuple(replace(question, ask=False) for question in questions)
    assert proposals(replace(filling, questions=hidden)) == {}


def test_troubles_are_counted_with_the_first_file_that_has_them() -> None:
    order = replace(unasked(Source.FILE_NAME, "first"), pattern="####")
    subjects = [PHOTO, ALONE, Subject("3", "notes.txt", "/notes.txt")]
    found = counts_of(Filling((order,)), subjects)
    assert found == [Count(Trouble("x:v", "pattern"), 2, "scan.pdf")]


def test_a_value_that_stands_with_the_callback_is_good_enough() -> None:
    required = Question("x:v", ask=False)
    assert troubles_of(Filling((required,), fixed={"x:v": "1"}), PHOTO) == []
    assert troubles_of(Filling((required,)), PHOTO) == [Trouble("x:v", "missing")]


def test_values_that_are_too_long_together_are_found_before_they_are_sent() -> None:
    many = {f"x:v{n}": "x" * 480 for n in range(9)}
    assert troubles_of(Filling(answers=many), PHOTO) == [Trouble("", "size")]


def test_all_variables_of_a_callback_are_known_once_and_in_order() -> None:
    spec = CallbackSpec(body="a=${x:used}&b=${size}", variables={"x:set": "", "x:order": "1"})
    questions = [Question("x:order"), Question("x:kind")]
    assert names_of(spec, questions) == ["x:order", "x:kind", "x:set", "x:used"]
