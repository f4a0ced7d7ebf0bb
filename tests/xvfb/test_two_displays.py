"""Two displays: the audience's window goes to the other one, and comes back when that one goes."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import ROOT
from tests.xvfb.screen import MISSING, PATIENCE, Screen

SCREENS = [
    {"name": "desk", "x": 0, "y": 0, "width": 1280, "height": 800},
    {"name": "projector", "x": 1280, "y": 0, "width": 1920, "height": 1080},
]
DPI = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
Facts = dict[str, Any]


class Told:
    """What the program says, line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: queue.Queue[str] = queue.Queue()
        self._process = process
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)

    def until(self, right: Callable[[Facts], bool]) -> Facts:
        """The first line that is right."""
        seen: list[str] = []
        while True:
            try:
                seen.append(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"not said within the time; said was {seen}")
            facts: Facts = json.loads(seen[-1])
            if right(facts):
                return facts


@contextmanager
def presenting(environment: Mapping[str, str]) -> Iterator[Told]:
    words = [sys.executable, "-m", "tests.xvfb.presenter"]
    with subprocess.Popen(
        words, env=dict(environment), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Told(process)
        finally:
            process.kill()


def test_the_audience_sees_the_display_that_is_not_the_speakers(tmp_path: Path) -> None:

    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": [one | DPI for one in SCREENS]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"}
    with presenting(environment) as told:
        facts = told.until(lambda facts: bool(facts["audience"]))
    assert facts["offered"] == 2
    assert (facts["speaker"], facts["audience"]) == ("desk", "projector")
    assert facts["place"] == [1280, 0, 1920, 1080]


@pytest.mark.skipif(
    bool(MISSING) or not (shutil.which("xrandr") and shutil.which("openbox")),
    reason="needs Xvfb, xdotool, xrandr and openbox",
)
def test_an_unplugged_projector_brings_the_audience_back_and_a_plugged_one_takes_it(
    display: Screen,
) -> None:
    environment = display.environment()

    def xrandr(*words: str) -> None:
        subprocess.run(["xrandr", *words], env=environment, check=True, capture_output=True)

    left, right = "700/185x900/238+0+0", "700/185x900/238+700+0"
    xrandr("--setmonitor", "desk", left, "screen")
    xrandr("--setmonitor", "projector", right, "none")
    with subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL) as manager:
        try:
            with presenting(environment) as told:
                first = told.until(lambda facts: bool(facts["audience"]))
                assert len(first["displays"]) == 2
                assert first["audience"] != first["speaker"]
                xrandr("--delmonitor", "projector")
                alone = told.until(lambda facts: len(facts["displays"]) == 1)
                assert alone["audience"] == alone["speaker"]
                xrandr("--setmonitor", "projector", right, "none")
                told.until(
                    lambda facts: (
                        len(facts["displays"]) == 2 and facts["audience"] != facts["speaker"]
                    )
                )
        finally:
            manager.terminate()
