"""The order of what waits: moved by menu, by keys and by hand, and back with *Undo*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.domain.states import Outcome, UploadState
from app.ui.actions import Actions
from app.ui.models.queue_model import Column
from app.ui.views.row_drag import RowDrag
from tests.cloud import Cloud
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import Window, connection, make_window, row
from tests.ui.live_kit import PATIENCE_MS, Live, live
from tests.ui.simple_kit import make_stage
from tests.ui.simple_kit import place as simple_place
from tests.ui.simple_kit import row as simple_row

S = UploadState
LOST = {"outcome": Outcome.NOT_STORED, "error_code": "source.missing"}


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    window = make_window(qtbot, tmp_path)
    window.show_rows(row(1, S.SENDING, sent=5), *(row(n) for n in range(2, 7)), row(7, S.PAUSED))
    return window


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as there:
        yield there


def orders(made: Window | Office) -> list[tuple[object, ...]]:
    return [call for call in made.engine.calls if call[0] in ("reorder", "upload_next")]


def test_upload_next_moves_what_waits_to_the_front_and_undo_puts_it_back(made: Window) -> None:
    made.desk.set_selection(("task7", "task4", "task1", "task3"))
    made.actions.upload_next.trigger()
    assert orders(made) == [("upload_next", ["task3", "task4", "task7"])]
    assert made.desk.undo.undoText() == "Move 3 file(s)"
    made.actions.undo.trigger()
    back = [("reorder", ["task3", "task4"], "task5"), ("reorder", ["task7"], None)]
    assert orders(made)[1:] == back


def test_what_stands_first_already_is_not_moved(made: Window) -> None:
    made.desk.set_selection(("task3", "task2"))
    made.actions.upload_next.trigger()
    assert orders(made) == []
    assert not made.desk.undo.canUndo()


def test_only_what_waits_can_be_moved(made: Window) -> None:
    moves = (made.actions.upload_next, made.actions.move_up, made.actions.move_down)
    made.desk.set_selection(("task1",))
    assert not any(action.isEnabled() for action in moves)
    made.desk.set_selection(("task1", "task7"))
    assert all(action.isEnabled() for action in moves)


@pytest.mark.parametrize(
    ("chosen", "key", "call"),
    [
        (["task4"], "Ctrl+Shift+Up", ("reorder", ["task4"], "task3")),
        (["task4"], "Ctrl+Shift+Down", ("reorder", ["task4"], "task6")),
        (["task6"], "Ctrl+Shift+Down", ("reorder", ["task6"], None)),
        (["task3", "task5"], "Ctrl+Shift+Up", ("reorder", ["task3", "task5"], "task2")),
        (["task3", "task5"], "Ctrl+Shift+Down", ("reorder", ["task3", "task5"], "task7")),
        (["task5"], "Ctrl+Shift+Home", ("upload_next", ["task5"])),
        (["task2"], "Ctrl+Shift+Up", None),
        (["task7"], "Ctrl+Shift+Down", None),
    ],
)
def test_keys_move_the_selected_files(
    made: Window, chosen: list[str], key: str, call: tuple[object, ...] | None
) -> None:
    made.desk.set_selection(chosen)
    by_key(made.actions, key).trigger()
    assert orders(made) == ([call] if call else [])


def by_key(actions: Actions, key: str) -> QAction:
    (found,) = (a for a in actions.all() if key in [k.toString() for k in a.shortcuts()])
    return found


def dragging(made: Window) -> RowDrag:
    (found,) = made.view.queue.table.findChildren(RowDrag)
    return found


def test_a_drop_between_rows_moves_in_front_of_the_next_one_that_waits(made: Window) -> None:
    table, drag = made.view.queue.table, dragging(made)
    made.show_rows(row(9, S.FAILED, **LOST))
    made.desk.set_selection(("task6",))
    place = table.visualRect(table.model().index(made.desk.queue.row_of("task3"), 0))
    assert drag.row_at(place.center() - QPoint(0, 5)) == 3
    assert drag.row_at(place.center() + QPoint(0, 5)) == 4
    drag.drop(3)
    drag.drop(0)
    drag.drop(table.model().rowCount())
    assert orders(made) == [
        ("reorder", ["task6"], "task3"),
        ("reorder", ["task6"], "task2"),
        ("reorder", ["task6"], None),
    ]


def test_a_list_sorted_by_a_column_is_not_dragged_and_says_why(made: Window, qtbot: QtBot) -> None:
    table = made.view.queue.table
    told: list[tuple[str, str]] = []
    made.desk.told.connect(lambda level, text: told.append((level, text)))
    table.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert made.desk.queue.id_at(0) == "task7"
    start = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(table.viewport(), start + QPoint(0, 90))
    qtbot.waitUntil(lambda: bool(told))
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=start)
    assert told == [
        ("order", "The list is sorted by a column. Files can be moved in the order of upload.")
    ]
    made.desk.order.wanted.emit()
    assert made.desk.queue.in_order
    assert table.horizontalHeader().sortIndicatorSection() == -1
    assert made.desk.queue.id_at(0) == "task1"


def test_upload_next_works_in_a_sorted_list_and_says_so(made: Window) -> None:
    told: list[str] = []
    made.desk.told.connect(lambda _level, text: told.append(text))
    made.desk.queue.sort(Column.NAME)
    made.desk.set_selection(("task6",))
    made.actions.upload_next.trigger()
    assert orders(made) == [("upload_next", ["task6"])]
    assert told == ["1 file(s) will go next."]


def test_the_window_shows_the_order_that_the_engine_keeps(here: Live, qtbot: QtBot) -> None:
    queue = here.desk.queue
    here.add(*(here.file(f"{n}.txt") for n in range(6)))
    first = [queue.id_at(n) for n in range(6)]
    here.desk.order.upload_next([first[4]])
    here.desk.order.move([first[0], first[1]], None)
    wanted = [first[n] for n in (4, 2, 3, 5, 0, 1)]
    qtbot.waitUntil(lambda: [queue.id_at(n) for n in range(6)] == wanted, timeout=PATIENCE_MS)
    here.desk.undo.undo()
    here.desk.undo.undo()
    qtbot.waitUntil(lambda: [queue.id_at(n) for n in range(6)] == first, timeout=PATIENCE_MS)


def test_all_failed_are_tried_again_with_one_button_that_counts_them(made: Window) -> None:
    retry_all = made.actions.retry_all
    (button,) = (b for b in made.view.toolbar.buttons() if b.defaultAction() is retry_all)
    assert not retry_all.isVisible()
    assert not button.isVisible()
    made.show_rows(*(row(n, S.FAILED, **LOST) for n in (2, 3, 4)))
    assert button.isVisible()
    assert button.accessibleName() == "Try 3 failed again"
    assert retry_all.iconText() == "Try 3 failed again"
    retry_all.trigger()
    assert made.engine.named("retry") == [("retry", None)]
    made.show_rows(*(row(n) for n in (2, 3, 4)))
    assert not button.isVisible()


def test_a_callback_that_failed_is_not_sent_again(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    silent = row(1, S.DONE, outcome=Outcome.CALLBACK_FAILED)
    office.engine.mailbox.put([silent])
    qtbot.waitUntil(lambda: office.desk.totals.files == 1)
    assert not office.actions.retry_all.isVisible()


def test_the_simple_list_is_moved_by_hand_too(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, simple_place())
    stage.bring(*(replace(simple_row(n), held=True) for n in range(1, 5)))
    stage.desk.set_selection(("task4",))
    (drag,) = stage.simple.list.findChildren(RowDrag)
    drag.drop(1)
    assert stage.engine.named("reorder") == [("reorder", ["task4"], "task2")]
    assert stage.shown.actions.upload_next in stage.simple.list.actions()
