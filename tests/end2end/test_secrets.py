"""Canary secrets are looked for in every file written, in arguments and child environments."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.plan import MIB
from tests.cloud import Cloud
from tests.end2end.canary import files_with, processes_with, spellings
from tests.end2end.running import at, command, environment, run

CANARY = "canary+secret/7f3a9c=0b"
TOKEN = "canary+token/51e0=d2"


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    for number, text in enumerate(
        [
            CANARY,
            base64.b64encode(f"id:{CANARY}:".encode()).decode(),
            base64.b64encode(f"i:{CANARY}".encode()).decode(),
        ]
    ):
        (tmp_path / str(number)).write_text(text)
    (tmp_path / "utf16").write_bytes(CANARY.encode("utf-16"))
    assert len(files_with(CANARY, tmp_path)) == 4
    assert all(spellings(CANARY))


def test_sending_leaves_no_secret_anywhere(cloud: Cloud, tmp_path: Path) -> None:
    cloud.reset()
    home, temporary, path = tmp_path / "home", tmp_path / "tmp", tmp_path / "f.bin"
    temporary.mkdir()
    path.write_bytes(os.urandom(MIB))
    shell = environment(home, secret=CANARY, key_id=cloud.access_key_id)
    shell |= {"OSS_SESSION_TOKEN": TOKEN, "TMPDIR": str(temporary)}
    for words in (["--method", "put"], ["--method", "multipart", "--json"], ["--resume"]):
        ran = run(command("send", str(path), *at(cloud), *words), shell)
        assert ran.code == 1
        for secret in (CANARY, TOKEN):
            assert not any(s.decode("latin-1") in ran.out + ran.err for s in spellings(secret))
    assert (home / "data" / "send.db").exists()
    for secret in (CANARY, TOKEN):
        assert files_with(secret, home, temporary) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_running_program_shows_no_secret_to_others(cloud: Cloud, tmp_path: Path) -> None:
    """Arguments of all its processes, environments of its children, and files while it runs."""
    cloud.reset()
    secret = cloud.access_key_secret
    cloud.faults(kind="stall", operation="UploadPart", seconds=60, times=None)
    home, path = tmp_path / "home", tmp_path / "f.bin"
    path.write_bytes(os.urandom(2 * MIB))
    shell = environment(home, secret=secret, key_id=cloud.access_key_id)
    words = command("send", str(path), *at(cloud), "--part-size", "256k", "--method", "multipart")
    with subprocess.Popen(words, env=shell, stdout=subprocess.DEVNULL) as process:
        cloud.until(lambda events: any(e.get("operation") == "UploadPart" for e in events))
        try:
            assert processes_with(secret, process.pid) == []
            assert files_with(secret, home) == []
        finally:
            process.kill()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_demo_cloud_is_started_without_the_keys_in_the_shell(tmp_path: Path) -> None:
    script = (
        "import sys;from app.bootstrap import CLOUD_COMMAND; from app.engine.demo import DemoCloud;"
        "d = DemoCloud(CLOUD_COMMAND); d.launch(); print('up', flush=True); sys.stdin.read();"
        "d.close()"
    )
    shell = environment(tmp_path, secret=CANARY, key_id="id")
    shell |= {"UPCALL_SERVER_CODE": TOKEN, "ALL_PROXY": f"http://anna:{TOKEN}@127.0.0.1:9"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script], env=shell, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == b"up\n"
        assert processes_with(CANARY, process.pid) == []
        assert processes_with(TOKEN, process.pid) == []
        process.stdin.close()
        assert process.wait(20) == 0
