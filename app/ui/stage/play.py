"""Play: what is on the stage and how far it has been shown; every picture of it follows this.

The pace is for people: an arrow takes about a second however quick it was, slow motion stretches
that. Times are never stretched: what is written is what was seen.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStyle

from app.domain.services import service
from app.domain.stage import LIMIT, Run, Step, Tale
from app.domain.stage_ways import is_first
from app.ui.stage.scene import Scene

_TICK = 33
_GROW = 0.9
"""Seconds in which an arrow grows at full speed."""
_REST = 0.5
"""Seconds for which a step stands still before the next one begins."""
SPEEDS = (1.0, 0.5, 0.25)
_END = 6.0
"""Seconds that a replay waits at most where the storage waited for a server."""


def still() -> bool:
    """Whether this system asks programs not to move things."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return False
    return app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


class Play(QObject):
    """One run on the stage, and where the show stands."""

    changed = Signal()
    """Something to draw changed."""
    moved = Signal()
    """Another step is the current one, or there is another run."""

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self.run: Run | None = None
        self.position = 0.0
        self.speed = 1.0
        self.calm = still()
        """Steps appear at once instead of growing."""
        self.masked = False
        self.forgery = False
        """Forged callbacks are to be shown, as soon as there are any."""
        self.plan: tuple[Tale, ...] = ()
        """What the scenario lets expect."""
        self.service = ""
        """Name of the scenario's service; empty: the usual one."""
        self.limit = LIMIT
        """Seconds that a server has there."""
        self.hosts: tuple[str, ...] = ()
        self._goal = 0.0
        """Where the show stops by itself."""
        self._playing = False
        self._rested = 0.0
        self._before = 0.0
        self._wait_began: float | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)

    # --- what is shown ----------------------------------------------------------------------

    @property
    def steps(self) -> tuple[Step, ...]:
        """Those of the run."""
        return self.run.steps if self.run else ()

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._playing

    @property
    def current(self) -> Step | None:
        """The step shown last."""
        return self.scene(15.0).current

    @property
    def over(self) -> bool:
        """Whether everything has been shown."""
        return self.run is not None and self.run.ended and self.position >= len(self.steps)

    def scene(self, text: float) -> Scene:
        """The picture of now."""
        return self._scene(text, self.position, self._waiting())

    def whole(self, text: float) -> Scene:
        """The picture of the whole run."""
        return self._scene(text, float(len(self.steps)), None)

    @property
    def stranger(self) -> bool:
        """Whether somebody else takes part."""
        return self.run.forged if self.run else self.forgery

    def _scene(self, text: float, position: float, waiting: float | None) -> Scene:
        name = self.run.service if self.run else self.service
        known = "" if not name or is_first(name) else service(name).label
        usual = self.run is not None and self.run.service != self.service
        return Scene(
            self.run,
            position,
            waiting,
            self.masked,
            self.hosts,
            text,
            self.stranger,
            () if usual or self.stranger else self.plan,
            self.run.limit if self.run else self.limit,
            known,
        )

    def _waiting(self) -> float | None:
        """How much of the server's time is over, as it is shown: while step 2 stands alone."""
        if self.run is None or self._wait_began is None:
            return None
        return min((self._clock() - self._wait_began) / self.run.limit, 1.0)

    # --- the run ----------------------------------------------------------------------------

    def show(self, run: Run | None, *, position: float = 0.0) -> None:
        """Put another run on the stage; nothing of it is shown yet."""
        self.run = run
        self.position = self._goal = position
        self._playing = False
        self._wait_began = None
        self._timer.stop()
        self.changed.emit()
        self.moved.emit()

    def follow(self, run: Run) -> None:
        """The same run, further on."""
        before = self.current
        self.run = run
        self.changed.emit()
        if self.current != before:
            self.moved.emit()

    # --- going on ---------------------------------------------------------------------------

    def play(self) -> None:
        """Go on to the end, or as far as the run has come, and then with it."""
        if self.over:
            self.position = 0.0
        self._playing = True
        self._goal = float("inf")
        self._start()

    def pause(self) -> None:
        """Stop at the end of the step under way."""
        self._playing = False
        self._goal = float(-(-self.position // 1))
        self._start()

    def next(self) -> None:
        """One step on."""
        self._playing = False
        self._goal = float(int(max(self.position, self._goal if self._moving() else 0)) + 1)
        self._goal = min(self._goal, self._most())
        self._start()

    def previous(self) -> None:
        """One step back, at once."""
        whole = -(-self.position // 1)
        self._jump(max(whole - 1, 0.0))

    def to_start(self) -> None:
        """Nothing shown."""
        self._jump(0.0)

    def to_end(self) -> None:
        """Everything shown."""
        self._jump(float(len(self.steps)))

    def _jump(self, position: float) -> None:
        self._playing = False
        self._wait_began = None
        self.position = self._goal = position
        self._timer.stop()
        self.changed.emit()
        self.moved.emit()

    def _moving(self) -> bool:
        return self._timer.isActive()

    def _most(self) -> float:
        ended = self.run is not None and self.run.ended
        return float(len(self.steps)) if ended else float("inf")

    def _start(self) -> None:
        self._before = self._clock()
        self._rested = _REST
        self._timer.start()
        self.changed.emit()

    # --- time -------------------------------------------------------------------------------

    def _tick(self) -> None:
        now = self._clock()
        passed, self._before = (now - self._before) * self.speed, now
        shown = int(self.position)
        if self.position >= self._goal or self.over:
            self._stop()
        elif self.position > shown:
            self._grow(passed)
        elif self._rested < self._rest():
            self._rested += passed
        elif shown < len(self.steps) and not self._holds(self.steps[shown], now):
            self._wait_began = None
            self._grow(passed)
        self.changed.emit()

    def _rest(self) -> float:
        return _GROW + _REST if self.calm else _REST

    def _holds(self, following: Step, now: float) -> bool:
        """Where the storage waited for a server in vain, the show waits as long."""
        took = following.seconds or 0.0
        if following.tale is not Tale.NO_ANSWER or took < _GROW:
            return False
        if self._wait_began is None:
            self._wait_began = now
        return now - self._wait_began < min(took, _END)

    def _grow(self, passed: float) -> None:
        before = int(self.position)
        first = self.position == before
        room = 1.0 if self.calm else passed / _GROW
        self.position = min(self.position + room, before + 1.0, self._goal)
        if first:
            self.moved.emit()
        if self.position >= before + 1:
            self._rested = 0.0
            if self.run and self.run.waiting_since is not None and self.position >= len(self.steps):
                self._wait_began = self._clock()

    def _stop(self) -> None:
        self._timer.stop()
        self._playing = False
        if self.over:
            self._wait_began = None
        self.moved.emit()

    # --- how it is shown --------------------------------------------------------------------

    def set_speed(self, speed: float) -> None:
        """1 is the usual pace, less is slow motion."""
        self.speed = speed

    def set_calm(self, *, on: bool) -> None:
        """Show steps at once instead of letting them grow."""
        self.calm = on
        self.changed.emit()

    def set_masked(self, *, on: bool) -> None:
        """Hide hosts and secrets."""
        self.masked = on
        self.changed.emit()
        self.moved.emit()
