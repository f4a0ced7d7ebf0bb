"""The callback's headers, and what a reply says about it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType, CallbackSpec, Sni
from app.domain.errors import DestinationError
from app.domain.states import CallbackOutcome
from app.providers.contract import Reply
from app.providers.oss.callback import (
    body_text,
    callback_headers,
    callback_result,
    merged_variables,
    wire_url,
)

SAMPLE = (
    "eyJjYWxsYmFja0hvc3QiOiAieW91ci5jYWxsYmFjay5jb20iLCAiY2FsbGJhY2tVcmwiOiAiaHR0cDovL29zcy1kZW1v"
    "LmFsaXl1bmNzLmNvbToyMzQ1MCIsICJjYWxsYmFja0JvZHkiOiAiYnVja2V0PSR7YnVja2V0fSZvYmplY3Q9JHtvYmpl"
    "Y3R9JnVpZD0ke3g6dWlkfSZvcmRlcj0ke3g6b3JkZXJfaWR9IiwgImNhbGxiYWNrQm9keVR5cGUiOiAiYXBwbGljYXRp"
    "b24veC13d3ctZm9ybS11cmxlbmNvZGVkIiwgImNhbGxiYWNrU05JIjogZmFsc2V9"
)
SAMPLE_VARIABLES = "eyJ4OnVpZCI6ICIxMjM0NSIsICJ4Om9yZGVyX2lkIjogIjY3ODkwIn0="
URL = "https://app.example.com/oss"


def decoded(spec: CallbackSpec, own: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON of each header."""
    headers = callback_headers(spec, own or {})
    return {name: json.loads(base64.b64decode(value, validate=True)) for name, value in headers}


def spec(**changes: Any) -> CallbackSpec:
    return CallbackSpec(**{"enabled": True, "urls": (URL,), **changes})


def test_the_documentations_sample_decodes_to_the_same() -> None:
    made = decoded(
        CallbackSpec(
            True,
            ("http://oss-demo.aliyuncs.com:23450",),
            "bucket=${bucket}&object=${object}&uid=${x:uid}&order=${x:order_id}",
            host="your.callback.com",
            variables={"x:uid": "12345", "x:order_id": "67890"},
        )
    )
    assert made["x-oss-callback"] == json.loads(base64.b64decode(SAMPLE))
    assert made["x-oss-callback-var"] == json.loads(base64.b64decode(SAMPLE_VARIABLES))


def test_without_a_callback_no_header_is_sent() -> None:
    assert callback_headers(spec(enabled=False, variables={"x:a": "1"}), {"x:b": "2"}) == ()


def test_without_variables_their_header_is_left_out() -> None:
    assert set(decoded(spec())) == {"x-oss-callback"}


def test_a_tasks_own_variables_come_over_those_of_the_batch() -> None:
    made = decoded(spec(variables={"x:uid": "1", "Job": "7"}), {"UID": "2", " ": "nothing"})
    assert made["x-oss-callback-var"] == {"x:uid": "2", "x:job": "7"}


def test_several_urls_are_joined_and_a_missing_scheme_is_written_out() -> None:
    made = decoded(spec(urls=(" 1.2.3.4:8080/p ", "", "https://b.example.com")))
    assert made["x-oss-callback"]["callbackUrl"] == "http://1.2.3.4:8080/p;https://b.example.com"


def test_a_json_template_survives_with_its_quotes_and_placeholders() -> None:
    template = '{"bucket":${bucket},"说":"a\\"b\\n"}'
    made = decoded(spec(body=template, body_type=BodyType.JSON))
    assert made["x-oss-callback"]["callbackBody"] == template
    assert made["x-oss-callback"]["callbackBodyType"] == "application/json"


