"""Dropping on the window: what is taken, what the overlay says, and that it leaves no ghost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QDragLeaveEvent, QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.ui.dialogs.name_dialog import NameDialog
from app.ui.views.drop_overlay import Held, count_paths
from tests.ui.simple_kit import Stage, drag_in, drop_on, make_stage, mime_of, place


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path / "home", place())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Two folders with twelve files that count, and two files beside them."""
    root = tmp_path / "tree"
    for number in range(12):
        folder = root / "photos" / f"day {number % 3}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.jpg").write_bytes(b"x")
    (root / "empty" / ".hidden").mkdir(parents=True)
    (root / "empty" / ".hidden" / "inside.txt").write_bytes(b"x")
    (root / "empty" / "Thumbs.db").write_bytes(b"x")
    for name in ("a.txt", "b # 100%.txt"):
        (root / name).write_bytes(b"x")
    return root


def all_counted(stage: Stage) -> None:
    """No count is under way any more, and all that came back have been delivered."""
    stage.qtbot.waitUntil(lambda: all(t.name != "upcall-errand" for t in threading.enumerate()))
    QApplication.processEvents()


def test_counting_goes_into_folders_and_leaves_hidden_files_out(tree: Path) -> None:
    paths = [str(path) for path in tree.iterdir()]
    assert count_paths(paths) == Held(files=14, folders=2, complete=True)


def test_counting_gives_up_in_time(tree: Path) -> None:
    held = count_paths([str(tree)], within=-1.0)
    assert not held.complete
    assert held.files == 2  # the first folder's own, before it looked at the clock


def test_the_overlay_says_how_many_files_go_where(stage: Stage, tree: Path) -> None:
    event = drag_in(stage.window, mime_of(*tree.iterdir()))
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction
    assert stage.drop.isVisible()
    assert stage.drop.geometry() == stage.window.rect()
    stage.qtbot.waitUntil(lambda: "14 files, 2 folders" in stage.drop.text())
    assert stage.drop.text() == "14 files, 2 folders → Spring photos"


def test_a_drop_hands_over_the_paths_and_hides_the_overlay(stage: Stage, tree: Path) -> None:
    paths = sorted(tree.iterdir())
    drop_on(stage.window, mime_of(*paths))
    assert not stage.drop.isVisible()
    (_name, batch, given, held) = stage.engine.named("gather")[0]
    assert given == tuple(str(path) for path in paths)
    assert held
    assert batch.connection_id == place().id


def test_files_are_taken_from_text_fields_too(stage: Stage, tree: Path) -> None:
    handle = stage.window.windowHandle()
    event = drag_in(handle, mime_of(tree / "a.txt"))
    assert event.isAccepted()
    assert stage.drop.isVisible()
    drop_on(handle, mime_of(tree / "a.txt"))
    assert stage.engine.named("gather")[0][2] == (str(tree / "a.txt"),)


def test_text_is_left_to_the_field_under_the_pointer(stage: Stage) -> None:
    mime = QMimeData()
    mime.setText("hello")
    drag_in(stage.window.windowHandle(), mime)
    assert not stage.engine.named("gather")


@pytest.mark.parametrize("kind", [QEvent.Type.DragLeave, QEvent.Type.WindowDeactivate])
def test_leaving_leaves_no_ghost(stage: Stage, tree: Path, kind: QEvent.Type) -> None:
    drag_in(stage.window, mime_of(*tree.iterdir()))
    event = QDragLeaveEvent() if kind == QEvent.Type.DragLeave else QEvent(kind)
    QApplication.sendEvent(stage.window, event)
    assert not stage.drop.isVisible()
    said = stage.drop.text()
    all_counted(stage)
    assert not stage.drop.isVisible()
    assert stage.drop.text() == said


def test_escape_dismisses_the_overlay(stage: Stage, tree: Path) -> None:
    drag_in(stage.window, mime_of(*tree.iterdir()))
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_Escape)
    assert not stage.drop.isVisible()


def test_a_late_count_of_an_earlier_drag_is_ignored(stage: Stage, tree: Path) -> None:
    drag_in(stage.window, mime_of(*tree.iterdir()))
    QApplication.sendEvent(stage.window, QDragLeaveEvent())
    drag_in(stage.window, mime_of(tree / "a.txt"))
    stage.qtbot.waitUntil(lambda: stage.drop.text() == "1 file → Spring photos")
    all_counted(stage)
    assert stage.drop.text() == "1 file → Spring photos"


def test_what_cannot_be_sent_is_not_taken(stage: Stage) -> None:
    web = QMimeData()
    web.setUrls([QUrl("https://example.com/picture.png")])
    drag_in(stage.window, web)
    assert not stage.drop.isVisible()
    drag_in(stage.window, QMimeData())
    assert not stage.drop.isVisible()


def test_a_picture_asks_for_its_name(stage: Stage) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    drag_in(stage.window, mime)
    assert stage.drop.isVisible()
    drop_on(stage.window, mime)
    dialog = stage.window.findChild(NameDialog)
    assert dialog is not None
    assert dialog.name().endswith(".png")
    dialog.reject()


def test_nothing_is_dropped_behind_an_open_question(stage: Stage, tree: Path) -> None:
    question = QDialog(stage.window)
    question.setModal(True)
    question.show()
    drag_in(stage.window.windowHandle(), mime_of(*tree.iterdir()))
    assert not stage.drop.isVisible()
    question.close()


def test_the_overlay_grows_with_the_window(stage: Stage, tree: Path) -> None:
    drag_in(stage.window, mime_of(*tree.iterdir()))
    stage.window.resize(900, 700)
    stage.qtbot.waitUntil(lambda: stage.drop.geometry() == stage.window.rect())
    drop_on(stage.window, mime_of(tree / "a.txt"))
