"""Proxies that refused a name and password: not asked with the same ones again and again.

A company's proxy counts wrong passwords and locks the account after a few of them. A list of a
thousand files would do that within a second, so that after the first refusal the others learn of it
without asking.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.domain.errors import NotReached

SHUT_FOR = 30.0
"""Seconds; then one more request finds out whether the account is welcome by now."""


class ShutProxies:
    """What all senders of a wire know of it; from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    def note(self, proxy: str) -> None:
        """The proxy of that URL, which has name and password in it, has just refused them."""
        self._until[proxy] = self._clock() + SHUT_FOR

    def check(self, proxy: str | None) -> None:
        """Raises `NotReached` (``proxy_password``) while it is known to refuse."""
        if proxy is not None and self._clock() < self._until.get(proxy, float("-inf")):
            raise NotReached("the proxy has refused this password", reason="proxy_password")
