"""Sockets for httpcore that another thread can wake and that keep time.

These classes have the shape of httpcore's public ``NetworkBackend`` and ``NetworkStream``, but do
not inherit from them: httpcore takes 0.1 s to load and is loaded on first use only.

A blocked thread is woken by shutting down a duplicate of the connection's descriptor. The socket
itself is never touched from another thread: ``SSLSocket.shutdown`` there puts plaintext on the
wire now and then (25 times in 3,000), for it drops the TLS layer while a write is under way.
"""

from __future__ import annotations

import select
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from app.domain.errors import NotReached
from app.engine.dial import dial
from app.engine.grip import Grip

EARLY_ANSWER = 5.0
"""Seconds to wait for an answer after writing failed: it is there by then, or it never comes."""


class Desk:
    """What the connections of one sender thread must know of the send at hand."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """No send yet; call `begin` before each."""
        self.clock = clock
        self.begin(Grip(), patience=0.0)

    def begin(self, grip: Grip, *, patience: float) -> None:
        """A send begins. ``patience`` in seconds is the time for each half of its answer."""
        self.grip = grip
        self.patience = patience
        self.answer_by: float | None = None
        """Time by which the awaited half of the answer must be there; None while writing."""
        self.connected = False
        """True once a connection was made for this send."""
        self.connect = 0.0
        self.tls = 0.0
        self.first_write: float | None = None
        self.last_write = 0.0
        self.first_read: float | None = None
        """When the first byte of the answer came; None before."""

    def writing(self) -> None:
        """Something is about to be written."""
        if self.first_write is None:
            self.first_write = self.last_write = self.clock()

    def written(self) -> None:
        """Something was written just now."""
        self.last_write = self.clock()

    def heard(self) -> None:
        """Bytes have come just now."""
        if self.first_read is None:
            self.first_read = self.clock()

    def tls_took(self, seconds: float) -> None:
        """A TLS handshake is done; what was said before it was talk with a proxy."""
        self.tls = seconds
        self.first_write = self.first_read = None

    def await_answer(self) -> None:
        """From now on the next half of the answer (head, then body) has ``patience`` seconds."""
        self.answer_by = self.clock() + self.patience

    def time_left(self, timeout: float | None) -> float | None:
        """``timeout`` of one read, less when the answer is due before. Not below a moment."""
        if self.answer_by is None:
            return timeout
        left = max(0.001, self.answer_by - self.clock())
        return left if timeout is None else min(timeout, left)


class Backend:
    """Makes connections. One for each sender thread."""

    def __init__(self, desk: Desk) -> None:
        """``desk`` tells which send a connection is made for."""
        self._desk = desk

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """Connect within ``timeout`` seconds. Raises `NotReached` and `LetGo`."""
        began = self._desk.clock()
        sock = dial(host, port, within=timeout or 10.0, grip=self._desk.grip)
        self._desk.connect = self._desk.clock() - began
        self._desk.connected = True
        try:
            return Stream(sock, self._desk)
        except OSError as error:  # no descriptor left for the duplicate
            sock.close()
            raise NotReached(str(error.strerror), reason="broken") from None


class Stream:
    """One connection, plain or TLS; used by one thread, killed from any."""

    def __init__(self, sock: socket.socket, desk: Desk) -> None:
        """Takes over ``sock``, which is connected."""
        self._sock = sock
        self._desk = desk
        self._timeout: float | None = sock.gettimeout()
        self._broken = False
        self._lock = threading.Lock()
        self._killer: socket.socket | None = sock.dup()

    def kill(self) -> None:
        """End the connection under whoever is blocked in it; from any thread, at once."""
        with self._lock:
            if self._killer is None:
                return
            try:
                self._killer.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # the other side was quicker

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises httpcore's ``ReadTimeout`` or ``ReadError``; `LetGo`."""
        import httpcore  # noqa: PLC0415 - slow to load

        self._desk.grip.attach(self)
        left = self._desk.time_left(timeout)
        try:
            self._wait_at_most(min(left or EARLY_ANSWER, EARLY_ANSWER) if self._broken else left)
            block = self._sock.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from None
        except OSError as error:
            raise httpcore.ReadError(str(error)) from None
        if block:
            self._desk.heard()
        return block

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of ``buffer``. Raises httpcore's ``WriteTimeout`` or ``WriteError``; `LetGo`.

        ``WriteError`` makes httpcore look for an early answer; so it is raised too when time ran
        out because the service, which has answered already, stopped reading.
        """
        import httpcore  # noqa: PLC0415 - slow to load

        if not buffer:
            return
        self._desk.grip.attach(self)
        self._desk.writing()
        try:
            self._wait_at_most(timeout)
            self._send_all(buffer)
        except TimeoutError as error:
            self._broken = True
            if self.is_readable():
                raise httpcore.WriteError(str(error)) from None
            raise httpcore.WriteTimeout(str(error)) from None
        except OSError as error:
            self._broken = True
            raise httpcore.WriteError(str(error)) from None
        self._desk.written()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> Stream:
        """Go on in TLS over the same connection. Raises `NotReached` and `LetGo`."""
        began = self._desk.clock()
        shaken = False
        try:
            self._desk.grip.attach(self)
            self._wait_at_most(timeout)
            self._shake_hands(ssl_context, server_hostname)
            shaken = True
        finally:
            if not shaken:
                self.close()
        self._desk.tls_took(self._desk.clock() - began)
        return self

    def is_readable(self) -> bool:
        """Is there something to read, be it the end? On a closed connection: yes."""
        descriptor = self._sock.fileno()
        if descriptor < 0:
            return True
        if sys.platform == "win32":
            return bool(select.select([descriptor], [], [], 0)[0])
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(0))

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks for; None for all else."""
        if info == "is_readable":
            return self.is_readable()
        if info == "ssl_object" and isinstance(self._sock, ssl.SSLSocket):
            return self._sock
        return None

    def close(self) -> None:
        """Give both descriptors back; only from the thread that uses the connection."""
        with self._lock:
            killer, self._killer = self._killer, None
        if killer is not None:
            killer.close()
        self._sock.close()

    def _shake_hands(self, context: ssl.SSLContext, name: str | None) -> None:
        try:
            self._sock = context.wrap_socket(self._sock, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            raise NotReached(error.verify_message, reason="certificate") from None
        except TimeoutError:
            raise NotReached("TLS handshake timed out", reason="timeout") from None
        except (OSError, ValueError) as error:
            raise NotReached(f"TLS handshake failed: {error}", reason="broken") from None
        self._timeout = self._sock.gettimeout()

    def _send_all(self, buffer: bytes) -> None:
        with memoryview(buffer) as view:
            at = 0
            while at < len(view):
                at += self._sock.send(view[at:])

    def _wait_at_most(self, timeout: float | None) -> None:
        # Setting it is a system call that gives the interpreter lock away: only when it changes.
        if timeout != self._timeout:
            self._sock.settimeout(timeout)
            self._timeout = timeout
