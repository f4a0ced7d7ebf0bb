"""Whole requests, addresses and forms beside those of the vendor's own client, for odd names.

The vendor's client builds and signs with its own code; only its transport is ours, which keeps what
would have been sent. Both sign for the second that the vendor's client took from its clock.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import alibabacloud_oss_v2 as oss_v2
from alibabacloud_oss_v2.signer import SignerV4
from alibabacloud_oss_v2.types import HttpClient, HttpRequest, HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination
from app.domain.options import ObjectOptions
from app.domain.upload import UploadTask
from app.providers.contract import Order
from app.providers.oss.callback import callback_query
from app.providers.oss.form import post_object
from app.providers.oss.requests import Draft, presigned_put_address, signed
from app.providers.oss.signing import stamp_of
from tests.providers.oss_forms import read_form

CASES = settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
BUCKET = "bucket"
REGION = "cn-hangzhou"
PLACES = {
    Addressing.VIRTUAL_HOST: "https://oss-cn-hangzhou.aliyuncs.com",
    Addressing.PATH: "http://127.0.0.1:8123",
    Addressing.CNAME: "https://files.example.com",
}

LETTERS = "报告文件😀👩‍👩‍👧+%#&?=;:@!*'()[]{}\"|~-_. $^`,ß\u0301/"
NASTY = [
    "a/../b",
    "./x",
    "a//b",
    "a b+c%20d",
    "%2F",
    "文件/图 片.png",
    "😀/#1&2",
    "x?y=1#z",
    "$",
    "+",
]
TEXTS = st.one_of(
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=40),
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
)
KEYS = TEXTS.filter(lambda key: key[0] not in "/\\" and len(key.encode()) <= 1023)
NAMES = st.text(st.sampled_from("abcxyzABC019-+|% 文"), min_size=1, max_size=12)
QUERIES = st.dictionaries(NAMES, TEXTS | st.just(""), max_size=4)
VALUES = st.text(st.sampled_from("abc XYZ019=;,/+%"), min_size=1, max_size=20)
HEADERS = st.dictionaries(
    st.text(st.sampled_from("abc0-z"), min_size=1, max_size=9).map("x-oss-meta-{}".format),
    VALUES.map(str.strip).filter(bool),
    max_size=3,
)
SECRETS = st.text(st.sampled_from("abcXYZ019+/="), min_size=1, max_size=40)
TOKENS = st.just("") | SECRETS
STYLES = st.sampled_from(list(PLACES))


class Kept(HttpResponse):  # type: ignore[misc]
    """An empty answer; the vendor's client wants one."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    request = property(lambda self: self._request)
    is_closed = property(lambda self: True)
    is_stream_consumed = property(lambda self: True)
    status_code = property(lambda self: 200)
    headers = property(lambda self: {})
    reason = property(lambda self: "OK")
    content = property(lambda self: b"")

    def __repr__(self) -> str:
        return "Kept"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def close(self) -> None:
        """There is nothing to close."""

    def read(self) -> bytes:
        """There is nothing in it."""
        return b""

    def iter_bytes(self, **kwargs: Any) -> Iterator[bytes]:
        """There is nothing in it."""
        return iter([])