@pytest.mark.parametrize(
    ("wanted", "urls", "expected"),
    [
        (Sni.AUTO, (URL,), True),
        (Sni.AUTO, ("http://app.example.com",), False),
        (Sni.AUTO, ("https://1.2.3.4/p", "https://[::1]/p"), False),
        (Sni.AUTO, ("http://a.example.com", "https://b.example.com"), True),
        (Sni.AUTO, ("app.example.com",), False),
        (Sni.ON, ("http://1.2.3.4",), True),
        (Sni.OFF, (URL,), False),
    ],
)
def test_sni_is_a_boolean_and_auto_means_https_with_a_name(
    wanted: Sni, urls: tuple[str, ...], *, expected: bool
) -> None:
    assert decoded(spec(sni=wanted, urls=urls))["x-oss-callback"]["callbackSNI"] is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example.com/%E6%96%87?a=b&c#d", "https://a.example.com/%E6%96%87?a=b&c#d"),
        ("https://a.example.com/文?q=图%20", "https://a.example.com/%E6%96%87?q=%E5%9B%BE%20"),
        ("https://文件.example.com:8443/", "https://xn--5nqy36c.example.com:8443/"),
    ],
)
def test_urls_are_ascii_and_never_encoded_twice(url: str, expected: str) -> None:
    assert wire_url(url) == expected


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (spec(urls=()), "callback.no_url"),
        (spec(urls=("  ",)), "callback.no_url"),
        (spec(urls=("http://[文/",)), "callback.url_invalid"),
        (spec(body="\udcff"), "callback.not_text"),
    ],
)
def test_what_cannot_be_sent_says_why(broken: CallbackSpec, problem: str) -> None:
    with pytest.raises(DestinationError) as caught:
        callback_headers(broken, {})
    assert caught.value.values["problem"] == problem


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=5))
def test_any_template_and_variables_arrive_as_they_were(
    body: str, variables: dict[str, str]
) -> None:
    wanted = spec(body=body, variables=variables)
    for _name, value in callback_headers(wanted, {}):
        assert value.isascii()
        assert "\n" not in value
    made = decoded(wanted)
    assert made["x-oss-callback"]["callbackBody"] == body
    assert made.get("x-oss-callback-var", {}) == merged_variables(wanted, {})


# --- what came of it ---------------------------------------------------------------------------

FAILED = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>CallbackFailed</Code><Message>Error status : 502.</Message><RequestId>R1</RequestId>
<HostId>demo.example.com</HostId><EC>0007-00000205</EC></Error>"""
COMPLETION = b"<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"


def reply(status: int, body: bytes, *, cut: bool = False, kind: str = "application/json") -> Reply:
    headers = (("Content-Type", kind), ("ETag", '"E"'), ("Set-Cookie", "session=1"))
    return Reply(status, headers, body, cut)


@pytest.mark.parametrize(
    "body", [b'{"Status":"OK"}', b"<Error><Code>X</Code></Error>", "谢谢".encode(), b"\0\x01"]
)
def test_200_hands_on_exactly_the_servers_body(body: bytes) -> None:
    result = callback_result(reply(200, body), asked=True)
    assert result.outcome is CallbackOutcome.DELIVERED
    assert (result.body.encode(), result.binary, result.body_cut) == (body, False, False)
    assert (result.status, result.content_type) == (200, "application/json")
    assert ("Set-Cookie", "session=1") not in result.headers


def test_203_is_a_failed_callback_with_the_services_words() -> None:
    result = callback_result(reply(203, FAILED, kind="application/xml"), asked=True)
    assert result.outcome is CallbackOutcome.FAILED
    assert (result.status, result.code, result.ec) == (203, "CallbackFailed", "0007-00000205")
    assert result.message == "Error status : 502."
    assert result.body == FAILED.decode()


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b"{}"])
def test_203_without_a_document_is_failed_all_the_same(body: bytes) -> None:
    result = callback_result(reply(203, body), asked=True)
    assert result.outcome is CallbackOutcome.FAILED
    assert result.code == ""


def test_without_a_callback_nothing_is_said_about_one() -> None:
    for status in (200, 203):
        result = callback_result(reply(status, b"whatever"), asked=False)
        assert result.outcome is CallbackOutcome.NOT_REQUESTED


@pytest.mark.parametrize("body", [b"", COMPLETION])
def test_200_without_the_servers_answer_is_not_called_delivered(body: bytes) -> None:
    assert callback_result(reply(200, body), asked=True).outcome is CallbackOutcome.UNKNOWN


def test_a_binary_body_is_shown_with_escapes() -> None:
    result = callback_result(reply(200, b"a\xff\x00"), asked=True)
    assert (result.body, result.binary) == ("a\\xff\x00", True)
    assert result.outcome is CallbackOutcome.DELIVERED


def test_a_cut_body_is_text_although_its_last_letter_is_half_there() -> None:
    body = "谢谢".encode()[:-1]
    assert body_text(body, cut=True) == ("谢", False)
    assert body_text(body, cut=False)[1]
    assert callback_result(reply(200, body, cut=True), asked=True).body_cut
