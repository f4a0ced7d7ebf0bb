"""What can be told of a host's name or address without asking anybody."""

from __future__ import annotations

import ipaddress
from enum import StrEnum

LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")
"""Names that are reserved for one computer or one network and never public."""


class HostKind(StrEnum):
    """Who can reach a host, as far as its spelling tells."""

    PUBLIC = "public"
    """A public address, or a name that may well be public."""
    PRIVATE = "private"
    """Only this computer or this network."""
    IPV6 = "ipv6"
    SINGLE = "single"
    """A name of one word, such as ``intranet``: no public name looks like that."""


def host_kind(host: str) -> HostKind:
    """Kind of ``host`` (as in a URL, brackets optional), from its spelling alone."""
    name = host.strip("[]").rstrip(".").lower()
    if ":" in name:
        return HostKind.IPV6
    address = ipv4(name)
    if address is not None:
        return HostKind.PUBLIC if address.is_global else HostKind.PRIVATE
    if name == "localhost" or name.endswith(LOCAL_ENDINGS):
        return HostKind.PRIVATE
    return HostKind.PUBLIC if "." in name else HostKind.SINGLE


def is_loopback(host: str) -> bool:
    """True for ``localhost``, ``*.localhost`` and every spelling of a loopback address."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    if ":" in name:
        try:
            return ipaddress.IPv6Address(name.partition("%")[0]).is_loopback
        except ValueError:
            return False
    address = ipv4(name)
    return address is not None and address.is_loopback


def ipv4(host: str) -> ipaddress.IPv4Address | None:
    """The IPv4 address that ``host`` spells, old short and hexadecimal forms too, else None.

    ``127.1``, ``0x7f.0.0.1`` and ``2130706433`` are all 127.0.0.1 to a C library.
    """
    numbers = [_number(label) for label in host.split(".")]
    known = [n for n in numbers if n is not None]
    if len(known) != len(numbers) or not 1 <= len(known) <= 4:
        return None
    *firsts, last = known
    if any(n > 255 for n in firsts) or last >= 256 ** (4 - len(firsts)):
        return None
    value = last
    for place, number in enumerate(firsts):
        value += number << (8 * (3 - place))
    return ipaddress.IPv4Address(value)


def _number(label: str) -> int | None:
    if not label.isascii() or not label[:1].isdigit():
        return None
    base = 16 if label.lower().startswith("0x") else 8 if label.startswith("0") else 10
    digits = label[2:] if base == 16 else label
    if not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None
