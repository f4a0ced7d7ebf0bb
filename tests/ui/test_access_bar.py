"""Access that ran out: rows wait with a word, one calm bar says so, and it goes when renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from app.domain.connection import AccessKind, Connection, View
from app.domain.credentials import Credentials, ServerAccess
from app.domain.errors import Failure
from app.domain.events import AccessNeeded, ClockCorrected, Granted
from app.domain.grant import GrantFacts
from app.domain.states import Outcome, UploadState
from app.domain.upload import TaskSnapshot
from app.host.settings import Language
from app.ui.access_words import clock_corrected
from app.ui.actions import Actions
from app.ui.panels.callback_form import CallbackForm
from app.ui.resources import resource
from app.ui.views.access_bar import AccessBar
from app.ui.words import Tone, state_words
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, key, live
from tests.ui.live_kit import place as live_place
from tests.ui.simple_kit import Stage, make_stage, place, row, visible_texts
from tests.ui.test_simple_words import forbidden

S = UploadState
EXPIRED = Failure("refused.credentials", "refused", values={"reason": "token_expired"})


def waiting(number: int, connection: Connection, **values: object) -> TaskSnapshot:
    """A row that waits for a new access, 62 % of it stored."""
    made = row(
        number,
        S.QUEUED,
        stored=2480,
        error_code=EXPIRED.code,
        error_values=EXPIRED.values,
        **values,
    )
    return replace(made, connection_id=connection.id)


def need(stage: Stage, connection: Connection, rows: Sequence[TaskSnapshot]) -> None:
    """The engine says that an access is needed, and its rows wait."""
    event = AccessNeeded(connection.id, EXPIRED, len(rows))
    stage.engine.mailbox.put(rows, [event])
    stage.qtbot.waitUntil(lambda: stage.desk.access.need(connection.id) is not None)


@pytest.fixture
def mine() -> Connection:
    return place("Mine")


def test_a_row_that_waits_for_access_says_so_in_glyph_word_and_colour(mine: Connection) -> None:
    for expert in (True, False):
        words = state_words(waiting(1, mine), expert=expert)
        assert (words.text, words.tone) == ("Waiting for access", Tone.AMBER)
        assert resource("icons", f"{words.glyph}.svg").is_file()
    assert state_words(waiting(1, mine, held=True)).text == "Ready"


def test_the_bar_says_it_once_with_what_is_stored(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    bar = stage.window.access
    assert not bar.isVisible()
    need(stage, mine, [waiting(1, mine), waiting(2, mine)])
    assert bar.isVisible()
    assert bar.text.text().startswith("Your access has run out. Nothing is lost: 62 % is stored.")
    assert bar.renew.text() == "Enter access again"
    assert bar.renew.accessibleName()
    assert forbidden(visible_texts(stage)) == []


def test_the_bar_goes_when_the_files_go_on(qtbot: QtBot, tmp_path: Path, mine: Connection) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    need(stage, mine, [waiting(1, mine)])
    assert stage.window.access.isVisible()
    stage.bring(replace(waiting(1, mine), error_code="", error_values={}, state=S.SENDING))
    qtbot.waitUntil(lambda: not stage.window.access.isVisible())


def test_the_bar_goes_when_the_server_hands_out_access(
    qtbot: QtBot, tmp_path: Path, mine: Connection
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    need(stage, mine, [])
    assert stage.window.access.text.text() == "Your access has run out."
    stage.engine.mailbox.put(events=[Granted(mine.id, GrantFacts("key"))])
    qtbot.waitUntil(lambda: not stage.window.access.isVisible())


def test_the_button_asks_the_server_again_without_a_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    mine = replace(
        place("Mine"), access=AccessKind.SERVER, server_url="https://app.example.com/sts"
    )
    stage = make_stage(qtbot, tmp_path, mine)
    need(stage, mine, [waiting(1, mine)])
    bar = stage.window.access
    assert bar.renew.text() == "Ask the server again"
    before = len(stage.engine.named("connect"))
    qtbot.mouseClick(bar.renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(stage.engine.named("connect")) > before)


def test_another_connection_is_named(qtbot: QtBot, tmp_path: Path, mine: Connection) -> None:
    other = place("Photos of 2026")
    stage = make_stage(qtbot, tmp_path, mine, other)
    need(stage, other, [waiting(1, other)])
    assert stage.window.access.text.text().startswith("“Photos of 2026”: Your access has run out.")


@pytest.mark.parametrize("view", list(View))
def test_it_stands_above_both_views(
    qtbot: QtBot, tmp_path: Path, mine: Connection, view: View
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    stage.desk.set_view(view)
    need(stage, mine, [waiting(1, mine)])
    assert stage.window.access.isVisible()


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (1080.0, "Your computer's clock is 18 minutes off."),
        (-61.0, "Your computer's clock is 1 minute off."),
        (20.0, "Your computer's clock is a little off."),
    ],
)
def test_a_corrected_clock_is_said_quietly(
    qtbot: QtBot, tmp_path: Path, mine: Connection, seconds: float, sentence: str
) -> None:
    stage = make_stage(qtbot, tmp_path, mine)
    stage.engine.mailbox.put(events=[ClockCorrected("https://x.example", seconds)])
    qtbot.waitUntil(lambda: sentence[:20] in stage.window.told.text.text())
    assert "please set the clock" in stage.window.told.text.text()


def test_the_sentences_hold_in_chinese_too(qtbot: QtBot, tmp_path: Path, mine: Connection) -> None:
    before = QLocale()
    stage = make_stage(qtbot, tmp_path, mine, language=Language.CHINESE)
    need(stage, mine, [waiting(1, mine)])
    assert stage.window.access.text.text()
    assert clock_corrected(ClockCorrected("https://x.example", 1080.0))
    assert forbidden(visible_texts(stage)) == []
    QLocale.setDefault(before)


# --- with the real engine and the demo cloud -------------------------------------------------


def test_files_wait_for_a_key_that_ran_out_and_go_on_with_a_new_one(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    sts = cloud.sts(3600)
    old = Credentials(sts["access_key_id"], sts["access_key_secret"], sts["security_token"])
    with live(qtbot, tmp_path, cloud, access=old) as made:
        bar = AccessBar(made.desk, Actions(made.desk, made.desk))
        qtbot.addWidget(bar)
        cloud.faults(kind="expire_key", operation="PutObject")
        made.add(made.file("a.txt"), made.file("b.txt"))
        made.desk.upload()
        qtbot.waitUntil(bar.isVisible, timeout=PATIENCE_MS)

        def said() -> set[str]:  # the other file hears of it a moment later
            return {state_words(row).text for row in made.desk.queue.snapshots()}

        qtbot.waitUntil(lambda: said() == {"Waiting for access"}, timeout=PATIENCE_MS)
        assert bar.text.text().startswith("Your access has run out. Nothing is lost.")
        made.parts.engine.connect("live", key(cloud))
        made.until_ended(2)
        assert not bar.isVisible()
        assert set(made.stored()) == {"in/a.txt", "in/b.txt"}


def test_a_server_that_said_no_is_asked_again_and_files_go_on(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    server = cloud.facts["authorise"]["sts"]
    connection = live_place(cloud, access=AccessKind.SERVER, server_url=server)
    cloud.settings(access_code="open sesame")
    try:
        access = ServerAccess(server)
        with live(qtbot, tmp_path, cloud, connection=connection, access=access) as made:
            actions = Actions(made.desk, made.desk)
            bar = AccessBar(made.desk, actions)
            qtbot.addWidget(bar)
            made.add(made.file("a.txt"))
            made.desk.upload()
            qtbot.waitUntil(bar.isVisible, timeout=PATIENCE_MS)
            assert bar.renew.text() == "Enter access again"  # asking again would not help
            cloud.settings(access_code="")
            made.desk.book.ask_again(connection)
            made.until_ended(1)
            assert not bar.isVisible()
            assert set(made.stored()) == {"in/a.txt"}
    finally:
        cloud.settings(access_code="")


def test_a_callback_of_the_demo_clouds_own_server_makes_the_form_read_only(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    server = cloud.facts["authorise"]["policy"]
    connection = live_place(cloud, access=AccessKind.SERVER, server_url=server)
    access = ServerAccess(server)
    with live(qtbot, tmp_path, cloud, connection=connection, access=access) as made:
        form = CallbackForm(made.desk)
        qtbot.addWidget(form)
        form.show()
        qtbot.waitUntil(form.fixed_note.isVisible, timeout=PATIENCE_MS)
        (own,) = form.fixed_note.values._rows
        assert own.key() == "x:order"
        qtbot.keyClicks(own.value, "4711")
        form.flush()
        made.add(made.file("a.txt"))
        made.desk.upload()
        made.until_ended(1)
        (row_,) = made.desk.queue.snapshots()
        assert row_.outcome is Outcome.DELIVERED
        (told,) = cloud.of_kind("callback_sent")
        assert "4711" in str(told)
