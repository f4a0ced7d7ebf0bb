"""Theme: both schemes are whole, readable, and switched while the program runs."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLabel,
    QMainWindow,
    QStyleFactory,
)
from pytestqt.qtbot import QtBot

from app.host.settings import Appearance, Loaded
from app.ui.action_specs import SPECS
from app.ui.application import Shown, show
from app.ui.resources import resource
from app.ui.theme import tokens
from app.ui.theme.icons import icon
from app.ui.theme.sheet import style_sheet
from app.ui.theme.theme import Theme, dress, nothing_collected
from app.ui.theme.tokens import CONNECTION_COLOURS, DARK, LIGHT, set_scheme
from tests.ui.clipping import contrast
from tests.ui.expert_kit import RecordingEngine, parts_in

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    before = (qapp.palette(), qapp.styleSheet(), qapp.font())
    yield Theme(qapp)
    set_scheme("light")
    with nothing_collected():
        qapp.setPalette(before[0])
        dress(qapp, before[1])
        qapp.setFont(before[2])
        qapp.setStyle(QStyleFactory.create("Fusion"))


def test_both_schemes_have_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground_it_stands_on(table: dict[str, str]) -> None:
    pairs = [
        (text, ground)
        for text in ("text", "muted")
        for ground in ("window", "surface", "raised", "hover", "accent_soft", "amber_soft")
    ]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    for tone in ("accent", "danger", "amber", "good"):
        pairs += [(tone, "surface"), (tone, "window"), (tone, f"{tone}_soft")]
    for front, back in pairs:
        ratio = contrast(QColor(table[front]), QColor(table[back]))
        assert ratio >= 4.5, f"{front} on {back}: {ratio:.2f}"


@pytest.mark.parametrize(("table", "place"), [(LIGHT, 0), (DARK, 1)], ids=["light", "dark"])
def test_edges_of_controls_and_colours_of_connections_can_be_seen(
    table: dict[str, str], place: int
) -> None:
    seen = [table["border_strong"], *(pair[place] for pair in CONNECTION_COLOURS.values())]
    for code in seen:
        assert contrast(QColor(code), QColor(table["surface"])) >= 3.0, code


def test_the_theme_is_switched_while_windows_are_open(theme: Theme, qtbot: QtBot) -> None:
    window = QMainWindow()
    window.setCentralWidget(QLabel("words"))
    qtbot.addWidget(window)
    window.show()
    grounds = []
    for name in ("dark", "light"):
        with qtbot.waitSignal(theme.changed):
            theme.use(name)
        grounds.append(window.grab().toImage().pixelColor(2, 2))
    assert grounds == [QColor(DARK["window"]), QColor(LIGHT["window"])]


class _Watcher(QLabel):
    """Notes whether the collector may take windows along while it is dressed."""

    def __init__(self) -> None:
        super().__init__("words")
        self.seen: list[bool] = []

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self.seen.append(gc.isenabled())
        super().changeEvent(event)


def test_no_closed_window_is_collected_while_the_open_ones_are_dressed(
    theme: Theme, qtbot: QtBot
) -> None:
    watcher = _Watcher()
    qtbot.addWidget(watcher)
    theme.use("light")
    watcher.seen.clear()
    theme.use("dark")
    assert set(watcher.seen) == {False}
    assert gc.isenabled()


def test_what_is_disabled_looks_so_in_every_label(theme: Theme, qtbot: QtBot) -> None:
    theme.use("light")
    label = QLabel("words")
    qtbot.addWidget(label)
    group = QPalette.ColorGroup.Disabled
    pale = label.palette().color(group, QPalette.ColorRole.WindowText)
    assert pale != label.palette().color(QPalette.ColorRole.WindowText)


def test_an_unknown_system_scheme_counts_as_light(theme: Theme) -> None:
    theme.use("dark")
    theme.use("system")
    assert tokens.scheme() == "light"


def test_the_style_sheet_has_no_name_left_to_fill_in(theme: Theme) -> None:
    for name in ("light", "dark"):
        theme.use(name)
        assert "@" not in style_sheet()


def test_every_file_that_the_style_sheet_names_is_there(theme: Theme) -> None:
    for name in ("light", "dark"):
        theme.use(name)
        for path in re.findall(r"url\(([^)]+)\)", style_sheet()):
            assert resource("icons").joinpath(path.rsplit("/", 1)[1]).exists(), path


def test_buttons_of_a_question_have_no_icons(theme: Theme, qtbot: QtBot) -> None:
    theme.use("light")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Ok).icon().isNull()


def test_qt_asks_its_own_style_and_not_the_interpreter(theme: Theme, qapp: QApplication) -> None:
    theme.use("light")
    assert type(qapp.style()).__module__.startswith("PySide6")


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_draws_something_at_every_size(name: str, qapp: QApplication) -> None:
    for side in (16, 20, 48):
        picture = icon(name).pixmap(QSize(side, side)).toImage()
        seen = {picture.pixelColor(x, y).alpha() for x in range(side) for y in range(side)}
        assert max(seen) > 100, side


def test_every_action_has_the_icon_that_it_names() -> None:
    assert {spec.icon for spec in SPECS.values() if spec.icon} <= set(ICONS)


def test_an_icon_follows_the_theme_and_pales_when_disabled(theme: Theme) -> None:
    made = icon("check", "text")

    def strongest(mode: QIcon.Mode) -> QColor:
        picture = made.pixmap(QSize(32, 32), mode).toImage()
        points = [picture.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max(points, key=lambda point: point.alpha())

    theme.use("light")
    light = strongest(QIcon.Mode.Normal)
    theme.use("dark")
    dark = strongest(QIcon.Mode.Normal)
    assert light.lightness() < 60 < 200 < dark.lightness()
    assert strongest(QIcon.Mode.Disabled).alpha() < 130 < dark.alpha()


def test_an_icon_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such icon")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_window_dressed_late_looks_like_one_dressed_from_the_start(
    theme: Theme, name: str, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    del theme  # it leaves the application as it was

    def shown(*, late: bool) -> Shown:
        parts = parts_in(tmp_path, RecordingEngine())
        look = replace(parts.loaded.settings, appearance=Appearance(name))
        made = show(replace(parts, loaded=Loaded(look)), qapp, late=late)
        qtbot.addWidget(made.window, before_close_func=lambda _window: made.close())
        assert bool(qapp.styleSheet()) is not late
        made.desk.start()
        made.theme.dress()
        made.window.show()
        qtbot.waitActive(made.window)
        return made

    def picture(one: Shown) -> QImage:
        return one.window.grab().toImage()

    qapp.setStyleSheet("")
    late = shown(late=True)
    qtbot.wait(100)  # bars that leave texts out do so in a later turn
    seen = picture(late)
    late.window.hide()
    early = shown(late=False)
    qtbot.waitUntil(lambda: picture(early) == seen)
