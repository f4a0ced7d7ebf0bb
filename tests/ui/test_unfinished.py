"""Unfinished uploads: found, gone on with, sent anew, removed; and the screen in every state."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.asks import FindUnfinished, Unfinished
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.states import UploadState
from app.ui.dialogs.unfinished_dialog import UnfinishedDialog
from app.ui.dialogs.unfinished_model import LIST, NAME, STORED, matched
from tests.cloud import Cloud
from tests.democloud.sdks import old_bucket
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Offices
from tests.ui.expert_kit import connection, row
from tests.ui.live_kit import PATIENCE_MS, Live, live

S = UploadState
PART = b"x" * 102_400


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    with live(qtbot, tmp_path, cloud) as made:
        yield made


def begin(cloud: Cloud, key: str, *, parts: int = 2) -> str:
    """Begin an upload as another program would, and leave it."""
    bucket = old_bucket(cloud)
    upload_id = str(bucket.init_multipart_upload(key).upload_id)
    for number in range(1, parts + 1):
        bucket.upload_part(key, upload_id, number, PART)
    return upload_id


def opened(here: Live) -> UnfinishedDialog:
    """The screen, once the service has answered."""
    assert here.desk.connection is not None
    dialog = UnfinishedDialog(here.desk, here.desk.connection)
    here.qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.pages.currentWidget() is dialog.loading
    settled(here, dialog)
    return dialog


def settled(here: Live, dialog: UnfinishedDialog) -> None:
    """Wait until the service has answered."""
    here.qtbot.waitUntil(
        lambda: dialog.pages.currentWidget() is not dialog.loading, timeout=PATIENCE_MS
    )


def cells(dialog: UnfinishedDialog, column: int) -> list[str]:
    model = dialog.model
    return [str(model.index(r, column).data()) for r in range(model.rowCount())]


def press(box: QMessageBox | None, text: str) -> None:
    """Press the button of a question."""
    assert box is not None
    (button,) = [b for b in box.buttons() if b.text() == text]
    button.click()


# --- with the service -------------------------------------------------------------------------


def test_what_others_left_is_listed_with_its_size_and_can_be_removed(here: Live) -> None:
    begin(here.cloud, "in/film.mov")
    begin(here.cloud, "elsewhere/film.mov", parts=1)
    dialog = opened(here)
    assert cells(dialog, NAME) == ["in/film.mov"]
    assert cells(dialog, LIST) == ["No"]
    assert "205" in cells(dialog, STORED)[0]
    assert "205" in dialog.total.text()
    dialog.table.selectRow(0)
    assert not dialog.resume.isEnabled()
    dialog.remove.click()
    assert dialog.question is not None
    assert "205" in dialog.question.text()
    press(dialog.question, "Keep")
    assert len(here.cloud.uploads()) == 2
    dialog.remove.click()
    press(dialog.question, "Remove")
    here.qtbot.waitUntil(lambda: len(here.cloud.uploads()) == 1, timeout=PATIENCE_MS)
    here.qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.empty, timeout=PATIENCE_MS)
    assert "removed" in here.told[-1][1]


def test_the_whole_bucket_is_looked_through_on_request(here: Live) -> None:
    begin(here.cloud, "elsewhere/film.mov")
    dialog = opened(here)
    assert dialog.pages.currentWidget() is dialog.empty
    dialog.whole.click()
    settled(here, dialog)
    assert cells(dialog, NAME) == ["elsewhere/film.mov"]


def test_a_file_that_is_found_again_is_sent_anew_under_the_same_name(here: Live) -> None:
    begin(here.cloud, "in/old name.mov")
    dialog = opened(here)
    dialog.table.selectRow(0)
    assert dialog.anew.isEnabled()
    assert "from the beginning" in dialog.note.text()
    dialog.start_anew(here.file("found.mov", "abc"), dialog.selected()[0].upload)
    here.qtbot.waitUntil(lambda: here.cloud.uploads() == [], timeout=PATIENCE_MS)
    here.qtbot.waitUntil(lambda: here.desk.totals.held == 1, timeout=PATIENCE_MS)
    here.desk.upload()
    here.until_ended(1)
    assert here.stored() == {"in/old name.mov": 3}


def test_a_file_that_cannot_be_opened_says_so(here: Live) -> None:
    here.desk.intake.add_as("/nowhere/at all.mov", "in/x")
    here.qtbot.waitUntil(lambda: bool(here.told), timeout=PATIENCE_MS)
    assert "at all.mov" in here.told[-1][1]


def test_a_key_that_may_not_list_is_told_what_to_ask_for(here: Live) -> None:
    here.cloud.settings(denied=["oss:ListMultipartUploads"])
    dialog = opened(here)
    assert dialog.refused.isVisible()
    policy = json.loads(dialog.refused.policy.toPlainText())
    assert "oss:ListMultipartUploads" in str(policy)
    dialog.refused.copy.click()
    assert json.loads(QGuiApplication.clipboard().text()) == policy
    assert not dialog.remove.isEnabled()


def test_the_policy_has_no_secret_in_it(here: Live) -> None:
    here.cloud.settings(denied=["oss:ListMultipartUploads"])
    dialog = opened(here)
    secret = here.cloud.access_key_secret
    assert secret not in dialog.refused.policy.toPlainText()
    assert base64.b64encode(secret.encode()).decode() not in dialog.refused.policy.toPlainText()


# --- which belongs to what --------------------------------------------------------------------


def test_uploads_belong_to_rows_of_their_connection_that_have_not_ended() -> None:
    rows = [
        row(1, S.PAUSED, key="a"),
        row(2, S.DONE, key="b"),
        row(3, S.SENDING, key="c"),
        row(4, S.PAUSED, key="d", connection_id="other"),
    ]
    uploads = [Unfinished(key, "id", initiated_at=float(n)) for n, key in enumerate("abcd")]
    lefts = matched(uploads, rows, connection_id=connection().id)
    assert [left.upload.key for left in lefts] == ["d", "c", "b", "a"], "the newest first"
    found = {left.upload.key: left for left in lefts}
    assert found["b"].row is None is found["d"].row
    assert found["a"].resumable
    assert found["c"].under_way
    assert not found["c"].resumable


def test_rows_go_on_and_what_is_being_sent_is_left_alone(offices: Offices, qtbot: QtBot) -> None:
    made = offices(connection())
    rows = (
        row(1, S.PAUSED, key="a"),
        row(2, S.FAILED, key="b", error_code="internal"),
        row(3, S.SENDING, key="c"),
    )
    made.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: made.desk.totals.files == 3)
    dialog = UnfinishedDialog(made.desk, connection())
    qtbot.addWidget(dialog)
    answer(dialog, tuple(Unfinished(key, key, float(-n), 5, 1) for n, key in enumerate("abc")))
    dialog.table.selectRow(2)
    assert not dialog.remove.isEnabled()
    assert not dialog.resume.isEnabled()
    for number in (0, 1):
        dialog.table.selectRow(number)
        assert not dialog.anew.isEnabled()
        dialog.resume.click()
    assert made.engine.named("begin") == [("begin", ["task1"])]
    assert made.engine.named("retry") == [("retry", ["task2"])]


def answer(dialog: UnfinishedDialog, uploads: tuple[Unfinished, ...]) -> None:
    ask = FindUnfinished("x", connection().id, connection().destination)
    dialog._hear(Answered(ask, uploads))


def test_sizes_that_nobody_looked_up_are_not_claimed(offices: Offices, qtbot: QtBot) -> None:
    dialog = UnfinishedDialog(offices(connection()).desk, connection())
    qtbot.addWidget(dialog)
    known = [Unfinished(f"{n}", "id", 0.0, 10, 1) for n in range(200)]
    answer(dialog, tuple(known))
    assert "more" not in dialog.total.text()
    answer(dialog, (*known, Unfinished("z", "id")))
    assert "more" in dialog.total.text()
    assert cells(dialog, STORED)[-1] == "–"


# --- how it looks -----------------------------------------------------------------------------

STATES = ("loading", "empty", "listed", "refused", "offline")


def bring(dialog: UnfinishedDialog, state: str) -> None:
    """Put the screen into a state."""
    ask = FindUnfinished("x", connection().id, connection().destination)
    if state == "empty":
        answer(dialog, ())
    elif state == "listed":
        answer(dialog, (Unfinished("in/<b>.mov", "id", 1_777_800_000.0, 5_000_000, 3),))
        dialog.table.selectRow(0)
    elif state == "refused":
        dialog._hear(Answered(ask, failure=Failure("refused.not_allowed", "refused")))
    elif state == "offline":
        values = {"reason": "name"}
        dialog._hear(
            Answered(ask, failure=Failure("network.not_reached", "unreachable", "", values))
        )


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_it_can_be_read_in_every_state(
    offices: Offices, qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    base = replace(connection(), name="Shop media")
    with dressed(language, scheme, scale):
        for state in STATES:
            dialog = UnfinishedDialog(offices(base).desk, base)
            qtbot.addWidget(dialog)
            dialog.show()
            bring(dialog, state)
            assert troubles(dialog, colours=scale == 1.0) == [], state
