"""Rows dragged to another place with a real mouse, in both views of the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.connection import Connection, View
from app.domain.destination import Destination
from app.host.folders import folders_under
from app.host.settings import Settings, SettingsStore
from tests.xvfb.hand import LACKING, Hand, person
from tests.xvfb.screen import Screen

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]
NAMES = [f"photo {letter}.jpg" for letter in "abcde"]


def home_with(folder: Path, view: View) -> Path:
    """Upcall's home with a place to send to that nothing is sent to: its key is not there."""
    place = Destination("oss", "http://127.0.0.1:9", "r", "photos")
    connection = Connection("order-test", "Team photos", place, view=view)
    settings = Settings(connections=(connection,), last_connection=connection.id)
    folders = folders_under(folder / "home")
    folders.make()
    SettingsStore(folders.config / "settings.json").save(replace(settings, welcome_seen=True))
    return folder / "home"


def order(hand: Hand) -> list[str]:
    """Names on the list, from the top."""
    rows = [row["text"] for one in hand.look() for row in one["rows"] if row["at"][2] > 0]
    found = [next((name for name in NAMES if name in text), "") for text in rows]
    return list(dict.fromkeys(name for name in found if name))


def drag(hand: Hand, name: str, to: str, *, share: float) -> None:
    """Drag a row onto another one: above its middle with a small ``share`` of its height."""
    start, end = (hand.wait(one, kind="row")["at"] for one in (name, to))
    x, y = start[0] + 60, start[1] + start[3] // 2
    last = end[1] + round(end[3] * share)
    step = 1 if last > y else -1
    hand.screen.do("mousemove", "--sync", x, y, "sleep", 0.2, "mousedown", 1, "sleep", 0.2)
    for place in (y + 8 * step, y + 20 * step, (y + last) // 2, last - 2 * step, last):
        hand.screen.do("mousemove", "--sync", x + 4, place, "sleep", 0.15)
    hand.screen.do("mouseup", 1)


@pytest.mark.parametrize("view", [View.EXPERT, View.SIMPLE])
def test_rows_are_dragged_up_and_down_and_a_key_sends_one_to_the_front(
    display: Screen, tmp_path: Path, view: View
) -> None:
    for name in NAMES:
        (tmp_path / name).write_text(name)
    files = [str(tmp_path / name) for name in NAMES]
    a, b, c, d, e = NAMES
    with person(display, home_with(tmp_path, view), *files) as hand:
        hand.until(lambda text: "Please enter it again" in text, "a bar that moves the list")
        hand.until(lambda _text: order(hand) == NAMES, f"all files on the list: {order(hand)}")
        drag(hand, d, b, share=0.2)
        hand.until(lambda _text: order(hand) == [a, d, b, c, e], "d in front of b")
        drag(hand, a, c, share=0.8)
        hand.until(lambda _text: order(hand) == [d, b, c, a, e], "a behind c")
        hand.click(e, kind="row")
        hand.keys("ctrl+shift+Home")
        hand.until(lambda _text: order(hand) == [e, d, b, c, a], "e in front of all")
        hand.keys("ctrl+z")
        hand.until(lambda _text: order(hand) == [d, b, c, a, e], "e where it was")
