"""Result, test call and comparison: nothing cut, nothing pale, nothing nameless."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.asks import CallAnswer, CallServer
from app.domain.callback import CallbackSpec
from app.domain.destination import Destination
from app.domain.dialect import OSS
from app.domain.errors import Failure
from app.domain.events import Answered
from app.domain.exchange import Timings
from app.domain.preview import Sample
from app.domain.upload import Result
from app.providers.oss.callback import callback_headers
from app.ui.call_plan import planned
from app.ui.dialogs.compare_dialog import CompareDialog
from app.ui.dialogs.sizing import text_scale
from app.ui.dialogs.test_call_dialog import TestCallDialog
from app.ui.panels.result_view import PAGES
from tests.ui.clipping import dressed, troubles
from tests.ui.expert_kit import (
    S,
    Window,
    callback_failed,
    connection,
    delivered,
    exchange,
    make_window,
    row,
)

LOOKS = [("en", "light", 1.0), ("zh_CN", "dark", 1.0), ("en", "dark", 1.5), ("zh_CN", "light", 2.0)]
SPEC = CallbackSpec(
    True,
    ("https://app.example.com/told", "https://spare.example.com/told"),
    "object=${object}&order=${x:order}&width=${imageInfo.width}&ip=${clientIp}",
    variables={"x:order": "4711", "x:unused": "\u202eodd"},
)
ANSWER = '{"Status":"OK","message":"Thank you","number":1.50,"list":[1,2,{"a":null}]}'
BROKEN = b'{"Status": OK,\n "trace": "<b>bold</b>\x00"}'


def told(result: Result) -> Result:
    """The result with its callback in the recorded request."""
    assert result.receipt is not None
    headers = (("Authorization", "(hidden)"), *callback_headers(SPEC, {}))
    receipt = replace(result.receipt, exchange=exchange(request_headers=headers))
    return replace(result, receipt=receipt)


def found(top: QWidget, *, colours: bool = False) -> list[str]:
    """Troubles but for lines that are shortened on purpose (their tooltips and buttons have all).

    Pages that have just been filled find their places first.
    """
    for _ in range(4):
        QCoreApplication.processEvents()
    return [told for told in troubles(top, colours=colours) if "is elided" not in told]


def shown(qtbot: QtBot, folder: Path, result: Result) -> Window:
    """An Expert view with that result."""
    made = make_window(qtbot, folder)
    made.view.resize(1000 if text_scale() < 1.4 else 1500, 800)
    made.finish(row(1, S.DONE, outcome=result.outcome), result)
    made.view.go_to("result")
    return made


@pytest.mark.parametrize(
    ("kind", "language", "scheme", "scale"),
    [*(("delivered", *look) for look in LOOKS), *(("failed", *look) for look in LOOKS[:2])],
)
def test_every_page_of_a_result(
    qtbot: QtBot,
    tmp_path: Path,
    translations: object,
    kind: str,
    language: str,
    scheme: str,
    scale: float,
) -> None:
    results: dict[str, Callable[[], Result]] = {
        "delivered": lambda: delivered(ANSWER),
        "failed": lambda: callback_failed("Cost too long time", ec="0007-00000202"),
    }
    with dressed(language, scheme, scale):
        made = shown(qtbot, tmp_path, told(results[kind]()))
        colours = scale == 1.0 and kind == "delivered"  # the other is longer than the window
        for page in PAGES:
            made.view.result.show_page(page)
            assert found(made.view.result, colours=colours) == [], page
        made.view.result.show_page("answer")
        for mode in ("tree", "raw", "hex"):
            made.view.result.body._choice.button(mode).click()
            made.view.result.body.bar.open_bar()
            assert troubles(made.view.result, colours=False) == [], mode


def _dialog(made: Window) -> TestCallDialog:
    place = connection()
    plan = planned(place, SPEC, OSS, sample=Sample("b", "a.png", 12), file="a.png")
    dialog = TestCallDialog(made.desk, plan)
    made.qtbot.addWidget(dialog)
    dialog.send.click()
    return dialog


def _ask(made: Window) -> CallServer:
    (call,) = made.engine.named("ask")
    ask = call[1]
    assert isinstance(ask, CallServer)
    return ask


@pytest.mark.parametrize(("language", "scheme", "scale"), LOOKS)
def test_the_test_call_with_an_answer_and_without(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        made = make_window(qtbot, tmp_path)
        dialog = _dialog(made)
        dialog.resize(700, 800)
        dialog.show()
        assert troubles(dialog, colours=False) == []
        times = Timings(0.012, 0.031, 0.002, 6.4, 0.001, 6.45, 0.004)
        answer = CallAnswer(exchange(status=302, headers=(), timings=times), BROKEN)
        dialog._hear(Answered(_ask(made), answer))
        assert troubles(dialog, colours=scale == 1.0) == []
        failure = Failure("network.not_reached", "unreachable", "", {"reason": "certificate"})
        dialog._hear(Answered(_ask(made), failure=failure))
        assert troubles(dialog, colours=False) == []


@pytest.mark.parametrize(("language", "scheme", "scale"), LOOKS)
def test_two_results_side_by_side(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        made = shown(qtbot, tmp_path, told(delivered(ANSWER)))
        other = told(callback_failed("Error status : 500", number=2))
        made.finish(row(2, S.DONE, outcome=other.outcome), other)
        dialog: QDialog = CompareDialog(made.desk, ("task1", "task2"))
        assert isinstance(dialog, CompareDialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: "Status" in dialog.texts.sides[0].toPlainText())
        for page in ("answer", "details", "headers", "variables"):
            dialog.show_page(page)
            assert troubles(dialog, colours=scale == 1.0) == [], page


def test_where_the_call_goes_is_not_where_the_file_goes() -> None:
    place = connection()
    plan = planned(place, SPEC, OSS, sample=Sample("b", "a.png", 12))
    assert isinstance(plan.destination, Destination)
    assert [r.url for r in plan.requests] == list(SPEC.urls)
    hosts = [dict(r.headers)["Host"] for r in plan.requests]
    assert hosts == ["app.example.com", "spare.example.com"]
