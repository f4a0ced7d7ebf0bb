"""The callback form: kept with the connection, checked beside the field, previewed for a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.events import Granted
from app.domain.grant import GrantFacts
from app.domain.questions import Question
from app.ui.panels.callback_form import CallbackForm
from tests.ui.expert_kit import Window, connection, make_window, row

SPEC = CallbackSpec(enabled=True, urls=("https://app.example.com/done",))


def window(qtbot: QtBot, folder: Path, spec: CallbackSpec, *, practice: bool = False) -> Window:
    return make_window(qtbot, folder, connection(callback=spec, practice=practice))


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return window(qtbot, tmp_path, SPEC)


def kept(made: Window) -> CallbackSpec:
    """The callback as the connection in use has it."""
    assert made.desk.connection is not None
    return made.desk.connection.callback


def remarks(part: QWidget) -> str:
    """Everything that visible labels within a part say."""
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def buttons(part: QWidget) -> list[QPushButton]:
    """The buttons within a part."""
    return part.findChildren(QPushButton)


def press(qtbot: QtBot, part: QWidget, text: str) -> None:
    """Press the visible button of that text."""
    buttons = [b for b in part.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert buttons, f"no button {text!r}"
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def test_it_shows_what_the_connection_holds(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(
        SPEC,
        body='{"o":${object}}',
        body_type=BodyType.JSON,
        host="app.example.com",
        sni=Sni.ON,
        variables={"x:order": "4711"},
    )
    form = window(qtbot, tmp_path, spec).view.callback
    assert form.spec() == spec
    assert form.template.toPlainText() == '{"o":${object}}'
    assert form.kind.value() == BodyType.JSON.value
    assert form.advanced.host.text() == "app.example.com"


def test_what_is_typed_is_kept_with_the_connection(made: Window, qtbot: QtBot) -> None:
    form = made.view.callback
    form.template.selectAll()
    qtbot.keyClicks(form.template, "size=${size}")
    assert kept(made).body != "size=${size}"  # not at every key
    qtbot.waitUntil(lambda: kept(made).body == "size=${size}")
    assert made.desk.settings.connections[0].callback.body == "size=${size}"


def test_an_edit_is_kept_before_anything_is_sent(made: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.view.callback.template, "&more=1")
    made.desk.add_paths(["/some/file"])
    (call,) = made.engine.named("gather")
    assert call[1].callback.body.endswith("&more=1") or call[1].callback.body.startswith("&more=1")


def test_an_edit_stays_with_the_connection_that_it_was_made_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = connection(name="First"), connection(name="Second")
    made = make_window(qtbot, tmp_path, first, second)
    qtbot.keyClicks(made.view.callback.template, "a=1&")
    made.desk.use_connection(second.id)
    by_id = {c.id: c.callback.body for c in made.desk.connections}
    assert by_id[first.id].startswith("a=1&")
    assert by_id[second.id] == second.callback.body
    assert made.view.callback.template.toPlainText() == second.callback.body


def test_switched_off_it_shows_the_switch_only(made: Window, qtbot: QtBot) -> None:
    form = made.view.callback
    assert form.urls.isVisible()
    form.switch.setFocus()
    qtbot.keyClick(form.switch, Qt.Key.Key_Space)
    assert not form.urls.isVisible()
    qtbot.waitUntil(lambda: not kept(made).enabled)
    assert kept(made).urls == SPEC.urls  # switching off forgets nothing


def test_a_chip_puts_its_variable_where_the_cursor_is(made: Window, qtbot: QtBot) -> None:
    form = made.view.callback
    form.template.setPlainText("a=&b=2")
    cursor = form.template.textCursor()
    cursor.setPosition(2)
    form.template.setTextCursor(cursor)
    press(qtbot, form.chips, "object")
    assert form.template.toPlainText() == "a=${object}&b=2"
    assert form.spec().body == "a=${object}&b=2"


def test_more_chips_are_offered_on_demand(made: Window, qtbot: QtBot) -> None:
    chips = made.view.callback.chips
    assert not any(b.text() == "reqId" for b in buttons(chips))
    press(qtbot, chips, "more…")
    qtbot.waitUntil(lambda: any(b.text() == "reqId" and b.isVisible() for b in buttons(chips)))
    press(qtbot, chips, "reqId")
    assert "${reqId}" in made.view.callback.template.toPlainText()


def test_own_values_get_x_in_front_and_small_letters(made: Window, qtbot: QtBot) -> None:
    form = made.view.callback
    form.advanced.toggle.setChecked(True)
    press(qtbot, form.advanced, "Add a value")
    name, value = form.advanced.variables._rows[0].name, form.advanced.variables._rows[0].value
    qtbot.keyClicks(name, "X:Order")
    qtbot.keyClicks(value, "Nr. 4711")
    assert name.text() == "order"
    assert form.spec().variables == {"x:order": "Nr. 4711"}
    assert any(b.text() == "x:order" for b in form.chips.findChildren(QPushButton))


def test_two_values_of_one_name_are_told(made: Window, qtbot: QtBot) -> None:
    table = made.view.callback.advanced.variables
    made.view.callback.advanced.toggle.setChecked(True)
    for text in ("a", "A"):
        press(qtbot, table, "Add a value")
        qtbot.keyClicks(table._rows[-1].name, text)
    assert "is there twice" in remarks(table)


def test_no_more_than_five_addresses_can_be_added(made: Window, qtbot: QtBot) -> None:
    urls = made.view.callback.urls
    for number in range(4):
        press(qtbot, urls, "Another address")
        qtbot.keyClicks(urls._rows[-1].edit, f"https://b{number}.example.com/")
    assert len(urls.urls()) == 5
    assert not urls._add.isEnabled()
    qtbot.mouseClick(urls._rows[4].up, Qt.MouseButton.LeftButton)
    assert urls.urls()[3] == "https://b3.example.com/"
    qtbot.mouseClick(urls._rows[0].remove, Qt.MouseButton.LeftButton)
    assert len(urls.urls()) == 4
    assert urls._add.isEnabled()


def test_what_would_be_refused_is_told_under_its_address(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, urls=("https://app.example.com/", "http://192.168.1.20/x"))
    urls = window(qtbot, tmp_path, spec).view.callback.urls
    assert not urls._rows[0].findings.isVisible()
    assert "192.168.1.20 can only be reached" in remarks(urls._rows[1].findings)
    assert urls._rows[1].edit.property("problem") == "true"


def test_practice_may_call_this_computer(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, urls=("http://127.0.0.1:8080/x",))
    made = window(qtbot, tmp_path, spec, practice=True)
    assert "Fine for practice" in remarks(made.view.callback.urls)
    assert not made.desk.callback_errors()


def test_one_click_mends_and_the_remark_goes(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, body='{"o":"${object}"}', body_type=BodyType.JSON)
    made = window(qtbot, tmp_path, spec)
    form = made.view.callback
    press(qtbot, form.body_findings, "Remove the quotes")
    assert form.template.toPlainText() == '{"o":${object}}'
    assert not form.body_findings.isVisible()
    qtbot.waitUntil(lambda: kept(made).body == '{"o":${object}}')
    form.undo.undo()
    assert form.template.toPlainText() == '{"o":"${object}"}'


def test_a_warning_can_be_sent_anyway_and_never_blocks(qtbot: QtBot, tmp_path: Path) -> None:
    made = window(qtbot, tmp_path, replace(SPEC, body="n=${nobody}"))
    form = made.view.callback
    assert "knows no variable" in remarks(form.body_findings)
    made.desk.upload()
    assert made.engine.named("begin")
    press(qtbot, form.body_findings, "Send anyway")
    assert not form.body_findings.isVisible()
    assert form.spec().body == "n=${nobody}"


def test_an_error_keeps_upload_from_starting_and_takes_one_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = window(qtbot, tmp_path, replace(SPEC, urls=("ftp://app.example.com/",)))
    made.view.go_to("result")
    made.desk.upload()
    assert not made.engine.named("begin")
    assert made.view.callback.isVisible()
    qtbot.waitUntil(made.view.callback.urls._rows[0].edit.hasFocus)


def test_an_error_under_advanced_unfolds_it(qtbot: QtBot, tmp_path: Path) -> None:
    made = window(qtbot, tmp_path, SPEC)
    advanced = made.view.callback.advanced
    assert not advanced.host.isVisible()
    assert made.desk.connection is not None
    bad = replace(SPEC, host="app.example.com:80")
    made.desk.update_connection(replace(made.desk.connection, callback=bad))
    assert advanced.host.isVisible()
    assert "without a port" in remarks(advanced)


def test_the_preview_shows_the_selected_files_values(made: Window) -> None:
    made.show_rows(row(1, name="cover ü.jpg", size=184233))
    preview = made.view.callback.preview
    assert "photo.jpg" in preview.text.toPlainText()  # nothing is selected: an example
    made.desk.set_selection(("task1",))
    body = preview.text.toPlainText()
    assert "object=2026%2Fspring%2Fcover%20%C3%BC.jpg" in body
    assert "size=184233" in body
    preview._choice.button("whole").click()
    assert preview.text.toPlainText().startswith("POST /done HTTP/1.1\nHost: app.example.com\n")


def test_the_preview_reads_the_size_of_a_picture(
    made: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    form = made.view.callback
    form.template.setPlainText("w=${imageInfo.width}&h=${imageInfo.height}")
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    picture = tmp_path / "p.png"
    picture.write_bytes(header + b"\x08\x02\0\0\0\0\0\0\0")
    made.show_rows(row(1, name="p.png", path=str(picture)))
    made.desk.set_selection(("task1",))
    qtbot.waitUntil(lambda: form.preview.text.toPlainText() == "w=640&h=480")


def test_values_that_nobody_can_know_yet_are_called_examples(made: Window) -> None:
    made.view.callback.template.setPlainText("e=${etag}")
    assert "these are examples: etag" in made.view.callback.preview.note.text()


def test_the_meter_turns_red_above_five_kilobytes(made: Window) -> None:
    form = made.view.callback
    assert form.meter._texts[0].text() == "0.3 of 5 KB"
    form.template.setPlainText("a=" + "x" * 5000)
    assert form.meter._texts[0].property("look") == "danger"
    assert "Too long" in remarks(form.body_findings)


def test_what_the_server_is_told_is_never_markup(made: Window) -> None:
    form: CallbackForm = made.view.callback
    for label in form.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


# --- set by the server -----------------------------------------------------------------------

SIGNED = CallbackSpec(
    enabled=True,
    urls=("https://app.example.com/signed",),
    body="o=${object}&order=${x:order}&team=${x:team}",
    host="app.example.com",
    variables={"x:team": "press"},
)
OPEN = GrantFacts("form", 4102444800.0, "2026/", SIGNED, ("x:order",), in_parts=False)


def granted(made: Window, facts: GrantFacts) -> CallbackForm:
    """The form once the connection's server has handed something out."""
    assert made.desk.connection is not None
    made.engine.mailbox.put(events=[Granted(made.desk.connection.id, facts)])
    name = made.desk.connection.id
    made.qtbot.waitUntil(lambda: made.desk.access.grant(name) == facts)
    return made.view.callback


