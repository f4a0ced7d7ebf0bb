"""Every row of the sheet's table of callback troubles (oss.md, 1.11) has its word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback_failure import failure_of_callback, refusal_of_callback, server_status

CONNECT = "Error Status : -1. OSS can not connect to your callbackUrl, please check it."
TIMEOUT = "error status:-1 192.0.2.7:80 reply timeout, cost: 5000 ms, timeout: 5000 ms (err -4)"
LONG = "Error Status : 400. User server return too long content-length value"


@pytest.mark.parametrize(
    ("message", "ec", "word"),
    [
        ("Too many callback requests.", "", "crowded"),
        ("Something else entirely.", "0007-00000201", "crowded"),
        ("Cost too long time.", "", "slow"),
        ("Something else entirely.", "0007-00000202", "slow"),
        (TIMEOUT, "", "slow"),
        ("Response body is not valid json format.", "", "not_json"),
        ("Something else entirely.", "0007-00000205", "not_json"),
        ("Get image info failed.", "", "image"),
        (CONNECT, "", "unreachable"),
        ("Error status : 301.", "", "moved"),
        ("Error status : 302.", "", "moved"),
        ("Error status : 400.", "", "refused"),
        ("Error status : 401.", "", "refused"),
        ("Error status : 403.", "", "forbidden"),
        ("Error status : 404.", "", "not_found"),
        ("Error status : 500.", "", "broken"),
        ("Error status : 503.", "", "broken"),
        ("Error status : 502.", "", "gateway"),
        (LONG, "", "length"),
        ("User server missing content-length", "", "length"),
        ("User server return invalid conent-length value", "", "length"),
        ("Error status : 204.", "", "other"),
        ("Nobody has seen this before.", "", "other"),
        ("", "", "other"),
    ],
)
def test_each_failure_has_its_word(message: str, ec: str, word: str) -> None:
    assert failure_of_callback(message, ec) == word


@pytest.mark.parametrize(
    ("message", "ec", "word"),
    [
        ("The length of callback 6000 exceed max value 5120.", "0007-00000001", "long"),
        ("The length of callback 6000 exceed max value 5120.", "", "long"),
        ("The callback configuration is not base64 encoded.", "", "encoding"),
        ("The callback configuration is not json format.", "", "json"),
        ("The callback url configuration is invalid.", "", "url"),
        ("The number of callback url exceed max value.", "", "urls"),
        ("Can not get ip by this host.", "", "name"),
        ("Private address is forbidden to callback.", "", "private"),
        ("The callback host configuration is invalid.", "", "host"),
        ("The callback body is invalid.", "", "body"),
        ("The callback body type configuration is invalid.", "", "body_type"),
        ("The body type of callback is not supported.", "", "body_type"),
        ("Something about headers.", "0007-00000021", "headers"),
        ("Something about headers.", "0007-00000026", "headers"),
        ("Either ... or the x-oss-callback header should be specified, not both.", "", "twice"),
        ("The callback-var too long.", "", "variables_long"),
        ("Something.", "0007-00000101", "variables_long"),
        ("The callback-var is not base64 encoded.", "0007-00000102", "variables"),
        ("The callback var is not expecten json.", "", "variables"),
        ("The callback signature version is invalid.", "", "version"),
        ("The callback sni is invalid.", "", "sni"),
        ("Nobody has seen this before.", "", ""),
    ],
)
def test_each_refusal_has_its_word(message: str, ec: str, word: str) -> None:
    assert refusal_of_callback(message, ec) == word


@pytest.mark.parametrize(
    ("message", "status"),
    [("Error status : 502.", "502"), (CONNECT, "-1"), (LONG, "400"), ("No number.", "")],
)
def test_the_status_of_the_application_server_is_read(message: str, status: str) -> None:
    assert server_status(message) == status


@given(message=st.text(), ec=st.text(max_size=14))
def test_any_answer_gets_a_word(message: str, ec: str) -> None:
    assert failure_of_callback(message, ec)
    assert isinstance(refusal_of_callback(message, ec), str)
