"""Values of custom variables on the review sheet: asked, counted, from a table, for one file."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.connection import Connection, Decisions, View
from app.domain.events import Granted
from app.domain.grant import GrantFacts
from app.domain.questions import Question, Source
from app.domain.upload import TaskSnapshot
from app.domain.variables import values_for
from app.ui.dialogs.csv_dialog import CsvDialog
from app.ui.dialogs.each_file_dialog import EachFileDialog
from app.ui.dialogs.offered_words import facts_of
from app.ui.dialogs.review_sheet import ReviewSheet
from app.ui.dialogs.review_values import subject_of
from app.ui.review_facts import CHECKED, Facts, Reason, reasons
from app.ui.reviewing import Review
from tests.cloud import Cloud
from tests.ui.clipping import dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection, row
from tests.ui.live_kit import PATIENCE_MS, live, place
from tests.ui.test_simple_words import forbidden

ORDER = Question("x:order", "Order number", pattern="PO-####", hint="At the top of the order.")
NAME = Question("x:who", "Your name", source=Source.LOGIN)
SCAN = Question("x:scan", "Scan", ask=False, source=Source.COUNTER, detail="001")
CUSTOMER = Question("x:customer", "Customer", ask=False, source=Source.CSV)
SPEC = CallbackSpec(
    True,
    ("https://app.example.com/done",),
    "o=${x:order}&w=${x:who}&n=${x:scan}&c=${x:customer}",
)
Sheets = Callable[..., tuple[Office, ReviewSheet]]


def asking(*questions: Question, **values: object) -> Connection:
    return replace(connection(callback=SPEC), questions=questions, **values)  # type: ignore[arg-type]


def files(count: int) -> tuple[TaskSnapshot, ...]:
    return tuple(row(n, name=f"scans/{n}.pdf", key=f"scans/{n}.pdf") for n in range(1, count + 1))


@pytest.fixture
def sheets(offices: Offices, qtbot: QtBot) -> Sheets:
    """Shows the sheet for files that wait on the list."""

    def made(base: Connection, rows: tuple[TaskSnapshot, ...]) -> tuple[Office, ReviewSheet]:
        office = offices(base)
        held = tuple(replace(r, held=True, connection_id=base.id) for r in rows)
        office.engine.mailbox.put(held)
        qtbot.waitUntil(lambda: office.desk.totals.files == len(held), timeout=20_000)
        facts = Facts(base, held, when=1e9, login="ann")
        sheet = ReviewSheet(office.desk, Review(facts))
        qtbot.addWidget(sheet)
        sheet.show()
        return office, sheet

    return made


def said(part: QWidget) -> str:
    """What the labels say that can be seen."""
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def answer(qtbot: QtBot, sheet: ReviewSheet, place: int, text: str) -> None:
    """Type an answer in."""
    editor = sheet.questions.fields[place].editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, text)


def given(office: Office) -> list[dict[str, str]]:
    """What each file is given, as the engine works it out."""
    (_name, _batch, decisions) = office.engine.named("settle")[-1]
    assert isinstance(decisions, Decisions)
    assert decisions.filling is not None
    rows = office.desk.queue.snapshots()
    return [values_for(decisions.filling, subject_of(row)) for row in rows]


# --- questions --------------------------------------------------------------------------------


def test_what_is_known_is_proposed_and_a_wrong_shape_is_said_with_an_example(
    sheets: Sheets, qtbot: QtBot
) -> None:
    office, sheet = sheets(asking(ORDER, NAME, SCAN, view=View.SIMPLE), files(2))
    order, name = (field.editor for field in sheet.questions.fields)
    assert isinstance(name, QLineEdit)
    assert name.text() == "ann"
    assert "At the top of the order." in said(sheet.questions)
    answer(qtbot, sheet, 0, "4711")
    sheet.upload.click()
    assert "It should look like this: PO-1234" in said(sheet.questions)
    assert office.engine.named("begin") == []
    answer(qtbot, sheet, 0, "PO-4711")
    assert "should look" not in said(sheet.questions)
    assert order.accessibleDescription() == ORDER.hint
    assert not forbidden([said(sheet)])
    sheet.upload.click()
    assert office.engine.named("begin") == [("begin", ["task1", "task2"])]
    assert given(office) == [
        {"x:order": "PO-4711", "x:who": "ann", "x:scan": "001"},
        {"x:order": "PO-4711", "x:who": "ann", "x:scan": "002"},
    ]


def test_a_proposal_that_is_taken_away_does_not_come_back(sheets: Sheets, qtbot: QtBot) -> None:
    office, sheet = sheets(asking(replace(NAME, required=False)), files(1))
    answer(qtbot, sheet, 0, "")
    sheet.upload.click()
    assert given(office) == [{}]


def test_an_answer_for_all_is_not_wanted_where_each_file_has_its_own(
    sheets: Sheets, qtbot: QtBot
) -> None:
    by_name = replace(ORDER, pattern="", source=Source.FILE_NAME, detail="stem")
    office, sheet = sheets(asking(by_name), files(2))
    editor = sheet.questions.fields[0].editor
    assert isinstance(editor, QLineEdit)
    assert editor.placeholderText() == "Taken from each file's name"
    sheet.upload.click()
    assert given(office) == [{"x:order": "1"}, {"x:order": "2"}]


def test_the_message_is_shown_for_the_first_and_for_the_selected_file(sheets: Sheets) -> None:
    _office, sheet = sheets(asking(SCAN), files(3))
    assert sheet.message.text.toPlainText() == "o=&w=&n=001&c="
    sheet.table.selectRow(2)
    assert sheet.message.text.toPlainText() == "o=&w=&n=003&c="
    assert "scans/3.pdf" in said(sheet.message)


# --- what is missing --------------------------------------------------------------------------


def test_what_is_missing_is_counted_before_the_start_and_nothing_goes(sheets: Sheets) -> None:
    by_name = Question("x:order", "Order", ask=False, source=Source.FILE_NAME, pattern="1*")
    office, sheet = sheets(asking(by_name, CUSTOMER), files(12))
    text = said(sheet.values)
    assert (
        "“Order” cannot be sent as it is for 8 file(s), first for “2.pdf”".replace(
            "2.pdf", "scans/2.pdf"
        )
        in text
    )
    assert "“Customer” is missing for 12 file(s)" in text
    sheet.upload.click()
    assert office.engine.named("begin") == []
    assert sheet.isVisible()


def test_a_question_that_is_not_answered_yet_is_no_fault_of_the_files(sheets: Sheets) -> None:
    _office, sheet = sheets(asking(ORDER), files(3))
    assert "missing" not in said(sheet.values)
    assert "Please answer this first." not in said(sheet)


def test_counting_many_files_leaves_the_window_free_and_upload_waits_for_it(
    sheets: Sheets, qtbot: QtBot
) -> None:
    office, sheet = sheets(asking(SCAN), files(20_000))
    assert sheet.counting.under_way
    sheet.upload.click()
    assert office.engine.named("begin") == []
    qtbot.waitUntil(lambda: bool(office.engine.named("begin")), timeout=20_000)
    assert not sheet.counting.counts


def test_values_that_come_by_themselves_need_nobody() -> None:
    facts = Facts(asking(SCAN, NAME), files(2), login="ann")
    assert Reason.QUESTIONS in reasons(facts, expert=True)
    hidden = replace(NAME, ask=False)
    assert not reasons(replace(facts, connection=asking(SCAN, hidden)), expert=True)
    nobody = Facts(asking(hidden), files(2))
    assert reasons(nobody, expert=True) == {Reason.VALUES}
    many = Facts(asking(SCAN), files(CHECKED + 1))
    assert reasons(many, expert=True) == {Reason.VALUES}, "the sheet counts them all"


def test_what_goes_along_unasked_is_said_before_a_connection_file_is_used() -> None:
    folder = Question("x:f", ask=False, source=Source.FOLDER)
    shown = {fact.caption: fact.text for fact in facts_of(asking(NAME, folder, SCAN))}
    assert shown["You will be asked for"] == "Your name"
    assert shown["Sent along without a question"] == "the name of the file's folder"


# --- single files -----------------------------------------------------------------------------


def test_a_value_can_be_changed_for_one_file_and_taken_back(sheets: Sheets, qtbot: QtBot) -> None:
    office, sheet = sheets(asking(SCAN, replace(ORDER, ask=False)), files(3))
    dialog = EachFileDialog(sheet._review, sheet.filling, sheet.names, parent=sheet)
    dialog.show()
    model, table = dialog.model, dialog.table
    columns = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert columns == ["File", "Scan", "Order number", "who", "customer"]
    assert model.index(1, 2).data() == "✗ missing"
    for number in range(3):
        dialog.next.click()
        assert table.currentIndex() == model.index(number, 2)
        assert "needs an answer" in said(dialog)
        table.edit(table.currentIndex())
        (editor,) = table.viewport().findChildren(QLineEdit)
        qtbot.keyClicks(editor, f"PO-100{number}")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not table.viewport().findChildren(QLineEdit))
    assert "needs an answer" not in said(dialog)
    table.setCurrentIndex(model.index(0, 1))
    model.setData(model.index(0, 1), "first")
    assert dialog.back.isEnabled()
    dialog.back.click()
    assert model.index(0, 1).data() == "001"
    model.setData(model.index(1, 1), "")
    assert "Scan" in said(sheet.values), "the sheet knows at once"
    model.setData(model.index(1, 1), "x2")
    dialog.shut.click()
    sheet.upload.click()
    assert given(office) == [
        {"x:scan": "001", "x:order": "PO-1000"},
        {"x:scan": "x2", "x:order": "PO-1001"},
        {"x:scan": "003", "x:order": "PO-1002"},
    ]


def test_a_value_of_one_file_can_be_given_to_all(sheets: Sheets) -> None:
    office, sheet = sheets(asking(SCAN), files(3))
    dialog = EachFileDialog(sheet._review, sheet.filling, sheet.names, parent=sheet)
    dialog.show()
    assert not dialog.same.isEnabled()
    dialog.model.setData(dialog.model.index(0, 2), "PO-1")
    dialog.table.setCurrentIndex(dialog.model.index(0, 2))
    dialog.same.click()
    sheet.upload.click()
    assert given(office) == [{"x:scan": f"00{n}", "x:order": "PO-1"} for n in (1, 2, 3)]


@pytest.mark.parametrize("left_open", [(), ("x:order",)])
def test_what_the_server_fixed_cannot_be_changed_for_a_file(
    offices: Offices, qtbot: QtBot, left_open: tuple[str, ...]
) -> None:
    office = offices(asking(ORDER, CUSTOMER))
    signed = replace(SPEC, variables={"x:who": "signed"})
    base = office.desk.connections[0]
    facts = GrantFacts("form", callback=signed, open_variables=left_open)
    office.desk.access.take(Granted(base.id, facts))
    sheet = ReviewSheet(office.desk, Review(Facts(base, files(2))))
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.names == list(left_open)
    assert sheet.values.isVisible() is bool(left_open)
    assert [field.question.variable for field in sheet.questions.fields] == list(left_open)
    for field in sheet.questions.fields:
        assert isinstance(field.editor, QLineEdit)
        field.editor.setText("PO-1234")
        field.editor.textEdited.emit("PO-1234")
    sheet.upload.click()
    assert not sheet.isVisible(), "nothing keeps it from going that cannot be answered"


def test_only_allowed_answers_can_be_chosen_for_one_file(sheets: Sheets) -> None:
    kind = Question("x:kind", "Kind", choices=("Invoice", "Photo"))
    _office, sheet = sheets(asking(kind), files(1))
    dialog = EachFileDialog(sheet._review, sheet.filling, sheet.names, parent=sheet)
    dialog.show()
    dialog.table.edit(dialog.model.index(0, 1))
    (box,) = dialog.table.viewport().findChildren(QComboBox)
    assert [box.itemText(n) for n in range(box.count())] == ["", "Invoice", "Photo"]


def test_many_thousand_files_can_be_looked_at(sheets: Sheets) -> None:
    _office, sheet = sheets(asking(SCAN, CUSTOMER), files(30_000))
    began = time.monotonic()
    dialog = EachFileDialog(sheet._review, sheet.filling, sheet.names, parent=sheet)
    dialog.show()
    dialog.grab()
    assert time.monotonic() - began < 3.0
    assert dialog.model.rowCount() == 30_000


def test_what_was_said_is_still_there_after_not_now(
    offices: Offices, qtbot: QtBot, tmp_path: Path
) -> None:
    base = asking(ORDER, SCAN)
    office = offices(base)
    shown: list[Review] = []
    office.desk.reviewing.wanted.connect(shown.append)
    rows = tuple(replace(r, held=True, connection_id=base.id) for r in files(2))
    office.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: office.desk.totals.files == 2)
    office.desk.upload()
    first = ReviewSheet(office.desk, shown[0])
    qtbot.addWidget(first)
    answer(qtbot, first, 0, "PO-1234")
    each = EachFileDialog(first._review, first.filling, first.names, parent=first)
    each.model.setData(each.model.index(1, 2), "second")
    first.reject()
    office.desk.upload()
    again = ReviewSheet(office.desk, shown[1])
    qtbot.addWidget(again)
    assert again.questions.answers() == {"x:order": "PO-1234"}
    again.upload.click()
    assert given(office) == [
        {"x:order": "PO-1234", "x:scan": "001"},
        {"x:order": "PO-1234", "x:scan": "second"},
    ]
    office.engine.mailbox.put(rows)
    office.desk.upload()
    assert not shown[2].facts.answers, "each upload is asked anew"


def test_what_was_said_for_one_file_holds_when_no_sheet_comes_again(
    offices: Offices, qtbot: QtBot
) -> None:
    base = replace(asking(), callback=replace(SPEC, variables={"x:who": "all"}))
    office = offices(base)
    shown: list[Review] = []
    office.desk.reviewing.wanted.connect(shown.append)
    rows = tuple(replace(r, held=True, connection_id=base.id) for r in files(2))
    office.engine.mailbox.put(rows)
    qtbot.waitUntil(lambda: office.desk.totals.files == 2)
    office.desk.reviewing.request()
    qtbot.waitUntil(lambda: bool(shown))
    sheet = ReviewSheet(office.desk, shown[0])
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.values.isVisible()
    assert sheet.names == ["x:who", "x:order", "x:scan", "x:customer"]
    sheet._review.know(own={"task2": {"x:who": "me"}})
    sheet.reject()
    office.desk.upload()
    assert office.engine.named("begin")
    assert given(office) == [{}, {"x:who": "me"}]


# --- tables -----------------------------------------------------------------------------------


def table_file(folder: Path, text: str) -> str:
    path = folder / "list.csv"
    path.write_text(text)
    return str(path)


def read(qtbot: QtBot, sheet: ReviewSheet, path: str) -> CsvDialog:
    """The dialog with a table in it."""
    dialog = CsvDialog(sheet._desk, sheet._review, sheet.names, parent=sheet)
    dialog.show()
    dialog.read(path)
    qtbot.waitUntil(lambda: bool(dialog.summary.text() or dialog.problem.text()))
    return dialog


def test_a_table_answers_what_is_required_and_says_what_it_lacks(
    sheets: Sheets, qtbot: QtBot, tmp_path: Path
) -> None:
    office, sheet = sheets(asking(ORDER, CUSTOMER, view=View.SIMPLE), files(3))
    text = "Scan;Customer;Order number\n1;Ann;PO-0001\n2;<b>Bob</b>;PO-0002\n9;Eve;PO-0009\n"
    dialog = read(qtbot, sheet, table_file(tmp_path, text))
    assert "2 of 3" in dialog.summary.text()
    assert "1 line(s) belong to no file" in dialog.notes.text()
    assert dialog.key.currentText() == "Scan"
    assert dialog.columns["x:order"].currentText() == "Order number"
    first = [dialog.model.index(0, n).data() for n in range(4)]
    assert first == ["scans/3.pdf", "– no line", "", ""]
    assert dialog.model.index(2, 3).data() == "<b>Bob</b>"
    assert not forbidden([said(dialog)])
    dialog.use.click()
    assert "2 of 3 file(s) have a line" in said(sheet.values)
    assert "“Customer” is missing for 1 file(s), first for “scans/3.pdf”" in said(sheet.values)
    sheet.upload.click()
    assert office.engine.named("begin") == []
    more = read(qtbot, sheet, table_file(tmp_path, text + "3;Cy;PO-0003\n"))
    more.use.click()
    sheet.upload.click()
    assert given(office) == [
        {"x:order": "PO-0001", "x:customer": "Ann"},
        {"x:order": "PO-0002", "x:customer": "<b>Bob</b>"},
        {"x:order": "PO-0003", "x:customer": "Cy"},
    ]


def test_columns_can_be_chosen_by_hand(sheets: Sheets, qtbot: QtBot, tmp_path: Path) -> None:
    _office, sheet = sheets(asking(CUSTOMER), files(2))
    dialog = read(qtbot, sheet, table_file(tmp_path, "a,b,c\nx,1,Ann\nx,2,Bob\n"))
    assert dialog.key.currentText() == "b"
    assert not dialog.use.isEnabled()
    combo = dialog.columns["x:customer"]
    place = combo.findText("c")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    qtbot.waitUntil(dialog.use.isEnabled)
    assert dialog.values() == {
        "task1": {"x:customer": "Ann"},
        "task2": {"x:customer": "Bob"},
    }


@pytest.mark.parametrize("text", ["", "only names,at the top\n", "\0\0\0"])
def test_what_is_no_table_is_said_with_a_way_out(
    sheets: Sheets, qtbot: QtBot, tmp_path: Path, text: str
) -> None:
    _office, sheet = sheets(asking(CUSTOMER), files(1))
    dialog = read(qtbot, sheet, table_file(tmp_path, text))
    assert dialog.problem.text()
    assert not dialog.use.isEnabled()
    gone = read(qtbot, sheet, str(tmp_path / "gone.csv"))
    assert "cannot be opened" in gone.problem.text()


def test_the_values_of_a_table_arrive_at_the_server(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    """The whole way: a drop in the window, a CSV file, *Upload*, the callback's body."""
    cloud.reset()
    spec = CallbackSpec(
        True, (cloud.callback_url,), "o=${object}&c=${x:customer}&n=${x:scan}&w=${x:who}"
    )
    told = place(cloud, questions=(CUSTOMER, SCAN, NAME), callback=spec, view=View.SIMPLE)
    text = 'file,customer\na.txt,"Ann & ""Co"" 100%"\nb.txt,家 ${x:scan}\n'
    with live(qtbot, tmp_path, cloud, connection=told) as made:
        shown: list[ReviewSheet] = []
        made.desk.reviewing.wanted.connect(lambda r: shown.append(ReviewSheet(made.desk, r)))
        made.add(made.file("a.txt"), made.file("b.txt"))
        made.desk.upload()
        qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE_MS)
        (sheet,) = shown
        qtbot.addWidget(sheet)
        sheet.show()
        answer(qtbot, sheet, 0, "me")
        read(qtbot, sheet, table_file(tmp_path, text)).use.click()
        sheet.upload.click()
        made.until_ended(2)
    sent = sorted(event["body"] for event in cloud.of_kind("callback_sent"))
    assert sent == [
        "o=in%2Fa.txt&c=Ann%20%26%20%22Co%22%20100%25&n=001&w=me",
        "o=in%2Fb.txt&c=%E5%AE%B6%20%24%7Bx%3Ascan%7D&n=002&w=me",
    ]


