"""Connection files: what an administrator hands out arrives whole, tamed, and without secrets."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.codec import encode
from app.domain.connection import AccessKind, Connection, FileLimits, View
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination, SameName
from app.domain.options import ObjectOptions
from app.domain.questions import Question
from app.host.connection_file import (
    LONGEST,
    NotAConnection,
    NotExported,
    WrongPassphrase,
    changed_places,
    destination_mark,
    export_problem,
    of_same_origin,
    read_connection_file,
    write_connection_file,
)

KEY = Credentials("LTAI-made-up", "made-up-secret", "made-up-token", 1.5)
PHRASE = "correct horse"
SHOP = Connection(
    "stored-id",
    "Shop 中",
    Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop", "春/"),
    CallbackSpec(True, ("https://a.example.com/up",), "k=${object}", variables={"x:order": "1"}),
    "violet",
    View.SIMPLE,
    SameName.DIFFERENT,
    "text",
    method="post",
    part_size=16 << 20,
    naming="{date}/{name}{ext}",
    options=ObjectOptions(storage_class="IA", tags={"a": "b"}),
    link_base="https://files.example.com",
    locked=True,
    questions=(Question("x:order", "Order number", choices=("1", "2")),),
    limits=FileLimits(1000, 5, (".jpg",)),
)


def saved(folder: Path, data: object, name: str = "team.upcall") -> Path:
    path = folder / name
    path.write_text(json.dumps(data), "utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(NotAConnection) as caught:
        read_connection_file(path, "new")
    return caught.value.reason


def wrapped(**changes: object) -> dict[str, object]:
    return {"upcall": "connection", "version": 1, "connection": {**encode(SHOP), **changes}}


# --- there and back ---------------------------------------------------------------------------


def test_a_connection_arrives_whole_under_a_new_id(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    kept = write_connection_file(path, SHOP)
    found = read_connection_file(path, "new")
    assert found.connection == replace(SHOP, id="new", origin=kept.origin)
    assert not found.sealed
    assert "stored-id" not in path.read_text("utf-8")


def test_no_field_of_a_connection_is_left_at_its_default_in_that_test() -> None:
    same = {f.name for f in fields(Connection) if getattr(SHOP, f.name) == f.default}
    assert same == {"view", "access", "server_url", "origin"}


def test_a_file_is_for_this_person_s_eyes_only(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    write_connection_file(path, SHOP)
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["team.upcall"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(min_size=1)
    .filter(lambda t: t.isprintable() and t == " ".join(t.split()))
    .filter(lambda t: len(t) <= 100),
    st.text(),
    st.dictionaries(st.text(), st.text()),
)
def test_any_texts_arrive(tmp_path: Path, name: str, body: str, tags: dict[str, str]) -> None:
    callback = replace(SHOP.callback, body=body)
    asked = replace(SHOP, name=name, callback=callback, options=ObjectOptions(tags=tags))
    path = tmp_path / "team.upcall"
    kept = write_connection_file(path, asked)
    assert read_connection_file(path, "stored-id").connection == kept


# --- secrets ----------------------------------------------------------------------------------


def test_a_key_goes_along_only_under_a_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    write_connection_file(path, SHOP, credentials=KEY, passphrase=PHRASE)
    text = path.read_text("utf-8")
    assert not any(part in text for part in ("LTAI-made-up", "made-up-secret", "made-up-token"))
    found = read_connection_file(path, "new")
    assert found.sealed
    assert found.open(PHRASE) == KEY
    with pytest.raises(WrongPassphrase):
        found.open(PHRASE + "!")
    assert "made-up" not in repr(found)


def test_a_file_whose_place_was_changed_keeps_its_key_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    write_connection_file(path, SHOP, credentials=KEY, passphrase=PHRASE)
    data = json.loads(path.read_text("utf-8"))
    data["connection"]["destination"]["endpoint"] = "https://evil.example.com"
    found = read_connection_file(saved(tmp_path, data), "new")
    assert found.connection.destination.endpoint == "https://evil.example.com"
    with pytest.raises(WrongPassphrase):
        found.open(PHRASE)


def test_the_order_of_a_file_s_fields_does_not_matter_to_the_seal(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    write_connection_file(path, SHOP, credentials=KEY, passphrase=PHRASE)
    data = json.loads(path.read_text("utf-8"))
    data["connection"] = dict(reversed(data["connection"].items()))
    assert read_connection_file(saved(tmp_path, data), "new").open(PHRASE) == KEY


@pytest.mark.parametrize("phrase", ["", "1234567"])
def test_without_a_good_passphrase_no_key_is_written(tmp_path: Path, phrase: str) -> None:
    path = tmp_path / "team.upcall"
    with pytest.raises(NotExported) as caught:
        write_connection_file(path, SHOP, credentials=KEY, passphrase=phrase)
    assert caught.value.reason == "passphrase"
    assert not path.exists()


def test_a_hostile_seal_is_refused_when_it_is_read(tmp_path: Path) -> None:
    seal = {"kdf": "scrypt", "n": 2**40, "r": 8, "p": 1, "cipher": "aes-256-gcm"}
    assert refused(saved(tmp_path, {**wrapped(), "sealed": seal})) == "seal"
    assert refused(saved(tmp_path, {**wrapped(), "sealed": "x"})) == "seal"


def test_a_file_without_a_key_has_none_to_open(tmp_path: Path) -> None:
    found = read_connection_file(saved(tmp_path, wrapped()), "new")
    with pytest.raises(NotAConnection):
        found.open(PHRASE)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://app.example.com/sts", ""),
        ("https://app.example.com/sts?key={key}&name={name}", ""),
        ("https://app.example.com/sts?team=3&token=", ""),
        ("https://anna:pw@app.example.com/sts", "server.password"),
        ("https://app.example.com/sts?token=abc", "server.token"),
        ("https://app.example.com/sts?Access_Key=abc", "server.token"),
        ("https://app.example.com/sts?x-oss-security-token=abc", "server.token"),
        ("https://app.example.com/sts#code=abc", "server.token"),
        ("", "server"),
        ("file:///etc/passwd", "server"),
        ("https://[::1", "server"),
    ],
)
def test_an_address_with_a_secret_in_it_is_not_written(
    tmp_path: Path, url: str, problem: str
) -> None:
    asked = replace(SHOP, access=AccessKind.SERVER, server_url=url)
    assert export_problem(asked) == problem
    if problem:
        with pytest.raises(NotExported) as caught:
            write_connection_file(tmp_path / "team.upcall", asked)
        assert caught.value.reason == problem
        assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "asked",
    [
        replace(SHOP, link_base="https://anna:pw@files.example.com"),
        replace(SHOP, callback=CallbackSpec(True, ("http://anna:pw@a.example.com/up",))),
        replace(SHOP, callback=CallbackSpec(True, ("anna:pw@a.example.com/up",))),
        replace(
            SHOP, destination=replace(SHOP.destination, endpoint="https://anna:pw@x.example.com")
        ),
    ],
)
def test_a_password_in_another_address_is_not_written_either(asked: Connection) -> None:
    assert export_problem(asked) == "password"


def test_what_is_too_long_to_be_read_is_not_written(tmp_path: Path) -> None:
    asked = replace(SHOP, callback=CallbackSpec(body="x" * LONGEST))
    with pytest.raises(NotExported) as caught:
        write_connection_file(tmp_path / "team.upcall", asked)
    assert caught.value.reason == "long"


# --- what a file may not do -------------------------------------------------------------------


def test_a_file_is_no_practice_and_picks_up_no_keys_of_this_computer(tmp_path: Path) -> None:
    data = wrapped(access="environment", destination={**encode(SHOP.destination), "practice": True})
    found = read_connection_file(saved(tmp_path, data), "new")
    assert found.connection.id == "new"
    assert not found.connection.destination.practice
    assert found.connection.access is AccessKind.KEY
    assert found.environment_dropped


def test_fields_that_nobody_knows_are_ignored(tmp_path: Path) -> None:
    data = {**wrapped(run="rm -rf /", script="x"), "on_open": "calc.exe"}
    found = read_connection_file(saved(tmp_path, data), "new")
    assert found.connection == replace(SHOP, id="new")


def test_names_and_endings_are_written_as_they_have_to_be(tmp_path: Path) -> None:
    limits = {"largest": -1, "most": -5, "endings": ["JPG", "*.Png", " ", ".gif"]}
    questions = [{"variable": "Order", "text": "?"}, {"variable": " ", "text": "?"}]
    name = "Shop\n\u202e \x00media " + "x" * 200
    data = wrapped(name=name, limits=limits, questions=questions)
    found = read_connection_file(saved(tmp_path, data), "new").connection
    assert found.limits == FileLimits(0, 0, (".jpg", ".png", ".gif"))
    assert found.questions == (Question("x:order", "?"),)
    assert found.name.startswith("Shop media x")
    assert len(found.name) == 100


def test_links_begin_with_a_web_address_or_not_at_all(tmp_path: Path) -> None:
    found = read_connection_file(saved(tmp_path, wrapped(link_base="javascript:alert(1)")), "new")
    assert found.connection.link_base == ""


def test_a_bare_connection_is_read_as_before(tmp_path: Path) -> None:
    found = read_connection_file(saved(tmp_path, encode(SHOP)), "new")
    assert found.connection == replace(SHOP, id="new")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"upcall": "receipt"}, "text"),
        ({}, "text"),
        ([1], "text"),
        ({"connection": 3}, "text"),
        (wrapped(limits="none"), "text"),
        (wrapped(view="cinema"), "text"),
        ({**wrapped(), "version": 2}, "newer"),
        ({**wrapped(), "version": "1"}, "newer"),
        (wrapped(name=" \n"), "incomplete"),
        (wrapped(destination=encode(replace(SHOP.destination, bucket="No Bucket"))), "incomplete"),
        (wrapped(destination={**encode(SHOP.destination), "provider": "ftp"}), "provider"),
        (wrapped(access="server"), "server"),
        (wrapped(access="server", server_url="file:///etc/passwd"), "server"),
    ],
)
def test_other_files_are_refused_with_a_reason(tmp_path: Path, data: object, reason: str) -> None:
    assert refused(saved(tmp_path, data)) == reason


def test_a_long_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "film.upcall"
    path.write_bytes(b" " * (LONGEST + 1))
    assert refused(path) == "long"


def test_a_file_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_connection_file(tmp_path / "gone.upcall", "new")


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "text"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.text(alphabet='{}[]":, connectionversdu01').map(str.encode))
def test_no_other_bytes_are_a_connection(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    assert refused(path) in ("text", "incomplete", "newer")


# --- the same file again ----------------------------------------------------------------------


def test_a_second_export_is_known_as_the_same(tmp_path: Path) -> None:
    path = tmp_path / "team.upcall"
    kept = write_connection_file(path, SHOP)
    mine = read_connection_file(path, "mine").connection
    moved = replace(kept, destination=replace(kept.destination, bucket="other"))
    assert write_connection_file(path, moved).origin == kept.origin
    found = read_connection_file(path, "new").connection
    assert of_same_origin([SHOP, mine], found) == mine
    assert changed_places(mine, found) == ("files",)
    assert of_same_origin([SHOP], replace(found, origin="")) is None


def test_two_first_exports_are_not_the_same(tmp_path: Path) -> None:
    first = write_connection_file(tmp_path / "a.upcall", SHOP)
    second = write_connection_file(tmp_path / "b.upcall", SHOP)
    assert first.origin != second.origin


PLACE = SHOP.destination
CHANGED = {
    "endpoint": (replace(SHOP, destination=replace(PLACE, endpoint="https://x.y")), ("files",)),
    "bucket": (replace(SHOP, destination=replace(PLACE, bucket="other")), ("files",)),
    "prefix": (replace(SHOP, destination=replace(PLACE, prefix="a/")), ("files",)),
    "addressing": (
        replace(SHOP, destination=replace(PLACE, addressing=Addressing.CNAME)),
        ("files",),
    ),
    "callback": (replace(SHOP, callback=CallbackSpec(True, ("https://b.c/",))), ("notices",)),
    "callback off": (replace(SHOP, callback=CallbackSpec()), ("notices",)),
    "links": (replace(SHOP, link_base="https://cdn.d.e"), ("links",)),
    "server": (replace(SHOP, access=AccessKind.SERVER, server_url="https://s.t/"), ("server",)),
}


@pytest.mark.parametrize("what", CHANGED)
def test_the_mark_changes_with_each_place(what: str) -> None:
    other, places = CHANGED[what]
    assert destination_mark(other) != destination_mark(SHOP)
    assert changed_places(SHOP, other) == places


def test_the_mark_does_not_change_with_anything_else() -> None:
    other = replace(SHOP, id="x", name="y", colour="z", naming="", locked=False, origin="o")
    assert destination_mark(other) == destination_mark(SHOP)
    assert changed_places(SHOP, other) == ()
