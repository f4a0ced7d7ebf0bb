"""The window opens whatever its folder is like: a list that cannot be kept keeps nobody away."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.ui.instance import _socket_name
from tests.end2end.running import command, environment, run
from tests.engine.servers import until
from tests.engine.small_disk import bound_read_only, fill, mounted_tiny

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="ends the program by a signal")
PATIENCE = 20.0

Place = Callable[[Path], Iterator[Path]]


def a_file_in_its_place(folder: Path) -> Iterator[Path]:
    """There is a file where the home folder should be."""
    (folder / "home").write_text("in the way")
    yield folder / "home"


def a_full_disk(folder: Path) -> Iterator[Path]:
    """Everything lies on a disk without a byte of room."""
    with mounted_tiny(folder / "disk") as disk:
        fill(disk)
        yield disk / "home"


def a_read_only_folder(folder: Path) -> Iterator[Path]:
    """Nothing can be made or changed in it."""
    (folder / "seen").mkdir()
    with bound_read_only(folder, folder / "seen") as seen:
        yield seen


@POSIX
@pytest.mark.parametrize("place", [a_file_in_its_place, a_full_disk, a_read_only_folder])
def test_the_window_opens_where_nothing_can_be_written(place: Place, tmp_path: Path) -> None:
    with contextmanager(place)(tmp_path) as home:
        shell = environment(home)
        first = subprocess.Popen(
            command(), env=shell, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            asyncio.run(until(Path(tempfile.gettempdir(), _socket_name(home / "data")).exists))
            # A second start hands over to the first, which answers once its window is up.
            second = run(command("some-file"), shell)
            assert first.poll() is None
        finally:
            first.terminate()
        out, err = first.communicate(timeout=PATIENCE)
    assert (second.code, second.out, second.err) == (0, "", "")
    assert (first.returncode, out) == (0, b"")
    assert b"Traceback" not in err
