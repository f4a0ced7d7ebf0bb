"""The program: starts quickly, ends at once and leaves nothing, whatever is going on."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from email.message import Message
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import MD5
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.cloud import COMMAND, PATIENCE, Cloud, fetched
from tests.democloud.raw import ask, connect, signed_head
from tests.democloud.sdks import callback_headers, old_bucket

QUICK = 2.0
"""Seconds within which the program must be gone."""

posix_only = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def ended(process: subprocess.Popen[str]) -> tuple[int, float]:
    """Wait for the end; give exit code and seconds."""
    started = time.monotonic()
    code = process.wait(PATIENCE)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    return code, time.monotonic() - started


def in_directory(directory: Path) -> Cloud:
    """Start a cloud that keeps its files below a directory."""
    return Cloud([*COMMAND, "--dir", str(directory)])


@pytest.mark.parametrize("how", ["pipe", "SIGINT", "SIGTERM"])
def test_it_ends_at_once_with_requests_in_flight_and_leaves_nothing(
    tmp_path: Path, how: str
) -> None:
    if how != "pipe" and os.name == "nt":
        pytest.skip("signals of POSIX")
    cloud = in_directory(tmp_path)
    old_bucket(cloud).put_object("done", b"x" * 300_000)
    cloud.answers(mode="late", seconds=60)
    with connect(cloud) as half, connect(cloud) as waiting, connect(cloud) as stalled:
        head = signed_head(cloud, "PUT", "/demo/half", resource="/demo/half")
        half.sendall(head + b"Content-Length: 1000000\r\n\r\n" + b"x" * 500_000)
        headers = callback_headers(cloud)
        head = signed_head(cloud, "PUT", "/demo/k", resource="/demo/k", headers=headers)
        waiting.sendall(head + b"Content-Length: 1\r\n\r\n1")
        cloud.faults(kind="stall", key="stalled", seconds=60)
        head = signed_head(cloud, "PUT", "/demo/stalled", resource="/demo/stalled")
        stalled.sendall(head + b"Content-Length: 9\r\n\r\n")
        cloud.until(lambda events: {"app_received", "fault"} <= {e["kind"] for e in events})
        assert len(list(tmp_path.rglob("*"))) > 1
        if how == "pipe":
            assert cloud.process.stdin is not None
            cloud.process.stdin.close()
        else:
            cloud.process.send_signal(getattr(signal, how))
        code, seconds = ended(cloud.process)
    assert (code, list(tmp_path.iterdir())) == (0, [])
    assert seconds < QUICK


@posix_only
def test_a_killed_parent_leaves_no_cloud_behind(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, *COMMAND, "--dir", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    port = int(json.loads(parent.stdout.readline())["oss"]["endpoint"].rpartition(":")[2])
    socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    parent.kill()
    ended(parent)
    deadline = time.monotonic() + PATIENCE
    while list(tmp_path.iterdir()):
        assert time.monotonic() < deadline, "the cloud is still there"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


PARENT = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE)
child.wait()
"""


