"""The line below the destination: names that are there twice, what an edit holds for, a preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.destination import SameName
from app.domain.events import Granted
from app.domain.grant import UrlGrant, facts_of
from app.ui.panels.destination_note import DestinationNote
from tests.ui.clipping import EVERY_LOOK, dressed, troubles
from tests.ui.conftest import Offices
from tests.ui.expert_kit import connection, make_window, row


@pytest.mark.parametrize(("language", "scheme", "scale"), EVERY_LOOK)
def test_the_note_can_be_read(
    offices: Offices, qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    where = replace(connection().destination, prefix="shop-media/")
    with dressed(language, scheme, scale):
        note = DestinationNote(offices(replace(connection(), destination=where)).desk)
        qtbot.addWidget(note)
        note.resize(900, note.sizeHint().height())
        note.show()
        assert note.fix.isVisible()
        assert troubles(note, colours=scale == 1.0) == []


def test_a_folder_that_is_the_buckets_own_name_goes_with_one_click(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(qtbot, tmp_path)
    bar = window.view.destination
    assert not bar.note.isVisible()
    bar.folder.setText("shop-media/2026")
    bar.flush()
    assert "shop-media" in bar.note.text.text()
    bar.note.fix.click()
    found = window.desk.connection
    assert found is not None
    assert found.destination.prefix == "2026/"
    assert bar.folder.text() == "2026/"
    assert not bar.note.fix.isVisible()


def test_a_rule_that_begins_with_the_bucket_is_mended_too(qtbot: QtBot, tmp_path: Path) -> None:
    where = replace(connection().destination, prefix="")
    base = replace(connection(), destination=where, naming="shop-media/{name}{ext}")
    window = make_window(qtbot, tmp_path, base)
    window.view.destination.note.fix.click()
    found = window.desk.connection
    assert found is not None
    assert found.naming == "{name}{ext}"


def test_with_a_rule_the_selected_files_final_name_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path, replace(connection(), naming="{name}-x{ext}"))
    note = window.view.destination.note
    assert "2026/spring/cover-x.jpg" in note.text.text()
    window.show_rows(row(1, name="a\u202eb.png"))
    window.desk.set_selection(("task1",))
    assert "2026/spring/a\\u202Eb-x.png" in note.text.text()


def test_while_a_folder_is_typed_it_says_that_files_on_the_list_keep_theirs(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(qtbot, tmp_path)
    bar = window.view.destination
    window.show_rows(row(1, held=True))
    bar.note.editing = True
    qtbot.keyClicks(bar.folder, "x")
    assert "from now on" in bar.note.text.text()


@pytest.mark.parametrize("rule", list(SameName))
def test_every_way_for_taken_names_can_be_chosen(
    qtbot: QtBot, tmp_path: Path, rule: SameName
) -> None:
    window = make_window(qtbot, tmp_path)
    box = window.view.destination.same_name
    place = box.findData(rule.value)
    assert place >= 0
    assert box.itemText(place)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    found = window.desk.connection
    assert found is not None
    assert found.same_name is rule


def test_addresses_that_replace_files_are_not_said_to_keep_both(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(qtbot, tmp_path)
    note, desk = window.view.destination.note, window.desk
    assert desk.connection is not None
    facts = facts_of(UrlGrant("https://a.example/x"))
    desk.access.take(Granted(desk.connection.id, facts))
    assert "x-oss-forbid-overwrite" in note.text.text()
    desk.update_connection(replace(desk.connection, same_name=SameName.REPLACE))
    assert "x-oss-forbid-overwrite" not in note.text.text()
    kept = UrlGrant("https://a.example/x", headers=(("X-OSS-Forbid-Overwrite", "true"),))
    assert not facts_of(kept).overwrites
