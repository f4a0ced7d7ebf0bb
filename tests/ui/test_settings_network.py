"""Network settings: a proxy's password goes to the keyring alone; scripts are told honestly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.patience import Patience
from app.host.proxies import keep_password, password_kept
from app.host.proxy_ways import SystemSays
from app.host.settings import Settings, SettingsStore
from app.host.vault import Kept, Vault
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.settings_network import NetworkSettings
from app.ui.error_entry import Fix
from tests.host.keyrings import MemoryKeyring
from tests.ui.clipping import LANGUAGES, SCALES, dressed, troubles
from tests.ui.conftest import Office, Offices
from tests.ui.simple_kit import failed, make_stage, place

PROXY = "http://proxy.example.com:3128"
WITH_USER = "http://me@proxy.example.com:3128"


@pytest.fixture
def ring(offices: Offices) -> MemoryKeyring:
    """The computer's keyring in this test."""
    ring = MemoryKeyring()
    offices.vault = Vault(lambda: ring)
    return ring


Make = Callable[..., NetworkSettings]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(office: Office, says: SystemSays | None = None) -> NetworkSettings:
        network = NetworkSettings(office.desk, says=lambda: says or SystemSays())
        qtbot.addWidget(network)
        network.show()
        return network

    return made


def own(network: NetworkSettings) -> None:
    network.box.setCurrentIndex(network.box.findData("own"))
    network.box.activated.emit(network.box.currentIndex())


def type_into(network: NetworkSettings, qtbot: QtBot, **texts: str) -> None:
    for name, text in texts.items():
        network.edits[name].clear()
        qtbot.keyClicks(network.edits[name], text)
        network.edits[name].editingFinished.emit()


def test_name_goes_to_the_settings_and_the_password_to_the_keyring_alone(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot
) -> None:
    office = offices()
    network = make(office)
    own(network)
    type_into(network, qtbot, address="proxy.example.com:3128", user="me", password="canary")
    qtbot.waitUntil(lambda: password_kept(office.vault, WITH_USER) is Kept.KEYRING)
    assert office.desk.settings.proxy == WITH_USER
    assert network.edits["password"].text() == ""
    qtbot.waitUntil(lambda: "kept in" in network.password_note.text())
    office.desk.close()
    assert "canary" in str(ring.items)
    path = office.folders.config / "settings.json"
    assert "canary" not in path.read_text()
    assert SettingsStore(path).load().settings.proxy == WITH_USER


def test_senders_are_told_of_a_new_password(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot
) -> None:
    told: list[str] = []
    office = offices(settings=replace(Settings(), proxy=WITH_USER), choose_proxy=told.append)
    network = make(office)
    type_into(network, qtbot, password="canary")
    qtbot.waitUntil(lambda: told == [WITH_USER])


@pytest.mark.parametrize("user_first", [True, False])
def test_the_order_of_typing_does_not_matter(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot, user_first: bool
) -> None:
    office = offices()
    network = make(office)
    own(network)
    texts = {"user": "m:e@corp", "password": "canary", "address": "proxy.example.com:3128"}
    names = sorted(texts, reverse=user_first)
    type_into(network, qtbot, **{name: texts[name] for name in names})
    setting = "http://m%3Ae%40corp@proxy.example.com:3128"
    qtbot.waitUntil(lambda: password_kept(office.vault, setting) is Kept.KEYRING)
    assert office.desk.settings.proxy == setting


def test_a_pasted_address_with_everything_in_it_is_taken_apart(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot
) -> None:
    office = offices()
    network = make(office)
    own(network)
    type_into(network, qtbot, address="http://me:can%40ary@proxy.example.com:3128")
    assert network.edits["address"].text() == PROXY
    assert network.edits["user"].text() == "me"
    qtbot.waitUntil(lambda: "can@ary" in str(ring.items))
    assert office.desk.settings.proxy == WITH_USER


