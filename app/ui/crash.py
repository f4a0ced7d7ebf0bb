"""What to do with an exception that nobody expected: write it down, say so, go on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeVar

log = logging.getLogger("upcall.ui")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ended(Generic[T]):
    """How a piece of work ended: with a value, or with an error."""

    value: T | None = None
    error: Exception | None = None


def attempt(work: Callable[[], T]) -> Ended[T]:
    """Do ``work`` to its end, whatever happens in it: a helper thread must be able to tell."""
    try:
        return Ended(value=work())
    except Exception as error:  # noqa: BLE001 - the top of a helper thread; the error is handed on
        return Ended(error=error)


class CrashHook:
    """Takes uncaught exceptions of all threads into the log and tells the window once per kind."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """``tell`` gets the exception's class name, in the thread where it happened."""
        self._tell = tell
        self._told: set[str] = set()

    def install(self) -> None:
        """From now on; `remove` undoes it."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        """Python's own hooks again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        if kind.__name__ not in self._told:
            self._told.add(kind.__name__)
            self._tell(kind.__name__)

    def _uncaught_in_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self._uncaught(happened.exc_type, happened.exc_value, happened.exc_traceback)
