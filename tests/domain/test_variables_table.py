"""Tables of values: read as spreadsheets write them, and matched to files by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.questions import Question, Source
from app.domain.variables import Subject
from app.domain.variables_table import (
    Matched,
    NoTable,
    Table,
    guessed_columns,
    guessed_key,
    matched,
    parsed,
    table_of,
    values_in,
)


def files(*names: str) -> list[Subject]:
    return [Subject(str(n), name, "/drop/" + name) for n, name in enumerate(names)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_values_between_any_of_the_usual_marks_are_read(mark: str) -> None:
    text = f'file{mark}order\r\na.jpg{mark}" 47{mark}11 "\r\n\r\nb.jpg\r\n'
    table = parsed(text)
    assert table == Table(("file", "order"), (("a.jpg", f"47{mark}11"), ("b.jpg", "")))


@pytest.mark.parametrize("way", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_tables_are_read_in_the_ways_that_spreadsheets_write(way: str) -> None:
    table = table_of("文件名,订单号\n照片.jpg,订单 7\n".encode(way))
    assert table == Table(("文件名", "订单号"), (("照片.jpg", "订单 7"),))


def test_a_value_may_hold_lines_and_quotes() -> None:
    table = parsed('file,note\na.jpg,"first ""line""\nsecond"\n')
    assert table.lines == (("a.jpg", 'first "line"\nsecond'),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"file,order\n", "empty"),
        (b"\xff\xfe\x00", "text"),
        (b"PK\x03\x04\x00\x00\x08", "text"),
        (b",".join([b"a"] * 300) + b"\n1\n", "long"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "text"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(data: bytes, reason: str) -> None:
    with pytest.raises(NoTable) as caught:
        table_of(data)
    assert caught.value.reason == reason


@given(st.binary(max_size=200))
def test_whatever_the_bytes_there_is_a_table_or_a_reason(data: bytes) -> None:
    try:
        table = table_of(data)
    except NoTable:
        return
    assert all(len(line) == len(table.columns) for line in table.lines)


def test_a_file_is_found_by_path_then_name_then_name_without_ending() -> None:
    table = Table(
        ("file", "v"),
        (("b/x.jpg", "path"), ("X.JPG", "name"), ("y", "stem"), ("other.png", "nobody's")),
    )
    subjects = files("a/x.jpg", "b/x.jpg", "y.pdf", "z.jpg")
    found = matched(table, 0, subjects)
    assert found == Matched({"0": 1, "1": 0, "2": 2}, twice=0, unused=1)
    assert values_in(table, found, {"x:v": 1}) == {
        "0": {"x:v": "name"},
        "1": {"x:v": "path"},
        "2": {"x:v": "stem"},
    }


def test_letters_in_either_form_are_the_same_name() -> None:
    table = Table(("file",), (("Café.jpg",),))
    assert matched(table, 0, files("Cafe\u0301.JPG")).lines == {"0": 0}


def test_the_earlier_of_two_lines_counts_and_the_later_is_told_of() -> None:
    table = Table(("file", "v"), (("a.jpg", "1"), ("A.jpg", "2"), ("", "3")))
    assert matched(table, 0, files("a.jpg")) == Matched({"0": 0}, twice=1, unused=0)


def test_the_column_of_names_is_the_one_with_the_files_in_it() -> None:
    table = Table(("name", "scan", "v"), (("Ann", "a.jpg", "1"), ("Bob", "b.jpg", "2")))
    assert guessed_key(table, files("a.jpg", "c.jpg")) == 1
    assert guessed_key(table, files("nothing.jpg")) == 0  # by what it is called


def test_columns_are_found_by_what_was_said_then_by_name_then_by_label() -> None:
    table = Table(("file", "Order", "x:kind", "客户", "Nr."), (("a", "1", "2", "3", "4"),))
    questions = [
        Question("x:number", source=Source.CSV, detail="nr."),
        Question("x:customer", "客户"),
    ]
    names = ["x:number", "x:order", "x:kind", "x:customer", "x:unknown"]
    assert guessed_columns(table, names, questions) == {
        "x:number": 4,
        "x:order": 1,
        "x:kind": 2,
        "x:customer": 3,
    }
