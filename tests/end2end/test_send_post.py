"""``upcall send --method post``: the file as a form, by the real program."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.plan import MIB
from tests.cloud import Cloud
from tests.end2end.canary import files_with, spellings
from tests.end2end.running import at, environment, run, send
from tests.end2end.running import command as words_of
from tests.engine.servers import RawServer, read_request
from tests.providers.oss_forms import ReadForm, parsed

CANARY = "canary+secret/7f3a9c=0b"
TOKEN = "canary+token/51e0=d2"
CALLBACK_BODY = "object=${object}&uid=${x:uid}&crc=${crc64}"


def post(cloud: Cloud, tmp_path: Path, path: Path, *words: str) -> dict[str, object]:
    """The receipt of one file that the cloud was sent as a form, and the exit code."""
    ran = send(cloud, tmp_path / "home", [str(path), "--method", "post", "--json", *words])
    (receipt,) = ran.receipts()
    return receipt | {"exit": ran.code}


def operations(cloud: Cloud) -> list[str]:
    """What was asked, but for parts: those of a test before may still come in."""
    asked = [str(e["operation"]) for e in cloud.of_kind("request")]
    return [operation for operation in asked if operation != "UploadPart"]


@pytest.mark.parametrize("size", [0, 1, 17 * MIB])
def test_a_form_of_any_size_is_delivered_with_its_callback(
    cloud: Cloud, tmp_path: Path, size: int
) -> None:
    path = tmp_path / '报告 "1"+%41.bin'
    path.write_bytes(os.urandom(size))
    callback = ["--callback-url", cloud.callback_url, "--callback-body", CALLBACK_BODY]
    receipt = post(cloud, tmp_path, path, *callback, "--var", "uid=a&b=文")
    (answered,) = cloud.of_kind("app_answered")
    (received,) = cloud.of_kind("app_received")
    assert (receipt["exit"], receipt["outcome"]) == (0, "delivered")
    assert str(answered["number"]) in str(receipt["callback"])
    assert received["signature_valid"] is True
    assert operations(cloud) == ["PostObject"]
    crc = crc64.xz(path.read_bytes())
    assert (receipt["crc64"], receipt["verified"], receipt["size"]) == (str(crc), True, size)
    (stored,) = cloud.objects()
    assert (stored["key"], stored["size"], int(stored["crc64"])) == (path.name, size, crc)


def test_a_form_without_a_callback_is_stored(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    path.write_text("x")
    receipt = post(cloud, tmp_path, path)
    assert (receipt["exit"], receipt["outcome"], receipt["http_status"]) == (0, "stored", 200)
    assert [o["content_type"] for o in cloud.objects()] == ["text/plain"]


def test_a_failed_callback_of_a_form_ends_in_three(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(b"12345")
    cloud.answers(mode="500")
    receipt = post(cloud, tmp_path, path, "--callback-url", cloud.callback_url)
    assert (receipt["exit"], receipt["outcome"]) == (3, "callback_failed")
    assert receipt["http_status"] == 203
    assert operations(cloud) == ["PostObject"]
    assert len(cloud.objects()) == 1


def test_a_form_whose_answer_is_lost_is_looked_up_and_not_sent_again(
    cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(100_000))
    cloud.faults(kind="lost_answer", operation="PostObject")
    receipt = post(cloud, tmp_path, path, "--callback-url", cloud.callback_url)
    assert (receipt["exit"], receipt["outcome"]) == (3, "answer_not_seen")
    assert receipt["verified"] is True
    assert operations(cloud) == ["PostObject", "HeadObject"]
    assert len(cloud.of_kind("callback_sent")) == 1


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        ({"kind": "status", "status": 503, "code": "ServiceUnavailable"}, 2),
        ({"kind": "cut", "after_bytes": 1000}, 2),
        ({"kind": "skew", "seconds": -1300, "times": None}, 2),
        ({"kind": "skew", "seconds": 1300, "times": None}, 1),  # a form may be older than it seems
    ],
)
def test_a_form_in_trouble_is_made_anew(
    cloud: Cloud, tmp_path: Path, trouble: dict[str, object], tries: int
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(MIB))
    cloud.faults(**trouble | {"operation": "PostObject"})
    receipt = post(cloud, tmp_path, path, "--callback-url", cloud.callback_url)
    assert (receipt["exit"], receipt["outcome"]) == (0, "delivered")
    assert operations(cloud).count("PostObject") == tries
    assert len(cloud.of_kind("callback_sent")) == 1


def test_a_form_leaves_no_secret_anywhere(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(1000))
    shell = environment(tmp_path / "home", secret=CANARY, key_id=cloud.access_key_id)
    shell |= {"OSS_SESSION_TOKEN": TOKEN}
    ran = run(words_of("send", str(path), "--method", "post", "--json", *at(cloud)), shell)
    assert ran.code == 1
    assert operations(cloud) == ["PostObject"]
    for secret in (CANARY, TOKEN):
        assert not any(s.decode("latin-1") in ran.out + ran.err for s in spellings(secret))
        assert files_with(secret, tmp_path / "home") == []


def test_a_form_never_replaces_what_shall_be_kept(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    for text, rule in (("first", "keep-both"), ("second", "keep-both"), ("third", "skip")):
        path.write_text(text)
        assert post(cloud, tmp_path, path, "--same-name", rule)["exit"] == 0
    assert sorted(str(o["key"]) for o in cloud.objects()) == ["f (2).txt", "f.txt"]


def test_a_file_that_no_form_can_carry_is_not_begun(cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "sparse.bin"
    with path.open("wb") as file:
        file.truncate(5 * 1024 * MIB + 1)
    receipt = post(cloud, tmp_path, path)
    assert (receipt["exit"], receipt["outcome"]) == (1, "not_stored")
    error = receipt["error"]
    assert isinstance(error, dict)
    assert "5368709120" in error["detail"]
    assert operations(cloud) == []


def test_the_program_sends_a_form_that_any_server_can_read(tmp_path: Path) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(300_000))
    forms: list[ReadForm] = []

    def serve(_server: RawServer, connection: socket.socket) -> None:
        while True:
            seen = read_request(connection)
            kind = (seen.header(b"Content-Type") or b"").decode()
            forms.append(parsed(seen.body, kind))
            crc = crc64.xz(forms[-1].file)
            said = f'HTTP/1.1 200 OK\r\nETag: "E"\r\nx-oss-hash-crc64ecma: {crc}\r\n'
            connection.sendall(f"{said}Content-Length: 4\r\n\r\nfine".encode())

    with RawServer(serve) as server:
        where = ["--endpoint", server.origin, "--region", "r", "--bucket", "demo"]
        words = words_of("send", str(path), "--method", "post", "--json", *where)
        callback = ["--callback-url", "http://app.example.com/", "--var", "a=1"]
        shell = environment(tmp_path / "home", secret="secret", key_id="id")
        ran = run([*words, *callback], shell)
    (receipt,) = ran.receipts()
    assert (ran.code, receipt["outcome"], receipt["verified"]) == (0, "delivered", True)
    (form,) = forms
    assert form.file == path.read_bytes()
    assert (form["key"], form["x:a"]) == ("f.bin", "1")
