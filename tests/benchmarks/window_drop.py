"""A hundred thousand files in three thousand folders dropped on the real window.

    python -m tests.benchmarks.window_drop [--files 100000] [--folders 3000]

The window runs in a process of its own on an Xvfb of its own, with the C sink behind it. Three
runs: files that wait for *Upload* (with sorting, filters and memory), the same list after a
restart, and the setting *start at once*. A 60 Hz timer in the window's thread tells the stalls.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.domain.connection import View
from app.host.settings import Start
from tests.benchmarks import window_kit as kit

MODULE = "tests.benchmarks.window_drop"
PATIENCE = 120.0


def make_tree(root: Path, files: int, folders: int) -> None:
    """Small files, evenly spread over folders of two levels."""
    for number in range(folders):
        folder = root / f"year {number % 30:02}" / f"day {number:04}"
        folder.mkdir(parents=True, exist_ok=True)
        for inner in range(number, files, folders):
            (folder / f"picture {inner:06}.jpg").write_bytes(b"%064d" % inner)


# --- in the window's own process ----------------------------------------------------------------


def run_inside(home: Path, values: dict[str, Any]) -> int:
    """One run; prints what it found."""
    # Qt must not be loaded by the process that only starts the others.
    from tests.benchmarks import window_inside as win  # noqa: PLC0415

    files, kind = values["files"], values["kind"]
    with win.inside(home, begun=win.begun_at()) as one:
        desk = one.shown.desk
        found: dict[str, object] = {}
        if kind == "restored":
            one.until(lambda: desk.totals.files >= files, PATIENCE, "the restored list")
            found["listed"] = time.monotonic() - one.begun
            one.rest(1.0)
            found["stall"] = one.ticks.worst()
            return win.say(**found)
        one.rest(1.5)
        before = kit.rss()
        one.ticks.begin()
        found["drop"] = dropped(one, values["root"])
        begun = time.monotonic()
        if kind == "at once":
            found["first"] = one.until(lambda: moved(desk.totals), PATIENCE, "the first upload")
        one.until(lambda: desk.totals.files >= files, PATIENCE, "the list")
        found["listed"] = time.monotonic() - begun
        one.rest(5.0 if kind == "at once" else 1.5)
        found["stall"], found["p99"] = one.ticks.worst(), one.ticks.share(0.99)
        found["memory"] = kit.rss() - before
        if kind == "held":
            found.update(sorted_and_filtered(one))
        found["ended"] = desk.totals.ended
    return win.say(**found)


def moved(totals: Any) -> bool:
    """Whether anything has begun."""
    return bool(totals.running or totals.ended)


def dropped(one: Any, root: str) -> float:
    """Seconds that the drop's handler keeps the one who dropped waiting."""
    from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl  # noqa: PLC0415
    from PySide6.QtGui import QDragEnterEvent, QDropEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    window, mime = one.shown.window, QMimeData()
    mime.setUrls([QUrl.fromLocalFile(root)])
    place, action = QPointF(400, 300), Qt.DropAction.CopyAction
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), action, mime, left, plain)
    QApplication.sendEvent(window, enter)
    one.rest(0.3)
    begun = time.monotonic()
    QApplication.sendEvent(window, QDropEvent(place, action, mime, left, plain))
    return time.monotonic() - begun


def sorted_and_filtered(one: Any) -> dict[str, float]:
    """The longest of all sorts and of all filters, until the window reacts again."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    from app.ui.models.queue_model import Column, FilterKind  # noqa: PLC0415

    queue = one.shown.desk.queue
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    sorts = [timed(one, queue.sort, int(column), order) for column in Column for order in orders]
    sorts.append(timed(one, queue.sort, -1))
    texts = ("", "picture 0001", "nothing has this name", "jpg", "")
    kinds = (*FilterKind, next(iter(FilterKind)))
    filters = [timed(one, queue.set_filter, kinds[0], text) for text in texts]
    filters += [timed(one, queue.set_filter, kind) for kind in kinds]
    return {"sort": max(sorts), "filter": max(filters)}


def timed(one: Any, act: Callable[..., None], *values: object) -> float:
    """Seconds that the window is busy with ``act`` and its painting."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    one.rest(0.1)
    begun = time.monotonic()
    act(*values)
    QCoreApplication.processEvents()
    return time.monotonic() - begun


# --- beside it ----------------------------------------------------------------------------------


def measured(files: int, folders: int, view: View) -> dict[str, dict[str, Any]]:
    """All three runs."""
    from tests.benchmarks.window_inside import outside  # noqa: PLC0415

    found = {}
    with tempfile.TemporaryDirectory(prefix="upcall-drop-") as folder:
        root = Path(folder) / "dropped"
        make_tree(root, files, folders)
        with kit.seen_screen() as seen, kit.sink() as sink:
            runs = {"held": Start.PRESS, "restored": Start.PRESS, "at once": Start.AT_ONCE}
            for kind, start in runs.items():
                home = Path(folder) / ("other" if kind == "at once" else "home")
                kit.make_home(home, kit.connection(sink.endpoint, view=view), start=start)
                values = {"files": files, "root": str(root), "kind": kind}
                found[kind] = outside(MODULE, home, seen.screen.display, **values)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0 when the figures are reached."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--inside"]:
        return run_inside(Path(words[1]), json.loads(words[2]))
    if (code := kit.in_own_network(MODULE, words)) is not None:
        return code
    parser = argparse.ArgumentParser("window_drop", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--folders", type=int, default=3000)
    parser.add_argument("--view", choices=[str(v) for v in View], default=str(View.EXPERT))
    given = parser.parse_args(words)
    found = measured(given.files, given.folders, View(given.view))
    held, again, once = found["held"], found["restored"], found["at once"]
    rows = [
        ("the drop returns", held["drop"], 0.050),
        ("longest stall of the window while listing", held["stall"], 0.100),
        ("all listed", held["listed"], 10.0),
        ("longest sort", held["sort"], 0.150),
        ("longest filter", held["filter"], 0.150),
        ("restored after a restart, from the command", again["listed"], 2.0),
        ("longest stall while restoring", again["stall"], 0.100),
        ("start at once: the drop returns", once["drop"], 0.050),
        ("start at once: first upload", once["first"], 2.0),
        ("start at once: all listed", once["listed"], 10.0),
        ("start at once: longest stall", once["stall"], 0.100),
    ]
    told = [
        (what, f"{value * 1000:,.0f} ms", f"<= {most * 1000:,.0f} ms") for what, value, most in rows
    ]
    told.append(("more memory (waiting)", f"{held['memory'] / 2**20:.0f} MiB", "<= 150 MB"))
    told.append(("more memory (at once)", f"{once['memory'] / 2**20:.0f} MiB", ""))
    told.append(("uploaded in the meantime", f"{once['ended']:,} files", ""))
    kit.table(
        f"{given.files:,} files in {given.folders:,} folders dropped, {given.view} view", told
    )
    good = all(value <= most for _what, value, most in rows) and held["memory"] < 150_000_000
    return 0 if good else 1


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
