"""The stage over a real demo cloud: what is drawn is what was seen, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.stage import Sight, Tale, run_of_result
from app.domain.stage_export import run_from_trace
from app.domain.stage_scenarios import MOMENTS, scenario_of
from app.domain.states import Outcome
from app.ui.resources import resource
from app.ui.stage.scenarios import shipped
from app.ui.stage.scene import Scene
from app.ui.stage.words import time_text
from tests.cloud import Cloud
from tests.ui.conftest import ROOT
from tests.ui.live_kit import PATIENCE_MS
from tests.ui.stage_kit import Stage, dashes, drawn, stage

NUMBERS = re.compile(r"\b[0-9a-f]{16}\b|\d+(?:\.\d+)?")
"""A random answer, or a number."""
BARE = '"id": "a", "title": {"en": "A"}'


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Stage]:
    with stage(qtbot, tmp_path, cloud) as made:
        yield made


def known_texts(events: list[dict[str, Any]], limit: float) -> set[str]:
    """Every number that may be drawn for these events, as it is written."""
    zero = next(event["at"] for event in events if event["kind"] == "request_started")
    texts = {time_text(event["at"] - zero) for event in events}
    texts |= {time_text(event["seconds"]) for event in events if "seconds" in event}
    texts |= {str(event["status"]) for event in events if event.get("status")}
    texts |= set(answers_of(events))
    texts |= {"1", "2", "3", "4", "90", f"{limit:g}"}  # steps, the file's kilobytes, the limit
    return {number for text in texts for number in NUMBERS.findall(text)}


def answers_of(events: list[dict[str, Any]]) -> list[str]:
    """The random answers of the application server."""
    return [e["number"] for e in events if e["kind"] == "app_answered" and e["number"]]


def stills(staged: Stage, folder: Path) -> list[list[str]]:
    """A picture after each step, numbered, in slow motion; what each says."""
    play = staged.show.play
    play.set_speed(0.25)
    play.set_calm(on=True)
    said = []
    for number in range(len(play.steps) + 1):
        scene = Scene(play.run, float(number), text=18.0)
        said.append(drawn(scene))
        play.show(play.run, position=float(number))
        assert staged.window.grab().save(str(folder / f"still-{number}.png"))
    return said


@pytest.mark.parametrize("scenario", ["success", "late"])
def test_every_number_of_the_numbered_stills_is_one_of_the_event_stream(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, scenario: str
) -> None:
    limit = 5.0
    if scenario == "late":
        limit = 0.5  # the rule, not the five seconds, is what this is about
        cloud.settings(callback_seconds=limit)
    with stage(qtbot, tmp_path, cloud) as staged:
        staged.to_the_end(scenario)
        run = staged.show.play.run
        assert run is not None
        events = [e for e in cloud.events() if e["kind"] != "fault"]
        allowed = known_texts(events, limit)
        pictures = stills(staged, tmp_path)
        assert len(pictures) == 5
        for texts in pictures:
            written = {n for text in texts for n in NUMBERS.findall(text)}
            assert written <= allowed, (texts, allowed)
        answers = answers_of(events)
        shown = " ".join(pictures[-1])
        assert all(number in shown for number in answers)
        assert bool(answers) is (scenario == "success")


def test_a_late_server_is_told_as_stored_and_nobody_calls_again(staged: Stage) -> None:
    staged.live.cloud.settings(callback_seconds=0.5)
    staged.to_the_end("late")
    run = staged.show.play.run
    assert run is not None
    assert run.outcome is Outcome.CALLBACK_FAILED
    assert [s.tale for s in run.steps][2:] == [Tale.NO_ANSWER, Tale.FAILED]
    assert run.steps[2].left is None
    said = staged.window.view.caption.text()
    assert "stored" in said
    assert "does not call again" in said
    assert "File stored" in drawn(staged.show.play.scene(18.0))


@pytest.mark.parametrize(
    ("scenario", "tales"),
    [
        ("error500", [Tale.UPLOAD, Tale.CALLBACK, Tale.BAD_ANSWER, Tale.FAILED]),
        ("notjson", [Tale.UPLOAD, Tale.CALLBACK, Tale.BAD_ANSWER, Tale.FAILED]),
        ("nolength", [Tale.UPLOAD, Tale.CALLBACK, Tale.BAD_ANSWER, Tale.FAILED]),
        ("unreachable", [Tale.UPLOAD, Tale.UNREACHABLE, Tale.FAILED]),
        (
            "failover",
            [Tale.UPLOAD, Tale.UNREACHABLE, Tale.CALLBACK, Tale.ANSWER, Tale.HANDED_ON],
        ),
        (
            "expired",
            [
                Tale.UPLOAD,
                Tale.REFUSED,
                Tale.UPLOAD,
                Tale.CALLBACK,
                Tale.ANSWER,
                Tale.HANDED_ON,
            ],
        ),
        ("lostnetwork", [Tale.CUT, Tale.UPLOAD, Tale.CALLBACK, Tale.ANSWER, Tale.HANDED_ON]),
    ],
)
def test_every_switch_drives_the_demo_cloud(
    staged: Stage, scenario: str, tales: list[Tale]
) -> None:
    staged.to_the_end(scenario)
    assert [step.tale for step in staged.show.play.steps] == tales
    assert staged.window.switches.button(scenario).isChecked()


def test_a_large_file_goes_up_in_parts_and_is_one_step(staged: Stage) -> None:
    staged.to_the_end("parts")
    run = staged.show.play.run
    assert run is not None
    assert run.parts == len(staged.live.cloud.of_kind("part_stored")) == 6
    assert [step.number for step in run.steps] == [1, 2, 3, 4]
    assert any("in 6 parts" in text for text in drawn(staged.show.play.scene(18.0)))


def test_steps_come_one_by_one_and_go_back(staged: Stage) -> None:
    show = staged.show
    show.next()
    staged.steps_on(1)
    assert [step.number for step in show.play.scene(15).shown] == [1]
    staged.qtbot.keyClick(staged.window, Qt.Key.Key_PageDown)
    staged.steps_on(2)
    staged.qtbot.keyClick(staged.window, Qt.Key.Key_PageUp)
    staged.steps_on(1)
    staged.qtbot.keyClick(staged.window.view.canvas, Qt.Key.Key_R)
    assert show.play.run is None


def test_the_layers_decode_one_click_after_the_other(staged: Stage) -> None:
    staged.to_the_end("success")
    show, card = staged.show, staged.window.view.card
    sent = staged.live.cloud.of_kind("callback_sent")[-1]
    staged.qtbot.waitUntil(lambda: bool(show.layers(show.play.steps[0])[0].text), timeout=5000)
    first = {layer.name: layer for layer in show.layers(show.play.steps[0])}
    assert "x-oss-callback: " in first["request"].text
    assert json.loads(first["json"].text.split("\n{")[0])["callbackBody"] == first["template"].text
    assert first["template"].text == "object=${object}&size=${size}&order=${x:order}"
    assert first["body"].text == sent["body"]
    assert first["body"].assumed is False
    second = {layer.name: layer.text for layer in show.layers(show.play.steps[1])}
    assert f"\n{sent['body']}\n" in second["signature"]
    assert "order = 4711" in second["fields"]
    card.decode()
    assert card.layer() == "pretty"
    assert json.loads(card.words.toPlainText())["Status"] == "OK"


def test_the_message_is_edited_live_and_the_server_gets_it(staged: Stage) -> None:
    panel = staged.window.message
    panel.template.setPlainText("object=${object}&table=${x:table}")
    panel.variables.setPlainText("table=7")
    staged.qtbot.waitUntil(lambda: "table=7" in panel.preview.toPlainText())
    staged.show.toggle()
    staged.until_shown()
    received = staged.live.cloud.of_kind("app_received")[-1]
    assert received["body"].endswith("&table=7")
    assert '"table": "7"' in staged.show.play.steps[2].body


def test_any_finished_upload_can_be_replayed(staged: Stage) -> None:
    live = staged.live
    live.add(live.file("mine.txt", "my own file"))
    live.desk.upload()
    live.until_ended(1)
    row = live.desk.queue.snapshots()[0]
    staged.qtbot.waitUntil(lambda: bool(staged.show.source.recorder.latest(row.key)))
    staged.show.reset()
    staged.window.open(row)
    staged.qtbot.waitUntil(lambda: staged.show.play.run is not None, timeout=PATIENCE_MS)
    staged.until_shown()
    staged.show.play.to_end()
    number = live.cloud.of_kind("app_answered")[-1]["number"]
    if row.practice:
        assert number in staged.show.play.steps[-1].body
    runs = staged.window.runs
    staged.qtbot.waitUntil(lambda: any("mine.txt" in runs.itemText(i) for i in range(runs.count())))


def test_what_somebody_uploads_is_shown_live_while_the_stage_is_empty(staged: Stage) -> None:
    live, play = staged.live, staged.show.play
    live.add(live.file("dropped.txt", "into the main window"))
    live.desk.upload()
    staged.until_shown()
    assert play.run is not None
    assert play.run.key.endswith("dropped.txt")
    staged.qtbot.waitUntil(lambda: not staged.show.layers(play.steps[0])[0].assumed)
    sent = staged.show.layers(play.steps[0])[0].text
    assert "\nx-oss-callback: " in sent
    assert live.cloud.access_key_secret not in sent
    staged.qtbot.keyClick(staged.window.view.canvas, Qt.Key.Key_R)
    assert play.run is None


def test_inferred_steps_are_dashed_and_have_no_time(staged: Stage) -> None:
    live = staged.live
    live.add(live.file("real.txt", "as if it were a real service"))
    live.desk.upload()
    live.until_ended(1)
    row = live.desk.queue.snapshots()[0]
    staged.qtbot.waitUntil(lambda: live.desk.result(row.id) is not None)
    result = live.desk.result(row.id)
    assert result is not None
    run = run_of_result(result, row.key, with_callback=True)
    assert [step.sight for step in run.steps].count(Sight.INFERRED) == 2
    scene = Scene(run, 4.0, text=18.0)
    assert dashes(scene) >= 2
    times = [text for text in drawn(scene) if text.endswith((" ms", " s"))]
    seen = [s for s in run.steps if s.sight is Sight.OBSERVED]
    assert len(times) == len(seen) + 1 == 3  # and the clock's beginning


def test_a_trace_opens_as_the_same_run_and_the_diagram_has_honest_arrows(
    staged: Stage, tmp_path: Path
) -> None:
    staged.to_the_end("failover")
    run = staged.show.play.run
    assert run is not None
    export = staged.window.export
    again = run_from_trace(export.content("json").decode())
    assert again.steps == run.steps
    diagram = export.content("mmd").decode()
    assert diagram.count("->>") == 4
    assert diagram.count("-x") == 1
    assert export.content("svg").startswith(b"<?xml")
    assert export.content("png").startswith(b"\x89PNG")
    path = tmp_path / "run.json"
    export.save("json", str(path))
    staged.qtbot.waitUntil(lambda: path.exists() and bool(staged.window.said.text()))
    staged.show.reset()
    export.read(str(path))
    staged.qtbot.waitUntil(lambda: staged.show.play.run is not None)
    assert staged.show.play.steps == run.steps


def test_an_edited_scenario_is_saved_and_opened_again(staged: Stage, tmp_path: Path) -> None:
    staged.show.choose("late")
    staged.show.edit(body="a=${x:a}&é=\u4f60", variables={"x:a": '"quoted"'})
    wanted, path = staged.show.scenario, tmp_path / "mine.json"
    staged.window.export.save("scenario", str(path))
    staged.qtbot.waitUntil(lambda: bool(staged.window.said.text()))
    staged.show.choose("success")
    staged.window.export.read(str(path))
    staged.qtbot.waitUntil(lambda: staged.show.scenario == wanted)
    assert staged.window.message.template.toPlainText() == wanted.body


def test_files_that_are_no_trace_are_refused_kindly(staged: Stage, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"format": "something", "events": [1, 2]}')
    staged.window.export.read(str(path))
    staged.qtbot.waitUntil(lambda: "neither" in staged.window.said.text())


def test_the_shipped_scenarios_are_whole_and_the_demo_cloud_takes_their_orders(
    cloud: Cloud,
) -> None:
    scenarios = shipped()
    wanted = {"success", "late", "error500", "notjson", "unreachable", "failover", "expired"}
    assert wanted <= {scenario.id for scenario in scenarios}
    for scenario in scenarios:
        assert scenario.size or resource("samples", scenario.file).is_file()
        for texts in (scenario.title, scenario.summary, *scenario.notes.values()):
            assert set(texts) == {"en", "zh_CN"}
        steps = 2 * len(scenario.forge) or 4
        if scenario.forge or not scenario.way:  # those of others: test_stage_services.py
            assert set(scenario.notes) == {*map(str, range(1, steps + 1)), "before", "after"}
        assert set(scenario.notes) <= set(MOMENTS)
        if scenario.answer:
            cloud.answers(**{"times": 1, **scenario.answer})
        for fault in scenario.faults:
            cloud.faults(**fault, key="nobody")


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "no JSON",
        f'{{{BARE}, "summary": {{"zh_CN": "B"}}}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "shell": "rm"}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "body_type": "xml"}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "notes": {{"7": {{}}}}}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "file": "../../secret.txt"}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "urls": ["http://example.com/x"]}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "urls": ["http://127.0.0.1:1@example.com/x"]}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "variables": {{"x:a": 1}}}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "size": 99999999999}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "forge": ["everything"]}}',
        f'{{{BARE}, "summary": {{"en": "B"}}, "group": "nowhere"}}',
    ],
)
def test_broken_scenarios_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        scenario_of(text)


def test_the_stage_is_loaded_when_somebody_opens_it() -> None:
    code = "import sys, app.ui.application, app.ui.doors; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {name for name in said.stdout.split() if name.startswith("app.ui.stage.")}
    assert loaded == set()


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_the_stage_can_be_closed_at_any_moment(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, moment: int
) -> None:
    with stage(qtbot, tmp_path, cloud) as staged:
        staged.show.toggle()
        if moment:
            staged.qtbot.waitUntil(lambda: len(staged.show.play.steps) >= moment)
        staged.window.export.save("scenario", str(tmp_path / "late.json"))
        staged.window.close()
        qtbot.waitUntil(lambda: (tmp_path / "late.json").exists())
        qtbot.wait(50)
