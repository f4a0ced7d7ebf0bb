"""Speed of the wire beside bare sockets, in the same run: only the ratio means anything.

    python -m tests.benchmarks.wire_speed [--mib 1024] [--senders 4] [--rounds 3] [--tls]

Both sides read the same file in 8 MiB parts with ``pread`` and send it to a server in a process of
its own that drops what comes. The peer is plain Python sockets without a checksum; the wire counts
CRC-64 on the way. Then small bodies, one request each. Prints one line for each way.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import socket
import ssl
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from app.engine.throttle import Throttle
from app.engine.wire import Sending, Wire
from app.providers.contract import Request, SourceRange
from tests.engine.servers import Certified, RawServer, certified, dropping

PART = 8 << 20
SMALL = 64 << 10
BLOCK = 256 << 10


@dataclass(frozen=True, slots=True)
class Job:
    """What is sent."""

    origin: str
    port: int
    path: str
    total: int
    part: int
    senders: int
    client: ssl.SSLContext | None

    def offsets(self) -> Iterator[int]:
        """Where the parts begin, for several threads."""
        return iter(range(0, self.total, self.part))


def serve(pipe: Connection, tls: Certified | None) -> None:
    """Run the server until the pipe ends (child process)."""
    with RawServer(dropping, tls=tls.server if tls else None) as server:
        pipe.send(server.port)
        try:
            pipe.recv()
        except EOFError:
            pass


@contextmanager
def server_process(tls: Certified | None) -> Iterator[int]:
    """The port of a server in another process."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=serve, args=(theirs, tls))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join(10)


def over_sockets(job: Job) -> None:
    """The peer: a thread and a connection for each sender, nothing else."""
    offsets, lock = job.offsets(), threading.Lock()

    def work() -> None:
        raw = socket.create_connection(("127.0.0.1", job.port))
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        name = "127.0.0.1"
        sock = job.client.wrap_socket(raw, server_hostname=name) if job.client else raw
        file = os.open(job.path, os.O_RDONLY)
        while True:
            with lock:
                offset = next(offsets, None)
            if offset is None:
                break
            head = f"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: {job.part}\r\n\r\n"
            sock.sendall(head.encode())
            for at in range(offset, offset + job.part, BLOCK):
                sock.sendall(os.pread(file, min(BLOCK, offset + job.part - at), at))
            while not sock.recv(4096).endswith(b"ok"):
                pass
        os.close(file)
        sock.close()

    threads = [threading.Thread(target=work) for _ in range(job.senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def over_wire(job: Job) -> None:
    """Ours, with checksum and progress."""
    client = job.client

    async def main() -> None:
        wire = Wire(throttle=Throttle(), context=(lambda: client) if client else None)
        offsets = job.offsets()

        async def work() -> None:
            for offset in offsets:
                body = SourceRange(job.path, offset, job.part)
                await wire.send(Request("PUT", job.origin, "/", body=body), Sending())

        await asyncio.gather(*(work() for _ in range(job.senders)))
        wire.close()

    asyncio.run(main())


def measured(way: Callable[[Job], None], job: Job) -> tuple[float, float]:
    """Bytes a second, and seconds of this process's processor for each GiB."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    way(job)
    took = time.perf_counter() - began
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return job.total / took, cpu / job.total * (1 << 30)


def compared(title: str, job: Job, rounds: int) -> None:
    """Both ways in turn; medians and their ratio."""
    ways = {"sockets": over_sockets, "wire": over_wire}
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for way in ways.values():
        way(job)  # warm up
    for _round in range(rounds):
        for name, way in ways.items():
            results[name].append(measured(way, job))
    speed = {n: statistics.median(s for s, _cpu in r) for n, r in results.items()}
    for name, each in results.items():
        cpu = statistics.median(cpu for _speed, cpu in each)
        count = f"{speed[name] / job.part:8.0f} requests/s" if job.part == SMALL else ""
        print(f"{title:14} {name:8} {speed[name] / 1e6:7.0f} MB/s {cpu:6.2f} CPU s/GiB {count}")
    print(f"{title:14} ratio    {speed['wire'] / speed['sockets']:7.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=1024)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tls", action="store_true")
    given = parser.parse_args()
    tls = certified() if given.tls else None
    with tempfile.NamedTemporaryFile() as file, server_process(tls) as port:
        for _ in range(given.mib):
            file.write(os.urandom(1 << 20))
        file.flush()
        origin = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        for title, part, total in (
            ("8 MiB parts", PART, given.mib << 20),
            ("64 KiB files", SMALL, min(given.mib << 20, 2000 * SMALL)),
        ):
            total -= total % part
            client = tls.client if tls else None
            job = Job(origin, port, file.name, total, part, given.senders, client)
            compared(title, job, given.rounds)


if __name__ == "__main__":
    main()
