"""Pasting: files at once, a picture as PNG, text as a text file, each under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui import clipboard
from app.ui.dialogs.name_dialog import NameDialog
from app.ui.dialogs.quit_dialog import QuitDialog
from tests.ui.simple_kit import Stage, make_stage, mime_of, place


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    yield make_stage(qtbot, tmp_path, place())
    QGuiApplication.clipboard().clear()


def paste(stage: Stage, mime: QMimeData) -> None:
    """Put it on the clipboard and press the keys."""
    QGuiApplication.clipboard().setMimeData(mime)
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def asked(stage: Stage) -> NameDialog:
    """The question for a name."""
    dialogs = [d for d in stage.window.findChildren(NameDialog) if d.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def submitted(stage: Stage) -> tuple[str, bytes]:
    """Name and bytes of what was added."""
    stage.qtbot.waitUntil(lambda: bool(stage.engine.named("submit")))
    (task,) = stage.engine.named("submit")[0][2]
    assert task.temporary
    return task.name, Path(task.path).read_bytes()


def test_pasted_files_are_added_at_once(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "a #1.txt").write_text("x", "utf-8")
    paste(stage, mime_of(tmp_path / "a #1.txt"))
    assert stage.engine.named("gather")[0][2] == (str(tmp_path / "a #1.txt"),)


def test_a_pasted_picture_becomes_a_png_under_the_name_given(stage: Stage) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    mime = QMimeData()
    mime.setImageData(image)
    paste(stage, mime)
    dialog = asked(stage)
    assert dialog.field.selectedText() + ".png" == dialog.field.text()
    dialog.field.setText("sunset")
    stage.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    name, data = submitted(stage)
    assert name == "sunset.png"
    again = QImage.fromData(data)
    assert (again.width(), again.height()) == (30, 20)
    assert again.pixelColor(5, 5) == QColor("teal")


def test_pasted_text_becomes_a_text_file_in_utf_8(stage: Stage) -> None:
    mime = QMimeData()
    mime.setText("  早上好 🎉\n")
    paste(stage, mime)
    dialog = asked(stage)
    dialog.field.setText("greeting.TXT")
    dialog.add.click()
    assert submitted(stage) == ("greeting.TXT", "早上好 🎉".encode())


def test_cancelling_the_name_adds_nothing(stage: Stage) -> None:
    mime = QMimeData()
    mime.setText("hello")
    paste(stage, mime)
    stage.qtbot.keyClick(asked(stage), Qt.Key.Key_Escape)
    assert stage.engine.named("submit") == []


def test_an_empty_clipboard_gets_a_kind_sentence(stage: Stage) -> None:
    QGuiApplication.clipboard().clear()
    with stage.qtbot.waitSignal(stage.desk.told) as told:
        clipboard.paste(stage.desk, stage.window)
    assert told.args is not None
    assert told.args[0] == "info"
    assert "nothing to paste" in told.args[1]


def test_an_unreadable_picture_is_said_and_adds_nothing(stage: Stage) -> None:
    mime = QMimeData()
    mime.setImageData(QImage())
    clipboard.take(mime, stage.desk, stage.window)
    with stage.qtbot.waitSignal(stage.desk.told) as told:
        asked(stage).add.click()
    assert told.args is not None
    assert told.args[0] == "warn"
    assert stage.engine.named("submit") == []


@pytest.mark.parametrize("bad", ["a/b", "a\\b", "what?", 'say "x"', "a:b", "  ", ".png", ""])
def test_a_name_that_no_file_can_have_is_refused_with_a_reason(qtbot: QtBot, bad: str) -> None:
    dialog = NameDialog("Name", "fine", suffix=".png")
    qtbot.addWidget(dialog)
    assert dialog.add.isEnabled()
    dialog.field.setText(bad)
    assert not dialog.add.isEnabled()
    assert dialog.problem()


@pytest.mark.parametrize(
    ("typed", "name"), [("cat", "cat.png"), (" 猫 ", "猫.png"), ("cat.PNG", "cat.PNG")]
)
def test_the_ending_is_added_when_it_is_missing(qtbot: QtBot, typed: str, name: str) -> None:
    dialog = NameDialog("Name", "fine", suffix=".png")
    qtbot.addWidget(dialog)
    dialog.field.setText(typed)
    assert dialog.name() == name
    assert dialog.problem() == ""


def test_quitting_keeps_uploading_unless_somebody_says_quit(qtbot: QtBot) -> None:
    dialog = QuitDialog(2, practice=False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected
    again = QuitDialog(2, practice=True)
    qtbot.addWidget(again)
    again.leave.click()
    assert again.result() == QDialog.DialogCode.Accepted
