"""Connection files made by somebody with bad intentions: what the sheet says, and what it does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.domain.asks import BucketFound
from app.domain.connection import AccessKind, Connection, View
from app.domain.destination import Addressing
from app.domain.options import ObjectOptions
from app.domain.questions import Question
from app.host.connection_file import write_connection_file
from app.ui.dialogs.doctor_dialog import DoctorDialog
from app.ui.dialogs.offered_sheet import OfferedSheet
from app.ui.dialogs.offered_words import destination_text, facts_of, host_of
from app.ui.dialogs.renew_dialog import RenewDialog
from app.ui.dialogs.wizard.bucket_box import BucketBox
from tests.ui.expert_kit import connection
from tests.ui.simple_kit import Stage, make_stage, visible_texts

MARKUP = '<h1>Sent</h1><img src="file:///etc/passwd">'


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return make_stage(qtbot, tmp_path)


def simple(**values: object) -> Connection:
    """A locked connection of staff, by leave of a server."""
    made = replace(connection(), view=View.SIMPLE, locked=True, access=AccessKind.SERVER)
    return replace(made, server_url="https://app.example.com/sts", **values)  # type: ignore[arg-type]


def offered(stage: Stage, path: Path) -> OfferedSheet:
    """The sheet for a file."""
    stage.desk.add_paths([str(path)])
    stage.qtbot.waitUntil(lambda: isinstance(stage.shown.doors.current(), OfferedSheet))
    found = stage.shown.doors.current()
    assert isinstance(found, OfferedSheet)
    return found


@pytest.mark.parametrize(
    "change",
    [{"bucket": "shop-media-2"}, {"prefix": "elsewhere/"}, {"endpoint": "http://x.example.com"}],
)
def test_two_places_never_read_the_same(change: dict[str, Any]) -> None:
    """Thousands of buckets share a host: the host alone would hide where files go."""
    mine = simple()
    other = replace(mine, destination=replace(mine.destination, **change))
    assert destination_text(mine) != destination_text(other)


def test_a_way_without_encryption_is_said() -> None:
    mine = simple()
    bare = mine.destination.endpoint.removeprefix("https://")
    plain = replace(mine, destination=replace(mine.destination, endpoint=f"http://{bare}"))
    assert "not encrypted" in destination_text(plain)
    assert "not encrypted" not in destination_text(mine)


@pytest.mark.parametrize(
    ("endpoint", "addressing", "shown"),
    [
        ("https://oss.example.com", Addressing.AUTO, "shop-media.oss.example.com/a"),
        ("https://oss.example.com", Addressing.PATH, "oss.example.com/shop-media/a"),
        ("https://cdn.example.com", Addressing.CNAME, "cdn.example.com/a"),
        ("https://10.1.2.3:9000", Addressing.AUTO, "10.1.2.3:9000/shop-media/a"),
        ("http://localhost:9000", Addressing.AUTO, "localhost:9000/shop-media/a"),
    ],
)
def test_the_place_is_shown_as_it_stands_in_addresses(
    endpoint: str, addressing: Addressing, shown: str
) -> None:
    mine = simple()
    there = replace(mine.destination, endpoint=endpoint, addressing=addressing, prefix="a/")
    assert destination_text(replace(mine, destination=there)) == shown


def test_letters_that_look_like_others_are_spelled_out() -> None:
    assert host_of("https://\u0430liyuncs.com") == "xn--liyuncs-1fg.com"


def test_a_name_cannot_say_where_files_go() -> None:
    told = facts_of(simple(name="Photos, at good.example.com"))[0].text
    assert "good.example.com" not in told


def test_files_for_everyone_and_links_to_elsewhere_are_said() -> None:
    made = simple(options=ObjectOptions(acl="public-read"), link_base="https://cdn.example.net")
    told = {fact.caption: fact.text for fact in facts_of(made)}
    assert told["Your files can be opened by"] == "Everyone who has a link"
    assert told["Links to your files lead to"] == "cdn.example.net"
    assert len(facts_of(simple())) == len(told) - 2


def test_links_that_lead_elsewhere_by_now_are_asked_about(stage: Stage) -> None:
    path = stage.folder / "team.upcall"
    first = write_connection_file(path, simple())
    offered(stage, path).use.click()
    write_connection_file(path, replace(first, link_base="https://evil.example.net"))
    sheet = offered(stage, path)
    assert sheet.changed == ("links",)
    assert "evil.example.net" in sheet.warning.text()


@pytest.mark.parametrize("kind", [DoctorDialog, RenewDialog, OfferedSheet])
def test_a_name_with_markup_is_shown_as_it_is(
    stage: Stage, qtbot: QtBot, kind: type[QDialog]
) -> None:
    made = simple(name=MARKUP, questions=(Question("x:a", MARKUP),))
    if kind is OfferedSheet:
        path = stage.folder / "team.upcall"
        write_connection_file(path, made)
        dialog: QDialog = offered(stage, path)
    else:
        stage.desk.save_connection(made, None)
        dialog = kind(stage.desk, made)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.show()
    outside = [label for label in dialog.findChildren(QLabel) if "<img" in label.text()]
    assert outside
    assert {label.textFormat() for label in outside} == {Qt.TextFormat.PlainText}
    assert any(MARKUP in text for text in visible_texts(stage, dialog))


def test_a_regions_name_from_the_service_is_no_markup(qtbot: QtBot) -> None:
    box = BucketBox()
    qtbot.addWidget(box)
    box.offer([BucketFound("a-bucket", MARKUP)])
    hint = box.itemData(0, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in hint
    assert "&lt;img" in hint
