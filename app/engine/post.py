"""Post: calls from other threads to the loop; those that come while it is busy go in one go.

To wake the loop is a system call that gives the interpreter lock away. Under load the loop is
awake anyway.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable


class Post:
    """Belongs to one loop; `put` may be called from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._calls: deque[Callable[[], None]] = deque()
        self._coming = False
        """True from the wake until the calls are carried out."""

    def put(self, call: Callable[[], None]) -> None:
        """Have it called on the loop, in order. Nothing happens once the loop is closed."""
        self._calls.append(call)
        if not self._coming:
            self._coming = True
            try:
                self._loop.call_soon_threadsafe(self._carry_out)
            except RuntimeError:
                pass  # the program is ending and nobody waits any more

    def _carry_out(self) -> None:
        self._coming = False  # first: who comes from now on wakes the loop again
        try:
            for _ in range(len(self._calls)):
                self._calls.popleft()()
        finally:
            if self._calls:
                self._loop.call_soon(self._carry_out)
