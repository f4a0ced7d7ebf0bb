"""What the command line can be told: names by rule, options, checks before a byte is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli_words import check_callback
from app.domain.callback import CallbackSpec
from app.domain.connection import Connection, FileLimits
from app.domain.destination import Destination
from app.host.folders import folders_for
from app.host.settings import SettingsStore
from app.send_plan import UsageError
from tests.cloud import Cloud, fetched
from tests.end2end.running import at, command, environment, run, send


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to send."""
    path = tmp_path / "photo.png"
    path.write_bytes(b"not really a picture")
    return path


def test_a_rule_names_the_objects(cloud: Cloud, home: Path, file: Path) -> None:
    words = [str(file), "--prefix", "in", "--naming", "{year}/{counter:3}-{name}{ext}"]
    ran = send(cloud, home, words)
    assert ran.code == 0, ran.err
    (found,) = cloud.objects()
    assert str(found["key"]).startswith("in/20")
    assert str(found["key"]).endswith("/001-photo.png")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--naming", "{nmae}"], "nothing is called {nmae}"),
        (["--naming", "{name"], "a brace has no partner"),
        (["--tag", "colour"], "--tag wants NAME=VALUE, not 'colour'"),
        (["--meta", "=x"], "--meta wants NAME=VALUE"),
        (["--storage-class", "Cheap"], "invalid choice"),
    ],
)
def test_a_mistake_of_use_is_named_and_nothing_is_sent(
    cloud: Cloud, home: Path, file: Path, words: list[str], said: str
) -> None:
    ran = send(cloud, home, [str(file), *words])
    assert ran.code == 2
    assert said in ran.err
    assert cloud.of_kind("request_started") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--callback-url", "ftp://example.com/cb"], "the service calls http and https only"),
        (["--callback-url", "http://shop.invalid/cb"], "--send-anyway shop.invalid sends it"),
        (["--callback-url", "http://example.com/", "--callback-body", ""], "body is empty"),
        (["--callback-url", "http://example.com/", "--callback-host", "a:1"], "leave the port out"),
    ],
)
def test_a_callback_that_the_service_would_refuse_is_named_before_a_byte_is_sent(
    cloud: Cloud, home: Path, file: Path, words: list[str], said: str
) -> None:
    ran = send(cloud, home, [str(file), *words])
    assert ran.code == 2
    assert said in ran.err
    assert "Nothing was sent" in ran.err
    assert cloud.of_kind("request_started") == []


def test_whoever_wants_it_all_the_same_hears_what_the_service_says(
    cloud: Cloud, home: Path, file: Path
) -> None:
    words = [str(file), "--callback-url", "ftp://example.com/cb", "--no-lint"]
    ran = send(cloud, home, words)
    assert ran.code == 1
    assert "InvalidArgument" in ran.out


@pytest.mark.parametrize("host", ["192.168.1.20", "[2001:db8::1]", "shop.invalid"])
def test_a_host_that_seems_out_of_reach_is_called_by_those_who_say_so(
    cloud: Cloud, home: Path, file: Path, host: str
) -> None:
    there = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop")
    spec = CallbackSpec(True, (f"http://{host}/cb",))
    bare = host.strip("[]")
    with pytest.raises(UsageError, match=f"--send-anyway {re.escape(bare)} sends it"):
        check_callback(spec, there)
    check_callback(replace(spec, vouched=(bare,)), there)
    words = [str(file), "--callback-url", "http://shop.invalid/cb", "--send-anyway", "shop.invalid"]
    ran = send(cloud, home, words)  # it is sent: now the service itself says what is wrong
    assert "Nothing was sent" not in ran.err
    assert cloud.of_kind("request_started") != []


def test_what_is_stored_with_each_object_can_be_said(cloud: Cloud, home: Path, file: Path) -> None:
    words = ["--content-type", "text/x-own", "--cache-control", "no-cache", "--disposition"]
    more = ["inline", "--storage-class", "IA", "--meta", "order=7", "--tag", "k=v"]
    ran = send(cloud, home, [str(file), *words, *more])
    assert ran.code == 0, ran.out + ran.err
    (found,) = cloud.objects()
    assert found["content_type"] == "text/x-own"
    kept = {name.lower(): value for name, value in found["headers"].items()}
    assert kept["cache-control"] == "no-cache"
    assert kept["content-disposition"] == "inline"
    assert kept["x-oss-meta-order"] == "7"


