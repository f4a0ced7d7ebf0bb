"""The window is on the screen before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.first_paint import FirstPaint
from tests.ui.conftest import ROOT

HEAVY = {"keyring", "cryptography", "starlette", "uvicorn", "secretstorage", "httpx", "httpcore"}
HEAVY |= {"asyncio", "sqlite3", "ssl", "http.client", "app.engine.scheduler", "app.providers"}


def test_nothing_heavy_is_loaded_for_the_first_picture() -> None:
    code = "import sys, app.cli, app.ui.application; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(said.stdout.split())


def test_what_waits_for_the_first_picture_begins_once_after_it(qtbot: QtBot) -> None:
    begun: list[bool] = []
    window = QWidget()
    qtbot.addWidget(window)
    FirstPaint(window, lambda: begun.append(window.isVisible()))
    assert begun == []
    window.show()
    qtbot.waitUntil(lambda: bool(begun))
    window.repaint()
    after: list[bool] = []
    QTimer.singleShot(0, lambda: after.append(True))  # a second start would come before this one
    qtbot.waitUntil(lambda: bool(after))
    assert begun == [True]


def test_a_window_that_is_never_drawn_keeps_nothing_waiting(qtbot: QtBot) -> None:
    begun: list[int] = []
    window = QWidget()
    qtbot.addWidget(window)
    FirstPaint(window, lambda: begun.append(1))
    qtbot.waitUntil(lambda: begun == [1])
