"""The Expert view as a whole: ways to its parts, filter, destination, footer, names for readers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.callback import BodyType, CallbackSpec
from app.domain.connection import View
from app.domain.credentials import Credentials
from app.domain.destination import SameName
from app.domain.states import Outcome, UploadState
from app.engine.mailbox import Mail
from app.ui.panels.destination_bar import as_folder
from tests.ui.expert_kit import Window, connection, delivered, make_window, row

S = UploadState


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def test_keys_lead_to_the_three_parts(made: Window, qtbot: QtBot) -> None:
    view = made.view
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert view.result.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert view.callback.isVisible()
    qtbot.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.queue.empty.choose.hasFocus()
    made.show_rows(row(1))
    qtbot.keyClick(view, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.queue.table.hasFocus()


def test_f6_goes_from_side_to_side(made: Window, qtbot: QtBot) -> None:
    view = made.view
    made.show_rows(row(1))
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.go_to("queue")
    qtbot.keyClick(view.queue.table, Qt.Key.Key_F6)
    assert view.tabs.tabBar().hasFocus()
    qtbot.keyClick(view.tabs.tabBar(), Qt.Key.Key_F6)
    assert view.queue.table.hasFocus()


def test_details_of_a_row_lead_to_its_result(made: Window) -> None:
    made.finish(row(1, S.DONE, outcome=Outcome.DELIVERED), delivered('{"n":1}'))
    made.desk.set_view(View.SIMPLE)
    made.actions.details.trigger()
    assert made.view.result.isVisible()
    assert made.view.result.banner.title.text() == "Delivered"


def test_chips_count_and_filter(made: Window, qtbot: QtBot) -> None:
    made.show_rows(
        row(1), row(2, S.FAILED, outcome=Outcome.NOT_STORED), row(3, S.DONE, outcome=Outcome.STORED)
    )
    kinds = made.view.queue.kinds
    texts = [kinds.button(value).text() for value in ("all", "waiting", "failed", "done")]
    assert texts == ["All 3", "Waiting 1", "Failed 1", "Done 1"]
    qtbot.mouseClick(kinds.button("failed"), Qt.MouseButton.LeftButton)
    assert [made.desk.queue.id_at(n) for n in range(made.desk.queue.rowCount())] == ["task2"]


def test_a_search_finds_by_name_and_says_when_there_is_nothing(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1, name="clip.mov"), row(2, name="menu.pdf"))
    side = made.view.queue
    made.view.activateWindow()
    qtbot.waitUntil(made.view.isActiveWindow)
    qtbot.keyClick(side, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(side.search.hasFocus)
    qtbot.keyClicks(side.search, "MENU")
    qtbot.waitUntil(lambda: made.desk.queue.rowCount() == 1)
    qtbot.keyClicks(side.search, "x")
    qtbot.waitUntil(side.empty.isVisible)
    assert side.empty._text.text() == "No file fits this choice."
    side.search.clear()
    assert made.desk.queue.rowCount() == 2


def test_the_empty_list_says_what_to_do(made: Window) -> None:
    empty = made.view.queue.empty
    assert empty.isVisible()
    assert empty._title.text() == "Drop files here"
    assert empty.choose.isVisible()


@pytest.mark.parametrize(
    ("typed", "folder"),
    [("", ""), ("a", "a/"), ("/a/b", "a/b/"), ("a\\b", "a/b/"), ("  a/ ", "a/"), ("/", "")],
)
def test_a_folder_is_written_as_object_names_begin(typed: str, folder: str) -> None:
    assert as_folder(typed) == folder


def test_the_folder_is_kept_with_the_connection(made: Window, qtbot: QtBot) -> None:
    folder = made.view.destination.folder
    folder.selectAll()
    qtbot.keyClicks(folder, "/2027")
    qtbot.keyClick(folder, Qt.Key.Key_Return)
    assert made.desk.connection is not None
    assert made.desk.connection.destination.prefix == "2027/"


def test_same_name_is_kept_with_the_connection(made: Window) -> None:
    box = made.view.destination.same_name
    box.setCurrentIndex(box.findData(SameName.REPLACE.value))
    box.activated.emit(box.currentIndex())
    assert made.desk.connection is not None
    assert made.desk.connection.same_name is SameName.REPLACE


def test_the_picker_switches_connections_and_follows(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = connection(name="First"), connection(name="第二个连接")
    made = make_window(qtbot, tmp_path, first, second)
    picker = made.view.destination.picker
    assert [picker.itemText(n) for n in range(picker.count())] == ["First", "第二个连接"]
    picker.setCurrentIndex(1)
    picker.activated.emit(1)
    assert made.desk.connection is not None
    assert made.desk.connection.name == "第二个连接"
    made.desk.use_connection(first.id)
    assert picker.currentText() == "First"


def test_the_footer_tells_all_uploads_together(made: Window) -> None:
    made.show_rows(
        row(1, S.DONE, size=3000, outcome=Outcome.STORED), row(2, S.SENDING, size=1000, sent=0)
    )
    assert made.view.footer.bar.value() == 750
    words = made.view.footer.words.accessibleName()
    assert words.startswith("1 of 2 file")
    assert "3 kB of 4 kB" in words


def test_the_footer_says_where_the_key_is(made: Window, qtbot: QtBot) -> None:
    footer = made.view.footer
    assert footer.keys.text() == "No key"
    assert made.desk.connection is not None
    made.desk.save_connection(made.desk.connection, Credentials("id", "secret"))
    qtbot.waitUntil(lambda: footer.keys.text() == "Key for this session only")


def test_toolbar_words_give_way_to_icons(made: Window) -> None:
    toolbar = made.view.toolbar
    icons = Qt.ToolButtonStyle.ToolButtonIconOnly
    made.view.resize(1900, 800)
    QApplication.processEvents()
    assert all(button.toolButtonStyle() != icons for button in toolbar.buttons())
    made.view.resize(900, 650)
    QApplication.processEvents()
    small = [button for button in toolbar.buttons() if button.toolButtonStyle() == icons]
    assert small
    assert toolbar.upload not in small
    assert all(button.toolTip() and button.accessibleName() for button in small)


def test_one_primary_button(made: Window) -> None:
    primary = [b for b in made.view.findChildren(QToolButton) if b.property("look") == "primary"]
    assert primary == [made.view.toolbar.upload]


FULL = CallbackSpec(
    enabled=True,
    urls=("http://192.168.1.1/", "ftp://x/"),
    body='{"a":"${objekt}"}',
    body_type=BodyType.JSON,
    host="a:80",
    variables={"x:a": "1"},
)


@pytest.mark.parametrize("place", ["callback", "result"])
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    made = make_window(qtbot, tmp_path, replace(connection(), callback=FULL))
    made.finish(row(1, S.DONE, outcome=Outcome.DELIVERED), delivered('{"n":1}'))
    made.view.go_to(place)
    nameless = [
        widget
        for widget in made.view.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _name(widget)
    ]
    assert not nameless


def _name(widget: QWidget) -> str:
    proxy = widget.focusProxy()
    interface = QAccessible.queryAccessibleInterface(proxy or widget)
    return interface.text(QAccessible.Text.Name)


class Marked(QTranslator):
    """Stands for another language: every text with a mark in front."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del disambiguation, n
        return text if context == "QShortcut" else "§" + text


def test_a_new_language_reaches_every_label(made: Window) -> None:
    translator = Marked()
    QCoreApplication.installTranslator(translator)
    QApplication.processEvents()
    try:
        form = made.view.callback
        texts = [
            form.switch.text(),
            made.view.tabs.tabText(0),
            form.urls._add.text(),
            form.advanced.toggle.text(),
            form.preview._title.text(),
            made.view.queue.kinds.button("all").text(),
            made.view.destination.same_name.currentText(),
            made.view.result.view.pages.button("details").text(),
            made.view.result.empty.text.text(),
            made.view.footer.words.accessibleName(),
        ]
        assert [text for text in texts if not text.startswith("§")] == []
    finally:
        QCoreApplication.removeTranslator(translator)


def test_the_keyboard_begins_in_the_list_or_at_what_fills_it(made: Window) -> None:
    made.view.setFocus()
    assert made.view.focusWidget() is made.view.queue.empty.choose
    made.desk.queue.apply(Mail({"task1": row(1)}))
    assert made.view.focusWidget() is made.view.queue.table
