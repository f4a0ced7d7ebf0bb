"""What services tell later, in the window: rows, the result's page, once and for every way."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.notice import NoticeState
from app.domain.states import Outcome
from app.ui.notice_words import row_words
from tests.cloud import Cloud
from tests.ui.services_kit import PNG, TOLD_LATER, WAYS, practice, telling


@pytest.mark.parametrize("way", WAYS)
def test_a_random_number_is_read_back_in_the_window_by_every_way(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, way: str
) -> None:
    number = secrets.token_hex(8)
    own = practice(cloud, way).connection
    body = "n=$(x:n)&key=$(key)"
    callback = replace(own.callback, variables={"x:n": number}, body=body)
    extras = {**own.extras, "returnBody": body} if way == "demo-wangsu" else own.extras
    with telling(qtbot, tmp_path, cloud, way, callback=callback, extras=extras) as told:
        told.made.desk.event_keys.put(way, cloud.facts["vod"]["sign_key"])
        name = f"clip {number}.png" if "notify" in way else f"clip {number}.mp4"
        result = told.upload(name, PNG)
        view = told.view.result.view
        if way not in TOLD_LATER:
            assert number in view.body.text.toPlainText()
            assert not view.pages.button("later").isVisible()
            return
        assert result.outcome is Outcome.STORED
        if way == "demo-vod-push":
            view.show_page("later")
            assert view.later.facts.value_of("Checked here") == "The signature is right."
        view.show_page("later")
        view.later.show_side("body")
        assert number in view.later.body.text.toPlainText()
        (row,) = told.made.desk.queue.snapshots()
        assert row.notice == NoticeState.ARRIVED
        words = row_words(row, expert=True)
        assert words is not None
        assert words.text == "Notice arrived"
