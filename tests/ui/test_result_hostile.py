"""Hostile answers through the result view: no crash, nothing read as markup, quickly.

A hundred of them with all tests; ``UPCALL_HOSTILE_ANSWERS=1000`` for as many as you like.
Each is shown in three of the four ways, with the mark of its first bad character and a search. The
time is that of the window's own thread, whatever else the machine does.
"""

from __future__ import annotations

import os
import random
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.states import UploadState
from app.ui.panels.answer_body import body_of
from app.ui.panels.answer_text import Display, position_of, units, visible
from tests.ui.expert_kit import Window, delivered, make_window, row

MOST = 0.2
"""Seconds of the window's thread for one answer, from its arrival until all of it is shown.

Laid out all at once, three megabytes take from one second to minutes.
"""
TRIES = 3
"""Of which the quickest counts: a busy machine is slow at times, a slow window always is."""
COUNT = int(os.environ.get("UPCALL_HOSTILE_ANSWERS", "100"))

Maker = Callable[[random.Random], bytes]

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="file:///etc/passwd">x</a>',
    "<b><i><u><table><tr><td>",
    "<!DOCTYPE html><html><body style='background:red'>",
    '<img src="http://192.0.2.1/track.png">',
    "&lt;&amp;&#x202e;",
    "<qt>rich</qt>",
    "javascript:alert(1)",
    "\x1b[31mred\x1b[2J\x1b]0;title\x07",
]
TRICKS = (
    "\u202e\u202d\u2066\u2067\u2069\u200e\u200f\u061c\u200b\u2060\ufeff\u00ad\u2028\u2029\u0085"
)
ODD = "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x80\x9b\ufdd0\ufffc\ufffe\uffff\U000e0041\u3164\u0300\u0489"


def _markup(chance: random.Random) -> bytes:
    return "".join(chance.choices(MARKUP, k=chance.randint(1, 60))).encode()


def _tricks(chance: random.Random) -> bytes:
    letters = TRICKS + ODD + 'abc שלום مرحبا {}[]",:\r\n\t'
    return "".join(chance.choices(letters, k=chance.randint(1, 4000))).encode("utf-8")


def _binary(chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice((1, 17, 4096, 100_000)))


def _unicode(chance: random.Random) -> bytes:
    codes = (chance.randrange(0x110000) for _ in range(chance.randint(1, 600)))
    return "".join(chr(c) for c in codes if not 0xD800 <= c < 0xE000).encode()


def _towers(chance: random.Random) -> bytes:
    return ("Z" + "\u0301\u0338\u20dd" * chance.randint(1, 3000)).encode() * 3


def _json(chance: random.Random) -> bytes:
    text = chance.choice(MARKUP) + chance.choice(TRICKS)
    pieces = [
        f'"{n}\\u202e\\u0000": {{"x": [{n}, -1e999, "{chance.random()}"]}}' for n in range(300)
    ]
    return ("{" + ",".join(pieces[: chance.randint(1, 300)]) + f', "{text!r}": null}}').encode()


def _nested(chance: random.Random) -> bytes:
    depth = chance.choice((5, 300, 900, 2000, 100_000))
    return chance.choice((b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth))


def _broken(chance: random.Random) -> bytes:
    whole = bytearray(_json(chance))
    for _ in range(chance.randint(1, 3)):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(whole)


def _line(chance: random.Random) -> bytes:
    return chance.choice(("x", "é", "😀", "ا", "\u0301", "\x00")).encode() * chance.choice(
        (5000, 200_000)
    )


def _lines(chance: random.Random) -> bytes:
    return chance.choice((b"\n", b"\r", b"\r\n", b"\x00\n", b"{\n")) * chance.choice((100, 100_000))


