"""Presenting: large text, nothing secret, a clicker is enough, and it looks right everywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.stage import exporting
from app.ui.stage.audience import PERCENTS, SMALL, Audience
from tests.cloud import Cloud
from tests.ui.clipping import dressed, troubles
from tests.ui.stage_kit import Stage, drawn, stage

SMALLEST = 18
"""Pixels, at 1280x720."""


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Stage]:
    with stage(qtbot, tmp_path, cloud) as made:
        yield made


def read(top: QWidget) -> str:
    """Every text of the widgets of a window."""
    labels = [label.text() for label in top.findChildren(QLabel)]
    return "\n".join(labels + [e.toPlainText() for e in top.findChildren(QPlainTextEdit)])


def hosts(cloud: Cloud) -> list[str]:
    """What an audience must not read."""
    ports = re.findall(r":(\d{4,5})", f"{cloud.endpoint} {cloud.callback_url}")
    return ["127.0.0.1", *ports, cloud.access_key_id, cloud.access_key_secret]


def test_a_clicker_leads_through_the_show_and_one_key_starts_over(staged: Stage) -> None:
    window, show = staged.window, staged.show
    window.present_or_stop()
    audience = window.audience
    assert audience is not None
    for position in (1, 2, 3, 4):
        staged.qtbot.keyClick(audience, Qt.Key.Key_PageDown)
        staged.steps_on(position)
        assert show.moment() in (str(position), "after")
        assert window.speaker.note.text() == show.note() != ""
    staged.qtbot.keyClick(audience, Qt.Key.Key_PageUp)
    staged.steps_on(3)
    assert window.speaker.following.text().startswith("4 ")
    staged.qtbot.keyClick(audience, Qt.Key.Key_R)
    assert show.play.run is None
    staged.qtbot.keyClick(audience, Qt.Key.Key_Escape)
    assert window.audience is None
    assert not show.play.masked


def test_nothing_secret_is_in_any_window_while_presenting(staged: Stage, qtbot: QtBot) -> None:
    other = QWidget()  # stands for the main window, which is full of addresses
    qtbot.addWidget(other)
    other.show()
    window = staged.window
    window.present_or_stop()
    assert window.audience is not None
    assert not other.isVisible()
    for scenario in ("success", "unreachable"):
        staged.to_the_end(scenario)
        play = staged.show.play
        seen = [html.unescape(text) for text in drawn(play.scene(18.0))]
        for position in range(1, len(play.steps) + 1):
            play.show(play.run, position=float(position))
            step = play.current
            assert step is not None
            seen += [layer.text for layer in staged.show.layers(step)]
            window.audience.decode()
            seen += [
                read(window),
                read(window.audience),
                window.view.canvas.accessibleDescription(),
            ]
        seen += [window.export.content(kind).decode() for kind in ("svg", "mmd", "json")]
        everything = "\n".join(seen)
        assert [host for host in hosts(staged.live.cloud) if host in everything] == []
    window.stop_presenting()
    assert other.isVisible()


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_smallest_text_of_the_audience_is_18_pixels(staged: Stage, percent: int) -> None:
    staged.to_the_end("success")
    audience = Audience(staged.show)
    audience.set_percent(percent)
    audience.resize(SMALL)
    audience.show()
    assert audience.size() == SMALL
    text = audience.canvas.text
    assert text == pytest.approx(15 * percent / 100)
    picture = exporting.svg(staged.show.play.scene(text)).decode()
    sizes = [float(found) for found in re.findall(r'<text[^>]*font-size="([\d.]+)"', picture)]
    audience.decode()
    widgets = [*audience.card.findChildren(QLabel), audience.caption, audience.card.words]
    sizes += [w.fontInfo().pixelSize() for w in widgets if w.isVisible() or w is audience.caption]
    assert sizes
    assert min(sizes) >= SMALLEST
    audience.close()


def test_the_audience_decodes_layer_by_layer_and_comes_back_to_the_picture(staged: Stage) -> None:
    staged.to_the_end("success")
    staged.show.play.show(staged.show.play.run, position=1.0)
    audience = Audience(staged.show)
    seen = []
    audience.decode()
    while audience.decoding:
        seen.append(audience.card.layer())
        audience.decode()
    assert seen == ["request", "json", "template", "body"]
    audience.deleteLater()


@pytest.mark.parametrize(
    ("language", "scheme", "scale"),
    [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 1.5)],
)
def test_nothing_is_cut_off_weak_or_nameless(
    staged: Stage, language: str, scheme: str, scale: float, translations: object
) -> None:
    with dressed(language, scheme, scale):
        staged.to_the_end("error500" if scale > 1 else "success")
        window = staged.window
        window.resize(1280, 900)
        window.edit.setChecked(True)
        assert troubles(window) == []
        window.present.setChecked(True)
        assert troubles(window) == []
        audience = Audience(staged.show)
        audience.show()
        assert troubles(audience) == []
        audience.decode()
        assert troubles(audience) == []
        audience.close()
