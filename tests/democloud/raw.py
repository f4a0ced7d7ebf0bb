"""Requests byte by byte, and a V1 signature made by hand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from xml.etree import ElementTree as ET

from tests.cloud import PATIENCE, Cloud


@dataclass(frozen=True)
class RawAnswer:
    """An answer as it came over the wire."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    interim: tuple[int, ...] = ()

    def header(self, name: str) -> str | None:
        """Give a header by its exact spelling."""
        return next((value for found, value in self.headers if found == name), None)

    def text(self, element: str) -> str | None:
        """Give the text of the first element of this name in an XML body."""
        return ET.fromstring(self.body).findtext(f".//{element}")  # noqa: S314


def connect(cloud: Cloud) -> socket.socket:
    """Open a connection to the data plane."""
    return socket.create_connection(("127.0.0.1", cloud.port), timeout=PATIENCE)


def read_answer(line: socket.socket, *, head_only: bool = False) -> RawAnswer:
    """Read one answer, with the interim ones before it."""
    reader = line.makefile("rb")
    interim: list[int] = []
    while True:
        status = int(reader.readline().split()[1])
        headers = []
        while (raw := reader.readline().rstrip(b"\r\n")) != b"":
            name, _, value = raw.decode("latin-1").partition(":")
            headers.append((name, value.strip()))
        if status >= 200:
            break
        interim.append(status)
    length = int(next((v for n, v in headers if n.lower() == "content-length"), "0"))
    body = b"" if head_only else reader.read(length)
    return RawAnswer(status, tuple(headers), body, tuple(interim))


def ask(
    cloud: Cloud,
    method: str,
    target: str | bytes,
    *,
    resource: str,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    host: str = "127.0.0.1",
    announce: bool = True,
) -> RawAnswer:
    """Send one request signed with V1 for ``resource`` and give the answer."""
    with connect(cloud) as line:
        head = signed_head(cloud, method, target, resource=resource, headers=headers, host=host)
        length = f"Content-Length: {len(body)}\r\n".encode() if announce else b""
        line.sendall(head + length + b"\r\n" + body)
        return read_answer(line, head_only=method == "HEAD")


def signed_head(
    cloud: Cloud,
    method: str,
    target: str | bytes,
    *,
    resource: str,
    headers: Mapping[str, str] | None = None,
    host: str = "127.0.0.1",
) -> bytes:
    """Give request line and headers, open at the end."""
    all_headers = {"Date": formatdate(usegmt=True)} | dict(headers or {})
    lower = {name.lower(): value for name, value in all_headers.items()}
    oss = "".join(f"{n}:{v}\n" for n, v in sorted(lower.items()) if n.startswith("x-oss-"))
    pieces = (
        method,
        lower.get("content-md5", ""),
        lower.get("content-type", ""),
        lower.get("x-oss-date", lower["date"]),
        oss + resource,
    )
    key = cloud.access_key_secret.encode()
    digest = hmac.new(key, "\n".join(pieces).encode(), hashlib.sha1).digest()
    signature = base64.b64encode(digest).decode()
    all_headers["Authorization"] = f"OSS {cloud.access_key_id}:{signature}"
    raw_target = target if isinstance(target, bytes) else target.encode("ascii")
    lines = [f"{name}: {value}" for name, value in all_headers.items()]
    head = "\r\n".join([f"Host: {host}:{cloud.port}", *lines, ""])
    return method.encode() + b" " + raw_target + b" HTTP/1.1\r\n" + head.encode()
