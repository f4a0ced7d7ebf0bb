"""Trouble with the list of uploads: a sentence in the window, and none any more when it is over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.events import JournalTrouble
from app.ui.views.told_bar import LOOKS, ToldBar
from tests.ui.clipping import LANGUAGES, SCHEMES, dressed, troubles
from tests.ui.conftest import Offices
from tests.ui.simple_kit import make_stage, place

WORDS = {
    "damaged": ("could be read is here", "please drop again"),
    "newer": ("newer Upcall", "left as it is"),
    "unwritable": ("cannot be written down", "Uploads go on", "keeps trying"),
    "well": ("written down again",),
}
"""What each sentence has to say: what happened, and what to do or to expect."""


@pytest.mark.parametrize("code", WORDS)
def test_each_trouble_is_a_sentence_for_a_person(offices: Offices, qtbot: QtBot, code: str) -> None:
    made = offices()
    made.engine.mailbox.put(events=[JournalTrouble(code, "SQLITE_FULL: database or disk is full")])
    qtbot.waitUntil(lambda: bool(made.told))
    ((level, sentence),) = made.told
    assert LOOKS[level][0] == ("info" if code == "well" else "warn")
    assert all(words in sentence for words in WORDS[code])
    assert "SQLITE" not in sentence
    assert "journal" not in sentence.lower()


def test_the_sentence_goes_when_the_list_can_be_written_down_again(qtbot: QtBot) -> None:
    bar = ToldBar(gone_after=1)
    qtbot.addWidget(bar)
    bar.tell("warn", "Something else is wrong.")
    bar.tell("journal", "It cannot be written down.")
    bar.tell("well", "It is written down again.")
    assert bar.text.text() == "It is written down again."
    qtbot.waitUntil(lambda: bar.text.text() == "Something else is wrong.")


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_can_be_read_in_the_window(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, code: str
) -> None:
    with dressed(language, scheme, 1.0):
        stage = make_stage(qtbot, tmp_path, place())
        stage.engine.mailbox.put(events=[JournalTrouble(code, "")])
        bar = stage.window.findChild(ToldBar)
        assert isinstance(bar, QWidget)
        qtbot.waitUntil(bar.isVisible)
        qtbot.waitUntil(lambda: troubles(bar) == [])  # once it has been given its room
