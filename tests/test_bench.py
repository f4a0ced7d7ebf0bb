"""dev.py bench in small: its parts at a megabyte and five files, its arithmetic by hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import harness, limit, memory, wire_sets
from tests.benchmarks import window_kit as kit
from tests.benchmarks.harness import Bench, Medians
from tests.benchmarks.targets import Target, printed

MIB = 1 << 20
ROW = {"user": 0.4, "sys": 0.6, "rss_kib": 40_000.0}
NOTHING = Bench(Path("bench"), Path("work"), None, None, None)
EVERYTHING = Bench(
    Path("bench"), Path("work"), Path("py"), Path("node"), Path("go"), frozenset(harness.PACKAGES)
)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A C sink; without a compiler or the shared bench beside the repository: skipped."""
    if sys.platform == "win32":
        pytest.skip("the sink is for Linux and macOS")
    try:
        with kit.sink() as sink:
            yield sink.endpoint
    except OSError as error:
        pytest.skip(str(error))


def _rows(**seconds: float) -> Medians:
    return {name.replace("_", " "): {**ROW, "wall": wall} for name, wall in seconds.items()}


# --- what ours costs ----------------------------------------------------------------------------


def test_a_file_and_a_folder_are_sent_and_their_cost_is_told(tmp_path: Path, endpoint: str) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.bin").write_bytes(b"x" * 1000)
    file = tmp_path / "one.bin"
    file.write_bytes(b"x" * MIB)
    before = kit.sent(endpoint)
    words = [sys.executable, "-m", "tests.benchmarks.send_case", str(file), str(folder)]
    done = subprocess.run(
        [*words, *harness.PLACE.format(url=endpoint).split()],
        cwd=kit.ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert kit.sent(endpoint) - before == MIB + 5000 + len(b"x")  # one to warm up
    cost = json.loads(done.stdout.splitlines()[-1])
    assert set(cost) == {"wall", "user", "sys", "rss_kib"}
    assert 0 < cost["wall"] < 20
    assert cost["user"] > 0
    assert cost["rss_kib"] > 10_000


def test_a_send_that_fails_does_not_pass_for_a_measurement(tmp_path: Path, endpoint: str) -> None:
    command = memory.ours(tmp_path / "absent.bin", endpoint)
    with pytest.raises(OSError, match="ended with"):
        memory.sent("upcall send", command, 1, endpoint=endpoint)


def test_memory_is_measured_for_each_size(endpoint: str) -> None:
    costs = memory.measured([MIB, 2 * MIB], endpoint)
    assert [cost.size for cost in costs] == [MIB, 2 * MIB]
    peak, growth = memory.targets(costs)
    assert peak.found is not None
    assert growth.found is not None
    assert 10 < peak.found < 200
    assert growth.found < 20


def test_the_limit_is_watched_while_it_is_changed(endpoint: str) -> None:
    before, began = kit.sent(endpoint), time.perf_counter()
    rows = limit.ours(20_000_000, 0.5, endpoint, window=0.3)
    took = time.perf_counter() - began
    assert [row.wanted for row in rows] == [0.03, 1.0, 1.0]
    assert rows[0].found is not None
    # A busy machine sends less, never more: the highest rate all the time, and some blocks.
    assert 4 * MIB < kit.sent(endpoint) - before < 40_000_000 * took + 16 * MIB


# --- arithmetic ---------------------------------------------------------------------------------


def _flow(*rates: tuple[float, int]) -> list[limit.Sample]:
    """What arrives, looked at 50 times a second, when each rate holds for its seconds."""
    samples, moment, count = [(0.0, 0)], 0.0, 0.0
    for seconds, rate in rates:
        for _look in range(round(seconds * 50)):
            moment, count = moment + 0.02, count + rate / 50
            samples.append((moment, int(count)))
    return samples


def test_a_rate_that_holds_at_once_takes_no_time() -> None:
    assert limit.settled(_flow((3, 1000)), 1000) == 0


def test_a_rate_holds_when_every_later_second_is_near_it() -> None:
    found = limit.settled(_flow((0.5, 1000), (3, 2000)), 2000)
    assert found == pytest.approx(0.3, abs=0.03)


def test_a_rate_that_is_left_again_does_not_hold() -> None:
    assert limit.settled(_flow((2, 2000), (2, 1000)), 2000) is None


def test_ratios_are_of_the_same_run_and_a_missed_one_is_said() -> None:
    found = dict(_rows(upcall_send_x4=1.0, obstore_x4=1.2, limit_copy_x4=0.4, oss2_x4=9.0))
    text = printed("large", wire_sets.targets("large", found))
    assert "| times obstore x4 | 1.20 | >= 1.00 | reached |" in text
    assert "| times oss2 x4 | 9.00 | >= 10.00 | not reached |" in text
    assert "| times Go SDK v2 x4 | - | >= 1.50 | not measured |" in text
    assert "| of limit copy x4 | 40% | >= 45% | not reached |" in text
    assert "| processor seconds per GiB | 0.50 | <= 0.55 | reached |" in text


def test_small_files_are_held_against_the_fastest_official_sdk() -> None:
    found = dict(_rows(upcall_send_x8=1.0, oss2_x1=3.0, oss2_x8=4.0, obstore_x8=0.1))
    first, *_rest = wire_sets.targets("small", found)
    assert first.what == "times oss2 x1 (the fastest official SDK)"
    assert first.verdict == "reached, stretch too"


def test_with_waiting_the_ideal_is_what_the_waiting_allows() -> None:
    first, *_rest = wire_sets.targets("latency", dict(_rows(upcall_send_x32=1.25 / 0.9)))
    assert first.found == pytest.approx(0.9)


def test_a_figure_for_information_has_no_verdict() -> None:
    assert Target("x", 1.0, None).cells() == ("x", "1.00", "", "")


# --- which rows ---------------------------------------------------------------------------------


def test_peers_that_are_not_there_are_left_out_and_how_to_get_them_is_said() -> None:
    run = wire_sets.run_of(NOTHING, "large", rounds=1)
    assert not any(name in " ".join(run.rows) for name in harness.PACKAGES)
    assert list(run.cases) == ["upcall send x4", "upcall send x4, whole process"]
    assert len(harness.how_to_prepare(NOTHING)) == 3
    assert harness.how_to_prepare(EVERYTHING) == []


def test_peers_that_are_there_are_measured_and_can_be_picked() -> None:
    run = wire_sets.run_of(EVERYTHING, "large", rounds=1)
    assert {"oss2 x4", "obstore x4", "ali-oss (node) x4", "awscrt"} <= set(run.rows)
    picked = harness.kept(run, ["obstore"])
    assert picked.rows == [
        "limit sendfile x4",
        "limit copy x4",
        "obstore x4",
        "pysock pread 1M x4",
    ]
    assert list(picked.cases) == list(run.cases)[:2]


def test_packages_are_looked_for_where_the_peers_would_run() -> None:
    found = harness.installed(Path(sys.executable))
    assert found <= set(harness.PACKAGES)
    assert "awscrt" not in found


@pytest.mark.parametrize("name", wire_sets.OURS)
def test_every_case_of_a_set_fills_the_holes_of_the_harness(name: str) -> None:
    run = wire_sets.run_of(EVERYTHING, name, rounds=1)
    holes = {"url": "U", "file": "F", "part": 8, "small": "S", "port": 1}
    for command in run.cases.values():
        assert "{" not in command.format(**holes)
    assert wire_sets.OURS[name] in run.cases


def test_without_a_harness_a_sentence_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "large", "--bench", str(tmp_path)],
        cwd=kit.ROOT,
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "there is no harness" in done.stderr
    assert "Traceback" not in done.stderr
