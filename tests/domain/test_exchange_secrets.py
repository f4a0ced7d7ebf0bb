"""What of an exchange is hidden, in whatever spelling it comes back."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote, quote_plus

import pytest

from app.domain.exchange import (
    HIDDEN,
    redacted_headers,
    redacted_url,
    secrets_in_headers,
    secrets_in_url,
    without,
)

SIGNATURE = "a+b/c=d&e f"


@pytest.mark.parametrize("name", ["Signature", "x-oss-signature", "Sign%61ture", "security-token"])
def test_a_signature_is_hidden_however_its_name_is_written(name: str) -> None:
    url = f"https://h/k?a=1&{name}={quote(SIGNATURE, safe='')}&b=2"
    assert redacted_url(url) == f"https://h/k?a=1&{name}={HIDDEN}&b=2"
    assert SIGNATURE in secrets_in_url(url)


def test_a_plus_sign_in_an_address_may_be_one_or_a_blank() -> None:
    assert set(secrets_in_url("https://h/k?signature=abc+def")) == {"abc+def", "abc def"}


@pytest.mark.parametrize(
    "spelled",
    [
        SIGNATURE,
        quote(SIGNATURE, safe=""),
        quote(SIGNATURE, safe="").lower(),
        quote_plus(SIGNATURE),
        escape(SIGNATURE),
        json.dumps(SIGNATURE)[1:-1],
        SIGNATURE.replace("/", "\\/"),
    ],
)
def test_a_text_is_rid_of_a_secret_in_every_spelling(spelled: str) -> None:
    assert without(f"<{spelled}>", [SIGNATURE]) == f"<{HIDDEN}>"


def test_short_values_and_other_texts_stay() -> None:
    assert without("a certain text", ["a", "text", "other secret"]) == "a certain text"


@pytest.mark.parametrize(
    ("value", "secret"),
    [
        ("OSS id:abcdefgh=", "abcdefgh="),
        ("OSS4-HMAC-SHA256 Credential=id/day,Signature=abcdef0123", "abcdef0123"),
        ("Bearer a:b c", "a:b c"),
    ],
)
def test_what_a_header_holds_of_a_secret(value: str, secret: str) -> None:
    assert secrets_in_headers((("Authorization", value), ("Accept", "x"))) == (secret,)


def test_an_answers_headers_are_rid_of_what_was_sent() -> None:
    headers = (("Location", "http://h/?signature=zzz&a=1"), ("X-Echo", "got abcdefgh."))
    hidden = f"http://h/?signature={HIDDEN}&a=1"
    shown = (("Location", hidden), ("X-Echo", f"got {HIDDEN}."))
    assert redacted_headers(headers, ["abcdefgh"]) == shown
