"""What application servers hand out, understood; the demo cloud's and other shapes in use."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import BodyType
from app.domain.credentials import Credentials
from app.domain.errors import CredentialsRefused, NotUnderstood, Refused, ServiceFault, UploadError
from app.domain.grant import FormGrant, UrlGrant
from app.providers.app_server import moment, question
from app.providers.contract import Reply
from app.providers.oss.grants import understood

SECRET = "canary-secret-71c5"
INNER = {
    "AccessKeyId": "STS.x",
    "AccessKeySecret": SECRET,
    "SecurityToken": "canary-token",
    "Expiration": "2026-10-20T04:27:09Z",
}
EXPIRES = 1792470429.0


def said(value: object, *, status: int = 200) -> Reply:
    text = value if isinstance(value, str) else json.dumps(value)
    return Reply(status, (), text.encode())


def in_base64(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "answer",
    [
        INNER,
        {"Credentials": INNER, "RequestId": "1"},
        {"code": 0, "data": {"credentials": INNER}},
        {"statusCode": 200, "body": json.dumps(INNER)},
        {"Code": "Success", **INNER},
        {name[0].lower() + name[1:]: value for name, value in INNER.items()},
        {"access_key_id": "STS.x", "access_key_secret": SECRET}
        | {"security_token": "canary-token", "expiration": EXPIRES * 1000},
        {"AccessKeyId": " STS.x\n", "AccessKeySecret": SECRET, "StsToken": "canary-token"}
        | {"expire": int(EXPIRES)},
    ],
)
def test_temporary_keys_are_understood_in_every_shape_in_use(answer: dict[str, Any]) -> None:
    assert understood(said(answer)) == Credentials("STS.x", SECRET, "canary-token", EXPIRES)


def test_a_failure_in_the_place_of_a_key_is_a_refusal() -> None:
    with pytest.raises(CredentialsRefused) as caught:
        understood(said({"Code": "Failed", **INNER}))
    assert caught.value.values == {"reason": "server", "code": "Failed"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, CredentialsRefused), (403, CredentialsRefused), (404, Refused), (302, Refused)]
    + [(status, ServiceFault) for status in (408, 429, 500, 503)],
)
def test_what_the_server_says_with_its_status_is_told_apart(
    status: int, kind: type[UploadError]
) -> None:
    with pytest.raises(kind) as caught:
        understood(said(SECRET, status=status))
    assert caught.value.values == {"reason": "server", "status": str(status)}
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "<html>hello</html>",
        "[1]",
        "{}",
        "{",
        '"x"',
        "12",
        {"data": {"x": 1}},
        {"policy": "?"},
        {"policy": in_base64({"no": "conditions"}), "host": "https://x"},
        {"AccessKeyId": SECRET},
        {"url": "https://x/a b"},
        {"url": "https://x", "method": "POST"},
    ],
)
def test_everything_else_is_said_to_be_nothing_that_we_know(answer: object) -> None:
    with pytest.raises(NotUnderstood) as caught:
        understood(said(answer))
    assert caught.value.values == {"reason": "server"}
    assert SECRET not in str(caught.value)


def understood_or_not(reply: Reply) -> UploadError:
    """The error, or one that stands for none."""
    try:
        understood(reply)
    except UploadError as error:
        return error
    return NotUnderstood(reason="server")


@given(st.binary(max_size=400) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_no_answer_breaks_it(body: bytes | str) -> None:
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
    with pytest.raises(UploadError) as caught:
        raise understood_or_not(Reply(200, (), raw))
    assert caught.value.values["reason"] == "server"


def test_a_policy_says_what_it_fixes_and_what_it_leaves_open() -> None:
    spec = {
        "callbackUrl": "https://a.example/1;https://b.example/2",
        "callbackBody": "object=${object}&order=${x:order}&shop=${x:shop}&o=${x:order}",
        "callbackBodyType": "application/json",
    }
    conditions = [
        {"bucket": "shop-media"},
        ["starts-with", "$key", "in/\\$5/"],
        ["content-length-range", 1, 1000],
        ["eq", "$x:shop", "7"],
        {"x-oss-object-acl": "private"},
        ["in", "$content-type", ["image/png"]],
    ]
    policy = in_base64({"expiration": "2026-10-20T04:27:09.000Z", "conditions": conditions})
    answer = {"accessid": "LTAI", "policy": policy, "signature": "c2ln", "dir": "in/$5/"}
    given_ = {"host": "shop-media.oss-cn-x.aliyuncs.com", "callback": in_base64(spec)}
    grant = understood(said({"data": answer | given_ | {"expire": EXPIRES + 50}}))
    assert isinstance(grant, FormGrant)
    assert grant.url == "https://shop-media.oss-cn-x.aliyuncs.com"
    assert grant.fields == (
        ("policy", policy),
        ("OSSAccessKeyId", "LTAI"),
        ("Signature", "c2ln"),
        ("callback", in_base64(spec)),
        ("x:shop", "7"),
        ("x-oss-object-acl", "private"),
    )
    assert (grant.prefix, grant.key) == ("in/$5/", "")
    assert (grant.smallest, grant.largest, grant.expires_at) == (1, 1000, EXPIRES)
    assert grant.callback is not None
    assert grant.callback.urls == ("https://a.example/1", "https://b.example/2")
    assert grant.callback.body_type is BodyType.JSON
    assert grant.open_variables == ("x:order",)
    assert "c2ln" not in repr(grant)


def test_a_policy_for_one_name_fixes_the_name() -> None:
    conditions = [{"key": "a/b.png"}, ["content-length-range", 0, 9]]
    policy = in_base64({"expiration": "2026-10-20T04:27:09Z", "conditions": conditions})
    grant = understood(
        said({"fields": {"policy": policy, "Signature": "s", "OSSAccessKeyId": "i"}, "url": "h"})
    )
    assert isinstance(grant, FormGrant)
    assert (grant.key, grant.url) == ("a/b.png", "https://h")


def test_an_address_is_understood_as_a_text_and_as_an_object() -> None:
    spec = in_base64({"callbackUrl": "https://a.example", "callbackBody": "o=${object}"})
    url = (
        "https://b.oss-cn-x.aliyuncs.com/a%20b?x-oss-signature-version=OSS4-HMAC-SHA256"
        f"&x-oss-date=20261020T042609Z&x-oss-expires=60&callback={spec.replace('=', '%3D')}"
        "&x-oss-signature=0"
    )
    bare = understood(said(url))
    whole = understood(said({"data": {"signedUrl": url, "headers": {"Host": "x", "X-A": "1"}}}))
    assert isinstance(bare, UrlGrant)
    assert isinstance(whole, UrlGrant)
    assert (bare.url, bare.headers, bare.expires_at) == (url, (), EXPIRES)
    assert whole.headers == (("X-A", "1"),)
    assert bare.callback is not None
    assert bare.callback.urls == ("https://a.example",)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a/b",
        "https://",
        "https://u:p@a.example/",
        "https://a.example/ä",
        "http://[::1",
        "https://a.example:x/",
        "https://a.example/a b",
        "https://a.example/\r\nX: y",
    ],
)
def test_no_address_of_a_server_is_said_to_be_none(url: str) -> None:
    with pytest.raises(Refused) as caught:
        question(url, "")
    assert caught.value.values == {"reason": "server_url"}


def test_the_code_goes_along_in_a_header_only() -> None:
    asked = question("https://a.example:8443/sts?x=1#f", SECRET)
    assert (asked.method, asked.origin, asked.target) == (
        "GET",
        "https://a.example:8443",
        "/sts?x=1",
    )
    assert ("Authorization", f"Bearer {SECRET}") in asked.headers
    assert "Authorization" not in dict(question("https://a.example", "").headers)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1792470429", EXPIRES),
        ("1792470429000", EXPIRES),
        ("2026-10-20T04:27:09Z", EXPIRES),
        ("2026-10-20T12:27:09+08:00", EXPIRES),
        ("", 0.0),
        ("soon", 0.0),
        ("-1", 0.0),
        ("nan", 0.0),
        ("1e400", 0.0),
    ],
)
def test_moments_are_read_in_every_spelling(text: str, at: float) -> None:
    assert moment(text) == at
