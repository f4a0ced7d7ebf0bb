"""XML as the service writes it, read without trust; and the one document that we write.

An answer may come from anything on the way, so nothing in it may make us work: document types and
entities are refused before they take effect, as are deep nesting and floods of elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape

MOST_ELEMENTS = 100_000
DEEPEST = 32

# Keys may hold control characters that XML cannot carry; an error about such a key shall be read.
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_NO_CONTROLS = bytes.maketrans(_CONTROLS, b"?" * len(_CONTROLS))


class NotXml(ValueError):
    """The text is no document that we are willing to read."""


class _Reader:
    """Builds a tree from parser events and stops at the first sign of mischief."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, name: str, _attributes: object) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise NotXml("too deep or too many elements")
        self.builder.start(name.rpartition(":")[2], {})

    def end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(name.rpartition(":")[2])

    def doctype(self, *_declaration: object) -> None:
        raise NotXml("document types are not read")


def read(body: bytes) -> Element:
    """Root of a UTF-8 document, names without namespace prefix, attributes left out.

    Raises `NotXml` for everything else: no XML, HTML, a DTD, more than 32 levels or 100,000
    elements.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.builder.data
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(body.translate(_NO_CONTROLS), True)
    except expat.ExpatError as error:
        raise NotXml(str(error)) from None
    return reader.builder.close()


def text(element: Element, path: str) -> str:
    """Text at ``path`` without blanks around it; empty when there is no such element."""
    return (element.findtext(path) or "").strip()


def number(element: Element, path: str) -> int | None:
    """Unsigned whole number at ``path``; None when there is none."""
    return whole_number(text(element, path))


def whole_number(value: str) -> int | None:
    """An unsigned decimal number below 2^64, or None."""
    if not (value.isascii() and value.isdigit() and len(value) <= 20):
        return None
    result = int(value)
    return result if result < 1 << 64 else None


def complete_document(parts: Iterable[tuple[int, str]]) -> bytes:
    """Body of CompleteMultipartUpload from (number, ETag without quotes), ascending (2.3)."""
    lines = (
        f'<Part><PartNumber>{number}</PartNumber><ETag>"{escape(etag)}"</ETag></Part>'
        for number, etag in sorted(parts)
    )
    inner = "".join(lines)
    return f"<CompleteMultipartUpload>{inner}</CompleteMultipartUpload>".encode()
