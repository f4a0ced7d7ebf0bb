"""The connections of one sender thread: one for each origin, kept for a while, or by a proxy."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from app.domain.errors import DestinationError, NotReached
from app.engine.backend import Desk, connect
from app.engine.channel import Channel, IllegalAnswer

ProxyFor = Callable[[str], "str | None"]
"""Origin to the proxy's URL (``http://name:password@host:port``), or None; from any thread."""

PROXY_WANTS_PASSWORD = 407
_NO_FURTHER = (502, 503, 504)
"""What a proxy says that has no way to a host (RFC 9110, 15.6)."""
PORTS = {"http": 80, "https": 443}


@dataclass(slots=True, eq=False)
class Line:
    """The way to one origin."""

    origin: str
    proxy: str | None
    """URL of the proxy in between; may hold a password, never show it."""
    channel: Channel | None = None
    """None until it is connected."""
    reused: bool = False
    """True when it has carried a request before."""
    idle_since: float = 0.0

    @property
    def forwards(self) -> bool:
        """Does a proxy read the requests, for want of TLS?"""
        return self.proxy is not None and self.origin.startswith("http:")


def split_origin(origin: str) -> SplitResult:
    """Scheme, host and port of an origin. Raises `DestinationError` when it is none."""
    try:
        parts = urlsplit(origin)
        known = parts.scheme in PORTS and parts.hostname and (parts.port or 1) > 0
        (parts.hostname or "").encode("ascii")
    except ValueError:
        known = False
    if not known:
        raise DestinationError("not an address that requests can be sent to", origin=origin)
    return parts


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, as one text."""
    return "://".join(urlsplit(url)[:2])


class Connections:
    """At most one connection for each origin; used by one thread."""

    def __init__(
        self,
        desk: Desk,
        *,
        context: Callable[[], ssl.SSLContext],
        proxy_for: ProxyFor,
        idle: float,
    ) -> None:
        """``context`` is asked once, at the first TLS connection; ``idle`` is in seconds."""
        self._desk = desk
        self._make_context = context
        self._context: ssl.SSLContext | None = None
        self._proxy_for = proxy_for
        self._idle = idle
        self._lines: dict[str, Line] = {}

    def origins(self) -> frozenset[str]:
        """Where connections are kept to."""
        return frozenset(self._lines)

    def take(self, origin: str) -> Line:
        """The kept line to ``origin`` if it is good, else a new one, not yet connected.

        Raises `DestinationError` for an origin that is none.
        """
        self._sweep()
        proxy = self._proxy_for(origin)
        kept = self._lines.get(origin)
        if kept is not None and kept.proxy == proxy:
            kept.reused = True
            return kept
        self.drop(origin)
        split_origin(origin)
        line = self._lines[origin] = Line(origin, proxy)
        return line

    def connected(self, line: Line, *, within: float) -> Channel:
        """The line's channel; it is connected when it is not yet, each step within that time.

        Raises `NotReached`, `LetGo`; `OSError` and `IllegalAnswer` while a proxy is talked to.
        """
        if line.channel is None:
            line.channel = self._connect(line, within=within)
        return line.channel

    def keep(self, line: Line) -> None:
        """The line has carried a request; it may carry the next, if it is in order."""
        line.idle_since = self._desk.clock()
        if line.channel is None or not line.channel.ready_again():
            self.drop(line.origin)

    def drop(self, origin: str) -> None:
        """Close the connection to ``origin``."""
        line = self._lines.pop(origin, None)
        if line is not None and line.channel is not None:
            line.channel.close()

    def close(self) -> None:
        """Close all."""
        for origin in tuple(self._lines):
            self.drop(origin)

    def _sweep(self) -> None:
        now = self._desk.clock()
        for origin, line in tuple(self._lines.items()):
            if line.channel is None or now - line.idle_since > self._idle or line.channel.is_dead():
                self.drop(origin)

    def _connect(self, line: Line, *, within: float) -> Channel:
        parts = split_origin(line.origin)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        if line.proxy is None:
            stream = connect(host, port, self._desk, within=within)
        else:
            proxy, proxy_port = proxy_at(line.proxy)
            stream = connect(proxy, proxy_port, self._desk, within=within)
        made = False
        try:
            if parts.scheme == "https":
                if line.proxy is not None:
                    tunnel = Channel(stream)
                    dig(tunnel, host, port, line.proxy, within=within)
                stream.start_tls(self._tls(), host, within=within)
            made = True
        finally:
            if not made:
                stream.close()
        return Channel(stream)

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = self._make_context()
            self._context.set_alpn_protocols(["http/1.1"])
        return self._context


def proxy_headers(proxy: str | None) -> list[tuple[bytes, bytes]]:
    """What a proxy has to be told besides: name and password, if there are any."""
    parts = urlsplit(_with_scheme(proxy or ""))
    if parts.username is None:
        return []
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    return [(b"Proxy-Authorization", b"Basic " + base64.b64encode(pair))]


def dig(tunnel: Channel, host: str, port: int, proxy: str, *, within: float) -> None:
    """Have a proxy connect to a host (CONNECT; RFC 9110, 9.3.6).

    Raises `NotReached`: ``proxy_password``; ``timeout`` when the proxy itself got no further;
    ``proxy`` when it does not want to. `OSError`, `IllegalAnswer`, `LetGo`.
    """
    where = (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").encode()
    tunnel.begin("CONNECT", where, [(b"Host", where), *proxy_headers(proxy)], length=0)
    tunnel.end(within=within)
    status, _headers = tunnel.head(within=within)
    if not 200 <= status < 300:
        reason = "timeout" if status in _NO_FURTHER else "proxy"
        reason = "proxy_password" if status == PROXY_WANTS_PASSWORD else reason
        raise NotReached(f"{status} from the proxy", reason=reason)
    if tunnel.is_dead():
        raise IllegalAnswer("the proxy ended the tunnel")


def proxy_at(proxy: str) -> tuple[str, int]:
    """Host and port of a proxy. Raises `NotReached` when it is none that can be used."""
    try:
        parts = urlsplit(_with_scheme(proxy))
        host, port = parts.hostname or "", parts.port or PORTS["http"]
        host.encode("ascii")
    except ValueError:
        raise NotReached("the proxy's address is not valid", reason="proxy") from None
    if parts.scheme != "http" or not host:
        raise NotReached("only http:// proxies can be used", reason="proxy")
    return host, port


def _with_scheme(proxy: str) -> str:
    return proxy if "://" in proxy else "http://" + proxy
