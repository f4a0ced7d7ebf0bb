"""Upload options: kept with the connection, ruled out where a grant says so, checked in place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain import lint_place
from app.domain.connection import Connection
from app.domain.events import Granted
from app.domain.grant import GrantFacts
from app.domain.options import ObjectOptions
from app.domain.plan import MIB
from app.ui.calm import CalmCombo
from app.ui.panels.upload_choices import METHODS, method_texts, ruled_out
from app.ui.panels.upload_options import UploadOptions
from app.ui.place_words import FIXES, SENTENCES
from tests.ui.expert_kit import Window, connection, make_window, row


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path)


def opened(made: Window) -> UploadOptions:
    """The section, unfolded."""
    made.desk.focus_wanted.emit("options")
    return made.view.callback.options


def kept(made: Window) -> Connection:
    """The connection in use."""
    assert made.desk.connection is not None
    return made.desk.connection


def choose(made: Window, combo: CalmCombo, value: str) -> None:
    """Choose from a list by keyboard, as people do."""
    combo.setFocus()
    key = Qt.Key.Key_Down if combo.findData(value) > combo.currentIndex() else Qt.Key.Key_Up
    while combo.currentData() != value:
        before = combo.currentIndex()
        made.qtbot.keyClick(combo, key)
        assert combo.currentIndex() != before, value


def test_it_is_folded_until_something_is_set(qtbot: QtBot, tmp_path: Path) -> None:
    plain = connection(name="Plain")
    special = replace(connection(name="Special"), method="put")
    made = make_window(qtbot, tmp_path, plain, special)
    options = made.view.callback.options
    assert not options.method.isVisible()
    made.desk.use_connection(special.id)
    assert options.method.isVisible()
    assert options.method.currentData() == "put"


def test_what_is_chosen_is_kept_with_the_connection(made: Window, qtbot: QtBot) -> None:
    options = opened(made)
    choose(made, options.method, "multipart")
    choose(made, options.combos["storage_class"], "IA")
    qtbot.keyClicks(options.edits["cache_control"], "no-cache")
    qtbot.mouseClick(options.tags.add, Qt.MouseButton.LeftButton)
    (tag,) = options.tags._rows
    qtbot.keyClicks(tag.name, "team")
    qtbot.keyClicks(tag.value, "press")
    qtbot.waitUntil(lambda: kept(made).options.tags == {"team": "press"})
    assert kept(made).method == "multipart"
    assert kept(made).options == ObjectOptions(
        cache_control="no-cache", storage_class="IA", tags={"team": "press"}
    )
    assert made.desk.settings.connections[0].options.storage_class == "IA"


def test_the_size_of_parts_is_kept_and_goes_with_the_files(made: Window) -> None:
    options = opened(made)
    row = options.part_size.findText("16 MiB")
    options.part_size.setCurrentIndex(row)
    options.part_size.activated.emit(row)
    made.desk.add_paths(["/some/file"])
    (call,) = made.engine.named("gather")
    assert call[1].part_size == 16 * MIB
    assert kept(made).part_size == 16 * MIB
    choose(made, options.method, "put")
    assert not options.part_size.isEnabled()


def test_an_odd_size_of_parts_is_shown_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    odd = replace(connection(), part_size=5 * MIB + MIB // 2)
    options = make_window(qtbot, tmp_path, odd).view.callback.options
    assert options.part_size.currentText() == "5.5 MiB"
    assert options.toggle.isChecked()
    assert options._as_shown(odd).part_size == odd.part_size


def test_an_edit_is_kept_before_anything_is_sent(made: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened(made).edits["content_type"], "text/plain")
    made.desk.add_paths(["/some/file"])
    (call,) = made.engine.named("gather")
    assert call[1].options.content_type == "text/plain"


def test_an_edit_of_the_callback_and_one_of_the_options_do_not_undo_each_other(
    made: Window, qtbot: QtBot
) -> None:
    options = opened(made)
    qtbot.keyClicks(made.view.callback.template, "&a=1")
    qtbot.keyClicks(options.edits["content_type"], "text/plain")
    qtbot.waitUntil(lambda: kept(made).options.content_type == "text/plain")
    qtbot.waitUntil(lambda: "&a=1" in kept(made).callback.body)
    assert kept(made).options.content_type == "text/plain"


def test_an_edit_stays_with_the_connection_that_it_was_made_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = connection(name="First"), connection(name="Second")
    made = make_window(qtbot, tmp_path, first, second)
    qtbot.keyClicks(opened(made).edits["content_type"], "text/plain")
    made.desk.use_connection(second.id)
    by_id = {c.id: c.options.content_type for c in made.desk.connections}
    assert by_id == {first.id: "text/plain", second.id: ""}
    assert made.view.callback.options.edits["content_type"].text() == ""


@pytest.mark.parametrize(
    ("facts", "open_methods"),
    [
        (None, set(METHODS)),
        (GrantFacts("key"), set(METHODS)),
        (GrantFacts("form", in_parts=False), {"auto", "post"}),
        (GrantFacts("url", in_parts=False), {"auto", "put"}),
    ],
)
def test_what_the_grant_rules_out_is_greyed_with_a_reason(
    made: Window, facts: GrantFacts | None, open_methods: set[str]
) -> None:
    options = opened(made)
    if facts is not None:
        made.engine.mailbox.put(events=[Granted(kept(made).id, facts)])
        made.qtbot.waitUntil(lambda: made.desk.access.grant(kept(made).id) == facts)
    model = options.method.model()
    assert isinstance(model, QStandardItemModel)
    for number, name in enumerate(METHODS):
        item = model.item(number)
        assert item.isEnabled() == (name in open_methods)
        assert bool(item.toolTip()) == (name not in open_methods)
        assert item.toolTip() == ruled_out(name, facts)


def test_a_method_that_is_ruled_out_says_so_beneath(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path, replace(connection(), method="multipart"))
    made.engine.mailbox.put(events=[Granted(kept(made).id, GrantFacts("form", in_parts=False))])
    hint = made.view.callback.options.method_hint
    qtbot.waitUntil(lambda: "not for parts" in hint.text())


def test_the_key_of_the_encryption_is_asked_for_kms_only(made: Window) -> None:
    options = opened(made)
    key = options.edits["encryption_key"]
    assert not key.isVisible()
    choose(made, options.combos["encryption"], "KMS")
    assert key.isVisible()
    made.qtbot.keyClicks(key, "key-1")
    made.qtbot.waitUntil(lambda: kept(made).options.encryption_key == "key-1")
    choose(made, options.combos["encryption"], "AES256")
    made.qtbot.waitUntil(lambda: kept(made).options.encryption == "AES256")
    assert kept(made).options.encryption_key == ""


def test_a_rule_for_names_shows_what_becomes_of_the_selected_file(
    made: Window, qtbot: QtBot
) -> None:
    made.show_rows(row(1, name="summer/beach.jpg"))
    made.desk.set_selection(("task1",))
    rule = opened(made).rule
    qtbot.keyClicks(rule.edit, "web/{name}-x{ext}")
    assert rule.outcome.text() == "summer/beach.jpg becomes 2026/spring/web/beach-x.jpg"
    qtbot.waitUntil(lambda: kept(made).naming == "web/{name}-x{ext}")


@pytest.mark.parametrize(
    ("rule", "remark", "bad"),
    [
        ("{nom}", "There is no {nom}.", "true"),
        ("{name", "A brace stands alone. Doubled it means itself.", "true"),
        ("same", "All files would get the same name. Put {name} or {counter} in.", ""),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_beneath_it(
    made: Window, qtbot: QtBot, rule: str, remark: str, bad: str
) -> None:
    part = opened(made).rule
    qtbot.keyClicks(part.edit, rule)
    assert part.outcome.text() == remark
    assert (part.edit.property("problem") or "") == bad


def test_options_that_the_storage_would_refuse_are_said_and_mended(
    qtbot: QtBot, tmp_path: Path
) -> None:
    options = ObjectOptions(metadata={"shot_by": "Li"}, acl="public-read-write")
    made = make_window(qtbot, tmp_path, replace(connection(), options=options))
    box = made.view.callback.options.findings
    assert {f.code for f in box.findings()} == {"options.metadata_name", "options.open"}
    (mend,) = [b for b in box.findChildren(QPushButton) if b.isVisible()]
    assert mend.text() == "Name it shot-by"
    qtbot.mouseClick(mend, Qt.MouseButton.LeftButton)
    assert kept(made).options.metadata == {"shot-by": "Li"}
    assert {f.code for f in box.findings()} == {"options.open"}


def test_a_finding_follows_what_is_typed(made: Window, qtbot: QtBot) -> None:
    options = opened(made)
    qtbot.mouseClick(options.tags.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(options.tags._rows[0].name, "a!")
    assert [f.code for f in options.findings.findings()] == ["options.tag_name"]


def test_a_region_without_callbacks_is_flagged_in_the_callback_tab_before_upload(
    qtbot: QtBot, tmp_path: Path
) -> None:
    place = connection()
    there = replace(
        place.destination, region="cn-wuhan-lr", endpoint="https://oss-cn-wuhan-lr.aliyuncs.com"
    )
    made = make_window(qtbot, tmp_path, replace(place, destination=there))
    form = made.view.callback
    assert [f.code for f in form.place.findings()] == ["region.no_callbacks"]
    assert form.place.isVisible()
    form.switch.setFocus()
    qtbot.keyClick(form.switch, Qt.Key.Key_Space)  # without a callback there is nothing to say
    assert not form.place.isVisible()


def test_every_code_of_the_place_has_a_sentence() -> None:
    told = re.findall(
        r"^  ((?:rule|options|prefix|region|endpoint)\.\w+)", lint_place.__doc__ or "", re.MULTILINE
    )
    assert len(told) > 20
    assert set(told) <= set(SENTENCES)
    assert set(FIXES) <= set(SENTENCES)


def test_a_locked_connection_can_be_read_only(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path, replace(connection(), locked=True, method="put"))
    assert not made.view.callback.options.isEnabled()


def test_every_method_has_words() -> None:
    assert set(method_texts()) == set(METHODS)
    assert len(set(method_texts().values())) == len(METHODS)