def started(options: Sequence[str]) -> subprocess.Popen[str]:
    """Start the program with other options, its standard input a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.democloud", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_people_get_the_same_facts_in_words() -> None:
    process = started(["--until-eof"])
    assert process.stdout is not None
    lines = []
    while "ends it" not in (line := process.stdout.readline()):
        lines.append(line)
    text = "".join(lines)
    assert "http://127.0.0.1:" in text
    assert "cn-demo" in text
    assert "DEMO" in text
    assert all(f"/{road}" in text for road in ("sts", "policy", "presign"))
    assert process.stdin is not None
    process.stdin.close()
    assert ended(process)[0] == 0


@posix_only
def test_without_until_eof_the_end_of_input_means_nothing(tmp_path: Path) -> None:
    process = started(["--json", "--dir", str(tmp_path)])
    assert process.stdin is not None
    process.stdin.close()
    assert process.stdout is not None
    port = int(json.loads(process.stdout.readline())["oss"]["endpoint"].rpartition(":")[2])
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    process.terminate()
    assert ended(process)[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said_in_a_sentence(cloud: Cloud, tmp_path: Path) -> None:
    process = started(["--json", "--until-eof", "--port", str(cloud.port), "--dir", str(tmp_path)])
    assert process.stderr is not None
    sentence = process.stderr.read()
    assert ended(process)[0] == 1
    assert f"Port {cloud.port} cannot be used" in sentence
    assert "Traceback" not in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_port_can_be_chosen() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    cloud = Cloud([*COMMAND, "--port", str(port)])
    assert cloud.port == port
    assert cloud.close() == 0


def test_files_on_disk_do_not_show_their_keys(tmp_path: Path) -> None:
    cloud = in_directory(tmp_path)
    old_bucket(cloud).put_object("../secret-plans.txt", b"x")
    names = " ".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert "secret" not in names
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    old_bucket(cloud).put_object("../secret-plans.txt", b"y")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    cloud.close()


def test_a_disk_that_fails_is_an_internal_error(tmp_path: Path) -> None:
    cloud = in_directory(tmp_path)
    for directory in tmp_path.iterdir():
        directory.rmdir()
    answer = ask(cloud, "PUT", "/demo/k", resource="/demo/k", body=b"1")
    assert (answer.status, answer.text("Code")) == (500, "InternalError")
    assert cloud.objects() == []
    assert cloud.close() == 0


def test_no_place_for_files_is_said_in_a_sentence(tmp_path: Path) -> None:
    process = started(["--json", "--until-eof", "--dir", str(tmp_path / "none")])
    assert process.stderr is not None
    sentence = process.stderr.read()
    assert ended(process)[0] == 1
    assert "no place for its files" in sentence
    assert "Traceback" not in sentence


def test_every_run_has_its_own_keys(cloud: Cloud) -> None:
    other = Cloud()
    try:
        assert other.access_key_id.startswith("DEMO")
        for name in ("access_key_id", "access_key_secret", "control_url", "public_key_url"):
            assert getattr(other, name) != getattr(cloud, name)
    finally:
        other.close()


def test_upcall_cloud_is_the_same_program_with_the_same_words() -> None:
    command = [sys.executable, "-m", "app", "cloud", "--json", "--until-eof"]
    cloud = Cloud([*command, "--alibaba-key-url"])
    assert cloud.facts["announced_key_url"].startswith("http://gosspublic.alicdn.com/")
    assert cloud.facts["key_proxy"] == cloud.endpoint
    assert set(cloud.facts["control"]) >= {"events", "stream", "answers", "records", "forge"}
    assert cloud.close() == 0


def test_every_address_of_the_control_plane_is_told(cloud: Cloud) -> None:
    control = cloud.facts["control"]
    assert json.loads(fetched(control["records"])) == {"records": []}
    assert json.loads(fetched(control["answers"]))["standing"] == {"mode": "well"}
    told = json.loads(fetched(control["forge"], method="POST", data=b'{"way": "body"}'))
    assert (told["way"], told["status"]) == ("body", 400)
    assert cloud.facts["announced_key_url"] == cloud.public_key_url
    assert cloud.facts["key_proxy"] == ""


def test_a_server_that_trusts_only_the_vendors_key_verifies_unchanged() -> None:
    cloud = Cloud([*COMMAND, "--alibaba-key-url"])
    with VendorsSample(cloud.facts["key_proxy"]) as sample:
        old_bucket(cloud).put_object(
            "k", b"1", headers=callback_headers(cloud, callbackUrl=f"{sample.url}?id=%20x&n=1")
        )
        assert sample.verified == [True]
        place = urlsplit(sample.url)
        line = HTTPConnection("127.0.0.1", place.port, timeout=PATIENCE)
        (sent,) = cloud.of_kind("callback_sent")
        line.request("POST", place.path, body=b"size=2", headers=sent["headers"] | BARE)
        assert line.getresponse().status == 400
        line.close()
        assert sample.verified == [True, False]
    cloud.close()


BARE = {"Content-Length": "6", "Host": "127.0.0.1"}


class VendorsSample:
    """An application server as the vendor's sample code has it: fetches the key where it is told,
    but only from the vendor's own host, through the HTTP proxy that it was started with."""

    def __init__(self, proxy: str) -> None:
        self._opener = build_opener(ProxyHandler({"http": proxy}))
        self.verified: list[bool] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                good = owner.verifies(self.headers, self.path, body)
                owner.verified.append(good)
                answer = b'{"Status":"OK"}'
                self.send_response(200 if good else 400)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}/callback/x"

    def verifies(self, headers: Message, path: str, body: bytes) -> bool:
        """The vendor's five steps."""
        url = base64.b64decode(headers["x-oss-pub-key-url"]).decode()
        assert url.startswith("http://gosspublic.alicdn.com/")
        with self._opener.open(url, timeout=PATIENCE) as answer:
            key = load_pem_public_key(answer.read())
        assert isinstance(key, RSAPublicKey)
        bare, mark, query = path.partition("?")
        text = unquote(bare).encode() + (mark + query).encode() + b"\n" + body
        signature = base64.b64decode(headers["Authorization"])
        try:
            key.verify(signature, text, PKCS1v15(), MD5())  # noqa: S303 - the vendor's choice
        except InvalidSignature:
            return False
        return True

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def test_alibabas_key_url_is_announced_when_asked_for() -> None:
    cloud = Cloud([*COMMAND, "--alibaba-key-url"])
    try:
        old_bucket(cloud).put_object("k", b"1", headers=callback_headers(cloud))
        (received,) = cloud.of_kind("app_received")
        encoded = "aHR0cDovL2dvc3NwdWJsaWMuYWxpY2RuLmNvbS9jYWxsYmFja19wdWJfa2V5X3YxLnBlbQ=="
        assert received["headers"]["x-oss-pub-key-url"] == encoded
        assert received["signature_valid"] is True
    finally:
        cloud.close()
