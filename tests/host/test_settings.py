"""The settings file: readable, tolerant, written whole, and without secrets."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec
from app.domain.connection import Connection, View
from app.domain.credentials import Credentials
from app.domain.destination import Destination, SameName
from app.domain.patience import Patience
from app.host.files import write_whole
from app.host.settings import (
    Appearance,
    Language,
    Loaded,
    Settings,
    SettingsStore,
    Start,
    proxy_problem,
)

PLACE = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop-media")
CALLBACK = CallbackSpec(
    True, ("https://a.example",), "{}", BodyType.JSON, variables={"x:uid": "7", "x:a": "ü"}
)
SHOP = Connection("id-1", "Lädchen 商店", PLACE, CALLBACK, view=View.EXPERT)
FULL = Settings(
    start=Start.AT_ONCE,
    files=16,
    parts=1,
    rate=30_000_000,
    same_name=SameName.SKIP,
    appearance=Appearance.DARK,
    language=Language.CHINESE,
    proxy="http://me@proxy.example:3128",
    patience=Patience(5, 30, 45, 90),
    keep_awake=False,
    view=View.EXPERT,
    connections=(SHOP, Connection("id-2", "Zweite", PLACE)),
    last_connection="id-2",
    welcome_seen=True,
)


def _path(folder: Path) -> Path:
    return folder / "config" / "settings.json"


def _saved(folder: Path, settings: Settings = FULL) -> dict[str, Any]:
    SettingsStore(_path(folder)).save(settings)
    return _read(folder)


def _read(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_path(folder).read_text(encoding="utf-8"))
    return data


def _write(folder: Path, text: str | bytes) -> None:
    _path(folder).parent.mkdir(exist_ok=True)
    _path(folder).write_bytes(text if isinstance(text, bytes) else text.encode())


def _load(folder: Path) -> Loaded:
    return SettingsStore(_path(folder)).load()


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    _saved(tmp_path)
    assert _load(tmp_path) == Loaded(FULL)


def test_without_a_file_there_are_the_defaults_and_no_trouble(tmp_path: Path) -> None:
    assert _load(tmp_path) == Loaded(Settings())
    assert not _path(tmp_path).exists()


def test_the_file_is_readable_by_people_and_names_its_version(tmp_path: Path) -> None:
    data = _saved(tmp_path)
    text = _path(tmp_path).read_text(encoding="utf-8")
    assert data["version"] == 1
    assert "Lädchen 商店" in text
    assert '\n  "files": 16,\n' in text
    assert text.endswith("}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_file_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    _saved(tmp_path)
    _path(tmp_path).chmod(0o644)
    _saved(tmp_path)
    assert stat.S_IMODE(_path(tmp_path).stat().st_mode) == 0o600


def test_no_field_can_hold_a_secret() -> None:
    secrets = {f.name for f in dataclasses.fields(Credentials)} - {"expires_at"}
    assert not secrets & _names(Settings(connections=(SHOP,)))


def _names(value: object) -> set[str]:
    if isinstance(value, tuple):
        return set().union(*map(_names, value)) if value else set()
    if not dataclasses.is_dataclass(value):
        return set()
    below = [_names(getattr(value, f.name)) for f in dataclasses.fields(value)]
    return {f.name for f in dataclasses.fields(value)}.union(*below)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{\x00}\x00",
        b"\x00" * 4096,
        b'{"files": 3',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    _write(tmp_path, content)
    loaded = _load(tmp_path)
    assert (loaded.settings, loaded.trouble) == (Settings(), "damaged")
    assert loaded.set_aside == _path(tmp_path).with_name("settings.damaged-1.json")
    assert loaded.set_aside.read_bytes() == content
    assert not _path(tmp_path).exists()
    assert _load(tmp_path).trouble == ""


def test_each_damaged_file_is_kept(tmp_path: Path) -> None:
    for n in (1, 2, 3):
        _write(tmp_path, f"damage {n}")
        loaded = _load(tmp_path)
        assert loaded.set_aside is not None
        assert loaded.set_aside.name == f"settings.damaged-{n}.json"
        assert loaded.set_aside.read_text() == f"damage {n}"


WRONG = [
    ("files", 0),
    ("files", 17),
    ("files", "3"),
    ("parts", True),
    ("rate", -1),
    ("start", "tomorrow"),
    ("appearance", None),
    ("language", ["en"]),
    ("proxy", "http://me:secret@proxy:3128"),
    ("proxy", "http://:99999"),
    ("welcome_seen", "yes"),
    ("connections", "none"),
    ("view", 3),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_falls_back_alone_and_is_named(
    tmp_path: Path, field: str, value: object
) -> None:
    text = json.dumps({**_saved(tmp_path), field: value})
    _write(tmp_path, text)
    loaded = _load(tmp_path)
    assert loaded.trouble == "values"
    assert loaded.fields == (field,)
    assert loaded.settings == replace(FULL, **{field: getattr(Settings(), field)})
    assert loaded.set_aside is not None
    assert loaded.set_aside.read_text(encoding="utf-8") == text


def test_a_wrong_value_within_a_connection_costs_that_value_only(tmp_path: Path) -> None:
    data = _saved(tmp_path)
    data["connections"][0]["view"] = "cinema"
    data["connections"][0]["callback"]["body_type"] = "text/plain"
    data["connections"][1]["destination"]["bucket"] = 7
    data["connections"].append("nonsense")
    _write(tmp_path, json.dumps(data))
    loaded = _load(tmp_path)
    assert loaded.fields == (
        "connections.0.callback.body_type",
        "connections.0.view",
        "connections.1",
        "connections.2",
    )
    expected = replace(SHOP, view=View.SIMPLE, callback=replace(CALLBACK, body_type=BodyType.FORM))
    assert loaded.settings.connections == (expected,)


@pytest.mark.parametrize("seconds", [0, -1, 3601, "long", None])
def test_a_time_that_cannot_be_waited_costs_that_time_only(tmp_path: Path, seconds: object) -> None:
    data = _saved(tmp_path)
    data["patience"]["stalled"] = seconds
    _write(tmp_path, json.dumps(data))
    loaded = _load(tmp_path)
    assert loaded.fields == ("patience.stalled",)
    assert loaded.settings.patience == Patience(5, 60, 45, 90)


def test_two_connections_of_one_id_are_not_taken(tmp_path: Path) -> None:
    data = _saved(tmp_path)
    data["connections"][1]["id"] = "id-1"
    _write(tmp_path, json.dumps(data))
    assert _load(tmp_path).fields == ("connections",)
    with pytest.raises(ValueError, match="id of their own"):
        Settings(connections=(SHOP, SHOP))


def test_what_a_newer_version_wrote_stays_in_the_file(tmp_path: Path) -> None:
    data = _saved(tmp_path)
    data["tray"] = {"on": True}
    data["connections"][1]["schedule"] = "nightly"
    data["connections"][0]["callback"]["retries"] = 3
    _write(tmp_path, json.dumps(data))
    store = SettingsStore(_path(tmp_path))
    loaded = store.load()
    assert loaded == Loaded(FULL)
    store.save(replace(FULL, files=5, connections=FULL.connections[::-1]))
    saved = _read(tmp_path)
    assert saved["files"] == 5
    assert saved["tray"] == {"on": True}
    assert saved["connections"][0]["schedule"] == "nightly"
    assert saved["connections"][1]["callback"]["retries"] == 3


def test_what_a_person_took_away_is_gone(tmp_path: Path) -> None:
    _saved(tmp_path)
    store = SettingsStore(_path(tmp_path))
    store.load()
    fewer = replace(SHOP, callback=replace(CALLBACK, variables={"x:a": "ü"}))
    store.save(Settings(connections=(fewer,)))
    (connection,) = _read(tmp_path)["connections"]
    assert connection["callback"]["variables"] == {"x:a": "ü"}
    assert _load(tmp_path).settings.connections == (fewer,)


@pytest.mark.parametrize("version", [2, 99, "two"])
def test_a_newer_file_is_understood_as_far_as_it_goes_and_a_copy_is_kept(
    tmp_path: Path, version: object
) -> None:
    text = json.dumps({**_saved(tmp_path), "version": version, "files": "many"})
    _write(tmp_path, text)
    store = SettingsStore(_path(tmp_path))
    loaded = store.load()
    assert (loaded.trouble, loaded.fields) == ("newer", ("files",))
    assert loaded.settings == replace(FULL, files=3)
    assert loaded.set_aside is not None
    assert loaded.set_aside.name == "settings.newer-1.json"
    store.save(loaded.settings)
    assert _read(tmp_path)["version"] == (version if isinstance(version, int) else 1)


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    _saved(tmp_path)
    _write(tmp_path, b"\xef\xbb\xbf" + _path(tmp_path).read_bytes().replace(b"\n", b"\r\n"))
    assert _load(tmp_path) == Loaded(FULL)


def test_a_file_that_cannot_be_read_is_told_and_not_lost(tmp_path: Path) -> None:
    _path(tmp_path).mkdir(parents=True)  # a folder in its place, even root cannot read that
    loaded = _load(tmp_path)
    assert (loaded.settings, loaded.trouble) == (Settings(), "unreadable")
    assert loaded.set_aside is not None
    assert loaded.set_aside.is_dir()


def test_half_a_letter_in_a_name_does_not_keep_settings_from_being_saved(tmp_path: Path) -> None:
    odd = replace(SHOP, name="half \ud83d letter")
    _saved(tmp_path, Settings(connections=(odd,)))
    assert _load(tmp_path).settings.connections == (odd,)


def test_a_save_that_fails_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    target.mkdir()
    (target / "kept").write_text("kept")
    with pytest.raises(OSError, match=r"settings\.json"):
        write_whole(target, b"new")
    assert os.listdir(tmp_path) == ["settings.json"]
    assert (target / "kept").read_text() == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles" / "upcall.json"
    _path(tmp_path).parent.mkdir()
    _path(tmp_path).symlink_to(elsewhere)
    _saved(tmp_path)
    assert _path(tmp_path).is_symlink()
    assert json.loads(elsewhere.read_text(encoding="utf-8"))["files"] == 16


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted(_names(FULL))) | st.text(max_size=3), below, max_size=6
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(sorted(_names(FULL))), json_values))
def test_settings_come_out_of_any_json_whatever(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    _write(folder, json.dumps(data))
    store = SettingsStore(_path(folder))
    loaded = store.load()
    store.save(loaded.settings)
    assert SettingsStore(_path(folder)).load().settings == loaded.settings


@pytest.mark.parametrize(
    ("proxy", "problem"),
    [
        ("system", ""),
        ("none", ""),
        ("proxy.example:3128", ""),
        ("http://10.0.0.1:8080", ""),
        ("socks5://127.0.0.1:1080", ""),
        ("", "proxy.invalid"),
        ("http://", "proxy.invalid"),
        ("http://host:port", "proxy.invalid"),
        ("two words", "proxy.invalid"),
        ("http://me:pass@host:1", "proxy.password"),
        ("http://me:@host:1", "proxy.password"),
        ("me@host", ""),
        ("http://me%40corp@proxy.example:3128", ""),
    ],
)
def test_a_proxy_setting_is_judged(proxy: str, problem: str) -> None:
    assert proxy_problem(proxy) == problem


def test_a_connection_is_found_by_its_id() -> None:
    assert FULL.connection("id-1") == SHOP
    assert FULL.connection("elsewhere") is None
