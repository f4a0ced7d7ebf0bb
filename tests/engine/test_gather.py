"""What becomes of dropped files and folders."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.domain.connection import Batch, FileLimits
from app.domain.destination import Destination
from app.domain.left_out import Why
from app.domain.options import ObjectOptions
from app.domain.upload import UploadTask
from app.engine.gather import BATCH, Chance, Count, gather

HERE = Batch("b", "c", Destination("oss", "http://x", "r", "demo", "in/"))


def gathered(*paths: Path, hidden: bool = False) -> tuple[list[UploadTask], Count]:
    tasks: list[UploadTask] = []
    names = [str(p) for p in paths]
    count = gather(HERE, names, take=lambda found, _c: tasks.extend(found), hidden=hidden)
    return tasks, count


def test_a_dropped_folder_keeps_its_structure(tmp_path: Path) -> None:
    (tmp_path / "album" / "深").mkdir(parents=True)
    (tmp_path / "album" / "a # % + &.txt").write_text("1")
    (tmp_path / "album" / "深" / "🎈.png").write_text("22")
    tasks, count = gathered(tmp_path / "album")
    assert [(t.key, t.name, t.size, t.content_type) for t in tasks] == [
        ("in/album/a # % + &.txt", "album/a # % + &.txt", 1, "text/plain"),
        ("in/album/深/🎈.png", "album/深/🎈.png", 2, "image/png"),
    ]
    assert (count.files, count.left_out()) == (2, ())


def left(count: Count) -> dict[Why, list[str]]:
    """Names by reason; every one is counted, too."""
    assert all(item.count == len(item.names) for item in count.left_out())
    return {item.why: list(item.names) for item in count.left_out()}


def hidden_album(tmp_path: Path) -> Path:
    """A folder with three hidden things, one of them a folder with two files."""
    album = tmp_path / "album"
    for name in (".git/config", ".git/deep/.more", "ok.txt", "in/Thumbs.db", "in/.env", "in/b.txt"):
        (album / name).parent.mkdir(parents=True, exist_ok=True)
        (album / name).write_text(name)
    return album


def test_hidden_and_system_files_are_left_out_and_named(tmp_path: Path) -> None:
    tasks, count = gathered(hidden_album(tmp_path))
    assert [task.name for task in tasks] == ["album/in/b.txt", "album/ok.txt"]
    assert left(count) == {Why.HIDDEN: ["album/.git/", "album/in/.env", "album/in/Thumbs.db"]}


def test_what_is_hidden_can_be_gathered_on_purpose_and_nothing_else(tmp_path: Path) -> None:
    album = hidden_album(tmp_path)
    (album / "broken").symlink_to("nowhere")
    (album / ".git" / "broken").symlink_to("nowhere")
    tasks, count = gathered(album, hidden=True)
    assert [task.name for task in tasks] == [
        "album/.git/config",
        "album/.git/deep/.more",
        "album/in/.env",
        "album/in/Thumbs.db",
    ]
    assert left(count) == {Why.BROKEN_LINK: ["album/.git/broken"]}


def test_a_hidden_file_that_is_dropped_itself_is_sent(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").write_text("x")
    tasks, count = gathered(tmp_path / ".bashrc")
    assert ([task.name for task in tasks], count.left_out()) == ([".bashrc"], ())


def test_links_are_followed_once_and_those_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_text("x")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a" / "itself").symlink_to(tmp_path / "a" / "itself")
    (tmp_path / "a" / "link").symlink_to(tmp_path / "a" / "file")
    tasks, count = gathered(tmp_path / "a")
    assert [task.name for task in tasks] == ["a/file", "a/link"]
    assert left(count) == {
        Why.LINK_LOOP: ["a/again/"],
        Why.BROKEN_LINK: ["a/broken", "a/itself"],
    }


def test_a_folder_dropped_beside_one_of_its_own_is_whole_both_times(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_text("x")
    tasks, count = gathered(tmp_path / "a" / "b", tmp_path / "a")
    assert [task.key for task in tasks] == ["in/b/file", "in/a/b/file"]
    assert count.left_out() == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    place = "/tmp" if len(str(tmp_path)) > 80 else str(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener, TemporaryDirectory(dir=place) as folder:
        listener.bind(f"{folder}/s")
        _tasks, count = gathered(tmp_path / "pipe", Path(folder) / "s", Path("/dev/null"))
    assert left(count) == {Why.SPECIAL: ["pipe", "s", "null"]}


def test_a_path_of_five_thousand_characters_is_no_trouble(tmp_path: Path) -> None:
    long = "x" * 5000
    tasks, count = gathered(tmp_path / long, tmp_path / "nul\0", tmp_path / "never")
    assert tasks == []
    assert left(count) == {Why.NAME: [long, "nul\0"], Why.GONE: ["never"]}


def test_a_file_whose_path_makes_too_long_a_name_is_named(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(6):
        deep = deep / ("y" * 200)
    deep.mkdir(parents=True)
    (deep / "file").write_text("x")
    tasks, count = gathered(tmp_path / ("y" * 200))
    assert tasks == []
    assert [item.why for item in count.left_out()] == [Why.NAME]


@contextmanager
def without_roots_rights() -> Iterator[None]:
    """Root may read everything: be nobody meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="other rights")
def test_files_and_folders_that_may_not_be_read_are_reasons_of_their_own() -> None:
    with TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        album = Path(top, "album")
        (album / "closed").mkdir(parents=True)
        for name in ("mine.txt", "ours.txt", "closed/in.txt"):
            (album / name).write_text("x")
        (album / "mine.txt").chmod(0)
        (album / "closed").chmod(0)
        with without_roots_rights():
            tasks, count = gathered(album)
        (album / "closed").chmod(0o700)
    assert [task.name for task in tasks] == ["album/ours.txt"]
    assert left(count) == {
        Why.UNREADABLE_FOLDER: ["album/closed/"],
        Why.UNREADABLE_FILE: ["album/mine.txt"],
    }


def test_many_files_come_in_batches(tmp_path: Path) -> None:
    for number in range(BATCH + 5):
        (tmp_path / f"{number}").touch()
    sizes: list[int] = []
    gather(HERE, [str(tmp_path)], take=lambda found, _c: sizes.append(len(found)))
    assert sizes == [BATCH, 5]


def test_a_naming_rule_names_each_file_of_a_drop(tmp_path: Path) -> None:
    (tmp_path / "album").mkdir()
    for name in ("b.tar.gz", "a.png"):
        (tmp_path / "album" / name).write_text("1")
    batch = replace(HERE, naming="{year}/{folder}{counter:3}-{name}{ext}")
    tasks: list[UploadTask] = []
    moment = Chance(when=0.0)
    gather(batch, [str(tmp_path / "album")], take=lambda f, _c: tasks.extend(f), chance=moment)
    year = time.strftime("%Y", time.localtime(0.0))
    assert [task.key for task in tasks] == [
        f"in/{year}/album/001-a.png",
        f"in/{year}/album/002-b.tar.gz",
    ]


def test_what_an_administrators_limits_keep_out_is_named_with_its_reason(tmp_path: Path) -> None:
    sizes = {"a.jpg": 5, "b.JPG": 5, "c.jpg": 50, "d.txt": 5, "e.jpg": 5}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(b"x" * size)
    batch = replace(HERE, limits=FileLimits(largest=10, most=2, endings=(".jpg",)))
    tasks: list[UploadTask] = []
    count = gather(batch, [str(tmp_path)], take=lambda found, _c: tasks.extend(found))
    assert [Path(task.path).name for task in tasks] == ["a.jpg", "b.JPG"]
    top = tmp_path.name
    assert left(count) == {
        Why.LARGEST: [f"{top}/c.jpg"],
        Why.ENDING: [f"{top}/d.txt"],
        Why.MOST: [f"{top}/e.jpg"],
    }


def test_of_many_that_are_left_out_all_are_counted_and_a_hundred_named(tmp_path: Path) -> None:
    for number in range(120):
        (tmp_path / f"{number:03}.txt").write_text("")
    batch = replace(HERE, limits=FileLimits(endings=(".jpg",)))
    count = gather(batch, [str(tmp_path)], take=lambda _found, _c: None)
    (found,) = count.left_out()
    assert (found.count, len(found.names), count.files) == (120, 100, 0)


def test_a_content_type_of_the_connection_goes_before_the_endings(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("1")
    batch = replace(HERE, options=ObjectOptions(content_type="text/x-own"))
    tasks: list[UploadTask] = []
    gather(batch, [str(tmp_path)], take=lambda found, _c: tasks.extend(found))
    assert tasks[0].content_type == "text/x-own"


@pytest.mark.parametrize(
    ("provider", "kept", "out"),
    [
        ("oss", ["clip", "clip.m3u8", "clip.mp4", "x" * 200], {}),
        ("vod", ["clip.mp4"], {Why.NO_ENDING: ["clip", "x" * 200], Why.MANIFEST: ["clip.m3u8"]}),
        ("wangsu", ["clip", "clip.m3u8", "clip.mp4"], {Why.NAME: ["x" * 200]}),
    ],
)
def test_what_the_service_cannot_take_is_left_out_and_named(
    tmp_path: Path, provider: str, kept: list[str], out: dict[Why, list[str]]
) -> None:
    for name in ("clip", "clip.m3u8", "clip.mp4", "x" * 200):
        (tmp_path / name).write_text("1")
    there = Destination(provider, "http://x", "", "demo", "p/" * 410 if provider != "oss" else "")
    tasks: list[UploadTask] = []
    paths = sorted(str(path) for path in tmp_path.iterdir())
    count = gather(
        replace(HERE, destination=there), paths, take=lambda found, _c: tasks.extend(found)
    )
    assert [task.name for task in tasks] == kept
    assert left(count) == out
