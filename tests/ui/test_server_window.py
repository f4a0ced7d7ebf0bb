"""The application server's window over a real demo cloud: what it shows, and what it is told."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.engine.demo import DemoPlace, place_of
from app.ui.actions import Actions
from app.ui.application import PAGES
from app.ui.doors import Doors
from app.ui.stage.server_calls import MOST_CALLS, MOST_RECORDS, Call, Calls, Line
from app.ui.stage.server_models import RecordsModel
from app.ui.stage.server_window import ServerWindow
from app.ui.stage.server_words import MODES, mode_words
from app.ui.views.main_window import MainWindow
from tests.cloud import Cloud
from tests.democloud.raw import ask
from tests.democloud.sdks import callback_headers
from tests.ui.clipping import dressed, troubles
from tests.ui.conftest import ROOT, Offices

PATIENCE = 20_000
JSON_TYPE = "application/json"


class Given:
    """The demo cloud of this module, as the window's own."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def launch(self) -> DemoPlace:
        return place_of(self._cloud.facts)


@pytest.fixture(scope="module")
def own() -> Iterator[Cloud]:
    """A cloud whose events are only ours."""
    cloud = Cloud()
    yield cloud
    assert cloud.close() == 0


class Shown:
    """The window, the cloud behind it, and somebody who waits."""

    def __init__(self, cloud: Cloud, window: ServerWindow, qtbot: QtBot) -> None:
        self.cloud, self.window, self._qtbot = cloud, window, qtbot

    def until(self, ready: Callable[[], object]) -> None:
        """Wait until it is as wanted."""
        self._qtbot.waitUntil(lambda: bool(ready()), timeout=PATIENCE)

    def put(self, key: str, template: str = "object=${object}&size=${size}", **more: Any) -> int:
        """Store an object with a callback; waits until the window has heard all of it."""
        before = len(self.calls)
        headers = callback_headers(self.cloud, template, **more)
        answer = ask(
            self.cloud,
            "PUT",
            f"/demo/{quote(key)}",
            resource=f"/demo/{key}",
            headers=headers,
            body=b"abc",
        )
        assert answer.status in (200, 203), answer.body
        self.until(lambda: len(self.calls) > before and self.newest.judged is not None)
        return answer.status

    def until_told(self, mode: str) -> None:
        """Wait until it answers all so."""
        self.until(lambda: self.window.feed.calls.told.standing == mode)

    def forge(self, way: str) -> None:
        """By the menu; waits until it was answered."""
        before = len(self.calls)
        self.window.controls.ways[way].trigger()
        self.until(lambda: len(self.calls) > before and self.newest.answered is not None)

    def tell(self, mode: str, *, which: str = "next") -> None:
        """Choose how it answers."""
        controls = self.window.controls
        controls.which.button(which).click()
        controls.mode.setCurrentIndex(controls.mode.findData(mode))
        controls.mode.activated.emit(controls.mode.currentIndex())

    @property
    def calls(self) -> list[Call]:
        """What the window has heard of, the newest first."""
        return self.window.feed.calls.calls()

    @property
    def newest(self) -> Call:
        """The first of them."""
        return self.calls[0]

    def cells(self) -> list[str]:
        """The texts of the newest row."""
        model = self.window.calls
        return [str(model.index(0, n).data()) for n in range(model.columnCount())]

    def record_rows(self) -> list[list[str]]:
        """The texts of the table of records, without numbers and times."""
        model = self.window.records
        columns = range(2, model.columnCount())
        return [
            [str(model.index(row, n).data()) for n in columns] for row in range(model.rowCount())
        ]


@pytest.fixture
def shown(own: Cloud, offices: Offices, qtbot: QtBot) -> Iterator[Shown]:
    """The open window, nothing in it yet."""
    own.reset()
    made = offices(demo=Given(own))
    made.desk.set_view(View.EXPERT)
    window = ServerWindow(made.desk)
    qtbot.addWidget(window)
    window.show()
    scene = Shown(own, window, qtbot)
    scene.until(lambda: window.feed.ready)
    yield scene
    window.close()


def test_a_callback_appears_with_its_signature_step_by_step_and_its_record(shown: Shown) -> None:
    url = shown.cloud.callback_url + "?id=1&x=%20y"
    assert shown.put("a b.txt", callbackUrl=url) == 200
    time, file, attempt, signature, answer = shown.cells()
    assert len(time) == 8
    assert (file, attempt, signature, answer) == ("a b.txt", "1", "✓ Verified", "200")
    rows = {row.step: row for row in shown.window.detail.steps.rows}
    assert all("done" in row.name.text() for row in rows.values())
    text = rows["text"].text
    assert text is not None
    string = text.toPlainText()
    assert string.startswith("/callback?id=1&x=%20y\nobject=a%20b.txt")
    digest = hashlib.md5(string.encode()).hexdigest()
    assert digest == rows["digest"].value.accessibleName() == rows["match"].value.accessibleName()
    assert rows["key_url"].value.accessibleName() == shown.cloud.public_key_url
    assert shown.record_rows() == [["a b.txt", "3"]]
    raw = shown.window.detail.request.text.toPlainText()
    assert raw.startswith("POST /callback?id=1&x=%20y HTTP/1.1\n")
    assert "authorization: " in raw
    (answered,) = shown.cloud.of_kind("app_answered")
    assert answered["number"] in shown.window.detail.answer.text.toPlainText()


