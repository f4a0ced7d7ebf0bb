"""The window is on the screen before anything heavy is loaded."""

from __future__ import annotations

import subprocess
import sys
import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.events import Removed
from app.engine.mailbox import Mail
from app.ui.first_paint import DRAWN, NO_ROWS, FirstPaint, FirstRows
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


def test_python_imports_by_itself_in_the_window(qtbot: QtBot) -> None:
    del qtbot
    code = (
        "import builtins; own = builtins.__import__\n"
        "from app.ui import plain_imports\n"
        "import inspect; asked = []; read = inspect.getsource\n"
        "inspect.getsource = lambda it: asked.append(it) or read(it)\n"
        "print(plain_imports.restore(), plain_imports.restore())\n"
        "import app.ui.application\n"
        "print(len(asked))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["True", "False", "0"]


class _Bell(QObject):
    mail = Signal(object)


def test_what_waits_for_the_list_begins_once_when_rows_have_come(qtbot: QtBot) -> None:
    begun: list[float] = []
    bell, since = _Bell(), time.monotonic()
    FirstRows(bell.mail, lambda: begun.append(time.monotonic() - since), bell)
    bell.mail.emit(Mail())
    news = Mail(events=(Removed(("1",)),))
    bell.mail.emit(news)
    bell.mail.emit(news)
    assert begun == []
    qtbot.waitUntil(lambda: bool(begun))
    bell.mail.emit(news)
    qtbot.wait(2 * DRAWN)
    assert len(begun) == 1
    assert begun[0] < NO_ROWS / 1000


def test_without_a_list_nothing_waits_for_long(qtbot: QtBot) -> None:
    begun: list[int] = []
    bell = _Bell()
    FirstRows(bell.mail, lambda: begun.append(1), bell)
    bell.mail.emit(Mail())
    qtbot.waitUntil(lambda: begun == [1])
