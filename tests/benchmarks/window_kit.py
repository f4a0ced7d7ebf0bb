"""What the benchmarks of the window share: a screen whose pixels can be read, a home, a sink."""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.callback import CallbackResult
from app.domain.connection import AccessKind, Batch, Connection, View, batch_of
from app.domain.destination import Destination
from app.domain.errors import Failure
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Receipt, Result, UploadTask
from app.engine.journal import Journal
from app.engine.record import Record
from app.host.folders import folders_under
from app.host.settings import Settings, SettingsStore, Start
from tests.xvfb.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("UPCALL_BENCH", ROOT.parent / "shared" / "bench"))
"""Folder of the sink's source, ``sink.c``."""
NETNS = "UPCALL_BENCH_NETNS"
_UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""Variables of a builder's shell that a person's has not."""
_NEVER = threading.Event()


def rest(seconds: float) -> None:
    """Let others work for a moment."""
    _NEVER.wait(seconds)


# --- a screen whose pixels can be read ----------------------------------------------------------


class Pixels:
    """Xvfb's frame buffer as a mapped file: looking costs the server nothing."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        head = struct.unpack(">25I", self._map[:100])
        self._start = head[0] + head[19] * 12
        self.width, self.height, self._line = head[4], head[5], head[12]

    def strip(self, x: int, y: int, width: int) -> bytes:
        """Pixels of one line, four bytes each."""
        at = self._start + y * self._line + x * 4
        return self._map[at : at + width * 4]

    def black(self) -> bool:
        """Whether nothing has been drawn in the middle of the screen yet."""
        rows = (self.height // 4, self.height // 2, self.height * 3 // 4)
        return not any(any(self.strip(0, y, self.width)[::64]) for y in rows)


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen and its pixels."""

    screen: Screen
    pixels: Pixels


@contextmanager
def seen_screen(size: str = "1400x900x24") -> Iterator[Seen]:
    """A new Xvfb on a free display, with its frame buffer in a file."""
    reading, writing = os.pipe()
    with tempfile.TemporaryDirectory(prefix="upcall-fb-") as folder:
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        words += ["-noreset", "-fbdir", folder]
        with subprocess.Popen(
            words, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as server:
            os.close(writing)
            with os.fdopen(reading) as said:
                number = said.readline().strip()
            try:
                pixels = Pixels(Path(folder) / "Xvfb_screen0")
                yield Seen(Screen(f":{number}"), pixels)
            finally:
                server.terminate()


class Pointer:
    """The screen's mouse by XTest: a click without a program started for it."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        opened = self._x.XOpenDisplay(display.encode())
        if not opened:
            raise OSError(f"no display {display}")
        self._display = ctypes.c_void_p(opened)

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def click(self) -> None:
        """Press and let go."""
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, 1, down, ctypes.c_ulong(0))
        self._x.XFlush(self._display)


# --- a home with a queue --------------------------------------------------------------------


def connection(endpoint: str, *, view: View = View.EXPERT) -> Connection:
    """Somewhere on this computer, with the key in the environment."""
    where = Destination("oss", endpoint, "cn-bench", "bench-bucket", "in/")
    return Connection("bench", "Bench", where, view=view, access=AccessKind.ENVIRONMENT)


def shell(home: Path, **more: str) -> dict[str, str]:
    """The environment of a program that works in ``home``; Python may keep what it compiles."""
    own = {
        "UPCALL_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "OSS_ACCESS_KEY_ID": "bench",
        "OSS_ACCESS_KEY_SECRET": "bench",
    }
    usual = {name: text for name, text in os.environ.items() if name not in _UNUSUAL}
    return {**usual, **own, **more}


def make_home(
    home: Path, made: Connection, *, start: Start = Start.PRESS, settings: Settings | None = None
) -> None:
    """Settings with one connection, which is in use."""
    folders = folders_under(home)
    folders.make()
    kept = settings or Settings(start=start)
    values = {name: getattr(kept, name) for name in ("start", "files", "parts", "rate")}
    store = SettingsStore(folders.config / "settings.json")
    store.save(Settings(**values, connections=(made,), last_connection=made.id, welcome_seen=True))


