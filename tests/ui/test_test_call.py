"""The test call: from the callback form to the server and back, in the real window's dialog."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.asks import CheckState
from app.domain.callback import BodyType, CallbackSpec
from app.engine.demo import place_of
from app.ui.actions import Actions
from app.ui.call_plan import CallPlan
from app.ui.dialogs.test_call_dialog import TestCallDialog
from app.ui.views.expert_view import ExpertView
from tests.cloud import Cloud
from tests.ui.live_kit import PATIENCE_MS, Live, live, place


@contextmanager
def server(status: int, body: bytes, **headers: str) -> Iterator[str]:
    """An application server that answers everything alike."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
            """Quietly."""

    httpd = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_address[1]}/told"
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def opened(made: Live, spec: CallbackSpec) -> TestCallDialog:
    """Press the button in the form; the dialog that it asks for."""
    made.desk.update_connection(place(made.cloud, callback=spec))
    view = ExpertView(made.desk, Actions(made.desk))
    made.qtbot.addWidget(view)
    plans: list[CallPlan] = []
    made.desk.door_wanted.connect(lambda _name, plan: plans.append(plan))
    view.callback.call.click()
    dialog = TestCallDialog(made.desk, plans[0])
    made.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def called(made: Live, spec: CallbackSpec) -> TestCallDialog:
    """The same, and the call made."""
    dialog = opened(made, spec)
    made.qtbot.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    made.qtbot.waitUntil(dialog.send.isEnabled, timeout=PATIENCE_MS)
    return dialog


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    with live(qtbot, tmp_path, cloud) as office:
        yield office


def told(dialog: TestCallDialog) -> dict[str, CheckState]:
    judgement = dialog._judgement
    assert judgement is not None
    return {ruling.name: ruling.state for ruling in judgement.rulings}


def test_a_good_answer_is_shown_with_its_times_and_the_verdict(made: Live) -> None:
    with server(200, b'{"Status":"OK"}') as url:
        dialog = called(made, CallbackSpec(True, (url,), body_type=BodyType.JSON))
    assert dialog.verdict.title.text() == "The storage would take this answer"
    assert set(told(dialog).values()) == {CheckState.GOOD}
    assert '"Status": "OK"' in dialog.body.text.toPlainText()
    assert "The storage waits 5 s" in dialog.times.accessibleName()
    assert "comes from this computer, not from the storage" in dialog._lead.text()
    assert "User-Agent: Upcall (test call)" in dialog.request.toPlainText()


def test_broken_json_is_judged_and_its_first_bad_character_marked(made: Live) -> None:
    with server(200, b'{"Status":\n OK}', **{"Content-Length": ""}) as url:
        dialog = called(made, CallbackSpec(True, (url,)))
    assert dialog.verdict.title.text() == "The storage would not take this answer"
    assert told(dialog)["length"] is CheckState.BAD
    assert told(dialog)["content"] is CheckState.BAD
    (mark,) = dialog.body.text.extraSelections()
    assert mark.cursor.selectedText() == "O"
    assert "line 2, character 2" in dialog.body.hint.text()


def test_nobody_there_is_said_with_what_to_do(made: Live) -> None:
    with server(200, b"{}") as url:
        pass
    dialog = called(made, CallbackSpec(True, (url,)))
    assert dialog.verdict.title.text() == "Your server could not be reached from here"
    assert "Nothing listens there" in dialog.verdict.sentence.text()
    assert not dialog.body.isVisible()


def test_each_of_several_addresses_can_be_called(made: Live) -> None:
    with server(500, b"[]") as first, server(200, b"[]") as second:
        dialog = called(made, CallbackSpec(True, (first, second)))
        assert told(dialog)["status"] is CheckState.BAD
        dialog.address.setCurrentIndex(1)
        assert not dialog.verdict.isVisible()
        made.qtbot.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
        made.qtbot.waitUntil(dialog.send.isEnabled, timeout=PATIENCE_MS)
    assert told(dialog)["status"] is CheckState.GOOD


def test_a_call_to_the_demo_clouds_server_is_signed_by_the_demo_cloud(made: Live) -> None:
    made.desk.book.demo_place = place_of(made.cloud.facts)
    dialog = called(made, CallbackSpec(True, (made.cloud.callback_url,)))
    assert "The demo cloud signs it" in dialog.signed.text()
    assert set(told(dialog).values()) == {CheckState.GOOD}
    assert made.cloud.of_kind("app_received")[-1]["signature_valid"] is True


def test_the_report_can_be_copied_and_holds_no_answer_of_the_server(made: Live) -> None:
    with server(500, b"secret trace") as url:
        dialog = called(made, CallbackSpec(True, (url,)))
    made.qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert url in report
    assert "500" in report
    assert "secret trace" not in report
