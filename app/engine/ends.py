"""Ends: how uploads ended is kept and told in groups, for small files end by the thousand.

The first of a while is kept and told at once; those that follow within `GROUP` seconds go
together, in one transaction. Nothing is told before it is kept (design, section 6).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from app.domain.upload import Result
from app.engine.history import History
from app.engine.journal import Journal
from app.engine.record import Record

GROUP = 0.05
"""Seconds."""

Ended = tuple[Record, Result]


class Ends:
    """What ended and is not kept yet; every method runs on the loop's thread."""

    def __init__(
        self, journal: Journal, told: Callable[[Sequence[Ended]], None], *, history: History
    ) -> None:
        """``told`` gets what has been kept; ``history`` gets it for good."""
        self._journal = journal
        self._history = history
        self._told = told
        self._waiting: list[Ended] = []
        self._pause: asyncio.TimerHandle | None = None

    def add(self, ended: Sequence[Ended]) -> None:
        """Keep and tell these, now or in a moment."""
        self._waiting += ended
        if self._pause is None:
            self._next()

    def now(self) -> None:
        """Keep and tell what waits."""
        if self._waiting:
            ended, self._waiting = self._waiting, []
            self._history.add(ended, self._journal.finish(ended))
            self._told(ended)

    def close(self) -> None:
        """Keep and tell what waits; nothing comes any more."""
        self.now()
        self._history.close()

    def _next(self) -> None:
        self._pause = None
        if self._waiting:
            self.now()
            self._pause = asyncio.get_running_loop().call_later(GROUP, self._next)
