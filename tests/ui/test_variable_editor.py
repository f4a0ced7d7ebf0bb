"""The Expert editor of custom variables: a row each, a dialog for one, kept with the connection."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.domain.callback import CallbackSpec
from app.domain.questions import Question, Source
from app.ui.dialogs.question_rows import QuestionRows
from app.ui.dialogs.variable_dialog import VariableDialog
from app.ui.panels.callback_form import CallbackForm
from app.ui.panels.callback_variables import VariableRow
from app.ui.reviewing import Review
from tests.ui.clipping import LANGUAGES, dressed, troubles
from tests.ui.expert_kit import Window, connection, make_window, row

ORDER = Question("x:order", "Order number", pattern="PO-##", hint="Help")
SCAN = Question("x:scan", ask=False, source=Source.COUNTER, detail="01")
SPEC = CallbackSpec(
    True,
    ("https://app.example.com/done",),
    "o=${x:order}&n=${x:scan}&s=${x:shop}",
    variables={"x:shop": "Berlin"},
)


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    return make_window(qtbot, tmp_path, replace(connection(callback=SPEC), questions=(ORDER, SCAN)))


def form_of(made: Window) -> CallbackForm:
    return made.view.callback


def rows_of(made: Window) -> dict[str, VariableRow]:
    return {row.key(): row for row in form_of(made).advanced.variables._rows}


def kept(made: Window) -> dict[str, Question]:
    """What the connection knows of its variables."""
    form_of(made).flush()
    assert made.desk.connection is not None
    return {question.variable: question for question in made.desk.connection.questions}


def opened(made: Window, name: str) -> VariableDialog:
    """The dialog about a variable, by the button in its row."""
    rows_of(made)[name].about.click()
    return form_of(made).findChildren(VariableDialog)[-1]


def test_every_variable_has_a_row_that_says_what_is_known_of_it(made: Window) -> None:
    rows = rows_of(made)
    assert list(rows) == ["x:order", "x:scan", "x:shop"]
    told = rows["x:order"].note.text()
    assert told == "Asked: Order number · must not be empty · PO-##"
    assert rows["x:scan"].value.placeholderText() == "File number"
    assert not rows["x:shop"].note.isVisibleTo(rows["x:shop"])
    assert list(kept(made).values()) == [ORDER, SCAN]


def test_the_preview_fills_in_what_comes_by_itself(made: Window) -> None:
    text = form_of(made).preview.text
    assert text.toPlainText() == "o=&n=01&s=Berlin"
    folder = replace(SCAN, source=Source.FOLDER, detail="")
    base = made.desk.connection
    assert base is not None
    made.desk.update_connection(replace(base, questions=(folder,)))
    made.show_rows(row(1, name="May/a.png"))
    made.desk.set_selection(("task1",))
    assert text.toPlainText() == "o=&n=May&s=Berlin"


def test_a_variable_gets_question_rules_and_source_in_its_dialog(
    made: Window, qtbot: QtBot
) -> None:
    dialog = opened(made, "x:shop")
    assert dialog.fixed.text() == "Berlin"
    place = dialog.source.findData(Source.FILE_NAME.value)
    dialog.source.setCurrentIndex(place)
    dialog.source.activated.emit(place)
    assert not dialog.fixed.isVisible()
    dialog.detail.box.setCurrentIndex(dialog.detail.box.findData("first"))
    dialog.detail.box.activated.emit(2)
    assert "4711" in dialog.sample.text()
    qtbot.keyClicks(dialog.pattern, "@@")
    assert "should look like this: AB" in dialog.sample.text()
    dialog.pattern.clear()
    dialog.pattern.textEdited.emit("")
    dialog.ask.setChecked(True)
    qtbot.keyClicks(dialog.text, "Which shop?")
    qtbot.keyClicks(dialog.hint, "As on the sign")
    dialog.choices.setText("Berlin, 上海，Berlin")  # Qt's test keys know no Chinese
    dialog.required.setChecked(True)
    dialog.done_button.click()
    assert kept(made)["x:shop"] == Question(
        "x:shop",
        "Which shop?",
        True,
        ("Berlin", "上海"),
        "As on the sign",
        "",
        True,
        Source.FILE_NAME,
        "first",
    )
    assert made.desk.connection is not None
    assert made.desk.connection.callback.variables["x:shop"] == ""
    assert made.desk.settings.connections[0].questions == made.desk.connection.questions


def test_cancel_changes_nothing(made: Window, qtbot: QtBot) -> None:
    dialog = opened(made, "x:order")
    qtbot.keyClicks(dialog.text, " of today")
    dialog.cancel.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert kept(made) == {"x:order": ORDER, "x:scan": SCAN}


def test_a_variable_with_nothing_to_say_is_a_plain_value_again(made: Window) -> None:
    dialog = opened(made, "x:scan")
    dialog.required.setChecked(False)
    place = dialog.source.findData(Source.FIXED.value)
    dialog.source.setCurrentIndex(place)
    dialog.source.activated.emit(place)
    dialog.done_button.click()
    assert kept(made) == {"x:order": ORDER}


def test_another_name_takes_the_question_along(made: Window, qtbot: QtBot) -> None:
    name = rows_of(made)["x:order"].name
    name.selectAll()
    qtbot.keyClicks(name, "purchase")
    assert kept(made)["x:purchase"] == replace(ORDER, variable="x:purchase")
    assert "x:order" not in kept(made)


def test_a_removed_variable_takes_its_question_along(made: Window) -> None:
    rows_of(made)["x:order"].remove.click()
    assert kept(made) == {"x:scan": SCAN}


def test_questions_of_one_connection_are_not_shown_for_another(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = replace(connection(callback=SPEC), questions=(ORDER,))
    other = replace(connection(name="Other"), callback=replace(SPEC, variables={}))
    made = make_window(qtbot, tmp_path, first, other)
    made.desk.use_connection(other.id)
    assert rows_of(made) == {}
    assert kept(made) == {}
    made.desk.use_connection(first.id)
    assert kept(made) == {"x:order": ORDER}


def test_sharing_changes_only_what_its_questions_show(qtbot: QtBot) -> None:
    rows = QuestionRows((ORDER, SCAN))
    qtbot.addWidget(rows)
    assert len(rows.rows) == 1
    rows.rows[0].text.setText("Purchase order")
    assert rows.questions() == (replace(ORDER, text="Purchase order"), SCAN)


def test_a_row_without_a_name_asks_for_that_first(made: Window, qtbot: QtBot) -> None:
    form = form_of(made)
    form.advanced.toggle.setChecked(True)
    qtbot.mouseClick(form.advanced.variables._add, Qt.MouseButton.LeftButton)
    form.advanced.variables._rows[-1].about.click()
    assert form.findChildren(VariableDialog) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_read(
    qtbot: QtBot, tmp_path: Path, translations: object, language: str, scale: float
) -> None:
    with dressed(language, "dark", scale):
        base = replace(connection(callback=SPEC), questions=(ORDER, SCAN))
        made = make_window(qtbot, tmp_path, base)
        qtbot.wait(50)  # labels that break lines are laid out in two turns
        assert troubles(form_of(made).advanced, colours=scale == 1.0) == []
        for name in ("x:order", "x:scan"):
            dialog = opened(made, name)
            assert troubles(dialog, colours=scale == 1.0) == []
            dialog.reject()


def test_the_values_of_each_file_are_one_click_away_while_files_wait(
    made: Window, qtbot: QtBot
) -> None:
    form, told = form_of(made), list[str]()
    wanted: list[Review] = []
    made.desk.told.connect(lambda _level, text: told.append(text))
    made.desk.reviewing.wanted.connect(wanted.append)
    form.advanced.toggle.setChecked(True)
    button = form.advanced.variables._each
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Add files first" in told[-1]
    made.show_rows(row(1, held=True))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(wanted))  # names that are taken are looked for first
    assert wanted[0].facts.requested
    form.advanced.set_open(())
    assert not button.isVisible()
