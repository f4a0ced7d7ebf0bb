"""One ``upcall send`` in this process, measured as the harness's own clients measure themselves.

    python -m tests.benchmarks.send_case FILE... --endpoint URL --bucket B [what `send` takes]

The clock and the processor's meter run around ``app.cli.main`` alone. As with the peers, the
interpreter's start, the imports and one warm-up request are outside: a first ``upcall send`` of one
byte, for much is loaded on first use only. All that the command itself does is inside: opening the
list, engine start and end, walking folders, connecting. Prints a last line as JSON: ``wall``,
``user``, ``sys`` (seconds) and ``rss_kib`` (the process's peak). Settings and the list of uploads
live in a folder of their own that is removed afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.cli import main as upcall
from app.cli_words import add_send
from app.host.folders import HOME_VARIABLE

KEYS = {"OSS_ACCESS_KEY_ID": "AKIDEXAMPLE", "OSS_ACCESS_KEY_SECRET": "not-a-secret"}
"""For a server that checks nothing; keys that the environment has already are kept."""


def peak_kib() -> int:
    """Peak memory of this process since its program began (KiB)."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            # ru_maxrss would begin with what the parent had when it forked.
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak // 1024 if sys.platform == "darwin" else peak


def warm_up(words: Sequence[str], folder: Path) -> int:
    """Send one byte to where ``words`` go; gives the exit code."""
    parser = argparse.ArgumentParser()
    add_send(parser)
    there = parser.parse_args(words)
    file = folder / "warm"
    file.write_bytes(b"x")
    place = ["--endpoint", there.endpoint, "--region", there.region, "--bucket", there.bucket]
    return upcall(["send", str(file), *place])


def measured(words: Sequence[str]) -> tuple[int, dict[str, float]]:
    """Exit code of ``upcall send`` with these words, and what it cost."""
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    code = upcall(["send", *words])
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    return code, {
        "wall": round(wall, 6),
        "user": round(after.ru_utime - before.ru_utime, 6),
        "sys": round(after.ru_stime - before.ru_stime, 6),
        "rss_kib": peak_kib(),
    }


def main(words: Sequence[str]) -> int:
    """Send, print the cost; the exit code is the command's."""
    for name, value in KEYS.items():
        os.environ.setdefault(name, value)
    with tempfile.TemporaryDirectory(prefix="upcall-bench-") as home:
        os.environ[HOME_VARIABLE] = str(Path(home) / "upcall")
        if code := warm_up(words, Path(home)):
            return code
        code, cost = measured(words)
    sys.stdout.write(json.dumps(cost) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
