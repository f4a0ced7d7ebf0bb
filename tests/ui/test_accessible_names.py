"""Every widget that takes the keyboard has a name, in every page and dialog, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.events import Finished
from app.domain.states import Outcome, UploadState
from app.ui.application import PAGES
from app.ui.dialogs.quit_dialog import QuitDialog
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.wizard.wizard import Wizard
from app.ui.i18n import Languages
from app.ui.views.main_window import MainWindow
from tests.ui.conftest import Offices
from tests.ui.expert_kit import connection, delivered, row


@pytest.fixture(params=["en", "zh_CN"])
def language(
    request: pytest.FixtureRequest, qapp: QApplication, translations: Path
) -> Iterator[str]:
    before = QLocale()
    made = Languages()
    made.use(request.param)
    yield request.param
    made.remove()
    QLocale.setDefault(before)


def nameless(top: QWidget) -> list[str]:
    """Visible widgets that take the keyboard or the mouse, but tell a screen reader nothing."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in [top, *top.findChildren(QWidget)]
        if _matters(widget) and not _name(widget)
    ]


def _matters(widget: QWidget) -> bool:
    if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    if isinstance(widget.parentWidget(), QAbstractScrollArea | QAbstractItemView):
        return False  # a viewport: its view has the name
    return widget.objectName() not in ("qt_scrollarea_viewport", "qt_spinbox_lineedit")


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def test_pages_of_the_window(offices: Offices, qtbot: QtBot, language: str) -> None:
    empty = offices()
    window = MainWindow(empty.desk, empty.actions, PAGES)
    qtbot.addWidget(window)
    window.show()
    assert nameless(window) == []
    office = offices(connection())
    window = MainWindow(office.desk, office.actions, PAGES)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    office.desk.told.emit("warn", "Something to read.")
    rows = [row(1, UploadState.DONE, outcome=Outcome.DELIVERED), row(2, UploadState.SENDING)]
    office.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: office.desk.totals.files == 2)
    for view in View:
        office.desk.set_view(view)
        for place in ("callback", "result"):
            office.desk.focus_wanted.emit(place)
            assert nameless(window) == []


def test_the_result_of_a_file(offices: Offices, qtbot: QtBot, language: str) -> None:
    office = offices(connection())
    window = MainWindow(office.desk, office.actions, PAGES)
    qtbot.addWidget(window)
    window.show()
    done = row(1, UploadState.DONE, outcome=Outcome.DELIVERED)
    result = delivered('{"message": "thank you"}')
    office.engine.mailbox.put([done], [Finished(result)])
    qtbot.waitUntil(lambda: office.desk.result("task1") is not None)
    office.desk.set_selection(("task1",))
    office.desk.focus_wanted.emit("result")
    assert nameless(window) == []


def test_dialogs(offices: Offices, qtbot: QtBot, language: str) -> None:
    office = offices(connection())
    dialogs = [
        SettingsDialog(office.desk),
        Wizard(office.desk, None),
        Wizard(office.desk, connection()),
        QuitDialog(3, practice=True),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        assert nameless(dialog) == []


def test_the_check_itself_finds_a_nameless_field(qtbot: QtBot) -> None:
    from_nowhere = QWidget()
    qtbot.addWidget(from_nowhere)
    from_nowhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    from_nowhere.show()
    assert nameless(from_nowhere) == ["QWidget "]
