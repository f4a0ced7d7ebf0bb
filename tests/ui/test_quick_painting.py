"""What is drawn ten times a second beside busy uploads costs little, and looks as Qt draws it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.engine.mailbox import Mail
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.views.queue_table import QueueTable
from tests.ui.expert_kit import Window, make_window, row


class _ByQt(QueueTable):
    """The same table, its cells painted one by one by Qt."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QTableView.paintEvent(self, event)


class _Heard(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        del watched
        self.kinds.append(event.type())
        return False


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def _rows() -> list[TaskSnapshot]:
    """Every state, with and without bytes sent, trouble and practice."""
    states = [state for state in UploadState for _ in range(3)]
    rows = [row(number, state) for number, state in enumerate(states, start=1)]
    outcomes = list(Outcome)
    more = (
        {"sent": 400, "speed": 123456.0, "seconds_left": 33.0},
        {"practice": True, "name": "a name that does not fit " * 5},
        {"error_code": "oss.AccessDenied"},
    )
    return [
        replace(one, **more[at % 3], outcome=outcomes[at % len(outcomes)])
        if one.state is UploadState.DONE
        else replace(one, **more[at % 3])
        for at, one in enumerate(rows)
    ]


def _picture(kind: type[QueueTable], desk: Desk, *, width: int, qtbot: QtBot) -> QImage:
    table = kind(desk, Actions(desk))
    qtbot.addWidget(table)
    table.resize(width, 500)
    table.show()
    qtbot.waitExposed(table)
    table.selectRow(2)
    table._hover(4)
    table.verticalScrollBar().setValue(17)
    return table.viewport().grab().toImage()


@pytest.mark.parametrize("width", [640, 1300])
def test_the_table_draws_its_cells_as_qt_would(made: Window, width: int, qtbot: QtBot) -> None:
    made.desk.queue.apply(Mail({one.id: one for one in _rows()}))
    ours = _picture(QueueTable, made.desk, width=width, qtbot=qtbot)
    assert ours == _picture(_ByQt, made.desk, width=width, qtbot=qtbot)
    made.desk.queue.apply(Mail({"task1": replace(_rows()[0], name="another.png")}))
    assert ours != _picture(QueueTable, made.desk, width=width, qtbot=qtbot)


def test_other_words_in_the_footer_do_not_lay_the_window_out_anew(made: Window) -> None:
    footer, heard = made.view.footer, _Heard()
    made.desk.queue.apply(Mail({"task1": row(1, UploadState.SENDING, sent=100)}))
    QApplication.processEvents()
    footer.installEventFilter(heard)
    made.desk.queue.apply(Mail({"task1": row(1, UploadState.SENDING, sent=900)}))
    QApplication.processEvents()
    assert "900" in footer.words.accessibleName()
    assert QEvent.Type.LayoutRequest not in heard.kinds
