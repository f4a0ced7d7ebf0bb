"""The window toolkit's bindings keep count of their references.

PySide6 6.12.0 on Python 3.11 takes one reference from `True` with every emit and one from `None`
with every call without a result, and the program aborts after some hundred of them.
"""

from __future__ import annotations

import subprocess
import sys

LOOP = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

bell = Bell()
for _ in range(50_000):
    bell.rung.emit()
    bell.setObjectName("x")
print("alive")
"""


def test_emitting_many_times_does_not_end_the_program() -> None:
    command = [sys.executable, "-c", LOOP]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
