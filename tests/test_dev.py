"""dev.py: what it says, refuses, and hands on; each as a real process where that can be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import dev
import dev_machine
import dev_setup
import dev_verbs
import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "packaging" / "dev.py"

on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="system libraries: Linux"
)


def run_dev(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The script as people call it, with nothing on its standard input."""
    # Otherwise the script would make .venv anew under the feet of this very run.
    wanted, found = dev_setup.wanted_stamp(tests=True), dev_setup.read_stamp()
    assert wanted.items() <= found.items(), "first type: python3 packaging/dev.py setup"
    return subprocess.run(
        [sys.executable, str(SCRIPT), *words],
        cwd=ROOT.parent,
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15), (4, 0)])
def test_an_unsuitable_python_is_refused_in_a_sentence(version: tuple[int, int]) -> None:
    said = dev.unsuitable(version)  # type: ignore[no-untyped-call]
    assert f"this is Python {version[0]}.{version[1]}." in said


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_suitable_python_is_taken(version: tuple[int, int]) -> None:
    assert dev.unsuitable(version) == ""  # type: ignore[no-untyped-call]


def test_the_first_file_can_be_read_by_any_python() -> None:
    source = SCRIPT.read_text("utf-8")
    assert source.isascii()
    assert not re.search(r"^from __future__|\bf['\"]|->|:=|^\s*match ", source, re.MULTILINE)


def test_what_follows_two_dashes_is_passed_on() -> None:
    assert dev_verbs.split(["test", "--", "-k", "callback"]) == (["test"], ["-k", "callback"])
    assert dev_verbs.split(["run", "--", "send", "--", "x"]) == (["run"], ["send", "--", "x"])
    assert dev_verbs.split(["run"]) == (["run"], [])


def test_run_hands_its_arguments_to_the_program() -> None:
    done = run_dev("run", "--", "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: upcall")


def test_a_second_start_adds_less_than_two_seconds() -> None:
    began = time.perf_counter()
    done = run_dev("setup")
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - began < 2
    assert "Ready in" in done.stderr
    assert "Installing" not in done.stderr


@pytest.mark.parametrize("verb", ["bench", "soak", "package"])
def test_a_suite_that_is_absent_is_said_to_be(verb: str, tmp_path: Path) -> None:
    copy = tmp_path / "packaging"
    copy.mkdir()
    for path in SCRIPT.parent.glob("dev*.py"):
        (copy / path.name).write_bytes(path.read_bytes())
    done = subprocess.run(
        [sys.executable, str(copy / "dev.py"), verb],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("This suite does not exist yet")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", sorted(dev_verbs.OWN_WORDS))
def test_a_verb_with_words_of_its_own_explains_them(verb: str) -> None:
    assert f"usage: dev.py {verb} " in run_dev(verb, "--help").stdout


def test_an_unknown_verb_gets_the_list_of_verbs() -> None:
    done = run_dev("fly")
    assert done.returncode == 2
    assert "run" in done.stderr
    assert "test" in done.stderr


@pytest.mark.parametrize(
    "locale", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C", "LANG": "x"}]
)
def test_children_get_utf8_whatever_the_locale(locale: dict[str, str]) -> None:
    child = dev_machine.child_environment({**locale, "PYTHONPATH": "/elsewhere", "KEEP": "1"})
    assert (child["PYTHONUTF8"], child["KEEP"]) == ("1", "1")
    assert "PYTHONPATH" not in child
    if sys.platform.startswith("linux"):
        assert (child.get("LC_ALL"), child["LC_CTYPE"]) == (None, "C.UTF-8")


def test_a_good_locale_is_left_alone() -> None:
    child = dev_machine.child_environment({"LC_ALL": "zh_CN.UTF-8"})
    assert (child["LC_ALL"], child.get("LC_CTYPE")) == ("zh_CN.UTF-8", None)


@on_linux
def test_a_display_is_seen_where_there_is_one() -> None:
    assert not dev_machine.has_display({})
    assert dev_machine.has_display({"DISPLAY": ":0"})
    assert dev_machine.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert not dev_machine.has_display({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"})
    assert dev_machine.has_display({"QT_QPA_PLATFORM": "vnc:port=5900"})


@on_linux
def test_the_loader_itself_is_asked_for_libraries() -> None:
    absent = dev_machine.Library("libno-such-thing.so.9", "libnosuch9", "nosuch")
    there = dev_machine.Library("libc.so.6", "libc6", "glibc")
    assert dev_machine.missing([absent, there]) == [absent]


@on_linux
@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libegl1"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper install 'libEGL.so.1()(64bit)'"),
        ("pacman", "sudo pacman -S --needed libglvnd"),
        ("unheard-of", "(with your package manager: the packages that hold libEGL.so.1)"),
    ],
)
def test_the_command_to_type_fits_the_package_manager(
    manager: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / manager).write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / manager).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev_machine.command_for(list(dev_machine.QT_LIBRARIES[:1])) == line


def test_the_line_to_type_names_each_package() -> None:
    line = dev_machine.apt_line(["libegl1", "libgl1"])
    assert line == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_a_stamp_tells_locks_pythons_and_folders_apart() -> None:
    run, test = dev_setup.wanted_stamp(tests=False), dev_setup.wanted_stamp(tests=True)
    assert run.items() < test.items()
    assert sys.version in run["python"]
    assert str(ROOT) in run["python"]
