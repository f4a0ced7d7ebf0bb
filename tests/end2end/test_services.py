"""``upcall send`` to the demo cloud's further services: each way of being told, and kill -9."""

from __future__ import annotations

import os
import secrets
import subprocess
from pathlib import Path

import pytest
from fastcrc import crc64

from tests.cloud import Cloud
from tests.end2end.running import command, run
from tests.end2end.service_kit import sent, shell, text_of, ways, where

MIB = 1024 * 1024
KILLED = int(os.environ.get("UPCALL_KILL_MIB", "48"))
"""MiB of the file whose upload is killed; the issue's own measure is 1024."""
AT_ONCE = 4


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


@pytest.mark.parametrize("size", [70_000, 9 * MIB])
@pytest.mark.parametrize("name", ["normal", "callback", "notification", "reliable", "push"])
def test_a_random_number_comes_back_by_every_way_of_being_told(
    cloud: Cloud, home: Path, tmp_path: Path, name: str, size: int
) -> None:
    number = secrets.token_hex(8)
    path = tmp_path / f"clip {number}.mp4"
    path.write_bytes(os.urandom(size))
    parts = ["--method", "multipart", "--part-size", "4M"] if size > MIB else []
    way = ways(cloud.facts)[name]
    ran = sent(cloud, home, way, [str(path), "--var", f"n={number}", "--json", *parts])
    (receipt,) = ran.receipts()
    assert ran.code == 0, ran.err
    assert number in text_of(receipt)
    outcome = "delivered" if name == "callback" else "stored"
    assert receipt["outcome"] == outcome
    states = [notice["state"] for notice in receipt["notices"]]  # type: ignore[attr-defined]
    assert states == (["arrived"] if name in ("notification", "reliable", "push") else [])


@pytest.mark.parametrize(("wait", "code"), [([], 0), (["--wait-notices", "20"], 3)])
def test_a_notice_that_cannot_be_seen_here_is_missed_only_by_who_waits_for_it(
    cloud: Cloud, home: Path, tmp_path: Path, wait: list[str], code: int
) -> None:
    path = tmp_path / "f.mp4"
    path.write_bytes(b"some bytes")
    place = where(cloud, "wangsu")
    place = place[: place.index("--other-endpoint")]  # nobody can be asked
    words = ["--option", "persistentOps=avthumb/mp4/vb/1m", "--json", *wait]
    ran = run(command("send", str(path), *place, *words), shell(cloud, home))
    (receipt,) = ran.receipts()
    assert receipt["outcome"] == "stored", ran.err
    assert [n["state"] for n in receipt["notices"]] == ["none"]  # type: ignore[attr-defined]
    assert ran.code == code


@pytest.mark.slow
@pytest.mark.keyring
@pytest.mark.parametrize("service", ["wangsu", "vod"])
def test_a_killed_upload_goes_on_and_sends_again_only_what_was_in_flight(
    cloud: Cloud, home: Path, tmp_path: Path, service: str
) -> None:
    path = tmp_path / "f.mp4"
    with path.open("wb") as target:
        for _ in range(KILLED):
            target.write(os.urandom(MIB))
    part = 4 if KILLED < 512 else 8
    words = command("send", str(path), *where(cloud, service), "--part-size", f"{part}M")
    words += ["--json", "--resume", "--method", "multipart"]
    limit = f"{max(8, KILLED // 8)}M"
    own = shell(cloud, home, keyring=True)
    wanted = KILLED // part // 2
    first = subprocess.Popen([*words, "--limit", limit], env=own, stdout=subprocess.DEVNULL)
    cloud.until(lambda events: sum(e["kind"] == "part_stored" for e in events) >= wanted)
    first.kill()
    first.wait()
    before = _parts(cloud)
    ran = run(words, own)
    (receipt,) = ran.receipts()
    assert receipt["outcome"] == "stored", ran.out
    after = _parts(cloud)[len(before) :]
    again = [number for number in after if number in before]
    assert len(again) <= AT_ONCE
    assert sorted({*before, *after}) == list(range(1, KILLED // part + 1))
    assert len(after) < KILLED // part
    if service == "vod":
        assert receipt["crc64"] == str(crc64.xz(path.read_bytes()))
        assert again == []


def test_without_a_keyring_an_upload_whose_temporary_key_is_lost_begins_anew(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.mp4"
    path.write_bytes(os.urandom(12 * MIB))
    words = command("send", str(path), *where(cloud, "vod"), "--part-size", "1M")
    words += ["--json", "--resume", "--method", "multipart"]
    own = shell(cloud, home)
    first = subprocess.Popen([*words, "--limit", "4M"], env=own, stdout=subprocess.DEVNULL)
    cloud.until(lambda events: sum(e["kind"] == "part_stored" for e in events) >= 4)
    first.kill()
    first.wait()
    (receipt,) = run(words, own).receipts()
    assert receipt["outcome"] == "stored"
    assert receipt["crc64"] == str(crc64.xz(path.read_bytes()))
    for text in home.rglob("*"):
        if text.is_file():
            assert b"secret.key" not in text.read_bytes(), text


def _parts(cloud: Cloud) -> list[int]:
    return [int(e["part"]) for e in cloud.events(0) if e["kind"] == "part_stored"]


def test_a_file_that_may_outlive_the_temporary_key_is_told_before_it_starts(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.mp4"
    path.write_bytes(os.urandom(100_000))
    words = command("send", str(path), *where(cloud, "vod"), "--limit", "10")
    slow = subprocess.Popen(words, env=shell(cloud, home), stderr=subprocess.PIPE)
    assert slow.stderr is not None
    assert b"f.mp4 is so large that it may have to begin anew" in slow.stderr.readline()
    slow.kill()
    slow.wait()
    slow.stderr.close()
    usual = run(command("send", str(path), *where(cloud, "vod")), shell(cloud, home))
    assert "begin anew" not in usual.err