def fill_queue(home: Path, made: Connection, count: int) -> None:
    """A list of an earlier run: half stored, some failed, the others waiting for *Upload*."""
    journal = Journal(folders_under(home).data / "queue.db")
    batch = batch_of(made, "batch-1")
    records = [_record(batch, home, number) for number in range(1, count + 1)]
    journal.add(batch, records)
    ended = []
    for record in records[: count // 2]:
        bad = record.order % 10 == 0
        record.state = UploadState.FAILED if bad else UploadState.DONE
        result = _result(record, bad=bad)
        record.outcome, record.seconds = result.outcome, result.seconds
        record.error_code = result.failure.code if result.failure else ""
        ended.append((record, result))
    journal.finish(ended)
    journal.close()


def _record(batch: Batch, home: Path, number: int) -> Record:
    name = f"holiday {number // 40}/picture {number:05}.jpg"
    task = UploadTask(
        f"{number:032x}",
        batch.id,
        str(home / name),
        "in/" + name,
        name,
        1000 * number,
        "image/jpeg",
    )
    return Record(task, batch, number, held=True)


def _result(record: Record, *, bad: bool) -> Result:
    task = record.task
    if bad:
        failure = Failure("oss.AccessDenied", "refused")
        return Result(task.id, Outcome.NOT_STORED, failure=failure, seconds=1.5)
    callback = CallbackResult(CallbackOutcome.NOT_REQUESTED)
    receipt = Receipt(task.key, task.size, "E" * 32, crc64=task.size, callback=callback)
    return Result(task.id, Outcome.STORED, receipt, started_at=1.0, seconds=1.5)


# --- the sink -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sink:
    """A server that drops what comes and counts it."""

    endpoint: str


def sent(endpoint: str) -> int:
    """Bytes that have arrived at a sink so far."""
    with urllib.request.urlopen(endpoint + "/__stats", timeout=5) as answer:  # noqa: S310
        return int(json.load(answer)["bytes"])


@contextmanager
def sink() -> Iterator[Sink]:
    """The C sink of the shared bench on a free port; `OSError` without compiler or source."""
    with tempfile.TemporaryDirectory(prefix="upcall-sink-") as folder:
        program = Path(folder) / "sink"
        words = ["cc", "-O2", "-pthread", "-o", str(program), str(BENCH / "sink.c")]
        if shutil.which("cc") is None or not (BENCH / "sink.c").exists():
            raise OSError(f"the sink wants a C compiler and {BENCH.name}/sink.c (UPCALL_BENCH)")
        subprocess.run([*words, "-lssl", "-lcrypto"], check=True)
        port = free_port()
        words = ["nice", "-n", "19", str(program), str(port)]  # it stands for another computer
        with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
            try:
                _reached(port)
                yield Sink(f"http://127.0.0.1:{port}")
            finally:
                server.terminate()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _reached(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            rest(0.02)
        else:
            return


def in_own_network(module: str, argv: Sequence[str]) -> int | None:
    """Run the benchmark in a network of its own with Reno; None: already there, or not possible.

    Where BBR is the default, loopback is paced, and every fast client looks alike.
    """
    if os.environ.get(NETNS) or os.geteuid() or not sys.platform.startswith("linux"):
        return None
    script = 'ip link set lo up && sysctl -qw net.ipv4.tcp_congestion_control=reno; exec "$@"'
    words = ["unshare", "-n", "sh", "-c", script, "sh", sys.executable, "-m", module, *argv]
    return subprocess.run(words, env={**os.environ, NETNS: "1"}, cwd=ROOT, check=False).returncode


# --- telling ------------------------------------------------------------------------------------


def table(title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """Rows of what, measured, and what is to be reached."""
    print(f"\n{title}\n")
    width = max(len(row[0]) for row in rows)
    middle = max(len(row[1]) for row in rows)
    for what, found, wanted in rows:
        print(f"  {what:<{width}}  {found:>{middle}}  {wanted}")
    sys.stdout.flush()


def rss() -> int:
    """Resident bytes of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0
