"""The main window: which page, which strips, which menus, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import View
from app.domain.credentials import Credentials
from app.domain.states import Outcome, UploadState
from app.host.connection_file import ConnectionFile
from app.ui.action_specs import Spec
from app.ui.application import PAGES
from app.ui.dialogs.offered_sheet import OfferedSheet
from app.ui.dialogs.renew_dialog import RenewDialog
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.wizard.wizard import Wizard
from app.ui.doors import Doors
from app.ui.views.main_window import MainWindow
from app.ui.views.told_bar import ToldBar
from app.ui.window_place import WindowPlace
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row

S = UploadState


@dataclass
class Shown:
    """A main window with the desk behind it."""

    office: Office
    window: MainWindow
    doors: Doors


MakeWindow = Callable[..., Shown]


@pytest.fixture
def make(offices: Offices, qtbot: QtBot) -> MakeWindow:
    def made(**values: object) -> Shown:
        given = values.pop("connections", (connection(),))
        assert isinstance(given, tuple)
        for each in given:
            offices.vault.save(each.id, Credentials("LTAI5tExample", "a-secret"))
        office = offices(*given)
        window = MainWindow(office.desk, office.actions, PAGES)
        qtbot.addWidget(window)
        doors = Doors(window, office.desk, office.actions)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return Shown(office, window, doors)

    return made


def test_without_a_connection_the_welcome_page_is_shown(make: MakeWindow) -> None:
    shown = make(connections=())
    assert shown.window.stack.currentWidget() is shown.window.welcome
    assert shown.window.windowTitle() == "Upcall"


def test_ctrl_e_goes_to_the_expert_view_and_back(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make(connections=(replace(connection(), view=View.SIMPLE),))
    window = shown.window
    assert window.stack.currentWidget() is window.simple
    assert not window.menus.menu("callback").menuAction().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.expert
    assert window.menus.menu("callback").menuAction().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.simple


def test_details_lead_from_a_row_to_its_result(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make(connections=(replace(connection(), view=View.SIMPLE),))
    shown.office.engine.mailbox.put([row(1, S.FAILED, outcome=Outcome.NOT_STORED)])
    qtbot.waitUntil(lambda: shown.office.desk.totals.files == 1)
    wanted: list[str] = []
    shown.office.desk.focus_wanted.connect(wanted.append)
    shown.office.desk.set_selection(("task1",))
    shown.office.actions.details.trigger()
    assert shown.window.stack.currentWidget() is shown.window.expert
    assert wanted == ["result"]


def test_the_practice_strip_is_there_exactly_while_practising(make: MakeWindow) -> None:
    practice, real = connection(practice=True, name="Demo"), connection()
    shown = make(connections=(practice, real))
    assert shown.window.strip.isVisible()
    shown.office.desk.use_connection(real.id)
    assert not shown.window.strip.isVisible()


def test_the_title_says_where_files_go_and_how_far_they_are(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    assert shown.window.windowTitle() == "Shop media - Upcall"
    shown.office.engine.mailbox.put([row(1, S.SENDING, size=1000, sent=620)])
    qtbot.waitUntil(lambda: shown.window.windowTitle() == "62 % - Shop media - Upcall")


def test_what_the_desk_tells_is_shown_as_plain_text_until_it_is_closed(
    make: MakeWindow, qtbot: QtBot
) -> None:
    shown = make()
    bar = shown.window.told
    assert not bar.isVisible()
    shown.office.desk.told.emit("warn", "<b>file</b> & more")
    assert bar.isVisible()
    assert bar.text.text() == "<b>file</b> & more"
    assert bar.text.textFormat() == Qt.TextFormat.PlainText
    qtbot.mouseClick(bar.shut, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_good_news_goes_away_by_itself_and_bad_news_stays(qtbot: QtBot) -> None:
    bar = ToldBar(gone_after=30)
    qtbot.addWidget(bar)
    bar.tell("info", "Link copied.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    bar.tell("info", "Link copied.")
    bar.tell("error", "It failed.")
    other = ToldBar(gone_after=60)
    qtbot.addWidget(other)
    other.tell("info", "Link copied.")
    qtbot.waitUntil(lambda: not other.isVisible())
    assert bar.isVisible()


def test_every_action_has_a_place_in_a_menu(make: MakeWindow) -> None:
    shown = make()
    names = ("file", "edit", "queue", "callback", "view", "help")
    placed = {a for name in names for a in shown.window.menus.menu(name).actions()}
    missing = [a.objectName() for a in shown.office.actions.all() if a not in placed]
    assert missing == []


def test_no_two_actions_of_the_window_share_a_key(make: MakeWindow) -> None:
    shown = make()
    keys = [
        key.toString()
        for action in {*shown.window.actions(), *shown.window.expert.actions()}
        for key in action.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))


def test_actions_are_enabled_by_what_is_selected(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    actions, desk = shown.office.actions, shown.office.desk
    assert not any(a.isEnabled() for a in (actions.upload, actions.retry, actions.remove))
    rows = [
        row(1, held=True),
        row(2, S.SENDING),
        row(3, S.COMPLETING),
        row(4, S.FAILED, outcome=Outcome.NOT_STORED),
        row(5, S.DONE, outcome=Outcome.DELIVERED),
    ]
    shown.office.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: desk.totals.files == 5)
    assert actions.upload.isEnabled()
    able = {}
    for number in range(1, 6):
        desk.set_selection((f"task{number}",))
        names = ("pause", "cancel", "stop_waiting", "retry", "remove", "copy_link")
        able[number] = {n for n in names if getattr(actions, n).isEnabled()}
    assert able == {
        1: {"pause", "cancel", "remove"},
        2: {"pause", "cancel"},
        3: {"stop_waiting"},
        4: {"retry", "remove"},
        5: {"remove", "copy_link"},
    }


def test_space_pauses_and_resumes_the_selected_row(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    engine, desk = shown.office.engine, shown.office.desk
    engine.mailbox.put([row(1, S.SENDING), row(2, S.PAUSED), row(3, held=True)])
    qtbot.waitUntil(lambda: desk.totals.files == 3)
    for number in (1, 2, 3):
        desk.set_selection((f"task{number}",))
        shown.office.actions.toggle.trigger()
    assert engine.named("pause") == [("pause", ["task1"])]
    assert engine.named("begin") == [("begin", ["task2"]), ("begin", ["task3"])]


def test_pausing_without_a_selection_means_everything(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    shown.office.engine.mailbox.put([row(1, S.SENDING)])
    qtbot.waitUntil(lambda: shown.office.desk.busy)
    qtbot.keyClick(shown.window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert shown.office.engine.named("pause") == [("pause", None)]


def test_a_window_that_may_not_close_stays(make: MakeWindow) -> None:
    shown = make()
    shown.window.may_close = lambda: False
    event = QCloseEvent()
    QApplication.sendEvent(shown.window, event)
    assert not event.isAccepted()
    shown.window.may_close = lambda: True
    assert shown.window.close()


def test_the_window_comes_back_where_it_was(offices: Offices, make: MakeWindow) -> None:
    place = WindowPlace(offices.folder)
    first = make().window
    first.resize(700, 520)
    place.keep(first)
    second = make().window
    place.put_back(second)
    assert (second.width(), second.height()) == (700, 520)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"geometry": "%%"}', '{"geometry": "AAAA"}'])
def test_a_damaged_place_is_the_same_as_none(offices: Offices, make: MakeWindow, text: str) -> None:
    (offices.folder / "window.json").write_text(text)
    window = make().window
    before = window.size()
    WindowPlace(offices.folder).put_back(window)
    assert window.size() == before


# --- doors ------------------------------------------------------------------------------------


def test_each_door_opens_one_dialog_and_shuts_the_one_before(
    make: MakeWindow, qtbot: QtBot
) -> None:
    shown = make()
    shown.office.actions.settings.trigger()
    assert isinstance(shown.doors.current(), SettingsDialog)
    shown.office.actions.new_connection.trigger()
    dialog = shown.doors.current()
    assert isinstance(dialog, Wizard)
    dialog.reject()
    assert shown.doors.current() is None


def test_forgetting_a_connection_is_asked_first(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    shown.office.actions.remove_connection.trigger()
    box = shown.doors.current()
    assert isinstance(box, QMessageBox)
    assert "Shop media" in box.text()
    destructive = QMessageBox.ButtonRole.DestructiveRole
    next(b for b in box.buttons() if box.buttonRole(b) == destructive).click()
    assert shown.office.desk.connection is None
    assert shown.window.stack.currentWidget() is shown.window.welcome


def test_a_connection_from_a_file_is_shown_before_it_is_used(make: MakeWindow) -> None:
    shown = make()
    shown.office.desk.offered.emit(ConnectionFile(connection(name="From my team")))
    assert isinstance(shown.doors.current(), OfferedSheet)
    assert len(shown.office.desk.connections) == 1


def test_the_welcome_page_can_be_reached_and_left(make: MakeWindow) -> None:
    shown = make()
    shown.office.actions.welcome.trigger()
    assert shown.window.stack.currentWidget() is shown.window.welcome
    shown.office.desk.use_connection(connection().id)
    assert shown.window.stack.currentWidget() is shown.window.expert


def test_a_mistake_in_the_callback_leads_to_its_tab(make: MakeWindow) -> None:
    wrong = replace(connection(), callback=CallbackSpec(enabled=True))
    shown = make(connections=(wrong,))
    shown.office.desk.add_paths(["/a"])
    assert "mistake" in shown.window.told.text.text()


def test_the_way_out_of_a_mistake_is_a_button_and_its_sentence_goes_when_mended(
    make: MakeWindow,
) -> None:
    wrong = replace(connection(), callback=CallbackSpec(enabled=True), view=View.SIMPLE)
    shown = make(connections=(wrong,))
    desk, bar = shown.office.desk, shown.window.told
    desk.add_paths(["/a"])
    assert bar.way.isVisible()
    bar.way.click()
    assert desk.view is View.EXPERT
    desk.add_paths(["/b"])
    assert bar.isVisible()
    assert desk.connection is not None
    desk.update_connection(replace(desk.connection, callback=connection().callback))
    assert not bar.isVisible()


def test_a_missing_key_is_asked_for_where_it_is_missed(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    bar = shown.window.told
    other = connection(name="Without a key")
    shown.office.desk.save_connection(other, None)
    qtbot.waitUntil(bar.way.isVisible)
    bar.way.click()
    dialog = shown.doors.current()
    assert isinstance(dialog, RenewDialog)
    assert dialog.focusWidget() is dialog.key.edits["key_id"]
    assert "Leave empty" not in dialog.key.edits["key_id"].accessibleDescription()


def test_taking_off_the_list_offers_the_way_back(make: MakeWindow, qtbot: QtBot) -> None:
    shown = make()
    office, bar = shown.office, shown.window.told
    office.engine.mailbox.put([row(1, S.DONE)])
    qtbot.waitUntil(lambda: office.desk.totals.files == 1)
    office.desk.remove(["task1"])
    bar.way.click()
    assert office.engine.named("restore") == [("restore", ("task1",))]
    assert not bar.isVisible()


def test_the_expert_view_is_made_when_it_is_first_wanted(make: MakeWindow) -> None:
    shown = make(connections=(replace(connection(), view=View.SIMPLE),))
    assert shown.window.stack.count() == 1
    before = len(shown.window.menus.menu("callback").actions())
    shown.office.actions.expert.trigger()
    assert shown.window.stack.currentWidget() is shown.window.expert
    assert len(shown.window.menus.menu("callback").actions()) > before


def test_a_key_that_a_system_names_twice_counts_once(make: MakeWindow) -> None:
    quit_ = make().office.actions._made("quit", Spec(keys=("Ctrl+Q", "Ctrl+Q")))
    assert [key.toString() for key in quit_.shortcuts()] == ["Ctrl+Q"]


def test_bad_news_is_not_lost_behind_other_news(qtbot: QtBot) -> None:
    bar = ToldBar(gone_after=30)
    qtbot.addWidget(bar)
    bar.tell("warn", "The settings were damaged.")
    bar.tell("warn", "The list was damaged.")
    both = "The settings were damaged.\nThe list was damaged."
    assert bar.text.text() == both
    bar.tell("info", "Link copied.")
    assert bar.text.text() == "Link copied."
    qtbot.waitUntil(lambda: bar.text.text() == both)
    qtbot.mouseClick(bar.shut, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    bar.tell("error", "It failed.")
    assert bar.text.text() == "It failed."
