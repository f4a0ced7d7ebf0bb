"""Further services by the wizard: their own fields, their own words, and a file that gets there."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.asks import CheckState
from app.domain.connection import Connection
from app.domain.destination import Destination
from app.domain.errors import UploadError
from app.domain.notice import NoticeState
from app.domain.practice import others
from app.domain.services import FIRST, OTHERS, service
from app.domain.states import Outcome
from app.ui.dialogs.wizard.wizard import CHECK, WHO, Wizard
from app.ui.error_words import known_codes, trouble
from app.ui.panels.upload_options import UploadOptions
from tests.cloud import Cloud
from tests.ui.conftest import Offices
from tests.ui.live_kit import PATIENCE_MS, live

PICTURE = (Path(__file__).resolve().parents[2] / "resources/samples/lake.jpg").read_bytes()
KEYS = {"wangsu": ("access_key", "secret_key"), "vod": ("secret_id", "secret_key")}


def fields_of(name: str, facts: Mapping[str, Any]) -> dict[str, str]:
    """What a person types on the first page."""
    said = facts[name]
    if name == "wangsu":
        return {
            "endpoint": said["upload_endpoint"],
            "other_endpoint": said["management_endpoint"],
            "bucket": said["bucket"],
            "prefix": "in",
        }
    return {
        "endpoint": said["endpoint"],
        "bucket": str(said["sub_app_id"]),
        "other_endpoint": said["cos_endpoint"],
    }


def line_of(wizard: Wizard, name: str) -> QLineEdit:
    """The field of that name in the service that is chosen, or of the key."""
    fields = wizard.where.current.fields
    editor = fields[name].editor if name in fields else wizard.who.key.edits[name]
    found = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    assert isinstance(found, QLineEdit)
    return found


def type_in(wizard: Wizard, qtbot: QtBot, **values: str) -> None:
    """Write into fields."""
    for name, value in values.items():
        wizard.where.focus(name)
        line = line_of(wizard, name)
        line.clear()
        qtbot.keyClicks(line, value)


def chosen(wizard: Wizard, name: str) -> None:
    """Open *Other services* and take one."""
    wizard.where.service.fold.button.click()
    wizard.where.service.radio(name).click()


@pytest.mark.parametrize("name", ["wangsu", "vod"])
def test_the_wizard_adds_a_further_service_and_a_file_goes_there(
    name: str, qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as made:
        wizard = Wizard(made.desk, environment={})
        qtbot.addWidget(wizard)
        wizard.show()
        chosen(wizard, name)
        type_in(wizard, qtbot, **fields_of(name, cloud.facts))
        wizard.next.click()
        assert wizard.stack.currentIndex() == WHO
        key_id, secret = (cloud.facts[name][part] for part in KEYS[name])
        type_in(wizard, qtbot, key_id=key_id, secret=secret)
        wizard.next.click()
        assert wizard.stack.currentIndex() == CHECK
        qtbot.waitUntil(lambda: not wizard.check.examination.running, timeout=PATIENCE_MS)
        bad = [c for c in wizard.check.examination.checks if c.state is CheckState.BAD]
        assert not bad
        wizard.next.click()
        connection = made.desk.connection
        assert connection is not None
        assert connection.destination.provider == name
        assert "${" not in connection.callback.body or name == "vod"
        made.add(made.file("clip.mp4", os.urandom(70_000)))
        made.desk.upload()
        made.until_ended(1)
        (row,) = made.desk.queue.snapshots()
        assert row.outcome is Outcome.STORED, row


def texts(wizard: Wizard) -> str:
    """Everything that can be read on the pages."""
    return "\n".join(label.text() for label in wizard.findChildren(QLabel))


@pytest.mark.parametrize("name", [each.name for each in OTHERS])
def test_fields_are_called_as_the_services_console_does(
    name: str, offices: Offices, qtbot: QtBot
) -> None:
    wizard = Wizard(offices().desk, environment={})
    qtbot.addWidget(wizard)
    wizard.show()
    chosen(wizard, name)
    assert not wizard.where.place.isVisible()
    shown = set(wizard.where.current.fields) - {"link_base"}
    there = service(name)
    assert shown == {field.value for field in (*there.needed, *there.further)}
    words = {"wangsu": "&Upload domain", "vod": "A&pplication's id"}
    assert words[name] in texts(wizard)
    wizard.go(WHO)
    assert wizard.who.key.fields["token"].isVisible() is (name == "vod")
    assert not wizard.who.key.bring.isVisible()
    assert not wizard.who.policy.isVisible()
    assert wizard.who.kind.radio("environment").accessibleDescription().find(there.variables[0]) > 0


def test_what_is_wrong_is_said_beside_the_field(offices: Offices, qtbot: QtBot) -> None:
    wizard = Wizard(offices().desk, environment={})
    qtbot.addWidget(wizard)
    wizard.show()
    chosen(wizard, "vod")
    type_in(wizard, qtbot, bucket="my application")
    wizard.next.click()
    assert "Digits only, such as 1500000001" in texts(wizard)
    chosen(wizard, "wangsu")
    wizard.next.click()
    assert "Type the domain, such as https://user.up0.v1.wcsapi.com" in texts(wizard)


@pytest.mark.parametrize("name", [each.name for each in OTHERS])
def test_the_environment_is_looked_at_for_the_vendors_own_variables(
    name: str, offices: Offices, qtbot: QtBot
) -> None:
    variables = dict.fromkeys(service(name).variables[:2], "value-of-20-letters0")
    wizard = Wizard(offices().desk, environment=variables)
    qtbot.addWidget(wizard)
    assert wizard.who.environment.credentials() is None
    chosen(wizard, name)
    found = wizard.who.environment.credentials()
    assert found is not None
    assert found.access_key_id == "value-of-20-letters0"


@pytest.mark.parametrize("name", [each.name for each in OTHERS])
def test_a_connection_of_theirs_can_be_edited(name: str, offices: Offices, qtbot: QtBot) -> None:
    bucket, other = ("1500", "https://cos.example.com"), ("shop", "https://m.example.com")
    words = bucket if name == "vod" else other
    there = Destination(name, "https://a.example.com", "", words[0], other_endpoint=words[1])
    extras = {"statusUrl": "https://status.example.com"}
    before = Connection("theirs", "Theirs", there, extras=extras)
    office = offices(before)
    wizard = Wizard(office.desk, before, environment={})
    qtbot.addWidget(wizard)
    wizard.show()
    assert wizard.where.destination() == there
    type_in(
        wizard, qtbot, bucket=words[0] + "2", key_id="AKIDexample", secret="a-secret-of-20-letters"
    )
    wizard.save.click()
    (after,) = office.desk.settings.connections
    assert after == replace(before, destination=replace(there, bucket=words[0] + "2"))


def verdicts(module: ModuleType) -> set[tuple[str, str]]:
    """Code and reason of everything that the tables of a service's refusals hold."""
    found = set()
    for name, table in vars(module).items():
        rows = table.values() if isinstance(table, dict) else [row[1] for row in _pairs(table)]
        if name.startswith("_") and not name.startswith("__"):
            pairs = [row for row in rows if isinstance(row, tuple) and len(row) == 2]
            kinds = [(c, r) for c, r in pairs if isinstance(c, type) and r]
            found |= {(c.code, r) for c, r in kinds if issubclass(c, UploadError)}
    return found


