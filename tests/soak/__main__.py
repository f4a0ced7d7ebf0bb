"""``python3 packaging/dev.py soak``: rounds of uploads under fire, and what came of them.

Rounds add up in a folder: run again with the same ``--into`` to go on where it stopped.
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

from tests.soak import compare, tables
from tests.soak.files import lines_of
from tests.soak.rounds import Round, run

PER_ROUND = 500


def main(words: Sequence[str] | None = None) -> int:
    """Give 0 when nothing was wrong."""
    asked = _parser().parse_args(words)
    if asked.compare:
        return _compare(asked)
    folder: Path = asked.into or Path(tempfile.gettempdir()) / f"upcall-soak-{asked.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    _rounds(asked, folder)
    every = list(lines_of(folder / "rounds.jsonl"))
    total = tables.summed(every)
    print(tables.shown(total))
    for one in every:
        for example in one["examples"]:
            print(f"round {one['round']}: {example}")
    uploads = sum(one["uploads"] for one in every)
    print(f"\n{uploads} uploads in {len(every)} rounds, {sum(o['seconds'] for o in every):.0f} s")
    return 1 if total["violations"] else 0


def _compare(asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="upcall-soak-") as folder:
        columns = compare.compared(asked.seed, min(asked.uploads, 1000), Path(folder))
    print(compare.shown(columns))
    wrong = [row for row in compare.ROWS if row.startswith("WRONG")]
    return 1 if any(columns[compare.UPCALL][row] for row in wrong) else 0


def _rounds(asked: argparse.Namespace, folder: Path) -> None:
    began = time.monotonic()
    done: list[dict[str, Any]] = list(lines_of(folder / "rounds.jsonl"))
    missing = asked.uploads - sum(one["uploads"] for one in done)
    number = len(done)
    while missing > 0 and time.monotonic() - began < asked.seconds:
        uploads = min(asked.per_round, missing)
        kills = asked.kills if asked.kills is not None else max(1, uploads * 12 // 1000)
        round_ = Round(number, asked.seed + number, uploads, kills)
        tally = run(round_, folder / f"round-{number:03}")
        with (folder / "rounds.jsonl").open("a") as log:
            log.write(json.dumps(tally) + "\n")
        print(tables.one_line(tally), flush=True)
        missing -= uploads
        number += 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dev.py soak", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--uploads", type=int, default=10_000, metavar="N", help="in all")
    parser.add_argument(
        "--seconds", type=float, default=3600, metavar="S", help="begin no round after"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="K")
    parser.add_argument("--per-round", type=int, default=PER_ROUND, metavar="N")
    parser.add_argument("--kills", type=int, metavar="N", help="per round; default: 12 in 1,000")
    parser.add_argument("--compare", action="store_true", help="beside the vendor's uploaders")
    parser.add_argument("--into", type=Path, metavar="DIR", help="where the rounds add up")
    return parser


if __name__ == "__main__":
    sys.exit(main())
