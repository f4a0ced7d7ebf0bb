"""The main job without a screen: a sample goes up in parts, the server's answer is shown.

What ``python3 packaging/dev.py run`` does on a machine without a display.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from app.domain.connection import batch_of
from app.domain.plan import MIB
from app.engine.demo import DemoCloud, DemoCloudFailed
from app.engine.engine import Engine
from app.send_plan import SendOrder
from app.send_watch import Telling
from app.sending import send

SAMPLE_SIZE = 20 * MIB
PART = 4 * MIB


def main_job(
    engine: Engine, demo: DemoCloud, *, out: TextIO, picture: Callable[[], Path] | None
) -> int:
    """Start a demo cloud, send, tell, and save a picture of the window; returns an exit code."""
    out.write("No screen was found, so Upcall does its main job here.\n")
    try:
        place = demo.launch()
    except DemoCloudFailed as error:
        out.write(f"The demo cloud did not start ({error}). Please look at the log files.\n")
        return 1
    out.write(f"1. A demo cloud runs on this computer: {place.connection.destination.endpoint}\n")
    with tempfile.TemporaryDirectory(prefix="upcall-") as folder:
        sample = sample_file(Path(folder) / "sample.bin")
        parts = SAMPLE_SIZE // PART
        out.write(f"2. {sample.name} ({SAMPLE_SIZE // MIB} MiB) goes up in {parts} parts ...\n")
        batch = replace(batch_of(place.connection, "terminal"), part_size=PART)
        order = SendOrder([str(sample)], batch, place.credentials)
        out.write("3. The cloud told your server, and this is what it answered:\n   ")
        code = send(order, engine, Telling(out, out))
    if picture is not None:
        out.write(f"4. A picture of the window: {picture()}\n")
    out.write("To see the window itself, run the same command where there is a screen.\n")
    return code


def sample_file(path: Path) -> Path:
    """A file in which every part differs; made on demand, the same each time."""
    with path.open("wb") as target:
        for number in range(SAMPLE_SIZE // MIB):
            seed = hashlib.sha256(number.to_bytes(4, "big")).digest()
            target.write(seed * (MIB // len(seed)))
    return path
