"""JSON laid out for reading without changing it: numbers, order and doubles stay as they came."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.answer_pairs import pairs_of
from app.domain.judge_json import Place, first_trouble

SHOWN = 64 * 1024
"""Characters of a body that are shown before somebody asks for all of it."""
MOST = 8 * 1024 * 1024
"""Characters of a layout: a hostile body would grow without end."""
DEEPEST = 40
"""Levels that are indented; deeper ones stand below each other."""

_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_OPENING = frozenset("{[")
_CLOSING = frozenset("}]")


@dataclass(frozen=True, slots=True)
class Laid:
    """A body looked at as JSON."""

    text: str = ""
    """The body on indented lines; empty when it is no JSON."""
    place: Place | None = None
    """Where it stops being JSON; None when it is JSON or empty."""
    cut: bool = False
    """The layout would be longer than `MOST` and ends before the body does."""
    pairs: bool = False
    """The body is names and values, a line for each, and no JSON."""


def laid_out(body: str, *, pairs: bool = False) -> Laid:
    """The body as indented JSON, or the place where it breaks.

    ``pairs``: it may be names and values (`app.domain.answer_pairs`) as well, a line for each then.
    """
    if not body.strip():
        return Laid()
    if pairs and (told := pairs_of(body)):
        return Laid("\n".join(f"{name} = {value}" for name, value in told), pairs=True)
    place = first_trouble(body)
    if place is not None:
        return Laid("", place)
    out: list[str] = []
    length = 0
    for piece in _pieces(_TOKENS.findall(body)):
        out.append(piece)
        length += len(piece)
        if length > MOST:
            return Laid("".join(out), cut=True)
    return Laid("".join(out))


def _pieces(tokens: list[str]) -> Iterator[str]:
    """Tokens of valid JSON with line breaks, blanks and indents between them."""
    depth = 0
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token in _CLOSING:
            depth -= 1
            empty = tokens[index - 1] in _OPENING
            yield token if empty else _line(depth) + token
        elif token in _OPENING:
            depth += 1
            yield token if following in _CLOSING else token + _line(depth)
        elif token == ",":
            yield token + _line(depth)
        else:
            yield ": " if token == ":" else _readable(token)


def _line(depth: int) -> str:
    return "\n" + "  " * min(depth, DEEPEST)


def _readable(token: str) -> str:
    """A string token with its ``\\u`` escapes as the characters that they stand for."""
    if "\\u" not in token:
        return token
    text = json.loads(token)
    plain = all(c.isprintable() or c in "\n\t\r" for c in text)
    return json.dumps(text, ensure_ascii=False) if plain else token
