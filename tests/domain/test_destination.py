"""Destinations, credentials and redaction of exchanges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.connection import Connection, batch_of
from app.domain.credentials import Credentials, cleaned
from app.domain.destination import Destination, SameName, guessed_region, problems, with_scheme
from app.domain.exchange import HIDDEN, redacted_headers, redacted_url

GOOD = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "my-bucket")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"endpoint": "oss-cn-hangzhou.aliyuncs.com"}, []),
        ({"endpoint": "http://127.0.0.1:9000/"}, []),
        ({"endpoint": "  "}, ["endpoint.empty"]),
        ({"endpoint": "ftp://host"}, ["endpoint.invalid"]),
        ({"endpoint": "https://"}, ["endpoint.invalid"]),
        ({"endpoint": "https://host:port"}, ["endpoint.invalid"]),
        ({"endpoint": "https://host/folder"}, ["endpoint.invalid"]),
        ({"endpoint": "https://[::1"}, ["endpoint.invalid"]),
        ({"region": " "}, ["region.empty"]),
        ({"bucket": "ab"}, ["bucket.invalid"]),
        ({"bucket": "abc"}, []),
        ({"bucket": "a" * 63}, []),
        ({"bucket": "a" * 64}, ["bucket.invalid"]),
        ({"bucket": "My-Bucket"}, ["bucket.invalid"]),
        ({"bucket": "-bucket"}, ["bucket.invalid"]),
        ({"bucket": "bucket-"}, ["bucket.invalid"]),
        ({"prefix": "2026/spring/"}, []),
        ({"prefix": "/2026"}, ["prefix.invalid"]),
        ({"prefix": "\\2026"}, ["prefix.invalid"]),
        (
            {"endpoint": "", "region": "", "bucket": ""},
            ["endpoint.empty", "region.empty", "bucket.invalid"],
        ),
    ],
)
def test_what_keeps_a_destination_from_being_used_is_named(
    change: dict[str, Any], codes: list[str]
) -> None:
    assert problems(replace(GOOD, **change)) == codes


@pytest.mark.parametrize(
    ("endpoint", "region"),
    [
        ("oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        ("https://oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou"),
        ("https://my-bucket.oss-ap-southeast-1.aliyuncs.com/", "ap-southeast-1"),
        ("cn-hangzhou.oss.aliyuncs.com", "cn-hangzhou"),
        ("oss-accelerate.aliyuncs.com", ""),
        ("http://127.0.0.1:9000", ""),
        ("files.example.com", ""),
        ("", ""),
    ],
)
def test_a_public_endpoint_tells_its_region(endpoint: str, region: str) -> None:
    assert guessed_region(endpoint) == region


def test_an_endpoint_is_https_unless_it_says_otherwise() -> None:
    assert with_scheme(" host:8080/ ") == "https://host:8080"
    assert with_scheme("http://host") == "http://host"
    assert with_scheme("  ") == ""


def test_a_batch_keeps_what_the_connection_said_at_that_moment() -> None:
    connection = Connection("id", "Shop", GOOD, same_name=SameName.SKIP, answer_field="data.id")
    batch = batch_of(connection, "b1")
    assert (batch.id, batch.connection_id, batch.destination) == ("b1", "id", GOOD)
    assert (batch.same_name, batch.answer_field) == (SameName.SKIP, "data.id")
    assert batch.callback == connection.callback


def test_blanks_that_copying_brought_along_are_taken_out_of_keys() -> None:
    copied = Credentials(" LTAI\u00a04x\n", "\tsecr et ", "to\nken", 5.0)
    assert cleaned(copied) == Credentials("LTAI4x", "secret", "token", 5.0)


def test_the_printed_form_of_credentials_shows_no_secret() -> None:
    shown = repr(Credentials("LTAI-1234", "the-secret", "the-token"))
    assert "the-secret" not in shown
    assert "the-token" not in shown
    assert Credentials("LTAI-1234", "s").hint() == "…1234"


SECRET = "s3cr3t-value"


def test_headers_lose_the_values_that_are_secret_and_keep_the_others() -> None:
    headers = (
        ("Authorization", SECRET),
        ("X-OSS-Security-Token", SECRET),
        ("Cookie", SECRET),
        ("x-oss-callback", "kept"),
    )
    shown = redacted_headers(headers)
    assert [name for name, _ in shown] == [name for name, _ in headers]
    assert [value for _, value in shown] == [HIDDEN, HIDDEN, HIDDEN, "kept"]


@pytest.mark.parametrize(
    "name",
    ["Signature", "x-oss-signature", "security-token", "x-oss-credential", "OSSAccessKeyId"],
)
def test_a_url_loses_the_values_that_sign_it(name: str) -> None:
    url = f"https://b.example/a%2Fb?uploadId=7&{name}={SECRET}&x=%20"
    assert redacted_url(url) == f"https://b.example/a%2Fb?uploadId=7&{name}={HIDDEN}&x=%20"


@given(st.text(st.characters(codec="ascii", exclude_characters="?&=#"), max_size=40))
def test_a_url_without_a_query_stays_as_it_is(text: str) -> None:
    assert redacted_url("https://host/" + text) == "https://host/" + text
