"""Errands: host calls that may block (keyring, disk, demo cloud), run beside the window.

Daemon threads of ours, never an executor: an executor is joined at exit, and a keyring that waits
for a password would keep the program from ending (design, section 6).
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.ui.crash import attempt

log = logging.getLogger("upcall.ui")
T = TypeVar("T")
Job = Callable[[], None]
Lane = queue.SimpleQueue[Job | None]


def _ignore(_value: object) -> None:
    """For errands whose result nobody wants."""


def _log(error: Exception) -> None:
    log.warning("an errand failed: %s", type(error).__name__)


class Errands(QObject):
    """Runs work in helper threads; results arrive in the thread of this object."""

    _returned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self._lanes: dict[str, Lane] = {}
        self._open: set[threading.Event] = set()
        self._held: list[Job] | None = None
        self._returned.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def hold(self) -> None:
        """Take errands, but begin none before `release`: the window is being drawn."""
        self._held = []

    def release(self) -> None:
        """Begin what was held back."""
        held, self._held = self._held or [], None
        for begin in held:
            begin()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] = _ignore,
        failed: Callable[[Exception], None] = _log,
        *,
        lane: str = "",
    ) -> None:
        """Do ``work`` elsewhere, then call ``done`` or ``failed`` here.

        Work of the same ``lane`` is done one after the other, in order; without one, at once.
        """
        if self._closed:
            return
        if self._held is not None:
            self._held.append(lambda: self.run(work, done, failed, lane=lane))
            return
        ended = threading.Event()
        self._open.add(ended)

        def job() -> None:
            outcome = attempt(work)
            ended.set()
            self._returned.emit(lambda: self._tell(outcome.value, outcome.error, (done, failed)))

        if lane:
            self._lane(lane).put(job)
        else:
            threading.Thread(target=job, name="upcall-errand", daemon=True).start()
        self._open = {event for event in self._open if not event.is_set()}

    def close(self, within: float = 2.0) -> None:
        """Wait for what is under way, at most ``within`` seconds; nothing is delivered any more."""
        self.release()
        self._closed = True
        until = time.monotonic() + within
        for event in self._open:
            event.wait(max(0.0, until - time.monotonic()))
        for jobs in self._lanes.values():
            jobs.put(None)

    def _lane(self, name: str) -> Lane:
        if name not in self._lanes:
            jobs: Lane = queue.SimpleQueue()
            self._lanes[name] = jobs
            thread = threading.Thread(
                target=_serve, args=(jobs,), name=f"upcall-{name}", daemon=True
            )
            thread.start()
        return self._lanes[name]

    @Slot(object)
    def _deliver(self, told: Job) -> None:
        if not self._closed:
            told()

    @staticmethod
    def _tell(
        value: object,
        error: Exception | None,
        ways: tuple[Callable[..., None], Callable[[Exception], None]],
    ) -> None:
        done, failed = ways
        if error is None:
            done(value)
        else:
            failed(error)


def _serve(jobs: Lane) -> None:
    """Do what comes, until None comes."""
    while (job := jobs.get()) is not None:
        job()
