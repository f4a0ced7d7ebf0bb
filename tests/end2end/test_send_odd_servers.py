"""Application servers that give what is of no use: nothing is asked or sent for ever."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.end2end.running import Ran, command, environment, run

LATE = "Request has expired."
TAKEN = (409, "FileAlreadyExists", "The object you specified already exists.")
GIVEN = {"expired": (403, "AccessDenied", LATE), "named": TAKEN, "form": TAKEN}


class Odd(BaseHTTPRequestHandler):
    """Gives by its path, refuses each upload, and counts."""

    protocol_version = "HTTP/1.1"
    server: HTTPServer
    seen: list[str]

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def do_any(self) -> None:
        """Every request."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.seen.append(self.command)
        folders = self.path.partition("?")[0].split("/")
        if folders[1] == "give":
            self._answer(200, json.dumps(self._given(folders[2])))
            return
        status, code, message = GIVEN[folders[2]]
        text = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
        self._answer(status, text)

    do_GET = do_PUT = do_POST = do_HEAD = do_any  # noqa: N815 - the base class's names

    def _given(self, kind: str) -> object:
        port = self.server.server_port
        where = f"http://127.0.0.1:{port}/bucket/{kind}"
        if kind == "token":
            return {"AccessKeyId": "i", "AccessKeySecret": "secret", "SecurityToken": "\ud800"}
        if kind == "form":
            conditions = {"conditions": [["eq", "$key", "always.bin"]]}
            policy = base64.b64encode(json.dumps(conditions).encode()).decode()
            return {"host": where, "policy": policy, "OSSAccessKeyId": "i", "signature": "signed"}
        ends = "1" if kind == "expired" else "4070908800"
        url = f"{where}?OSSAccessKeyId=i&Expires={ends}&Signature=signed{len(self.seen)}"
        return {"url": url, "headers": {"x-oss-forbid-overwrite": "true"}}

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("x-oss-request-id", "r")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture
def odd() -> Iterator[tuple[str, list[str]]]:
    """The server's origin, and the methods of the requests that it saw."""
    seen: list[str] = []
    handler = type("Counting", (Odd,), {"seen": seen})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", seen
    server.shutdown()
    thread.join()
    server.server_close()


def sent(origin: str, folder: Path, kind: str) -> Ran:
    """Send a file with *keep both* by leave of the server."""
    path = folder / "f.bin"
    path.write_bytes(b"some bytes")
    place = ["--endpoint", origin, "--region", "r", "--bucket", "bucket"]
    words = [*place, "--server", f"{origin}/give/{kind}", "--same-name", "keep-both"]
    return run(command("send", str(path), *words), environment(folder / "home"))


def test_addresses_that_come_expired_are_tried_and_then_given_up(
    odd: tuple[str, list[str]], tmp_path: Path
) -> None:
    origin, seen = odd
    ran = sent(origin, tmp_path, "expired")
    assert ran.code == 1
    assert LATE in ran.out
    assert 1 <= seen.count("PUT") <= 3
    assert seen.count("GET") <= 4


@pytest.mark.parametrize(("kind", "method"), [("named", "PUT"), ("form", "POST")])
def test_a_name_that_the_server_fixed_and_is_taken_is_not_sent_to_for_ever(
    odd: tuple[str, list[str]], tmp_path: Path, kind: str, method: str
) -> None:
    origin, seen = odd
    ran = sent(origin, tmp_path, kind)
    assert ran.code == 1
    assert "of that name is there already" in ran.out
    assert 1 <= seen.count(method) <= 2


def test_a_token_that_no_request_can_carry_is_the_servers_mistake(
    odd: tuple[str, list[str]], tmp_path: Path
) -> None:
    ran = sent(odd[0], tmp_path, "token")
    assert ran.code == 1
    assert "What the application server sent is no key" in ran.out
