"""dev.py test: several pytest processes side by side, their output and their sum."""

from __future__ import annotations

from pathlib import Path

import dev_tests
import pytest
from dev_machine import ROOT
from dev_tests import Ended, Run, after_dots, all_runs, total

PASSED = [
    "....                                          [ 50%]",
    "..s.                                          [100%]",
    "=========== short test summary info ===========",
    "SKIPPED [1] tests/test_x.py:3: no screen here",
    "7 passed, 1 skipped, 3 deselected in 4.21s",
]
FAILED = [
    "..F.                                          [100%]",
    "______ test_it ______",
    "5 passed in 3.00s means nothing in the middle of a line",
    "FAILED tests/test_y.py::test_it",
    "ERROR tests/test_y.py::test_that",
    "1 failed, 3 passed, 1 error in 61.10s (0:01:01)",
]


def test_the_sum_is_one_plain_line_over_all_runs() -> None:
    assert total([PASSED, FAILED]) == "10 passed, 2 failed, 1 skipped"
    assert total([[*PASSED[:1], "4 passed in 0.10s"]]) == "4 passed, 0 failed"


def test_a_run_without_fitting_tests_adds_nothing() -> None:
    assert total([["", "9 deselected in 0.10s"]]) == "0 passed, 0 failed"
    assert total([["", "no tests ran in 0.01s"]]) == "0 passed, 0 failed"


def test_a_run_that_broke_off_counts_as_failed() -> None:
    assert total([PASSED, PASSED[:2], ["Fatal Python error: Aborted"]]) == (
        "7 passed, 2 failed, 1 skipped"
    )


def test_of_a_run_without_trouble_only_the_end_is_shown() -> None:
    assert after_dots(PASSED) == PASSED[2:]
    assert after_dots(["no tests ran in 0.01s"]) == ["no tests ran in 0.01s"]


def test_every_test_belongs_to_exactly_one_run(tmp_path: Path) -> None:
    runs = {run.name: run for run in all_runs(tmp_path)}
    windows = [run for name, run in runs.items() if name.startswith("window")]
    assert [run.words[0] for run in windows] == ["tests/ui", "tests/ui"]
    left_out = [run.words[1].removeprefix("--ignore-glob=") for run in windows]
    for path in (Path(__file__).parent / "ui").glob("test_*.py"):
        assert sum(path.match(pattern) for pattern in left_out) == 1, path
    apart = {word.removeprefix("--ignore=") for word in runs["the rest"].words if "=" in word}
    assert apart == {"tests/ui", "tests/engine", "tests/end2end"}
    assert runs["engine, whole program"].words[:2] == ["tests/engine", "tests/end2end"]
    marked = [word for word in runs["slow"].words if word.endswith(".py")]
    assert "tests/end2end/test_soak.py" in marked
    assert not [name for name in marked if "mark." not in (ROOT / name).read_text()]
    marks = [dev_tests.QUICK, dev_tests.OTHERS, "keyring"]
    for slow, xvfb, keyring in ((s, x, k) for s in (0, 1) for x in (0, 1) for k in (0, 1)):
        here = {"slow": slow, "xvfb": xvfb, "keyring": keyring}
        assert sum(bool(eval(mark, dict(here))) for mark in marks) == 1  # noqa: S307 - our own


@pytest.mark.parametrize(
    ("code", "may_be_empty", "well"),
    [(0, False, True), (1, False, False), (5, True, True), (5, False, False), (-6, True, False)],
)
def test_a_run_is_well_when_nothing_failed(code: int, may_be_empty: bool, well: bool) -> None:
    assert Ended(Run("x", [], may_be_empty=may_be_empty), code, []).well is well
