"""Percent-encoding and queries as V4 signs them (oss.md, 5.1)."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

Query = tuple[tuple[str, str], ...]
"""Names and values as text, in any order."""


def quoted(text: str) -> str:
    """``text`` with every byte but ``A-Z a-z 0-9 - _ . ~`` as ``%XX`` over its UTF-8."""
    return quote(text, safe="")


def quoted_path(key: str) -> str:
    """Like `quoted`, but slashes stay: the form of a key in the canonical URI."""
    return quote(key, safe="/")


def wire_path(key: str) -> str:
    """Like `quoted_path`, but segments ``.`` and ``..`` are written ``%2E`` and ``%2E%2E``.

    The service decodes before it signs, so both forms have one signature; a proxy that tidies
    paths up would shorten ``a/../b`` and break it (oss.md, 3.3).
    """
    segments = quoted_path(key).split("/")
    return "/".join(s.replace(".", "%2E") if s in (".", "..") else s for s in segments)


def query_string(query: Iterable[tuple[str, str]]) -> str:
    """The canonical query, which is also the one sent: sorted, a name alone when value is empty."""
    pairs = sorted((quoted(name), quoted(value)) for name, value in query)
    return "&".join(f"{name}={value}" if value else name for name, value in pairs)
