"""Marks: fingerprints of files whose turn it is, and in the same go of those that come next.

A chore for each of ten thousand small files costs more than it does. The sender compares the file
with its mark before it reads, so a mark that is a moment old does no harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from app.domain.errors import SourceError
from app.domain.upload import Fingerprint
from app.engine import fingerprint
from app.engine.chores import Chores

FRESH = 0.25
"""Seconds for which a mark is good."""
AHEAD = 0.005
"""Seconds at most that a file waits for the others': one on a slow drive does not hold it up."""


class Marks:
    """Every method runs on the loop's thread."""

    def __init__(
        self,
        chores: Chores,
        upcoming: Callable[[], Iterable[str]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``upcoming`` gives paths of files whose turn comes next, as far as that is known."""
        self._chores = chores
        self._upcoming = upcoming
        self._clock = clock
        self._known: dict[str, tuple[float, Fingerprint]] = {}
        self._asked: set[str] = set()

    async def of(self, path: str) -> Fingerprint:
        """Size, time and inode. Raises `SourceMissing` or `SourceUnreadable`."""
        known = self._known.pop(path, None)
        if known is not None and self._clock() - known[0] < FRESH:
            return known[1]
        others = [each for each in self._upcoming() if each not in self._asked]
        self._asked = {path, *others}

        def look() -> tuple[Fingerprint, dict[str, tuple[float, Fingerprint]]]:
            first, began = fingerprint.of(path), self._clock()
            found: dict[str, tuple[float, Fingerprint]] = {}
            for other in others:
                if (now := self._clock()) - began > AHEAD:
                    break
                try:
                    found[other] = now, fingerprint.of(other)
                except SourceError:
                    continue  # it is told when its turn comes
            return first, found

        mark, found = await self._chores.run(look)
        oldest = self._clock() - FRESH
        self._known = {p: known for p, known in self._known.items() if known[0] >= oldest} | found
        return mark
