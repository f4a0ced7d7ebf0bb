"""Processors: where threads run that do nothing but take turns with Python's one lock.

To hand the lock to a thread on another processor is to wake that processor: on two of them the
lane's threads took half as long again as on one, and twice the work (2,000 files of 64 KiB, answers
after 20 ms). Blocks of large files are read, summed up and written without the lock: whoever does
that stays on all of them. Linux only; elsewhere a thread runs where the system wants.
"""

from __future__ import annotations

import os
import sys


def _of_this_process() -> frozenset[int]:
    return frozenset(os.sched_getaffinity(0)) if sys.platform == "linux" else frozenset()


ALL = _of_this_process()
"""As this program was given them."""
ONE = frozenset(sorted(ALL)[os.getpid() % len(ALL) :][:1]) if ALL else ALL
"""Not the same one for every Upcall."""


def stay_on_one() -> None:
    """This thread, and those that it makes, from now on."""
    _stay_on(ONE)


def use_all() -> None:
    """Take that back, for this thread."""
    _stay_on(ALL)


def _stay_on(processors: frozenset[int]) -> None:
    if sys.platform == "linux" and processors:
        try:
            os.sched_setaffinity(0, processors)
        except OSError:  # a sandbox that forbids it, or they were taken away
            pass
