"""Where threads run that take turns with Python's lock: the one that asks, and whom it makes."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

import pytest

from app.engine import processors

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere threads run where the system wants"
)


def run(work: Callable[[], None]) -> None:
    """In a thread of its own."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_thread_and_those_that_it_makes_stay_on_one_processor_and_no_other_does() -> None:
    found: list[set[int]] = []

    def look() -> None:
        found.append(os.sched_getaffinity(0))

    def stay() -> None:
        processors.stay_on_one()
        look()
        run(look)
        processors.use_all()
        look()

    run(stay)
    look()
    its, childs, after, others = found
    assert its == childs == processors.ONE
    assert len(its) == 1
    assert after == others == processors.ALL
