"""Connecting: name look-up, then each address in turn, given up the moment the send is cancelled.

``localhost`` and every name below it mean this computer's 127.0.0.1 and are not looked up (RFC
6761 allows it; resolvers differ in what they do with ``bucket.localhost``).
"""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from typing import Any

from app.domain.errors import NotReached
from app.engine.grip import Grip

SLICE = 0.02
"""Seconds between looks at the grip while connecting: a socket that is not connected yet cannot
be woken by a shut-down on every system."""

IDLE = 15
"""Seconds of silence after which the system asks whether the other side is still there."""
_NO_WAY = frozenset(
    getattr(errno, name)
    for stem in ("ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH", "EADDRNOTAVAIL")
    for name in (stem, "WSA" + stem)
    if hasattr(errno, name)
)
"""What the system says when it has no way there itself."""

Address = tuple[int, int, int, Any]
"""Family, kind, protocol and socket address."""


def dial(host: str, port: int, *, within: float, grip: Grip) -> socket.socket:
    """A connected TCP socket. Raises `NotReached` with ``reason`` name, refused, timeout, broken;
    ``local`` is yes when this computer itself has no way to any of the addresses.

    ``within`` is the time in seconds for all addresses together, less the name look-up, which
    cannot be interrupted.
    """
    return dial_any(look_up(host, port), within=within, grip=grip)


def dial_any(addresses: list[Address], *, within: float, grip: Grip) -> socket.socket:
    """As `dial`, for addresses that have been looked up."""
    grip.check()
    deadline = time.monotonic() + within
    failure = NotReached("no address", reason="name")
    ways = len(addresses)
    for count, address in enumerate(addresses):
        share = (deadline - time.monotonic()) / (len(addresses) - count)
        try:
            return _connect(address, within=max(share, SLICE), grip=grip)
        except TimeoutError:
            failure = NotReached("connecting timed out", reason="timeout")
        except ConnectionRefusedError:
            failure = NotReached("connection refused", reason="refused")
        except OSError as error:
            failure = NotReached(error.strerror or "", reason="broken")
            ways -= error.errno in _NO_WAY
    if addresses and not ways:
        failure.values["local"] = "yes"
    raise failure


def look_up(host: str, port: int) -> list[Address]:
    """Addresses of a name. Raises `NotReached` with ``reason`` name."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, ("127.0.0.1", port))]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        failure = NotReached(f"name look-up failed: {error}", reason="name")
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
            failure.values["local"] = "yes"  # nobody was there to be asked
        raise failure from None
    return [(family, kind, protocol, where) for family, kind, protocol, _name, where in found]


def _connect(address: Address, *, within: float, grip: Grip) -> socket.socket:
    family, kind, protocol, where = address
    sock = socket.socket(family, kind, protocol)
    try:
        sock.setblocking(False)
        code = sock.connect_ex(where)
        if code in (errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", -1)):
            code = _finish(sock, within=within, grip=grip)
        if code:
            raise OSError(code, os.strerror(code))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _keep_alive(sock)
        sock.settimeout(within)
    except BaseException:
        sock.close()
        raise
    return sock


def _keep_alive(sock: socket.socket) -> None:
    """A line that died in silence (sleep, another network) is noticed while an answer is awaited.

    After `IDLE` seconds of silence the other side is asked, and again, about half a minute in all.
    """
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    idle = "TCP_KEEPIDLE" if hasattr(socket, "TCP_KEEPIDLE") else "TCP_KEEPALIVE"
    for name, value in ((idle, IDLE), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 4)):
        if (option := getattr(socket, name, None)) is not None:
            try:
                sock.setsockopt(socket.IPPROTO_TCP, option, value)
            except OSError:
                return  # an old Windows: its own hours hold


def _finish(sock: socket.socket, *, within: float, grip: Grip) -> int:
    deadline = time.monotonic() + within
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        while not selector.select(SLICE):
            grip.check()
            if time.monotonic() >= deadline:
                raise TimeoutError
    return sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
