"""A real window under way: the limit is changed by mouse, and quitting asks once."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.xvfb.hand import LACKING, person
from tests.xvfb.screen import Screen, until

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]


@pytest.mark.slow
def test_the_limit_is_changed_under_way_and_quitting_asks_once(
    display: Screen, tmp_path: Path
) -> None:
    home, file = tmp_path / "home", tmp_path / "large.bin"
    (home / "config").mkdir(parents=True)
    settings = home / "config" / "settings.json"
    settings.write_text(json.dumps({"start": "at_once", "rate": 300_000, "welcome_seen": True}))
    file.write_bytes(os.urandom(40_000_000))
    with person(display, home, "demo", str(file)) as hand:
        hand.wait("Speed limit: At most 0.3 MB/s")
        hand.until(lambda text: " of 40" in text, "bytes on their way")
        hand.click("Speed limit: At most 0.3 MB/s")
        hand.keys("Down", "Down", "Down", "Return")
        hand.wait("Speed limit: At most 1 MB/s")
        until(lambda: json.loads(settings.read_text())["rate"] == 1_000_000, "the setting")
        hand.keys("alt+F4")
        hand.wait("Stay")
        assert "1 file" in hand.text()
        picture = os.environ.get("UPCALL_PICTURES")
        if picture:
            hand.picture(Path(picture) / "quit.png")
        hand.click("Stay")
        until(lambda: hand.find("Stay") is None, "the question to go")
        hand.keys("alt+F4")
        hand.click("Quit", kind="Button")
        began = time.monotonic()
        assert hand.process.wait(20) == 0
        assert time.monotonic() - began < 8
