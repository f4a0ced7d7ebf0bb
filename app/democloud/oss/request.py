"""A request as the service reads it: whose bucket, which key, which parameters.

Clients differ in how they write the same request (reference/oss-clients.md 1 and 2): the whole path
is decoded before it is split, ``+`` is a blank, and parameters may come in any order, with or
without ``=``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus, unquote_to_bytes

from starlette.types import Scope

from app.democloud.oss.errors import OssError, invalid_argument

LOCAL_SUFFIX = ".localhost"


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the data plane."""

    request_id: str
    """24 hex digits, given back in every answer."""
    method: str
    """GET, PUT ..."""
    host: str
    """The Host header as it came."""
    bucket: str
    """Bucket name; empty for the service itself."""
    key_bytes: bytes
    """The object key as it came, decoded; empty for the bucket itself."""
    query: tuple[tuple[str, str], ...]
    """Parameters, decoded, in the order in which they came."""
    headers: tuple[tuple[bytes, bytes], ...]
    """Names in lower case, values as they came."""
    client_ip: str
    """Address of the other end."""
    path_style: bool
    """Whether the bucket was named in the path."""
    custom_domain: bool = False
    """Whether the host is a domain of the bucket's owner (CNAME)."""

    @property
    def key(self) -> str:
        """The key as text."""
        return self.key_bytes.decode("utf-8", "replace")

    def header(self, name: str) -> str | None:
        """Give a header's value without blanks around it, or None."""
        wanted = name.lower().encode("ascii")
        for found, value in self.headers:
            if found == wanted:
                return value.strip().decode("utf-8", "replace")
        return None

    def has(self, parameter: str) -> bool:
        """Say whether a query parameter is there, with or without a value."""
        return any(name == parameter for name, _ in self.query)

    def parameter(self, name: str) -> str | None:
        """Give the first value of a query parameter, or None."""
        return next((value for found, value in self.query if found == name), None)

    def either(self, header: str, parameter: str) -> str | None:
        """Give what came as header or as parameter; both together are refused."""
        in_header, in_query = self.header(header), self.parameter(parameter)
        if in_header is not None and in_query is not None:
            message = f"Either the {parameter} query string parameter or the {header} header"
            raise invalid_argument(f"{message} should be specified, not both.", name=parameter)
        return in_query if in_header is None else in_header

    def number(self, name: str, *, default: int, lowest: int, highest: int) -> int:
        """Give a numeric parameter; an absent or empty one is ``default``."""
        text = self.parameter(name) or str(default)
        if not (text.isascii() and text.isdigit()) or not lowest <= int(text) <= highest:
            message = f"Argument {name} must be an integer between {lowest} and {highest}."
            raise invalid_argument(message, name=name, value=text)
        return int(text)

    @property
    def content_length(self) -> int | None:
        """The announced body length; None when it is not announced."""
        text = self.header("content-length")
        return None if text is None else int(text)

    @property
    def chunked(self) -> bool:
        """Whether the body comes in chunks."""
        return self.header("transfer-encoding") is not None


def read_request(scope: Scope, request_id: str, cnames: Mapping[str, str]) -> Request:
    """Read what the server got into a :class:`Request`; nothing is judged yet.

    ``cnames`` are custom domains with the bucket of each.
    """
    headers = tuple((bytes(name), bytes(value)) for name, value in scope["headers"])
    host, path = _target(bytes(scope["raw_path"]), dict(headers).get(b"host", b""))
    name = _name(host)
    bucket, key, path_style = _address(name, path, cnames.get(name))
    client = scope.get("client") or ("", 0)
    return Request(
        request_id=request_id,
        method=str(scope["method"]),
        host=host,
        bucket=bucket,
        key_bytes=key,
        query=_query(bytes(scope["query_string"])),
        headers=headers,
        client_ip=str(client[0]),
        path_style=path_style,
        custom_domain=name in cnames,
    )


def decoded_path(raw: bytes) -> bytes:
    """Undo percent-encoding; a bare ``+`` is a blank (reference/oss-clients.md 1)."""
    return unquote_to_bytes(raw.replace(b"+", b" "))


def _target(raw_path: bytes, host: bytes) -> tuple[str, bytes]:
    """Give host and path; a proxy-style target carries its own host."""
    if raw_path.lower().startswith(b"http://"):
        host, slash, rest = raw_path[len(b"http://") :].partition(b"/")
        raw_path = slash + rest or b"/"
    return host.decode("latin-1"), raw_path


def _name(host: str) -> str:
    return host.rsplit(":", 1)[0].lower().rstrip(".")


def _address(name: str, raw_path: bytes, owner: str | None) -> tuple[str, bytes, bool]:
    path = decoded_path(raw_path)[1:]
    if owner is not None:
        return owner, path, False
    if name.endswith(LOCAL_SUFFIX):
        return name.removesuffix(LOCAL_SUFFIX), path, False
    bucket, _, key = path.partition(b"/")
    return bucket.decode("utf-8", "replace"), key, True


def _query(raw: bytes) -> tuple[tuple[str, str], ...]:
    pairs = []
    for item in raw.decode("latin-1").split("&"):
        if item:
            name, _, value = item.partition("=")
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return tuple(pairs)


def part_number(request: Request) -> int | None:
    """Give the part number for events and faults; None when there is none or it is no number."""
    text = request.parameter("partNumber") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def missing_length() -> OssError:
    """411: neither a length nor chunks."""
    return OssError(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
