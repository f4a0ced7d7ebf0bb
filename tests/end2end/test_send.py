"""``upcall send`` as a subprocess against the demo cloud: sentences, receipts, exit codes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from pathlib import Path

import pytest
from fastcrc import crc64

from app.domain.plan import MIB
from tests.cloud import Cloud
from tests.end2end.running import at, command, environment, run, send
from tests.engine.servers import RawServer, read_request


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


def kinds(cloud: Cloud, kind: str) -> list[dict[str, object]]:
    return [event for event in cloud.events(0) if event["kind"] == kind]


def test_a_file_and_a_folder_are_delivered_and_the_answer_is_told(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "图").mkdir()
    for name in ("a.txt", "图/b # +.txt"):
        (tmp_path / name).write_text(name)
    words = [str(tmp_path / "a.txt"), str(tmp_path / "图"), "--prefix", "in/"]
    ran = send(cloud, home, [*words, "--callback-url", cloud.callback_url])
    assert ran.code == 0, ran.err
    answers = [str(e["number"]) for e in kinds(cloud, "app_answered")]
    assert len(answers) == 2
    assert all(number in ran.out for number in answers)
    assert ran.out.count("Delivered") == 2
    assert sorted(str(o["key"]) for o in cloud.objects()) == ["in/a.txt", "in/图/b # +.txt"]


def test_a_receipt_carries_everything_that_a_script_needs(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(300_000))
    words = [str(path), "--key", "k/f", "--callback-url", cloud.callback_url, "--json"]
    callback = ["--callback-body-type", "json", "--var", "Order=4711"]
    body = ["--callback-body", '{"o":${object},"n":${x:order},"s":${size}}']
    (receipt,) = send(cloud, home, [*words, *callback, *body]).receipts()
    (answered,) = kinds(cloud, "app_answered")
    assert receipt["outcome"] == "delivered"
    assert receipt["crc64"] == str(crc64.xz(path.read_bytes()))
    assert (receipt["key"], receipt["size"], receipt["http_status"]) == ("k/f", 300_000, 200)
    told = receipt["callback"]
    assert isinstance(told, dict)
    answer = json.loads(told["body"])
    assert answer["number"] == answered["number"]
    assert answer["received"] == {"o": "k/f", "n": "4711", "s": 300_000}
    assert receipt["request_id"]
    assert receipt["notices"] == []
    assert receipt["error"] is None


def test_standard_input_is_sent_under_the_name_that_is_given(cloud: Cloud, home: Path) -> None:
    ran = send(cloud, home, ["-", "--key", "in.txt", "--json"], stdin=b"from a pipe")
    assert [(o["key"], o["size"]) for o in cloud.objects()] == [("in.txt", 11)]
    assert ran.receipts()[0]["file"] == "-"
    assert send(cloud, home, ["-"], stdin=b"x").code == 2


@pytest.mark.parametrize("mode", ["late", "500", "not_json", "no_length"])
def test_a_failed_callback_is_said_and_gives_exit_code_three(
    cloud: Cloud, home: Path, tmp_path: Path, mode: str
) -> None:
    cloud.settings(callback_seconds=0.5)
    cloud.answers(**({"mode": "late", "seconds": 2} if mode == "late" else {"mode": mode}))
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(MIB))
    words = [str(path), "--callback-url", cloud.callback_url]
    ran = send(cloud, home, [*words, "--method", "multipart", "--part-size", "256k"])
    assert ran.code == 3
    assert "Stored - callback failed" in ran.out
    completes = [e for e in kinds(cloud, "request") if e["operation"] == "CompleteMultipartUpload"]
    assert [e["status"] for e in completes] == [203]
    assert len(kinds(cloud, "callback_sent")) == 1
    assert [o["size"] for o in cloud.objects()] == [MIB]


def test_the_worst_end_of_a_batch_decides_the_exit_code(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "good").write_text("x")
    words = [str(tmp_path / "good"), str(tmp_path / "missing")]
    ran = send(cloud, home, words)
    assert ran.code == 1
    assert "good: Stored." in ran.out
    assert "missing: Not stored. The file is not there." in ran.out


def test_what_is_wrong_with_key_bucket_region_is_said_in_a_sentence(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f"
    path.write_text("x")
    wrong = environment(home, secret="no", key_id=cloud.access_key_id)
    ran = run(command("send", str(path), *at(cloud)), wrong)
    assert (ran.code, "did not accept the key" in ran.out) == (1, True)
    assert "SignatureDoesNotMatch" in ran.out
    right = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    ran = run(command("send", str(path), *at(cloud, bucket="nobody-has-this")), right)
    assert (ran.code, "NoSuchBucket" in ran.out) == (1, True)
    words = ["--endpoint", cloud.endpoint, "--region", "cn-elsewhere", "--bucket", cloud.bucket]
    assert run(command("send", str(path), *words), right).code == 1
    ran = run(command("send", str(path), *at(cloud)), environment(home))
    assert (ran.code, "No key is known" in ran.out) == (1, True)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html>login</",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + b"\xff\x00" * 1_500_000,
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=["a web page", "three megabytes of nothing", "an empty refusal"],
)
def test_an_answer_that_is_none_is_not_taken_for_success(
    home: Path, tmp_path: Path, answer: bytes
) -> None:
    path = tmp_path / "f"
    path.write_text("x")

    def serve(_server: RawServer, connection: socket.socket) -> None:
        while True:
            read_request(connection)
            connection.sendall(answer)

    with RawServer(serve) as server:
        where = ["--endpoint", server.origin, "--region", "r", "--bucket", "demo"]
        shell = environment(home, secret="secret", key_id="id")
        (receipt,) = run(command("send", str(path), *where, "--json"), shell).receipts()
    assert receipt["outcome"] == "not_stored"
    error = receipt["error"]
    assert isinstance(error, dict)
    assert error["message"]
    assert error["advice"]


def test_a_killed_upload_goes_on_from_what_the_server_lists(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(24 * MIB))
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    words = command("send", str(path), *at(cloud), "--part-size", "512k", "--json", "--resume")
    words += ["--callback-url", cloud.callback_url]
    first = subprocess.Popen([*words, "--limit", "8M"], env=shell, stdout=subprocess.DEVNULL)
    cloud.until(lambda events: sum(e["kind"] == "part_stored" for e in events) >= 12)
    first.kill()
    first.wait()
    (receipt,) = run(words, shell).receipts()
    assert receipt["outcome"] == "delivered"
    assert receipt["crc64"] == str(crc64.xz(path.read_bytes()))
    events = cloud.events(0)
    (listed,) = [
        e["seq"] for e in events if e["kind"] == "request" and e["operation"] == "ListParts"
    ]
    stored = [(e["seq"], e["part"]) for e in events if e["kind"] == "part_stored"]
    known = {part for seq, part in stored if seq < listed}
    again = [part for seq, part in stored if seq > listed and part in known]
    assert len(known) >= 12
    assert again == []
    assert len(kinds(cloud, "callback_sent")) == 1
