"""Custom variables on the command line: each file gets the line of a table that has its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.questions import Question, Source
from app.host.folders import folders_for
from app.host.settings import SettingsStore
from tests.cloud import Cloud
from tests.end2end.running import command, environment, run, send

TEMPLATE = "file=${object}&order=${x:order}&note=${x:note}"
ODD = 'half "quoted", 50% & ${x:order} 家'


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files to send."""
    made = tmp_path / "drop"
    made.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (made / name).write_bytes(name.encode())
    return made


def sent(cloud: Cloud) -> list[dict[str, list[str]]]:
    """The callbacks' bodies as forms, in the order of their files."""
    bodies = [parse_qs(event["body"]) for event in cloud.of_kind("callback_sent")]
    return sorted(bodies, key=lambda body: body["file"])


def test_each_file_takes_the_values_of_its_line(cloud: Cloud, home: Path, folder: Path) -> None:
    table = folder.parent / "orders.csv"
    quoted = ODD.replace('"', '""')
    table.write_text(f'Picture;Order;x:note\na.jpg;PO-1;"{quoted}"\nB.JPG;PO-2;\nc;PO-3;plain\n')
    callback = ["--callback-url", cloud.callback_url, "--callback-body", TEMPLATE]
    ran = send(cloud, home, [str(folder), *callback, "--csv", str(table), "--var", "note=all"])
    assert ran.code == 0, ran.err
    assert [(body["order"], body["note"]) for body in sent(cloud)] == [
        (["PO-1"], [ODD]),
        (["PO-2"], ["all"]),  # an empty cell leaves what was said for all
        (["PO-3"], ["plain"]),
    ]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("file,order\na.jpg,1\n", [], "2 of 3 files have no line"),
        ("file,colour\na.jpg,1\n", [], "no column is called as a custom variable"),
        ("file,order\n", [], "has no line below the names"),
        ("file,order\na.jpg,1\n", ["--csv-key", "nme"], "no column is called 'nme'"),
    ],
)
def test_nothing_is_sent_while_the_table_is_not_complete(
    cloud: Cloud, home: Path, folder: Path, *, text: str, words: list[str], said: str
) -> None:
    table = folder.parent / "orders.csv"
    table.write_text(text)
    callback = ["--callback-url", cloud.callback_url, "--callback-body", TEMPLATE]
    ran = send(cloud, home, [str(folder), *callback, "--csv", str(table), *words])
    assert ran.code == 2
    assert said in ran.err
    assert cloud.of_kind("request_started") == []


def test_a_connections_sources_hold_on_the_command_line_too(
    cloud: Cloud, home: Path, folder: Path
) -> None:
    questions = (
        Question("x:order", "Order number", pattern="PO-##"),
        Question("x:note", source=Source.COUNTER, detail="007"),
    )
    where = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket)
    spec = CallbackSpec(True, (cloud.callback_url,), TEMPLATE)
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    store = SettingsStore(folders_for(home).config / "settings.json")
    made = Connection("id", "Orders", where, spec, questions=questions)
    store.save(replace(store.load().settings, connections=(made,)))
    words = ["send", str(folder), "--connection", "Orders"]
    without = run(command(*words), shell)
    assert without.code == 2
    assert "Order number is missing for 3 file(s), first for a.jpg" in without.err.replace(
        "drop/", ""
    )
    odd = run(command(*words, "--var", "order=4711"), shell)
    assert "does not have the shape" in odd.err
    assert cloud.of_kind("request_started") == []
    ran = run(command(*words, "--var", "order=PO-11"), shell)
    assert ran.code == 0, ran.err
    found = [(body["order"], body["note"]) for body in sent(cloud)]
    assert found == [(["PO-11"], [number]) for number in ("007", "008", "009")]
