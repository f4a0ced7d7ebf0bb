"""History, its result and the audit can be read: every language, scheme and size of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.asks import ObjectFound
from app.domain.connection import Connection, View
from app.domain.events import Answered
from app.domain.receipt import Line
from app.domain.states import CallbackOutcome, Outcome
from app.engine.history import Book
from app.ui.dialogs.audit_dialog import AuditDialog
from app.ui.dialogs.history_dialog import HistoryDialog
from app.ui.receipts import of_numbers
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection

PLACE = connection()


def lines() -> list[Line]:
    """Every outcome, and a name that is too long for any column."""
    return [
        Line(
            f"task{number}",
            "batch",
            PLACE.id,
            PLACE.destination,
            f"/p/{number}",
            f"a rather long name of a file that nobody would type twice {number}.jpg",
            f"2026/spring/{number}.jpg",
            184_233,
            outcome,
            1_763_726_531.0 + number,
            0.5,
            etag="7265F4D211B56873A381D321F586E4A9",
            crc64=17,
            verified=True,
            url="https://shop-media.oss-cn-hangzhou.aliyuncs.com/2026/spring/cover.jpg",
            callback=CallbackOutcome.DELIVERED,
            answer="Thank you, your photo was received",
            body='{"message": "Thank you, your photo was received"}',
        )
        for number, outcome in enumerate(Outcome)
    ]


def with_history(offices: Offices, view: View) -> tuple[Office, Path]:
    office = offices(PLACE)
    office.desk.use_connection(PLACE.id)
    office.desk.set_view(view)
    path = office.desk.folders.data / "history.db"
    book = Book(path)
    book.write([(line, "{}") for line in lines()])
    book.close()
    return office, path


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
@pytest.mark.parametrize("view", list(View))
def test_the_history_can_be_read(
    offices: Offices,
    qtbot: QtBot,
    translations: object,
    language: str,
    scheme: str,
    scale: float,
    view: View,
) -> None:
    office, path = with_history(offices, view)
    with dressed(language, scheme, scale):
        dialog = HistoryDialog(office.desk, office.actions, path=path)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.line() is not None)
        assert troubles(dialog) == []


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_the_audit_can_be_read(
    offices: Offices, qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    office, path = with_history(offices, View.EXPERT)
    with dressed(language, scheme, scale):
        dialog = AuditDialog(office.desk, of_numbers(path, range(1, len(Outcome) + 1)))
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: bool(office.engine.named("ask")))
        (ask,) = (call[1] for call in office.engine.named("ask"))
        found = (ObjectFound(ask.keys[0], 184_233, crc64=17), ObjectFound(ask.keys[1], 5))
        office.engine.mailbox.put(events=[Answered(ask, found)])
        qtbot.waitUntil(lambda: dialog.complete)
        assert troubles(dialog) == []
        assert isinstance(PLACE, Connection)