@pytest.mark.parametrize(
    ("way", "step", "words"),
    [
        ("signature", "match", "another key has made it"),
        ("body", "match", "was changed"),
        ("key_url", "key_url", "fetches no key there"),
    ],
)
def test_a_forged_callback_is_refused_with_its_step_marked(
    shown: Shown, way: str, step: str, words: str
) -> None:
    assert shown.put("real.txt") == 200
    before = shown.record_rows()
    shown.forge(way)
    rows = shown.window.detail.steps.rows
    place = next(n for n, row in enumerate(rows) if row.step == step)
    assert ["done" in row.name.text() for row in rows[:place]] == [True] * place
    assert "failed here" in rows[place].name.text()
    assert words in rows[place].said.text()
    assert all("not reached" in row.name.text() for row in rows[place + 1 :])
    assert f"step {place + 1}" in shown.window.detail.verdict.text()
    assert "Forged from here" in shown.window.detail.aftermath.text()
    assert shown.cells()[3].startswith("✗ ")
    assert shown.cells()[4] == "400"
    assert shown.record_rows() == before == [["real.txt", "3"]]


def test_the_next_answer_is_told_and_then_it_answers_as_before(shown: Shown) -> None:
    controls = shown.window.controls
    shown.tell("500")
    shown.until(lambda: "Next: 500" in controls.told.text())
    assert shown.put("a.txt") == 203
    shown.until(lambda: "every callback" in controls.told.text())
    assert shown.cells()[4] == "500, not accepted"
    assert shown.record_rows() == []
    assert shown.put("b.txt") == 200
    assert len(shown.record_rows()) == 1


def test_an_answer_for_all_stays(shown: Shown) -> None:
    shown.tell("not_json", which="all")
    shown.until(lambda: "every callback so: Not JSON" in shown.window.controls.told.text())
    for number in range(1, 3):
        assert shown.put("a.txt") == 203
        assert f"(number {number})" in shown.window.detail.aftermath.text()
        assert len(shown.record_rows()) == number
    assert "valid json" in shown.window.detail.aftermath.text()


def test_every_way_to_answer_that_is_offered_is_taken(shown: Shown) -> None:
    for mode in MODES:
        shown.tell(mode, which="all")
        shown.until_told(mode)
        assert mode_words()[mode] in shown.window.controls.told.text()
    assert not shown.window.controls.note.isVisible()


def test_what_comes_from_outside_is_shown_as_plain_text(shown: Shown) -> None:
    nasty = "<b>bold</b>\u202egnp.exe\x1b[31m"
    template = '{"object":${x:name},"<i>x</i>":"1"}'
    status = shown.put("a.txt", template, callbackBodyType=JSON_TYPE, variables={"x:name": nasty})
    assert status == 200
    assert shown.cells()[1] == "b>\\u202Egnp.exe\\u001B[31m"
    heads = shown.window.records.columns()
    assert "<i>x</i>" in heads
    ((name, _value),) = shown.record_rows()
    assert name == "<b>bold</b>\\u202Egnp.exe\\u001B[31m"
    body = shown.window.detail.request.text.toPlainText()
    assert "\u202e" not in body
    tip = shown.window.records.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


def test_whoever_looks_at_an_older_callback_goes_on_doing_so(shown: Shown) -> None:
    assert shown.put("a.txt") == 200
    assert shown.put("b.txt") == 200
    window = shown.window
    window.table.setCurrentIndex(window.calls.index(1, 0))
    assert "a.txt" in window.detail.request.text.toPlainText()
    assert shown.put("c.txt") == 200
    assert window.table.currentIndex().row() == 2
    assert "a.txt" in window.detail.request.text.toPlainText()


def test_the_table_is_copied_for_a_spreadsheet_and_emptied(shown: Shown) -> None:
    assert shown.put("a.txt", "object=${object}&sum==1%2B1") == 200
    shown.window.bar.copy.click()
    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[2:] == ["object", "sum"]
    assert line.split("\t")[2:] == ["a.txt", "'=1+1"]
    shown.window.bar.clear.click()
    shown.until(lambda: shown.window.records.rowCount() == 0)
    assert shown.cloud.ask("/records")["records"] == []
    assert not shown.window.bar.copy.isEnabled()


