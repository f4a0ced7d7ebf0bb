"""Values out of JSON that others wrote: text, whole numbers, moments, and JSON text again.

Anything may stand where something else should: numbers as text, text that is no Unicode, numbers of
ten thousand digits. What is not what it should be counts as not told.
"""

from __future__ import annotations

import json

LONGEST = 18
"""Digits of a whole number: one that a file's size, a journal or a service's counter can have."""
LATEST = 1e11
"""Unix time after which no moment lies (the year 5138): nobody could show it."""


def text_of(value: object) -> str:
    """A text as it is, a whole number as its digits (ids are told as both), else nothing."""
    if isinstance(value, str):
        return sound(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def whole_of(value: object) -> int | None:
    """A whole number, as such or as text; None for anything else."""
    if isinstance(value, str):
        digits = value.strip().removeprefix("-")
        fits = digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST
        return int(value) if fits else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) < 10**LONGEST else None


def moment_of(value: object) -> float | None:
    """Unix time in seconds; None for what is no number, or no time that anybody lives in."""
    known = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if known and 0 <= value < LATEST else None  # type: ignore[operator,arg-type]


def sound(text: str) -> str:
    """``text``; half a character, which JSON can hold and no file can, becomes a question mark."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def json_of(value: object) -> str:
    """A value that was read out of JSON as JSON text again; empty when it is nested too deeply."""
    try:
        return sound(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return ""
