"""Object names and what is left out of a folder."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import DestinationError
from app.domain.naming import LONGEST_KEY, is_hidden, key_for, renamed, split_ending

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400)


def test_a_key_is_the_prefix_and_the_path() -> None:
    assert key_for("2026/", "spring/cover 1#%+&.jpg") == "2026/spring/cover 1#%+&.jpg"
    assert key_for("", "../发布 🚀.txt") == "../发布 🚀.txt"


def test_a_name_from_a_mac_becomes_the_composed_form() -> None:
    decomposed = unicodedata.normalize("NFD", "é/ü.txt")
    assert key_for("ö/", decomposed) == "ö/é/ü.txt"


def test_backslashes_separate_folders_on_windows_only() -> None:
    assert key_for("a/", "b\\c.txt", windows=True) == "a/b/c.txt"
    assert key_for("a/", "b\\c.txt") == "a/b\\c.txt"


@pytest.mark.parametrize(
    ("prefix", "path", "problem"),
    [
        ("", "", "empty"),
        ("", "/etc/passwd", "first"),
        ("", "\\a", "first"),
        ("/", "a", "first"),
        ("", "a" * 1024, "long"),
        ("p/", "中" * 341, "long"),
        ("", "half \udcff", "text"),
    ],
)
def test_a_name_that_the_service_refuses_is_refused_here(
    prefix: str, path: str, problem: str
) -> None:
    with pytest.raises(DestinationError) as caught:
        key_for(prefix, path)
    assert caught.value.values["problem"] == problem
    assert caught.value.code == "destination"
    caught.value.values["name"].encode()  # raises unless it can be shown and kept


def test_the_longest_permitted_name_is_permitted() -> None:
    assert key_for("", "中" * 341) == "中" * 341
    with pytest.raises(DestinationError) as caught:
        key_for("", "中" * 341 + "a")
    assert caught.value.values["bytes"] == "1024"
    assert caught.value.values["most"] == "1023"


@given(texts, texts)
def test_every_key_that_is_given_is_within_the_services_rules(prefix: str, path: str) -> None:
    try:
        key = key_for(prefix, path, windows=True)
    except DestinationError:
        return
    assert 1 <= len(key.encode()) <= LONGEST_KEY
    assert key[0] not in "/\\"
    assert unicodedata.is_normalized("NFC", key)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("photo.jpg", "photo (2).jpg"),
        ("a/b.c/photo.jpg", "a/b.c/photo (2).jpg"),
        ("a.b/photo", "a.b/photo (2)"),
        ("a.tar.gz", "a (2).tar.gz"),
        ("A.TAR.XZ", "A (2).TAR.XZ"),
        ("x.min.js", "x.min (2).js"),
        ("data.csv.gz", "data.csv (2).gz"),
        (".bashrc", ".bashrc (2)"),
        ("a/.config.json", "a/.config (2).json"),
        ("..", ".. (2)"),
        ("v1. Final draft", "v1. Final draft (2)"),
        ("name.", "name. (2)"),
        (".tar.gz", ".tar (2).gz"),
    ],
)
def test_keep_both_puts_the_number_before_the_ending(key: str, expected: str) -> None:
    assert renamed(key, 2) == expected


@given(texts.filter(lambda t: t[0] not in "/\\"), st.integers(2, 9999))
def test_a_renamed_key_differs_keeps_folder_and_ending_and_fits(key: str, n: int) -> None:
    folder, slash, name = key.rpartition("/")
    ending = split_ending(name)[1]
    if len((folder + slash + ending).encode()) > LONGEST_KEY - 20:
        return  # such folders have a test of their own
    new = renamed(key, n)
    assert new != key
    assert len(new.encode()) <= LONGEST_KEY
    assert new.rpartition("/")[0] == key.rpartition("/")[0]
    assert new.endswith(f" ({n}){ending}")


def test_a_name_of_full_length_is_shortened_before_its_number() -> None:
    key = "中" * 339 + ".jpeg"
    new = renamed(key, 12)
    assert new.endswith("中 (12).jpeg")
    assert LONGEST_KEY - 3 < len(new.encode()) <= LONGEST_KEY


def test_folders_that_leave_no_room_for_a_number_are_told() -> None:
    with pytest.raises(DestinationError) as caught:
        renamed("f" * 1021 + "/a", 2)
    assert caught.value.values["problem"] == "long"


@pytest.mark.parametrize(
    "name",
    [
        ".git",
        ".DS_Store",
        "._photo.jpg",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        "~$report.docx",
        "__MACOSX",
    ],
)
def test_hidden_and_system_files_are_known(name: str) -> None:
    assert is_hidden(name)


@pytest.mark.parametrize("name", ["a.txt", "~backup", "$money", "thumbs.dbx", "发布", "_x"])
def test_ordinary_files_are_not_taken_for_hidden_ones(name: str) -> None:
    assert not is_hidden(name)
