"""The result of a file: the outcome in words, and what the storage returned, as it came."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackResult
from app.domain.events import Granted, ResultRead
from app.domain.grant import GrantFacts
from app.domain.states import CallbackOutcome, Outcome, UploadState
from app.domain.upload import Result
from app.ui.callback_failure_words import cause_of
from app.ui.error_entry import Fix
from app.ui.panels.json_text import SHOWN
from app.ui.panels.result_panel import ResultPanel
from tests.ui.expert_kit import (
    Window,
    callback_failed,
    delivered,
    make_window,
    not_stored,
    row,
    stored,
)

S = UploadState


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def show(made: Window, result: Result) -> ResultPanel:
    """The panel with this result in it."""
    state = S.FAILED if result.failure else S.DONE
    made.finish(row(1, state, outcome=result.outcome), result)
    made.view.go_to("result")
    return made.view.result


def test_without_a_selection_it_says_what_to_do(made: Window) -> None:
    made.view.go_to("result")
    assert made.view.result.empty.text.text() == "Select a file to read what came back."
    assert made.view.result.empty.isVisible()


def test_a_delivered_file_shows_the_answer_laid_out_and_raw(made: Window) -> None:
    panel = show(made, delivered('{"nonce":"e7b1","n":1.50}'))
    assert panel.banner.title.text() == "Delivered"
    assert panel.body.text.toPlainText() == '{\n  "nonce": "e7b1",\n  "n": 1.50\n}'
    assert panel.body.kind_label().accessibleName() == "HTTP 200 · application/json"
    panel.body._choice.button("raw").click()
    assert panel.body.text.toPlainText() == '{"nonce":"e7b1","n":1.50}'


def test_a_203_is_amber_and_says_that_the_file_is_safe(made: Window) -> None:
    panel = show(made, callback_failed("Error status : 502.", ec="0007-00000203"))
    assert panel.banner.title.text() == "Stored - callback failed"
    assert panel.banner.property("look") == "banner-amber"
    assert panel.banner.sentence.text().startswith("Your file is safe.")
    assert "status 502" in panel.banner.sentence.text()
    assert "Error status : 502." in panel.body.text.toPlainText()
    assert panel.body.kind_label().accessibleName() == "HTTP 203 · application/xml · 0007-00000203"


@pytest.mark.parametrize(
    ("message", "ec", "code"),
    [
        ("Cost too long time", "", "slow"),
        ("anything", "0007-00000202", "slow"),
        ("error status:-1 192.0.2.1:80 reply timeout, cost: 5000 ms", "", "slow"),
        ("Response body is not valid json format", "", "not_json"),
        ("Error Status : -1. OSS can not connect to your callbackUrl", "", "unreachable"),
        ("Error status : 301", "", "moved"),
        ("Error status : 400", "", "refused"),
        ("Error status : 403", "", "forbidden"),
        ("Error status : 404", "", "not_found"),
        ("Error status : 502.", "", "gateway"),
        ("Error status : 500", "", "broken"),
        ("Error Status : 400. User server return too long content-length value", "", "length"),
        ("Too many callback requests", "", "crowded"),
        ("Get image info failed", "", "image"),
        ("Something new", "", "other"),
    ],
)
def test_the_cause_of_a_failed_callback_is_recognised(message: str, ec: str, code: str) -> None:
    callback = CallbackResult(CallbackOutcome.FAILED, 203, message=message, ec=ec)
    assert cause_of(callback).code == code


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("refused", "refused.credentials", "The service refused it"),
        ("unreachable", "network.not_reached", "The service could not be reached"),
        ("unreadable", "source.missing", "The file could not be read"),
    ],
)
def test_not_stored_says_which_of_the_three_it_was(
    made: Window, kind: str, code: str, words: str
) -> None:
    panel = show(made, not_stored(kind, code))
    assert panel.banner.title.text() == "Not stored"
    assert panel.banner.property("look") == "banner-danger"
    assert panel.banner.sentence.text().startswith(words)
    assert panel.banner.advice.text()
    assert panel.banner.fix_button(Fix.REPORT) is not None
    assert not panel._link.isVisible()


def test_an_answer_that_was_not_seen_is_amber_too(made: Window) -> None:
    callback = CallbackResult(CallbackOutcome.UNKNOWN)
    panel = show(made, stored(callback, Outcome.ANSWER_NOT_SEEN))
    assert panel.banner.title.text() == "Stored - answer not seen"
    assert panel.banner.property("look") == "banner-amber"


def test_markup_in_an_answer_is_shown_as_text(made: Window) -> None:
    body = "<b>bold</b><img src='http://example.com/x.png'>"
    panel = show(made, delivered(body, content_type="text/html"))
    assert panel.body.text.toPlainText() == body
    assert panel.body.hint.text() == "This is not JSON: line 1, character 1 is “<”."
    assert not panel.body._choice.button("pretty").isEnabled()
    labels = [label for label in panel.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_long_answer_is_shown_in_part_until_asked_for(made: Window, qtbot: QtBot) -> None:
    body = "[" + ",".join(['"0123456789"'] * 60_000) + "]"
    panel = show(made, delivered(body))
    text, more = panel.body.text, panel.body._more
    qtbot.waitUntil(panel.body._choice.button("pretty").isEnabled)
    qtbot.waitUntil(text.complete)
    assert SHOWN // 2 < len(text.toPlainText()) <= SHOWN
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(text.complete)
    assert json.loads(text.toPlainText()) == ["0123456789"] * 60_000
    assert not more.isVisible()


def test_a_line_of_a_megabyte_is_broken_for_display_and_copied_whole(
    made: Window, qtbot: QtBot
) -> None:
    panel = show(made, delivered("y" * 1_000_000))
    qtbot.waitUntil(lambda: "the copy button takes them whole" in panel.body.hint.text())
    qtbot.mouseClick(panel.body._copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "y" * 1_000_000
    qtbot.mouseClick(panel.body._more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.body.text.complete)
    assert panel.body.text.toPlainText().replace("\n", "") == "y" * 1_000_000


def test_an_answer_that_was_cut_says_so(made: Window) -> None:
    panel = show(made, delivered('{"a":', body_cut=True))
    assert "cut, it was longer than 4 MiB" in panel.body.kind_label().accessibleName()


def test_an_empty_answer_says_so(made: Window) -> None:
    panel = show(made, stored(CallbackResult(status=200), Outcome.STORED))
    assert panel.body.hint.text() == "There was no text in the answer."


def test_ids_and_checksums_can_be_copied(made: Window, qtbot: QtBot) -> None:
    panel = show(made, callback_failed("Error status : 500", ec="0007-00000203"))
    panel.show_page("details")
    expected = {
        "request_id": "65D4A1F0",
        "host_id": "shop-media.oss-cn-hangzhou.aliyuncs.com",
        "ec": "0007-00000203",
        "etag": "5B3C1A2E-11",
        "crc64": "3718235684503264181",
    }
    for key, text in expected.items():
        button = panel.facts._copies[key]
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text() == text


def test_a_verified_checksum_says_that_it_is_the_files(made: Window) -> None:
    panel = show(made, delivered("{}"))
    panel.show_page("details")
    shown = panel.facts.values["crc64"].accessibleName()
    assert shown == "3718235684503264181 ✓ same as your file"


def test_details_tell_size_parts_and_times(made: Window) -> None:
    panel = show(made, delivered("{}"))
    panel.show_page("details")
    values = {key: label.accessibleName() for key, label in panel.facts.values.items()}
    assert values["status"] == "200"
    assert values["size"] in ("184 kB (184,233 bytes)", "184 kB (184233 bytes)")  # by the locale
    assert values["parts"] == "11"
    assert values["took"] == "4.2 s"
    assert "Waiting for the answer: 5.01 s" in panel.facts.times.accessibleName()


def test_headers_of_both_directions_are_there(made: Window) -> None:
    panel = show(made, delivered("{}"))
    panel.show_page("headers")
    assert panel.headers.text.toPlainText() == "Server: AliyunOSS\nx-oss-request-id: 65D4A1F0"
    panel.headers._choice.button("request").click()
    assert panel.headers.text.toPlainText().startswith("POST https://shop-media.")
    assert "Authorization: (hidden)" in panel.headers.text.toPlainText()


def test_the_word_practice_is_on_the_result(made: Window) -> None:
    result = delivered("{}")
    made.finish(row(1, S.DONE, outcome=Outcome.DELIVERED, practice=True), result)
    made.view.go_to("result")
    assert made.view.result.banner.practice.isVisible()
    assert made.view.result.banner.practice.text() == "practice"


def test_a_result_that_is_not_at_hand_is_asked_for(made: Window, qtbot: QtBot) -> None:
    made.show_rows(row(1, S.DONE, outcome=Outcome.DELIVERED))
    made.desk.set_selection(("task1",))
    made.view.go_to("result")
    assert made.engine.named("ask_result") == [("ask_result", "task1")]
    assert made.view.result.banner.title.text() == "Delivered"
    made.engine.mailbox.put(events=[ResultRead("task1", delivered('{"late":1}'))])
    qtbot.waitUntil(lambda: '"late"' in made.view.result.body.text.toPlainText())


def test_a_file_under_way_shows_its_state_and_no_answer(made: Window) -> None:
    made.show_rows(row(1, S.COMPLETING, with_callback=True))
    made.desk.set_selection(("task1",))
    made.view.go_to("result")
    assert made.view.result.banner.title.text() == "Waiting for your server"
    assert not made.view.result.body.isVisible()


def test_the_link_can_be_copied_from_here(made: Window, qtbot: QtBot) -> None:
    result = delivered("{}")
    panel = show(made, result)
    qtbot.mouseClick(panel._link, Qt.MouseButton.LeftButton)
    assert result.receipt is not None
    assert QGuiApplication.clipboard().text() == result.receipt.url


def test_details_tell_what_uploads_are_authorised_by_and_until_when(made: Window) -> None:
    facts = GrantFacts("form", 4102444800.0)
    made.engine.mailbox.put(events=[Granted("id of Shop media", facts)])
    made.qtbot.waitUntil(lambda: made.desk.access.grant("id of Shop media") == facts)
    panel = show(made, delivered("{}"))
    panel.show_page("details")
    assert panel.facts.values["access"].accessibleName() == "Key of this connection"
    assert panel.facts.values["until"].isVisible()


def test_the_help_page_of_an_answer_can_be_copied(made: Window, qtbot: QtBot) -> None:
    panel = show(made, callback_failed("Cost too long time", ec="0007-00000202"))
    panel.show_page("details")
    qtbot.mouseClick(panel.facts._copies["help"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("troubleshoot?q=0007-00000202")