def test_a_callback_that_the_server_signed_is_shown_decoded_and_read_only(made: Window) -> None:
    form = granted(made, OPEN)
    assert form.fixed_note.isVisible()
    assert form.fixed_note.title.text() == "Set by your server"
    assert form.template.toPlainText() == SIGNED.body
    assert form.template.isReadOnly()
    assert form.urls.urls() == SIGNED.urls
    assert all(row.edit.isReadOnly() for row in form.urls._rows)
    assert not form.switch.isEnabled()
    assert not form.kind.isEnabled()
    assert not form.chips.isVisible()
    assert form.advanced.host.isReadOnly()
    assert not form.advanced.sni.isEnabled()


def test_only_values_that_the_server_left_open_can_be_filled_in(made: Window, qtbot: QtBot) -> None:
    form = granted(made, OPEN)
    rows = {row.key(): row for row in form.advanced.variables._rows}
    assert set(rows) == {"x:team", "x:order"}
    assert all(row.name.isReadOnly() and row.value.isReadOnly() for row in rows.values())
    (own,) = form.fixed_note.values._rows
    assert own.key() == "x:order"
    assert own.name.isReadOnly()
    assert not own.remove.isVisible()
    qtbot.waitUntil(own.value.isVisible)
    qtbot.keyClicks(own.value, "4711")
    assert own.value.text() == "4711"
    qtbot.waitUntil(lambda: kept(made).variables == {"x:order": "4711"})
    assert kept(made).urls == SPEC.urls  # the connection's own callback stays as it was
    assert "order=4711" in form.preview.text.toPlainText()


