"""A stage over the real engine and a demo cloud in a process of its own, and what it draws."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.engine.demo import DemoPlace, place_of
from app.ui.stage import exporting
from app.ui.stage.scene import Scene
from app.ui.stage.show import Show
from app.ui.stage.window import StageWindow
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live

_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


class Near:
    """The demo cloud of the tests as the window's own."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def launch(self) -> DemoPlace:
        return place_of(self._cloud.facts)


@dataclass
class Stage:
    """The window with what stands behind it."""

    window: StageWindow
    live: Live
    qtbot: QtBot

    @property
    def show(self) -> Show:
        return self.window.show_

    def to_the_end(self, scenario: str) -> None:
        """Run a scenario until everything has been shown."""
        self.show.choose(scenario)
        self.show.toggle()
        self.until_shown()

    def until_shown(self) -> None:
        play = self.show.play
        self.qtbot.waitUntil(lambda: play.over and not play.playing, timeout=PATIENCE_MS)

    def steps_on(self, position: int) -> None:
        """Wait until so many steps are shown."""
        self.qtbot.waitUntil(lambda: self.show.play.position == position, timeout=PATIENCE_MS)


@contextmanager
def stage(qtbot: QtBot, folder: Path, cloud: Cloud) -> Iterator[Stage]:
    """An open stage; steps appear at once, so that tests are quick."""
    with live(qtbot, folder, cloud, demo=Near(cloud)) as made:
        window = StageWindow(made.desk)
        window.show_.play.set_calm(on=True)
        window.show_.play.set_speed(20.0)
        window.open(None)
        qtbot.waitUntil(lambda: window.show_.source.place is not None, timeout=PATIENCE_MS)
        yield Stage(window, made, qtbot)
        if isValid(window):
            window.close()


def drawn(scene: Scene) -> list[str]:
    """Every text of the picture."""
    return [html.unescape(text) for text in _TEXT.findall(exporting.svg(scene).decode())]


def dashes(scene: Scene) -> int:
    """How many dashed lines the picture has."""
    found = re.findall(r'stroke-dasharray="([^"]+)"', exporting.svg(scene).decode())
    return len([dash for dash in found if dash not in ("none", "")])
