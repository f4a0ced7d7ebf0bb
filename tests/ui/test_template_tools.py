"""The template editor's tools: completion, reasons, layers, conversion, undo, gallery, paste."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.callback import BodyType, CallbackSpec
from app.domain.dialect import OSS, WANGSU, encoded_callback
from app.domain.gallery import written
from app.ui.panels.callback_form import CallbackForm
from app.ui.panels.callback_preview import LAYERS
from app.ui.panels.template_gallery import TemplateGallery, supplied
from app.ui.panels.template_paste import PasteCallback
from app.ui.panels.template_words import NAMES, NOTES, name_of
from tests.ui.clipping import dressed, troubles
from tests.ui.expert_kit import Window, connection, make_window
from tests.ui.test_callback_form import SPEC, kept, press, remarks

ORDER = replace(SPEC, body="a=", variables={"x:order": "4711"})


def opened(qtbot: QtBot, folder: Path, spec: CallbackSpec = SPEC) -> Window:
    return make_window(qtbot, folder, connection(callback=spec))


def at_end(form: CallbackForm) -> None:
    """Put the cursor behind the template's last letter."""
    form.template.setFocus()
    form.template.moveCursor(form.template.textCursor().MoveOperation.End)


def offered(form: CallbackForm) -> list[str]:
    """What the list of variables shows."""
    model = form.template.completer.names.completionModel()
    return [str(model.index(row, 0).data()).partition(" ")[0] for row in range(model.rowCount())]


# completion


def test_a_dollar_opens_the_list_and_enter_takes_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    form = opened(qtbot, tmp_path, ORDER).view.callback
    at_end(form)
    qtbot.keyClicks(form.template, "$")
    assert form.template.completer.is_open()
    assert len(offered(form)) == len(OSS.system_variables) + 1
    qtbot.keyClicks(form.template, "ord")
    assert offered(form) == ["x:order"]
    popup = form.template.completer.names.popup()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert form.spec().body == "a=${x:order}"
    assert not form.template.completer.is_open()


def test_a_brace_may_be_typed_and_one_that_closes_is_not_doubled(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = opened(qtbot, tmp_path, replace(SPEC, body="a=}&b=1")).view.callback
    cursor = form.template.textCursor()
    cursor.setPosition(2)
    form.template.setTextCursor(cursor)
    form.template.setFocus()
    qtbot.keyClicks(form.template, "${mime")
    assert offered(form) == ["mimeType"]
    popup = form.template.completer.names.popup()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert form.spec().body == "a=${mimeType}&b=1"


def test_escape_closes_the_list_and_an_unknown_name_never_opens_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = opened(qtbot, tmp_path, ORDER).view.callback
    at_end(form)
    qtbot.keyClicks(form.template, "$")
    popup = form.template.completer.names.popup()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not form.template.completer.is_open()
    qtbot.keyClicks(form.template, "zzz")
    assert not form.template.completer.is_open()
    assert form.spec().body == "a=$zzz"


def test_ctrl_space_opens_the_list_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    form = opened(qtbot, tmp_path, ORDER).view.callback
    at_end(form)
    qtbot.keyClick(form.template, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert form.template.completer.is_open()
    assert form.spec().body == "a="
    form.template.completer.names.popup().hide()  # type: ignore[union-attr]


# marks


def test_the_reason_is_told_where_the_mark_is(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, body="a=${bucket}&b=${fsize}")
    form = opened(qtbot, tmp_path, spec).view.callback
    assert "Did you mean size?" in form.template.reason_at(16)
    assert form.template.reason_at(4) == ""


# views and conversion


def test_form_and_json_become_each_other_and_undo_goes_back(qtbot: QtBot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path, replace(SPEC, body="a=${bucket}&b=x%20y"))
    form = made.view.callback
    press(qtbot, form.kind, "JSON")
    assert form.spec().body == '{"a":${bucket},"b":"x y"}'
    assert form.spec().body_type is BodyType.JSON
    press(qtbot, form.kind, "Form")
    assert form.spec().body == "a=${bucket}&b=x%20y"
    form.undo.back.click()
    assert form.spec().body_type is BodyType.JSON
    form.undo.back.click()
    assert form.spec() == kept(made) or form.spec().body == "a=${bucket}&b=x%20y"
    assert not form.undo.back.isEnabled()
    form.undo.forth.click()
    assert form.spec().body_type is BodyType.JSON


def test_what_cannot_be_converted_stays_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, body='{"a":{"b":${size}}}', body_type=BodyType.JSON)
    form = opened(qtbot, tmp_path, spec).view.callback
    press(qtbot, form.kind, "Form")
    assert form.spec().body == spec.body
    assert "looks like JSON" in remarks(form.body_findings)
    press(qtbot, form.body_findings, "Send as JSON")
    assert form.spec() == spec


def test_undo_by_keyboard_takes_back_a_word_and_then_a_fix(qtbot: QtBot, tmp_path: Path) -> None:
    form = opened(qtbot, tmp_path, replace(SPEC, body="a=${fsize}")).view.callback
    press(qtbot, form.body_findings, "Use size")
    at_end(form)
    qtbot.keyClicks(form.template, "&b=1")
    assert form.spec().body == "a=${size}&b=1"
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(form.template, *undo)
    assert form.spec().body == "a=${size}"
    qtbot.keyClick(form.template, *undo)
    assert form.spec().body == "a=${fsize}"


# layers


def test_every_layer_is_one_click_and_leads_to_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, body="o=${object}&n=${x:n}", variables={"x:n": "7"})
    form = opened(qtbot, tmp_path, spec).view.callback
    shown = {}
    for layer, name in zip(LAYERS, ("Base64", "JSON", "Template", "Body", "Request"), strict=True):
        press(qtbot, form.preview, name)
        shown[layer] = form.preview.text.toPlainText()
    encoded = shown["base64"].split()[1]
    assert encoded == encoded_callback(spec)
    decoded = json.loads(base64.b64decode(encoded))
    first, _ = json.JSONDecoder().raw_decode(shown["json"])
    assert first == decoded
    assert decoded["callbackBody"] == shown["template"] == spec.body
    assert shown["body"].startswith("o=2026%2Fspring%2Fphoto.jpg&n=7")
    assert shown["whole"].endswith("\n\n" + shown["body"])


