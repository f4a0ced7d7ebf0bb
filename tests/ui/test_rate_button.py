"""The speed limit at the foot of both views: seen, set, cleared, in plain words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.domain.states import UploadState
from app.host.settings import Settings
from app.ui.dialogs.rate_dialog import RateDialog
from app.ui.panels.rate_button import RateButton
from tests.ui.clipping import SCALES, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import make_window
from tests.ui.simple_kit import make_stage, place, row

TEXTS_OF_MENU = ["No limit", "1 MB/s", "5 MB/s", "10 MB/s", "Other…"]


@pytest.fixture
def button(office: Office, qtbot: QtBot) -> RateButton:
    made = RateButton(office.desk)
    qtbot.addWidget(made)
    made.show()
    return made


def menu(button: RateButton) -> dict[str, QAction]:
    """The choices as they would be shown now."""
    button.choices.aboutToShow.emit()
    return {a.text(): a for a in button.choices.actions() if not a.isSeparator()}


def rates(office: Office) -> list[int]:
    return [limits.rate for _name, limits in office.engine.named("set_limits")]


def test_a_choice_holds_at_once_and_is_said(button: RateButton, office: Office) -> None:
    assert button.text() == "No speed limit"
    assert list(menu(button)) == TEXTS_OF_MENU
    menu(button)["5 MB/s"].trigger()
    assert rates(office) == [5_000_000]
    assert button.text() == "At most 5 MB/s"
    assert "5 MB/s" in button.accessibleName()
    assert [text for text, action in menu(button).items() if action.isChecked()] == ["5 MB/s"]
    menu(button)["No limit"].trigger()
    assert rates(office) == [5_000_000, 0]
    assert office.desk.settings.rate == 0


def test_any_other_limit_can_be_typed(button: RateButton, office: Office, qtbot: QtBot) -> None:
    menu(button)["Other…"].trigger()
    dialog = button.window().findChild(RateDialog)
    assert isinstance(dialog, RateDialog)
    dialog.number.setFocus()
    dialog.number.selectAll()
    qtbot.keyClicks(dialog.number, QLocale().toString(0.5, "f", 1))
    dialog.save.click()
    assert rates(office) == [500_000]
    assert button.text() == "At most 0.5 MB/s"
    assert list(menu(button)) == ["No limit", "0.5 MB/s", *TEXTS_OF_MENU[1:]]


def test_a_limit_that_is_not_wanted_after_all_changes_nothing(
    button: RateButton, office: Office, qtbot: QtBot
) -> None:
    button.ask()
    dialog = button.window().findChild(RateDialog)
    assert isinstance(dialog, RateDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert rates(office) == []


@pytest.mark.parametrize(("typed", "rate"), [("2", 2_000_000), ("0", 1_500_000), ("", 1_500_000)])
def test_the_field_takes_numbers_alone(qtbot: QtBot, typed: str, rate: int) -> None:
    dialog = RateDialog(1_500_000)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.rate == 1_500_000
    dialog.number.selectAll()
    qtbot.keyClicks(dialog.number, typed + "x-")
    if not typed:
        dialog.number.lineEdit().setText("")
    dialog.number.interpretText()
    assert dialog.rate == rate


def test_a_limit_of_the_settings_file_is_shown_as_it_is(offices: Offices, qtbot: QtBot) -> None:
    button = RateButton(offices(settings=replace(Settings(), rate=1_234_000)).desk)
    qtbot.addWidget(button)
    assert button.text() == "At most 1.2 MB/s"


def test_a_limit_is_seen_while_the_list_is_empty_too(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    assert not stage.simple.rate.isVisible()
    stage.simple.rate.choose(1_000_000)
    assert stage.simple.rate.isVisible()
    stage.simple.rate.choose(0)
    assert not stage.simple.rate.isVisible()


def test_both_views_show_it(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path / "simple", place())
    stage.bring(row(1, UploadState.SENDING))
    simple = stage.simple.overall.rate
    assert simple.isVisible()
    assert simple.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly, "no crowd"
    simple.choose(1_000_000)
    assert not stage.simple.rate.isVisible()
    assert simple.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    window = make_window(qtbot, tmp_path / "expert")
    assert window.view.footer.rate.isVisible()
    window.view.footer.rate.choose(10_000_000)
    assert window.view.footer.rate.text() == "At most 10 MB/s"


def test_in_a_narrow_window_the_counts_come_first(qtbot: QtBot, tmp_path: Path) -> None:
    footer = make_window(qtbot, tmp_path).view.footer
    assert footer.rate.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    footer.window().resize(640, 600)
    assert footer.rate.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    footer.rate.choose(10_000_000)
    assert footer.rate.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    qtbot.waitUntil(lambda: footer.rate.width() >= footer.rate.sizeHint().width())
    assert footer.words.text() == footer.words.accessibleName(), "nothing is elided"


@pytest.mark.parametrize(
    ("language", "scheme", "scale"), [("en", "light", SCALES[-1]), ("zh_CN", "dark", 1.0)]
)
def test_it_can_be_read_everywhere(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        stage = make_stage(qtbot, tmp_path / "simple", place())
        stage.bring(row(1, UploadState.SENDING), row(2, UploadState.FAILED))
        stage.simple.overall.rate.choose(2_500_000)
        window = make_window(qtbot, tmp_path / "expert")
        window.view.footer.rate.choose(2_500_000)
        dialog = RateDialog(0)
        qtbot.addWidget(dialog)
        dialog.show()
        parts = (stage.simple.overall, window.view.footer, dialog)
        assert [each for part in parts for each in troubles(part, colours=scale == 1.0)] == []
