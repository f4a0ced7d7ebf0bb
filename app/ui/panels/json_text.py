"""JSON laid out for reading without changing it: numbers, order and doubles stay as they came."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

SHOWN = 256 * 1024
"""Characters of a body that are shown before somebody asks for all of it."""

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_OPENING = frozenset("{[")
_CLOSING = frozenset("}]")


@dataclass(frozen=True, slots=True)
class Laid:
    """A body looked at as JSON."""

    text: str = ""
    """The body on indented lines; empty when it is no JSON."""
    line: int = 0
    """Where it stops being JSON, counted from 1; 0 when it is JSON or empty."""
    column: int = 0
    found: str = ""
    """The character found there; empty at the end of the text."""


def laid_out(body: str) -> Laid:
    """The body as indented JSON, or the place where it breaks."""
    if not body.strip():
        return Laid()
    try:
        json.loads(body, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        return Laid("", error.lineno, error.colno, body[error.pos : error.pos + 1])
    except RecursionError:
        return Laid("", 1, 1, body[:1])
    return Laid("".join(_pieces(_TOKENS.findall(body))))


def _pieces(tokens: list[str]) -> list[str]:
    """Tokens of valid JSON with line breaks, blanks and indents between them."""
    out: list[str] = []
    depth = 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token in _CLOSING:
            depth -= 1
            empty = tokens[index - 1] in _OPENING
            out.append(token if empty else _line(depth) + token)
        elif token in _OPENING:
            depth += 1
            out.append(token if following in _CLOSING else token + _line(depth))
        elif token == ",":
            out.append(token + _line(depth))
        else:
            out.append(": " if token == ":" else _readable(token))
    return out


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _readable(token: str) -> str:
    """A string token with its ``\\u`` escapes as the characters that they stand for."""
    if "\\u" not in token:
        return token
    text = json.loads(token)
    plain = all(c.isprintable() or c in "\n\t\r" for c in text)
    return json.dumps(text, ensure_ascii=False) if plain else token
