"""Measures Upcall beside other uploaders: ``python3 packaging/dev.py bench``.

    dev.py bench [large tls small latency memory limit window start | all] [--rounds N]

Prints tables, then the ratios that issue 4 asks for. A missed figure is said, it is no failure.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import harness, wire_sets
from tests.benchmarks.harness import ROOT, Bench
from tests.benchmarks.targets import printed

BESIDE = ROOT.parent
"""Folder of the repository: what is no part of it lies beside it."""

WIRE = ("large", "tls", "small", "latency")
OWN = {
    "memory": ("memory",),
    "limit": ("limit",),
    "window": ("window_drop", "window_lateness"),
    "start": ("start_up",),
}
"""Sets that are programs of ours."""


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    made = argparse.ArgumentParser("dev.py bench", description=(__doc__ or "").splitlines()[0])
    add = made.add_argument
    add("sets", nargs="*", metavar="SET", help=f"{', '.join((*WIRE, *OWN))}, or all")
    add("--rounds", type=int, default=3, help="of the harness")
    add("--tries", type=int, default=2, help="of a run while others keep the machine busy")
    add("--quiet", type=float, default=3.0, metavar="SECONDS", help="longest wait for quiet")
    add("--only", default="", metavar="TEXT,...", help="peers whose name has one of these")
    default = Path(os.environ.get("UPCALL_BENCH", BESIDE / "shared" / "bench"))
    add("--bench", type=Path, default=default, metavar="DIR", help="folder of the harness")
    add("--work", type=Path, metavar="DIR", help="where its 2 GiB of data go")
    python, node = BESIDE / "bench-venv" / "bin" / "python", BESIDE / "bench-node" / "node_modules"
    add("--python", type=Path, default=python, help="interpreter that has the Python peers")
    add("--node-modules", type=Path, default=node, metavar="DIR", help="where ali-oss is")
    add("--go", type=Path, default=BESIDE / "bench-go" / "oss-go", help="program with the Go SDK")
    return made


def main(words: Sequence[str]) -> int:
    """Measure what is asked for; the exit code says only whether it could be measured."""
    given = parser().parse_args(words)
    sets = given.sets or ["all"]
    known = (*WIRE, *OWN)
    wanted = known if "all" in sets else [name for name in known if name in sets]
    if strange := set(sets) - {*known, "all"}:
        parser().error(f"no set is called {', '.join(sorted(strange))}")
    try:
        bench = harness.bench_of(
            harness=given.bench.absolute(),
            work=given.work,
            python=given.python,
            node=given.node_modules,
            go=given.go,
        )
    except OSError as error:
        sys.stderr.write(f"Nothing was measured: {error}.\n")
        return 2
    for line in harness.how_to_prepare(bench):
        print(f"left out - {line}")
    failed = [name for name in wanted if not _measured(bench, name, given)]
    if failed:
        print(f"Could not be measured: {', '.join(failed)}.")
    return 1 if failed else 0


def _measured(bench: Bench, name: str, given: argparse.Namespace) -> bool:
    print(f"\n## {name}\n", flush=True)
    if name in OWN:
        done = [_own(bench, module) for module in OWN[name]]
        return all(done)
    only = tuple(text for text in given.only.split(",") if text)
    try:
        asked = wire_sets.run_of(bench, name, rounds=given.rounds)
        asked = replace(harness.kept(asked, only), tries=given.tries, quiet=given.quiet)
        found = harness.run(bench, asked)
    except OSError as error:
        print(f"{name}: {error}")
        return False
    print()
    print(printed(f"{name}: {wire_sets.OURS[name]}", wire_sets.targets(name, found)))
    return wire_sets.OURS[name] in found


def _own(bench: Bench, module: str) -> bool:
    """A program of ours, by itself: it may go to a network of its own."""
    if not (ROOT / "tests" / "benchmarks" / f"{module}.py").exists():
        print(f"There is no {module} yet.")
        return False
    words = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    if module == "memory" and bench.python:
        words += ["--python", str(bench.python)]
    environment = {**os.environ, "UPCALL_BENCH": str(bench.harness)}
    code = subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    if code == 1:  # theirs: a figure was missed
        print(f"{module}: not every figure was reached.")
    return code in (0, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
