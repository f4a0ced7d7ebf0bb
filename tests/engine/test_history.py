"""The history: what has ended stays known, is found, and nothing of it stops an upload."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.destination import Destination
from app.domain.receipt import Line
from app.domain.states import CallbackOutcome, Outcome
from app.engine import history_search as search
from app.engine.history import Book
from app.engine.history_file import opened
from app.engine.history_search import Query
from tests.cloud import Cloud
from tests.engine.listening import CONNECTION, Listening, callback

Maker = Callable[..., Path]
PLACE = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop-media")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def recorded(cloud: Cloud, book: Path) -> Iterator[Listening]:
    """An engine that keeps a history."""
    cloud.reset()
    listener = Listening(None, history=book)
    yield listener
    listener.close()


def line(number: int, **values: object) -> Line:
    name = f"photo {number}.jpg"
    made = Line(
        f"task{number}",
        "batch",
        CONNECTION,
        PLACE,
        f"/photos/{name}",
        name,
        f"2026/{name}",
        number,
        Outcome.DELIVERED,
        1000.0 + number,
        answer=f"Thank you, photo {number}",
        etag="AB12",
    )
    return replace(made, **values)  # type: ignore[arg-type]


def write(book: Path, *lines: Line) -> None:
    pages = Book(book)
    pages.write([(each, "{}") for each in lines])
    pages.close()


def names(book: Path, query: Query) -> list[str]:
    return [each.name for each in search.lines(book, search.find(book, query).ids)]


def test_an_upload_is_in_the_history_with_all_of_its_answer_after_the_list_is_gone(
    recorded: Listening, cloud: Cloud, book: Path, a_file: Maker
) -> None:
    (task,) = recorded.upload(cloud, [a_file("Blume 图.bin", 3000)], spec=callback(cloud))
    (result,) = recorded.ended(task)
    assert result.receipt is not None
    recorded.engine.remove([task])
    recorded.close()

    (number,) = search.numbers(book, [task])
    (kept,) = search.lines(book, [number], bodies=True)
    assert (kept.name, kept.size, kept.outcome) == ("Blume 图.bin", 3000, Outcome.DELIVERED)
    assert (kept.etag, kept.crc64) == (result.receipt.etag, result.receipt.crc64)
    assert kept.body == result.receipt.callback.body
    assert kept.connection_id == CONNECTION
    assert kept.ended_at == pytest.approx(time.time(), abs=60)
    assert search.result(book, number) == result
    assert names(book, Query("BLUME 图")) == ["Blume 图.bin"]


def test_a_file_that_was_not_stored_is_there_with_its_reason_and_once_though_tried_twice(
    recorded: Listening, cloud: Cloud, book: Path, a_file: Maker
) -> None:
    file = a_file("nowhere.bin", 10)
    (task,) = recorded.upload(cloud, [file], held=True)
    file.unlink()
    recorded.engine.begin([task])
    recorded.ended(task)
    before = len(recorded.events)
    recorded.engine.retry([task])
    recorded.until(lambda: len(recorded.events) > before)
    recorded.close()

    (kept,) = search.lines(book, search.find(book, Query()).ids)
    assert (kept.outcome, kept.error, kept.is_stored) == (
        Outcome.NOT_STORED,
        "source.missing",
        False,
    )


def test_the_same_file_sent_another_day_is_another_entry_and_tried_again_it_is_not(
    book: Path,
) -> None:
    first = line(1, started_at=10.0, outcome=Outcome.NOT_STORED)
    write(book, first)
    write(book, replace(first, outcome=Outcome.DELIVERED))
    write(book, replace(first, started_at=90_000.0, outcome=Outcome.CALLBACK_FAILED))
    found = list(search.lines(book, search.find(book, Query()).ids))
    assert [each.outcome for each in found] == [Outcome.CALLBACK_FAILED, Outcome.DELIVERED]
    (number,) = search.numbers(book, ["task1"])
    assert number == found[0].id


def test_every_word_must_occur_somewhere_and_any_part_of_a_word_is_enough(book: Path) -> None:
    other = line(2, answer="谢谢，订单已收到", etag="CD34", outcome=Outcome.CALLBACK_FAILED)
    write(book, line(1), other)
    assert names(book, Query("")) == ["photo 2.jpg", "photo 1.jpg"]
    assert names(book, Query("oto thank")) == ["photo 1.jpg"]
    assert names(book, Query("订单")) == ["photo 2.jpg"]
    assert names(book, Query("photo 订单 thank")) == []
    assert names(book, Query("cd34")) == ["photo 2.jpg"]
    assert names(book, Query("%")) == []


def test_outcome_date_and_practice_narrow_the_search(book: Path) -> None:
    failed = line(2, outcome=Outcome.NOT_STORED)
    write(book, line(1), failed, line(3, practice=True))
    assert names(book, Query(outcomes=(Outcome.NOT_STORED,))) == ["photo 2.jpg"]
    assert names(book, Query(since=1002.0)) == ["photo 3.jpg", "photo 2.jpg"]
    assert names(book, Query(until=1002.0)) == ["photo 1.jpg"]
    assert names(book, Query(practice=False)) == ["photo 2.jpg", "photo 1.jpg"]
    assert search.find(book, Query()).size == 6


def test_what_is_forgotten_is_gone_with_its_details(book: Path) -> None:
    secret = "SehrPrivat" * 40
    write(book, line(1, path=f"/photos/{secret}"), line(2))
    (first, _second) = search.numbers(book, ["task1", "task2"])
    search.forget(book, [first])
    assert names(book, Query()) == ["photo 2.jpg"]
    with closing(sqlite3.connect(book)) as db:
        assert db.execute("SELECT count(*) FROM details").fetchone() == (1,)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert secret.encode() not in book.read_bytes()


def test_a_long_answer_is_kept_in_part_and_says_so(book: Path) -> None:
    write(book, line(1, body="x" * 1_000_000, callback=CallbackOutcome.DELIVERED))
    (kept,) = search.lines(book, search.find(book, Query()).ids, bodies=True)
    assert (len(kept.body), kept.body_cut) == (256 * 1024, True)


def test_names_that_are_no_text_and_markup_come_back_as_they_were(book: Path) -> None:
    odd = os.fsdecode(b"caf\xe9.bin")
    write(book, line(1, name=odd, path="/" + odd, key="caf%E9"), line(2, name="%_<b>'\".x"))
    assert names(book, Query("caf")) == [odd]
    assert names(book, Query("'\"")) == ["%_<b>'\".x"]


def test_a_damaged_history_is_set_aside_and_a_newer_one_left_alone(
    cloud: Cloud, book: Path, a_file: Maker
) -> None:
    book.write_bytes(b"no database at all" * 1000)
    listener = Listening(None, history=book)
    listener.ended(*listener.upload(cloud, [a_file("a.bin", 10)]))
    listener.close()
    assert names(book, Query()) == ["a.bin"]
    assert book.with_name("history.damaged-1.db").exists()

    with closing(sqlite3.connect(book)) as db:
        db.execute("PRAGMA user_version=99")
    listener = Listening(None, history=book)
    listener.ended(*listener.upload(cloud, [a_file("b.bin", 10)]))
    listener.close()
    with closing(sqlite3.connect(book)) as db:
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    assert names(book, Query()) == []


def test_a_folder_that_cannot_be_written_stops_no_upload(
    cloud: Cloud, tmp_path: Path, a_file: Maker
) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    listener = Listening(None, history=tmp_path / "file" / "history.db")
    (result,) = listener.ended(*listener.upload(cloud, [a_file("a.bin", 10)]))
    listener.close()
    assert result.receipt is not None


def test_a_history_of_nothing_answers_with_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "none.db"
    assert list(search.find(nowhere, Query("x")).ids) == []
    assert search.result(nowhere, 1) is None
    search.forget(nowhere, [1])
    assert not nowhere.exists()


def test_two_programs_write_side_by_side(book: Path) -> None:
    first, second = Book(book), Book(book)
    first.write([(line(1), "{}")])
    second.write([(line(2), "{}")])
    first.write([(line(3), "{}")])
    first.close()
    second.close()
    assert names(book, Query()) == ["photo 3.jpg", "photo 2.jpg", "photo 1.jpg"]


@pytest.mark.slow
def test_a_hundred_thousand_entries_stay_quick(book: Path) -> None:
    pages = Book(book)
    text = json.dumps({"task_id": "x", "outcome": "delivered"})
    for start in range(0, 100_000, 500):
        pages.write([(line(start + n), text) for n in range(500)])
    pages.close()
    began = time.perf_counter()
    found = search.find(book, Query("77777"))
    assert len(found.ids) == 1
    everything = search.find(book, Query())
    page = list(search.lines(book, everything.ids[50_000:50_060]))
    took = time.perf_counter() - began
    assert (len(everything.ids), len(page)) == (100_000, 60)
    assert took < 2.0, f"{took:.2f} s on a busy machine; about 0.15 s on a quiet one"
    with closing(opened(book)) as db:
        assert db.execute("SELECT count(*) FROM details").fetchone() == (100_000,)
