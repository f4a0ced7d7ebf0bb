"""Links: plain, signed, on an own domain; as text, Markdown and HTML; one or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.domain.connection import View
from app.domain.grant import GrantFacts
from app.domain.options import ObjectOptions
from app.ui.actions import Actions
from app.ui.link_menu import LinkMenu
from app.ui.links import DAY, HOUR, WEEK, Form, Wish, written
from tests.cloud import Cloud, fetched
from tests.ui.live_kit import PATIENCE_MS, Live, live, place

NAME = "a [1] & <b>.txt"


@pytest.fixture
def here(qtbot: QtBot, tmp_path: Path, cloud: Cloud) -> Iterator[Live]:
    base = place(cloud, link_base="https://media.example.com")
    with live(qtbot, tmp_path, cloud, connection=base) as made:
        yield made


def upload(here: Live, *names: str) -> list[str]:
    """Files that are stored; their ids."""
    here.add(*(here.file(name, name) for name in names))
    here.desk.upload()
    here.until_ended(len(names))
    return [row.id for row in here.desk.queue.snapshots()]


def copied(here: Live, ids: list[str], wish: Wish) -> list[str]:
    """The lines that come onto the clipboard."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    here.desk.links.copy(ids, wish)
    here.qtbot.waitUntil(lambda: clipboard.text() != "before", timeout=PATIENCE_MS)
    return clipboard.text().split("\n")


def opened(url: str) -> bytes:
    return fetched(url)


@pytest.mark.parametrize(("seconds", "words"), [(HOUR, "1 hour"), (DAY, "1 day"), (WEEK, "7 days")])
def test_a_signed_link_opens_the_file_and_says_for_how_long(
    here: Live, seconds: int, words: str
) -> None:
    ids = upload(here, NAME)
    (url,) = copied(here, ids, Wish(seconds))
    assert opened(url) == NAME.encode()
    assert f"-expires={seconds}" in url.lower()
    assert words in here.told[-1][1]
    assert "whoever has it" in here.told[-1][1]


def test_several_links_come_one_a_line_in_the_order_of_the_rows(here: Live) -> None:
    ids = upload(here, "b.txt", "a.txt", "c.txt")
    lines = copied(here, ids, Wish())
    order = [row.key for row in here.desk.queue.snapshots(ids)]
    assert [line.rpartition("/in/")[2] for line in lines] == [k.removeprefix("in/") for k in order]
    assert "3 " in here.told[-1][1]


def test_copy_link_copies_all_that_are_selected(here: Live) -> None:
    here.desk.set_selection(upload(here, "b.txt", "a.txt"))
    actions = Actions(here.desk, here.desk)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    actions.copy_link.trigger()
    here.qtbot.waitUntil(lambda: clipboard.text().count("\n") == 1, timeout=PATIENCE_MS)


def test_a_link_on_an_own_domain_has_no_bucket_in_it(here: Live) -> None:
    ids = upload(here, NAME)
    (url,) = copied(here, ids, Wish(own_domain=True))
    assert url == "https://media.example.com/in/a%20%5B1%5D%20%26%20%3Cb%3E.txt"


def test_a_link_that_ends_with_the_access_says_when(here: Live) -> None:
    ids = upload(here, "a.txt")
    facts = GrantFacts("key", expires_at=4_000_000_000.0)
    here.desk.access._grants["live"] = facts
    copied(here, ids, Wish(DAY))
    assert "1 day" in here.told[-1][1]
    here.desk.access._grants["live"] = replace(facts, expires_at=2_000.0)
    copied(here, ids, Wish(DAY))
    assert "1 day" not in here.told[-1][1]
    assert "when your access ends" in here.told[-1][1]


def test_the_plain_link_is_what_the_storage_said(here: Live) -> None:
    (name,) = upload(here, "a.txt")
    here.desk.copy_link(name)
    clipboard = QGuiApplication.clipboard()
    here.qtbot.waitUntil(lambda: clipboard.text().endswith("/in/a.txt"), timeout=PATIENCE_MS)
    assert "?" not in clipboard.text()


