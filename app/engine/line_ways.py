"""Ways: how this computer would reach the outside, as a value to compare; no packet is sent.

Two looks that differ mean that the network changed: a cable, another Wi-Fi, a tunnel. Nothing is
concluded from one look alone: an office may have no way out but its proxy, and work well.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

Ways = frozenset[str]
"""Own addresses and routes as texts; empty: there is no way to anywhere."""

LookAtWays = Callable[[], Ways]

_OUTSIDE = (
    (socket.AF_INET, ("192.0.2.1", 9)),
    (socket.AF_INET6, ("2001:db8::1", 9)),
)
"""Addresses that stand for the whole internet and belong to nobody (RFC 5737, RFC 3849)."""
_TABLES = tuple(Path("/proc/thread-self/net", name) for name in ("route", "ipv6_route"))
_LOOPBACK = "lo"


def ways() -> Ways:
    """The addresses that packets to the outside would carry, and (Linux) the routing table."""
    found = {own for family, where in _OUTSIDE if (own := _own_address(family, where))}
    return frozenset(found.union(*(_routes(table) for table in _TABLES)))


def _own_address(family: socket.AddressFamily, where: tuple[str, int]) -> str:
    """A datagram socket is connected without a packet; the system chooses the own address."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.connect(where)
            return str(sock.getsockname()[0])
    except OSError:
        return ""


def _routes(table: Path) -> set[str]:
    """Interface, target, mask and gateway of each route; nothing where there is no such table.

    Counters and flags are left out: they change while nothing has changed.
    """
    try:
        lines = table.read_text("ascii", "replace").splitlines()
    except OSError:
        return set()
    rows = [line.split() for line in lines]
    if table.name == "route":
        return {" ".join((r[0], r[1], r[7], r[2])) for r in rows[1:] if len(r) > 7}
    kept = [row for row in rows if len(row) > 9 and row[9] != _LOOPBACK]
    return {" ".join((row[9], row[0], row[1], row[4])) for row in kept}
