"""Errands: blocking work beside the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.ui.errands import Errands


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Errands]:
    made = Errands()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_its_result_arrives_here(errands: Errands, qtbot: QtBot) -> None:
    threads: list[int] = []
    results: list[int] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 42

    def done(value: int) -> None:
        threads.append(threading.get_ident())
        results.append(value)

    errands.run(work, done)
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] != threads[1] == threading.get_ident()


def test_an_error_arrives_as_a_value(errands: Errands, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work() -> None:
        raise OSError("disk full")

    errands.run(work, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert str(errors[0]) == "disk full"


def test_work_of_one_lane_is_done_in_order(errands: Errands, qtbot: QtBot) -> None:
    order: list[int] = []
    first = threading.Event()

    def slow() -> None:
        first.wait(5)
        order.append(1)

    errands.run(slow, lane="settings")
    errands.run(lambda: order.append(2), lane="settings")
    finished: list[bool] = []
    errands.run(lambda: order.append(0), lambda _none: finished.append(True))
    qtbot.waitUntil(lambda: finished == [True])
    first.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [0, 1, 2]


def test_closing_waits_for_what_is_being_written_but_not_for_ever(qtbot: QtBot) -> None:
    written: list[str] = []
    errands = Errands()
    started, never = threading.Event(), threading.Event()

    def write() -> None:
        started.set()
        written.append("settings")

    errands.run(write, lane="settings")
    errands.run(lambda: never.wait(30))
    assert started.wait(5)
    before = time.monotonic()
    errands.close(within=0.2)
    assert written == ["settings"]
    assert time.monotonic() - before < 5
    never.set()


def test_nothing_is_delivered_after_closing(qtbot: QtBot) -> None:
    errands = Errands()
    delivered: list[object] = []
    ran = threading.Event()
    errands.run(ran.set, delivered.append)
    assert ran.wait(5)
    errands.close()
    probe: list[object] = []
    other = Errands()
    other.run(lambda: 1, probe.append)
    qtbot.waitUntil(lambda: probe == [1])
    other.close()
    assert delivered == []


def test_errands_that_are_held_begin_when_released(errands: Errands, qtbot: QtBot) -> None:
    done: list[int] = []
    errands.hold()
    errands.run(lambda: 1, done.append, lane="held")
    assert all(thread.name != "upcall-held" for thread in threading.enumerate())
    QCoreApplication.processEvents()
    assert done == []
    errands.release()
    qtbot.waitUntil(lambda: done == [1])
