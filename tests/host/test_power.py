"""Keeping the computer awake: exactly while bytes move, and never longer than this program lives.

The programs of the systems are played by small shell scripts on PATH, real children whose life is
written down: a line when one begins, a line when it ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.host.power import ChildHold, KeepAwake, ThreadHold, inhibitors, system_hold

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are shell scripts")
PATIENCE = 20.0
ROOT = Path(__file__).resolve().parents[2]


class Book:
    """What the children wrote down."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> list[str]:
        """Begins and ends, in order."""
        return self.path.read_text().split("\n")[:-1] if self.path.exists() else []

    def until(self, condition: Callable[[list[str]], object]) -> list[str]:
        """Wait until the lines are so."""
        deadline = time.monotonic() + PATIENCE
        while not condition(lines := self.lines()):
            assert time.monotonic() < deadline, lines
            threading.Event().wait(0.01)
        return lines


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Only what the test puts there is on PATH, beside the shell's own tools."""
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    for tool in ("cat", "sleep", "sh"):
        found = next(p for p in ("/bin", "/usr/bin") if Path(p, tool).exists())
        (bin_ / tool).symlink_to(Path(found, tool))
    monkeypatch.setenv("PATH", str(bin_))
    monkeypatch.setenv("OSS_ACCESS_KEY_SECRET", "canary")
    return Book(tmp_path / "book")


def program(book: Book, name: str, *, ends: str = "cat") -> None:
    """A program of the system that does what ``ends`` says while it holds."""
    path = book.path.parent / "bin" / name
    path.write_text(
        f"#!/bin/sh\necho begin {name} \"$@\" $OSS_ACCESS_KEY_SECRET >> '{book.path}'\n"
        f"{ends}\necho end >> '{book.path}'\n"
    )
    path.chmod(0o755)


def test_awake_exactly_while_bytes_move(book: Book) -> None:
    program(book, "systemd-inhibit")
    awake = KeepAwake(lambda: system_hold(platform="linux", desktop=""), linger=0.0)
    try:
        assert book.lines() == []
        for _tick in range(3):
            awake.moving(True)
        (begun,) = book.until(len)
        assert begun.startswith("begin systemd-inhibit --what=idle:sleep")
        assert "canary" not in begun
        awake.moving(False)
        book.until(lambda lines: lines[-1] == "end")
        awake.moving(True)
        assert len(book.until(lambda lines: len(lines) == 3)) == 3
    finally:
        awake.close()
    assert [line.split()[0] for line in book.lines()] == ["begin", "end", "begin", "end"]


def test_between_two_files_it_stays_awake(book: Book) -> None:
    program(book, "systemd-inhibit")
    awake = KeepAwake(lambda: system_hold(platform="linux", desktop=""), linger=PATIENCE)
    awake.moving(True)
    book.until(len)
    awake.moving(False)
    awake.moving(True)
    awake.moving(False)
    began = time.monotonic()
    awake.close()
    assert time.monotonic() - began < PATIENCE / 2, "closing waits for nothing"
    assert [line.split()[0] for line in book.lines()] == ["begin", "end"]


def test_who_does_not_want_it_is_left_alone_and_may_change_their_mind(book: Book) -> None:
    program(book, "systemd-inhibit")
    awake = KeepAwake(
        lambda: system_hold(platform="linux", desktop=""), allowed=False, linger=PATIENCE
    )
    awake.moving(True)
    assert book.lines() == []
    awake.allow(True)
    book.until(len)
    awake.allow(False)
    book.until(lambda lines: lines[-1] == "end")
    awake.close()
    assert len(book.lines()) == 2


def test_when_the_program_is_killed_the_child_ends_by_itself(book: Book) -> None:
    program(book, "systemd-inhibit")
    code = (
        "import signal; from app.host.power import KeepAwake, system_hold\n"
        "a = KeepAwake(lambda: system_hold(platform='linux', desktop=''))\n"
        "a.moving(True); signal.pause()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        book.until(len)
        os.kill(parent.pid, signal.SIGKILL)
        book.until(lambda lines: lines[-1] == "end")
    finally:
        parent.kill()
        parent.wait()


def test_a_command_that_ends_at_once_gives_way_to_the_next(book: Book) -> None:
    program(book, "systemd-inhibit", ends="echo end; exit 1")
    program(book, "gnome-session-inhibit")
    hold = system_hold(platform="linux", desktop="")
    assert hold is not None
    hold.begin()
    lines = book.until(lambda lines: len(lines) == 2)
    assert [line.split()[1] for line in lines] == ["systemd-inhibit", "gnome-session-inhibit"]
    hold.end()
    assert book.lines()[-1] == "end"


def test_a_child_that_does_not_want_to_end_is_made_to(book: Book) -> None:
    program(book, "stubborn", ends="trap '' TERM; exec sleep 60")
    hold = ChildHold([("stubborn",)])
    hold.begin()
    began = time.monotonic()
    hold.end()
    assert time.monotonic() - began < 10


def test_where_nothing_can_be_done_nothing_happens(book: Book) -> None:
    assert system_hold(platform="linux", desktop="") is None
    assert system_hold(platform="darwin") is None
    program(book, "systemd-inhibit", ends="exit 1")
    for find in (lambda: None, lambda: system_hold(platform="linux", desktop="")):
        awake = KeepAwake(find)
        for moving in (True, False, True, False, True):
            awake.moving(moving)
        awake.close()
        assert not awake.awake
    assert len(book.lines()) <= 1, "what failed once is not tried for ever"


def test_on_a_mac_the_child_is_told_whom_to_wait_for(book: Book) -> None:
    program(book, "caffeinate", ends="exec sleep 60")
    hold = system_hold(platform="darwin", pid=4711)
    assert hold is not None
    hold.begin()
    assert book.until(len) == ["begin caffeinate -i -w 4711"]
    began = time.monotonic()
    hold.end()
    assert time.monotonic() - began < 1.5, "it is told to end, for it does not hear the pipe"


def test_gnome_is_asked_by_its_own_program_first() -> None:
    assert next(c[0] for c in inhibitors("ubuntu:GNOME")) == "gnome-session-inhibit"
    assert next(c[0] for c in inhibitors("KDE")) == "systemd-inhibit"


def test_on_windows_the_state_is_of_one_thread_and_taken_back() -> None:
    calls: list[tuple[int, int]] = []

    def set_state(flags: int) -> int:
        calls.append((threading.get_ident(), flags))
        return 1

    awake = KeepAwake(lambda: ThreadHold(set_state), linger=0.0)
    awake.moving(True)
    deadline = time.monotonic() + PATIENCE
    while not calls:
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)
    awake.close()
    assert [flags for _thread, flags in calls] == [0x80000001, 0x80000000]
    assert len({thread for thread, _flags in calls} | {threading.get_ident()}) == 2
