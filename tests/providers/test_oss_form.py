"""Forms: policies, signatures, and what a parser that is not ours reads out of them."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.callback import CallbackSpec, custom_name
from app.domain.connection import Batch
from app.domain.credentials import Credentials
from app.domain.destination import Addressing, Destination, SameName
from app.domain.errors import DestinationError, Refused
from app.domain.upload import UploadTask
from app.providers.contract import Order, Request, SourceRange
from app.providers.oss.form import LARGEST_FORM, epilogue, post_object, preamble
from app.providers.oss.policy import Condition, policy_text, signature_v1, signature_v4
from app.providers.oss.signing import Scope, signing_key
from tests.providers.oss_calls import order
from tests.providers.oss_forms import ReadForm, parsed, read_form

AK = Credentials("ak", "sk")
STS = Credentials("ak", "sk", "token-of-test")
NOW = 1702743657.0
HANGZHOU = Scope("cn-hangzhou", "20231216T162057Z")
ASKED = CallbackSpec(
    True, ("http://app.example.com/cb",), "n=${x:n}", variables={"x:n": "1", "x:文": "值"}
)
HERE = "http://127.0.0.1:1"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(b"file\r\n--upcall-\r\n" * 100)
    return path


def made(wanted: Order, *, keys: Credentials = AK, now: float = NOW) -> Request:
    return post_object(wanted, keys, now=now).request


def form(wanted: Order, *, keys: Credentials = AK) -> ReadForm:
    return read_form(made(wanted, keys=keys))


def as_post(
    key: str = "k",
    *,
    size: int = 0,
    callback: CallbackSpec | None = None,
    variables: dict[str, str] | None = None,
) -> Order:
    """An order without a file."""
    there = Destination("oss", HERE, "cn-hangzhou", "bucket")
    batch = Batch("b", "c", there, callback or CallbackSpec(), method="post")
    task = UploadTask("t", "b", "/nowhere", key, "n", size, variables=variables or {})
    return Order(task, batch, size)


# --- signatures ----------------------------------------------------------------------------------


def test_the_v4_vector() -> None:
    conditions: list[Condition] = [
        {"bucket": "bucket"},
        {"x-oss-signature-version": "OSS4-HMAC-SHA256"},
        {"x-oss-credential": "ak/20231216/cn-hangzhou/oss/aliyun_v4_request"},
        {"x-oss-date": "20231216T162057Z"},
        ["content-length-range", 1, 10485760],
        ["eq", "$success_action_status", "201"],
        ["starts-with", "$key", "uploads/"],
    ]
    text = policy_text(conditions, expires=1702747257)
    assert base64.b64decode(text).decode() == (
        '{"expiration":"2023-12-16T17:20:57.000Z","conditions":[{"bucket":"bucket"},'
        '{"x-oss-signature-version":"OSS4-HMAC-SHA256"},'
        '{"x-oss-credential":"ak/20231216/cn-hangzhou/oss/aliyun_v4_request"},'
        '{"x-oss-date":"20231216T162057Z"},["content-length-range",1,10485760],'
        '["eq","$success_action_status","201"],["starts-with","$key","uploads/"]]}'
    )
    key = "b412a03b134ebddd720f5167b5de6db66620ebb3b01cff4d49e3ccb09f8de97f"
    assert signing_key("sk", HANGZHOU).hex() == key
    assert (
        signature_v4(text, secret="sk", scope=HANGZHOU)
        == "f5864f50268cec559100c075f28daa0035c3eb7b424b260ee616f0eaea99a107"
    )


def test_the_v1_vector() -> None:
    text = policy_text([["content-length-range", 0, 104857600]], expires=1702747257)
    assert text == (
        "eyJleHBpcmF0aW9uIjoiMjAyMy0xMi0xNlQxNzoyMDo1Ny4wMDBaIiwiY29uZGl0aW9ucyI6W1siY29udGVudC1s"
        "ZW5ndGgtcmFuZ2UiLDAsMTA0ODU3NjAwXV19"
    )
    assert signature_v1(text, secret="sk") == "mQ+n+YgfSwyc/AG1HaoJCxsdNEI="


# --- fields and policy ---------------------------------------------------------------------------


def test_the_fields_come_in_the_services_order_and_the_file_last(source: Path) -> None:
    wanted = order(
        source,
        HERE,
        callback=ASKED,
        same_name=SameName.KEEP_BOTH,
        region="cn-hangzhou",
        variables={"X:N": "2"},
    )
    found = form(wanted, keys=STS)
    assert found.names == [
        "key",
        "policy",
        "x-oss-signature-version",
        "x-oss-credential",
        "x-oss-date",
        "x-oss-security-token",
        "x-oss-signature",
        "success_action_status",
        "x-oss-forbid-overwrite",
        "Content-Type",
        "callback",
        "x:n",
        "x:文",
        "file",
    ]
    assert found["key"] == "folder/文 1.bin"
    assert found["x-oss-signature-version"] == "OSS4-HMAC-SHA256"
    assert found["x-oss-credential"] == "ak/20231216/cn-hangzhou/oss/aliyun_v4_request"
    assert found["x-oss-date"] == "20231216T162057Z"
    assert found["x-oss-security-token"] == "token-of-test"
    assert found["success_action_status"] == "200"
    assert found["x-oss-forbid-overwrite"] == "true"
    assert (found["Content-Type"], found.file_kind) == ("application/x-test", "application/x-test")
    told = json.loads(base64.b64decode(found["callback"], validate=True))
    assert (told["callbackUrl"], told["callbackBody"]) == ("http://app.example.com/cb", "n=${x:n}")
    assert (found["x:n"], found["x:文"]) == ("2", "值")
    assert found.file == source.read_bytes()
    assert found["x-oss-signature"] == signature_v4(found["policy"], secret="sk", scope=HANGZHOU)


def test_what_is_not_asked_for_is_not_in_the_form(source: Path) -> None:
    found = form(order(source, HERE, variables={"x:n": "2"}))
    without = {"x-oss-security-token", "x-oss-forbid-overwrite", "callback", "x:n"}
    assert not without & set(found.names)
    pinned = {name for entry in found.policy["conditions"] for name in entry}
    assert not without & pinned


def test_the_policy_pins_this_one_upload(source: Path) -> None:
    wanted = order(
        source, HERE, callback=ASKED, same_name=SameName.SKIP, region="cn-hangzhou", key="a/文.b"
    )
    found = form(wanted, keys=STS)
    size = source.stat().st_size
    assert found.policy["expiration"] == "2023-12-16T17:20:57.000Z"
    assert found.policy["conditions"] == [
        {"bucket": "demo"},
        ["eq", "$key", "a/文.b"],
        ["content-length-range", size, size],
        {"success_action_status": "200"},
        {"x-oss-forbid-overwrite": "true"},
        {"x-oss-signature-version": "OSS4-HMAC-SHA256"},
        {"x-oss-credential": "ak/20231216/cn-hangzhou/oss/aliyun_v4_request"},
        {"x-oss-date": "20231216T162057Z"},
        {"x-oss-security-token": "token-of-test"},
    ]


@pytest.mark.parametrize(
    ("key", "condition"),
    [
        ("plain", ["eq", "$key", "plain"]),
        ("a/b$c$d", ["starts-with", "$key", "a/b"]),
        ("$key", ["starts-with", "$key", ""]),
        ("a\\${filename}", ["starts-with", "$key", "a\\"]),
    ],
)
def test_a_dollar_sign_is_never_left_to_interpretation(key: str, condition: list[str]) -> None:
    assert form(as_post(key)).policy["conditions"][1] == condition


@pytest.mark.parametrize("key", ["${filename}", "a/${filename}.txt", "${filename}${filename}"])
def test_a_key_that_holds_the_services_placeholder_stays_what_it_is(key: str) -> None:
    found = form(as_post(key))
    assert found["key"].replace("${filename}", found.file_name) == key


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("a/b/photo (1).jpg", "photo (1).jpg"),
        ('q"u\r\no\\te.txt', "q%22u%0D%0Ao%5Cte.txt"),
        ("文", "%E6%96%87"),
        ("folder/", "file"),
        ("a" * 100 + ".tar.gz", "a" * 53 + ".tar.gz"),
    ],
)
def test_the_file_part_has_a_name_that_needs_no_escape(key: str, name: str) -> None:
    assert form(as_post(key)).file_name == name


def test_the_boundary_is_new_each_time_and_needs_the_key_to_be_foreseen() -> None:
    wanted = as_post()
    other = Credentials("ak", "another")
    kinds = [
        dict(made(wanted).headers)["Content-Type"],
        dict(made(wanted, now=NOW + 0.001).headers)["Content-Type"],
        dict(made(wanted, keys=other).headers)["Content-Type"],
    ]
    assert len(set(kinds)) == 3
    boundary = kinds[0].removeprefix("multipart/form-data; boundary=")
    assert len(boundary) <= 70  # RFC 2046
    assert boundary.replace("-", "").isalnum()


def test_a_form_goes_to_the_bucket() -> None:
    assert (made(as_post()).method, made(as_post()).origin) == ("POST", HERE)
    assert made(as_post()).target == "/bucket/"
    there = Destination("oss", "https://oss-cn-x.aliyuncs.com", "cn-x", "bucket")
    cname = Destination("oss", "https://up.example.com", "cn-x", "bucket", "", Addressing.CNAME)
    for place, origin in (
        (there, "https://bucket.oss-cn-x.aliyuncs.com"),
        (cname, "https://up.example.com"),
    ):
        request = made(Order(as_post().task, Batch("b", "c", place), 0))
        assert (request.origin, request.target) == (origin, "/")


def test_the_file_is_a_range_between_two_texts() -> None:
    body = made(as_post(size=7)).body
    assert isinstance(body, tuple)
    assert [type(piece) for piece in body] == [bytes, SourceRange, bytes]
    assert body[1] == SourceRange("/nowhere", 0, 7)


def test_a_policy_lasts_as_long_as_the_file_may_take() -> None:
    body = made(as_post(size=LARGEST_FORM)).body
    assert isinstance(body, tuple)
    head, tail = body[0], body[-1]
    assert isinstance(head, bytes)
    assert isinstance(tail, bytes)
    kind = dict(made(as_post(size=LARGEST_FORM)).headers)["Content-Type"]
    assert parsed(head + tail, kind).policy["expiration"] == "2023-12-17T16:06:17.000Z"


def test_a_form_with_a_long_token_stays_within_the_smallest_limit_told(source: Path) -> None:
    keys = Credentials("STS." + "k" * 25, "s" * 44, "t" * 900)
    wanted = order(source, HERE, callback=ASKED, same_name=SameName.SKIP, key="文" * 40)
    assert sum(len(value) for _name, value in form(wanted, keys=keys).fields) < 4096


# --- what cannot be sent -------------------------------------------------------------------------


def test_a_file_that_no_form_can_carry_is_refused_by_name() -> None:
    with pytest.raises(Refused) as caught:
        made(as_post(size=LARGEST_FORM + 1))
    assert caught.value.values["reason"] == "size.form"
    assert caught.value.values["bytes"] == "5368709121"
    assert made(as_post(size=LARGEST_FORM)).method == "POST"


@pytest.mark.parametrize(
    ("key", "variables", "problem"),
    [
        ("", {}, "key.empty"),
        ("/k", {}, "key.first_character"),
        ("broken\udcff", {}, "key.not_text"),
        ("k", {'x:"; name="key': "1"}, "callback.variable_name"),
        ("k", {"x:a\r\nb": "1"}, "callback.variable_name"),
        ("k", {"x:a\\": "1"}, "callback.variable_name"),
        ("k", {"x:a": "broken\udcff"}, "callback.not_text"),
        ("k", {"x:broken\udcff": "a"}, "callback.not_text"),
    ],
)
def test_what_cannot_stand_in_a_form_says_why(
    key: str, variables: dict[str, str], problem: str
) -> None:
    with pytest.raises(DestinationError) as caught:
        made(as_post(key, callback=ASKED, variables=variables))
    assert caught.value.values["problem"] == problem


# --- anything at all -----------------------------------------------------------------------------

WILD = st.text(
    st.one_of(st.sampled_from('"\r\n\\-=;:${}% \t\x00'), st.characters(exclude_categories=["Cs"])),
    max_size=30,
)
KEYS = WILD.filter(lambda key: bool(key) and key[0] not in "/\\")
NAMES = WILD.map("x:{}".format).filter(
    lambda name: not any(c in '"\\\x7f' or c < " " for c in name)
)
BYTES = st.one_of(st.binary(max_size=200), st.sampled_from([b"\r\n--upcall-", b"--", b"\r\n\r\n"]))


@given(key=KEYS, variables=st.dictionaries(NAMES, WILD, max_size=4), data=BYTES)
def test_a_parser_gets_back_exactly_what_was_put_in(
    tmp_path_factory: pytest.TempPathFactory, key: str, variables: dict[str, str], data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    spec = CallbackSpec(True, ("http://h",), key, variables={})
    found = form(order(path, HERE, key=key, callback=spec, variables=variables))
    assert found["key"] == key
    assert found.file == data
    assert found.file_name.isascii()
    assert found.names[-1] == "file"
    assert json.loads(base64.b64decode(found["callback"]))["callbackBody"] == key
    sent = {name: found[name] for name in found.names if name.startswith("x:")}
    assert sent == {custom_name(n): v for n, v in variables.items() if custom_name(n)}


@given(st.lists(st.tuples(NAMES, WILD), max_size=6), BYTES)
def test_fields_with_any_value_come_back_in_order(
    fields: list[tuple[str, str]], data: bytes
) -> None:
    boundary = "upcall-" + "0" * 48
    head = preamble(tuple(fields), "n", boundary=boundary, kind="text/plain")
    body = head + data + epilogue(boundary)
    found = parsed(body, f"multipart/form-data; boundary={boundary}")
    assert found.fields[:-1] == [(name, value.encode()) for name, value in fields]
    assert found.file == data
