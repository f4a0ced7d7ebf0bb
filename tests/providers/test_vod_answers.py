"""Answers that are none, hostile or half: each becomes one error, and none gives a secret away."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import errors
from app.domain.credentials import Credentials
from app.domain.destination import Destination
from app.domain.errors import AnswerLost, ServiceFault, UploadError, UploadGone
from app.domain.exchange import Headers
from app.domain.grant import Authorisation, FormGrant
from app.domain.upload import Receipt, StoredPart
from app.providers.contract import Call, Order, Reply
from app.providers.vod import api, cos, ugc
from app.providers.vod.errors import Asked
from app.providers.vod.ticket import Ticket, of_session
from tests.providers.oss_asks import asked
from tests.providers.oss_calls import Canned, answer, canned
from tests.providers.vod_calls import KEYS, SIGNATURE, VOD, failed, order, place, said

CERTIFICATE = {
    "SecretId": "AKIDtemporary",
    "SecretKey": "temporarysecretkey",
    "Token": "temporarytoken",
    "ExpiredTime": 4_000_000_000,
}
APPLIED: dict[str, Any] = {
    "StorageBucket": "name-100922",
    "StorageRegion": "ap-chongqing",
    "VodSessionKey": "sessionkeysessionkey",
    "MediaStoragePath": "/dir/f0.mp4",
    "CoverStoragePath": "",
    "TempCertificate": CERTIFICATE,
}
COMMITTED = {"FileId": "5285890790000000001", "MediaUrl": "http://media.example/f0.mp4"}
HELD = ("temporarysecretkey", "temporarytoken", "sessionkeysessionkey", KEYS.access_key_secret)
STORED = answer(200, ETag='"0cc175b9c0f1b6a831c399e269772661"', x_cos_request_id="C1")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"a")
    return path


def _put(server: Canned, path: Path, access: Authorisation = KEYS) -> Receipt:
    subject = order(place(server.url), path)

    async def step(call: Call) -> Receipt:
        return await VOD.put(call, subject)

    return asked(step, access, endpoint=server.url)


def test_a_file_goes_up_in_three_requests(source: Path) -> None:
    with canned(said(APPLIED), STORED, said(COMMITTED)) as server:
        receipt = _put(server, source)
    assert receipt.file_id == "5285890790000000001"
    assert (receipt.url, receipt.request_id) == ("http://media.example/f0.mp4", "R1")
    assert not receipt.verified  # the storage told no CRC-64
    assert receipt.etag == "0cc175b9c0f1b6a831c399e269772661"
    [notice] = receipt.notices
    assert notice.id == receipt.file_id


def test_a_file_id_that_is_told_as_a_number_stays_text(source: Path) -> None:
    with canned(said(APPLIED), STORED, said({"FileId": 52858907900000000012})) as server:
        assert _put(server, source).file_id == "52858907900000000012"


def test_without_a_temporary_key_the_accounts_own_signs(source: Path) -> None:
    with canned(said(APPLIED | {"TempCertificate": None}), STORED, said(COMMITTED)) as server:
        assert _put(server, source).file_id


@pytest.mark.parametrize("missing", ["StorageBucket", "VodSessionKey", "MediaStoragePath"])
def test_half_an_apply_is_not_understood_and_hides_its_keys(source: Path, missing: str) -> None:
    with canned(said(APPLIED | {missing: None})) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert caught.value.code == "not_understood"
    assert caught.value.undone
    answered = caught.value.answer
    assert answered is not None
    shown = repr(answered) + str(caught.value)
    assert not [secret for secret in HELD if secret in shown]


@pytest.mark.parametrize(
    ("strange", "code", "reason"),
    [
        (
            answer(200, b"<!doctype html><p>log in", Content_Type="text/html"),
            "not_understood",
            "page",
        ),
        (answer(200, b""), "not_understood", "empty"),
        (answer(200, b"[1, 2]"), "not_understood", "other"),
        (answer(200, b'{"Response": 7}'), "not_understood", "other"),
        (answer(200, b"[" * 100_000), "not_understood", "other"),
        (answer(407, b"x"), "not_understood", "proxy"),
        (answer(502, b"<html>bad gateway"), "refused.service_fault", ""),
        (answer(429), "refused.throttled", ""),
        (answer(404, b"no"), "not_understood", "other"),
        (said({"Error": {}}), "refused", ""),
        (said({"Error": "no"}), "refused", ""),
        (said({"Error": {"Code": 7, "Message": None}}), "refused", ""),
    ],
)
def test_what_is_no_answer_of_the_api(source: Path, strange: bytes, code: str, reason: str) -> None:
    with canned(strange) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert (caught.value.code, caught.value.values.get("reason", "")) == (code, reason)
    assert caught.value.undone


@pytest.mark.parametrize(
    ("code", "kind", "reason"),
    [
        ("AuthFailure.SecretIdNotFound", errors.CredentialsRefused, "key_id"),
        ("AuthFailure.SignatureFailure", errors.CredentialsRefused, "secret"),
        ("AuthFailure.TokenFailure", errors.CredentialsRefused, "token"),
        ("AuthFailure.SomethingNew", errors.CredentialsRefused, "unauthorized"),
        ("AuthFailure.SignatureExpire", errors.ClockSkewed, ""),
        ("AuthFailure.UnauthorizedOperation", errors.NotAllowed, ""),
        ("UnauthorizedOperation.CamNoAuth", errors.NotAllowed, ""),
        ("IpNotInWhitelist", errors.NotAllowed, "address"),
        ("RequestLimitExceeded", errors.Throttled, ""),
        ("RequestLimitExceeded.UinLimitExceeded", errors.Throttled, ""),
        ("RequestLimitExceeded.IPLimitExceeded", errors.Throttled, ""),
        ("InternalError", errors.ServiceFault, ""),
        ("InternalError.UpdateMediaError", errors.ServiceFault, ""),
        ("ServiceUnavailable", errors.ServiceFault, ""),
        ("ResourceUnavailable", errors.ServiceFault, ""),
        ("FailedOperation.InvalidVodUser", errors.Refused, "no_service"),
        ("InvalidParameterValue.SubAppId", errors.Refused, "application"),
        ("InvalidParameterValue.MediaType", errors.Refused, "media_type"),
        ("InvalidParameterValue.ExpireTime", errors.Refused, "expiry"),
        ("InvalidParameterValue.BrandNew", errors.Refused, "argument"),
        ("LimitExceeded", errors.Refused, "quota"),
        ("Nobody.Knows", errors.Refused, ""),
    ],
)
def test_each_code_is_one_error(
    source: Path, code: str, kind: type[UploadError], reason: str
) -> None:
    with canned(failed(code, "Its words.")) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert type(caught.value) is kind
    assert caught.value.values.get("reason", "") == reason
    answered = caught.value.answer
    assert answered is not None
    assert (answered.code, answered.message, answered.request_id) == (code, "Its words.", "R1")


def test_a_missing_application_is_named(source: Path) -> None:
    told = failed("MissingParameter", "The parameter SubAppId is required.")
    with canned(told) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert caught.value.values["reason"] == "application"


# --- the storage --------------------------------------------------------------------------------


def _error(code: str, status: int, message: str = "No.") -> bytes:
    body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
    return answer(status, body, Content_Type="application/xml", x_cos_request_id="C1")


@pytest.mark.parametrize(
    ("refusal", "code", "reason"),
    [
        (_error("SignatureDoesNotMatch", 403), "refused.service_fault", "temporary_key"),
        (_error("ExpiredToken", 403), "refused.service_fault", "temporary_key"),
        (_error("AccessDenied", 403), "refused.not_allowed", ""),
        (
            _error("AccessDenied", 403, "Request has expired"),
            "refused.service_fault",
            "temporary_key",
        ),
        (_error("RequestTimeTooSkewed", 403), "refused.clock", ""),
        (_error("BadDigest", 400), "integrity", "service"),
        (_error("NoSuchBucket", 404), "refused", "no_bucket"),
        (_error("SlowDown", 503), "refused.throttled", ""),
        (_error("Strange", 500), "refused.service_fault", ""),
        (_error("RequestTimeOut", 400), "refused.service_fault", "stalled"),
        (answer(200, b"<html>log in"), "not_understood", "page"),
        (answer(200), "not_understood", "empty"),
        (answer(403, b"<html>firewall"), "not_understood", "page"),
        (answer(200, ETag='"e"', x_cos_hash_crc64ecma="1"), "integrity", "crc64"),
    ],
)
def test_the_storages_refusals_leave_no_doubt(
    source: Path, refusal: bytes, code: str, reason: str
) -> None:
    with canned(said(APPLIED), refusal) as server, pytest.raises(UploadError) as caught:
        _put(server, source)
    assert (caught.value.code, caught.value.values.get("reason", "")) == (code, reason)
    assert caught.value.undone


def _ticket(url: str) -> tuple[Order, dict[str, str]]:
    key = Credentials("AKIDt", "temporarysecretkey", "temporarytoken", 4e9)
    ticket = Ticket("name-1", "ap-x", "/d/f.mp4", "sessionkeysessionkey", key, upload_id="U1")
    return order(place(url)), dict(ticket.session())


def _finish(server: Canned) -> Receipt:
    subject, session = _ticket(server.url)

    async def step(call: Call) -> Receipt:
        return await VOD.finish(call, subject, session, [StoredPart(1, 1, "e1", 5)])

    return asked(step, KEYS, endpoint=server.url)


_DONE = (
    b"<?xml version='1.0'?><CompleteMultipartUploadResult><ETag>&quot;x-1&quot;</ETag>"
    b"</CompleteMultipartUploadResult>"
)
_HEAD = answer(200, x_cos_hash_crc64ecma="5", ETag='"x-1"', x_cos_request_id="C1")


def _there(length: int) -> bytes:
    return _HEAD.replace(b"Content-Length: 0", b"Content-Length: %d" % length)


@pytest.mark.parametrize("blanks", [b"", b" \n \r\n   "])
def test_an_etag_says_that_the_parts_are_one(blanks: bytes) -> None:
    with canned(answer(200, blanks + _DONE), _there(1), said(COMMITTED)) as server:
        receipt = _finish(server)
    assert (receipt.etag, receipt.crc64, receipt.verified) == ("x-1", 5, True)


def test_an_error_may_come_with_status_200() -> None:
    early = answer(200, b"  \n<Error><Code>InternalError</Code></Error>")
    with canned(early) as server, pytest.raises(ServiceFault) as caught:
        _finish(server)
    assert caught.value.undone


@pytest.mark.parametrize("body", [b"", b"<CompleteMultipartUploadResult/>", b"<x/>", b"nonsense"])
def test_without_an_etag_nothing_is_committed(body: bytes) -> None:
    with canned(answer(200, body)) as server, pytest.raises(UploadError) as caught:
        _finish(server)
    assert caught.value.code == "not_understood"


def test_parts_that_are_one_already_are_only_committed() -> None:
    with canned(_error("NoSuchUpload", 404), _there(1), said(COMMITTED)) as server:
        assert _finish(server).file_id


@pytest.mark.parametrize("there", [answer(404), _there(2)])
def test_an_upload_that_is_gone_and_not_whole_is_gone(there: bytes) -> None:
    with canned(_error("NoSuchUpload", 404), there) as server, pytest.raises(UploadGone):
        _finish(server)


def test_a_wrong_whole_is_never_committed() -> None:
    other = _there(1).replace(b"crc64ecma: 5", b"crc64ecma: 6")
    with (
        canned(answer(200, _DONE), other) as server,
        pytest.raises(errors.IntegrityError) as caught,
    ):
        _finish(server)
    assert caught.value.undone


def test_a_key_that_has_ended_is_not_even_tried() -> None:
    there = place("http://127.0.0.1:9")
    ticket = Ticket("b-1", "r", "/p", "s", Credentials("i", "k", "t", 1_000.0), upload_id="U")

    async def step(call: Call) -> list[StoredPart]:
        return await VOD.stored(call, order(there), ticket.session())

    with pytest.raises(UploadGone) as caught:
        asked(step, KEYS, endpoint=there.endpoint)
    assert caught.value.values["reason"] == "temporary_key"


def test_a_session_keeps_its_secrets_apart_and_comes_back() -> None:
    key = Credentials("id", "key", "token", 1_800_000_000.0)
    ticket = Ticket("b-1", "r", "/p 文", "session", key, "/c", "U", 1_700_000_000.5)
    session = ticket.session()
    assert of_session(session) == ticket
    plain = {name: text for name, text in session.items() if not name.startswith("secret.")}
    assert not {"id", "key", "token", "session"} & set(plain.values())
    with pytest.raises(UploadGone):
        of_session(plain)
    own = Ticket("b-1", "r", "/p", "session", None)
    assert of_session(own.session()) == own
    assert "token" not in repr(ticket)


# --- the commit -----------------------------------------------------------------------------------


def test_a_commit_that_a_gateway_refused_is_repeated(source: Path) -> None:
    gateway = answer(502, b"<html>bad gateway")
    with canned(said(APPLIED), STORED, gateway, gateway, said(COMMITTED)) as server:
        assert _put(server, source).file_id


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (failed("InternalError"), AnswerLost),  # it bore a request id: look, do not repeat
        (failed("ResourceNotFound"), ServiceFault),
        (failed("InvalidParameterValue.VodSessionKey"), UploadGone),
        (failed("RequestLimitExceeded"), errors.Throttled),
        (b"", AnswerLost),
    ],
)
def test_a_commit_that_failed_for_itself(
    source: Path, refusal: bytes, kind: type[UploadError]
) -> None:
    second = said(COMMITTED | {"FileId": "2"})
    with canned(said(APPLIED), STORED, refusal, second) as server, pytest.raises(kind) as caught:
        _put(server, source)
    assert type(caught.value) is kind
    assert caught.value.undone == (kind is ServiceFault)


# --- clients --------------------------------------------------------------------------------------

UGC_APPLIED = {
    "video": {"storageSignature": "s", "storagePath": "/d/f0.mp4"},
    "storageAppId": 100922,
    "storageBucket": "name",
    "storageRegion": "cq",
    "storageRegionV5": "ap-chongqing",
    "vodSessionKey": "sessionkeysessionkey",
    "tempCertificate": {"secretId": "i", "secretKey": "k", "token": "t", "expiredTime": 4e9},
    "timestamp": 1_700_000_000,
}


def _said(data: object, code: object = 0, message: str = "") -> bytes:
    body = json.dumps({"code": code, "message": message, "data": data}).encode()
    return answer(200, body, Content_Type="application/json")


def _client(server: Canned) -> FormGrant:
    return FormGrant(server.url, (("signature", SIGNATURE),), in_parts=True)


def test_a_client_needs_no_key(source: Path) -> None:
    done = _said({"fileId": "77", "video": {"url": "http://m/x.mp4"}})
    with canned(_said(UGC_APPLIED), STORED, done) as server:
        receipt = _put(server, source, _client(server))
    assert (receipt.file_id, receipt.url) == ("77", "http://m/x.mp4")


@pytest.mark.parametrize(
    ("message", "code", "reason"),
    [
        ("ugc upload | invalid signature", "refused.credentials", "signature"),
        ("ugc upload | invalid request", "refused", "argument"),
        ("ugc upload | something new", "refused", ""),
    ],
)
def test_a_clients_refusals(source: Path, message: str, code: str, reason: str) -> None:
    with canned(_said(None, 10001, message)) as server, pytest.raises(UploadError) as caught:
        _put(server, source, _client(server))
    assert (caught.value.code, caught.value.values.get("reason", "")) == (code, reason)
    assert SIGNATURE not in repr(caught.value.answer)


def _reply(status: int, body: bytes, *headers: tuple[str, str]) -> Reply:
    found: Headers = tuple(headers)
    return Reply(status, found, body)


@pytest.mark.parametrize(
    "text",
    [
        SIGNATURE,
        f'"{SIGNATURE}"',
        SIGNATURE[:60] + "\n" + SIGNATURE[60:],
        json.dumps({"signature": SIGNATURE}),
        json.dumps({"code": 0, "data": {"signature": SIGNATURE}}),
        json.dumps({"code": 0, "data": SIGNATURE}),
        json.dumps({"Signature": SIGNATURE, "url": "https://clients.example/v3/index.php"}),
    ],
)
def test_a_signature_is_found_in_what_a_server_says(text: str) -> None:
    grant = ugc.grant_of(_reply(200, text.encode()))
    assert dict(grant.fields) == {"signature": SIGNATURE}
    assert grant.expires_at == 1700086400
    assert grant.url in ("", "https://clients.example")
    assert ugc.facts_of(SIGNATURE)["secretId"] == "AKIDEXAMPLE"
    assert not ugc.is_one_time(grant)


def test_the_second_vector_says_what_it_fixes() -> None:
    original = (
        "secretId=AKIDEXAMPLE&currentTimeStamp=1700000000&expireTime=1700086400&random=123456789"
        "&classId=0&procedure=LongVideoPreset&taskPriority=0"
        "&sourceContext=job%3D42%26user%3D%E5%BC%A0%E4%B8%89&oneTimeValid=1&vodSubAppId=1500000001"
    )
    digest = bytes.fromhex("0a0b8583d138d23990aa995c7f6dedca4475d642")
    told = base64.b64encode(digest + original.encode()).decode()
    facts = ugc.facts_of(told)
    assert facts["sourceContext"] == "job=42&user=张三"
    assert ugc.is_one_time(ugc.grant_of(_reply(200, told.encode())))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_what_is_no_signature_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(UploadError) as caught:
        ugc.grant_of(_reply(200, body))
    assert caught.value.values["reason"] == "server"


# --- anything at all ------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([200, 204, 301, 400, 403, 404, 500, 503]),
    st.binary(max_size=80)
    | st.sampled_from([b'{"Response":null}', b'{"Response":{"Error":[]}}', b'{"code":true}']),
)
def test_every_answer_is_an_error_or_an_object(status: int, body: bytes) -> None:
    there = Destination("vod", "https://vod.tencentcloudapi.com", "", "1")
    for read in (api.understood, ugc._understood):
        with pytest.raises(UploadError):
            read(_reply(status, body, ("Content-Type", "text/plain")), Asked(there))


def test_addresses_are_made_as_they_are_signed() -> None:
    assert api.where("https://vod.tencentcloudapi.com") == (
        "https://vod.tencentcloudapi.com",
        "vod.tencentcloudapi.com",
    )
    assert api.where("http://127.0.0.1:8080")[1] == "127.0.0.1:8080"
    assert api.where("https://x.example:443")[1] == "x.example"
    ticket = Ticket("name-1", "ap-x", "/a b/文.mp4", "s", KEYS)
    plain = Destination("vod", "https://vod.tencentcloudapi.com", "", "1")
    request = cos.signed(cos.Draft("PUT"), plain, ticket, key=KEYS, now=1.7e9)
    assert request.origin == "https://name-1.cos.ap-x.myqcloud.com"
    assert request.target == "/a%20b/%E6%96%87.mp4"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (b"", _said({"fileId": "77"}), None),
        (answer(502), _said({"fileId": "77"}), None),
        (b"", _said(None, 10001, "ugc upload | invalid session"), AnswerLost),
        (_said(None, 10001, "ugc upload | invalid request"), b"", errors.Refused),
    ],
)
def test_a_clients_commit_is_repeated_when_its_answer_was_lost(
    source: Path, first: bytes, second: bytes, kind: type[UploadError] | None
) -> None:
    with canned(_said(UGC_APPLIED), STORED, first, second) as server:
        if kind is None:
            assert _put(server, source, _client(server)).file_id == "77"
            return
        with pytest.raises(kind) as caught:
            _put(server, source, _client(server))
    assert type(caught.value) is kind
