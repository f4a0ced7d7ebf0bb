"""Fixtures for the tests of the window: translations, and a desk over a recording engine."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.connection import Connection
from app.host.folders import Folders, folders_under
from app.host.settings import Loaded, Settings, SettingsStore
from app.host.vault import Vault
from app.ui.actions import Actions
from app.ui.desk import Desk
from app.ui.opening import Application
from app.ui.resources import resource
from app.ui.window_parts import Practice, WindowParts
from tests.ui.clipping import undress
from tests.ui.expert_kit import QUICK, NoDemo, RecordingEngine

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first window: none is shown
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Office:
    """A desk with what stands around it."""

    engine: RecordingEngine
    desk: Desk
    actions: Actions
    store: SettingsStore
    vault: Vault
    folders: Folders
    told: list[tuple[str, str]] = field(default_factory=list)

    def texts(self) -> str:
        """Everything told so far."""
        return "\n".join(text for _level, text in self.told)


def _no_proxy(_setting: str) -> None:
    """Nothing goes over a wire here."""


@dataclass
class Offices:
    """Makes desks; a second one in the same folder is a second start of the program."""

    folder: Path
    qtbot: QtBot
    vault: Vault
    made: list[Desk] = field(default_factory=list)

    def __call__(
        self,
        *connections: Connection,
        settings: Settings | None = None,
        demo: Practice | None = None,
        notices: tuple[str, ...] = (),
        start: bool = True,
        practise: bool = False,
        choose_proxy: Callable[[str], None] = _no_proxy,
    ) -> Office:
        engine = RecordingEngine()
        folders = folders_under(self.folder)
        store = SettingsStore(folders.config / "settings.json")
        loaded = Loaded(settings or Settings(connections=connections))
        parts = WindowParts(
            engine,
            store,
            loaded,
            self.vault,
            folders,
            demo or NoDemo(),
            notices,
            choose_proxy=choose_proxy,
        )
        desk = Desk(parts)
        desk.bridge.interval = QUICK
        self.made.append(desk)
        office = Office(engine, desk, Actions(desk, desk), store, self.vault, folders)
        desk.told.connect(lambda level, text: office.told.append((level, text)))
        if start:
            desk.start(demo=practise)
        return office


_PIECES = (QAbstractButton, QPlainTextEdit, QLineEdit)
MANY_WIDGETS = 700
"""Left over by tests that are done; each change of the style sheet looks at all that there are."""


@pytest.fixture(autouse=True)
def widgets_of_tests_that_are_done_go() -> Iterator[None]:
    """Windows hold each other and wait for the garbage collector, which is seldom in a hurry.

    What it leaves without a parent, because a connection of its own holds it, goes then, too.
    """
    undress()
    yield
    if QApplication.instance() is None or len(QApplication.allWidgets()) < MANY_WIDGETS:
        return
    gc.collect()
    for left in QApplication.topLevelWidgets():
        if isinstance(left, _PIECES) and not left.isVisible():
            left.deleteLater()


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """The program's own application object."""
    return Application


@pytest.fixture
def offices(tmp_path: Path, qtbot: QtBot) -> Iterator[Offices]:
    """Makes desks over a recording engine, and closes them."""
    made = Offices(tmp_path, qtbot, Vault(lambda: None))
    yield made
    for desk in made.made:
        desk.close()


@pytest.fixture
def office(offices: Callable[..., Office]) -> Office:
    """A desk without any connection."""
    return offices()


@pytest.fixture(scope="session")
def translations() -> Path:
    """The folder with the translations that the program loads, made when they are missing."""
    folder = resource("i18n")
    folder.mkdir(exist_ok=True)
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    for source in sorted((ROOT / "i18n").glob("*.ts")):
        target = folder / source.with_suffix(".qm").name
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            command = [str(tool), "-silent", str(source), "-qm", str(target)]
            subprocess.run(command, check=True, capture_output=True)
    return folder
