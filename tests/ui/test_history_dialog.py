"""The history window over the real engine: finding, opening, forgetting; it outlives the list."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.receipt import Line
from app.domain.states import Outcome
from app.engine.history import Book
from app.ui.actions import Actions
from app.ui.dialogs.history_dialog import HistoryDialog
from app.ui.dialogs.history_result import HistoryResult
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live, place


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as made:
        yield made


def book_of(here: Live) -> Path:
    return here.desk.folders.data / "history.db"


def upload(here: Live, *names: str) -> None:
    ended = here.desk.totals.ended
    here.add(*(here.file(name, f"content of {name}") for name in names))
    here.desk.upload()
    here.until_ended(ended + len(names))


def opened(here: Live, *, count: int) -> HistoryDialog:
    """The window with so many rows."""
    actions = Actions(here.desk, here.desk)
    dialog = HistoryDialog(here.desk, actions, path=book_of(here))
    here.qtbot.addWidget(dialog)
    dialog.practice.setChecked(True)
    dialog.show()
    look_until(here, dialog, count)
    return dialog


def look_until(here: Live, dialog: HistoryDialog, count: int) -> None:
    """Search until so much is found: what ended just now is written in a moment."""

    def there() -> bool:
        if dialog.model.rowCount() != count and not dialog._later.isActive():
            dialog._later.start()
        return dialog.model.rowCount() == count

    here.qtbot.waitUntil(there, timeout=PATIENCE_MS)


def names(here: Live, dialog: HistoryDialog) -> list[str]:
    model = dialog.model
    rows = range(model.rowCount())
    here.qtbot.waitUntil(lambda: all(model.line(row) is not None for row in rows))
    return [str(model.index(row, 0).data()) for row in rows]


def test_what_was_cleared_is_found_with_its_answer_as_one_types(here: Live) -> None:
    upload(here, "poster.psd", "logo.svg")
    here.desk.clear_finished()
    here.qtbot.waitUntil(lambda: here.desk.totals.files == 0)
    dialog = opened(here, count=2)
    assert sorted(names(here, dialog)) == ["logo.svg", "poster.psd"]

    dialog.text.setText("POST")
    look_until(here, dialog, 1)
    assert names(here, dialog) == ["poster.psd"]
    dialog.table.selectRow(0)
    here.qtbot.waitUntil(lambda: dialog.details.name.text() == "poster.psd")
    assert dialog.details.ended.text() == "Delivered"
    dialog.details.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("poster.psd\nDelivered\nSize: ")
    assert "ETag: " in copied
    assert "\u200b" not in copied
    assert "message" in dialog.details.answer.toPlainText()

    dialog.text.setText("nothing of that name")
    look_until(here, dialog, 0)
    assert dialog.details.hint.text() == "Nothing was found. Try fewer letters."
    assert not dialog.save.isEnabled()


def test_the_outcome_narrows_the_list(here: Live) -> None:
    upload(here, "good.txt")
    gone = Path(here.file("gone.txt"))
    here.add(str(gone))
    gone.unlink()
    here.desk.upload()
    here.until_ended(2)
    dialog = opened(here, count=2)
    dialog.ends.setCurrentIndex(dialog.ends.findData("failed"))
    look_until(here, dialog, 1)
    assert names(here, dialog) == ["gone.txt"]
    assert dialog.model.index(0, 1).data() == "Not stored"
    dialog.days.setCurrentIndex(dialog.days.findData("today"))
    look_until(here, dialog, 1)
    dialog.ends.setCurrentIndex(dialog.ends.findData("noted"))
    look_until(here, dialog, 0)


def test_a_result_on_the_list_is_opened_there_and_another_in_a_window_of_its_own(
    here: Live,
) -> None:
    upload(here, "first.txt")
    dialog = opened(here, count=1)
    names(here, dialog)
    dialog.table.selectRow(0)
    wanted: list[str] = []
    here.desk.focus_wanted.connect(wanted.append)
    dialog.open_result.click()
    assert wanted == ["result"]
    (row,) = here.desk.queue.snapshots()
    assert here.desk.selection == (row.id,)

    here.desk.clear_finished()
    here.qtbot.waitUntil(lambda: here.desk.totals.files == 0)
    dialog = opened(here, count=1)
    names(here, dialog)
    dialog.table.selectRow(0)
    dialog.open_result.click()
    shown = dialog.opened
    assert isinstance(shown, HistoryResult)
    here.qtbot.waitUntil(lambda: shown.pages.currentIndex() == 1)
    assert shown.view.banner.isVisible()
    shown.view.show_page("headers")
    assert "x-oss-request-id" in shown.view.headers.text.toPlainText().lower()
    assert not shown.view.link.isVisible()


def test_forgetting_asks_first_and_takes_only_what_is_selected(here: Live) -> None:
    upload(here, "one.txt", "two.txt")
    dialog = opened(here, count=2)
    dialog.table.selectRow(0)
    kept = names(here, dialog)[1]
    dialog.forget.click()
    assert dialog.question is not None
    assert dialog.question.text().startswith("Forget 1 file")
    yes = next(b for b in dialog.question.buttons() if b.text() == "Forget")
    assert isinstance(yes, QPushButton)
    yes.click()
    look_until(here, dialog, 1)
    assert names(here, dialog) == [kept]


def test_one_drop_is_shown_by_itself_and_a_link_is_copied_again(here: Live) -> None:
    upload(here, "monday 1.txt", "monday 2.txt")
    upload(here, "tuesday.txt")
    dialog = opened(here, count=3)
    assert names(here, dialog)[0] == "tuesday.txt"
    dialog.table.selectRow(2)
    dialog.menu.refresh()
    dialog.menu.together.trigger()
    look_until(here, dialog, 2)
    assert sorted(names(here, dialog)) == ["monday 1.txt", "monday 2.txt"]
    assert dialog.together.isVisible()

    dialog.table.selectRow(0)
    dialog.menu.refresh()
    dialog.menu.link.trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(here.cloud.endpoint)
    assert copied.endswith(".txt")
    dialog.together.click()
    look_until(here, dialog, 3)
    assert not dialog.together.isVisible()


def test_a_file_is_added_to_the_list_again(here: Live) -> None:
    upload(here, "again.txt")
    here.desk.clear_finished()
    here.qtbot.waitUntil(lambda: here.desk.totals.files == 0)
    dialog = opened(here, count=1)
    names(here, dialog)
    dialog.table.selectRow(0)
    dialog.menu.again.trigger()
    here.qtbot.waitUntil(lambda: here.desk.totals.files == 1, timeout=PATIENCE_MS)


def test_what_ends_while_it_is_open_appears(here: Live) -> None:
    upload(here, "early.txt")
    dialog = opened(here, count=1)
    upload(here, "late.txt")
    here.qtbot.waitUntil(lambda: dialog.model.rowCount() == 2, timeout=PATIENCE_MS)
    assert names(here, dialog) == ["late.txt", "early.txt"]


def test_simple_shows_no_word_of_the_trade(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    cloud.reset()
    with live(qtbot, tmp_path, cloud, connection=place(cloud, view=View.SIMPLE)) as here:
        upload(here, "holiday.jpg")
        dialog = opened(here, count=1)
        names(here, dialog)
        dialog.table.selectRow(0)
        here.qtbot.waitUntil(lambda: dialog.details.name.text() == "holiday.jpg")
        assert dialog.save.text() == "&Save confirmation…"
        assert not dialog.open_result.isVisible()
        assert not dialog.audit.isVisible()
        labels = [label.text() for label in dialog.details.facts.findChildren(type(dialog.total))]
        assert "Size" in labels
        assert "ETag" not in labels
        assert "CRC-64" not in labels


@pytest.mark.slow
def test_a_hundred_thousand_entries_open_at_once_and_only_what_is_seen_is_read(
    here: Live,
) -> None:
    target = place(here.cloud).destination
    book = Book(book_of(here))
    first = Line("t", "b", "live", target, "/p", "n", "k", 10, Outcome.DELIVERED, 1_700_000_000.0)
    for start in range(0, 100_000, 5000):
        many = [
            replace(first, task_id=f"t{n}", name=f"file {n}.jpg", key=f"in/file {n}.jpg")
            for n in range(start, start + 5000)
        ]
        book.write([(line, "{}") for line in many])
    book.close()
    began = time.perf_counter()
    dialog = opened(here, count=100_000)
    here.qtbot.waitUntil(lambda: dialog.model.line(0) is not None)
    assert dialog.model.index(0, 0).data() == "file 99999.jpg"
    assert dialog.model.line(50_000) is None
    here.qtbot.waitUntil(lambda: dialog.model.line(50_000) is not None)
    dialog.text.setText("file 77777")
    look_until(here, dialog, 1)
    assert time.perf_counter() - began < 8.0
