"""Answers of application servers that are broken, odd or meant to harm."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import NotUnderstood, Refused, UploadError
from app.domain.grant import Authorisation, FormGrant, UrlGrant
from app.domain.upload import UploadTask
from app.providers.contract import Order, Reply, Request
from app.providers.oss.grant_put import by_grant, granted_form, granted_put
from app.providers.oss.grants import understood

SECRET = "canary-secret-71c5"
THERE = Destination("oss", "https://oss-cn-x.aliyuncs.com", "cn-x", "bucket", "in/")
SIGNED = "https://bucket.oss-cn-x.aliyuncs.com/in/a?x-oss-signature=" + "0" * 64


def in_base64(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.b64encode(text.encode("utf-8", "replace")).decode()


TEXTS = st.sampled_from(
    [
        *(
            SECRET,
            "",
            " ",
            "0",
            "-1",
            "1e400",
            "nan",
            "9" * 400,
            "文",
            "\ud800",
            "a\r\nb: c",
            "x:a",
        ),
        *("PUT", "POST", "success", "2026-10-20T04:27:09Z", "0001-01-01T00:00:00+14:00", "{}", "{"),
        *(SIGNED, "https://", "http://[::1", "https://u:p@h/x", "https://h:x/y", "//h/x", "h/x"),
        *("https://h/%ff%00?Signature=1", "https://h/../a?Expires=1e9&Signature=1", "javascript:x"),
        *("https://文.example/?Signature=x", "https://h/a?callback=%zz&x-oss-signature=1"),
        in_base64({"expiration": "2026-10-20T04:27:09Z", "conditions": [["eq", "$key", "k"]]}),
        in_base64({"expiration": 7, "conditions": [["content-length-range", "x", None], [], {}]}),
        in_base64({"conditions": [["starts-with", "$key", 5], ["eq", "$x:a", "1"], [[], {}, 1]]}),
        in_base64({"conditions": [["content-length-range", 1e400, -5], ["eq", 5, "a"], "x"]}),
        in_base64('{"conditions":[["starts-with","$key","in/\\$5/"]],"expiration":"2027-01-01"}'),
        in_base64({"callbackUrl": 5, "callbackBody": ["x"], "callbackSNI": "true"}),
        in_base64({"callbackUrl": "https://a.example", "callbackBody": "${x:a}${x:}${x:A b}"}),
        in_base64([1]),
    ]
)
NAMES = st.sampled_from(
    [
        *("AccessKeyId", "AccessKeySecret", "SecurityToken", "Expiration", "Code", "code", "data"),
        *("policy", "Signature", "signature", "host", "dir", "callback", "expire", "fields", "key"),
        *("x_oss_credential", "x-oss-date", "version", "x:a", "url", "signedUrl", "method"),
        *("headers", "body", "Credentials", "success_action_status", "message", "error"),
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False),
    lambda inner: st.dictionaries(NAMES, inner, max_size=6) | st.lists(inner, max_size=3),
    max_leaves=12,
)
ANSWERS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=8)


def said(value: object) -> Reply:
    return Reply(200, (), json.dumps(value).encode("utf-8", "replace"))


def an_order(key: str = "in/a.txt", size: int = 10) -> Order:
    batch = Batch("b", "c", THERE, CallbackSpec(True, ("https://own.example",), "o=${x:a}"))
    task = UploadTask("t", "b", "/nowhere", key, "a.txt", size, variables={"x:a": "1", "x:b": "2"})
    return Order(task, batch, size)


def request_of(order: Order, grant: Authorisation) -> Request | None:
    """What would be sent with a grant; None with a key."""
    if isinstance(grant, FormGrant):
        return granted_form(by_grant(order, grant), grant).request
    if isinstance(grant, UrlGrant):
        return granted_put(by_grant(order, grant), grant)[0]
    return None


def outcome_of(answer: object) -> Request | UploadError | None:
    """The request, the error, or None for a key."""
    try:
        return request_of(an_order(), understood(said(answer)))
    except UploadError as error:
        return error


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANSWERS)
def test_no_answer_does_anything_but_authorise_or_fail_with_a_reason(
    answer: dict[str, Any],
) -> None:
    outcome = outcome_of(answer)
    if isinstance(outcome, UploadError):
        assert outcome.values.get("reason") or outcome.values.get("problem")
        assert SECRET not in str(outcome) + repr(outcome.values)
    if isinstance(outcome, Request):
        assert outcome.target.isascii()
        assert outcome.target.isprintable()
        assert " " not in outcome.target
        assert outcome.origin.startswith("https://")
        assert "@" not in outcome.origin
        assert all("\n" not in value and "\r" not in value for _name, value in outcome.headers)


@pytest.mark.parametrize("host", ["https://h/文", "https://h/a b", "h/a\tb", "https://h /"])
def test_a_form_goes_to_no_place_that_cannot_stand_in_a_request(host: str) -> None:
    policy = in_base64({"expiration": "2026-10-20T04:27:09Z", "conditions": [{"bucket": "b"}]})
    outcome = outcome_of({"policy": policy, "accessid": "i", "signature": "s", "host": host})
    assert isinstance(outcome, Refused)
    assert outcome.values["reason"] == "grant_place"


@pytest.mark.parametrize(
    "url",
    ["https://login.example/", "https://h/a?x=1", "https://h/a?redirect=%3FSignature%3D1"],
)
def test_an_address_without_a_signature_gets_no_file(url: str) -> None:
    for answer in ({"url": url}, {"code": 401, "url": url}, url):
        with pytest.raises(NotUnderstood):
            understood(Reply(200, (), answer.encode()) if isinstance(answer, str) else said(answer))


def test_headers_that_the_wire_writes_itself_or_that_break_the_line_are_never_sent() -> None:
    mine = {"Host": "h", "Content-Length": "5", "Transfer-Encoding": "chunked", "x-oss-meta-a": "1"}
    grant = understood(said({"url": SIGNED, "headers": mine}))
    assert isinstance(grant, UrlGrant)
    assert grant.headers == (("x-oss-meta-a", "1"),)
    for name, value in (("a b", "1"), ("a", "1\r\nb: 2"), ("", "1"), ("a", "文")):
        with pytest.raises(NotUnderstood):
            understood(said({"url": SIGNED, "headers": {name: value}}))


def test_base64_in_an_address_keeps_its_plus_signs() -> None:
    spec = {"callbackUrl": "https://a.example", "callbackBody": "o=${object}&é=>>>???"}
    text = in_base64(spec)
    assert "+" in text
    grant = understood(said({"url": f"{SIGNED}&callback={text}"}))
    assert isinstance(grant, UrlGrant)
    assert grant.callback is not None
    assert grant.callback.body == spec["callbackBody"]


def test_a_callback_that_cannot_be_read_is_one_all_the_same() -> None:
    grant = understood(said({"url": f"{SIGNED}&callback=unreadable"}))
    assert isinstance(grant, UrlGrant)
    assert grant.callback is not None
    assert (grant.callback.enabled, grant.callback.urls) == (True, ())
    assert by_grant(an_order(), grant).callback.enabled


def test_a_policy_with_the_services_own_dollar_sign_is_read() -> None:
    text = '{"expiration":"2026-10-20T04:27:09Z","conditions":[["starts-with","$key","in/\\$5/"]]}'
    answer = {"policy": in_base64(text), "accessid": "i", "signature": "s", "host": "https://h"}
    grant = understood(said(answer))
    assert isinstance(grant, FormGrant)
    assert grant.prefix == "in/$5/"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: f"\n {text}\n".encode(),
        lambda text: json.dumps({"body": text}).encode(),
    ],
)
def test_a_mark_blanks_or_text_around_an_answer_do_not_hide_it(wrap: Any) -> None:
    answer = json.dumps({"AccessKeyId": "STS.x", "AccessKeySecret": SECRET})
    assert understood(Reply(200, (), wrap(answer))) == Credentials("STS.x", SECRET)


def test_a_bare_address_may_stand_in_quotes() -> None:
    for text in (SIGNED, json.dumps(SIGNED), f"{SIGNED}\n"):
        grant = understood(Reply(200, (), text.encode()))
        assert isinstance(grant, UrlGrant)
        assert grant.url == SIGNED


def test_granting_twice_is_granting_once(tmp_path: Path) -> None:
    conditions = [["starts-with", "$key", "user-7/"], ["eq", "$x:b", "9"]]
    policy = in_base64({"expiration": "2026-10-20T04:27:09Z", "conditions": conditions})
    spec = in_base64({"callbackUrl": "https://a.example", "callbackBody": "${x:a}&${x:b}"})
    answer = {"policy": policy, "accessid": "i", "signature": "s", "host": "https://h"}
    for grant in (
        understood(said(answer | {"callback": spec})),
        understood(said(answer)),
        understood(said({"url": SIGNED})),
    ):
        assert not isinstance(grant, Credentials)
        once = by_grant(an_order(), grant)
        assert by_grant(once, grant) == once


def a_form(conditions: list[Any]) -> FormGrant:
    policy = in_base64({"expiration": "2026-10-20T04:27:09Z", "conditions": conditions})
    grant = understood(said({"policy": policy, "accessid": "i", "signature": "s", "host": "h"}))
    assert isinstance(grant, FormGrant)
    return grant


@pytest.mark.parametrize(
    ("prefix", "key", "goes_to"),
    [
        ("", "in/a.txt", "in/a.txt"),
        ("in/", "in/a.txt", "in/a.txt"),
        ("in/7/", "in/sub/a.txt", "in/7/sub/a.txt"),
        ("other/", "in/a.txt", "other/a.txt"),
        ("other/", "a.txt", "other/a.txt"),
    ],
)
def test_the_servers_folder_takes_the_place_of_the_connections(
    prefix: str, key: str, goes_to: str
) -> None:
    grant = a_form([["starts-with", "$key", prefix]])
    assert by_grant(an_order(key), grant).task.key == goes_to


@pytest.mark.parametrize(("size", "reason"), [(4, "size.small"), (1001, "size.grant")])
def test_a_file_of_a_size_that_is_not_permitted_is_named_before_the_start(
    size: int, reason: str
) -> None:
    grant = a_form([["content-length-range", 5, 1000]])
    with pytest.raises(Refused) as caught:
        by_grant(an_order(size=size), grant)
    values = {"reason": reason, "least": "5", "most": "1000", "bytes": str(size)}
    assert caught.value.values == values