class Keeper(HttpClient):  # type: ignore[misc]
    """Keeps what it is to send."""

    def __init__(self) -> None:
        self.sent: list[HttpRequest] = []

    def send(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it."""
        self.sent.append(request)
        return Kept(request)

    def open(self) -> None:
        """There is nothing to open."""

    def close(self) -> None:
        """There is nothing to close."""


def vendors(style: Addressing, keys: Credentials) -> tuple[oss_v2.Client, Keeper]:
    """The vendor's client with our transport."""
    config = oss_v2.config.load_default()
    config.credentials_provider = oss_v2.credentials.StaticCredentialsProvider(
        keys.access_key_id, keys.access_key_secret, keys.security_token or None
    )
    config.region, config.endpoint = REGION, PLACES[style]
    config.use_cname = style is Addressing.CNAME
    config.use_path_style = style is Addressing.PATH
    config.http_client = keeper = Keeper()
    return oss_v2.Client(config), keeper


def there(style: Addressing) -> Destination:
    return Destination("oss", PLACES[style], REGION, BUCKET, addressing=style)


def seconds_of(stamp: str) -> float:
    return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()


def parts_of(url: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Host, decoded path and sorted parameters."""
    parts = urlsplit(url)
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return parts.netloc, unquote(parts.path), query


@CASES
@given(
    style=STYLES,
    method=st.sampled_from(["GET", "PUT", "POST", "HEAD", "DELETE"]),
    key=KEYS,
    query=QUERIES,
    headers=HEADERS,
    kind=st.sampled_from(["", "text/plain", "application/xml; charset=utf-8"]),
    secret=SECRETS,
    token=TOKENS,
)
def test_any_request_is_the_one_that_the_vendors_client_sends(
    *,
    style: Addressing,
    method: str,
    key: str,
    query: dict[str, str],
    headers: dict[str, str],
    kind: str,
    secret: str,
    token: str,
) -> None:
    keys = Credentials("LTAI", secret, token)
    headers = {**headers, **({"Content-Type": kind} if kind else {})}
    client, keeper = vendors(style, keys)
    client.invoke_operation(
        oss_v2.OperationInput(
            op_name="Any",
            method=method,
            bucket=BUCKET,
            key=key,
            parameters=dict(query),
            headers=dict(headers),
        )
    )
    (theirs,) = keeper.sent
    now = seconds_of(theirs.headers["x-oss-date"])
    draft = Draft(method, tuple(query.items()), tuple(headers.items()))
    ours = signed(draft, there(style), key, credentials=keys, now=now)
    assert dict(ours.headers)["Authorization"] == theirs.headers["Authorization"]
    assert dict(ours.headers).get("x-oss-security-token", "") == token
    assert parts_of(ours.origin + ours.target) == parts_of(theirs.url)
    assert ours.target.isascii()


@CASES
@given(
    style=STYLES,
    key=KEYS,
    variables=st.dictionaries(st.sampled_from(["x:a", "x:b-c"]), TEXTS, max_size=2),
    seconds=st.integers(60, 604_800),
    secret=SECRETS,
    token=TOKENS,
)
def test_any_presigned_upload_is_the_one_that_the_vendors_client_presigns(
    *,
    style: Addressing,
    key: str,
    variables: dict[str, str],
    seconds: int,
    secret: str,
    token: str,
) -> None:
    keys = Credentials("LTAI", secret, token)
    spec = CallbackSpec(True, ("https://app.example.com/oss",), "o=${object}", variables=variables)
    order = an_order(style, key, spec)
    client, _keeper = vendors(style, keys)
    theirs = client.presign(
        oss_v2.PutObjectRequest(bucket=BUCKET, key=key, parameters=dict(callback_query(spec, {}))),
        expires=timedelta(seconds=seconds),
    )
    assert not theirs.signed_headers
    told = dict(parse_qsl(urlsplit(theirs.url).query))
    now, life = seconds_of(told["x-oss-date"]), int(told["x-oss-expires"])
    ours = presigned_put_address(order, credentials=keys, now=now, seconds=life)
    assert parts_of(ours) == parts_of(theirs.url)


@CASES
@given(
    style=STYLES,
    key=KEYS,
    variables=st.dictionaries(st.sampled_from(["x:a", "x:b-c"]), TEXTS, max_size=2),
    now=st.integers(0, 4_000_000_000),
    secret=SECRETS,
    token=TOKENS,
)
def test_any_form_is_signed_as_the_vendors_signer_signs_its_policy(
    *,
    style: Addressing,
    key: str,
    variables: dict[str, str],
    now: int,
    secret: str,
    token: str,
) -> None:
    keys = Credentials("LTAI", secret, token)
    spec = CallbackSpec(True, ("https://app.example.com/oss",), "o=${object}", variables=variables)
    order = an_order(style, key, spec, acl="private")
    form = read_form(post_object(order, keys, now=float(now)).request)
    stamp = stamp_of(now)
    expected = SignerV4()._calc_signature(secret, stamp[:8], REGION, "oss", form["policy"])
    assert form["x-oss-signature"] == expected
    assert form["x-oss-credential"] == f"LTAI/{stamp[:8]}/{REGION}/oss/aliyun_v4_request"
    assert form["key"] == key
    assert {name: form[name] for name in variables} == variables
    pinned = [c for c in form.policy["conditions"] if isinstance(c, dict)]
    assert {"x-oss-date": stamp} in pinned
    assert {"x-oss-object-acl": "private"} in pinned
    assert not token or {"x-oss-security-token": token} in pinned
    told = json.loads(base64.b64decode(form["callback"], validate=True))
    assert told["callbackBody"] == "o=${object}"


def an_order(style: Addressing, key: str, spec: CallbackSpec, *, acl: str = "") -> Order:
    batch = Batch("b", "c", there(style), spec, options=ObjectOptions(acl=acl))
    return Order(UploadTask("t", "b", "/nowhere", key, "name", 0), batch, 0)
