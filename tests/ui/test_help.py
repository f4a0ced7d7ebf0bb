"""Help in the program: the right page, true links, search, no network, words on hovering."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence, QTextDocument
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.host.settings import Language
from app.ui.dialogs.help_window import HelpWindow
from app.ui.help_door import HelpDoor
from app.ui.help_pages import EVERYDAY, EXPERT, glossary, load, search
from app.ui.help_terms import CONTEXTS, Terms
from app.ui.help_text import HelpText
from app.ui.help_topics import PAGE_OF, page_for
from app.ui.i18n import LANGUAGES, Languages, translate
from app.ui.resources import resource
from app.ui.views.queue_table import QueueTable
from tests.ui.clipping import SCALES, SCHEMES, dressed, troubles
from tests.ui.conftest import ROOT
from tests.ui.simple_kit import Stage, make_stage, place, row
from tests.ui.test_simple_words import forbidden

LINK = re.compile(r"(!?)\[[^]]*\]\(([^)]*)\)")
HAN = re.compile("[一-鿿]")
languages = pytest.mark.parametrize("language", sorted(LANGUAGES))


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = make_stage(qtbot, tmp_path, place())
    yield made
    made.shown.doors.help.close()


def _door(stage: Stage) -> HelpDoor:
    return stage.shown.doors.help


def _window(stage: Stage) -> HelpWindow:
    shown = _door(stage).shown
    assert shown is not None
    return shown


def _rows(window: HelpWindow) -> list[str]:
    """Names of the pages that are listed."""
    rows = (window.contents.list.item(n) for n in range(window.contents.list.count()))
    return [name for name in (row.data(Qt.ItemDataRole.UserRole) for row in rows) if name]


# --- the pages ------------------------------------------------------------------------------


@languages
def test_every_page_is_there_in_every_language(language: str) -> None:
    pages = load(language)
    assert tuple(pages) == EVERYDAY + EXPERT
    for page in pages.values():
        assert page.text.startswith("# ")
        assert len(page.plain()) > 100
        assert bool(HAN.search(page.title)) == (language == "zh_CN")
    files = {file.stem for file in (resource("help", language)).glob("*.md")}
    assert files == set(pages)


def test_the_languages_say_the_same_things() -> None:
    english, chinese = load("en"), load("zh_CN")
    for name, page in english.items():
        other = chinese[name]
        assert len(re.findall("^##? ", page.text, re.MULTILINE)) == len(
            re.findall("^##? ", other.text, re.MULTILINE)
        )
        assert {to for _i, to in LINK.findall(page.text)} == {
            to for _i, to in LINK.findall(other.text)
        }


@languages
def test_links_lead_to_pages_actions_and_icons_that_exist(stage: Stage, language: str) -> None:
    pages = load(language)
    for page in pages.values():
        for picture, target in LINK.findall(page.text):
            scheme, _colon, rest = target.rpartition(":")
            if picture:
                assert scheme == "icon"
                assert resource("icons", f"{rest.partition('/')[0]}.svg").exists()
            elif scheme == "do":
                assert isinstance(getattr(stage.shown.actions, rest), QAction)
            else:
                assert target.partition("#")[0] in pages


@languages
def test_everyday_pages_hold_no_word_of_the_trade(language: str) -> None:
    pages = load(language)
    assert (
        forbidden(sentence for name in EVERYDAY for sentence in pages[name].text.split("\n")) == []
    )
    assert forbidden([pages["callback"].text]) != []


def test_pages_call_things_as_the_program_does(translations: Path, qtbot: QtBot) -> None:
    del qtbot, translations
    speaks = Languages()
    states = ("Delivered", "Not stored", "Stored - answer not seen", "Paused", "Ready", "Cancelled")
    for language in LANGUAGES:
        speaks.use(language)
        text = load(language)["outcomes"].text
        for word in states:
            assert translate("States", word) in text, (language, word)
    speaks.remove()


@languages
def test_the_glossary_is_on_a_page_and_says_one_sentence_each(language: str) -> None:
    terms, page = glossary(language), load(language)["glossary"]
    assert len(terms) > 50
    for term in terms.values():
        assert f"### {term.word}\n\n{term.sentence}\n" in page.text
        assert term.sentence.endswith("。" if language == "zh_CN" else ".")
        assert len(term.sentence) < 130
    assert len({term.word for term in terms.values()}) == len(terms)


def test_searching_finds_pages_with_all_words_titles_first() -> None:
    pages = list(load("en").values())
    found = search(pages, "callback  FIVE")
    assert "callback" in {one.page.id for one in found}
    assert search(pages, "Callback explained")[0].page.id == "callback"
    for one in search(pages, "passphrase"):
        assert "passphrase" in one.snippet
        assert "*" not in one.snippet
    assert search(pages, "xyzzy") == []
    assert search(pages, "  ") == []
    assert "server" in {one.page.id for one in search(list(load("zh_CN").values()), "公钥")}


# --- the window -----------------------------------------------------------------------------


def test_f1_opens_the_page_about_what_has_the_keyboard(stage: Stage, qtbot: QtBot) -> None:
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.simple.list.setFocus()
    qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    assert _window(stage).isVisible()
    assert _window(stage).page() == "drop-and-upload"
    assert _rows(_window(stage)) == list(EVERYDAY)
    stage.shown.actions.expert.trigger()
    table = stage.window.expert.findChild(QueueTable)
    assert table is not None
    stage.bring(row(1))
    qtbot.waitUntil(table.isVisible)
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(stage.window, Qt.Key.Key_F1)
    assert _window(stage).page() == "outcomes"
    assert _rows(_window(stage)) == [*EVERYDAY, *EXPERT]


def test_each_part_of_the_window_has_a_page_that_exists(stage: Stage) -> None:
    source = "".join(file.read_text() for file in (ROOT / "app" / "ui").rglob("*.py"))
    for kind, page in PAGE_OF.items():
        assert page in EVERYDAY + EXPERT
        assert f"\nclass {kind}(" in source, kind
    assert page_for(stage.welcome.practice) == "first-steps"
    assert page_for(None) == "first-steps"
    named = QLabel(stage.simple)
    assert page_for(named) == "drop-and-upload"
    named.setProperty("helpPage", "keys")
    assert page_for(named) == "keys"


def test_a_dialog_has_the_key_and_help_stays_beside_it(stage: Stage, qtbot: QtBot) -> None:
    stage.shown.actions.settings.trigger()
    dialog = stage.shown.doors.current()
    assert isinstance(dialog, QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    window = _window(stage)
    assert window.page() == "speed"
    assert window.parentWidget() is None  # a window-modal dialog blocks its parents' windows
    dialog.close()


def test_back_and_forward_go_where_one_has_been(stage: Stage) -> None:
    door = _door(stage)
    door.open("outcomes")
    window = _window(stage)
    assert not window.back.isEnabled()
    window.resize(500, 330)
    window.text.verticalScrollBar().setValue(120)
    window.text.page_wanted.emit("template#Limits")
    assert window.page() == "template"
    assert window.text.verticalScrollBar().value() > 120
    window.back.click()
    assert (window.page(), window.text.verticalScrollBar().value()) == ("outcomes", 120)
    assert window.forward.isEnabled()
    window.forward.click()
    assert window.page() == "template"
    window.back.click()
    window.show_page("keys")
    assert not window.forward.isEnabled()
    window.show_page("no such page")
    assert window.page() == "keys"


def test_searching_in_the_window_lists_opens_and_lights_up(stage: Stage, qtbot: QtBot) -> None:
    door = _door(stage)
    door.open("first-steps")
    window = _window(stage)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.contents.search.hasFocus()
    qtbot.keyClicks(window.contents.search, "keyring")
    assert "safety" in _rows(window)
    assert set(_rows(window)) <= set(EVERYDAY)
    window.contents.more.setChecked(True)
    assert "keys" in _rows(window)
    qtbot.keyClick(window.contents.search, Qt.Key.Key_Return)
    assert window.page() == _rows(window)[0]
    assert len(window.text.extraSelections()) >= 1
    qtbot.keyClicks(window.contents.search, "xyzzy")
    assert not window.contents.nothing.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert _rows(window) == [*EVERYDAY, *EXPERT]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.isHidden()


def test_a_link_may_do_something_in_the_window(stage: Stage) -> None:
    _door(stage).open("speed")
    text = _window(stage).text
    text.anchorClicked.emit(QUrl("do:settings"))
    dialog = stage.shown.doors.current()
    assert isinstance(dialog, QDialog)
    dialog.close()
    text.anchorClicked.emit(QUrl("do:deleteLater"))  # only actions, whatever the page says
    text.anchorClicked.emit(QUrl("keys"))
    assert _window(stage).page() == "keys"


def test_a_link_to_the_web_asks_first(stage: Stage) -> None:
    _door(stage).open("speed")
    window = _window(stage)
    heard: list[str] = []
    window.text.outside_wanted.connect(heard.append)
    box = window.ask_outside("https://example.com/<b>x</b>")
    assert box.isVisible()
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "https://example.com/<b>x</b>" in box.informativeText()
    box.close()
    window.text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    window.text.anchorClicked.emit(QUrl("javascript:alert(1)"))
    assert heard == []


def test_a_page_loads_nothing_and_interprets_no_html(qtbot: QtBot) -> None:
    text = HelpText()
    qtbot.addWidget(text)
    image = QTextDocument.ResourceType.ImageResource.value
    for name in ("http://127.0.0.1/x.png", "file:///etc/passwd", str(resource("icons"))):
        assert text.loadResource(image, QUrl(name)) is None
    assert text.loadResource(image, QUrl("icon:check/good")) is not None
    text.show_markdown("# T\n\n<script>x</script> <img src='http://127.0.0.1/a'> <b>c</b>\n")
    assert "<script>" in text.toPlainText()
    assert "<b>c</b>" in text.toPlainText()


def test_the_shortcuts_are_those_of_the_program(stage: Stage) -> None:
    stage.shown.actions.help_keys.trigger()
    said = _window(stage).text.toPlainText()
    for action in stage.shown.actions.all():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys and action.isVisible() and action is not stage.shown.actions.toggle:
            assert keys in said, action.text()


def test_help_follows_the_language(stage: Stage, translations: Path, qtbot: QtBot) -> None:
    del translations
    _door(stage).open("outcomes")
    window = _window(stage)
    assert "What the outcomes" in window.text.toPlainText()
    stage.desk.change_settings(replace(stage.desk.settings, language=Language.CHINESE))
    qtbot.waitUntil(lambda: "上传结果的含义" in window.text.toPlainText())
    assert window.page() == "outcomes"
    stage.desk.change_settings(replace(stage.desk.settings, language=Language.ENGLISH))
    qtbot.waitUntil(lambda: "What the outcomes" in window.text.toPlainText())


def test_letters_grow_and_the_headings_with_them(stage: Stage, qtbot: QtBot) -> None:
    _door(stage).open("outcomes")
    window = _window(stage)
    qtbot.waitUntil(window.isActiveWindow)
    before = window.text.document().size().height()
    for _ in range(4):
        window.text.zoomIn()
    grown = window.text.document()
    assert grown.size().height() > before * 1.2
    head = grown.begin().begin().fragment().charFormat().fontPointSize()
    assert head > grown.defaultFont().pointSizeF() * 1.4


def test_nothing_of_help_and_small_pictures_is_loaded_for_the_first_picture() -> None:
    code = "import sys, app.cli, app.ui.application; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = [name for name in said.stdout.split() if re.search("help_[^r]|glossary|thumbn", name)]
    assert loaded == []


def test_help_goes_with_the_window(stage: Stage) -> None:
    _door(stage).open("outcomes")
    assert not _window(stage).testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    stage.window.close()
    assert _door(stage).shown is None


@pytest.mark.parametrize("scale", SCALES[::2])
@pytest.mark.parametrize("scheme", SCHEMES)
@languages
def test_help_can_be_read(
    qtbot: QtBot, translations: object, language: str, scheme: str, scale: float
) -> None:
    with dressed(language, scheme, scale):
        window = HelpWindow(lambda: load(language))
        qtbot.addWidget(window)
        window.set_expert(on=True)
        window.show_page("outcomes")
        window.show()
        assert troubles(window, colours=scale == SCALES[0]) == []
        window.contents.search.setText("xyzzy")
        assert troubles(window, colours=False) == []


# --- words on hovering ----------------------------------------------------------------------


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_labels_of_the_expert_view_explain_their_words(
    qtbot: QtBot, tmp_path: Path, translations: Path, language: Language
) -> None:
    del translations
    stage = make_stage(qtbot, tmp_path, place(), language=language)
    assert not any(widget.property("termShown") for widget in _all(stage.window))
    stage.shown.actions.expert.trigger()
    qtbot.waitUntil(lambda: len(_explained(stage)) >= 25)
    terms = glossary(str(language))
    for widget in _explained(stage):
        term = terms[widget.property("termShown")]
        assert term.sentence in widget.accessibleDescription()
        assert widget.toolTip().startswith("<span>")
        assert widget.whatsThis()
    shown = {widget.property("termShown") for widget in _explained(stage)}
    assert {"body", "custom-variable", "storage-class", "acl", "etag", "crc64"} <= shown


def test_every_label_of_the_glossary_is_a_text_of_the_program() -> None:
    source = "".join(file.read_text() for file in (ROOT / "app" / "ui").rglob("*.py"))
    for term in glossary("en").values():
        for label in term.labels:
            assert f'"{label}"' in source, (term.id, label)
    for context in CONTEXTS:
        assert f'translate("{context}",' in source.replace("translate(\n", "translate(")


def test_a_label_with_a_hover_text_of_its_own_keeps_it(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    own, plain, named = QLabel("Region", root), QLabel("&Region:", root), QLabel("Where", root)
    own.setToolTip("mine")
    named.setProperty("term", "region")
    dressed = Terms(glossary("en")).dress(root)
    assert own not in dressed
    assert own.toolTip() == "mine"
    assert dressed == [plain, named]
    again = Terms(glossary("zh_CN")).dress(root)
    assert again == dressed
    assert HAN.search(plain.toolTip())


def _all(root: QWidget) -> list[QWidget]:
    return root.findChildren(QWidget)


def _explained(stage: Stage) -> list[QWidget]:
    return [widget for widget in _all(stage.window) if widget.property("termShown")]
