"""The real window with its real engine in this process, and a clock that notices when it stalls."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.bootstrap import Options, open_house
from app.cli import _parts
from app.domain.states import RUNNING
from app.ui.application import Shown, application, show
from app.ui.first_paint import FirstPaint
from tests.benchmarks import window_kit as kit

PERIOD = 0.016
"""Seconds between two ticks: QTimer knows whole milliseconds only."""


class Ticks(QObject):
    """A 60 Hz timer in the window's thread; how late each tick was, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late = array("d")
        self._due = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=16)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was."""
        self.late = array("d")
        self._due = 0.0

    def _tick(self) -> None:
        now = time.monotonic()
        # Qt's own rule: the next one is due a period after this one *was due*, unless that is over.
        late = max(0.0, now - self._due) if self._due else 0.0
        self.late.append(late)
        due = now - late + PERIOD
        self._due = due if due >= now else now + PERIOD

    def worst(self) -> float:
        """The latest tick."""
        return max(self.late, default=0.0)

    def share(self, part: float) -> float:
        """Lateness that ``part`` (0 to 1) of the ticks keep within."""
        ordered = sorted(self.late)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class Paints(QObject):
    """Counts how often the list of ``window`` is painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.count = 0
        for view in window.findChildren(QAbstractItemView):
            if view.isVisible() and view.model() is not None and view.model().rowCount() > 5:
                view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """One more."""
        del watched
        self.count += event.type() == QEvent.Type.Paint
        return False


def watch(shown: Shown) -> None:
    """Scroll the lists to the first row that moves, as somebody does who looks on."""
    queue = shown.desk.queue
    names = (queue.id_at(row) for row in range(queue.rowCount()))
    moving = (name for name in names if queue.snapshots([name])[0].state in RUNNING)
    row = queue.row_of(next(moving, ""))
    for view in shown.window.findChildren(QAbstractItemView):
        if row >= 0 and view.isVisible() and view.model() is queue:
            view.scrollTo(queue.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)


def cpu() -> float:
    """Seconds of processor that this process has had."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


@dataclass(slots=True)
class Inside:
    """The window, while it runs."""

    shown: Shown
    ticks: Ticks
    begun: float
    """Monotonic time at which this process was asked for."""

    def until(self, ready: Callable[[], bool], within: float, what: str) -> float:
        """Let the window run until ``ready``; seconds that it took."""
        begun = time.monotonic()
        loop = QEventLoop()
        looking = QTimer(interval=5)

        def look() -> None:
            if ready() or time.monotonic() - begun > within:
                loop.quit()

        looking.timeout.connect(look)
        looking.start()
        loop.exec()
        looking.stop()
        if not ready():
            raise TimeoutError(f"waited in vain for {what}: {self.shown.desk.totals}")
        return time.monotonic() - begun

    def rest(self, seconds: float) -> None:
        """Let the window run for some time."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop, loop.quit)
        loop.exec()


@contextmanager
def inside(home: Path, *, begun: float = 0.0) -> Iterator[Inside]:
    """The window of the command line on the screen that the environment names."""
    with open_house(Options(home, late=True)) as house:
        app = application()
        shown = show(_parts(house), app, late=True)
        ticks = Ticks()
        errands = shown.desk.errands
        errands.hold()
        FirstPaint(shown.window, house.begin)
        FirstPaint(shown.window, shown.furnish)
        FirstPaint(shown.window, errands.release)
        shown.desk.start(demo=False)
        shown.theme.dress()
        shown.window.show()
        try:
            yield Inside(shown, ticks, begun or time.monotonic())
        finally:
            shown.close()


def outside(module: str, home: Path, display: str, **values: object) -> dict[str, Any]:
    """Run ``module`` as the program in a process of its own; what it found, as it printed it."""
    words = [sys.executable, "-m", module, "--inside", str(home), json.dumps(values)]
    environment = kit.shell(home, DISPLAY=display, QT_QPA_PLATFORM="xcb")
    environment["UPCALL_BENCH_BEGUN"] = str(time.monotonic())
    done = subprocess.run(words, env=environment, cwd=kit.ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def begun_at() -> float:
    """Monotonic time at which the parent asked for this process."""
    return float(os.environ.get("UPCALL_BENCH_BEGUN", "0")) or time.monotonic()


def say(**found: object) -> int:
    """The last line of a child: what it found."""
    print(json.dumps(found), flush=True)
    return 0
