"""The welcome page: three doors, each by mouse and by keyboard, and the language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.host.settings import Language
from tests.ui.simple_kit import Stage, make_stage, place, visible_texts


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    """A window that knows no connection; its demo cloud cannot be started."""
    return make_stage(qtbot, tmp_path)


def test_without_a_connection_the_three_doors_show(stage: Stage) -> None:
    assert stage.welcome.isVisible()
    assert not stage.simple.isVisible()
    doors = (stage.welcome.practice, stage.welcome.connect_, stage.welcome.given)
    assert [door.title() for door in doors] == [
        "Try it now",
        "Connect",
        "I was given a file by my team",
    ]
    for door in doors:
        assert door.accessibleName() == door.title()
        assert door.accessibleDescription()


def test_with_a_connection_nobody_is_welcomed(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    assert not stage.welcome.isVisible()
    assert stage.simple.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, None])
def test_the_door_to_practice_asks_for_the_demo_cloud(stage: Stage, key: Qt.Key | None) -> None:
    stage.qtbot.waitUntil(lambda: stage.desk.cloud == "failed")
    states: list[str] = []
    stage.desk.cloud_changed.connect(lambda: states.append(stage.desk.cloud))
    door = stage.welcome.practice
    if key is None:
        stage.qtbot.mouseClick(door, Qt.MouseButton.LeftButton)
    else:
        door.setFocus()
        stage.qtbot.keyClick(door, key)
    stage.qtbot.waitUntil(lambda: states == ["starting", "failed"])


def test_while_the_cloud_starts_the_pressed_door_says_so(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: stage.desk.cloud == "failed")
    said: list[str] = []
    stage.desk.cloud_changed.connect(
        lambda: said.append(stage.welcome.practice.accessibleDescription())
    )
    stage.welcome.practice.click()
    said.append(stage.welcome.practice.accessibleDescription())
    stage.qtbot.waitUntil(lambda: stage.desk.cloud == "failed")
    assert "One moment, it is being made ready…" in said
    wanted = "It did not start. Press to try once more."
    stage.qtbot.waitUntil(lambda: stage.welcome.practice.accessibleDescription() == wanted)


@pytest.mark.parametrize(
    ("door", "action"), [("connect_", "new_connection"), ("given", "open_connection_file")]
)
def test_the_other_doors_lead_to_their_actions(stage: Stage, door: str, action: str) -> None:
    pressed = getattr(stage.shown.actions, action)
    pressed.triggered.disconnect()
    with stage.qtbot.waitSignal(pressed.triggered):
        stage.qtbot.mouseClick(getattr(stage.welcome, door), Qt.MouseButton.LeftButton)


def test_the_keyboard_begins_at_the_first_door(stage: Stage) -> None:
    assert stage.welcome.focusProxy() is stage.welcome.practice


def test_the_language_can_be_chosen_before_anything_else(stage: Stage) -> None:
    combo = stage.welcome.language
    chinese = combo.findData("zh_CN")
    combo.setCurrentIndex(chinese)
    combo.activated.emit(chinese)
    assert stage.desk.settings.language is Language.CHINESE
    stage.qtbot.waitUntil(lambda: "立即试用" in visible_texts(stage))
    assert combo.currentData() == "zh_CN"


def test_doors_grow_with_their_texts(stage: Stage) -> None:
    door = stage.welcome.given
    assert door.heightForWidth(220) > door.heightForWidth(560) >= 84
