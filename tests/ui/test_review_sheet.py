"""The review sheet: what it shows, what it asks, what it hands on, and that it stays quick."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.asks import ObjectFound
from app.domain.connection import Connection, FileLimits, View
from app.domain.destination import Destination, SameName
from app.domain.events import Gathered
from app.domain.left_out import LeftOut, Why, together
from app.domain.questions import Question
from app.domain.upload import TaskSnapshot
from app.ui.dialogs.review_model import KEY, NAME, NOTE, ReviewModel
from app.ui.dialogs.review_sheet import ReviewSheet
from app.ui.dialogs.unfinished_dialog import UnfinishedDialog
from app.ui.left_out_words import advice
from app.ui.plain_names import visible
from app.ui.review_facts import Facts, Reason, may_need_review, reasons, twins_of
from app.ui.reviewing import Review
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row
from tests.ui.simple_kit import make_stage, place
from tests.ui.simple_kit import row as bare
from tests.ui.test_simple_words import forbidden

TURNED = "invoice\u202egpj.exe"
ORDER = Question("x:order", "Order number")
KIND = Question("x:kind", "Kind & colour", choices=("Invoice", "Photo"))
MORE = Question("x:more", "Anything else", required=False)
Show = Callable[..., tuple[Office, ReviewSheet]]


@pytest.fixture
def show(offices: Offices, qtbot: QtBot) -> Show:
    """Shows the sheet for files that wait on the list."""

    def made(
        base: Connection, rows: tuple[TaskSnapshot, ...], **values: object
    ) -> tuple[Office, ReviewSheet]:
        office = offices(base)
        held = tuple(replace(r, held=True, connection_id=base.id) for r in rows)
        office.engine.mailbox.put(held)
        qtbot.waitUntil(lambda: office.desk.totals.files == len(held), timeout=20_000)
        facts = Facts(base, held, twins=twins_of(held), **values)  # type: ignore[arg-type]
        sheet = ReviewSheet(office.desk, Review(facts))
        qtbot.addWidget(sheet)
        sheet.show()
        return office, sheet

    return made


def texts(sheet: QWidget) -> list[str]:
    """What the labels say that can be seen."""
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet)]


def cells(model: ReviewModel, column: int) -> list[str]:
    return [str(model.index(r, column).data()) for r in range(model.rowCount())]


# --- what it shows ----------------------------------------------------------------------------


def test_names_are_shown_as_they_will_be_stored_and_nothing_in_them_hides(show: Show) -> None:
    rows = (
        row(1, name=TURNED, key="2026/" + TURNED),
        row(2, name=" blank ", key=" blank "),
        row(3, name="<b>x</b>", key="<b>x</b>"),
        row(4, name="家 & 👩‍👧.jpg", key="家 & 👩‍👧.jpg"),
    )
    _office, sheet = show(connection(), rows)
    assert cells(sheet.model, KEY) == [
        "2026/invoice\\u202Egpj.exe",
        "\\u0020blank\\u0020",
        "<b>x</b>",
        "家 & 👩‍👧.jpg",
    ]
    assert cells(sheet.model, NAME)[0] == "invoice\\u202Egpj.exe"


def test_a_shown_name_stands_for_one_name_only() -> None:
    assert visible("a\\u202E") == "a\\\\u202E" != visible("a\u202e")
    assert visible("a\u00a0b") == "a\\u00A0b"
    assert visible("a\u200db") == "a\\u200Db"
    assert visible("a\nb\x00") == "a\\u000Ab\\u0000"
    assert visible("plain (2).jpg") == "plain (2).jpg"


EVERYTHING = tuple(
    LeftOut(why, 2 + number, (f"album/in/{why} name",)) for number, why in enumerate(Why)
)
EVERYTHING = together(
    [
        *(item for item in EVERYTHING if item.why not in (Why.ENDING, Why.HIDDEN)),
        LeftOut(Why.ENDING, 2, ("a.exe", "b.exe")),
        LeftOut(Why.HIDDEN, 120, tuple(f"album/in/.{n}" for n in range(100))),
    ]
)


def test_everything_left_out_is_counted_with_its_reason(show: Show) -> None:
    base = replace(connection(), limits=FileLimits(10, 20, (".jpg",)))
    seen = Gathered("batch", 2, complete=True, left_out=EVERYTHING)
    _office, sheet = show(base, (row(1, size=11), row(2, size=12)), gathered=(seen,), largest=11)
    said = "\n".join(texts(sheet.left_out))
    for item in EVERYTHING:
        assert f"{item.count} " in said
        assert item.names[0].rpartition("in/")[2] in said
        assert advice(item.why) in said
    for piece in ("a.exe, b.exe", ".jpg", "file 2.png", " and 115 more."):
        assert piece in said
    assert sheet.upload.text() == "&Upload 1"


def test_without_anything_left_out_there_is_no_such_card(show: Show) -> None:
    _office, sheet = show(connection(), (row(1),))
    assert not sheet.left_out.isVisible()
    assert not sheet.questions.isVisible()
    assert not sheet.taken.isVisible()
    assert sheet.table.isColumnHidden(NOTE)


def test_taken_names_come_first_with_size_and_the_number_they_will_get(show: Show) -> None:
    rows = (row(1), row(2, name="x.jpg", key="x.jpg"))
    taken = {"x.jpg": ObjectFound("x.jpg", 1_200_000, 1_777_800_000.0)}
    base = replace(connection(), same_name=SameName.ASK)
    _office, sheet = show(base, rows, asks=True, taken=taken)
    assert cells(sheet.model, KEY)[0] == "x (2).jpg"
    assert "1.2" in cells(sheet.model, NOTE)[0]
    sheet.taken.radios[SameName.REPLACE].click()
    assert cells(sheet.model, KEY)[0] == "x.jpg"


def test_while_names_are_looked_for_it_says_so_and_then_what_was_found(show: Show) -> None:
    base = replace(connection(), same_name=SameName.ASK)
    _office, sheet = show(base, (row(1),), asks=True)
    assert "Looking" in sheet.taken.text.text()
    sheet._review.know(look_failed="refused.not_allowed")
    assert "may not look" in sheet.taken.text.text()
    assert sheet.taken.rule() is SameName.KEEP_BOTH
    sheet._review.know(look_failed="", taken={})
    assert not sheet.taken.isVisible()


def test_simple_says_where_a_message_goes_and_expert_shows_it(show: Show) -> None:
    base = replace(connection(), questions=(ORDER,))
    body = "name=${object}&order=${x:order}"
    base = replace(base, callback=replace(base.callback, body=body))
    _office, simple = show(replace(base, view=View.SIMPLE), (row(1),))
    said = "\n".join(texts(simple.message))
    assert "app.example.com" in said
    assert not simple.message.text.isVisible()
    assert not forbidden(texts(simple))
    _office, expert = show(base, (row(1),))
    line = expert.questions.fields[0].editor
    assert isinstance(line, QLineEdit)
    line.setText("4711")
    line.textEdited.emit("4711")
    sample = expert.message.text.toPlainText()
    assert sample == "name=2026%2Fspring%2Ffile%201.png&order=4711"


def test_a_hundred_thousand_files_do_not_hold_it_up(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    rows = tuple(row(n, held=True) for n in range(100_000))
    began = time.monotonic()
    sheet = ReviewSheet(office.desk, Review(Facts(connection(), rows, twins=twins_of(rows))))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.grab()
    assert time.monotonic() - began < 4.0
    assert sheet.model.rowCount() == 100_000
    assert len(sheet.findChildren(QWidget)) < 120


# --- what it asks -----------------------------------------------------------------------------


def test_required_questions_are_answered_before_anything_goes(show: Show, qtbot: QtBot) -> None:
    base = replace(connection(), questions=(ORDER, KIND, MORE))
    office, sheet = show(base, (row(1),))
    sheet.upload.click()
    assert office.engine.named("begin") == []
    first, second, third = sheet.questions.fields
    assert [field.check() for field in (first, second, third)] == [False, False, True]
    assert first.editor.accessibleDescription()
    assert isinstance(second.editor, QComboBox)
    qtbot.keyClicks(first.editor, " 4711 ")
    second.editor.setCurrentIndex(1)
    second.editor.activated.emit(1)
    sheet.upload.click()
    (settled,) = office.engine.named("settle")
    assert settled[1] == "batch"
    assert dict(settled[2].variables) == {"x:order": "4711", "x:kind": "Photo"}
    assert office.engine.named("begin") == [("begin", ["task1"])]
    assert sheet.result() == ReviewSheet.DialogCode.Accepted


def test_a_question_is_plain_text_whatever_is_in_it(show: Show) -> None:
    base = replace(connection(), questions=(replace(ORDER, text="<b>Order</b> & more"),))
    _office, sheet = show(base, (row(1),))
    field = sheet.questions.fields[0]
    assert field.editor.accessibleName() == "<b>Order</b> & more"
    (label, *_rest) = field.findChildren(QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>Order</b> && more"


def test_the_buckets_own_name_is_taken_out_with_one_click(show: Show) -> None:
    _office, sheet = show(connection(), (row(1, key="shop-media/x.png"), row(2)))
    assert "shop-media" in sheet.doubled.text.text()
    sheet.doubled.fix.click()
    assert not sheet.doubled.isVisible()
    assert cells(sheet.model, KEY)[0] == "x.png"


# --- how it ends ------------------------------------------------------------------------------


def test_too_large_files_leave_the_list_and_the_others_go(show: Show) -> None:
    office, sheet = show(connection(), (row(1, size=5), row(2, size=50)), largest=10)
    sheet.upload.click()
    assert office.engine.named("begin") == [("begin", ["task1"])]
    assert office.engine.named("remove") == [("remove", ("task2",))]


def test_when_nothing_can_go_upload_cannot_be_pressed(show: Show) -> None:
    _office, sheet = show(connection(), (row(1, size=50),), largest=10)
    assert not sheet.upload.isEnabled()


def test_not_now_and_escape_leave_the_files_on_the_list(show: Show, qtbot: QtBot) -> None:
    office, sheet = show(connection(), (row(1),))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert office.engine.named("begin") == office.engine.named("remove") == []


def test_taking_off_the_list_can_be_undone(show: Show) -> None:
    office, sheet = show(connection(), (row(1), row(2)))
    sheet.off.click()
    assert office.engine.named("remove") == [("remove", ("task1", "task2"))]
    office.desk.undo.undo()
    assert office.engine.named("restore") == [("restore", ("task1", "task2"))]


def test_the_choice_for_taken_names_holds_for_the_whole_batch(show: Show) -> None:
    base = replace(connection(), same_name=SameName.ASK)
    office, sheet = show(base, (row(1), row(2)), asks=True, taken={row(1).key: ObjectFound("", 1)})
    sheet.taken.radios[SameName.SKIP].click()
    sheet.upload.click()
    assert office.engine.named("settle")[0][2].same_name is SameName.SKIP
    assert office.engine.amended[-1].same_name is SameName.SKIP
    found = office.desk.connection
    assert found is not None
    assert found.same_name is SameName.ASK, "the connection itself goes on asking"


# --- how it looks -----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_it_can_be_read(
    show: Show, translations: object, language: str, scheme: str, scale: float
) -> None:
    base = replace(
        connection(),
        same_name=SameName.ASK,
        questions=(ORDER, KIND, MORE),
        limits=FileLimits(1000, 20, (".png",)),
    )
    rows = (
        row(1),
        row(2, size=5000),
        row(3, name="a/x", key="x"),
        row(4, name="b/x", key="x"),
        row(5, key="shop-media/y"),
    )
    taken = {rows[0].key: ObjectFound(rows[0].key, 1_200_000, 1_777_800_000.0)}
    seen = Gathered("batch", 4, complete=True, left_out=EVERYTHING)
    with dressed(language, scheme, scale):
        _office, sheet = show(base, rows, asks=True, taken=taken, gathered=(seen,), largest=2000)
        sheet.upload.click()
        assert troubles(sheet, colours=scale == 1.0) == []
        _office, simple = show(replace(base, view=View.SIMPLE), rows)
        assert troubles(simple, colours=scale == 1.0) == []


# --- in the window ----------------------------------------------------------------------------


def test_the_sheet_opens_in_the_window_and_waits_for_other_dialogs(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    rows = [replace(bare(n), held=True, connection_id=place().id) for n in range(25)]
    stage.bring(*rows)
    doors, actions = stage.shown.doors, stage.shown.actions
    actions.settings.trigger()
    settings = doors.current()
    actions.upload.trigger()
    assert doors.current() is settings
    assert settings is not None
    settings.accept()
    sheet = doors.current()
    assert isinstance(sheet, ReviewSheet)
    assert sheet.upload.text() == "&Upload 25"
    assert not forbidden(texts(sheet))
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert len(stage.engine.named("begin")[0][1]) == 25
    assert doors.current() is None


def test_reviewing_and_unfinished_uploads_are_for_experts(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    stage.bring(replace(bare(1), held=True, connection_id=place().id))
    actions = stage.shown.actions
    links = [a for a in stage.window.menus.menu("edit").actions() if a.menu() is not None]
    assert not actions.review.isVisible()
    assert not actions.unfinished.isVisible()
    assert not any(a.isVisible() for a in links)
    stage.desk.set_view(View.EXPERT)
    assert actions.review.isEnabled()
    assert actions.unfinished.isVisible()
    assert all(a.isVisible() for a in links)
    actions.review.trigger()
    qtbot.waitUntil(lambda: isinstance(stage.shown.doors.current(), ReviewSheet), timeout=10_000)
    sheet = stage.shown.doors.current()
    assert sheet is not None
    sheet.close()
    actions.unfinished.trigger()
    assert isinstance(stage.shown.doors.current(), UnfinishedDialog)


# --- what the service itself sets bounds to ---------------------------------------------------


def test_values_too_long_for_the_service_are_counted_before_the_start(show: Show) -> None:
    base = connection()
    there = Destination("vod", "http://127.0.0.1:1", "", "")
    spec = replace(base.callback, enabled=False, variables={"x:note": "n" * 230})
    long = replace(base, destination=there, callback=spec)
    held = (row(1, name="a.mp4", key="a.mp4"), row(2, name="b.mp4", key="b.mp4"))
    assert Reason.VALUES in reasons(Facts(long, held), expert=True)
    assert may_need_review(long, expert=True)
    office, sheet = show(long, held)
    assert "The answers for 2 file(s) are too long together" in "\n".join(texts(sheet.values))
    sheet.upload.click()
    assert office.engine.named("begin") == []
    short = replace(long, callback=replace(spec, variables={"x:note": "n" * 200}))
    assert not reasons(Facts(short, held), expert=True)
    elsewhere = replace(long, destination=base.destination)
    assert not reasons(Facts(elsewhere, held), expert=True)


def test_only_the_files_whose_own_values_are_too_long_are_counted(show: Show) -> None:
    there = Destination("vod", "http://127.0.0.1:1", "", "")
    base = replace(connection(), destination=there)
    held = tuple(row(n, name=f"{n}.mp4", key=f"{n}.mp4") for n in range(1, 4))
    own = {"task2": {"x:note": "深" * 240}}
    assert Reason.VALUES in reasons(Facts(base, held, own=own), expert=True)
    office, sheet = show(base, held, own=own)
    sheet.upload.click()
    assert office.engine.named("begin") == []
    assert [count.files for count in sheet.counting.counts] == [1]
    sheet._review.know(own={})
    sheet.upload.click()
    assert len(office.engine.named("begin")) == 1


def test_files_of_a_kind_that_may_be_refused_are_counted_and_go(show: Show) -> None:
    there = Destination("vod", "http://127.0.0.1:1", "", "")
    held = (row(1, name="a.mp4", key="a.mp4"), row(2, name="b.txt", key="b.txt"))
    office, sheet = show(replace(connection(), destination=there), held)
    assert "1 file(s) are of a kind that may be refused" in sheet.added.text()
    sheet.upload.click()
    assert office.engine.named("begin") == [("begin", ["task1", "task2"])]
