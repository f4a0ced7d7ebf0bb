"""Gate: how many senders work at once, so that somebody else has a turn, too.

Where lines are quicker than this computer each sender thread always has something to do, and what
a window wants to do waits for all of them: for the processor, and for a thread that has Python's
lock while it waits for the processor. A few of them carry as much as many.

A sender has its turn while it reads a block and hands it to the system; nobody who waits for a line
keeps one.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue

LONGEST = 0.02
"""Seconds after which a sender goes on without a turn: who has it waits for a slow disk."""


class Gate:
    """The turns that there are."""

    def __init__(self, turns: int = 0) -> None:
        """So many at a time; 0: for all who want."""
        self.free: SimpleQueue[None] | None = SimpleQueue() if turns else None
        for _ in range(turns):
            self.free.put(None)  # type: ignore[union-attr]


class Turn:
    """One sender thread's, again and again: a context; `give` ends it early."""

    def __init__(self, gate: Gate) -> None:
        self._free = gate.free
        self.held = False

    def __enter__(self) -> None:
        if self._free is not None:
            try:
                self._free.get(timeout=LONGEST)
                self.held = True
            except Empty:
                pass

    def __exit__(self, *_error: object) -> None:
        self.give()

    def give(self) -> None:
        """The next one, please."""
        if self.held and self._free is not None:
            self.held = False
            self._free.put(None)
