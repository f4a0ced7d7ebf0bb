"""Reading XML that nobody vouches for, and writing the one document of ours."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.providers import xml


def test_names_lose_their_namespace_and_text_its_blanks() -> None:
    root = xml.read(b'<a xmlns="urn:x" x:y="1" xmlns:x="urn:y"><x:b> 7 </x:b></a>')
    assert root.tag == "a"
    assert xml.text(root, "b") == "7"
    assert xml.number(root, "b") == 7
    assert xml.text(root, "none") == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"text",
        b"{}",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&undefined;</a>",
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>',
        b"\xff\xfe<\x00a\x00/\x00>\x00",
        b"<a>\xff</a>",
        b"<a>" * 33 + b"</a>" * 33,
        b"<r>" + b"<a/>" * 100_000 + b"</r>",
    ],
)
def test_everything_else_is_no_document(body: bytes) -> None:
    with pytest.raises(xml.NotXml):
        xml.read(body)


def test_a_file_of_this_computer_never_gets_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept here")
    body = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]><a>&s;</a>'
    with pytest.raises(xml.NotXml):
        xml.read(body.encode())


def test_a_declared_encoding_changes_nothing() -> None:
    for name in ("GBK", "utf-16", "no-such-thing", "hex"):
        body = f'<?xml version="1.0" encoding="{name}"?><a>文</a>'.encode()
        assert xml.read(body).text == "文"


@given(st.binary(max_size=400))
def test_noise_is_a_document_or_none(noise: bytes) -> None:
    for body in (noise, b"<a>" + noise + b"</a>"):
        with contextlib.suppress(xml.NotXml):
            assert xml.read(body).tag


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("18446744073709551615", 2**64 - 1),
        ("18446744073709551616", None),
        ("-1", None),
        ("+1", None),
        ("1_0", None),
        ("１", None),
        ("", None),
        ("9" * 5000, None),
    ],
)
def test_numbers_are_unsigned_and_of_64_bits(text: str, number: int | None) -> None:
    assert xml.whole_number(text) == number


def test_parts_are_written_in_order_with_quoted_etags() -> None:
    body = xml.complete_document([(2, "B"), (10, "<&>"), (1, "A")])
    assert body == (
        b'<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"A"</ETag></Part>'
        b'<Part><PartNumber>2</PartNumber><ETag>"B"</ETag></Part>'
        b'<Part><PartNumber>10</PartNumber><ETag>"&lt;&amp;&gt;"</ETag></Part>'
        b"</CompleteMultipartUpload>"
    )
    assert [xml.number(part, "PartNumber") for part in xml.read(body)] == [1, 2, 10]