@pytest.mark.parametrize("method", ["put", "post", "multipart"])
def test_only_what_differs_is_sent(cloud: Cloud, home: Path, tmp_path: Path, method: str) -> None:
    same, other = tmp_path / "same.txt", tmp_path / "other.txt"
    same.write_text("as it was")
    other.write_text("as it was")
    words = [str(same), str(other), "--method", method, "--same-name", "different"]
    assert send(cloud, home, words).code == 0
    other.write_text("as it is!")
    ran = send(cloud, home, words)
    assert ran.code == 0, ran.err
    assert "same.txt: Skipped" in ran.out
    assert "other.txt: Stored" in ran.out
    assert [e["key"] for e in cloud.of_kind("object_stored")][2:] == ["other.txt"]


def test_a_place_in_the_environment_need_not_be_said_again(
    cloud: Cloud, home: Path, file: Path
) -> None:
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    shell |= {"OSS_ENDPOINT": cloud.endpoint, "OSS_REGION": cloud.region}
    ran = run(command("send", str(file), "--bucket", cloud.bucket), shell)
    assert ran.code == 0, ran.err


def test_the_doctor_finds_a_good_place_good(cloud: Cloud, home: Path) -> None:
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    ran = run(command("doctor", *at(cloud)), shell)
    assert ran.code == 0, ran.out + ran.err
    assert "Key" in ran.out
    assert "BAD" not in ran.out
    assert cloud.objects() == []
    assert cloud.uploads() == []


def test_the_doctor_names_a_wrong_secret_and_never_shows_it(cloud: Cloud, home: Path) -> None:
    shell = environment(home, secret="a-wrong-secret", key_id=cloud.access_key_id)
    ran = run(command("doctor", *at(cloud), "--json"), shell)
    assert ran.code == 1
    checks = {check["check"]: check for check in ran.receipts()}
    assert checks["key"]["state"] == "bad"
    assert checks["name"]["state"] == "good"
    assert "a-wrong-secret" not in ran.out + ran.err


def test_the_doctor_wants_to_know_where(home: Path) -> None:
    ran = run(command("doctor"), environment(home))
    assert ran.code == 2
    assert "say --connection NAME" in ran.err


def test_a_link_is_printed_and_opens_what_is_private(cloud: Cloud, home: Path, file: Path) -> None:
    assert send(cloud, home, [str(file), "--key", "图/a b+.png"]).code == 0
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    words = command("link", "图/a b+.png", *at(cloud))
    plain, signed = run(words, shell), run([*words, "--seconds", "60"], shell)
    assert (plain.code, signed.code) == (0, 0)
    assert plain.out.strip().endswith("/%E5%9B%BE/a%20b%2B.png")
    assert fetched(signed.out.strip()) == file.read_bytes()
    too_long = run([*words, "--seconds", "9999999"], shell)
    assert (too_long.code, too_long.out) == (2, "")
    without = run([*words, "--seconds", "60"], environment(home))
    assert (without.code, without.out) == (1, "")
    assert "No key is known" in without.err


def test_files_that_a_saved_connection_keeps_out_are_named(
    cloud: Cloud, home: Path, file: Path
) -> None:
    there = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket)
    limits = FileLimits(largest=10, endings=(".txt", ".png"))
    connection = Connection("id", "Saved", there, limits=limits)
    store = SettingsStore(folders_for(home).config / "settings.json")
    store.save(replace(store.load().settings, connections=(connection,)))
    small, other = file.with_name("small.txt"), file.with_name("a.exe")
    small.write_text("small")
    other.write_text("x")
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    words = ["--connection", "Saved"]
    ran = run(command("send", str(file), str(small), str(other), *words), shell)
    assert ran.code == 1
    assert "small.txt: Stored" in ran.out
    assert "larger than this connection takes: photo.png." in ran.err
    assert "does not take files of this kind: a.exe." in ran.err
    assert [o["key"] for o in cloud.objects()] == ["small.txt"]