def test_cells_cannot_break_the_table_that_is_copied() -> None:
    model = RecordsModel()
    model.show_lines([Line(1, 0.0, "r", {"a": "x\ty\nz", "-b": "@c"})])
    assert [row.split("\t")[2:] for row in model.as_table().split("\n")] == [
        ["a", "'-b"],
        ["x y z", "'@c"],
    ]


def test_callbacks_of_one_request_are_told_apart_by_their_attempts(shown: Shown) -> None:
    shown.tell("500")
    shown.until(lambda: shown.window.feed.calls.told.waiting)
    url = shown.cloud.callback_url
    assert shown.put("a.txt", callbackUrl=f"{url};{url}") == 200
    shown.until(lambda: len(shown.calls) == 2 and shown.newest.judged is not None)
    model = shown.window.calls
    assert [model.index(row, 2).data() for row in range(2)] == ["2", "1"]
    assert [model.index(row, 4).data() for row in range(2)] == ["200", "500, not accepted"]


def test_thousands_of_callbacks_with_ever_new_variables_do_not_hold_the_window_up(
    shown: Shown,
) -> None:
    window = shown.window
    for number in range(6000):
        name, fields = f"R{number}", {"object": f"{number}.txt", f"new{number}": "1"}
        facts = {"request_id": name, "attempt": 1, "body": f"object={number}.txt", "at": 1.0}
        window.feed.calls.take({"kind": "app_received", "signature_valid": True, **facts})
        line = {"kind": "record_added", "request_id": name, "number": number, "fields": fields}
        window.feed.calls.take(line)
    for _ in range(2):  # the first time sizes the columns
        started = time.monotonic()
        window.feed.changed.emit()
        assert time.monotonic() - started < 0.5
    assert (window.calls.rowCount(), window.records.rowCount()) == (MOST_CALLS, MOST_RECORDS)
    assert window.records.columnCount() <= 102


def test_events_that_are_not_as_expected_do_no_harm() -> None:
    calls = Calls()
    for kind in ("app_received", "app_answered", "callback_answered", "record_added", "strange"):
        calls.take({"kind": kind, "headers": 3, "fields": 4, "body": 5, "steps": 6})
    calls.take({"kind": "answers_told", "side": "callback", "standing": 1, "next": [2]})
    assert len(calls.calls()) == 1
    assert calls.told.standing == "well"


def test_the_window_opens_from_the_menu_in_expert_only_and_again_after_it_was_closed(
    own: Cloud, offices: Offices, qtbot: QtBot
) -> None:
    made = offices(demo=Given(own))
    actions = Actions(made.desk)
    main = MainWindow(made.desk, actions, PAGES)
    qtbot.addWidget(main)
    main.show()
    doors = Doors(main, made.desk, actions)
    made.desk.try_demo()
    qtbot.waitUntil(lambda: made.desk.connection is not None)
    assert not actions.server_panel.isVisible()
    made.desk.set_view(View.EXPERT)
    assert actions.server_panel in main.menus.menu("callback").actions()
    for _ in range(2):
        actions.server_panel.trigger()
        (window,) = [w for w in main.findChildren(ServerWindow) if w.isVisible()]
        actions.server_panel.trigger()
        assert [w for w in main.findChildren(ServerWindow) if w.isVisible()] == [window]
        assert main.isEnabled()
        assert doors.current() is None
        window.close()


def test_nothing_of_it_is_loaded_before_it_is_opened() -> None:
    code = "import sys, app.ui.application, app.ui.doors; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not [name for name in said.stdout.split() if "stage.server" in name]


@pytest.mark.parametrize(
    ("language", "scheme", "scale"),
    [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 1.5), ("zh_CN", "light", 2.0)],
)
def test_it_can_be_read(
    own: Cloud,
    offices: Offices,
    qtbot: QtBot,
    translations: Path,
    language: str,
    scheme: str,
    scale: float,
) -> None:
    own.reset()
    with dressed(language, scheme, scale):
        window = ServerWindow(offices(demo=Given(own)).desk)
        qtbot.addWidget(window)
        window.show()
        scene = Shown(own, window, qtbot)
        scene.until(lambda: window.feed.ready)
        # Wrapped texts find their height in a few turns of the event loop.
        scene.until(lambda: not unreadable(window, colours=False))
        assert unreadable(window, colours=scale == 1.0) == []
        assert scene.put("a.txt") == 200
        scene.forge("body")
        scene.until(lambda: not unreadable(window, colours=False))
        assert unreadable(window, colours=scale == 1.0) == []
        window.close()


def unreadable(window: ServerWindow, *, colours: bool) -> list[str]:
    """What is wrong with it; long hex numbers may be cut, for they can be copied."""
    return [line for line in troubles(window, colours=colours) if "is elided" not in line]
