"""The further services: whatever they send back, nothing that signs or opens is kept or shown.

The server plays both services. Every token, key and signature that a request holds, and every key
that it gave, it sends back: in headers, and in the words of errors and answers.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.end2end.canary import files_with
from tests.end2end.running import command, environment, run

SECRET, TOKEN = "canary+secret/7f3a9c=0b", "canary+token/51e0=d2"
SESSION_KEY, TEMPORARY, OPENS = "canary-session-key-81x", "canary+temporary/4=k", "canary+opens/9=z"
CODE = "canary-code+83jd/x9"
SIGNATURE = (
    "5qrk8M/r9vpXlnxJ007yeVMVnltzZWNyZXRJZD1BS0lERVhBTVBMRSZjdXJyZW50VGltZVN0YW1wPTE3MDAwMDAwMDA"
    "mZXhwaXJlVGltZT00MDAwMDg2NDAwJnJhbmRvbT0xMjM0NTY3ODk="
)
_SIGNED = re.compile(r"(?:q-signature|Signature)=([0-9a-f]{40,})")


class Parrot(ThreadingHTTPServer):
    """``status``: of the service's last word on a file, and of the storage's."""

    daemon_threads = True

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = status
        self.secrets: set[str] = set()
        self.gives: set[str] = set()
        """Keys that it hands out."""
        self.asked: list[str] = []

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Parrot

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def do_any(self) -> None:
        """Learn what it was told, and say it all again."""
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("latin-1")
        self._now = self._learned(body)
        self.server.secrets |= self._now
        name = self.headers.get("x-tc-action") or self.path.partition("Action=")[2]
        name = name or self.path.split("/")[1].partition("?")[0]
        self.server.asked.append(f"{self.command} {name}")
        kind, status, text = self._said(name.removesuffix("UGC"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for told in ("X-Echo", "X-Reqid", "x-cos-request-id"):
            self.send_header(told, " ".join(sorted(self._known())))
        if self.command == "PUT":
            self.send_header("ETag", '"0cc175b9c0f1b6a831c399e269772661"')
        self.send_header("Date", formatdate(usegmt=True))
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = do_any  # noqa: N815 - the base class's names

    def _learned(self, body: str) -> set[str]:
        proof = self.headers.get("authorization", "")
        found = {
            secret for secret in (SECRET, TOKEN, CODE, SIGNATURE) if secret in f"{proof}{body}"
        }
        found |= set(_SIGNED.findall(proof))
        found |= {proof.removeprefix("Bearer ")} if ":" in proof else set()
        found |= set(re.findall(r'name="token"\r\n\r\n(\S+)', body))
        found |= {token.split(":")[1] for token in found if re.match(r"AKTEST:\S+=", token)}
        found |= {self.headers.get(n, "") for n in ("x-tc-token", "x-cos-security-token")} - {""}
        return found | self.server.gives

    def _known(self) -> set[str]:
        return self._now | {quote(one, safe="") for one in self._now}

    def _said(self, name: str) -> tuple[str, int, str]:
        echo, status = " ".join(sorted(self._known())), self.server.status
        if name == "hand":
            return "application/json", 200, json.dumps({"signature": SIGNATURE, "x": echo})
        if name == "ApplyUpload":
            self.server.gives = {SESSION_KEY, TEMPORARY, OPENS}
            return "application/json", 200, _applied(client="Action=" in self.path)
        if self.headers.get("x-tc-action") or "Action=" in self.path:
            error = {"Code": "FailedOperation", "Message": echo}
            told = {"Response": {"Error": error, "RequestId": echo}, "code": 7, "message": echo}
            return "application/json", 200, json.dumps(told)
        if self.headers.get("host", "").endswith("myqcloud.com"):
            page = f"<Error><Code>Odd</Code><Message>{echo}</Message></Error>"
            return "application/xml", status, page.replace("&", "&amp;")
        return "application/json", status, json.dumps({"code": "400", "message": echo, "x": echo})


def _applied(*, client: bool) -> str:
    if client:
        key = {
            "secretId": "i",
            "secretKey": TEMPORARY,
            "token": OPENS,
            "expiredTime": 4_000_000_000,
        }
        data = {"video": {"storagePath": "/d/f.mp4"}, "vodSessionKey": SESSION_KEY}
        data |= {"storageBucket": "b", "storageAppId": 1, "storageRegionV5": "r"}  # type: ignore[dict-item]
        return json.dumps({"code": 0, "data": data | {"tempCertificate": key}})
    key = {"SecretId": "i", "SecretKey": TEMPORARY, "Token": OPENS, "ExpiredTime": 4_000_000_000}
    told = {"StorageBucket": "b-1", "StorageRegion": "r", "MediaStoragePath": "/d/f.mp4"}
    return json.dumps(
        {
            "Response": told
            | {"VodSessionKey": SESSION_KEY, "TempCertificate": key, "RequestId": "R"}
        }
    )


@contextmanager
def parrot(status: int) -> Iterator[Parrot]:
    """One that runs."""
    server = Parrot(status)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sent(server: Parrot, home: Path, *words: str) -> None:
    """Send a file, and keep what was printed with everything else."""
    path = home.parent / "f.mp4"
    path.write_bytes(b"some bytes")
    keys = {"WCS_ACCESS_KEY": "AKTEST", "WCS_SECRET_KEY": SECRET}
    keys |= {"TENCENTCLOUD_SECRET_ID": "AKIDTEST", "TENCENTCLOUD_SECRET_KEY": SECRET}
    keys |= {"TENCENTCLOUD_SESSION_TOKEN": TOKEN, "UPCALL_SERVER_CODE": CODE}
    place = ("--endpoint", server.origin, "--other-endpoint", server.origin)
    ran = run(command("send", str(path), *place, *words), {**environment(home), **keys})
    assert (home / "data" / "send.db").exists(), ran.err
    (home / "printed").write_text(ran.out + ran.err)


def leaks(server: Parrot, home: Path) -> dict[str, list[str]]:
    """The secrets that stand in files, and in which."""
    found = {secret: files_with(secret, home) for secret in server.secrets}
    return {secret: files for secret, files in found.items() if files}


@pytest.mark.parametrize("status", [200, 401, 579])
@pytest.mark.parametrize("method", ["post", "multipart"])
def test_a_service_of_tokens_that_sends_them_back(tmp_path: Path, method: str, status: int) -> None:
    home = tmp_path / "home"
    with parrot(status) as server:
        words = ["--bucket", "demo-bucket", "--callback-url", server.origin, "--method", method]
        sent(server, home, "--provider", "wangsu", *words, "--json")
        assert len(server.secrets) > 1, server.asked
        assert leaks(server, home) == {}


@pytest.mark.parametrize(
    ("road", "method", "status"),
    [
        ("key", "put", 200),
        ("key", "put", 403),
        ("key", "multipart", 403),
        ("server", "put", 200),
        ("server", "multipart", 403),
    ],
)
def test_a_service_of_keys_that_sends_them_back(
    tmp_path: Path, road: str, method: str, status: int
) -> None:
    home = tmp_path / "home"
    with parrot(status) as server:
        words = ["--bucket", "15", "--method", method, "--json"]
        words += ["--server", f"{server.origin}/hand"] if road == "server" else []
        sent(server, home, "--provider", "vod", *words)
        assert len(server.secrets) > 4, server.asked
        assert leaks(server, home) == {}
