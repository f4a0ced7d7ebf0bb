"""``upcall send`` when the person, the shell or the disk does not play along."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.plan import MIB
from tests.cloud import Cloud
from tests.end2end.running import at, command, environment, run, send

PART = 128 * 1024
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are POSIX")


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Path:
    """A home for Upcall, beside a cloud that has forgotten everything."""
    cloud.reset()
    return tmp_path / "home"


def shell(cloud: Cloud, home: Path) -> dict[str, str]:
    """The cloud's key, and a folder for temporary files that can be looked into."""
    temporary = home.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    own = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    return {**own, "TMPDIR": str(temporary)}


def stalled(cloud: Cloud, home: Path, *words: str) -> subprocess.Popen[bytes]:
    """A send that stands still after its first parts."""
    cloud.faults(operation="UploadPart", kind="stall", seconds=60, times=None, skip=2)
    process = subprocess.Popen(
        command("send", *words, *at(cloud), "--method", "multipart", "--part-size", str(PART)),
        env=shell(cloud, home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    if "-" in words:
        process.stdin.write(os.urandom(MIB))
        process.stdin.close()
        process.stdin = None
    cloud.until(lambda events: sum(e["kind"] == "part_stored" for e in events) == 2)
    return process


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_in_a_sentence_and_resume_goes_on(
    cloud: Cloud, home: Path, tmp_path: Path, number: int, code: int
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(MIB))
    with stalled(cloud, home, str(path)) as process:
        process.send_signal(number)
        _out, err = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"--resume" in err
    assert b"Traceback" not in err
    cloud.ask("/faults", method="DELETE")
    mark = cloud.mark()
    resumed = run(command("send", str(path), *at(cloud), "--resume"), shell(cloud, home))
    assert (resumed.code, len(cloud.of_kind("part_stored", mark))) == (0, 6)


@POSIX
def test_standard_input_leaves_nothing_behind_when_it_is_ended(cloud: Cloud, home: Path) -> None:
    with stalled(cloud, home, "-", "--key", "in.bin") as process:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert list((home.parent / "tmp").iterdir()) == []
    cloud.ask("/faults", method="DELETE")
    assert len(cloud.uploads()) == 1
    (home.parent / "next").write_text("x")
    run(command("send", str(home.parent / "next"), *at(cloud)), shell(cloud, home))
    assert cloud.uploads() == []


def test_what_nobody_resumes_is_aborted_at_the_storage(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(MIB))
    with stalled(cloud, home, str(path)) as process:
        process.kill()
        process.communicate(timeout=20)
    cloud.ask("/faults", method="DELETE")
    assert len(cloud.uploads()) == 1
    ran = run(command("send", str(path), *at(cloud)), shell(cloud, home))
    assert (ran.code, cloud.uploads()) == (0, [])


@pytest.mark.parametrize("method", ["put", "multipart"])
def test_killed_while_the_server_thinks_it_is_not_told_twice(
    cloud: Cloud, home: Path, tmp_path: Path, method: str
) -> None:
    cloud.answers(mode="late", seconds=3)
    path = tmp_path / "f.bin"
    path.write_bytes(os.urandom(4 * PART))
    words = [str(path), *at(cloud), "--method", method, "--part-size", str(PART), "--resume"]
    words = command("send", *words, "--callback-url", cloud.callback_url)
    with subprocess.Popen(words, env=shell(cloud, home), stdout=subprocess.DEVNULL) as process:
        cloud.until(lambda events: any(e["kind"] == "callback_sent" for e in events))
        process.kill()
    ran = run(words, shell(cloud, home))
    assert (ran.code, "Stored - answer not seen" in ran.out) == (3, True)
    assert len(cloud.of_kind("callback_sent")) == len(cloud.of_kind("object_stored")) == 1


def test_what_is_done_does_not_stay_in_the_list(cloud: Cloud, home: Path, tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / f"{number}"
        path.write_text("x")
        assert send(cloud, home, [str(path)]).code == 0
    with closing(sqlite3.connect(home / "data" / "send.db")) as db:
        assert db.execute("SELECT count(*) FROM tasks").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM batches").fetchone() == (1,)


def test_several_at_once_share_one_list(cloud: Cloud, home: Path, tmp_path: Path) -> None:
    """All of them make the file, read it and write it in the same moments."""
    running = []
    for number in range(5):
        paths = [tmp_path / f"{number}-{n}" for n in range(10)]
        for path in paths:
            path.write_text(path.name)
        words = command("send", *map(str, paths), *at(cloud))
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(words, env=shell(cloud, home), **pipes))  # type: ignore[call-overload]
    ends = [(process.communicate(timeout=60)[1], process.returncode) for process in running]
    assert ends == [(b"", 0)] * 5
    assert len(cloud.objects()) == 50


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="wants the shell's ulimit")
def test_a_disk_that_fills_in_the_middle_stops_no_upload(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    for number in range(150):
        (tmp_path / "many" / f"{number}").parent.mkdir(exist_ok=True)
        (tmp_path / "many" / f"{number}").write_text("x")
    words = command("send", str(tmp_path / "many"), *at(cloud))
    limited = ["/bin/sh", "-c", 'ulimit -f 160; exec "$@"', "sh", *words]
    ran = run(limited, shell(cloud, home))
    assert (ran.code, ran.out.count("Stored."), len(cloud.objects())) == (0, 150, 150)
    assert "--resume will not know" in ran.err


@POSIX
def test_the_files_go_on_when_nobody_reads_the_answers(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for path in paths:
        path.write_text(path.name)
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("send", *map(str, paths), *at(cloud)),
        env=shell(cloud, home),
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(cloud.objects()) == 5


def test_a_list_that_cannot_be_kept_is_told_and_the_file_goes_all_the_same(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "send.db").mkdir()
    (tmp_path / "f").write_text("x")
    ran = send(cloud, home, [str(tmp_path / "f")])
    assert (ran.code, len(cloud.objects())) == (0, 1)
    assert "--resume will not know" in ran.err


def test_a_list_that_is_damaged_or_newer_is_told_and_the_file_goes_all_the_same(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    (home / "data").mkdir(parents=True)
    journal = home / "data" / "send.db"
    (tmp_path / "f").write_text("x")
    journal.write_bytes(b"no database" * 1000)
    damaged = send(cloud, home, [str(tmp_path / "f")])
    assert (damaged.code, "was damaged" in damaged.err) == (0, True)
    assert (home / "data" / "send.damaged-1.db").exists()
    with closing(sqlite3.connect(journal)) as db:
        db.execute("PRAGMA user_version=99")
    before = journal.read_bytes()
    newer = send(cloud, home, [str(tmp_path / "f")])
    assert (newer.code, "from a newer Upcall" in newer.err) == (0, True)
    assert journal.read_bytes() == before


def test_words_that_make_no_sense_are_refused_before_anything_is_sent(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same").write_text(folder)
    same = [str(tmp_path / "a" / "same"), str(tmp_path / "b" / "same")]
    for words, told in (
        ([same[0], "--key", "/x"], "cannot begin with a slash"),
        ([same[0], "--key", "x" * 1100], "too long"),
        ([*same], "would replace the other"),
        ([*same, "--key", "x"], "exactly one file"),
        ([same[0], "--prefix", "/x"], "cannot"),
        ([same[0], "--parallel", "0"], "--parallel"),
        ([same[0], "--limit", "fast"], "no size"),
    ):
        ran = send(cloud, home, words)
        assert (ran.code, told in ran.err, "Traceback" in ran.err) == (2, True, False), ran.err
    assert cloud.objects() == []
    assert send(cloud, home, [*same, "--same-name", "keep-both"]).code == 0
    assert [o["key"] for o in cloud.objects()] == ["same", "same (2)"]


def test_odd_words_that_do_make_sense(cloud: Cloud, home: Path, tmp_path: Path) -> None:
    name = "bell\a\x1b[2Jname.txt" if sys.platform != "win32" else "name.txt"
    path, empty = tmp_path / name, tmp_path / "empty"
    path.write_text("x")
    empty.mkdir()
    ran = send(cloud, home, [str(empty)])
    assert (ran.code, ran.out, "nothing to send" in ran.err) == (0, "", True)
    words = [str(path), str(path), "--prefix", "in", "--part-size", "1", "--method", "multipart"]
    ran = send(cloud, home, [*words, "--limit", "10M"])
    assert (ran.code, ran.out.count("Stored"), ran.out.count("\n")) == (0, 1, 1)
    assert "\x1b" not in ran.out + ran.err
    assert [o["key"] for o in cloud.objects()] == ["in/" + name]
    path.write_text("")
    assert send(cloud, home, [str(path), "--method", "multipart", "--key", "nothing"]).code == 0


def test_what_of_a_folder_is_not_sent_is_said(cloud: Cloud, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good").write_text("x")
    (folder / ".hidden").write_text("x")
    (folder / "broken").symlink_to(tmp_path / "nowhere")
    ran = send(cloud, home, [str(folder)])
    assert (ran.code, "good: Stored" in ran.out) == (1, True)
    assert "Hidden files and folders that were left out" in ran.err
    assert "(name them to send them): folder/.hidden." in ran.err
    assert "Links that lead nowhere: folder/broken." in ran.err


def test_a_file_that_is_given_twice_is_sent_once_and_that_is_said(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "good").write_text("x")
    ran = send(cloud, home, [str(tmp_path / "good"), f"{tmp_path}/./good"])
    assert (ran.code, ran.out.count("Stored")) == (0, 1)
    assert "Given more than once, sent once: good." in ran.err


def test_a_file_that_is_gone_by_the_time_of_its_turn_has_words_of_its_own(
    cloud: Cloud, home: Path, tmp_path: Path
) -> None:
    ran = send(cloud, home, [str(tmp_path / "never")])
    assert ran.code == 1
    assert "never: Not stored. The file is not there." in ran.out
