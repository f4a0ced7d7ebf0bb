"""Languages switched while the program runs; numbers, sizes and times the locale's way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QMenuBar
from pytestqt.qtbot import QtBot

from app.ui import i18n
from app.ui.action_specs import plain
from app.ui.i18n import Languages, chosen
from app.ui.views.menus import Menus
from app.ui.views.told_bar import ToldBar
from tests.ui.conftest import ROOT, Office, Offices
from tests.ui.expert_kit import connection, row


@pytest.fixture
def languages(qapp: QApplication, translations: Path) -> Iterator[Languages]:
    before = QLocale()
    made = Languages()
    yield made
    made.remove()
    QLocale.setDefault(before)


def test_the_window_changes_its_words_at_once(languages: Languages, qtbot: QtBot) -> None:
    bar = ToldBar()
    qtbot.addWidget(bar)
    languages.use("en")
    english = bar.shut.accessibleName()
    languages.use("zh_CN")
    qtbot.waitUntil(lambda: bar.shut.accessibleName() != english)
    languages.use("en")
    qtbot.waitUntil(lambda: bar.shut.accessibleName() == english)


def test_menus_actions_and_rows_speak_chinese(
    languages: Languages, offices: Offices, qtbot: QtBot
) -> None:
    office = offices(connection())
    office.engine.mailbox.put([row(1, held=True)])
    qtbot.waitUntil(lambda: office.desk.queue.rowCount() == 1)
    languages.use("zh_CN")
    office.actions.retranslate()
    from_menus = [office.actions.upload.text(), office.desk.queue.index(0, 1).data()]
    assert all(_is_chinese(text) for text in from_menus), from_menus


def test_qts_own_words_are_translated_too(languages: Languages) -> None:
    languages.use("zh_CN")
    assert _is_chinese(i18n.translate("QPlatformTheme", "Cancel"))


def test_english_plurals_are_words(languages: Languages) -> None:
    languages.use("en")
    assert i18n.duration(20) == "about 20 seconds"
    assert i18n.duration(60) == "about 1 minute"
    assert i18n.duration(240) == "about 4 minutes"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "a few seconds"),
        (9.9, "a few seconds"),
        (12, "about 10 seconds"),
        (54, "about 55 seconds"),
        (55, "about 1 minute"),
        (89 * 60, "about 89 minutes"),
        (3 * 3600, "about 3 hours"),
        (3 * 86400, "about 3 days"),
    ],
)
def test_time_left_is_rounded_to_what_can_be_known(
    languages: Languages, seconds: float, text: str
) -> None:
    languages.use("en")
    assert i18n.duration(seconds) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (30_000, "30 kB"),
        (1_234_567, "1.2 MB"),
        (2 * 10**9, "2.0 GB"),
    ],
)
def test_sizes(languages: Languages, count: int, text: str) -> None:
    languages.use("en")
    assert i18n.size(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.214, "0.21 s"), (4.14, "4.1 s"), (125, "2 min 5 s"), (7322, "2 h 2 min")],
)
def test_time_that_passed(languages: Languages, seconds: float, text: str) -> None:
    languages.use("en")
    assert i18n.exact(seconds) == text


def test_per_cent_is_never_hundred_too_early_nor_zero_too_long() -> None:
    assert [i18n.percent(n, 1000) for n in (0, 1, 500, 999, 1000)] == [0, 1, 50, 99, 100]
    assert i18n.percent(0, 0) == 0


def test_a_language_we_do_not_speak_becomes_english_or_the_systems() -> None:
    assert chosen("zh_CN") == "zh_CN"
    assert chosen("xx") in i18n.LANGUAGES


def test_menus_have_titles_in_both_languages(
    languages: Languages, office: Office, qtbot: QtBot
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menus = Menus(bar, office.actions)
    languages.use("zh_CN")
    menus.retranslate()
    titles = [menus.menu(name).title() for name in ("file", "edit", "queue", "view", "help")]
    assert all(_is_chinese(title) for title in titles), titles


def test_plurals_stand_where_the_extraction_finds_them() -> None:
    lost = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "app" / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _loses_plural(node)
    ]
    assert lost == []


def _loses_plural(call: ast.Call) -> bool:
    """A plain ``translate`` with ``%n``: lupdate passes it over in silence."""
    named = isinstance(call.func, ast.Name) and call.func.id == "translate"
    return named and any(isinstance(a, ast.Constant) and "%n" in str(a.value) for a in call.args)


def test_names_of_buttons_have_no_mark_of_a_key() -> None:
    assert [plain(text) for text in ("&Upload", "Add &files…", "上传(&U)", "添加(&F)…")] == [
        "Upload",
        "Add files",
        "上传",
        "添加",
    ]


def _is_chinese(text: object) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in str(text))
