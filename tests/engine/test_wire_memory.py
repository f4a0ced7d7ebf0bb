"""Memory stays flat however big the file is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.servers import RawServer, dropping

SIZE = 2 << 30
MOST = 30 << 20

PROGRAM = """
import asyncio, sys
from app.engine.throttle import Throttle
from app.engine.wire import Sending, Wire
from app.providers.contract import Request, SourceRange

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024

async def main(origin, path, size):
    wire = Wire(throttle=Throttle())
    request = Request("PUT", origin, "/", body=b"warm")
    await wire.send(request, Sending())
    before = peak()
    part = size // 4
    bodies = [SourceRange(path, n * part, part) for n in range(4)]
    sendings = [Sending() for _ in bodies]
    await asyncio.gather(*(
        wire.send(Request("PUT", origin, "/", body=body), sending)
        for body, sending in zip(bodies, sendings)
    ))
    assert sum(sending.meter.sent for sending in sendings) == size
    print(peak() - before)

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_two_gib_need_no_more_memory_than_a_few_blocks(tmp_path: Path) -> None:
    path = tmp_path / "sparse.bin"
    with path.open("wb") as file:
        file.truncate(SIZE)
    with RawServer(dropping) as server:
        # Not ru_maxrss: a child begins with its parent's peak there.
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, server.origin, str(path), str(SIZE)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST
