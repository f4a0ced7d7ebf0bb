"""Requests to the demo cloud's Wangsu, signed by hand from the sheet (reference/wangsu.md 1)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from tests.cloud import Cloud

BOUNDARY = "a-line-that-no-file-has"
QUICK = {"wangsu_minute_seconds": 0.05, "wangsu_process_seconds": 0.02}
"""Settings with which minutes pass in a twinkling."""


def b64(text: str | bytes) -> str:
    """Give URL-safe Base64 with padding."""
    return base64.urlsafe_b64encode(text.encode() if isinstance(text, str) else text).decode()


def unb64(text: str | bytes) -> str:
    """Undo it; the padding may be missing."""
    raw = text.decode() if isinstance(text, bytes) else text
    return base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4)).decode()


def signature(secret: str, text: str | bytes) -> str:
    """Give the Base64 of the hex text of an HMAC-SHA1."""
    raw = text.encode() if isinstance(text, str) else text
    return b64(hmac.new(secret.encode(), raw, hashlib.sha1).hexdigest())


def etag(data: bytes) -> str:
    """Give the etag of bytes, as the sheet has it (2.5)."""
    size = 4 * 1024 * 1024
    pieces = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    digests = [hashlib.sha1(piece).digest() for piece in pieces]
    if len(digests) == 1:
        return b64(b"\x16" + digests[0])
    return b64(b"\x96" + hashlib.sha1(b"".join(digests)).digest())


@dataclass(frozen=True)
class Answer:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        value: dict[str, Any] = json.loads(self.body)
        return value

    @property
    def pairs(self) -> dict[str, str]:
        """The pairs of a body in Base64."""
        return dict(pair.split("=", 1) for pair in unb64(self.body).split("&"))


class Wangsu:
    """The service of a running cloud."""

    def __init__(self, cloud: Cloud) -> None:
        self.cloud = cloud
        self.facts: dict[str, str] = cloud.facts["wangsu"]
        self.bucket = self.facts["bucket"]

    def policy(self, key: str = "", **more: object) -> dict[str, object]:
        """Give a policy for a key that is good for ten minutes."""
        scope = f"{self.bucket}:{key}" if key else self.bucket
        deadline = str(round((time.time() + 600) * 1000))
        return {"scope": scope, "deadline": deadline, **more}

    def token(self, policy: Mapping[str, object] | str) -> str:
        """Sign a policy."""
        text = policy if isinstance(policy, str) else json.dumps(policy)
        sign = signature(self.facts["secret_key"], b64(text))
        return f"{self.facts['access_key']}:{sign}:{b64(text)}"

    def value(self, text: str | bytes) -> str:
        """Sign a text as callbacks, notifications and management do."""
        return f"{self.facts['access_key']}:{signature(self.facts['secret_key'], text)}"

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request."""
        place = urlsplit(url)
        line = HTTPConnection(place.hostname or "", place.port, timeout=60)
        try:
            target = place.path + (f"?{place.query}" if place.query else "")
            line.request(method, target, body=body, headers=dict(headers or {}))
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            line.close()

    def upload(
        self,
        policy: Mapping[str, object] | str,
        data: bytes = b"hello",
        *,
        name: str = "hello.txt",
        file_first: bool = False,
        token: str = "",
        **fields: str,
    ) -> Answer:
        """Send a form; of a field's name, ``__`` is a colon."""
        given = {"token": token or self.token(policy)}
        given |= {key.replace("__", ":"): value for key, value in fields.items()}
        parts = [_part(f'name="{key}"', value.encode()) for key, value in given.items()]
        head = f'name="file"; filename="{name}"'
        file = _part(head, data, "Content-Type: application/octet-stream\r\n")
        parts.insert(0 if file_first else len(parts), file)
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        url = self.facts["upload_endpoint"] + "/file/upload"
        return self.ask("POST", url, body=body, headers={"Content-Type": kind})

    def block(
        self,
        path: str,
        body: bytes,
        policy: Mapping[str, object],
        *,
        batch: str = "batch-1",
        prefix: str = "",
        **headers: str,
    ) -> Answer:
        """Send mkblk, bput or mkfile."""
        given = {"Authorization": prefix + self.token(policy), "UploadBatch": batch}
        given = {name: value for name, value in (given | headers).items() if value}
        url = self.facts["upload_endpoint"] + path
        return self.ask("POST", url, body=body, headers=given)

    def manage(self, method: str, target: str, body: str = "", *, token: str = "") -> Answer:
        """Send a management request."""
        headers = {"Authorization": token or self.value(f"{target}\n{body}")}
        url = self.facts["management_endpoint"] + target
        return self.ask(method, url, body=body.encode(), headers=headers)

    def entry(self, key: str) -> str:
        """Give EncodedEntryURI."""
        return b64(f"{self.bucket}:{key}")

    def stat(self, key: str) -> Answer:
        """Look an object up."""
        return self.manage("GET", f"/stat/{self.entry(key)}")

    def task(self, persistent_id: str) -> dict[str, Any]:
        """Ask where a task stands; nothing is signed."""
        url = f"{self.facts['management_endpoint']}/status/get/prefop?persistentId={persistent_id}"
        return self.ask("GET", url).json

    def read(self, key: str) -> bytes:
        """Read an object at its public address."""
        return self.ask("GET", f"{self.facts['upload_endpoint']}/{self.bucket}/{key}").body

    def news(self, since: int = 0, wait: float = 10) -> list[dict[str, Any]]:
        """Read the status stream."""
        url = f"{self.facts['status_url']}?since={since}&wait={wait}"
        found: list[dict[str, Any]] = self.ask("GET", url).json["events"]
        return found


def _part(head: str, data: bytes, more: str = "") -> bytes:
    start = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n{more}\r\n"
    return start.encode() + data + b"\r\n"
