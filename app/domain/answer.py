"""The application server's answer as one plain sentence."""

from __future__ import annotations

import json

from app.domain.callback import CallbackResult

LONGEST = 300
"""Characters of a sentence; the rest is in the result view."""


def sentence(callback: CallbackResult, field: str) -> str:
    """Text of the answer's JSON field ``field``, on one line; empty when there is none.

    Nested fields are written with dots, such as ``data.message``.
    """
    if callback.body_cut or not callback.body:
        return ""
    try:
        value: object = json.loads(callback.body)
    except (ValueError, RecursionError):
        return ""
    for name in field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return first_line(text)


def first_line(text: str) -> str:
    """``text`` on one line, without control characters, cut to a sentence's length."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
