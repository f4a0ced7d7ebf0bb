"""Form upload beside a server that says what the sheet says (wangsu.md, 2.3, 4.5 and 7)."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from app.domain import errors as tree
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.notice import NoticeState
from app.domain.states import CallbackOutcome
from app.domain.upload import Receipt
from app.providers.contract import Found, Order
from app.providers.wangsu.provider import LIMITS, WangsuProvider
from tests.providers.oss_calls import answer, canned
from tests.providers.oss_forms import parsed
from tests.providers.wangsu_calls import CALLED, HELLO, WangsuCall, b64, order, policy_in, said

WANGSU = WangsuProvider()


@pytest.fixture
def hello(tmp_path: Path) -> Path:
    """The sheet's five bytes."""
    path = tmp_path / "hello wörld.txt"
    path.write_bytes(b"hello")
    return path


def put(path: Path, reply: bytes, **changes: object) -> tuple[Receipt, WangsuCall, Order]:
    call = WangsuCall()
    with canned(reply) as server:
        wanted = order(path, server.url, **changes)  # type: ignore[arg-type]
        return asyncio.run(WANGSU.put(call, wanted)), call, wanted


GOOD = {
    "plain": said(b64(f"hash={HELLO}")),
    "no padding": said(b64(f"hash={HELLO}").rstrip("=")),
    "returnBody": said(b64(f"key=dir/hello.txt&fsize=5&hash={HELLO}")),
    "hash twice": said(b64(f"hash=Fnothing&fsize=5&hash={HELLO}")),
    "with line breaks": said(b64(f"hash={HELLO}") + "\r\n"),
    "json": said(json.dumps({"key": "dir/hello.txt", "hash": HELLO})),
    "upload_ret": said("", 303, Location=f"http://a.example/r?upload_ret={b64('hash=' + HELLO)}"),
    "plain redirect": said("", 303, Location=f"http://a.example/r?fsize=5&hash={HELLO}"),
}


@pytest.mark.parametrize("shape", GOOD)
def test_every_shape_of_a_normal_answer_is_understood(hello: Path, shape: str) -> None:
    receipt, _call, _order = put(hello, GOOD[shape])
    assert (receipt.etag, receipt.verified) == (HELLO, True)
    assert receipt.request_id == "r-1"
    assert receipt.callback.outcome is CallbackOutcome.NOT_REQUESTED
    assert HELLO in receipt.callback.body


def test_the_answers_of_the_sheet_are_decoded(hello: Path) -> None:
    receipt, *_ = put(hello, said("aGFzaD1GcXIweGgzY3hlaWkycjdlRHp0SUxObXVxVU5O"))
    assert receipt.etag == HELLO
    text = "a2V5PWRpci9oZWxsby50eHQmZnNpemU9NSZoYXNoPUZxcjB4aDNjeGVpaTJyN2VEenRJTE5tdXFVTk4="
    receipt, *_ = put(hello, said(text))
    assert receipt.callback.body == f"key=dir/hello.txt&fsize=5&hash={HELLO}"
    url = b64("http://d.example/dir/hello.txt")
    receipt, *_ = put(hello, said(b64(f"url={url}&hash={HELLO}")))
    assert "url=http://d.example/dir/hello.txt" in receipt.callback.body


def test_the_form_is_what_the_sheet_wants(hello: Path) -> None:
    extras = {"retentionDays": "7", "returnBody": "a=$(x:Uid)", "leaveSeconds": "600"}
    receipt, call, _order = put(
        hello,
        GOOD["plain"],
        extras=extras,
        variables={"x:uid": "4=2 文"},
        name="dir/hello wörld.txt",
    )
    (request,) = call.requests
    assert (request.method, request.target) == ("POST", "/file/upload")
    body, digests = call._body(request.body)
    form = parsed(body, dict(request.headers)["Content-Type"])
    assert form.names[0] == "token"
    assert form.names[-1] == "file"
    assert form["mimeType"] == "application/x-test"
    assert form["deadline"] == "7"
    assert form["x:Uid"] == "4=2 文"
    assert "key" not in form.names
    assert (form.file, len(digests)) == (b"hello", 1)
    assert form.file_name == "hello wörld.txt"
    assert 'filename="hello wörld.txt"'.encode() in body
    policy = policy_in(form["token"])
    assert policy["scope"] == "demo-bucket:folder/文 1.bin"
    assert policy["overwrite"] == 1
    assert policy["returnBody"] == "a=$(x:Uid)"
    assert 590_000 < int(policy["deadline"]) - call.now() * 1000 < 601_000
    assert isinstance(policy["deadline"], str)
    assert receipt.exchange is not None
    assert receipt.exchange.form[0][0] == "policy"


