"""One window per person and folder; a second start hands its files over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.ui.instance import Instance, _socket_name

SECOND = """
import sys
from PySide6.QtCore import QCoreApplication
from pathlib import Path
from app.ui.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
if instance.claim():
    print("first", flush=True)
    sys.stdin.read()
else:
    print("handed over" if instance.hand_over(sys.argv[2:], demo=True) else "no answer")
"""


def start(folder: Path, *files: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, str(folder), *files],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
    )


def _has_answer(socket: QLocalSocket) -> bool:
    return socket.bytesAvailable() > 0


def test_a_second_start_hands_over_its_files_and_ends(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    said: list[str] = []
    with qtbot.waitSignal(first.asked, timeout=10_000) as caught:
        second = start(tmp_path, "/data/报告 1.pdf", "/data/%41.txt")
        reader = threading.Thread(target=lambda: said.append(second.communicate()[0]))
        reader.start()
    assert caught.args == [["/data/报告 1.pdf", "/data/%41.txt"], True]
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    reader.join()
    assert said == ["handed over\n"]
    first.close()


def test_after_a_kill_the_next_start_is_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    killed = start(tmp_path)
    assert killed.stdout is not None
    assert killed.stdout.readline() == "first\n"
    killed.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    killed.communicate()
    following = Instance(tmp_path)
    assert following.claim()
    following.close()


def test_other_folders_have_windows_of_their_own(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = Instance(tmp_path / "one"), Instance(tmp_path / "other")
    assert one.claim()
    assert other.claim()
    one.close()
    other.close()


def test_nonsense_on_the_socket_is_passed_over(tmp_path: Path, qtbot: QtBot) -> None:
    first = Instance(tmp_path)
    assert first.claim()
    asked: list[object] = []
    first.asked.connect(lambda files, demo: asked.append((files, demo)))
    for text in (b"\n", b"[]\n", b'{"files": 3, "demo": 1}\n', b'{"files": ["a"], "demo": 0}\n'):
        socket = QLocalSocket()
        socket.connectToServer(_socket_name(tmp_path))
        assert socket.waitForConnected(1000)
        socket.write(text)
        socket.flush()
        qtbot.waitUntil(partial(_has_answer, socket))
        socket.abort()
    assert asked == [(["a"], False)]
    first.close()
