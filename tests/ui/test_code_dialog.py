"""Copy as code: reached from menu and form, shown, copied, saved; in both languages and colours."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection, View
from app.domain.credentials import Credentials
from app.domain.upload import TaskSnapshot
from app.engine.demo import DemoPlace
from app.ui.code_door import CodeDoor
from app.ui.dialogs.code_dialog import CodeDialog
from app.ui.dialogs.code_subject import key_lines
from tests.cloud import Cloud
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row
from tests.ui.live_kit import live, place

TRICKY = 'it\'s "42"\n$(id) 订单'


def telling() -> Connection:
    """A connection whose callback has a variable that tries to be code."""
    spec = CallbackSpec(
        enabled=True,
        urls=("https://app.example.com/done",),
        body="order=${x:order}",
        variables={"x:order": TRICKY},
    )
    return connection(callback=spec)


def opened(
    qtbot: QtBot, office: Office, of: Connection, *, task: TaskSnapshot | None = None
) -> CodeDialog:
    """The dialog with its programs written."""
    dialog = CodeDialog(office.desk, of, task=task)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.chosen() is not None)
    return dialog


def texts_in(code: str) -> set[object]:
    """Every literal of a Python program."""
    return {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}


def test_the_program_is_for_the_file_and_the_callback(offices: Offices, qtbot: QtBot) -> None:
    dialog = opened(qtbot, offices(telling()), telling(), task=row(name="photo.png"))
    texts = texts_in(dialog.code.toPlainText())
    assert {"/nowhere/photo.png", "2026/spring/photo.png", "image/png", TRICKY} <= texts
    assert {"https://app.example.com/done", "order=${x:order}", "shop-media"} <= texts


def test_each_language_says_whether_it_was_run(offices: Offices, qtbot: QtBot) -> None:
    dialog = opened(qtbot, offices(telling()), telling())
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for line in range(dialog.languages.count()):
        dialog.languages.setCurrentRow(line)
        written = dialog.chosen()
        assert written is not None
        ran = bool(written.language.ran)
        said[ran].add(written.language.id)
        assert dialog.state.text().startswith("Run against" if ran else "Not run")
        name = dialog.languages.item(line).data(Qt.ItemDataRole.AccessibleTextRole)
        assert name == f"{written.language.title}, {'was run' if ran else 'not run'}"
        assert dialog.code.toPlainText() == written.text
    assert said[False] == {"android", "ios", "ossutil"}
    assert len(said[True]) == 11


def test_the_program_is_copied_and_saved(offices: Offices, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(qtbot, offices(telling()), telling())
    dialog.choose("curl")
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.code.toPlainText()
    assert dialog.copy.text() == "Copied"
    dialog.choose("php")
    assert dialog.copy.text() == "Copy"
    dialog.write(str(tmp_path / "upload.php"))
    qtbot.waitUntil(lambda: "upload.php" in dialog.note.text())
    assert (tmp_path / "upload.php").read_text("utf-8") == dialog.code.toPlainText()
    dialog.write(str(tmp_path / "no such folder" / "upload.php"))
    qtbot.waitUntil(lambda: "another folder" in dialog.note.text())


def test_what_a_program_needs_besides_is_said(offices: Offices, qtbot: QtBot) -> None:
    base = telling()
    served = replace(base, access=AccessKind.SERVER, server_url="https://app.example.com/sts")
    assert "key pair" in opened(qtbot, offices(served), served).note.text()
    parts = replace(base, method="multipart")
    assert "one request" in opened(qtbot, offices(parts), parts).note.text()
    large = opened(qtbot, offices(base), base, task=row(size=20_000_000))
    assert "one request" in large.note.text()
    huge = opened(qtbot, offices(base), base, task=row(size=6 * 1024**3))
    assert "too large" in huge.note.text()
    assert opened(qtbot, offices(base), base, task=row()).note.text() == ""
    practice = replace(base, destination=replace(base.destination, practice=True))
    assert "keep Upcall open" in opened(qtbot, offices(practice), practice).note.text()


def test_the_lines_for_a_terminal_hold_the_demo_clouds_key_and_no_other(
    offices: Offices, qtbot: QtBot
) -> None:
    base = telling()
    practice = replace(base, destination=replace(base.destination, practice=True))
    office = offices(base)
    office.desk.book.demo_place = DemoPlace(practice, Credentials("demo-id", "it's secret"), "")
    dots = "export OSS_ACCESS_KEY_ID='…'\nexport OSS_ACCESS_KEY_SECRET='…'"
    assert key_lines(office.desk, base, windows=False) == dots
    lines = key_lines(office.desk, practice, windows=False)
    said = f'{lines}; printf \'%s\\n\' "$OSS_ACCESS_KEY_ID" "$OSS_ACCESS_KEY_SECRET"'
    told = subprocess.run(["bash", "-c", said], capture_output=True, text=True, check=True)
    assert told.stdout == "demo-id\nit's secret\n"
    assert key_lines(office.desk, practice, windows=True).endswith(" = 'it''s secret'")


def test_the_door_is_in_the_menu_of_the_expert_view(offices: Offices, qtbot: QtBot) -> None:
    office = offices(telling())
    shown: list[object] = []
    window = CodeDialog(office.desk, telling())
    qtbot.addWidget(window)
    action = office.actions.copy_code
    door = CodeDoor(office.desk, action, window=window, show=shown.append)
    office.desk.set_view(View.SIMPLE)
    assert not action.isVisible()
    office.desk.set_view(View.EXPERT)
    assert action.isVisible()
    action.trigger()
    office.desk.door_wanted.emit("something else", None)
    office.desk.door_wanted.emit("code", None)
    assert [type(each) for each in shown] == [CodeDialog, CodeDialog]
    assert door.parent() is window


@pytest.mark.slow
def test_an_upload_that_has_ended_is_repeated_as_it_was_sent(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    spec = replace(telling().callback, urls=(cloud.callback_url,), body="v=${x:order}&s=${size}")
    with live(qtbot, tmp_path, cloud, connection=place(cloud, callback=spec)) as here:
        here.add(here.file("note.txt", "twelve bytes"))
        here.desk.upload()
        here.until_ended(1)
        (task,) = here.desk.queue.snapshots()
        here.desk.set_selection((task.id,))
        qtbot.waitUntil(lambda: here.desk.result(task.id) is not None)
        assert here.desk.connection is not None
        edited = replace(here.desk.connection, callback=CallbackSpec())
        here.desk.update_connection(edited)
        dialog = CodeDialog(here.desk, edited, task=task, sent=True)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: dialog.chosen() is not None)
        dialog.choose("python-v2")
        done = subprocess.run(
            [sys.executable, "-c", dialog.code.toPlainText()],
            env={
                **os.environ,
                "OSS_ACCESS_KEY_ID": cloud.access_key_id,
                "OSS_ACCESS_KEY_SECRET": cloud.access_key_secret,
            },
            capture_output=True,
            text=True,
            check=True,
        )
    assert json.loads(done.stdout)["received"] == {"v": TRICKY, "s": "12"}
    first, second = cloud.of_kind("app_received")
    assert first["body"] == second["body"]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_nothing_is_cut_off(
    offices: Offices, qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        dialog = opened(qtbot, offices(telling()), telling())
        for name in ("python-v2", "c", "ios"):
            dialog.choose(name)
            qtbot.waitUntil(lambda: not troubles(dialog, colours=False))  # texts find their lines
            assert troubles(dialog, colours=scale == 1.0) == [], name
