"""No word of the trade in any state of the Simple view, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.events import LineChanged, LineKind
from app.domain.states import Outcome
from app.host.settings import Language
from app.ui.dialogs.name_dialog import NameDialog
from app.ui.dialogs.quit_dialog import QuitDialog
from app.ui.error_words import known_codes, trouble
from app.ui.i18n import Languages
from tests.ui.simple_kit import (
    S,
    Stage,
    drag_in,
    drop_on,
    failed,
    make_stage,
    mime_of,
    place,
    row,
    visible_texts,
)

WORDS = (
    "bucket endpoint prefix callback template SNI CRC ETag multipart part token JSON HTTP STS EC"
)
ENGLISH = re.compile(rf"\b({'|'.join(WORDS.split())})(s|es)?\b", re.IGNORECASE)
CHINESE = re.compile(
    "存储桶|桶|存储空间名|端点|终端节点|接入点|前缀|回调|模板|分片|分块|分段|令牌|校验|服务器名称指示"
)
DOTTED = {k.partition("/")[0] for k in known_codes() if "." in k.partition("/")[0]}
CODES = re.compile("|".join(re.escape(code) for code in sorted(DOTTED)))
HAN = re.compile("[一-鿿]")
LANGUAGES = (Language.ENGLISH, Language.CHINESE)


def forbidden(texts: Iterable[str]) -> list[str]:
    """The texts that hold a word of the trade or a raw error code."""
    rules = (ENGLISH, CHINESE, CODES)
    return [text for text in texts if any(rule.search(text) for rule in rules)]


def nothing(_stage: Stage) -> None:
    """Leave it empty."""


def dropped(stage: Stage) -> None:
    """Files were dropped and wait for *Upload*."""
    stage.bring(*(row(n, held=True) for n in range(3)))


def sending(stage: Stage) -> None:
    """Everything that can be under way."""
    stage.bring(
        row(1, S.SENDING, sent=2000, speed=900.0, seconds_left=240.0),
        row(2, S.COMPLETING, sent=4000),
        row(3, S.COMPLETING, sent=4000, with_callback=False),
        row(4, S.VERIFYING, sent=4000),
        row(5, S.PREPARING),
        row(6),
        row(7, S.PAUSED, sent=1000),
        row(8, S.CANCELLING),
    )


def delivered(stage: Stage) -> None:
    """The server answered, with and without a sentence; also ends without a server."""
    stage.bring(
        row(1, S.DONE, outcome=Outcome.DELIVERED, answer="Thank you"),
        row(2, S.DONE, outcome=Outcome.DELIVERED),
        row(3, S.DONE, outcome=Outcome.STORED, with_callback=False),
        row(4, S.DONE, outcome=Outcome.SKIPPED),
        row(5, S.CANCELLED, outcome=Outcome.CANCELLED),
    )
    stage.desk.set_selection(("task1",))


def server_not_reached(stage: Stage) -> None:
    """Stored, but the server was not reached, or its answer not seen."""
    stage.bring(
        row(1, S.DONE, outcome=Outcome.CALLBACK_FAILED),
        row(2, S.DONE, outcome=Outcome.ANSWER_NOT_SEEN),
    )


def not_stored(stage: Stage) -> None:
    """One row for every way to fail that has a text."""
    keys = [key.partition("/") for key in known_codes()]
    stage.bring(
        *(failed(n, code, reason=reason, minutes="18") for n, (code, _, reason) in enumerate(keys))
    )
    stage.desk.set_selection(("task0",))


def offline(stage: Stage) -> None:
    """Nothing gets through."""
    values = {"reason": "name", "line": "out"}
    out = LineChanged(True, LineKind.PLACE, (place().destination.endpoint,), 1.0)
    stage.engine.mailbox.put(events=[out])
    stage.bring(
        row(1, S.WAITING, retry_at=1.0, error_code="network.not_reached", error_values=values)
    )
    stage.qtbot.waitUntil(stage.window.line.isVisible)


STATES: dict[str, Callable[[Stage], None]] = {
    "empty": nothing,
    "dropped": dropped,
    "sending": sending,
    "delivered": delivered,
    "stored but the server was not reached": server_not_reached,
    "not stored": not_stored,
    "offline": offline,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("state", "practice"), [*((state, False) for state in STATES), ("empty", True)]
)
def test_no_word_of_the_trade_in_any_state(
    qtbot: QtBot, tmp_path: Path, *, language: Language, state: str, practice: bool
) -> None:
    connection = place("我的照片" if language is Language.CHINESE else "Mine", practice=practice)
    stage = make_stage(qtbot, tmp_path, connection, language=language)
    STATES[state](stage)
    texts = visible_texts(stage)
    assert len(texts) > 20
    assert forbidden(texts) == []
    if language is Language.CHINESE:
        own = visible_texts(stage, stage.simple)
        assert len([text for text in own if HAN.search(text)]) > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_trade_on_the_welcome_page(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    stage = make_stage(qtbot, tmp_path, language=language)
    assert stage.welcome.isVisible()
    assert forbidden(visible_texts(stage)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_trade_while_dragging_and_asking(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    stage = make_stage(qtbot, tmp_path, place("照片"), language=language)
    drag_in(stage.window, mime_of(tmp_path))
    assert stage.drop.isVisible()
    texts = visible_texts(stage)
    for dialog in (
        NameDialog("x", "y", suffix=".png", parent=stage.window),
        QuitDialog(2, practice=False, parent=stage.window),
        QuitDialog(2, practice=True, parent=stage.window),
    ):
        dialog.show()
        texts += [dialog.windowTitle(), *visible_texts(stage)]
        dialog.close()
    assert forbidden(texts) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_trade_in_what_the_quiet_bar_says(
    qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    stage = make_stage(qtbot, tmp_path, place("照片", told=True), language=language)
    said: list[str] = []
    stage.desk.told.connect(lambda _level, text: said.append(text))
    broken = place("照片").callback
    connection = stage.desk.connection
    assert connection is not None

    stage.desk.update_connection(replace(connection, callback=replace(broken, urls=())))
    drop_on(stage.window, mime_of(tmp_path))
    assert said
    assert forbidden(said) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plain_text_of_an_error_is_plain(qapp: object, language: Language) -> None:
    languages = Languages()
    languages.use(language)
    texts = []
    for key in known_codes():
        code, _slash, reason = key.partition("/")
        texts.append(trouble(code, {"reason": reason, "minutes": "18"}).whole())
    languages.remove()
    assert forbidden(texts) == []
    assert language is Language.ENGLISH or all(HAN.search(text) for text in texts)


def test_the_search_for_words_finds_them() -> None:
    found = ["The Buckets are full", "回调失败", "see network.answer_lost", "an EC code"]
    assert forbidden(found) == found
    assert forbidden(["Particles in the department", "second", "etagere"]) == []


def test_details_lead_to_expert_with_that_row(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    stage.bring(row(1), failed(2, "refused.not_allowed"))
    stage.simple.list.pressed_action.emit("details", "task2")
    assert stage.desk.view is View.EXPERT
    assert stage.desk.selection == ("task2",)
    assert stage.window.expert.isVisible()
