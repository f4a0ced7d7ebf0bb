"""One life of Upcall: the engine over a journal in a data folder, with a restless person at it.

``python -m tests.soak.child``; one JSON object on standard input says what to do. Writes down what
it says, and ends by its own SIGKILL in a chosen state, by somebody else's, or well.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tests.cloud import fetched
from tests.soak.disk import FaultyReads, Meddler
from tests.soak.files import Log, kept_items

KEY, SERVER = "key", "server"


def main() -> int:
    """Live once."""
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    folder = Path(order["folder"])
    log = Log(folder / "said.jsonl")
    reads = FaultyReads(log, f"{order['seed']}/{order['life']}")
    os.pread = reads.pread
    os.preadv = reads.preadv  # type: ignore[assignment]  # before the engine takes hold of it
    from tests.soak.life import Life  # noqa: PLC0415 - for this reason

    items = kept_items(folder / "items.jsonl")
    past = folder / "said.jsonl"
    meddler = Meddler(items, folder / "files", log, seed=order["seed"], past=past)
    log.put(k="life", n=order["life"], at=time.time())
    life = Life(order, items, log=log, meddler=meddler)
    if not order["calm"]:
        life.storm()
        return 1  # pragma: no cover - it ends by SIGKILL

    def hush() -> None:
        """Nothing goes wrong here any more."""
        reads.rate = 0.0
        meddler.stop()

    def hush_all() -> None:
        """Nor at the cloud."""
        hush()
        fetched(order["control_url"] + "/chance", method="POST")

    if order["only_the_cloud"]:
        hush()
    life.calm(None if order["only_the_cloud"] else hush_all)
    return 0


if __name__ == "__main__":
    sys.exit(main())
