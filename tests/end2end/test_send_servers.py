"""``upcall send`` by leave of an application server, and by saved connections of each kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.connection import AccessKind, Connection
from app.domain.destination import Destination
from app.host.folders import folders_for
from app.host.settings import SettingsStore
from tests.cloud import Cloud
from tests.end2end.running import at, command, environment, run

CODE = "an access code of nobody's business"
FILLED = {"sts": "", "policy": "", "presign": "?key={key}"}


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that wants an access code."""
    cloud.reset()
    cloud.settings(access_code=CODE)
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of three parts."""
    path = tmp_path / "f.bin"
    path.write_bytes(bytes(range(256)) * 1100)
    return path


def address(cloud: Cloud, road: str) -> str:
    """Where the application server hands out what is asked for."""
    return str(cloud.facts["authorise"][road]) + FILLED[road]


@pytest.mark.parametrize("road", list(FILLED))
def test_a_server_gives_leave_and_the_answer_is_told(
    cloud: Cloud, home: Path, file: Path, road: str
) -> None:
    shell = {**environment(home), "UPCALL_SERVER_CODE": CODE}
    words = [str(file), *at(cloud), "--server", address(cloud, road)]
    own = ["--callback-url", cloud.callback_url] if road == "sts" else []
    ran = run(command("send", *words, *own), shell)
    assert ran.code == 0, ran.out + ran.err
    (answered,) = cloud.of_kind("app_answered")
    assert "Delivered" in ran.out
    assert answered["number"] in ran.out
    assert CODE not in ran.out + ran.err


def test_a_token_that_ends_in_the_middle_is_renewed(cloud: Cloud, home: Path, file: Path) -> None:
    cloud.settings(sts_parts=1)
    shell = {**environment(home), "UPCALL_SERVER_CODE": CODE}
    words = [str(file), *at(cloud), "--server", address(cloud, "sts")]
    more = ["--method", "multipart", "--part-size", "100k", "--parallel", "1"]
    ran = run(command("send", *words, *more), shell)
    assert ran.code == 0, ran.out + ran.err
    assert sorted(event["part"] for event in cloud.of_kind("part_stored")) == [1, 2, 3]


def test_a_wrong_code_is_said_in_plain_words(cloud: Cloud, home: Path, file: Path) -> None:
    shell = {**environment(home), "UPCALL_SERVER_CODE": "a wrong code"}
    ran = run(command("send", str(file), *at(cloud), "--server", address(cloud, "sts")), shell)
    assert ran.code == 1
    assert "did not accept the access code" in ran.out
    assert "UPCALL_SERVER_CODE" in ran.out
    assert "a wrong code" not in ran.out + ran.err


@pytest.mark.slow
def test_a_server_that_is_away_is_named_and_not_the_storage(
    cloud: Cloud, home: Path, file: Path
) -> None:
    away = "http://127.0.0.1:1/sts"
    ran = run(command("send", str(file), *at(cloud), "--server", away), environment(home))
    assert ran.code == 1
    assert "The application server that gives leave to upload could not be reached" in ran.out


@pytest.mark.parametrize("kind", [AccessKind.SERVER, AccessKind.ENVIRONMENT])
def test_a_saved_connection_of_each_kind_can_be_used(
    cloud: Cloud, home: Path, file: Path, kind: AccessKind
) -> None:
    there = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "saved/")
    url = address(cloud, "sts")
    connection = Connection("id", "Saved", there, access=kind, server_url=url)
    store = SettingsStore(folders_for(home).config / "settings.json")
    store.save(replace(store.load().settings, connections=(connection,)))
    in_shell = kind is AccessKind.ENVIRONMENT
    shell = environment(
        home,
        secret=cloud.access_key_secret if in_shell else "",
        key_id=cloud.access_key_id if in_shell else "",
    )
    shell |= {} if in_shell else {"UPCALL_SERVER_CODE": CODE}
    ran = run(command("send", str(file), "--connection", "Saved"), shell)
    assert ran.code == 0, ran.out + ran.err
    assert [o["key"] for o in cloud.objects()] == ["saved/f.bin"]
    assert len(cloud.of_kind("authorised")) == (0 if in_shell else 1)


def test_the_doctor_asks_the_server_first(cloud: Cloud, home: Path) -> None:
    shell = {**environment(home), "UPCALL_SERVER_CODE": "wrong"}
    words = command("doctor", *at(cloud), "--server", address(cloud, "sts"), "--json")
    ran = run(words, shell)
    assert ran.code == 1
    first = ran.receipts()[0]
    assert (first["check"], first["state"]) == ("server", "bad")


def test_the_doctor_says_in_plain_words_what_leave_for_uploading_alone_means(
    cloud: Cloud, home: Path
) -> None:
    shell = {**environment(home), "UPCALL_SERVER_CODE": CODE}
    ran = run(command("doctor", *at(cloud), "--server", address(cloud, "policy")), shell)
    assert ran.code == 0, ran.out + ran.err
    assert "Only an upload can tell" in ran.out
    assert cloud.objects() == []


@pytest.mark.parametrize("road", list(FILLED))
def test_both_of_one_name_are_kept_by_whatever_leave_they_are_sent(
    cloud: Cloud, home: Path, tmp_path: Path, road: str
) -> None:
    """A header that forbids to overwrite cannot be added to a presigned address: its server signs
    it, and signs anew for the next name."""
    shell = {**environment(home), "UPCALL_SERVER_CODE": CODE}
    for text in ("first", "the second"):
        path = tmp_path / text / "same.bin"
        path.parent.mkdir()
        path.write_text(text)
        words = [str(path), *at(cloud), "--server", address(cloud, road)]
        ran = run(command("send", *words, "--same-name", "keep-both"), shell)
        assert ran.code == 0, ran.out + ran.err
    assert sorted(o["size"] for o in cloud.objects()) == [len("first"), len("the second")]


def test_addresses_that_replace_what_is_there_are_said_to_do_so(
    cloud: Cloud, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    url = cloud.facts["authorise"]["presign"] + "?key={key}"
    said = []
    for signed in ({}, {"x-oss-forbid-overwrite": "true"}):
        cloud.settings(presign_headers=signed)
        words = [str(path), "--same-name", "keep-both", "--server", url, *at(cloud)]
        said.append(run(command("send", *words), environment(tmp_path / "home")).err)
    assert ["x-oss-forbid-overwrite" in text for text in said] == [True, False]