def test_in_simple_a_private_file_gets_a_link_that_works_for_a_day(
    qtbot: QtBot, tmp_path: Path, cloud: Cloud
) -> None:
    private = place(cloud, view=View.SIMPLE, options=ObjectOptions(acl="private"))
    with live(qtbot, tmp_path, cloud, connection=private) as here:
        (name,) = upload(here, "a.txt")
        QGuiApplication.clipboard().setText("before")
        here.desk.copy_link(name)
        clipboard = QGuiApplication.clipboard()
        qtbot.waitUntil(lambda: clipboard.text() != "before", timeout=PATIENCE_MS)
        assert opened(clipboard.text()) == b"a.txt"
        assert "1 day" in here.told[-1][1]


def test_what_cannot_be_linked_is_counted_and_the_clipboard_keeps_what_it_had(
    here: Live, qtbot: QtBot
) -> None:
    ids = upload(here, "a.txt")
    connection = here.desk.connection
    assert connection is not None
    here.desk.update_connection(replace(connection, link_base="http://"))
    QGuiApplication.clipboard().setText("before")
    here.desk.links.copy(ids, Wish(own_domain=True))
    qtbot.waitUntil(lambda: "could not" in str(here.told), timeout=PATIENCE_MS)
    assert QGuiApplication.clipboard().text() == "before"


# --- forms ------------------------------------------------------------------------------------


def test_names_are_escaped_in_markdown_and_html() -> None:
    url = "https://h/a?x=1&y=(2)"
    key = 'in/a "[b]" & <i>*c*_.txt'
    assert written(url, key, Form.TEXT) == url
    markdown = '[a "\\[b\\]" \\& \\<i\\>\\*c\\*\\_.txt](<https://h/a?x=1&y=(2)>)'
    assert written(url, key, Form.MARKDOWN) == markdown
    assert written(url, key, Form.HTML) == (
        '<a href="https://h/a?x=1&amp;y=(2)">a &quot;[b]&quot; &amp; &lt;i&gt;*c*_.txt</a>'
    )


def test_pictures_are_written_as_pictures() -> None:
    assert written("https://h/p", "a/p.png", Form.MARKDOWN) == "![p.png](<https://h/p>)"
    assert written("https://h/p", "a/p'.png", Form.HTML) == (
        '<img src="https://h/p" alt="p&#x27;.png">'
    )


def test_a_line_break_in_a_name_does_not_break_the_line() -> None:
    assert "\n" not in written("https://h/p", "a\nb.txt", Form.MARKDOWN)


# --- the menu ---------------------------------------------------------------------------------


def test_the_menu_offers_each_link_in_each_form(here: Live) -> None:
    window = QWidget()
    here.qtbot.addWidget(window)
    links = LinkMenu(here.desk, window)
    assert not links.menu.menuAction().isEnabled()
    ids = upload(here, "a.txt")
    here.desk.set_selection(ids)
    assert links.menu.menuAction().isEnabled()
    links.menu.aboutToShow.emit()
    plain = [a.text() for a in links.menu.actions() if a.text()]
    kinds = ["&Plain address", "On &media.example.com"]
    times = ["Works for 1 hour", "Works for 1 day", "Works for 7 days"]
    assert plain == [*kinds, *times, "&Markdown", "&HTML"]
    html = chosen(links.menu, "&HTML").menu()
    assert isinstance(html, QMenu)
    QGuiApplication.clipboard().setText("before")
    chosen(html, "Works for 1 day").trigger()
    clipboard = QGuiApplication.clipboard()
    here.qtbot.waitUntil(lambda: clipboard.text() != "before", timeout=PATIENCE_MS)
    assert clipboard.text().startswith('<a href="http')


def chosen(menu: QMenu, text: str) -> QAction:
    (action,) = [a for a in menu.actions() if a.text() == text]
    return action
