"""Each kind of access by real mouse and keys: wizard, callback form, drop, and the answer read.

The random number of the application server is the proof; it is read from the window's own text.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cloud import Cloud
from tests.end2end.canary import files_with, processes_with
from tests.xvfb import drag_source
from tests.xvfb.hand import LACKING, Hand, person
from tests.xvfb.screen import Screen, until

pytestmark = [
    pytest.mark.keyring,
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]
BODY = "object=$" + "{object}&size=$" + "{size}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Something to send."""
    path = tmp_path / "Foto 文 #1.jpg"
    path.write_bytes(os.urandom(300_000))
    return path


def key_pair(hand: Hand, cloud: Cloud) -> list[str]:
    """A person types a key; returns what must stay secret."""
    hand.type("Key ID", cloud.access_key_id)
    hand.type("Key secret", cloud.access_key_secret)
    return [cloud.access_key_secret]


def temporary_key(hand: Hand, cloud: Cloud) -> list[str]:
    """The same with a key that ends."""
    key = cloud.sts()
    hand.type("Key ID", key["access_key_id"])
    hand.type("Key secret", key["access_key_secret"])
    hand.type("Security token", key["security_token"])
    return [key["access_key_secret"], key["security_token"]]


def server(hand: Hand, cloud: Cloud) -> list[str]:
    """The address of a server that hands keys out, behind an access code."""
    cloud.settings(access_code="canary-code-3190")
    hand.click("An application server")
    hand.type("Address of the application server", cloud.facts["authorise"]["sts"])
    hand.type("Access code", "canary-code-3190")
    return ["canary-code-3190"]


@pytest.mark.parametrize("access", [key_pair, temporary_key, server])
def test_a_stranger_connects_fills_in_the_form_drops_a_file_and_reads_the_answer(
    cloud: Cloud,
    display: Screen,
    tmp_path: Path,
    file: Path,
    access: Callable[[Hand, Cloud], list[str]],
) -> None:
    home = tmp_path / "home"
    source = [sys.executable, drag_source.__file__, str(file)]
    with person(display, home) as hand:
        secrets = connected(hand, cloud, access)
        told(hand, cloud)
        shell = display.environment()
        with subprocess.Popen(source, env=shell, stdout=subprocess.PIPE, text=True) as other:
            try:
                drop(hand, display, other, name=file.name)
            finally:
                other.terminate()
        sent(hand, cloud)
        (answered,) = cloud.of_kind("app_answered")
        hand.click(file.name, kind="row")
        hand.keys("ctrl+3")
        seen = hand.until(lambda text: str(answered["number"]) in text, "the server's number")
        assert "Delivered" in seen
        for secret in secrets:
            assert secret not in seen
            assert files_with(secret, home) == []
            assert processes_with(secret, hand.process.pid) == []
    (stored,) = cloud.objects()
    assert (stored["key"], stored["size"]) == (f"in/{file.name}", 300_000)


def connected(hand: Hand, cloud: Cloud, access: Callable[[Hand, Cloud], list[str]]) -> list[str]:
    """From the welcome page through the wizard, whose checks are all good."""
    hand.click("Connect")
    hand.click("Something compatible")
    hand.type("Endpoint", cloud.endpoint)
    hand.type("Bucket", cloud.bucket)
    hand.type("Region", cloud.region)
    hand.type("Folder", "in/")
    hand.type("Name", "Team photos")
    hand.click("Next")
    secrets = access(hand, cloud)
    hand.click("Next")
    hand.click("Start uploading")
    hand.until(lambda text: "Drop files or folders here" in text, "the window")
    return secrets


def told(hand: Hand, cloud: Cloud) -> None:
    """The callback form: where, and what."""
    hand.keys("ctrl+e")
    hand.click("Tell my server when a file is stored")
    hand.type("Address 1 of your server", cloud.callback_url)
    hand.type("Template of the body", BODY)


def drop(hand: Hand, display: Screen, other: subprocess.Popen[str], *, name: str) -> None:
    """A file out of another program's window onto ours, which has to read it from there."""
    display.place(display.window(drag_source.TITLE), x=5, y=400)
    target = hand.wait("Drop files here")["at"]
    display.drag((60, 460), (target[0] + 100, target[1] + 10))
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "CopyAction"
    hand.wait(name, kind="row")


def sent(hand: Hand, cloud: Cloud) -> None:
    """Press *Upload* once the file is on the list."""
    hand.click("Upload", kind="ToolButton")
    until(lambda: bool(cloud.of_kind("app_answered")), "the server's answer")
