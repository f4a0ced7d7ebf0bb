"""A service's own options: kept with the connection, checked in words; what it cannot is grey."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.connection import Connection
from app.domain.service_options import (
    OPTIONS,
    OptionKind,
    ServiceOption,
    named,
    problem,
    problems,
)
from app.domain.services import OTHERS, SERVICES, Can, service
from app.domain.wangsu_ops import findings, parsed
from app.ui import ops_words, option_words
from app.ui.dialogs.ops_sheet import OpsSheet
from app.ui.panels.option_editors import OptionRow
from app.ui.panels.service_options import ELSEWHERE
from app.ui.panels.upload_choices import METHODS, ruled_out
from app.ui.panels.upload_options import UploadOptions
from app.ui.service_words import why_not
from tests.ui.expert_kit import Window, connection, make_window

NAMES = [each.name for each in OTHERS]


def there(name: str, **values: object) -> Connection:
    """A connection to a further service."""
    made = connection()
    place = replace(made.destination, provider=name, region="", prefix="", bucket="1500")
    return replace(made, destination=place, **values)  # type: ignore[arg-type]


def opened(qtbot: QtBot, folder: Path, name: str, **values: object) -> tuple[Window, UploadOptions]:
    """The window, with the options unfolded."""
    made = make_window(qtbot, folder, there(name, **values))
    made.desk.focus_wanted.emit("options")
    return made, made.view.callback.options


def extras(made: Window) -> dict[str, str]:
    """What is kept."""
    assert made.desk.connection is not None
    return dict(made.desk.connection.extras)


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_the_table_has_a_row_with_words(
    name: str, qtbot: QtBot, tmp_path: Path
) -> None:
    _made, options = opened(qtbot, tmp_path, name)
    wanted = [option.name for option in OPTIONS[name] if option.name not in ELSEWHERE]
    assert set(options.own.rows) == set(wanted)
    for row in options.own.rows.values():
        assert row.editor.accessibleName() not in ("", row.option.name)
        assert row.help.text()
        assert row.isVisible()


def test_what_is_typed_is_kept_and_goes_with_the_files(qtbot: QtBot, tmp_path: Path) -> None:
    kept = {"consume": "1", "unknown": "stays"}
    made, options = opened(qtbot, tmp_path, "vod", extras=kept)
    qtbot.keyClicks(options.own.rows["ClassId"].line, "7")
    qtbot.keyClicks(options.own.rows["MediaName"].line, "Launch film")
    qtbot.waitUntil(lambda: extras(made).get("MediaName") == "Launch film")
    assert extras(made) == {**kept, "ClassId": "7", "MediaName": "Launch film"}
    options.own.rows["ClassId"].line.clear()
    options.own.rows["ClassId"].line.textEdited.emit("")
    qtbot.waitUntil(lambda: "ClassId" not in extras(made))


def test_a_switch_and_several_lines_are_kept_as_the_service_writes_them(
    qtbot: QtBot, tmp_path: Path
) -> None:
    made, options = opened(qtbot, tmp_path, "wangsu")
    options.own.rows["separate"].switch.click()
    options.own.rows["persistentOps"].text.setPlainText("avthumb/mp4\n\nvframe/jpg/offset/1;\n")
    qtbot.waitUntil(lambda: len(extras(made)) == 2)
    assert extras(made) == {"separate": "1", "persistentOps": "avthumb/mp4;vframe/jpg/offset/1"}


def test_another_service_brings_its_own_rows(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = there("wangsu"), replace(there("vod"), id="second")
    usual = replace(connection(), id="third")
    made = make_window(qtbot, tmp_path, first, second, usual)
    options = made.view.callback.options
    assert "persistentOps" in options.own.rows
    made.desk.use_connection("second")
    assert "persistentOps" not in options.own.rows
    assert "ClassId" in options.own.rows
    made.desk.use_connection("third")
    assert not options.own.rows
    assert options.combos["acl"].isEnabled()


@pytest.mark.parametrize(
    ("provider", "name", "text", "code"),
    [
        ("wangsu", "fsizeLimit", "12 MB", "number"),
        ("wangsu", "fsizeLimit", "١٢", "number"),
        ("wangsu", "fsizeLimit", "12", ""),
        ("wangsu", "leaveSeconds", "59", "range"),
        ("wangsu", "leaveSeconds", "604801", "range"),
        ("wangsu", "leaveSeconds", "604800", ""),
        ("wangsu", "retentionDays", "0", ""),
        ("wangsu", "statusUrl", "status.example.com", "url"),
        ("wangsu", "statusUrl", "https://status.example.com/a b", "url"),
        ("wangsu", "statusUrl", "https://status.example.com/a?b", ""),
        ("wangsu", "statusUrl", "https://[::1", "url"),
        ("vod", "ExpireTime", "tomorrow", "moment"),
        ("vod", "ExpireTime", "2020-01-02T03:04:05Z", "past"),
        ("vod", "ExpireTime", "2031-01-02T03:04:05Z", ""),
        ("vod", "ExpireTime", "2031-01-02T03:04:05+08:00", ""),
        ("vod", "ExpireTime", "0001-01-01T00:00:00+08:00", "past"),
        ("vod", "SessionContext", "x" * 1001, "long"),
        ("vod", "Cover", "/tmp/cover.psd", "picture"),
        ("vod", "Cover", "/tmp/COVER.JPG", ""),
        ("vod", "ClassId", "", ""),
    ],
)
def test_what_cannot_be_sent_is_said_in_words(
    provider: str, name: str, text: str, code: str, qtbot: QtBot
) -> None:
    (option,) = (each for each in OPTIONS[provider] if each.name == name)
    now = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    assert problem(option, text, now=now) == code
    row = OptionRow(option, now=lambda: now)
    qtbot.addWidget(row)
    row.show_value(text)
    assert bool(row.wrong()) is bool(code)
    assert not re.search(r"[{}]", row.wrong())


def test_a_moment_is_told_by_this_computers_clock_and_letters_are_counted(qtbot: QtBot) -> None:
    for name, text, told in (
        ("ExpireTime", "2031-01-02T03:04:05Z", "on this computer's clock"),
        ("SessionContext", "job=42", "6 of 1"),
    ):
        (option,) = (each for each in OPTIONS["vod"] if each.name == name)
        row = OptionRow(option, now=lambda: 0.0)
        qtbot.addWidget(row)
        row.show_value(text)
        assert told in row.problem.text()
        assert not row.editor.property("problem")


# --- what a service cannot do -------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_offered_is_grey_and_says_why(name: str, qtbot: QtBot, tmp_path: Path) -> None:
    made, options = opened(qtbot, tmp_path, name)
    label = service(name).label
    for combo in options.combos.values():
        assert not combo.isEnabled()
    assert label in options.why_not.text()
    model = options.method.model()
    assert isinstance(model, QStandardItemModel)
    offered = {m for row, m in enumerate(METHODS) if model.item(row).isEnabled()}
    assert offered == set(service(name).methods())
    for row, method in enumerate(METHODS):
        assert (label in model.item(row).toolTip()) is (method not in offered)
    bar = made.view.destination
    keeps = Can.KEEP_NAMES in service(name).can
    assert bar.same_name.isEnabled() is bar.folder.isEnabled() is keeps
    if not keeps:
        assert "new file" in bar.folder.placeholderText()
        assert "new file" in bar.same_name.toolTip()
    assert not made.actions.unfinished.isEnabled()
    assert label in made.actions.unfinished.statusTip()


def test_every_reason_has_a_line_of_its_own() -> None:
    for each in SERVICES.values():
        for can in Can:
            text = why_not(each, can)
            assert bool(text) is (can not in each.can)
            assert "{" not in text
        for can in each.why:
            assert why_not(each, can) != f"{each.label} does not offer this."


def test_the_first_service_is_ruled_out_nothing() -> None:
    assert all(not ruled_out(method, None) for method in METHODS)


# --- the sheet for instructions ------------------------------------------------------------------


@pytest.fixture
def sheet(qtbot: QtBot) -> OpsSheet:
    made = OpsSheet("vframe/jpg/offset/1|saveas/{folder}{stem}.jpg")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)  # the test closes it
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_form_builds_what_the_service_understands(sheet: OpsSheet, qtbot: QtBot) -> None:
    for kind in ops_words.kinds():
        sheet.form.choose(kind)
        sheet.form.add.click()
    made = parsed(sheet.value())
    assert [each.steps[0].name for each in made] == [
        *("vframe", "avthumb", "vframe", "imageMogr2", "watermark")
    ]
    assert made[1].text() == "avthumb/mp4/s/640x360/vb/1.25m|saveas/{folder}{stem}-360p.mp4"
    assert not findings(sheet.value(), key="a/clip.mp4")
    assert "5" in sheet.good.text()
    with qtbot.waitSignal(sheet.taken) as taken:
        qtbot.mouseClick(sheet.take, Qt.MouseButton.LeftButton)
    assert taken.args == [";".join(each.text() for each in made)]


def test_a_name_of_ones_own_stays_while_the_rest_changes(sheet: OpsSheet, qtbot: QtBot) -> None:
    sheet.form.result.clear()
    qtbot.keyClicks(sheet.form.result, "small/{name}")
    sheet.form.numbers["height"].setValue(720)
    sheet.form.choose("scale")
    assert sheet.form.instruction().text().endswith("|saveas/small/{name}")


def test_what_is_wrong_is_said_while_it_is_typed(sheet: OpsSheet) -> None:
    sheet.text.setPlainText("avthumb/mp4|saveas/{nobody}.mp4")
    said = [label.text() for label in sheet.found.findChildren(QLabel)]
    assert any("There is no placeholder nobody" in text for text in said)
    assert not sheet.take.isEnabled()
    sheet.text.setPlainText("")
    assert sheet.take.isEnabled()
    assert sheet.value() == ""


def test_every_finding_has_words() -> None:
    texts = [
        *(";;", "a||b", "saveas/x|avthumb/mp4", "avthumb/mp4|saveas/?", "avthumb/mp4|saveas/{x}"),
        *("avthumb/mp4 x", "saves/x", "avthumb", "vframe/jpg", "other/x", "avthumb/mp4"),
        *("avthumb/mp4|saveas/{key}", "avthumb/mp4|saveas/ZGVtbzphLm1wNA=="),
    ]
    for text in texts:
        for finding in findings(text, key="in/a.mp4"):
            said = ops_words.sentence(finding)
            assert finding.code not in said
            assert said[-1] in ".)4"


def test_the_button_of_instructions_opens_the_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    made, options = opened(qtbot, tmp_path, "wangsu")
    row = options.own.rows["persistentOps"]
    row.button.click()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, OpsSheet) and w.isVisible()]
    (sheet,) = found
    sheet.form.add.click()
    sheet.take.click()
    qtbot.waitUntil(lambda: extras(made).get("persistentOps", "").startswith("avthumb/mp4"))


def test_flags_and_urls_of_both_tables_have_kinds_that_fit() -> None:
    for option in (o for options in OPTIONS.values() for o in options):
        assert isinstance(option, ServiceOption)
        if option.name.lower().endswith("url"):
            assert option.kind is OptionKind.URL


def test_upload_leads_to_the_option_that_cannot_be_sent(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_window(qtbot, tmp_path, there("vod", extras={"ExpireTime": "soon"}))
    made.desk.upload()
    options = made.view.callback.options
    row = options.own.rows["ExpireTime"]
    qtbot.waitUntil(row.line.isVisible)
    assert made.view.window().focusWidget() is row.line
    assert made.view.tabs.currentWidget() is made.view.callback
    qtbot.waitUntil(lambda: not row.line.visibleRegion().isEmpty())


def test_instructions_that_cannot_be_read_are_a_problem_of_their_option() -> None:
    bad = {"persistentOps": "avthumb/mp4|saveas/{nobody}", "leaveSeconds": "5"}
    assert problems("wangsu", bad) == {"persistentOps": "instructions", "leaveSeconds": "range"}
    assert problems("wangsu", {"persistentOps": "vframe/jpg/offset/1"}) == {}
    for name, code in problems("wangsu", bad).items():
        option = named("wangsu", name)
        assert option is not None
        assert option_words.problem_text(option, code)
    assert named("oss", "persistentOps") is None
