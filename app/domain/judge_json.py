"""Where a text stops being JSON: the first bad character, with its line and column."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NoReturn

_NO_NUMBER = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:NaN|Infinity)')


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a text, counted as editors do."""

    offset: int
    """Characters before it."""
    line: int
    """From 1."""
    column: int
    """From 1."""
    found: str = ""
    """The character; empty at the end of the text."""
    reason: str = "syntax"
    """``syntax``, ``early`` (the text ends there), ``more`` (something follows the value), ``word``
    (``NaN`` and ``Infinity`` are no JSON) or ``deep`` (nested too deeply to be read)."""


class _NoJsonError(ValueError):
    """A word that Python's reader takes and JSON has not."""


def first_trouble(text: str) -> Place | None:
    """The first place at which ``text`` is no JSON (RFC 8259); None when it is."""
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return place_at(text, error.pos, reason=_reason(text, error))
    except _NoJsonError:
        word = next(m for m in _NO_NUMBER.finditer(text) if not m[0].startswith('"'))
        return place_at(text, word.start(), reason="word")
    except RecursionError:
        return place_at(text, 0, reason="deep")
    return None


def place_at(text: str, offset: int, *, reason: str = "syntax") -> Place:
    """The character after ``offset`` others."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Place(offset, line, column, text[offset : offset + 1], reason)


def _reason(text: str, error: json.JSONDecodeError) -> str:
    if not text[error.pos :].strip():
        return "early"
    return "more" if error.msg == "Extra data" else "syntax"


def _refuse(word: str) -> NoReturn:
    raise _NoJsonError(word)
