"""What an audience must not read: hosts, key ids, signatures, and Base64 that holds them.

A text's *spans* are where such things stand in it; whoever shows the text covers those places.
Rather too much is hidden than too little: a file called ``shop.example.com.txt`` loses its name.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable

DOTS = "•••"
Span = tuple[int, int]
"""First character, and the one behind the last."""

_ADDRESS = re.compile(r"(?:://|(?i:%3a%2f%2f))([^/\s\"'\\;?&%<>]+)")
_NUMBERS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b")
_IPV6 = re.compile(r"\[[0-9a-fA-F]*:[0-9a-fA-F:.]+\](?::\d+)?")
_NAME = re.compile(
    r"\b(?:[a-z0-9_-]{1,63}\.){1,20}(?:com|cn|net|org|io|cloud|dev|example|test|invalid|local"
    r"|localhost|lan|internal)\b(?::\d+)?|\blocalhost(?::\d+)?\b",
    re.IGNORECASE,
)
_KEY_ID = re.compile(r"\b(?:LTAI|AKID|STS\.)[A-Za-z0-9]{8,}\b")
_SIGNED = re.compile(
    r"(?im)^\s*(?:(?:proxy-)?authorization|x-(?:oss|cos)-security-token|x-tc-token)"
    r"\s*[:=]\s*(\S.*)$"
    r"|\b(?:x-oss-signature|x-(?:oss|cos)-security-token|signature|credential)"
    r"\s*=\s*([^&\s,;\"']+)"
)
_MEMBER = re.compile(
    r'"(?:signature|sign|signkey|token|securitytoken|secretkey|accesskeysecret|vodsessionkey)"'
    r'\s*:\s*"((?:[^"\\]|\\.)+)"?',
    re.IGNORECASE,
)
"""Of JSON: what signs or opens."""
_TOKEN = re.compile(r"\b([\w-]{1,80}:[\w-]{40,}={0,2}(?::[\w-]+={0,2})?)")
"""An upload's or a manager's token: key id, signature, and perhaps a policy in Base64."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_PLAIN = (_NUMBERS, _IPV6, _NAME, _KEY_ID)
_WITHIN = (_ADDRESS, _SIGNED, _MEMBER, _TOKEN)


def spans(text: str, names: Iterable[str] = ()) -> list[Span]:
    """Places in ``text`` to cover, in order and apart; ``names``: hosts that are known as such."""
    found = [match.span() for pattern in _PLAIN for match in pattern.finditer(text)]
    for pattern in _WITHIN:
        for match in pattern.finditer(text):
            found += [match.span(n) for n in range(1, len(match.groups()) + 1) if match[n]]
    low = text.lower()
    for name in filter(None, names):
        found += _places(low, name.lower())
    found += [m.span() for m in _BASE64.finditer(text) if _tells(m[0], names)]
    return _apart(found)


def hidden(text: str, names: Iterable[str] = ()) -> str:
    """``text`` with dots for each of its spans."""
    pieces, behind = [], 0
    for start, end in spans(text, tuple(names)):
        pieces += [text[behind:start], DOTS]
        behind = end
    return "".join([*pieces, text[behind:]])


def _places(text: str, name: str) -> list[Span]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return found


def _tells(encoded: str, names: Iterable[str]) -> bool:
    """Whether there is something to hide inside Base64 (never twice encoded: that is not ours)."""
    whole = encoded[: len(encoded) - len(encoded) % 4]
    try:
        inside = base64.b64decode(whole).decode("utf-8")
    except (binascii.Error, ValueError):
        return False
    plain = [pattern for pattern in (*_PLAIN, *_WITHIN) if pattern.search(inside)]
    return bool(plain) or any(name and name in inside for name in names)


def _apart(found: list[Span]) -> list[Span]:
    """In order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
