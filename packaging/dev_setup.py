"""The virtual environment: made from the locks, left alone while nothing has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev_machine import ROOT, Stop, child_environment, need_venv_module, say

VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".ready"
RUN_LOCK = ROOT / "packaging" / "requirements.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.txt"

FROM_SOURCE = "oss2"
"""The one package that comes as a source archive only (pure Python; built without a compiler)."""


def tool(name: str) -> str:
    """Path of a program inside the virtual environment."""
    return str(SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def wanted_stamp(*, tests: bool) -> dict[str, str]:
    """What the virtual environment must have been made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    stamp = {
        # A moved folder counts as another Python: scripts in .venv hold its old path.
        "python": f"{sys.version} {ROOT}",
        "run": _digest(RUN_LOCK.read_bytes()),
        "project": _digest(json.dumps(project, sort_keys=True).encode()),
    }
    if tests:
        stamp["tests"] = _digest(TEST_LOCK.read_bytes())
    return stamp


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_stamp(path: Path = STAMP) -> dict[str, str]:
    """What it was made from; empty where it is absent, half made or broken."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and PYTHON.exists() else {}


def set_up(*, tests: bool) -> None:
    """Have the virtual environment ready. Says what it does; quick when nothing has changed."""
    if wanted_stamp(tests=tests).items() <= read_stamp().items():
        return
    with alone():
        _set_up(tests=tests)


@contextmanager
def alone(lock: Path = ROOT / ".venv.lock") -> Iterator[None]:
    """One set-up of this tree at a time: a second one waits, and finds that all is done."""
    with lock.open("ab") as held:
        if sys.platform == "win32":
            while not _locked(held.fileno()):
                pass
        else:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        """After at most ten seconds: is it ours?"""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl


def _set_up(*, tests: bool) -> None:
    wanted, found = wanted_stamp(tests=tests), read_stamp()
    if wanted.items() <= found.items():
        return
    fresh = any(wanted[key] != found.get(key) for key in ("python", "run"))
    if tests and found.get("tests") not in (None, wanted["tests"]):
        fresh = True
    if fresh:
        _make()
        say("Installing the locked packages (about 100 MB, once)")
        _pip("--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(RUN_LOCK))
        found = {}
    STAMP.unlink(missing_ok=True)
    if tests and "tests" not in found:
        say("Installing the packages for the tests")
        _pip(*_for_tests())
    if wanted["project"] != found.get("project"):
        _pip("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({**found, **wanted}), "utf-8")


def _for_tests() -> list[str]:
    # No dependencies are looked up: the lock is complete, and holds crcmod-plus in crcmod's place.
    return [
        "--require-hashes",
        "--no-deps",
        "--no-build-isolation",
        "--use-pep517",
        "--only-binary=:all:",
        f"--no-binary={FROM_SOURCE}",
        "-r",
        str(TEST_LOCK),
    ]


def _make() -> None:
    """A new, empty virtual environment in place of the old one."""
    need_venv_module()
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Stop(
            "The packages have changed, and .venv must be made anew, but it runs this script.\n"
            "Type `deactivate` (or open a new terminal) and start the script again."
        )
    say("Making the virtual environment .venv")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Stop(
            f"The virtual environment .venv could not be made ({error}).\n"
            "Close programs that use it, delete the folder .venv and start this script again."
        ) from error


def _pip(*words: str) -> None:
    """Run pip; raise `Stop` with what it said and what may help."""
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--no-input"]
    command += ["--disable-pip-version-check", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=child_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise Stop(
            f"{tail}\n\nThe packages could not be installed. Check the network (a company may need "
            "pip's settings for its own package index) and start this script again.\nOn Linux the "
            "window toolkit needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04), on ARM 2.39."
        )
