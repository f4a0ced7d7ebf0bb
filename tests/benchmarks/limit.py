"""How exactly a bandwidth limit is kept, and how soon another one holds; curl beside it.

    python -m tests.benchmarks.limit [--rate 10M] [--seconds 60]

The real engine sends one large file to the C sink of the shared bench with a limit of ``--rate``
bytes a second; the sink's own count of bytes is judged. Then the limit is doubled and later put to
half, while it goes on. *Takes effect after*: the seconds from the command until every second from
there on is within a tenth of the new rate.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.bootstrap import House, Options, open_house
from app.cli_words import add_send, order_of
from app.engine.tools import EngineLimits
from app.send_plan import planned
from tests.benchmarks import window_kit as kit
from tests.benchmarks.harness import PLACE
from tests.benchmarks.send_case import KEYS
from tests.benchmarks.targets import Target, printed

MODULE = "tests.benchmarks.limit"
LOOK = 0.02
"""Seconds between two looks at the sink's count."""
WINDOW = 1.0
"""Seconds over which a rate is taken when it is asked whether it holds: blocks of 1 MiB are seen
in a shorter one."""
TOLERANCE = 0.1

Sample = tuple[float, int]
"""When (seconds), and how many bytes had arrived."""


def watched(count: Callable[[], int], seconds: float) -> list[Sample]:
    """The count of bytes again and again for some time."""
    until, seen = time.perf_counter() + seconds, []
    while (now := time.perf_counter()) < until:
        seen.append((now, count()))
        kit.rest(LOOK)
    return seen


def rate_of(samples: Sequence[Sample]) -> float:
    """Bytes a second from the first to the last."""
    (first, before), (last, after) = samples[0], samples[-1]
    return (after - before) / (last - first)


def settled(samples: Sequence[Sample], rate: float, *, window: float = WINDOW) -> float | None:
    """Seconds from the first sample until every further window is within a tenth of ``rate``.

    None: that never comes.
    """
    began = samples[0][0]
    holds_from: float | None = None
    end = 0
    for at, (moment, _count) in enumerate(samples):
        while end < len(samples) and samples[end][0] < moment + window:
            end += 1
        if end == len(samples):
            break
        found = rate_of([samples[at], samples[end]])
        if abs(found / rate - 1) > TOLERANCE:
            holds_from = None
        elif holds_from is None:
            holds_from = moment - began
    return holds_from


@contextmanager
def sending(rate: int, endpoint: str, size: int) -> Iterator[tuple[House, EngineLimits]]:
    """The real engine under a limit, with one large sparse file on its way."""
    limits = EngineLimits(files=1, rate=rate)
    with tempfile.TemporaryDirectory(prefix="upcall-limit-") as folder:
        path = Path(folder) / "large.bin"
        path.touch()
        os.truncate(path, size)
        options = Options(Path(folder) / "home", restore=False, await_access=False, limits=limits)
        with open_house(options) as house:
            _begin(house, [str(path), *PLACE.format(url=endpoint).split()])
            yield house, limits


def _begin(house: House, words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser()
    add_send(parser)
    for name, value in KEYS.items():
        os.environ.setdefault(name, value)
    order = order_of(parser.parse_args(words), house)
    plan = planned(order, house.folders.temporary)
    house.engine.adopt(order.batch, plan.tasks, resume=False)
    house.engine.connect(order.batch.connection_id, order.access)


def ours(rate: int, seconds: float, endpoint: str, *, window: float = WINDOW) -> list[Target]:
    """The engine's figures."""
    changes = (2 * rate, rate // 2)
    after = max(3 * window, min(6.0, seconds / 4))
    room = int(rate * (seconds + 10)) + int(sum(changes) * (after + 5))
    with sending(rate, endpoint, room) as (house, limits):
        _flowing(endpoint)
        held = rate_of(watched(lambda: kit.sent(endpoint), seconds))
        rows = [_kept("upcall", held, rate, seconds, at_most=0.03)]
        for other in changes:
            house.engine.set_limits(replace(limits, rate=other))
            samples = watched(lambda: kit.sent(endpoint), after)
            soon = settled(samples, other, window=window)
            name = f"changed to {other / 1e6:g} MB/s: takes effect after (s)"
            rows.append(Target(name, soon, 1.0, at_most=True))
    return rows


def _flowing(endpoint: str) -> None:
    until, before = time.perf_counter() + 20, kit.sent(endpoint)
    while kit.sent(endpoint) == before:
        if time.perf_counter() > until:
            raise OSError("nothing arrives")
        kit.rest(LOOK)


def _kept(
    who: str, held: float, rate: int, seconds: float, *, at_most: float | None = None
) -> Target:
    name = f"{who}: {held / 1e6:.2f} MB/s in {seconds:g} s, off by"
    return Target(name, abs(held / rate - 1), at_most, at_most=True, form="{:.1%}")


def curl(rate: int, seconds: float, endpoint: str) -> list[Target]:
    """The peer's figure."""
    if shutil.which("curl") is None:
        return []
    with tempfile.NamedTemporaryFile(prefix="upcall-limit-") as file:
        os.truncate(file.name, int(rate * (seconds + 30)))
        words = ["curl", "-sf", "-o", os.devnull, "-T", file.name, "--limit-rate", str(rate)]
        with subprocess.Popen([*words, f"{endpoint}/bench/x"]) as process:
            try:
                _flowing(endpoint)
                held = rate_of(watched(lambda: kit.sent(endpoint), seconds))
            finally:
                process.terminate()
    return [_kept("curl --limit-rate", held, rate, seconds)]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    words = list(sys.argv[1:] if argv is None else argv)
    if (code := kit.in_own_network(MODULE, words)) is not None:
        return code
    parser = argparse.ArgumentParser("limit", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rate", type=int, default=10_000_000, help="bytes a second")
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args(words)
    with kit.sink() as sink:
        rows = ours(given.rate, given.seconds, sink.endpoint)
    with kit.sink() as sink:
        rows += curl(given.rate, given.seconds, sink.endpoint)
    print(printed(f"bandwidth limit of {given.rate / 1e6:g} MB/s", rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
