"""Threads that step back for the window."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from app.host.priority import STEP, step_back


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads have no niceness there")
def test_a_thread_and_those_that_it_starts_step_back_and_no_other_one() -> None:
    found: list[tuple[int, int]] = []

    def look() -> None:
        thread = threading.get_native_id()
        nice = os.getpriority(os.PRIO_PROCESS, thread)
        found.append((nice, os.sched_getscheduler(thread)))

    def back() -> None:
        step_back()
        look()
        run(look)

    def run(work: object) -> None:
        thread = threading.Thread(target=work)  # type: ignore[arg-type]
        thread.start()
        thread.join()

    look()
    run(back)
    look()
    first, its, childs, last = found
    assert first == last
    assert its == childs == (min(STEP, 19), os.SCHED_BATCH)
