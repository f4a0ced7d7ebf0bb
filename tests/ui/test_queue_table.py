"""The Expert queue: rows painted by a delegate, selection shared with the Desk, keys and menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.ui.models.queue_model import Column, FilterKind
from app.ui.theme.tokens import colour, set_scheme
from app.ui.views.queue_table import QueueTable
from tests.ui.expert_kit import Window, make_window, row

S = UploadState


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def selected(table: QueueTable) -> list[int]:
    """Rows that are selected in the table."""
    return sorted(index.row() for index in table.selectionModel().selectedRows())


def cell(table: QueueTable, number: int, column: Column) -> QImage:
    """Picture of one cell."""
    rect = table.visualRect(table.model().index(number, column))
    return table.viewport().grab(rect).toImage()


def colours(picture: QImage) -> set[str]:
    """Every colour in a picture."""
    pixels = bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits())
    numbers = set(memoryview(pixels).cast("I"))
    return {QColor.fromRgb(number).name() for number in numbers}


def holds(picture: QImage, role: str) -> bool:
    """Whether a picture holds the colour of a role, or as good as that (strokes are smoothed)."""
    wanted = colour(role)
    found = (QColor(name) for name in colours(picture))
    return any(
        max(
            abs(c.red() - wanted.red()),
            abs(c.green() - wanted.green()),
            abs(c.blue() - wanted.blue()),
        )
        < 24
        for c in found
    )


def click(made: Window, number: int, modifier: Qt.KeyboardModifier) -> None:
    """Click on a row's name."""
    table = made.view.queue.table
    place = table.visualRect(table.model().index(number, 0)).center()
    made.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_a_click_selects_for_everybody(made: Window) -> None:
    made.show_rows(row(1), row(2), row(3))
    click(made, 0, Qt.KeyboardModifier.NoModifier)
    assert made.desk.selection == ("task1",)
    click(made, 2, Qt.KeyboardModifier.ControlModifier)
    assert set(made.desk.selection) == {"task1", "task3"}


def test_what_others_select_is_selected_here_and_scrolled_to(made: Window) -> None:
    made.show_rows(*(row(n) for n in range(1, 200)))
    table = made.view.queue.table
    made.desk.set_selection(("task150",))
    assert selected(table) == [149]
    assert table.viewport().rect().intersects(table.visualRect(table.model().index(149, 0)))
    assert made.desk.selection == ("task150",)


def test_a_filter_keeps_the_selection_of_what_it_still_shows(made: Window) -> None:
    made.show_rows(row(1), row(2, S.FAILED, outcome=Outcome.NOT_STORED), row(3))
    made.desk.set_selection(("task2",))
    made.desk.queue.set_filter(FilterKind.FAILED)
    assert selected(made.view.queue.table) == [0]
    assert made.desk.selection == ("task2",)


def test_a_header_sorts_and_the_selection_goes_along(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1, size=500), row(2, size=9000), row(3, size=40))
    made.desk.set_selection(("task2",))
    table = made.view.queue.table
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(Column.SIZE) + 20
    qtbot.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(x, header.height() // 2),
    )
    names = [made.desk.queue.id_at(n) for n in range(3)]
    assert names in (["task3", "task1", "task2"], ["task2", "task1", "task3"])
    assert selected(table) == [names.index("task2")]


def test_space_pauses_and_goes_on(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1, S.SENDING))
    table = made.view.queue.table
    made.desk.set_selection(("task1",))
    table.setFocus()
    made.view.activateWindow()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert made.engine.named("pause") == [("pause", ["task1"])]
    made.show_rows(row(1, S.PAUSED))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert made.engine.named("begin") == [("begin", ["task1"])]


def test_enter_opens_the_result(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1))
    made.desk.set_selection(("task1",))
    qtbot.keyClick(made.view.queue.table, Qt.Key.Key_Return)
    assert made.view.result.isVisible()


def test_the_menu_offers_what_rows_can_do(made: Window) -> None:
    made.show_rows(row(1, S.COMPLETING))
    made.desk.set_selection(("task1",))
    actions = {a.objectName(): a for a in made.view.queue.table.menu().actions() if a.objectName()}
    assert set(actions) >= {"pause", "resume", "retry", "stop_waiting", "cancel", "remove"}
    assert actions["stop_waiting"].isEnabled()
    assert not actions["cancel"].isEnabled()  # the point of no return
    actions["stop_waiting"].trigger()
    assert made.engine.named("stop_waiting") == [("stop_waiting", ["task1"])]


ROWS: list[tuple[TaskSnapshot, str]] = [
    (row(1, S.DONE, outcome=Outcome.DELIVERED), "good"),
    (row(1, S.DONE, outcome=Outcome.STORED), "good"),
    (row(1, S.DONE, outcome=Outcome.CALLBACK_FAILED), "amber"),
    (row(1, S.DONE, outcome=Outcome.ANSWER_NOT_SEEN), "amber"),
    (row(1, S.WAITING, error_code="network.not_reached"), "amber"),
    (row(1, S.FAILED, outcome=Outcome.NOT_STORED, error_code="source.missing"), "danger"),
    (row(1, S.SENDING, sent=620), "accent"),
    (row(1, S.COMPLETING, with_callback=True), "accent"),
    (row(1, S.PAUSED), "muted"),
    (row(1), "muted"),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shown", "role"), ROWS)
def test_a_state_is_painted_in_its_colour(
    made: Window, shown: TaskSnapshot, role: str, scheme: str
) -> None:
    set_scheme(scheme)
    made.show_rows(shown)
    picture = cell(made.view.queue.table, 0, Column.STATE)
    painted = holds(picture.copy(0, 0, 30, picture.height()), role)  # the glyph
    set_scheme("light")
    assert painted


def test_the_bar_is_as_long_as_the_share_that_is_sent(made: Window) -> None:
    made.show_rows(row(1, S.SENDING, sent=250), row(2, S.SENDING, sent=750))
    accent = colour("accent").name()

    def length(number: int) -> int:
        picture = cell(made.view.queue.table, number, Column.PROGRESS)
        middle = picture.height() // 2
        line = (QColor(picture.pixel(x, middle)).name() for x in range(picture.width()))
        return sum(name == accent for name in line)

    assert length(0) > 10
    assert length(1) == pytest.approx(3 * length(0), rel=0.15)


def test_the_whole_row_is_lit_under_the_mouse(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1), row(2))
    table = made.view.queue.table
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(1, 0)).center())
    qtbot.waitUntil(lambda: colour("hover").name() in colours(cell(table, 1, Column.SIZE)))
    assert colour("hover").name() not in colours(cell(table, 0, Column.SIZE))


def test_with_little_room_speed_and_time_move_under_the_bar(made: Window) -> None:
    made.show_rows(row(1, S.SENDING, sent=1, speed=2e6, seconds_left=30.0))
    table = made.view.queue.table
    table.window().resize(1000, 650)
    QApplication.processEvents()
    assert table.isColumnHidden(Column.SPEED)
    table.window().resize(2200, 650)
    QApplication.processEvents()
    assert not table.isColumnHidden(Column.SPEED)


def test_a_long_name_never_widens_the_table(made: Window) -> None:
    made.show_rows(row(1, name="很长的名字" * 200 + ".jpg"))
    table = made.view.queue.table
    assert table.horizontalHeader().length() <= table.viewport().width() + 1
