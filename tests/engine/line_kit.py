"""A line that can be taken away and given back: a relay on the loopback address."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from app.domain.events import LineChanged
from app.domain.upload import TaskSnapshot
from tests.cloud import Cloud
from tests.engine.listening import Listening


class Relay:
    """Hands bytes on to a port of this computer; while it is down, connections are refused."""

    def __init__(self, to: int, *, listen: Callable[[int], socket.socket] | None = None) -> None:
        """``listen`` gives a socket that listens on a port; without it on this computer."""
        self._to = to
        self._listen = listen or self._on_loopback
        self.host, self.port = "127.0.0.1", 0
        self.opened = 0
        """Connections that were accepted so far."""
        self.closed = 0
        self._closed = threading.Event()
        self._listener: socket.socket | None = None
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    @property
    def origin(self) -> str:
        """Where clients connect to."""
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.down()
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def up(self) -> None:
        """Accept, always on the same port."""
        for thread in self._threads:  # they held it
            thread.join(10)
        listener = self._listen(self.port)
        self.host, self.port = listener.getsockname()[:2]
        self._listener = listener
        self._begin(self._accept, listener)

    def down(self) -> None:
        """Refuse, and reset every connection that is open."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
        with self._lock:
            ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def until_closed(self) -> None:
        """Wait until clients have closed all their connections."""
        deadline = time.monotonic() + 10
        while self.opened > self.closed:
            assert time.monotonic() < deadline, "a connection is kept"
            self._closed.wait(0.5)
            self._closed.clear()

    @staticmethod
    def _on_loopback(port: int) -> socket.socket:
        return socket.create_server(("127.0.0.1", port), backlog=64)

    def _begin(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        with listener, suppress(OSError):
            while True:
                client, _address = listener.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
                with self._lock:
                    self.opened += 1
                    self._ends += [client, server]
                self._begin(self._both, client, server)

    def _both(self, client: socket.socket, server: socket.socket) -> None:
        with client, server:
            back = threading.Thread(target=self._pump, args=(server, client))
            back.start()
            self._pump(client, server)
            back.join()
        self.closed += 1
        self._closed.set()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while block := source.recv(65536):
                sink.sendall(block)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)


def through(cloud: Cloud, relay: Relay) -> Cloud:
    """The same cloud, to be reached by the relay."""
    other = object.__new__(Cloud)
    other.__dict__ = {**vars(cloud), "endpoint": relay.origin}
    return other


def listed_and_sent_again(cloud: Cloud) -> set[int]:
    """Parts that were sent once more after they had been stored before a list was asked for."""
    stored: set[int] = set()
    listed: set[int] = set()
    again: set[int] = set()
    for event in cloud.events():
        if event["kind"] == "part_stored":
            again |= {event["part"]} & listed
            stored.add(event["part"])
        elif event["kind"] == "request" and event["operation"] == "ListParts":
            listed |= stored
    return again


def latest(listening: Listening, task_id: str) -> TaskSnapshot | None:
    """Latest picture of a task, once there is one."""
    return listening.seen[task_id][-1] if task_id in listening.seen else None


def stored(listening: Listening, task_id: str) -> int:
    """Bytes that are stored of a task."""
    now = latest(listening, task_id)
    return now.stored if now is not None else 0


def lines(listening: Listening) -> list[LineChanged]:
    """What was told of lines so far."""
    return [event for event in listening.events if isinstance(event, LineChanged)]


def waits(listening: Listening) -> bool:
    """Does something wait for its line, as was told last?"""
    told = lines(listening)
    return bool(told) and told[-1].waiting
