"""Nothing that was dropped is left out silently: told, shown with reasons, and sent on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.connection import FileLimits, View
from app.domain.events import Gathered
from app.domain.left_out import LeftOut, Why
from app.host.settings import Settings, Start
from app.ui.dialogs.left_out_dialog import LeftOutDialog
from app.ui.dialogs.review_sheet import ReviewSheet
from app.ui.error_words import trouble
from app.ui.left_out_words import all_names, with_first_names
from app.ui.reviewing import Review
from tests.cloud import Cloud
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.live_kit import PATIENCE_MS, Live, live, place
from tests.ui.simple_kit import Stage, make_stage
from tests.ui.simple_kit import place as simple_place
from tests.ui.test_review_sheet import EVERYTHING
from tests.ui.test_simple_words import forbidden


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path, simple_place())


def dropped(stage: Stage, left_out: tuple[LeftOut, ...], *, added: int = 3) -> str:
    """A drop of which something was left out; the id of its batch."""
    stage.desk.add_paths(["/nowhere/album"])
    batch_id: str = stage.engine.named("gather")[-1][1].id
    event = Gathered(batch_id, added, complete=True, left_out=left_out)
    with stage.qtbot.waitSignal(stage.desk.gathered):
        stage.engine.mailbox.put(events=[event])
    return batch_id


def dialog_of(stage: Stage) -> LeftOutDialog:
    dialog = stage.shown.doors.current()
    assert isinstance(dialog, LeftOutDialog)
    return dialog


def test_what_is_missing_stays_told_until_it_is_read(stage: Stage, qtbot: QtBot) -> None:
    dropped(stage, (LeftOut(Why.UNREADABLE_FOLDER, 1, ("album/closed/",)),))
    bar = stage.window.told
    assert "1 folder cannot be opened: closed/." in bar.text.text()
    assert bar.way.text() == "Show"
    qtbot.mouseClick(bar.way, Qt.MouseButton.LeftButton)
    dialog = dialog_of(stage)
    assert "Ask for the right to open them" in _texts(dialog)
    assert "cannot be opened" not in bar.text.text()
    assert not dialog.card.hidden.isVisible()


def test_the_menu_shows_it_again_and_the_next_drop_begins_anew(stage: Stage) -> None:
    action = stage.shown.actions.left_out
    assert not action.isEnabled()
    dropped(stage, (LeftOut(Why.GONE, 1, ("album/a",)),))
    dropped(stage, (LeftOut(Why.GONE, 2, ("album/b", "album/c")),))
    action.trigger()
    assert "3 items are not there any more: a, b, c." in _texts(dialog_of(stage))
    dialog_of(stage).accept()
    dropped(stage, (LeftOut(Why.SPECIAL, 1, ("album/d",)),))
    action.trigger()
    assert [item.why for item in stage.desk.drops.left_out()] == [Why.SPECIAL]


def test_hidden_files_are_sent_on_purpose_from_the_dialog(stage: Stage, qtbot: QtBot) -> None:
    hidden = LeftOut(Why.HIDDEN, 4, ("album/.a", "album/.b", "album/.c", "album/.git/"))
    batch_id = dropped(stage, (hidden,))
    stage.shown.actions.left_out.trigger()
    dialog = dialog_of(stage)
    assert dialog.card.hidden.text() == "&Send the 4 hidden items, too"
    qtbot.keyClick(dialog.card.hidden, Qt.Key.Key_Space)
    ((_name, batch, paths, held),) = stage.engine.named("gather_hidden")
    assert (batch.id, paths, held) == (batch_id, ("/nowhere/album",), True)
    assert not dialog.card.isVisible()
    assert dialog.nothing.isVisible()
    stage.engine.mailbox.put(
        events=[Gathered(batch_id, 5, complete=True, left_out=(LeftOut(Why.SPECIAL, 1, ("x",)),))]
    )
    qtbot.waitUntil(dialog.card.isVisible)
    assert not dialog.card.hidden.isVisible()


def test_all_names_can_be_read_with_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    dropped(stage, (LeftOut(Why.NAME, 103, tuple(f"album/{n}" for n in range(100))),))
    stage.shown.actions.left_out.trigger()
    dialog = dialog_of(stage)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog.card.names.isVisible()
    qtbot.keyClick(dialog.card.all, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.card.names.hasFocus)
    text = dialog.card.names.toPlainText()
    assert text.count("\n") == 101
    assert text.endswith("… and 3 more")


def test_names_from_outside_cannot_play_tricks() -> None:
    item = LeftOut(Why.NAME, 1, ("album/gnp.\u202eexe",))
    for text in (with_first_names(item, FileLimits()), all_names([item], FileLimits())):
        assert "gnp.\\u202Eexe" in text


def test_the_words_are_plain(stage: Stage) -> None:
    dropped(stage, EVERYTHING)
    stage.shown.actions.left_out.trigger()
    dialog = dialog_of(stage)
    dialog.card.all.setChecked(True)
    assert forbidden(_texts(dialog).splitlines()) == []


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_nothing_of_it_is_cut(stage: Stage, language: str, scheme: str, scale: float) -> None:
    dropped(stage, EVERYTHING)
    with dressed(language, scheme, scale):
        stage.shown.actions.left_out.trigger()
        dialog = dialog_of(stage)
        dialog.card.all.setChecked(True)
        assert troubles(dialog, colours=scale == 1.0) == []


def _texts(dialog: LeftOutDialog) -> str:
    shown = [label.text() for label in dialog.findChildren(type(dialog.title))]
    shown += [button.text() for button in dialog.findChildren(QPushButton)]
    return "\n".join([*shown, dialog.card.names.toPlainText()])


# --- with the real engine -----------------------------------------------------------------------


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    cloud.reset()
    limits = FileLimits(largest=100)
    with live(qtbot, tmp_path, cloud, connection=place(cloud, limits=limits)) as made:
        yield made


def album(here: Live) -> str:
    """A folder with one good file, two hidden things, one that is too large and a broken link."""
    for name in ("album/good.txt", "album/.env", "album/.git/config", "album/large"):
        here.file(name, "x" * 200 if name.endswith("large") else name)
    folder = here.folder / "files" / "album"
    (folder / "link").symlink_to("nowhere")
    return str(folder)


def test_hidden_files_join_the_sheet_and_are_sent_with_the_rest(here: Live, qtbot: QtBot) -> None:
    found: list[Review] = []
    here.desk.reviewing.wanted.connect(found.append)
    here.add(album(here))
    here.desk.upload()
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    sheet = ReviewSheet(here.desk, found[0])
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.upload.text() == "&Upload 1"
    qtbot.mouseClick(sheet.left_out.hidden, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sheet.upload.text() == "&Upload 3", timeout=PATIENCE_MS)
    left = found[0].facts.left_out()
    assert [(item.why, item.names) for item in left] == [
        (Why.BROKEN_LINK, ("album/link",)),
        (Why.LARGEST, ("album/large",)),
    ]
    assert not sheet.left_out.hidden.isVisible()
    sheet.upload.click()
    here.until_ended(3)
    assert sorted(here.stored()) == [
        "in/album/.env",
        "in/album/.git/config",
        "in/album/good.txt",
    ]


def test_hidden_files_of_a_drop_that_was_sent_at_once_follow(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    settings = Settings(start=Start.AT_ONCE)
    simple = place(cloud, view=View.SIMPLE)
    with live(qtbot, tmp_path, cloud, settings=settings, connection=simple) as here:
        here.file("album/good.txt")
        here.file("album/.env")
        here.add(str(tmp_path / "files" / "album"))
        here.until_ended(1)
        assert ("left", "1 hidden or system item(s) were left out.") in here.told
        here.desk.intake.send_hidden()
        here.until_ended(2)
        assert sorted(here.stored()) == ["in/album/.env", "in/album/good.txt"]
        assert here.desk.drops.left_out() == ()


def test_a_file_that_vanishes_before_its_turn_says_so(here: Live, qtbot: QtBot) -> None:
    path = here.file("short-lived.txt")
    here.add(path)
    Path(path).unlink()
    here.desk.upload()
    here.until_ended(1)
    (row,) = here.desk.queue.snapshots()
    assert row.error_code == "source.missing"
    assert "not there any more" in trouble(row.error_code, row.error_values).title
