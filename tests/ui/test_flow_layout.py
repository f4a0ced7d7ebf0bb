"""Items side by side that wrap as words do."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.panels.flow_layout import FlowLayout

Placed = tuple[QWidget, FlowLayout, list[QWidget]]


def placed(qtbot: QtBot, *sizes: tuple[int, int], width: int) -> Placed:
    """A place of that width, and labels of these sizes in it."""
    home = QWidget()
    qtbot.addWidget(home)
    layout = FlowLayout(home, gap=4)
    items: list[QWidget] = []
    for wide, high in sizes:
        item = QLabel()
        item.setFixedSize(wide, high)
        layout.addWidget(item)
        items.append(item)
    home.resize(width, 200)
    home.show()
    return home, layout, items


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    _home, _layout, (low, high) = placed(qtbot, (30, 20), (30, 32), width=100)
    assert (low.y(), high.y()) == (6, 0)
    assert high.x() == 30 + 4


def test_what_has_no_room_begins_a_line_of_its_own(qtbot: QtBot) -> None:
    _home, layout, items = placed(qtbot, (40, 20), (40, 30), (40, 10), width=90)
    assert [(item.x(), item.y()) for item in items] == [(0, 5), (44, 0), (0, 34)]
    assert layout.heightForWidth(90) == 44
    assert layout.heightForWidth(1000) == 30
    assert layout.heightForWidth(10) == 20 + 4 + 30 + 4 + 10


def test_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    _home, layout, items = placed(qtbot, (40, 20), (40, 30), (40, 10), width=90)
    items[0].hide()
    layout.activate()
    assert [item.x() for item in items[1:]] == [0, 44]
    for item in items:
        item.hide()
    assert layout.heightForWidth(90) == 0
