"""Processing instructions: read, built, filled in, checked (wangsu.md, 5.1)."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wangsu_ops import (
    Instruction,
    Step,
    built,
    findings,
    frame,
    parsed,
    refused,
    resolved,
    saved_as,
    scale,
    transcode,
    watermark,
    with_result,
)

OF_THE_SHEET = "avthumb/mp4/vb/1m|saveas/ZGVtby1idWNrZXQ6di9jbGlwLTFtLm1wNA==;vframe/jpg/offset/1"


def codes(text: str, key: str = "") -> list[str]:
    return [finding.code for finding in findings(text, key=key)]


def test_the_sheets_instructions_are_read() -> None:
    first, second = parsed(OF_THE_SHEET)
    assert first.steps == (Step("avthumb", ("mp4", "vb", "1m")),)
    assert first.place() == ("demo-bucket", "v/clip-1m.mp4")
    assert second == frame()
    assert second.place() == ("", "")
    assert built((first, second)) == OF_THE_SHEET
    assert not refused(findings(OF_THE_SHEET))


def test_the_templates_are_what_the_sheet_shows() -> None:
    assert built((transcode(), frame())) == "avthumb/mp4/s/640x360/vb/1.25m;vframe/jpg/offset/1"
    assert (
        frame("png", second=2.5, width=100, height=50).text() == "vframe/png/offset/2.5/w/100/h/50"
    )
    assert scale(width=80, height=60).text() == "imageMogr2/jpg/crop/80x60/gravity/CENTER"
    assert watermark().text() == "watermark/jpg/mode/1/dissolve/50"
    for made in (transcode(), frame(), scale(), watermark()):
        assert codes(made.text()) == ["ops.no_name"]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{folder}{stem}-360p.mp4", "v/clip-360p.mp4"),
        ("{key}.jpg", "v/clip.mov.jpg"),
        ("thumbs/{name}", "thumbs/clip.mov"),
        ("{stem}{ending}", "clip.mov"),
    ],
)
def test_a_plain_name_is_filled_in_for_each_file(pattern: str, name: str) -> None:
    text = with_result(transcode(), pattern).text() + ";vframe/jpg/offset/1"
    ready = resolved(text, bucket="demo-bucket", key="v/clip.mov")
    first, _second = ready.split(";")
    told = base64.urlsafe_b64decode(first.split("saveas/")[1]).decode()
    assert told == f"demo-bucket:{name}"
    assert codes(ready, "other") == ["ops.one_name", "ops.no_name"]


def test_what_needs_no_filling_in_stays_as_it_is() -> None:
    assert resolved(OF_THE_SHEET, bucket="b", key="k") == OF_THE_SHEET
    odd = "unknown/{/x"
    assert resolved(odd, bucket="b", key="k") == odd


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("  ", []),
        ("vframe/jpg/offset/1;", ["ops.no_name", "ops.empty"]),
        ("vframe/jpg/offset/1||watermark/jpg", ["ops.step", "ops.no_name"]),
        ("saveas/YTpi", ["ops.saveas_last", "ops.no_name"]),
        ("saveas/YTpi|vframe/jpg/offset/1", ["ops.saveas_last", "ops.no_name"]),
        ("vframe/jpg/offset/1|saves/YTpi", ["ops.saves", "ops.no_name"]),
        ("vframe/jpg/offset/1|saveas/%%%", ["ops.saveas_name"]),
        ("vframe/jpg/offset/1|saveas/YTpi", ["ops.one_name"]),
        ("vframe/jpg/offset/1|saveas/", ["ops.saveas_last", "ops.no_name"]),
        ("vframe/jpg", ["ops.offset", "ops.no_name"]),
        ("avthumb", ["ops.format", "ops.no_name"]),
        ("fancy/x", ["ops.unknown", "ops.no_name"]),
        ("vframe/j pg/offset/1", ["ops.letters", "ops.no_name"]),
        ("vframe/jpg/offset/1|saveas/{nope}", ["ops.placeholder"]),
        ("vframe/jpg/offset/1|saveas/{stem", ["ops.placeholder"]),
        ("vframe/jpg/offset/1|saveas/{key}", ["ops.own_file"]),
        ("vframe/jpg/offset/1|saveas/{stem}.jpg", []),
        (
            "vframe/jpg/offset/1|saveas/{stem}.jpg;vframe/jpg/offset/2|saveas/{stem}.jpg",
            ["ops.same_result"],
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_a_result_under_the_files_own_name_is_remarked() -> None:
    text = f"imageMogr2/jpg|saveas/{saved_as('demo-bucket', 'a.jpg')}"
    assert codes(text, "a.jpg") == ["ops.own_file"]
    assert codes(text, "b.jpg") == ["ops.one_name"]


WORDS = st.text(st.sampled_from("abcXYZ019._-:=%文"), min_size=1, max_size=8)
STEPS = st.builds(Step, WORDS.filter(lambda w: w != "saveas"), st.tuples(WORDS, WORDS))


@given(st.lists(st.builds(Instruction, st.tuples(STEPS, STEPS)), min_size=1, max_size=4))
def test_what_is_built_is_read_again(instructions: list[Instruction]) -> None:
    assert parsed(built(tuple(instructions))) == tuple(instructions)


@given(st.text(st.sampled_from("ab/|;{}= \n文saveas"), max_size=40))
def test_nothing_that_anybody_types_breaks_it(text: str) -> None:
    findings(text, key="a/b.c")
    resolved(text, bucket="b", key="a/b.c")
