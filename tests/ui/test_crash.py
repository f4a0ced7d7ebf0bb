"""What nobody expected is written down and told, once per kind, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from app.ui.crash import CrashHook, attempt


class Unexpected(Exception):
    """Something that no code is prepared for."""


@pytest.fixture
def told() -> list[str]:
    return []


def test_an_uncaught_exception_is_logged_and_told_once(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    hook = CrashHook(told.append)
    hook.install()
    try:
        for _ in range(2):
            error = Unexpected("boom")
            sys.excepthook(Unexpected, error, error.__traceback__)
    finally:
        hook.remove()
    assert told == ["Unexpected"]
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL] * 2
    assert sys.excepthook is sys.__excepthook__


def test_one_in_a_helper_thread_is_told_too(told: list[str]) -> None:
    hook = CrashHook(told.append)
    hook.install()

    def work() -> None:
        raise Unexpected("in a thread")

    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        hook.remove()
    assert told == ["Unexpected"]


def test_an_attempt_hands_back_value_or_error() -> None:
    assert attempt(lambda: 3).value == 3
    assert isinstance(attempt(lambda: 1 // 0).error, ZeroDivisionError)
