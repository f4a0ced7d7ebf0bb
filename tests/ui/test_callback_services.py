"""The callback form follows the connection's service: marks, names, limits; events instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.asks import ChangeEvents, EventSettings, ReadEvents
from app.domain.callback import BodyType, CallbackSpec
from app.domain.connection import Connection, View
from app.domain.destination import Destination
from app.domain.dialect import WANGSU
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.lint import lint
from app.domain.preview import Sample
from app.ui.panels.callback_events import EventBox
from app.ui.panels.callback_form import CallbackForm
from app.ui.panels.template_gallery import TemplateGallery, supplied
from tests.cloud import Cloud
from tests.ui.expert_kit import Window, make_window
from tests.ui.live_kit import PATIENCE_MS
from tests.ui.services_kit import telling

BODY = "key=$(key)&n=$(x:n)"


def wangsu(**values: object) -> Connection:
    spec = CallbackSpec(True, ("https://app.example.com/done",), BODY, variables={"x:n": "7"})
    where = Destination("wangsu", "https://up.example.com", "", "media")
    made = Connection("w", "Wangsu media", where, spec, view=View.EXPERT)
    return replace(made, **values)  # type: ignore[arg-type]


def vod(*, practice: bool = False, **values: object) -> Connection:
    where = Destination("vod", "https://vod.example.com", "", "1500000001", practice=practice)
    made = Connection("v", "Films", where, view=View.EXPERT)
    return replace(made, **values)  # type: ignore[arg-type]


def formed(qtbot: QtBot, folder: Path, *connections: Connection) -> tuple[Window, CallbackForm]:
    made = make_window(qtbot, folder, *connections)
    made.view.go_to("callback")
    return made, made.view.callback


def test_its_own_marks_are_coloured_offered_and_inserted(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, wangsu())
    assert form.findings() == []
    formats = form.template.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats] == [(4, 6), (13, 6)]
    form.template.moveCursor(form.template.textCursor().MoveOperation.End)
    QTest.keyClicks(form.template, "&s=$(fs")
    assert form.template.completer.is_open()
    QTest.keyClick(form.template, Qt.Key.Key_Return)
    form.template.completer.names.activated.emit("fsize")
    assert form.spec().body.startswith(BODY + "&s=$(fsize)")
    form.chips.picked.emit("hash")
    assert "$(hash)" in form.spec().body


def test_what_it_cannot_is_greyed_out_with_its_reason(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, wangsu())
    assert not form.urls._add.isEnabled()
    assert form.urls._note.text() == "Wangsu calls one address only."
    json_ = form.kind.button(BodyType.JSON.value)
    assert not json_.isEnabled()
    assert json_.toolTip() == "Wangsu sends the body as a form only."
    assert not form.advanced.host.isEnabled()
    assert not form.advanced.sni.isEnabled()
    assert not form.tools.code.isEnabled()
    assert "60 s" in form.explained.text()
    assert not form.meter.isVisible()


def test_what_is_typed_in_json_for_another_service_is_not_sent_as_such(
    qtbot: QtBot, tmp_path: Path
) -> None:
    spec = replace(wangsu().callback, body_type=BodyType.JSON)
    _made, form = formed(qtbot, tmp_path, wangsu(callback=spec))
    assert form.kind.value() == BodyType.FORM.value


def test_the_preview_explains_the_signature(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, wangsu())
    form.preview.show_layer("base64")
    assert form.preview.shown().startswith("policy: ")
    assert "policy" in form.preview.layer.text()
    form.preview.show_layer("body")
    assert form.preview.shown() == "key=photo.jpg&n=7"
    form.preview.show_layer("whole")
    assert "Authorization: AK:urlsafe_base64(hex(HMAC-SHA1(SK" in form.preview.shown()


def test_its_templates_are_its_own_and_fine(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, wangsu())
    form.tools.gallery.click()
    dialog = form.tools.dialog
    assert isinstance(dialog, TemplateGallery)
    assert dialog.templates() == supplied(WANGSU)
    for template in supplied(WANGSU):
        spec = CallbackSpec(True, ("https://a.example.com/",), template.body)
        told = replace(spec, variables=dict(template.variables))
        assert lint(told, WANGSU, sample=Sample()) == []


def test_a_pasted_template_of_another_service_is_converted(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, wangsu())
    QGuiApplication.clipboard().setText("o=${object}&s=${size}&n=${x:n}")
    form.tools.paste.click()
    dialog = form.tools.dialog
    assert dialog is not None
    assert "$(key)" in dialog.preview.toPlainText()  # type: ignore[attr-defined]
    dialog.take.click()  # type: ignore[attr-defined]
    assert form.spec().body == "o=$(key)&s=$(fsize)&n=$(x:n)"


def test_switching_connections_switches_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    made, form = formed(qtbot, tmp_path, wangsu(), vod())
    made.desk.use_connection("v")
    qtbot.waitUntil(lambda: form.events.isVisible())
    assert not form.switch.isVisible()
    assert not form.template.isVisible()
    assert form.advanced.variables.isVisible()
    assert not form.advanced.host.isVisible()
    assert form.explained.text().startswith("Tencent VOD does not call a server")
    made.desk.use_connection("w")
    qtbot.waitUntil(lambda: form.switch.isVisible())
    assert not form.events.isVisible()
    assert form.advanced.toggle.isVisible()


# --- events ---------------------------------------------------------------------------------


def test_the_meter_counts_what_is_sent_as_one_text(qtbot: QtBot, tmp_path: Path) -> None:
    spec = CallbackSpec(variables={"x:order": "4711"})
    _made, form = formed(qtbot, tmp_path, vod(callback=spec))
    assert "31 of 250" in form.events.meter_text.text()
    form.events.show_values({"x:order": "中" * 240})
    assert "too long" in form.events.meter_text.text()


def press(question: QMessageBox) -> None:
    """Say yes."""
    next(each for each in question.buttons() if each.text() == "Change it").click()


def asked(made: Window) -> ReadEvents | ChangeEvents:
    (_name, ask) = made.engine.named("ask")[-1]
    assert isinstance(ask, ReadEvents | ChangeEvents)
    return ask


def answered(made: Window, box: EventBox, settings: EventSettings) -> None:
    made.engine.mailbox.put(events=[Answered(asked(made), settings)])
    made.qtbot.waitUntil(lambda: not box._asked)


def test_settings_are_changed_only_after_a_question_that_names_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made, form = formed(qtbot, tmp_path, vod())
    box = form.events
    box.read.click()
    answered(made, box, EventSettings("PULL", "", uploaded=False, deleted=False))
    assert "tells of no uploads" in box.told.text()
    assert not box.change.isEnabled()
    box.uploaded.setChecked(True)
    box.mode.setCurrentIndex(0)
    box.url.setText("https://app.example.com/<b>events")
    box.consume.click()  # another edit of the connection takes nothing back
    assert box.url.text() == "https://app.example.com/<b>events"
    box.change.click()
    question = box.question
    assert isinstance(question, QMessageBox)
    told = question.text()
    assert "1500000001" in told
    assert "Reliable callback: events wait in a queue → Normal callback" in told
    assert "Address: nothing → https://app.example.com/<b>events" in told
    assert "Finished uploads: off → on" in told
    assert question.textFormat() is Qt.TextFormat.PlainText
    assert isinstance(asked(made), ReadEvents)
    press(question)
    ask = asked(made)
    assert isinstance(ask, ChangeEvents)
    assert (ask.mode, ask.uploaded, ask.deleted, ask.sign_key) == ("PUSH", True, None, None)
    answered(made, box, EventSettings("PUSH", ask.url or "", uploaded=True, deleted=False))
    assert not box.change.isEnabled()


def test_nothing_is_changed_by_leaving_it(qtbot: QtBot, tmp_path: Path) -> None:
    made, form = formed(qtbot, tmp_path, vod())
    form.events.read.click()
    answered(made, form.events, EventSettings("PULL", uploaded=True, deleted=False))
    form.events.generate.click()
    assert len(form.events.key.text()) == 32
    form.events.change.click()
    assert form.events.question is not None
    assert form.events.key.text() not in form.events.question.text()
    form.events.question.reject()
    assert isinstance(asked(made), ReadEvents)


def test_a_refusal_is_said_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    made, form = formed(qtbot, tmp_path, vod())
    form.events.read.click()
    failure = Failure("refused.not_allowed", "refused")
    made.engine.mailbox.put(events=[Answered(asked(made), failure=failure)])
    qtbot.waitUntil(lambda: form.events.read.isEnabled())
    assert form.events.told.text()
    assert not form.events.change.isVisible()


def test_the_queue_is_read_only_once_it_is_switched_on(qtbot: QtBot, tmp_path: Path) -> None:
    made, form = formed(qtbot, tmp_path, vod())
    assert not form.events.consume.isChecked()
    assert "30 seconds" in form.events.warning.text()
    form.events.consume.click()
    assert made.desk.connection is not None
    assert made.desk.connection.extras == {"consume": "1"}
    form.events.consume.click()
    assert made.desk.connection.extras == {}


def test_in_practice_it_is_read_anyway(qtbot: QtBot, tmp_path: Path) -> None:
    _made, form = formed(qtbot, tmp_path, vod(practice=True))
    assert form.events.consume.isChecked()
    assert not form.events.consume.isEnabled()


@pytest.mark.parametrize("way", ["demo-vod", "demo-vod-push"])
def test_the_demo_cloud_says_how_its_applications_tell(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud, way: str
) -> None:
    with telling(qtbot, tmp_path, cloud, way) as told:
        box = told.view.callback.events
        box.read.click()
        qtbot.waitUntil(lambda: box._known is not None, timeout=PATIENCE_MS)
        assert box._known is not None
        assert box._known.mode == ("PUSH" if way.endswith("push") else "PULL")
        assert box._known.uploaded is True
        box.deleted.setChecked(not box.deleted.isChecked())
        box.change.click()
        assert box.question is not None
        press(box.question)
        before = box._known
        qtbot.waitUntil(lambda: box._known is not before, timeout=PATIENCE_MS)
        assert box._known.deleted is not before.deleted
        cloud.reset()
