"""Secrets out of text: by the shapes that they have, and by their exact values."""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from app.domain.exchange import HIDDEN, SECRET_HEADERS, SECRET_QUERY

SHORTEST = 6
"""Characters; hiding shorter values would take innocent words out of the log."""

_NAMES = (
    r"access[_-]?key[_-]?secret|secret[_-]?access[_-]?key|secret[_-]?key|secret[_-]?id"
    r"|access[_-]?secret|security[_-]?token|session[_-]?token|session[_-]?key|upload[_-]?token"
    r"|access[_-]?token|refresh[_-]?token|client[_-]?secret|api[_-]?key"
    r"|password|passwd|passphrase|secret"
)
_HEADERS = "|".join(re.escape(name) for name in sorted(SECRET_HEADERS, key=len, reverse=True))
_QUERY = "|".join(re.escape(name) for name in sorted(SECRET_QUERY, key=len, reverse=True))
_JOINT = r"""["']?\s*[:=,]\s*b?["']?"""

_SHAPES = (
    # a header line or pair: everything up to the end of the line or of the quotes
    re.compile(rf"""(?i)(?P<keep>\b(?:{_HEADERS}){_JOINT})(?P<value>[^\r\n"']+)"""),
    # name=value in a query, in a signature line, in an environment
    re.compile(rf"""(?i)(?P<keep>\b(?:{_QUERY}|credential)=)(?P<value>[^&\s"'<>,;]+)"""),
    # AccessKeySecret: value, "secret_key": "value", --password=value
    re.compile(rf"""(?i)(?P<keep>(?:{_NAMES}){_JOINT})(?P<value>[^\s"'&<>,;]+)"""),
    # <SecurityToken>value</SecurityToken>
    re.compile(rf"(?i)(?P<keep><(?:{_NAMES}|signatureprovided)>)(?P<value>[^<]+)"),
    re.compile(r"(?i)(?P<keep>\bbearer\s+)(?P<value>[\w.~+/-]+=*)"),
    # https://person:password@host
    re.compile(r"(?P<keep>://)(?P<value>[^/\s@\"']+)(?=@)"),
)


_HINTS = (
    *("auth", "cookie", "token", "secret", "sign", "cred", "key", "pass", "bearer", "://"),
    "q-ak",
)
"""Every shape holds one of these; looking for them first is a hundred times as fast."""


def redact(text: str) -> str:
    """``text`` with everything hidden that has the shape of a secret."""
    lower = text.lower()
    if not any(hint in lower for hint in _HINTS):
        return text
    for shape in _SHAPES:
        text = shape.sub(lambda match: match["keep"] + HIDDEN, text)
    return text


class Redactor:
    """Hides shapes and, in whatever spelling, the values that it was told. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spellings: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._stale = False

    def hide(self, secret: str) -> None:
        """From now on ``secret`` appears in no spelling; shorter ones than 6 characters may."""
        if len(secret) < SHORTEST:
            return
        with self._lock:
            self._spellings.update(spellings(secret))
            self._stale = True  # a presigned address for each of a thousand files: compiled later

    def redact(self, text: str) -> str:
        """``text`` without secrets."""
        pattern = self._compiled()
        return redact(pattern.sub(HIDDEN, text) if pattern else text)

    def _compiled(self) -> re.Pattern[str] | None:
        with self._lock:
            if self._stale:
                longest_first = sorted(self._spellings, key=lambda s: (-len(s), s))
                self._pattern = re.compile("|".join(map(re.escape, longest_first)))
                self._stale = False
            return self._pattern


def spellings(secret: str) -> Iterator[str]:
    """The ways in which ``secret`` may be written: plain, quoted, percent-encoded, Base64, hex."""
    data = secret.encode("utf-8", "surrogatepass")
    yield secret
    yield json.dumps(secret)[1:-1]
    yield repr(secret)[1:-1]
    for encoded in (quote(data, safe=""), quote(data), quote_plus(data)):
        yield encoded
        yield re.sub("%..", lambda m: m[0].lower(), encoded)
    yield data.hex()
    for shift in range(3):
        inner = _base64_inside(data, shift=shift)
        if len(inner) >= SHORTEST:
            yield inner
            yield inner.translate(str.maketrans("+/", "-_"))


def _base64_inside(data: bytes, *, shift: int) -> str:
    """What Base64 shows of ``data`` when ``shift`` (mod 3) bytes stand before it, whatever they
    are and whatever follows: without the characters that share bits with neighbours."""
    text = base64.b64encode(b"\0" * shift + data).decode("ascii")
    return text[-(-shift * 8 // 6) : (shift + len(data)) * 8 // 6]
