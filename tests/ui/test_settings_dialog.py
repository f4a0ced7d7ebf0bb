"""Settings: every change is in force at once and is there at the next start."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.domain.destination import SameName
from app.domain.patience import Patience
from app.host.settings import Appearance, Language, Settings, SettingsStore, Start
from app.ui.dialogs.settings_dialog import SettingsDialog
from tests.ui.conftest import Office, Offices


@pytest.fixture
def dialog(office: Office, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(office.desk)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box: QComboBox, value: str) -> None:
    row = box.findData(value)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_every_change_is_in_force_and_kept(
    dialog: SettingsDialog, office: Office, offices: Offices
) -> None:
    dialog.starts[Start.AT_ONCE].click()
    dialog.numbers["files"].setValue(5)
    dialog.numbers["parts"].setValue(8)
    choose(dialog.boxes["same_name"], "skip")
    choose(dialog.boxes["appearance"], "dark")
    choose(dialog.boxes["language"], "zh_CN")
    choose(dialog.network.box, "none")
    dialog.rate.choose(5_000_000)
    dialog.awake.click()
    dialog.network.times["stalled"].setValue(90)
    wanted = replace(
        Settings(),
        start=Start.AT_ONCE,
        files=5,
        parts=8,
        same_name=SameName.SKIP,
        appearance=Appearance.DARK,
        language=Language.CHINESE,
        proxy="none",
        rate=5_000_000,
        keep_awake=False,
        patience=Patience(stalled=90),
    )
    assert office.desk.settings == wanted
    office.desk.close()
    store = SettingsStore(offices.folder / "config" / "settings.json")
    assert store.load().settings == wanted


def test_it_shows_what_is_set(offices: Offices, qtbot: QtBot) -> None:
    settings = replace(Settings(), start=Start.AT_ONCE, files=9, proxy="proxy.example.com:80")
    dialog = SettingsDialog(offices(settings=settings).desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.starts[Start.AT_ONCE].isChecked()
    assert dialog.numbers["files"].value() == 9
    assert dialog.network.edits["address"].text() == "proxy.example.com:80"
    assert dialog.network.fields["address"].isVisible()


def test_opening_changes_nothing(dialog: SettingsDialog, office: Office) -> None:
    dialog.retranslate()
    assert office.desk.settings == Settings()
    assert office.engine.named("set_limits") == []


def test_the_address_of_a_proxy_is_asked_for_only_when_it_is_wanted(
    dialog: SettingsDialog, office: Office, qtbot: QtBot
) -> None:
    assert not dialog.network.fields["address"].isVisible()
    choose(dialog.network.box, "own")
    assert dialog.network.fields["address"].isVisible()
    assert office.desk.settings.proxy == "system"
    qtbot.keyClicks(dialog.network.edits["address"], "proxy.example.com:8080")
    dialog.network.edits["address"].editingFinished.emit()
    assert office.desk.settings.proxy == "proxy.example.com:8080"


@pytest.mark.parametrize(
    ("text", "words"), [("http://proxy:port", "no address"), ("a b", "no address")]
)
def test_an_address_that_cannot_be_used_is_refused_with_a_reason(
    dialog: SettingsDialog, office: Office, qtbot: QtBot, text: str, words: str
) -> None:
    choose(dialog.network.box, "own")
    qtbot.keyClicks(dialog.network.edits["address"], text)
    dialog.network.edits["address"].editingFinished.emit()
    assert words in dialog.network.fields["address"].problem
    assert office.desk.settings.proxy == "system"


def test_scrolling_past_a_field_changes_nothing(offices: Offices, qtbot: QtBot) -> None:
    office = offices()
    dialog = SettingsDialog(office.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    before = office.desk.settings
    network = dialog.network
    network.waiting.show()
    network.waiting.open()
    fields = (*dialog.boxes.values(), *dialog.numbers.values(), *network.times.values())
    for field in (*fields, network.box):
        spot = QPointF(field.rect().center())
        turn = QWheelEvent(
            spot,
            QPointF(field.mapToGlobal(spot)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turn)
        assert not field.hasFocus()
    assert office.desk.settings == before
