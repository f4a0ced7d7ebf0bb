"""Forged callbacks on the stage: a fourth party's messages, each refused, each for its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.stage import Lane, Tale
from app.domain.stage_export import run_from_trace
from app.ui.stage.words import time_text
from tests.cloud import Cloud
from tests.ui.clipping import dressed, troubles
from tests.ui.stage_kit import Stage, drawn, stage


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Stage]:
    with stage(qtbot, tmp_path, cloud) as made:
        yield made


def test_three_forgeries_come_from_a_stranger_and_each_is_refused_where_it_is_wrong(
    staged: Stage,
) -> None:
    staged.to_the_end("success")
    before = staged.live.cloud.ask("/records")["records"]
    staged.to_the_end("forged")
    run = staged.show.play.run
    assert run is not None
    assert run.forged
    assert [step.mark for step in run.steps] == [1, 2, 3, 4, 5, 6]
    for sent, answer in zip(run.steps[::2], run.steps[1::2], strict=True):
        assert (sent.tale, sent.source, sent.target) == (Tale.FORGED, Lane.STRANGER, Lane.SERVER)
        assert (answer.tale, answer.target) == (Tale.TURNED_AWAY, Lane.STRANGER)
        assert sent.signature_valid is False
        assert answer.status == 400
    assert "paid=yes" in run.steps[2].body
    assert len(staged.live.cloud.objects()) == 1
    assert staged.live.cloud.ask("/records")["records"] == before


def test_the_picture_names_the_stranger_and_says_why_nobody_is_believed(staged: Stage) -> None:
    staged.show.choose("forged")
    announced = drawn(staged.show.play.scene(18.0))
    assert "A stranger" in announced
    assert announced.count("Your server refuses") == 3
    staged.to_the_end("forged")
    said = drawn(staged.show.play.scene(18.0))
    assert said.count("400: refused") == 3
    assert len([text for text in said if "the signature does not verify" in text]) == 2
    assert len([text for text in said if "that key is not the storage's" in text]) == 1
    assert not [text for text in said if "waits" in text]
    assert "only the storage can sign" in staged.window.view.caption.text()


def test_its_trace_opens_as_the_same_run_and_its_diagram_has_four_parties(staged: Stage) -> None:
    staged.to_the_end("forged")
    run = staged.show.play.run
    assert run is not None
    again = run_from_trace(staged.window.export.content("json").decode())
    assert again.steps == run.steps
    assert "participant stranger" in staged.window.export.content("mmd").decode()
    staged.to_the_end("success")
    assert "stranger" not in staged.window.export.content("mmd").decode()


def test_a_clicker_tells_the_speaker_what_comes_next(staged: Stage) -> None:
    staged.show.choose("forged")
    for number in range(1, 7):
        assert staged.show.following() == number
        staged.show.next()
        staged.steps_on(number)
        assert staged.show.note() != ""
    assert staged.window.speaker.following.text() == "That was the last step."


def test_the_clock_begins_where_the_first_arrow_leaves(staged: Stage) -> None:
    for scenario in ("success", "forged"):
        staged.to_the_end(scenario)
        said = drawn(staged.show.play.scene(12.0))
        assert "since start" in said
        assert time_text(0.0) in said


@pytest.mark.parametrize(
    ("language", "scheme", "scale"),
    [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 1.5)],
)
def test_nothing_is_cut_off_weak_or_nameless(
    staged: Stage, language: str, scheme: str, scale: float, translations: object
) -> None:
    with dressed(language, scheme, scale):
        staged.window.resize(1280, 900)
        staged.to_the_end("forged")
        assert troubles(staged.window) == []