def test_a_delivered_callback_brings_the_servers_own_words(hello: Path) -> None:
    words = '{"message": "Danke 文", "n": 1}'
    reply = said(json.dumps({"hash": HELLO, "response": words}))
    receipt, call, _order = put(hello, reply, callback=CALLED, variables={"x:uid": "42"})
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    assert receipt.callback.body == words
    assert receipt.verified
    (request,) = call.requests
    assert request.answer_within >= 600
    body, _digests = call._body(request.body)
    form = parsed(body, dict(request.headers)["Content-Type"])
    policy = policy_in(form["token"])
    assert policy["callbackUrl"] == CALLED.urls[0]
    assert policy["callbackBody"] == CALLED.body
    assert form["x:Uid"] == "42"  # spelled as the template asks for it


@pytest.mark.parametrize("reply", [said(""), said("  \n")])
def test_an_empty_answer_to_a_callback_counts_as_delivered(hello: Path, reply: bytes) -> None:
    receipt, *_ = put(hello, reply, callback=replace(CALLED, body=""))
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    assert receipt.callback.body == ""
    assert not receipt.verified


@pytest.mark.parametrize(
    "body", ['{"code":"579","message":"callback failed"}', '{"code":579,"message":"x"}', "", "<p>"]
)
def test_579_is_a_failed_callback_of_a_stored_object(hello: Path, body: str) -> None:
    receipt, call, _order = put(hello, said(body, 579), callback=CALLED)
    assert receipt.callback.outcome is CallbackOutcome.FAILED
    assert receipt.callback.status == receipt.http_status == 579
    assert receipt.callback.code == "579"
    assert len(call.requests) == 1


ERRORS = [
    (401, "401", "Token Expired", tree.ServiceFault, "token_life"),
    (401, "401", "AK-SK Not Found", tree.CredentialsRefused, "key_id"),
    (401, 401, "Token Invalid", tree.CredentialsRefused, "secret"),
    (401, "401", "Token Format Invalid", tree.CredentialsRefused, "token"),
    (401, "401", "Authorization Required", tree.CredentialsRefused, "token"),
    (401, "401", "ExpireTime Is Null", tree.Refused, "policy"),
    (401, "401", "Bucket Access Denied", tree.NotAllowed, None),
    (401, "401", "Sign mismatch", tree.CredentialsRefused, "secret"),
    (401, "401", "", tree.CredentialsRefused, "secret"),
    (401, "401", "the moon is wrong", tree.Refused, None),
    (401, "401", "file size exceed fsizeLimit", tree.Refused, "size"),
    (413, "413", "too big", tree.Refused, "size"),
    (404, "404", "Bucket Not Found", tree.Refused, "no_bucket"),
    (631, 631, "no such bucket", tree.Refused, "no_bucket"),
    (405, "405", "Token Required", tree.CredentialsRefused, "token"),
    (406, "406", "File Already Exist", tree.NameTaken, None),
    (406, 406, "exists", tree.NameTaken, None),
    (400, "400", "bad request", tree.Refused, "request"),
    (408, "408", "timeout", tree.ServiceFault, "stalled"),
    (429, "429", "slow", tree.Throttled, None),
    (500, "500", "oops", tree.ServiceFault, None),
    (599, "599", "network", tree.ServiceFault, None),
    (200, "406", "File Already Exist", tree.NameTaken, None),
]


@pytest.mark.parametrize(("status", "code", "message", "kind", "reason"), ERRORS)
def test_refusals_are_told_apart(
    hello: Path, status: int, code: object, message: str, kind: type, reason: str | None
) -> None:
    reply = said(json.dumps({"code": code, "message": message}), status, Date=formatdate())
    with pytest.raises(tree.UploadError) as raised:
        put(hello, reply)
    assert type(raised.value) is kind
    assert raised.value.values.get("reason") == reason
    assert raised.value.answer is not None
    assert raised.value.answer.message == message
    assert raised.value.answer.request_id == "r-1"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answer(200, b"<html>log in</html>", Content_Type="text/html"), "page"),
        (answer(200, b""), "empty"),
        (said("%%%"), "other"),
        (said('["hash"]'), "other"),
        (answer(502, b"<html>"), None),
    ],
)
def test_what_is_no_answer_of_the_service_is_said_to_be_none(
    hello: Path, reply: bytes, reason: str | None
) -> None:
    with pytest.raises(tree.UploadError) as raised:
        put(hello, reply)
    wanted = tree.ServiceFault if reason is None else tree.NotUnderstood
    assert type(raised.value) is wanted
    assert raised.value.values.get("reason") == reason


