"""A line that is gone: one calm bar with a countdown says so, rows wait, and it goes by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.connection import AccessKind, Connection, View
from app.domain.events import LineChanged, LineKind
from app.domain.states import UploadState
from app.domain.upload import TaskSnapshot
from app.ui.line_words import gone, next_try
from app.ui.resources import resource
from app.ui.views.line_bar import LineBar
from app.ui.views.row_face import face_of
from app.ui.words import Tone, state_words
from tests.cloud import Cloud
from tests.engine.line_kit import Relay, through
from tests.ui.live_kit import PATIENCE_MS, live
from tests.ui.live_kit import place as live_place
from tests.ui.simple_kit import Stage, make_stage, place, row, visible_texts
from tests.ui.test_simple_words import forbidden

S = UploadState
OFFLINE = LineChanged(True, LineKind.NETWORK, ("https://a.example", "https://b.example"), 60.0)


def out(place: str, *, retry_at: float = 0.0) -> LineChanged:
    """One place cannot be reached."""
    return LineChanged(True, LineKind.PLACE, (place,), retry_at)


def waiting(number: int, **values: object) -> TaskSnapshot:
    """A row whose place cannot be reached."""
    why = {"reason": "broken", "local": "yes", "line": "out"}
    return row(number, S.WAITING, error_code="network.not_reached", error_values=why, **values)


def tell(stage: Stage, *events: LineChanged) -> None:
    """The engine tells of its lines."""
    stage.engine.mailbox.put(events=events)
    stage.qtbot.waitUntil(lambda: stage.desk.access.line.last == events[-1])


@pytest.fixture
def mine() -> Connection:
    return place("Mine")


def test_a_row_that_waits_for_the_network_says_so_in_glyph_word_and_colour() -> None:
    for expert in (True, False):
        words = state_words(waiting(1, retry_at=9.0), expert=expert, now=1.0)
        assert (words.text, words.tone) == ("Waiting for the network", Tone.AMBER)
        assert resource("icons", f"{words.glyph}.svg").is_file()
    assert face_of(waiting(1, sent=2000), now=0.0).detail.startswith("2")
    assert face_of(waiting(1), now=0.0).detail == ""


def test_the_bar_counts_down_and_goes_away_by_itself(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    now = [100.0]
    bar = LineBar(stage.desk, stage.window, clock=lambda: now[0])
    assert not any(one.isVisible() for one in (bar, stage.window.line))
    stage.bring(waiting(1), waiting(2))
    tell(stage, replace(OFFLINE, retry_at=107.0))
    assert bar.isVisible()
    assert stage.window.line.isVisible()
    assert bar.text.text().startswith("No connection to the internet. Upcall goes on by itself")
    assert bar.text.text().endswith("Next try in 7 s.")
    now[0] = 101.2
    qtbot.waitUntil(lambda: bar.text.text().endswith("Next try in 6 s."))
    assert forbidden(visible_texts(stage)) == []
    tell(stage, replace(OFFLINE, retry_at=0.0))
    assert bar.text.text().endswith("Trying now.")
    tell(stage, LineChanged(waiting=False))
    assert not any(one.isVisible() for one in (bar, stage.window.line))


def test_try_now_tries_now(qtbot: QtBot, tmp_path: Path, mine: Connection) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    tell(stage, OFFLINE)
    button = stage.window.line.try_now
    assert button.text() == button.accessibleName() == "Try now"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stage.engine.named("try_now") == [("try_now",)]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(stage.engine.named("try_now")) == 2


def test_one_place_that_cannot_be_reached_is_named(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    tell(stage, out(mine.destination.endpoint))
    assert stage.window.line.text.text().startswith("“Mine” cannot be reached just now.")
    stage.desk.set_view(View.EXPERT)
    assert "“Mine” (oss-cn-hangzhou.aliyuncs.com) cannot" in stage.window.line.text.text()


def test_a_name_without_an_address_may_be_misspelt(mine: Connection) -> None:
    news = replace(out(mine.destination.endpoint), reason="name")
    assert gone(news, [mine]).startswith("“Mine” cannot be found on the network. Is the address")


def test_an_application_server_is_named_by_its_connection(mine: Connection) -> None:
    by_server = replace(
        mine, access=AccessKind.SERVER, server_url="https://app.example.com/sign?key={key}"
    )
    assert gone(out("https://app.example.com"), [by_server]).startswith("“Mine” cannot")
    assert gone(out("https://who.example"), [mine]).startswith("“who.example” cannot")


def test_many_places_are_not_all_named(mine: Connection) -> None:
    places = tuple(f"https://{n}.example" for n in range(9))
    assert gone(LineChanged(True, LineKind.PLACE, places), [mine]).startswith("Several places")


def test_names_from_outside_stay_plain_text(qtbot: QtBot, tmp_path: Path, mine: Connection) -> None:
    stage = make_stage(qtbot, tmp_path, replace(mine, name="<b>Mine</b>\u202e"))
    tell(stage, out(mine.destination.endpoint))
    assert stage.window.line.text.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Mine</b>" in stage.window.line.text.text()
    assert "\u202e" not in stage.window.line.text.text()


def test_a_screen_reader_hears_of_it_once_and_once_that_it_is_over(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    said: list[str] = []
    bar = LineBar(stage.desk, stage.window, say=said.append)
    assert said == []
    for second in (1.0, 0.0, 2.0, 0.0):
        tell(stage, replace(OFFLINE, retry_at=second))
    assert [text[:27] for text in said] == ["No connection to the intern"]
    tell(stage, LineChanged(waiting=False))
    assert said[1:] == ["The connection is back. Upcall goes on."]
    assert bar.isHidden()


def test_files_that_were_waited_for_in_vain_are_not_said_to_go_on(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    said: list[str] = []
    LineBar(stage.desk, stage.window, say=said.append)
    tell(stage, OFFLINE, LineChanged(waiting=False, given_up=True))
    assert len(said) == 1


@pytest.mark.parametrize("view", list(View))
def test_it_stands_above_both_views(
    qtbot: QtBot, tmp_path: Path, mine: Connection, view: View
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    stage.desk.set_view(view)
    tell(stage, OFFLINE)
    assert stage.window.line.isVisible()


def test_the_countdown_is_rounded_up_and_ends_in_now() -> None:
    assert next_try(out("x", retry_at=108.0), 100.2) == "Next try in 8 s."
    assert next_try(out("x", retry_at=108.0), 108.0) == "Trying now."
    assert next_try(out("x"), 5.0) == "Trying now."


def test_in_the_whole_program_the_bar_comes_try_now_works_and_the_file_arrives(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    with Relay(cloud.port) as relay:
        made = live_place(through(cloud, relay), view=View.SIMPLE)
        with live(qtbot, tmp_path, cloud, connection=made) as office:
            bar = LineBar(office.desk)
            qtbot.addWidget(bar)
            relay.down()
            office.add(office.file("a.txt"))
            office.desk.upload()
            qtbot.waitUntil(bar.isVisible, timeout=PATIENCE_MS)
            assert bar.text.text().startswith("“Shop media” cannot be reached just now.")
            rows = office.desk.queue.snapshots
            qtbot.waitUntil(lambda: state_words(rows()[0]).text == "Waiting for the network")
            relay.up()
            bar.try_now.click()
            office.until_ended(1)
            qtbot.waitUntil(bar.isHidden, timeout=PATIENCE_MS)
            assert office.stored() == {"in/a.txt": 5}
