"""A small real server that plays one service's API, storage and an application server's stream.

What it says to each question may be anything: that is what it is for.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[["LaterServer"], bytes]
"""The body of an answer, made at each question."""

APPLIED = {
    "StorageBucket": "name-100922",
    "StorageRegion": "ap-chongqing",
    "VodSessionKey": "sessionkeysessionkey",
    "MediaStoragePath": "/dir/f0.mp4",
    "TempCertificate": {
        "SecretId": "AKIDtemporary",
        "SecretKey": "temporarysecretkey",
        "Token": "temporarytoken",
        "ExpiredTime": 4_000_000_000,
    },
}


def response(**members: object) -> bytes:
    """What the API says."""
    return json.dumps({"Response": {**members, "RequestId": "R1"}}).encode()


class LaterServer(ThreadingHTTPServer):
    """``says`` holds the answers by action (``stream`` is the status stream)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        """How often each action was asked for."""
        self.files = 0
        self.says: dict[str, Say] = {
            "ApplyUpload": lambda _server: response(**APPLIED),
            "CommitUpload": _committed,
            "DescribeEventConfig": lambda _server: response(
                Mode="PULL", UploadMediaCompleteEventSwitch="ON"
            ),
            "PullEvents": lambda _server: response(EventSet=[]),
            "ConfirmEvents": lambda _server: response(),
            "stream": lambda _server: b'{"next": 0, "events": []}',
        }

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"


def _committed(server: LaterServer) -> bytes:
    server.files += 1
    return response(FileId=f"52800{server.files}", MediaUrl="http://media.example/f.mp4")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: LaterServer

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def do_any(self) -> None:
        """Answer as told."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        action = self.headers.get("x-tc-action") or ("stream" if self.command == "GET" else "")
        self.server.asked[action] += 1
        say = self.server.says.get(action)
        body = say(self.server) if say is not None else b""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Date", formatdate(usegmt=True))
        if not action:
            self.send_header("ETag", '"0cc175b9c0f1b6a831c399e269772661"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_HEAD = do_any  # noqa: N815 - the base class's names


@contextmanager
def later_server() -> Iterator[LaterServer]:
    """One that runs."""
    server = LaterServer()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
