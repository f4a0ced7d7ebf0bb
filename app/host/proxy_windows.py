"""Proxies of Windows: WinHTTP reads the person's settings and runs their proxy script.

Sources: Microsoft's pages of ``WinHttpGetIEProxyConfigForCurrentUser`` and
``WinHttpGetProxyForUrl`` (winhttp.h). Fixed proxies of the same settings are read by Python's
``urllib.request.getproxies``.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.host.proxy_ways import DIRECT, SystemSays, from_windows

AUTO_DETECT, CONFIG_URL = 1, 2
"""Flags of a question: find the script in the network; take the one at this address."""
BY_DHCP_AND_DNS = 1 | 2
NO_PROXY = 1
"""Type of access: a direct line."""
LOGIN_FAILURE = 12015
"""The script itself is kept behind a log-in: once more with this person's."""


class UserSettings(ctypes.Structure):
    """``WINHTTP_CURRENT_USER_IE_PROXY_CONFIG``."""

    _fields_ = (
        ("auto_detect", ctypes.c_int),
        ("script", ctypes.c_void_p),
        ("proxy", ctypes.c_void_p),
        ("bypass", ctypes.c_void_p),
    )


class Question(ctypes.Structure):
    """``WINHTTP_AUTOPROXY_OPTIONS``."""

    _fields_ = (
        ("flags", ctypes.c_uint32),
        ("detect_flags", ctypes.c_uint32),
        ("script", ctypes.c_wchar_p),
        ("reserved", ctypes.c_void_p),
        ("reserved_too", ctypes.c_uint32),
        ("log_in", ctypes.c_int),
    )


class Answer(ctypes.Structure):
    """``WINHTTP_PROXY_INFO``."""

    _fields_ = (
        ("access", ctypes.c_uint32),
        ("proxy", ctypes.c_void_p),
        ("bypass", ctypes.c_void_p),
    )


@dataclass(frozen=True, slots=True)
class WinHttp:
    """The functions that are called; pointers are handed over as ``ctypes.byref`` gives them."""

    user_settings: Callable[[Any], int]
    """``WinHttpGetIEProxyConfigForCurrentUser``."""
    open: Callable[..., int | None]
    proxy_for_url: Callable[..., int]
    close: Callable[[Any], int]
    free: Callable[[Any], object]
    """``GlobalFree``."""
    last_error: Callable[[], int]


def winhttp() -> WinHttp | None:
    """The system's own; None elsewhere than on Windows."""
    if sys.platform == "win32":
        return _loaded()
    else:  # noqa: RET505 - so that the type checker follows either platform
        return None


if sys.platform == "win32":

    def _loaded() -> WinHttp:
        http = ctypes.WinDLL("winhttp", use_last_error=True)
        free = ctypes.WinDLL("kernel32").GlobalFree
        free.argtypes, free.restype = (ctypes.c_void_p,), ctypes.c_void_p
        text = ctypes.c_wchar_p
        http.WinHttpOpen.restype = ctypes.c_void_p
        http.WinHttpOpen.argtypes = (text, ctypes.c_uint32, text, text, ctypes.c_uint32)
        http.WinHttpGetProxyForUrl.argtypes = (
            ctypes.c_void_p,
            text,
            ctypes.c_void_p,
            ctypes.c_void_p,
        )
        http.WinHttpCloseHandle.argtypes = (ctypes.c_void_p,)
        return WinHttp(
            http.WinHttpGetIEProxyConfigForCurrentUser,
            http.WinHttpOpen,
            http.WinHttpGetProxyForUrl,
            http.WinHttpCloseHandle,
            free,
            ctypes.get_last_error,
        )


def windows_says(
    fixed: Callable[[str], Sequence[str]], *, load: Callable[[], WinHttp | None] = winhttp
) -> SystemSays:
    """What the person's settings say; ``fixed`` gives the ways when no script decides."""
    api = load()
    if api is None:
        return SystemSays(fixed)
    detect, script = _settings(api)
    if not detect and not script:
        return SystemSays(fixed)

    def ways(url: str) -> Sequence[str]:
        for question in _questions(detect=detect, script=script):
            if (found := _asked(api, url, question)) is not None:
                return found
        return fixed(url)

    # What is only to be looked for is mostly not there: nothing to tell a person about.
    return SystemSays(ways, script)


def _settings(api: WinHttp) -> tuple[bool, str]:
    found = UserSettings()
    if not api.user_settings(ctypes.byref(found)):
        return False, ""
    script = _taken(api, found.script)
    _taken(api, found.proxy)
    _taken(api, found.bypass)
    return bool(found.auto_detect), script


def _questions(*, detect: bool, script: str) -> list[Question]:
    """As browsers do: the network's own script first, then the one that is named."""
    asked: list[Question] = []
    if detect:
        asked.append(Question(AUTO_DETECT, BY_DHCP_AND_DNS, None, None, 0, 0))
    if script:
        asked.append(Question(CONFIG_URL, 0, script, None, 0, 0))
    return asked


def _asked(api: WinHttp, url: str, question: Question) -> Sequence[str] | None:
    """The ways that the script gives; None when there is no script or it cannot be run."""
    session = api.open("Upcall", NO_PROXY, None, None, 0)
    if not session:
        return None
    answer = Answer()
    try:
        for log_in in (0, 1):
            question.log_in = log_in
            if api.proxy_for_url(session, url, ctypes.byref(question), ctypes.byref(answer)):
                proxy = _taken(api, answer.proxy)
                _taken(api, answer.bypass)
                direct = answer.access == NO_PROXY or not proxy
                return (DIRECT,) if direct else from_windows(proxy, urlsplit(url).scheme)
            if api.last_error() != LOGIN_FAILURE:
                return None
        return None
    finally:
        api.close(session)


def _taken(api: WinHttp, pointer: int | None) -> str:
    """A text that Windows made for us; its memory is given back."""
    if not pointer:
        return ""
    text = ctypes.wstring_at(pointer)
    api.free(pointer)
    return text
