"""A screen of our own (Xvfb) with real mouse and keys (xdotool)."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PATIENCE = 60.0
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


@dataclass(frozen=True, slots=True)
class Screen:
    """A running Xvfb."""

    display: str

    def environment(self) -> dict[str, str]:
        """For programs that shall appear on this screen."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *words: object) -> str:
        """One xdotool command; returns what it says."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """Id of the visible window whose title holds ``title``, once it is there."""
        found: list[str] = []

        def appeared() -> bool:
            found[:] = self.do("search", "--onlyvisible", "--name", title).split()
            return bool(found)

        until(appeared, f"a window called {title}")
        return found[-1]

    def place(self, window: str, *, x: int, y: int, width: int = 0, height: int = 0) -> None:
        """Move (and resize) a window."""
        if width:
            self.do("windowsize", window, width, height)
        self.do("windowmove", window, x, y)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press, move in small steps, release: what a hand does (XDND needs the steps)."""
        self.do("mousemove", *start, "mousedown", 1)
        steps = 12
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self.do("mousemove", "--sync", x, y, "sleep", 0.08)
        self.do("sleep", 0.3, "mouseup", 1)


@contextmanager
def screen(size: str = "1400x900x24") -> Iterator[Screen]:
    """A new Xvfb on a free display."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    words += ["-noreset"]  # it would turn callers away while it resets after its last client
    with subprocess.Popen(
        words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        try:
            yield Screen(f":{number}")
        finally:
            server.terminate()


def until(happened: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
    """Ask again and again, without wearing the machine out."""
    end = time.monotonic() + patience
    never = threading.Event()
    while not happened():
        assert time.monotonic() < end, f"waited in vain for {what}"
        never.wait(0.05)
