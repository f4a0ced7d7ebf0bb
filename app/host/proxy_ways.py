"""Ways to an origin as systems and proxy scripts write them, as URLs in the order to be tried.

A way is ``direct://`` or a proxy's URL. What Upcall can use is a direct line or an ``http://``
proxy; of several ways the first of these is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

DIRECT = "direct://"
_KINDS = {"PROXY": "http", "HTTP": "http", "HTTPS": "https"}
_KINDS |= {"SOCKS": "socks", "SOCKS4": "socks4", "SOCKS5": "socks5"}


def _straight(_url: str) -> Sequence[str]:
    return (DIRECT,)


@dataclass(frozen=True, slots=True)
class SystemSays:
    """What this computer's settings say about proxies, as of now."""

    ways: Callable[[str], Sequence[str]] = _straight
    """From a URL to the ways, the best first; may take seconds when a script is run."""
    script: str = ""
    """Address of the proxy script (PAC) that the system names; ``wpad`` for one that it has to
    find by itself; empty: none."""
    readable: bool = True
    """False: there is a script, but nothing on this computer that Upcall could have it run by."""


def with_http(proxy: str) -> str:
    """A proxy's address as a URL: ``http://`` in front unless it names a scheme."""
    text = proxy.strip()
    return text if "://" in text else "http://" + text


def chosen(ways: Sequence[str]) -> str | None:
    """The first way that can be used, None being a direct line.

    When all are of kinds that cannot, the first of them: whoever uses it says what is wrong.
    """
    for way in ways:
        if way.startswith(DIRECT):
            return None
        if way.startswith("http://"):
            return way
    return ways[0] if ways else None


def from_script(answer: str) -> list[str]:
    """What a proxy script gives: ``PROXY a:8080; SOCKS b:1080; DIRECT``."""
    ways: list[str] = []
    for piece in answer.split(";"):
        kind, _, place = piece.strip().partition(" ")
        if kind.upper() == "DIRECT":
            ways.append(DIRECT)
        elif kind.upper() in _KINDS and place.strip():
            ways.append(f"{_KINDS[kind.upper()]}://{place.strip()}")
    return ways


def from_windows(answer: str, scheme: str) -> list[str]:
    """What Windows writes: ``a:8080;b:8080``, or ``http=a:80;https=b:80`` by scheme."""
    ways: list[str] = []
    for piece in re.split(r"[;\s]+", answer.strip()):
        name, equals, place = piece.rpartition("=")
        if place and (not equals or name.lower() == scheme):
            ways.append(with_http(place))
    return ways


def shown(script: str) -> str:
    """A script's address as it may be shown: without what stands before ``@`` or after ``?``."""
    try:
        parts = urlsplit(script)
    except ValueError:
        return ""
    return f"{parts.hostname}{parts.path}" if parts.hostname else script.partition("?")[0]
