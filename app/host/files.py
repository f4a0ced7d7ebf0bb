"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by ``data`` so that a crash leaves the old or the new one. Raises `OSError`.

    Mode 0600; a link stays a link.
    """
    target = path.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=target.name + ".", suffix=".new", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(name, target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _replace(name: str, target: Path) -> None:
    """`os.replace`; on Windows again for a while, for virus scanners hold new files open."""
    tries = 10 if sys.platform == "win32" else 1
    for left in range(tries - 1, -1, -1):
        try:
            os.replace(name, target)
        except PermissionError:
            if not left:
                raise
            time.sleep(0.05)
        else:
            return
