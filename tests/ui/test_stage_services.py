"""The stage shows the further services: each way, its troubles, and all of them side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.stage import Tale
from app.domain.stage_compare import WAYS
from app.domain.stage_scenarios import MOMENTS
from app.domain.stage_ways import plan_of
from app.domain.states import Outcome
from app.ui.stage import exporting
from app.ui.stage.scenarios import shipped
from app.ui.stage.scene import Scene
from app.ui.stage.server_window import ServerWindow
from app.ui.stage.words import time_text
from tests.cloud import Cloud
from tests.ui.stage_kit import Stage, drawn, stage

NUMBERS = re.compile(r"\b[0-9a-f]{16,36}\b|\d+(?:\.\d+)?")
"""A random answer or an id, or a number."""
WAY_IDS = (
    "wangsu-normal",
    "wangsu-callback",
    "wangsu-notification",
    "vod-normal",
    "vod-reliable",
)


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Stage]:
    cloud.reset()
    cloud.settings(wangsu_process_seconds=0.05, wangsu_minute_seconds=0.05)
    with stage(qtbot, tmp_path, cloud) as made:
        yield made


def known_numbers(events: list[dict[str, Any]], zero: float) -> set[str]:
    """Every number that may be drawn for these events, as it is written."""
    texts = {time_text(event["at"] - zero) for event in events}
    for event in events:
        texts |= {time_text(event["seconds"])} if event.get("seconds") is not None else set()
        names = ("status", "number", "code", "persistent_id", "file_id", "attempt", "name", "cmd")
        texts |= {str(event[name]) for name in names if event.get(name) is not None}
    begun = [e["at"] for e in events if e["kind"] == "processing_started"]
    ended = [e["at"] for e in events if e["kind"] == "processing_ended"]
    texts |= {f"{b - a:.3f}" for a, b in zip(begun, ended, strict=True)}
    return {number for text in texts for number in NUMBERS.findall(text)}


def notify_quickly(staged: Stage) -> None:
    """A notification upload whose instruction is over at once: its file is no picture."""
    show = staged.show
    scenario = next(one for one in show.scenarios if one.id == "wangsu-notification")
    show.put(replace(scenario, file="orders.csv"))
    show.toggle()
    staged.until_shown()


def _begins(number: str, known: set[str]) -> bool:
    """Whether it is a long id, of which twenty signs are shown."""
    return len(number) == 20 and any(one.startswith(number) for one in known)


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(w, marks=pytest.mark.slow) if "notif" in w else w for w in WAY_IDS],
)
def test_a_way_happens_as_announced_and_every_number_of_its_stills_is_of_the_event_stream(
    staged: Stage, cloud: Cloud, scenario: str
) -> None:
    before = cloud.mark()
    play = staged.show.play
    staged.show.choose(scenario)
    announced = drawn(play.scene(18.0))
    assert len([text for text in announced if text.isdigit()]) == len(play.plan)
    staged.show.toggle()
    staged.until_shown()
    run = play.run
    assert run is not None
    said = [step.tale for step in run.steps if step.tale is not Tale.SAID]
    assert said == [tale for tale in play.plan if tale is not Tale.SAID]
    events = [e for e in cloud.events(before) if e["service"] == run.service]
    known = known_numbers(events, run.zero)
    known |= {str(n) for n in range(1, len(run.steps) + 1)}  # the steps' own
    known |= {"0.0", "90", "60", "5", "30"}  # kilobytes, and how long services wait
    for number in range(len(run.steps) + 1):
        text = drawn(Scene(run, float(number), text=18.0, plan=play.plan))
        shown = {found for line in text for found in NUMBERS.findall(line)}
        unknown = {one for one in shown - known if not _begins(one, known)}
        assert not unknown


def test_a_server_that_fails_is_called_eight_times_while_the_upload_waits(
    staged: Stage, cloud: Cloud
) -> None:
    staged.to_the_end("wangsu-fails")
    run = staged.show.play.run
    assert run is not None
    assert run.outcome is Outcome.CALLBACK_FAILED
    assert [step.attempt for step in run.steps if step.tale is Tale.CALLBACK] == [*range(1, 9)]
    pauses = [step.again for step in run.steps if step.tale is Tale.BAD_ANSWER]
    assert pauses == [0.0, 0.0, *[pytest.approx(0.05)] * 5, None]
    assert run.steps[-1].status == 579
    said = drawn(staged.show.play.whole(18.0))
    assert any("try 8 of 8" in text for text in said)
    assert "8" in staged.window.view.caption.text()


def test_an_event_that_nobody_takes_is_lost_and_the_file_is_stored(staged: Stage) -> None:
    staged.to_the_end("vod-fails")
    run = staged.show.play.run
    assert run is not None
    assert run.outcome is Outcome.STORED
    assert [step.tale for step in run.steps if step.tale is Tale.NOTICE] == [Tale.NOTICE] * 3
    assert run.steps[-1].tale is Tale.DROPPED


@pytest.mark.parametrize(("scenario", "believed"), [("wangsu-forged", 1), ("vod-forged", 1)])
def test_forged_calls_are_refused_but_for_what_no_signature_covers(
    staged: Stage, scenario: str, believed: int
) -> None:
    staged.to_the_end(scenario)
    run = staged.show.play.run
    assert run is not None
    tales = [step.tale for step in run.steps]
    assert tales.count(Tale.FORGED) == 3
    assert tales.count(Tale.TURNED_AWAY) == 3 - believed
    assert tales[-1] is Tale.TAKEN_IN


def test_a_service_is_chosen_and_only_its_scenarios_are_offered(staged: Stage) -> None:
    switches = staged.window.switches
    switches.services.button("vod").click()
    assert staged.show.scenario.service == "vod"
    shown = {s.id for s in staged.show.scenarios if not switches.button(s.id).isHidden()}
    assert shown == {s.id for s in staged.show.scenarios if s.service == "vod"}
    switches.services.button("oss").click()
    assert staged.show.scenario.id == "success"


def test_a_replayed_way_is_the_same_elsewhere(staged: Stage, tmp_path: Path) -> None:
    notify_quickly(staged)
    run, play = staged.show.play.run, staged.show.play
    assert run is not None
    path = tmp_path / "trace.json"
    path.write_text(exporting.trace_text(run, play.whole(18.0)), encoding="utf-8")
    before = run.steps
    staged.window.export.read(str(path))
    staged.qtbot.waitUntil(lambda: play.run is not None and play.run is not run)
    assert play.run is not None
    assert play.run.steps == before
    assert "sequenceDiagram" in exporting.mermaid_text(play.run, play.whole(18.0))


def test_an_upload_that_is_shown_again_foretells_every_step_while_the_usual_scenario_is_chosen(
    staged: Stage,
) -> None:
    notify_quickly(staged)
    show, run = staged.show, staged.show.play.run
    assert run is not None
    show.choose("success")  # what a person finds who opens the window for a file of theirs
    for place in range(len(run.steps)):
        show.play.show(run, position=float(place))
        assert show.foretells(run.steps[place].mark)
        assert staged.window.speaker.following.text()


def test_what_is_shown_again_brings_the_switches_of_its_service(staged: Stage) -> None:
    notify_quickly(staged)
    show, run = staged.show, staged.show.play.run
    assert run is not None
    show.choose("success")
    show.replay(run.id)
    assert show.play.run is not None
    assert show.play.run.id == run.id
    assert show.scenario.service == run.service == staged.window.switches.services.value()
    assert staged.window.switches.button("wangsu-callback").text() == "Callback upload"
    shown = [s.id for s in show.scenarios if staged.window.switches.button(s.id).isVisible()]
    assert shown
    assert all(next(s for s in show.scenarios if s.id == i).service == run.service for i in shown)


def test_side_by_side_every_way_has_every_answer_and_leads_to_its_scenario(
    staged: Stage,
) -> None:
    window = staged.window
    window.switches.compare.click()
    assert window.pages.currentWidget() is window.compare
    assert all(cell.text() for row in window.compare.cells for cell in row)
    window.compare.shows[3].click()
    assert window.pages.currentWidget() is window.view
    assert staged.show.scenario.id == WAYS[3].scenario == "wangsu-notification"


def test_the_scenarios_of_services_are_whole() -> None:
    found = [one for one in shipped() if one.way]
    assert {*WAY_IDS} <= {one.id for one in found}
    for one in found:
        assert set(one.notes) <= set(MOMENTS)
        assert {"before", "after"} <= set(one.notes)
        for texts in (one.title, one.summary, *one.notes.values()):
            assert set(texts) == {"en", "zh_CN"}
        if one.id in WAY_IDS:
            assert {tale.value for tale in plan_of(one.service, one.way)} <= set(one.notes)


def test_the_servers_window_says_which_signature_matched_and_tells_notices_from_callbacks(
    staged: Stage, qtbot: QtBot
) -> None:
    window = ServerWindow(staged.live.desk)
    qtbot.addWidget(window)
    staged.to_the_end("wangsu-callback")
    notify_quickly(staged)
    staged.to_the_end("vod-normal")
    calls = window.feed.calls.calls
    qtbot.waitUntil(lambda: len(calls()) == 3 and all(c.record for c in calls()), timeout=20_000)
    event, notice, callback = calls()
    assert (callback.later, notice.later, event.later) == (False, True, True)
    assert callback.variant == "URL + base64(body)"
    assert notice.variant == "URL without query + body"
    assert [call.name for call in (callback, notice)] == ["lake.jpg", "orders.csv"]
    for row, call in enumerate(calls()):
        window.table.setCurrentIndex(window.calls.index(row, 0))
        steps = window.detail.steps
        assert tuple(each.step for each in steps.rows) == call.checks
        assert steps.failed() is None
        assert call.variant in window.detail.verdict.text()
    window.controls.other_ways["wangsu"]["key"].trigger()
    qtbot.waitUntil(lambda: len(calls()) == 4, timeout=20_000)
    assert calls()[0].way == "key"
    assert not calls()[0].verified


def test_hosts_are_hidden_in_every_layer_and_picture_of_every_service(
    staged: Stage, cloud: Cloud
) -> None:
    staged.show.play.set_masked(on=True)
    for scenario in ("wangsu-callback", "vod-normal", "vod-reliable"):
        staged.to_the_end(scenario)
        play = staged.show.play
        texts = [layer.text for step in play.steps for layer in staged.show.layers(step)]
        texts += drawn(play.whole(18.0))
        assert not [text for text in texts if "127.0.0.1" in text]
        secrets = (cloud.facts["wangsu"]["secret_key"], cloud.facts["vod"]["secret_key"])
        assert not [text for text in texts if any(secret in text for secret in secrets)]