def test_a_redirect_that_carries_a_failure_is_one(hello: Path) -> None:
    reply = said("", 303, Location="http://a.example/r?code=406&message=File%20Already%20Exist")
    with pytest.raises(tree.NameTaken):
        put(hello, reply)


def test_an_expired_leave_of_a_wrong_clock_is_told_as_the_clocks_fault(hello: Path) -> None:
    body = json.dumps({"code": "401", "message": "Token Expired"})
    with pytest.raises(tree.ClockSkewed) as raised:
        put(hello, said(body, 401, Date="Sat, 01 Jan 2000 00:00:00 GMT"))
    assert int(raised.value.values["minutes"]) > 1000


def test_a_stored_object_with_another_etag_is_an_error(hello: Path) -> None:
    with pytest.raises(tree.IntegrityError) as raised:
        put(hello, said(b64("hash=FnMof6mSFFKNYUwurhWeOnrBSalc")))
    assert raised.value.values["reason"] == "etag"


def test_a_historic_hash_of_hex_digits_is_not_compared(hello: Path) -> None:
    receipt, *_ = put(hello, said(b64("hash=" + "0f" * 20)))
    assert not receipt.verified


def test_an_echoed_secret_does_not_come_back(hello: Path) -> None:
    text = json.dumps({"code": "401", "message": "Token Invalid SKTEST-0123456789"})
    with pytest.raises(tree.CredentialsRefused) as raised:
        put(hello, said(text, 401))
    assert raised.value.answer is not None
    assert "SKTEST" not in raised.value.answer.body + raised.value.answer.message


def test_an_empty_file_is_proved_too(tmp_path: Path) -> None:
    path = tmp_path / "nothing"
    path.write_bytes(b"")
    receipt, *_ = put(path, said(b64("hash=Fto5o-5ea0sNMlW_75VgGJCv2AcJ")))
    assert receipt.verified


@pytest.mark.parametrize("value", ["a&b"])
def test_a_variable_with_an_ampersand_is_named_before_anything_is_sent(
    hello: Path, value: str
) -> None:
    with pytest.raises(tree.DestinationError) as raised:
        put(hello, GOOD["plain"], variables={"x:uid": value})
    assert raised.value.values["problem"] == "callback.variable_value"


def test_a_file_too_large_for_a_form_is_named_before_anything_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with open(path, "wb") as file:
        file.truncate(LIMITS.largest_put + 1)
    call = WangsuCall()
    with pytest.raises(tree.Refused) as raised:
        asyncio.run(WANGSU.put(call, order(path, "http://127.0.0.1:9")))
    assert raised.value.values["reason"] == "size.form"
    assert call.requests == []


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("", "key.empty"),
        ("/a", "key.first_character"),
        ("a/", "key.last_character"),
        ("a/./b", "key.dots"),
        ("a/../b", "key.dots"),
        ("x" * 1001, "key.too_long"),
        ("文" * 334, "key.too_long"),
        ("\ud800", "key.not_text"),
    ],
)
def test_names_that_the_service_does_not_take_are_named(
    hello: Path, key: str, problem: str
) -> None:
    with pytest.raises(tree.DestinationError) as raised:
        put(hello, GOOD["plain"], key=key)
    assert raised.value.values["problem"] == problem


# --- notification ---------------------------------------------------------------------------------


def test_a_task_is_asked_for_by_its_id_and_waited_for(hello: Path) -> None:
    extras = {"persistentOps": "vframe/jpg/offset/1", "persistentNotifyUrl": "http://a.example/"}
    reply = said(b64(f"persistentId=1000abc&hash={HELLO}"))
    there = {"extras": extras, "manager": "http://127.0.0.1:9"}
    receipt, call, _order = put(hello, reply, **there)
    body, _digests = call._body(call.requests[0].body)
    policy = policy_in(parsed(body, dict(call.requests[0].headers)["Content-Type"])["token"])
    assert policy["persistentOps"] == extras["persistentOps"]
    assert policy["persistentNotifyUrl"] == extras["persistentNotifyUrl"]
    assert policy["returnBody"] == "persistentId=$(persistentId)"
    (notice,) = receipt.notices
    assert (notice.id, notice.state) == ("1000abc", NoticeState.PENDING)
    assert notice.since > 0


@pytest.mark.parametrize("told", ["", "persistentId=&", "persistentId=$(persistentId)&"])
def test_a_task_whose_id_was_not_told_is_not_waited_for(hello: Path, told: str) -> None:
    extras = {"persistentOps": "vframe/jpg/offset/1"}
    receipt, *_ = put(hello, said(b64(f"{told}hash={HELLO}")), extras=extras)
    (notice,) = receipt.notices
    assert (notice.state, notice.reason) == (NoticeState.NONE, "no_id")


