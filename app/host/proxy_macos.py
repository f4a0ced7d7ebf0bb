"""Proxies of macOS: ``scutil`` names the proxy script, CFNetwork runs it.

Source: Apple's pages of ``CFNetworkCopyProxiesForAutoConfigurationScript`` and of the keys
``kCFProxyTypeKey``, ``kCFProxyHostNameKey``, ``kCFProxyPortNumberKey``. Fixed proxies of the same
settings are read by Python's ``urllib.request.getproxies``.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.host.proxy_linux import Run, output_of
from app.host.proxy_ways import DIRECT, SystemSays

Evaluate = Callable[[str, str], "Sequence[Mapping[str, str]]"]
"""From a script's text and a URL to ways as CFNetwork describes them; empty when it failed."""
Fetch = Callable[[str], str]
"""A script's text; empty when it cannot be had."""
LONGEST_SCRIPT = 1 << 20
FETCHED_WITHIN = 5.0
_KINDS = {"HTTP": "http", "HTTPS": "http", "SOCKS": "socks5"}
"""By the end of CFNetwork's names; its *HTTPS* is a plain proxy for https addresses."""
_UTF8, _SINT32 = 0x08000100, 3
"""``kCFStringEncodingUTF8``, ``kCFNumberSInt32Type``."""
_KEYS = ("Type", "HostName", "PortNumber")


def macos_says(
    fixed: Callable[[str], Sequence[str]],
    *,
    run: Run = output_of,
    fetch: Fetch | None = None,
    evaluate: Evaluate | None = None,
) -> SystemSays:
    """What the system's settings say; ``fixed`` gives the ways when no script decides."""
    settings = _settings(run(["scutil", "--proxy"]))
    script = settings.get("ProxyAutoConfigURLString", "")
    if settings.get("ProxyAutoConfigEnable") != "1" or not script:
        return SystemSays(fixed)
    answer = evaluate or core_foundation()
    if answer is None:
        return SystemSays(fixed, script, readable=False)
    get = fetch or fetched

    def ways(url: str) -> Sequence[str]:
        text = get(script)
        found = [_way(each) for each in answer(text, url)] if text else []
        return [way for way in found if way] or fixed(url)

    return SystemSays(ways, script)


def _settings(text: str) -> dict[str, str]:
    """``scutil --proxy`` writes ``  Name : value`` lines."""
    return dict(re.findall(r"^\s*(\w+) : (.*?)\s*$", text, re.MULTILINE))


def _way(described: Mapping[str, str]) -> str:
    kind = described.get("Type", "").removeprefix("kCFProxyType")
    if kind == "None":
        return DIRECT
    host, port = described.get("HostName", ""), described.get("PortNumber", "")
    return f"{_KINDS[kind]}://{host}:{port}" if kind in _KINDS and host and port else ""


def fetched(address: str) -> str:
    """A script from its address, without any proxy; empty when it cannot be had."""
    if not address.startswith(("http://", "https://", "file://")):
        return ""
    import urllib.error  # noqa: PLC0415 - no window has to wait for it
    import urllib.request  # noqa: PLC0415

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=FETCHED_WITHIN) as answer:
            data: bytes = answer.read(LONGEST_SCRIPT)
    except (urllib.error.URLError, OSError, ValueError):
        return ""
    return data.decode("utf-8", "replace")


def core_foundation() -> Evaluate | None:
    """CFNetwork's own engine; None elsewhere than on macOS."""
    if sys.platform == "darwin":
        try:
            return _Frameworks().evaluate
        except (OSError, AttributeError):
            return None
    else:
        return None


class _Frameworks:
    """The few functions of CoreFoundation and CFNetwork that are needed."""

    def __init__(self) -> None:
        """Raises `OSError` or `AttributeError` where they are not as expected."""
        folder = "/System/Library/Frameworks/"
        self._cf = ctypes.CDLL(folder + "CoreFoundation.framework/CoreFoundation")
        self._net = ctypes.CDLL(folder + "CFNetwork.framework/CFNetwork")
        ref, size, byte = ctypes.c_void_p, ctypes.c_long, ctypes.c_ubyte
        text, code = ctypes.c_char_p, ctypes.c_uint32
        self._of(self._cf.CFStringCreateWithCString, ref, ref, text, code)
        self._of(self._cf.CFStringGetCString, byte, ref, text, size, code)
        self._of(self._cf.CFURLCreateWithString, ref, ref, ref, ref)
        self._of(self._cf.CFArrayGetCount, size, ref)
        self._of(self._cf.CFArrayGetValueAtIndex, ref, ref, size)
        self._of(self._cf.CFDictionaryGetValue, ref, ref, ref)
        self._of(self._cf.CFNumberGetValue, byte, ref, size, ref)
        self._of(self._cf.CFRelease, None, ref)
        run = self._net.CFNetworkCopyProxiesForAutoConfigurationScript
        self._of(run, ref, ref, ref, ref)

    @staticmethod
    def _of(function: Any, result: Any, *arguments: Any) -> None:
        function.restype, function.argtypes = result, arguments

    def evaluate(self, script: str, url: str) -> Sequence[Mapping[str, str]]:
        """See `Evaluate`."""
        mine: list[int] = []
        try:
            address = self._kept(mine, self._string(mine, url), make_url=True)
            text = self._string(mine, script)
            if not address or not text:
                return ()
            run = self._net.CFNetworkCopyProxiesForAutoConfigurationScript
            error = ctypes.c_void_p()
            found = run(text, address, ctypes.byref(error))
            mine.extend(each for each in (found, error.value) if each)
            count = self._cf.CFArrayGetCount(found) if found else 0
            return [
                self._described(self._cf.CFArrayGetValueAtIndex(found, n)) for n in range(count)
            ]
        finally:
            for each in mine:
                self._cf.CFRelease(each)

    def _string(self, mine: list[int], text: str) -> int | None:
        made = self._cf.CFStringCreateWithCString(None, text.encode(), _UTF8)
        return self._kept(mine, made)

    def _kept(self, mine: list[int], made: int | None, *, make_url: bool = False) -> int | None:
        if make_url:
            made = self._cf.CFURLCreateWithString(None, made, None) if made else None
        if made:
            mine.append(made)
        return made

    def _described(self, way: int) -> dict[str, str]:
        return {key: self._value(way, key) for key in _KEYS}

    def _value(self, way: int, key: str) -> str:
        name = ctypes.c_void_p.in_dll(self._net, f"kCFProxy{key}Key").value
        value = self._cf.CFDictionaryGetValue(way, name)
        if not value:
            return ""
        if key == "PortNumber":
            number = ctypes.c_int32()
            good = self._cf.CFNumberGetValue(value, _SINT32, ctypes.byref(number))
            return str(number.value) if good else ""
        room = ctypes.create_string_buffer(1024)
        good = self._cf.CFStringGetCString(value, room, len(room), _UTF8)
        return room.value.decode() if good else ""