def _pairs(table: object) -> list[tuple[object, object]]:
    rows = table if isinstance(table, tuple) else ()
    return [row for row in rows if isinstance(row, tuple) and len(row) == 2]


GENERAL = {("integrity", "service"), ("integrity", "block")}
"""What the words of the code say already."""


@pytest.mark.parametrize("name", [each.name for each in OTHERS])
def test_whatever_a_further_service_refuses_has_words_of_its_own(name: str) -> None:
    told = verdicts(importlib.import_module(f"app.providers.{name}.refusals")) - GENERAL
    assert len(told) > 9
    wordless = {
        f"{code}/{reason}"
        for code, reason in told
        if not {f"{code}/{reason}", f"{code}/{reason}@application"} & set(known_codes())
    }
    assert not wordless


def test_the_same_word_means_another_thing_where_places_are_applications() -> None:
    values = {"reason": "region", "region": "ap-mars"}
    usual = trouble("refused", values, expert=True)
    there = trouble("refused", values | {"application": ""}, expert=True)
    assert "signed for" in usual.sentence
    assert there.sentence == "The storage region “ap-mars” is not switched on there."
    refused = trouble("refused.not_allowed", {"application": "15"}, expert=True)
    assert refused.sentence.endswith("may not upload to this application.")


def reached(wizard: Wizard) -> list[str]:
    """Names of what the Tab key comes to after the field for the name."""
    found: list[str] = []
    here = wizard.where.name.nextInFocusChain()
    while here is not None and here is not wizard.where.name:
        stops = here.focusPolicy() in (Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.TabFocus)
        if stops and here.isVisible():
            found.append(here.accessibleName())
        here = here.nextInFocusChain()
    return found


@pytest.mark.parametrize("name", ["", *(each.name for each in OTHERS)])
def test_the_keyboard_goes_from_top_to_bottom_whatever_was_chosen_before(
    name: str, offices: Offices, qtbot: QtBot
) -> None:
    wizard = Wizard(offices().desk, environment={})
    qtbot.addWidget(wizard)
    wizard.show()
    for before in (*(each.name for each in OTHERS), "compatible"):
        wizard.where.service.radio(before).click()
    wizard.where.service.radio(name or FIRST.name).click()
    names = reached(wizard)
    assert names.index("Teal") < names.index("More")
    wizard.where.current.more.open()
    names = reached(wizard)
    assert names.index("Teal") < names.index("More") < names.index("Domain for links")


def test_name_and_colour_go_along_from_one_service_to_the_next(
    offices: Offices, qtbot: QtBot
) -> None:
    wizard = Wizard(offices().desk, environment={})
    qtbot.addWidget(wizard)
    wizard.show()
    qtbot.keyClicks(wizard.where.name, "Shop")
    for name in ("wangsu", "vod", "compatible", FIRST.name, "wangsu"):
        wizard.where.service.radio(name).click()
        assert wizard.where.name.isVisibleTo(wizard)
        assert wizard.where.name.text() == "Shop"
    for value in ("demo", "file"):
        wizard.where.service.radio(value).click()
        assert not wizard.where.name.isVisible()


