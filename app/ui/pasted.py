"""Files that Upcall writes itself: what was pasted, the large sample; and when they go again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_pasted(folder: Path, name: str, *, data: bytes) -> Path:
    """Write ``data`` as ``name`` into a new folder, for this person's eyes only; raises OSError."""
    folder.mkdir(mode=0o700, parents=True)
    path = folder / name.replace("/", "_").replace("\\", "_")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return path


def entries(folder: Path) -> list[Path]:
    """What lies in the temporary folder now; nothing when there is none."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def unneeded(found: Iterable[Path], needed: Iterable[str]) -> list[Path]:
    """Entries that are no path of ``needed`` and hold none."""
    here = list(found)
    if not here:
        return []
    folders = tuple({f"{entry.parent}{os.sep}" for entry in here})
    # Most paths of a long list lie elsewhere, and a Path of each would take seconds.
    inside = [Path(path) for path in needed if path.startswith(folders)]
    kept = {parent for path in inside for parent in (path, *path.parents)}
    return [entry for entry in here if entry not in kept]


def throw_away(paths: Iterable[Path]) -> None:
    """Delete files and folders; one that is still held open stays until the next start."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
