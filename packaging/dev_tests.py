"""All tests of `dev.py test`: several pytest processes, three at a time, and one sum at the end.

Plain processes, not workers of one pytest: a test that ends its process takes only its own run
along, and Qt, the keyring and signals stay in the main thread that they want.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from dev_machine import ROOT, child_environment, is_linux, say
from dev_setup import PYTHON

AT_ONCE = 3
"""Processes side by side, at most one more than there are processors: the engine's mostly wait.
Many tests measure moments, so that more would need a bigger machine."""
TOLD_EVERY = 30.0
"""Seconds between two lines about how far the tests are."""
QUICK = "not slow and not xvfb and not keyring"
OTHERS = "(slow or xvfb) and not keyring"
WHOLE = ("tests/engine", "tests/end2end")
NOTHING_FOUND = 5
"""pytest's exit code when no test fits."""
KEYRING_SESSION = (
    'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
)
"""A keyring with an empty passphrase (the newline is needed: nothing at all does not unlock it)."""

_PERCENT = re.compile(r"\[ *(\d+)%\]\s*$")
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")
_LAST = re.compile(r"^(=+ )?((\d+ \w+(, )?)+|no tests ran) in [\d.]+s")


@dataclass(frozen=True)
class Run:
    """One pytest process."""

    name: str
    """What it tests, as it is said."""
    words: Sequence[str]
    """pytest's arguments."""
    around: Sequence[str] = ()
    """A command that the process is started by."""
    more: Mapping[str, str] = field(default_factory=dict)
    """Variables beside the usual environment."""
    may_be_empty: bool = False
    """Whether it is well when no test fits."""


@dataclass
class Ended:
    """How a run ended."""

    run: Run
    code: int
    """pytest's exit code."""
    lines: list[str]
    """All that it printed."""

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return self.code == 0 or (self.run.may_be_empty and self.code == NOTHING_FOUND)


class Telling:
    """Prints how far runs are and what ended ones said; used by several threads."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._lock = threading.Lock()
        self._far: dict[str, str] = {}

    def far(self, name: str, percent: str) -> None:
        """A run has come so far."""
        with self._lock:
            self._far[name] = percent

    def tell(self) -> None:
        """Say how far those are that run now."""
        with self._lock:
            if self._far:
                say(", ".join(f"{name} {percent} %" for name, percent in self._far.items()))

    def ended(self, ended: Ended) -> None:
        """Print a failed run whole, of others what stands after the dots."""
        lines = after_dots(ended.lines) if ended.well else ended.lines
        with self._lock:
            self._far.pop(ended.run.name, None)
            how = "well" if ended.well else f"FAILED (exit code {ended.code})"
            say(f"--- {ended.run.name}: {how}")
            print("\n".join(lines), flush=True)


def run_tests() -> tuple[list[str], str]:
    """Run all tests; returns the names of the runs that failed, and the sum in a line."""
    with tempfile.TemporaryDirectory(prefix="upcall-tests-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o700)
        ends = _side_by_side(all_runs(Path(home)), Telling())
    failed = [ended.run.name for ended in ends if not ended.well]
    return failed, total([ended.lines for ended in ends])


def all_runs(home: Path) -> list[Run]:
    """The runs, longest first. ``home`` is an empty folder for the keyring."""
    # Without pytest's notes of what failed last: two processes would write over each other's.
    always = ["-q", "-p", "no:cacheprovider", "-m"]
    return [
        Run("window, m to z", ["tests/ui", "--ignore-glob=*/test_[a-l]*", *always, QUICK]),
        Run("engine, whole program", [*WHOLE, *always, QUICK]),
        Run(
            "the rest",
            ["tests", *(f"--ignore={name}" for name in ("tests/ui", *WHOLE)), *always, QUICK],
        ),
        Run("slow", [*_files_with("slow", "xvfb"), *always, OTHERS], may_be_empty=True),
        # A process of its own: the more windows there were, the longer a change of colours takes.
        Run("window, a to l", ["tests/ui", "--ignore-glob=*/test_[m-z]*", *always, QUICK]),
        *_keyring_run(home, always),
    ]


def _keyring_run(home: Path, always: Sequence[str]) -> list[Run]:
    """Tests that want a real Secret Service get one of their own, not the person's keyring."""
    if not is_linux() or not _all_found("dbus-run-session", "gnome-keyring-daemon"):
        say("Keyring tests: no Secret Service can be started here, so they are skipped.")
        return []
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    session = ["dbus-run-session", "--", "sh", "-c", KEYRING_SESSION, "sh"]
    more = dict.fromkeys(names, str(home))
    words = [*_files_with("keyring"), *always, "keyring"]
    return [Run("keyring", words, session, more, may_be_empty=True)]


def _files_with(*marks: str) -> list[str]:
    """The files that name one of these marks: to look through all others takes pytest 12 s."""
    names = [f"mark.{mark}" for mark in marks]
    every = sorted((ROOT / "tests").rglob("test_*.py"))
    texts = ((path, path.read_text(encoding="utf-8")) for path in every)
    return [str(path.relative_to(ROOT)) for path, text in texts if any(n in text for n in names)]


def _all_found(*programs: str) -> bool:
    return all(shutil.which(program) for program in programs)


def _side_by_side(runs: Iterable[Run], told: Telling) -> list[Ended]:
    with ThreadPoolExecutor(min(AT_ONCE, 1 + (os.cpu_count() or 1))) as pool:
        try:
            waiting: list[Future[Ended]] = [pool.submit(_carried_out, run, told) for run in runs]
            while wait(waiting, TOLD_EVERY).not_done:
                told.tell()
        except KeyboardInterrupt:  # the processes got it from the terminal, too
            pool.shutdown(cancel_futures=True)
            raise
    return [each.result() for each in waiting]


def _carried_out(run: Run, told: Telling) -> Ended:
    command = [*run.around, str(PYTHON), "-m", "pytest", *run.words]
    told.far(run.name, "0")
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment_with(run.more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip("\n"))
            if found := _PERCENT.search(line):
                told.far(run.name, found[1])
    ended = Ended(run, process.returncode, lines)
    told.ended(ended)
    return ended


def environment_with(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a pytest process: windows are drawn off screen unless told otherwise."""
    environment = {**child_environment(os.environ), **more}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def after_dots(lines: Sequence[str]) -> list[str]:
    """What pytest said after its rows of dots: warnings, skipped tests and the sum."""
    rows = [at for at, line in enumerate(lines) if _PERCENT.search(line)]
    return list(lines[rows[-1] + 1 if rows else 0 :])


def total(outputs: Iterable[Sequence[str]]) -> str:
    """``N passed, N failed[, N skipped]`` over all runs; one that broke off counts as failed."""
    sums = {"passed": 0, "failed": 0, "skipped": 0}
    for lines in outputs:
        last = next((line for line in reversed(lines) if _LAST.search(line)), None)
        if last is None:
            sums["failed"] += 1
            continue
        for number, what in _COUNT.findall(last):
            sums["failed" if what.startswith("error") else what] += int(number)
    skipped = f", {sums['skipped']} skipped" if sums["skipped"] else ""
    return f"{sums['passed']} passed, {sums['failed']} failed{skipped}"
