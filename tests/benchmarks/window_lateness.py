"""How late the window is while it uploads at full speed, beside the same window idle.

    python -m tests.benchmarks.window_lateness [--seconds 30] [--rows 1000] [--moving 8]

The real window in the Expert view on an Xvfb of its own, Result tab open, a row selected, uploads
to the C sink over HTTP. A 60 Hz timer (PreciseTimer) in the window's thread is late by what else
goes on there; paint events of the list are counted. All rows are names of one file that the system
keeps in memory, so that the disk plays no part. The list is scrolled to what moves every two
seconds, for what nobody sees is not painted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.host.settings import Settings, Start
from tests.benchmarks import window_kit as kit

MODULE = "tests.benchmarks.window_lateness"
SIZE = 1 << 30
BLOCK = bytes(range(256)) * 4096


def make_files(root: Path, count: int) -> None:
    """Names of one file of a GiB: they do not come to an end in our time."""
    root.mkdir()
    first = root / "film 0000.mov"
    with first.open("wb") as file:
        for _ in range(SIZE // len(BLOCK)):
            file.write(BLOCK)
    for number in range(1, count):
        (root / f"film {number:04}.mov").hardlink_to(first)


def run_inside(home: Path, values: dict[str, Any]) -> int:
    """One run in the window's own process; prints what it found."""
    # Qt must not be loaded by the process that only starts the others.
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    from tests.benchmarks import window_inside as win  # noqa: PLC0415

    with win.inside(home, begun=win.begun_at()) as one:
        desk = one.shown.desk
        desk.add_paths([values["root"]])
        one.until(lambda: desk.totals.files >= values["rows"], 60, "the list")
        desk.set_selection([desk.queue.id_at(0)])
        desk.focus_wanted.emit("result")
        if not values["idle"]:
            desk.upload()
            one.until(lambda: desk.totals.running >= values["moving"], 60, "the uploads")
        watching = QTimer(interval=2000)
        watching.timeout.connect(lambda: win.watch(one.shown))
        watching.start()
        one.rest(3.0)
        paints = win.Paints(one.shown.window)
        usage = win.cpu()
        before, begun = kit.sent(values["sink"]), time.monotonic()
        one.ticks.begin()
        one.rest(values["seconds"])
        passed = time.monotonic() - begun
        return win.say(
            p50=one.ticks.share(0.5),
            p99=one.ticks.share(0.99),
            worst=one.ticks.worst(),
            ticks=len(one.ticks.late),
            late=sum(late > 1 / 60 for late in one.ticks.late),
            paints=paints.count / passed,
            moving=desk.totals.running,
            cpu=(win.cpu() - usage) / passed,
            rate=(kit.sent(values["sink"]) - before) / passed,
        )


def measured(rows: int, moving: int, seconds: float) -> dict[str, dict[str, Any]]:
    """The window idle, then busy."""
    from tests.benchmarks.window_inside import outside  # noqa: PLC0415

    found = {}
    with tempfile.TemporaryDirectory(prefix="upcall-late-") as folder:
        root = Path(folder) / "dropped"
        make_files(root, rows)
        settings = Settings(start=Start.PRESS, files=moving, parts=moving)
        with kit.seen_screen() as seen, kit.sink() as sink:
            for kind in ("idle", "busy"):
                home = Path(folder) / kind
                kit.make_home(home, kit.connection(sink.endpoint), settings=settings)
                values = {"rows": rows, "moving": moving, "seconds": seconds, "root": str(root)}
                display = seen.screen.display
                idle = kind == "idle"
                found[kind] = outside(
                    MODULE, home, display, **values, idle=idle, sink=sink.endpoint
                )
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0 when the figures are reached."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--inside"]:
        return run_inside(Path(words[1]), json.loads(words[2]))
    if (code := kit.in_own_network(MODULE, words)) is not None:
        return code
    parser = argparse.ArgumentParser("window_lateness", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--moving", type=int, default=8)
    given = parser.parse_args(words)
    found = measured(given.rows, given.moving, given.seconds)
    busy, idle = found["busy"], found["idle"]
    rows = [
        ("", "busy", "idle"),
        ("late, middle", _ms(busy["p50"]), _ms(idle["p50"])),
        ("late, 99 of 100", _ms(busy["p99"]), _ms(idle["p99"]) + "   <= 8 ms"),
        ("late, worst", _ms(busy["worst"]), _ms(idle["worst"]) + "   <= 33 ms"),
        ("later than a frame", f"{busy['late']} of {busy['ticks']}", f"{idle['late']}"),
        ("repaints of the list a second", f"{busy['paints']:.1f}", f"{idle['paints']:.1f}   >= 5"),
        ("files moving", str(busy["moving"]), f"   >= {given.moving}"),
        ("sent", f"{busy['rate'] / 1e6:,.0f} MB/s", ""),
        ("processor", f"{busy['cpu']:.2f} cores", f"{idle['cpu']:.2f} cores"),
    ]
    kit.table(
        f"A window of {given.rows:,} rows uploading at full speed, {given.seconds:.0f} s", rows
    )
    good = busy["p99"] <= 0.008 and busy["worst"] <= 0.033 and busy["paints"] >= 5
    return 0 if good and busy["moving"] >= given.moving else 1


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
