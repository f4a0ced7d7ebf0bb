"""From the command to the first paint, and to a list that reacts to a click: judged by pixels.

    python -m tests.benchmarks.start_up [--rounds 10] [--rows 500]

The real command runs on an Xvfb of its own; what is on the screen is read from Xvfb's memory, so
that nothing in the program helps with the measuring. *Painted*: the window is on the screen.
*Filled*: the last visible row of the restored list is drawn. *Usable*: a click on the first row has
selected it. The peer in the same rounds is a bare PySide6 window with a table.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.connection import View
from tests.benchmarks import window_kit as kit
from tests.xvfb.hand import EYE, Hand
from tests.xvfb.screen import until

PEER = """
import sys
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication(sys.argv)
window = QMainWindow()
table = QTableView()
table.setModel(QStringListModel([f"row {n}" for n in range(500)]))
window.setCentralWidget(table)
window.resize(1120, 760)
window.show()
sys.exit(app.exec())
"""
PATIENCE = 20.0
COMMAND = Path(sys.executable).with_name("upcall")


@dataclass(frozen=True, slots=True)
class Marks:
    """Where to look and what has to be there."""

    click: tuple[int, int]
    selected: bytes
    """A strip of the first row once it is selected."""
    strip: tuple[int, int, int]
    last: tuple[int, int, int]
    filled: bytes
    """A strip of the last visible row once it is drawn."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds since the command was started."""

    painted: float
    filled: float
    usable: float


@contextmanager
def running(words: Sequence[str], seen: kit.Seen, home: Path) -> Iterator[float]:
    """Start a program, give the moment before, end it hard: it has nothing to save."""
    environment = kit.shell(home, DISPLAY=seen.screen.display, QT_QPA_PLATFORM="xcb")
    begun = time.monotonic()
    with subprocess.Popen(words, env=environment, cwd=home, stderr=subprocess.DEVNULL) as process:
        try:
            yield begun
        finally:
            process.kill()
    until(seen.pixels.black, "an empty screen")


def when(happened: Callable[[], bool], begun: float, what: str) -> float:
    """Seconds from ``begun`` to the moment, looked for a thousand times a second."""
    while not happened():
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError(what)
        kit.rest(0.001)
    return time.monotonic() - begun


def learn(seen: kit.Seen, pointer: kit.Pointer, home: Path) -> Marks:
    """Run once with an eye in it, to know where the rows are and how they look."""
    socket_path = home / "eye"
    words = [sys.executable, str(EYE), str(socket_path)]
    environment = kit.shell(home, DISPLAY=seen.screen.display, QT_QPA_PLATFORM="xcb")
    environment["PYTHONPATH"] = str(kit.ROOT)
    with subprocess.Popen(words, env=environment, cwd=home) as process:
        hand = Hand(seen.screen, socket_path, process)
        until(socket_path.exists, "the eye")
        until(lambda: bool(_rows(hand)), "the rows")
        rows = _rows(hand)
        x, y, width, height = rows[0]
        pointer.move(x + 60, y + height // 2)
        kit.rest(1.0)
        strip = (x, y + height // 2 + 6, min(width, 300))
        before = seen.pixels.strip(*strip)
        lowest = max(rows, key=lambda row: row[1])
        last = (lowest[0], lowest[1] + lowest[3] // 2, min(lowest[2], 300))
        filled = seen.pixels.strip(*last)
        pointer.click()
        kit.rest(1.0)
        selected = seen.pixels.strip(*strip)
        process.kill()
    if before == selected or len(set(filled[::4])) < 2:
        raise RuntimeError("nothing to see on the screen")
    until(seen.pixels.black, "an empty screen")
    return Marks((x + 60, y + height // 2), selected, strip, last, filled)


def _rows(hand: Hand) -> list[list[int]]:
    """Places of the rows that are wholly visible."""
    lists = [one for one in hand.look() if len(one["rows"]) > 5 and "Header" not in one["kind"]]
    if not lists:
        return []
    _x, top, _width, height = lists[0]["at"]
    places = [row["at"] for row in lists[0]["rows"]]
    return [at for at in places if at[3] and top <= at[1] and at[1] + at[3] <= top + height]


def timed(seen: kit.Seen, pointer: kit.Pointer, home: Path, marks: Marks) -> Times:
    """One start of the real command."""
    pixels = seen.pixels
    with running([str(COMMAND)], seen, home) as begun:
        painted = when(lambda: not pixels.black(), begun, "the window")
        filled = when(lambda: pixels.strip(*marks.last) == marks.filled, begun, "the list")
        pointer.click()
        usable = when(lambda: pixels.strip(*marks.strip) == marks.selected, begun, "a reaction")
    return Times(painted, filled, usable)


def timed_peer(seen: kit.Seen, home: Path) -> float:
    """One start of the bare window."""
    with running([sys.executable, "-c", PEER], seen, home) as begun:
        return when(lambda: not seen.pixels.black(), begun, "the peer's window")


def measured(view: View, *, rows: int, rounds: int) -> tuple[list[Times], list[float]]:
    """All rounds of one view and of the peer, in turn."""
    with tempfile.TemporaryDirectory(prefix="upcall-start-") as folder, kit.seen_screen() as seen:
        home = Path(folder)
        made = kit.connection(f"http://127.0.0.1:{kit.free_port()}", view=view)
        kit.make_home(home, made)
        kit.fill_queue(home, made, rows)
        pointer = kit.Pointer(seen.screen.display)
        marks = learn(seen, pointer, home)
        pointer.move(*marks.click)
        timed(seen, pointer, home, marks)  # warm
        ours, peer = [], []
        for _ in range(rounds):
            ours.append(timed(seen, pointer, home, marks))
            peer.append(timed_peer(seen, home))
    return ours, peer


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0 when the figures are reached."""
    parser = argparse.ArgumentParser("start_up", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--rows", type=int, default=500)
    given = parser.parse_args(argv)
    reached = True
    for view in (View.SIMPLE, View.EXPERT):
        ours, peer = measured(view, rows=given.rows, rounds=given.rounds)
        painted, usable = _middle([t.painted for t in ours]), _middle([t.usable for t in ours])
        bare = _middle(peer)
        reached = reached and painted <= 0.35 and usable <= 0.6
        rows = [
            ("first paint", _spread([t.painted for t in ours]), "<= 0.35 s"),
            ("list filled", _spread([t.filled for t in ours]), ""),
            ("usable (a click selects)", _spread([t.usable for t in ours]), "<= 0.60 s"),
            ("bare PySide6 window", _spread(peer), "the peer"),
            ("first paint / peer", f"{painted / bare:.2f} x", ""),
        ]
        kit.table(f"Start, {view} view, {given.rows} rows, warm, {given.rounds} rounds", rows)
    return 0 if reached else 1


def _middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def _spread(values: Sequence[float]) -> str:
    return f"{_middle(values):.3f} s ({min(values):.3f} to {max(values):.3f})"


if __name__ == "__main__":
    sys.exit(main())
