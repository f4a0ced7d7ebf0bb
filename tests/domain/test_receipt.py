"""Receipts as CSV, JSON and pages: whole, harmless, and of any names."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.asks import ObjectFound
from app.domain.destination import Destination
from app.domain.receipt import Line
from app.domain.receipt_audit import TOGETHER, Verdict, judged, latest_first, questions, verdict
from app.domain.receipt_files import COLUMNS, csv_pieces, harmless, iso, json_pieces
from app.domain.receipt_page import LONGEST_ANSWER, Page, Row, html_pieces, printed_pieces
from app.domain.states import CallbackOutcome, Outcome

PLACE = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop-media")
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def line(name: str = "a.jpg", **values: object) -> Line:
    made = Line("t", "b", "c", PLACE, f"/home/somebody/{name}", name, f"in/{name}", 184_233,
                Outcome.DELIVERED, 1_763_726_531.0, 0.51, etag="AB", crc64=17, verified=True,
                callback=CallbackOutcome.DELIVERED, callback_status=200,
                answer="Thank you", body='{"message": "Thank you"}')  # fmt: skip
    return replace(made, **values)  # type: ignore[arg-type]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", " =", "\ufeff="])
def test_a_cell_that_a_spreadsheet_would_carry_out_is_made_text(sign: str) -> None:
    evil = sign + 'HYPERLINK("http://evil")'
    assert harmless(evil) == "'" + evil
    (row,) = read("".join(csv_pieces([line(evil, answer=evil, etag=evil)])))
    assert (row["file"], row["answer"], row["etag"]) == ("'" + evil,) * 3
    assert row["key"] == f"in/{evil}"


@given(NAMES, NAMES)
def test_csv_holds_any_text_in_its_own_cell_and_none_begins_as_a_formula(
    name: str, answer: str
) -> None:
    (row,) = read("".join(csv_pieces([line(name, answer=answer)])))
    assert row["file"].removeprefix("'") == name.removeprefix("'")
    assert list(row) == list(COLUMNS)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


@given(NAMES, st.text(max_size=60))
def test_json_comes_back_as_it_was(name: str, body: str) -> None:
    data = json.loads("".join(json_pieces([line(name, body=body), line()], made_at=0.0)))
    assert data["format"] == "upcall-receipt/1"
    assert data["made_at"] == "1970-01-01T00:00:00Z"
    assert data["files"][0]["file"] == name
    assert data["files"][0]["callback"]["body"] == body
    assert data["files"][1]["crc64"] == "17"
    assert data["totals"] == {"files": 2, "bytes": 368_466, "outcomes": {"delivered": 2}}


def test_an_empty_receipt_is_still_whole() -> None:
    assert json.loads("".join(json_pieces([], made_at=0.0)))["files"] == []
    assert read("".join(csv_pieces([]))) == []


def test_no_path_of_this_computer_is_in_a_receipt() -> None:
    whole = "".join(csv_pieces([line()])) + "".join(json_pieces([line()], made_at=0.0))
    assert "/home/somebody" not in whole


class Reader(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page(row: Row, **values: object) -> Page:
    made = Page("en", "Receipt", "Made today", (("Files", "1"),), [row])
    return replace(made, **values)  # type: ignore[arg-type]


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'\u202etxt.exe\x00\x1b[31m"


def test_hostile_texts_are_text_on_the_page_and_on_paper() -> None:
    evil = page(
        Row(EVIL, "!", EVIL, "danger", ((EVIL, EVIL),), EVIL),
        title=EVIL, lead=EVIL, note=EVIL, foot=EVIL,
    )  # fmt: skip
    for whole in ("".join(html_pieces(evil)), "".join(printed_pieces(evil))):
        reader = Reader()
        reader.feed(whole)
        assert not {"script", "img", "iframe", "link", "a"} & set(reader.tags)
        text = "".join(reader.texts).replace("\u200b", "")
        assert "<script>alert(1)</script>" in text
        assert not any(sign in whole for sign in ("\u202e", "\x00", "\x1b"))


def test_the_page_loads_nothing_and_says_so() -> None:
    whole = "".join(html_pieces(page(Row("a.jpg", "✓", "Delivered", "good", ()))))
    assert "default-src 'none'" in whole
    assert "http" not in whole.replace("http-equiv", "")
    assert "Delivered" in whole


def test_a_long_answer_is_cut_on_the_page() -> None:
    whole = "".join(html_pieces(page(Row("a", "✓", "D", "good", (), "x" * 1_000_000))))
    assert len(whole) < LONGEST_ANSWER + 10_000


def test_a_moment_beyond_the_calendar_is_empty() -> None:
    assert iso(1e20) == ""


# --- the audit ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, Verdict.MISSING),
        (ObjectFound("in/a.jpg", 184_233, crc64=17), Verdict.SAME),
        (ObjectFound("in/a.jpg", 184_233), Verdict.SAME_SIZE),
        (ObjectFound("in/a.jpg", 184_233, crc64=18), Verdict.DIFFERENT),
        (ObjectFound("in/a.jpg", 1, crc64=17), Verdict.DIFFERENT),
    ],
)
def test_what_the_storage_has_is_held_against_the_receipt(
    found: ObjectFound | None, expected: Verdict
) -> None:
    assert verdict(line(), found) is expected


def test_each_stored_name_is_asked_for_once_in_portions() -> None:
    lines = [line(f"{n}.jpg") for n in range(TOGETHER + 1)]
    lines += [line("0.jpg"), line("gone.jpg", outcome=Outcome.NOT_STORED)]
    asked = questions(lines)
    assert [len(each.keys) for each in asked] == [TOGETHER, 1]


def test_an_earlier_upload_of_the_same_name_was_replaced_by_a_later_one() -> None:
    early, late = line(size=1, crc64=1), line(ended_at=1_763_999_999.0)
    (asked,) = questions([early, late])
    there = [ObjectFound("in/a.jpg", 184_233, crc64=17)]
    first, second = judged([early, late], asked, there, latest=latest_first([early, late]))
    assert (first.verdict, first.replaced) == (Verdict.DIFFERENT, True)
    assert (second.verdict, second.replaced) == (Verdict.SAME, False)


def test_without_an_answer_nothing_is_claimed() -> None:
    (asked,) = questions([line()])
    (checked,) = judged([line()], asked, None, latest={})
    assert checked.verdict is Verdict.UNKNOWN
