"""Links where the service makes none: the address in the receipt, one's own domain, or why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.practice import others
from app.ui.link_menu import LinkMenu
from app.ui.links import Form, Wish
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live


def started(
    way: str, qtbot: QtBot, folder: Path, cloud: Cloud, *, base: str = ""
) -> Iterator[tuple[Live, list[str]]]:
    """Two files that are stored, and their ids."""
    cloud.reset()
    (practice,) = (p for p in others(cloud.facts) if p.way == way)
    connection = replace(practice.connection, link_base=base)
    with live(qtbot, folder, cloud, connection=connection) as made:
        made.desk.save_connection(connection, practice.credentials)
        made.add(*(made.file(name, name) for name in ("a.mp4", "b.mp4")))
        made.desk.upload()
        made.until_ended(2)
        QGuiApplication.clipboard().setText("before")
        yield made, [row.id for row in made.desk.queue.snapshots()]


@pytest.fixture
def vod(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[tuple[Live, list[str]]]:
    yield from started("queue", qtbot, tmp_path, cloud)


@pytest.fixture
def wangsu(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[tuple[Live, list[str]]]:
    yield from started("normal", qtbot, tmp_path, cloud)


@pytest.fixture
def domain(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[tuple[Live, list[str]]]:
    yield from started("normal", qtbot, tmp_path, cloud, base="https://media.example.com")


def clipboard(made: Live) -> list[str]:
    """The lines that come onto it."""
    here = QGuiApplication.clipboard()
    made.qtbot.waitUntil(lambda: here.text() != "before", timeout=PATIENCE_MS)
    return here.text().split("\n")


def test_the_addresses_that_the_service_gave_are_copied(vod: tuple[Live, list[str]]) -> None:
    made, ids = vod
    made.desk.links.copy_usual(ids)
    lines = clipboard(made)
    assert len(set(lines)) == len(ids)
    assert all(line.startswith("http") for line in lines)
    QGuiApplication.clipboard().setText("before")
    made.desk.links.copy(ids[:1], Wish(form=Form.MARKDOWN))
    assert clipboard(made)[0].startswith("[")


def test_ones_own_domain_is_taken_where_only_oneself_knows_it(
    domain: tuple[Live, list[str]],
) -> None:
    made, ids = domain
    made.desk.links.copy_usual(ids[:1])
    (line,) = clipboard(made)
    assert line.startswith("https://media.example.com/")


def test_without_a_domain_it_is_said_why_there_is_no_link(
    wangsu: tuple[Live, list[str]], qtbot: QtBot
) -> None:
    made, ids = wangsu
    made.desk.links.copy_usual(ids)
    assert QGuiApplication.clipboard().text() == "before"
    assert "domain of your own" in made.told[-1][1]
    made.desk.set_selection(ids)
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = LinkMenu(made.desk, parent)
    menu.fill()
    plain = menu.menu.actions()[0]
    assert not plain.isEnabled()
    assert "domain of your own" in plain.toolTip()
