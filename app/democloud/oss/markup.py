"""XML as the service writes it: prolog, no namespaces, ``.000Z`` times (oss-clients.md 6)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote
from xml.sax.saxutils import escape

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tag(name: str, text: object = "") -> str:
    """Give an element with text."""
    return f"<{name}>{escape(str(text))}</{name}>"


def group(name: str, *inner: str) -> str:
    """Give an element with elements."""
    return f"<{name}>{''.join(inner)}</{name}>"


def document(name: str, *inner: str) -> bytes:
    """Give a whole document."""
    return (PROLOG + group(name, *inner)).encode("utf-8", "replace")


def xml_time(seconds: float) -> str:
    """Give Unix seconds as ``2012-02-23T07:01:34.000Z``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class KeyTags:
    """Writes key-like elements, percent-encoded when the client asked for it (oss.md 2.6)."""

    def __init__(self, encoding_type: str) -> None:
        self.encoded = encoding_type == "url"

    def __call__(self, name: str, value: str) -> str:
        """Give one element that holds a key, marker, prefix or delimiter."""
        return tag(name, quote(value, safe="") if self.encoded else value)

    @property
    def declaration(self) -> str:
        """The ``EncodingType`` element, or nothing."""
        return tag("EncodingType", "url") if self.encoded else ""
