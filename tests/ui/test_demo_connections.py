"""The demo cloud in the window: its own key, and the three ways its server authorises uploads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.notice import NoticeState
from app.domain.practice import others
from app.domain.states import Outcome
from app.engine.demo import BY_ADDRESS, BY_FORM, BY_KEY, DemoPlace, place_of
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live

PICTURE = (Path(__file__).resolve().parents[2] / "resources/samples/lake.jpg").read_bytes()
ARRIVED = NoticeState.ARRIVED


@dataclass(frozen=True, slots=True)
class Practice:
    """The demo cloud that runs for all tests."""

    facts: Mapping[str, object]

    def launch(self) -> DemoPlace:
        """Where it is."""
        return place_of(self.facts)


@pytest.fixture
def practising(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    """A desk over the real engine that practises."""
    with live(qtbot, tmp_path, cloud, demo=Practice(cloud.facts)) as made:
        made.desk.try_demo()
        qtbot.waitUntil(lambda: made.desk.cloud == "ready", timeout=PATIENCE_MS)
        yield made


def ids(made: Live) -> list[str]:
    return [c.id for c in made.desk.connections if c.destination.practice]


def test_simple_offers_one_demo_cloud_and_expert_all_of_them(
    practising: Live, qtbot: QtBot, cloud: Cloud
) -> None:
    desk = practising.desk
    assert ids(practising) == ["demo"]
    with qtbot.waitSignal(desk.connections_changed):
        desk.set_view(View.EXPERT)
    further = [each.connection.id for each in others(cloud.facts)]
    assert len(further) == 5
    assert ids(practising) == ["demo", BY_KEY, BY_FORM, BY_ADDRESS, *further]
    labels = [c.name for c in desk.connections if c.id in further]
    assert len(set(labels)) == len(further)
    desk.use_connection(BY_FORM)
    assert desk.view is View.EXPERT
    desk.set_view(View.SIMPLE)
    assert ids(practising) == ["demo", BY_FORM]


@pytest.mark.parametrize("way", [BY_KEY, BY_FORM, BY_ADDRESS])
def test_a_file_is_delivered_by_what_the_demo_server_hands_out(
    practising: Live, qtbot: QtBot, way: str
) -> None:
    desk = practising.desk
    desk.use_connection(way)
    practising.add(practising.file("photo.jpg"))
    desk.upload()
    practising.until_ended(1)
    (row,) = desk.queue.snapshots()
    qtbot.waitUntil(lambda: desk.result(row.id) is not None, timeout=PATIENCE_MS)
    result = desk.result(row.id)
    assert result is not None
    assert result.outcome is Outcome.DELIVERED
    assert result.receipt is not None
    assert json.loads(result.receipt.callback.body)["number"]
    facts = desk.access.grant(way)
    assert facts is not None
    assert facts.in_parts is (way == BY_KEY)


SLOW = pytest.param("notification", marks=pytest.mark.slow)
"""The demo cloud takes its time for the processing."""


@pytest.mark.parametrize("way", ["normal", "callback", SLOW, "queue", "push"])
def test_a_file_goes_by_each_way_in_which_a_further_service_tells(
    practising: Live, qtbot: QtBot, cloud: Cloud, way: str
) -> None:
    (practice,) = (each for each in others(cloud.facts) if each.way == way)
    desk = practising.desk
    desk.use_connection(practice.connection.id)
    practising.add(practising.file("photo.jpg", PICTURE))
    desk.upload()
    practising.until_ended(1)
    (row,) = desk.queue.snapshots()
    assert row.outcome is (Outcome.DELIVERED if way == "callback" else Outcome.STORED), row
    told = way in ("notification", "queue", "push")
    assert bool(row.notice) is told
    if told:
        qtbot.waitUntil(lambda: notice_of(practising, row.id) == ARRIVED, timeout=PATIENCE_MS)


def notice_of(made: Live, task_id: str) -> str:
    """What the row says of its notice by now."""
    row = made.desk.queue.snapshot(task_id)
    return row.notice if row is not None else ""