# the query of an address


def test_the_query_is_edited_as_a_table(qtbot: QtBot, tmp_path: Path) -> None:
    spec = replace(SPEC, urls=("https://app.example.com/done?shop=7",))
    made = opened(qtbot, tmp_path, spec)
    row = made.view.callback.urls._rows[0]
    qtbot.mouseClick(row.unfold, Qt.MouseButton.LeftButton)
    assert [(r.name.text(), r.value.text()) for r in row.query.rows] == [("shop", "7")]
    press(qtbot, row.query, "Add to the query")
    qtbot.keyClicks(row.query.rows[1].name, "who")
    qtbot.keyClicks(row.query.rows[1].value, "a b&c;")
    QGuiApplication.clipboard().setText("中")
    row.query.rows[1].value.paste()
    wanted = "https://app.example.com/done?shop=7&who=a%20b%26c%3B%E4%B8%AD"
    assert row.edit.text() == wanted
    qtbot.waitUntil(lambda: kept(made).urls == (wanted,))
    qtbot.mouseClick(row.query.rows[0].remove, Qt.MouseButton.LeftButton)
    assert "shop" not in row.edit.text()
    row.edit.setText("https://app.example.com/done?x=1")
    assert [r.name.text() for r in row.query.rows] == ["x"]


# overruling


def test_a_private_address_can_be_sent_anyway_and_that_taken_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = opened(qtbot, tmp_path, replace(SPEC, urls=("http://192.168.1.20/x",)))
    form = made.view.callback
    assert made.desk.callback_errors()
    press(qtbot, form.urls, "Send anyway")
    qtbot.waitUntil(lambda: "as you said" in remarks(form.urls))
    form.flush()
    assert not made.desk.callback_errors()
    press(qtbot, form.urls, "Do not send it")
    form.flush()
    assert made.desk.callback_errors()


# the gallery


def gallery(made: Window) -> TemplateGallery:
    made.view.callback.tools.gallery.click()
    dialog = made.view.callback.tools.dialog
    assert isinstance(dialog, TemplateGallery)
    return dialog


def test_a_template_of_the_gallery_is_taken_with_one_undo(qtbot: QtBot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    dialog = gallery(made)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index("Order and user, as JSON"))
    dialog.use.click()
    form = made.view.callback
    assert form.spec().body.startswith('{"order":${x:order}')
    assert set(form.spec().variables) == {"x:order", "x:user"}
    assert form.spec().urls == SPEC.urls
    form.undo.back.click()
    assert form.spec() == SPEC


def test_an_own_template_is_kept_named_and_there_at_the_next_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made = opened(qtbot, tmp_path, replace(SPEC, body="mine=${object}"))
    dialog = gallery(made)
    dialog.keep.click()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "Till 7")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    dialog.name.editingFinished.emit()
    (own,) = made.desk.settings.templates
    assert (own.name, own.body) == ("Till 7", "mine=${object}")
    assert dialog.list.item(0).text() == "Till 7"
    dialog.reject()
    again = gallery(made)
    assert again.list.item(0).text() == "Till 7"
    again.list.setCurrentRow(0)
    again.remove.click()
    assert made.desk.settings.templates == ()


