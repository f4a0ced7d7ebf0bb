"""Quitting while uploads are under way: asked once, answered once, never in the session's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.states import Outcome, UploadState
from app.ui.dialogs.quit_dialog import QuitDialog
from app.ui.leaving import Leaving
from tests.ui.simple_kit import Stage, make_stage, place, row

S = UploadState


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    """A window with two files under way and one that waits."""
    made = make_stage(qtbot, tmp_path, place())
    made.bring(row(1, S.SENDING), row(2, S.COMPLETING), row(3))
    yield made
    made.window.may_close = lambda: True


def leaving(stage: Stage) -> Leaving:
    found = stage.window.findChild(Leaving)
    assert isinstance(found, Leaving)
    return found


def question(stage: Stage) -> QuitDialog:
    found = leaving(stage).question
    assert isinstance(found, QuitDialog)
    assert found.isVisible()
    return found


def test_it_says_how_many_and_that_they_go_on_next_time(stage: Stage) -> None:
    assert not stage.window.close()
    asked = question(stage)
    assert "2 files" in asked.title.text()
    assert "1 more" in asked.sentence.text()
    assert "goes on when you open it again" in asked.sentence.text()
    assert {b.text() for b in asked.findChildren(QPushButton)} == {"Quit", "Stay"}


def test_staying_is_the_answer_of_enter_and_escape_and_can_be_asked_again(
    stage: Stage, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        stage.window.close()
        qtbot.keyClick(question(stage), key)
        assert leaving(stage).question is None
        assert stage.window.isVisible()


def test_quit_closes_the_window_without_another_question(stage: Stage) -> None:
    closed: list[None] = []
    stage.window.closing.connect(lambda: closed.append(None))
    stage.window.close()
    question(stage).leave.click()
    assert not stage.window.isVisible()
    assert leaving(stage).question is None
    assert closed == [None]


def test_a_second_wish_to_close_opens_no_second_question(stage: Stage) -> None:
    stage.window.close()
    first = question(stage)
    stage.shown.actions.quit.trigger()
    stage.window.close()
    assert question(stage) is first
    assert len(stage.window.findChildren(QuitDialog)) == 1


def test_the_question_follows_and_ends_when_nothing_is_under_way(stage: Stage) -> None:
    stage.window.close()
    asked = question(stage)
    stage.bring(row(2, S.DONE, outcome=Outcome.DELIVERED))
    assert "1 file is" in asked.title.text()
    done = {"outcome": Outcome.DELIVERED}
    stage.bring(row(1, S.DONE, **done), row(3, S.DONE, **done))
    stage.qtbot.waitUntil(lambda: not stage.window.isVisible())


@pytest.mark.parametrize("asked_before", [True, False])
def test_the_end_of_the_session_is_not_held_up(stage: Stage, asked_before: bool) -> None:
    if asked_before:
        stage.window.close()
    leaving(stage).end_session()
    assert leaving(stage).question is None
    assert stage.window.close()
    assert not stage.window.isVisible()


def test_a_session_that_goes_on_after_all_is_asked_again(stage: Stage) -> None:
    there = leaving(stage)
    there._called_off.setInterval(1)
    there.end_session()
    stage.qtbot.waitUntil(lambda: not there._called_off.isActive())
    assert not stage.window.close()
    assert question(stage).isVisible()


def test_with_nothing_under_way_nobody_is_asked(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    stage.bring(row(1, S.FAILED), row(2, held=True))
    assert stage.window.close()
    assert stage.window.findChild(QuitDialog) is None
