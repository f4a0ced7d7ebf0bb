"""PostObject as a step, against answers written out by hand."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from fastcrc.crc64 import xz

from app.domain import errors as tree
from app.domain.callback import CallbackSpec
from app.domain.credentials import Credentials
from app.domain.states import CallbackOutcome
from app.providers.contract import Found, Order
from app.providers.oss.provider import OssProvider
from tests.engine.servers import RawServer, read_request
from tests.providers.oss_calls import HttpCall, answer, canned, order
from tests.providers.oss_forms import ReadForm, parsed, read_form

OSS = OssProvider()
DATA = bytes(range(256)) * 1200
CRC = str(xz(DATA))
ASKED = CallbackSpec(True, ("http://app.example.com/cb", "http://b.example.com"))
SAID = b'{"message":"thank you"}'
CREATED = b"<PostResponse><Bucket>demo</Bucket><ETag>E</ETag></PostResponse>"
FAILED = (
    b"<Error><Code>CallbackFailed</Code><Message>Error status : 500.</Message>"
    b"<HostId>demo.host</HostId><EC>0007-00000203</EC></Error>"
)
NOT_ASKED, DELIVERED = CallbackOutcome.NOT_REQUESTED, CallbackOutcome.DELIVERED
UNKNOWN, BROKEN = CallbackOutcome.UNKNOWN, CallbackOutcome.FAILED


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.bin"
    path.write_bytes(DATA)
    return path


def as_form(path: Path, endpoint: str, **changes: Any) -> Order:
    made = order(path, endpoint, **changes)
    return replace(made, batch=replace(made.batch, method="post"))


def error(code: str, message: str = "Said no.", ec: str = "") -> bytes:
    text = f"<Error><Code>{code}</Code><Message>{message}</Message><EC>{ec}</EC></Error>"
    return text.encode()


def test_a_form_is_sent_once_and_gives_a_verified_receipt(source: Path) -> None:
    call = HttpCall(Credentials("ak", "sk", "token"))
    ok = answer(
        200, ETag='"E"', x_oss_hash_crc64ecma=CRC, x_oss_request_id="R", x_oss_version_id="V"
    )
    with canned(ok) as server:
        receipt = asyncio.run(OSS.put(call, as_form(source, server.url)))
        assert receipt.url == f"{server.url}/demo/folder/%E6%96%87%201.bin"
    assert (receipt.etag, receipt.crc64, receipt.verified) == ("E", int(CRC), True)
    assert (receipt.size, receipt.http_status, receipt.key) == (len(DATA), 200, "folder/文 1.bin")
    assert (receipt.request_id, receipt.version_id) == ("R", "V")
    (request,) = call.requests
    assert (request.method, request.target, request.answer_within) == ("POST", "/demo/", 60.0)
    assert [name for name, _value in request.headers] == ["Content-Type"]
    assert read_form(request).file == DATA


def test_a_form_with_a_callback_waits_longer(source: Path) -> None:
    call = HttpCall()
    with canned(answer(200, SAID, ETag="E")) as server:
        asyncio.run(OSS.put(call, as_form(source, server.url, callback=ASKED)))
    assert call.requests[0].answer_within == 72.0


def test_a_form_with_nothing_in_it_is_verified(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    call = HttpCall()
    with canned(answer(204, ETag='"E"', x_oss_hash_crc64ecma="0")) as server:
        receipt = asyncio.run(OSS.put(call, as_form(empty, server.url)))
    assert read_form(call.requests[0]).file == b""
    assert (receipt.size, receipt.verified) == (0, True)


@pytest.mark.parametrize(
    ("status", "body", "asked", "outcome"),
    [
        (200, b"", False, NOT_ASKED),
        (201, CREATED, False, NOT_ASKED),
        (204, b"", False, NOT_ASKED),
        (200, SAID, True, DELIVERED),
        (200, b"<answer/>", True, DELIVERED),
        (200, b"", True, UNKNOWN),
        (200, CREATED, True, UNKNOWN),
        (201, CREATED, True, UNKNOWN),
        (201, SAID, True, UNKNOWN),
        (204, b"", True, UNKNOWN),
        (203, FAILED, True, BROKEN),
        (203, b"", True, BROKEN),
        (203, FAILED, False, BROKEN),
    ],
)
def test_every_answer_that_means_stored(
    source: Path, status: int, body: bytes, asked: bool, outcome: CallbackOutcome
) -> None:
    spec = ASKED if asked else CallbackSpec()
    with canned(answer(status, body, ETag='"E"', x_oss_hash_crc64ecma=CRC)) as server:
        receipt = asyncio.run(OSS.put(HttpCall(), as_form(source, server.url, callback=spec)))
    assert (receipt.http_status, receipt.etag, receipt.verified) == (status, "E", True)
    assert receipt.callback.outcome is outcome
    if outcome is DELIVERED:
        assert receipt.callback.body.encode() == body
    if body == FAILED:
        assert (receipt.callback.code, receipt.callback.ec) == ("CallbackFailed", "0007-00000203")


@pytest.mark.parametrize("status", [200, 201, 203, 204])
def test_a_page_of_something_on_the_way_is_no_success(source: Path, status: int) -> None:
    page = b"" if status == 204 else b"<html>Please log in</html>"
    with canned(answer(status, page)) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.put(HttpCall(), as_form(source, server.url)))


@pytest.mark.parametrize("status", [202, 206])
def test_other_statuses_say_nothing_whatever_comes_with_them(source: Path, status: int) -> None:
    odd = answer(status, ETag="E", x_oss_request_id="R")
    with canned(odd) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.put(HttpCall(), as_form(source, server.url)))


def test_a_form_does_not_widen_what_put_object_takes_for_success(source: Path) -> None:
    with canned(answer(204, ETag="E")) as server, pytest.raises(tree.NotUnderstood):
        asyncio.run(OSS.put(HttpCall(), order(source, server.url)))


def test_bytes_that_changed_on_the_way_are_found_out(source: Path) -> None:
    wrong = answer(200, ETag="E", x_oss_hash_crc64ecma=str(int(CRC) ^ 1))
    with canned(wrong) as server, pytest.raises(tree.IntegrityError) as caught:
        asyncio.run(OSS.put(HttpCall(), as_form(source, server.url)))
    assert caught.value.values["reason"] == "crc64"


def test_without_a_checksum_nothing_is_called_verified(source: Path) -> None:
    with canned(answer(204, ETag="E")) as server:
        receipt = asyncio.run(OSS.put(HttpCall(), as_form(source, server.url)))
    assert (receipt.crc64, receipt.verified) == (None, False)


EXPIRED = "Invalid according to Policy: Policy expired."
FAILED_CONDITION = (
    'Invalid according to Policy: Policy Condition failed: ["eq", "$key", "policy expired"]'
)
REFUSALS = [
    (400, "InvalidPolicyDocument", "Not JSON.", "0006-00000204", tree.Refused, "policy"),
    (403, "AccessDenied", EXPIRED, "0002-00000208", tree.CredentialsRefused, "policy_expired"),
    (403, "AccessDenied", FAILED_CONDITION, "", tree.NotAllowed, "policy"),
    (403, "AccessDenied", "Denied by bucket policy.", "0003-00000001", tree.NotAllowed, ""),
    (
        403,
        "SignatureDoesNotMatch",
        "Not the one.",
        "0002-00000040",
        tree.CredentialsRefused,
        "secret",
    ),
    (400, "EntityTooLarge", "Too large.", "", tree.Refused, "size"),
    (400, "EntityTooSmall", "Too small.", "", tree.Refused, "size"),
    (400, "IncorrectNumberOfFilesInPOSTRequest", "One.", "", tree.Refused, "form"),
    (400, "MalformedPOSTRequest", "Broken.", "", tree.Refused, "form"),
    (412, "RequestIsNotMultiPartContent", "Not a form.", "", tree.Refused, "form"),
    (400, "MaxPOSTPreDataLengthExceededError", "Much.", "", tree.Refused, "form.size"),
    (400, "FieldItemTooLong", "Long.", "", tree.Refused, "form.size"),
    (400, "InvalidArgument", "The version.", "0002-00000701", tree.Refused, "policy"),
    (403, "AccessDenied", "No policy.", "0002-00000702", tree.Refused, "policy"),
    (400, "InvalidArgument", "The callback is bad.", "", tree.Refused, "callback"),
    (400, "InvalidArgument", "Something else.", "", tree.Refused, "argument"),
    (409, "FileAlreadyExists", "There.", "", tree.NameTaken, ""),
    (503, "ServiceUnavailable", "Later.", "", tree.ServiceFault, ""),
    (404, "NoSuchBucket", "None.", "", tree.Refused, "no_bucket"),
]


@pytest.mark.parametrize(("status", "code", "message", "ec", "kind", "reason"), REFUSALS)
def test_each_refusal_of_a_form_has_its_class_and_reason(
    source: Path,
    status: int,
    code: str,
    message: str,
    ec: str,
    kind: type[tree.UploadError],
    reason: str,
) -> None:
    with (
        canned(answer(status, error(code, message, ec))) as server,
        pytest.raises(tree.UploadError) as caught,
    ):
        asyncio.run(OSS.put(HttpCall(), as_form(source, server.url)))
    assert type(caught.value) is kind
    assert caught.value.values.get("reason", "") == reason
    assert caught.value.answer is not None
    assert caught.value.answer.code == code


def test_what_lets_anybody_upload_never_comes_back_in_an_error(source: Path) -> None:
    """A service that quotes the form: the policy (with the token inside), signature, token."""

    def quoting(_server: RawServer, connection: socket.socket) -> None:
        seen = read_request(connection)
        found = parsed(seen.body, (seen.header(b"Content-Type") or b"").decode())
        quoted.append(found)
        fields = "".join(f"<F{n}>{found[name]}</F{n}>" for n, name in enumerate(found.names[:-1]))
        text = " ".join(found[name] for name in found.names[:-1])
        body = f"<Error><Code>MalformedPOSTRequest</Code><Message>{text}</Message>{fields}</Error>"
        connection.sendall(answer(400, body.encode()))

    quoted: list[ReadForm] = []
    call = HttpCall(Credentials("ak", "secret-of-the-test", "token-of-the-test"))
    with RawServer(quoting) as server, pytest.raises(tree.Refused) as caught:
        asyncio.run(OSS.put(call, as_form(source, server.origin)))
    (found,) = quoted
    shown = repr(tree.failure_of(caught.value))
    assert found["x-oss-credential"] in shown  # it did quote
    for name in ("policy", "x-oss-signature", "x-oss-security-token"):
        assert found[name]
        assert found[name] not in shown


def test_a_file_that_no_form_can_carry_is_refused_before_a_byte_is_sent(tmp_path: Path) -> None:
    path = tmp_path / "sparse.bin"
    with path.open("wb") as file:
        file.truncate(5 * 1024**3 + 1)
    call = HttpCall()
    with pytest.raises(tree.Refused) as caught:
        asyncio.run(OSS.put(call, as_form(path, "http://127.0.0.1:1")))
    assert caught.value.values["reason"] == "size.form"
    assert not caught.value.retryable
    assert call.requests == []


def test_a_form_whose_answer_was_lost_is_looked_for_as_any_other(source: Path) -> None:
    call = HttpCall()
    there = answer(
        200,
        ETag="E",
        x_oss_hash_crc64ecma=CRC,
        Content_Length=str(len(DATA)),
        Last_Modified=formatdate(usegmt=True),
    )
    with canned(there) as server:
        wanted = as_form(source, server.url, callback=ASKED)
        look = asyncio.run(OSS.look(call, wanted, since=call.now(), crc64=int(CRC)))
    assert call.requests[0].method == "HEAD"
    assert look.found is Found.THERE
    assert look.receipt is not None
    assert look.receipt.callback.outcome is UNKNOWN
