"""Wangsu's rules for object names, before a byte is sent (wangsu.md, 1.5).

Codes of `key_problem`: ``key.empty``, ``key.not_text``, ``key.too_long``, ``key.first_character``,
``key.last_character``, ``key.dots``. Of `key_warning`: ``key.many_characters``.
"""

from __future__ import annotations

LONGEST_KEY = 1000
"""Bytes of UTF-8."""

ADVISED_CHARACTERS = 500
"""Characters of a name; the sources differ, so more is a warning and no error."""


def key_problem(key: str) -> str:
    """Code of what the service would refuse about an object's name; empty when nothing."""
    if not key:
        return "key.empty"
    try:
        length = len(key.encode())
    except UnicodeEncodeError:
        return "key.not_text"
    if length > LONGEST_KEY:
        return "key.too_long"
    if key[0] in "/\\":
        return "key.first_character"
    if key[-1] == "/":
        return "key.last_character"
    return "key.dots" if "/./" in key or "/../" in key else ""


def key_warning(key: str) -> str:
    """Code of what may go wrong with an object's name; empty when nothing."""
    return "key.many_characters" if len(key) > ADVISED_CHARACTERS else ""