MAKERS: list[Maker] = [
    _markup,
    _tricks,
    _binary,
    _unicode,
    _towers,
    _json,
    _nested,
    _broken,
    _line,
    _lines,
]
ALL_SCRIPTS = "".join(chr(c) for c in range(0x20, 0x30000, 17) if not 0xD800 <= c < 0xE000).encode()
"""Fonts are loaded with the first letter of each script, once in a program's life."""
HUGE = [
    b"[" + b'"<b>x</b>",' * 270_000 + b"1]",
    b'{"a":"' + b"y" * 3_000_000 + b'"}',
    b"[" + b"[]," * 1_000_000 + b"[]]",
    bytes(range(256)) * 12_000,
    "\u202e\u0000".encode() * 700_000,
    b"\n" * 3_000_000,
    ("[" * 900 + "]" * 900 + "\n").encode() * 1600,
    "مرحبا 你好 😀 ".encode() * 90_000,
]
"""About three megabytes each."""


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Window:
    window = make_window(qtbot, tmp_path)
    window.view.go_to("result")
    show(window, ALL_SCRIPTS, 0)
    return window


def show(made: Window, data: bytes, number: int) -> float:
    """Deliver it, look at it in every way; seconds of this thread, the longest way."""
    body = body_of(data)
    result = delivered(body.text, number=number, binary=body.binary)
    made.show_rows(row(number, UploadState.DONE, outcome=result.outcome))
    spent = []
    began = time.thread_time()
    made.finish(row(number, UploadState.DONE, outcome=result.outcome), result)
    view = made.view.result.body
    for mode in ("pretty", "raw", ("tree", "hex")[number % 2]):
        view._choice.button(mode).click()
        made.view.result.grab()
        made.qtbot.waitUntil(view.text.complete)
        spent.append(time.thread_time() - began)
        began = time.thread_time()
    view._choice.button("pretty").click()
    return max(spent)


def quickest(made: Window, data: bytes, number: int) -> float:
    """As `show`, tried again while it takes too long."""
    best = show(made, data, number)
    for again in range(1, TRIES):
        if best > MOST:
            best = min(best, show(made, data, number + again * 10_000))
    return best


def check_harmless(made: Window, data: bytes) -> None:
    """Everything on the screen is plain text in which every character can be seen."""
    panel = made.view.result
    for label in panel.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    panel.body._choice.button("raw").click()
    shown = panel.body.text.toPlainText()
    kinds = {unicodedata.category(c) for c in shown.replace("\n", "").replace("\t", "")}
    assert not kinds & {"Cc", "Zl", "Zp"}, kinds
    assert not set(shown) & set(TRICKS)
    assert panel.body._body.bytes == data or panel.body._body.binary
    panel.body._choice.button("pretty").click()


@pytest.mark.slow
def test_many_hostile_answers_are_shown_harmlessly_and_fast(made: Window) -> None:
    chance = random.Random(5)
    slow = []
    for number in range(1, COUNT + 1):
        maker = MAKERS[number % len(MAKERS)]
        data = maker(chance)
        seconds = quickest(made, data, number)
        if seconds > MOST:
            slow.append((maker.__name__, len(data), round(seconds, 3)))
        check_harmless(made, data)
    assert slow == []


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_each_kind_of_hostile_answer_is_harmless(made: Window, maker: Maker) -> None:
    chance = random.Random(7)
    data = maker(chance)
    show(made, data, 1)
    show(made, data, 2)
    check_harmless(made, data)


@pytest.mark.slow
@pytest.mark.parametrize("data", HUGE, ids=range(len(HUGE)))
def test_three_megabytes_do_not_hold_the_window_up(made: Window, data: bytes) -> None:
    assert quickest(made, data, 1) <= MOST
    QCoreApplication.processEvents()


def test_pieces_of_a_text_are_shown_as_the_whole(qtbot: QtBot) -> None:
    del qtbot
    chance = random.Random(3)
    for _ in range(50):
        text = "".join(chance.choices("ab\r\n\x00\u202e😀é" + "x" * 30, k=9000))
        pieces = Display()
        size = chance.randint(1, 5000)
        cut = [text[at : at + size] for at in range(0, len(text), size)]
        shown = "".join(pieces.feed(piece) for piece in cut) + pieces.feed("", last=True)
        assert shown == Display().feed(text, last=True)
        at = chance.randrange(len(text))
        assert position_of(text, at) <= units(shown)


def test_what_cannot_be_seen_is_written() -> None:
    assert visible("a\u202eb\x00\r\nc") == "a⟨U+202E⟩b␀\nc"
