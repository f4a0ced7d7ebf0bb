"""Which proxy leads to an origin: the system's, a given one, or none."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from app.domain.addresses import is_loopback

ProxyFor = Callable[[str], str | None]
"""From an origin, such as ``https://host:443``, to a proxy's URL, or None for a direct line."""

FRESH = 30.0
"""Seconds for which the system's answer is kept: asking can be slow, and laptops move."""


def proxy_for(setting: str, *, clock: Callable[[], float] = time.monotonic) -> ProxyFor:
    """The rule for a setting: ``system``, ``none`` or a proxy's URL.

    This computer itself (loopback, ``*.localhost``) is never reached through a proxy.
    """
    if setting == "none":
        return _direct
    ask = _Remembered(clock).ask if setting in ("system", "") else lambda _: with_http(setting)
    return lambda origin: None if is_loopback(_host(origin)) else ask(origin)


class ProxyChoice:
    """A `ProxyFor` whose setting can be changed at any time; new lines follow it."""

    def __init__(self, setting: str) -> None:
        self._rule = proxy_for(setting)

    def choose(self, setting: str) -> None:
        """Follow another setting from now on."""
        self._rule = proxy_for(setting)

    def __call__(self, origin: str) -> str | None:
        """The proxy for an origin, or None; called from sender threads."""
        return self._rule(origin)


def with_http(proxy: str) -> str:
    """A proxy's address as a URL: ``http://`` in front unless it names a scheme."""
    text = proxy.strip()
    return text if "://" in text else "http://" + text


def _direct(_origin: str) -> str | None:
    return None


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""


class _Remembered:
    """The system's answer for each origin, asked again when it is no longer fresh."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, str | None]] = {}

    def ask(self, origin: str) -> str | None:
        asked_at, proxy = self._known.get(origin, (float("-inf"), None))
        now = self._clock()
        if now - asked_at >= FRESH:
            proxy = _system_proxy(origin)
            self._known[origin] = (now, proxy)
        return proxy


def _system_proxy(origin: str) -> str | None:
    parts = urlsplit(origin)
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(parts.netloc):
        return None
    return with_http(proxy)