def test_a_saved_password_is_never_shown_and_stays_when_nothing_is_typed(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot
) -> None:
    keep_password(offices.vault, WITH_USER, "canary")
    office = offices(settings=replace(Settings(), proxy=WITH_USER))
    network = make(office)
    assert network.edits["password"].echoMode() is QLineEdit.EchoMode.Password
    assert (network.edits["address"].text(), network.edits["user"].text()) == (PROXY, "me")
    qtbot.waitUntil(lambda: "Leave empty" in network.edits["password"].accessibleDescription())
    assert network.edits["password"].text() == ""
    type_into(network, qtbot, password="")
    assert password_kept(office.vault, WITH_USER) is Kept.KEYRING


def test_a_name_that_is_taken_away_takes_its_password_along(
    offices: Offices, ring: MemoryKeyring, make: Make, qtbot: QtBot
) -> None:
    keep_password(offices.vault, WITH_USER, "canary")
    office = offices(settings=replace(Settings(), proxy=WITH_USER))
    type_into(make(office), qtbot, user="")
    qtbot.waitUntil(lambda: "canary" not in str(ring.items))
    assert office.desk.settings.proxy == PROXY


def test_without_a_keyring_it_is_said_that_the_password_does_not_last(
    offices: Offices, make: Make, qtbot: QtBot
) -> None:
    office = offices(settings=replace(Settings(), proxy=WITH_USER))
    network = make(office)
    type_into(network, qtbot, password="canary")
    qtbot.waitUntil(lambda: "until Upcall closes" in network.password_note.text())


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (SystemSays(), ""),
        (SystemSays(script="http://config.example/p.pac?t=canary"), "follows it: config.example"),
        (SystemSays(script="wpad", readable=False), "Install “libproxy”"),
    ],
)
def test_what_the_systems_script_means_is_told(
    offices: Offices, make: Make, qtbot: QtBot, says: SystemSays, words: str
) -> None:
    network = make(offices(), says)
    qtbot.waitUntil(lambda: bool(network.system_note.text()) == bool(words))
    assert words in network.system_note.text()
    assert "canary" not in network.system_note.text()
    own(network)
    assert network.system_note.text() == ""


def test_times_are_for_experts_and_hold_at_once(offices: Offices, make: Make) -> None:
    simple = make(offices())
    assert not simple.waiting.isVisible()
    office = offices(settings=replace(Settings(), view=View.EXPERT))
    network = make(office)
    assert network.waiting.isVisible()
    network.times["answer"].setValue(30)
    assert office.desk.settings.patience == Patience(answer=30)
    ((_name, limits),) = office.engine.named("set_limits")
    assert limits.patience == Patience(answer=30)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_open_can_be_read(
    offices: Offices, make: Make, qtbot: QtBot, translations: object, language: str, scale: float
) -> None:
    with dressed(language, "dark", scale):
        settings = replace(Settings(), view=View.EXPERT, proxy=WITH_USER)
        network = make(offices(settings=settings))
        network.resize(470, network.sizeHint().height())
        network.waiting.open()
        type_into(network, qtbot, password="canary")
        qtbot.waitUntil(lambda: bool(network.password_note.text()))
        network.system_note.say("A sentence about a script", "warn", "amber")
        network.resize(470, network.heightForWidth(470))
        assert troubles(network, colours=scale == SCALES[0]) == []


def test_the_way_out_of_a_refused_password_leads_to_its_field(qtbot: QtBot, tmp_path: Path) -> None:
    stage = make_stage(qtbot, tmp_path, place())
    stage.bring(failed(1, "network.not_reached", reason="proxy_password"))
    stage.desk.set_selection(("task1",))
    task = stage.desk.selected()
    assert task is not None
    fixes = stage.shown.actions.fixes
    first = fixes.offered(task, None, expert=False)[0]
    assert (first, fixes.text(first, task)) == (Fix.NETWORK, "Open settings")
    fixes.take(first)
    dialog = stage.shown.doors.current()
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.network.box)
    dialog.close()
