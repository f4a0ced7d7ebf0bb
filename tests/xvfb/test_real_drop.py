"""Files dropped from another program, with a real mouse, into the real window (XDND under Xvfb)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import oss2
import pytest
from fastcrc import crc64

from app.domain.connection import Connection
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.plan import MIB
from app.host.folders import folders_under
from app.host.settings import Settings, SettingsStore
from app.host.vault import Kept, Vault
from tests.cloud import Cloud
from tests.end2end.canary import files_with, processes_with
from tests.end2end.running import command
from tests.xvfb import drag_source
from tests.xvfb.screen import MISSING, Screen, until

pytestmark = [
    pytest.mark.keyring,
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(MISSING), reason=f"not on this machine: {', '.join(MISSING)}"),
]
LARGE = 200 * MIB
SMALL = 20


@pytest.fixture
def dropped(tmp_path: Path) -> list[Path]:
    """A large file, and a folder of small ones in two levels."""
    large = tmp_path / "film 🎬 #1.mov"
    with large.open("wb") as target:
        for _ in range(LARGE // MIB):
            target.write(os.urandom(MIB))
    folder = tmp_path / "相册 + more"
    (folder / "in").mkdir(parents=True)
    for number in range(SMALL):
        path = folder / ("in" if number % 2 else ".") / f"{number} % & photo.jpg"
        path.write_bytes(os.urandom(2000 + number))
    return [large, folder]


@pytest.fixture
def home(cloud: Cloud, tmp_path: Path) -> Iterator[Path]:
    """Upcall's home with one saved connection, its key in the real keyring."""
    destination = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket)
    connection = Connection("drop-test", "Team photos", destination)
    settings = Settings(connections=(connection,), last_connection=connection.id)
    root = tmp_path / "home"
    folders = folders_under(root)
    folders.make()
    SettingsStore(folders.config / "settings.json").save(replace(settings, welcome_seen=True))
    vault = Vault()
    key = Credentials(cloud.access_key_id, cloud.access_key_secret)
    assert vault.save(connection.id, key) is Kept.KEYRING
    yield root
    vault.forget(connection.id)


def test_a_large_file_and_a_folder_dropped_from_another_program_arrive_whole(
    cloud: Cloud, display: Screen, home: Path, dropped: list[Path]
) -> None:
    shell = {**display.environment(), "UPCALL_HOME": str(home)}
    source = [sys.executable, drag_source.__file__, *map(str, dropped)]
    with (
        subprocess.Popen(command(), env=shell) as window,
        subprocess.Popen(source, env=shell, stdout=subprocess.PIPE, text=True) as other,
    ):
        try:
            upcall = display.window("Upcall$")
            display.place(upcall, x=200, y=50, width=1000, height=700)
            display.place(display.window(drag_source.TITLE), x=10, y=400)
            display.drag((60, 450), (700, 400))
            assert other.stdout is not None
            assert other.stdout.readline().strip() == "CopyAction"
            display.do("windowfocus", "--sync", upcall)
            until(lambda: pressed(display, cloud), "the first byte")
            until(lambda: len(cloud.objects()) == SMALL + 1, "all objects")
            secret = cloud.access_key_secret
            assert processes_with(secret, window.pid) == []
            assert files_with(secret, home) == []
        finally:
            for process in (window, other):
                process.terminate()
            ends = [ended(process) for process in (window, other)]
    assert ends[0] == 0, "a signal ends the window, even while it is busy"
    assert listed(cloud) == expected(dropped)


def ended(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> int:
    """Exit code of a process that was told to end; one that does not listen is killed."""
    try:
        return process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def pressed(display: Screen, cloud: Cloud) -> bool:
    """Press *Upload*, and once more in the sheet that comes for so many files; True once it began.

    Files reach the list a moment after the drop.
    """
    display.do("key", "ctrl+Return", "sleep", 0.5, "key", "Return")
    return bool(cloud.of_kind("request_started"))


def listed(cloud: Cloud) -> dict[str, int]:
    """Objects and their CRC-64, as the vendor's SDK sees them."""
    auth = oss2.Auth(cloud.access_key_id, cloud.access_key_secret)
    bucket = oss2.Bucket(auth, cloud.endpoint, cloud.bucket, is_path_style=True)
    keys = [entry.key for entry in oss2.ObjectIterator(bucket)]
    return {key: int(bucket.head_object(key).headers["x-oss-hash-crc64ecma"]) for key in keys}


def expected(dropped: list[Path]) -> dict[str, int]:
    """Relative paths of what was dropped, and the CRC-64 of each file."""
    top = dropped[0].parent
    files = [dropped[0], *(path for path in dropped[1].rglob("*") if path.is_file())]
    return {path.relative_to(top).as_posix(): crc64.xz(path.read_bytes()) for path in sorted(files)}
