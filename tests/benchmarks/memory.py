"""Peak memory of ``upcall send`` for a small and a huge file, beside a peer with the small one.

    python -m tests.benchmarks.memory [--sizes 100M,20G] [--python PYTHON]

The files are sparse, so that they need no disk; the server is the C sink of the shared bench. Parts
are as large as the program itself chooses.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cli_words import size as size_of
from tests.benchmarks import window_kit as kit
from tests.benchmarks.harness import PLACE
from tests.benchmarks.targets import Target, printed

MODULE = "tests.benchmarks.memory"
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """One upload."""

    who: str
    size: int
    """Bytes of the file."""
    rss: float
    """Peak of the whole process (MiB)."""
    wall: float
    """Seconds."""
    cpu: float
    """Processor seconds."""

    def cells(self) -> str:
        """As a row of a table."""
        speed = self.size / self.wall / 1e6
        return (
            f"| {self.who} | {self.size // MIB:,} | {self.rss:.1f} | {self.wall:.2f} | {speed:,.0f}"
            f" | {self.cpu / self.size * (1 << 30):.2f} |"
        )


def sent(who: str, command: Sequence[str], size: int, *, endpoint: str) -> Cost:
    """Run an uploader that prints the harness's line. Raises `OSError` when it fails."""
    before = kit.sent(endpoint)
    done = subprocess.run(command, cwd=kit.ROOT, capture_output=True, encoding="utf-8", check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        raise OSError(f"{who} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    if kit.sent(endpoint) - before < size:
        raise OSError(f"{who}: not all bytes have arrived")
    cost = json.loads(lines[-1])
    return Cost(who, size, cost["rss_kib"] / 1024, cost["wall"], cost["user"] + cost["sys"])


def ours(path: Path, endpoint: str) -> list[str]:
    """The command of ``upcall send``."""
    place = PLACE.format(url=endpoint).split()
    return [sys.executable, "-m", "tests.benchmarks.send_case", str(path), *place]


def measured(sizes: Sequence[int], endpoint: str, *, python: Path | None = None) -> list[Cost]:
    """Ours with each size, then the peers with the first."""
    costs = []
    with tempfile.TemporaryDirectory(prefix="upcall-memory-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.bin"
            path.touch()
            os.truncate(path, size)
            costs.append(sent("upcall send", ours(path, endpoint), size, endpoint=endpoint))
        if python is not None:
            costs += _peers(python, Path(folder) / f"{sizes[0]}.bin", endpoint)
    return costs


def _peers(python: Path, path: Path, endpoint: str) -> list[Cost]:
    found = []
    for name in ("obstore", "oss2"):
        command = [str(python), str(kit.BENCH / "clients.py"), name, "--url", endpoint]
        try:
            size = path.stat().st_size
            found.append(sent(name, [*command, "--file", str(path)], size, endpoint=endpoint))
        except OSError as error:
            print(f"left out: {error}", file=sys.stderr)
    return found


def targets(costs: Sequence[Cost]) -> list[Target]:
    """The issue's: the same within 10 MiB whatever the size, at most 90 MiB."""
    peaks = [cost.rss for cost in costs if cost.who == "upcall send"]
    return [
        Target("peak RSS (MiB)", max(peaks), 90, at_most=True, form="{:.1f}"),
        Target("growth (MiB)", max(peaks) - min(peaks), 10, at_most=True, form="{:.1f}"),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    words = list(sys.argv[1:] if argv is None else argv)
    if (code := kit.in_own_network(MODULE, words)) is not None:
        return code
    parser = argparse.ArgumentParser("memory", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default="100M,20G")
    parser.add_argument("--python", type=Path, help="interpreter that has obstore, oss2")
    given = parser.parse_args(words)
    sizes = [size_of(text) for text in given.sizes.split(",")]
    with kit.sink() as sink:
        costs = measured(sizes, sink.endpoint, python=given.python)
    print("| who | file MiB | peak RSS MiB | seconds | MB/s | CPU s/GiB |")
    print("|---|--:|--:|--:|--:|--:|")
    print("\n".join(cost.cells() for cost in costs) + "\n")
    print(printed("memory", targets(costs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
