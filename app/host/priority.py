"""Whose turn it is on a busy computer: the window's before the uploads'."""

from __future__ import annotations

import os
import sys
import threading

STEP = 10
"""Steps of niceness: enough that the window is drawn beside many senders at full speed."""
SWITCH = 0.002
"""Seconds for which a thread may keep the interpreter from the window's: Python's own are five."""


def abreast() -> int:
    """How many senders are to work at once beside a window: half of the processors are its own."""
    return max(1, (os.cpu_count() or 1) // 2)


def step_back() -> None:
    """Let this thread, and those that it starts from now on, run after the others of the program.

    On Linux a thread has a niceness of its own and hands it on; elsewhere nothing is done. Nobody
    needs a right to be nicer. As work in the background it does not push others aside either when
    it has something to do again. The interpreter is handed on sooner in all of the program.
    """
    sys.setswitchinterval(SWITCH)
    if sys.platform.startswith("linux"):
        thread = threading.get_native_id()
        try:
            os.setpriority(os.PRIO_PROCESS, thread, STEP)
            os.sched_setscheduler(thread, os.SCHED_BATCH, os.sched_param(0))
        except OSError:  # a sandbox that forbids it
            pass
