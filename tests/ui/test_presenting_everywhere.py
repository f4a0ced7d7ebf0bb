"""While somebody presents, no window shows a host: not those of before, and not those of later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.connection import View
from app.ui.actions import Actions
from app.ui.application import PAGES
from app.ui.curtain_views import Speaks
from app.ui.dialogs.history_dialog import HistoryDialog
from app.ui.doors import Doors
from app.ui.stage.window import StageWindow
from app.ui.views.main_window import MainWindow
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live
from tests.ui.reading import shown
from tests.ui.stage_kit import Near

WINDOWS = (
    "history",
    "server_panel",
    "copy_code",
    "edit_connection",
    "check_connection",
    "share_connection",
    "settings",
    "renew_access",
    "unfinished",
    "audit",
    "help",
)
"""Doors through which a window comes that may be full of addresses."""


@dataclass
class House:
    """The main window, its doors, and an upload with its callback."""

    here: Live
    window: MainWindow
    doors: Doors
    actions: Actions
    task: str

    def stage(self) -> StageWindow:
        """The stage, open."""
        self.doors.stage.open()
        assert self.doors.stage.window is not None
        return self.doors.stage.window

    def secrets(self) -> list[str]:
        """What nobody in the audience must read."""
        cloud = self.here.cloud
        ports = re.findall(r":(\d{4,5})", f"{cloud.endpoint} {cloud.callback_url}")
        return ["127.0.0.1", "localhost", *ports, cloud.access_key_id, cloud.access_key_secret]

    def leaks(self, *windows: QWidget) -> list[str]:
        """Lines with something that should be hidden."""
        lines = [line for window in windows for line in shown(window)]
        return [line[:300] for line in lines if any(one in line for one in self.secrets())]


@contextmanager
def house(qtbot: QtBot, folder: Path, cloud: Cloud) -> Iterator[House]:
    with live(qtbot, folder, cloud, demo=Near(cloud)) as here:
        actions = Actions(here.desk, here.desk)
        window = MainWindow(here.desk, actions, PAGES)
        qtbot.addWidget(window)
        window.may_close = lambda: True
        doors = Doors(window, here.desk, actions)
        window.show()
        here.add(here.file("photo.txt"))
        here.desk.upload()
        here.until_ended(1)
        task = here.desk.queue.snapshots()[0].id
        here.desk.set_selection([task])
        qtbot.waitUntil(lambda: here.desk.result(task) is not None, timeout=PATIENCE_MS)
        yield House(here, window, doors, actions, task)
        for top in tops():
            if top is not window:
                top.close()
        window.close()


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[House]:
    with house(qtbot, tmp_path, cloud) as made:
        yield made


def tops() -> list[QWidget]:
    """Windows in sight."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    found = QApplication.topLevelWidgets()
    return [top for top in found if isValid(top) and top.isVisible() and top.windowType() in kinds]


def through_all_tabs(top: QWidget) -> Iterator[None]:
    """One turn for each page of each row of tabs, and of chosen pages."""
    yield
    for bar in top.findChildren(QTabBar):
        for number in range(bar.count()):
            bar.setCurrentIndex(number)
            yield


def wait_a_little(home: House) -> None:
    """Let what was ordered in other threads come in: three turns of a timer."""
    home.here.qtbot.wait(120)


def test_the_reader_sees_hosts_while_nobody_presents(home: House) -> None:
    home.actions.edit_connection.trigger()
    wait_a_little(home)
    assert home.leaks(*tops())


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_opened_while_presenting_shows_no_host(home: House, name: str) -> None:
    stage = home.stage()
    stage.present_or_stop()
    action = getattr(home.actions, name)
    assert isinstance(action, QAction)
    before = tops()
    action.trigger()
    wait_a_little(home)
    found: list[str] = []
    opened = [top for top in tops() if top not in before]
    for top in opened:
        for _turn in through_all_tabs(top):
            found += home.leaks(top)
    assert found == []
    assert opened


def test_the_main_window_shows_no_host_when_it_comes_back_while_presenting(home: House) -> None:
    stage = home.stage()
    stage.present_or_stop()
    home.window.show()  # as a second start of the program does it
    found = []
    for _turn in through_all_tabs(home.window):
        wait_a_little(home)
        found += home.leaks(home.window, stage, *tops())
    assert found == []


def test_after_the_show_everything_is_as_it_was_and_was_never_changed_underneath(
    home: House,
) -> None:
    home.actions.edit_connection.trigger()
    wait_a_little(home)
    dialog = home.doors.current()
    assert dialog is not None
    before = shown(dialog)
    stage = home.stage()
    stage.present_or_stop()
    dialog.show()
    assert home.leaks(dialog) == []
    connection = home.here.desk.connection
    stage.stop_presenting()
    assert home.here.desk.connection == connection
    assert shown(dialog) == before


def test_one_key_hides_hosts_without_an_audience_and_the_closed_stage_gives_them_back(
    home: House,
) -> None:
    stage = home.stage()
    home.here.qtbot.keyClick(stage, Qt.Key.Key_M)
    assert home.here.desk.presenting.masked
    assert home.leaks(home.window) == []
    stage.close()
    assert not home.here.desk.presenting.masked


def test_what_is_told_while_presenting_is_said_afterwards(home: House) -> None:
    stage = home.stage()
    stage.present_or_stop()
    home.here.desk.told.emit("warn", "The key is old.")
    assert "The key is old." not in home.window.told.text.text()
    stage.stop_presenting()
    assert "The key is old." in home.window.told.text.text()


@pytest.mark.parametrize("view", list(View))
def test_rows_that_are_painted_by_hand_hide_hosts_too(home: House, view: View) -> None:
    desk = home.here.desk
    desk.set_view(view)
    lists = home.window.findChildren(QAbstractItemView)
    by_hand = [one.itemDelegate() for one in lists if one.isVisible()]
    (painter,) = [one for one in by_hand if isinstance(one, Speaks)]
    assert painter.says("from 10.20.30.40") == "from 10.20.30.40"
    stage = home.stage()
    stage.present_or_stop()
    home.window.show()
    home.window.grab()
    assert painter.says("from 10.20.30.40") == "from •••"
    stage.stop_presenting()
    assert painter.says("from 10.20.30.40") == "from 10.20.30.40"


def test_the_history_hides_the_hosts_of_what_was_uploaded(home: House) -> None:
    def opened() -> HistoryDialog:
        home.actions.history.trigger()
        dialog = home.doors.current()
        assert isinstance(dialog, HistoryDialog)
        dialog.practice.setChecked(True)

        def there() -> bool:
            if dialog.model.rowCount() == 0 and not dialog._later.isActive():
                dialog._later.start()
            return dialog.model.rowCount() == 1

        home.here.qtbot.waitUntil(there, timeout=PATIENCE_MS)
        dialog.table.selectRow(0)
        wait_a_little(home)
        return dialog

    dialog = opened()
    told = home.leaks(dialog)
    dialog.close()
    assert told  # there is something to hide
    stage = home.stage()
    stage.present_or_stop()
    dialog = opened()
    assert home.leaks(dialog) == []
    stage.stop_presenting()
    assert home.leaks(dialog)
