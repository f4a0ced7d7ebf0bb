"""Disks and files that do not play along: told in a word, and nothing of the list is lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine.journal import Journal
from app.engine.journal_file import AGAIN, JournalFile
from tests.engine.small_disk import bound_read_only, fill
from tests.engine.test_journal import BATCH, no_file_longer_than, record

PAGE = 4096
MANY = 400


def names(journal: Journal) -> set[str]:
    """Ids of the tasks in the list."""
    return {record.task.id for record in journal.load()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A list of many tasks, closed."""
    made = tmp_path / "queue.db"
    journal = Journal(made)
    journal.add(BATCH, [record(f"t{n:03}", path="/tmp/" + "x" * 300) for n in range(MANY)])
    journal.close()
    return made


class Clock:
    """Stands until it is moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


# --- the disk -----------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_what_it_missed_is_written_down_once_there_is_room(
    tiny: Path,
) -> None:
    clock = Clock()
    journal = Journal(tiny / "queue.db", clock=clock)
    journal.add(BATCH, [record("before")])
    ballast = fill(tiny)
    late = [record(f"t{n}", path="/tmp/" + "x" * 2000) for n in range(40)]
    journal.add(BATCH, late)
    assert journal.trouble == "unwritable"
    assert len(names(journal)) == 41

    clock.now += AGAIN
    journal.try_again()
    assert journal.trouble == "unwritable"

    ballast.unlink()
    journal.try_again()
    assert journal.trouble == "unwritable"  # not its time yet
    clock.now += AGAIN
    journal.try_again()
    assert journal.trouble == ""
    journal.forget(["t0"])
    # Not closed: this is what a program that is killed now leaves.
    assert len(names(Journal(tiny / "queue.db"))) == 40


def test_a_disk_that_is_full_from_the_beginning_begins_in_memory_and_is_caught_up_at_the_end(
    tiny: Path,
) -> None:
    ballast = fill(tiny)
    journal = Journal(tiny / "queue.db")
    assert journal.trouble == "unwritable"
    journal.add(BATCH, [record("a"), record("b")])
    journal.forget(["b"])
    assert names(journal) == {"a"}
    ballast.unlink()
    journal.close()
    found = Journal(tiny / "queue.db")
    assert found.trouble == ""
    assert names(found) == {"a"}


def test_a_list_on_a_disk_that_stays_full_is_as_it_was_before(tiny: Path) -> None:
    journal = Journal(tiny / "queue.db")
    journal.add(BATCH, [record("before")])
    ballast = fill(tiny)
    journal.add(BATCH, [record(f"t{n}", path="/tmp/" + "x" * 2000) for n in range(40)])
    journal.close()
    ballast.unlink()
    assert names(Journal(tiny / "queue.db")) == {"before"}


def test_a_limit_on_files_is_like_a_full_disk_wherever_nothing_can_be_mounted(
    tmp_path: Path,
) -> None:
    clock = Clock()
    journal = Journal(tmp_path / "queue.db", clock=clock)
    journal.add(BATCH, [record("before")])
    with no_file_longer_than(100_000):
        journal.add(BATCH, [record(f"t{n}", path="/tmp/" + "x" * 2000) for n in range(200)])
        clock.now += AGAIN
        journal.try_again()
        assert journal.trouble == "unwritable"
    clock.now += AGAIN
    journal.try_again()
    assert journal.trouble == ""
    assert len(names(Journal(tmp_path / "queue.db"))) == 201


def test_a_folder_that_may_only_be_read_is_told_and_the_file_in_it_is_left_as_it_is(
    path: Path,
) -> None:
    folder = path.parent / "seen"
    folder.mkdir()
    before = path.read_bytes()
    with bound_read_only(path.parent, folder):
        journal = Journal(folder / "queue.db")
        assert journal.trouble == "unwritable"
        assert len(names(journal)) == MANY
        journal.add(BATCH, [record("new")])
        assert len(names(journal)) == MANY + 1
        journal.close()
    assert path.read_bytes() == before


def test_a_list_whose_end_is_in_a_log_beside_it_is_not_shown_without_that_end(path: Path) -> None:
    Journal(path).add(BATCH, [record("late")])
    copy = path.parent / "killed"  # as a program that was killed leaves them
    copy.mkdir()
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", copy / f"queue.db{suffix}")
    (path.parent / "seen").mkdir()
    with bound_read_only(copy, path.parent / "seen") as folder:
        journal = Journal(folder / "queue.db")
        assert (journal.trouble, names(journal)) == ("unwritable", set())
        journal.close()
    assert "late" in names(Journal(copy / "queue.db"))


def test_a_list_on_a_disk_that_was_full_at_the_start_is_shown_and_kept(tiny: Path) -> None:
    first = Journal(tiny / "queue.db")
    first.add(BATCH, [record("a"), record("b")])
    first.close()
    ballast = fill(tiny)
    clock = Clock()
    journal = Journal(tiny / "queue.db", clock=clock)
    assert (journal.trouble, names(journal)) == ("unwritable", {"a", "b"})
    journal.forget(["a"])
    ballast.unlink()
    clock.now += AGAIN
    journal.try_again()
    assert (journal.trouble, names(journal)) == ("", {"b"})


def test_a_list_that_another_program_locks_is_waited_for_and_then_kept_in_memory(
    path: Path,
) -> None:
    clock = Clock()
    other = sqlite3.connect(path, isolation_level=None)
    journal = Journal(path, clock=clock, patience=0.2)
    other.execute("BEGIN IMMEDIATE")
    journal.add(BATCH, [record("late")])
    assert journal.trouble == "unwritable"
    assert len(names(journal)) == MANY + 1
    other.execute("COMMIT")
    clock.now += AGAIN
    journal.try_again()
    assert journal.trouble == ""
    assert "late" in names(Journal(path))


def test_two_programs_on_one_list_keep_what_both_write(tmp_path: Path) -> None:
    first, second = Journal(tmp_path / "send.db"), Journal(tmp_path / "send.db")
    for number in range(20):
        (first if number % 2 else second).add(BATCH, [record(f"t{number}")])
    assert (first.trouble, second.trouble) == ("", "")
    assert len(names(first)) == len(names(second)) == 20
    first.close()
    second.forget(["t1"])
    second.close()
    assert len(names(Journal(tmp_path / "send.db"))) == 19


def test_what_another_program_wrote_meanwhile_is_not_undone_by_catching_up(tmp_path: Path) -> None:
    path, clock = tmp_path / "send.db", Clock()
    ours = Journal(path, clock=clock)
    ours.add(BATCH, [record("ours")])
    with no_file_longer_than(1):
        ours.add(BATCH, [record("late")])
    theirs = Journal(path)
    theirs.add(BATCH, [record("theirs")])
    theirs.forget(["ours"])
    clock.now += AGAIN
    ours.try_again()
    assert ours.trouble == ""
    assert names(ours) == names(theirs) == {"late", "theirs"}


# --- the file -----------------------------------------------------------------------------------


def no_header(file: Path) -> None:
    """The first page begins with rubbish."""
    with file.open("r+b") as opened:
        opened.write(b"\xff" * 100)


def only_zeros(file: Path) -> None:
    """As a disk leaves a file that was never really written."""
    file.write_bytes(bytes(file.stat().st_size))


def of_another_program(file: Path) -> None:
    """A database with other tables."""
    file.unlink()
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE tasks (due TEXT)")
    db.execute("CREATE TABLE notes (words TEXT)")
    db.commit()
    db.close()


def without_a_table(file: Path) -> None:
    """Ours once, and somebody was in it."""
    db = sqlite3.connect(file)
    db.execute("DROP TABLE tasks")
    db.commit()
    db.close()


@pytest.mark.parametrize("spoil", [no_header, only_zeros, of_another_program, without_a_table])
def test_a_file_that_is_no_list_is_set_aside_whole(
    spoil: Callable[[Path], None], path: Path
) -> None:
    spoil(path)
    before = path.read_bytes()
    journal = Journal(path)
    assert journal.trouble == "damaged"
    assert journal.detail == str(path.with_name("queue.damaged-1.db"))
    assert path.with_name("queue.damaged-1.db").read_bytes() == before
    journal.add(BATCH, [record("new")])
    journal.close()
    assert names(Journal(path)) == {"new"}


def test_of_a_file_with_a_damaged_page_in_its_middle_all_the_rest_is_taken_over(path: Path) -> None:
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        file.seek(pages // 2 * PAGE)
        file.write(random.Random(1).randbytes(PAGE))
    journal = Journal(path)
    assert journal.trouble == "damaged"
    kept = names(journal)
    assert MANY - 60 < len(kept) < MANY
    assert {"t000", f"t{MANY - 1:03}"} <= kept
    journal.close()
    assert names(Journal(path)) == kept


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_of_a_file_that_was_cut_off_what_can_be_read_is_taken_over(
    share: float, path: Path
) -> None:
    whole = path.stat().st_size
    os.truncate(path, int(whole * share) // 7 * 7)
    journal = Journal(path)
    assert journal.trouble == "damaged"
    assert path.with_name("queue.damaged-1.db").exists()
    journal.add(BATCH, [record("new")])
    assert "new" in names(journal)
    journal.close()
    assert "new" in names(Journal(path))


def test_whatever_is_damaged_it_opens_and_keeps_what_is_added(path: Path) -> None:
    whole, dice = path.read_bytes(), random.Random(8)
    for turn in range(25):
        spoilt = bytearray(whole)
        for _ in range(dice.choice((1, 20, 400))):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        path.write_bytes(spoilt)
        journal = Journal(path)
        journal.add(BATCH, [record("new")])
        assert "new" in names(journal), turn
        list(journal.results(["new"]))
        journal.close()
        again = Journal(path)
        if journal.trouble in ("newer", "unwritable"):  # it hit the header's versions
            assert path.read_bytes() == spoilt, turn
        else:
            assert "new" in names(again), turn
        again.close()
        for other in path.parent.glob("queue.*"):
            other.unlink()


def test_a_file_of_no_length_is_a_new_list(path: Path) -> None:
    path.write_bytes(b"")
    journal = Journal(path)
    assert (journal.trouble, names(journal)) == ("", set())


def test_a_log_of_another_time_beside_the_file_does_no_harm(path: Path) -> None:
    wal = path.with_name("queue.db-wal")
    for left in (b"", b"rubbish" * 1000):
        wal.write_bytes(left)
        journal = Journal(path)
        assert (journal.trouble, len(names(journal))) == ("", MANY)
        journal.close()


def test_what_stands_only_in_the_log_of_a_damaged_file_is_taken_over(path: Path) -> None:
    journal = Journal(path)
    journal.add(BATCH, [record("in the log")])
    copy = path.with_name("copy.db")  # as a program that was killed leaves them
    for suffix in ("", "-wal"):
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    journal.close()
    with copy.open("r+b") as file:
        file.seek(copy.stat().st_size // 2 // PAGE * PAGE)
        file.write(b"\xff" * PAGE)
    found = Journal(copy)
    assert found.trouble == "damaged"
    assert "in the log" in names(found)


def test_damage_that_shows_under_way_loses_nothing_that_can_be_read(path: Path) -> None:
    journal = Journal(path)
    other = Journal(path)
    other.add(BATCH, [record("other")])  # so that the first has to read the file anew
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xff" * (path.stat().st_size - PAGE))
    journal.add(BATCH, [record(f"new{n}") for n in range(50)])
    assert {f"new{n}" for n in range(50)} <= names(journal)
    assert journal.trouble == "damaged"
    journal.close()
    assert {f"new{n}" for n in range(50)} <= names(Journal(path))


def test_text_that_is_no_utf_8_costs_only_its_row(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("UPDATE tasks SET json=CAST(x'FFFE7B' AS TEXT) WHERE id='t007'")
    db.commit()
    db.close()
    journal = Journal(path)
    assert len(names(journal)) == MANY - 1
    assert journal.trouble == "damaged"


def test_a_list_of_a_newer_upcall_is_left_alone_also_when_the_disk_was_full_first(
    path: Path,
) -> None:
    clock = Clock()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version=99")
    db.close()
    before = path.read_bytes()
    with no_file_longer_than(1):
        journal = Journal(path, clock=clock)
        journal.add(BATCH, [record("new")])
    assert (journal.trouble, names(journal)) == ("unwritable", {"new"})
    clock.now += AGAIN
    journal.try_again()
    assert (journal.trouble, names(journal)) == ("newer", {"new"})
    journal.close()
    assert path.read_bytes() == before


def test_a_mistake_of_ours_is_not_taken_for_a_full_disk(path: Path) -> None:
    file = JournalFile(path)
    with pytest.raises(sqlite3.OperationalError):
        file.change(("INSERT INTO no_such_table VALUES (?)", [(1,)]))
