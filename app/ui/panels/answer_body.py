"""What an answer's body is: its bytes, its text, its kind; nothing of it is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPE = re.compile(r"\\x([89a-f][0-9a-f])")


@dataclass(frozen=True, slots=True)
class Body:
    """One body."""

    text: str = ""
    """As text; bytes that are none are written ``\\xNN`` then."""
    binary: bool = False
    """Whether there are such bytes."""
    data: bytes | None = None
    """As it came; None: only the text is known."""

    @property
    def bytes(self) -> bytes:
        """As it came, made again of the text where only that was kept."""
        if self.data is not None:
            return self.data
        raw = self.text.encode("utf-8", "surrogatepass")
        return _unescaped(raw) if self.binary else raw

    @property
    def suffix(self) -> str:
        """Ending for a file that it is saved to; never one that something would run or render."""
        start = self.text[:200].lstrip("\ufeff \t\r\n")
        if self.binary:
            return ".bin"
        if start.startswith("<?xml"):
            return ".xml"
        return ".json" if start[:1] in ("{", "[") else ".txt"


def body_of(data: bytes) -> Body:
    """A body from its bytes."""
    try:
        return Body(data.decode("utf-8"), data=data)
    except UnicodeDecodeError:
        return Body(data.decode("utf-8", "backslashreplace"), True, data)


def _unescaped(raw: bytes) -> bytes:
    """The reverse of ``backslashreplace``."""
    pieces = _ESCAPE.split(raw.decode("utf-8", "surrogatepass"))
    out = [pieces[0].encode("utf-8", "surrogatepass")]
    for code, text in zip(pieces[1::2], pieces[2::2], strict=True):
        out += [bytes.fromhex(code), text.encode("utf-8", "surrogatepass")]
    return b"".join(out)
