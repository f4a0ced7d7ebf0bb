"""Connection files and keys of further services: what belongs to a place comes along, no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.connection import Connection, View
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.pasted_access import understood
from app.domain.services import service
from app.host.connection_file import (
    NotExported,
    changed_places,
    destination_mark,
    read_connection_file,
    write_connection_file,
)
from app.ui.dialogs.offered_words import destination_text, facts_of
from app.ui.dialogs.renew_dialog import RenewDialog
from app.ui.dialogs.wizard.wizard import Wizard
from tests.ui.conftest import Offices

WANGSU = Connection(
    "w",
    "Shop films",
    Destination(
        "wangsu",
        "https://up.example.com",
        "",
        "shop",
        "in/",
        other_endpoint="https://manage.example.com",
    ),
    extras={"persistentOps": "avthumb/mp4", "persistentNotifyUrl": "https://told.example.com/n"},
)
VOD = Connection(
    "v",
    "Films",
    Destination("vod", "https://api.example.com", "ap-tokyo", "1500000001"),
    extras={"ClassId": "7", "consume": "1", "Cover": "/home/me/private.png"},
)
HERE = {"consume", "Cover"}


@pytest.mark.parametrize("before", [WANGSU, VOD])
@pytest.mark.parametrize("passphrase", ["", "a long passphrase of mine"])
def test_a_file_brings_addresses_and_options_along(
    before: Connection, passphrase: str, tmp_path: Path
) -> None:
    key = Credentials("AKIDexample", "secret-of-theirs") if passphrase else None
    path = tmp_path / "theirs.upcall"
    kept = write_connection_file(path, before, credentials=key, passphrase=passphrase)
    assert kept.extras == before.extras
    found = read_connection_file(path, "new")
    assert found.connection.destination == before.destination
    wanted = {name: value for name, value in before.extras.items() if name not in HERE}
    assert found.connection.extras == wanted
    if key is not None:
        assert found.open(passphrase) == key
    assert "private.png" not in path.read_text()


def test_a_file_can_neither_have_another_file_sent_along_nor_read_a_queue(tmp_path: Path) -> None:
    path = tmp_path / "theirs.upcall"
    write_connection_file(path, replace(VOD, extras={"ClassId": "7"}))
    text = path.read_text().replace(
        '"ClassId": "7"', '"ClassId": "7", "Cover": "/home/me/private.png", "consume": "1"'
    )
    path.write_text(text)
    assert read_connection_file(path, "new").connection.extras == {"ClassId": "7"}


@pytest.mark.parametrize(
    "changed",
    [
        replace(
            WANGSU, destination=replace(WANGSU.destination, other_endpoint="https://x.example")
        ),
        replace(WANGSU, destination=replace(WANGSU.destination, other_endpoint="")),
        replace(WANGSU, extras={**WANGSU.extras, "statusUrl": "https://spy.example"}),
        replace(WANGSU, extras={**WANGSU.extras, "persistentNotifyUrl": "https://spy.example"}),
    ],
)
def test_another_address_is_another_place(changed: Connection) -> None:
    assert destination_mark(changed) != destination_mark(WANGSU)
    assert changed_places(WANGSU, changed)


def test_a_password_in_any_address_keeps_it_from_being_written(tmp_path: Path) -> None:
    for changed in (
        replace(WANGSU, extras={"statusUrl": "https://me:secret@status.example.com"}),
        replace(VOD, destination=replace(VOD.destination, other_endpoint="https://a:b@x.example")),
    ):
        with pytest.raises(NotExported):
            write_connection_file(tmp_path / "x.upcall", changed)


@pytest.mark.parametrize("view", list(View))
def test_every_host_that_hears_of_the_files_is_named_before_it_is_taken(
    view: View, qtbot: QtBot
) -> None:
    text = "\n".join(fact.text for fact in facts_of(replace(WANGSU, view=view)))
    for host in ("up.example.com", "manage.example.com", "told.example.com", "shop/in"):
        assert host in text
    assert destination_text(VOD) == "Tencent VOD: 1500000001, api.example.com, ap-tokyo"
    plain = replace(VOD, destination=replace(VOD.destination, other_endpoint="http://x.example"))
    assert "not encrypted" in destination_text(plain)


@pytest.mark.parametrize(
    ("text", "key", "bucket"),
    [
        (
            (
                'TENCENTCLOUD_SECRET_ID="AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"\n'
                "TENCENTCLOUD_SECRET_KEY=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
            ),
            ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", ""),
            "",
        ),
        (
            (
                '{"Credentials": {"Token": "tokenoftheirs", "TmpSecretId": "AKIDtmp0EXAMPLE",'
                ' "TmpSecretKey": "TMPSECRET0EXAMPLE"}, "SubAppId": 1500000001}'
            ),
            ("AKIDtmp0EXAMPLE", "TMPSECRET0EXAMPLE", "tokenoftheirs"),
            "1500000001",
        ),
        (
            "SecretId: AKIDz8krbsJ5yKBZQpn74WF\nSecretKey: Gu5t9xGARNpq86cd98joQYCN",
            ("AKIDz8krbsJ5yKBZQpn74WF", "Gu5t9xGARNpq86cd98joQYCN", ""),
            "",
        ),
        (
            (
                "WCS_ACCESS_KEY=db17ab5d18c137f786b67c490187317a0738f94a\n"
                "WCS_SECRET_KEY=db17ab5d18c137f786b67c490187317a0738f94b\nbucket=shop"
            ),
            (
                "db17ab5d18c137f786b67c490187317a0738f94a",
                "db17ab5d18c137f786b67c490187317a0738f94b",
                "",
            ),
            "shop",
        ),
    ],
)
def test_their_keys_can_be_pasted(
    text: str, key: tuple[str, str, str], bucket: str, offices: Offices, qtbot: QtBot
) -> None:
    found = understood(text)
    assert (found.access_key_id, found.access_key_secret, found.security_token) == key
    assert found.bucket == bucket
    name = "wangsu" if text.startswith("WCS") else "vod"
    wizard = Wizard(offices().desk, environment={})
    qtbot.addWidget(wizard)
    wizard.where.choose_service(name)
    wizard.where.paste.given.emit(text)
    assert wizard.where.destination().bucket == bucket
    typed = wizard.who.key.credentials()
    assert typed is not None
    assert typed.access_key_secret == key[1]


def test_an_upload_token_is_taken_for_no_security_token() -> None:
    assert understood('{"token": "AK:c2lnbg==:eyJzY29wZSI6ICJ0ZXN0In0="}').security_token == ""


@pytest.mark.parametrize("before", [WANGSU, VOD])
def test_a_key_is_entered_again_under_the_names_of_its_service(
    before: Connection, offices: Offices, qtbot: QtBot
) -> None:
    dialog = RenewDialog(offices(before).desk, before)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.key.bring.isVisible()
    there = service(before.destination.provider)
    assert dialog.key.fields["token"].isVisible() is there.takes_token
    names = {"wangsu": "AccessKey", "vod": "SecretId"}
    assert dialog.key.edits["key_id"].accessibleName() == names[there.name]
