"""*Answers for this file…* in the queue's menu: one file's values, without a way through sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.questions import Question
from app.ui.actions import Actions
from app.ui.application import PAGES
from app.ui.dialogs.each_file_dialog import EachFileDialog
from app.ui.doors import Doors
from app.ui.views.main_window import MainWindow
from app.ui.views.queue_table import QueueTable
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, live, place

SCAN = Question("x:scan", "Scan", required=False)


def test_the_answers_of_the_selected_file_are_one_click_away_and_are_sent(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    spec = CallbackSpec(True, (cloud.callback_url,), "n=${object}&s=${x:scan}")
    connection = replace(place(cloud), callback=spec, questions=(SCAN,))
    with live(qtbot, tmp_path, cloud, connection=connection) as here:
        actions = Actions(here.desk, here.desk)
        window = MainWindow(here.desk, actions, PAGES)
        qtbot.addWidget(window)
        window.may_close = lambda: True
        doors = Doors(window, here.desk, actions)
        window.show()
        here.add(here.file("a.txt"), here.file("b.txt"))
        assert not actions.own_answers.isEnabled()
        (chosen,) = [row.id for row in here.desk.queue.snapshots() if row.name == "b.txt"]
        here.desk.set_selection([chosen])
        assert actions.own_answers.isEnabled()
        (table,) = window.findChildren(QueueTable)
        assert actions.own_answers in table.menu().actions()
        actions.own_answers.trigger()

        def opened() -> list[EachFileDialog]:
            tops = QApplication.topLevelWidgets()
            return [top for top in tops if isinstance(top, EachFileDialog) and top.isVisible()]

        qtbot.waitUntil(lambda: bool(opened()), timeout=PATIENCE_MS)
        (dialog,) = opened()
        index = dialog.table.currentIndex()
        assert dialog.model.rows[index.row()].id == chosen
        dialog.model.setData(index, "mine")
        dialog.shut.click()
        sheet = doors.current()
        assert sheet is not None
        sheet.upload.click()  # type: ignore[attr-defined]
        here.until_ended(2)
        bodies = {str(event["body"]) for event in cloud.of_kind("app_received")}
        assert bodies == {"n=in%2Fa.txt&s=", "n=in%2Fb.txt&s=mine"}
        assert not actions.own_answers.isEnabled()
        window.close()
