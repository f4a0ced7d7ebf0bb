"""Forms read by an independent parser."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from python_multipart.multipart import MultipartParser, parse_options_header

from app.providers.contract import Body, Request, SourceRange


@dataclass
class ReadForm:
    """What a form server makes of a request's body."""

    fields: list[tuple[str, bytes]] = field(default_factory=list)
    file: bytes = b""
    file_name: str = ""
    file_kind: str = ""

    def __getitem__(self, name: str) -> str:
        (value,) = [value for known, value in self.fields if known == name]
        return value.decode()

    @property
    def names(self) -> list[str]:
        """Names of all parts in order, the file included."""
        return [name for name, _value in self.fields]

    @property
    def policy(self) -> dict[str, Any]:
        """The policy, decoded."""
        found: dict[str, Any] = json.loads(base64.b64decode(self["policy"], validate=True))
        return found


def flat(body: Body) -> bytes:
    """The body as the wire sends it."""
    if isinstance(body, bytes):
        return body
    if isinstance(body, SourceRange):
        with open(body.path, "rb") as file:
            file.seek(body.offset)
            return file.read(body.length)
    return b"".join(map(flat, body))


def read_form(request: Request) -> ReadForm:
    """The form in ``request``. Raises what the parser raises for a broken one."""
    headers = {name.lower(): value for name, value in request.headers}
    return parsed(flat(request.body), headers["content-type"])


def parsed(body: bytes, content_type: str) -> ReadForm:
    """The form in ``body``."""
    kind, options = parse_options_header(content_type)
    assert kind == b"multipart/form-data"
    reader = _Reader()
    parser = MultipartParser(options[b"boundary"], reader.callbacks())  # type: ignore[arg-type]
    assert parser.write(body) == len(body)
    parser.finalize()
    assert reader.ended
    return reader.form


class _Reader:
    def __init__(self) -> None:
        self.form = ReadForm()
        self.ended = False
        self._name, self._value, self._data = b"", b"", b""
        self._headers: dict[str, bytes] = {}

    def callbacks(self) -> dict[str, object]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header(name=data[start:end]),
            "on_header_value": lambda data, start, end: self._header(value=data[start:end]),
            "on_header_end": self._header_end,
            "on_part_data": self._more,
            "on_part_end": self._end,
            "on_end": self._done,
        }

    def _begin(self) -> None:
        self._headers, self._data = {}, b""

    def _header(self, *, name: bytes = b"", value: bytes = b"") -> None:
        self._name += name
        self._value += value

    def _header_end(self) -> None:
        self._headers[self._name.decode().lower()] = self._value
        self._name, self._value = b"", b""

    def _more(self, data: bytes, start: int, end: int) -> None:
        self._data += data[start:end]

    def _end(self) -> None:
        kind, options = parse_options_header(self._headers["content-disposition"])
        assert kind == b"form-data"
        name = options[b"name"].decode()
        self.form.fields.append((name, b"" if name == "file" else self._data))
        if name == "file":
            self.form.file = self._data
            self.form.file_name = options[b"filename"].decode()
            self.form.file_kind = self._headers["content-type"].decode()

    def _done(self) -> None:
        self.ended = True
