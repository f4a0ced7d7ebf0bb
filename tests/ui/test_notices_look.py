"""What is told later, and the callback form of each service, at every look: nothing is cut off."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackResult
from app.domain.events import Noticed
from app.domain.notice import Notice, NoticeKind, NoticeState
from app.domain.states import Outcome, UploadState
from app.domain.upload import Result
from app.domain.vod_event import signature
from app.ui.announcer import Announcer
from app.ui.notice_news import NoticeNews
from app.ui.notice_words import row_words
from app.ui.panels.result_later import SIDES
from app.ui.panels.result_panel import ResultPanel
from app.ui.views.row_face import RowAction, face_of
from tests.ui.clipping import dressed
from tests.ui.conftest import Offices
from tests.ui.expert_kit import Window, connection, make_window, row, stored
from tests.ui.test_callback_services import formed, vod, wangsu
from tests.ui.test_result_look import LOOKS, found

S = UploadState
ITEMS = [
    {
        "cmd": "avthumb/mp4/s/640x360|saveas/bWVkaWE6YS1zbWFsbC5tcDQ=",
        "code": "3",
        "key": "media:a-small.mp4",
        "fsize": "123456",
        "url": "http://example.com/a-small.mp4",
        "duration": 12.5,
    },
    {"cmd": "vframe/jpg/offset/1", "code": 2, "error": "no such frame"},
]
DONE = Notice(
    NoticeKind.PROCESSING,
    "10005d2e4a7f8c1b9e6d3a2f7c4b1e8d5a90",
    NoticeState.ARRIVED,
    good=False,
    body=json.dumps({"id": "10005d2e", "code": "2", "desc": "some failed", "items": ITEMS}),
    raw="eyJpZCI6ICIxMDAwNWQyZSJ9",
    way="stream",
    times=2,
    since=1_795_000_000.0,
    at=1_795_000_004.0,
    facts=(("receiver", "delivered"), ("signature", "URL without query + body")),
)
TOLD = {
    "EventType": "NewFileUpload",
    "FileUploadEvent": {
        "FileId": "5285890790000000001",
        "MediaBasicInfo": {
            "Name": "a <b>",
            "ExpireTime": "9999-12-31T23:59:59Z",
            "SourceInfo": {"SourceContext": '{"order":"4711","_":"12345678"}'},
        },
    },
}
EVENT = Notice(
    NoticeKind.EVENT,
    "5285890790000000001",
    NoticeState.ARRIVED,
    good=True,
    body=json.dumps(TOLD),
    way="queue",
    times=1,
)
WAITS = Notice(NoticeKind.EVENT, "2", since=1_795_000_000.0)
ELSEWHERE = Notice(NoticeKind.EVENT, "3", NoticeState.NONE, "elsewhere")


def result_with(*notices: Notice) -> Result:
    """A stored file of which these are told."""
    result = stored(CallbackResult(), Outcome.STORED)
    assert result.receipt is not None
    receipt = replace(result.receipt, notices=notices, file_id="5285890790000000001")
    return replace(result, receipt=receipt, started_at=1_794_999_990.0)


def shown(made: Window, *notices: Notice) -> ResultPanel:
    told = row(1, S.DONE, outcome=Outcome.STORED, notice=str(notices[0].state))
    made.view.go_to("result")
    made.finish(told, result_with(*notices))
    made.view.result.show_page("later")
    return made.view.result


@pytest.mark.parametrize(("language", "scheme", "scale"), LOOKS)
def test_every_side_of_a_notice(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        made = make_window(qtbot, tmp_path)
        made.view.resize(1000 if scale < 1.4 else 1500, 900)
        panel = shown(made, DONE, EVENT, WAITS, ELSEWHERE)
        later = panel.view.later
        for number in range(4):
            later.choice.setCurrentIndex(number)
            for side in SIDES:
                if not later.sides.button(side).isHidden():
                    later.show_side(side)
                    assert found(panel, colours=scale == 1.0) == [], (number, side)


@pytest.mark.parametrize(("language", "scheme", "scale"), LOOKS)
def test_the_form_of_each_service(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        made, form = formed(qtbot, tmp_path, wangsu(), vod())
        made.view.resize(1000 if scale < 1.4 else 1500, 1400)
        assert found(form, colours=scale == 1.0) == []
        made.desk.use_connection("v")
        qtbot.waitUntil(form.events.isVisible)
        assert found(form, colours=scale == 1.0) == []


def test_processing_is_a_readable_table(qtbot: QtBot, tmp_path: Path) -> None:
    panel = shown(make_window(qtbot, tmp_path), DONE)
    later = panel.view.later
    assert later.title.text() == "Processing failed"
    later.show_side("made")
    first, second = (later.made.topLevelItem(n) for n in (0, 1))
    assert first is not None
    assert second is not None
    assert [first.text(n) for n in (1, 2)] == ["finished", "a-small.mp4"]
    assert "KB" in first.text(3) or "kB" in first.text(3)
    assert second.text(1) == "failed"
    below = second.child(0)
    assert below is not None
    assert (below.text(0), below.text(2)) == ("error", "no such frame")


def test_an_event_is_read_decoded_and_never_as_markup(qtbot: QtBot, tmp_path: Path) -> None:
    later = shown(make_window(qtbot, tmp_path), EVENT).view.later
    facts = later.facts
    assert facts.value_of("Expires") == "never"
    assert facts.value_of("File id") == "5285890790000000001"
    assert facts.value_of("Name") == "a <b>"
    assert facts.value_of("order") == "4711"
    assert facts.value_of("Delivered to us") == "once"
    assert not later.sides.button("wire").isVisible()


def test_a_legacy_event_is_named_as_such(qtbot: QtBot, tmp_path: Path) -> None:
    old = replace(EVENT, body='{"version":"4.0","eventType":"NewFileUpload","data":{"fileId":"9"}}')
    later = shown(make_window(qtbot, tmp_path), old).view.later
    assert "old form" in later.note.text()
    later.show_side("body")
    assert '"eventType"' in later.body.text.toPlainText()


@pytest.mark.parametrize(
    "body", ["", "no JSON", "[1]", '{"items":5,"code":{}}', "{}", '{"a":1e999}']
)
def test_whatever_was_told_is_shown(qtbot: QtBot, tmp_path: Path, body: str) -> None:
    made = make_window(qtbot, tmp_path)
    later = shown(made, replace(DONE, body=body), replace(EVENT, body=body)).view.later
    for number in (0, 1):
        later.choice.setCurrentIndex(number)
        for side in SIDES:
            later.show_side(side)


def test_the_chosen_notice_stays_when_another_comes(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path)
    later = shown(made, DONE, WAITS).view.later
    later.choice.setCurrentIndex(1)
    came = replace(WAITS, state=NoticeState.ARRIVED, good=True, body=json.dumps(TOLD))
    made.engine.mailbox.put(events=[Noticed(result_with(DONE, came))])
    qtbot.waitUntil(lambda: later.title.text() == "Event: Arrived")


# --- rows and news --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason", "simple", "expert"),
    [
        ("pending", "", "Waiting for the service to confirm it", "Waiting for its notice"),
        ("arrived", "", "Confirmed by the service", "Notice arrived"),
        ("none", "off", "No confirmation will come", "No notice: they are switched off"),
        ("none", "elsewhere", "Your server is told of it", "No notice: it goes to your server"),
        ("gave_up", "late", "No confirmation will come", "No notice: nobody waits any longer"),
        ("gave_up", "quite_new", "No confirmation will come", "No notice: nobody knows why"),
        (
            "arrived",
            "failed",
            "Your file is safe, but it could not be processed",
            "Processing failed",
        ),
    ],
)
def test_a_row_says_it_in_words_of_its_view(
    state: str, reason: str, simple: str, expert: str
) -> None:
    told = row(1, S.DONE, outcome=Outcome.STORED, notice=state, notice_reason=reason)
    short, long = row_words(told), row_words(told, expert=True)
    assert short is not None
    assert long is not None
    assert (short.text, long.text) == (simple, expert)
    face = face_of(told, now=0.0)
    assert face.line() == f"Stored · {simple}"
    assert (RowAction.DETAILS in face.actions) is (reason == "failed")


def test_a_row_without_a_notice_says_nothing_of_one() -> None:
    assert row_words(row(1, S.DONE, outcome=Outcome.STORED)) is None
    assert row_words(row(1, S.SENDING, notice="pending")) is None


def test_a_failed_processing_is_told_once_and_word_of_it_politely(
    offices: Offices, qtbot: QtBot
) -> None:
    office = offices(connection())
    said: list[str] = []
    ended: list[object] = []
    office.desk.finished.connect(ended.append)
    Announcer(office.desk, said.append, every=0.05)
    NoticeNews(office.desk)
    told = row(1, S.DONE, outcome=Outcome.STORED)
    good = replace(EVENT, times=2)
    bad = result_with(DONE)
    again = result_with(replace(DONE, times=3))
    office.engine.mailbox.put([told], [Noticed(bad), Noticed(again)])
    qtbot.waitUntil(lambda: "processed" in office.texts())
    assert office.texts().count("file 1.png is stored, but it could not be processed.") == 1
    office.engine.mailbox.put(events=[Noticed(result_with(EVENT)), Noticed(result_with(good))])
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["1 stored file(s) confirmed by the service."]
    assert ended == []


SIGNED = dict(TOLD, T=1_795_000_600, Sign=signature("abcDEF123", "1795000600").upper())


@pytest.mark.parametrize(
    ("key", "at", "words"),
    [
        ("abcDEF123", 1_795_000_000.0, "The signature is right."),
        ("abcDEF123", 1_795_000_601.0, "The signature is right, but its time is over."),
        ("another", 1_795_000_000.0, "The signature is wrong: somebody else may have sent it."),
        ("", 1_795_000_000.0, ""),
    ],
)
def test_a_pushed_events_signature_is_checked_where_the_key_is_known(
    qtbot: QtBot, tmp_path: Path, key: str, at: float, words: str
) -> None:
    made = make_window(qtbot, tmp_path)
    pushed = replace(EVENT, body=json.dumps(SIGNED), way="stream", at=at)
    told = row(1, S.DONE, outcome=Outcome.STORED)
    made.desk.event_keys.put(told.connection_id, key)
    later = shown(made, pushed).view.later
    assert later.facts.value_of("Checked here") == words
    queued = replace(pushed, way="queue")
    later.show_notices((queued,), "a", key=key)
    assert later.facts.value_of("Checked here") == ""
