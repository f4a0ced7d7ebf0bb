"""The whole program keeps the computer awake exactly while it sends, however it ends.

The system's program is played by a shell script on PATH that writes its life down.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.end2end.running import at, command, environment
from tests.xvfb.screen import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="plays a Linux program")


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """What the inhibitor writes down; the inhibitor itself lies beside it."""
    book, inhibitor = tmp_path / "diary", tmp_path / "bin" / "systemd-inhibit"
    inhibitor.parent.mkdir()
    inhibitor.write_text(f"#!/bin/sh\necho begin >> '{book}'\ncat\necho end >> '{book}'\n")
    inhibitor.chmod(0o755)
    book.touch()
    return book


def sending(cloud: Cloud, diary: Path, *, rate: str, size: int) -> subprocess.Popen[bytes]:
    """``upcall send`` of one file with a limit."""
    cloud.reset()
    file = diary.parent / "file.bin"
    file.write_bytes(os.urandom(size))
    shell = environment(
        diary.parent / "home", secret=cloud.access_key_secret, key_id=cloud.access_key_id
    )
    shell["PATH"] = f"{diary.parent / 'bin'}:{os.environ['PATH']}"
    shell["XDG_CURRENT_DESKTOP"] = ""
    words = command("send", str(file), *at(cloud), "--limit", rate)
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, env=shell, stdout=quiet, stderr=quiet)


def test_it_ends_with_the_last_byte(cloud: Cloud, diary: Path) -> None:
    with sending(cloud, diary, rate="1M", size=1_000_000) as process:
        until(lambda: diary.read_text() == "begin\n", "the inhibitor")
        assert process.wait(60) == 0
    assert diary.read_text() == "begin\nend\n"


def test_it_ends_with_a_program_that_is_killed(cloud: Cloud, diary: Path) -> None:
    with sending(cloud, diary, rate="100K", size=5_000_000) as process:
        until(lambda: diary.read_text() == "begin\n", "the inhibitor")
        process.send_signal(signal.SIGKILL)
    until(lambda: diary.read_text() == "begin\nend\n", "the inhibitor to end", patience=10)


def test_who_has_switched_it_off_has_it_off(cloud: Cloud, diary: Path) -> None:
    settings = diary.parent / "home" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"keep_awake": False}))
    with sending(cloud, diary, rate="1M", size=1_000_000) as process:
        assert process.wait(60) == 0
    assert diary.read_text() == ""
