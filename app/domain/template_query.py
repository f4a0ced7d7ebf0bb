"""The query of an address as names and values, for a table."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, unquote

Pair = tuple[str, str]


def query_of(url: str) -> tuple[Pair, ...]:
    """Names and values of the query, decoded and in order; a ``+`` stays a ``+``.

    Servers differ about ``+``, so it is neither read nor written as a blank.
    """
    _, mark, rest = url.partition("#")[0].partition("?")
    pairs = [piece.partition("=") for piece in rest.split("&") if piece] if mark else []
    return tuple((unquote(name), unquote(value)) for name, _, value in pairs)


def with_query(url: str, pairs: Sequence[Pair]) -> str:
    """``url`` with another query, percent-encoded; a pair without a name is left out."""
    front, mark, fragment = url.partition("#")
    bare = front.partition("?")[0]
    query = "&".join(f"{_sent(name)}={_sent(value)}" for name, value in pairs if name)
    return bare + ("?" + query if query else "") + mark + fragment


def _sent(text: str) -> str:
    return quote(text, safe="-_.~/:@!$'()*,+", errors="replace")
