"""Network namespaces of our own: a computer with one cable, which can be pulled (Linux, root).

A thread has a namespace of its own, and so has everything that it starts: sockets, programs, and
threads such as an engine's. The thread of the test stays where it was.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")
CLONE_NEWNET = 0x40000000
OUTSIDE, INSIDE = "10.231.7.1", "10.231.7.2"


class Apart:
    """A thread in a network namespace of its own. Raises `OSError` where that is not permitted."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.tid = self.do(threading.get_native_id)
        try:
            self.do(_unshare)
        except OSError:
            self.close()
            raise

    def do(self, work: Callable[[], T]) -> T:
        """The result of ``work``, done there."""
        results: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

        def carry_out() -> None:
            try:
                results.put((work(), None))
            except BaseException as error:  # noqa: BLE001 - handed to the one who waits
                results.put((None, error))

        self._work.put(carry_out)
        result, error = results.get(timeout=30)
        if error is not None:
            raise error
        return result  # type: ignore[return-value]

    def ip(self, words: str) -> None:
        """The ``ip`` program, there."""
        self.do(lambda: subprocess.run(["ip", *words.split()], check=True, capture_output=True))

    def close(self) -> None:
        """End the thread; the namespace goes with the last that is in it."""
        self._work.put(None)
        self._thread.join(10)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()


@dataclass
class Cable:
    """A computer ``here``, and a service at `OUTSIDE` to which one cable leads."""

    here: Apart
    there: Apart

    def listener(self, port: int) -> socket.socket:
        """A socket that listens at `OUTSIDE`; 0: on any free port."""
        return self.there.do(lambda: socket.create_server((OUTSIDE, port)))

    def switch_off(self) -> None:
        """This computer's own interface goes down: it has no way to anywhere."""
        self.here.ip("link set inside down")

    def switch_on(self) -> None:
        """It comes up again, with its routes."""
        self.here.ip("link set inside up")
        self.here.ip(f"route add default via {OUTSIDE}")

    def pull(self) -> None:
        """The far end goes: whatever is sent is lost in silence."""
        self.there.ip("link set outside down")

    def plug_in(self) -> None:
        """The far end is back."""
        self.there.ip("link set outside up")


@contextmanager
def cable() -> Iterator[Cable]:
    """Two namespaces and the cable between them. Raises `OSError` where that is not permitted."""
    if sys.platform != "linux" or shutil.which("ip") is None:
        raise OSError("no network namespaces here")
    here = Apart()
    there = Apart()
    try:
        here.ip(f"link add inside type veth peer name outside netns {there.tid}")
        there.ip(f"address add {OUTSIDE}/24 dev outside")
        there.ip("link set outside up")
        here.ip("link set lo up")
        here.ip(f"address add {INSIDE}/24 dev inside")
        made = Cable(here, there)
        made.switch_on()
        yield made
    except subprocess.CalledProcessError as error:
        raise OSError(error.stderr.decode()) from error
    finally:
        here.close()
        there.close()


def _unshare() -> None:
    libc: Any = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
