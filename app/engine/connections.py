"""The connections of one sender thread: one for each origin, kept for a while, or by a proxy."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, unquote, urlsplit

from app.domain.errors import DestinationError, NotReached
from app.engine.backend import Backend, Desk

if TYPE_CHECKING:
    import httpcore

ProxyFor = Callable[[str], "str | None"]
"""Origin to the proxy's URL (``http://name:password@host:port``), or None; from any thread."""

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Line:
    """A connection as it is handed out for one request."""

    connection: httpcore.ConnectionInterface
    proxy: str | None
    """URL of the proxy in between; may hold a password, never show it."""
    reused: bool
    """True when it has carried a request before."""


def split_origin(origin: str) -> SplitResult:
    """Scheme, host and port of an origin. Raises `DestinationError` when it is none."""
    try:
        parts = urlsplit(origin)
        known = parts.scheme in _PORTS and parts.hostname and (parts.port or 1) > 0
        (parts.hostname or "").encode("ascii")
    except ValueError:
        known = False
    if not known:
        raise DestinationError("not an address that requests can be sent to", origin=origin)
    return parts


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
        self._backend = Backend(desk)
        self._make_context = context
        self._context: ssl.SSLContext | None = None
        self._proxy_for = proxy_for
        self._idle = idle
        self._lines: dict[str, Line] = {}

    def origins(self) -> frozenset[str]:
        """Where connections are kept to."""
        return frozenset(self._lines)

    def take(self, origin: str) -> Line:
        """The kept connection to ``origin`` if it is good, else a new one, not yet connected.

        Raises `DestinationError`, and `NotReached` when its proxy cannot be used.
        """
        self._sweep()
        proxy = self._proxy_for(origin)
        kept = self._lines.get(origin)
        if kept is not None and kept.proxy == proxy:
            return Line(kept.connection, proxy, reused=True)
        self.drop(origin)
        line = Line(self._make(split_origin(origin), proxy), proxy, reused=False)
        self._lines[origin] = line
        return line

    def drop(self, origin: str) -> None:
        """Close the connection to ``origin``."""
        line = self._lines.pop(origin, None)
        if line is not None:
            line.connection.close()

    def close(self) -> None:
        """Close all."""
        for origin in tuple(self._lines):
            self.drop(origin)

    def _sweep(self) -> None:
        for origin, line in tuple(self._lines.items()):
            if not line.connection.is_available() or line.connection.has_expired():
                self.drop(origin)

    def _make(self, parts: SplitResult, proxy: str | None) -> httpcore.ConnectionInterface:
        import httpcore  # noqa: PLC0415 - slow to load

        host = (parts.hostname or "").encode("ascii")
        port = parts.port or _PORTS[parts.scheme]
        origin = httpcore.Origin(parts.scheme.encode("ascii"), host, port)
        context = self._tls() if parts.scheme == "https" else None
        backend = cast("httpcore.NetworkBackend", self._backend)
        if proxy is not None:
            return _proxied(proxy, context, idle=self._idle, backend=backend).create_connection(
                origin
            )
        return httpcore.HTTPConnection(
            origin, context, keepalive_expiry=self._idle, network_backend=backend
        )

    def _tls(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = self._make_context()
        return self._context


def _proxied(
    proxy: str,
    context: ssl.SSLContext | None,
    *,
    idle: float,
    backend: httpcore.NetworkBackend,
) -> httpcore.HTTPProxy:
    import httpcore  # noqa: PLC0415 - slow to load

    try:
        parts = urlsplit(proxy if "://" in proxy else "http://" + proxy)
        port = parts.port or _PORTS["http"]
        host = (parts.hostname or "").encode("ascii")
    except ValueError:
        raise NotReached("the proxy's address is not valid", reason="proxy") from None
    if parts.scheme != "http" or not host:
        raise NotReached("only http:// proxies can be used", reason="proxy")
    auth = None
    if parts.username is not None:
        auth = (unquote(parts.username).encode(), unquote(parts.password or "").encode())
    url = httpcore.URL(scheme=b"http", host=host, port=port, target=b"/")
    return httpcore.HTTPProxy(
        url,
        proxy_auth=auth,
        ssl_context=context,
        keepalive_expiry=idle,
        network_backend=backend,
    )
