"""Connect dialog: what it takes, what it refuses beside the field, what it never shows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.credentials import Credentials
from app.host.vault import Vault
from app.ui.dialogs.connect_dialog import ConnectDialog
from app.ui.dialogs.connect_words import problem_text
from tests.ui.conftest import Office, Offices
from tests.ui.expert_kit import connection
from tests.ui.test_desk import MemoryKeyring

GOOD = {
    "name": "Spring",
    "endpoint": "oss-cn-hangzhou.aliyuncs.com",
    "bucket": "shop-media",
    "prefix": "2026/spring",
    "key_id": " LTAI5tExample ",
    "secret": "a-secret ",
}


@pytest.fixture
def office(offices: Offices) -> Office:
    return offices()


@pytest.fixture
def dialog(office: Office, qtbot: QtBot) -> ConnectDialog:
    made = ConnectDialog(office.desk, None)
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(dialog: ConnectDialog, qtbot: QtBot, **values: str) -> None:
    for name, value in values.items():
        dialog.edits[name].clear()
        qtbot.keyClicks(dialog.edits[name], value)


def test_a_filled_form_becomes_a_connection_and_its_key_goes_to_the_engine(
    dialog: ConnectDialog, office: Office, qtbot: QtBot
) -> None:
    type_in(dialog, qtbot, **GOOD)
    dialog.save.click()
    made = office.desk.connection
    assert made is not None
    assert made.name == "Spring"
    place = made.destination
    assert place.endpoint == "https://oss-cn-hangzhou.aliyuncs.com"
    assert (place.region, place.bucket, place.prefix) == (
        "cn-hangzhou",
        "shop-media",
        "2026/spring/",
    )
    assert not place.practice
    key = Credentials("LTAI5tExample", "a-secret")
    assert office.engine.named("connect") == [("connect", made.id, key)]
    assert dialog.result() == ConnectDialog.DialogCode.Accepted


def test_the_region_is_guessed_until_somebody_types_it(dialog: ConnectDialog, qtbot: QtBot) -> None:
    type_in(dialog, qtbot, endpoint="oss-cn-shanghai.aliyuncs.com")
    assert dialog.edits["region"].text() == "cn-shanghai"
    type_in(dialog, qtbot, region="mine", endpoint="oss-cn-beijing.aliyuncs.com")
    assert dialog.edits["region"].text() == "mine"


def test_an_empty_form_says_what_is_missing_beside_each_field(
    dialog: ConnectDialog, office: Office
) -> None:
    dialog.save.click()
    wrong = {name for name, field in dialog.fields.items() if field.problem}
    assert wrong == {"name", "endpoint", "region", "bucket", "key_id", "secret"}
    assert office.desk.connection is None
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("endpoint", "https://host/with/folder", "no folder behind"),
        ("endpoint", "ftp://host", "http or https"),
        ("bucket", "Shop_Media", "small letters"),
        ("prefix", "/spring", "slash at the beginning"),
    ],
)
def test_a_wrong_field_says_so_when_it_is_left(
    dialog: ConnectDialog, qtbot: QtBot, name: str, value: str, words: str
) -> None:
    type_in(dialog, qtbot, **(GOOD | {name: value}))
    dialog.edits[name].editingFinished.emit()
    assert words in dialog.fields[name].problem
    assert words in dialog.edits[name].accessibleDescription()
    qtbot.keyClicks(dialog.edits[name], "x")
    assert dialog.fields[name].problem == ""


def test_every_code_has_its_sentence() -> None:
    codes = ["endpoint.empty", "endpoint.invalid", "region.empty", "bucket.invalid"]
    codes += ["prefix.invalid", "name.empty", "key_id.empty", "secret.empty"]
    assert all(problem_text(code) for code in codes)
    assert problem_text("") == ""


def test_secrets_are_written_only(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    office.vault.save(connection().id, Credentials("LTAI5tExample", "a-secret"))
    dialog = ConnectDialog(office.desk, connection())
    qtbot.addWidget(dialog)
    for name in ("secret", "token"):
        assert dialog.edits[name].echoMode() == QLineEdit.EchoMode.Password
    shown = [edit.text() for edit in dialog.findChildren(QLineEdit)]
    shown += [label.text() for label in dialog.findChildren(QLabel)]
    assert not any("a-secret" in text or "LTAI5t" in text for text in shown)


def test_editing_without_typing_a_key_keeps_the_saved_one(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    dialog = ConnectDialog(office.desk, connection())
    qtbot.addWidget(dialog)
    office.engine.calls.clear()
    type_in(dialog, qtbot, name="Another name")
    dialog.save.click()
    assert office.desk.connection is not None
    assert office.desk.connection.name == "Another name"
    assert office.desk.connection.id == connection().id
    assert office.engine.named("connect") == []


def test_half_a_key_is_no_key(offices: Offices, qtbot: QtBot) -> None:
    office = offices(connection())
    dialog = ConnectDialog(office.desk, connection())
    qtbot.addWidget(dialog)
    type_in(dialog, qtbot, key_id="LTAI5tOther")
    dialog.save.click()
    assert dialog.fields["secret"].problem
    assert not dialog.fields["key_id"].problem


def test_it_says_where_the_key_is_kept(offices: Offices, qtbot: QtBot) -> None:
    without = ConnectDialog(offices().desk, None)
    qtbot.addWidget(without)
    assert "this session only" in without.kept.text()
    offices.vault = Vault(MemoryKeyring)
    office = offices()
    dialog = ConnectDialog(office.desk, None)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "nowhere else" in dialog.kept.text())
    assert office.desk.keyring_name in dialog.kept.text()
