"""Runs the real program as a person's shell would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cloud import Cloud

PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run printed and how it ended."""

    code: int
    out: str
    err: str

    def receipts(self) -> list[dict[str, object]]:
        """The JSON lines of ``--json``."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(home: Path, *, secret: str = "", key_id: str = "") -> dict[str, str]:
    """A shell's environment with a key, and a home folder of its own for Upcall."""
    own = {"UPCALL_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    keys = {"OSS_ACCESS_KEY_ID": key_id, "OSS_ACCESS_KEY_SECRET": secret}
    return {**os.environ, **own, **{name: text for name, text in keys.items() if text}}


def command(*words: str) -> list[str]:
    """``upcall WORDS`` as a command line."""
    return [sys.executable, "-m", "app", *words]


def at(cloud: Cloud, *, bucket: str = "") -> list[str]:
    """Where to send, as options."""
    where = ["--endpoint", cloud.endpoint, "--region", cloud.region]
    return [*where, "--bucket", bucket or cloud.bucket]


def send(cloud: Cloud, home: Path, words: Sequence[str], *, stdin: bytes = b"") -> Ran:
    """``upcall send`` to the cloud's bucket with the cloud's key."""
    shell = environment(home, secret=cloud.access_key_secret, key_id=cloud.access_key_id)
    return run(command("send", *words, *at(cloud)), shell, stdin=stdin)


def run(words: Sequence[str], shell: dict[str, str], *, stdin: bytes = b"") -> Ran:
    """Run to the end."""
    done = subprocess.run(
        words, env=shell, input=stdin, capture_output=True, timeout=PATIENCE, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
