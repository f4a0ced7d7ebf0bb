"""Where things are kept."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from app.host.folders import folders_for, folders_under, home_of, system_folders


def test_one_folder_can_hold_everything(tmp_path: Path) -> None:
    folders = folders_for(tmp_path)
    assert folders == folders_under(tmp_path)
    every = {folders.config, folders.data, folders.logs, folders.temporary}
    assert len(every) == 4
    assert all(path.parent == tmp_path for path in every)
    assert not any(path.exists() for path in every)


def test_folders_are_made_for_this_person_only(tmp_path: Path) -> None:
    folders = folders_for(tmp_path / "deep" / "home")
    folders.make()
    folders.make()
    assert folders.temporary.is_dir()
    if sys.platform != "win32":
        assert stat.S_IMODE(folders.data.stat().st_mode) == 0o700


def test_an_environment_variable_names_that_folder(tmp_path: Path) -> None:
    assert home_of({"UPCALL_HOME": str(tmp_path)}) == tmp_path
    assert home_of({"UPCALL_HOME": " "}) is None
    assert home_of({}) is None
    relative = home_of({"UPCALL_HOME": "here"})
    assert relative is not None
    assert relative.is_absolute()


@pytest.mark.skipif(sys.platform != "linux", reason="the names are Linux's")
def test_linux_finds_its_folders_by_the_xdg_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    folders = folders_for(None)
    assert folders == system_folders()
    assert folders.config == tmp_path / "CONFIG" / "upcall"
    assert folders.data == tmp_path / "DATA" / "upcall"
    assert folders.logs.is_relative_to(tmp_path / "STATE" / "upcall")
    assert folders.temporary == tmp_path / "CACHE" / "upcall" / "temporary"
