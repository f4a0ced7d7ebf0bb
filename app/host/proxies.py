"""Which proxy leads to an origin: the system's, a given one, or none.

A given proxy's password is not in its setting, which is kept in a readable file, but in the vault,
together with the name and the place that it is for: a setting that was changed by hand to another
proxy does not get it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from app.domain.addresses import is_loopback
from app.domain.credentials import Credentials
from app.host.proxy_ways import DIRECT, SystemSays, chosen, with_http
from app.host.vault import Kept, Vault

__all__ = ["ProxyChoice", "ProxyFor", "keep_password", "proxy_for", "system_says", "with_http"]

ProxyFor = Callable[[str], str | None]
"""From an origin, such as ``https://host:443``, to a proxy's URL, or None for a direct line."""
Password = Callable[[str], str]
"""From a proxy setting to the password for it, or nothing; may block."""

FRESH = 30.0
"""Seconds for which the system's answer is kept: asking can be slow, and laptops move."""
VAULT_ENTRY = "proxy"
"""The password's id in the vault; connections have random ids."""


def no_password(_setting: str) -> str:
    """None is known."""
    return ""


def system_says() -> SystemSays:
    """What this computer says: its environment's variables first, then its settings."""
    import urllib.request  # noqa: PLC0415 - no window has to wait for it

    if urllib.request.getproxies_environment():
        return SystemSays(_fixed)
    if sys.platform == "win32":
        from app.host.proxy_windows import windows_says  # noqa: PLC0415

        return windows_says(_fixed)
    elif sys.platform == "darwin":  # noqa: RET505 - the type checker follows each platform
        from app.host.proxy_macos import macos_says  # noqa: PLC0415

        return macos_says(_fixed)
    else:
        from app.host.proxy_linux import linux_says  # noqa: PLC0415

        return linux_says()


def proxy_for(
    setting: str,
    *,
    clock: Callable[[], float] = time.monotonic,
    system: Callable[[], SystemSays] = system_says,
    password: Password = no_password,
) -> ProxyFor:
    """The rule for a setting: ``system``, ``none`` or a proxy's URL, perhaps with a user's name.

    This computer itself (loopback, ``*.localhost``) is never reached through a proxy. ``password``
    is asked at most once, when a proxy with a name is first needed.
    """
    if setting == "none":
        return _direct
    ask: ProxyFor
    if setting in ("system", ""):
        ask = _Remembered(clock, system).ask
    else:
        ask = _Given(setting, password).ask
    return lambda origin: None if _stays_here(origin) else ask(origin)


class ProxyChoice:
    """A `ProxyFor` whose setting can be changed at any time; new lines follow it."""

    def __init__(self, setting: str, *, password: Password = no_password) -> None:
        self._password = password
        self._rule = proxy_for(setting, password=password)

    def choose(self, setting: str) -> None:
        """Follow another setting from now on, or the same one with another password."""
        self._rule = proxy_for(setting, password=self._password)

    def __call__(self, origin: str) -> str | None:
        """The proxy for an origin, or None; called from sender threads."""
        return self._rule(origin)


# --- the password -------------------------------------------------------------------------------


def user_of(setting: str) -> str:
    """The user's name in a proxy setting; empty: none, or the setting is no address."""
    try:
        return unquote(urlsplit(with_http(setting)).username or "")
    except ValueError:
        return ""


def keep_password(vault: Vault, setting: str, password: str) -> Kept | None:
    """Keep the password for a setting, nothing takes it away; says where it is. May block."""
    if not password:
        vault.forget(VAULT_ENTRY)
        return None
    return vault.save(VAULT_ENTRY, Credentials(_whose(setting), password))


def password_kept(vault: Vault, setting: str) -> Kept | None:
    """Where the password for exactly this setting is; None: there is none. May block."""
    known = password_from(vault, lambda _secret: None)(setting)
    return vault.kept(VAULT_ENTRY) if known else None


def password_from(vault: Vault, hide: Callable[[str], None]) -> Password:
    """The vault's password, for exactly the name and place that it was kept for."""

    def password(setting: str) -> str:
        kept = vault.load(VAULT_ENTRY)
        if kept is None or kept.access_key_id != _whose(setting):
            return ""
        hide(kept.access_key_secret)
        return kept.access_key_secret

    return password


def _whose(setting: str) -> str:
    """Name and place, such as ``me@proxy.example:8080``."""
    return urlsplit(with_http(setting)).netloc.lower()


class _Given:
    """A proxy that a person named."""

    def __init__(self, setting: str, password: Password) -> None:
        self._setting = setting
        self._password = password
        self._whole = ""
        self._lock = threading.Lock()

    def ask(self, _origin: str) -> str | None:
        with self._lock:  # one prompt of the keyring is enough for all senders
            if not self._whole:
                self._whole = self._with_password()
        return self._whole

    def _with_password(self) -> str:
        plain = with_http(self._setting)
        if not user_of(plain):
            return plain
        parts = urlsplit(plain)
        name, _, place = parts.netloc.rpartition("@")
        secret = quote(self._password(self._setting), safe="")
        return parts._replace(netloc=f"{name}:{secret}@{place}").geturl()


# --- the system ---------------------------------------------------------------------------------


def _direct(_origin: str) -> str | None:
    return None


@lru_cache(maxsize=64)
def _stays_here(origin: str) -> bool:
    """Asked for each request."""
    return is_loopback(_host(origin))


def _host(origin: str) -> str:
    return urlsplit(origin).hostname or ""


class _Remembered:
    """The system's answer for each origin, asked again when it is no longer fresh."""

    def __init__(self, clock: Callable[[], float], system: Callable[[], SystemSays]) -> None:
        self._clock = clock
        self._system = system
        self._known: dict[str, tuple[float, str | None]] = {}
        self._lock = threading.Lock()

    def ask(self, origin: str) -> str | None:
        with self._lock:  # a script is run once, not by every sender
            asked_at, proxy = self._known.get(origin, (float("-inf"), None))
            if self._clock() - asked_at >= FRESH:
                proxy = chosen(self._system().ways(origin + "/"))
                self._known[origin] = (self._clock(), proxy)
            return proxy


def _fixed(url: str) -> Sequence[str]:
    """The way by fixed proxies of environment, registry or macOS' settings."""
    import urllib.request  # noqa: PLC0415

    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(parts.netloc):
        return (DIRECT,)
    return (with_http(proxy),)
