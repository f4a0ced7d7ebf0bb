"""Writes what was pasted into a file, so that it can be sent like any other."""

from __future__ import annotations

import os
from pathlib import Path


def write_pasted(folder: Path, name: str, *, data: bytes) -> Path:
    """Write ``data`` as ``name`` into a new folder, for this person's eyes only; raises OSError."""
    folder.mkdir(mode=0o700, parents=True)
    path = folder / name.replace("/", "_").replace("\\", "_")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return path
