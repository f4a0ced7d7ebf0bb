"""Storages and application servers that send secrets back: nothing of it is kept or shown."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tests.end2end.canary import files_with
from tests.end2end.running import command, environment, run

SECRET, TOKEN = "canary+secret/7f3a9c=0b", "canary+token/51e0=d2"
CODE, SIGNATURE = "canary-code+83jd/x9", "canary+signature/8f2k3="
ALL = (SECRET, TOKEN, CODE, SIGNATURE)
FAR = "2099-01-01T00:00:00Z"


class Parrot(BaseHTTPRequestHandler):
    """Hands out what its first folder says, and answers uploads as its second says."""

    protocol_version = "HTTP/1.1"
    server: HTTPServer

    def log_message(self, *_words: object) -> None:
        """Say nothing."""

    def do_any(self) -> None:
        """Every request, echoed in the address, in headers and in the body."""
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode("latin-1")
        if self.path.startswith("/hand/"):
            self._answer(200, json.dumps(self._handed(self.path.split("/")[2])))
            return
        asked = "\n".join([self.path, unquote(self.path), str(self.headers), body])
        known = [secret for secret in ALL if secret in asked]
        echo = "\n".join([asked, *known, *map(_quoted, known)])
        page = f"<Error><Code>Odd</Code><Message>{echo}</Message></Error>".replace("&", "&amp;")
        told = [("X-Echo", self.path), ("Location", f"http://localhost{self.path}")]
        told += [("X-All", " ".join((*known, *map(_quoted, known)))), ("x-oss-request-id", "r")]
        self._answer(int(self.path.split("/")[1][-3:]), page, told)

    do_GET = do_PUT = do_POST = do_HEAD = do_any  # noqa: N815 - the base class's names

    def _handed(self, kind: str) -> dict[str, str]:
        where = f"http://127.0.0.1:{self.server.server_port}/{kind[-3:]}"
        conditions = json.dumps({"expiration": FAR, "conditions": []})
        policy = base64.b64encode(conditions.encode()).decode()
        signed = {"policy": policy, "signature": SIGNATURE, "x-oss-security-token": TOKEN}
        query = f"Expires=4070908800&Signature={_quoted(SIGNATURE)}"
        query += f"&security%2Dtoken={_quoted(TOKEN)}"
        return {
            "key": {"AccessKeyId": "STS.i", "AccessKeySecret": SECRET, "SecurityToken": TOKEN},
            "form": {"host": where, "OSSAccessKeyId": "i", **signed},
            "url": {"url": f"{where}/k?{query}"},
        }[kind[:-3]]

    def _answer(self, status: int, text: str, headers: list[tuple[str, str]] | None = None) -> None:
        self.send_response(status)
        for name, value in headers or []:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())


def _quoted(text: str) -> str:
    return quote(text, safe="")


@pytest.fixture(scope="module")
def parrot() -> Iterator[str]:
    """The parrot's origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Parrot)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def sent(parrot: str, home: Path, server: str, *, bucket: str = "200") -> int:
    """Send a file, keep what was printed with everything else; the exit code."""
    path = home.parent / "f.bin"
    path.write_bytes(b"some bytes")
    place = ["--endpoint", parrot, "--region", "r", "--bucket", bucket, "--callback-url", parrot]
    shell = {**environment(home), "UPCALL_SERVER_CODE": CODE}
    ran = run(command("send", str(path), *place, "--server", server, "--json"), shell)
    (home / "printed").write_text(ran.out + ran.err)
    assert (home / "data" / "send.db").exists()
    return ran.code


@pytest.mark.parametrize("status", [200, 203, 307, 400, 403])
@pytest.mark.parametrize("kind", ["key", "form", "url"])
def test_a_storage_that_echoes_what_authorised_the_upload(
    parrot: str, tmp_path: Path, kind: str, status: int
) -> None:
    home = tmp_path / "home"
    code = sent(parrot, home, f"{parrot}/hand/{kind}{status}", bucket=f"b{status}")
    assert code == {200: 0, 203: 3}.get(status, 1), (home / "printed").read_text()
    assert {secret: files_with(secret, home) for secret in ALL} == {s: [] for s in ALL}


@pytest.mark.parametrize("status", [200, 302, 401])
def test_a_server_that_echoes_the_access_code(parrot: str, tmp_path: Path, status: int) -> None:
    home = tmp_path / "home"
    assert sent(parrot, home, f"{parrot}/a{status}") == 1
    assert files_with(CODE, home) == []
