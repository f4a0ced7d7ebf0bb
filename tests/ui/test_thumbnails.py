"""Small pictures: of what is a picture, got beside the window, and only for rows that rest."""

from __future__ import annotations

import struct
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from app.domain.upload import TaskSnapshot
from app.ui.errands import Errands
from app.ui.thumbnail_places import ResultPicture
from app.ui.thumbnails import MOST_ASKED, MOST_KEPT, REST, SIDE, Thumbnails, small_picture
from app.ui.views.queue_table import QueueTable
from tests.ui.simple_kit import make_stage, place, row


@pytest.fixture
def errands(qtbot: QtBot) -> Iterator[Errands]:
    del qtbot
    made = Errands()
    yield made
    made.close()


@pytest.fixture
def thumbnails(errands: Errands) -> Iterator[Thumbnails]:
    parent = QObject()
    yield Thumbnails(errands, parent)
    errands.close()
    parent.deleteLater()


def _picture(path: Path, *, width: int = 400, height: int = 300, colour: str = "#cc3311") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(path))
    return path


def _task(path: Path, number: int = 1) -> TaskSnapshot:
    size = path.stat().st_size if path.exists() else 5000
    return replace(row(number), name=path.name, path=str(path), size=size)


def _all_there(thumbnails: Thumbnails, tasks: list[TaskSnapshot]) -> bool:
    """Whether each has its picture; asks for all of them."""
    return None not in [thumbnails.of(task, 20, 1.0) for task in tasks]


