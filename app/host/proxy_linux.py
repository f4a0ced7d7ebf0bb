"""Proxies of a Linux desktop: by libproxy where it is installed, else by GNOME's settings.

libproxy (``libproxy.so.1``) knows the settings of the desktops and runs proxy scripts. Version 0.5
always can; version 0.4 only with a module, which distributions pack separately.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatch
from glob import glob
from typing import Protocol
from urllib.parse import urlsplit

from app.host.proxy_ways import DIRECT, SystemSays

Run = Callable[[Sequence[str]], str]
"""A command's standard output; empty when it failed."""
COMMAND_WITHIN = 3.0
MODULES = tuple(
    f"/usr/{folder}/libproxy/*/modules/pacrunner_*.so" for folder in ("lib", "lib64", "lib/*")
)
"""What runs scripts for libproxy 0.4."""
_PROXY = "org.gnome.system.proxy"


class ProxyLibrary(Protocol):
    """What of libproxy is used."""

    runs_scripts: bool

    def ways(self, url: str) -> Sequence[str]:
        """The ways to a URL; blocks while a script is fetched and run."""


class LibProxy:
    """libproxy by ctypes; each question has a factory of its own, for they may come at once."""

    def __init__(self, library: ctypes.CDLL, *, modules: Sequence[str]) -> None:
        """``modules``: files of libproxy 0.4 that run scripts."""
        library.px_proxy_factory_new.restype = ctypes.c_void_p
        library.px_proxy_factory_new.argtypes = ()
        library.px_proxy_factory_free.restype = None
        library.px_proxy_factory_free.argtypes = (ctypes.c_void_p,)
        library.px_proxy_factory_get_proxies.restype = ctypes.POINTER(ctypes.c_char_p)
        library.px_proxy_factory_get_proxies.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
        self._library = library
        self._free = getattr(library, "px_proxy_factory_free_proxies", None)  # since 0.4.16
        if self._free is not None:
            self._free.restype = None
            self._free.argtypes = (ctypes.POINTER(ctypes.c_char_p),)
        self.runs_scripts = hasattr(library, "px_proxy_factory_copy") or bool(modules)

    def ways(self, url: str) -> Sequence[str]:
        """See `ProxyLibrary`."""
        factory = self._library.px_proxy_factory_new()
        if not factory:
            return (DIRECT,)
        found = self._library.px_proxy_factory_get_proxies(factory, url.encode())
        ways: list[str] = []
        while found and (way := found[len(ways)]) is not None:
            ways.append(way.decode("utf-8", "replace"))
        if found and self._free is not None:
            self._free(found)
        self._library.px_proxy_factory_free(factory)
        return ways or (DIRECT,)


def libproxy() -> ProxyLibrary | None:
    """The library, or None where it is not installed."""
    try:
        library = ctypes.CDLL("libproxy.so.1")
        return LibProxy(library, modules=[found for each in MODULES for found in glob(each)])
    except (OSError, AttributeError):
        return None


def output_of(command: Sequence[str]) -> str:
    """A command's standard output; empty when it is not there, fails or takes too long."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=COMMAND_WITHIN,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def linux_says(
    *,
    run: Run = output_of,
    library: Callable[[], ProxyLibrary | None] = libproxy,
    environment: Mapping[str, str] | None = None,
) -> SystemSays:
    """What the desktop's settings say; without a desktop nothing."""
    here = os.environ if environment is None else environment
    if not (here.get("DISPLAY") or here.get("WAYLAND_DISPLAY")):
        return SystemSays()
    settings = gnome_settings(run)
    mode = settings.get("mode", "")
    found = library()
    script = (settings.get("autoconfig-url") or "wpad") if mode == "auto" else ""
    if found is not None and (found.runs_scripts or not script):
        return SystemSays(found.ways, script)
    if script:
        return SystemSays(script=script, readable=False)
    return SystemSays(lambda url: gnome_ways(settings, url)) if mode == "manual" else SystemSays()


def gnome_settings(run: Run) -> dict[str, str]:
    """GNOME's proxy settings, such as ``mode``, ``autoconfig-url`` and ``http.host``."""
    found: dict[str, str] = {}
    for line in run(["gsettings", "list-recursively", _PROXY]).splitlines():
        schema, _, rest = line.partition(" ")
        name, _, value = rest.partition(" ")
        below = schema.removeprefix(_PROXY).lstrip(".")
        found[f"{below}.{name}" if below else name] = value.strip().strip("'")
    return found


def gnome_ways(settings: Mapping[str, str], url: str) -> Sequence[str]:
    """The way by GNOME's fixed proxies; hosts that are left out go direct."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    left_out = settings.get("ignore-hosts", "").strip("[]").replace("'", "").split(",")
    if any(_matches(host, each.strip()) for each in left_out):
        return (DIRECT,)
    for kind in (
        (parts.scheme, "http") if settings.get("use-same-proxy") == "true" else (parts.scheme,)
    ):
        name = settings.get(f"{kind}.host", "")
        port = settings.get(f"{kind}.port", "0")
        if name and port.isdecimal() and int(port):
            return (f"http://{name}:{port}",)
    return (DIRECT,)


def _matches(host: str, pattern: str) -> bool:
    if not pattern or "/" in pattern:  # networks are for addresses; names are what we connect to
        return False
    return fnmatch(host, pattern) or host.endswith("." + pattern.lstrip("*."))
