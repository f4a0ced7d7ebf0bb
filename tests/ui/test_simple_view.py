"""The Simple view: place, drop area, list, buttons, keys; everything goes through the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.states import Outcome
from app.host.settings import Language, Start
from app.ui.models.queue_model import FilterKind
from app.ui.models.tally import Totals
from app.ui.views.overall import share
from app.ui.views.row_face import RowAction, actions_of, face_of, tooltip
from app.ui.views.samples import LargeTile, make_large, sample_files
from app.ui.views.simple_delegate import as_plain
from tests.ui.simple_kit import S, Stage, failed, make_stage, place, row, visible_texts


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path, place())


@pytest.fixture
def practising(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path, place(practice=True))


def press(stage: Stage, task_id: str, action: RowAction) -> None:
    """Click a drawn button with the mouse."""
    found = stage.simple.list.button_place(task_id, action)
    assert found is not None
    viewport = stage.simple.list.viewport()
    stage.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=found.toPoint())


# --- where it goes --------------------------------------------------------------------------


def test_the_place_goes_by_its_display_name(stage: Stage) -> None:
    texts = visible_texts(stage, stage.simple)
    assert "Spring photos" in texts
    assert not any("hangzhou" in text or "media" in text for text in texts)


def test_the_line_about_the_server_shows_exactly_while_it_is_told(stage: Stage) -> None:
    line = "Your server is told about each file ✓"
    assert line in visible_texts(stage)
    connection = stage.desk.connection
    assert connection is not None
    silent = replace(connection, callback=replace(connection.callback, enabled=False))
    stage.desk.update_connection(silent)
    assert line not in visible_texts(stage)


def test_another_place_can_be_chosen_when_there_are_several(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place("One"), place("Two & a half"))
    menu = stage.simple.header.choose_menu()
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    assert stage.desk.connection == place("Two & a half")
    assert "Two & a half" in visible_texts(stage)


def test_the_practice_strip_shows_exactly_while_practising(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place("Real"), place("Play", practice=True))
    line = "Practice: files stay on this computer and are deleted on quit"
    assert line not in visible_texts(stage)
    stage.desk.use_connection(place("Play").id)
    assert line in visible_texts(stage)
    stage.desk.use_connection(place("Real").id)
    assert line not in visible_texts(stage)


# --- the empty list -------------------------------------------------------------------------


def test_the_drop_area_gives_way_to_the_list_and_comes_back(stage: Stage) -> None:
    assert stage.simple.empty.isVisible()
    stage.bring(row(1, held=True))
    assert not stage.simple.empty.isVisible()
    assert stage.simple.list.isVisible()
    assert stage.simple.strip.isVisible()
    assert stage.simple.focusProxy() is stage.simple.list


def test_the_hint_tells_when_sending_begins(stage: Stage) -> None:
    assert "Nothing is sent until you press Upload." in visible_texts(stage)
    stage.desk.change_settings(replace(stage.desk.settings, start=Start.AT_ONCE))
    assert "Sending begins at once." in visible_texts(stage)


def test_samples_show_only_while_practising(stage: Stage) -> None:
    assert not stage.simple.empty.samples.isVisible()


def test_a_pressed_sample_is_added(practising: Stage) -> None:
    samples = practising.simple.empty.samples
    assert samples.isVisible()
    assert [path.suffix for path in sample_files()] == [".jpg", ".pdf", ".csv"]
    tile = samples.tiles[0]
    practising.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert practising.engine.named("gather")[0][2] == (str(tile.path),)
    assert tile.mime().urls()[0].toLocalFile() == str(tile.path)


def test_the_large_sample_is_written_on_demand_and_then_added(
    practising: Stage, tmp_path: Path
) -> None:
    tile = practising.simple.empty.samples.tiles[-1]
    assert isinstance(tile, LargeTile)
    assert not tile.path.exists()
    assert not tile.ready()
    told: list[str] = []
    practising.desk.told.connect(lambda _level, text: told.append(text))
    tile.prepare()  # the pointer came near: a press meanwhile must not write it a second time
    practising.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    practising.qtbot.waitUntil(lambda: bool(practising.engine.named("gather")), timeout=20000)
    assert tile.ready()
    assert told == []
    assert tile.path.stat().st_size == 200 * 1024 * 1024
    assert tmp_path in tile.path.parents


def test_no_two_blocks_of_the_large_sample_are_alike(tmp_path: Path) -> None:
    path = make_large(tmp_path / "new" / "large.bin", 5 * 1024 * 1024 + 7)
    data = path.read_bytes()
    blocks = [data[at : at + 1024 * 1024] for at in range(0, len(data), 1024 * 1024)]
    assert len(data) == 5 * 1024 * 1024 + 7
    assert len(set(blocks)) == 6
    before = path.stat().st_mtime_ns
    assert make_large(path, len(data)).stat().st_mtime_ns == before


# --- rows -----------------------------------------------------------------------------------


def test_a_row_tells_progress_in_words() -> None:
    face = face_of(row(1, S.SENDING, sent=2000, seconds_left=240.0), now=0.0)
    assert face.line().startswith("50 % · 2 kB of 4 kB · about 4 minute")
    assert face.bar == 0.5


def test_the_servers_answer_is_the_rows_sentence() -> None:
    answered = row(1, S.DONE, outcome=Outcome.DELIVERED, answer="Thank you, received")
    assert face_of(answered, now=0.0).line() == "Delivered · Thank you, received"
    silent = row(1, S.DONE, outcome=Outcome.DELIVERED)
    assert face_of(silent, now=0.0).line() == "Delivered · Your server confirmed it"


def test_a_file_whose_server_was_not_reached_is_said_to_be_safe() -> None:
    safe = row(1, S.DONE, outcome=Outcome.CALLBACK_FAILED)
    line = face_of(safe, now=0.0).line()
    assert line == "Stored - your server was not reached · Your file is safe"


def test_only_what_moves_or_rests_has_a_bar() -> None:
    with_bar = {state for state in S if face_of(row(1, state), now=0.0).bar is not None}
    assert with_bar == {
        *(S.PREPARING, S.SENDING, S.COMPLETING, S.VERIFYING, S.WAITING, S.PAUSED),
    }


def test_what_can_be_pressed_fits_the_state() -> None:
    assert actions_of(failed(1, "internal")) == (RowAction.RETRY, RowAction.DETAILS)
    stored = row(1, S.DONE, outcome=Outcome.DELIVERED)
    assert actions_of(stored) == (RowAction.COPY_LINK,)
    assert actions_of(row(1, S.SENDING)) == ()


def test_the_tooltip_says_everything_and_never_as_markup() -> None:
    gone = replace(failed(1, "source.missing"), name="<b>cat & dog</b>.jpg")
    text = tooltip(gone, now=0.0)
    assert "Put it back and press Try again" in text
    assert as_plain(text).startswith("<qt>&lt;b&gt;cat &amp; dog&lt;/b&gt;.jpg<br>Not stored")


def test_practice_rows_carry_the_word(practising: Stage) -> None:
    before = _picture(practising)
    practising.bring(row(1, practice=False))
    plain = _picture(practising)
    practising.bring(row(1, practice=True))
    assert _picture(practising) != plain
    assert before != plain
    queue = practising.desk.queue
    spoken = str(queue.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "practice" in spoken


def _picture(stage: Stage) -> object:
    return stage.simple.grab().toImage()


def test_try_again_copy_link_and_details_are_buttons_on_the_row(stage: Stage) -> None:
    stage.bring(failed(1, "refused.not_allowed"), row(2, S.DONE, outcome=Outcome.DELIVERED))
    press(stage, "task1", RowAction.RETRY)
    assert stage.engine.named("retry") == [("retry", ["task1"])]
    press(stage, "task2", RowAction.COPY_LINK)
    assert ("ask_result", "task2") in stage.engine.calls
    press(stage, "task1", RowAction.DETAILS)
    assert stage.desk.view is View.EXPERT
    assert stage.desk.selection == ("task1",)


def test_a_press_that_slides_off_the_button_does_nothing(stage: Stage) -> None:
    stage.bring(failed(1, "refused.not_allowed"))
    viewport = stage.simple.list.viewport()
    found = stage.simple.list.button_place("task1", RowAction.RETRY)
    assert found is not None
    stage.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=found.toPoint())
    stage.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert stage.engine.named("retry") == []


def test_the_button_under_the_pointer_lights_up(stage: Stage) -> None:
    stage.bring(failed(1, "refused.not_allowed"))
    listed = stage.simple.list
    found = listed.button_place("task1", RowAction.RETRY)
    assert found is not None
    stage.qtbot.mouseMove(listed.viewport(), found.toPoint())
    stage.qtbot.waitUntil(
        lambda: listed.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    )
    stage.qtbot.mouseMove(listed.viewport(), QPoint(20, 20))
    stage.qtbot.waitUntil(lambda: listed.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor)


def test_a_row_shows_its_tooltip_as_plain_text(stage: Stage) -> None:
    stage.bring(replace(failed(1, "source.missing"), name="<i>x</i>.txt"))
    listed = stage.simple.list
    index = stage.desk.queue.index(0, 0)
    option = QStyleOptionViewItem()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(20, 20), listed.mapToGlobal(QPoint(20, 20)))
    assert listed.itemDelegate().helpEvent(event, listed, option, index)
    assert "&lt;i&gt;" in QToolTip.text()
    QToolTip.hideText()


# --- keyboard -------------------------------------------------------------------------------


def test_everything_can_be_done_with_keys(stage: Stage) -> None:
    stage.bring(row(1, S.SENDING), failed(2, "internal"), row(3, S.DONE, outcome=Outcome.STORED))
    listed = stage.simple.list
    listed.setFocus()
    listed.choose(("task1",))
    stage.qtbot.keyClick(listed, Qt.Key.Key_Space)
    assert stage.engine.named("pause") == [("pause", ["task1"])]
    listed.choose(("task2",))
    stage.qtbot.keyClick(listed, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert stage.engine.named("retry") == [("retry", ["task2"])]
    listed.choose(("task3",))
    stage.qtbot.keyClick(listed, Qt.Key.Key_Delete)
    assert stage.engine.named("remove") == [("remove", ("task3",))]
    stage.desk.undo.undo()
    assert stage.engine.named("restore") == [("restore", ("task3",))]


def test_enter_opens_the_details(stage: Stage) -> None:
    stage.bring(row(1), row(2))
    listed = stage.simple.list
    index = stage.desk.queue.index(1, 0)
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    listed.selectionModel().setCurrentIndex(index, flag)
    stage.qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert stage.desk.view is View.EXPERT
    assert stage.desk.selection == ("task2",)


def test_selection_is_one_for_both_views(stage: Stage) -> None:
    stage.bring(row(1), row(2), row(3))
    stage.desk.set_selection(("task3",))
    assert stage.simple.list.chosen_ids() == ("task3",)
    stage.simple.list.choose(("task1", "task2"))
    assert stage.desk.selection == ("task1", "task2")


def test_the_context_menu_offers_what_rows_can_do(stage: Stage) -> None:
    names = [a.objectName() for a in stage.simple.list.actions() if not a.isSeparator()]
    for name in ("upload", "pause", "resume", "cancel", "retry", "copy_link", "details", "remove"):
        assert name in names


def test_simple_shows_everything_even_if_expert_had_a_filter(stage: Stage) -> None:
    stage.bring(row(1), failed(2, "internal"))
    stage.desk.set_view(View.EXPERT)
    stage.desk.queue.set_filter(FilterKind.FAILED)
    assert stage.desk.queue.rowCount() == 1
    stage.desk.set_view(View.SIMPLE)
    assert stage.desk.queue.rowCount() == 2


# --- the bottom -----------------------------------------------------------------------------


def test_upload_shows_only_when_something_waits_for_it(stage: Stage) -> None:
    overall = stage.simple.overall
    stage.bring(row(1, held=True), row(2, held=True))
    assert overall.upload.isVisible()
    assert overall.upload.text() == "Upload 2 files"
    assert overall.words.text() == "2 files · 8 kB · ready to go"
    stage.qtbot.mouseClick(overall.upload, Qt.MouseButton.LeftButton)
    assert stage.engine.named("begin") == [("begin", None)]
    stage.bring(row(1, S.SENDING, sent=1000), row(2))
    assert not overall.upload.isVisible()
    assert overall.pause.isVisible()
    assert overall.words.text() == "0 of 2 files · 1 kB of 8 kB"
    assert overall.bar.value() == 125


def test_the_bottom_line_sums_up_the_end(stage: Stage) -> None:
    words, trouble = stage.simple.overall.words, stage.simple.overall.trouble
    stage.bring(row(1, S.DONE, outcome=Outcome.DELIVERED))
    assert words.text() == "All done: 1 file"
    stage.bring(row(2, S.DONE, outcome=Outcome.CALLBACK_FAILED))
    assert (words.text(), trouble.text()) == ("2 files stored", "1 with a note")
    stage.bring(failed(3, "internal"))
    assert (words.text(), trouble.text()) == ("2 files stored", "1 not stored · 1 with a note")
    assert stage.simple.overall.retry.isVisible()
    assert stage.simple.overall.retry.text() == "Try 1 again"
    assert stage.simple.overall.clear.isVisible()
    stage.qtbot.mouseClick(stage.simple.overall.retry, Qt.MouseButton.LeftButton)
    assert stage.engine.named("retry") == [("retry", None)]


def test_what_was_not_stored_is_shown_alone_by_a_link_and_all_again(stage: Stage) -> None:
    overall, queue = stage.simple.overall, stage.desk.queue
    stage.bring(row(1, S.DONE, outcome=Outcome.DELIVERED), row(2), failed(3, "internal"))
    assert [queue.id_at(n) for n in range(3)] == ["task3", "task1", "task2"]
    stage.qtbot.mouseClick(overall.trouble, Qt.MouseButton.LeftButton)
    assert [queue.id_at(n) for n in range(queue.rowCount())] == ["task3"]
    assert overall.trouble.text() == "Show all files"
    stage.qtbot.keyClick(overall.trouble, Qt.Key.Key_Space)
    assert queue.rowCount() == 3
    assert overall.trouble.text() == "1 not stored"
    overall.trouble.click()
    stage.bring(row(3))
    assert queue.rowCount() == 3
    assert not overall.trouble.isVisible()


def test_empty_files_still_fill_the_bar() -> None:
    assert share(Totals(files=4, ended=1)) == 250
    assert share(Totals()) == 0
    assert share(Totals(files=1, bytes_total=10, bytes_sent=10)) == 1000


# --- looks ----------------------------------------------------------------------------------


def test_the_language_changes_while_it_runs(stage: Stage) -> None:
    assert "Choose files" in visible_texts(stage)
    stage.desk.change_settings(replace(stage.desk.settings, language=Language.CHINESE))
    stage.qtbot.waitUntil(lambda: "选择文件" in visible_texts(stage))
    assert "Choose files" not in visible_texts(stage)
    stage.desk.change_settings(replace(stage.desk.settings, language=Language.ENGLISH))
    stage.qtbot.waitUntil(lambda: "Choose files" in visible_texts(stage))


def test_rows_grow_with_the_type(stage: Stage) -> None:
    delegate = stage.simple.list.itemDelegate()
    option = QStyleOptionViewItem()
    index = stage.desk.queue.index(0, 0)
    small = delegate.sizeHint(option, index).height()
    big = QFont()
    big.setPointSize(28)
    option.font = big
    assert delegate.sizeHint(option, index).height() > small >= 64


def test_every_control_has_a_name(practising: Stage) -> None:
    practising.bring(row(1, held=True))
    for widget in practising.simple.findChildren(QWidget):
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and reachable:
            text = getattr(widget, "text", str)()
            assert widget.accessibleName() or text, widget


def test_a_small_window_cuts_nothing_off(stage: Stage) -> None:
    stage.window.resize(640, 480)
    stage.bring(row(1, held=True), failed(2, "internal"))
    QApplication.processEvents()
    right = stage.simple.mapToGlobal(QPointF(stage.simple.width(), 0)).x()
    for widget in stage.simple.findChildren(QWidget):
        if widget.isVisible() and widget.parentWidget() is not stage.simple.list:
            edge = widget.mapToGlobal(QPointF(widget.width(), 0)).x()
            assert edge <= right + 1, widget
    assert stage.simple.overall.upload.isVisible()
