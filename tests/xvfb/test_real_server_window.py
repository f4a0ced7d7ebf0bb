"""The application server's window by real mouse and keys: a forgery is sent, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.xvfb.hand import LACKING, Hand, person
from tests.xvfb.screen import Screen, until

pytestmark = [
    pytest.mark.keyring,
    pytest.mark.xvfb,
    pytest.mark.skipif(bool(LACKING), reason=f"not on this machine: {', '.join(LACKING)}"),
]


def test_somebody_forges_a_callback_and_sees_where_it_is_refused(
    display: Screen, tmp_path: Path
) -> None:
    with person(display, tmp_path / "home", "demo") as hand:
        hand.click("Add the sample")
        hand.click("Upload 1 file")
        hand.until(lambda text: "Delivered" in text, "the upload")
        hand.keys("ctrl+e")
        hand.wait("Callback and result")
        hand.keys("ctrl+shift+s")
        hand.until(lambda text: "✓ Verified" in text and "Records · 1" in text, "the callback")
        hand.click("Forge a callback", kind="PushButton")
        hand.press_at(entry(hand, "Changed body"))
        hand.until(lambda text: "Refused at step 6" in text, "the refusal")
        # What the eye sees is what a person sees without scrolling.
        seen = hand.until(lambda text: "6. Comparison · failed here" in text, "the failed step")
        assert "paid=yes" in seen
        assert "Records · 1" in seen
        hand.picture(tmp_path / "server.png")


def entry(hand: Hand, name: str) -> list[int]:
    """The place of an entry in the open menu."""
    found: list[list[int]] = []

    def open_menu() -> bool:
        menus = [one for one in hand.look() if one["kind"] == "QMenu"]
        found[:] = [e["at"] for menu in menus for e in menu["entries"] if e["text"] == name]
        return bool(found)

    until(open_menu, f"an entry called {name!r}")
    return found[0]