def test_a_grant_that_says_nothing_of_a_callback_leaves_the_form_alone(made: Window) -> None:
    form = granted(made, GrantFacts("key", 4102444800.0))
    assert not form.fixed_note.isVisible()
    assert not form.template.isReadOnly()
    assert form.switch.isEnabled()


def test_the_form_is_free_again_with_another_connection(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path, connection(name="First"), connection(name="Second"))
    form = granted(made, OPEN)
    assert form.template.isReadOnly()
    made.desk.use_connection("id of Second")
    assert not form.template.isReadOnly()
    assert form.template.toPlainText() == kept(made).body


def test_what_was_typed_before_the_server_spoke_is_kept(made: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(made.view.callback.template, "a=1&")
    granted(made, OPEN)
    assert kept(made).body.startswith("a=1&")


def test_the_kind_of_authorisation_and_its_end_are_told(made: Window) -> None:
    form = granted(made, OPEN)
    assert "good until" in form.fixed_note.kind.text()


def test_a_mistake_in_the_own_callback_keeps_nothing_back_that_the_server_signed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = window(qtbot, tmp_path, replace(SPEC, urls=()))
    assert made.desk.callback_errors()
    granted(made, OPEN)
    assert made.desk.callback_errors() == []
    made.desk.add_paths(["/some/file"])
    assert made.engine.named("gather")


def test_a_variable_that_is_asked_before_each_upload_lacks_no_value(
    qtbot: QtBot, tmp_path: Path
) -> None:
    spec = replace(SPEC, body="o=${object}&order=${x:order}&shop=${x:shop}")
    asked = (Question("x:order", "Order number"),)
    made = make_window(qtbot, tmp_path, replace(connection(callback=spec), questions=asked))
    found = [f for f in made.view.callback.findings() if f.code == "body.undefined"]
    assert [finding.values["name"] for finding in found] == ["x:shop"]