@pytest.mark.parametrize("name", ["wangsu", "vod"])
def test_an_application_server_hands_out_leave_and_a_file_goes_by_it(
    name: str, qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    address = cloud.facts[name]["token_url" if name == "wangsu" else "signature_url"]
    with live(qtbot, tmp_path, cloud) as made:
        wizard = Wizard(made.desk, environment={})
        qtbot.addWidget(wizard)
        wizard.show()
        chosen(wizard, name)
        type_in(wizard, qtbot, **fields_of(name, cloud.facts))
        wizard.next.click()
        wizard.who.kind.radio("server").click()
        qtbot.keyClicks(wizard.who.server.edits["server"], address)
        wizard.next.click()
        qtbot.waitUntil(lambda: not wizard.check.examination.running, timeout=PATIENCE_MS)
        checks = wizard.check.examination.checks
        assert not [c for c in checks if c.state is CheckState.BAD]
        said = " ".join(label.text() for label in wizard.check.lines.findChildren(QLabel))
        assert "{" not in said
        wizard.next.click()
        made.add(made.file("clip.mp4", os.urandom(70_000)))
        made.desk.upload()
        made.until_ended(1)
        (row,) = made.desk.queue.snapshots()
        assert row.outcome in (Outcome.STORED, Outcome.DELIVERED), row


def test_a_wrong_key_is_told_with_the_way_to_mend_it(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as made:
        wizard = Wizard(made.desk, environment={})
        qtbot.addWidget(wizard)
        wizard.show()
        chosen(wizard, "vod")
        values = fields_of("vod", cloud.facts) | {"bucket": "4711"}
        type_in(wizard, qtbot, **values)
        wizard.next.click()
        key = cloud.facts["vod"]
        type_in(wizard, qtbot, key_id=key["secret_id"], secret="x" * 32)
        wizard.next.click()
        qtbot.waitUntil(lambda: not wizard.check.examination.running, timeout=PATIENCE_MS)
        line = next(each for each in wizard.check.lines.lines() if each.check.name == "key")
        assert line.check.state is CheckState.BAD
        line.button.click()
        assert wizard.stack.currentIndex() == WHO
        type_in(wizard, qtbot, secret=key["secret_key"])
        wizard.next.click()
        qtbot.waitUntil(lambda: not wizard.check.examination.running, timeout=PATIENCE_MS)
        line = next(each for each in wizard.check.lines.lines() if each.check.name == "write")
        assert line.check.state is CheckState.BAD
        assert line.button.text() == "Check the application's id"
        line.button.click()
        assert wizard.focusWidget() is wizard.where.current.fields["bucket"].editor


def test_applications_that_the_key_may_see_are_offered(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    cloud.reset()
    with live(qtbot, tmp_path, cloud) as made:
        wizard = Wizard(made.desk, environment={})
        qtbot.addWidget(wizard)
        wizard.show()
        chosen(wizard, "vod")
        type_in(wizard, qtbot, **fields_of("vod", cloud.facts) | {"bucket": ""})
        wizard.next.click()
        key = cloud.facts["vod"]
        type_in(wizard, qtbot, key_id=key["secret_id"], secret=key["secret_key"])
        wizard.back.click()
        box = wizard.where.current.fields["bucket"].editor
        assert isinstance(box, QComboBox)
        qtbot.waitUntil(lambda: box.count() > 1, timeout=PATIENCE_MS)
        ids = {str(each["sub_app_id"]) for each in key["applications"]}
        assert ids <= {str(box.itemData(row)) for row in range(box.count())}
        box.setCurrentIndex(1)
        box.activated.emit(1)
        assert wizard.where.destination().bucket == box.itemData(1)
        wizard.where.service.radio("wangsu").click()
        wizard.where.service.radio("vod").click()
        assert wizard.where.destination().bucket == box.itemData(1)


def test_options_of_the_form_reach_the_service(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> None:
    cloud.reset()
    (practice,) = (p for p in others(cloud.facts) if p.way == "normal")
    with live(qtbot, tmp_path, cloud, connection=practice.connection) as made:
        made.desk.save_connection(practice.connection, practice.credentials)
        options = UploadOptions(made.desk)
        qtbot.addWidget(options)
        options.own.rows["returnBody"].text.setPlainText("answer=$(key)-42")
        options.own.rows["persistentOps"].text.setPlainText("imageMogr2/jpg/crop/20x20")
        options.flush()
        made.add(made.file("photo.jpg", PICTURE))
        made.desk.upload()
        made.until_ended(1)
        (row,) = made.desk.queue.snapshots()
        assert row.outcome is Outcome.STORED, row
        result = made.desk.result(row.id)
        assert result is not None
        assert result.receipt is not None
        assert result.receipt.callback.body.startswith("answer=photo.jpg-42&persistentId=")
        assert row.notice in (NoticeState.PENDING, NoticeState.ARRIVED)
