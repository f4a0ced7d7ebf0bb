"""A multipart/form-data body as it streams in: fields, then one file (reference/oss.md 4.1).

Memory stays constant: the fields before the file are kept (they are limited), the file's bytes are
handed on as they come, and what follows the file is thrown away.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from app.democloud.oss import limits
from app.democloud.oss.errors import OssError

_PART_COST = 64
"""Bytes that a field counts beyond its name and value: a million empty ones are no form."""

_NAME_TOO_LONG = "0006-00000110"
_ALLOWED_IN_FILE = {"content-disposition", "content-type"}


@dataclass(frozen=True, slots=True)
class Part:
    """The head of one part."""

    name: str
    """Field name; in lower case, but for variables ``x:...``."""
    filename: str | None
    """The file's name; None for a plain field."""
    content_type: str
    """``Content-Type`` of the part, or empty."""


@dataclass(slots=True)
class Form:
    """What came before the file's first byte."""

    fields: dict[str, bytes] = field(default_factory=dict)
    """Values by :attr:`Part.name`; of two with one name the last counts."""
    file: Part | None = None
    """The file; None when the form ended without one."""

    def text(self, name: str) -> str | None:
        """Give a field as text, or None."""
        value = self.fields.get(name)
        return None if value is None else value.decode("utf-8", "replace")

    def texts(self) -> dict[str, str]:
        """Give all fields as text."""
        return {name: value.decode("utf-8", "replace") for name, value in self.fields.items()}


class PartEnd:
    """Stands for the end of a part."""


Token = Part | bytes | PartEnd


class _Splitter:
    """Turns chunks of a body into tokens."""

    def __init__(self, boundary: bytes) -> None:
        self._tokens: list[Token] = []
        self._headers: list[tuple[bytes, bytes]] = []
        self._name = self._value = b""
        self.ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._headers.clear,
                "on_header_field": self._on_name,
                "on_header_value": self._on_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers,
                "on_part_data": self._on_data,
                "on_part_end": self._on_part_end,
                "on_end": self._on_end,
            },
        )
        # Its own limit is below what the service takes; ours is checked in _on_value.
        self._parser.max_header_size = 4 * limits.LONGEST_FIELD_NAME

    def feed(self, chunk: bytes) -> list[Token]:
        """Give the tokens that ``chunk`` completes; OssError 400 when it is no form."""
        self._tokens = []
        self._parser.write(chunk)
        return self._tokens

    def _on_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._value) > limits.LONGEST_FIELD_NAME + 64:
            raise field_too_long(_NAME_TOO_LONG)

    def _on_header_end(self) -> None:
        self._headers.append((self._name.lower(), self._value))
        self._name = self._value = b""

    def _on_headers(self) -> None:
        self._tokens.append(_part(self._headers))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._tokens.append(data[start:end])

    def _on_part_end(self) -> None:
        self._tokens.append(PartEnd())

    def _on_end(self) -> None:
        self.ended = True


def _part(headers: list[tuple[bytes, bytes]]) -> Part:
    values = {name.decode("ascii", "replace"): value for name, value in headers}
    kind, options = parse_options_header(values.get("content-disposition", b""))
    name = options.get(b"name", b"").decode("utf-8", "replace")
    if kind != b"form-data" or not name:
        raise malformed()
    if len(options[b"name"]) > limits.LONGEST_FIELD_NAME:
        raise field_too_long(_NAME_TOO_LONG)
    filename = options.get(b"filename")
    name = name if name.startswith("x:") else name.lower()
    if name == "file" and (filename is None or set(values) - _ALLOWED_IN_FILE):
        raise malformed()
    return Part(
        name=name,
        filename=None if filename is None else filename.decode("utf-8", "replace"),
        content_type=values.get("content-type", b"").decode("utf-8", "replace").strip(),
    )


async def form_tokens(chunks: AsyncIterator[bytes], content_type: str) -> AsyncIterator[Token]:
    """Yield a form's parts: the head of each, its bytes, its end; OssError 400 when it is none."""
    boundary = _boundary(content_type)
    try:
        splitter = _Splitter(boundary)
        async for chunk in chunks:
            for token in splitter.feed(chunk):
                yield token
    except FormParserError:
        raise malformed() from None
    if not splitter.ended:
        raise malformed()


class FormReader:
    """Reads one form: first its fields, then its file."""

    def __init__(self, chunks: AsyncIterator[bytes], content_type: str) -> None:
        self._tokens = form_tokens(chunks, content_type)

    async def read_fields(self) -> Form:
        """Read up to the file's first byte; OssError 400 when something is too long or broken."""
        form = Form()
        name, value, total = "", bytearray(), 0
        async for token in self._tokens:
            if isinstance(token, Part):
                if token.name == "file":
                    form.file = token
                    return form
                name, value = token.name, bytearray()
                total += len(name) + _PART_COST
            elif isinstance(token, bytes):
                value += token
                total += len(token)
                _check_length(len(value), total)
            else:
                form.fields[name] = bytes(value)
        return form

    async def file_chunks(self) -> AsyncIterator[bytes]:
        """Yield the file's bytes; what follows is ignored, but a second file is refused."""
        inside = True
        async for token in self._tokens:
            if isinstance(token, Part):
                if token.name == "file":
                    raise wrong_number_of_files()
            elif isinstance(token, PartEnd):
                inside = False
            elif inside:
                yield token


def _boundary(content_type: str) -> bytes:
    kind, options = parse_options_header(content_type.encode("utf-8"))
    if kind != b"multipart/form-data":
        message = "Bucket POST must be of the enclosure-type multipart/form-data."
        raise OssError(400, "RequestIsNotMultiPartContent", message)
    boundary = options.get(b"boundary", b"")
    if not boundary:
        raise malformed()
    return boundary


def _check_length(value: int, total: int) -> None:
    if value > limits.LONGEST_FIELD:
        raise field_too_long("")
    if total > limits.LONGEST_PREFACE:
        message = "Your POST request fields preceding the upload file were too large."
        raise OssError(400, "MaxPOSTPreDataLengthExceededError", message, ec="0006-00000112")


def malformed() -> OssError:
    """400: the body is no form, or breaks off."""
    message = "The body of your POST request is not well-formed multipart/form-data."
    return OssError(400, "MalformedPOSTRequest", message, ec="0006-00000104")


def wrong_number_of_files() -> OssError:
    """400: no file, or more than one."""
    message = "POST requires exactly one file upload per request."
    return OssError(400, "IncorrectNumberOfFilesInPOSTRequest", message)


def field_too_long(ec: str) -> OssError:
    """400: a field's name or value is too long."""
    return OssError(400, "FieldItemTooLong", "A field of your form is too long.", ec=ec)
