"""What services tell later, in the window: rows, the result's page, once and for every way."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.notice import NoticeState
from app.domain.states import Outcome
from app.host.folders import folders_under
from app.ui.notice_words import row_words
from app.ui.receipts import of_rows, write_receipt
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS
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
            packed = way == "demo-wangsu"
            assert ("unpacked from Base64" in view.body.kind_label().accessibleName()) is packed
            view.show_page("details")
            assert bool(view.facts.values["received"].accessibleName()) is packed
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


def test_a_long_wait_for_the_server_can_be_stopped(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    cloud.settings(wangsu_minute_seconds=5.0)
    cloud.answers(mode="500", times=20)
    with telling(qtbot, tmp_path, cloud, "demo-wangsu-callback") as told:
        desk, view = told.made.desk, told.view.result.view
        told.made.add(told.made.file("clip.mp4", PNG))
        desk.upload()
        (row,) = desk.queue.snapshots()
        desk.set_selection((row.id,))
        qtbot.waitUntil(lambda: view.banner.title.text() == "Waiting for your server")
        assert "minutes" in view.banner.advice.text()
        qtbot.waitUntil(lambda: view.stop.isVisible() and view.stop.isEnabled())
        view.stop.click()
        told.made.until_ended(1)
        qtbot.waitUntil(lambda: desk.result(row.id) is not None, timeout=PATIENCE_MS)
        result = desk.result(row.id)
        assert result is not None
        assert result.outcome is Outcome.ANSWER_NOT_SEEN
        qtbot.waitUntil(lambda: not view.stop.isVisible())
    cloud.reset()


@pytest.mark.parametrize("way", TOLD_LATER)
def test_receipts_history_and_confirmation_tell_of_it(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, way: str
) -> None:
    with telling(qtbot, tmp_path, cloud, way) as told:
        result = told.upload("clip.png", PNG)
        assert result.receipt is not None
        (notice,) = result.receipt.notices
        desk = told.made.desk
        book = folders_under(told.made.folder).data / "history.db"
        source = of_rows(desk, book, desk.queue.snapshots())
        qtbot.waitUntil(lambda: "arrived" in str(source()[0].notices), timeout=PATIENCE_MS)
        for name, plain in (
            ("r.json", False),
            ("r.csv", False),
            ("r.html", False),
            ("c.html", True),
        ):
            write_receipt(tmp_path / name, source(), plain=plain, places={})
        (line,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["files"]
        assert line["file_id"] == result.receipt.file_id
        assert [(n["id"], n["state"]) for n in line["notices"]] == [(notice.id, "arrived")]
        for name in ("r.csv", "r.html"):
            assert notice.id in (tmp_path / name).read_text("utf-8-sig")
        page = (tmp_path / "c.html").read_text("utf-8")
        assert "Confirmed by the service" in page
        assert notice.id not in page


def test_a_second_start_takes_up_what_is_still_to_come(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    cloud.settings(vod_event_seconds=2.0)
    place = replace(practice(cloud, "demo-vod").connection.destination, practice=False)
    with telling(qtbot, tmp_path, cloud, "demo-vod", destination=place) as told:
        told.upload("clip.mp4", PNG, ended=False)
        (row,) = told.made.desk.queue.snapshots()
        assert row.notice == NoticeState.PENDING
    with telling(qtbot, tmp_path, cloud, "demo-vod", destination=place) as again:
        desk = again.made.desk
        qtbot.waitUntil(lambda: bool(desk.queue.snapshots()), timeout=PATIENCE_MS)

        def arrived() -> bool:
            (row,) = desk.queue.snapshots()
            return row.notice == NoticeState.ARRIVED

        qtbot.waitUntil(arrived, timeout=PATIENCE_MS)
    cloud.reset()
