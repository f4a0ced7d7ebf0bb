"""Disks and folders that play tricks: a tiny one, a full one, one that may only be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = "512k"


@contextmanager
def mounted_tiny(folder: Path) -> Iterator[Path]:
    """A disk of half a MiB at ``folder`` (a file system in memory); skips where it cannot be."""
    folder.mkdir(exist_ok=True)
    with _mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", at=folder):
        yield folder


@contextmanager
def bound_read_only(folder: Path, at: Path) -> Iterator[Path]:
    """``folder``, seen at ``at`` where nothing can be written; skips where it cannot be."""
    with _mounted("--bind", "-o", "ro", str(folder), at=at):
        yield at


@contextmanager
def _mounted(*words: str, at: Path) -> Iterator[None]:
    there = sys.platform.startswith("linux") and shutil.which("mount")
    command = ["mount", *words, str(at)]
    if not there or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here (needs root on Linux)")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(folder: Path) -> Path:
    """Write until the disk is full; gives the file to delete."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1 << 8, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast
