"""What becomes of dropped files and folders."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.connection import Batch, FileLimits
from app.domain.destination import Destination
from app.domain.options import ObjectOptions
from app.domain.upload import UploadTask
from app.engine.gather import BATCH, Chance, Count, gather

HERE = Batch("b", "c", Destination("oss", "http://x", "r", "demo", "in/"))


def gathered(*paths: Path) -> tuple[list[UploadTask], Count]:
    tasks: list[UploadTask] = []
    count = gather(HERE, [str(p) for p in paths], take=lambda found, _c: tasks.extend(found))
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
    assert (count.files, count.hidden, count.unreadable) == (2, 0, 0)


def test_hidden_and_system_files_are_left_out_and_counted(tmp_path: Path) -> None:
    for name in (".git", "ok.txt", "Thumbs.db", ".DS_Store"):
        (tmp_path / name).write_text("")
    tasks, count = gathered(tmp_path)
    assert [Path(t.path).name for t in tasks] == ["ok.txt"]
    assert count.hidden == 3


def test_a_loop_of_links_ends_and_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "file").write_text("x")
    (tmp_path / "a" / "again").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "broken").symlink_to(tmp_path / "nowhere")
    tasks, count = gathered(tmp_path / "a")
    assert len(tasks) == 1
    assert count.unreadable == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_counted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert gathered(tmp_path)[1].unreadable == 1


def test_a_path_of_five_thousand_characters_is_no_trouble(tmp_path: Path) -> None:
    tasks, count = gathered(tmp_path / ("x" * 5000), tmp_path / "nul\0")
    assert (tasks, count.unreadable) == ([], 2)


def test_a_file_whose_path_makes_too_long_a_name_is_counted(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(6):
        deep = deep / ("y" * 200)
    deep.mkdir(parents=True)
    (deep / "file").write_text("x")
    tasks, count = gathered(tmp_path / ("y" * 200))
    assert (tasks, count.refused) == ([], 1)


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
    assert count.barred == [("c.jpg", "largest"), ("d.txt", "ending"), ("e.jpg", "most")]


def test_of_thousands_that_are_kept_out_a_hundred_are_named(tmp_path: Path) -> None:
    for number in range(120):
        (tmp_path / f"{number:03}.txt").write_text("")
    batch = replace(HERE, limits=FileLimits(endings=(".jpg",)))
    count = gather(batch, [str(tmp_path)], take=lambda _found, _c: None)
    assert (len(count.barred), count.files) == (100, 0)


def test_a_content_type_of_the_connection_goes_before_the_endings(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("1")
    batch = replace(HERE, options=ObjectOptions(content_type="text/x-own"))
    tasks: list[UploadTask] = []
    gather(batch, [str(tmp_path)], take=lambda found, _c: tasks.extend(found))
    assert tasks[0].content_type == "text/x-own"