def test_values_that_come_by_themselves_arrive_without_a_sheet(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    by_name = Question("x:part", ask=False, source=Source.FILE_NAME, detail="first")
    spec = CallbackSpec(True, (cloud.callback_url,), "p=${x:part}&n=${x:scan}")
    told = place(cloud, questions=(by_name, SCAN), callback=spec)
    with live(qtbot, tmp_path, cloud, connection=told) as made:
        made.add(made.file("4711_a.txt"), made.file("4712_b.txt"))
        made.desk.upload()
        made.until_ended(2)
    sent = sorted(event["body"] for event in cloud.of_kind("callback_sent"))
    assert sent == ["p=4711&n=001", "p=4712&n=002"]


# --- how it looks -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "scheme", "scale"),
    [("en", "light", 1.0), ("en", "dark", 2.0), ("zh_CN", "light", 1.5), ("zh_CN", "dark", 1.0)],
)
def test_it_can_be_read(
    sheets: Sheets,
    qtbot: QtBot,
    tmp_path: Path,
    translations: object,
    language: str,
    scheme: str,
    scale: float,
) -> None:
    with dressed(language, scheme, scale):
        _office, sheet = sheets(asking(ORDER, NAME, SCAN, CUSTOMER), files(3))
        answer(qtbot, sheet, 0, "4711")
        sheet.upload.click()
        qtbot.wait(50)  # labels that break lines are laid out in two turns
        assert troubles(sheet, colours=scale == 1.0) == []
        dialog = read(qtbot, sheet, table_file(tmp_path, "f,customer\n1,Ann\n1,Bob\n7,Eve\n"))
        assert troubles(dialog, colours=scale == 1.0) == []
        each = EachFileDialog(sheet._review, sheet.filling, sheet.names, parent=sheet)
        each.show()
        each.go_on()
        assert troubles(each, colours=scale == 1.0) == []
