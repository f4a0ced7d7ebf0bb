"""Whatever a value holds, it stays a text of the language; templates name only what there is."""

from __future__ import annotations

import ast
import base64
import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.destination import Addressing, Destination
from app.domain.dialect import encoded_callback
from app.domain.options import ObjectOptions
from app.domain.snippet_quoting import QUOTINGS
from app.domain.snippets import (
    Language,
    Subject,
    Values,
    filled,
    languages_of,
    program,
    style_of,
    values_of,
)
from app.ui.resources import resource

FOLDER = resource("snippets")
LANGUAGES = languages_of((FOLDER / "index.json").read_text("utf-8"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WICKED = st.text(st.sampled_from("\"'\\`$#{}()?=/*<>%\n\r\t\0\u202e\u2028é订🎈aux01"), max_size=30)
HANGZHOU = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop-media")


def c_value(literal: str) -> str:
    """What a C compiler reads out of a literal, trigraphs first."""
    assert literal[0] == literal[-1] == '"'
    text = literal[1:-1]
    assert not re.search(r"\?\?[=/'()!<>-]", text), "a trigraph"
    data = bytearray()
    pieces = re.findall(r'\\[0-7]{3}|\\[nrt"\\?]|[^\\"\n]', text)
    assert "".join(pieces) == text
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    for piece in pieces:
        if len(piece) == 4:
            data.append(int(piece[1:], 8))
        else:
            data += plain.get(piece[-1], piece[-1]).encode() if piece[0] == "\\" else piece.encode()
    return data.decode()


def java_value(literal: str) -> str:
    """What a Java compiler reads: first it takes Unicode escapes for signs, then the literal."""
    assert literal.isascii()
    pieces = re.findall(r'\\u[0-9a-f]{4}|\\[0-7]{3}|\\[nrt"\\]|[^\\"\n\r]', literal[1:-1])
    assert "".join(pieces) == literal[1:-1]
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    units = ""
    for piece in pieces:
        if len(piece) == 6:
            sign = chr(int("0x" + piece[2:], 0))
            assert sign not in '"\\\n\r', (
                "this would be taken for itself before the literal is read"
            )
            units += sign
        elif len(piece) == 4:
            units += chr(int(piece[1:], 8))
        else:
            units += plain.get(piece[-1], piece[-1]) if piece[0] == "\\" else piece
    return units.encode("utf-16", "surrogatepass").decode("utf-16")


@given(TEXTS | WICKED)
@settings(max_examples=300, deadline=None)
def test_a_text_stays_what_it_is(text: str) -> None:
    assert ast.literal_eval(QUOTINGS["python"].text(text)) == text
    assert json.loads(QUOTINGS["javascript"].text(text)) == text
    assert c_value(QUOTINGS["c"].text(text)) == text
    assert QUOTINGS["objective-c"].text(text) == "@" + QUOTINGS["c"].text(text)
    assert java_value(QUOTINGS["java"].text(text)) == text


@given(TEXTS | WICKED)
@settings(max_examples=300, deadline=None)
def test_nothing_that_cannot_be_seen_is_left_in_a_program(text: str) -> None:
    for quoting in QUOTINGS.values():
        assert quoting.text(text).isprintable()


def test_a_shell_reads_what_was_meant() -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash here")
    texts = [
        "it's",
        '$HOME `id` $(id) \\ "',
        "a\nb\tc\r",
        "",
        "订单🎈",
        "\u202e",
        "-n",
        "!x",
        "~",
        "a=b",
    ]
    words = " ".join(QUOTINGS["shell"].text(text) for text in texts)
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {words}"], capture_output=True, check=True
    )
    assert done.stdout.decode().split("\0")[:-1] == texts


def test_half_a_sign_of_a_file_name_does_not_break_a_program() -> None:
    for quoting in QUOTINGS.values():
        quoting.text("bad\udcff.txt").encode()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.id)
@pytest.mark.parametrize("addressing", list(Addressing))
def test_every_template_is_filled_whatever_is_set(
    language: Language, addressing: Addressing
) -> None:
    template = (FOLDER / language.template).read_text("utf-8")
    callback = CallbackSpec(
        enabled=True,
        urls=("https://a.example.com/done", "b.example.com"),
        body='{"a":${x:a}}',
        body_type=BodyType.JSON,
        host="a.example.com",
        sni=Sni.ON,
        variables={"x:a": '"; exit(1); //'},
    )
    where = Destination("oss", HANGZHOU.endpoint, "cn-hangzhou", "shop-media", "", addressing)
    options = ObjectOptions(cache_control="no-cache", metadata={"a": "1"})
    for spec in (callback, CallbackSpec(enabled=True, urls=("http://a.example",)), CallbackSpec()):
        for own in (options, ObjectOptions()):
            subject = Subject(where, spec, "/tmp/a.txt", "in/a.txt", "text/plain", own)
            text = program(language, template, subject=subject)
            assert not set("⟦⟧") & set(text)
            assert "in/a.txt" in text or "in%2Fa.txt" in text
            assert ("a.example" in text) is spec.enabled
            assert text.endswith("\n")
            assert "\n\n\n\n" not in text


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.id)
def test_a_program_names_the_environment_and_holds_no_secret(language: Language) -> None:
    text = (FOLDER / language.template).read_text("utf-8")
    assert "OSS_ACCESS_KEY_ID" in text
    assert "OSS_ACCESS_KEY_SECRET" in text


def test_a_file_of_the_index_is_a_file_that_exists() -> None:
    named = {language.template for language in LANGUAGES}
    assert named == {path.name for path in FOLDER.glob("*.txt")}
    assert len({language.id for language in LANGUAGES}) == len(LANGUAGES) == 14


def test_the_callback_in_a_program_is_the_one_that_upcall_sends() -> None:
    spec = CallbackSpec(enabled=True, urls=("https://a.example.com/x",), body="a=${x:b}")
    values = values_of(Subject(HANGZHOU, spec, "f", "k", "text/plain"))
    sent = base64.b64decode(encoded_callback(spec))
    assert json.loads(values.texts["callback"]) == json.loads(sent)


def test_a_place_is_addressed_as_upcall_addresses_it() -> None:
    local = Destination("oss", "http://127.0.0.1:8080", "cn-hangzhou", "demo")
    assert style_of(local) is Addressing.PATH
    assert style_of(HANGZHOU) is Addressing.VIRTUAL_HOST
    typed = Destination(
        "oss", "https://shop-media.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "shop-media"
    )
    for where in (HANGZHOU, typed):
        values = values_of(Subject(where, CallbackSpec(), "f", "a/ü.txt", "t"))
        url = "https://shop-media.oss-cn-hangzhou.aliyuncs.com/a/%C3%BC.txt"
        assert values.texts["object_url"] == url
        assert values.texts["endpoint"] == HANGZHOU.endpoint
        assert values.texts["resource"] == "/shop-media/a/%C3%BC.txt"


def test_a_mark_that_stands_for_nothing_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled("⟦nothing⟧", Values(), QUOTINGS["python"])
    with pytest.raises(KeyError):
        filled("⟦if callback⟧\nx", Values(flags={"callback": True}), QUOTINGS["python"])


def test_a_value_is_not_looked_through_for_marks() -> None:
    values = Values(texts={"a": "⟦b⟧", "b": "no"})
    assert filled("⟦a⟧", values, QUOTINGS["python"]) == '"⟦b⟧"\n'
