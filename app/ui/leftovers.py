"""Leftovers: files that Upcall wrote itself are deleted once no upload can need them any more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.domain.upload import TaskSnapshot
from app.ui.errands import Errands
from app.ui.pasted import entries, throw_away, unneeded

ASKED = "leftovers"
"""Not a task's id: the engine's answer about it comes after the rows of the last run."""


class Leftovers:
    """Looks at the temporary folder twice: once the list is there, and at the end.

    In between a row that was removed may come back by *Undo*; it needs its file until the end.
    """

    def __init__(self, folder: Path, errands: Errands) -> None:
        self._folder = folder
        self._errands = errands
        self._old = entries(folder)
        self._listed = False

    def listed(self, rows: Iterable[TaskSnapshot]) -> None:
        """The list of the last run is here: what none of its ``rows`` needs goes, beside us."""
        self._listed = True
        old = unneeded(self._old, [row.path for row in rows])
        if old:
            self._errands.run(lambda: throw_away(old))

    def end(self, rows: Iterable[TaskSnapshot]) -> None:
        """The program ends, *Undo* with it; practice does not outlive it. Blocks a moment."""
        if self._listed:
            needed = [row.path for row in rows if not row.practice]
            throw_away(unneeded(entries(self._folder), needed))
