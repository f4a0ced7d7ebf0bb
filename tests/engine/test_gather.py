"""What becomes of dropped files and folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.domain.connection import Batch
from app.domain.destination import Destination
from app.domain.upload import UploadTask
from app.engine.gather import BATCH, Count, gather

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
