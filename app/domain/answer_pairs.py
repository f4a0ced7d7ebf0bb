"""Answers that are names and values, ``key=a&hash=b``: a service's own reply to an upload."""

from __future__ import annotations

import re

from app.domain.callback import CallbackResult
from app.domain.states import CallbackOutcome
from app.domain.wangsu_base64 import encoded

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


def as_received(callback: CallbackResult) -> str:
    """A reply that was unpacked from Base64, as it came; empty for one that came as it is.

    Told by its length, which the answer's head has (wangsu.md, 2.4): the alphabet is the URL-safe
    one, padded or not.
    """
    length = {name.lower(): value for name, value in callback.headers}.get("content-length", "")
    own = callback.outcome is CallbackOutcome.NOT_REQUESTED and not callback.body_cut
    if not own or not callback.body or not length.isdecimal():
        return ""
    packed = encoded(callback.body)
    for text in (packed, packed.rstrip("=")):
        if len(text) == int(length) != len(callback.body.encode("utf-8", "replace")):
            return text
    return ""
