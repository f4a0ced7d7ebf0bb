"""``upcall history``: what ``upcall send`` did before, as lines, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.end2end.running import Ran, command, environment, run, send


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home in which two files were sent, one of which was not stored."""
    cloud.reset()
    (tmp_path / "图 a.txt").write_text("a")
    home = tmp_path / "home"
    sent = send(cloud, home, [str(tmp_path / "图 a.txt"), "--callback-url", cloud.callback_url])
    assert sent.code == 0, sent.err
    cloud.faults(kind="status", times=None, operation="PutObject", code="AccessDenied")
    (tmp_path / "=b.txt").write_text("b")
    assert send(cloud, home, [str(tmp_path / "=b.txt")]).code == 1
    return home


def told(home: Path, *words: str) -> Ran:
    return run(command("history", *words), environment(home))


def test_it_tells_what_was_sent_the_latest_first(home: Path) -> None:
    ran = told(home)
    assert ran.code == 0, ran.err
    first, second = ran.out.splitlines()
    assert "Not stored  =b.txt" in first
    assert "Delivered  图 a.txt" in second
    assert told(home, "图").out.splitlines() == [second]
    assert told(home, "--outcome", "not_stored", "--most", "1").out.splitlines() == [first]
    assert told(home, "--until", "2001-01-01").out == ""
    assert told(home, "--since", "yesterday").code == 2


def test_csv_and_json_are_for_programs(home: Path, cloud: Cloud, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert told(home, "--format", "csv", "--output", str(path)).code == 0
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["file"] for row in rows] == ["'=b.txt", "图 a.txt"]
    assert [row["service_code"] for row in rows] == ["AccessDenied", ""]

    data = json.loads(told(home, "--format", "json").out)
    (answered,) = [e for e in cloud.events(0) if e["kind"] == "app_answered"]
    body = json.loads(data["files"][1]["callback"]["body"])
    assert body["number"] == answered["number"]
    assert cloud.access_key_secret not in json.dumps(data)


def test_an_empty_history_is_nothing_and_a_folder_in_the_way_is_named(
    tmp_path: Path, home: Path
) -> None:
    assert told(tmp_path / "new").out == ""
    ran = told(home, "--output", str(tmp_path))
    assert (ran.code, "upcall history:" in ran.err) == (1, True)
