"""Probe: is there a way to a service? A connection is made and closed, and no request is sent.

Through a proxy a TLS service is reached by a tunnel; of a plain one only a request can tell, so
that there the proxy is all that is tried. TLS itself is none of its business: what is wrong with
a certificate has words of its own. The name look-up cannot be interrupted, so that probes have
threads of their own.
"""

from __future__ import annotations

from contextlib import closing

from app.domain.errors import NotReached
from app.engine.backend import Desk, connect
from app.engine.channel import Channel, IllegalAnswer
from app.engine.chores import Chores
from app.engine.connections import PORTS, ProxyFor, dig, proxy_at, split_origin
from app.engine.grip import Grip, LetGo
from app.engine.lines import Lines
from app.engine.parts import EngineParts
from app.engine.wire import Wire

WITHIN = 10.0
"""Seconds for each step, as for a request's connection (`app.domain.patience`)."""


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
            await self._chores.run(lambda: self._try(origin, grip))
        except NotReached as error:
            return error
        finally:
            grip.cancel()
        return None

    def close(self) -> None:
        """Nobody waits for the threads."""
        self._chores.close()

    def _try(self, origin: str, grip: Grip) -> None:
        desk = Desk()
        desk.begin(grip, patience=self._within)
        try:
            self._connect(origin, desk)
        except LetGo:
            raise NotReached("let go", reason="timeout") from None
        except (OSError, IllegalAnswer) as error:
            raise NotReached(str(error), reason="broken") from None

    def _connect(self, origin: str, desk: Desk) -> None:
        parts = split_origin(origin)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        proxy = self._proxy_for(origin)
        near = (host, port) if proxy is None else proxy_at(proxy)
        with closing(connect(*near, desk, within=self._within)) as stream:
            if proxy is not None and parts.scheme == "https":
                dig(Channel(stream), host, port, proxy, within=self._within)


def lines_of(parts: EngineParts, wire: Wire) -> tuple[Lines, Probe]:
    """The lines of an engine, and what probes them."""
    probe = Probe(parts.proxy_for)
    lines = Lines(probe, parts.lines, clocks=parts.clocks, sleep=parts.sleep, wire=wire)
    return lines, probe