def _png(width: int, height: int) -> bytes:
    """A PNG that says it is that large, and has nothing in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data
        chunks += struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "bmp"])
def test_a_picture_file_has_a_small_picture(tmp_path: Path, ending: str) -> None:
    small = small_picture(str(_picture(tmp_path / f"one.{ending}")))
    assert small is not None
    assert (small.width(), small.height()) == (SIDE, SIDE * 3 // 4)
    assert abs(small.pixelColor(60, 60).red() - 0xCC) < 6


def test_a_gif_shows_its_first_picture(tmp_path: Path) -> None:
    gif = bytes.fromhex("47494638396101000100800000ff0000000000") + bytes.fromhex(
        "2c00000000010001000002024401003b"
    )
    (tmp_path / "one.gif").write_bytes(gif)
    small = small_picture(str(tmp_path / "one.gif"))
    assert small is not None
    assert small.pixelColor(0, 0).name() == "#ff0000"


def test_what_it_is_says_the_beginning_and_not_the_name(tmp_path: Path) -> None:
    picture = _picture(tmp_path / "a.png")
    renamed = picture.rename(tmp_path / "a.jpg")
    assert small_picture(str(renamed)) is not None
    for name, contents in (
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
        ("page.jpg", b"<html>"),
        ("empty.gif", b""),
        ("icon.png", b"\0\0\1\0\1\0\x10\x10"),
    ):
        (tmp_path / name).write_bytes(contents)
        assert small_picture(str(tmp_path / name)) is None


@pytest.mark.parametrize("size", [(60_000, 60_000), (5000, 5000), (4000, 3900)])
def test_a_picture_that_unpacks_to_much_or_is_broken_has_none(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(_png(*size))
    began = time.monotonic()
    assert small_picture(str(bomb)) is None
    assert time.monotonic() - began < 2


def test_nothing_but_files_is_read(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "link.png").symlink_to("/dev/zero")
    assert small_picture(str(tmp_path / "folder.png")) is None
    assert small_picture(str(tmp_path / "link.png")) is None
    assert small_picture(str(tmp_path / "gone.png")) is None


def test_a_picture_comes_later_and_from_another_thread(
    tmp_path: Path, errands: Errands, thumbnails: Thumbnails, qtbot: QtBot
) -> None:
    task = _task(_picture(tmp_path / "one.png"))
    names: list[str] = []
    errands.run(lambda: names.append(threading.current_thread().name), lane="pictures")
    with qtbot.waitSignal(thumbnails.ready):
        assert thumbnails.of(task, 20, 1.0) is None
    square = thumbnails.of(task, 20, 2.0)
    assert square is not None
    assert (square.width(), square.devicePixelRatio()) == (40, 2.0)
    assert square is thumbnails.of(task, 20, 2.0)
    assert names == ["upcall-pictures"]
    assert QThread.currentThread().isMainThread()


def test_a_broken_file_is_read_once(tmp_path: Path, thumbnails: Thumbnails, qtbot: QtBot) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 90)
    task, good = _task(broken), _task(_picture(tmp_path / "good.png"), 2)
    thumbnails.of(task, 20, 1.0)
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.of(good, 20, 1.0)
    # As long as it has this size it stays what it was found to be.
    whole = _picture(tmp_path / "other.png").read_bytes()
    broken.write_bytes(whole)
    assert thumbnails.of(task, 20, 1.0) is None
    with qtbot.waitSignal(thumbnails.ready):
        thumbnails.of(_task(broken), 20, 1.0)


def test_nothing_is_read_while_rows_come_into_sight(
    tmp_path: Path, thumbnails: Thumbnails, qtbot: QtBot
) -> None:
    told: list[int] = []
    thumbnails.ready.connect(lambda: told.append(1))
    tasks = [_task(_picture(tmp_path / f"{n}.png", width=20), n) for n in range(MOST_ASKED + 30)]
    until = time.monotonic() + 3 * REST / 1000
    asked = iter(tasks)
    while time.monotonic() < until and (task := next(asked, None)) is not None:
        thumbnails.of(task, 20, 1.0)
        qtbot.wait(REST // 12)
    assert told == []
    for task in asked:
        thumbnails.of(task, 20, 1.0)
    last = tasks[-1]
    qtbot.waitUntil(lambda: thumbnails.of(last, 20, 1.0) is not None)
    assert thumbnails.of(tasks[0], 20, 1.0) is None  # was scrolled away before it was its turn


def test_what_is_kept_is_bounded(tmp_path: Path, thumbnails: Thumbnails, qtbot: QtBot) -> None:
    thumbnails._most = 10
    one = _picture(tmp_path / "one.png", width=8, height=8)
    tasks = [replace(_task(one), size=n) for n in range(1, 31)]
    for start in (0, 10, 20):
        some = tasks[start : start + 10]
        qtbot.waitUntil(partial(_all_there, thumbnails, some))
    assert len(thumbnails._kept) == len(thumbnails._made) == 10
    assert MOST_KEPT * SIDE * SIDE * 4 < 32_000_000


def test_asking_costs_next_to_nothing(tmp_path: Path, thumbnails: Thumbnails, qtbot: QtBot) -> None:
    task = _task(_picture(tmp_path / "one.png"))
    thumbnails.of(task, 20, 1.0)
    qtbot.waitUntil(lambda: thumbnails.of(task, 20, 1.0) is not None)
    other = replace(row(2), name="a.pdf")
    began = time.perf_counter()
    for _ in range(5_000):
        thumbnails.of(task, 20, 1.0)
        thumbnails.of(other, 20, 1.0)
    assert (time.perf_counter() - began) / 10_000 < 20e-6  # some hundred rows in a millisecond


def test_both_lists_and_the_result_show_it(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    red = _picture(tmp_path / "red.png", width=50, height=50, colour="#ff0000")
    task = _task(red)
    stage.bring(task)
    qtbot.waitUntil(lambda: _has_red(stage.simple.list))
    stage.shown.actions.expert.trigger()
    expert = stage.window.expert
    table = expert.findChild(QueueTable)
    assert table is not None
    stage.desk.set_selection([task.id])
    qtbot.waitUntil(lambda: _has_red(table))
    stage.desk.focus_wanted.emit("result")
    beside = expert.findChild(ResultPicture)
    assert beside is not None
    qtbot.waitUntil(lambda: beside.isVisible() and not beside.pixmap().isNull())
    stage.desk.set_selection([])
    assert beside.isHidden()


def _has_red(view: QAbstractItemView) -> bool:
    image = view.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(14, 50, 2) for y in range(8, 60, 2)}
    return "#ff0000" in colours