@pytest.mark.parametrize(
    "words",
    ['{"received": {"persistentId": "1000abc"}}', '{"text": "{\\"persistentId\\":\\"1000abc\\"}"}'],
)
def test_beside_a_callback_the_id_is_found_in_the_servers_answer(hello: Path, words: str) -> None:
    extras = {"persistentOps": "vframe/jpg/offset/1"}
    reply = said(json.dumps({"hash": HELLO, "response": words}))
    receipt, call, _order = put(hello, reply, extras=extras, callback=CALLED)
    assert receipt.notices[0].id == "1000abc"
    body, _digests = call._body(call.requests[0].body)
    policy = policy_in(parsed(body, dict(call.requests[0].headers)["Content-Type"])["token"])
    assert policy["callbackBody"] == CALLED.body + "&persistentId=$(persistentId)"


def test_a_task_that_nobody_here_can_see_is_not_waited_for(hello: Path) -> None:
    reply = said(b64(f"persistentId=1000abc&hash={HELLO}"))
    for notify, reason in (("", "management"), ("http://a.example/n", "elsewhere")):
        extras = {"persistentOps": "vframe/jpg/offset/1", "persistentNotifyUrl": notify}
        receipt, *_ = put(hello, reply, extras=extras)
        assert [(n.state, n.reason) for n in receipt.notices] == [(NoticeState.NONE, reason)]


def test_what_cannot_be_sent_is_named_before_anything_is_sent(hello: Path) -> None:
    call = WangsuCall()
    nowhere = CallbackSpec(True, ("  ",))
    with pytest.raises(tree.DestinationError) as no_url:
        asyncio.run(WANGSU.put(call, order(hello, "http://127.0.0.1:9", callback=nowhere)))
    assert no_url.value.values["problem"] == "callback.no_url"
    limited = order(hello, "http://127.0.0.1:9", extras={"fsizeLimit": "4"})
    with pytest.raises(tree.Refused) as too_large:
        asyncio.run(WANGSU.put(call, limited))
    assert too_large.value.values["reason"] == "size"
    foreign = WangsuCall(Credentials("é\r\n", "secret"))
    with pytest.raises(tree.CredentialsRefused):
        asyncio.run(WANGSU.put(foreign, order(hello, "http://127.0.0.1:9")))
    assert call.requests == foreign.requests == []


def test_an_option_that_is_no_number_is_never_sent(hello: Path) -> None:
    extras = {"retentionDays": "1\r\nX: y", "fsizeLimit": "much", "leaveSeconds": "-5"}
    _receipt, call, _order = put(hello, GOOD["plain"], extras=extras)
    body, _digests = call._body(call.requests[0].body)
    form = parsed(body, dict(call.requests[0].headers)["Content-Type"])
    assert "deadline" not in form.names
    assert "fsizeLimit" not in policy_in(form["token"])


def test_a_name_of_the_services_own_is_learned_from_the_answer(hello: Path) -> None:
    extras = {"saveKey": "auto/$(uuid)"}
    reply = said(b64(f"key=auto/17.txt&hash={HELLO}"))
    receipt, call, wanted = put(hello, reply, extras=extras)
    assert receipt.key == "auto/17.txt"
    body, _digests = call._body(call.requests[0].body)
    policy = policy_in(parsed(body, dict(call.requests[0].headers)["Content-Type"])["token"])
    assert (policy["scope"], policy["saveKey"]) == ("demo-bucket", "auto/$(uuid)")
    assert policy["returnBody"] == "key=$(key)"
    look = asyncio.run(WANGSU.look(call, wanted, since=0.0, crc64=None))
    assert look.found is Found.CANNOT_TELL


@pytest.mark.parametrize(
    "name", ['a"b.txt', "a\tb\x01.txt", "文 😀.bin", "\udcff.bin", "a;b=c.txt"]
)
def test_any_file_name_stands_in_the_form(hello: Path, name: str) -> None:
    _receipt, call, _order = put(hello, GOOD["plain"], name=name)
    body, _digests = call._body(call.requests[0].body)
    form = parsed(body, dict(call.requests[0].headers)["Content-Type"])
    assert form.file == b"hello"
    assert form.file_name


def test_a_servers_bare_answer_is_understood_as_its_own_words(hello: Path) -> None:
    receipt, *_ = put(hello, said('{"Status": "OK"}'), callback=CALLED)
    assert receipt.callback.outcome is CallbackOutcome.DELIVERED
    assert receipt.callback.body == '{"Status": "OK"}'
