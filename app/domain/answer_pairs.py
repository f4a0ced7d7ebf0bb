"""Answers that are names and values, ``key=a&hash=b``: a service's own reply to an upload."""

from __future__ import annotations

import re

_PAIRS = re.compile(r"[\w.:\[\]-]+=[^&\n]*(?:&[\w.:\[\]-]+=[^&\n]*)*")
LONGEST = 64 * 1024
"""Characters of an answer that is read so."""


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Names and values as they stand, in their order; empty for any other text."""
    bare = text.strip()
    if len(bare) > LONGEST or not _PAIRS.fullmatch(bare):
        return []
    pieces = (piece.partition("=") for piece in bare.split("&"))
    return [(name, value) for name, _mark, value in pieces]
