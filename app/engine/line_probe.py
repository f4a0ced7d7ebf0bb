"""Probe: is there a way to a service? A connection is made and closed, not a byte is sent.

Through a proxy it is the proxy that is reached; what lies behind it only a request can tell. The
name look-up cannot be interrupted, so that probes have threads of their own.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from app.domain.errors import NotReached
from app.engine.chores import Chores
from app.engine.connections import ProxyFor, split_origin
from app.engine.dial import dial
from app.engine.grip import Grip, LetGo
from app.engine.lines import Lines
from app.engine.parts import EngineParts
from app.engine.wire import Wire

PORTS = {"http": 80, "https": 443}
WITHIN = 10.0
"""Seconds that a connection may take, as a request's (`Rules.connect_within`)."""


class Probe:
    """Tries origins; `close` ends its threads."""

    def __init__(self, proxy_for: ProxyFor, *, within: float = WITHIN) -> None:
        self._proxy_for = proxy_for
        self._within = within
        self._chores = Chores()

    async def __call__(self, origin: str) -> NotReached | None:
        """What keeps a request from reaching ``origin``; None: nothing. Cancel it at will."""
        grip = Grip()
        try:
            await self._chores.run(lambda: self._connect(origin, grip))
        except NotReached as error:
            return error
        finally:
            grip.cancel()
        return None

    def close(self) -> None:
        """Nobody waits for the threads."""
        self._chores.close()

    def _connect(self, origin: str, grip: Grip) -> None:
        host, port = _target(origin, self._proxy_for(origin))
        try:
            dial(host, port, within=self._within, grip=grip).close()
        except LetGo:
            raise NotReached("let go", reason="timeout") from None


def lines_of(parts: EngineParts, wire: Wire) -> tuple[Lines, Probe]:
    """The lines of an engine, and what probes them."""
    probe = Probe(parts.proxy_for)
    lines = Lines(probe, parts.lines, clocks=parts.clocks, sleep=parts.sleep, wire=wire)
    return lines, probe


def _target(origin: str, proxy: str | None) -> tuple[str, int]:
    parts = split_origin(origin)
    if proxy is None:
        return parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        there = urlsplit(proxy if "://" in proxy else "http://" + proxy)
        return there.hostname or "", there.port or PORTS["http"]
    except ValueError:
        raise NotReached("the proxy's address is not valid", reason="proxy") from None
