"""A connection file, opened as a double-click does, by real mouse: three clicks to *Delivered*."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.callback import CallbackSpec
from app.domain.connection import AccessKind, Connection
from app.domain.destination import Destination
from app.host.connection_file import write_connection_file
from tests.cloud import Cloud
from tests.end2end.canary import files_with
from tests.xvfb import drag_source
from tests.xvfb.hand import LACKING, person
from tests.xvfb.screen import Screen, until

pytestmark = [
    pytest.mark.keyring,
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]
BODY = "object=$" + "{object}&size=$" + "{size}"


@pytest.fixture
def team_file(cloud: Cloud, tmp_path: Path) -> Path:
    """What an administrator hands out: Simple, locked, permission from the application server."""
    place = Destination("oss", cloud.endpoint, cloud.region, cloud.bucket, "in/")
    told = CallbackSpec(enabled=True, urls=(cloud.callback_url,), body=BODY)
    prepared = Connection(
        "mine",
        "Photos for the shop",
        place,
        told,
        access=AccessKind.SERVER,
        server_url=cloud.facts["authorise"]["sts"],
        locked=True,
    )
    path = tmp_path / "Photos for the shop.upcall"
    write_connection_file(path, prepared)
    return path


def test_from_a_double_click_to_delivered(
    cloud: Cloud, display: Screen, tmp_path: Path, team_file: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"a photo")
    home = tmp_path / "home"
    source = [sys.executable, drag_source.__file__, str(photo)]
    with person(display, home, str(team_file)) as hand:
        parts = ("Photos for the shop", "127.0.0.1", "Use this place")
        hand.until(lambda text: all(part in text for part in parts), "the sheet")
        assert cloud.objects() == []
        hand.click("Use this place")
        target = hand.wait("Drop files or folders here")["at"]
        shell = display.environment()
        with subprocess.Popen(source, env=shell, stdout=subprocess.PIPE, text=True) as other:
            try:
                display.place(display.window(drag_source.TITLE), x=5, y=400)
                display.drag((60, 460), (target[0] + 100, target[1] + 10))
                assert other.stdout is not None
                assert other.stdout.readline().strip() == "CopyAction"
                hand.wait(photo.name, kind="row")
            finally:
                other.terminate()
        hand.click("Upload", kind="Button")
        until(lambda: bool(cloud.of_kind("app_answered")), "the server's answer")
        hand.until(lambda text: "Delivered" in text, "the word")
    assert [stored["key"] for stored in cloud.objects()] == ["in/photo.jpg"]
    assert files_with(cloud.access_key_secret, tmp_path) == []
