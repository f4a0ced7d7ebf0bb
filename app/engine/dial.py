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

Address = tuple[int, int, int, Any]
"""Family, kind, protocol and socket address."""


def dial(host: str, port: int, *, within: float, grip: Grip) -> socket.socket:
    """A connected TCP socket. Raises `NotReached` with ``reason`` name, refused, timeout, broken.

    ``within`` is the time in seconds for all addresses together, less the name look-up, which
    cannot be interrupted.
    """
    addresses = look_up(host, port)
    grip.check()
    deadline = time.monotonic() + within
    failure = NotReached("no address", reason="name")
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
    raise failure


def look_up(host: str, port: int) -> list[Address]:
    """Addresses of a name. Raises `NotReached` with ``reason`` name."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, ("127.0.0.1", port))]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached(f"name look-up failed: {error}", reason="name") from None
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
        sock.settimeout(within)
    except BaseException:
        sock.close()
        raise
    return sock


def _finish(sock: socket.socket, *, within: float, grip: Grip) -> int:
    deadline = time.monotonic() + within
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        while not selector.select(SLICE):
            grip.check()
            if time.monotonic() >= deadline:
                raise TimeoutError
    return sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
