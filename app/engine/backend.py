"""Sockets that another thread can wake and that keep time.

A blocked thread is woken by shutting down a duplicate of the connection's descriptor. The socket
itself is never touched from another thread: ``SSLSocket.shutdown`` there puts plaintext on the
wire now and then (25 times in 3,000), for it drops the TLS layer while a write is under way.
"""

from __future__ import annotations

import math
import select
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable

from app.domain.errors import NotReached
from app.engine.dial import dial_any, look_up
from app.engine.gate import Gate, Turn
from app.engine.grip import Grip

BLOCK = 64 << 10
"""Bytes read at once."""
QUICK = 0.003
"""Seconds within which a quick line takes more."""
LONG = 5.0
"""Seconds; longer waits are rounded up to whole ones."""
EARLY_ANSWER = 5.0
"""Seconds to wait for an answer after writing failed: it is there by then, or it never comes."""

Block = bytes | memoryview
_GATHERS = hasattr(socket.socket, "sendmsg")


class Desk:
    """What the connections of one sender thread must know of the send at hand."""

    def __init__(
        self, turn: Turn | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """No send yet; call `begin` before each. Who waits for a line does not keep ``turn``."""
        self.turn = turn or Turn(Gate())
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
        self.lookup = self.connect = 0.0
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

    def time_left(self, within: float) -> float:
        """The time of one read, less when the answer is due before. Not below a moment."""
        if self.answer_by is None:
            return within
        return min(within, max(0.001, self.answer_by - self.clock()))


class Unwritable(Exception):
    """Nothing more can be written; perhaps because the service has answered already."""


def connect(host: str, port: int, desk: Desk, *, within: float) -> Stream:
    """A connection of the send at hand, within so many seconds. Raises `NotReached`, `LetGo`."""
    began = desk.clock()
    addresses = look_up(host, port)
    desk.lookup = desk.clock() - began
    sock = dial_any(addresses, within=within, grip=desk.grip)
    desk.connect = desk.clock() - began
    desk.connected = True
    try:
        return Stream(sock, desk)
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

    def read(self, within: float) -> bytes:
        """What has come, at most `BLOCK` bytes; nothing at the end. Raises `OSError`, `LetGo`."""
        self._desk.grip.attach(self)
        left = self._desk.time_left(within)
        self._wait_at_most(min(left, EARLY_ANSWER) if self._broken else left)
        block = self._sock.recv(BLOCK)
        if block:
            self._desk.heard()
        return block

    def write(self, head: bytes, block: Block, *, within: float) -> None:
        """Write both, whole; ``within`` is the time for a stretch without progress.

        Raises `TimeoutError`, `LetGo`; `Unwritable` when the other side does not read any more.
        """
        self._desk.grip.attach(self)
        self._desk.writing()
        try:
            self._wait_at_most(within)
            self._send(head, block)
        except TimeoutError as error:
            self._broken = True
            if self.is_readable():
                raise Unwritable(str(error)) from None
            raise
        except OSError as error:
            self._broken = True
            raise Unwritable(str(error)) from None
        self._desk.written()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str,
        *,
        within: float,
    ) -> None:
        """Go on in TLS over the same connection. Raises `NotReached` and `LetGo`."""
        began = self._desk.clock()
        shaken = False
        try:
            self._desk.grip.attach(self)
            self._wait_at_most(within)
            self._shake_hands(ssl_context, server_hostname)
            shaken = True
        finally:
            if not shaken:
                self.close()
        self._desk.tls_took(self._desk.clock() - began)

    def is_readable(self) -> bool:
        """Is there something to read, be it the end? On a closed connection: yes."""
        return self._is_ready(write=False, within=0)

    def close(self) -> None:
        """Give both descriptors back; only from the thread that uses the connection."""
        with self._lock:
            killer, self._killer = self._killer, None
        if killer is not None:
            killer.close()
        self._sock.close()

    def _shake_hands(self, context: ssl.SSLContext, name: str) -> None:
        try:
            self._sock = context.wrap_socket(self._sock, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            raise NotReached(error.verify_message, reason="certificate") from None
        except TimeoutError:
            raise NotReached("TLS handshake timed out", reason="timeout") from None
        except (OSError, ValueError) as error:
            raise NotReached(f"TLS handshake failed: {error}", reason="broken") from None
        self._timeout = self._sock.gettimeout()

    def _is_ready(self, *, write: bool, within: float) -> bool:
        descriptor = self._sock.fileno()
        if descriptor < 0:
            return True
        if sys.platform == "win32":
            asked = ([], [descriptor], []) if write else ([descriptor], [], [])
            return any(select.select(*asked, within))
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT if write else select.POLLIN)
        return bool(poll.poll(within * 1000))

    def _send(self, head: bytes, block: Block) -> None:
        """In one call where the system can: each gives the interpreter lock away."""
        self._give_way()
        if head and block and _GATHERS and not isinstance(self._sock, ssl.SSLSocket):
            at = self._sock.sendmsg((head, block))
            head, at = head[at:], max(0, at - len(head))
        else:
            at = 0
        if head:
            self._send_all(head, 0)
        self._send_all(block, at)

    def _send_all(self, buffer: Block, at: int) -> None:
        with memoryview(buffer) as view:
            while at < len(view):
                at += self._sock.send(view[at:])
                if at < len(view):
                    self._give_way()

    def _give_way(self) -> None:
        """Let others have the turn, unless the line is as quick as this computer.

        Over TLS nobody knows before: a call returns only when all is written.
        """
        turn = self._desk.turn
        if turn.held:
            tls = isinstance(self._sock, ssl.SSLSocket)
            if tls or not self._is_ready(write=True, within=QUICK):
                turn.give()

    def _wait_at_most(self, timeout: float) -> None:
        # Setting it is a system call that gives the interpreter lock away: only when it changes.
        timeout = math.ceil(timeout) if timeout > LONG else timeout
        if timeout != self._timeout:
            self._sock.settimeout(timeout)
            self._timeout = timeout