def test_a_template_is_exported_and_imported(qtbot: QtBot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path, replace(SPEC, body="mine=${object}"))
    dialog = gallery(made)
    dialog.keep.click()
    file = tmp_path / "out.json"
    dialog.write(str(file))
    qtbot.waitUntil(lambda: file.exists() and file.read_text().endswith("}\n"))
    assert file.read_text("utf-8") == written(made.desk.settings.templates[0])
    dialog.remove.click()
    dialog.read(str(file))
    qtbot.waitUntil(lambda: len(made.desk.settings.templates) == 1)
    assert made.desk.settings.templates[0].body == "mine=${object}"
    other = tmp_path / "qiniu.txt"
    other.write_text("key=$(key)&size=$(fsize)")
    dialog.read(str(other))
    qtbot.waitUntil(lambda: len(made.desk.settings.templates) == 2)
    assert made.desk.settings.templates[1].body == "key=${object}&size=${size}"
    assert made.desk.settings.templates[1].name == "qiniu"


@pytest.mark.parametrize("content", [b"hello", b"\xff\xfe\x00", b"{}"])
def test_a_file_without_a_template_is_told_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    made = opened(qtbot, tmp_path)
    dialog = gallery(made)
    file = tmp_path / "x.json"
    file.write_bytes(content)
    dialog.read(str(file))
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    assert made.desk.settings.templates == ()


def test_every_template_that_comes_along_has_its_words() -> None:
    every = {t.name for dialect in (OSS, WANGSU) for t in supplied(dialect)}
    assert every == set(NAMES) == set(NOTES)
    for dialect in (OSS, WANGSU):
        assert len({name_of(t.name) for t in supplied(dialect)}) == len(supplied(dialect))


# paste


def test_what_is_pasted_is_shown_before_it_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    form = made.view.callback
    pasted = replace(SPEC, urls=("http://b.example/x",), body="k=${size}")
    QGuiApplication.clipboard().setText("x-oss-callback: " + encoded_callback(pasted).rstrip("="))
    form.tools.paste.click()
    dialog = form.tools.dialog
    assert isinstance(dialog, PasteCallback)
    assert "http://b.example/x" in dialog.preview.toPlainText()
    assert form.spec() == SPEC
    dialog.take.click()
    assert (form.spec().urls, form.spec().body) == (pasted.urls, "k=${size}")
    form.undo.back.click()
    assert form.spec() == SPEC


def test_a_callback_pasted_into_the_body_is_taken_apart_by_one_click(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = opened(qtbot, tmp_path).view.callback
    other = replace(SPEC, urls=("http://b.example/x",), body="k=${size}")
    form.template.setPlainText(encoded_callback(other))
    assert "whole callback" in remarks(form.body_findings)
    press(qtbot, form.body_findings, "Take it apart")
    assert (form.spec().urls, form.spec().body) == (other.urls, other.body)


def test_source_code_pasted_into_the_body_is_unescaped_by_one_click(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = opened(qtbot, tmp_path).view.callback
    form.template.setPlainText(r"{\\\"mimeType\\\":${mimeType},\\\"size\\\":${size}}")
    press(qtbot, form.body_findings, "Remove the backslashes")
    assert form.spec().body == '{"mimeType":${mimeType},"size":${size}}'
    assert form.spec().body_type is BodyType.JSON
    assert not form.body_findings.isVisible()


def test_what_is_no_callback_cannot_be_taken_over(qtbot: QtBot) -> None:
    dialog = PasteCallback(SPEC, dialect=OSS)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("good morning")
    assert not dialog.take.isEnabled()
    assert "No callback" in dialog.told.text()


@pytest.mark.parametrize(
    ("language", "look", "scale"),
    [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 1.5)],
)
def test_nothing_is_cut_off_or_without_a_name(
    qtbot: QtBot, tmp_path: Path, language: str, look: str, scale: float
) -> None:
    with dressed(language, look, scale):
        made = opened(qtbot, tmp_path, replace(ORDER, urls=("https://a.example/x?a=1",)))
        made.view.callback.urls._rows[0].unfold.setChecked(True)
        dialog = gallery(made)
        qtbot.waitExposed(dialog)
        found = troubles(dialog)
        made.view.callback.tools.open_paste()
        paste = made.view.callback.tools.dialog
        assert isinstance(paste, PasteCallback)
        paste.text.setPlainText(encoded_callback(SPEC))
        found += troubles(paste)
        paste.close()
        assert found == []


@pytest.mark.parametrize(("language", "look"), [("en", "light"), ("zh_CN", "dark")])
def test_the_form_fits_into_the_narrowest_tab(
    qtbot: QtBot, tmp_path: Path, language: str, look: str
) -> None:
    urls = ("http://192.168.1.20/x?a=1", "yourCallbackServerUrl", "http://nobody.invalid/")
    spec = replace(ORDER, urls=urls, body=r"{\"a\":${size}}")
    with dressed(language, look, 1.0):
        made = opened(qtbot, tmp_path, spec)
        made.view.resize(900, 900)
        made.view.splitter.setSizes([557, 343])
        form = made.view.callback
        form.urls._rows[0].unfold.setChecked(True)
        form.advanced.toggle.setChecked(True)
        qtbot.waitUntil(lambda: form.viewport().width() < 345)
        assert troubles(form) == []
