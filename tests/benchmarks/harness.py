"""The harness of uploaders beside ours: where it is, which peers are there, what one run found.

The harness (``bench.py``, ``sink.c``, the peers' runners) is no part of this repository. It is
used as it is; ours are rows added by its ``--case``. Its meaning of the figures is its own README.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Medians = Mapping[str, Mapping[str, float]]
"""For each row that succeeded: ``wall``, ``user``, ``sys`` (seconds), ``rss_kib``, and more."""

PACKAGES = {
    "oss2": "oss2",
    "oss-v2": "alibabacloud_oss_v2",
    "boto3": "boto3",
    "minio": "minio",
    "obstore": "obstore",
    "awscrt": "awscrt",
}
"""Python peers by the harness's names, and what must be importable for each."""

PLACE = "--endpoint {url} --region cn-bench --bucket bench"


@dataclass(frozen=True, slots=True)
class Bench:
    """What a machine has for measuring."""

    harness: Path
    """Folder with ``bench.py``."""
    work: Path
    """Where the 2 GiB of data and the compiled programs are kept."""
    python: Path | None
    """Interpreter of a virtual environment with the Python peers."""
    node: Path | None
    """A ``node_modules`` with ``ali-oss``."""
    go: Path | None
    """A program around the Go SDK v2 with the words of ``client_alioss.js`` (``nocrc`` last)."""
    clients: frozenset[str] = frozenset()
    """Python peers that are installed, by the harness's names."""


@dataclass(frozen=True, slots=True)
class Run:
    """One table of the harness."""

    set: str
    """The harness's word: ``large``, ``tls`` or ``small``."""
    rows: Sequence[str]
    """Rows of the harness itself to keep, by the beginning or a part of their names."""
    cases: Mapping[str, str]
    """Rows added: name and shell command with the harness's holes."""
    rounds: int
    latency: int = 0
    """Milliseconds that the sink waits before each answer."""
    tries: int = 2
    """Runs of a row in a round at most, when others keep the machine busy."""
    quiet: float = 3.0
    """Seconds to wait at most for a quiet machine before each."""


def how_to_prepare(bench: Bench) -> list[str]:
    """For each kind of peer that is absent, the line that brings it."""
    lines = []
    if bench.python is None or len(bench.clients) < len(PACKAGES):
        lines.append(
            "Python peers: python3 -m venv ../bench-venv && ../bench-venv/bin/pip install oss2 "
            "alibabacloud-oss-v2 'boto3[crt]' minio obstore aiohttp fastcrc   (or --python PYTHON)"
        )
    if bench.node is None:
        lines.append("Node: npm install --prefix ../bench-node ali-oss   (or --node-modules DIR)")
    if bench.go is None:
        lines.append("Go SDK v2: a program of your own that uploads and prints the line   (--go)")
    return lines


def bench_of(
    *, harness: Path, work: Path | None, python: Path | None, node: Path | None, go: Path | None
) -> Bench:
    """Look what is there. Raises `OSError` when the harness or a C compiler is not."""
    if not (harness / "bench.py").is_file():
        raise OSError(f"there is no harness in {harness}; say --bench DIR")
    if shutil.which("cc") is None:
        raise OSError("the harness wants a C compiler: apt-get install gcc libssl-dev")
    has_node = node is not None and (node / "ali-oss").is_dir() and shutil.which("node")
    found = python if python is not None and python.is_file() else None
    return Bench(
        harness,
        work or Path(tempfile.gettempdir()) / "bench-work",
        found,
        node if has_node else None,
        go if go is not None and os.access(go, os.X_OK) else None,
        installed(found) if found else frozenset(),
    )


def installed(python: Path) -> frozenset[str]:
    """Which Python peers an interpreter can import."""
    look = "import importlib.util as u, sys; print(*[n for n in sys.argv[1:] if u.find_spec(n)])"
    words = [str(python), "-c", look, *PACKAGES.values()]
    said = subprocess.run(words, capture_output=True, encoding="utf-8", check=False).stdout.split()
    return frozenset(name for name, package in PACKAGES.items() if package in said)


def ours(what: str, *, parallel: int, part: bool = False) -> str:
    """The command of ``upcall send``, measured as the peers measure themselves."""
    sizes = " --part-size {part} --method multipart" if part else ""
    python = shlex.quote(sys.executable)
    return f"{python} -m tests.benchmarks.send_case {what} {PLACE}{sizes} --parallel {parallel}"


def ours_whole(what: str, *, parallel: int, home: Path, part: bool = False) -> str:
    """The same as a person types it: start of the interpreter and imports are measured, too."""
    sizes = " --part-size {part} --method multipart" if part else ""
    keys = f"UPCALL_HOME={home} OSS_ACCESS_KEY_ID=bench OSS_ACCESS_KEY_SECRET=bench"
    send = f"{sys.executable} -m app send {what} {PLACE}{sizes} --parallel {parallel}"
    return f"sh -c 'rm -rf {home}; {keys} exec {send}'"


def client(bench: Bench, name: str, *, parallel: int) -> str:
    """The command of a Python peer with small files, for a number that the harness has not."""
    program = bench.harness / "clients.py"
    return f"{bench.python} {program} {name} --url {{url}} --small {{small}} --conc {parallel}"


def kept(wanted: Run, only: Sequence[str]) -> Run:
    """A run with ours and limits, and those peers whose name has one of ``only`` (all: empty)."""

    def stays(name: str) -> bool:
        always = name.startswith(("upcall", "limit", "pysock"))
        return not only or always or any(text in name for text in only)

    cases = {name: command for name, command in wanted.cases.items() if stays(name)}
    return replace(wanted, rows=[name for name in wanted.rows if stays(name)], cases=cases)


def run(bench: Bench, wanted: Run) -> Medians:
    """Have the harness print its table; gives its medians. Raises `OSError` when it failed."""
    with tempfile.TemporaryDirectory(prefix="upcall-bench-") as folder:
        out = Path(folder) / "out.json"
        words = [*_words(bench, wanted), "--out", str(out)]
        done = subprocess.run(words, cwd=ROOT, check=False)
        if done.returncode or not out.is_file():
            raise OSError(f"the harness ended with {done.returncode}")
        medians: Medians = json.loads(out.read_text("utf-8"))["median"]
        return medians


def _words(bench: Bench, wanted: Run) -> list[str]:
    words = [sys.executable, str(bench.harness / "bench.py"), wanted.set]
    words += ["--work", str(bench.work), "--rounds", str(wanted.rounds)]
    words += ["--tries", str(wanted.tries), "--quiet", str(wanted.quiet)]
    words += ["--only", ",".join(wanted.rows)]
    if bench.python:
        words += ["--python", str(bench.python)]
    if bench.node:
        words += ["--node-path", str(bench.node)]
    if wanted.latency:
        words += ["--latency", str(wanted.latency)]
    for name, command in wanted.cases.items():
        words += ["--case", f"{name}={command}"]
    return words
