"""Every answer that is no success becomes one error of the tree, and none of them bites."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import errors as tree
from app.domain.destination import Destination
from app.domain.errors import UploadError, failure_of
from app.domain.exchange import Exchange
from app.providers.contract import Reply
from app.providers.moments import moment
from app.providers.oss.errors import Asked, refusal

THERE = Destination("oss", "https://oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "demo")
TOKEN = "CAISecurityTokenOfTheTest=="
ASKED = Asked(THERE, "folder/a.txt", (TOKEN, "SecretOfTheTest"))


def document(code: str, message: str = "Said no.", *, ec: str = "", more: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Error>'
        f"<Code>{code}</Code><Message>{message}</Message><RequestId>R-1</RequestId>"
        f"<HostId>demo.example.com</HostId><EC>{ec}</EC>{more}</Error>"
    ).encode()


def answered(status: int, body: bytes = b"", **headers: str) -> Reply:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(status, pairs, body)


def reason(error: UploadError) -> str:
    return error.values.get("reason", "")


CODES: list[tuple[int, str, type[UploadError], str]] = [
    (400, "BadRequest", tree.ServiceFault, ""),
    (400, "EntityTooLarge", tree.Refused, "size"),
    (400, "EntityTooSmall", tree.Refused, "size"),
    (400, "FilePartNotExist", tree.Refused, "parts"),
    (400, "IncompleteBody", tree.ServiceFault, "stalled"),
    (400, "InvalidArgument", tree.Refused, "argument"),
    (400, "InvalidBucketName", tree.Refused, "bucket_name"),
    (400, "InvalidCRC64", tree.IntegrityError, "service"),
    (400, "InvalidDigest", tree.IntegrityError, "service"),
    (400, "InvalidEncryptionAlgorithmError", tree.Refused, "encryption"),
    (400, "InvalidObjectName", tree.Refused, "name"),
    (400, "InvalidPart", tree.Refused, "parts"),
    (400, "InvalidPartOrder", tree.Refused, "parts"),
    (400, "MalformedXML", tree.Refused, "request"),
    (400, "PublicEndpointForbidden", tree.Refused, "public_endpoint"),
    (400, "RequestTimeout", tree.ServiceFault, "stalled"),
    (401, "SomethingNew", tree.CredentialsRefused, "unauthorized"),
    (403, "AccessDenied", tree.NotAllowed, ""),
    (403, "AccessKeyIdAndSecurityTokenNotMatch", tree.CredentialsRefused, "token"),
    (403, "BucketDisable", tree.Refused, "bucket_disabled"),
    (403, "InvalidAccessKeyId", tree.CredentialsRefused, "key_id"),
    (403, "InvalidObjectState", tree.Refused, "archived"),
    (403, "InvalidSecurityToken", tree.CredentialsRefused, "token"),
    (403, "KmsServiceNotEnabled", tree.NotAllowed, "kms"),
    (403, "RequestTimeTooSkewed", tree.ClockSkewed, ""),
    (403, "SecondLevelDomainForbidden", tree.Refused, "path_style"),
    (403, "SecurityTokenExpired", tree.CredentialsRefused, "token_expired"),
    (403, "SecurityTokenSomethingElse", tree.CredentialsRefused, "token"),
    (403, "SignatureDoesNotMatch", tree.CredentialsRefused, "secret"),
    (403, "TransferAccelerationDisabled", tree.Refused, "acceleration_off"),
    (403, "UserDisable", tree.Refused, "account_disabled"),
    (403, "QuotaExceeded", tree.Refused, "quota"),
    (404, "NoSuchBucket", tree.Refused, "no_bucket"),
    (404, "NoSuchKey", tree.Refused, "no_object"),
    (404, "NoSuchUpload", tree.UploadGone, ""),
    (404, "NoSuchVersion", tree.Refused, "no_object"),
    (400, "FieldItemTooLong", tree.Refused, "form.size"),
    (400, "IncorrectNumberOfFilesInPOSTRequest", tree.Refused, "form"),
    (400, "InvalidPolicyDocument", tree.Refused, "policy"),
    (400, "MalformedPOSTRequest", tree.Refused, "form"),
    (400, "MaxPOSTPreDataLengthExceededError", tree.Refused, "form.size"),
    (400, "RequestIsNotMultiPartContent", tree.Refused, "form"),
    (409, "ObjectNotAppendable", tree.Refused, "appended"),
    (409, "PositionNotEqualToLength", tree.Refused, "appended"),
    (405, "MethodNotAllowed", tree.Refused, "method"),
    (408, "SomethingNew", tree.ServiceFault, "stalled"),
    (409, "FileAlreadyExists", tree.NameTaken, ""),
    (409, "FileImmutable", tree.Refused, "immutable"),
    (411, "MissingContentLength", tree.Refused, "length"),
    (412, "PreconditionFailed", tree.Refused, "condition"),
    (429, "SomethingNew", tree.Throttled, ""),
    (500, "InternalError", tree.ServiceFault, ""),
    (200, "InternalError", tree.ServiceFault, ""),
    (501, "SomethingNew", tree.ServiceFault, ""),
    (502, "SomethingNew", tree.ServiceFault, ""),
    (503, "ServiceUnavailable", tree.ServiceFault, ""),
    (503, "UploadTrafficRateLimitExceeded", tree.Throttled, ""),
    (503, "DownloadTrafficRateLimitExceeded", tree.Throttled, ""),
    (503, "TotalQpsLimitExceeded", tree.Throttled, ""),
    (503, "MetaOperationQpsLimitExceeded", tree.Throttled, ""),
    (503, "ActiveRequestLimitExceeded", tree.Throttled, ""),
    (503, "CpuLimitExceeded", tree.Throttled, ""),
    (301, "AccessDenied", tree.Refused, "endpoint"),
    (307, "TemporaryRedirect", tree.Refused, "endpoint"),
]


@pytest.mark.parametrize(("status", "code", "kind", "why"), CODES)
def test_each_code_has_its_class_and_reason(
    status: int, code: str, kind: type[UploadError], why: str
) -> None:
    error = refusal(answered(status, document(code)), ASKED)
    assert type(error) is kind
    assert reason(error) == why
    assert error.answer is not None
    assert (error.answer.status, error.answer.code) == (status, code)
    assert (error.answer.request_id, error.answer.host_id) == ("R-1", "demo.example.com")


RETRIED = {"ServiceFault", "Throttled", "ClockSkewed", "IntegrityError"}


@pytest.mark.parametrize(("status", "code", "kind", "why"), CODES)
def test_only_what_may_pass_is_tried_again(
    status: int, code: str, kind: type[UploadError], why: str
) -> None:
    assert refusal(answered(status, document(code)), ASKED).retryable is (kind.__name__ in RETRIED)
    assert failure_of(refusal(answered(status, document(code)), ASKED)).kind == "refused"


def test_an_endpoint_that_the_service_names_is_told() -> None:
    more = "<Bucket>demo</Bucket><Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>"
    said = "The bucket you are attempting to access must be addressed using the specified endpoint."
    body = document("AccessDenied", said, ec="0003-00001403", more=more)
    error = refusal(answered(403, body), ASKED)
    assert type(error) is tree.Refused
    assert error.values["reason"] == "endpoint"
    assert error.values["endpoint"] == "oss-cn-beijing.aliyuncs.com"
    assert error.values["bucket"] == "demo"


def test_a_missing_bucket_is_named() -> None:
    more = "<BucketName>demo</BucketName>"
    error = refusal(answered(404, document("NoSuchBucket", more=more)), ASKED)
    assert error.values["bucket"] == "demo"
    assert error.values["endpoint"] == THERE.endpoint


@pytest.mark.parametrize(
    ("status", "code", "ec"),
    [
        (400, "InvalidArgument", "0002-00000226"),
        (403, "SignatureDoesNotMatch", ""),
        (403, "AccessDenied", "0002-00000227"),
    ],
)
def test_a_wrong_region_is_told_from_a_wrong_secret(status: int, code: str, ec: str) -> None:
    said = "Invalid signing region in Authorization header."
    error = refusal(answered(status, document(code, said, ec=ec)), ASKED)
    assert (type(error), error.values["reason"]) == (tree.Refused, "region")
    assert error.values["region"] == "cn-hangzhou"


def test_a_policy_that_speaks_of_regions_is_about_rights() -> None:
    error = refusal(answered(403, document("AccessDenied", "Not from this region.")), ASKED)
    assert type(error) is tree.NotAllowed


def test_a_refused_callback_and_a_disabled_key_have_their_own_reason() -> None:
    said = "Private address is forbidden to callback"
    body = document("InvalidArgument", said, ec="0007-00000008")
    assert reason(refusal(answered(400, body), ASKED)) == "callback"
    body = document("InvalidAccessKeyId", ec="0002-00000904")
    assert reason(refusal(answered(403, body), ASKED)) == "key_disabled"


# --- waiting and clocks --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"x_oss_qos_delay_time": "1500"}, 1.5),
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "7", "x_oss_qos_delay_time": "9000"}, 9.0),
        ({"Retry_After": "99999999"}, 3600.0),
        (
            {
                "Retry_After": "Fri, 21 Nov 2025 10:00:30 GMT",
                "Date": "Fri, 21 Nov 2025 10:00:00 GMT",
            },
            30.0,
        ),
        ({"Retry_After": "Fri, 21 Nov 2025 10:00:30 GMT"}, None),
        ({"Retry_After": "-5"}, None),
        ({"Retry_After": "soon"}, None),
        ({"x_oss_qos_delay_time": "9" * 5000}, None),
        ({}, None),
    ],
)
def test_the_services_wish_to_wait_is_heard(headers: dict[str, str], wait: float | None) -> None:
    error = refusal(answered(503, document("ServiceUnavailable"), **headers), ASKED)
    assert error.wait == wait
    assert type(error) is (tree.ServiceFault if wait is None else tree.Throttled)


@pytest.mark.parametrize(
    ("headers", "more"),
    [
        ({"Date": "Fri, 21 Nov 2025 10:00:00 GMT"}, ""),
        ({"x_oss_server_time": "1763719200000"}, ""),
        ({"x_oss_server_time": "26"}, "<ServerTime>2025-11-21T10:00:00.000Z</ServerTime>"),
        ({}, "<ServerTime>2025-11-21T10:00:00.000Z</ServerTime>"),
        ({"Date": "rubbish"}, "<ServerTime>Fri, 21 Nov 2025 10:00:00 GMT</ServerTime>"),
    ],
)
def test_a_wrong_clock_says_by_how_much(headers: dict[str, str], more: str) -> None:
    started = Exchange("PUT", "https://h/k", started_at=1763719200.0 + 20 * 60)
    plain = answered(403, document("RequestTimeTooSkewed", more=more), **headers)
    reply = Reply(plain.status, plain.headers, plain.body, exchange=started)
    error = refusal(reply, ASKED)
    assert type(error) is tree.ClockSkewed
    assert (error.values["server_time"], error.values["minutes"]) == ("1763719200", "20")


def test_any_refusal_that_compares_clocks_is_about_the_clock() -> None:
    times = "<ServerTime>2025-11-21T10:00:00.000Z</ServerTime>"
    both = times + "<RequestTime>2025-11-21T10:20:00.000Z</RequestTime>"
    kinds = [
        type(refusal(answered(403, document("AccessDenied", more=m)), ASKED)) for m in (both, times)
    ]
    assert kinds == [tree.ClockSkewed, tree.NotAllowed]


@pytest.mark.parametrize(
    "text", ["", "x", "Fri", "99999-01-01", "0001-01-01T00:00:00", "Fri, 99 Nov 2025 99:00:00 GMT"]
)
def test_nonsense_is_no_moment(text: str) -> None:
    assert (moment(text) or 0.0) <= 0.0


# --- answers that are none -----------------------------------------------------------------------

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<Error><Code>&b;</Code></Error>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Error><Code>&a;</Code></Error>'
PAGE = b"\n <!DOCTYPE html><html><body>Please log in</body></html>"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "empty"),
        (PAGE, "page"),
        (b"<html>" + b"x" * 3_000_000, "page"),
        (b"\x00\xff\xfe\x80" * 1000, "other"),
        (b'{"error": "no"}', "other"),
        (b"<Error><Code>AccessDenied</Code>", "other"),
        (b"<Error></Error>", "other"),
        (b"<Other><Code>AccessDenied</Code></Other>", "other"),
        (BOMB, "page"),
        (OUTSIDE, "page"),
        (b"<a>" * 200_000, "other"),
        (b"<Error>" + b"<a/>" * 200_000 + b"</Error>", "other"),
    ],
)
@pytest.mark.parametrize("status", [200, 302, 400, 403, 404, 499])
def test_what_is_no_answer_of_the_service_is_not_understood(
    status: int, body: bytes, why: str
) -> None:
    error = refusal(answered(status, body), ASKED)
    assert type(error) is tree.NotUnderstood
    assert reason(error) == why
    assert error.answer is not None
    assert error.answer.status == status
    assert len(error.answer.body) <= 4096


@pytest.mark.parametrize("body", [b"", PAGE, b"\xff", BOMB])
def test_a_broken_gateway_is_trouble_of_the_service_whatever_it_says(body: bytes) -> None:
    assert type(refusal(answered(502, body), ASKED)) is tree.ServiceFault
    assert type(refusal(answered(503, body, Retry_After="3"), ASKED)) is tree.Throttled
    assert type(refusal(answered(429, body), ASKED)) is tree.Throttled


def test_a_body_that_was_cut_is_not_read_as_a_document() -> None:
    cut = Reply(403, (), document("AccessDenied"), cut=True)
    error = refusal(cut, ASKED)
    assert (type(error), reason(error)) == (tree.NotUnderstood, "cut")


def test_a_proxy_that_wants_a_password_is_named() -> None:
    assert reason(refusal(answered(407, PAGE), ASKED)) == "proxy"


def test_a_namespace_and_control_characters_do_not_hide_an_error() -> None:
    body = (
        b'\xef\xbb\xbf<o:Error xmlns:o="urn:x"><o:Code>AccessDenied</o:Code>'
        b"<o:Key>a\x01b</o:Key></o:Error>"
    )
    error = refusal(answered(403, body), ASKED)
    assert type(error) is tree.NotAllowed
    assert error.answer is not None
    assert error.answer.details["Key"] == "a?b"


def test_the_error_of_a_head_is_in_its_header() -> None:
    told = base64.b64encode(document("SecurityTokenExpired", ec="0002-1")).decode()
    error = refusal(answered(403, b"", x_oss_err=told, x_oss_request_id="R-2"), ASKED)
    assert type(error) is tree.CredentialsRefused
    assert error.answer is not None
    assert (error.answer.request_id, error.answer.ec) == ("R-2", "0002-1")


def test_the_ec_of_the_header_is_kept_when_the_document_has_none() -> None:
    error = refusal(answered(403, document("AccessDenied"), x_oss_ec="0003-5"), ASKED)
    assert error.answer is not None
    assert error.answer.ec == "0003-5"


def test_no_secret_of_ours_comes_back_in_an_error() -> None:
    quoted = f"PUT\nx-oss-security-token:{TOKEN}\n"
    more = (
        f"<StringToSign>{quoted}</StringToSign><CanonicalRequest>{quoted}</CanonicalRequest>"
        f"<StringToSignBytes>{quoted.encode().hex()}</StringToSignBytes>"
        f"<SignatureProvided>abcdef</SignatureProvided><Echo>{TOKEN}</Echo>"
    )
    body = document("SignatureDoesNotMatch", f"Bad {TOKEN} and SecretOfTheTest", more=more)
    told = base64.b64encode(body).decode()
    for reply in (answered(403, body), answered(403, b"", x_oss_err=told)):
        shown = repr(failure_of(refusal(reply, ASKED)))
        assert TOKEN not in shown
        assert "SecretOfTheTest" not in shown
        assert TOKEN.encode().hex() not in shown
        assert "abcdef" not in shown
    late = document("X", more="<P>" + "p" * 3700 + "</P>" + more)
    assert TOKEN[:12] not in repr(failure_of(refusal(answered(403, late), ASKED)))


@given(
    status=st.integers(100, 599),
    body=st.binary(max_size=300)
    | st.text(max_size=100).map(str.encode)
    | st.sampled_from([document("X"), PAGE, BOMB]),
    headers=st.dictionaries(
        st.sampled_from(["x-oss-err", "Retry-After", "x-oss-ec", "Date", "x-oss-server-time"]),
        st.text(st.characters(max_codepoint=255), max_size=30),
        max_size=4,
    ),
)
def test_no_answer_makes_anything_else_than_an_error_of_the_tree(
    status: int, body: bytes, headers: dict[str, str]
) -> None:
    error = refusal(Reply(status, tuple(headers.items()), body), ASKED)
    assert isinstance(error, tree.Refused | tree.NotUnderstood | tree.IntegrityError)
    assert failure_of(error).code
