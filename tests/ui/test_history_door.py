"""How a person reaches history and receipts in the window, in Simple and in Expert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.receipt import Line
from app.domain.states import Outcome
from app.engine.history import Book
from app.ui.dialogs.audit_dialog import AuditDialog
from app.ui.dialogs.history_dialog import HistoryDialog
from tests.ui.simple_kit import S, Stage, make_stage, place, row
from tests.ui.test_simple_words import forbidden


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    """A window with a delivered file, which is in the history, and one that waits."""
    connection = place()
    made = make_stage(qtbot, tmp_path, connection)
    done = row(1, S.DONE, outcome=Outcome.DELIVERED, answer="Thank you", seconds=1.0)
    line = Line(
        done.id,
        done.batch_id,
        connection.id,
        connection.destination,
        done.path,
        done.name,
        done.key,
        done.size,
        Outcome.DELIVERED,
        1_763_726_531.0,
        crc64=42,
        verified=True,
        answer="Thank you",
    )
    book = Book(made.desk.folders.data / "history.db")
    book.write([(line, "{}"), (replace(line, task_id="old", name="older.jpg"), "{}")])
    book.close()
    made.bring(done, row(2, held=True))
    return made


def current(stage: Stage) -> QDialog:
    dialog = stage.shown.doors.current()
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_simple_saves_a_confirmation_with_one_button(stage: Stage, ending: str) -> None:
    assert stage.simple.overall.confirm.isVisible()
    stage.simple.overall.confirm.click()
    chooser = current(stage)
    assert isinstance(chooser, QFileDialog)
    assert [name.partition(" ")[0] for name in chooser.nameFilters()] == ["PDF", "Web"]
    path = stage.folder / f"for my boss.{ending}"
    chooser.setDirectory(str(stage.folder))
    chooser.selectFile(path.name)
    chooser.accept()
    stage.qtbot.waitUntil(lambda: path.exists() and path.stat().st_size > 500)
    if ending == "html":
        page = path.read_text(encoding="utf-8")
        assert "holiday 1.jpg" in page
        assert "Thank you" in page
        assert "42 (the same as of the file that was sent)" in page
        assert "older.jpg" not in page
        assert forbidden([page.partition("<body>")[2]]) == []


def test_another_kind_gives_the_name_another_ending(stage: Stage) -> None:
    stage.simple.overall.confirm.click()
    chooser = current(stage)
    assert isinstance(chooser, QFileDialog)
    chooser.selectNameFilter(chooser.nameFilters()[1])
    chooser.filterSelected.emit(chooser.nameFilters()[1])
    (chosen,) = chooser.selectedFiles()
    assert chosen.endswith(".html")
    assert ".pdf" not in chosen


def test_nothing_has_ended_and_nothing_can_be_saved(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    stage.bring(row(1, held=True))
    actions = stage.shown.actions
    for action in (actions.save_confirmation, actions.print_receipt):
        assert not action.isEnabled()
    assert actions.history.isEnabled()
    assert not stage.simple.overall.confirm.isVisible()


def test_simple_and_expert_each_have_their_own_words(stage: Stage) -> None:
    actions = stage.shown.actions
    assert actions.save_confirmation.isVisible()
    assert not actions.save_receipt.isVisible()
    assert not actions.audit.isVisible()
    stage.desk.set_view(View.EXPERT)
    assert not actions.save_confirmation.isVisible()
    assert actions.save_receipt.isVisible()
    assert actions.audit.isEnabled()


def test_the_history_opens_by_its_keys_and_shows_what_the_list_does_not(stage: Stage) -> None:
    actions = stage.shown.actions
    assert actions.history.shortcut() == QKeySequence("Ctrl+Shift+H")
    actions.history.trigger()
    dialog = current(stage)
    assert isinstance(dialog, HistoryDialog)
    stage.qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    stage.qtbot.waitUntil(lambda: dialog.model.line(0) is not None)
    assert dialog.model.index(0, 0).data() == "older.jpg"


def test_the_audit_asks_only_about_what_is_selected_and_stored(stage: Stage) -> None:
    stage.desk.set_view(View.EXPERT)
    stage.shown.actions.audit.trigger()
    dialog = current(stage)
    assert isinstance(dialog, AuditDialog)
    stage.qtbot.waitUntil(lambda: bool(stage.engine.named("ask")))
    ((_name, ask),) = stage.engine.named("ask")
    assert ask.keys == ("holiday 1.jpg",)
    dialog.close()
    stage.qtbot.waitUntil(lambda: bool(stage.engine.named("withdraw")))
