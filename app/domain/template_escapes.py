"""Templates copied out of source code: with backslashes, in quotes, or cut into several strings."""

from __future__ import annotations

import re

_LITERAL = r'(?:@|L|u|b|r|f)?"(?:\\.|[^"\\])*"'
_SINGLE = r"'(?:\\.|[^'\\])*'"
_JOINED = re.compile(
    rf"\s*(?:{_LITERAL}|{_SINGLE})(?:[\s+.,\\]*(?:{_LITERAL}|{_SINGLE}))*\s*[;,)]*\s*"
)
_ONE = re.compile(rf"{_LITERAL}|{_SINGLE}")
_ESCAPED_START = re.compile(r"\s*[{\[]\s*\\+\"")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_MOST_LEVELS = 5


def unescaped(text: str) -> str | None:
    """The template that was meant; None: ``text`` does not look copied from a program.

    Undoes string literals (several joined ones too) and as many levels of ``\\"`` as there are.
    """
    found = joined(text)
    start = text if found is None else found
    for _level in range(_MOST_LEVELS):
        if not _ESCAPED_START.match(start):
            break
        found = start = one_level(start)
    return None if found is None or found == text else found


def joined(text: str) -> str | None:
    """The value of one string literal, or of several that a program joins; None: it is none."""
    if not _JOINED.fullmatch(text):
        return None
    return "".join(one_level(m[0][m[0].index(m[0][-1]) + 1 : -1]) for m in _ONE.finditer(text))


def one_level(text: str) -> str:
    """``text`` with one level of backslashes taken away."""
    return _ESCAPE.sub(_meant, text)


def _meant(match: re.Match[str]) -> str:
    what = match[1]
    if len(what) == 5:
        return chr(int(what[1:], 16))
    return _LETTERS.get(what, what)
